"""The records of days: what is read of an expression, and what is returned for it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, TypeAlias

from ukjp.reading.calendar_arithmetic import Interval

Reference: TypeAlias = date | tuple[date | None, date | None] | None


# `Mention.left` of "a day after they had met": counted from words, not from a day.
DANGLING = "dangling"


class Mention(NamedTuple):
    """One expression: `start`, `end` into the text, its kind, and what it says.

    `kind` is date, month, year, years, decade, weekday, season, quarter, half, fiscal, offset,
    unit, shift or numeric. `last` is the last day of several in one month, or the
    last year of several. `left` is the preposition in front. `spoken` marks the day of a
    statement, which later words ("a day earlier") rarely count from.
    """

    start: int
    end: int
    kind: str
    year: int | None = None
    month: int = 0
    day: int = 0
    last: int = 0
    weekday: int | None = None
    amount: tuple[int, int] = (1, 1)
    unit: str = ""
    det: str = ""
    part: str = ""
    bound: str = ""
    left: str = ""
    tense: str = "open"
    spoken: bool = False
    sentence: int = 0
    within: Mention | None = None
    until: Mention | None = None


class Day(NamedTuple):
    """A day, or several, named at `text[start:end]`.

    `earliest` and `latest` are inclusive bounds, equal when the day is known, None where nothing
    resolves that side. `precision` is day, range, month, season, quarter, year or bounded; `basis`
    one of vocabulary.DATE_BASIS; `iso` the day, month or year that the words support (of several
    the first, of a deadline the last), None where only bounds are known; `tense` past, future or
    open.
    """

    start: int
    end: int
    quote: str
    earliest: date | None
    latest: date | None
    precision: str
    basis: str
    iso: str | None
    tense: str


class NamedDay(NamedTuple):
    """A happening known by name: its words as a `Day`, and its row in the reference table."""

    day: Day
    family: str
    name: str
    place: str
    start: date
    end: date


_PRECISIONS = {
    "date": "day", "numeric": "bounded", "month": "month", "season": "season",
    "quarter": "quarter", "half": "range", "year": "year", "years": "range", "decade": "range",
    "fiscal": "year", "weekday": "day", "offset": "day",
}  # fmt: skip
_UNIT_PRECISIONS = {"week": "range", "weekend": "range", "month": "month", "quarter": "quarter",
                    "year": "year", "fiscal year": "range", "decade": "bounded"}  # fmt: skip
_RELATIVE = frozenset(["offset", "unit", "shift"])


def as_bounds(reference: Reference) -> tuple[date | None, date | None]:
    """Return the first and the last day that a reference allows."""
    if reference is None or isinstance(reference, date):
        return reference, reference
    return reference


def build_day(text: str, mention: Mention, interval: Interval | None) -> Day:
    """Return the day of a mention; without an interval its bounds are open."""
    start, end = mention.start, mention.end
    if interval is None:
        interval = Interval(None, None, _open_precision(mention), None)
        basis = "bounded" if mention.bound else _basis(mention)
    else:
        basis = "bounded" if interval.precision == "bounded" else _basis(mention)
    earliest, latest, precision, iso = interval
    return Day(start, end, text[start:end], earliest, latest, precision, basis, iso, mention.tense)


def _basis(mention: Mention) -> str:
    if mention.kind in _RELATIVE:
        return "relative"
    if mention.kind == "weekday":
        return "weekday"
    if mention.within is not None or (mention.det and mention.kind != "date"):
        return "relative"
    return "written"


def _open_precision(mention: Mention) -> str:
    if mention.bound:
        return "bounded"
    if mention.until is not None or mention.last > mention.day > 0:
        return "range"
    if mention.kind in ("unit", "shift"):
        return _UNIT_PRECISIONS.get(mention.unit, "day")
    return _PRECISIONS[mention.kind]
