"""The slides of figures, and of the words their numbered marks stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ukjp.drawing.frame import FramedFigure
from ukjp.drawing.theme import bare_size
from ukjp.publishing.decks.facts import (
    Draw,
    SlidePlan,
    Stage,
    add_day,
    data_hash,
    told_evidence,
)
from ukjp.publishing.decks.fitting import count_lines
from ukjp.publishing.decks.layouts import Room, inner

if TYPE_CHECKING:
    import pandas as pd

    from ukjp.dataset import Dataset


_MOST_KEYED = 75
"""So many numbered marks are told on slides; what is left is counted."""


KEY_SIZE = 16
_KEY_SHARE = 0.2
"""So much of the height of a figure's room may go to the words of its numbered marks."""

_KEYED = {"aid": "announced and received", "timeline": "what happened when"}


def plan_figure(
    dataset: Dataset, name: str, draw: Draw, stage: Stage, table: pd.DataFrame | None = None
) -> list[SlidePlan]:
    """Return the slide of a figure, and that of its key where the figure has no room for it."""
    first, charted = stage.room(name, ""), name in stage.charted
    figure = _drawn(draw, stage, first)
    source = add_day(figure.source, dataset)
    room = stage.room(name, source)
    if abs(room.height - first.height) > 1 or abs(room.width - first.width) > 1:
        figure = _drawn(draw, stage, room)
    line: tuple[str, ...] = ()
    more: list[SlidePlan] = []
    if figure.key and not charted:
        found = _key_below(name, draw, stage, figure, room)
        if found is not None:
            figure, line = found, (key_line(found),) if found.key else ()
        else:
            source = f"Numbered marks: on the next slide. {source}"
            left = stage.room(name, source)
            if abs(left.height - room.height) > 1:
                figure = _drawn(draw, stage, left)
            more = _plan_key(dataset, name, figure)
    plan = _figure_slide(dataset, name, figure, source)
    return [plan._replace(table=table, points=line), *more]


def _drawn(draw: Draw, stage: Stage, room: Room) -> FramedFigure:
    return draw(size=bare_size(room.width, room.height), theme=stage.theme)


def _key_below(
    name: str, draw: Draw, stage: Stage, figure: FramedFigure, room: Room
) -> FramedFigure | None:
    """Return the figure with so few numbered marks that their words can stand below it, if any.

    It is drawn again for the room that they leave, unless it has its place already.
    """
    if name in stage.kept:
        return figure if name in stage.keyed else None
    height = key_height(key_line(figure), room)
    while height <= room.height * _KEY_SHARE:
        lower = _drawn(draw, stage, room._replace(height=room.height - height))
        needed = key_height(key_line(lower), room)
        if needed <= height:
            return lower
        height = needed
    return None


def key_line(figure: FramedFigure) -> str:
    """Return the words of a figure's numbered marks on one line."""
    return " · ".join(f"({item.number}) {item.words}" for item in figure.key)


def key_height(line: str, room: Room) -> float:
    """Return how high the words of numbered marks stand below a figure, in points."""
    return count_lines(line, inner(room).width, KEY_SIZE) * KEY_SIZE * 1.2 + 8 if line else 0.0


def _plan_key(dataset: Dataset, name: str, figure: FramedFigure) -> list[SlidePlan]:
    items = figure.key
    if not items:
        return []
    shown = items[:_MOST_KEYED]
    points = [
        f"{item.number}  {item.group + ': ' if item.group else ''}{item.words}" for item in shown
    ]
    if len(items) > len(shown):
        first = items[len(shown)].number
        points.append(
            f"{first}–{items[-1].number}  {len(items) - len(shown)} more, listed in the data of "
            f"the figure that “ukjp figures” writes"
        )
    title = f"What the numbers 1 to {items[-1].number} stand for: {_KEYED.get(name, name)}"
    return [SlidePlan(
        f"{name} key", "key", title if len(items) > 1 else title.replace("numbers 1 to 1 stand",
        "number 1 stands"), add_day(figure.source, dataset),
        (figure.description, f"Data: SHA-256 {data_hash(dataset)}."), points=tuple(points),
    )]  # fmt: skip


def _figure_slide(dataset: Dataset, name: str, figure: FramedFigure, source: str) -> SlidePlan:
    evidence = dict.fromkeys(name for mark in figure.marks.values() for name in mark.evidence)
    claims, events = set(dataset.claims["claim_id"]), set(dataset.events["event_id"])
    return SlidePlan(
        name,
        "figure",
        figure.headline,
        source,
        (
            figure.description,
            *told_evidence(
                dataset,
                [one for one in evidence if one in claims],
                [one for one in evidence if one in events],
            ),
        ),
        figure=figure,
    )
