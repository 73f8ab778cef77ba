"""Which line at the head of a page is the article's own headline.

Saved pages begin with menus and with headlines of other stories. The article's own is the one that
shares most words with the first paragraphs; of about equal ones the first, since a deck follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]{4,}|\d[\d.,]*\d|\d")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"”’'»)\]]*\s*$")
_HEAD_LINES, _PARAGRAPH, _LEAD = 80, 60, 1200
_LONGEST, _ALIKE = 200, 0.5


def find_headline(text: str, lines: Sequence[tuple[int, int]], roles: Sequence[str]) -> int | None:
    """Return the number of the headline among `lines`, None where none stands apart."""
    body = [n for n in range(min(len(lines), _HEAD_LINES)) if roles[n] in ("body", "repeat")]
    lead = next((n for n in body if _is_paragraph(text, lines[n])), None)
    before = [n for n in body if lead is None or n < lead]
    open_lines = [n for n in before if _is_open(text, lines[n])]
    if lead is not None and len(open_lines) == 1:
        return open_lines[0]
    if lead is None or not open_lines:
        first = body[0] if body else None
        return first if first is not None and _is_open(text, lines[first]) else None
    marked = next((n for n in open_lines if text.startswith("# ", lines[n][0])), None)
    if marked is not None:
        return marked
    said = _words(text, lines[lead][0], lines[lead][0] + _LEAD)
    shared = {n: len(_words(text, *lines[n]) & said) for n in open_lines}
    best = max(shared.values())
    return next(n for n in open_lines if shared[n] >= max(best * _ALIKE, min(best, 2)))


def _words(text: str, start: int, end: int) -> set[str]:
    return {word.lower() for word in _WORD.findall(text, start, end)}


def _is_open(text: str, line: tuple[int, int]) -> bool:
    start, end = line
    return end - start <= _LONGEST and not _ENDS_SENTENCE.search(text, max(start, end - 4), end)


def _is_paragraph(text: str, line: tuple[int, int]) -> bool:
    start, end = line
    return end - start >= _PARAGRAPH and bool(_ENDS_SENTENCE.search(text, max(start, end - 4), end))
