"""What a figure is: a running total, a commitment, a disbursement, a part, or no aid at all.

A decision list, read from top to bottom; each rule names itself in words, and that name stands in
the table beside the figure. The kind is decided without regard to who gives; whether the figure
counts for the donor and recipient asked for is another question, answered in `claims`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ukjp.actors import read_actors
from ukjp.reading.cues import Cue
from ukjp.reading.settings import Setting


class Kind(NamedTuple):
    """A kind, the exclusion that goes with it if any, and the rule in words."""

    kind: str
    excluded_because: str | None
    rule: str


NO_AID_WORD = Kind("other", "not_aid", "no word of aid near the figure")

_PART_MARK = re.compile(
    r"\b(?:as part of|part of|share of|within|under|from|out of|through|of)\s+"
    r"(?:the|an?|its|their|this|that|his)\s+(?:[\w'’-]+\s+){0,4}"
    r"(?:(?:over|more than|about|around|some|nearly|almost)\s+)?$"
)
_BROADER = re.compile(
    r"\b(?:broader|larger|wider|bigger|overall|entire|multi-?year|multi-?donor|whole)\b"
)
_SHARE_OF = re.compile(
    r"\b(?:part of|share of|portion of|slice of|contribut\w+ to) (?:the|an?|that|this)\s+(?:[\w'’-]+\s+){0,4}$"
)
_POOLED = re.compile(
    r"\b(?:holds?|held|collect(?:s|ed)|gathered|attracted|received|totals?|totalled|amounts to|"
    r"amassed|mobili[sz]ed|secured)\b[^.;]{0,40}$"
)
_SEVERAL_GIVERS = re.compile(
    r"\b(?:from|by|of)\s+(?:(?:its|their|the|all|other|various|\d+|international|western|foreign|allied|"
    r"several|external|donor|partner)\s+)*(?:partners|donors|allies|governments|countries|creditors|nations|"
    r"lenders|members|states)\b|\b(?:foreign|external|international|donor) (?:financing|assistance|funding|partners)\b"
)
_SINCE = re.compile(
    r"\bsince\s+(?:[\w'’.-]+\s+){0,8}?(?:war|invasion|conflict|aggression|attack|attacked|hostilities|"
    r"offensive|invaded|fighting|2021|2022|2023|february|feb|then)\b|"
    r"\bfrom the (?:start|beginning|onset|outbreak|first days?) of (?:[\w'’-]+\s+){0,4}?(?:war|invasion|conflict|"
    r"aggression)\b|\b(?:during|throughout) (?:the|this) (?:[\w'’-]+\s+){0,2}?(?:war|invasion)\b|"
    r"\bin (?:the )?(?:two|three|\w+) years of (?:the )?(?:full-scale )?(?:war|invasion)\b"
)
_HAS_SINCE = re.compile(r"\b(?:has|have)\b[^.;]{0,120}\bsince\b")
_SO_FAR = re.compile(
    r"\b(?:so far|in all|in total|all told|over the (?:past|last) \w+ years|to date|thus far|up to now|until now|over the years|altogether|by then)\b"
)
_PERFECT = re.compile(r"\b(?:has|have|had|having|['’]ve)\s+(?:\w+\s+){0,3}$")
_TO_TOTAL = re.compile(
    r"\b(?:bring|brings|bringing|brought|take|takes|taking|took|raise|raising|push|pushing|lift|lifts|"
    r"lifting|increas\w+)\b[^.;]{0,90}\b(?:total|overall|aid|support|assistance|amount|sum|contribution|"
    r"commitments?|figure|everything|all)\b[^.;]{0,90}\bto\s+(?:\w+\s+){0,4}$"
)
_RANKED = re.compile(
    r"\b(?:first|largest|biggest|second|third|fourth|fifth|latest|most)\b[^.;]{0,60}\b(?:since|from)\b"
)
_THE_TOTAL = re.compile(
    r"\b(?:the|its|their|overall) (?:\w+ )?total (?:\w+ )?(?:came to|comes to|stands at|stood at|reached|rose to|"
    r"is|was)\s+(?:\w+\s+){0,3}$"
)
_ONE_LOAN = re.compile(
    r"\b(?:volume|size|amount|value|cost) of (?:the|this|that|its) [^.;]{0,30}\b(?:loan|grant|package|project|programme|tranche|credit|agreement)\b"
)
_GIVEN_AFTER = re.compile(
    r"\s*(?:(?:in|of) (?:[\w-]+\s+){0,3}(?:aid|assistance|support|help)\s+)?(?:that |which )?(?:it|he|she|they|"
    r"\w+(?: \w+)?) (?:has|have|had)\s+(?:already |so far )?(?:provided|given|donated|supplied|extended|delivered)\b"
)
_LACK = re.compile(r"\b(?:deficit|shortfall|gap|lack|shortage|cut) (?:of|in) [^.;]{0,60}$")
_ALL_OF_IT = re.compile(r"\b(?:aid|assistance|support|help)\b")
_SOME_OF_IT = re.compile(
    r"\b(?:grants?|loans?|packages?|tranches?|contributions?|credits?|equipment|guarantees?)\b"
)
_GOES_TO = re.compile(
    r"\s*(?:\([^)]{0,40}\)\s*)?(?:of \w+ )?(?:will|would|is|are|shall)\s+(?:to\s+)?(?:be\s+)?(?:then |mainly |also )?"
    r"(?:directed|used|spent|go|allocated|earmarked|channel\w+|intended|aimed|set aside|meant|reserved|invested|for)\b"
)
_RAISED_BY = re.compile(r"\b(?:increase|rise|raise|boost|top-up) of (?:\w+ ){0,2}$")
_NEED_BEFORE = re.compile(
    r"\bneeds? (?:for|of|is|are|was|at|to)\b[^.;]{0,90}$|\b(?:would (?:take|require|cost)|will (?:require|cost))\b[^.;]{0,30}$|"
    r"\b(?:frozen|immobili[sz]ed|seized)\b[^.;]{0,80}$"
)
_NEED_AFTER = re.compile(
    r"[^.;]{0,12}\b(?:is|are|was|were|will be|would be)? ?(?:needed|required|necessary)\b|"
    r"[^.;]{0,20}\b(?:of|in) (?:the )?(?:frozen|immobili[sz]ed|seized)\b"
)
_TOGETHER = re.compile(r"\s*(?:between them|together|jointly|combined|among them|in joint)\b")
_GIVERS_PROMISE = re.compile(
    r"\b(?:allies|partners|donors|member states|countries|lenders|creditors|governments|nations)\s+"
    r"(?:have |has |had |jointly |together |also )*(?:promised|pledged|agreed|agree|committed|provided|approved|raised)\b"
    r"[^.;]{0,70}$"
)
_OF_THIS = re.compile(
    r"\s*(?:\([^)]{0,40}\)\s*)?(?:(?:out )?of (?:this|that|these|those|it|which|the (?:\w+ )?(?:total|aid|sum|amount|"
    r"package|money|pledge|funds|payment|loan|grant))\b|out of\b)"
)
_PART_BEFORE = re.compile(
    r"(?:\bof (?:which|that|this|these|those|it|them|the (?:\w+ )?(?:total|amount|sum|package|money|aid|funds))\b|"
    r"\bfrom (?:them|it|which|that)\b|\bthe (?:remaining|remainder|rest|other|balance)\b|\bremaining\b|"
    r"\bamong (?:it|them|that)\b|\bnamely\b|\baccounts? for\b|\baccounted for\b|"
    r"\bfirst (?:payment|tranche|instal?lment),?|\bthe (?:biggest|largest|main|greater) part,?|\bbroken down\b|\bsplit (?:into|between)\b|"
    r"\bdivided into\b|\bmade up of\b|\btwo-thirds of\b|\b(?:half|a third|a quarter) of (?:it|that)\b)[^.;]{0,40}$|"
    r"\bincluding\b[^,.;]{0,28}$"
)
_LISTS_PARTS = re.compile(
    r"\b(?:package|programme|program|aid|assistance|support|pledge|sum|total|amount|components?|commitment|"
    r"tranche|figure|number|this|that|it)\b[^.;]{0,25}?\b(?:includes?|included|compris\w+|consists? of|consisting of|covers|contains)\b"
)
_PROMISED_AFTER = re.compile(
    r"\s*(?:that |which )?(?:\w+\s+){1,3}?(?:(?:has|had|have)\s+)?(?:promised|pledged|announced|committed|agreed)\b"
)
_MOVED_AFTER = re.compile(
    r"(?:\s*\([^)]{0,40}\))?,?[^,.;]{0,60}\b(?:(?:had|has|have)(?: already)? been|was|were|that \w+|which \w+)\s+(?:already\s+)?(?:delivered|transferred|"
    r"disbursed|handed over|paid|sent|credited|received|released|gave|shipped|contributed|donated|wired|attracted|completed)\b|"
    r"\s*(?:[–—-]\s*)?(?:has |have )?(?:arrived|came in|came from|came to|landed|reached kyiv|was made)\b"
)
_FOR_OWN = re.compile(
    r"[^,.;]{0,25}?\b(?:for|on|in) (?:(?:its|the|their|own|national|domestic)\s+)*(?:defen[cs]e|military|armed forces|rearmament|army|navy|troops|forces|"
    r"education|health|social security|pensions|households|tax cuts|infrastructure at home)\b"
)
_FOR_RECEIVER = re.compile(r"[^.;]{0,45}?\b(?:for|to|towards?|in)\s+(?:the\s+)?$")
_GENERAL_GIVING = frozenset(
    "provided given donated supplied extended delivered sent spent contributed promised pledged committed".split()
)
_MOVING_VERBS = frozenset(
    "contributed donated provided sent gave given lent delivered spent shipped supplied".split()
    + ["handed over", "signed over", "put in"]
)


def decide_kind(setting: Setting, *, may_be_part: bool = True) -> Kind:
    """Return what the figure in this setting is; with `may_be_part` off, what it is on its own."""
    for rule in _RULES:
        kind = rule(setting) if may_be_part or rule is not _part else None
        if kind is not None:
            return kind
    return NO_AID_WORD


def _no_aid(s: Setting) -> Kind | None:
    head = s.head_after()
    if head is not None:
        return (
            Kind("other", "not_aid", f"counts {head.phrase}") if head.sense == "not_aid" else None
        )
    before = s.head_before()
    aid_verbs = s.before("promise", "give", "pay", "receive")
    if before is not None and before.sense == "not_aid":
        if not any(verb.start > before.end for verb in aid_verbs):
            return Kind("other", "not_aid", f"belongs to {before.phrase}")
    if _LACK.search(s.words_before(80)):
        return Kind("other", "not_aid", "the size of a lack")
    if _NEED_BEFORE.search(s.words_before(120)) or _NEED_AFTER.match(s.words_after(50)):
        if not s.before("promise", "pay"):
            return Kind("other", "not_aid", "a need or a holding, no giving")
    losing = s.before("lose", reach=60)
    if losing and not aid_verbs and not s.before("aid", reach=60) and not _names_receiver_after(s):
        return Kind("other", "not_aid", f"{losing[-1].phrase} is no giving")
    after = s.after("not_aid", reach=25)
    if after and not aid_verbs and not s.before("aid") and not s.after("aid", reach=40):
        return Kind("other", "not_aid", f"stands with {after[0].phrase}")
    own = _FOR_OWN.match(s.words_after(60))
    if own and not _names_receiver_here(s) and not s.before("aid"):
        return Kind("other", "not_aid", f"“{own.group().strip()}”: for itself")
    return None


def _names_receiver_here(s: Setting) -> bool:
    actors = read_actors()
    return any(actors[m.actor].role == "recipient" for m in s.mentions)


def _names_receiver_after(s: Setting) -> bool:
    actors = read_actors()
    return any(
        actors[m.actor].role == "recipient" and s.amount.start < m.start < s.amount.end + 60
        for m in s.mentions
    )


def _promised_elsewhere(s: Setting) -> Kind | None:
    """The whole that something is paid from: "6 billion of the 18.1 billion it has promised"."""
    given = _GIVEN_AFTER.match(s.words_after(80))
    if given:
        return Kind("cumulative_total", None, f"“{given.group().strip()}”: all that was given")
    if _under_a(s):
        return Kind("commitment", None, "the grant or loan that something is paid from")
    after = _PROMISED_AFTER.match(s.words_after(50))
    if after and s.words_before(12).endswith(("of the ", "of the \n", "from the ")):
        return Kind("commitment", None, f"“{after.group().strip()}”")
    return None


def _under_a(s: Setting) -> bool:
    """ "Tokyo plans to send 24 machines under a ¥9.1 billion grant": the grant itself is settled."""
    head = s.head_after()
    return (
        head is not None
        and head.sense == "aid"
        and bool(_SOME_OF_IT.fullmatch(head.phrase))
        and bool(re.search(r"\bunder (?:the|an?|its) (?:\w+ ){0,2}$", s.words_before(40)))
        and not _BROADER.search(s.words_before(40))
    )


def _bracketed(s: Setting) -> Kind | None:
    """A list of purposes with the sum of each in brackets."""
    if s.words_before(10).rstrip().endswith(("(", "(up to", "(about")) and s.words_after(
        3
    ).lstrip().startswith(")"):
        follows = any(0 < s.amount.start - end < 4 for _, end in s.others)
        if s.amount.conversion_of is None and not follows and _speaks_of_aid(s):
            return _component(s, "in brackets behind its purpose")
    return None


def _pooled(s: Setting) -> Kind | None:
    """The size of what several pay into: "as part of a broader $1.5 billion tranche"."""
    kind = Kind("other", "programme_total", "size of a programme that several pay into")
    if _SEVERAL_GIVERS.search(s.words_after(90)) or _SEVERAL_GIVERS.search(s.words_before(60)):
        if s.before("receive", "pay", "amount", "give") or s.head_before() is not None:
            if not _giver_beside(s):
                return kind
    if _TOGETHER.match(s.words_after(30)) or _lent_under_guarantees(s):
        return kind
    if _GIVERS_PROMISE.search(s.words_before(120)) and not _names_giver(s):
        return kind
    before = s.head_before()
    if before is not None and before.sense == "programme" and _POOLED.search(s.words_before(60)):
        return None if _giver_beside(s) else kind
    head = s.head_after()
    words = s.words_before(70)
    if re.search(r"\bout of (?:the |a )?(?:total )?$", words) and s.others and not _giver_beside(s):
        return kind
    share = _SHARE_OF.search(words)
    mark = _PART_MARK.search(words)
    if share and _group_near(s):
        return kind
    if mark is None or _owner_in(s, mark.group()) or head is None:
        return None
    if head.sense in ("programme", "tranche") or _BROADER.search(words):
        return kind if head.sense != "not_aid" else None
    return None


def _names_giver(s: Setting) -> bool:
    actors = read_actors()
    return any(
        actors[m.actor].role == "donor" and s.clause[0] <= m.start < s.amount.start for m in s.mentions
    )


def _lent_under_guarantees(s: Setting) -> bool:
    """A bank's loan that several states guarantee: each guarantees its part, nobody gives the whole."""
    actors = read_actors()
    states = {m.actor for m in s.mentions if actors[m.actor].role == "donor" and actors[m.actor].kind == "state"}
    banks = [m for m in s.mentions if actors[m.actor].role == "donor" and actors[m.actor].kind == "organisation"]
    guaranteed = s.after("guaranteeform", reach=160, clause=False)
    return len(states) > 1 and bool(banks) and bool(guaranteed) and guaranteed[0].start - s.amount.end > 12


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
        if 0 <= m.start - s.amount.end < 30 and s.lowered[s.amount.end : m.start].rstrip().endswith(
            "from"
        ):
            return True
    return False


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


def _unsettled(s: Setting) -> Kind | None:
    """A request, a plan, a bill, a possibility; the kind stays what it would become."""
    word = _unsettled_word(s)
    if word is None:
        return None
    return Kind("commitment", "hypothetical", f"“{word}”: not yet decided")


def _unsettled_word(s: Setting) -> str | None:
    bill = _bill(s)
    if bill is not None:
        return bill
    last_settled = max((c.start for c in _settled(s)), default=-1)
    for cue in reversed(s.before("maybe", "refuse", "wish", reach=110)):
        asked = cue.sense == "wish" and s.lowered.startswith(
            (" whether", " if", " about", " by", " how", " why"), cue.end
        )
        if cue.start > last_settled and not asked:
            return cue.phrase
    for cue in s.after("maybe", "refuse", reach=70):
        if (cue.sense == "refuse" and last_settled < 0) or cue.phrase in (
            "if",
            "unless",
            "pending",
            "subject to",
            "under discussion",
        ):
            return cue.phrase
    would = s.before("would", reach=110)
    if would:
        reported = [
            c for c in s.before("say", "promise", "sign", clause=False) if c.start < would[-1].start
        ]
        whether = (
            "whether" in s.lowered[max(s.sentence.start, would[-1].start - 40) : would[-1].start]
        )
        if not reported and not whether and not s.after("say", clause=False):
            return would[-1].phrase
    return None


_PASSED = re.compile(
    r"\b(?:passed|passes|approved|approves|adopted|enacted|signed|signs|cleared|clears)\b"
)


def _bill(s: Setting) -> str | None:
    """A bill or a draft that the figure stands in, unless the sentence says that it passed."""
    head = s.head_after()
    bills = s.before("bill", reach=110)
    bill = head if head is not None and head.sense == "bill" else bills[-1] if bills else None
    if bill is None or _PASSED.search(s.lowered, s.sentence.start, s.sentence.end):
        return None
    if bill is not head and bill.phrase == "plan" and not s.before("would", "maybe"):
        return None
    return bill.phrase


def _settled(s: Setting) -> list[Cue]:
    """Verbs in front of the figure that tell of something done."""
    done = [c for c in s.before("promise", "pay", "receive") if c.form in ("past", "s")]
    return done + [c for c in s.before("give") if c.form == "past"]


def _running_total(s: Setting) -> Kind | None:
    if _TO_TOTAL.search(s.words_before(190)):
        return Kind("cumulative_total", None, "brings the total to this figure")
    gave = s.before("give", "pay", "receive", "promise")
    since = _since_words(s)
    if since and (
        gave
        or s.before("aid")
        or s.after("aid", reach=60)
        or s.after("give", "receive", "promise")
        or s.names_receiver()
    ):
        return Kind("cumulative_total", None, f"so much “{since}”")
    perfect = [
        c
        for c in gave
        if c.form == "past" and _PERFECT.search(s.lowered, max(0, c.start - 40), c.start)
    ]
    so_far = _SO_FAR.search(s.lowered, *s.clause)
    if so_far and s.crosses(s.amount.end, so_far.start()):
        so_far = None
    if so_far and (perfect or s.before("aid")):
        return Kind("cumulative_total", None, f"“{so_far.group()}” with a finished giving")
    if _total_noun(s):
        return Kind("cumulative_total", None, "stated as the total of the aid")
    named = [c for c in perfect if c.sense in ("give", "promise") and c.phrase in _GENERAL_GIVING]
    if named and _names_aid_as_a_whole(s, named[-1]):
        return Kind("cumulative_total", None, f"“has {named[-1].phrase}” names all that was given")
    return None


def _names_aid_as_a_whole(s: Setting, verb: Cue) -> bool:
    if (
        s.before("part", "new")
        or s.after("new", reach=12)
        or s.after("tranche", "programme", reach=60)
    ):
        return False
    if any(c.start > verb.start for c in s.before("give", "promise")):
        return False
    if s.amount.qualifier in ("at_least", "about", "nearly") and s.amount.amount >= 1e9:
        return True
    beside = s.lowered[verb.end : min(s.clause[1], s.amount.end + 40)]
    return (
        verb.sense == "give" and bool(_ALL_OF_IT.search(beside)) and not _SOME_OF_IT.search(beside)
    )


def _since_words(s: Setting) -> str | None:
    """The words that make the figure a sum since then: in its clause, or fronting the sentence."""
    match = _SINCE.search(s.lowered, *s.clause) or _HAS_SINCE.search(s.lowered, *s.clause)
    if match is None:
        match = _SINCE.search(
            s.lowered, s.sentence.start, min(s.sentence.end, s.sentence.start + 90)
        )
        if match is not None and match.start() - s.sentence.start > 14:
            match = None
    if match is None or _RANKED.search(s.lowered, s.clause[0], match.end()):
        return None
    if match.start() < s.amount.start and s.crosses(match.end(), s.amount.start):
        return None
    return match.group() if len(match.group()) < 60 else "since"


def _total_noun(s: Setting) -> bool:
    """Aid as subject and the figure as its sum: "assistance, exceeding $12 billion", "totals"."""
    words = s.words_before(140)
    if _THE_TOTAL.search(words):
        return True
    aid = s.before("aid", reach=140)
    promised = [c for c in s.before("promise") if c.form != "ing"]
    if promised or s.before("will", reach=80) or _ONE_LOAN.search(words):
        return False
    verbs = s.before("amount", reach=45)
    if aid and verbs and verbs[-1].start >= aid[-1].start:
        return not s.before("new", reach=60)
    total = [
        c
        for c in s.before("total", reach=60)
        if c.phrase in ("total", "overall", "cumulative", "combined", "in total")
    ]
    if not total or not (aid or s.names_receiver()):
        return False
    return bool(
        re.search(r"\b(?:is|are|was|were|has|have|now|stands|to|promised)\b", words[-60:])
    ) and not s.before("give", reach=60)


def _part(s: Setting) -> Kind | None:
    if _OF_THIS.match(s.words_after(50)) and not s.words_before(8).endswith("of the "):
        return _component(s, "“of this”")
    mark = _PART_BEFORE.search(s.words_before(60))
    if mark:
        return _component(s, f"“{' '.join(mark.group().split())[:30]}”")
    if (
        _GOES_TO.match(s.words_after(70))
        and not s.before("new")
        and not _RAISED_BY.search(s.words_before(30))
    ):
        return _component(s, "goes to one purpose")
    listing = _LISTS_PARTS.search(
        s.lowered, max(s.sentence.start, s.amount.start - 300), s.amount.start
    )
    if listing:
        return _component(s, f"“{listing.group().split()[-1]}”")
    return None


def _component(s: Setting, words: str) -> Kind:
    moved = s.before("pay", "receive", "deliver", reach=140, clause=False)
    if (
        (any(c.form in ("past", "") for c in moved)
        and not s.before("will"))
        or _MOVED_AFTER.match(s.words_after(80))
    ):
        return Kind("disbursement", None, f"a part that moved: {words}")
    return Kind("component", None, f"part of another amount: {words}")


def _moved(s: Setting) -> Kind | None:
    if not _speaks_of_aid(s):
        return None
    after = _MOVED_AFTER.match(s.words_after(90))
    if after and not s.crosses(s.amount.end, s.amount.end + after.end()):
        return Kind("disbursement", None, f"“{after.group().split()[-1]}”: money that moved")
    will = s.before("will", reach=90)
    moving = [
        c for c in s.before("pay", "receive", "deliver")
        if c.form in ("past", "s", "") and not _is_infinitive(s, c.start) and c.phrase != "secured"
    ]  # fmt: skip
    if moving and not (
        will and will[-1].start < moving[-1].start and moving[-1].start - will[-1].end < 12
    ):
        return Kind("disbursement", None, f"“{moving[-1].phrase}”: money that moved")
    given = [c for c in s.before("give", reach=120) if c.form in ("past", "s")]
    if given and not will and given[-1].phrase in _MOVING_VERBS:
        promised = [c for c in s.before("promise", reach=140) if c.start > given[-1].start]
        if not promised:
            return Kind("disbursement", None, f"“{given[-1].phrase}”: money that moved")
    if given and given[-1].phrase == "sends" and not will:
        return Kind("disbursement", None, "“sends”: money that moved")
    return None


def _is_infinitive(s: Setting, start: int) -> bool:
    front = s.lowered[max(0, start - 24) : start]
    return bool(
        re.search(r"\b(?:to|will|would|can|could|may|should)\s+(?:be\s+)?(?:\w+ly\s+)?$", front)
    )


_PURPOSES = ("aid", "humanitarian", "military", "reconstruction", "energy")


def _speaks_of_aid(s: Setting) -> bool:
    """Tell whether the sentence names aid, a purpose of aid, or somebody who receives it."""
    return (
        bool(s.before(*_PURPOSES, clause=False) or s.after(*_PURPOSES, clause=False))
        or s.names_receiver()
    )


def _promised(s: Setting) -> Kind | None:
    for senses in (("promise",), ("give",), ("aid", "tranche"), ("sign",)):
        cues = s.before(*senses) or s.after(*senses, reach=90)
        if cues and (senses[0] == "aid" or _speaks_of_aid(s)):
            return Kind("commitment", None, f"“{cues[-1].phrase}”: announced or decided")
    actors = read_actors()
    for m in s.mentions:
        if actors[m.actor].role == "recipient" and 0 < m.start - s.amount.end < 50:
            if _FOR_RECEIVER.match(s.lowered[s.amount.end : m.start]):
                return Kind("commitment", None, f"so much for {m.actor}")
    if s.before("promise", "give", "aid", clause=False) or s.after(
        "promise", "give", "aid", clause=False
    ):
        if s.names_receiver():
            return Kind("commitment", None, "stands beside words of aid")
    return None


_RULES = (
    _no_aid,
    _promised_elsewhere,
    _pooled,
    _bracketed,
    _unsettled,
    _running_total,
    _part,
    _moved,
    _promised,
)
