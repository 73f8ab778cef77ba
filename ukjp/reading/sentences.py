"""Cut blocks into sentences, knowing the abbreviations that newspapers use."""

from __future__ import annotations

import re

from ukjp.reading.cleaning import Block, Sentence

# A run of stops is tried once, from its first: long rows of dots cost no more than words do.
_STOP = re.compile(
    r"[.!?…](?<![.!?…]{2})[.!?…]*+"
    r"(?:[\"”’'»)\]]*+(?=\s++[\"“‘'«(\[$€£¥]*[A-Z0-9À-ÞА-ЯІЇЄҐ$€£¥])|(?<=[.!?])[\"”’]*+(?=\n))"
)
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col sgt maj capt sen rep gov pres st jan feb mar apr jun jul aug sep "
    "sept oct nov dec mon tue tues wed thu thur thurs fri sat sun no nos vs etc inc ltd co corp "
    "approx est ca fig jr sr rev hon u.s u.k u.n e.u e.g i.e a.m p.m s d.c ed al cf".split()
)
_LAST_WORD = re.compile(r"[\w.]+$")


def split_sentences(text: str, blocks: list[Block]) -> list[Sentence]:
    """Return the sentences of all blocks in order; a sentence never crosses two blocks."""
    found: list[Sentence] = []
    for block in blocks:
        start = block.start
        for stop in _STOP.finditer(text, block.start, block.end):
            if _is_abbreviation(text, start, stop):
                continue
            found.append(Sentence(start, stop.end(), block.role))
            start = stop.end()
            while start < block.end and text[start].isspace():
                start += 1
        if start < block.end:
            found.append(Sentence(start, block.end, block.role))
    return found


def _is_abbreviation(text: str, start: int, stop: re.Match[str]) -> bool:
    """Tell "U.S. Senate" and "Oct. 7" from the end of a sentence."""
    if stop.group() != ".":
        return False
    word = _LAST_WORD.search(text, max(start, stop.start() - 12), stop.start())
    if word is None:
        return False
    last = word.group().lower()
    if last in ("u.s", "u.k", "u.n", "e.u", "a.m", "p.m", "s", "inc", "co", "ltd", "corp", "no"):
        return not _starts_new_sentence(text, stop.end()) or last == "no"
    return last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last != "i")


_OPENERS = frozenset("The A An It He She They We This That In On At But And However While".split())


def _starts_new_sentence(text: str, end: int) -> bool:
    following = re.match(r"\s+[\"“]?(\w+)", text[end : end + 24])
    return following is not None and following.group(1) in _OPENERS
