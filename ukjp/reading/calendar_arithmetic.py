"""Periods of the calendar as intervals of days: months, seasons, quarters, weeks, their parts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

ONE_DAY = timedelta(days=1)


class Interval(NamedTuple):
    """Days from `earliest` to `latest`, both included; None where a side is open.

    `precision` is day, range, month, season, quarter, year or bounded; `iso` is the day, month or
    year that the words support, None where only bounds are known.
    """

    earliest: date | None
    latest: date | None
    precision: str
    iso: str | None


def day_interval(day: date) -> Interval:
    """Return a single day."""
    return Interval(day, day, "day", day.isoformat())


def days_interval(first: date, last: date) -> Interval:
    """Return a run of days; its ISO form is the first."""
    if first == last:
        return day_interval(first)
    return Interval(first, last, "range", first.isoformat())


@lru_cache(maxsize=1024)
def month_interval(year: int, month: int) -> Interval:
    """Return a whole month."""
    last = monthrange(year, month)[1]
    return Interval(
        date(year, month, 1), date(year, month, last), "month", f"{year:04d}-{month:02d}"
    )


def months_interval(year: int, month: int, count: int, precision: str) -> Interval:
    """Return `count` months from one on: a season, a quarter, a half, a fiscal year."""
    end = add_months(date(year, month, 1), count - 1)
    last = date(end.year, end.month, monthrange(end.year, end.month)[1])
    iso = f"{year:04d}" if end.year == year else None
    return Interval(date(year, month, 1), last, precision, iso)


def year_interval(year: int) -> Interval:
    """Return a calendar year."""
    return Interval(date(year, 1, 1), date(year, 12, 31), "year", f"{year:04d}")


def years_interval(first: int, last: int) -> Interval:
    """Return several years; the ISO form is the first."""
    return Interval(date(first, 1, 1), date(last, 12, 31), "range", f"{first:04d}")


def week_interval(day: date) -> Interval:
    """Return the week, Monday to Sunday, that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return days_interval(monday, monday + timedelta(days=6))


def weekend_interval(day: date) -> Interval:
    """Return Saturday and Sunday of a day's week."""
    saturday = day + timedelta(days=5 - day.weekday())
    return days_interval(saturday, saturday + timedelta(days=1))


def add_months(day: date, months: int) -> date:
    """Return the same day of the month so many months on, or the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_units(day: date, count: int, unit: str) -> date:
    """Return the day so many units on; hours round to whole days."""
    if unit == "hour":
        return day + timedelta(days=count // 24 if count >= 0 else -(-count // 24))
    if unit in ("day", "night"):
        return day + timedelta(days=count)
    if unit in ("week", "fortnight"):
        return day + timedelta(weeks=count * (2 if unit == "fortnight" else 1))
    return add_months(day, count * {"month": 1, "quarter": 3, "decade": 120}.get(unit, 12))


def unit_interval(day: date, unit: str) -> Interval:
    """Return the week, month, quarter, year, … that a day lies in."""
    if unit == "week":
        return week_interval(day)
    if unit == "weekend":
        return weekend_interval(day)
    if unit == "month":
        return month_interval(day.year, day.month)
    if unit == "quarter":
        return months_interval(day.year, day.month - (day.month - 1) % 3, 3, "quarter")
    if unit == "year":
        return year_interval(day.year)
    if unit == "fiscal year":
        return months_interval(day.year - (day.month < 4), 4, 12, "range")
    if unit in ("decade", "century"):
        length = 10 if unit == "decade" else 100
        first = day.year - day.year % length
        return Interval(date(first, 1, 1), date(first + length - 1, 12, 31), "bounded", None)
    return day_interval(day)


_THIRDS = {"early": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_YEAR_MONTHS = {"early": (1, 4), "mid": (5, 8), "middle": (5, 8), "late": (9, 12)}
_MONTH_DAYS = {"early": (1, 10), "start": (1, 10), "mid": (11, 20), "middle": (11, 20)}


def part_interval(whole: Interval, part: str, reference: date | None) -> Interval:
    """Return the early, mid, late, … part of a period; "later" and "earlier" need a reference."""
    first, last = whole.earliest, whole.latest
    if first is None or last is None or not part:
        return whole
    if part in ("later", "earlier"):
        if reference is None or not first <= reference <= last:
            return whole
        if part == "later":
            return whole._replace(earliest=reference, precision="range")
        return whole._replace(latest=reference, precision="range")
    if part in ("half1", "half2"):
        return _half(whole, first, last, second=part == "half2")
    if whole.precision == "month":
        low, high = _MONTH_DAYS.get(part, (21, last.day))
        begin, until = first.replace(day=low), first.replace(day=high)
        return whole._replace(earliest=begin, latest=until, precision="range")
    if whole.precision == "year":
        if part in ("start", "end"):
            return month_interval(first.year, 1 if part == "start" else 12)
        low, high = _YEAR_MONTHS[part]
        last = date(first.year, high, monthrange(first.year, high)[1])
        return Interval(first.replace(month=low), last, "range", whole.iso)
    third = (last - first + timedelta(days=1)) // 3
    start = first + third * _THIRDS[part]
    end = last if _THIRDS[part] == 2 else start + third - timedelta(days=1)
    if third < timedelta(days=1):
        return whole
    by_day = whole.iso is not None and len(whole.iso) == 10
    return Interval(start, end, "range", start.isoformat() if by_day else whole.iso)


def _half(whole: Interval, first: date, last: date, *, second: bool) -> Interval:
    if whole.precision == "year":
        return months_interval(first.year, 7 if second else 1, 6, "range")._replace(iso=whole.iso)
    middle = first + (last - first) // 2
    if second:
        return whole._replace(earliest=middle + timedelta(days=1), precision="range")
    return whole._replace(latest=middle, precision="range")


def pick_year(
    reference: date,
    tense: str,
    make: Callable[[int], Interval | None],
    *,
    slack: int = 0,
    years: int = 1,
) -> Interval | None:
    """Return what `make(year)` gives in the year nearest to the reference that fits the tense.

    A past starts by the reference, a future ends on it or later; `slack` days either way allow
    for time zones. None where no year has it (29 February, a weekday).
    """
    found = []
    for year in range(max(2, reference.year - years), min(9998, reference.year + years) + 1):
        interval = make(year)
        if interval is not None and interval.earliest and interval.latest:
            found.append((interval.earliest, interval.latest, interval))
    allowed = timedelta(days=slack)
    if tense == "past":
        fitting = [row for row in found if row[0] - allowed <= reference]
        return max(fitting)[2] if fitting else None
    if tense == "future":
        fitting = [row for row in found if row[1] + allowed >= reference]
        return min(fitting)[2] if fitting else None
    if not found:
        return None
    return min(found, key=lambda row: _distance(row[0], row[1], reference))[2]


def _distance(first: date, last: date, day: date) -> tuple[int, int]:
    """Days between; of two equally far, the earlier comes first."""
    if day < first:
        return (first - day).days, 1
    return max(0, (day - last).days), 0
