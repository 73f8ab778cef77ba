"""The words beside a date: what tells "15 June" from "June 15 countries" and 2000 from a count."""

from __future__ import annotations

import re
from typing import NamedTuple

from ukjp.reading.calendar_words import FUNCTION_WORDS

# Characters that join a number to an address, a version or another number.
JOINED = frozenset("./:#_=@&,\\")
_NEXT_WORD = re.compile(r"[\s]+([a-z]+(?:-[a-z]+)?)")
_LAST_WORD = re.compile(r"([a-z.&]+)[\s(\"“‘'—–-]*$")
_ADDRESS = re.compile(r"(?:://|www\.)\S{1,280}$")
MEASURES = frozenset(
    "km kilometers kilometres miles meters metres feet kg tons tonnes hours mm people percent per "
    "million billion trillion yen dollars euros hryvnias kroner troops soldiers".split()
)


class Words(NamedTuple):
    """An expression as the grammar matched it, with the text and the lowered text around it."""

    match: re.Match[str]
    text: str
    low: str


def word_after(low: str, end: int) -> str:
    """Return the word behind an offset, "" where something else stands there."""
    match = _NEXT_WORD.match(low, end, end + 24)
    return match[1] if match else ""


def word_before(low: str, start: int) -> str:
    """Return the word in front of an offset, "" where something else stands there."""
    match = _LAST_WORD.search(low, max(0, start - 24), start)
    return match[1] if match else ""


def counts_something(low: str, end: int) -> bool:
    """Tell a number from a date: "15 countries", "2000 troops"."""
    word = word_after(low, end)
    return word in MEASURES or (len(word) > 3 and word[-1] == "s" and word not in FUNCTION_WORDS)


def in_address(low: str, start: int) -> bool:
    """Whether an offset lies in a web address."""
    return _ADDRESS.search(low, max(0, start - 300), start) is not None


_PARTS = {"beginning": "start", "close": "end", "first half": "half1", "second half": "half2"}


def part_of_period(words: str) -> str:
    """Return early, mid, late, start, end, half1, … for the words that say so."""
    plain = " ".join(word for word in words.split() if word not in ("the", "very"))
    return _PARTS.get(plain, plain)
