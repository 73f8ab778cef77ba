"""Money that no state gives: everyday sums, whole budgets, gifts of companies and people, debts."""

from __future__ import annotations

import math
import re

from ukjp.reading.settings import PER_DOLLAR, Setting
from ukjp.reading.subjects import names_private

_SPENDING = frozenset(["give", "promise", "pay", "sign", "lose"])
_WITH_GIVER = re.compile(r"\b(?:with|from)\b")
_FROM_BEHIND = re.compile(r"[^.;]{0,70}?\bfrom\b")
_FROM_WHOM = re.compile(r"[^,.;]{0,30}?\b(?:from|by)\s+((?:[\w'’.&-]+\s*){1,6})")
_FIRM_SAYS = re.compile(
    r"\b(?:the|its) (?:company|firm|maker|manufacturer|carmaker|foundation|charity|start-?up|"
    r"retailer|chief executive)\s+(?:said|says|announced|added|told)\b"
)
_OWES = re.compile(r"\bow(?:es?|ed|ing)\b[^.;]{0,60}$")
_COLLECTED = re.compile(
    r"\b(?:donations|fundrais\w+|crowdfund\w+)\b[^.;]{0,30}\b(?:embassy|public|citizens|people|"
    r"individuals|readers|appeal)\b[^.;]{0,50}$"
)
# States give no less (in dollars).
_SMALL = 25_000
# What no state that counts in this money has given altogether, by far.
_LARGE = {"JPY": 5e12, "KRW": 2e13}


def find_no_state(s: Setting) -> str | None:
    """Return in words why no state gives this figure, None where one may."""
    size = s.amount.amount_max or s.amount.amount
    if size <= _SMALL * PER_DOLLAR.get(s.amount.currency, 1):
        return "too small for a state's aid"
    if size >= _LARGE.get(s.amount.currency, math.inf):
        return "too large for aid: a budget"
    if _from_private(s):
        return "from a company or a foundation, no state"
    if _done_privately(s):
        return "a company or a person does it, no state"
    words = s.words_before(90)
    if " ow" in words and _OWES.search(words):
        return "a debt, no giving"
    if ("donations" in words or "fund" in words) and _COLLECTED.search(words):
        return "gifts of private people"
    return "a receiver's own money" if _receiver_spends(s) else None


def _done_privately(s: Setting) -> bool:
    """Tell "the firm has invested", not "farmers received $5 million from Japan"."""
    p = s.predicate
    if p is None or not (p.private or _says_a_firm(s)):
        return False
    return p.verb.sense != "receive" or not _FROM_BEHIND.match(s.words_after(90))


def _says_a_firm(s: Setting) -> bool:
    """Tell "Kubota has shipped tractors, the maker said"."""
    if s.predicate is None or s.predicate.subjects:
        return False
    return _FIRM_SAYS.search(s.lowered, s.sentence.start, s.sentence.end) is not None


def _receiver_spends(s: Setting) -> bool:
    """Tell "Ukraine's agency signed a deal for $710 million", where nothing speaks of aid."""
    p = s.predicate
    if p is None or not p.receives or p.verb.sense not in _SPENDING:
        return False
    if s.before("aid", "tranche", clause=False) or s.after("aid", "tranche"):
        return False
    return not _FROM_BEHIND.match(s.words_after(90)) and not _WITH_GIVER.search(
        s.lowered, p.verb.end, s.amount.start
    )


def _from_private(s: Setting) -> bool:
    """Tell "a $150,000 gift from the Halden Trust"."""
    source = _FROM_WHOM.match(s.words_after(90))
    if source is None or not names_private(source.group(1) or ""):
        return False
    end = s.amount.end
    return not any(end <= m.start < end + source.end() for m in s.mentions)
