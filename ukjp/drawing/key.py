"""The key: words of marks that are only numbered in the drawing, in columns below it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from ukjp.drawing.canvas import KeyEntry
from ukjp.drawing.frame import FramedFigure, KeyItem, draw_line
from ukjp.drawing.measure import shorten_lines, text_width
from ukjp.drawing.placement import Box
from ukjp.drawing.theme import ASCENT, LEADING, Size, Theme
from ukjp.drawing.wording import MarkWords

_COLUMN_EMS = 19.0
"""Narrowest column, in text sizes."""

_SMALLEST = {"slide": 8.0, "square": 7.0, "column": 7.0, "phone": 7.5}


class KeyGroup(NamedTuple):
    """Entries under one title, in one colour; without a title they just follow each other."""

    title: str
    colour: str
    entries: tuple[KeyEntry, ...]


class KeyLine(NamedTuple):
    """One line of the key: a title, or a number (on an entry's first line) and words."""

    number: str
    words: str
    colour: str
    title: bool


class KeyPlan(NamedTuple):
    """The key's lines by column, its text size and its height in points."""

    columns: tuple[tuple[KeyLine, ...], ...]
    points: float
    height: float
    cut: bool = False
    whole: bool = True


EMPTY = KeyPlan((), 1.0, 0.0)
APART = KeyPlan((), 1.0, 0.0, whole=False)


def key_items(groups: Sequence[KeyGroup]) -> tuple[KeyItem, ...]:
    """Return a key's entries as plain words, for a page that tells them itself."""
    return tuple(
        KeyItem(group.title, entry.number, entry.words.key)
        for group in groups
        for entry in group.entries
    )


def key_sizes(size: Size) -> tuple[float, float]:
    """Return the text sizes a key may have: usual and smallest."""
    if size.bare:
        return size.small, size.small
    return size.small * 0.88, _SMALLEST[size.name]


def plan_key(
    groups: Sequence[KeyGroup],
    width: float,
    size: Size,
    most: float | None = None,
) -> KeyPlan:
    """Break a key into columns, `width` points wide in all and at most `most` high.

    Text is made smaller step by step until the key fits, then entries are cut to one line
    (`cut`), and at the last the entries that still do not fit are counted instead of listed
    (`whole` is false). A bare figure's key is whole at the size of its labels, or `APART`: its
    page tells it.
    """
    if not any(group.entries for group in groups):
        return EMPTY
    usual, least = key_sizes(size)
    for lines in (2, 1):
        points = usual
        while True:
            plan = _plan(groups, width, points, lines)
            if most is None or plan.height <= most:
                return plan._replace(cut=lines == 1)
            if points <= least:
                break
            points = max(points - 0.5, least)
        if size.bare:
            return APART
    return _cut(groups, width, least, most or 0.0)


def least_height(entries: int, width: float, points: float) -> float:
    """Return a height in points that a key of so many entries cannot go below."""
    columns = max(int(width // (points * _COLUMN_EMS)), 1)
    return (math.ceil(entries / columns) + 0.8) * points * LEADING if entries else 0.0


def _cut(groups: Sequence[KeyGroup], width: float, points: float, most: float) -> KeyPlan:
    """Return as many entries as fit into that height, and a line that counts the others."""
    total = sum(len(group.entries) for group in groups)
    for kept in range(total - 1, -1, -1):
        left, shorter = kept, []
        for group in groups:
            shorter.append(group._replace(entries=group.entries[:left]))
            left = max(left - len(group.entries), 0)
        words = MarkWords(f"and {total - kept} more, listed in the figure’s data", "", "")
        rest = KeyGroup("", groups[-1].colour, (KeyEntry(0, words, groups[-1].colour),))
        plan = _plan([*(group for group in shorter if group.entries), rest], width, points, 1)
        if plan.height <= most:
            break
    return plan._replace(cut=True, whole=False)


def _plan(groups: Sequence[KeyGroup], width: float, points: float, most: int) -> KeyPlan:
    count = max(int(width // (points * _COLUMN_EMS)), 1)
    total = sum(len(group.entries) + bool(group.title) for group in groups)
    count = min(count, max(math.ceil(total / 2), 1))
    room = width / count - points * 1.2
    indent = _indent(groups, points)
    items = [item for group in groups for item in _items(group, room - indent, points, most)]
    columns = _flow(items, count)
    rows = max(len(column) for column in columns)
    return KeyPlan(tuple(columns), points, (rows + 0.8) * points * LEADING)


def _indent(groups: Sequence[KeyGroup], points: float) -> float:
    numbers = [str(entry.number) for group in groups for entry in group.entries]
    return max(text_width(number, points, bold=True) for number in numbers) + points * 0.5


def _items(group: KeyGroup, room: float, points: float, most: int) -> list[list[KeyLine]]:
    """Return a group's entries as runs of lines that stay in one column."""
    items: list[list[KeyLine]] = []
    for entry in group.entries:
        first, *rest = shorten_lines(entry.words.key, room, most, points)
        items.append(
            [KeyLine(str(entry.number or ""), first, entry.colour, title=False)]
            + [KeyLine("", line, entry.colour, title=False) for line in rest]
        )
    if group.title and items:
        items[0].insert(0, KeyLine("", group.title, group.colour, title=True))
    return items


def _flow(items: Sequence[list[KeyLine]], count: int) -> list[tuple[KeyLine, ...]]:
    """Fill columns one after the other, as low as they can be."""
    lines = sum(len(item) for item in items)
    height = math.ceil(lines / count)
    while True:
        columns: list[list[KeyLine]] = [[]]
        for item in items:
            if columns[-1] and len(columns[-1]) + len(item) > height:
                columns.append([])
            columns[-1] += item
        if len(columns) <= count:
            return [tuple(column) for column in columns]
        height += 1


def draw_key(figure: FramedFigure, plan: KeyPlan, box: Box, theme: Theme) -> None:
    """Write a key into a box, from its top down."""
    if not plan.columns:
        return
    step = box.width / len(plan.columns)
    numbers = [line.number for column in plan.columns for line in column]
    indent = max(text_width(number, plan.points, bold=True) for number in numbers)
    for index, column in enumerate(plan.columns):
        left = box.left + index * step
        baseline = box.top - plan.points * (ASCENT + 0.4)
        for line in column:
            if line.number:
                draw_line(figure, left + indent, baseline, line.number, plan.points, line.colour,
                          bold=True, align="right")  # fmt: skip
            x = left if line.title else left + indent + plan.points * 0.5
            draw_line(figure, x, baseline, line.words, plan.points,
                      line.colour if line.title else theme.ink, bold=line.title)  # fmt: skip
            baseline -= plan.points * LEADING
