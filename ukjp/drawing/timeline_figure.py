"""The whole timeline figure: headline, lanes, key, sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from ukjp.drawing.aid_figure import say_nothing
from ukjp.drawing.axis import realise_ticks
from ukjp.drawing.formats import sentence_case
from ukjp.drawing.frame import FramedFigure, FramePlan, Piece, axes_box, draw_frame, plan_frame
from ukjp.drawing.key import KeyPlan, draw_key, key_items
from ukjp.drawing.labels import (
    format_count,
    source_line,
    timeline_alt,
    timeline_description,
    timeline_headline,
    timeline_marks,
)
from ukjp.drawing.lane_layout import (
    Layout,
    Row,
    drawn_rows,
    key_groups,
    plan_lanes,
    time_limits,
)
from ukjp.drawing.measure import text_width
from ukjp.drawing.placement import Box
from ukjp.drawing.theme import Size, Theme, drawing_style, find_size, find_theme
from ukjp.drawing.timeline import draw_timeline, lane_colour, span_height
from ukjp.drawing.wording import LANE_WORDS, as_known_on, happening_words
from ukjp.reconciling.cells import records_of
from ukjp.reconciling.series import Tables, negotiation_span, negotiation_timeline

_TALLEST = {"column": 2.0, "phone": 3.2}
"""Figures of these sizes may grow to so many times their usual height before words give way."""


def figure_negotiation_timeline(
    dataset: Tables,
    *,
    size: str | Size = "slide",
    theme: str | Theme = "light",
    start: dt.date | str | None = None,
    end: dt.date | str | None = None,
    show_reference: bool = False,
) -> FramedFigure:
    """Return the timeline of a dataset: negotiation, aid, diplomacy and context in lanes.

    `size` is slide, column, square or phone, `theme` light or dark; `start` and `end` are days.
    `show_reference` adds known events that are not from the articles, in grey. Raises
    ParameterError for a wrong parameter, never for an empty dataset.

    Shape: one figure, drawn once in a notebook; `.data` is its table, `.alt` its words.
    Units: inches and points by `size`; days.
    Source: `negotiation_timeline(dataset)`; each mark keeps the evidence behind it (`.marks`).

    >>> import ukjp
    >>> figure = ukjp.figure_negotiation_timeline(ukjp.load(), end="2024-06-30")
    >>> len(figure.marks) > 10
    True
    """
    place, look = find_size(size), find_theme(theme)
    table = negotiation_timeline(dataset, start, end, show_reference=show_reference)
    rows, hidden = drawn_rows(table, whole=bool(start or end))
    shown = pd.DataFrame(rows, columns=table.columns).astype(table.dtypes)
    headline = timeline_headline(table, dataset.donor, dataset.recipient)
    subtitle = [Piece(words, symbol) for symbol, words in timeline_marks(shown)]
    subtitle += [Piece(as_known_on(dataset.as_of))] if dataset.as_of else []
    if "reference" in set(shown["role"]):
        subtitle.append(Piece("Grey: not from the articles"))
    source = source_line(shown, dataset, _hidden_note(hidden))
    plan = plan_frame(place, headline, subtitle, source)
    with drawing_style(look, place):
        figure = _build(plan, look, rows, table, dataset.donor)
        figure.alt = timeline_alt(headline, table)
        figure.description = timeline_description(headline, table, dataset.as_of)
        figure.data = _labelled(table)
        realise_ticks(figure)
    return figure


def _hidden_note(hidden: int) -> str:
    if not hidden:
        return ""
    return f"{sentence_case(format_count(hidden, 'event'))} outside these days not drawn."


def _labelled(table: pd.DataFrame) -> pd.DataFrame:
    words = [happening_words(row).sentence for row in records_of(table)]
    data = table.copy()
    data.insert(0, "words", [text.replace("\N{NO-BREAK SPACE}", " ") for text in words])
    return data


def _build(
    plan: FramePlan, theme: Theme, rows: Sequence[Row], table: pd.DataFrame, donor: str
) -> FramedFigure:
    size = plan.size
    if not rows:
        figure = draw_frame(plan, theme, size.height * 72, "negotiation_timeline")
        content = plan.content(size.height * 72)
        say_nothing(figure, content, size, theme, "No event with a day to draw")
        return figure
    content = plan.content(size.height * 72)
    left = content.left if size.narrow else content.left + _name_width(rows, size)
    limits = time_limits(rows, size)
    below = size.axis * 1.9
    over = span_height(negotiation_span(table, donor), size)
    available = content.height * _TALLEST.get(size.name, 1.0) - below - over
    colours = {name: lane_colour(theme, name) for name in LANE_WORDS}
    layout, key = plan_lanes(rows, limits, (left, content.right), size, available, colours)
    return _assemble(plan, theme, layout, key, left, limits, table, donor)


def _name_width(rows: Sequence[Row], size: Size) -> float:
    names = {LANE_WORDS[row["lane"]] for row in rows}
    return max(text_width(name, size.label, bold=True) for name in names) + size.label


def _assemble(
    plan: FramePlan, theme: Theme, layout: Layout, key: KeyPlan, left: float,
    limits: tuple[float, float], table: pd.DataFrame, donor: str,
) -> FramedFigure:  # fmt: skip
    size = plan.size
    lanes = layout.height + span_height(negotiation_span(table, donor), size)
    below = size.axis * 1.9
    height = plan.height_for(lanes + below + key.height)
    figure = draw_frame(plan, theme, height, "negotiation_timeline")
    content = plan.content(height)
    bottom = content.bottom + key.height + below
    # The axes is exactly as high as its lanes, so that a point of y is a point.
    top = min(bottom + lanes, content.top) if size.grows else content.top
    box = Box(left, top - lanes if not size.grows else bottom, content.right, top)
    ax = figure.add_axes(axes_box(figure, box))
    draw_timeline(ax, layout, limits, theme, size, table, donor)
    if not key.whole and size.bare:
        colours = {name: lane_colour(theme, name) for name in LANE_WORDS}
        figure.key = key_items(key_groups(layout.lanes, layout.plans, colours))
    draw_key(figure, key, content._replace(top=content.bottom + key.height), theme)
    return figure
