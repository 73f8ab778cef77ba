"""Amounts that give another amount in a second currency: "15.8 billion yen ($105 million)"."""

from __future__ import annotations

import re

from ukjp.reading.amount_lists import Quantity

_ROUGHLY = (
    r"(?:(?:or|i\.e\.,?|about|around|roughly|approximately|approx\.?|circa|ca?\.|some|nearly|"
    r"almost|over|more than|just over|just under|well over|slightly (?:more|less) than|"
    r"a little (?:more|less|over|under)(?: than)?|less than|close to|an estimated|up to|at least|"
    r"equivalent (?:to|of)|equal to|the equivalent of|equals|worth|currently|then|now|today|"
    r"that is|at the time|[=~≈≅+])[\s,]*){0,4}"
).replace(" ", r"\s{1,3}")
# Behind these words the bracket is somebody else's: "£2.5bn, followed by France (€3bn)".
_BRACKET = re.compile(
    r"(?!,\s(?:followed|while|whereas|with|against|compared|and)\b)"
    rf"[^().;:!?\d\[\]\r\n]{{0,40}}\s{{0,24}}[(\[]\s*{_ROUGHLY}"
)
_SAID = re.compile(
    r"(?:[^().;:!?\d\[\]\r\n]{0,40},|\s?\([^()\r\n]{0,60}\),?|\s?[–—-]?)\s*(?:or|i\.e\.,?|equivalent\s+to|"
    r"equal\s+to|equals|(?:the|an)\s+equivalent\s+of|"
    r"equating\s+to|that\s+is,?|worth|amounting\s+to|converted\s+to|converting\s+to|which\s+(?:is|was|equals|"
    rf"amounts\s+to)|[=≈~/])\s*{_ROUGHLY}"
)
_APPOSED = re.compile(
    r"\s?(?:,|–|—|\s-)\s*(?:about|around|roughly|approximately|approx\.?|some|nearly|almost|"
    r"just\s+(?:over|under)|more\s+than|over|close\s+to|an\s+estimated)\s+"
)
_APPOSED_LATER = re.compile(
    r"\s[^().;:!?\d\[\]\r\n,]{1,40},\s(?:about|around|roughly|approximately|some)\s+"
)
_NEXT_IN_BRACKET = re.compile(rf"\s?(?:[,;/]|\s(?:or|and)|,\s(?:or|and))\s*{_ROUGHLY}")
_REACH = 110


def find_conversions(text: str, quantities: list[Quantity]) -> list[int | None]:
    """Return for each quantity the index of the one it converts, or None."""
    converted: list[int | None] = [None] * len(quantities)
    bracketed = False
    for at in range(1, len(quantities)):
        left, right = quantities[at - 1], quantities[at]
        if not 0 < right.start - left.end <= _REACH:
            bracketed = False
            continue
        source = converted[at - 1]
        if (
            bracketed
            and source is not None
            and quantities[source].currency != right.currency
            and _NEXT_IN_BRACKET.fullmatch(text, left.end, right.start)
        ):
            converted[at] = source
            continue
        bracketed = False
        # "$1 = 10.9 crowns" is a rate.
        if left.currency == right.currency or left.value == 1:
            continue
        bracketed = _BRACKET.fullmatch(text, left.end, right.start) is not None
        if bracketed or _is_said(text, left.end, right.start):
            converted[at] = at - 1
    return converted


def _is_said(text: str, end: int, start: int) -> bool:
    return (
        _SAID.fullmatch(text, end, start) is not None
        or _APPOSED.fullmatch(text, end, start) is not None
        or _APPOSED_LATER.fullmatch(text, end, start) is not None
    )
