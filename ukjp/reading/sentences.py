"""Cut blocks into sentences, knowing the abbreviations that newspapers use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ukjp.reading.cleaning import Block, Sentence

# A run of stops is tried once, from its first: long rows of dots cost no more than words do.
_STOP = re.compile(
    r"[.!?…](?<![.!?…]{2})[.!?…]*+"
    r"(?:[\"”’'»)\]]*+(?=\s++[\"“‘'«(\[$€£¥]*[A-Z0-9À-ÞА-ЯІЇЄҐ$€£¥])|(?<=[.!?])[\"”’]*+(?=\n))"
)
_LONGEST = 1200
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col sgt maj capt sen rep gov pres st jan feb mar apr jun jul aug sep "
    "sept oct nov dec mon tue tues wed thu thur thurs fri sat sun no nos vs etc inc ltd co corp "
    "approx est ca fig jr sr rev hon u.s u.k u.n e.u e.g i.e a.m p.m s d.c ed al cf".split()
)
_LAST_WORD = re.compile(r"[\w.]+$")


def split_sentences(text: str, blocks: list[Block]) -> list[Sentence]:
    """Return the sentences of all blocks in order; a sentence never crosses two blocks.

    What goes on for longer than any sentence, such as a table in one line, comes in pieces.
    """
    found: list[Sentence] = []
    for block in blocks:
        start = block.start
        for stop in _STOP.finditer(text, block.start, block.end):
            if _is_abbreviation(text, start, stop):
                continue
            found += _sentences(text, start, stop.end(), block.role)
            start = stop.end()
            while start < block.end and text[start].isspace():
                start += 1
        if start < block.end:
            found += _sentences(text, start, block.end, block.role)
    return found


def _sentences(text: str, start: int, end: int, role: str) -> list[Sentence]:
    """Return one sentence, or the pieces of one that is too long to be any."""
    if end - start > _LONGEST:
        return list(_pieces(text, start, end, role))
    return [Sentence(start, end, role)] if start < end else []


def _pieces(text: str, start: int, end: int, role: str) -> Iterator[Sentence]:
    while end - start > _LONGEST:
        middle = start + _LONGEST // 2
        cut = max(text.rfind(mark, middle, start + _LONGEST) for mark in "\n;")
        if cut < 0:
            cut = max(text.rfind(mark, middle, start + _LONGEST) for mark in ", \u00a0")
        cut = cut + 1 if cut >= 0 else start + _LONGEST
        yield Sentence(start, cut, role)
        start = cut
    if start < end:
        yield Sentence(start, end, role)


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
