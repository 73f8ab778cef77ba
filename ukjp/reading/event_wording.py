"""What an event's row says: its words, its place, and whether a name fits its day."""

from __future__ import annotations

from collections.abc import Sequence

from ukjp.actors import Mention, is_place
from ukjp.reading.day_records import NamedDay
from ukjp.reading.event_records import GATHERINGS, Dated, Found, Trigger, distance, overlap, type_of

_MAX_QUOTE = 140


def own_trigger(dated: Dated) -> Trigger:
    """Return the trigger that a named happening is by itself."""
    family = dated.named.family.lower() if dated.named else ""
    kind = "conference" if "conference" in family and "video" not in family else "summit"
    return Trigger(dated.day.start, dated.day.end, kind, dated.day.quote)


def is_contradicted(named: Dated, plain: Sequence[Dated]) -> bool:
    """A named summit on other days than the day its own words give is another summit."""
    return any(
        d.day.precision == "day" and distance(d.day, named.day) < 40
        and not overlap(d.day, named.day)
        and named.named is not None and not _stands_out(named.named)
        for d in plain
    )  # fmt: skip


def _stands_out(named: NamedDay) -> bool:
    """Tell whether the words themselves name the place or the number, not only the family."""
    return any(c.isdigit() for c in named.day.quote.replace("G7", "").replace("G20", "")) or (
        named.place.split(",")[0].lower() in named.day.quote.lower() if named.place else False
    )


def quote_span(text: str, f: Found) -> tuple[int, int]:
    """The words from the trigger to the day, or the day with a few words before it."""
    day, low, high = f.dated.day, f.sentence.start, f.sentence.end
    if f.carried and f.trigger is not None:
        return f.trigger.start, f.trigger.end
    if f.trigger is None:
        start = max(low, day.start - 40)
        gap = text.find(" ", start, day.start)
        return (gap + 1 if gap >= 0 and start > low else start), day.end
    start, end = min(day.start, f.trigger.start), max(day.end, f.trigger.end)
    if end - start > _MAX_QUOTE:
        start, end = f.trigger.start, f.trigger.end
    return max(low, start), min(high, end)


def word_happening(text: str, f: Found) -> str:
    """Return what happened in a few words: the summit's name, or those of the text."""
    if f.dated.named is not None and type_of(f) in GATHERINGS:
        return f"{f.dated.named.family}, {f.dated.named.place}".rstrip(", ")
    start = min(f.trigger.start, f.dated.day.start) if f.trigger else f.sentence.start
    if f.carried:
        start = f.sentence.start
    words = text[start : min(f.sentence.end, start + 90)]
    return words if len(words) < 90 else words[: words.rfind(" ")] + " …"


def find_place(text: str, f: Found, here: Sequence[Mention]) -> str | None:
    """Return where it happened: the summit's place, else the first city of the sentence."""
    if f.dated.named is not None:
        return f.dated.named.place or None
    return next((text[m.start : m.end] for m in here if is_place(text, m)), None)
