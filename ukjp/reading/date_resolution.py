"""From what an expression says to the days it can mean, seen from one reference day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from ukjp.reading.calendar_arithmetic import (
    Interval,
    add_units,
    day_interval,
    days_interval,
    month_interval,
    months_interval,
    part_interval,
    pick_year,
    unit_interval,
    year_interval,
    years_interval,
)
from ukjp.reading.date_mentions import Mention

_BEFORE_WORDS = frozenset(["before", "prior to"])
_UNTIL_WORDS = frozenset(["by", "until", "till", "no later than", "not later than"])
BOUNDING = (
    _BEFORE_WORDS
    | _UNTIL_WORDS
    | {"after", "no earlier than", "not earlier than", "as early as"}
)
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


def resolve(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:
    """Return the days that a mention can mean, or None where nothing resolves it.

    `previous` is the interval of the mention that "earlier", "the following day" or "that year"
    count from.
    """
    try:
        plain = _resolve_range(mention, reference, previous)
        if plain is None or not mention.bound:
            return plain
        return _bounded(plain, mention, reference)
    except (OverflowError, ValueError):
        # 30 February, or a day outside the calendar.
        return None


def _bounded(plain: Interval, mention: Mention, reference: date | None) -> Interval:
    """Turn "by October" or "after 5 May" into bounds."""
    coming = reference if mention.tense == "future" else None
    earliest, latest = coming, plain.latest
    if mention.bound in _BEFORE_WORDS and mention.part != "end":
        latest = plain.earliest - _DAY if plain.earliest else None
    elif mention.bound not in _UNTIL_WORDS | _BEFORE_WORDS:
        after = mention.bound == "after"
        earliest = plain.latest + _DAY if after and plain.latest else plain.earliest
        latest = reference if mention.tense == "past" else None
    if earliest and latest and earliest > latest:
        # The words look past the reference: keep the bound that they state.
        earliest, latest = (None, latest) if mention.bound in BOUNDING - {"after"} else (earliest, None)
    return Interval(earliest, latest, "bounded", None)


def _resolve_range(
    mention: Mention, reference: date | None, previous: Interval | None
) -> Interval | None:
    if mention.until is None:
        return _resolve_plain(mention, reference, previous)
    first, second = mention._replace(until=None), mention.until
    if second.year is None and first.year is None and mention.tense == "past":
        end = _resolve_plain(second._replace(tense="past"), reference, previous)
        start = end and _resolve_plain(first._replace(tense="past"), end.earliest, previous)
    elif first.year is None and second.year is not None:
        end = _resolve_plain(second, reference, previous)
        start = end and _resolve_plain(first._replace(tense="past"), end.earliest, previous)
    else:
        start = _resolve_plain(first, reference, previous)
        end = start and _resolve_plain(second._replace(tense="future"), start.earliest, previous)
    if not start or not end or not start.earliest or not end.latest or end.latest < start.earliest:
        return start or end
    return Interval(start.earliest, end.latest, "range", start.iso)


def _resolve_plain(
    mention: Mention, reference: date | None, previous: Interval | None
) -> Interval | None:
    interval = _RESOLVERS[mention.kind](mention, reference, previous)
    if interval is None or not mention.part:
        return interval
    return part_interval(interval, mention.part, reference)


def _within_year(
    mention: Mention, reference: date | None, previous: Interval | None
) -> int | None:
    """Return the year that "of last year", "that year" or the mention itself gives."""
    if mention.year is not None:
        return mention.year
    if mention.within is not None:
        outer = _resolve_plain(mention.within, reference, previous)
        return outer.earliest.year if outer and outer.earliest else None
    return None


def _date(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:
    def make(year: int) -> Interval | None:
        try:
            first = date(year, mention.month, mention.day)
            last = date(year, mention.month, mention.last) if mention.last else first
        except ValueError:
            return None
        return days_interval(first, last)

    year = _within_year(mention, reference, previous)
    if year is not None:
        return make(year)
    if reference is None or mention.within is not None:
        return None
    tense = {"last": "past", "next": "future"}.get(mention.det, mention.tense)
    if mention.weekday is not None:
        fitting = pick_year(
            reference, tense, lambda y: _on_weekday(make(y), mention.weekday), slack=1, years=3
        )
        if fitting is not None:
            return fitting
    return pick_year(reference, tense, make, slack=1) or pick_year(reference, tense, make, years=8)


def _on_weekday(interval: Interval | None, weekday: int | None) -> Interval | None:
    if interval is None or interval.earliest is None:
        return None
    return interval if interval.earliest.weekday() == weekday else None


def _numeric(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:  # noqa: ARG001
    """A date whose order is open lies between its two readings."""
    year = mention.year or 0
    one, other = date(year, mention.month, mention.day), date(year, mention.day, mention.month)
    return Interval(min(one, other), max(one, other), "bounded", None)


def _month(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:
    year = _within_year(mention, reference, previous)
    if year is not None:
        return month_interval(year, mention.month)
    return _recurring(mention, reference, previous, lambda y: month_interval(y, mention.month))


def _season(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:
    def make(year: int) -> Interval:
        return months_interval(year, mention.month, 3, "season")

    year = _within_year(mention, reference, previous)
    if year is not None:
        return make(year)
    return _recurring(mention, reference, previous, make)


def _quarter(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:
    precision = "quarter" if mention.kind == "quarter" else "range"

    def make(year: int) -> Interval:
        return months_interval(year, mention.month, mention.last, precision)

    year = _within_year(mention, reference, previous)
    if year is None and mention.det == "this" and reference is not None:
        year = reference.year
    if year is not None:
        return make(year)
    if reference is None:
        return None
    return pick_year(reference, mention.tense, make, years=2)


def _recurring(
    mention: Mention,
    reference: date | None,
    previous: Interval | None,
    make: Callable[[int], Interval],
) -> Interval | None:
    """Resolve a month or season without a year: "in July", "last July", "this spring"."""
    det = mention.det
    if det in ("following", "previous", "same", "that"):
        reference = _anchor_day(previous, reference)
    if reference is None or mention.within is not None:
        return None
    if det in ("last", "past", "this past", "previous"):
        # A month that is not over is not the last one.
        return pick_year(reference - timedelta(days=1), "past", _ended(make, reference), years=2)
    if det in ("next", "following"):
        return pick_year(reference, "future", _not_begun(make, reference), years=2)
    if det in ("coming", "this coming", "upcoming"):
        return pick_year(reference, "future", make, years=2)
    if det == "this" and mention.tense == "open":
        return make(reference.year)
    if det == "this":
        same_year = make(reference.year)
        fits = _fits(same_year, mention.tense, reference)
        return same_year if fits else pick_year(reference, mention.tense, make, years=2)
    return pick_year(reference, mention.tense, make, years=2)


def _fits(interval: Interval, tense: str, reference: date) -> bool:
    if interval.earliest is None or interval.latest is None:
        return False
    return interval.earliest <= reference if tense == "past" else interval.latest >= reference


def _ended(make: Callable[[int], Interval], reference: date) -> Callable[[int], Interval | None]:
    def ended(year: int) -> Interval | None:
        interval = make(year)
        return interval if interval.latest and interval.latest < reference else None

    return ended


def _not_begun(make: Callable[[int], Interval], reference: date) -> Callable[[int], Interval | None]:
    def not_begun(year: int) -> Interval | None:
        interval = make(year)
        return interval if interval.earliest and interval.earliest > reference else None

    return not_begun


def _anchor_day(previous: Interval | None, reference: date | None) -> date | None:
    if previous is None:
        return reference
    return previous.earliest or previous.latest


def _year(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:  # noqa: ARG001
    return year_interval(mention.year or 0)


def _years(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:  # noqa: ARG001
    return years_interval(mention.year or 0, mention.last)


def _decade(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:  # noqa: ARG001
    first = mention.year or 0
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "bounded", None)


def _fiscal(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:  # noqa: ARG001
    interval = months_interval(mention.year or 0, mention.month, 12, "range")
    return interval._replace(iso=interval.earliest.isoformat()) if interval.earliest else interval


def _weekday(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:
    wanted = mention.weekday or 0
    if mention.within is not None:
        week = _resolve_plain(mention.within, reference, previous)
        return day_interval(week.earliest + wanted * _DAY) if week and week.earliest else None
    if mention.det in ("following", "previous"):
        reference = _anchor_day(previous, reference)
    if reference is None:
        return None
    back = reference - timedelta(days=(reference.weekday() - wanted) % 7)
    on = reference + timedelta(days=(wanted - reference.weekday()) % 7)
    if mention.det in ("last", "past", "this past", "previous"):
        return day_interval(back if back < reference else back - _WEEK)
    if mention.det in ("next", "following"):
        return day_interval(on if on > reference else on + _WEEK)
    if mention.det in ("coming", "this coming"):
        return day_interval(on)
    if mention.det == "this" and mention.tense != "past":
        return day_interval(on)
    return day_interval(on if mention.tense == "future" else back)


def _offset(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:  # noqa: ARG001
    return day_interval(reference + mention.count[0] * _DAY) if reference else None


def _unit(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:
    det, unit = mention.det, mention.unit
    if det in ("previous", "following", "same", "that"):
        reference = _anchor_day(previous, None if det != "previous" else reference)
    if reference is None:
        return None
    if unit in ("morning", "afternoon", "evening", "night", "day", "hour"):
        step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(det, 0)
        return day_interval(reference + step * _DAY)
    if unit == "fortnight":
        return None
    whole = unit_interval(reference, unit)
    step = {"last": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}.get(det, 0)
    if det == "the":
        step = _nearest_weekend(mention, reference)
    if step == 0:
        return whole
    if whole.earliest is None or whole.latest is None:
        return None
    if unit == "century":
        return None
    outside = whole.latest + _DAY if step > 0 else whole.earliest - _DAY
    if unit == "weekend":
        return unit_interval(reference + step * _WEEK, "weekend")
    return unit_interval(outside, unit)


def _nearest_weekend(mention: Mention, reference: date) -> int:
    """Read "over the weekend": the last one in the past, the coming one in the future."""
    return 0 if mention.tense == "future" or reference.weekday() >= 5 else -1


def _shift(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:
    """Read "three days ago", "two weeks earlier", "a year after 5 May", "in two weeks"."""
    way, (least, most) = mention.det, mention.count
    if way == "within":
        end = add_units(reference, most, mention.unit) if reference else None
        return Interval(reference, end, "bounded", None) if end else None
    sign = -1 if way in ("ago", "earlier", "before") else 1
    tied = False
    if way in ("ago", "hence"):
        start = reference
    elif mention.within is not None:
        outer = _resolve_plain(mention.within, reference, previous)
        start, tied = (outer.earliest if outer else None), True
    elif previous is not None:
        start = previous.earliest or previous.latest
    else:
        start = reference if way in ("earlier", "before") else None
    if start is None:
        return None
    if least != most:
        ends = sorted((add_units(start, sign * least, mention.unit), add_units(start, sign * most, mention.unit)))
        return Interval(ends[0], ends[1], "bounded", None)
    return _at_precision(add_units(start, sign * most, mention.unit), mention, tied=tied)


def _at_precision(day: date, mention: Mention, *, tied: bool) -> Interval:
    """Days and weeks count to the day, months to the month, years to the year.

    A year from a written date is meant to the month.
    """
    unit = mention.unit
    if unit in ("year", "decade") and not tied:
        return year_interval(day.year)
    if unit in ("month", "quarter", "year", "decade"):
        return month_interval(day.year, day.month)
    return day_interval(day)


def _window(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:  # noqa: ARG001
    """Read "the past two years", "in the coming weeks": bounds only."""
    if reference is None:
        return None
    most = mention.count[1]
    if mention.det == "past":
        start = add_units(reference, -most, mention.unit) if most else None
        return Interval(start, reference, "bounded", None)
    end = add_units(reference, most, mention.unit) if most else None
    return Interval(reference, end, "bounded", None)


_RESOLVERS: dict[str, Callable[[Mention, date | None, Interval | None], Interval | None]] = {
    "date": _date,
    "numeric": _numeric,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "half": _quarter,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "fiscal": _fiscal,
    "weekday": _weekday,
    "offset": _offset,
    "unit": _unit,
    "shift": _shift,
    "window": _window,
}
