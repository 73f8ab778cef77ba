"""Words right beside a figure that make it a promise where no verb of promising stands there."""

from __future__ import annotations

import re

from ukjp.actors import read_actors
from ukjp.reading.kind_records import speaks_of_aid
from ukjp.reading.settings import Setting

INCREASE = re.compile(r"\b(?:increase|rise|raise|boost|top-up) of (?:\w+ ){0,2}$")
_THANKS = re.compile(
    r"\b(?:thank\w*|grateful|gratitude)\b[^.;]{0,60}\bfor\s+(?:the |its |another )?$"
)
_WORTH = re.compile(r"\b(?:worth|valued at|costing)\s+(?:\w+\s+){0,2}$")
_HELPS_WITH = re.compile(
    r"\b(?:help|assist|support|back)(?:s|ed|ing)?\s+(?:\w+\s+){1,3}with\s+(?:\w+\s+){0,2}$"
)
_PUT = re.compile(r"\bput(?:s|ting)?\s+(?:\w+\s+){0,2}$")
_ADDS = re.compile(r"\badds\s+(?:another |a further |about |some |around |up to )?$")
_MORE_THAN_PLANNED = re.compile(
    r"(?:\s*\([^)]{0,40}\))?\s+more than (?:first |originally |previously )?(?:planned|budgeted|"
    r"before|previously|promised|announced|pledged)\b"
)
_OWNS = frozenset(["'s", "’s", "–", "—", "-", ":"])

_AGREEMENT = re.compile(
    r"[ -](?:\w+\s+){0,2}(?:agreement|deal|accord|pact)\b[^.;]{0,20}\bbetween\b"
)
# What stands right in front, how far back to look, and what it makes of the figure.
_IN_FRONT = (
    (_THANKS, 90, "thanked for so much"),
    (_HELPS_WITH, 60, "helps with so much"),
    (_ADDS, 24, "adds so much"),
)


def find_promise_words(s: Setting) -> str | None:
    """Return which words right beside the figure make it a promise, None where none do."""
    if INCREASE.search(s.words_before(40)) and speaks_of_aid(s):
        return "an increase of so much"
    if not s.names_receiver():
        return None
    for pattern, reach, words in _IN_FRONT:
        if pattern.search(s.words_before(reach)):
            return words
    if _MORE_THAN_PLANNED.match(s.words_after(60)):
        return "more than was planned: an increase"
    return _between_parties(s)


def _between_parties(s: Setting) -> str | None:
    """Tell what one of the parties gets or owns, with no verb of giving."""
    if s.before("will") and s.before("receive") and _names_receiver_here(s):
        return "will be received"
    if _comes_from_giver(s):
        return "from a giver"
    if _AGREEMENT.match(s.words_after(60)) and _names_giver_and_receiver(s):
        return "an agreement over so much"
    if s.before("kindform", reach=40) and _WORTH.search(s.words_before(16)):
        return "goods worth so much"
    if _PUT.search(s.words_before(24)) and s.words_after(6).startswith(" into "):
        return "put into something"
    return "a giver's own sum" if _owned(s) else None


def _names_giver_and_receiver(s: Setting) -> bool:
    actors = read_actors()
    return {"donor", "recipient"} <= {actors[m.actor].role for m in s.mentions}


def _names_receiver_here(s: Setting) -> bool:
    actors = read_actors()
    return any(actors[m.actor].role == "recipient" for m in s.mentions)


def _comes_from_giver(s: Setting) -> bool:
    """Tell "waiting for $3 billion from Japan"."""
    actors, end = read_actors(), s.amount.end
    return any(
        s.lowered[end : m.start] in (" from ", " from the ") and actors[m.actor].role == "donor"
        for m in s.mentions
    )


def _owned(s: Setting) -> bool:
    """Tell "Tokyo's $3 billion is to follow" and a list's "Canada – C$5bn"."""
    actors = read_actors()
    return any(
        s.lowered[m.end : s.amount.start].strip() in _OWNS and actors[m.actor].role == "donor"
        for m in s.mentions
    )
