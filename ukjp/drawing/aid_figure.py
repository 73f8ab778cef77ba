"""The whole aid figure: headline, totals and pledges above, money received below, key, sources."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ukjp.drawing.axis import (
    Tick,
    draw_money_axis,
    draw_time_axis,
    money_ticks,
    realise_ticks,
    time_ticks,
)
from ukjp.drawing.bars import arrange_bars, draw_bar, draw_restatements, drawable_rows
from ukjp.drawing.canvas import Canvas, KeyEntry
from ukjp.drawing.cumulative import draw_aid, padded_days, set_time_limits, value_range
from ukjp.drawing.frame import FramedFigure, FramePlan, axes_box, draw_frame, draw_line, plan_frame
from ukjp.drawing.key import APART, EMPTY, KeyGroup, KeyPlan, draw_key, key_items, plan_key
from ukjp.drawing.labels import (
    aid_alt,
    aid_description,
    aid_headline,
    aid_subtitle,
    concept_note,
    source_line,
    unconverted_note,
)
from ukjp.drawing.measure import text_width
from ukjp.drawing.placement import Box
from ukjp.drawing.theme import ASCENT, LEADING, Size, Theme, drawing_style, find_size, find_theme
from ukjp.drawing.wording import aid_words
from ukjp.reconciling.cells import records_of
from ukjp.reconciling.rates import check_currency
from ukjp.reconciling.series import Tables, cumulative_aid


class Panels(NamedTuple):
    """The boxes of the two panels in points, their upper limits and their titles' baselines.

    A panel that has nothing to show is None. `enlarged` tells that receipts have their own scale.
    """

    main: Box | None
    received: Box | None
    main_top: float
    received_top: float
    enlarged: bool


def figure_cumulative_aid(
    dataset: Tables,
    *,
    size: str | Size = "slide",
    theme: str | Theme = "light",
    currency: str = "USD",
    start: dt.date | str | None = None,
    end: dt.date | str | None = None,
    show_reference: bool = False,
) -> FramedFigure:
    """Return the aid figure of a dataset: what was announced when, and what was received.

    `size` is slide, column, square, phone or "10x7.5", `theme` light or dark. Amounts are drawn in
    `currency`; `start` and `end` are days. `show_reference` adds the donor's own ladder and the
    Kiel tracker in grey. Raises ParameterError for a wrong parameter, never for an empty dataset.

    Shape: one figure, drawn once in a notebook; `.data` is its table, `.alt` its words.
    Units: inches and points by `size`; money in units of `currency`.
    Source: `cumulative_aid(dataset)`; each mark keeps the claims behind it (`.marks`).

    >>> import ukjp
    >>> figure = ukjp.figure_cumulative_aid(ukjp.load(), size="column")
    >>> figure.name, len(figure.data)
    ('cumulative_aid', 8)
    """
    place, look = find_size(size), find_theme(theme)
    code = check_currency(currency)
    table = cumulative_aid(dataset, start, end, code, show_reference=show_reference)
    headline = aid_headline(table, dataset.donor, dataset.recipient)
    received = _highest(table, ("receipt",))
    top = max(value_range(table), received)
    subtitle = aid_subtitle(table, code, top, dataset.as_of)
    source = source_line(table, dataset, concept_note(table), unconverted_note(table, code))
    plan = plan_frame(place, headline, subtitle, source)
    with drawing_style(look, place):
        figure = _build(plan, look, table, code, dataset.as_of)
        figure.alt = aid_alt(headline, table)
        figure.description = aid_description(headline, subtitle, table)
        figure.data = labelled(table)
        realise_ticks(figure)
    return figure


def labelled(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with each row's words as a first column, for a figure's side file."""
    words = [aid_words(row).sentence for row in records_of(table)]
    data = table.copy()
    data.insert(0, "words", [text.replace("\N{NO-BREAK SPACE}", " ") for text in words])
    return data


def _highest(table: pd.DataFrame, roles: tuple[str, ...]) -> float:
    values = [row["value"] for row in drawable_rows(table, roles)]
    return max(values, default=0.0)


def _build(
    plan: FramePlan, theme: Theme, table: pd.DataFrame, currency: str, as_of: dt.date | None
) -> FramedFigure:
    """Draw the figure, again with room for a key as long as words find no place."""
    room, size = EMPTY, plan.size
    while True:
        figure, entries = _draw(plan, theme, table, currency, as_of, room)
        groups = [KeyGroup("", theme.ink, tuple(entries))]
        most = plan.content(size.height * 72).height * (0.25 if size.bare else 0.45)
        needed = plan_key(groups, figure_width(plan), size, None if size.grows else most)
        if needed is APART and room is not EMPTY:
            figure, entries = _draw(plan, theme, table, currency, as_of, EMPTY)
            groups = [KeyGroup("", theme.ink, tuple(entries))]
        if needed is APART:
            figure.key = key_items(groups)
            return figure
        if needed.height <= room.height + 1e-6:
            draw_key(figure, needed, _key_box(plan, figure, needed), theme)
            return figure
        room = needed


def figure_width(plan: FramePlan) -> float:
    """Return the width between the margins in points."""
    return plan.width - 2 * plan.size.margin


def _key_box(plan: FramePlan, figure: FramedFigure, key: KeyPlan) -> Box:
    content = plan.content(float(figure.get_size_inches()[1]) * 72)
    return content._replace(top=content.bottom + key.height)


def _draw(
    plan: FramePlan, theme: Theme, table: pd.DataFrame, currency: str, as_of: dt.date | None,
    key: KeyPlan,
) -> tuple[FramedFigure, list[KeyEntry]]:  # fmt: skip
    size = plan.size
    natural = size.height * 72
    height = natural + key.height if size.grows else natural
    figure = draw_frame(plan, theme, height, "cumulative_aid")
    content = plan.content(height)
    content = content._replace(bottom=content.bottom + key.height)
    if not drawable_rows(table, ("level", "increment", "uncounted", "component", "restatement",
                                 "receipt", "reference")):  # fmt: skip
        say_nothing(figure, content, size, theme, "No amount with a day to draw")
        return figure, []
    limits = padded_days(table, as_of, size)
    ticks = money_ticks(max(value_range(table), _highest(table, ("receipt",))), currency, 4)
    left = max(text_width(tick.words, size.axis) for tick in ticks) + size.axis * 0.6
    panels = _arrange(content._replace(left=content.left + left), table, size)
    entries: list[KeyEntry] = []
    _draw_main(figure, panels, table, currency, as_of, limits, size, theme, entries)
    _draw_received(figure, panels, table, currency, limits, size, theme, entries)
    return figure, entries


def say_nothing(figure: FramedFigure, content: Box, size: Size, theme: Theme, words: str) -> None:
    """Write into an empty figure that there is nothing to draw."""
    draw_line(figure, (content.left + content.right) / 2, (content.bottom + content.top) / 2,
              words, size.label, theme.muted, align="center", gid="nothing")  # fmt: skip


def _arrange(content: Box, table: pd.DataFrame, size: Size) -> Panels:
    """Divide the height between the panels, on one scale where that leaves receipts visible."""
    title = size.small * LEADING
    axis = size.axis * 1.9
    highest, received = value_range(table), _highest(table, ("receipt",))
    over = size.label * 3.1
    if not received:
        box = content._replace(bottom=content.bottom + axis)
        return Panels(box, None, _limit(highest, box.height, over), 0.0, enlarged=False)
    if not highest:
        box = content._replace(bottom=content.bottom + axis)
        return Panels(None, box, 0.0, _limit(received, box.height, over), enlarged=False)
    height = content.height - axis - size.label * 1.3
    above = title + size.label * 1.2  # of the tallest receipt: the panel's title and its label
    scale = (height - over - above) / (highest + received)
    enlarged = received * scale < size.label * 0.8
    room = size.label * (3.4 if size.narrow else 2.8)
    low = max(title + room, 0 if enlarged else received * scale + above)
    main = content._replace(bottom=content.top - (height - low))
    lower = content._replace(bottom=content.bottom + axis, top=content.bottom + axis + low)
    top = _limit(highest, main.height, over)
    if enlarged:
        return Panels(main, lower, top, received * low / (size.label * 1.9), enlarged)
    per_point = max(top / main.height, received / (low - above))
    return Panels(main, lower, per_point * main.height, per_point * low, enlarged)


def _limit(highest: float, height: float, over: float) -> float:
    """Return the axis limit that leaves `over` points above the highest value."""
    return highest * height / max(height - over, height * 0.4) or 1.0


def _add_axes(figure: FramedFigure, box: Box, limits: tuple[float, float], top: float) -> Axes:
    ax = figure.add_axes(axes_box(figure, box))
    ax.set_xlim(*limits)
    ax.set_ylim(0, top)
    sns.despine(ax=ax, left=True)
    return ax


def _draw_main(
    figure: FramedFigure, panels: Panels, table: pd.DataFrame, currency: str,
    as_of: dt.date | None, limits: tuple[float, float], size: Size, theme: Theme,
    entries: list[KeyEntry],
) -> None:  # fmt: skip
    if panels.main is None:
        return
    ax = _add_axes(figure, panels.main, limits, panels.main_top)
    _money_axis(ax, panels.main, value_range(table), currency, size, theme)
    draw_time_axis(ax, _ticks(limits, panels.main.width, size), size, theme,
                   labelled=panels.received is None)  # fmt: skip
    canvas = Canvas(ax, theme, size, _label_bounds(panels.main, figure, size))
    _title(canvas, "Announced", size, theme)
    draw_aid(canvas, table, as_of)
    entries += canvas.settle(1 + len(entries))


def _draw_received(
    figure: FramedFigure, panels: Panels, table: pd.DataFrame, currency: str,
    limits: tuple[float, float], size: Size, theme: Theme, entries: list[KeyEntry],
) -> None:  # fmt: skip
    if panels.received is None:
        return
    ax = _add_axes(figure, panels.received, limits, panels.received_top)
    _money_axis(ax, panels.received, _highest(table, ("receipt",)), currency, size, theme)
    draw_time_axis(ax, _ticks(limits, panels.received.width, size), size, theme)
    title = "Reported as received" + (", on a larger scale" if panels.enlarged else "")
    canvas = Canvas(ax, theme, size, _label_bounds(panels.received, figure, size))
    _title(canvas, title, size, theme)
    draw_receipts(canvas, table)
    entries += canvas.settle(1 + len(entries))


def _money_axis(
    ax: Axes, panel: Box, highest: float, currency: str, size: Size, theme: Theme
) -> None:
    """Put money ticks on a panel, without those that would touch each other or the title."""
    scale = float(ax.get_ylim()[1]) / panel.height
    lowest = size.axis * LEADING * scale
    highest_tick = (panel.height - size.small * 1.1 - size.axis * 0.5) * scale
    most = max(int(panel.height // (size.axis * 3.4)), 1)
    ticks = money_ticks(highest, currency, most, (lowest, highest_tick))
    draw_money_axis(ax, ticks, size, theme)


def _ticks(limits: tuple[float, float], width: float, size: Size) -> list[Tick]:
    first, last = (pd.Timestamp("1970-01-01") + pd.Timedelta(days=day) for day in limits)
    return time_ticks(first.date(), last.date(), width, size)


def _label_bounds(panel: Box, figure: FramedFigure, size: Size) -> Box:
    """Return where labels may stand: over the panel, and in the margin to its right."""
    width = float(figure.get_size_inches()[0]) * 72
    return panel._replace(right=width - size.margin, top=panel.top + size.label * 0.1)


def _title(canvas: Canvas, words: str, size: Size, theme: Theme) -> None:
    """Write a panel's title into its upper left corner and keep labels off it."""
    figure = canvas.figure
    left, top = size.margin, canvas.frame.top
    width = text_width(words, size.small, bold=True)
    canvas.obstacles.append(Box(left, top - size.small, left + width + size.small, top))
    draw_line(figure, left, top - size.small * ASCENT, words, size.small, theme.ink, bold=True)


def draw_receipts(canvas: Canvas, table: pd.DataFrame) -> None:
    """Draw the bars of money received, with parts and what was named again."""
    rows = drawable_rows(table, ("receipt",))
    components = drawable_rows(table, ("component",))
    bars = arrange_bars(canvas, rows, components)
    for bar in bars:
        draw_bar(canvas, bar, canvas.theme.receipt)
    names = {row["ledger_id"] for row in rows}
    again = [row for row in drawable_rows(table, ("restatement",)) if row["parent"] in names]
    draw_restatements(canvas, again, bars, canvas.theme.receipt)


def plot_receipts(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    theme: str = "light",
    size: str = "slide",
    as_of: dt.date | None = None,
    top: float | None = None,
    key: list[KeyEntry] | None = None,
) -> Axes:
    """Draw the money received of `cumulative_aid` as bars and return the axes.

    Limits in time are kept if the axes has them. Marks whose words find no place are numbered and
    their words appended to `key`. Nothing is saved, shown or set globally.
    """
    look, place = find_theme(theme), find_size(size)
    with drawing_style(look, place):
        axes = ax if ax is not None else Figure(figsize=(place.width, place.height)).add_subplot()
        set_time_limits(axes, table, as_of, place, keep=ax is not None)
        axes.set_ylim(0, top or _highest(table, ("receipt",)) * 1.25 or 1.0)
        canvas = Canvas(axes, look, place)
        draw_receipts(canvas, table)
        entries = canvas.settle(1 + len(key or []))
    if key is not None:
        key += entries
    return axes
