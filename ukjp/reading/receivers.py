"""Who receives a figure: every actor of the sentence weighed by what stands next to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ukjp.actors import Mention, read_actors
from ukjp.reading.settings import Setting

_STATE = (
    r"(?:(?:the|war-torn|war-ravaged|neighbou?ring|embattled|both|its|their|ally|"
    r"government of)\s+)*$"
)
TO = re.compile(
    r"(?:\bto|\bfor|\btowards?|\bsupport(?:s|ed|ing)?(?: of| for| to)?|\bhelp(?:s|ed|ing)?|"
    r"\bassist(?:s|ed|ing)?|"
    r"\bprovid(?:e|es|ed|ing)|\bgiv(?:e|es|ing)|\bgave|\bgiven|\bgrant(?:s|ed|ing)?|"
    r"\bsupply(?:ing)?|"
    r"\bsupplied|\blend(?:ing|s)?|\blent|\boffer(?:s|ed|ing)?|\bsend(?:ing|s)?|\bsent|"
    r"\baid(?:ing)?|\bback(?:s|ing)?|"
    r"\brebuild(?:ing)?|\bpledged|\bpromised|\ballocated?|\bbenefit of|\bbehalf of|"
    r"\bfund(?:ing)?)\s+" + _STATE
)
_IN = re.compile(r"\b(?:in|inside|on|across)\s+" + _STATE)
_NEIGHBOURING = re.compile(r"['’]s (?:\w+ )?neighbou?r")
_NOT_GIVEN_TO = re.compile(
    r"\b(?:close|closer|next|near|compared|thanks|due|owing|according|equal|equivalent|similar|"
    r"relative|second|only|visit|trip|exports?|ambassador|sales|ties|as)\s+to\s+" + _STATE
)
HOSTILE = re.compile(
    r"\s*+(?:['’]s?)?\s*+(?:full-scale|ongoing|unprovoked|brutal|illegal|military|war of|"
    r"large-scale|all-out|"
    r"central bank|sovereign|state|frozen|immobili[sz]ed)?\s*+(?:invasion|war|aggression|attack|"
    r"assault|assets?|"
    r"occupation|offensive|missile|strike|force|troop|army|soldier|shelling|drone|bomb|reserve)"
)
_RECEIVES = re.compile(
    r"(?:['’]s\s+(?:government|state budget|budget|finance ministry|"
    r"ministry of finance))?\s+(?:has|have|had|will|"
    r"is to|would|already)?\s*(?:\w+ly\s+)?(?:also\s+|already\s+)?(?:received?s?|receiving|"
    r"gets?|got|obtain(?:s|ed)?|"
    r"secured?s?|attract(?:s|ed)|raised|borrow(?:s|ed)?|is receiving|be given|was given|expects?)\b"
)
_POSSESSED = re.compile(
    r"['’]s?\s+(?:\w+[\s-]+){0,3}(?:recovery|reconstruction|budget|needs?|economy|energy|power|"
    r"defen[cs]e|army|armed|"
    r"people|resilience|war effort|state|government|agricultur\w+|rebuilding|children|"
    r"population|military|"
    r"infrastructure)\b"
)


def is_hostile(s: Setting, m: Mention) -> bool:
    """Tell who wages the war, and words such as "Ukraine war" that name no actor."""
    if read_actors()[m.actor].role == "adversary":
        return True
    return (
        bool(HOSTILE.match(s.lowered, m.end))
        or s.lowered[max(0, m.start - 8) : m.start] == "against "
    )


def pick_recipient(s: Setting, here: Sequence[Mention]) -> str | None:
    """Return the receiver named in the sentence, None where it names none."""
    best: tuple[float, str | None] = (0.0, None)
    p = s.predicate
    getting = p.subjects if p is not None and p.verb.sense == "receive" else ()
    for m in here:
        # "Poland, which hosts refugees, got …"
        score = 4.0 if m in getting else _receiver_score(s, m)
        if not s.clause[0] <= m.start < s.clause[1]:
            score -= 1.0
        if s.crosses(min(m.start, s.amount.end), max(m.start, s.amount.start)):
            score -= 0.7
        score -= min(abs(m.start - s.amount.end), abs(s.amount.start - m.end)) / 200
        if score > best[0]:
            best = (score, m.actor)
    return best[1]


def _receiver_score(s: Setting, m: Mention) -> float:
    usual = read_actors()[m.actor].role == "recipient"
    low = max(s.sentence.start, m.start - 44)
    if _NEIGHBOURING.match(s.lowered, m.end):
        return 0.0
    if not usual and _NOT_GIVEN_TO.search(s.lowered, low, m.start):
        return 0.0
    if usual and s.lowered[m.end : s.amount.start].isspace():
        return 4.5  # "Moldova gets 10 million euros and Ukraine 45 million"
    if _RECEIVES.match(s.lowered, m.end):
        return 4.0 if usual else 1.5 if read_actors()[m.actor].kind == "state" else 0.0
    if TO.search(s.lowered, low, m.start):
        score = 3.0 if usual else 2.0
        if m.form == "adjective":
            score -= 1.2
        return score if read_actors()[m.actor].kind == "state" else 0.0
    if not usual:
        return 0.0
    if _IN.search(s.lowered, low, m.start):
        return 2.2
    if _POSSESSED.match(s.lowered, m.end):
        return 2.0
    return 1.4 if m.form != "person" else 0.8
