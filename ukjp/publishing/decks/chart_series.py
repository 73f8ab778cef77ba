"""The aid chart as series of points, each with its ledger row: what a native chart draws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ukjp.drawing.axis import day_number
from ukjp.drawing.bars import drawable_rows
from ukjp.drawing.cumulative import level_steps
from ukjp.drawing.wording import aid_words
from ukjp.reconciling.cells import day_of

if TYPE_CHECKING:
    import pandas as pd

Row = Any
_EXCEL_FROM_UNIX = 25569.0
"""Days from Excel's first day to 1 January 1970."""


class Point(NamedTuple):
    """A point: Excel's day number, the value in units of the currency, its label and its row.

    A point without a value ends a line. `main` and `detail` are the label, if it has one; `amount`
    is the amount of the ledger, where the point's own value is its place on a pile.
    """

    day: float
    value: float | None
    words: str = ""
    amount: float | None = None
    ledger_id: str = ""
    main: str = ""
    detail: str = ""


class Style(NamedTuple):
    """How a series looks: the theme's colour, the line's width in points, dashes and marker.

    `tint` is the share of white in the line; `marker` is "", "circle", "triangle" or "diamond", and
    stands at the last point alone if `last_only`. Markers are filled: not every program draws
    hollow ones. `clear` is the distance in points that labels keep from the points; labels may
    stand on what is `behind`.
    """

    colour: str
    width: float = 0.0
    dashed: bool = False
    tint: float = 0.0
    marker: str = ""
    last_only: bool = False
    see_through: bool = False
    clear: float = 0.0
    behind: bool = False


class Series(NamedTuple):
    """Points that are drawn alike, with the name they have in the chart's sheet."""

    name: str
    style: Style
    points: tuple[Point, ...]


def excel_day(day: dt.date) -> float:
    """Return a day as spreadsheets count it."""
    return day_number(day) + _EXCEL_FROM_UNIX


def announced_series(table: pd.DataFrame, as_of: dt.date | None) -> list[Series]:
    """Return totals as steps and stated points, pledges as piles, and what was named again."""
    levels = drawable_rows(table, ("level",))
    pledges = drawable_rows(table, ("increment", "uncounted"))
    return [
        *_steps(levels, as_of),
        *_spans(levels),
        *_stated(levels),
        *(series for row in pledges for series in _pile(row, table, "accent2")),
        *_again(table, pledges, "accent2"),
        *_reference(table),
    ]


def received_series(table: pd.DataFrame) -> list[Series]:
    """Return money received as piles on their days."""
    rows = drawable_rows(table, ("receipt",))
    return [
        *(series for row in rows for series in _pile(row, table, "accent3")),
        *_again(table, rows, "accent3"),
    ]


def _last(row: Row) -> float:
    day = day_of(row["date_latest"]) or day_of(row["date_earliest"])
    assert day  # noqa: S101 - drawable rows have a day
    return excel_day(day)


def _first(row: Row) -> float:
    day = day_of(row["date_earliest"]) or day_of(row["date_latest"])
    assert day  # noqa: S101 - drawable rows have a day
    return excel_day(day)


def _point(row: Row, day: float, *, labelled: bool = True) -> Point:
    words = aid_words(row)
    label = (words.main, words.detail) if labelled else ("", "")
    return Point(day, row["value"], words.sentence, row["value"], row["ledger_id"], *label)


def _steps(rows: Sequence[Row], as_of: dt.date | None) -> Iterator[Series]:
    if not rows:
        return
    by_value = {row["value"]: row for row in rows}
    end = max([_last(row) for row in rows] + ([excel_day(as_of)] if as_of else []))
    points: list[Point] = []
    for step in level_steps([(_last(row), row) for row in rows], end):
        row = by_value[step.value]
        if points and not step.rises:
            points.append(Point(step.first, None, "the same total, told more closely"))
        points += [_point(row, day, labelled=False) for day in (step.first, step.last)]
    yield Series("Total announced", Style("accent1", 3.0), tuple(points))


def _spans(rows: Sequence[Row]) -> Iterator[Series]:
    """Yield a wide pale bar for a total whose day is known only within bounds."""
    style = Style("accent1", 11.0, see_through=True)
    for row in rows:
        first, last = _first(row), _last(row)
        if first < last and not row["carried"]:
            points = _along(row, first, last)
            yield Series(f"Stated between: {aid_words(row).main}", style, points)


def _stated(rows: Sequence[Row]) -> Iterator[Series]:
    kinds = {
        "Lower bound": ("at_least", Style("accent1", marker="triangle")),
        "Upper bound": ("up_to", Style("accent1", marker="diamond")),
        "Stated total": ("", Style("accent1", marker="circle")),
    }
    for name, (qualifier, style) in kinds.items():
        points = []
        for row in rows:
            kind = row["qualifier"] if row["qualifier"] in {"at_least", "up_to"} else ""
            spans = _first(row) < _last(row) and not row["carried"]
            if kind == qualifier and (qualifier or not spans):
                points.append(_point(row, _last(row), labelled=not spans))
        if points:
            yield Series(name, style, tuple(points))


def _pile(row: Row, table: pd.DataFrame, colour: str) -> Iterator[Series]:
    """Yield an amount as an upright bar: in one piece, or in its parts piled up."""
    parts = [
        part for part in drawable_rows(table, ("component",)) if part["parent"] == row["ledger_id"]
    ]
    day, words = _first(row), aid_words(row)
    foot = 0.0
    for number, part in enumerate(sorted(parts, key=lambda one: one["value"]), start=1):
        style = Style(colour, 16.0, tint=0.0 if number % 2 else 0.55, clear=8.0)
        said = aid_words(part)
        middle, head = foot + part["value"] / 2, foot + part["value"]
        own = Point(day, foot, said.sentence, part["value"], part["ledger_id"])
        told = own._replace(value=middle, main=said.main, detail=said.detail)
        yield Series(said.sentence, style, (own, told, own._replace(value=head)))
        foot = head
    top = _point(row, day)
    if foot < row["value"] * 0.999:
        base = _point(row, day, labelled=False)._replace(value=foot)
        yield Series(
            words.sentence, Style(colour, 16.0, tint=0.8 if parts else 0.0, clear=8.0), (base, top)
        )
    else:
        yield Series(words.sentence, Style(colour, marker="circle", clear=8.0), (top,))


def _again(table: pd.DataFrame, pledges: Sequence[Row], colour: str) -> Iterator[Series]:
    """Yield a dashed line from a pledge to the day on which it was named again."""
    days = {row["ledger_id"]: _first(row) for row in pledges}
    style = Style(colour, 1.5, dashed=True, marker="circle", last_only=True)
    for row in drawable_rows(table, ("restatement",)):
        if row["parent"] in days:
            points = _along(row, days[row["parent"]], _last(row))
            yield Series(aid_words(row).sentence, style, points)


def _reference(table: pd.DataFrame) -> Iterator[Series]:
    """Yield what is not from the articles as thin grey steps; `reference_words` names them."""
    rows = drawable_rows(table, ("reference",))
    for name in dict.fromkeys(row["series"] for row in rows):
        own = sorted((row for row in rows if row["series"] == name), key=_last)
        points: list[Point] = []
        for row in own:
            if points:
                points.append(points[-1]._replace(day=_last(row), main="", detail=""))
            points.append(_point(row, _last(row), labelled=False))
        yield Series(f"Not from the articles: {name}", _GREY, tuple(points))


_GREY = Style("tx2", 1.25, dashed=True, tint=0.35, behind=True)


def reference_words(table: pd.DataFrame) -> str:
    """Return what the grey steps are and where they end; nothing where there are none."""
    rows = sorted(drawable_rows(table, ("reference",)), key=_last)
    last = {row["series"]: aid_words(row).main for row in rows}
    return "; ".join(last.values())


def _along(row: Row, first: float, last: float) -> tuple[Point, ...]:
    """Return points on a line from day to day, so that its label can stand at any but the first."""
    shares = (0.0, 0.35, 0.5, 0.65, 0.8, 1.0)
    return tuple(
        _point(row, first + (last - first) * share, labelled=share > 0) for share in shares
    )
