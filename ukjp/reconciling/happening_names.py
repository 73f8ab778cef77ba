"""What a happening is called: names and ordinals in its words, and whether two can be one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1
    )
}
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b|\b(" + "|".join(ORDINALS) + r")\b", re.I)
_NAME = re.compile(r"\b[A-Z][\w’'-]*[A-Za-z0-9]\b")
_NAME_WORDS = 8
_REMEMBERED = 8192
"""Wordings kept in memory with what was read from them."""


@lru_cache(_REMEMBERED)
def words_of_cell(cell: str) -> frozenset[str]:
    """Return the names that a cell joins by semicolons."""
    return frozenset(word.strip() for word in cell.split(";") if word.strip())


@lru_cache(_REMEMBERED)
def ordinals_in(what: str) -> frozenset[str]:
    """Return the ordinals in words, as digits: "1" for "first" and "1st"."""
    return frozenset(digits or ORDINALS[word.lower()] for digits, word in _ORDINAL.findall(what))


def ordinal_of(row: Mapping[str, Any]) -> int | None:
    """Return the number of a round of talks, where the words give exactly one."""
    found = ordinals_in(f"{row['what']} {row['quote']}")
    return int(next(iter(found))) if len(found) == 1 else None


def names_in(row: Mapping[str, Any], parties: frozenset[str]) -> frozenset[str]:
    """Return the proper names in an event's words, the parties' own names left out."""
    common = {word for party in parties for word in party.split()}
    return _name_words(row["what"], row["place"]) - common


@lru_cache(_REMEMBERED)
def _name_words(what: str, place: str) -> frozenset[str]:
    first, *rest = what.split() or [""]
    words = set(_NAME.findall(" ".join(rest)))
    # The first word is written large anyhow: only capitals further in ("G7") make it a name.
    if any(letter.isupper() or letter.isdigit() for letter in first[1:]):
        words.add(first)
    return frozenset(words.union(_NAME.findall(place)))


def contradict(one: frozenset[str], two: frozenset[str]) -> bool:
    """Tell whether both name something and share nothing."""
    return bool(one) and bool(two) and one.isdisjoint(two)


def is_name(words: str) -> bool:
    """Tell whether words can stand as a happening's name, or are a piece of a sentence."""
    return 0 < len(words.split()) <= _NAME_WORDS and not words.endswith(("…", "...", "."))
