"""Where sentences begin in raw text, for telling which verb a day belongs to.

Unlike `sentences`, this needs no blocks: it works on any string, and cuts what never ends.
"""

from __future__ import annotations

import re

_STOP = re.compile(
    r"[.!?…\n](?:(?<=\n)(?=\s{0,4}\n|\s{0,4}[^a-z\s])|"
    r"(?<!\n)[.!?…]{0,3}[\"'”’)\]]{0,3}\s{1,4}(?=[\"'“‘(\[]{0,2}[A-Z0-9]))"
)
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof gen lt col sen rep gov st jan feb mar apr jun jul aug sep sept oct "
    "nov dec mon tue tues wed thu thur thurs fri sat sun no nos vs approx fig u.s u.k u.n "
    "e.u a.m p.m".split()
)
# What goes on longer without a full stop is a list or a table; it is cut to keep cost linear.
_LONGEST = 2000
# A line as long as this that ends without a stop goes on in the next one.
_WRAPPED_LEAST, _WRAPPED_MOST = 60, 140


def find_sentence_starts(text: str) -> list[int]:
    """Return where sentences begin, in order, 0 first. A line that does not go on ends one too."""
    starts = [0]
    for stop in _STOP.finditer(text):
        first = stop.group()[0]
        if first == "." and _is_abbreviated(text, stop.start()):
            continue
        if first == "\n" and _is_wrapped(text, stop.start()):
            continue
        end = stop.end()
        if end - starts[-1] > _LONGEST:
            starts += range(starts[-1] + _LONGEST, end, _LONGEST)
        starts.append(end)
    starts += range(starts[-1] + _LONGEST, len(text), _LONGEST)
    return starts


def _is_abbreviated(text: str, dot: int) -> bool:
    words = text[max(0, dot - 8) : dot].rsplit(None, 1)
    if not words:
        return False
    last = words[-1].lstrip("(\"“'").lower()
    return last in _ABBREVIATED or (len(last) == 1 and last.isalpha())


def _is_wrapped(text: str, end: int) -> bool:
    """Whether a line break stands inside a sentence of a hard-wrapped paragraph."""
    if text[end : end + 2] == "\n\n" or text[end - 1 : end] in (".", "!", "?", "”", '"', "…", ""):
        return False
    start = text.rfind("\n", max(0, end - _WRAPPED_MOST), end) + 1
    # Without a line break that near, the line is a paragraph of its own.
    return end - start >= _WRAPPED_LEAST and (start > 0 or end <= _WRAPPED_MOST)
