"""Tell an article's body from the furniture of its page, line by line, deleting nothing.

A text saved from a page brings menus, feeds of other stories, captions, subscription forms and
comment rules along. Each line gets a role; offsets always refer to the text as it was read.
Line rules are enough for plain text; HTML goes through trafilatura before it comes here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ukjp.reading.front_matter import find_front_matter
from ukjp.reading.furniture import (
    is_control,
    is_credit,
    is_dateline_only,
    is_foreign,
    is_headline,
    is_photo_credit,
    is_plea,
    is_pointer,
    is_timed_headline,
    opens_feed,
    opens_related,
)
from ukjp.reading.headlines import find_headline

# What str.strip takes off, and a byte order mark.
_BLANK = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + "\ufeff"
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"”’'»)\]]*\s*$")
_WRAPPED_LINE = 45
_PARAGRAPH = 110


class Block(NamedTuple):
    """A paragraph or line: `start`, `end` into the text, and its role.

    `role` is title, meta (byline, date line, front matter), caption, body or furniture.
    """

    start: int
    end: int
    role: str


class Sentence(NamedTuple):
    """A sentence: `start`, `end` into the text, and the role of the block it stands in."""

    start: int
    end: int
    role: str


def clean_body(text: str) -> list[Block]:
    r"""Return the text's paragraphs in order, each with its role.

    Shape: a list of `Block` (start, end, role); no two overlap.
    Units: places are characters from 0, ends exclusive.
    Raises: nothing, whatever the text.
    Source: the text alone.

    >>> import ukjp
    >>> text = "Aid for Kyiv\n\nJapan will give $5 million.\n\nSubscribe now"
    >>> [block.role for block in ukjp.clean_body(text)]
    ['title', 'body', 'furniture']
    """
    _, begin = find_front_matter(text)
    fields = [Block(start, end, "meta") for start, end in _split_lines(text, 0, begin)]
    lines = _join_wrapped(text, _split_lines(text, begin, len(text)))
    roles = _line_roles(text, lines)
    return fields + [Block(*line, role) for line, role in zip(lines, roles, strict=True)]


def body_spans(blocks: list[Block]) -> list[tuple[int, int]]:
    """Return the spans of everything that is not page furniture."""
    return [(block.start, block.end) for block in blocks if block.role != "furniture"]


def find_title(text: str, blocks: list[Block]) -> str | None:
    """Return the headline, where one stands apart from the body."""
    return next((text[b.start : b.end] for b in blocks if b.role == "title"), None)


def _split_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the lines between two offsets that are not blank, without the blanks around them."""
    spans = []
    for match in _LINE.finditer(text, start, end):
        line = match.group().lstrip(_BLANK)
        stripped = line.rstrip(_BLANK)
        if stripped:
            first = match.end() - len(line)
            spans.append((first, first + len(stripped)))
    return spans


def _join_wrapped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the lines of a hard-wrapped paragraph: long, unfinished, and the next goes on."""
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and _goes_on(text, joined[-1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _goes_on(text: str, before: tuple[int, int], start: int) -> bool:
    gap = text[before[1] : start]
    if gap.count("\n") > 1:
        return False
    last_line = before[1] - max(before[0], text.rfind("\n", before[0], before[1]) + 1)
    if _ENDS_SENTENCE.search(text, max(before[0], before[1] - 4), before[1]):
        return False
    first = text[start]
    if text.startswith("by ", start) and is_dateline_only(
        text[start : start + 200].split("\n", 1)[0]
    ):
        return False
    if first.islower():
        return last_line >= _WRAPPED_LINE or text[before[1] - 1] in ",;-"
    if is_timed_headline(text[start : start + 200].split("\n", 1)[0]):
        return False
    return last_line >= _WRAPPED_LINE and (first.isdigit() or first in "$€£¥(")


def _line_roles(text: str, lines: list[tuple[int, int]]) -> list[str]:
    roles: list[str] = []
    seen: set[str] = set()
    region, reached = "", False
    last_paragraph = _last_paragraph(text, lines)
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        if opens_feed(line) and number:
            # Above the first paragraph it is a counter or a menu, and the article still comes.
            region = "feed" if reached else "related"
        elif opens_related(line) and number:
            region = "related"
        elif region == "related" and _is_paragraph(line) and number <= last_paragraph:
            region = ""
        role = "furniture" if region else _role_of(line, seen)
        reached = reached or (role == "body" and _is_paragraph(line))
        seen.add(line)
        roles.append(role)
    return _name_title(text, lines, _mark_tail(text, lines, roles))


def _mark_tail(text: str, lines: list[tuple[int, int]], roles: list[str]) -> list[str]:
    """Headlines behind the last paragraph are other stories'."""
    for number in range(len(lines) - 1, 0, -1):
        start, end = lines[number]
        if roles[number] == "body" and number > 2:
            if not is_headline(text[start:end]):
                break
            roles[number] = "furniture"
    return roles


def _last_paragraph(text: str, lines: list[tuple[int, int]]) -> int:
    """Return the number of the last long line in the first nine tenths of the text."""
    limit = len(text) * 0.9
    return max(
        (n for n, (a, b) in enumerate(lines) if b < limit and b - a >= _PARAGRAPH), default=-1
    )


def _is_paragraph(line: str) -> bool:
    return len(line) >= _PARAGRAPH and bool(_ENDS_SENTENCE.search(line[-4:]))


def _role_of(line: str, seen: set[str]) -> str:
    if is_control(line) or is_pointer(line) or is_plea(line):
        return "furniture"
    if is_foreign(line) or is_timed_headline(line):
        return "furniture"
    if is_photo_credit(line):
        return "caption"
    if is_dateline_only(line):
        return "meta"
    if is_credit(line):
        return "caption"
    if line in seen and len(line) < 200:
        return "repeat"
    return "body"


def _name_title(text: str, lines: list[tuple[int, int]], roles: list[str]) -> list[str]:
    """Name the headline; what stands before it is of the page, what repeats it is it again."""
    number = find_headline(text, lines, roles) if len(lines) > 1 else None
    if number is None:
        return ["furniture" if role == "repeat" else role for role in roles]
    title = text[slice(*lines[number])]
    named = []
    for n, (line, role) in enumerate(zip(lines, roles, strict=True)):
        if n == number or (role in ("body", "repeat") and text[slice(*line)] == title):
            named.append("title")
        elif role == "repeat" or (role == "body" and n < number):
            named.append("furniture")
        else:
            named.append(role)
    return named
