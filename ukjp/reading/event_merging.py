"""One row for one happening, however often an article mentions it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ukjp.reading.event_records import GATHERINGS, Event, Found, overlap, type_of


def merge_happenings(found: Sequence[Found]) -> list[Found]:
    """Keep one row for one happening: same type, and days that can be the same."""
    kept: list[Found] = []
    by_type: dict[tuple[str, bool], list[int]] = {}
    for one in found:
        rivals = by_type.setdefault((type_of(one), one.sentence.role == "furniture"), [])
        twin = next((n for n in rivals if _same_happening(kept[n], one)), None)
        if twin is None:
            rivals.append(len(kept))
            kept.append(one)
        elif _width(one) < _width(kept[twin]):
            kept[twin] = one
    return sorted(_drop_shadowed(kept), key=lambda f: f.dated.day.start)


def _same_happening(a: Found, b: Found) -> bool:
    x, y = a.dated.day, b.dated.day
    kind = type_of(a)
    if kind == "negotiation_progress":
        return True
    if kind in GATHERINGS or (kind != "other" and (a.dated.named or b.dated.named)):
        return overlap(x, y)
    return _day_of(a) == _day_of(b)


def _day_of(f: Found) -> tuple[object, ...]:
    """What makes a day this one; of days that are merely bounded the words as well."""
    day = f.dated.day
    return day.earliest, day.latest, None if day.iso else day.quote.lower()


def _width(f: Found) -> int:
    day = f.dated.day
    if day.earliest is None or day.latest is None:
        return 10**6
    return (day.latest - day.earliest).days + (0 if f.dated.named is None else 1)


def _drop_shadowed(kept: Sequence[Found]) -> list[Found]:
    """Drop an untyped row where a typed one of the article has the same day."""
    typed = {_day_of(f) for f in kept if f.trigger is not None}
    return [f for f in kept if f.trigger is not None or _day_of(f) not in typed]


def name_apart(events: Sequence[Event]) -> list[Event]:
    """Give events that share their first character identifiers of their own."""
    used: Counter[str] = Counter()
    named = []
    for event in events:
        used[event.event_id] += 1
        again = used[event.event_id]
        named.append(event if again == 1 else event._replace(event_id=f"{event.event_id}.{again}"))
    return named
