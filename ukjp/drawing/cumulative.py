"""The aid chart: totals as stated, pledges with their parts, and what adds nothing.

A total is drawn as a line from the day it is certain: a step where the articles state growth, and
no step between figures for one and the same total ("more than 12 billion", "12.1 billion"). Lower
bounds carry an open triangle that points up; a day known only within bounds is a bar from the
first to the last possible day. A pledge is a bar on its day, its parts stand inside it, guarantees
are hatched; a pledge named again points back to its bar.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ukjp.drawing.axis import day_number
from ukjp.drawing.bars import (
    TINT,
    Bar,
    Row,
    arrange_bars,
    draw_bar,
    draw_restatements,
    drawable_rows,
    span_days,
)
from ukjp.drawing.canvas import Canvas, KeyEntry, Request
from ukjp.drawing.labels import top_level
from ukjp.drawing.placement import Box
from ukjp.drawing.theme import Size, blend, drawing_style, find_size, find_theme
from ukjp.drawing.wording import MarkWords, aid_words
from ukjp.reconciling.cells import day_of, number_of, records_of

BAR_ROLES = ("increment", "uncounted")
_SIDES_LEVEL = (
    "above right", "above flush left", "above flush right", "above left", "below right",
    "below flush left", "below left", "below flush right", "left", "right",
)  # fmt: skip
_SIDES_SPAN = (
    "above flush right", "above flush left", "above", "below flush right", "below flush left",
    "below", "right", "left",
)  # fmt: skip


class Step(NamedTuple):
    """A stretch of the line of totals, in day numbers and value; `rises` if a step leads to it."""

    first: float
    last: float
    value: float
    rises: bool


def value_range(table: pd.DataFrame) -> float:
    """Return the highest value drawn in the main panel, in units of its currency."""
    rows = drawable_rows(table, ("level", *BAR_ROLES, "component", "restatement", "reference"))
    ends = [number_of(row[name]) or 0.0 for row in rows for name in ("value", "high")]
    return max(ends, default=0.0)


def day_range(table: pd.DataFrame, as_of: dt.date | None = None) -> tuple[dt.date, dt.date] | None:
    """Return first and last day that anything drawn can stand for, the day of knowledge included.

    None where nothing is dated.
    """
    days = [
        day
        for row in records_of(table)
        if not row.get("carried")
        for day in (day_of(row["date_earliest"]), day_of(row["date_latest"]))
        if day
    ]
    if not days:
        return (as_of, as_of) if as_of and len(table) else None
    return min(days), max([*days, as_of] if as_of else days)


def plot_cumulative_aid(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    theme: str = "light",
    size: str = "slide",
    as_of: dt.date | None = None,
    top: float | None = None,
    key: list[KeyEntry] | None = None,
) -> Axes:
    """Draw totals, pledges and restatements of `cumulative_aid` and return the axes.

    `ax` is drawn on where one is given. `size` and `theme` are those of the figures; `as_of` is the
    day after which nothing is known. The limits in time are kept if set; the value axis runs from
    zero to `top` (default: what leaves room for the labels). Marks whose words find no place are
    numbered and their words appended to `key`. Nothing is saved, shown or set globally.

    Shape: one Axes: days across, money upwards.
    Units: the value axis is in billions or millions of the table's currency; labels in points.
    Raises: ParameterError for an unknown size or theme.
    Source: the table, row by row.

    >>> import ukjp
    >>> from matplotlib.figure import Figure
    >>> table = ukjp.cumulative_aid(ukjp.load())
    >>> axes = ukjp.plot_cumulative_aid(table, ax=Figure().subplots())
    >>> axes.get_ylim()[0]
    np.float64(0.0)
    """
    look, place = find_theme(theme), find_size(size)
    with drawing_style(look, place):
        axes = ax if ax is not None else Figure(figsize=(place.width, place.height)).add_subplot()
        set_time_limits(axes, table, as_of, place, keep=ax is not None)
        high = top or value_range(table) * 1.25
        axes.set_ylim(0, high or 1.0)
        canvas = Canvas(axes, look, place)
        draw_aid(canvas, table, as_of)
        entries = canvas.settle(1 + len(key or []))
    if key is not None:
        key += entries
    return axes


def set_time_limits(
    ax: Axes, table: pd.DataFrame, as_of: dt.date | None, size: Size, *, keep: bool
) -> None:
    """Set the limits in time to what the table holds, unless the axes has them already."""
    if keep and not ax.get_autoscalex_on():
        return
    first, last = padded_days(table, as_of, size)
    ax.set_xlim(first, last)


def padded_days(table: pd.DataFrame, as_of: dt.date | None, size: Size) -> tuple[float, float]:
    """Return the limits of the time axis as day numbers, with room for marks at both ends."""
    span = day_range(table, as_of)
    if span is None:
        today = as_of or dt.date(2024, 1, 1)
        span = (today - dt.timedelta(days=180), today)
    first, last = day_number(span[0]), day_number(span[1])
    length = max(last - first, 40.0)
    middle = (first + last) / 2
    room = 0.05 if not size.narrow else 0.07
    return middle - length * (0.5 + room), middle + length * (0.5 + room)


def draw_aid(canvas: Canvas, table: pd.DataFrame, as_of: dt.date | None) -> None:
    """Draw all marks of the main panel and ask for their labels."""
    _draw_reference(canvas, table)
    top = top_level(table)
    _draw_levels(canvas, drawable_rows(table, ("level",)), as_of, top["ledger_id"] if top else "")
    bars = _arrange_bars(canvas, table)
    for bar in bars:
        draw_bar(canvas, bar, canvas.theme.increment)
    names = {row["ledger_id"] for row in drawable_rows(table, ("receipt",))}
    again = [row for row in drawable_rows(table, ("restatement",)) if row["parent"] not in names]
    draw_restatements(canvas, again, bars, canvas.theme.increment)


def _draw_levels(canvas: Canvas, rows: list[Row], as_of: dt.date | None, top: str) -> None:
    end = day_number(as_of) if as_of else canvas.ax.get_xlim()[1]
    end = max([end, *(_certain(canvas, row) for row in rows)])
    steps = level_steps([(_certain(canvas, row), row) for row in rows], end)
    thick = canvas.size.label / 5.5
    for index, step in enumerate(steps):
        _line(canvas, [step.first, step.last], [step.value] * 2, thick, "solid")
        canvas.block(step.first, step.value, step.last, step.value, thick / 2 + 1)
        if step.rises:
            below = steps[index - 1].value
            _line(canvas, [step.first] * 2, [below, step.value], thick / 2.2, "solid")
            canvas.block(step.first, below, step.first, step.value, 1.5)
    for row in rows:
        _draw_level(canvas, row, top=row["ledger_id"] == top)


def level_steps(stated: Sequence[tuple[float, Row]], end: float) -> list[Step]:
    """Return the line of totals: from each stated day on, up to the next or to `end`.

    A later figure for the same total continues the line without a step, and a figure below what
    is known already does not lower it. Upper bounds ("up to") state no total reached.
    """
    steps: list[Step] = []
    group = ""
    for day, row in sorted(stated, key=lambda pair: pair[0]):
        if row["qualifier"] == "up_to" or (steps and row["value"] <= steps[-1].value):
            continue
        if steps:
            steps[-1] = steps[-1]._replace(last=day)
        rises = bool(steps) and not (group and row["same_total"] == group)
        steps.append(Step(day, end, row["value"], rises))
        group = row["same_total"]
    return steps


def _certain(canvas: Canvas, row: Row) -> float:
    """Return the day from which a figure is certain to have been stated."""
    if row["carried"]:
        return float(canvas.ax.get_xlim()[0])
    day = day_of(row["date_latest"]) or day_of(row["date_earliest"])
    assert day  # noqa: S101 - drawable rows have a day
    return day_number(day)


def _line(canvas: Canvas, xs: list[float], ys: list[float], width: float, style: str) -> Line2D:
    (line,) = canvas.ax.plot(xs, ys, color=canvas.theme.level, linewidth=width, linestyle=style,
                             solid_capstyle="butt", zorder=3)  # fmt: skip
    return line


def _draw_level(canvas: Canvas, row: Row, *, top: bool) -> None:
    words = aid_words(row)
    earliest, latest = span_days(canvas, row)
    x, value = _certain(canvas, row), row["value"]
    if row["carried"]:
        # The line comes in from the left; its label stands at the edge.
        box = Box(canvas.x(x), canvas.y(value) - 2, canvas.x(x) + 4, canvas.y(value) + 2)
    elif earliest < latest:
        box = draw_span(canvas, row, words, (earliest, latest), canvas.theme.level)
    else:
        box = draw_point(canvas, row, words, x, canvas.theme.level)
    sides = _SIDES_SPAN if earliest < latest and not row["carried"] else _SIDES_LEVEL
    canvas.ask(
        Request((canvas.x(x), canvas.y(value)), box, words, canvas.theme.level, sides,
                priority=100 if top else 80,
                emphasis=1.12 if top else 1.0)
    )  # fmt: skip


def draw_point(canvas: Canvas, row: Row, words: MarkWords, x: float, colour: str) -> Box:
    """Draw a figure stated on a known day: a dot, or an open triangle that points past a bound."""
    marker = {"at_least": "^", "nearly": "v", "up_to": "v"}.get(row["qualifier"], "o")
    points = canvas.size.label * (0.78 if marker != "o" else 0.62)
    canvas.block(x, row["value"], x, row["value"], points * 0.62)
    low, high = number_of(row["low"]), number_of(row["high"])
    if row["qualifier"] == "range" and low is not None and high is not None and low < high:
        canvas.ax.plot([x, x], [low, high], color=colour, marker="_",
                       markersize=points, linewidth=1.4, zorder=3)  # fmt: skip
        canvas.block(x, low, x, high, points / 2)
    (dot,) = canvas.ax.plot(
        [x], [row["value"]], marker=marker, markersize=points, linestyle="none",
        color=colour, markerfacecolor=colour if marker == "o" else canvas.theme.ground,
        markeredgecolor=colour, markeredgewidth=canvas.size.label / 9, zorder=4, clip_on=False,
    )  # fmt: skip
    canvas.tag(dot, row, words)
    place = Box(canvas.x(x), canvas.y(row["value"]), canvas.x(x), canvas.y(row["value"]))
    return place.grown(points * 0.62)


def draw_span(
    canvas: Canvas, row: Row, words: MarkWords, days: tuple[float, float], colour: str
) -> Box:
    """Draw a figure whose day is known only within bounds: a bar from first to last day."""
    half = canvas.units(canvas.size.label * 0.26)
    bar = Rectangle(
        (days[0], row["value"] - half), days[1] - days[0], 2 * half,
        facecolor=blend(colour, canvas.theme.ground, TINT), edgecolor=colour,
        linewidth=canvas.size.label / 16, zorder=2.5,
    )  # fmt: skip
    canvas.ax.add_patch(bar)
    canvas.tag(bar, row, words)
    if row["qualifier"] == "at_least":
        points = canvas.size.label * 0.7
        canvas.ax.plot([days[1]], [row["value"]], marker="^", markersize=points, linestyle="none",
                       markerfacecolor=canvas.theme.ground, markeredgecolor=colour,
                       markeredgewidth=canvas.size.label / 9, zorder=4)  # fmt: skip
    return canvas.block(days[0], row["value"] - half, days[1], row["value"] + half)


def _arrange_bars(canvas: Canvas, table: pd.DataFrame) -> list[Bar]:
    """Return the bars of the pledges, side by side where their days are too close."""
    rows = drawable_rows(table, BAR_ROLES)
    parents = {row["ledger_id"] for row in rows}
    components = drawable_rows(table, ("component",))
    wholes = parents | {row["ledger_id"] for row in drawable_rows(table, ("receipt",))}
    wholes |= {row["ledger_id"] for row in components}
    lone = [row for row in components if row["parent"] not in wholes]
    return arrange_bars(canvas, rows + lone, components)


def _draw_reference(canvas: Canvas, table: pd.DataFrame) -> None:
    """Draw what is not from the articles as thin grey steps, labelled at their ends."""
    rows = drawable_rows(table, ("reference",))
    colour = canvas.theme.context
    for number, name in enumerate(dict.fromkeys(row["series"] for row in rows)):
        own = [row for row in rows if row["series"] == name]
        days = [span_days(canvas, row)[1] for row in own]
        values = [row["value"] for row in own]
        style = ("solid", (0, (5, 2)), (0, (1, 2)))[number % 3]
        canvas.ax.plot(days, values, color=colour, linewidth=canvas.size.label / 13,
                       linestyle=style, drawstyle="steps-post", zorder=1.6,
                       marker="s" if len(own) < 12 else None,
                       markersize=canvas.size.label * 0.3)  # fmt: skip
        for first, last, value in zip(days, days[1:], values, strict=False):
            canvas.block(first, value, last, value, 1)
        end = canvas.x(days[-1]), canvas.y(values[-1])
        canvas.ask(
            Request(end, Box(*end, *end).grown(2), aid_words(own[-1]), canvas.theme.muted,
                    ("below flush right", "below left", "above left", "left", "above flush right"),
                    priority=20, bold=False)
        )  # fmt: skip
