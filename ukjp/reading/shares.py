"""Parts of another figure: "of this", "the remaining", lists of purposes."""

from __future__ import annotations

import re

from ukjp.reading.kind_records import Kind, speaks_of_aid
from ukjp.reading.running_totals import BIG_GIVER
from ukjp.reading.settings import Setting

_GOES_TO = re.compile(
    r"\s*(?:\([^)]{0,40}\)\s*)?(?:of \w+ )?(?:will|would|is|are|"
    r"shall)\s+(?:to\s+)?(?:be\s+)?(?:then |mainly |also )?"
    r"(?:directed|used|spent|go|allocated|earmarked|channel\w+|intended|aimed|set aside|meant|"
    r"reserved|invested|for)\b"
)
_RAISED_BY = re.compile(r"\b(?:increase|rise|raise|boost|top-up) of (?:\w+ ){0,2}$")
_OF_THIS = re.compile(
    r"\s*(?:\([^)]{0,40}\)\s*)?(?:(?:out )?of (?:this|that|these|those|it|which|"
    r"the (?:\w+ )?(?:total|aid|sum|amount|"
    r"package|money|pledge|funds|payment|loan|grant))\b|out of\b)"
)
_PART_BEFORE = re.compile(
    r"(?:\bof (?:which|that|this|these|those|it|them|the (?:\w+ )?(?:total|amount|sum|package|"
    r"money|aid|funds|(?:grants|loans)(?! of)))\b|"
    r"\bfrom (?:them|it|which|that)\b|\bthe (?:remaining|remainder|rest|other|balance)\b|"
    r"\bremaining\b|"
    r"\bamong (?:it|them|that)\b|\bnamely\b|\baccounts? for\b|\baccounted for\b|"
    r"\bfirst (?:payment|tranche|instal?lment),?|\bthe (?:biggest|largest|main|greater) part,?|"
    r"\b(?:grant|loan|credit|humanitarian|military) (?:part|portion|component|element)\b|"
    r"\bwhat (?:is left|remains),?|\bbroken down\b|\bsplit (?:into|between)\b|"
    r"\bdivided into\b|\bmade up of\b|\btwo-thirds of\b|\b(?:half|a third|a quarter) of (?:it|"
    r"that)\b)[^.;]{0,40}$|"
    r"\bincluding\b[^,.;]{0,28}$"
)
LISTS_PARTS = re.compile(
    r"\b(?:package|programme|program|aid|assistance|support|pledge|sum|total|amount|"
    r"components?|commitment|"
    r"tranche|figure|number|this|that|it)\b[^.;]{0,25}?\b(?:includes?|included|compris\w+|"
    r"consists? of|consisting of|covers|contains|"
    r"breaks? down into|falls? into|(?:is|was|are|were|will be) (?:split|divided|shared) "
    r"(?:up )?(?:into|between|among)|(?:is|was|are|were) (?:made|made up|composed) of)\b"
)
_CONSISTS = re.compile(
    r"(?:\s*\([^)]{0,60}\))?[^.;]{0,40}?\b(?:consisting of|comprising|made up of|composed of|"
    r"which includes?|which included|divided into|split into|broken down into)\s"
)
_ORDINAL_OF = re.compile(r"\b(?:first|second|third|fourth|last|latest) of (?:them|these|those)\b")
_FRONTED = re.compile(
    r"\W*(?:out )?of\s+(?:[\w'’.-]+\s+){0,6}"
    r"(?:(?:over|about|around|some|nearly|almost|more than)\s+)?\W*$"
)
_STILL_DUE = re.compile(
    r"[^.;,]{0,14}\b(?:could|would|will|may|might|should|is to|are to|is due|are due)\b"
)
MOVED_AFTER = re.compile(
    r"(?:\s*\([^)]{0,40}\))?,?[^,.;]{0,60}\b(?:(?:had|has|have)(?: already)? been|was|were|"
    r"that \w+|which \w+)\s+(?:already\s+)?(?:delivered|transferred|"
    r"disbursed|handed over|paid|sent|credited|received|released|gave|shipped|contributed|"
    r"donated|wired|attracted|completed)\b|"
    r"[^,.;]{0,40},\s*(?:already\s+)?(?:paid|disbursed|transferred|delivered)\s+(?:out\s+)?"
    r"(?:in|on|last|this|as|to|by)\b|"
    r"[^,.;]{0,24}\b(?:delivered|transferred|handed over|donated|supplied|paid out|sent)\s+by\b|"
    r"[^,.;]{0,40},?\s+(?:has |have )?reached (?:kyiv|ukrain\w*)|"
    r"\s*(?:[–—,-]\s*)?(?:has |have |had )?(?:arrived|came in|came from|came to|landed|"
    r"reached (?:kyiv|the|its|their|ukrain\w*)|"
    r"was made)\b"
)


# "It follows the first phase (7.2 billion yen)": sums of their own.
_STEPS_BEFORE = re.compile(r"\b(?:follow(?:s|ed)|previous|earlier|preceding|on top of)\b")


def find_bracketed(s: Setting) -> Kind | None:
    """A list of purposes with the sum of each in brackets."""
    if s.words_before(10).rstrip().endswith(("(", "(up to", "(about")) and s.words_after(
        3
    ).lstrip().startswith(")"):
        follows = any(0 < s.amount.start - end < 4 for _, end in s.others)
        owned = any(0 <= s.amount.start - m.end < 10 for m in s.mentions)
        owned = owned or bool(BIG_GIVER.search(s.lowered, *s.sentence[:2]))
        if s.amount.conversion_of is None and not follows and not owned and speaks_of_aid(s):
            if _STEPS_BEFORE.search(s.lowered, s.sentence.start, s.amount.start):
                return Kind("commitment", None, "in brackets behind an earlier step")
            return _component(s, "in brackets behind its purpose")
    return None


def _lists_behind(s: Setting) -> bool:
    """Tell "$1.5 billion, consisting of $600 million in loans"."""
    before = max((end for _, end in s.others if end <= s.amount.start), default=None)
    if before is None or s.amount.start - before > 120:
        return False
    return bool(_CONSISTS.match(s.lowered, before, s.amount.start))


def find_fronted(s: Setting) -> Kind | None:
    """Tell a part of the whole that the sentence opens with, whatever else it says of it."""
    return _component(s, "behind “of” and its whole") if _follows_fronted_whole(s) else None


def find_part(s: Setting) -> Kind | None:
    """Return "component", or "disbursement" where the part moved, else None."""
    if _OF_THIS.match(s.words_after(50)) and not s.words_before(8).endswith("of the "):
        return _component(s, "“of this”")
    if _lists_behind(s):
        return _component(s, "“consisting of”")
    mark = _PART_BEFORE.search(s.words_before(60))
    if mark and _ORDINAL_OF.search(s.words_before(60)):
        mark = None  # "the first of them, for $471 million" is one of several
    if mark:
        return _component(s, f"“{' '.join(mark.group().split())[:30]}”")
    if (
        _GOES_TO.match(s.words_after(70))
        and not s.before("new")
        and not _RAISED_BY.search(s.words_before(30))
    ):
        return _component(s, "goes to one purpose")
    listing = LISTS_PARTS.search(
        s.lowered, max(s.sentence.start, s.amount.start - 300), s.amount.start
    )
    if listing:
        return _component(s, f"“{listing.group().split()[-1]}”")
    return None


def _follows_fronted_whole(s: Setting) -> bool:
    """Tell "Of the $110 million, $70 million goes …": the sentence opens with the whole."""
    first = min((low for low, _ in s.others if s.sentence.start <= low), default=s.amount.start)
    if first >= s.amount.start or first - s.sentence.start > 90:
        return False
    return bool(_FRONTED.fullmatch(s.lowered, s.sentence.start, first))


def _component(s: Setting, words: str) -> Kind:
    moved = s.before("pay", "receive", "deliver", reach=140, clause=False)
    due = _STILL_DUE.match(s.words_after(40))
    past = any(c.form in ("past", "") for c in moved) and not s.before("will") and not due
    if past or MOVED_AFTER.match(s.words_after(80)):
        return Kind("disbursement", None, f"a part that moved: {words}")
    return Kind("component", None, f"part of another amount: {words}")
