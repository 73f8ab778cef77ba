"""The timeline: happenings in lanes, from the first declaration to what is still planned.

Filled marks happened, hollow ones were planned when reported; a rounded bar lasted for days, an
angular one says that the day is known only within it. Lanes get as much height as their words
need; where words no longer fit, marks are numbered and a key below lists them
(`ukjp.drawing.lanes`).
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import seaborn as sns
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ukjp.drawing.axis import day_number, draw_time_axis, time_ticks
from ukjp.drawing.canvas import Canvas, KeyEntry
from ukjp.drawing.key import KeyGroup, KeyPlan, key_sizes, least_height, plan_key
from ukjp.drawing.labels import format_span
from ukjp.drawing.lanes import LaneMark, LanePlan, Room, mark_height, plan_lane, rooms
from ukjp.drawing.measure import Block, Line, text_width
from ukjp.drawing.placement import Box
from ukjp.drawing.theme import Size, Theme, blend, drawing_style, find_size, find_theme
from ukjp.drawing.wording import LANE_WORDS, day_cell, happening_words
from ukjp.reconciling.happenings import LANE_ORDER
from ukjp.reconciling.series import Span, negotiation_span

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

TINT = 0.25


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
    rows = [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]
    if whole or not rows:
        return rows, 0
    core = [row for row in rows if row["lane"] != "context"] or rows
    first, last = _core_span(core)
    if core is not rows:
        first, last = first - dt.timedelta(days=_MARGIN), last + dt.timedelta(days=_MARGIN)
    kept = [row for row in rows if _latest(row) >= first and _earliest(row) <= last]
    return kept, len(rows) - len(kept)


def _earliest(row: Mapping[str, Any]) -> dt.date:
    return day_cell(row["date_earliest"]) or day_cell(row["date_latest"]) or dt.date.min


def _latest(row: Mapping[str, Any]) -> dt.date:
    return day_cell(row["date_latest"]) or day_cell(row["date_earliest"]) or dt.date.max


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
        options = [
            [plan, *(plan_lane(lane.marks, ends, room, size, crowding) for room in _useful(lane, size))]
            for lane, plan in zip(lanes, least, strict=True)
        ]
        found = _divide(lanes, options, size, available, width, colours)
        if found:
            return found
    height = sum(plan.height + lane_gap(size) for plan in least)
    key = plan_key(key_groups(lanes, least, colours), width, size, max(available - height, 0))
    return _stack(lanes, least, size, height), key


def _may_fit(plans: Sequence[LanePlan], size: Size, available: float, width: float) -> bool:
    """Tell whether lanes and the key of what they number could be low enough, at a first look."""
    entries = sum(len(plan.numbers) for plan in plans)
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
    costs = [[_cost(lane, plan) for plan in plans] for lane, plans in zip(lanes, options, strict=True)]
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
        if key.whole and key.height <= room and (best is None or total < best[0]):
            best = total, plans, key
        tried[numbered] = room
    return (_stack(lanes, best[1], size, available - best[2].height), best[2]) if best else None


def _cost(lane: Lane, plan: LanePlan) -> float:
    """Return what a plan loses: the importance of words it moves to the key, then its height."""
    return sum(lane.marks[index].priority for index in plan.numbers) + plan.height / 1000


def _key_cost(key: KeyPlan, size: Size) -> float:
    """Return what a key loses that is set smaller than usual or cuts its words."""
    usual, _ = key_sizes(size)
    smaller = (usual - key.points) / usual if key.columns else 0.0
    return 250 * smaller + (60 if key.cut else 0)


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
    earliest, latest = day_cell(row["date_earliest"]), day_cell(row["date_latest"])
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


def plot_timeline(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    theme: str = "light",
    size: str = "slide",
    donor: str = "",
    key: list[KeyEntry] | None = None,
) -> Axes:
    """Draw the happenings of `negotiation_timeline` in lanes and return the axes.

    Its height is the axes' own; marks whose words find no place are numbered and their words
    appended to `key`. Nothing is saved, shown or set globally.
    """
    look, place = find_theme(theme), find_size(size)
    with drawing_style(look, place):
        axes = ax if ax is not None else Figure(figsize=(place.width, place.height)).add_subplot()
        rows, _ = drawn_rows(table, whole=True)
        canvas = Canvas(axes, look, place)
        limits = time_limits(rows, place)
        over = span_height(negotiation_span(table, donor), place)
        colours = {name: lane_colour(look, name) for name in LANE_ORDER}
        ends = (canvas.frame.left, canvas.frame.right)
        layout, _ = plan_lanes(rows, limits, ends, place, canvas.frame.height - over, colours)
        draw_timeline(axes, layout, limits, look, place, table, donor)
    if key is not None:
        key += [e for g in key_groups(layout.lanes, layout.plans, colours) for e in g.entries]
    return axes


def span_height(span: Span | None, size: Size) -> float:
    """Return the height in points that the span above the lanes takes."""
    return size.label * 2.0 if span else 0.0


def lane_colour(theme: Theme, name: str) -> str:
    """Return the colour of a lane's words: its marks' colour, or the muted ink for context."""
    return theme.muted if name == "context" else theme.lanes[name]


def draw_timeline(
    ax: Axes, layout: Layout, limits: tuple[float, float], theme: Theme, size: Size,
    table: pd.DataFrame, donor: str,
) -> None:  # fmt: skip
    """Draw lanes, marks, labels and the span onto an axes whose y runs in points."""
    span = negotiation_span(table, donor)
    ax.set_xlim(*limits)
    ax.set_ylim(0, layout.height + span_height(span, size))
    sns.despine(ax=ax, left=True)
    ax.set_yticks([])
    canvas = Canvas(ax, theme, size)
    first, last = (pd.Timestamp("1970-01-01") + pd.Timedelta(days=day) for day in limits)
    ticks = time_ticks(first.date(), last.date(), canvas.frame.width, size)
    draw_time_axis(ax, ticks, size, theme)
    ax.grid(visible=True, axis="x", color=theme.grid, linewidth=size.axis / 20, zorder=0.2)
    ax.set_axisbelow(True)
    number = 1
    for lane, plan, y in zip(layout.lanes, layout.plans, layout.lines, strict=True):
        _draw_lane(canvas, lane, plan, y, number)
        number += len(plan.numbers)
    if span:
        _draw_span(canvas, span, layout.height)


def _draw_lane(canvas: Canvas, lane: Lane, plan: LanePlan, y: float, number: int) -> None:
    theme, size = canvas.theme, canvas.size
    colour = theme.lanes[lane.name]
    canvas.ax.plot(canvas.ax.get_xlim(), [y, y], color=blend(colour, theme.ground, 0.55),
                   linewidth=size.label / 14, zorder=1)  # fmt: skip
    _name_lane(canvas, lane.name, y, plan)
    for row, mark, offset in zip(lane.rows, lane.marks, plan.offsets, strict=True):
        quiet = theme.context if row["role"] == "reference" else colour
        artist = _draw_mark(canvas, row, mark, y + offset, quiet)
        canvas.tag(artist, row, mark.words)
    for index, place in plan.worded.items():
        _draw_words(canvas, lane.marks[index], place, y)  # type: ignore[arg-type]
    for label in plan.numbered:
        last = number + len(label.members) - 1
        words = str(number) if last == number else f"{number}–{last}"
        number = last + 1
        box = label.place.box.moved(0, y)
        text = Block((Line(words, size.small, bold=True, tone="accent"),))
        centre = (box.left + box.right) / 2
        anchor = (centre, y)
        narrow = Box(centre - text.width / 2, box.bottom, centre + text.width / 2, box.top)
        canvas.write(text, _from_axes(canvas, narrow), "center", lane_colour(theme, lane.name),
                     canvas.data(*_figure_point(canvas, anchor)), _figure_point(canvas, anchor))  # fmt: skip


def _figure_point(canvas: Canvas, point: tuple[float, float]) -> tuple[float, float]:
    """Return a point of the axes (x in points of the figure, y in points of the axes)."""
    return point[0], canvas.frame.bottom + point[1]


def _from_axes(canvas: Canvas, box: Box) -> Box:
    return box.moved(0, canvas.frame.bottom)


def _draw_words(canvas: Canvas, mark: LaneMark, place: Any, y: float) -> None:
    block, align = place.note
    anchor = _figure_point(canvas, (mark.centre, y))
    leader = place.leader
    canvas.leader(
        leader._replace(
            y0=leader.y0 + y + canvas.frame.bottom, y1=leader.y1 + y + canvas.frame.bottom
        ),
        anchor,
    )
    box = _from_axes(canvas, place.box.moved(0, y))
    canvas.write(block, box, align, canvas.theme.ink, canvas.data(*anchor), anchor)


def _name_lane(canvas: Canvas, name: str, y: float, plan: LanePlan) -> None:
    """Write a lane's name beside its line, or above it where there is no room beside."""
    size = canvas.size
    words = LANE_WORDS[name]
    colour = lane_colour(canvas.theme, name)
    text = Block((Line(words, size.label, bold=True, tone="accent"),))
    if size.narrow:
        left, baseline = canvas.frame.left, y + plan.top + size.small * 0.35
        box = Box(left, baseline, left + text.width, baseline + text.height)
    else:
        left = size.margin
        box = Box(left, y - size.label * 0.57, left + text.width, y + size.label * 0.43)
    anchor = _figure_point(canvas, (canvas.frame.left, y))
    canvas.write(text, _from_axes(canvas, box), "left", colour, canvas.data(*anchor), anchor)


def _draw_mark(canvas: Canvas, row: Row, mark: LaneMark, y: float, colour: str) -> Artist:
    """Draw a dot, a rounded bar (lasted) or an angular one (some day within)."""
    theme, size = canvas.theme, canvas.size
    height, rim = mark_height(size), size.label / 9
    planned = row["status"] == "planned"
    days = [canvas.data(x, 0)[0] for x in (mark.left, mark.right)]
    if row["precision"] == "within" and mark.right > mark.left:
        half = canvas.units(height * 0.38)
        fill = theme.ground if planned else blend(colour, theme.ground, TINT)
        bar = Rectangle((days[0], y - half), days[1] - days[0], 2 * half, facecolor=fill,
                        edgecolor=colour, linewidth=rim * 0.7, zorder=2,
                        linestyle="dashed" if planned else "solid")  # fmt: skip
        return canvas.ax.add_patch(bar)
    if row["precision"] == "lasts" and mark.right - mark.left > height * 0.25:
        return _draw_pill(canvas, days, y, colour, hollow=planned)
    middle = (days[0] + days[1]) / 2
    (dot,) = canvas.ax.plot(
        [middle], [y], marker="o", markersize=height - rim, linestyle="none",
        markerfacecolor=theme.ground if planned else colour, markeredgecolor=colour,
        markeredgewidth=rim, zorder=3, clip_on=False,
    )  # fmt: skip
    return dot


def _draw_pill(
    canvas: Canvas, days: Sequence[float], y: float, colour: str, *, hollow: bool
) -> Line2D:
    """Draw a bar with round ends; a hollow one is a wide line with a narrower one on it."""
    height, rim = mark_height(canvas.size), canvas.size.label / 9
    (pill,) = canvas.ax.plot(days, [y, y], color=colour, linewidth=height * 0.9,
                             solid_capstyle="round", zorder=3, clip_on=False)  # fmt: skip
    if hollow:
        canvas.ax.plot(days, [y, y], color=canvas.theme.ground, linewidth=height * 0.9 - 2 * rim,
                       solid_capstyle="round", zorder=3.1, clip_on=False)  # fmt: skip
    return pill


def _draw_span(canvas: Canvas, span: Span, base: float) -> None:
    """Draw the days from first talks to signing as a line with two ends and its length."""
    theme, size = canvas.theme, canvas.size
    y = base + size.label * 0.4
    days = [day_number(span.begin_day), day_number(span.finish_day)]
    canvas.ax.plot(days, [y, y], color=theme.level, linewidth=size.label / 12, marker="|",
                   markersize=size.label * 0.7, markeredgewidth=size.label / 12, zorder=2)  # fmt: skip
    length = format_span(span.low, span.high)
    words = f"{length} from {span.begin} to {span.finish}"
    if text_width(words, size.label, bold=True) > canvas.frame.width:
        words = length
    text = Block((Line(words, size.label, bold=True, tone="accent"),))
    centre = (canvas.x(days[0]) + canvas.x(days[1])) / 2
    half = text.width / 2
    centre = min(max(centre, canvas.frame.left + half), canvas.frame.right - half)
    anchor = _figure_point(canvas, (centre, y))
    bottom = anchor[1] + size.label * 0.4
    box = Box(centre - half, bottom, centre + half, bottom + text.height)
    canvas.write(text, box, "center", theme.level, canvas.data(*anchor), anchor)
