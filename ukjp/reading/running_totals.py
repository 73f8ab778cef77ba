"""Levels: everything given or promised so far, as of a day."""

from __future__ import annotations

import re

from ukjp.reading.cues import Cue
from ukjp.reading.kind_records import Kind
from ukjp.reading.settings import PER_DOLLAR, Setting

_SINCE = re.compile(
    r"\bsince\s+(?:[\w'’.-]+\s+){0,8}?(?:war|invasion|conflict|aggression|attack|attacked|"
    r"hostilities|onslaught|incursion|outbreak|troops|tanks|"
    r"offensive|invaded|fighting|20[12]\d|february|feb|then)\b|"
    r"\bfrom the (?:start|beginning|onset|outbreak|first days?) of (?:[\w'’-]+\s+){0,4}?(?:war|"
    r"invasion|conflict|"
    r"aggression)\b|\b(?:during|throughout) (?:the|this) (?:[\w'’-]+\s+){0,2}?(?:war|invasion)\b|"
    r"\bin (?:the )?(?:[\w-]+\s+){1,5}(?:years|months) of (?:the )?(?:full-scale )?"
    r"(?:war|invasion|fighting)\b"
)
_HAS_SINCE = re.compile(r"\b(?:has|have)\b[^.;]{0,120}\bsince\b")
_SO_FAR = re.compile(
    r"\b(?:so far(?! this (?:year|month|week))|in all|in total|all told|(?:over|in|during|within) "
    r"(?:the (?:past|last)|these|the|its|their) (?:(?:two|three|four|\d) )?years|to date|thus far|"
    r"up to now|until now|over the years|altogether|by then)\b"
)
# "Had pledged $7 billion by September": all of it, up to that day.
BY_A_DAY = re.compile(
    r"\b(?:by|until|up to) (?:the (?:end|middle|start|beginning) of |early |late |mid-|last )*"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"spring|summer|autumn|fall|winter|year|month|week|20\d\d|then)\b"
)
_PLUPERFECT = re.compile(r"\bhad\s+(?:\w+\s+){0,3}$")
_PROMISED_IN_TOTAL = re.compile(
    r"\b(?:in total|altogether|in all|overall),?\s+(?:(?:was|were|has been|have been)\s+)?"
    r"(?:promised|pledged|committed|provided|given|allocated|received|delivered)\b[^\w.;]{0,6}"
    r"(?:\w+\s+){0,4}$"
)
BIG_GIVER = re.compile(
    r"\b(?:largest|biggest|top|main|leading|greatest)\s+(?:\w+\s+){0,3}(?:donor|supporter|"
    r"backer|contributor|provider|lender|giver|benefactor|helper)s?\b(?! (?:to|of) the (?!war))|"
    r"\b(?:ranks?|ranked|ranking|places?|placed|comes?|came)\s+(?:\w+\s+){0,2}"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|\w+th)\b"
)
_ONE_YEAR = re.compile(
    r"(?<!end of )\b(?:last|this) (?:year|month|week)\b|\bin (?:early |late )?20\d\d\b"
)
_PERFECT = re.compile(r"\b(?:has|have|had|having|['’]ve)\s+(?:\w+\s+){0,3}$")
_TO_TOTAL = re.compile(
    r"\b(?:bring|brings|bringing|brought|take|takes|taking|took|raise|raising|push|pushing|"
    r"lift|lifts|"
    r"lifting|increas\w+)\b[^.;]{0,90}\b(?:total|overall|aid|support|assistance|amount|sum|"
    r"contribution|"
    r"commitments?|figure|everything|all)\b[^.;]{0,90}\bto\s+(?:(?!by\b)\w+\s+){0,4}$"
)
_PURPOSES = re.compile(r"\s+in(?:\s+(?!\w+ing\b)[\w'’/-]+,?){1,14}\s+")
_RANKED = re.compile(
    r"\b(?:first|largest|biggest|second|third|fourth|fifth|latest|most)\b[^.;]{0,60}\b(?:since|"
    r"from)\b"
)
_THE_TOTAL = re.compile(
    r"\b(?:the|its|their|overall) (?:\w+ )?total (?:\w+ )?(?:came to|comes to|stands at|"
    r"stood at|reached|rose to|"
    r"is|was)\s+(?:\w+\s+){0,3}$"
)
_ONE_LOAN = re.compile(
    r"\b(?:volume|size|amount|value|cost) of (?:the|this|that|its) [^.;]{0,30}\b(?:loan|grant|"
    r"package|project|programme|tranche|credit|agreement)\b"
)
_ALL_OF_IT = re.compile(r"\b(?:aid|assistance|support|help)\b")
ONE_GIFT = re.compile(
    r"\b(?:grants?|loans?|packages?|tranches?|contributions?|credits?|equipment|guarantees?)\b"
)
_PUT_AT = re.compile(
    r"\b(?:put|puts|putting|estimates?|estimated|values?|valued)\b[^.;]{0,80}\bat\s+(?:\w+\s+){0,3}$"
)
_AT = re.compile(r",\s+at\s+[\"“]?(?:\w+\s+){0,3}$")
_TOTAL_OF = re.compile(r"\b(?:a|in) total (?:of )?(?:\w+\s+){0,2}$")
_FORMS = re.compile(r"(?:\s*\([^)]{0,30}\))?\s*in (?:loans|grants|guarantees|aid)(?:,| and) ")
_TRACKED = re.compile(r"\b(?:tracker|tracks|kiel institute|ifw kiel)\b")
_NEXT_VERB = re.compile(r"\band\s+(?:has|have|had)\b")
# Words of those who add up: nobody commits billions at a time and says no more of it.
_BOOKED = frozenset(["committed", "allocated"])
_FOR_ONE_THING = re.compile(
    r"[^.;]{0,24}\b(?:for (?!ukrain|kyiv|kiev|the war)|to (?:the|an?|buy|help|provide|fund)\b|this|"
    r"next|over|until|through|a year)"
)
_SINGLE = frozenset(["loan", "grant", "package", "credit", "gift", "donation", "credit line"])
_STANDS = frozenset(["stand at", "stands at", "stood at"])
_GENERAL_GIVING = frozenset(
    "provided given donated supplied extended delivered sent spent contributed promised pledged "
    "committed allocated allotted mobilised mobilized granted".split()
)


def find_running_total(s: Setting) -> Kind | None:
    """Return "cumulative_total" where the figure is everything so far, else None."""
    for mark in (_to_the_total, _since, _by_a_day, _ranked, _so_far, _stated_total, _all_given):
        words = mark(s)
        if words is not None:
            return Kind("cumulative_total", None, words)
    return None


def _to_the_total(s: Setting) -> str | None:
    return "brings the total to this figure" if _TO_TOTAL.search(s.words_before(190)) else None


def _since(s: Setting) -> str | None:
    since = _since_words(s)
    if (
        since
        and not s.words_before(4).endswith(" by ")
        and (
            s.before("give", "pay", "receive", "promise", "aid")
            or s.after("aid", reach=60)
            or s.after("give", "receive", "promise")
            or (s.names_receiver() and not s.before("lose"))
        )
    ):
        return f"so much “{since}”"
    return None


def _finished(s: Setting) -> list[Cue]:
    """Verbs of giving in the perfect in front of the figure: "has given", "had pledged"."""
    return [
        c
        for c in s.before("give", "pay", "receive", "promise")
        if c.form == "past" and _PERFECT.search(s.lowered, max(0, c.start - 40), c.start)
    ]


def _by_a_day(s: Setting) -> str | None:
    """Tell "had pledged $7 billion by September"."""
    verb = s.predicate.verb if s.predicate is not None else None
    if verb is None or verb.phrase not in _GENERAL_GIVING:
        return None
    if not _PLUPERFECT.search(s.lowered, max(0, verb.start - 40), verb.start):
        return None
    by_a_day = BY_A_DAY.search(s.lowered, *s.clause)
    if by_a_day is None or s.separates(by_a_day.span()):
        return None
    return f"“had {verb.phrase}” by a day"


def _ranked(s: Setting) -> str | None:
    if not s.names_receiver() or s.before("give", "pay", "receive", "promise"):
        return None
    if BIG_GIVER.search(s.lowered, *s.sentence[:2]):
        return "what makes a giver one of the largest"
    return None


def _so_far(s: Setting) -> str | None:
    if _PROMISED_IN_TOTAL.search(s.words_before(70)) and s.names_receiver():
        return "so much in total"
    so_far = _SO_FAR.search(s.lowered, *s.clause)
    if so_far is None or s.separates(so_far.span()):
        return None
    if _NEXT_VERB.search(s.lowered, s.amount.end, so_far.start()):
        return None  # "will give $106 million and has so far given $12 billion"
    if s.predicate is not None and s.predicate.verb.sense == "amount" and s.names_receiver():
        return f"“{so_far.group()}” of so much"
    if _finished(s) or s.before("aid") or s.after("aid", reach=24) or s.before("give", "receive"):
        return f"“{so_far.group()}” with a finished giving"
    return None


def _stated_total(s: Setting) -> str | None:
    words = s.words_before(120)
    if " at " in words and _PUT_AT.search(words) and s.before("aid", reach=120):
        return "somebody puts the aid at so much"
    if " at " in words and _AT.search(words[-24:]) and _has_aid_subject(s):
        return "the aid stands at so much"
    if _giver_stands_at(s):
        return "a giver stands at so much"
    return "stated as the total of the aid" if _total_noun(s) else None


def _all_given(s: Setting) -> str | None:
    if _TRACKED.search(s.lowered, *s.sentence[:2]) and s.before("promise", "give"):
        return "a tracker's count"
    named = [
        c for c in _finished(s) if c.sense in ("give", "promise") and c.phrase in _GENERAL_GIVING
    ]
    if named and _names_aid_as_a_whole(s, named[-1]):
        return f"“has {named[-1].phrase}” names all that was given"
    return None


def accumulates_behind(s: Setting) -> bool:
    """Tell a giving up to a day in the words behind: "Tokyo had pledged by September"."""
    words = s.words_after(130)
    stop = next((low - s.amount.end for low, _ in s.others if low > s.amount.end), len(words))
    words = words[:stop]
    return any(mark.search(words) for mark in (_SINCE, _SO_FAR, BY_A_DAY)) or " already " in words


def _names_aid_as_a_whole(s: Setting, verb: Cue) -> bool:
    if (
        s.before("new")
        or any(c.start > verb.start for c in s.before("part"))
        or s.after("new", reach=12)
        or s.after("tranche", "programme", reach=60)
    ):
        return False
    if any(c.start > verb.start for c in s.before("give", "promise")):
        return False
    if _TOTAL_OF.search(s.words_before(30)) or _FORMS.match(s.words_after(40)):
        return True
    if _ONE_YEAR.search(s.words_after(70)):
        return False
    billions = s.amount.amount >= 1e9 * PER_DOLLAR.get(s.amount.currency, 1)
    if s.amount.qualifier in ("at_least", "about", "nearly") and s.amount.amount >= 1e9:
        return True
    if billions and verb.phrase in _BOOKED and not _FOR_ONE_THING.match(s.words_after(40)):
        return True
    if billions and verb.sense == "give" and not ONE_GIFT.search(s.words_after(60)):
        return True  # nobody gives Ukraine nine billion at a time
    beside = s.lowered[verb.end : min(s.clause[1], s.amount.end + 40)]
    return verb.sense == "give" and bool(_ALL_OF_IT.search(beside)) and not ONE_GIFT.search(beside)


def _since_words(s: Setting) -> str | None:
    """The words that make the figure a sum since then: in its clause, or fronting the sentence."""
    match = _SINCE.search(s.lowered, *s.clause) or _HAS_SINCE.search(s.lowered, *s.clause)
    match = match or _since_behind_a_list(s)
    if match is None:
        match = _SINCE.search(
            s.lowered, s.sentence.start, min(s.sentence.end, s.sentence.start + 90)
        )
        if match is not None and match.start() - s.sentence.start > 14:
            match = None
    if match is None or _RANKED.search(s.lowered, s.clause[0], match.end()):
        return None
    if s.separates(match.span()):
        return None
    return match.group() if len(match.group()) < 60 else "since"


def _since_behind_a_list(s: Setting) -> re.Match[str] | None:
    """Tell "$12.1 billion in humanitarian, financial, food, and recovery areas since 2022"."""
    end = s.amount.end
    match = _SINCE.search(s.lowered, end, min(s.sentence.end, end + 150))
    if match is None or not _PURPOSES.fullmatch(s.lowered, end, match.start()):
        return None
    verbs = ("give", "pay", "receive", "promise", "will")
    return (
        None
        if any(end < c.start < match.start() for v in verbs for c in s.after(v, clause=False))
        else match
    )


def _has_aid_subject(s: Setting) -> bool:
    """Tell "Japan's assistance, at about $12.1bn", but not so much for one year."""
    aid = s.before("aid", reach=70)
    return (
        bool(aid)
        and aid[-1].phrase not in _SINGLE
        and not re.search(r"\b(?:a|the|this|last) year\b", s.words_after(30))
    )


def _giver_stands_at(s: Setting) -> bool:
    """Tell "The EU institutions stand at close to €49 billion"."""
    p = s.predicate
    return (
        p is not None and p.verb.phrase in _STANDS and bool(p.subjects) and not p.heir
        and s.names_receiver() and not s.before("not_aid") and not s.after("not_aid", reach=40)
    )  # fmt: skip


def _total_noun(s: Setting) -> bool:
    """Aid as subject and the figure as its sum: "assistance, exceeding $12 billion", "totals"."""
    words = s.words_before(140)
    if _THE_TOTAL.search(words):
        return True
    aid = s.before("aid", reach=140)
    promised = [c for c in s.before("promise") if c.form != "ing"]
    if promised or s.before("will", reach=80) or _ONE_LOAN.search(words):
        return False
    if words.endswith("total: "):
        return False  # of a list
    verbs = s.before("amount", reach=45)
    if aid and aid[-1].phrase in _SINGLE:
        return False  # "the loan amounts to"
    if aid and verbs and verbs[-1].start >= aid[-1].start:
        return not s.before("new", reach=60)
    total = [
        c
        for c in s.before("total", reach=60)
        if c.phrase in ("total", "overall", "cumulative", "in total")
    ]
    if not total or not (aid or s.names_receiver()):
        return False
    return bool(
        re.search(r"\b(?:is|are|was|were|has|have|now|stands|to|promised)\b", words[-60:])
    ) and not s.before("give", reach=60)
