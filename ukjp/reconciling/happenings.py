"""From events to the timeline: one row for each happening, whoever reported it.

One happening told by several articles, or several times in one, becomes one row that keeps every
event's id. What counts as one happening: the same type, days that overlap, and nothing that speaks
against it (other parties, another place, another ordinal, other names). Pledges and payments are
the ledger's: an event of that type is joined to the ledger row whose money it speaks of.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from ukjp.reconciling.aid import Tables, Window, cumulative_aid, read_window
from ukjp.reconciling.cells import day_of, joined, number_of, records_of, text_of
from ukjp.reconciling.day_shelf import DayShelf
from ukjp.reconciling.happening_names import (
    contradict,
    is_name,
    names_in,
    ordinals_in,
    words_of_cell,
)

LANES = {
    "declaration": "negotiation",
    "negotiation_round": "negotiation",
    "negotiation_progress": "negotiation",
    "signing": "negotiation",
    "pledge": "aid",
    "disbursement": "aid",
    "summit": "diplomacy",
    "conference": "diplomacy",
    "meeting": "diplomacy",
    "call": "diplomacy",
    "visit": "diplomacy",
    "other": "context",
}
LANE_ORDER = ("negotiation", "aid", "diplomacy", "context")

TIMELINE_COLUMNS = (
    "lane", "type", "status", "what", "quote", "place", "parties", "date", "date_earliest",
    "date_latest", "precision", "role", "value", "low", "high", "currency", "qualifier", "floor",
    "instrument", "verdict", "reason", "ledger_id", "event_ids", "claim_ids", "article_ids",
    "source",
)  # fmt: skip
"""Columns of `negotiation_timeline`. `precision` is "day", "lasts" (several days, known) or
"within" (one day, known only within bounds); `role` is "event", the ledger's word for money, or
"reference"."""

_DAYS = ("date_earliest", "date_latest")
_NUMBERS = ("value", "low", "high")
_MERGE_WIDTH = 62
"""A happening known only within more days than this is not taken for another one inside them."""

_LASTING_TYPES = frozenset({"summit", "conference", "visit"})
_LONGEST_SUMMIT = 8
_LONGEST_LASTING = 21
"""A written span of more days than this bounds a day; a shorter one is a summit or a visit."""

_NAMED_TYPES = frozenset({"summit", "conference", "meeting", "call", "visit", "other"})


def negotiation_timeline(
    dataset: Tables,
    start: dt.date | str | None = None,
    end: dt.date | str | None = None,
    *,
    show_reference: bool = False,
) -> pd.DataFrame:
    """Return one row for each happening, in the order of days (`TIMELINE_COLUMNS`).

    `start` and `end` are days. Amounts stand in the currency they were stated in. Events that an
    article's page furniture tells, or that concern neither party, are left out (`excluded_because`
    in events says so). Raises ParameterError for a start after its end.

    Shape: a row for each happening, however many articles tell it; 26 columns.
    Units: days; `value`, `low`, `high` are whole units of `currency`.
    Source: `dataset.events` and the claims they name; with `show_reference` also data/reference.

    >>> import ukjp
    >>> table = ukjp.negotiation_timeline(ukjp.load())
    >>> set(table["status"]) == {"occurred", "planned"}
    True
    """
    window = read_window(start, end)
    money = [_money_row(row) for row in records_of(_stated_aid(dataset))]
    events = [_event_row(row) for row in records_of(dataset.events)]
    events = [row for row in events if row["event_ids"]]
    events = _join_money(events, money, dataset.claims)
    rows = _merge(events) + money
    if show_reference:
        known = [row for row in _reference_rows(dataset) if _by(row, dataset.as_of)]
        rows += [row for row in known if not any(_one_happening(row, told) for told in rows)]
    return _frame([row for row in rows if _shown(row, window)])


def _frame(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    ordered = sorted(rows, key=_row_order)
    frame = pd.DataFrame(ordered, columns=list(TIMELINE_COLUMNS))
    for name in TIMELINE_COLUMNS:
        if name in _DAYS:
            frame[name] = pd.to_datetime(frame[name])
        elif name in _NUMBERS:
            frame[name] = pd.to_numeric(frame[name], errors="coerce").astype("float64")
        else:
            frame[name] = frame[name].map(text_of).astype("str")
    return frame


def _row_order(row: dict[str, Any]) -> tuple[Any, ...]:
    return (
        row["date_earliest"] or row["date_latest"] or dt.date.max,
        row["date_latest"] or dt.date.max,
        LANE_ORDER.index(row["lane"]),
        row["type"],
        row["what"],
        row["ledger_id"],
        row["event_ids"],
    )


def _by(row: dict[str, Any], as_of: dt.date | None) -> bool:
    return as_of is None or row["date_earliest"] is None or bool(row["date_earliest"] <= as_of)


def _shown(row: dict[str, Any], window: Window) -> bool:
    dated = row["date_earliest"] or row["date_latest"]
    return bool(dated) and window.touches(row["date_earliest"], row["date_latest"])


def _stated_aid(dataset: Tables) -> pd.DataFrame:
    """Return pledges, restatements and receipts; levels and parts are no happenings."""
    aid = cumulative_aid(dataset)
    happened = aid["role"].isin(["increment", "uncounted", "restatement", "receipt"])
    return aid.loc[happened]


def _money_row(row: dict[str, Any]) -> dict[str, Any]:
    earliest, latest = day_of(row["date_earliest"]), day_of(row["date_latest"])
    return _blank() | {
        "lane": "aid",
        "type": "disbursement" if row["role"] == "receipt" else "pledge",
        "status": "occurred",
        "role": row["role"],
        "date": _day_text(earliest, latest),
        "date_earliest": earliest,
        "date_latest": latest,
        "precision": "day" if earliest == latest else "within",
        "value": number_of(row["stated_value"]),
        "low": number_of(row["stated_low"]),
        "high": number_of(row["stated_high"]),
        "currency": row["stated_currency"],
        "qualifier": row["qualifier"],
        "floor": row["floor"],
        "instrument": row["instrument"],
        "verdict": row["verdict"],
        "reason": row["reason"],
        "ledger_id": row["ledger_id"],
        "claim_ids": row["claim_ids"],
        "article_ids": row["article_ids"],
    }


def _event_row(record: dict[str, Any]) -> dict[str, Any]:
    if text_of(record.get("excluded_because")):
        return _blank()
    date = text_of(record.get("date"))
    earliest, latest = day_of(record.get("date_earliest")), day_of(record.get("date_latest"))
    return _blank() | {
        "lane": LANES.get(text_of(record["type"]), "context"),
        "type": text_of(record["type"]),
        "status": text_of(record["status"]) or "occurred",
        "what": " ".join(text_of(record.get("what")).split()) or text_of(record.get("quote")),
        "quote": " ".join(text_of(record.get("quote")).split()),
        "place": text_of(record.get("place")),
        "parties": text_of(record.get("parties")),
        "role": "event",
        "date": date,
        "date_earliest": earliest,
        "date_latest": latest,
        "precision": _precision(
            date, text_of(record["type"]), text_of(record.get("date_basis")), earliest, latest
        ),
        "event_ids": text_of(record["event_id"]),
        "article_ids": text_of(record["article_id"]),
        "start": number_of(record.get("start")) or 0.0,
    }


def _blank() -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(TIMELINE_COLUMNS, "")
    return row | dict.fromkeys((*_DAYS, *_NUMBERS))


def _precision(
    date: str, kind: str, basis: str, earliest: dt.date | None, latest: dt.date | None
) -> str:
    if earliest and earliest == latest:
        return "day"
    if not (earliest and latest) or basis == "bounded":
        return "within"
    days = (latest - earliest).days
    day_written = len(date) == len("2024-06-13")
    lasting = kind in _LASTING_TYPES and days < _LONGEST_SUMMIT
    return "lasts" if lasting or (day_written and days < _LONGEST_LASTING) else "within"


def _day_text(earliest: dt.date | None, latest: dt.date | None) -> str:
    return earliest.isoformat() if earliest and earliest == latest else ""


def _overlap(one: dict[str, Any], two: dict[str, Any]) -> bool:
    return Window(one["date_earliest"], one["date_latest"]).touches(
        two["date_earliest"], two["date_latest"]
    )


def _width(row: dict[str, Any]) -> int:
    if not (row["date_earliest"] and row["date_latest"]):
        return dt.date.max.toordinal()
    return int((row["date_latest"] - row["date_earliest"]).days)


def _join_money(
    events: Sequence[dict[str, Any]], money: Sequence[dict[str, Any]], claims: pd.DataFrame
) -> list[dict[str, Any]]:
    """Give pledge and payment events to the ledger row they speak of; return the other events."""
    starts = {
        text_of(row["claim_id"]): number_of(row["start"]) or 0.0 for row in records_of(claims)
    }
    articles = {text_of(row["claim_id"]): text_of(row["article_id"]) for row in records_of(claims)}
    rest = []
    for event in events:
        fitting = [row for row in money if row["type"] == event["type"] and _overlap(row, event)]
        own = [row for row in fitting if event["article_ids"] in row["article_ids"].split()]

        def distance(row: dict[str, Any], event: dict[str, Any] = event) -> tuple[float, str]:
            near = [
                abs(starts[claim] - event["start"])
                for claim in row["claim_ids"].split()
                if articles.get(claim) == event["article_ids"]
            ]
            return min(near, default=0.0), row["ledger_id"]

        if own or len(fitting) == 1:
            _absorb(min(own or fitting, key=distance), event)
        else:
            rest.append(event)
    return rest


def _absorb(row: dict[str, Any], event: dict[str, Any]) -> None:
    """Add an event's words and evidence to a row; the money's own days stay."""
    row["event_ids"] = joined((*row["event_ids"].split(), event["event_ids"]))
    row["article_ids"] = joined((*row["article_ids"].split(), event["article_ids"]))
    for name in ("what", "place", "parties"):
        row[name] = row[name] or event[name]


def _merge(events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    names = tuple(events[0]) if events else ()
    merged = _merge_rows(names, tuple(tuple(row.values()) for row in events))
    return [dict(row) for row in merged]


@lru_cache(4)
def _merge_rows(names: tuple[str, ...], rows: tuple[tuple[Any, ...], ...]) -> list[dict[str, Any]]:
    """Merge rows; the same again cost nothing, as after a correction that touches no event."""
    events = [dict(zip(names, row, strict=True)) for row in rows]
    groups: list[list[dict[str, Any]]] = []
    shelf = DayShelf()
    for event in sorted(events, key=lambda row: (_width(row), _row_order(row))):
        days = (event["date_earliest"], event["date_latest"])
        for place in shelf.find(event["type"], *days):
            if all(_one_happening(event, other) for other in groups[place]):
                groups[place].append(event)
                break
        else:
            shelf.add(event["type"], *days, len(groups))
            groups.append([event])
    return [_merged(group) for group in groups]


def _one_happening(one: dict[str, Any], two: dict[str, Any]) -> bool:
    if one["type"] != two["type"] or not _overlap(one, two):
        return False
    alike = all(one[name] == two[name] for name in ("what", "date_earliest", "date_latest"))
    unique = alike or one["type"] in {"declaration", "signing"}
    if not unique and max(_width(one), _width(two)) > _MERGE_WIDTH:
        return False
    parties, others = words_of_cell(one["parties"]), words_of_cell(two["parties"])
    if parties and others and not (parties <= others or others <= parties):
        return False
    if contradict(ordinals_in(one["what"]), ordinals_in(two["what"])):
        return False
    if one["type"] not in _NAMED_TYPES:
        return True
    known = parties | others
    return not contradict(names_in(one, known), names_in(two, known))


def _wordiness(words: str, count: int) -> tuple[bool, int, int, str]:
    """Return how well words name a happening, the best first: names, often used, short."""
    return not is_name(words), -count, len(words), words


def _merged(group: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return one row for a happening: the narrowest days, the words most articles use."""
    row = dict(group[0])
    row["date_earliest"] = max(
        (r["date_earliest"] for r in group if r["date_earliest"]), default=None
    )
    row["date_latest"] = min((r["date_latest"] for r in group if r["date_latest"]), default=None)
    if any(other["status"] == "occurred" for other in group):
        row["status"] = "occurred"
    for name in ("what", "place", "parties"):
        counted = Counter(other[name] for other in group if other[name])
        row[name] = min(counted, key=lambda word: _wordiness(word, counted[word]), default="")
    if row["date_earliest"] == row["date_latest"]:
        row["date"], row["precision"] = _day_text(row["date_earliest"], row["date_latest"]), "day"
    elif any(other["precision"] == "lasts" for other in group):
        row["precision"] = "lasts"
    row["event_ids"] = joined(other["event_ids"] for other in group)
    row["article_ids"] = joined(other["article_ids"] for other in group)
    return row


def _reference_rows(dataset: Tables) -> list[dict[str, Any]]:
    pair = sorted((dataset.donor.lower(), dataset.recipient.lower()), reverse=True)
    table = dataset.reference.get("_".join(pair).replace(" ", "_") + "_events")
    if table is None:
        return []
    rows = []
    for record in records_of(table):
        date = text_of(record.get("date"))
        earliest, latest = day_of(record.get("date_earliest")), day_of(record.get("date_latest"))
        rows.append(
            _blank()
            | {
                "lane": LANES.get(text_of(record.get("type")), "context"),
                "type": text_of(record.get("type")),
                "status": text_of(record.get("status")) or "occurred",
                "what": text_of(record.get("event")),
                "place": text_of(record.get("place")),
                "role": "reference",
                "date": date,
                "date_earliest": earliest,
                "date_latest": latest,
                "precision": _precision(
                    date, text_of(record.get("type")), "written", earliest, latest
                ),
                "source": text_of(record.get("source_name")),
            }
        )
    return rows
