"""From what an expression says to the days it can mean, seen from one reference day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ukjp.reading.calendar_arithmetic import (
    ONE_DAY,
    Interval,
    days_interval,
    month_interval,
    months_interval,
    part_interval,
    pick_year,
    year_interval,
    years_interval,
)
from ukjp.reading.day_records import Mention
from ukjp.reading.relative_resolution import (
    View,
    resolve_offset,
    resolve_shift,
    resolve_unit,
    resolve_weekday,
)

_BEFORE_WORDS = frozenset(["before", "prior to"])
_UNTIL_WORDS = frozenset(
    ["by", "until", "till", "through", "thru", "no later than", "not later than"]
)
_FROM_WORDS = frozenset(["no earlier than", "not earlier than", "as early as"])
# Prepositions that make bounds of a date; those that leave its begin open speak of what comes.
UPPER = _BEFORE_WORDS | _UNTIL_WORDS
BOUNDING = UPPER | _FROM_WORDS | {"after"}


def resolve(mention: Mention, reference: date | None, previous: Interval | None) -> Interval | None:
    """Return the days that a mention can mean, or None where nothing resolves it.

    `previous` is the interval of the mention that "earlier", "the following day" or "that year"
    count from.
    """
    try:
        plain = _resolve_range(mention, reference, previous)
        if plain is None or not mention.bound:
            return plain
        return _bounded(plain, mention)
    except (OverflowError, ValueError):
        # 30 February, or a day outside the calendar.
        return None


def _bounded(plain: Interval, mention: Mention) -> Interval:
    """Turn "by October" or "after 5 May" into a bound; the other side stays open.

    The ISO form is the period named, where it counts itself: "by April 2026" is at the latest then.
    """
    if mention.bound in _UNTIL_WORDS or (mention.bound in _BEFORE_WORDS and mention.part == "end"):
        return Interval(None, plain.latest, "bounded", plain.iso)
    if mention.bound in _BEFORE_WORDS:
        return Interval(None, plain.earliest and plain.earliest - ONE_DAY, "bounded", None)
    if mention.bound == "after":
        return Interval(plain.latest and plain.latest + ONE_DAY, None, "bounded", None)
    return Interval(plain.earliest, None, "bounded", plain.iso)


def _resolve_range(
    mention: Mention, reference: date | None, previous: Interval | None
) -> Interval | None:
    """Resolve "from Monday to Wednesday", each end from the other."""
    if mention.until is None:
        return _resolve_plain(mention, reference, previous)
    first, second = mention._replace(until=None), mention.until
    backwards = first.year is None and (second.year is not None or mention.tense == "past")
    if backwards:
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
    outer = mention.within and _resolve_plain(mention.within, reference, previous)
    interval = _RESOLVERS[mention.kind](mention, View(reference, previous, outer))
    if interval is None or mention.part in ("", "exact"):
        return interval
    return part_interval(interval, mention.part, reference)


def _year_of(mention: Mention, view: View) -> int | None:
    """Return the year that the mention itself, "of last year" or "that year" gives."""
    if mention.year is not None:
        return mention.year
    return view.outer.earliest.year if view.outer and view.outer.earliest else None


def _resolve_date(mention: Mention, view: View) -> Interval | None:
    def make(year: int) -> Interval | None:
        try:
            first = date(year, mention.month, mention.day)
            return days_interval(first, first.replace(day=mention.last or mention.day))
        except ValueError:
            return None

    year = _year_of(mention, view)
    if year is not None:
        return make(year)
    if view.reference is None or mention.within is not None:
        return None
    tense = {"last": "past", "next": "future"}.get(mention.det, mention.tense)
    if mention.weekday is not None:

        def fitting(year: int) -> Interval | None:
            return _on_weekday(make(year), mention.weekday)

        found = pick_year(view.reference, tense, fitting, slack=1, years=1)
        # The weekday tells the year more surely than the verb.
        found = found or pick_year(view.reference, "open", fitting, years=3)
        if found is not None:
            return found
    near = pick_year(view.reference, tense, make, slack=1)
    # Only 29 February is further away.
    return near or pick_year(view.reference, tense, make, years=8)


def _on_weekday(interval: Interval | None, weekday: int | None) -> Interval | None:
    if interval is None or interval.earliest is None:
        return None
    return interval if interval.earliest.weekday() == weekday else None


def _resolve_numeric(mention: Mention, _: View) -> Interval | None:
    """A date whose order is open lies between its two readings."""
    year = mention.year or 0
    one, other = date(year, mention.month, mention.day), date(year, mention.day, mention.month)
    return Interval(min(one, other), max(one, other), "bounded", None)


def _resolve_month(mention: Mention, view: View) -> Interval | None:
    return _recurring(mention, view, lambda year: month_interval(year, mention.month))


def _resolve_season(mention: Mention, view: View) -> Interval | None:
    return _recurring(mention, view, lambda year: months_interval(year, mention.month, 3, "season"))


def _resolve_quarter(mention: Mention, view: View) -> Interval | None:
    precision = "quarter" if mention.kind == "quarter" else "range"
    year = _year_of(mention, view)
    if year is None and mention.det == "this" and view.reference is not None:
        year = view.reference.year

    def make(year: int) -> Interval:
        return months_interval(year, mention.month, mention.last, precision)

    if year is not None:
        return make(year)
    return pick_year(view.reference, mention.tense, make, years=2) if view.reference else None


def _recurring(mention: Mention, view: View, make: Callable[[int], Interval]) -> Interval | None:
    """Resolve a month or season: "July 2023", "in July", "last July", "this spring"."""
    year = _year_of(mention, view)
    if year is not None:
        return make(year)
    det, tense = mention.det, mention.tense
    counted = det in ("following", "previous", "same", "that")
    reference = view.counted_from() if counted else view.reference
    if reference is None or mention.within is not None:
        return None
    if det in ("last", "past", "this past", "previous"):
        # A month that is not over is not the last one.
        return pick_year(reference, "past", _ended(make, reference), years=2)
    if det in ("next", "following"):
        return pick_year(reference, "future", _not_begun(make, reference), years=2)
    if det in ("coming", "this coming", "upcoming"):
        return pick_year(reference, "future", make, years=2)
    if det == "this":
        same_year = make(reference.year)
        if tense == "open" or _fits(same_year, tense, reference):
            return same_year
    return pick_year(reference, tense, make, years=2)


def _fits(interval: Interval, tense: str, reference: date) -> bool:
    if interval.earliest is None or interval.latest is None:
        return False
    return interval.earliest <= reference if tense == "past" else interval.latest >= reference


def _ended(make: Callable[[int], Interval], reference: date) -> Callable[[int], Interval | None]:
    def ended(year: int) -> Interval | None:
        interval = make(year)
        return interval if interval.latest and interval.latest < reference else None

    return ended


def _not_begun(
    make: Callable[[int], Interval], reference: date
) -> Callable[[int], Interval | None]:
    def not_begun(year: int) -> Interval | None:
        interval = make(year)
        return interval if interval.earliest and interval.earliest > reference else None

    return not_begun


def _resolve_year(mention: Mention, _: View) -> Interval | None:
    return year_interval(mention.year or 0)


def _resolve_years(mention: Mention, _: View) -> Interval | None:
    return years_interval(mention.year or 0, mention.last)


def _resolve_decade(mention: Mention, _: View) -> Interval | None:
    first = mention.year or 0
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "range", None)


def _resolve_fiscal(mention: Mention, _: View) -> Interval | None:
    return months_interval(mention.year or 0, mention.month, 12, "year")


_RESOLVERS: dict[str, Callable[[Mention, View], Interval | None]] = {
    "date": _resolve_date,
    "numeric": _resolve_numeric,
    "month": _resolve_month,
    "season": _resolve_season,
    "quarter": _resolve_quarter,
    "half": _resolve_quarter,
    "year": _resolve_year,
    "years": _resolve_years,
    "decade": _resolve_decade,
    "fiscal": _resolve_fiscal,
    "weekday": resolve_weekday,
    "offset": resolve_offset,
    "unit": resolve_unit,
    "shift": resolve_shift,
}
