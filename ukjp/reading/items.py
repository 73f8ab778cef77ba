"""Items of a list: lines that name a purpose and a sum, and how deep they stand."""

from __future__ import annotations

import re
from typing import NamedTuple

from ukjp.reading.settings import Setting

_MARK = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>[-–—•*·▪]|\(?\w{1,3}[.)])?\s*(?P<nested>of which\s)?"
)
_LABEL = re.compile(
    r"[^:\n]{2,140}:\s*(?:up to |about |approximately |approx\. |some |over |nearly )?"
)
_BULLETS = frozenset("-–—•*·▪")
_REACH, _LONGEST = 700, 300


class Level(NamedTuple):
    """How deep an item stands: its indent, what marks it, and whether it says "of which"."""

    indent: int
    mark: str
    nested: bool

    @property
    def marked(self) -> bool:
        """Whether a bullet stands in front."""
        return self.mark == "-"


def find_level(s: Setting) -> Level | None:
    """Return the level of the item that a figure is the sum of, None where it is in no list."""
    line = _line_start(s)
    if line is None:
        return None
    match = _MARK.match(s.lowered, line, s.amount.start)
    if match is None or any(line <= low < s.amount.start for low, _ in s.others):
        return None
    mark = match["mark"] or ""
    kind = "-" if mark in _BULLETS else ("1" if mark else "")
    label = _LABEL.fullmatch(s.lowered, match.end(), s.amount.start)
    if label is None and not (kind == "-" and behind_colon(s)):
        return None
    return Level(len(match["indent"]), kind, match["nested"] is not None)


def behind_colon(s: Setting) -> bool:
    """Tell whether the list that the figure's line belongs to is announced by a colon."""
    line = _line_start(s)
    if line is None:
        return False
    for row in reversed(s.text[max(0, line - _REACH) : line].rstrip().split("\n")):
        if row.strip() and row.lstrip()[:1] not in _BULLETS:
            return row.rstrip().endswith(":")
    return False


def _line_start(s: Setting) -> int | None:
    """Where the figure's line begins; None where that is too far in front for an item."""
    low = max(0, s.amount.start - _LONGEST)
    line = s.text.rfind("\n", low, s.amount.start) + 1
    return None if line == 0 and low > 0 else line
