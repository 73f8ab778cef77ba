"""How large words can be set in a box, in a typeface whose widths are not known exactly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ukjp.drawing.measure import wrap_text
from ukjp.publishing.decks.layouts import Room

TITLE_SIZES = (32, 30, 28, 26, 24)
TEXT_SIZES = (24, 22, 20, 18, 16)
SOURCE_SIZE = 12
_WIDER = 1.13
"""Arial and its like run that much wider than the typeface that widths are measured in."""
_LINE = 1.2
_BETWEEN = 0.3
_INDENT = 27.0


class Fit(NamedTuple):
    """Words as they fit: their size in points, and the texts page by page."""

    points: int
    pages: tuple[tuple[str, ...], ...]


def count_lines(text: str, width: float, points: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes at most."""
    return len(wrap_text(text, width / _WIDER, points, bold=bold))


def fit_title(title: str, room: Room) -> tuple[str, int]:
    """Return a title and its size: as large as it fits, never below 24 points, else shortened."""
    from ukjp.drawing.measure import shorten_lines

    for points in TITLE_SIZES:
        lines = count_lines(title, room.width, points, bold=True)
        if lines == 1 or (points == TITLE_SIZES[-1] and lines * points * _LINE <= room.height):
            return title, points
    points = TITLE_SIZES[-1]
    most = max(int(room.height // (points * _LINE)), 1)
    return " ".join(shorten_lines(title, room.width / _WIDER, most, points, bold=True)), points


def fit_points(points: Sequence[str], room: Room) -> Fit:
    """Return the size at which sentences fit a box, on as many pages as they need at 16 points."""
    for size in TEXT_SIZES:
        if sum(_height(text, room, size) for text in points) <= room.height:
            return Fit(size, (tuple(points),))
    size = TEXT_SIZES[-1]
    pages = _break_pages(points, room, size, room.height)
    # As few pages, but none with a single line left over.
    for share in (0.6, 0.7, 0.8, 0.9):
        even = _break_pages(points, room, size, room.height * share)
        if len(even) == len(pages):
            return Fit(size, even)
    return Fit(size, pages)


def _break_pages(
    points: Sequence[str], room: Room, size: float, most: float
) -> tuple[tuple[str, ...], ...]:
    """Return texts page by page, each page at most so many points high."""
    pages: list[list[str]] = [[]]
    used = 0.0
    for text in points:
        tall = _height(text, room, size)
        if pages[-1] and used + tall > most:
            pages.append([])
            used = 0.0
        pages[-1].append(text)
        used += tall
    return tuple(map(tuple, pages))


def _height(text: str, room: Room, points: float) -> float:
    return (count_lines(text, room.width - _INDENT, points) * _LINE + _BETWEEN) * points


def source_height(text: str, width: float) -> float:
    """Return how high a source line's box must be, in points, its insets included."""
    return count_lines(text, width - 14.4, SOURCE_SIZE) * SOURCE_SIZE * _LINE + 8
