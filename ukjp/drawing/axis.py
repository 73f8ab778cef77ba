"""Time along the bottom and money up the side: where ticks stand and what they say.

Tick words are made here and not by matplotlib's date formatters, whose month names follow the
machine's language.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import offset_copy

from ukjp.drawing.formats import MONTHS, format_day, tick_label, unit_of
from ukjp.drawing.measure import text_width
from ukjp.drawing.theme import Size, Theme, font

_EPOCH = dt.date(1970, 1, 1)
"""Day 0 of matplotlib's dates, unless its user sets another."""

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months from one tick to the next."""

_SHORT_SPAN = 45
"""Up to so many days ticks stand at days, beyond that at months."""


class Tick(NamedTuple):
    """A place on an axis and its words."""

    at: float
    words: str


def day_number(day: dt.date) -> float:
    """Return a day as matplotlib's number of days."""
    return float((day - _EPOCH).days)


def time_ticks(first: dt.date, last: dt.date, width: float, size: Size) -> list[Tick]:
    """Return as many month or day ticks as have room on an axis `width` points wide."""
    if (last - first).days <= _SHORT_SPAN:
        return _day_ticks(first, last, width, size)
    for step in _STEPS:
        ticks = _month_ticks(first, last, step, width, size)
        if _fit(ticks, first, last, width, size):
            return ticks
    return _month_ticks(first, last, _STEPS[-1], width, size)


def _within(
    ticks: Sequence[Tick], first: dt.date, last: dt.date, width: float, size: Size
) -> list[Tick]:
    """Return the ticks whose words do not stick out past the figure's margin."""
    scale = width / max((last - first).days, 1)
    low, high = day_number(first), day_number(last)
    return [
        tick
        for tick in ticks
        if text_width(tick.words, size.axis) / 2 - size.margin * 0.7
        <= min(tick.at - low, high - tick.at) * scale
    ]


def _fit(ticks: Sequence[Tick], first: dt.date, last: dt.date, width: float, size: Size) -> bool:
    scale = width / max((last - first).days, 1)
    halves = [text_width(tick.words, size.axis) / 2 for tick in ticks]
    gap = size.axis * 0.8
    return all(
        (two.at - one.at) * scale >= halves[index] + halves[index + 1] + gap
        for index, (one, two) in enumerate(itertools.pairwise(ticks))
    )


def _month_ticks(first: dt.date, last: dt.date, step: int, width: float, size: Size) -> list[Tick]:
    """Return ticks at every `step`-th month; the first and each January also name the year."""
    yearly = step >= 12
    days = [
        dt.date(month // 12, month % 12 + 1, 1)
        for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        if month % step == 0
    ]
    widest = "2024" if yearly else "Mar 2024"
    ticks = [Tick(day_number(day), widest) for day in days if first <= day <= last]
    kept = {tick.at for tick in _within(ticks, first, last, width, size)}
    shown = [day for day in days if day_number(day) in kept]
    return [
        Tick(day_number(day), _month_words(day, yearly, named=not index or day.month <= step))
        for index, day in enumerate(shown)
    ]


def _month_words(day: dt.date, yearly: bool, *, named: bool) -> str:
    if yearly:
        return str(day.year)
    name = MONTHS[day.month - 1][:3]
    return f"{name} {day.year}" if named else name


def _day_ticks(first: dt.date, last: dt.date, width: float, size: Size) -> list[Tick]:
    room = text_width("30 Sep 2024", size.axis) + size.axis
    count = max(int(width // room), 1)
    step = max(math.ceil(((last - first).days + 1) / count), 1)
    days = [first + dt.timedelta(days=offset) for offset in range(0, (last - first).days + 1, step)]
    ticks = [Tick(day_number(day), format_day(day)) for day in days]
    return _within(ticks, first, last, width, size)


def money_ticks(
    top: float, currency: str, most: int, within: tuple[float, float] = (0.0, math.inf)
) -> list[Tick]:
    """Return a tick at 0 and no more than `most` above it up to `top` units of the currency.

    Ticks outside `within` are left out; the highest that is left carries sign and unit.
    """
    if top <= 0:
        return [Tick(0.0, "0")]
    rough = top / max(most, 1)
    magnitude = 10.0 ** math.floor(math.log10(rough))
    steps = (factor * magnitude for factor in (1, 2, 4, 5, 10, 20))
    step = next(step for step in steps if step >= rough)
    count = int(top * 1.04 / step)
    unit, _, _ = unit_of(step * max(count, 1))
    values = [index * step for index in range(1, count + 1)]
    values = [value for value in values if within[0] <= value <= within[1]]
    return [Tick(0.0, "0")] + [
        Tick(value, tick_label(value, currency, unit, named=value == values[-1]))
        for value in values
    ]


def draw_time_axis(
    ax: Axes, ticks: Sequence[Tick], size: Size, theme: Theme, *, labelled: bool = True
) -> None:
    """Put time ticks on the bottom of an axes."""
    words = [tick.words if labelled else "" for tick in ticks]
    ax.set_xticks([tick.at for tick in ticks], words)
    ax.tick_params(axis="x", length=size.axis * 0.35, width=size.axis / 16, color=theme.muted,
                   labelcolor=theme.muted, pad=size.axis * 0.3)  # fmt: skip
    for label in ax.get_xticklabels():
        label.set_fontproperties(font(size.axis))
        label.set_parse_math(False)


def draw_money_axis(ax: Axes, ticks: Sequence[Tick], size: Size, theme: Theme) -> None:
    """Put money ticks with light lines across an axes; no line at the side.

    The words are set so that the line runs through the middle of the figures' height.
    """
    ax.set_yticks([tick.at for tick in ticks], [""] * len(ticks))
    ax.tick_params(axis="y", length=0)
    ax.grid(visible=True, axis="y", color=theme.grid, linewidth=size.axis / 16, zorder=0.5)
    ax.set_axisbelow(True)
    across = offset_copy(ax.get_yaxis_transform(), ax.get_figure(root=True), x=-size.axis * 0.4,
                         y=-size.axis * 0.33, units="points")  # fmt: skip
    for tick in ticks:
        ax.text(0, tick.at, tick.words, fontproperties=font(size.axis), color=theme.muted,
                ha="right", va="baseline", transform=across, parse_math=False)  # fmt: skip


def realise_ticks(figure: Figure) -> None:
    """Make all ticks now; matplotlib would make them as it draws, in whatever style holds then."""
    for ax in figure.axes:
        ax.xaxis.get_major_ticks()
        ax.yaxis.get_major_ticks()
