"""One lane of the timeline: which marks get words, where those stand, which are only numbered.

Pure geometry in points: the lane's line lies at y = 0, x runs as on the figure. Words stand in
rows above and below the line, joined to their mark by an upright leader. Where they do not all
fit, marks are numbered, least important first, and numbers of marks that crowd each other are
drawn together ("4–7"). Whatever is given, the result has no overlap and no crossing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ukjp.drawing.measure import Block, Line, shorten_lines, text_width, widest_word
from ukjp.drawing.placement import Box, Label, Leader, Place, place_labels, spread_rows
from ukjp.drawing.theme import Size
from ukjp.drawing.wording import MarkWords

_NUMBERED_FIRST = 1000.0
"""Numbers are placed before words: a mark without either would say nothing."""


_FEW = 8
"""Up to so many marks on a lane every place is weighed."""

_TWO_DIGITS = 25
"""With more marks on a lane, numbers may run to three digits."""

_SPACING = 0.4
"""Least distance between the words of two marks, in text sizes."""


class LaneMark(NamedTuple):
    """A mark on a lane: its extent along the line in points, its words, how much it matters."""

    left: float
    right: float
    words: MarkWords
    priority: float

    @property
    def centre(self) -> float:
        """Where the leader starts."""
        return (self.left + self.right) / 2


class Room(NamedTuple):
    """Height in points for words above and below a lane's marks."""

    above: float
    below: float


class NumberLabel(NamedTuple):
    """Numbered marks that share one label, in their order on the line, and its place."""

    members: tuple[int, ...]
    place: Place


class LanePlan(NamedTuple):
    """A lane laid out: offsets of the marks from the line, places of words and of numbers."""

    offsets: tuple[float, ...]
    worded: dict[int, Place]
    numbered: tuple[NumberLabel, ...]
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Height in points that the lane takes."""
        return self.top - self.bottom

    @property
    def numbers(self) -> list[int]:
        """Indices of the numbered marks, in their order on the line."""
        return [index for label in self.numbered for index in label.members]


def mark_height(size: Size) -> float:
    """Return the height of a mark in points."""
    return size.label * 0.72


def rooms(size: Size) -> tuple[Room, ...]:
    """Return the heights a lane may have for words, from the least to the most."""
    line = size.label
    return tuple(
        Room(above * line, below * line)
        for above, below in ((1.35, 0), (2.6, 0), (2.6, 2.6), (5.0, 2.6), (5.0, 5.0), (7.4, 7.4))
    )


def plan_lane(
    marks: Sequence[LaneMark], ends: tuple[float, float], room: Room, size: Size, rows: int = 3
) -> LanePlan:
    """Lay out a lane between two points on its line, with that much room for words.

    Marks on nearly the same day are set off the line, in up to `rows` rows; more cover each other.
    """
    left, right = ends
    offsets = _offsets(marks, size, rows)
    reach = max((abs(offset) for offset in offsets), default=0.0) + mark_height(size) / 2
    bounds = Box(left, -reach - room.below, right, reach + room.above)
    # Words may not lie on the lane's own line and marks.
    band = Box(left, -reach, right, reach)
    few = len(marks) <= _FEW
    places = [
        _word_places(mark, offset, band, bounds, size, few=few)
        for mark, offset in zip(marks, offsets, strict=True)
    ]
    numbers: list[tuple[int, ...]] = []
    while True:
        taken = {index for group in numbers for index in group}
        labels = [
            Label((index,), places[index], mark.priority)
            for index, mark in enumerate(marks)
            if index not in taken
        ] + [
            Label(group, _number_places(group, marks, band, bounds, size), _NUMBERED_FIRST)
            for group in numbers
        ]
        chosen = place_labels(labels, bounds, spacing=size.label * _SPACING)
        failed = [label for label in labels if label.key not in chosen]
        if not failed:
            break
        numbers = _number_more(marks, numbers, failed)
    worded = {index: chosen[(index,)] for index in range(len(marks)) if index not in taken}
    groups = tuple(NumberLabel(group, chosen[group]) for group in numbers)
    return _trimmed(offsets, worded, groups, band)


def _offsets(marks: Sequence[LaneMark], size: Size, most: int) -> tuple[float, ...]:
    """Return how far above or below the line each mark is drawn, so that few hide others."""
    pitch = mark_height(size)
    rows = spread_rows([mark.centre for mark in marks], pitch * 0.9, most)
    heights = (0.0, pitch * 0.95, -pitch * 0.95)
    return tuple(heights[row] for row in rows)


def _blocks(words: MarkWords, size: Size, width: float) -> list[Block]:
    """Return a mark's words on two lines, on one, and broken into narrower ones."""
    blocks = []
    for ems in (20.0, 11.0, 8.0):
        longest = max(widest_word(words.main, size.label), widest_word(words.detail, size.small))
        room = min(max(ems * size.label, longest), width)
        lines = [Line(text, size.label) for text in shorten_lines(words.main, room, 3, size.label)]
        lines += [
            Line(text, size.small, tone="muted")
            for text in shorten_lines(words.detail, room, 3, size.small)
        ]
        if Block(tuple(lines)) not in blocks:
            blocks.append(Block(tuple(lines)))
    single = Line(words.main, size.label, tail=words.detail, tail_size=size.small)
    if single.width <= width * 0.6:
        blocks.insert(1, Block((single,)))
    return blocks


def _word_places(
    mark: LaneMark, offset: float, band: Box, bounds: Box, size: Size, *, few: bool
) -> list[Place]:
    """Return a mark's possible places, best first; among many marks a coarser choice."""
    places = []
    blocks = _blocks(mark.words, size, bounds.width)[: None if few else 3]
    for block in blocks:
        for x, box, align, above in _stacked(mark, block, band, bounds, size, 0.4 if few else 0.8):
            start = offset + mark_height(size) / 2 * (1 if above else -1)
            leader = Leader(x, start, x, box.bottom if above else box.top)
            cost = _cost(block, box, band, align, size)
            places.append((cost, Place(box, leader, (block, align))))
    places.sort(key=lambda pair: pair[0])
    return [place for _, place in places]


def _cost(block: Block, box: Box, band: Box, align: str, size: Size) -> float:
    """Return how far a place is from the best one: close above, on two lines, to the right."""
    above = box.bottom >= band.top
    away = box.bottom - band.top if above else band.bottom - box.top + size.label * 1.2
    lines = {2: 0.0, 1: 0.5, 3: 1.0}.get(len(block.lines), 1.6) * size.label
    return away + lines + {"left": 0.0, "right": 0.2, "center": 0.4}[align] * size.label


def _stacked(
    mark: LaneMark, block: Block, band: Box, bounds: Box, size: Size, pitch: float
) -> Iterable[tuple[float, Box, str, bool]]:
    """Yield boxes for a block above and below the band, nearest first, set to either side.

    With each comes the x of its leader: the mark's middle, or elsewhere on a long bar.
    """
    gap, step, nudge = size.label * 0.3, size.label * pitch, size.label * 0.15
    width, height = block.width, block.height
    places = []
    for x in _anchors(mark, size):
        lefts = {"left": x - nudge, "right": x + nudge - width, "center": x - width / 2}
        for align, wanted in lefts.items():
            left = min(max(wanted, bounds.left), bounds.right - width)
            if left - 1e-6 <= x <= left + width + 1e-6:
                places.append((x, left, align))
    for above in (True, False):
        free = (bounds.top - band.top if above else band.bottom - bounds.bottom) - gap - height
        for row in range(int(free / step) + 1 if free >= 0 else 0):
            away = gap + row * step
            bottom = band.top + away if above else band.bottom - away - height
            for x, left, align in places:
                yield x, Box(left, bottom, left + width, bottom + height), align, above


def _anchors(mark: LaneMark, size: Size) -> list[float]:
    """Return where on a mark a leader may start: its middle, and along a long bar elsewhere."""
    length = mark.right - mark.left
    if length < 3 * mark_height(size):
        return [mark.centre]
    return [mark.left + length * share for share in (0.5, 0.3, 0.7, 0.1, 0.9)]


def _number_places(
    group: Sequence[int], marks: Sequence[LaneMark], band: Box, bounds: Box, size: Size
) -> list[Place]:
    """Return the places of a number, or of "4–7" for several marks, close to the line."""
    widest = "8" * (2 if len(marks) <= _TWO_DIGITS else 3)
    text = widest if len(group) == 1 else f"{widest}–{widest}"
    width, height = text_width(text, size.small, bold=True), size.small
    centre = sum(marks[index].centre for index in group) / len(group)
    gap = size.label * 0.12
    left = min(max(centre - width / 2, bounds.left), bounds.right - width)
    boxes = [Box(left, band.top + gap, left + width, band.top + gap + height)]
    if -bounds.bottom + band.bottom >= height + gap:
        boxes.append(Box(left, band.bottom - gap - height, left + width, band.bottom - gap))
    return [Place(box.grown(0.0)) for box in boxes]


def _number_more(
    marks: Sequence[LaneMark], numbers: Sequence[tuple[int, ...]], failed: Sequence[Label]
) -> list[tuple[int, ...]]:
    """Number the marks whose words failed, and join numbers that failed to their neighbours."""
    groups = list(numbers)
    crowded = [label.key for label in failed if label.key in groups]
    for key in crowded:
        if key in groups and len(groups) > 1:
            _join_nearest(marks, groups, key)
    if not crowded:
        words = [label.key[0] for label in failed]  # type: ignore[index]
        groups += [(index,) for index in words]
    return _in_order(marks, groups)


def _in_order(
    marks: Sequence[LaneMark], groups: Sequence[tuple[int, ...]]
) -> list[tuple[int, ...]]:
    """Return groups from left to right; those whose marks interleave become one."""
    ordered: list[tuple[int, ...]] = []
    for group in sorted(groups, key=lambda group: (marks[group[0]].centre, group)):
        if ordered and marks[ordered[-1][-1]].centre > marks[group[0]].centre:
            members = (*ordered.pop(), *group)
            group = tuple(sorted(members, key=lambda index: (marks[index].centre, index)))  # noqa: PLW2901
        ordered.append(group)
    return ordered


def _join_nearest(
    marks: Sequence[LaneMark], groups: list[tuple[int, ...]], key: tuple[int, ...]
) -> None:
    """Join a group of numbers to the one next to it on the line."""
    place = groups.index(key)
    sides = [other for other in (place - 1, place + 1) if 0 <= other < len(groups)]

    def apart(other: int) -> float:
        first, second = sorted((place, other))
        return marks[groups[second][0]].centre - marks[groups[first][-1]].centre

    first, second = sorted((place, min(sides, key=lambda other: (apart(other), other))))
    groups[first : second + 1] = [groups[first] + groups[second]]


def _trimmed(
    offsets: tuple[float, ...],
    worded: dict[int, Place],
    numbered: tuple[NumberLabel, ...],
    band: Box,
) -> LanePlan:
    boxes = [place.box for place in worded.values()] + [label.place.box for label in numbered]
    return LanePlan(
        offsets, worded, numbered,
        top=max([band.top, *(box.top for box in boxes)]),
        bottom=min([band.bottom, *(box.bottom for box in boxes)]),
    )  # fmt: skip
