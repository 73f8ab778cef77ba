"""Who says so: the person or body a sentence names as the source of what it states."""

from __future__ import annotations

import re

from ukjp.actors import read_actors
from ukjp.reading.cleaning import Sentence

_NAME = r"[A-ZÀ-ÞĀ-Ž][\w'’.-]*(?:\s+(?:de|von|der|van|al|bin|of|[A-ZÀ-ÞĀ-Ž][\w'’.-]*)){0,3}"
_SAYING = (
    r"(?:said|says|told|noted|added|wrote|stated|announced|announces|stressed|reported|"
    r"disclosed|revealed|"
    r"recalled|declared|confirmed|pledged|promised|emphasi[sz]ed|expressed|thanked|tweeted|posted)"
)
_AFTER_NAME = re.compile(
    rf"({_NAME}),?(?:\s+[^,.;]{{0,60}},)?\s+(?:also |has |have |had |further |on \w+ )?{_SAYING}\b"
)
_BEFORE_NAME = re.compile(
    rf"\b(?:{_SAYING}|according to)\s+(?:(?:the|a|an|Ukrainian|Japanese|[A-Z]\w+)\s+)*?"
    rf"(?:(?:president|prime minister|minister|chief cabinet secretary|spokesman|spokeswoman|"
    rf"ambassador)\s+)?({_NAME})",
)
_TITLES = re.compile(
    r"^(?:(?:The|A|An|President|Prime|Deputy|First|Vice|Foreign|Finance|Defen[cs]e|Minister|Mr|"
    r"Mrs|Ms|Dr|Chief|"
    r"Cabinet|Secretary|Ambassador|Chancellor|Premier|Ukrainian|Japanese|Norwegian|Canadian|"
    r"British|U\.S\.|US|"
    r"Japan|Ukraine|On|In|But|And|PM|Premier|Head|Leader)(?:['’]s)?\.?\s+)+"
)
# A word with a capital right before a name, and how far back it can begin.
_FIRST_NAME = re.compile(r"\b([A-ZÀ-ÞĀ-Ž][a-zà-ž'’-]+)\s+$")
_FIRST_NAME_REACH, _HEAD = 60, 20_000
_LONG = 1200
_NOT_PEOPLE = frozenset(
    "It He She They We I You This That The These Those There On In At As But And While However "
    "Since Despite After Before For With When Where Although Though Because If According "
    "Following".split()
)


class Speakers:
    """Who states the sentences of one text; each sentence and each name is looked up once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._by_sentence: dict[tuple[int, int], str | None] = {}
        self._full_names: dict[str, str] = {}

    def of(self, sentence: Sentence, at: int) -> str | None:
        """Return who the sentence says states it, with the full name the article gives elsewhere.

        Of a very long sentence only the words around the offset `at` are looked at.
        """
        low, high = sentence.start, sentence.end
        if high - low > _LONG:
            low, high = max(low, at - _LONG // 2), min(high, at + _LONG // 2)
        if (low, high) not in self._by_sentence:
            self._by_sentence[low, high] = self._find(low, high)
        return self._by_sentence[low, high]

    def _find(self, low: int, high: int) -> str | None:
        for pattern in (_AFTER_NAME, _BEFORE_NAME):
            for match in pattern.finditer(self._text, low, high):
                name = _clean_name(match.group(1))
                if name is not None:
                    return self._full_name(name)
        return None

    def _full_name(self, name: str) -> str:
        if name not in self._full_names:
            self._full_names[name] = _full_name(self._text, name)
        return self._full_names[name]


def _clean_name(words: str) -> str | None:
    """Return the name without titles, None where the words are no name of a speaker."""
    name = re.sub(r"['’]s$", "", _TITLES.sub("", words).strip(" ,.'’"))
    if len(name) < 3 or name.split()[0] in _NOT_PEOPLE or name in read_actors():
        return None
    return name


def _full_name(text: str, name: str) -> str:
    """Return "Volodymyr Zelensky" for "Zelensky" where the text says so once."""
    if " " in name:
        return name
    at = text.find(name, 0, _HEAD)
    while at >= 0:
        first = _FIRST_NAME.search(text, max(0, at - _FIRST_NAME_REACH), at)
        end = at + len(name)
        if first and not text[end : end + 1].isalnum() and not _TITLES.match(first.group(1) + " "):
            return f"{first.group(1)} {name}"
        at = text.find(name, end, _HEAD)
    return name
