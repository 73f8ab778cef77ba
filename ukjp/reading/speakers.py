"""Who says so: the person or body a sentence names as the source of what it states."""

from __future__ import annotations

import re

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
    rf"\b(?:{_SAYING}|according to|by)\s+(?:(?:the|a|an|Ukrainian|Japanese|[A-Z]\w+)\s+)*?"
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
_NOT_PEOPLE = frozenset(
    "It He She They We I This That The These Those There On In At As But And While However Since".split()
)


def find_speaker(text: str, sentence: Sentence, at: int) -> str | None:
    """Return who the sentence says states it, with the full name the article gives elsewhere."""
    words = text[sentence.start : sentence.end]
    if len(words) > 2000:
        words = text[max(sentence.start, at - 600) : min(sentence.end, at + 600)]
    match = _AFTER_NAME.search(words) or _BEFORE_NAME.search(words)
    if match is None:
        return None
    name = _TITLES.sub("", match.group(1)).strip(" ,.'’")
    name = re.sub(r"['’]s$", "", name)
    if not name or name.split()[0] in _NOT_PEOPLE:
        return None
    return _full_name(text, name)


def _full_name(text: str, name: str) -> str:
    """Return "Volodymyr Zelensky" for "Zelensky" where the text says so once."""
    if " " in name:
        return name
    head = text[:20_000]
    for match in re.finditer(rf"\b([A-ZÀ-ÞĀ-Ž][a-zà-ž'’-]+)\s+{re.escape(name)}\b", head):
        if not _TITLES.match(match.group(1) + " "):
            return f"{match.group(1)} {name}"
    return name
