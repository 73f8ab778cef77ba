"""Bounds for an article without a day: what it tells as done came before it, what as coming, after.

Each bound carries the words it rests on. Where bounds contradict each other the weaker ones are
set aside, and said to be.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ukjp.reading.agreements import Standing, find_standings
from ukjp.reading.calendar_arithmetic import (
    ONE_DAY,
    Interval,
    add_units,
    day_interval,
    unit_interval,
)
from ukjp.reading.date_context import DatedText
from ukjp.reading.dates import find_days
from ukjp.reading.day_records import Day, Mention, NamedDay
from ukjp.reading.named_days import find_named_days, is_being_held, is_over, mentions_at

# A weekday alone speaks of the seven days around the article.
_WEEK = timedelta(days=6)
_WRITTEN, _INSIDE, _NAMED, _AGREED, _EXPECTED = 5, 4, 3, 2, 1


class Bound(NamedTuple):
    """One bound: `day` and whether it is the earliest, how strong, and why in words."""

    day: date
    is_earliest: bool
    strength: int
    why: str


class Bounds(NamedTuple):
    """The bounds that agree; `set_aside` are those that contradicted stronger ones."""

    earliest: Bound | None
    latest: Bound | None
    set_aside: tuple[Bound, ...]


def find_bounds(
    dated: DatedText, body: Sequence[tuple[int, int]] | None, own: Mention | None = None
) -> Bounds:
    """Return the first and the last day on which a text can have appeared.

    `own` is the article's own day where it lacks its year: it bounds nothing.
    """
    found = [
        *_from_days(dated, body, own),
        *_from_named(dated, body),
        *_from_agreements(dated, body),
    ]
    bounds = _reconcile(found)
    if bounds.earliest is None or bounds.latest is None:
        return bounds
    between = (bounds.earliest.day, bounds.latest.day)
    return _reconcile([*found, *_from_days_without_year(dated, body, own, between)])


def _reconcile(found: list[Bound]) -> Bounds:
    earliest: Bound | None = None
    latest: Bound | None = None
    aside: list[Bound] = []
    # Strong ones first; of equally strong ones the lower bounds, since what is told has happened.
    for bound in sorted(found, key=lambda b: (-b.strength, not b.is_earliest, b.day)):
        if bound.is_earliest:
            if latest is not None and bound.day > latest.day:
                aside.append(bound)
            elif earliest is None or bound.day > earliest.day:
                earliest = bound
        elif earliest is not None and bound.day < earliest.day:
            aside.append(bound)
        elif latest is None or bound.day < latest.day:
            latest = bound
    return Bounds(earliest, latest, tuple(aside))


def _in_body(offset: int, body: Sequence[tuple[int, int]] | None) -> bool:
    if body is None:
        return True
    at = bisect_right(body, (offset, sys.maxsize)) - 1
    return at >= 0 and offset < body[at][1]


def _from_days(
    dated: DatedText, body: Sequence[tuple[int, int]] | None, own: Mention | None
) -> Iterator[Bound]:
    for mention, day in zip(dated.mentions, find_days(dated), strict=True):
        if day.earliest is None or day.latest is None or mention is own:
            continue
        if not _in_body(day.start, body):
            continue
        if day.basis == "reference":
            yield from _inside_summit(mention, day)
        elif mention.kind in ("date", "month") and mention.year and not mention.bound:
            yield from _written(day)
        elif mention.kind == "year" and day.tense == "past" and mention.left in ("in", "since"):
            yield Bound(day.earliest, True, _WRITTEN, f"{_quoted(day)} is told as past")


def _written(day: Day) -> Iterator[Bound]:
    if day.earliest is None or day.latest is None:
        return
    if day.tense == "past":
        yield Bound(day.earliest, True, _WRITTEN, f"{_quoted(day)} is told as past")
    elif day.tense == "future":
        yield Bound(day.latest, False, _NAMED, f"{_quoted(day)} is told as still to come")
    elif day.precision in ("day", "range"):
        yield Bound(day.earliest, True, _EXPECTED, f"{_quoted(day)} is named, and not as to come")


def _from_days_without_year(
    dated: DatedText,
    body: Sequence[tuple[int, int]] | None,
    own: Mention | None,
    between: tuple[date, date],
) -> Iterator[Bound]:
    """Read "in April", "on July 9" once the bounds leave them one year."""
    for mention, day in zip(dated.mentions, find_days(dated, between), strict=True):
        plain = mention.kind in ("date", "month") and mention.year is None and mention is not own
        if not plain or mention.bound or mention.until or not _in_body(day.start, body):
            continue
        if day.iso is None or day.earliest is None or day.latest is None:
            continue
        if day.tense == "past":
            why = f"{_quoted(day)} ({day.iso}) is told as past"
            yield Bound(day.earliest, True, _EXPECTED, why)
        elif day.tense == "future":
            why = f"{_quoted(day)} ({day.iso}) is told as still to come"
            yield Bound(day.latest, False, _EXPECTED, why)


def _inside_summit(mention: Mention, day: Day) -> Iterator[Bound]:
    """A weekday inside a summit fixes the week of the article."""
    if day.earliest is None or day.latest is None:
        return
    where = f"{_quoted(day)} is {day.earliest} by the summit named beside it"
    if day.tense == "past":
        yield Bound(day.earliest, True, _INSIDE, f"{where} and told as past")
        if mention.kind == "weekday":
            yield Bound(
                day.latest + _WEEK, False, _INSIDE, f"{where} and named by its weekday alone"
            )
    elif day.tense == "future":
        yield Bound(day.latest, False, _NAMED, f"{where} and still to come")
        if mention.kind == "weekday":
            yield Bound(
                day.earliest - _WEEK, True, _INSIDE, f"{where} and named by its weekday alone"
            )


def _from_named(dated: DatedText, body: Sequence[tuple[int, int]] | None) -> Iterator[Bound]:
    for named in find_named_days(dated):
        if not _in_body(named.day.start, body):
            continue
        what = f"{_quoted(named.day)} ({named.name}, {_span(named)})"
        if is_being_held(dated, named):
            yield Bound(named.start, True, _NAMED, f"{what} is being held")
            yield Bound(named.end, False, _NAMED, f"{what} is being held")
        elif named.day.tense == "past":
            first = named.end if is_over(dated, named) else named.start
            yield Bound(first, True, _NAMED, f"{what} is told as past")
        elif named.day.tense == "future":
            yield Bound(named.start - ONE_DAY, False, _NAMED, f"{what} is still to come")
        yield from _said_from_here(dated, named, what)


def _said_from_here(dated: DatedText, named: NamedDay, what: str) -> Iterator[Bound]:
    """Read "last month's summit": the article appeared in the month after it."""
    for mention in mentions_at(dated, named):
        when = _seen_from(mention, named.start)
        if when is not None and when.earliest and when.latest:
            words = dated.text[mention.start : mention.end]
            yield Bound(when.earliest, True, _NAMED, f"{what} is said to be “{words}”")
            yield Bound(when.latest, False, _NAMED, f"{what} is said to be “{words}”")


def _seen_from(mention: Mention, day: date) -> Interval | None:
    """Return the days from which "last month" or "tomorrow" means a given day."""
    if mention.kind == "offset":
        return day_interval(day - mention.amount[0] * ONE_DAY)
    steps = {"last": 1, "this": 0, "next": -1, "coming": -1}
    if mention.kind != "unit" or mention.part or mention.det not in steps:
        return None
    if mention.unit not in ("week", "month", "year"):
        return None
    return unit_interval(add_units(day, steps[mention.det], mention.unit), mention.unit)


def _from_agreements(dated: DatedText, body: Sequence[tuple[int, int]] | None) -> Iterator[Bound]:
    standings = [s for s in find_standings(dated) if _in_body(s.start, body)]
    done = {s.party for s in standings if s.done}
    for standing in standings:
        party = f"“{standing.words}”"
        if standing.done:
            why = f"{party} is said to have signed a security agreement ({standing.signed})"
            yield Bound(standing.signed, True, _AGREED, why)
            yield from _signed_on_weekday(dated, standing)
        elif standing.party not in done:
            why = f"the security agreement with {party} ({standing.signed}) is still to come"
            yield Bound(standing.signed, False, _EXPECTED, why)


def _signed_on_weekday(dated: DatedText, standing: Standing) -> Iterator[Bound]:
    """Read "on Friday signed": a signing told by its weekday is less than a week old."""
    start, end = dated.sentence_bounds(dated.sentence_at(standing.start))
    for mention in dated.mentions_between(start, end):
        told = mention.kind == "weekday" and mention.tense == "past" and not mention.within
        if told and mention.weekday == standing.signed.weekday():
            why = f"“{standing.words}” signed on {standing.signed}, told by its weekday alone"
            yield Bound(standing.signed + _WEEK, False, _AGREED, why)


def _quoted(day: Day) -> str:
    words = " ".join(day.quote.split())
    return f"“{words}”"


def _span(named: NamedDay) -> str:
    return f"{named.start}" if named.start == named.end else f"{named.start} to {named.end}"
