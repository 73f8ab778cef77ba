"""Happenings without a day of their own: the headline's, and those a sentence goes on with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ukjp.reading.cleaning import Sentence
from ukjp.reading.event_records import Dated, Found, Trigger

CARRIED = frozenset(["visit", "meeting", "signing", "call", "pledge"])
_GOES_ON = re.compile(
    r"\W*(?:during|at|in the course of|on the sidelines of|after) (?:the|his|her|their|this|that) "
    r"(?:\w+ ){0,2}?(?:talks|visit|meeting|trip|stay|call|conversation|ceremony|conference)\b|"
    r"[^.;]{0,80}\balso (?:signed|met|announced|pledged|visited|promised|held|spoke)\b"
)
_NEAR = 350


def goes_on(lowered: str, sentence: Sentence, last: Found | None) -> bool:
    """Tell whether a sentence without a day speaks of the happening right before it."""
    if last is None or not 0 <= sentence.start - last.sentence.end < _NEAR:
        return False
    return bool(_GOES_ON.match(lowered, sentence.start, sentence.end))


def carry_day(sentence: Sentence, triggers: Sequence[Trigger], dated: Dated) -> list[Found]:
    """Return what the triggers of a sentence make on a day said elsewhere, one row a type."""
    by_type: dict[str, Trigger] = {}
    for trigger in triggers:
        if trigger.type in CARRIED:
            by_type.setdefault(trigger.type, trigger)
    return [Found(sentence, trigger, dated, carried=True) for trigger in by_type.values()]
