"""What a sentence's verbs and prepositions say about a day in it: past, still to come, or open.

No parser: the verb nearest in front of the day decides, else the nearest behind it. Auxiliaries
("will be signed"), governing words ("agreed to meet") and adjectives ("the planned summit") are
looked at first, so that a participle is not taken for a past.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ukjp.reading.tense_words import (
    AUXILIARIES,
    BARRIERS,
    BEGINS,
    DASHES,
    DETERMINERS,
    GOVERNS,
    HAVE,
    LABELS,
    NO_INFINITIVE,
    PAST,
    PLANNED,
    PREPOSITIONS,
    PRESENT,
    SPEECH,
    is_auxiliary,
    is_past,
)

_TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[,;:()“”\"—–]|--|\d+")
_REACH_BACK, _REACH_ON = 220, 120
_SINGLE = frozenset(["to", "since", "after", "following", "follows", "ahead", "until", "set"])
# Most words are none of these and say nothing.
_TELLING = AUXILIARIES | BEGINS | PLANNED | _SINGLE | PRESENT | PAST
_TELLING_ENDS = ("ed", "'ll", "’ll")


class TenseReading(NamedTuple):
    """`tense` is past, future or open; `spoken` marks the day on which something was said."""

    tense: str
    spoken: bool


class _Words(NamedTuple):
    """Words in lower case, and as they are written."""

    low: list[str]
    raw: list[str]

    def before(self, at: int) -> str:
        return self.low[at - 1] if at else ""

    def behind(self, at: int) -> str:
        return self.low[at + 1] if at + 1 < len(self.low) else ""


def read_tense(masked: str, start: int, end: int, sentence: tuple[int, int]) -> TenseReading:
    """Tell what the words around `masked[start:end]` say about its day.

    `masked` is the text without its day words ("in May" would be a verb), `sentence` the bounds
    of the sentence in it.
    """
    before = _words(masked, max(sentence[0], start - _REACH_BACK), start)

    def after() -> _Words:
        return _words(masked, end, min(sentence[1], end + _REACH_ON))

    return _read_back(before, after) or TenseReading(_read_on(after()) or "open", spoken=False)


def _words(masked: str, start: int, end: int) -> _Words:
    raw = _TOKEN.findall(masked, start, end)
    return _Words([word.lower() for word in raw], raw)


def _read_back(before: _Words, after: Callable[[], _Words]) -> TenseReading | None:
    """Find the nearest verb in front."""
    earlier_than = False
    for at in range(len(before.low) - 1, -1, -1):
        token = before.low[at]
        if token == ";":
            break
        if token == "before":
            earlier_than = True
            continue
        tense = _tense_at(before, at)
        if tense is None:
            continue
        if tense == "past" and earlier_than:
            # "It was agreed before the May summit" leaves open whether the summit is past.
            return TenseReading("open", spoken=False)
        if tense == "past" and token in SPEECH:
            return _read_statement(before.low[at + 1 :], after)
        return TenseReading(tense, spoken=False)
    return TenseReading("future", spoken=False) if earlier_than else None


def _read_statement(between: list[str], after: Callable[[], _Words]) -> TenseReading:
    """Tell "said on Monday" from "said the summit on July 9 will", whose day is the summit's."""
    if any(word not in PREPOSITIONS for word in between):
        taken = _verb_directly_behind(after())
        if taken:
            return TenseReading(taken, spoken=False)
    return TenseReading("past", spoken=len(between) <= 5)


def _verb_directly_behind(after: _Words) -> str | None:
    for at, token in enumerate(after.low[:2]):
        if token in BARRIERS:
            return None
        if token in AUXILIARIES or (token in PRESENT and after.behind(at) in PLANNED):
            return "future"
        if is_past(token):
            return "past"
    return None


def _tense_at(words: _Words, at: int) -> str | None:
    """Return what one word says, None where it says nothing."""
    token = words.low[at]
    if token not in _TELLING and not token.endswith(_TELLING_ENDS):
        return None
    if is_auxiliary(token):
        return "future"
    if token in BEGINS:
        return _begins(words, at)
    if token in PLANNED:
        return _planned(words, at)
    if token in _SINGLE:
        return _single_word(words, at)
    if token in PRESENT:
        rest = words.low[at + 1 :]
        return "future" if all(word in PREPOSITIONS for word in rest) else "open"
    return _participle(words, at) if is_past(token) else None


def _begins(words: _Words, at: int) -> str | None:
    """Read the present of what is scheduled, but not "the start", "Japan leaves"."""
    previous = words.before(at)
    return None if previous in DETERMINERS and previous != "that" else "future"


def _single_word(words: _Words, at: int) -> str | None:
    token, following = words.low[at], words.behind(at)
    if token == "to":
        return _infinitive(words, at)
    if token in ("after", "following"):
        # "will meet after the July summit" leaves the summit to the verb.
        coming = any(is_auxiliary(w) or w in PLANNED for w in words.low[:at])
        return None if coming else "past"
    if token == "ahead":
        return "future" if following == "of" else None
    if token == "set":
        told = "past" if following in ("up", "out", "off") else None
        return "future" if following in ("to", "for") else told
    return "future" if token == "until" else "past"


def _planned(words: _Words, at: int) -> str | None:
    """Read "is due on", "the upcoming", but not "due to" (because of) nor "than expected"."""
    token, previous, following = words.low[at], words.before(at), words.behind(at)
    if token == "due" and following == "to":
        return "future" if previous in ("is", "are", "was", "were", "be", "been") else None
    if previous in ("than", "as") or (token in ("plan", "plans", "hope") and previous in HAVE):
        return None
    if token in ("coming", "next") and following == "to":
        return None
    if token in ("plan", "plans", "hope"):
        # A noun ("the plan presented in July") says nothing.
        return None if previous in DETERMINERS else "future"
    return "future"


def _infinitive(words: _Words, at: int) -> str | None:
    """Read "agreed to meet", "Japan to sign": "to" and a verb name what is still to come."""
    following = words.behind(at)
    if words.before(at) in NO_INFINITIVE or not following.isalpha() or following in DETERMINERS:
        return None
    if words.raw[at + 1][0].isupper() and words.raw[at].islower():
        return None  # "to Kyiv"
    governing = at - 1
    while governing > 0 and words.low[governing] in PREPOSITIONS:
        governing -= 1  # "agreed on Friday to meet"
    if at and words.low[governing] in GOVERNS:
        return "future"
    near = words.low[max(0, at - 5) : at]
    if "for" in near and not any(map(_is_verb, near[near.index("for") :])):
        return "future"  # "for the first money to flow"
    headline = 0 < at <= 6 and not any(map(_is_verb, words.low[:at]))
    return "future" if headline else None


def _is_verb(token: str) -> bool:
    return token in AUXILIARIES or token in PRESENT or is_past(token) or token in ("to", ",")


def _participle(words: _Words, at: int) -> str | None:
    """Tell "will be signed", "is being held" and "the renewed" from a past."""
    token, previous = words.low[at], words.before(at)
    if token in ("has", "have", "having"):
        return None
    if previous == "being" or previous in PRESENT or (at <= 1 and token in LABELS):
        return "open"
    if token.endswith("ed") and previous in DETERMINERS and at + 1 < len(words.low):
        return "past" if words.behind(at) in PREPOSITIONS or token in SPEECH else None
    for back in range(at - 1, max(-1, at - 4), -1):
        if words.low[back] in BARRIERS:
            break
        if words.low[back] in AUXILIARIES or words.low[back] == "to":
            return "future"
    return "past"


def _read_on(after: _Words) -> str | None:
    """Find the nearest verb behind, where none stands in front."""
    for at, token in enumerate(after.low):
        if token == ";" or token in DASHES:
            return None  # a dateline's dash: what follows has its own days
        if token in SPEECH and "," in after.low[:at]:
            return None  # "Talks resume on Monday, the mission said"
        if is_auxiliary(token) or (token in PLANNED and _planned(after, at)):
            return "future"
        if token in BEGINS and _begins(after, at):
            return "future"
        if token in PRESENT:
            following = after.behind(at)
            return "future" if following in PLANNED or following in ("to", "set") else "open"
        if token == "to" and 0 < at <= 3 and _infinitive(after, at):
            return "future"
        if is_past(token) and _participle(after, at) == "past":
            return "past"
    return None
