"""Money that is no aid: trade, budgets, losses, prices, needs, what a state spends on itself."""

from __future__ import annotations

import re

from ukjp.actors import read_actors
from ukjp.reading.kind_records import Kind
from ukjp.reading.settings import Setting

_LACK = re.compile(r"\b(?:deficit|shortfall|gap|lack|shortage|cut) (?:of|in) [^.;]{0,60}$")
_NEED_BEFORE = re.compile(
    r"\bneeds? (?:for|of|is|are|was|at|to)\b[^.;]{0,90}$|\b(?:would (?:take|require|cost)|"
    r"will (?:require|cost))\b[^.;]{0,30}$|"
    r"\b(?:frozen|immobili[sz]ed|seized)\b[^.;]{0,80}$"
)
_NEED_AFTER = re.compile(
    r"[^.;]{0,12}\b(?:is|are|was|were|will be|would be)? ?(?:needed|required|necessary)\b|"
    r"[^.;]{0,20}\b(?:of|in) (?:the )?(?:frozen|immobili[sz]ed|seized)\b"
)
_FOR_OWN = re.compile(
    r"[^,.;]{0,25}?\b(?:for|on|in) (?:(?:its|the|their|own|national|"
    r"domestic)\s+)*(?:defen[cs]e|military|armed forces|rearmament|army|navy|troops|forces|"
    r"education|health|social security|pensions|households|tax cuts|infrastructure at home)\b"
)


def find_no_aid(s: Setting) -> Kind | None:
    """Return the kind "other" where the figure is no aid, None where it may be."""
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
