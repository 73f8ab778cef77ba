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


_TAKES_PLACE = re.compile(
    r"\W*(?:the|this|that|these|those|it|they|an?)\s?(?P<noun>(?:[\w-]+\s+){0,4}?)"
    r"(?:took place|takes place|will take place|(?:was|were|is|are|will be|is to be) "
    r"(?:only |then |to be )?(?:held|signed|scheduled|planned|due)|had been held|happened|"
    r"ended|began|lasted)\b|"
    r"\W*(?:the|an?)\s(?P<late>(?:[\w-]+\s+){0,3}?(?:one|round|meeting|session))\b[^.;]{0,140}?"
    r"\b(?:was|were) (?:only |finally |then |eventually |at last )+held\b"
)
_NOUNS = {
    "talk": "negotiation_round meeting call", "negotiation": "negotiation_round",
    "consultation": "negotiation_round meeting", "round": "negotiation_round",
    "one": "negotiation_round", "meeting": "meeting negotiation_round",
    "visit": "visit", "trip": "visit", "call": "call", "conversation": "call",
    "ceremony": "signing disbursement", "signing": "signing", "agreement": "signing",
    "document": "signing", "accord": "signing",
}  # fmt: skip


def find_resumed(lowered: str, sentence: Sentence, before: Sequence[Trigger]) -> Trigger | None:
    """Return what "the talks took place a day earlier" goes on with, of the sentence before."""
    match = _TAKES_PLACE.match(lowered, sentence.start, sentence.end)
    if match is None:
        return None
    words = match["noun"] or match["late"] or ""
    wanted = next((kinds for noun, kinds in _NOUNS.items() if noun in words), "").split()
    for kind in wanted:
        if any(t.type == kind for t in before):
            return Trigger(match.start(), match.end(), kind, match.group())
    return None
