"""The axes of a native chart and the places of its labels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple, cast

from ukjp.drawing.axis import money_ticks
from ukjp.drawing.formats import currency_sign, unit_of
from ukjp.drawing.measure import text_width, wrap_text
from ukjp.drawing.placement import Box, Label, Place, place_labels
from ukjp.publishing.decks.chart_series import Series, excel_day

LABEL_SIZE = 16.0
_WIDER = 1.13
_LEADING = 1.25
_EXCEL_BEGIN = dt.date(1899, 12, 30)
_GAP = 7.0
_HEADROOM = 56.0
Spot = tuple[float, float]
Lines = tuple[tuple[str, bool], ...]
# Whole numbers of days that stay within the month they begin in, for many years.
_STEPS = {1: 31, 2: 62, 3: 92, 6: 184, 12: 366, 24: 731, 60: 1827, 120: 3653}


class Scale(NamedTuple):
    """An axis: its ends, the distance of its ticks and the number format of their words."""

    low: float
    high: float
    step: float
    format: str


class Frame(NamedTuple):
    """The inner plot area within a chart, as shares of its width and height from the upper left."""

    left: float
    top: float
    width: float
    height: float


def time_scale(series: Sequence[Series], as_of: dt.date | None, most: int = 7) -> Scale:
    """Return the axis of days: from the first of a month on, with ticks in whole months."""
    days = [point.day for one in series for point in one.points]
    days += [excel_day(as_of)] if as_of else []
    first, last = min(days), max(days)
    pad = max((last - first) * 0.05, 4.0)
    # Room for the words of the first pledge, to the left of it.
    begin = _EXCEL_BEGIN + dt.timedelta(days=int(first - pad * 4))
    low = excel_day(begin.replace(day=1))
    step = next((size for months, size in _STEPS.items() if (last - low) / size <= most), 3653)
    if step > 92:
        low = excel_day(begin.replace(month=1, day=1))
    return Scale(low, last + pad, step, "mmm yyyy" if step < 731 else "yyyy")


def money_scale(series: Sequence[Series], currency: str, most: int, height: float) -> Scale:
    """Return the axis of amounts, in words of its unit.

    It begins at zero and leaves room for a label above the highest amount; `height` is the plot's
    in points.
    """
    top = max(point.value or 0.0 for one in series for point in one.points) or 1.0
    ticks = money_ticks(top, currency, most)
    step = ticks[1].at if len(ticks) > 1 else top
    high = top * height / max(height - _HEADROOM, height * 0.5)
    unit, short, _ = unit_of(step)
    commas = {1e3: ",", 1e6: ",,", 1e9: ",,,", 1e12: ",,,,"}.get(unit, "")
    digits = "0" if (step / unit).is_integer() else "0.0"
    return Scale(0.0, high, step, f'"{currency_sign(currency)}"{digits}{commas}"{short}";;0')


class Written(NamedTuple):
    """A label as it is set: at a side ("t", "b", "l", "r") of which point, in these lines."""

    point: int
    side: str
    lines: Lines


def place_chart_labels(
    series: Sequence[Series], days: Scale, money: Scale, frame: Frame, size: tuple[float, float]
) -> dict[tuple[int, int], Written]:
    """Return the labels that find a place, by numbers of series and point.

    `size` is the chart's in points. Labels keep off each other, lines, bars and the edges; whose
    words find no place are left to the chart's sheet and alt text.
    """
    width, height = size
    plot = Box(
        frame.left * width, (1 - frame.top - frame.height) * height,
        (frame.left + frame.width) * width, (1 - frame.top) * height,
    )  # fmt: skip

    def spot(day: float, value: float) -> Spot:
        across = (day - days.low) / (days.high - days.low)
        up = (value - money.low) / (money.high - money.low)
        return plot.left + across * plot.width, plot.bottom + up * plot.height

    obstacles = [
        Box(0.0, y - LABEL_SIZE / 2, plot.left - 2, y + LABEL_SIZE / 2)
        for y in (spot(days.low, tick * money.step)[1] for tick in range(_count_ticks(money)))
    ]
    labels: list[Label] = []
    for number, one in enumerate(series):
        if one.style.behind:
            continue
        spots = [spot(p.day, p.value) if p.value is not None else None for p in one.points]
        half = max(one.style.width / 2, 5.0 if one.style.marker else 1.0)
        obstacles += [
            Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])).grown(half - 1)
            for a, b in zip(spots, _following(spots) if one.style.width else spots, strict=True)
            if a and b
        ]
        labels += _labels(number, one, spots, max(half, one.style.clear), plot.width)
    # The words of a point near the lower axis may reach a little below it.
    bounds = Box(0.0, plot.bottom - LABEL_SIZE / 2, width, height)
    chosen = place_labels(labels, bounds, obstacles, 1.0)
    found: dict[tuple[int, int], Written] = {}
    for (number, _), place in chosen.items():  # type: ignore[misc]
        written = cast("Written", place.note)
        found[number, written.point] = written
    return found


def _labels(
    number: int, one: Series, spots: Sequence[Spot | None], clear: float, room: float
) -> list[Label]:
    """Return a label for each text; where several points bear it, it may stand at any of them."""
    texts = dict.fromkeys((point.main, point.detail) for point in one.points if point.main)
    labels = []
    for main, detail in texts:
        bearers = [
            (index, at)
            for index, (point, at) in enumerate(zip(one.points, spots, strict=True))
            if at and (point.main, point.detail) == (main, detail)
        ]
        places = [
            place
            for lines in _variants(main, detail, room)
            for index, at in reversed(bearers)
            for place in _places(index, lines, at, clear)
        ]
        value = max(one.points[index].value or 0.0 for index, _ in bearers)
        labels.append(Label((number, main), places, value))
    return labels


def _count_ticks(scale: Scale) -> int:
    return int((scale.high - scale.low) / scale.step) + 1


def _following(spots: list[Spot | None]) -> list[Spot | None]:
    return [*spots[1:], spots[-1]]


def _places(index: int, lines: Lines, at: Spot, clear: float) -> list[Place]:
    wide = max(text_width(text, LABEL_SIZE, bold=bold) for text, bold in lines) * _WIDER + 4
    tall = len(lines) * LABEL_SIZE * _LEADING + 2
    x, y = at
    up = max(clear, _GAP)
    boxes = {
        "t": Box(x - wide / 2, y + up, x + wide / 2, y + up + tall),
        "r": Box(x + clear, y - tall / 2, x + clear + wide, y + tall / 2),
        "l": Box(x - clear - wide, y - tall / 2, x - clear, y + tall / 2),
        "b": Box(x - wide / 2, y - up - tall, x + wide / 2, y - up),
    }
    # A label begins just outside its own mark.
    return [
        Place(box.moved(*_away(side)), note=Written(index, side, lines))
        for side, box in boxes.items()
    ]


def _away(side: str) -> tuple[float, float]:
    return {"t": (0, 1.0), "b": (0, -1.0), "l": (-1.0, 0), "r": (1.0, 0)}[side]


def _variants(main: str, detail: str, room: float) -> list[Lines]:
    """Return the words of a label broken in ever narrower ways, and at last the main ones alone."""
    found = []
    for share in (0.5, 0.3, 0.2):
        wrapped = wrap_text(detail, room * share, LABEL_SIZE) if detail else []
        lines = ((main, True), *((text, False) for text in wrapped))
        if len(lines) <= 4 and lines not in found:
            found.append(lines)
    return [*found, ((main, True),)]
