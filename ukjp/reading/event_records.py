"""The records of events while they are found, and how near and how alike they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from ukjp.reading.cleaning import Sentence
from ukjp.reading.day_records import Day, NamedDay


class Event(NamedTuple):
    """One happening; the fields are the columns of the table `events`."""

    event_id: str
    article_id: str
    start: int
    end: int
    quote: str
    date: str | None
    date_earliest: dt.date | None
    date_latest: dt.date | None
    date_basis: str
    type: str
    status: str
    what: str
    parties: tuple[str, ...]
    place: str | None
    excluded_because: str | None


class Figure(NamedTuple):
    """A figure as events see it: where it stands, its kind, and whether it is settled aid."""

    start: int
    end: int
    kind: str
    settled: bool


class Trigger(NamedTuple):
    """Words that tell what happens: where they stand and the type of event they make."""

    start: int
    end: int
    type: str
    words: str


class Dated(NamedTuple):
    """A day of the text, and the named summit it belongs to where it is one."""

    day: Day
    named: NamedDay | None


class Found(NamedTuple):
    """A day and what happened on it, before it becomes a row.

    `carried` tells that the day stands in another sentence.
    """

    sentence: Sentence
    trigger: Trigger | None
    dated: Dated
    carried: bool = False


# Earlier types win where two stand equally near.
RANK = (
    "signing negotiation_round negotiation_progress declaration call disbursement pledge visit "
    "meeting conference summit other"
).split()
# What stands between two clauses; a comma behind a fronted day does not.
_JOINS_CLAUSES = re.compile(r"[,;]\s+(?:and|but|while|whereas|when|after which|which)\s|;\s")
_SUBORDINATE = re.compile(r"(?:^|[.!?\n]\W{0,3})(?:after|when|while|although|before) [^.;\n]+$")
# A happening that lasts longer is a period; a month this near its own day is that day.
LONGEST_HAPPENING, _ASIDE, _MANY = 45, 8, 40
GATHERINGS = frozenset(["summit", "conference"])


def type_of(f: Found) -> str:
    """Return the type of what was found."""
    return f.trigger.type if f.trigger else "other"


def nearest_trigger(day: Day, triggers: Sequence[Trigger], lowered: str) -> Trigger | None:
    """Return the trigger nearest to a day; of about equally near ones the one that ranks first.

    What stands in the day's own clause is nearer: "in Kyiv in May, and a third round …".
    """

    def away(trigger: Trigger) -> tuple[int, int, int]:
        gap = gap_to(day, trigger)
        low, high = min(day.end, trigger.end), max(day.start, trigger.start)
        if low < high and _JOINS_CLAUSES.search(lowered, low, high):
            gap += 60
        elif day.end <= trigger.start and "," in lowered[day.end : trigger.start]:
            gap += 50 if _SUBORDINATE.search(lowered, max(0, day.start - 160), day.start) else 0
        return gap // 25, RANK.index(trigger.type), gap

    return min(triggers, key=away, default=None)


def gap_to(day: Day, trigger: Trigger) -> int:
    """Return how many characters lie between a day and a trigger."""
    return max(0, day.start - trigger.end, trigger.start - day.end)


def distance(a: Day, b: Day) -> int:
    """Return how many characters lie between two days."""
    return max(0, a.start - b.end, b.start - a.end)


def overlap(a: Day, b: Day) -> bool:
    """Tell whether two days can be the same."""
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    return a.earliest <= b.latest and b.earliest <= a.latest


def finest(plain: Sequence[Dated]) -> list[Dated]:
    """Leave out the month beside its own day: "earlier that month, on Jan. 7"."""
    if len(plain) > _MANY:
        return list(plain)  # a table, where no day explains another
    return [
        d
        for d in plain
        if d.day.precision == "day"
        or not any(
            o.day.precision == "day" and overlap(o.day, d.day) and distance(o.day, d.day) < _ASIDE
            for o in plain
        )
    ]


def days_of(day: Day) -> int:
    """Return how many days lie between the bounds of a day; many where one is open."""
    if day.earliest is None or day.latest is None:
        return LONGEST_HAPPENING + 1
    return (day.latest - day.earliest).days
