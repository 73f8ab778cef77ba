"""The scorer finds every kind of mistake, and agrees with the one that judges from outside."""

from __future__ import annotations

import copy
import csv
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from gold.score import Score, read_labels, score_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LABELS = Path(__file__).parent / "briefs.jsonl"
Rows = list[dict[str, Any]]

CLAIM_COLUMNS = (
    "claim_id", "article_id", "start", "end", "quote", "amount", "currency", "qualifier", "kind",
    "donor", "recipient", "instrument", "part_of", "excluded_because",
)  # fmt: skip
EVENT_COLUMNS = (
    "event_id", "article_id", "start", "end", "quote", "date", "date_earliest", "date_latest",
    "type", "status", "excluded_because",
)  # fmt: skip


def perfect_claims() -> Rows:
    """The rows that say exactly what the labels say."""
    rows: Rows = []
    for article in read_labels(LABELS):
        ids = {label["quote"]: f"{article['id']}-{label['start']}" for label in article["money"]}
        for label in article["money"]:
            row = {name: label.get(name) or "" for name in CLAIM_COLUMNS}
            row |= {
                "claim_id": f"{article['id']}-{label['start']}",
                "article_id": article["id"],
                "start": label["start"],
                "end": label["start"] + len(label["quote"]),
                "kind": label.get("kind_any") or label["kind"],
                "part_of": ids.get(label["part_of"], ""),
            }
            rows.append(row)
    return rows


def perfect_events() -> Rows:
    rows: Rows = []
    for article in read_labels(LABELS):
        for label in article["events"]:
            first, last = label.get("bounds") or ("", "")
            row = {name: label.get(name) or "" for name in EVENT_COLUMNS}
            row |= {
                "event_id": f"{article['id']}-e{label['start']}",
                "article_id": article["id"],
                "start": label["start"],
                "end": label["start"] + len(label["quote"]),
                "date_earliest": first,
                "date_latest": last,
            }
            rows.append(row)
    return rows


def write_rows(path: Path, columns: Iterable[str], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_tables(folder: Path, claims: Rows, events: Rows) -> Path:
    write_rows(folder / "claims.csv", CLAIM_COLUMNS, claims)
    write_rows(folder / "events.csv", EVENT_COLUMNS, events)
    return folder


def imperfect(figures: Score) -> set[str]:
    """Names of the figures that are not what a perfect reading gives."""
    wrong = {name for name, figure in figures.shares.items() if figure != 1.0}
    return wrong | {"false_aid"} if figures.figures["false_aid"] else wrong


def claim(rows: Rows, quote: str) -> dict[str, Any]:
    return next(row for row in rows if row["quote"] == quote)


def event(rows: Rows, type_: str) -> dict[str, Any]:
    return next(row for row in rows if row["type"] == type_)


def test_rows_that_say_what_the_labels_say_score_one_everywhere(tmp_path: Path) -> None:
    score = score_tables(LABELS, write_tables(tmp_path, perfect_claims(), perfect_events()))
    assert imperfect(score) == set()
    assert score.misses == []
    assert score.figures["money_labels"] == 13


@pytest.mark.parametrize(
    ("spoil", "lowered"),
    [
        pytest.param(
            lambda c, _: c.remove(claim(c, "$7 billion")),
            {"money_recall", "money_f1"},
            id="an amount missed",
        ),
        pytest.param(
            lambda c, _: c.append({**claim(c, "$7 billion"), "start": 0, "end": 9}),
            {"money_precision", "money_f1"},
            id="an amount invented",
        ),
        pytest.param(
            lambda c, _: claim(c, "$7 billion").update(amount=7e6),
            {"amount_and_currency"},
            id="millions for billions",
        ),
        pytest.param(
            lambda c, _: claim(c, "$7 billion").update(amount="a lot"),
            {"amount_and_currency"},
            id="an amount that is no number",
        ),
        pytest.param(
            lambda c, _: claim(c, "$7 billion").update(currency="EUR"),
            {"amount_and_currency"},
            id="another currency",
        ),
        pytest.param(
            lambda c, _: claim(c, "$7 billion").update(qualifier="exact"),
            {"qualifier"},
            id="a lower bound lost",
        ),
        pytest.param(
            lambda c, _: claim(c, "$7 billion").update(kind="commitment"),
            {"kind"},
            id="a level read as a pledge",
        ),
        pytest.param(
            lambda c, _: claim(c, "$7 billion").update(kind="other"),
            {"kind", "scope", "aid_recall"},
            id="aid read as no aid",
        ),
        pytest.param(
            lambda c, _: claim(c, "$7 billion").update(donor="Poland"),
            {"scope", "donor"},
            id="another donor",
        ),
        pytest.param(
            lambda c, _: claim(c, "$7 billion").update(recipient="Poland"),
            {"scope", "recipient"},
            id="another recipient",
        ),
        pytest.param(
            lambda c, _: claim(c, "$7 billion").update(excluded_because="hypothetical"),
            {"scope"},
            id="left out for no reason",
        ),
        pytest.param(
            lambda c, _: claim(c, "$15 billion").update(donor="Japan", excluded_because=""),
            {"false_aid", "excluded_because"},
            id="the fund's money counted for Japan",
        ),
        pytest.param(
            lambda c, _: claim(c, "$1.5 billion").update(
                kind="commitment", donor="Japan", excluded_because=""
            ),
            {"false_aid", "excluded_because"},
            id="a tranche of several payers counted for Japan",
        ),
        pytest.param(
            lambda c, _: claim(c, "$3.5 billion").update(instrument="grant"),
            {"instrument"},
            id="a guarantee read as a grant",
        ),
        pytest.param(
            lambda c, _: claim(c, "$3.5 billion").update(part_of=""),
            {"part_of"},
            id="a part without its whole",
        ),
        pytest.param(
            lambda _, e: e.remove(event(e, "call")),
            {"event_type_and_date_recall", "event_f1"},
            id="an event missed on a day that has another",
        ),
        pytest.param(
            lambda _, e: event(e, "conference").update(date="2024-02-20"),
            {"event_date_recall", "event_type_and_date_recall", "event_precision", "event_f1"},
            id="a day off by one",
        ),
        pytest.param(
            lambda _, e: event(e, "conference").update(date="2024"),
            {"event_date_recall", "event_type_and_date_recall", "event_precision", "event_f1"},
            id="a day less precise than the text",
        ),
        pytest.param(
            lambda _, e: event(e, "conference").update(type="summit"),
            {"event_type_and_date_recall", "event_precision", "event_f1"},
            id="another type",
        ),
        pytest.param(
            lambda _, e: e[-1].update(date="1999-01-01"),
            {"event_precision", "event_f1"},
            id="an event that nobody labelled",
        ),
        pytest.param(
            lambda _, e: event(e, "negotiation_progress").update(date_latest="2024-07-01"),
            {"event_date_recall", "event_type_and_date_recall", "event_precision", "event_f1"},
            id="bounds wider than the text gives",
        ),
        pytest.param(
            lambda _, e: event(e, "signing").update(status="planned"),
            {"event_status"},
            id="done read as planned",
        ),
        pytest.param(
            lambda _, e: event(e, "signing").update(excluded_because="page_furniture"),
            {"event_type_and_date_recall", "event_f1"},
            id="an event of the body left out",
        ),
    ],
)
def test_each_mistake_lowers_its_own_figures(
    spoil: Callable[[Rows, Rows], object], lowered: set[str], tmp_path: Path
) -> None:
    claims, events = perfect_claims(), perfect_events()
    spoil(claims, events)
    score = score_tables(LABELS, write_tables(tmp_path, claims, events))
    assert imperfect(score) == lowered
    assert score.misses


def spoilt(rows: Rows, columns: Iterable[str], dice: random.Random) -> Rows:
    """Drop, double, shift and mislabel rows at random."""
    rows = copy.deepcopy(rows)
    values = {name: sorted({str(row[name]) for row in rows}) for name in columns}
    names = [name for name in columns if name not in {"article_id", "quote", "start", "end"}]
    for row in rows:
        for name in names:
            if dice.random() < 0.2:
                row[name] = dice.choice(values[name])
        shift = dice.choice([0, 0, 0, -2, 3])
        row["start"], row["end"] = row["start"] + shift, row["end"] + shift
    kept = [row for row in rows if dice.random() < 0.9]
    return kept + dice.sample(kept, 2)


@pytest.mark.needs("originals")
@pytest.mark.parametrize("seed", range(6))
def test_the_figures_are_those_of_the_scorer_outside(
    seed: int, shared: Path, tmp_path: Path
) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same mistakes in every run
    claims = spoilt(perfect_claims(), CLAIM_COLUMNS, dice) if seed else perfect_claims()
    events = spoilt(perfect_events(), EVENT_COLUMNS, dice) if seed else perfect_events()
    tables = write_tables(tmp_path, claims, events)
    script = shared / "tools" / "score_extraction.py"
    command = [sys.executable, str(script), str(LABELS), str(tables), "--json"]
    outside = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    figures = dict(score_tables(LABELS, tables).figures)
    assert figures == outside
