"""Find the days a text names and say which days they are, seen from the article's own day.

Usable alone: a text in, a list of `Day` out, each with its exact span, its bounds, how precise it
is and what it rests on. Without a reference only what is written out in full is resolved; with the
bounds of an undated article a day is given where the bounds agree on it, and bounds elsewhere.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ukjp.reading.calendar_arithmetic import Interval
from ukjp.reading.date_context import DatedText, read_dated_text
from ukjp.reading.date_resolution import resolve
from ukjp.reading.datelines import find_stated_days
from ukjp.reading.day_records import (
    DANGLING,
    Day,
    Mention,
    NamedDay,
    Reference,
    as_bounds,
    build_day,
)
from ukjp.reading.named_days import find_named_days, narrow_days

__all__ = ["Day", "NamedDay", "find_days", "find_named_days"]

# Antecedents further back than this, in mentions and in sentences, are no longer meant.
_MEMORY, _FAR_BACK = 8, 3
_COUNTING = frozenset(["shift", "unit", "weekday", "month", "season", "date", "quarter"])
_SHORT_UNITS = frozenset(["hour", "day", "night", "week", "weekend", "fortnight", "morning"])


class _Seen:
    """A resolved mention that later words can count from."""

    __slots__ = ("from_first", "from_last", "mention")

    def __init__(
        self, mention: Mention, from_first: Interval | None, from_last: Interval | None
    ) -> None:
        self.mention, self.from_first, self.from_last = mention, from_first, from_last

    def is_day(self) -> bool:
        """Whether it is known to the day, or a run of days."""
        known = self.from_first or self.from_last
        return known is not None and known.iso is not None and len(known.iso) == 10


def find_days(text: str | DatedText, reference: Reference = None) -> list[Day]:
    """Return the days that a text names, in the order of the text.

    `reference` is the article's day, or the first and last day it can have appeared on; a side of
    the bounds may be None. Without one, a full date in the text's own dateline serves. Days that
    cannot be resolved have no bounds. Never raises on any text.

    Shape: a list of `Day`, each with its words, its place and its bounds.
    Units: days (`datetime.date`); places are characters.
    Raises: nothing, whatever the text.
    Source: the text and `reference`; named summits come from data/reference/summits.csv.

    >>> import datetime
    >>> import ukjp
    >>> (day,) = ukjp.find_days("They met on Thursday.", datetime.date(2024, 6, 15))
    >>> day.iso, day.basis
    ('2024-06-13', 'weekday')
    """
    dated = read_dated_text(text)
    if reference is None:
        reference = _own_day(dated)
    first, last = as_bounds(reference)
    mentions = _settle_orders(dated, first if first == last else None)
    days = _resolve_all(dated.text, mentions, first, last)
    if first is None or first != last or any(m.left == DANGLING for m in mentions):
        days = narrow_days(dated, mentions, days, reference)
    return days


def _own_day(dated: DatedText) -> date | None:
    """Return the day that a dateline or a line at the head states with its year."""
    for stated in find_stated_days(dated, None):
        mention = stated.mention
        if mention.kind == "date" and mention.year is not None:
            interval = resolve(mention, None, None)
            return interval.earliest if interval else None
    return None


def _resolve_all(
    text: str, mentions: list[Mention], first: date | None, last: date | None
) -> list[Day]:
    days: list[Day] = []
    seen: list[_Seen] = []
    for read in mentions:
        mention = _of_named_year(text, read, seen)
        before = _antecedent(mention, seen)
        lower = resolve(mention, first, before.from_first if before else None)
        upper = lower
        if first != last or (before and before.from_first != before.from_last):
            upper = resolve(mention, last, before.from_last if before else None)
        if lower or upper:
            seen = [*seen[1 - _MEMORY :], _Seen(mention, lower, upper)]
        days.append(build_day(text, mention, _agree(lower, upper, first, last)))
    return days


def _of_named_year(text: str, mention: Mention, seen: list[_Seen]) -> Mention:
    """Tie "the first half of the year" to the year that the same sentence names before it."""
    outer = mention.within
    tied = outer is not None and (outer.kind, outer.unit, outer.det) == ("unit", "year", "the")
    loose = mention.kind in ("half", "quarter") and outer is None and mention.year is None
    words = text[mention.start : mention.end].lower()
    if not tied and not (loose and (not mention.det or words.endswith("the year"))):
        return mention
    years = [
        s.mention
        for s in seen
        if s.mention.kind == "year"
        and s.mention.sentence == mention.sentence
        and not s.mention.bound
        and s.mention.left not in ("since", "until", "by", "to")
    ]
    if not years:
        return mention
    return mention._replace(within=years[-1]) if tied else mention._replace(year=years[-1].year)


def _antecedent(mention: Mention, seen: list[_Seen]) -> _Seen | None:
    """Return what "the following day" counts from: the last day told, if no mere statement's.

    Days and weeks count from a day, not from a month; what stands too far back is not meant.
    """
    if mention.kind not in _COUNTING:
        return None
    by_day = mention.unit in _SHORT_UNITS or mention.kind == "weekday"
    near = [
        earlier
        for earlier in reversed(seen)
        if mention.sentence - earlier.mention.sentence <= _FAR_BACK
        and (earlier.is_day() or not by_day)
    ]
    for earlier in near:
        if not earlier.mention.spoken or earlier.mention.sentence == mention.sentence:
            return earlier
    return near[0] if near else None


def _agree(
    lower: Interval | None, upper: Interval | None, first: date | None, last: date | None
) -> Interval | None:
    """Join what a mention means from the first and from the last possible day of the article."""
    if lower == upper:
        return lower
    earliest = lower.earliest if lower and first else None
    latest = upper.latest if upper and last else None
    if earliest and latest and earliest > latest:
        return None
    return Interval(earliest, latest, "bounded", None)


def _settle_orders(dated: DatedText, reference: date | None) -> list[Mention]:
    """Read 07/10/2023 as the text's other dates are written, or as the one that it names anyway."""
    mentions = dated.mentions
    if not any(m.kind == "numeric" for m in mentions):
        return mentions
    known = _KnownDates(
        {m.unit for m in mentions if m.kind == "date" and m.unit in ("british", "american")},
        {(m.month, m.day) for m in mentions if m.kind == "date"},
        {m.month for m in mentions if m.kind in ("date", "month")},
        reference,
    )
    return [_settle(m, known) if m.kind == "numeric" else m for m in mentions]


class _KnownDates(NamedTuple):
    """What a text shows about the order in which it writes dates."""

    orders: set[str]
    days: set[tuple[int, int]]
    months: set[int]
    reference: date | None


def _settle(mention: Mention, known: _KnownDates) -> Mention:
    # A numeric mention holds its British reading; the American one swaps day and month.
    british = mention._replace(kind="date", last=mention.day)
    american = mention._replace(
        kind="date", month=mention.day, day=mention.month, last=mention.month
    )
    if len(known.orders) == 1:
        return british if "british" in known.orders else american
    readings = (british, american)
    for fits in (
        [(m.month, m.day) in known.days for m in readings],
        [_fits_tense(m, known.reference) for m in readings],
        [m.month in known.months for m in readings],
    ):
        if fits in ([True, False], [False, True]):
            return readings[fits.index(True)]
    return mention


def _fits_tense(mention: Mention, reference: date | None) -> bool:
    """Whether a reading lies on the side of the article's day that its verb takes."""
    interval = resolve(mention, None, None)
    if reference is None or interval is None or interval.earliest is None:
        return False
    if interval.earliest == reference:
        return True
    if mention.tense == "past":
        return interval.earliest <= reference
    return mention.tense == "future" and interval.earliest >= reference
