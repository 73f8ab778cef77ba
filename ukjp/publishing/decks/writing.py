"""Slides from plans: titles, words and figures put where the layout has room for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from ukjp.drawing.drawingml import draw_shapes
from ukjp.drawing.export import figure_data
from ukjp.drawing.formats import sentence_case
from ukjp.drawing.frame import FramedFigure
from ukjp.drawing.theme import Theme
from ukjp.publishing.decks.chart_series import reference_words
from ukjp.publishing.decks.charts import add_aid_charts
from ukjp.publishing.decks.facts import SlidePlan, clean_words
from ukjp.publishing.decks.figure_plans import KEY_SIZE, key_height
from ukjp.publishing.decks.fitting import count_lines, fit_points, fit_title, source_height
from ukjp.publishing.decks.layouts import (
    EMU,
    Grid,
    Layouts,
    Room,
    inner,
    is_source,
    plan_grid,
    room_of,
)
from ukjp.publishing.decks.notes import write_notes
from ukjp.publishing.decks.objects import (
    add_picture,
    add_slide_number,
    add_source,
    describe,
    emu,
    find_properties,
    place,
    remove_bullets,
    write_words,
)
from ukjp.publishing.decks.pictures import draw_picture
from ukjp.publishing.decks.records import Made, object_name, short_hash, split_name

_CAPTION_SIZE = 16
_LEAST = Room(0, 0, 460.0, 260.0)
"""A figure is drawn for no less room than that; where it has less it is made smaller as a whole."""


class Manner(NamedTuple):
    """How figures are drawn: the mode, the colours, the charts' currency and last day."""

    mode: str
    theme: Theme
    currency: str
    as_of: dt.date | None


class SlideWriter:
    """Adds slides to a presentation.

    `section` stands before the names of all slides and objects; `kept` are the places of figures
    that a person may have moved. `made` tells what became of each object.
    """

    def __init__(
        self, presentation: Any, layouts: Layouts, manner: Manner, section: str = "",
        kept: Mapping[str, Room] | None = None,
    ) -> None:  # fmt: skip
        self.presentation, self.layouts, self.manner = presentation, layouts, manner
        self.section, self.kept = section, dict(kept or {})
        self.size = presentation.slide_width / EMU, presentation.slide_height / EMU
        self.made: dict[str, Made] = {}
        self.slides: dict[str, Any] = {}

    def full_name(self, name: str) -> str:
        """Return a slide's name with its section's."""
        return f"{self.section} {name}".strip()

    @property
    def placed(self) -> tuple[frozenset[str], frozenset[str]]:
        """The slides, without their section, whose figure has its place, and whose key has one."""
        parts = [split_name(name) for name in self.kept]
        names = [(name.removeprefix(self.section).strip(), what) for name, what in parts]
        return tuple(
            frozenset(name for name, what in names if what == wanted)
            for wanted in ("figure", "key")
        )  # type: ignore[return-value]

    def room(self, name: str, source: str) -> Room:
        """Return the room for the figure of a slide; a source of two lines if it is not known."""
        kept = self.kept.get(object_name(self.full_name(name), "figure"))
        if kept is not None:
            return kept._replace(
                width=max(kept.width, _LEAST.width), height=max(kept.height, _LEAST.height)
            )
        room = self._grid(self.layouts.figure, source or "word " * 30).content
        # As slides store it, so that a figure is drawn for the same room again.
        return Room(*(round(edge * EMU) / EMU for edge in room))

    def _grid(self, layout: Any, source: str) -> Grid:
        return plan_grid(layout, self.size, partial(source_height, source))

    def add(self, plan: SlidePlan) -> None:
        """Add the slide of a plan; a text that is too long for one goes on on the next."""
        if plan.kind == "cover":
            self._add_cover(plan)
        elif plan.kind in {"text", "key"}:
            self._add_text(plan)
        else:
            self._add_figure(plan)

    def _start(self, plan: SlidePlan, layout: Any, name: str) -> tuple[Any, Grid]:
        slide = self.presentation.slides.add_slide(layout)
        slide._element.cSld.set("name", f"ukjp {name}")
        grid = self._grid(layout, plan.source)
        title, points = fit_title(plan.title, inner(grid.title))
        write_words(slide.shapes.title, [title], points)
        self._name_text(slide.shapes.title, name, "title", points)
        shortened = () if title == plan.title else (plan.title,)
        write_notes(slide, name, (*shortened, *plan.notes))
        self.slides[name] = slide
        return slide, grid

    def _name_text(self, shape: Any, slide: str, what: str, points: float | None = None) -> None:
        shape.name = object_name(slide, what)
        size = f"{points:g}" if points else ""
        self.made[shape.name] = Made("text", short_hash(shape.text_frame.text), size)

    def _finish(self, slide: Any, plan: SlidePlan, grid: Grid, name: str) -> None:
        places = [shape for shape in slide.placeholders if _is_source(shape)]
        if places:
            write_words(places[0], [plan.source], 12)
            # Read last: what stands last in the tree.
            tree = slide.shapes._spTree
            tree.append(places[0]._element)
            line = places[0]
            if grid.source.height > room_of(line).height + 1:
                place(line, grid.source)
        else:
            line = add_source(slide, plan.source, grid.source)
        self._name_text(line, name, "source", 12)
        for shape in list(slide.placeholders):
            if shape.has_text_frame and not shape.text_frame.text:
                shape._element.getparent().remove(shape._element)
        if plan.kind != "cover":
            add_slide_number(slide)

    def _add_cover(self, plan: SlidePlan) -> None:
        name = self.full_name(plan.name)
        slide, grid = self._start(plan, self.layouts.cover, name)
        below = next(s for s in slide.placeholders if not _is_title(s) and not _is_source(s))
        write_words(below, plan.points)
        self._name_text(below, name, "text")
        self._finish(slide, plan, grid, name)

    def _add_text(self, plan: SlidePlan) -> None:
        grid = self._grid(self.layouts.text, plan.source)
        fit = fit_points(plan.points, inner(grid.content))
        for number, page in enumerate(fit.pages, start=1):
            several = len(fit.pages) > 1
            name = self.full_name(f"{plan.name} {number}" if several else plan.name)
            more = f" ({number} of {len(fit.pages)})" if several else ""
            slide, grid = self._start(
                plan._replace(title=plan.title + more), self.layouts.text, name
            )
            body = next(s for s in slide.placeholders if not _is_title(s) and not _is_source(s))
            write_words(body, page, fit.points)
            if plan.kind == "key":
                remove_bullets(body)
            place(body, grid.content)
            self._name_text(body, name, "text", fit.points)
            self._finish(slide, plan, grid, name)

    def _add_figure(self, plan: SlidePlan) -> None:
        name = self.full_name(plan.name)
        slide, grid = self._start(plan, self.layouts.figure, name)
        figure = plan.figure
        assert figure is not None  # noqa: S101 - a plan of this kind has one
        mode = self.manner.mode
        if not (mode == "native" and self._add_charts(slide, plan, figure, grid)):
            room = self.room(plan.name, plan.source)
            foot = Room(0, 0, 0, 0)
            if plan.points:
                height = key_height(plan.points[0], room)
                foot = room._replace(top=room.bottom - height, height=height)
                room = room._replace(height=room.height - height)
            room = self.kept.get(object_name(name, "figure"), room)
            shown = fit_into(figure, room)
            (_add_shapes if mode == "shapes" else _add_picture)(
                slide, object_name(name, "figure"), figure, shown
            )
            kind = "shapes" if mode == "shapes" else "picture"
            self.made[object_name(name, "figure")] = self._drawn(figure, kind, figure.alt)
            if plan.points:
                self._add_key(slide, name, plan.points[0], foot)
        self._finish(slide, plan, grid, name)

    def _add_key(self, slide: Any, name: str, words: str, room: Room) -> None:
        """Write the words of numbered marks below a figure."""
        line = slide.shapes.add_textbox(*(emu(edge) for edge in room))
        write_words(line, [words], KEY_SIZE)
        self._name_text(line, name, "key", KEY_SIZE)

    def _drawn(self, figure: FramedFigure, kind: str, alt: str) -> Made:
        """Remember a drawing by what it shows, not by how large it is."""
        shown = short_hash(
            kind, repr(self.manner.theme), figure.alt, figure.description, figure.subtitle,
            figure_data(figure.data), *(f"{item.number} {item.words}" for item in figure.key),
        )  # fmt: skip
        return Made("drawn", shown, short_hash(alt))

    def _add_charts(self, slide: Any, plan: SlidePlan, figure: FramedFigure, grid: Grid) -> bool:
        """Draw what has a table as native charts; tell whether there was anything to draw."""
        if plan.table is None:
            return False
        name, room = self.full_name(plan.name), grid.content
        behind = reference_words(plan.table)
        caption_words = clean_words(figure.subtitle + (f" ({behind})" if behind else ""))
        lines = count_lines(caption_words, inner(room).width, _CAPTION_SIZE)
        line = Room(room.left, room.top, room.width, lines * _CAPTION_SIZE * 1.2 + 8)
        below = room._replace(top=line.bottom, height=room.height - line.height)
        charts = add_aid_charts(slide, plan.table, below, self.manner.currency, self.manner.as_of)
        for chart, what in charts:
            if chart.has_text_frame:
                self._name_text(chart, name, f"{what} caption", _CAPTION_SIZE)
                continue
            chart.name = object_name(name, what)
            properties = find_properties(chart)
            alt = f"{figure.alt} {sentence_case(what)}: {properties.get('descr')}."
            properties.set("descr", alt)
            self.made[chart.name] = self._drawn(figure, f"chart {self.manner.currency}", alt)
        if charts:
            caption = slide.shapes.add_textbox(*(emu(edge) for edge in line))
            write_words(caption, [caption_words], _CAPTION_SIZE)
            self._name_text(caption, name, "caption", _CAPTION_SIZE)
            charts[0][0]._element.addprevious(caption._element)
        return bool(charts)


def fit_into(figure: FramedFigure, room: Room) -> Room:
    """Return where a figure stands: all of the room, or as much of it as its shape can fill."""
    width, height = (float(inches) * 72 for inches in figure.get_size_inches())
    scale = min(1.0, room.width / width, room.height / height)
    return Room(room.left, room.top, width * scale, height * scale)


def _add_picture(slide: Any, name: str, figure: FramedFigure, room: Room) -> None:
    shape = add_picture(slide, draw_picture(figure), room)
    shape.name = name
    describe(shape, figure.alt)


def _add_shapes(slide: Any, name: str, figure: FramedFigure, room: Room) -> None:
    ground = figure.patch.get_visible()
    figure.patch.set_visible(False)
    try:
        scale = room.width / (float(figure.get_size_inches()[0]) * 72)
        drawing = draw_shapes(figure, left=room.left, top=room.top, scale=scale)
    finally:
        figure.patch.set_visible(ground)
    if drawing is not None:
        drawing.framed(room).add_to(slide, name, figure.alt)


def _is_title(shape: Any) -> bool:
    return shape.placeholder_format.type.name in {"TITLE", "CENTER_TITLE"}


def _is_source(shape: Any) -> bool:
    """Tell whether a slide's placeholder is its layout's place for sources."""
    index = shape.placeholder_format.idx
    return any(
        is_source(one)
        for one in shape.part.slide_layout.placeholders
        if one.placeholder_format.idx == index
    )
