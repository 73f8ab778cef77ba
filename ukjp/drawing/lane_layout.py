"""How lanes and key of the timeline share its height: what is drawn, and where each lane lies."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from ukjp.drawing.axis import day_number
from ukjp.drawing.canvas import KeyEntry
from ukjp.drawing.key import APART, KeyGroup, KeyPlan, key_sizes, least_height, plan_key
from ukjp.drawing.lanes import LaneMark, LanePlan, Room, plan_lane, rooms
from ukjp.drawing.theme import Size
from ukjp.drawing.wording import LANE_WORDS, happening_words
from ukjp.reconciling.cells import day_of, records_of
from ukjp.reconciling.happenings import LANE_ORDER

Row = dict[str, Any]

_PRIORITIES = {
    "signing": 100.0, "declaration": 90.0, "negotiation_round": 85.0,
    "negotiation_progress": 70.0, "pledge": 80.0, "disbursement": 70.0, "conference": 60.0,
    "summit": 55.0, "call": 50.0, "visit": 50.0, "meeting": 40.0, "other": 10.0,
}  # fmt: skip

_LONELY = 548
"""Days without any event that cut off a few much earlier ones from the drawing."""

_WIDE = 400
"""A happening known only within more days than this does not decide how far the axis reaches."""

_MARGIN = 31
"""Days by which events of context may lie outside the others' span and still be drawn."""


_APART_COST = 150.0
"""What a key on a page of its own loses: the words of some three less important marks."""


class Lane(NamedTuple):
    """A lane's name, its rows and their marks on the line."""

    name: str
    rows: tuple[Row, ...]
    marks: tuple[LaneMark, ...]


class Layout(NamedTuple):
    """Lanes with their plans and the height of the line of each, in points from the bottom."""

    lanes: tuple[Lane, ...]
    plans: tuple[LanePlan, ...]
    lines: tuple[float, ...]
    height: float


def drawn_rows(table: pd.DataFrame, *, whole: bool) -> tuple[list[Row], int]:
    """Return the rows to draw, and how many lie too far off; `whole` draws every row.

    What happened long before everything else, and context outside the span of the rest, would
    leave no room for the rest: it stays in the figure's data and is counted in its notes.
    """
    rows = records_of(table)
    if whole or not rows:
        return rows, 0
    core = [row for row in rows if row["lane"] != "context"] or rows
    first, last = _core_span(core)
    if core is not rows:
        first, last = first - dt.timedelta(days=_MARGIN), last + dt.timedelta(days=_MARGIN)
    kept = [row for row in rows if _latest(row) >= first and _earliest(row) <= last]
    return kept, len(rows) - len(kept)


def _earliest(row: Mapping[str, Any]) -> dt.date:
    return day_of(row["date_earliest"]) or day_of(row["date_latest"]) or dt.date.min


def _latest(row: Mapping[str, Any]) -> dt.date:
    return day_of(row["date_latest"]) or day_of(row["date_earliest"]) or dt.date.max


def _core_span(rows: Sequence[Row]) -> tuple[dt.date, dt.date]:
    """Return first and last day of the bulk of the rows, lonely early ones left aside."""
    narrow = [row for row in rows if (_latest(row) - _earliest(row)).days <= _WIDE] or list(rows)
    narrow.sort(key=lambda row: (_earliest(row), _latest(row)))
    cut = 0
    for index in range(1, len(narrow)):
        gap = (_earliest(narrow[index]) - max(_latest(row) for row in narrow[:index])).days
        if gap > _LONELY and index <= len(narrow) / 2:
            cut = index
    return min(_earliest(row) for row in narrow[cut:]), max(_latest(row) for row in narrow[cut:])


def time_limits(rows: Sequence[Row], size: Size) -> tuple[float, float]:
    """Return the limits of the time axis as day numbers, with room at both ends."""
    narrow = [row for row in rows if (_latest(row) - _earliest(row)).days <= _WIDE] or list(rows)
    if not narrow:
        today = day_number(dt.date(2024, 1, 1))
        return today - 180, today + 180
    first = day_number(min(_earliest(row) for row in narrow))
    last = day_number(max(_latest(row) for row in narrow))
    length = max(last - first, 60.0)
    middle = (first + last) / 2
    room = 0.07 if size.narrow else 0.045
    return middle - length * (0.5 + room), middle + length * (0.5 + room)


def plan_lanes(
    rows: Sequence[Row],
    limits: tuple[float, float],
    ends: tuple[float, float],
    size: Size,
    available: float,
    colours: Mapping[str, str],
) -> tuple[Layout, KeyPlan]:
    """Lay out the lanes between two x in points, and the key, within a height.

    Of all ways to divide the height between lanes and key the one is taken that leaves the most
    important words in place; the key's text is made smaller only where there is no other way.
    """
    lanes = _lanes(rows, limits, ends)
    width = ends[1] - size.margin
    for crowding in (3, 2, 1):
        least = [plan_lane(lane.marks, ends, rooms(size)[0], size, crowding) for lane in lanes]
        if not _may_fit(least, size, available, width):
            continue
        options = [[plan] for plan in least]
        for lane, plans in zip(lanes, options, strict=True):
            for room in _useful(lane, size):
                plans.append(plan_lane(lane.marks, ends, room, size, crowding))
        found = _divide(lanes, options, size, available, width, colours)
        if found:
            return found
    height = sum(plan.height + lane_gap(size) for plan in least)
    key = plan_key(key_groups(lanes, least, colours), width, size, max(available - height, 0))
    return _stack(lanes, least, size, height), key


def _may_fit(plans: Sequence[LanePlan], size: Size, available: float, width: float) -> bool:
    """Tell whether lanes and the key of what they number could be low enough, at a first look."""
    # The page of a bare figure tells the key where the figure has no room for it.
    entries = 0 if size.bare else sum(len(plan.numbers) for plan in plans)
    key = least_height(entries, width, key_sizes(size)[1])
    return sum(plan.height + lane_gap(size) for plan in plans) + key <= available


def _divide(
    lanes: Sequence[Lane],
    options: Sequence[Sequence[LanePlan]],
    size: Size,
    available: float,
    width: float,
    colours: Mapping[str, str],
) -> tuple[Layout, KeyPlan] | None:
    """Return the division of the height that loses least, or None where nothing fits."""
    costs = [
        [_cost(lane, plan) for plan in plans] for lane, plans in zip(lanes, options, strict=True)
    ]
    ways = sorted(
        (sum(cost[level] for cost, level in zip(costs, way, strict=True)), way)
        for way in itertools.product(*(range(len(plans)) for plans in options))
    )
    tried: dict[tuple[tuple[int, ...], ...], float] = {}
    best: tuple[float, list[LanePlan], KeyPlan] | None = None
    for cost, way in ways:
        if best and cost >= best[0]:
            break
        plans = [option[level] for option, level in zip(options, way, strict=True)]
        numbered = tuple(tuple(plan.numbers) for plan in plans)
        room = available - sum(plan.height + lane_gap(size) for plan in plans)
        if room <= tried.get(numbered, -1.0) or not _may_fit(plans, size, available, width):
            continue
        key = plan_key(key_groups(lanes, plans, colours), width, size, room)
        total = cost + _key_cost(key, size)
        fits = (key.whole and key.height <= room) or key is APART
        if fits and (best is None or total < best[0]):
            best = total, plans, key
        tried[numbered] = room
    return (_stack(lanes, best[1], size, available - best[2].height), best[2]) if best else None


def _cost(lane: Lane, plan: LanePlan) -> float:
    """Return what a plan loses: the importance of words it moves to the key, then its height."""
    return sum(lane.marks[index].priority for index in plan.numbers) + plan.height / 1000


def _key_cost(key: KeyPlan, size: Size) -> float:
    """Return what a key loses that is set smaller than usual, cuts its words or stands apart."""
    if key is APART:
        return _APART_COST
    usual, _ = key_sizes(size)
    smaller = (usual - key.points) / usual if key.columns else 0.0
    return 2500 * smaller**2 + (60 if key.cut else 0)


def _useful(lane: Lane, size: Size) -> Sequence[Room]:
    """Return the rooms worth trying: few marks never need the highest."""
    return rooms(size)[1 : 3 + len(lane.marks) // 2]


def _lanes(
    rows: Sequence[Row], limits: tuple[float, float], ends: tuple[float, float]
) -> list[Lane]:
    left, right = ends
    scale = (right - left) / (limits[1] - limits[0])
    lanes = []
    for name in LANE_ORDER:
        own = [row for row in rows if row["lane"] == name]
        marks = []
        for row in own:
            first, last = row_days(row, limits)
            x0, x1 = left + (first - limits[0]) * scale, left + (last - limits[0]) * scale
            marks.append(LaneMark(x0, x1, happening_words(row), _priority(row)))
        if own:
            lanes.append(Lane(name, tuple(own), tuple(marks)))
    return lanes


def _priority(row: Mapping[str, Any]) -> float:
    muted = 0.5 if row["role"] == "reference" else 1.0
    return muted * _PRIORITIES.get(row["type"], 10.0)


def row_days(row: Mapping[str, Any], limits: tuple[float, float]) -> tuple[float, float]:
    """Return first and last day of a row as day numbers within the limits."""
    earliest, latest = day_of(row["date_earliest"]), day_of(row["date_latest"])
    first = day_number(earliest) if earliest else limits[0]
    last = day_number(latest) if latest else limits[1]
    return min(max(first, limits[0]), limits[1]), max(min(last, limits[1]), limits[0])


def lane_gap(size: Size) -> float:
    """Return the least height between two lanes in points."""
    return size.label * 0.55 + (size.small * 1.25 if size.narrow else 0)


def _stack(
    lanes: Sequence[Lane], plans: Sequence[LanePlan], size: Size, available: float
) -> Layout:
    """Put lanes under each other and spread what height is left between them."""
    gap = lane_gap(size)
    needed = sum(plan.height + gap for plan in plans)
    # A figure that grows is no higher than it must be.
    most = needed if size.grows else min(available, needed * 1.5)
    spare = max(most - needed, 0) / (len(plans) + 1)
    height = max(needed + spare * (len(plans) + 1), 0)
    lines = []
    top = height
    for plan in plans:
        top -= gap + spare
        lines.append(top - plan.top)
        top = lines[-1] + plan.bottom
    return Layout(tuple(lanes), tuple(plans), tuple(lines), height)


def key_groups(
    lanes: Sequence[Lane], plans: Sequence[LanePlan], colours: Mapping[str, str]
) -> list[KeyGroup]:
    """Return the numbered marks of all lanes as a key, numbered from 1 down the lanes."""
    groups, number = [], 1
    for lane, plan in zip(lanes, plans, strict=True):
        entries = []
        for index in plan.numbers:
            entries.append(KeyEntry(number, lane.marks[index].words, colours[lane.name]))
            number += 1
        if entries:
            groups.append(KeyGroup(LANE_WORDS[lane.name], colours[lane.name], tuple(entries)))
    return groups
