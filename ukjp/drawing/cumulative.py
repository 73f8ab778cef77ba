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
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ukjp.drawing.axis import day_number
from ukjp.drawing.canvas import Canvas, KeyEntry, Request
from ukjp.drawing.labels import top_level
from ukjp.drawing.placement import Box
from ukjp.drawing.theme import Size, Theme, blend, drawing_style, find_size, find_theme
from ukjp.drawing.wording import MarkWords, aid_words, day_cell

Row = dict[str, Any]

TINT = 0.22
"""Share of a colour in the tint that fills bars whose day or purpose is open."""

BAR_ROLES = ("increment", "uncounted")
_SIDES_LEVEL = (
    "above right", "above flush left", "above flush right", "above left", "below right",
    "below flush left", "below left", "below flush right", "left", "right",
)  # fmt: skip
_SIDES_SPAN = (
    "above flush right", "above flush left", "above", "below flush right", "below flush left",
    "below", "right", "left",
)  # fmt: skip
_SIDES_BAR = (
    "above flush left", "above right", "right", "above left", "above flush right", "left",
    "above", "below right",
)  # fmt: skip
_SIDES_PART = ("right", "left", "above right", "below right", "above left", "below left")
_SIDES_AGAIN = ("below flush right", "below left", "above flush right", "above left", "left", "right",
                "below right", "above right", "below", "above")  # fmt: skip


class Bar(NamedTuple):
    """A pledge's bar: its row, its centre as a day number, its half width in days, its parts."""

    row: Row
    centre: float
    half: float
    parts: tuple[Row, ...]


class Step(NamedTuple):
    """A stretch of the line of totals, in day numbers and value; `rises` if a step leads to it."""

    first: float
    last: float
    value: float
    rises: bool


def drawable_rows(table: pd.DataFrame, roles: Sequence[str]) -> list[Row]:
    """Return the rows of those roles that have a value and a day, in the table's order."""
    rows: list[Row] = [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]
    return [
        row
        for row in rows
        if row["role"] in roles
        and not pd.isna(row["value"])
        and (day_cell(row["date_earliest"]) or day_cell(row["date_latest"]))
    ]


def value_range(table: pd.DataFrame) -> float:
    """Return the highest value drawn in the main panel, in units of its currency."""
    rows = drawable_rows(table, ("level", *BAR_ROLES, "component", "restatement", "reference"))
    ends = [row[name] for row in rows for name in ("value", "high") if not pd.isna(row[name])]
    return max(ends, default=0.0)


def day_range(table: pd.DataFrame, as_of: dt.date | None = None) -> tuple[dt.date, dt.date] | None:
    """Return first and last day that anything drawn can stand for, the day of knowledge included.

    None where nothing is dated.
    """
    days = [
        day
        for row in table.to_dict("records")
        if not row.get("carried")
        for day in (day_cell(row["date_earliest"]), day_cell(row["date_latest"]))
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

    The axes' limits in time are kept if they were set to days; the value axis runs from zero to
    `top` (default: what leaves room for the labels). Marks whose words find no place are numbered
    and their words appended to `key`. Nothing is saved, shown or set globally.
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
    day = day_cell(row["date_latest"]) or day_cell(row["date_earliest"])
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
        box = Box(canvas.x(x), canvas.y(value), canvas.x(x), canvas.y(value)).grown(2)
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


def span_days(canvas: Canvas, row: Row) -> tuple[float, float]:
    """Return first and last possible day as day numbers; an open end reaches the axes' edge."""
    earliest, latest = day_cell(row["date_earliest"]), day_cell(row["date_latest"])
    low, high = canvas.ax.get_xlim()
    first = day_number(earliest) if earliest else low
    last = day_number(latest) if latest else high
    return max(first, low), min(last, high)


def draw_point(
    canvas: Canvas, row: Row, words: MarkWords, x: float, colour: str
) -> Box:
    """Draw a figure stated on a known day: a dot, or an open triangle that points past a bound."""
    marker = {"at_least": "^", "nearly": "v", "up_to": "v"}.get(row["qualifier"], "o")
    points = canvas.size.label * (0.78 if marker != "o" else 0.62)
    canvas.block(x, row["value"], x, row["value"], points * 0.62)
    if row["qualifier"] == "range" and not pd.isna(row["low"]) and row["low"] < row["high"]:
        canvas.ax.plot([x, x], [row["low"], row["high"]], color=colour, marker="_",
                       markersize=points, linewidth=1.4, zorder=3)  # fmt: skip
        canvas.block(x, row["low"], x, row["high"], points / 2)
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
    elsewhere = {row["ledger_id"] for row in drawable_rows(table, ("receipt",))}
    lone = [row for row in components
            if row["parent"] not in parents | elsewhere | {c["ledger_id"] for c in components}]  # fmt: skip
    return arrange_bars(canvas, rows + lone, components)


def arrange_bars(canvas: Canvas, rows: Sequence[Row], components: Sequence[Row]) -> list[Bar]:
    """Return one bar a row at its day, moved aside just enough not to hide another one."""
    width = canvas.size.label * 1.25
    room = canvas.frame.width / max(len(rows), 1)
    width = max(min(width, room * 0.7), 1.5)
    bars: list[Bar] = []
    edge = canvas.frame.left
    for row in sorted(rows, key=lambda row: (span_days(canvas, row)[1], row["ledger_id"])):
        centre = max(canvas.x(span_days(canvas, row)[1]), edge + width / 2)
        edge = centre + width / 2 + width * 0.15
        day, _ = canvas.data(centre, canvas.frame.bottom)
        parts = tuple(part for part in components if part["parent"] == row["ledger_id"])
        bars.append(Bar(row, day, canvas.days(width / 2), _stacked(parts)))
    return bars


def _stacked(parts: Sequence[Row]) -> tuple[Row, ...]:
    """Return parts in the order of stacking: what is only guaranteed stands on top."""
    return tuple(
        sorted(
            parts,
            key=lambda row: (row["instrument"] == "guarantee", -row["value"], row["ledger_id"]),
        )
    )


def draw_bar(canvas: Canvas, bar: Bar, colour: str) -> None:
    """Draw a pledge or payment with its parts inside it, and ask for their labels."""
    row, words = bar.row, aid_words(bar.row)
    left, width = bar.centre - bar.half, 2 * bar.half
    uncounted = row["role"] == "uncounted"
    whole = Rectangle(
        (left, 0), width, row["value"],
        facecolor=canvas.theme.ground if uncounted else _fill(canvas, bar, colour),
        edgecolor=colour, linewidth=canvas.size.label / 14,
        linestyle="dashed" if uncounted else "solid",
        hatch="////" if row["instrument"] == "guarantee" and not bar.parts else None, zorder=2,
    )  # fmt: skip
    canvas.ax.add_patch(whole)
    canvas.tag(whole, row, words)
    box = canvas.block(left, 0, left + width, row["value"], 1)
    earliest, latest = span_days(canvas, row)
    if earliest < latest:
        _draw_bounds(canvas, (earliest, bar.centre), row["value"], colour)
    canvas.ask(
        Request((canvas.x(bar.centre), canvas.y(row["value"])), box._replace(bottom=box.top - 2),
                words, colour, _SIDES_BAR, priority=60)
    )  # fmt: skip
    _draw_parts(canvas, bar, colour)


def _fill(canvas: Canvas, bar: Bar, colour: str) -> str:
    if bar.row["instrument"] == "guarantee" or bar.parts or bar.row["role"] == "component":
        return blend(colour, canvas.theme.ground, TINT)
    return colour


def _draw_bounds(canvas: Canvas, days: tuple[float, float], value: float, colour: str) -> None:
    """Draw a capped line over the days a bar can stand for."""
    canvas.ax.plot(days, [value] * 2, color=colour, linewidth=canvas.size.label / 12, marker="|",
                   markersize=canvas.size.label * 0.6, zorder=2.2)  # fmt: skip
    canvas.block(days[0], value, days[1], value, canvas.size.label * 0.3)


def _draw_parts(canvas: Canvas, bar: Bar, colour: str) -> None:
    """Stack the parts inside their pledge; what they leave over stays tinted."""
    base = 0.0
    for part in bar.parts:
        top = min(base + part["value"], bar.row["value"])
        words = aid_words(part)
        guarantee = part["instrument"] == "guarantee"
        patch = Rectangle(
            (bar.centre - bar.half, base), 2 * bar.half, top - base,
            facecolor=canvas.theme.ground if guarantee else colour, edgecolor=colour,
            linewidth=canvas.size.label / 18, hatch="////" if guarantee else None, zorder=2.1,
        )  # fmt: skip
        canvas.ax.add_patch(patch)
        canvas.tag(patch, part, words)
        place = Box(canvas.x(bar.centre - bar.half), canvas.y(base),
                    canvas.x(bar.centre + bar.half), canvas.y(top))  # fmt: skip
        small = words._replace(detail="")
        canvas.ask(
            Request((canvas.x(bar.centre), (place.bottom + place.top) / 2), place, small, colour,
                    _SIDES_PART, priority=40, bold=False)
        )  # fmt: skip
        base = top


def draw_restatements(
    canvas: Canvas, rows: Sequence[Row], bars: Sequence[Bar], colour: str
) -> None:
    """Draw money named again: a ring on its day and a thin line back to the first mention."""
    first = {bar.row["ledger_id"]: bar for bar in bars}
    for row in rows:
        words = aid_words(row)
        bar = first.get(row["parent"])
        value = bar.row["value"] if bar else row["value"]
        earliest, x = span_days(canvas, row)
        begin = bar.centre + bar.half if bar else x
        if begin < x:
            (link,) = canvas.ax.plot(
                [begin, x], [value] * 2, color=colour, linewidth=canvas.size.label / 13,
                linestyle=(0, (4, 3)), marker="<", markevery=[0], zorder=2.6,
                markersize=canvas.size.label * 0.45,
            )  # fmt: skip
            link.set_gid(f"link-{row['ledger_id']}")
            canvas.block(begin, value, x, value, 1.5)
        if earliest < x:
            _draw_bounds(canvas, (earliest, x), value, colour)
        points = canvas.size.label * 0.6
        (ring,) = canvas.ax.plot(
            [x], [value], marker="o", markersize=points, markerfacecolor=canvas.theme.ground,
            markeredgecolor=colour, markeredgewidth=canvas.size.label / 10, linestyle="none",
            zorder=4, clip_on=False,
        )  # fmt: skip
        canvas.tag(ring, row, words)
        box = Box(canvas.x(x), canvas.y(value), canvas.x(x), canvas.y(value)).grown(points * 0.65)
        canvas.obstacles.append(box)
        canvas.ask(
            Request((canvas.x(x), canvas.y(value)), box, words, colour, _SIDES_AGAIN,
                    priority=50)
        )  # fmt: skip


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
                       marker="s" if len(own) < 12 else None,  # noqa: PLR2004
                       markersize=canvas.size.label * 0.3)  # fmt: skip
        box = Box(canvas.x(days[-1]), canvas.y(values[-1]), canvas.x(days[-1]), canvas.y(values[-1]))
        canvas.ask(
            Request((box.left, box.bottom), box.grown(2), aid_words(own[-1]), canvas.theme.muted,
                    ("below flush right", "below left", "above left", "left", "above flush right"),
                    priority=20, emphasis=0.9)
        )  # fmt: skip
