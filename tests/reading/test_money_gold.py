"""How much of the money in labelled sentences is found, and read rightly.

The sentences were labelled before the code saw them. Floors are pinned: a change that reads fewer
of them has to say so here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ukjp.reading.money import Amount, find_amounts

SENTENCES = Path(__file__).parent.parent / "gold" / "money_sentences.jsonl"
FLOORS = {"f1": 0.99, "value": 0.995, "qualifier": 0.99, "conversion": 0.995}

Label = Mapping[str, Any]


class Pairing(NamedTuple):
    """A sentence's labels beside what was found for them; `extra` has no label."""

    id: str
    text: str
    pairs: list[tuple[Label, Amount | None]]
    found: list[Amount]

    @property
    def extra(self) -> list[Amount]:
        """What was found and has no label; about ambiguous labels nothing is held against it."""
        used = {id(amount) for _, amount in self.pairs}
        unsure = [label for label, _ in self.pairs if label.get("ambiguous")]
        return [
            amount
            for amount in self.found
            if id(amount) not in used and not any(overlap(label, amount) for label in unsure)
        ]


def read_sentences() -> list[Mapping[str, Any]]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def overlap(label: Label, amount: Amount) -> float:
    start, end = label["start"], label["start"] + len(label["quote"])
    shared = min(end, amount.end) - max(start, amount.start)
    return max(0, shared) / max(end - start, amount.end - amount.start)


def pair(row: Mapping[str, Any]) -> Pairing:
    found = find_amounts(row["text"], home_currency=row["home_currency"])
    left = list(found)
    pairs: list[tuple[Label, Amount | None]] = []
    for label in row["amounts"]:
        best = max(left, key=lambda amount: overlap(label, amount), default=None)
        if best is not None and overlap(label, best) >= 0.5:
            left.remove(best)
        else:
            best = None
        pairs.append((label, best))
    return Pairing(row["id"], row["text"], pairs, found)


def same_value(label: Label, amount: Amount) -> bool:
    highs = (label["amount_max"], amount.amount_max)
    return (
        amount.amount == pytest.approx(label["amount"], rel=1e-6)
        and (highs == (None, None) or (None not in highs and highs[1] == pytest.approx(highs[0])))
        and amount.currency == label["currency"]
    )


def same_conversion(label: Label, amount: Amount, pairing: Pairing) -> bool:
    """The source is named by its place among the labels, or among the found."""
    source = label["conversion_of"]
    if source is None or amount.conversion_of is None:
        return source is None and amount.conversion_of is None
    return pairing.pairs[source][1] is pairing.found[amount.conversion_of]


def share(hits: Iterable[bool]) -> float:
    hits = list(hits)
    return sum(hits) / len(hits) if hits else 1.0


def score(pairings: list[Pairing]) -> dict[str, float]:
    """Ambiguous labels count for nothing: neither found nor missed."""
    sure = [
        (label, amount, pairing)
        for pairing in pairings
        for label, amount in pairing.pairs
        if not label.get("ambiguous")
    ]
    matched = [(label, amount, p) for label, amount, p in sure if amount is not None]
    extra = sum(len(p.extra) for p in pairings)
    precision = len(matched) / max(1, len(matched) + extra)
    recall = len(matched) / max(1, len(sure))
    return {
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "value": share(same_value(label, amount) for label, amount, _ in matched),
        "qualifier": share(label["qualifier"] == a.qualifier for label, a, _ in matched),
        "conversion": share(same_conversion(label, a, p) for label, a, p in matched),
    }


@pytest.fixture(scope="module")
def pairings() -> list[Pairing]:
    return [pair(row) for row in read_sentences()]


def misses(pairings: list[Pairing], wrong: Callable[[Label, Amount, Pairing], bool]) -> list[str]:
    return [
        f"{p.id}: {label['quote']!r} {label['amount']} {label['currency']} {label['qualifier']}"
        f" read as {amount and tuple(amount)[2:]}"
        for p in pairings
        for label, amount in p.pairs
        if not label.get("ambiguous") and (amount is None or wrong(label, amount, p))
    ]


def test_labels_stand_in_their_sentences():
    for row in read_sentences():
        for label in row["amounts"]:
            start = label["start"]
            assert row["text"][start : start + len(label["quote"])] == label["quote"], row["id"]


def test_there_are_sentences_enough():
    rows = read_sentences()
    assert len(rows) >= 150
    assert sum(not row["amounts"] for row in rows) >= 10


@pytest.mark.parametrize("figure", sorted(FLOORS))
def test_no_figure_falls_below_its_floor(figure: str, pairings: list[Pairing]):
    reached = score(pairings)[figure]
    lost = misses(
        pairings,
        lambda label, amount, p: (
            not (
                same_value(label, amount)
                and label["qualifier"] == amount.qualifier
                and same_conversion(label, amount, p)
            )
        ),
    ) + [f"{p.id}: no label for {a.quote!r}" for p in pairings for a in p.extra]
    assert reached >= FLOORS[figure], "\n".join(lost)
