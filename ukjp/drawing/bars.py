"""Bars of money: a pledge or payment on its day, its parts inside it, and what names it again.

A part that is only guaranteed is hatched. A day known only within bounds is a capped line that ends
at the bar. What names a pledge again is a ring on its day with a thin line back to the pledge.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.patches import Rectangle

from ukjp.drawing.axis import day_number
from ukjp.drawing.canvas import Canvas, Request
from ukjp.drawing.placement import Box
from ukjp.drawing.theme import blend
from ukjp.drawing.wording import aid_words
from ukjp.reconciling.cells import day_of, number_of, records_of

Row = dict[str, Any]

TINT = 0.22
"""Share of a colour in the tint that fills bars whose day or purpose is open."""

_SIDES_BAR = (
    "above flush left", "above right", "right", "above left", "above flush right", "left",
    "above", "below right",
)  # fmt: skip
_SIDES_PART = ("right", "left", "above right", "below right", "above left", "below left")
_SIDES_AGAIN = (
    "below flush right", "below left", "above flush right", "above left", "left", "right",
    "below right", "above right", "below", "above",
)  # fmt: skip


class Bar(NamedTuple):
    """A pledge's bar: its row, its centre as a day number, its half width in days, its parts."""

    row: Row
    centre: float
    half: float
    parts: tuple[Row, ...]


def drawable_rows(table: pd.DataFrame, roles: Sequence[str]) -> list[Row]:
    """Return the rows of those roles that have a value and a day, in the table's order."""
    return [
        row
        for row in records_of(table)
        if row["role"] in roles
        and number_of(row["value"]) is not None
        and (day_of(row["date_earliest"]) or day_of(row["date_latest"]))
    ]


def span_days(canvas: Canvas, row: Row) -> tuple[float, float]:
    """Return first and last possible day as day numbers; an open end reaches the axes' edge."""
    earliest, latest = day_of(row["date_earliest"]), day_of(row["date_latest"])
    low, high = canvas.ax.get_xlim()
    first = day_number(earliest) if earliest else low
    last = day_number(latest) if latest else high
    return max(first, low), min(last, high)


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
