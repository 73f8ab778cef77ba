"""Amounts whose currency was said earlier in the sentence: "$4 billion, down from 8 billion".

A list needs nothing but connectors between its numbers; here whole clauses stand between, so that
words must show that money goes on. A country of 40 million stays a country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from ukjp.reading.amount_lists import MONEY_NOUN, ROUGHLY, Quantity

_REACH = 160
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+[\"“‘(]?[A-Z]|\n\s*\n|\r\n\s*\r\n")
_LEADS_ON = re.compile(
    rf"(?:\b(?:(?:down|up|increase|rise|jump|drop|cut),?\s+from|compared\s+(?:with|to)|versus|"
    r"a\s+further|another|(?:an\s+)?(?:additional|extra)|including|of\s+which|worth|plus|"
    r"(?:bringing|taking|raising|lifting|pushing|increasing|reducing|cutting)\b[^.;!?]{0,50}\bto)"
    rf"|,\s*from)\s+{ROUGHLY}$"
)
_SHARED_OUT = re.compile(r"\b[Oo]f\s+(?:the|that|this|its|those)\s+(?:[a-z]+\s+){0,2}(?:of\s+)?$")
_NEXT_SHARE = re.compile(rf"(?:,\s*(?:and\s+)?|\sand\s+|[.;]\s+[A-Z][a-z]+\s+){ROUGHLY}$")
_PART = re.compile(rf"\b(?:part|share|portion|rest|remainder|half|tranche|most),\s+{ROUGHLY}$")
_REMAINING = re.compile(
    rf"[.;:]\s+(?:[Aa](?:\s+further|nother|n\s+additional|n\s+extra)|[Tt]he\s+(?:remaining|other|"
    rf"rest,))\s+{ROUGHLY}$"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_TAIL = re.compile(
    r"\s*(?:$|[.,;:!?)\]\"”’]|(?:respectively|annually|earlier|more|each|arrived|went|was|were|is|"
    r"had|has|have|will|would|came|goes|a\s+year|per\s+year|"
    r"(?:this|last|next|the\s+previous|the\s+following)\s+(?:year|month|week|quarter)|"
    rf"in\s+(?:[0-9]|{_MONTH}|the\s|early|late|mid|each|{MONEY_NOUN})|"
    r"(?:for|to|from|by|since)\s+(?:[A-Z0-9]|the\s|this\s|next\s|last\s)"
    rf")|(?:\w+\s+)?{MONEY_NOUN})"
)
# What is done with money and not with people.
_SPENT = re.compile(
    r"\s*(?:(?:will|would|is|was|are|were|has|have|had|to)\s+(?:been\s+|be\s+|also\s+)?"
    r"(?:go|cover|intended|earmarked|allocated|spent|used|set\s+aside|meant|disbursed|paid|come|"
    r"provided|given|directed|released|transferred|finance|fund|pay|support|help)\b|went\s+(?:to|on)"
    rf"|(?:in|as|of)\s+(?:\w+\s+)?{MONEY_NOUN}|(?:for|to)\s+[a-z]+(?:\s+[a-z]+)?\s*[.,;])"
)
_PARTITIVE = re.compile(
    r"\s+of\s+(?:which|that|this|it|the\s+(?:money|sum|total|amount|funds?|package|loan|aid))\b"
)
_BILLIONS = re.compile(r"[0-9]\s?(?:bn|mn|bln|mln|tn|trn)$", re.IGNORECASE)
_PUT_AT = re.compile(rf"\b(?:at|to|by|of|from|worth)\s+{ROUGHLY}$")


def carry_far(text: str, runs: Iterable[list[Quantity]]) -> list[Quantity]:
    """Return the quantities that are money; a bare number may go on with the one before it."""
    money: list[Quantity] = []
    anchor: Quantity | None = None
    shared = False
    for quantity in chain.from_iterable(runs):
        if quantity.currency:
            anchor, shared = quantity, not quantity.side
            money.append(quantity)
        elif anchor is not None and _continues(text, anchor, quantity, shared=shared):
            anchor, shared = quantity._replace(currency=anchor.currency, basis=anchor.basis), True
            money.append(anchor)
        elif quantity.number.scaled:
            # Something else is counted now: "6 million refugees, up from 3 million".
            anchor = None
    return money


def _continues(text: str, anchor: Quantity, number: Quantity, *, shared: bool) -> bool:
    """Tell whether a bare number goes on with the money of `anchor`, earlier in its sentence.

    `shared` says that `anchor` itself was such a number, one share of several.
    """
    start, end = number.start, number.end
    if not number.number.scaled or not 0 < start - anchor.end <= _REACH:
        return False
    ahead = min(len(text), end + 60)
    if _PARTITIVE.match(text, end, ahead):
        return True
    low = max(anchor.end, start - 90)
    spent = _SPENT.match(text, end, ahead) is not None
    if _SENTENCE_END.search(text, anchor.end, start):
        follows = _REMAINING.search(text, low, start) or (
            shared and _NEXT_SHARE.search(text, low, start)
        )
        return spent and bool(follows)
    if not spent and _TAIL.match(text, end, ahead) is None:
        return False
    return _is_led_to(text, anchor, low, number, shared=shared)


def _is_led_to(text: str, anchor: Quantity, low: int, number: Quantity, *, shared: bool) -> bool:
    start = number.start
    if _LEADS_ON.search(text, low, start) or _PART.search(text, low, start):
        return True
    if _BILLIONS.search(text, start, number.end) and _PUT_AT.search(text, low, start):
        return True
    shares = shared or _SHARED_OUT.search(text, max(0, anchor.start - 40), anchor.start)
    return bool(shares) and _NEXT_SHARE.search(text, low, start) is not None
