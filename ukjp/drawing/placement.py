"""Where labels go: a pure function from boxes to boxes, so that "no overlap" can be a law.

Each label comes with the places it would accept, best first. A place is a box and, where the box
does not touch its mark, a straight leader line to it. Chosen places never overlap each other, an
obstacle or the edge, and no leader line runs through a label, an obstacle or another leader. A
label for which there is no such place gets none: the caller numbers its mark and lists the words
in a key.

Nothing here is random or depends on time: the same boxes give the same places.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle with its sides along the axes, in points; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Horizontal extent."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Vertical extent."""
        return self.top - self.bottom

    def grown(self, by: float) -> Box:
        """Return the box with `by` points more on every side."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def moved(self, dx: float, dy: float) -> Box:
        """Return the box shifted to the right and upwards."""
        return Box(self.left + dx, self.bottom + dy, self.right + dx, self.top + dy)


class Leader(NamedTuple):
    """A straight line from a mark to its label, in points."""

    x0: float
    y0: float
    x1: float
    y1: float


class Place(NamedTuple):
    """One place a label would accept; `note` is the caller's own (how the text is set there)."""

    box: Box
    leader: Leader | None = None
    note: Hashable = None


class Label(NamedTuple):
    """A label: its key, the places it would accept, best first, and how much it matters."""

    key: Hashable
    places: Sequence[Place]
    priority: float = 0.0


_MOST_TRIALS = 60
"""So many of its best places a label without one tries to have cleared."""

TOUCH = 1e-6
"""Boxes that share no more than this many points of width do not overlap."""


def overlap(first: Box, second: Box, spacing: float = 0.0) -> bool:
    """Tell whether two boxes share an area, or lie nearer to each other than `spacing`."""
    reach = spacing - TOUCH
    return (
        first[0] < second[2] + reach
        and second[0] < first[2] + reach
        and first[1] < second[3] + reach
        and second[1] < first[3] + reach
    )


def inside(box: Box, bounds: Box) -> bool:
    """Tell whether a box lies within bounds."""
    return (
        box.left >= bounds.left - TOUCH
        and box.right <= bounds.right + TOUCH
        and box.bottom >= bounds.bottom - TOUCH
        and box.top <= bounds.top + TOUCH
    )


def crosses_box(leader: Leader, box: Box, spacing: float = 0.0) -> bool:
    """Tell whether a line runs through a box, or nearer to it than `spacing`."""
    x0, y0, x1, y1 = leader
    if max(x0, x1) <= box[0] - spacing or min(x0, x1) >= box[2] + spacing:
        return False
    if max(y0, y1) <= box[1] - spacing or min(y0, y1) >= box[3] + spacing:
        return False
    return _clips(leader, box.grown(spacing) if spacing else box)


def _clips(leader: Leader, box: Box) -> bool:
    """Tell whether a line runs through the inside of a box (Liang and Barsky's clipping)."""
    dx, dy = leader.x1 - leader.x0, leader.y1 - leader.y0
    enter, leave = 0.0, 1.0
    for delta, low, high in (
        (dx, box.left + TOUCH - leader.x0, box.right - TOUCH - leader.x0),
        (dy, box.bottom + TOUCH - leader.y0, box.top - TOUCH - leader.y0),
    ):
        if abs(delta) < TOUCH:
            if not low <= 0 <= high:
                return False
            continue
        near, far = sorted((low / delta, high / delta))
        enter, leave = max(enter, near), min(leave, far)
    return enter < leave


def leaders_cross(first: Leader, second: Leader) -> bool:
    """Tell whether two lines meet anywhere, their ends and running along each other included."""

    def side(line: Leader, x: float, y: float) -> float:
        return (line.x1 - line.x0) * (y - line.y0) - (line.y1 - line.y0) * (x - line.x0)

    if _apart(first.x0, first.x1, second.x0, second.x1):
        return False
    if _apart(first.y0, first.y1, second.y0, second.y1):
        return False
    one = side(first, second.x0, second.y0) * side(first, second.x1, second.y1)
    two = side(second, first.x0, first.y0) * side(second, first.x1, first.y1)
    return one <= TOUCH and two <= TOUCH


def _apart(start: float, end: float, other_start: float, other_end: float) -> bool:
    """Tell whether two stretches of one axis, given by their ends in any order, do not meet."""
    low, high = (start, end) if start < end else (end, start)
    other_low, other_high = (
        (other_start, other_end) if other_start < other_end else (other_end, other_start)
    )
    return low > other_high + TOUCH or other_low > high + TOUCH


def compatible(first: Place, second: Place, spacing: float = 0.0) -> bool:
    """Tell whether two places can both be taken, with that many points between their words."""
    if overlap(first.box, second.box, spacing):
        return False
    if first.leader and crosses_box(first.leader, second.box, spacing / 2):
        return False
    if second.leader and crosses_box(second.leader, first.box, spacing / 2):
        return False
    return not (first.leader and second.leader and leaders_cross(first.leader, second.leader))


def place_labels(
    labels: Sequence[Label], bounds: Box, obstacles: Iterable[Box] = (), spacing: float = 0.0
) -> dict[Hashable, Place]:
    """Choose a place for as many labels as possible, those that matter more first.

    Labels keep `spacing` points from each other.

    Returns the chosen places by key; a label missing from it has no place. A label that finds
    all its places taken may move one less important label to another of that label's places.
    """
    blocked = tuple(obstacles)
    free = {label.key: _free_places(label, bounds, blocked) for label in labels}
    order = sorted(range(len(labels)), key=lambda index: (-labels[index].priority, index))
    chosen: dict[Hashable, Place] = {}
    for index in order:
        key = labels[index].key
        place = _first_fitting(free[key], chosen, spacing)
        if place is None:
            _make_room(key, free, chosen, spacing)
        else:
            chosen[key] = place
    return {label.key: chosen[label.key] for label in labels if label.key in chosen}


def _free_places(label: Label, bounds: Box, obstacles: Sequence[Box]) -> list[Place]:
    return [
        place
        for place in label.places
        if inside(place.box, bounds) and not any(_hits(place, obstacle) for obstacle in obstacles)
    ]


def _hits(place: Place, obstacle: Box) -> bool:
    leader = place.leader
    return overlap(place.box, obstacle) or bool(leader and crosses_box(leader, obstacle))


def _first_fitting(
    places: Iterable[Place], chosen: Mapping[Hashable, Place], spacing: float
) -> Place | None:
    for place in places:
        if all(compatible(place, other, spacing) for other in chosen.values()):
            return place
    return None


def _make_room(
    key: Hashable,
    free: Mapping[Hashable, list[Place]],
    chosen: dict[Hashable, Place],
    spacing: float,
) -> None:
    """Try each place that only one other label blocks, and move that label elsewhere."""
    for place in free[key][:_MOST_TRIALS]:
        blockers = [
            other for other, taken in chosen.items() if not compatible(place, taken, spacing)
        ]
        if len(blockers) != 1:
            continue
        others = {other: taken for other, taken in chosen.items() if other != blockers[0]}
        others[key] = place
        moved = _first_fitting(free[blockers[0]], others, spacing)
        if moved is not None:
            chosen[key] = place
            chosen[blockers[0]] = moved
            return


def spread_rows(positions: Sequence[float], spacing: float, rows: int) -> list[int]:
    """Give marks on a line a row each, so that marks nearer than `spacing` do not share one.

    Rows are counted from 0; where all `rows` are taken, the one free for longest is used.
    """
    last = [float("-inf")] * max(rows, 1)
    result = [0] * len(positions)
    for index in sorted(range(len(positions)), key=lambda item: (positions[item], item)):
        fitting = [row for row, x in enumerate(last) if positions[index] - x >= spacing]
        row = fitting[0] if fitting else min(range(len(last)), key=lambda item: (last[item], item))
        last[row] = positions[index]
        result[index] = row
    return result
