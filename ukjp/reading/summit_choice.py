"""Choose the row of the reference table that a name can mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from ukjp.reading.calendar_arithmetic import ONE_DAY
from ukjp.reading.date_context import DatedText
from ukjp.reading.date_resolution import resolve
from ukjp.reading.day_records import Mention, Reference, as_bounds
from ukjp.reading.summit_names import (
    Name,
    find_places,
    is_calendar_word,
    mentions_beside,
    read_ordinal,
)
from ukjp.reading.summits import Summit, rows_of

# How far from the reference a name without any other word may lie, by tense.
_FAR = {"past": timedelta(days=420), "future": timedelta(days=420), "open": timedelta(days=75)}
_UNKNOWN_PLACE = re.compile(
    r"[”\"’']?\s(?:(?:being\s|to\sbe\s)?held\s)?in\s(?:the\s)?([A-Z][\w-]+)"
)


def choose_row(dated: DatedText, name: Name, tense: str, reference: Reference) -> Summit | None:
    """Return the row that a name means from every day the article can have appeared on."""
    first, last = as_bounds(reference)
    beside = mentions_beside(dated, name)
    rows, sure = _fitting_rows(dated, name)
    at_first = _at(rows, beside, tense, first, name, sure=sure)
    if first == last:
        return at_first
    return at_first if at_first == _at(rows, beside, tense, last, name, sure=sure) else None


def _fitting_rows(dated: DatedText, name: Name) -> tuple[list[Summit], bool]:
    """Return the rows that ordinal and place allow, and whether such a word narrowed them."""
    rows = list(rows_of(name.families))
    ordinal = read_ordinal(dated.low, name)
    sure = False
    if ordinal is not None and any(row.ordinal for row in rows):
        if ordinal > 9 or any(row.ordinal == ordinal for row in rows):
            rows, sure = [row for row in rows if row.ordinal == ordinal], True
        elif ordinal > 1:
            return [], True
    places = find_places(dated, name)
    if places:
        held = [row for row in rows if row.places & places]
        return held, True
    unknown = _UNKNOWN_PLACE.match(dated.text, name.end)
    if unknown and not is_calendar_word(unknown[1]) and not sure:
        return [], True
    if name.video:
        rows = [row for row in rows if row.video]
    return rows, sure


def _at(
    rows: list[Summit],
    beside: list[Mention],
    tense: str,
    reference: date | None,
    name: Name,
    *,
    sure: bool,
) -> Summit | None:
    """Choose the row seen from one reference day."""
    # Without a reference a weekday alone fits too much to choose by.
    telling = [m for m in beside if reference is not None or sure or m.kind != "weekday"]
    tests = [test for mention in telling if (test := _day_test(mention, reference))]
    dated = any(m.kind in ("date", "weekday", "offset") for m in beside)
    if not dated and not sure and not name.video:
        rows = [row for row in rows if row.family == name.families[0]]
    fitting = [row for row in rows if all(test(row) for test in tests)]
    if not fitting and dated and not sure:
        return None
    if len(fitting) == 1 and (sure or tests or reference is None):
        return fitting[0] if sure or tests or len(rows) == 1 else None
    if reference is None:
        return None
    return _nearest(fitting, tense, reference, named_alone=not (sure or tests))


def _day_test(mention: Mention, reference: date | None) -> Callable[[Summit], bool] | None:
    interval = resolve(mention, reference, None) if mention.kind != "shift" else None
    if interval and interval.earliest and interval.latest:
        earliest, latest = interval.earliest, interval.latest
        return lambda row: row.start <= latest and row.end >= earliest
    if mention.kind in ("date", "month") and mention.month:
        return lambda row: any(
            d.month == mention.month and (not mention.day or d.day == mention.day)
            for d in _days(row)
        )
    if mention.kind == "weekday":
        return lambda row: any(d.weekday() == mention.weekday for d in _days(row))
    return None


def _days(row: Summit) -> list[date]:
    return [row.start + n * ONE_DAY for n in range((row.end - row.start).days + 1)]


def _nearest(
    rows: list[Summit], tense: str, reference: date, *, named_alone: bool
) -> Summit | None:
    if tense == "past":
        rows = [row for row in rows if row.start - ONE_DAY <= reference]
    elif tense == "future":
        rows = [row for row in rows if row.end + ONE_DAY >= reference]
    if not rows:
        return None
    row = min(rows, key=lambda r: (_away(r, reference), r.start))
    if named_alone and _away(row, reference) > _FAR[tense]:
        return None
    return row


def _away(row: Summit, day: date) -> timedelta:
    if row.start <= day <= row.end:
        return timedelta(0)
    return row.start - day if day < row.start else day - row.end
