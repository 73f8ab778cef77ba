"""Aid announced and received as native charts, with the sheet of their numbers inside the deck."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.parts.chart import ChartPart

from ukjp.publishing.decks.chart_scales import (
    Frame,
    Scale,
    money_scale,
    place_chart_labels,
    time_scale,
)
from ukjp.publishing.decks.chart_series import Series, announced_series, received_series
from ukjp.publishing.decks.chart_xml import chart_xml
from ukjp.publishing.decks.layouts import Room, inner
from ukjp.publishing.decks.objects import describe, emu, write_words
from ukjp.publishing.decks.workbooks import build_workbook

if TYPE_CHECKING:
    import pandas as pd

_LOWER = 0.36
"""The share of the height that money received takes."""
_HEAD = 28.0
_AXIS_WIDTH, _AXIS_HEIGHT, _HEADROOM = 62.0, 30.0, 4.0


def add_aid_charts(
    slide: Any, table: pd.DataFrame, room: Room, currency: str, as_of: dt.date | None
) -> list[tuple[Any, str]]:
    """Add the charts of what was announced and received; return each shape with what it is about.

    Where there is nothing to draw, nothing is added.
    """
    announced, received = announced_series(table, as_of), received_series(table)
    if not announced and not received:
        return []
    days = time_scale([*announced, *received], as_of)
    space = inner(room)
    lower = space.height * _LOWER if announced and received else 0.0
    found = []
    if announced:
        upper = space._replace(height=space.height - lower)
        found.append((_add_chart(slide, announced, days, upper, currency, 4), "announced"))
    if received:
        rest = space._replace(top=space.bottom - lower, height=lower) if lower else space
        head = rest._replace(left=room.left, width=room.width, height=_HEAD)
        found.append((_add_head(slide, "Reported as received", head), "received"))
        rest = rest._replace(top=rest.top + _HEAD, height=rest.height - _HEAD)
        found.append((_add_chart(slide, received, days, rest, currency, 1), "received"))
    return found


def _add_head(slide: Any, words: str, room: Room) -> Any:
    box = slide.shapes.add_textbox(emu(room.left), emu(room.top), emu(room.width), emu(room.height))
    write_words(box, [words], 16)
    box.text_frame.paragraphs[0].runs[0].font.bold = True
    return box


def _add_chart(
    slide: Any, series: Sequence[Series], days: Scale, room: Room, currency: str, most: int
) -> Any:
    # LibreOffice forgets the series before one that is longer than they are.
    series = sorted(series, key=lambda one: -len(one.points))
    frame = Frame(
        _AXIS_WIDTH / room.width, _HEADROOM / room.height,
        1 - (_AXIS_WIDTH + 24) / room.width, 1 - (_AXIS_HEIGHT + _HEADROOM) / room.height,
    )  # fmt: skip
    money = money_scale(series, currency, most, frame.height * room.height)
    labels = place_chart_labels(series, days, money, frame, (room.width, room.height))
    package = slide.part.package
    part = ChartPart.load(
        package.next_partname(ChartPart.partname_template),
        CONTENT_TYPE.DML_CHART,
        package,
        chart_xml(series, days, money, frame, labels),
    )
    part.chart_workbook.update_from_xlsx_blob(build_workbook(series, currency))
    relation = slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    frame_element = slide.shapes._add_chart_graphicFrame(
        relation, emu(room.left), emu(room.top), emu(room.width), emu(room.height)
    )
    shape = slide.shapes._shape_factory(frame_element)
    describe(shape, "; ".join(one.points[-1].words or one.name for one in series))
    return shape
