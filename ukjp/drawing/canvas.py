"""An axes with a memory: marks are drawn at once, their labels are placed when all marks stand.

Every mark leaves its box as an obstacle; every label says where it would like to go. `settle`
places them all together (`ukjp.drawing.placement`), draws them with their leader lines, numbers
the marks whose words found no place and returns those for a key.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D, Affine2DBase, ScaledTranslation, Transform

from ukjp.drawing.frame import POINTS, FramedFigure
from ukjp.drawing.measure import Block, Line, shorten_lines, widest_word
from ukjp.drawing.placement import Box, Label, Leader, Place, place_labels
from ukjp.drawing.theme import Size, Theme, font
from ukjp.drawing.wording import MarkWords


class Request(NamedTuple):
    """A label that wants a place: its mark's point and box, its words and preferred sides."""

    anchor: tuple[float, float]
    box: Box
    words: MarkWords
    colour: str
    sides: tuple[str, ...]
    priority: float
    ems: float = 22.0
    emphasis: float = 1.0
    bold: bool = True


class KeyEntry(NamedTuple):
    """A mark whose words stand in the key: its number and the words."""

    number: int
    words: MarkWords
    colour: str


SIDES = {
    "right": (1, 0, "left"),
    "left": (-1, 0, "right"),
    "above": (0, 1, "center"),
    "below": (0, -1, "center"),
    "above right": (1, 1, "left"),
    "above left": (-1, 1, "right"),
    "below right": (1, -1, "left"),
    "below left": (-1, -1, "right"),
    "above flush left": (2, 1, "left"),
    "above flush right": (-2, 1, "right"),
    "below flush left": (2, -1, "left"),
    "below flush right": (-2, -1, "right"),
}
"""Where a label stands to its mark: direction across, direction up, and the side it is set flush
to. "above flush left" starts at the mark's left edge and runs over it; "above right" starts where
the mark ends."""

_DISTANCES = (0.0, 0.9, 1.8, 3.0, 4.4)
"""How far from its mark a label may move, in its own text sizes; beyond the first with a leader."""


_SHORTEST_LEADER = 0.6
"""A leader shorter than so many text sizes is left out: the label stands at its mark anyhow."""


class Canvas:
    """An axes, the points its marks and labels lie at, and what is still to be labelled."""

    def __init__(self, ax: Axes, theme: Theme, size: Size, bounds: Box | None = None) -> None:
        self.ax = ax
        self.theme = theme
        self.size = size
        figure = ax.get_figure(root=True)
        assert figure is not None  # noqa: S101 - an axes that draws has a figure
        self.figure: Figure = figure
        scale = POINTS / figure.dpi
        extent = ax.get_window_extent()
        self.frame = Box(extent.x0 * scale, extent.y0 * scale, extent.x1 * scale, extent.y1 * scale)
        self.bounds = bounds or self.frame
        self.obstacles: list[Box] = []
        self.requests: list[Request] = []

    def x(self, number: float) -> float:
        """Return where a day number lies, in points from the figure's left edge."""
        low, high = self.ax.get_xlim()
        return self.frame.left + (number - low) / (high - low) * self.frame.width

    def y(self, value: float) -> float:
        """Return where a value lies, in points from the figure's lower edge."""
        low, high = self.ax.get_ylim()
        return self.frame.bottom + (value - low) / (high - low) * self.frame.height

    def days(self, points: float) -> float:
        """Return how many days are as wide as that many points."""
        low, high = self.ax.get_xlim()
        return points / self.frame.width * (high - low)

    def units(self, points: float) -> float:
        """Return how many units of value are as high as that many points."""
        low, high = self.ax.get_ylim()
        return points / self.frame.height * (high - low)

    def data(self, x: float, y: float) -> tuple[float, float]:
        """Return day number and value at a place given in points of the figure."""
        low, base = self.ax.get_xlim()[0], self.ax.get_ylim()[0]
        return low + self.days(x - self.frame.left), base + self.units(y - self.frame.bottom)

    def at(self, x: float, y: float) -> Transform:
        """Return the transform from points around a day number and value to the display."""
        scaled = Affine2D().scale(1 / POINTS) + self.figure.dpi_scale_trans
        return scaled + ScaledTranslation(x, y, cast("Affine2DBase", self.ax.transData))

    def block(self, left: float, bottom: float, right: float, top: float, grow: float = 0) -> Box:
        """Keep labels off a box given in day numbers and values, and return it in points."""
        box = Box(self.x(left), self.y(bottom), self.x(right), self.y(top)).grown(grow)
        self.obstacles.append(box)
        return box

    def tag(self, artist: Artist, row: Mapping[str, Any], words: MarkWords) -> None:
        """Link a mark to its evidence, on figures that keep it."""
        if isinstance(self.figure, FramedFigure):
            claims, events = row.get("claim_ids", "").split(), row.get("event_ids", "").split()
            kind = "claim" if claims else "event"
            self.figure.add_mark(artist, words.sentence, claims + events, kind)

    def ask(self, request: Request) -> None:
        """Ask for a place for a label."""
        self.requests.append(request)

    def settle(self, first_number: int = 1) -> list[KeyEntry]:
        """Place and draw all labels; return the key of those whose words found no place."""
        worded = {index: self._blocks(request) for index, request in enumerate(self.requests)}
        numbered: set[int] = set()
        while True:
            labels = [
                Label(index, self._places(request, self._variants(index, worded, numbered)),
                      request.priority + (1000 if index in numbered else 0))
                for index, request in enumerate(self.requests)
            ]  # fmt: skip
            chosen = place_labels(labels, self.bounds, self.obstacles, self.size.label * 0.25)
            failed = {index for index in worded if index not in chosen} - numbered
            if not failed:
                break
            numbered |= failed
        chosen |= self._squeeze(numbered, chosen)
        numbers = self._numbers(numbered, first_number)
        for index, place in chosen.items():
            self._draw(self.requests[int(str(index))], place, numbers.get(int(str(index))))
        return [
            KeyEntry(number, self.requests[index].words, self.requests[index].colour)
            for index, number in numbers.items()
        ]

    def _squeeze(
        self, numbered: set[int], chosen: Mapping[Hashable, Place]
    ) -> dict[Hashable, Place]:
        """Place numbers that found no free place over lines and marks, but over no other label."""
        left = sorted(index for index in numbered if index not in chosen)
        taken = [place.box for place in chosen.values()]
        labels = [
            Label(index, self._places(self.requests[index], [self._number_block(88)]))
            for index in left
        ]
        return place_labels(labels, self.bounds, taken, self.size.label * 0.1)

    def _numbers(self, numbered: Iterable[int], first: int) -> dict[int, int]:
        order = sorted(numbered, key=lambda index: (self.requests[index].anchor, index))
        return {index: first + offset for offset, index in enumerate(order)}

    def _variants(
        self, index: int, worded: Mapping[int, Sequence[Block]], numbered: set[int]
    ) -> Sequence[Block]:
        return [self._number_block(88)] if index in numbered else worded[index]

    def _number_block(self, number: int) -> Block:
        return Block((Line(str(number), self.size.small, bold=True, tone="accent"),))

    def _blocks(self, request: Request) -> list[Block]:
        """Return a label's words set on one line each, and broken to half the width."""
        blocks: list[Block] = []
        width = min(request.ems * self.size.label, self.bounds.width)
        for share in (1.0, 0.62, 0.45):
            lines = self._lines(request, width * share)
            if Block(lines) not in blocks:
                blocks.append(Block(lines))
        main, detail = request.words.main, request.words.detail
        if detail:
            line = Line(main, self.size.label * request.emphasis, bold=request.bold, tone="accent",
                        tail=detail, tail_size=self.size.small)  # fmt: skip
            if line.width <= width:
                blocks.append(Block((line,)))
        return blocks

    def _lines(self, request: Request, width: float) -> tuple[Line, ...]:
        points = self.size.label * request.emphasis
        longest = max(widest_word(request.words.main, points, bold=request.bold),
                      widest_word(request.words.detail, self.size.small))  # fmt: skip
        width = min(max(width, longest), self.bounds.width)
        lines = [
            Line(text, points, bold=request.bold, tone="accent")
            for text in shorten_lines(request.words.main, width, 3, points, bold=request.bold)
        ]
        if request.words.detail:
            lines += [
                Line(text, self.size.small, tone="muted")
                for text in shorten_lines(request.words.detail, width, 3, self.size.small)
            ]
        return tuple(lines)

    def _places(self, request: Request, blocks: Sequence[Block]) -> list[Place]:
        gap = self.size.label * 0.3
        return [
            self._level(
                place_beside(request.box, block, side, gap, distance * self.size.label), side
            )
            for distance in _DISTANCES
            for block in blocks
            for side in request.sides
        ]

    def _level(self, place: Place, side: str) -> Place:
        """Let a label to the left or right of a low mark rise just enough to stand in bounds."""
        rise = self.bounds.bottom - place.box.bottom
        if side not in {"left", "right"} or rise <= 0 or rise > place.box.height / 2:
            return place
        return place._replace(box=place.box.moved(0, rise + self.size.label * 0.12))

    def _draw(self, request: Request, place: Place, number: int | None) -> None:
        block, align = cast("tuple[Block, str]", place.note)
        if number is not None:
            block = self._number_block(number)
        x, y = self.data(*request.anchor)
        if place.leader and _length(place.leader) > self.size.label * _SHORTEST_LEADER:
            self.leader(place.leader, request.anchor)
        self.write(block, place.box, align, request.colour, (x, y), request.anchor)

    def leader(self, leader: Leader, anchor: tuple[float, float]) -> None:
        """Draw a thin line from a mark towards its label."""
        x, y = self.data(*anchor)
        self.ax.add_line(
            Line2D(
                [leader.x0 - anchor[0], leader.x1 - anchor[0]],
                [leader.y0 - anchor[1], leader.y1 - anchor[1]],
                transform=self.at(x, y), color=self.theme.muted, linewidth=self.size.label / 18,
                solid_capstyle="butt", zorder=1.8, clip_on=False,
            )
        )  # fmt: skip

    def write(
        self,
        block: Block,
        box: Box,
        align: str,
        accent: str,
        point: tuple[float, float],
        anchor: tuple[float, float],
    ) -> None:
        """Write a block's lines into a box, on a piece of ground that covers the grid."""
        transform = self.at(*point)
        left, top = box.left - anchor[0], box.top - anchor[1]
        self.ax.add_patch(
            Rectangle((left, box.bottom - anchor[1]), box.width, box.height, transform=transform,
                      facecolor=self.theme.ground, edgecolor="none", zorder=1.2, clip_on=False)
        )  # fmt: skip
        tones = {"ink": self.theme.ink, "muted": self.theme.muted, "accent": accent}
        for line, depth in zip(block.lines, block.baselines(), strict=True):
            pieces = [(line.text, line.size, line.bold, tones[line.tone], 0.0)]
            if line.tail:
                pieces.append((line.tail, line.tail_size, False, self.theme.muted, line.head_width))
            spare = box.width - line.width if line.tail else 0.0
            x = {"left": left, "right": left + box.width, "center": left + box.width / 2}[align]
            if line.tail:
                x = left + {"left": 0.0, "right": spare, "center": spare / 2}[align]
            for text, points, bold, colour, shift in pieces:
                self.ax.text(
                    x + shift, top - depth, text, fontproperties=font(points, bold=bold),
                    color=colour, ha="left" if line.tail else align, va="baseline",
                    transform=transform, parse_math=False, zorder=5, clip_on=False,
                )  # fmt: skip


def place_beside(mark: Box, block: Block, side: str, gap: float, away: float) -> Place:
    """Return the place beside a mark, at its side and that far away, with a leader if far."""
    across, up, align = SIDES[side]
    width, height = block.width, block.height
    if across == 0:
        left = (mark.left + mark.right - width) / 2
    elif abs(across) == 2:
        left = mark.left if across > 0 else mark.right - width
    else:
        reach = gap + (away if not up else 0)
        left = mark.right + reach if across > 0 else mark.left - reach - width
    if up == 0:
        bottom = (mark.bottom + mark.top - height) / 2
    else:
        reach = gap + away if abs(across) != 1 else away - height / 4
        bottom = mark.top + reach if up > 0 else mark.bottom - reach - height
    box = Box(left, bottom, left + width, bottom + height)
    return Place(box, _leader(mark, box) if away else None, (block, align))


def _length(leader: Leader) -> float:
    return math.hypot(leader.x1 - leader.x0, leader.y1 - leader.y0)


def _leader(mark: Box, box: Box) -> Leader:
    """Return the line between the nearest points of two boxes, kept clear of the label."""
    x0, x1 = _nearest(mark.left, mark.right, box.left, box.right)
    y0, y1 = _nearest(mark.bottom, mark.top, box.bottom, box.top)
    return Leader(x0, y0, x1, y1)


def _nearest(low: float, high: float, other_low: float, other_high: float) -> tuple[float, float]:
    if high <= other_low:
        return high, other_low
    if low >= other_high:
        return low, other_high
    middle = (max(low, other_low) + min(high, other_high)) / 2
    return middle, middle
