"""Days of sentences labelled before any program read them (tests/gold/README.md)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ukjp.reading.dates import Day, find_days, find_named_days

# Shares reached; a floor is raised with a better reading and lowered only with a reason.
FLOORS = {"precision": 0.99, "recall": 0.99, "resolved": 0.97, "resolved_sure": 0.99, "tense": 0.91}


class _Pair(NamedTuple):
    label: dict[str, Any]
    day: Day


@pytest.fixture(scope="module")
def scores(checkout: Path) -> dict[str, float]:
    pairs: list[_Pair] = []
    labels = found = 0
    path = checkout / "tests" / "gold" / "day_sentences.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        days = _read(row["text"], row["reference"])
        labels, found = labels + len(row["days"]), found + len(days)
        pairs += _pair(row["days"], days)
    sure = [pair for pair in pairs if not pair.label.get("ambiguous")]
    return {
        "precision": len(pairs) / found,
        "recall": len(pairs) / labels,
        "resolved": sum(map(_is_right, pairs)) / labels,
        "resolved_sure": sum(map(_is_right, sure)) / len(sure),
        "tense": sum(p.day.tense == (p.label["status_hint"] or "open") for p in pairs) / len(pairs),
    }


def _read(text: str, reference: str | list[str] | None) -> list[Day]:
    """Days and named happenings; a name that holds a day already found counts once."""
    known = _as_reference(reference)
    days = find_days(text, known)
    named = [row.day for row in find_named_days(text, known)]
    return days + [n for n in named if not any(d.start < n.end and n.start < d.end for d in days)]


def _as_reference(reference: str | list[str] | None) -> date | tuple[date, date] | None:
    if isinstance(reference, list):
        first, last = map(date.fromisoformat, reference)
        return first, last
    return date.fromisoformat(reference) if reference else None


def _pair(labels: Sequence[dict[str, Any]], days: Sequence[Day]) -> list[_Pair]:
    left, pairs = list(days), []
    for label in labels:
        start, end = label["start"], label["start"] + len(label["quote"])
        shared = [min(day.end, end) - max(day.start, start) for day in left]
        if shared and max(shared) > 0:
            pairs.append(_Pair(label, left.pop(shared.index(max(shared)))))
    return pairs


def _is_right(pair: _Pair) -> bool:
    """A found day lies within its label's bounds; an end that is open must stay open."""
    earliest, latest = pair.label["earliest"], pair.label["latest"]
    if (earliest is None) != (pair.day.earliest is None):
        return False
    if (latest is None) != (pair.day.latest is None):
        return False
    begins = earliest is None or str(pair.day.earliest) >= earliest
    return begins and (latest is None or str(pair.day.latest) <= latest)


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in FLOORS])
def test_labelled_days_are_found_and_resolved(scores: dict[str, float], name: str) -> None:
    assert scores[name] >= FLOORS[name]
