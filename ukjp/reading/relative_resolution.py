"""Resolve what is told from another day: weekdays, "last week", "three days ago"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from ukjp.reading.calendar_arithmetic import (
    ONE_DAY,
    Interval,
    add_units,
    day_interval,
    month_interval,
    unit_interval,
    year_interval,
)
from ukjp.reading.day_records import DANGLING, Mention

_WEEK = timedelta(weeks=1)
_STEPS = {"last": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}


class View(NamedTuple):
    """From where a mention is seen.

    `reference` is the article's day, `previous` the interval that "earlier" counts from, `outer`
    the period that the mention is said to lie in, or the date that "two days after" counts from.
    """

    reference: date | None
    previous: Interval | None
    outer: Interval | None

    def counted_from(self) -> date | None:
        """Return the day that "the following day" counts from."""
        if self.previous is None:
            return self.reference
        return self.previous.earliest or self.previous.latest


def resolve_weekday(mention: Mention, view: View) -> Interval | None:
    """A past weekday is the last one, a future one the next; the reference itself counts."""
    wanted, det = mention.weekday or 0, mention.det
    if mention.within is not None:
        monday = view.outer.earliest if view.outer else None
        return day_interval(monday + wanted * ONE_DAY) if monday else None
    counted = det in ("following", "previous")
    reference = view.counted_from() if counted else view.reference
    if reference is None:
        return None
    back = reference - timedelta(days=(reference.weekday() - wanted) % 7)
    on = reference + timedelta(days=(wanted - reference.weekday()) % 7)
    if det in ("last", "past", "this past", "previous"):
        return day_interval(back if back < reference else back - _WEEK)
    if det in ("next", "following"):
        return day_interval(on if on > reference else on + _WEEK)
    coming = det in ("coming", "this coming") or (det == "this" and mention.tense != "past")
    return day_interval(on if coming or mention.tense == "future" else back)


def resolve_offset(mention: Mention, view: View) -> Interval | None:
    """Resolve "yesterday", "today", "tomorrow"."""
    return day_interval(view.reference + mention.amount[0] * ONE_DAY) if view.reference else None


def resolve_unit(mention: Mention, view: View) -> Interval | None:
    """Resolve "last week", "this year", "the following day", "that month"."""
    det, unit = mention.det, mention.unit
    reference = view.reference
    if det in ("previous", "following", "same", "that"):
        known = view.previous is not None or det == "previous"
        reference = view.counted_from() if known else None
    if reference is None or unit == "fortnight":
        return None
    step = _STEPS.get(det, 0)
    if unit in ("morning", "afternoon", "evening", "night", "day", "hour"):
        return day_interval(reference + step * ONE_DAY)
    if unit == "weekend":
        if det == "the" and mention.tense != "future" and reference.weekday() < 5:
            step = -1
        return unit_interval(reference + step * _WEEK, unit)
    whole = unit_interval(reference, unit)
    if step == 0 or whole.earliest is None or whole.latest is None:
        return whole
    beside = whole.latest + ONE_DAY if step > 0 else whole.earliest - ONE_DAY
    return unit_interval(beside, unit)


def resolve_shift(mention: Mention, view: View) -> Interval | None:
    """Resolve "three days ago", "two weeks earlier", "a year after 5 May", "in two weeks"."""
    way, (least, most), unit = mention.det, mention.amount, mention.unit
    if way == "within":
        end = add_units(view.reference, most, unit) if view.reference else None
        return Interval(view.reference, end, "bounded", None) if end else None
    sign = -1 if way in ("ago", "earlier", "before") else 1
    start = _start_of_shift(mention, view)
    if start is None:
        return None
    if least == most:
        if mention.part == "exact":
            return day_interval(add_units(start, sign * most, unit))
        tied = mention.within is not None
        return _at_precision(add_units(start, sign * most, unit), unit, tied=tied)
    ends = (add_units(start, sign * least, unit), add_units(start, sign * most, unit))
    return Interval(min(ends), max(ends), "bounded", None)


def _start_of_shift(mention: Mention, view: View) -> date | None:
    if mention.det in ("ago", "hence"):
        return view.reference
    if mention.within is not None:
        return view.outer.earliest if view.outer else None
    if mention.left == DANGLING:
        return None
    if view.previous is None and mention.det not in ("earlier", "before"):
        return None  # "two weeks later": later than what?
    return view.counted_from()


def _at_precision(day: date, unit: str, *, tied: bool) -> Interval:
    """Days and weeks count to the day, months to the month, years to the year.

    A year from a written date is meant to the month.
    """
    if unit in ("year", "decade") and not tied:
        return year_interval(day.year)
    if unit in ("month", "quarter", "year", "decade"):
        return month_interval(day.year, day.month)
    return day_interval(day)
