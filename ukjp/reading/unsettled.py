"""Money that nobody has decided on yet: requests, plans, bills, possibilities."""

from __future__ import annotations

import re

from ukjp.reading.cues import Cue
from ukjp.reading.kind_records import Kind
from ukjp.reading.settings import Setting

_PASSED = re.compile(
    r"\b(?:passed|passes|approved|approves|adopted|enacted|signed|signs|cleared|clears)\b"
)


_CONDITION = re.compile(r"\b(?:if|unless|once|provided that|should)\b[^,.;]{0,40}$")


_NEGATED = re.compile(r"(?:\b(?:not|never|no|yet to)|n['’]t)\s+(?:\w+\s+)?$")
_ADOPTED = re.compile(
    r"\b(?:unveil|announc|approv|adopt|launch|endors|pass)\w*\s+(?:an?|its|his|the|their)\s+"
    r"(?:[\w\"“-]+\s+){0,3}$"
)
_FROM_BASE = re.compile(r"\bfrom\s+(?:(?:around|about|some|nearly|over|last year's)\s+)?$")
_PURPOSE = re.compile(
    r"\s+(?:then\s+|also\s+)?(?:go|be (?:used|spent|directed|channel\w+|"
    r"earmarked|for|divided|split))\b"
)
_QUARREL = re.compile(
    r"\b(?:fell apart|collapsed?|clash\w*|split|feud\w*|argu\w+|quarrel\w*|disagree\w*|deadlock\w*|"
    r"fight\w*|fought|battle\w*|stand-?off|stalemate|wrangl\w+|impasse)\s+(?:\w+\s+){0,2}over\s+"
    r"(?:\w+\s+){0,4}$"
)
_MAY_BE = re.compile(r"\s*(?:more\s+|extra\s+)?(?:could|might|may)\b")
# "Conveyed that Japan would": told as decided, unless it is only hoped or asked for.
_STATES = re.compile(
    r"\b(?!hop|expect|wish|suggest|propos|demand|request|specul|believ|report|fear|wonder)"
    r"\w+(?:ed|es|s|ing|old|aid)\s+(?:[\w'’.-]+\s+){0,4}?that\s+(?:[\w'’.-]+\s+){1,6}$"
)
_AWAITS = re.compile(
    r"[^.;]{0,60}?\b(?:(?:needs?|requires?|awaits?|awaiting|pending)\s+(?:\w+\s+){0,4}(?:approval|"
    r"consent|ratification|decision|vote|go-ahead|signature)|(?:has|have) (?:yet|still) to be "
    r"(?:approved|passed|decided|ratified|adopted|signed off)|(?:once|after|when) (?:\w+\s+){1,3}"
    r"(?:has|have) (?:voted|approved|passed|ratified|agreed)|has not (?:yet )?been (?:approved|"
    r"decided|passed|adopted))\b"
)


def find_unsettled(s: Setting) -> Kind | None:
    """A request, a plan, a bill, a possibility; the kind stays what it would become."""
    word = _unsettled_word(s)
    if word is None:
        return None
    return Kind("commitment", "hypothetical", f"“{word}”: not yet decided")


def _unsettled_word(s: Setting) -> str | None:
    if _is_base(s):
        return None
    bill = _bill(s)
    if bill is not None:
        return bill
    awaits = _AWAITS.match(s.words_after(110))
    if awaits and not s.crosses(s.amount.end, s.amount.end + awaits.end()):
        return " ".join(awaits.group().split()[-3:])
    quarrel = _quarrel(s)
    if quarrel is not None:
        return quarrel
    last_settled = max((c.start for c in _settled(s)), default=-1)
    for cue in reversed(s.before("maybe", "refuse", "wish", reach=110)):
        asked = cue.sense == "wish" and s.lowered.startswith(
            (" whether", " if", " about", " by", " how", " why"), cue.end
        )
        if cue.start > last_settled and not asked and not _is_adopted(s, cue):
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
    return _would(s)


def _would(s: Setting) -> str | None:
    """Return "would" where nobody says that it is so: "would cost", not "said it would give"."""
    would = [c for c in s.before("would", reach=110) if not s.separates((c.start, c.end))]
    if not would:
        return None
    at, low = would[-1].start, s.sentence.start
    if _PURPOSE.match(s.lowered, would[-1].end):
        return None  # "31 billion yen would go to substations"
    reported = [c for c in s.before("say", "promise", "sign", clause=False) if c.start < at]
    stated = _STATES.search(s.lowered, max(low, at - 90), at)
    whether = "whether" in s.lowered[max(low, at - 40) : at]
    if reported or stated or s.after("say", clause=False):
        return would[-1].phrase if whether and not s.after("say", clause=False) else None
    return None if whether else would[-1].phrase


def _quarrel(s: Setting) -> str | None:
    """Return the word for "fell apart over €3bn" and for "$500m could be made available"."""
    quarrel = _QUARREL.search(s.words_before(70))
    if quarrel is not None:
        return quarrel.group().split()[0]
    may_be = _MAY_BE.match(s.words_after(16)) and not s.before("part", "tranche", reach=40)
    return "could" if may_be else None


def _is_base(s: Setting) -> bool:
    """Tell what a change starts from: "plans to halve its aid to 4 billion from 8 billion"."""
    base = _FROM_BASE.search(s.words_before(24))
    return base is not None and s.crosses(s.sentence.start, s.amount.start)


def _is_adopted(s: Setting, cue: Cue) -> bool:
    """Tell "unveiled a plan to give"."""
    adopted = _ADOPTED.search(s.lowered, max(s.sentence.start, cue.start - 50), cue.start)
    return adopted is not None and cue.phrase.startswith(("plan", "proposal"))


def _bill(s: Setting) -> str | None:
    """A bill or a draft that the figure stands in, unless the sentence says that it passed."""
    head = s.head_after()
    bills = s.before("bill", reach=110)
    bill = head if head is not None and head.sense == "bill" else bills[-1] if bills else None
    if bill is None or _PASSED.search(s.lowered, s.sentence.start, s.sentence.end):
        return None
    if bill is not head and bill.phrase == "plan" and not s.before("would", "maybe"):
        return None
    if bill.phrase == "plan" and _is_adopted(s, bill):
        return None
    return bill.phrase


def _settled(s: Setting) -> list[Cue]:
    """Verbs in front of the figure that tell of something done."""
    done = [c for c in s.before("promise", "pay", "receive") if c.form in ("past", "s")]
    done += [c for c in s.before("give") if c.form == "past"]
    return [
        c
        for c in done
        if not _CONDITION.search(s.lowered, max(s.clause[0], c.start - 60), c.start)
        and not _NEGATED.search(s.lowered, max(s.clause[0], c.start - 20), c.start)
    ]
