"""The days that totals are told as of: "as of 31 May", "by the end of March"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ukjp.reading.day_records import Day

_AS_OF = re.compile(
    r"\b(?:(?:as of|as at|as per|as on|by|through|up to|up until|until)\s+(?:the\s+)?|"
    r"(?:as of |as at |by |at |until )?the end of\s+(?:the\s+)?)"
)
_SINCE = re.compile(r"\b(?:since|from)\b")
_REACH = 24


class LevelDay(NamedTuple):
    """A day that a total counts up to: where it stands, its bounds and their basis."""

    start: int
    earliest: date
    latest: date
    basis: str


def find_level_days(lowered: str, days: Sequence[Day]) -> list[LevelDay]:
    """Return the days that words such as "as of" make the last of a count, in their order.

    Of a month or a year told so, the count runs to its last day.
    """
    found = []
    for day in days:
        mark = _AS_OF.search(lowered, max(0, day.start - _REACH), day.end)
        if mark is None or day.latest is None or mark.start() > day.start:
            continue
        if mark.end() < day.start or _SINCE.search(lowered, mark.start(), day.start):
            continue
        found.append(LevelDay(day.start, day.latest, day.latest, day.basis))
    return found
