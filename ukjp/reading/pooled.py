"""The size of what several pay into: programmes, tranches, what allies promise together."""

from __future__ import annotations

import re

from ukjp.actors import read_actors
from ukjp.reading.cues import Cue
from ukjp.reading.kind_records import Kind
from ukjp.reading.settings import Setting

_PART_MARK = re.compile(
    r"\b(?:as part of|part of|share of|within|under|from|out of|through|of)\s+"
    r"(?:the|an?|its|their|this|that|his)\s+(?:[\w'’-]+\s+){0,4}"
    r"(?:(?:over|more than|about|around|some|nearly|almost)\s+)?$"
)
_OUT_OF = re.compile(r"\bout of (?:the |a )?(?:total )?$")
BROADER = re.compile(
    r"\b(?:broader|larger|wider|bigger|overall|entire|multi-?year|multi-?donor|whole)\b"
)
_SHARE_OF = re.compile(
    r"\b(?:part of|share of|portion of|slice of|contribut\w+ to) (?:the|an?|that|"
    r"this)\s+(?:[\w'’-]+\s+){0,4}$"
)
_POOLED = re.compile(
    r"\b(?:holds?|held|collect(?:s|ed)|gathered|attracted|received|totals|totall?ed|totall?ing|"
    r"amounts to|amassed|mobili[sz]ed|secured|raised(?!\s+to\b))\b[^.;]{0,40}$"
)
_SEVERAL_GIVERS = re.compile(
    r"\b(?:from|by|of)\s+(?:(?:its|their|the|all|other|various|\d+|international|western|"
    r"foreign|allied|"
    r"several|external|donor|partner)\s+)*(?:partners|donors|allies|governments|countries|"
    r"creditors|nations|"
    r"lenders|members|states)\b|\b(?:foreign|external|international|donor) (?:financing|"
    r"assistance|funding|partners)\b|"
    r"\b(?:from|by)\s+(?:[\w-]+\s+){1,3}(?:partners|donors|governments|countries|creditors|"
    r"nations|lenders)\b"
)
_FROM_MANY = re.compile(
    r"\b(?:from|by)\s+(?:about |some |over |more than )?(?:\d+|two|three|four|five|six|seven|eight|"
    r"nine|ten|a dozen|dozens of|several|many)\s+(?:\w+\s+)?(?:countries|states|nations|donors|"
    r"partners|governments)\b"
)
_FROM_ONE = re.compile(r"\bfrom\s+(?:the\s+)?(?:government\s+of\s+)?$")
_IN_THE_TOTAL = re.compile(r"\bshare\b[^.;]{0,30}\b(?:in|of) the (?:total|whole|sum)\s+of\s+$")
_FRACTION_OF = re.compile(r"\b(?:half|third|quarter|most|bulk|percent|two-thirds)\s+of\s+the\s+$")
_OWNERS_SHARE = re.compile(
    r"(?<!lion)['’]s\s+(?:\w+\s+)?(?:portion|share|part|slice|quota)\s+(?:of|in)\s+(?:the\s+)?"
    r"(?:[\w-]+['’]s\s+)?$"
)
# "Contribute $3.3 billion to the $50 billion package"
_PAID_INTO = re.compile(
    r"\b(?:contribut\w+|chip\w* in)\b(?:[^.;]|\.\d){0,60}\b(?:to|towards?|into)\s+"
    r"(?:the|that|this)\s+(?:[\w'’-]+\s+){0,3}$"
)
_SIZE = re.compile(
    r"\b(?:size|value|envelope|volume|total) of (?:the|this|that) (?:\w+ )?(?:project|programme|"
    r"program|operation|facility|fund)\b[^.;]{0,40}$"
)
_JOINTLY = re.compile(r"\b(?:jointly|together(?! with)|between them)\b[^.;]{0,60}$")
_SHARED_OUT = frozenset(["each", "respectively"])
_TOGETHER = re.compile(r"\s*(?:between them|together|jointly|combined|among them|in joint)\b")
_GIVERS_PROMISE = re.compile(
    r"\b(?:allies|partners|donors|states|countries|lenders|creditors|governments|nations|capitals)\s+"
    r"(?:have |has |had |jointly |together |also )*(?:promised|pledged|agreed|agree|committed|"
    r"provided|approved|raised)\b"
    r"[^.;]{0,70}$"
)


def find_pooled(s: Setting) -> Kind | None:
    """The size of what several pay into: "as part of a broader $1.5 billion tranche"."""
    together = _TOGETHER.match(s.words_after(30)) or _lent_under_guarantees(s)
    several = _from_several(s) or _promised_by_several(s) or _held_by_a_fund(s)
    together = together or _given_jointly(s)
    sized = _SIZE.search(s.words_before(80))
    if together or several or sized or _is_whole_of_shares(s):
        return Kind("other", "programme_total", "size of a programme that several pay into")
    return None


def _given_jointly(s: Setting) -> bool:
    """Tell "Denmark, Norway and Sweden will jointly give"."""
    if any(c.sense in _SHARED_OUT and _same_clause(s, c) for c in s.cues):
        return False
    if s.predicate is not None and s.predicate.gives:
        several = {m.actor for m in s.predicate.subjects}
        return len(several) > 1 and s.predicate.verb.sense != "sign"
    if not _JOINTLY.search(s.words_before(80)):
        return False
    actors = read_actors()
    givers = {
        m.actor
        for m in s.mentions
        if s.clause[0] <= m.start < s.amount.start and actors[m.actor].role == "donor"
    }
    return len(givers) > 1


def _same_clause(s: Setting, cue: Cue) -> bool:
    return cue.sense == "respectively" or s.clause[0] <= cue.start < s.clause[1]


def _from_several(s: Setting) -> bool:
    """Tell "Received $11.8 billion from international partners"."""
    if not _SEVERAL_GIVERS.search(s.words_after(90) + " | " + s.words_before(60)):
        return False
    if _FROM_MANY.search(s.words_after(60)):
        return not _giver_beside(s)
    spoken_of = (
        s.before("receive", "pay", "amount", "give")
        or s.after("give", "pay", reach=30)
        or s.head_before() is not None
    )
    return bool(spoken_of) and not _giver_beside(s)


def _promised_by_several(s: Setting) -> bool:
    """Tell "Allies promised €40 billion"."""
    return bool(_GIVERS_PROMISE.search(s.words_before(120))) and not _names_giver(s)


def _held_by_a_fund(s: Setting) -> bool:
    """Tell "The trust fund has collected about €800 million"."""
    before = s.head_before()
    if before is None or before.sense != "programme" or not _POOLED.search(s.words_before(60)):
        return False
    return not _giver_beside(s)


def _is_whole_of_shares(s: Setting) -> bool:
    """Tell "Its share of the $50 billion of the G7", "under a $1.5 billion World Bank tranche"."""
    head, words = s.head_after(), s.words_before(70)
    if _FRACTION_OF.search(words) and len(_donors(s)) > 1:
        return True
    if _OWNERS_SHARE.search(words) or _IN_THE_TOTAL.search(words):
        return True
    if _OUT_OF.search(words) and s.others and not _giver_beside(s):
        return True
    if _SHARE_OF.search(words) and _group_near(s):
        return True
    if _PAID_INTO.search(s.words_before(110)) and s.crosses(s.amount.start - 110, s.amount.start):
        return True
    mark = _PART_MARK.search(words)
    if mark is None or _owner_in(s, mark.group()) or head is None or head.sense == "not_aid":
        return False
    return head.sense in ("programme", "tranche") or bool(BROADER.search(words))


def _names_giver(s: Setting) -> bool:
    actors = read_actors()
    return any(
        actors[m.actor].role == "donor" and s.clause[0] <= m.start < s.amount.start
        for m in s.mentions
    )


def _lent_under_guarantees(s: Setting) -> bool:
    """Tell a bank's loan that several states guarantee, each its part."""
    guaranteed = s.after("guaranteeform", reach=160, clause=False)
    if not guaranteed or guaranteed[0].start - s.amount.end <= 12:
        return False
    actors = read_actors()
    states = {
        m.actor
        for m in s.mentions
        if actors[m.actor].role == "donor" and actors[m.actor].kind == "state"
    }
    banks = [
        m
        for m in s.mentions
        if actors[m.actor].role == "donor" and actors[m.actor].kind == "organisation"
    ]
    return len(states) > 1 and bool(banks)


def _giver_beside(s: Setting) -> bool:
    """Tell whether one donor owns the figure: "Japan's", "from Japan"."""
    actors = read_actors()
    for m in s.mentions:
        if actors[m.actor].role != "donor" or not s.clause[0] <= m.start < s.clause[1]:
            continue
        if (
            m.end <= s.amount.start
            and s.amount.start - m.end < 60
            and s.lowered[m.end : m.end + 2] in ("'s", "’s")
        ):
            return True
        if 0 <= m.start - s.amount.end < 30 and _FROM_ONE.search(s.lowered, s.amount.end, m.start):
            return True
    return False


def _donors(s: Setting) -> set[str]:
    actors = read_actors()
    return {m.actor for m in s.mentions if actors[m.actor].role == "donor"}


def _group_near(s: Setting) -> bool:
    return any(read_actors()[m.actor].kind == "group" for m in s.mentions)


def _owner_in(s: Setting, words: str) -> bool:
    start = s.amount.start - len(words)
    return any(
        start <= m.start < s.amount.start
        and read_actors()[m.actor].kind == "state"
        and (s.text[m.end : m.end + 2] in ("'s", "’s") or m.form == "adjective")
        for m in s.mentions
    )
