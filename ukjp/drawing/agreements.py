"""The donor among all who signed a security agreement: days from the declaration to the signing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ukjp.drawing.aid_figure import say_nothing
from ukjp.drawing.axis import realise_ticks
from ukjp.drawing.canvas import Canvas
from ukjp.drawing.formats import format_span, join_words
from ukjp.drawing.frame import FramedFigure, FramePlan, axes_box, draw_frame, plan_frame
from ukjp.drawing.labels import (
    agreements_alt,
    agreements_description,
    agreements_headline,
    agreements_subtitle,
    signatory_sentence,
    source_line,
)
from ukjp.drawing.measure import Block, Line, drawable_text, shorten_lines, text_width, wrap_text
from ukjp.drawing.placement import Box
from ukjp.drawing.theme import Size, Theme, drawing_style, find_size, find_theme, font
from ukjp.drawing.wording import MarkWords
from ukjp.reconciling.aid import Tables
from ukjp.reconciling.cells import number_of, records_of
from ukjp.reconciling.signatories import security_agreements

Row = dict[str, Any]


_MANY = 4
"""Of more signatories on one line only the first ones are named."""


class SigningDay(NamedTuple):
    """Those who signed on one day, or on some days in a row; the donor always stands alone."""

    rows: tuple[Row, ...]

    @property
    def days(self) -> int:
        """Days from the declaration to the first signing."""
        return int(self.rows[0]["days"])

    @property
    def every_day(self) -> list[int]:
        """Days from the declaration to each signing, none twice."""
        return sorted({int(row["days"]) for row in self.rows})

    @property
    def donor(self) -> bool:
        """Whether this is the donor asked for."""
        return bool(self.rows[0]["is_donor"])

    @property
    def names(self) -> str:
        """Who signed; of many the first ones and how many more."""
        parties = [str(row["party"]) for row in self.rows]
        if len(parties) > _MANY:
            parties = [*parties[:2], f"{len(parties) - 2} more"]
        return join_words(parties)

    @property
    def places(self) -> str:
        """Their places in the order of signing: "16", "13–15"."""
        first, last = self.rows[0]["order"], self.rows[-1]["order"]
        return f"{first}" if first == last else f"{first}–{last}"


def figure_security_agreements(
    dataset: Tables, *, size: str | Size = "slide", theme: str | Theme = "light"
) -> FramedFigure:
    """Return the figure of all security agreements with the recipient, the donor's own marked.

    `size` is slide, column, square, phone or "10x7.5", `theme` light or dark. Agreements
    signed after the dataset's day are not shown; where there are more days than readable lines,
    days next to each other share one. Raises ParameterError for a wrong parameter, never for an
    empty dataset.

    Shape: one figure: a bar for each agreement, from joint declaration to signature.
    Units: days.
    Source: data/reference/security_agreements.csv, not the articles.

    >>> import ukjp
    >>> ukjp.figure_security_agreements(ukjp.load()).name
    'security_agreements'
    """
    place, look = find_size(size), find_theme(theme)
    table = security_agreements(dataset)
    headline = agreements_headline(table, dataset.donor, dataset.recipient)
    subtitle = agreements_subtitle(table, dataset.as_of)
    plan = plan_frame(place, headline, subtitle, source_line(table, dataset))
    with drawing_style(look, place):
        figure = _build(plan, look, table)
        figure.alt = agreements_alt(headline, table)
        figure.description = agreements_description(headline, subtitle, table)
        data = table.copy()
        data.insert(0, "words", [signatory_sentence(row) for row in records_of(table)])
        figure.data = data
        realise_ticks(figure)
    return figure


def signing_days(table: pd.DataFrame) -> list[SigningDay]:
    """Return the rows grouped by day of signing, the donor in a group of its own."""
    groups: list[list[Row]] = []
    for row in records_of(table):
        last = groups[-1][-1] if groups else None
        together = last and last["signed"] == row["signed"]
        if together and not (last and last["is_donor"]) and not row["is_donor"]:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [SigningDay(tuple(group)) for group in groups]


def merge_days(groups: Sequence[SigningDay], most: int) -> list[SigningDay]:
    """Return no more groups than that, those nearest to each other in time put together.

    The donor's own stays alone, so that there may be a few more.
    """
    merged = list(groups)
    while len(merged) > max(most, 1):
        gaps = [
            (later.days - before.every_day[-1], index)
            for index, (before, later) in enumerate(pairwise(merged))
            if not before.donor and not later.donor
        ]
        if not gaps:
            break
        _, index = min(gaps)
        merged[index : index + 2] = [SigningDay(merged[index].rows + merged[index + 1].rows)]
    return merged


def _build(plan: FramePlan, theme: Theme, table: pd.DataFrame) -> FramedFigure:
    size = plan.size
    groups = signing_days(table)
    natural = size.height * 72
    if not groups:
        figure = draw_frame(plan, theme, natural, "security_agreements")
        say_nothing(figure, plan.content(natural), size, theme, "No agreement to draw")
        return figure
    height = plan.height_for(len(groups) * size.label * _pitch(size) + size.axis * 2.4)
    figure = draw_frame(plan, theme, height, "security_agreements")
    content = plan.content(height)
    if not size.grows:
        room = content.height - size.axis * 2.4
        groups = merge_days(groups, int(room / (size.small * _TIGHTEST)))
    left = content.left + _names_width(groups, size, content.height / len(groups))
    box = Box(left, content.bottom + size.axis * 2.4, content.right, content.top)
    ax = figure.add_axes(axes_box(figure, box))
    _draw(ax, groups, size, theme)
    return figure


_TIGHTEST = 1.15
"""The least height of a line with its names, in text sizes."""


def _pitch(size: Size) -> float:
    return 2.5 if size.narrow else 1.7


def _names_width(groups: Sequence[SigningDay], size: Size, row: float) -> float:
    points = min(size.label, row / 1.2)
    longest = max(text_width(_named(group), points, bold=group.donor) for group in groups)
    share = 0.42
    return min(longest, size.width * 72 * share) + points


def _named(group: SigningDay) -> str:
    return drawable_text(f"{group.places} {group.names}")


def plot_security_agreements(
    table: pd.DataFrame, *, ax: Axes | None = None, theme: str = "light", size: str = "slide"
) -> Axes:
    """Draw the days to each signing of `security_agreements` and return the axes.

    Names are written to the left of the axes. Nothing is saved, shown or set globally.
    """
    look, place = find_theme(theme), find_size(size)
    with drawing_style(look, place):
        axes = ax if ax is not None else Figure(figsize=(place.width, place.height)).add_subplot()
        _draw(axes, signing_days(table), place, look)
    return axes


def _draw(ax: Axes, groups: Sequence[SigningDay], size: Size, theme: Theme) -> None:
    last = max([group.every_day[-1] for group in groups if group.days > 0], default=1)
    ax.set_ylim(max(len(groups), 1) - 0.5, -0.5)
    written = [_value(group, number) for number, group in enumerate(groups)] or [""]
    widest = max(text_width(text, size.label, bold=True) for text in written) + size.label
    width = ax.get_window_extent().width / ax.get_figure(root=True).dpi * 72  # type: ignore[union-attr]
    # The longest bar leaves room for the words behind it.
    ax.set_xlim(0, last / max(1 - widest / width, 0.3))
    sns.despine(ax=ax, left=True)
    _draw_day_axis(ax, last, size, theme)
    canvas = Canvas(ax, theme, size)
    points = min(size.label, canvas.frame.height / max(len(groups), 1) / _TIGHTEST)
    for number, group in enumerate(groups):
        _draw_group(canvas, group, number, points)


def _draw_day_axis(ax: Axes, last: int, size: Size, theme: Theme) -> None:
    step = next(step for step in (25, 50, 100, 200, 500, 1000) if last / step <= 5 or step == 1000)
    ticks = list(range(0, last + 1, step))
    ax.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    ax.set_yticks([])
    ax.tick_params(axis="x", length=0, labelcolor=theme.muted, pad=size.axis * 0.4)
    ax.grid(visible=True, axis="x", color=theme.grid, linewidth=size.axis / 16)
    ax.set_axisbelow(True)
    for label in ax.get_xticklabels():
        label.set_fontproperties(font(size.axis))
        label.set_parse_math(False)


def _draw_group(canvas: Canvas, group: SigningDay, number: int, points: float) -> None:
    theme = canvas.theme
    colour = theme.level if group.donor else theme.context
    thick = points / (7 if group.donor else 14)
    days = group.every_day
    canvas.ax.plot([0, days[-1]], [number] * 2, color=colour, linewidth=thick,
                   solid_capstyle="butt", zorder=2)  # fmt: skip
    row = group.rows[0]
    words = MarkWords(group.names, "", signatory_sentence(row))
    talks = number_of(row["talks_days"])
    if group.donor and talks is not None:
        begin = group.days - talks
        canvas.ax.plot([begin, group.days], [number] * 2, color=colour, linewidth=points / 2.6,
                       solid_capstyle="butt", zorder=2.2)  # fmt: skip
    (dot,) = canvas.ax.plot(days, [number] * len(days), marker="o", markersize=points * 0.62,
                            color=colour, linestyle="none", zorder=3)  # fmt: skip
    canvas.tag(dot, row, words)
    _write(canvas, group, number, points)


def _write(canvas: Canvas, group: SigningDay, number: int, points: float) -> None:
    theme = canvas.theme
    ink = theme.ink if group.donor else theme.muted
    middle = canvas.y(number)
    room = canvas.frame.left - canvas.size.margin - points * 0.6
    lines = _name_lines(group, room, points, 2 if canvas.size.narrow else 1)
    names = Block(tuple(Line(text, points, bold=group.donor, tone="accent") for text in lines))
    last = group.every_day[-1]
    value = Block((Line(_value(group, number), points, bold=group.donor, tone="accent"),))
    for block, left, align in (
        (names, canvas.frame.left - points * 0.6 - names.width, "right"),
        (value, canvas.x(last) + points * 0.6, "left"),
    ):
        anchor = (canvas.frame.left if align == "right" else canvas.x(last), middle)
        bottom = middle - block.height / 2 - points * 0.06
        box = Box(left, bottom, left + block.width, bottom + block.height)
        canvas.write(block, box, align, ink, canvas.data(*anchor), anchor)


def _name_lines(group: SigningDay, room: float, points: float, most: int) -> list[str]:
    """Return the names in at most so many lines; where they do not fit, how many more there are."""
    parties = [str(row["party"]) for row in group.rows]
    shorter = [
        join_words([*parties[:kept], f"{len(parties) - kept} more"])
        for kept in range(min(len(parties) - 1, _MANY), 0, -1)
    ]
    for names in (group.names, *shorter):
        text = drawable_text(f"{group.places} {names}")
        if len(wrap_text(text, room, points, bold=group.donor)) <= most:
            break
    return shorten_lines(text, room, most, points, bold=group.donor)


def _value(group: SigningDay, number: int) -> str:
    first, last = group.every_day[0], group.every_day[-1]
    if first != last:
        return f"{first:,}–{last:,}" + (" days" if number == 0 else "")
    return format_span(first) if group.donor or number == 0 else f"{first:,}"
