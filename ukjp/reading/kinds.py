"""What a figure is: a running total, a commitment, a disbursement, a part, or no aid at all.

A decision list, read from top to bottom; each rule names itself in words, and that name stands in
the table beside the figure. The kind is decided without regard to who gives; whether the figure
counts for the donor and recipient asked for is another question, answered in `scope`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ukjp.reading.settings import Setting


class Kind(NamedTuple):
    """A kind, the exclusion that goes with it if any, and the rule in words."""

    kind: str
    excluded_because: str | None
    rule: str


_PART_MARK = re.compile(
    r"(?:as part of|part of|within|under|from|out of|in|through|to|of|for)\s+(?:(?:the|an?|its|their|this|"
    r"that|his)\s+)?(?:[\w'’-]+\s+){0,4}(?:(?:over|more than|about|around|some|nearly|almost)\s+)?$"
)
_BROADER = re.compile(r"\b(?:broader|larger|wider|bigger|overall|entire|multi-?year|multi-?donor|whole)\b")
_SUM_OF = re.compile(
    r"(?:to(?:tal(?:l?ing|s|l?ed)?)?|total of|sum of|worth|amounting to|totalling|up to|reach(?:ing|ed)?)\s*$"
)
_SO_FAR = re.compile(r"\b(?:so far|to date|thus far|up to now|until now|already|over the years|altogether)\b")
_PERFECT = re.compile(r"\b(?:has|have|had|having|['’]ve)\s+(?:\w+\s+){0,3}$")
_TO_TOTAL = re.compile(
    r"\b(?:bring|brings|bringing|brought|take|takes|taking|took|raise|raising|push|pushing|lift|lifting|"
    r"increas\w+)\b[^.;]{0,90}\b(?:total|overall|aid|support|assistance|amount|sum|contribution|"
    r"commitments?|figure|it|that)\b[^.;]{0,70}\bto\s+(?:\w+\s+){0,4}$"
)
_RANKED = re.compile(
    r"\b(?:first|largest|biggest|second|third|fourth|fifth|latest|most)\b[^.;]{0,60}\bsince\b"
)
_CONDITION = re.compile(r"\b(?:if|unless|whether|should)\b")
_REPORTED = frozenset(["say", "promise"])


def decide_kind(setting: Setting) -> Kind:
    """Return what the figure in this setting is."""
    for rule in (_no_aid, _programme, _unsettled, _running_total, _part, _moved, _promised):
        kind = rule(setting)
        if kind is not None:
            return kind
    return Kind("other", "not_aid", "no word of aid near the figure")


def _no_aid(s: Setting) -> Kind | None:
    head = s.head_after()
    if head is not None:
        if head.sense == "not_aid":
            return Kind("other", "not_aid", f"counts {head.phrase}")
        return None
    before = s.head_before()
    aid_verbs = s.before("promise", "give", "pay", "receive")
    if before is not None and before.sense == "not_aid":
        if not any(verb.start > before.end for verb in aid_verbs):
            return Kind("other", "not_aid", f"belongs to {before.phrase}")
    losing = s.before("lose", reach=60)
    if losing and not aid_verbs and not s.before("aid", reach=60):
        return Kind("other", "not_aid", f"{losing[-1].phrase} is no giving")
    after = s.after("not_aid", reach=25)
    if after and not aid_verbs and not s.before("aid") and not s.after("aid", reach=40):
        return Kind("other", "not_aid", f"stands with {after[0].phrase}")
    return None


def _programme(s: Setting) -> Kind | None:
    """The size of what several pay into: "as part of a broader $1.5 billion tranche"."""
    head = s.head_after()
    marked = _PART_MARK.search(s.words_before())
    broad = _BROADER.search(s.words_before(40)) if marked else None
    if head is None or head.sense not in ("programme", "tranche"):
        if broad is None or head is None:
            return None
    if marked is None or s.lowered[marked.start() + s.amount.start - len(s.words_before()) :][:3] == "for":
        return None
    if _owner_in(s, marked.group()):
        return None
    return Kind("other", "programme_total", f"size of the {head.phrase} that several pay into")


def _owner_in(s: Setting, words: str) -> bool:
    start = s.amount.start - len(words)
    return any(
        start <= m.start < s.amount.start and m.form in ("name", "adjective") and m.actor != "G7"
        and s.text[m.end : m.end + 2] in ("'s", "’s")
        for m in s.mentions
    )


def _unsettled(s: Setting) -> Kind | None:
    """A request, a plan, a bill, a possibility; the kind stays what it would become."""
    word = _unsettled_word(s)
    if word is None:
        return None
    return Kind("commitment", "hypothetical", f"“{word}”: not yet decided")


def _unsettled_word(s: Setting) -> str | None:
    head = s.head_after()
    if head is not None and head.sense == "bill":
        return head.phrase
    settled = s.before("promise", "pay", "receive") + [c for c in s.before("give") if c.form == "past"]
    last_settled = max((c.start for c in settled if c.form in ("past", "s")), default=-1)
    for cue in reversed(s.before("maybe", "refuse", "wish", reach=110)):
        if cue.sense == "wish" and cue.form == "past" and _is_passive_noun(s, cue.end):
            continue
        if cue.start > last_settled:
            return cue.phrase
    for cue in s.after("maybe", "refuse", reach=70):
        if cue.sense == "refuse" or cue.phrase in ("if", "unless", "pending", "subject to", "under discussion"):
            return cue.phrase
    would = s.before("would", reach=110)
    if would and not s.before("say", "promise", clause=False) and not s.after("say", clause=False):
        return would[-1].phrase
    return None


def _is_passive_noun(s: Setting, end: int) -> bool:
    return s.lowered[end : end + 4] in (" by ",)


def _running_total(s: Setting) -> Kind | None:
    if _TO_TOTAL.search(s.words_before(170)):
        return Kind("cumulative_total", None, "brings the total to this figure")
    since = _since_word(s)
    promised = [c for c in s.before("promise") if c.form in ("base", "past", "s")]
    gave = s.before("give", "pay", "receive", "promise")
    aid = s.before("aid") or s.after("aid", reach=50)
    if since and (gave or aid or s.after("give", "receive", "pay", "promise")):
        return Kind("cumulative_total", None, f"so much “{since}”")
    so_far = _SO_FAR.search(s.lowered, *s.clause)
    perfect = [c for c in gave if c.form == "past" and _PERFECT.search(s.lowered, max(0, c.start - 40), c.start)]
    if so_far and perfect:
        return Kind("cumulative_total", None, f"“{so_far.group()}” with a finished giving")
    if _total_noun(s) and not promised and not s.before("will", reach=80):
        return Kind("cumulative_total", None, "stated as the total of the aid")
    given = [c for c in perfect if c.sense == "give" and c.phrase in _GENERAL_GIVING]
    if given and not promised and not s.before("part") and not s.after("tranche", "programme", reach=60):
        if not s.before("new") and not s.after("new", reach=10) and _names_aid_as_a_whole(s):
            return Kind("cumulative_total", None, f"“has {given[-1].phrase}” names all that was given")
    return None


_GENERAL_GIVING = frozenset(["provided", "given", "donated", "supplied", "extended", "delivered", "sent", "spent"])


def _names_aid_as_a_whole(s: Setting) -> bool:
    return s.amount.qualifier in ("at_least", "about", "nearly") or s.amount.amount >= 1e9


def _since_word(s: Setting) -> str | None:
    cue = next(iter(s.before("since") + s.after("since")), None)
    if cue is None:
        fronted = [c for c in s.before("since", clause=False) if c.start - s.sentence.start < 12]
        cue = fronted[0] if fronted else None
    if cue is None or _RANKED.search(s.lowered, s.clause[0], cue.end):
        return None
    return cue.phrase


def _total_noun(s: Setting) -> bool:
    """Aid as subject and the figure as its sum: "assistance, exceeding $12 billion", "totals"."""
    amount_verbs = s.before("amount", reach=45)
    total = s.before("total", reach=60) or [c for c in s.after("total", reach=25) if c.phrase != "total"]
    aid = s.before("aid", reach=140)
    if not aid:
        return False
    if amount_verbs and amount_verbs[-1].start >= aid[-1].start:
        return True
    return bool(total) and any(c.phrase in ("total", "overall", "cumulative", "combined") for c in total) and bool(
        re.search(r"\b(?:is|are|was|were|has|have|now|stands|of|at|to)\b", s.words_before(40))
    ) and not s.before("give", reach=60)


def _part(s: Setting) -> Kind | None:
    before, after = s.words_before(45), s.words_after(40)
    if re.match(r"\s*(?:of (?:this|that|these|those|it|which|the (?:total|aid|sum|amount|package|money|pledge|funds))\b)", after):
        return _component(s, "“of this”")
    mark = re.search(
        r"(?:\bof (?:which|that|this|these|those|it|the (?:total|amount|sum|package|money|aid))\b|"
        r"\bthe (?:remaining|remainder|rest|other|balance)\b|\bremaining\b|\bincluding\b|\bincludes?\b|"
        r"\bincluded\b|\bcompris\w+\b|\bconsist\w+ of\b|\bamong (?:it|them|that)\b|\bnamely\b|"
        r"\bbroken down\b|\bsplit (?:into|between)\b|\bdivided into\b|\bmade up of\b)[^.;]{0,40}$",
        before,
    )
    if mark:
        return _component(s, f"“{mark.group().split('  ')[0].strip()[:24]}”")
    return None


def _component(s: Setting, words: str) -> Kind:
    moved = s.before("pay", "receive", reach=80) + s.after("pay", "receive", reach=60)
    if any(c.form == "past" for c in moved) and not s.before("will"):
        return Kind("disbursement", None, f"a part that moved: {words}")
    return Kind("component", None, f"part of another amount: {words}")


def _moved(s: Setting) -> Kind | None:
    if s.before("will", reach=90) and not s.before("pay", reach=30):
        return None
    moving = [
        c
        for c in s.before("pay", "receive", "deliver") + s.after("pay", "deliver", reach=70)
        if c.form in ("past", "s", "") and not _is_infinitive(s, c.start)
    ]
    if moving:
        return Kind("disbursement", None, f"“{moving[-1].phrase}”: money that moved")
    given = [c for c in s.before("give", reach=120) if c.form == "past"]
    if given and not s.before("promise", "will", reach=140):
        last = given[-1]
        if last.phrase in ("contributed", "donated", "provided", "sent", "gave", "given", "lent", "paid", "delivered", "spent"):
            return Kind("disbursement", None, f"“{last.phrase}”: money that moved")
    return None


def _is_infinitive(s: Setting, start: int) -> bool:
    return bool(re.search(r"\b(?:to|will|would|can|could|may|should|is to)\s+(?:be\s+)?(?:\w+ly\s+)?$", s.lowered[max(0, start - 16) : start]))


def _promised(s: Setting) -> Kind | None:
    for senses in (("promise",), ("give",), ("aid", "tranche"), ("sign",)):
        cues = s.before(*senses) or s.after(*senses, reach=90)
        if cues:
            return Kind("commitment", None, f"“{cues[-1].phrase}”: announced or decided")
    if s.before("promise", "give", "aid", clause=False) or s.after("promise", "give", "aid", clause=False):
        return Kind("commitment", None, "stands beside words of aid")
    return None
