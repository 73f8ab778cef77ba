"""Money that is no aid: trade, budgets, losses, prices, needs, what a state spends on itself."""

from __future__ import annotations

import re

from ukjp.actors import read_actors
from ukjp.reading.cues import Cue
from ukjp.reading.kind_records import Kind
from ukjp.reading.no_state import find_no_state
from ukjp.reading.settings import Setting
from ukjp.reading.shares import MOVED_AFTER

_LACK = re.compile(r"\b(?:deficit|shortfall|gap|hole|lack|shortage|cut) (?:of|in) [^.;]{0,60}$")
_NEED_BEFORE = re.compile(
    r"\bneeds? (?:for|of|is|are|was|at|to)\b[^.;]{0,90}$|\b(?:would (?:take|require|cost)|"
    r"will (?:require|cost))\b[^.;]{0,30}$|"
    r"\b(?:repairs?|rebuilding|reconstruction|restoration|recovery|work)\b[^.;]{0,30}"
    r"\b(?:needs?|requires?|takes?|calls? for)\s+(?:\w+\s+){0,2}$|"
    r"\b(?:frozen|immobili[sz]ed|seized)\b[^.;]{0,80}$"
)
_NEEDS_SO_MUCH = re.compile(r"\b(?:needs?|requires?|lacks?|is short of)\s+(?:\w+\s+){0,3}$")
_NEEDS = ("need", "requir", "lack", "short of")
_NEED_AFTER = re.compile(
    r"[^.;]{0,12}\b(?:is|are|was|were|will be|would be)? ?(?<!if )(?<!as )(?:needed|required|"
    r"necessary)\b|"
    r"[^.;]{0,20}\b(?:of|in) (?:the )?(?:frozen|immobili[sz]ed|seized)\b"
)
_FOR_OWN = re.compile(
    r"[^,.;]{0,25}?\b(?:for|on|in) (?:(?:its|the|their|own|national|"
    r"domestic)\s+)*(?:defen[cs]e|military(?! (?:support|aid|assistance|help))|armed forces|"
    r"rearmament|army|navy|troops|forces|"
    r"education|health|social security|pensions|households|tax cuts|infrastructure at home)\b"
)

_HOLDS = re.compile(
    r"[^.;]{0,40}?\b(?:includes?|included|including|contains?|contained|containing|has|"
    r"foresees|provides|sets aside)\s+"
    r"(?:\w+\s+){0,2}$"
)
_PAID_FOR = re.compile(
    r"\s+for\s+(?:an?|the|its|their)\s+(?:[\w-]+\s+){0,3}(?:stake|shares?|licen[cs]e|acquisition|"
    r"takeover|contract)\b"
)
_WORTH_OF_GOODS = frozenset(["cost", "price", "price tag", "costing"])
_EARNING = frozenset("earn earns earned earning export exported exports trade traded".split())
_SOURCE = re.compile(
    r"\s*(?:from|out of|funded by|backed by|secured (?:on|by)|financed from)\s+(?:the\s+)?"
    r"(?:[\w-]+\s+)?(?:profits|proceeds|interest|windfall|earnings|revenues?)\b"
)
_IS_SET = re.compile(r"\s*(?:is|are|was|were|has been|have been|will be)\b")
_UP = re.compile(r",\s+(?:up|down)\s+(?:by\s+)?(?:about\s+)?$")
_THAN_BEFORE = re.compile(
    r"\s*(?:more|less|higher|lower|up|down)\s+(?:than|on|from)\s+"
    r"(?:this|last|a|the|in)\b"
)


def find_no_aid(s: Setting) -> Kind | None:
    """Return the kind "other" where the figure is no aid, None where it may be."""
    actor = find_no_state(s)
    if actor is not None:
        return _not_aid(actor)
    words = s.words_before(60)
    if any(map(words.__contains__, _NEEDS)) and _NEEDS_SO_MUCH.search(words):
        return _not_aid("a need, no giving")
    if _comes_to(s):
        return _belongs(s)
    head = s.head_after()
    if head is not None:
        return _not_aid(f"counts {head.phrase}") if head.sense == "not_aid" else None
    for rule in (
        _feeds_the_war,
        _belongs,
        _lacks_or_needs,
        _loses,
        _stands_with,
        _differs,
        _for_itself,
    ):
        kind = rule(s)
        if kind is not None:
            return kind
    return None


def _comes_to(s: Setting) -> bool:
    """Tell "the gross domestic product came to …": the subject says what it is."""
    before, predicate = s.head_before(), s.predicate
    return (
        predicate is not None
        and predicate.verb.sense == "amount"
        and before is not None
        and before.sense == "not_aid"
        and before.end <= predicate.verb.start
    )


def _not_aid(rule: str) -> Kind:
    return Kind("other", "not_aid", rule)


def _aid_verbs(s: Setting) -> list[Cue]:
    return s.before("promise", "give", "pay", "receive")


def _feeds_the_war(s: Setting) -> Kind | None:
    """Tell "paid Moscow €85 billion" and "$5 billion to Russia"."""
    actors = read_actors()
    for m in s.mentions:
        if actors[m.actor].role != "adversary":
            continue
        if 0 < s.amount.start - m.end <= 2 and s.before("pay", "give", "lose", reach=40):
            return _not_aid(f"goes to {m.actor}")
        if 0 < m.start - s.amount.end < 40 and s.lowered[s.amount.end : m.start].endswith(
            (" to ", " to the ")
        ):
            return _not_aid(f"goes to {m.actor}")
    return None


def _belongs(s: Setting) -> Kind | None:
    before = s.head_before()
    if before is None or before.sense != "not_aid":
        return None
    if any(verb.start > before.end for verb in _aid_verbs(s)) or _holds_aid(s, before):
        return None
    p = s.predicate
    if p and p.verb.sense in ("give", "pay") and p.subjects and before.phrase in _WORTH_OF_GOODS:
        return None  # "handed over rails, total cost 8.5 million"
    if before.phrase == "budget of" and s.after("programme", reach=40) and s.names_receiver():
        return None  # "with a budget of €50 billion, the Ukraine Facility …"
    if s.predicate is not None and s.predicate.verb.sense == "sign" and s.predicate.subjects:
        if before.phrase in ("contract", "contracts") and names_receiver_after(s):
            return None  # an ambassador signs contracts of grants
    return _not_aid(f"belongs to {before.phrase}")


def _holds_aid(s: Setting, budget: Cue) -> bool:
    """Tell "The budget includes ¥10 billion to help Ukraine clear mines"."""
    if (
        _IS_SET.match(s.words_after(24))
        and s.after("promise", reach=24)
        and names_receiver_after(s)
    ):
        return True  # "in the budget, €5.4 billion is set aside for Ukraine"
    holding = _HOLDS.match(s.lowered, budget.end, s.amount.start)
    return holding is not None and names_receiver_after(s)


def _lacks_or_needs(s: Setting) -> Kind | None:
    lack = _LACK.search(s.words_before(80))
    if lack and not s.crosses(s.amount.start - len(lack.group()), s.amount.start):
        return _not_aid("the size of a lack")
    if s.before("promise", "pay") or s.is_next_item():
        return None
    if _NEED_BEFORE.search(s.words_before(120)) or _NEED_AFTER.match(s.words_after(50)):
        return _not_aid("a need or a holding, no giving")
    return None


def _loses(s: Setting) -> Kind | None:
    losing = s.before("lose", reach=60)
    if not losing:
        return None
    p = s.predicate
    if p is not None and p.verb.phrase in _EARNING and p.verb.start == losing[-1].start:
        return _not_aid(f"{p.verb.phrase} is no giving")
    purpose = [verb for verb in s.after("give", reach=12) if verb.form == "base"]
    if purpose and s.names_receiver():
        return None  # "will spend £350 million to deliver drones"
    if _aid_verbs(s) or s.before("aid", reach=60) or names_receiver_after(s):
        return None
    return _not_aid(f"{losing[-1].phrase} is no giving")


def _stands_with(s: Setting) -> Kind | None:
    after, paid = s.after("not_aid", reach=25), _PAID_FOR.match(s.words_after(60))
    if not (after or paid) or MOVED_AFTER.match(s.words_after(90)):
        return None  # "¥15 billion reached Ukraine's state budget"
    if paid:
        return _not_aid("a purchase")
    if _SOURCE.match(s.words_after(60)):
        return None  # "$3 billion from the profits of Russian assets"
    if _aid_verbs(s) or s.before("aid") or s.after("aid", reach=40):
        return None
    return _not_aid(f"stands with {after[0].phrase}")


def _differs(s: Setting) -> Kind | None:
    """Tell how far one budget differs from another: "¥340 billion more than this year"."""
    if _UP.search(s.words_before(16)) and s.before("not_aid", clause=False):
        return _not_aid("how far a budget differs from another")
    if not _THAN_BEFORE.match(s.words_after(40)) or _names_receiver_here(s):
        return None
    if not s.before("not_aid", clause=False) or s.before("aid", clause=False):
        return None
    return _not_aid("how far a budget differs from another")


def _for_itself(s: Setting) -> Kind | None:
    own = _FOR_OWN.match(s.words_after(60))
    if own is None or _names_receiver_here(s) or s.before("aid"):
        return None
    return _not_aid(f"“{own.group().strip()}”: for itself")


def _names_receiver_here(s: Setting) -> bool:
    actors = read_actors()
    return any(actors[m.actor].role == "recipient" for m in s.mentions)


def names_receiver_after(s: Setting) -> bool:
    """Tell whether somebody who receives aid is named right behind the figure."""
    return any(m.start < s.clause[1] for m in s.receivers_behind(60))
