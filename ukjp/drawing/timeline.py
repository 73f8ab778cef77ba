"""The timeline: happenings in lanes, from the first declaration to what is still planned.

Filled marks happened, hollow ones were planned when reported; a rounded bar lasted for days, an
angular one says that the day is known only within it. Lanes get as much height as their words
need; where words no longer fit, marks are numbered and a key below lists them
(`ukjp.drawing.lanes`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ukjp.drawing.axis import day_number, draw_time_axis, time_ticks
from ukjp.drawing.canvas import Canvas, KeyEntry
from ukjp.drawing.labels import format_span
from ukjp.drawing.lane_layout import (
    Lane,
    Layout,
    Row,
    drawn_rows,
    key_groups,
    plan_lanes,
    time_limits,
)
from ukjp.drawing.lanes import LaneMark, LanePlan, mark_height
from ukjp.drawing.measure import Block, Line, text_width
from ukjp.drawing.placement import Box
from ukjp.drawing.theme import Size, Theme, blend, drawing_style, find_size, find_theme
from ukjp.drawing.wording import LANE_WORDS
from ukjp.reconciling.happenings import LANE_ORDER
from ukjp.reconciling.series import Span, negotiation_span

TINT = 0.25


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

    `ax` is drawn on where one is given; `size` and `theme` are those of the figures, and `donor`
    names the talks. Its height is the axes' own; marks whose words find no place are numbered and
    their words appended to `key`. Nothing is saved, shown or set globally.

    Shape: one Axes: days across, a lane for each kind of happening.
    Units: days; labels in points.
    Raises: ParameterError for an unknown size or theme.
    Source: the table, row by row.

    >>> import ukjp
    >>> from matplotlib.figure import Figure
    >>> table = ukjp.negotiation_timeline(ukjp.load())
    >>> axes = ukjp.plot_timeline(table, ax=Figure(figsize=(12, 6)).subplots())
    >>> len(axes.get_yticks())
    0
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
    ax.set_ylim(0, layout.height + span_height(span, size) or 1.0)
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
        _draw_words(canvas, lane.marks[index], place, y)
    for label in plan.numbered:
        last = number + len(label.members) - 1
        words = str(number) if last == number else f"{number}–{last}"
        number = last + 1
        _draw_number(canvas, words, label.place.box.moved(0, y), lane_colour(theme, lane.name))


def _draw_number(canvas: Canvas, words: str, box: Box, colour: str) -> None:
    text = Block((Line(words, canvas.size.small, bold=True, tone="accent"),))
    centre, half = (box.left + box.right) / 2, text.width / 2
    anchor = _figure_point(canvas, (centre, box.bottom))
    narrow = _from_axes(canvas, Box(centre - half, box.bottom, centre + half, box.top))
    canvas.write(text, narrow, "center", colour, canvas.data(*anchor), anchor)


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
    thin = size.label / 12
    canvas.ax.plot(days, [y, y], color=theme.level, linewidth=thin, marker="|",
                   markersize=size.label * 0.7, markeredgewidth=thin, zorder=2)  # fmt: skip
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
