"""What a sentence's verbs and prepositions say about a day in it: past, still to come, or open.

No parser: the verb nearest in front of the day decides, else the nearest behind it. Auxiliaries
("will be signed"), governing words ("agreed to meet") and adjectives ("the planned summit") are
looked at first, so that a participle is not taken for a past.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"[a-z]+(?:['’][a-z]+)?|[,;:()“”\"—]|\d+")
_STOP = re.compile(
    r"[.!?…\n](?:(?<=\n)(?=\s{0,4}\n|\s{0,4}[^a-z\s])|"
    r"(?<!\n)[.!?…]{0,3}[\"'”’)\]]{0,3}\s{1,4}(?=[\"'“‘(\[]{0,2}[A-Z0-9]))"
)
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof gen lt col sen rep gov st jan feb mar apr jun jul aug sep sept oct "
    "nov dec mon tue tues wed thu thur thurs fri sat sun no nos vs approx fig u.s u.k u.n "
    "e.u a.m p.m".split()
)
# What goes on longer without a full stop is a list or a table; it is cut to keep cost linear.
_LONGEST = 2000
_REACH_BACK, _REACH_ON = 220, 120

_AUXILIARIES = frozenset("will shall won't wo would may might could should can must 'll".split())
_PLANNED = frozenset(
    "due scheduled slated expected planned plans plan planning poised going upcoming "
    "forthcoming impending expects expect hopes hope hoping hoped aims aim aiming intends "
    "intend intended preparing prepares awaiting awaits looming likely considering mulling "
    "coming next pending supposed tipped ready".split()
)
# Words after which "to" and a verb name something still to come.
_GOVERNS = _PLANNED | frozenset(
    "agreed agree agrees set vowed pledged promised wants want willing invited offered bid "
    "is are be was were been about seeks sought seeking needs committed undertook decided "
    "way have ahead".split()
)
_BEGINS = frozenset(
    "begins starts opens commences convenes kicks falls ends runs culminates expires "
    "concludes".split()
)
_PRESENT = frozenset("is are am it's that's there's isn't aren't remains".split())
_HAVE = frozenset("has have had having hasn't haven't hadn't".split())
_PAST = frozenset(
    "said told met held made gave sent began took came went was were had did got saw left "
    "led spoke wrote brought bought built found kept knew lost paid rose fell shot sold "
    "spent stood struck taught thought understood won withdrew broke chose drew drove flew "
    "grew became laid lent dealt fought heard ran sat shook showed threw bore meant "
    "undertook overcame oversaw given taken begun seen done gone written been shown known "
    "drawn frozen spoken sworn has have having hit wasn't weren't didn't hadn't hasn't "
    "haven't".split()
)
_SPEECH = frozenset(
    "said told announced added noted stated wrote reported tweeted posted confirmed "
    "stressed declared explained revealed disclosed reiterated emphasized emphasised "
    "commented warned argued".split()
)
_NO_PARTICIPLE = frozenset(
    "need indeed speed exceed proceed succeed feed seed breed bleed hundred red bed shed "
    "sacred united armed unmanned wicked kindred infrared med mohammed ahmed embed exceed "
    "shared advanced".split()
)
_DETERMINERS = frozenset(
    "the a an of with for its their his her our more some any no these those this that "
    "several from by into additional further new other".split()
)
_PREPOSITIONS = frozenset("on in at from of by late early the this that".split())
_BARRIERS = frozenset(',;:()“”"—')


class TenseReading(NamedTuple):
    """`tense` is past, future or open; `spoken` marks the day on which something was said."""

    tense: str
    spoken: bool


def find_sentence_starts(text: str) -> list[int]:
    """Return where sentences begin, in order, 0 first. A line that does not go on ends one too."""
    starts = [0]
    for stop in _STOP.finditer(text):
        if stop.group()[0] == "." and _is_abbreviated(text, stop.start()):
            continue
        starts += range(starts[-1] + _LONGEST, stop.end(), _LONGEST)
        starts.append(stop.end())
    starts += range(starts[-1] + _LONGEST, len(text), _LONGEST)
    return starts


def _is_abbreviated(text: str, dot: int) -> bool:
    words = text[max(0, dot - 8) : dot].split()
    if not words:
        return False
    last = words[-1].lstrip("(\"“'").lower()
    return last in _ABBREVIATED or (len(last) == 1 and last.isalpha())


def read_tense(low: str, start: int, end: int, sentence: tuple[int, int]) -> TenseReading:
    """Tell what the words around `low[start:end]` say about its day.

    `low` is the lowered text without its day words ("in May" would be a verb), `sentence` the
    bounds of the sentence in it.
    """
    before = _TOKEN.findall(low, max(sentence[0], start - _REACH_BACK), start)
    after = _TOKEN.findall(low, end, min(sentence[1], end + _REACH_ON))
    return _read_back(before, after) or TenseReading(_read_on(after) or "open", spoken=False)


def _read_back(before: list[str], after: list[str]) -> TenseReading | None:
    """Find the nearest verb in front."""
    for at in range(len(before) - 1, -1, -1):
        token = before[at]
        if token == ";":
            return None
        tense = _tense_at(before, at, after)
        if tense is None:
            continue
        if tense == "past" and token in _SPEECH:
            between = before[at + 1 :]
            subject = any(word not in _PREPOSITIONS for word in between)
            taken = _verb_directly_behind(after) if subject else None
            if taken:
                return TenseReading(taken, spoken=False)
            return TenseReading("past", spoken=len(between) <= 5)
        return TenseReading(tense, spoken=False)
    return None


def _verb_directly_behind(after: list[str]) -> str | None:
    """Read "said the summit on July 9 will": the day belongs to what follows."""
    for at, token in enumerate(after[:2]):
        if token in _BARRIERS:
            return None
        if token in _AUXILIARIES:
            return "future"
        if token in _PRESENT and after[at + 1 : at + 2] and after[at + 1] in _PLANNED:
            return "future"
        if _is_past(token):
            return "past"
    return None


def _tense_at(tokens: list[str], at: int, after: list[str]) -> str | None:
    """Return what one word says, None where it says nothing."""
    token = tokens[at]
    if token in _AUXILIARIES or token in _BEGINS or token.endswith(("'ll", "’ll")):
        return "future"
    if token in _PLANNED:
        return _planned(tokens, at)
    if token in _SINGLE:
        return _single_word(tokens, at, after)
    if token in _PRESENT:
        rest = tokens[at + 1 :]
        return "future" if all(word in _PREPOSITIONS for word in rest) else "open"
    return _participle(tokens, at) if _is_past(token) else None


_SINGLE = frozenset(["to", "since", "before", "ahead", "until", "set"])


def _single_word(tokens: list[str], at: int, after: list[str]) -> str | None:
    token, following = tokens[at], tokens[at + 1 : at + 2]
    if token == "to":
        return _infinitive(tokens, at, after)
    if token == "before":
        # "It was agreed before the May summit" leaves open whether the summit is past.
        return "open" if any(_is_past(word) for word in tokens[:at]) else "future"
    if token == "ahead":
        return "future" if following == ["of"] else None
    if token == "set":
        return "future" if following in (["to"], ["for"]) else None
    return "past" if token == "since" else "future"


def _planned(tokens: list[str], at: int) -> str | None:
    """Read "is due on", "the upcoming", but not "due to" (because of) nor "than expected"."""
    token = tokens[at]
    previous = tokens[at - 1] if at else ""
    if token == "due" and tokens[at + 1 : at + 2] == ["to"]:
        return "future" if previous in ("is", "are", "was", "were", "be", "been") else None
    if previous in ("than", "as") or (token in ("plan", "plans", "hope") and previous in _HAVE):
        return None
    if token in ("coming", "next", "ready") and tokens[at + 1 : at + 2] == ["to"]:
        return "future" if token == "ready" else None
    if token in ("plan", "plans", "hope"):
        # A noun ("the plan presented in July") says nothing.
        return None if previous in _DETERMINERS else "future"
    return "future"


def _infinitive(tokens: list[str], at: int, after: list[str]) -> str | None:
    """Read "agreed to meet", "Japan to sign": "to" and a verb name what is still to come."""
    following = tokens[at + 1] if at + 1 < len(tokens) else (after[0] if after else "")
    if not following.isalpha() or following in _DETERMINERS or at + 1 >= len(tokens):
        return None
    governing = at - 1
    while governing > 0 and tokens[governing] in _PREPOSITIONS:
        governing -= 1  # "agreed on Friday to meet"
    if at and tokens[governing] in _GOVERNS:
        return "future"
    earlier = tokens[:at]
    if len(earlier) <= 6 and earlier and not any(_is_verb(word) for word in earlier):
        return "future"
    return None


def _is_verb(token: str) -> bool:
    return token in _AUXILIARIES or token in _PRESENT or _is_past(token) or token in ("to", ",")


def _is_past(token: str) -> bool:
    if token in _PAST:
        return True
    if not token.endswith("ed") or len(token) < 4 or token in _NO_PARTICIPLE:
        return False
    return not token.endswith("eed") or token in ("agreed", "freed", "guaranteed", "decreed")


def _participle(tokens: list[str], at: int) -> str | None:
    """Tell "will be signed", "is being held" and "the renewed" from a past."""
    previous = tokens[at - 1] if at else ""
    if previous == "being" or tokens[at] in ("has", "have", "having"):
        return "open" if previous == "being" else None
    if tokens[at].endswith("ed") and previous in _DETERMINERS and at + 1 < len(tokens):
        return None if tokens[at + 1] not in _PREPOSITIONS and tokens[at] not in _SPEECH else "past"
    for back in range(at - 1, max(-1, at - 4), -1):
        if tokens[back] in _BARRIERS:
            break
        if tokens[back] in _AUXILIARIES or tokens[back] == "to":
            return "future"
    return "past"


def _read_on(after: list[str]) -> str | None:
    """Find the nearest verb behind, where none stands in front."""
    for at, token in enumerate(after):
        if token == ";":
            return None
        if token in _AUXILIARIES or token.endswith(("'ll", "’ll")):
            return "future"
        if token in _BEGINS or (token in _PLANNED and _planned(after, at)):
            return "future"
        if token in _PRESENT:
            following = after[at + 1] if at + 1 < len(after) else ""
            return "future" if following in _PLANNED or following in ("to", "set") else "open"
        if token == "to" and 0 < at <= 3 and after[at - 1] not in _PREPOSITIONS:
            return "future"
        if _is_past(token) and _participle(after, at) == "past":
            return "past"
    return None
