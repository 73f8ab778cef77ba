"""From a dataset to a deck: the template's layouts filled with what was found."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ukjp.drawing.drawingml import draw_shapes
from ukjp.drawing.formats import sentence_case
from ukjp.errors import OutputError, ParameterError
from ukjp.publishing.decks.charts import add_aid_charts
from ukjp.publishing.decks.fitting import count_lines, fit_points, fit_title, source_height
from ukjp.publishing.decks.house import house_template
from ukjp.publishing.decks.layouts import (
    EMU,
    Grid,
    Layouts,
    Room,
    find_layouts,
    inner,
    is_source,
    plan_grid,
)
from ukjp.publishing.decks.objects import (
    add_picture,
    add_slide_number,
    add_source,
    describe,
    emu,
    place,
    write_words,
)
from ukjp.publishing.decks.opening import open_deck, remove_slides
from ukjp.publishing.decks.packing import pack_deck, set_properties
from ukjp.publishing.decks.pictures import bare_figure, draw_picture
from ukjp.publishing.decks.plans import Shown, SlidePlan, clean_words, deck_title, plan_slides
from ukjp.publishing.landing import write_file

if TYPE_CHECKING:
    from ukjp.dataset import Dataset

MODES = ("picture", "native", "shapes")
IDENTIFIER = "ukjp deck"
_CAPTION_SIZE = 16
_EDGE = 12.0


def build_deck(
    dataset: Dataset,
    *,
    template: str | Path | None = None,
    mode: str = "picture",
    currency: str = "USD",
    start: str | None = None,
    end: str | None = None,
    show_reference: bool = False,
) -> bytes:
    """Return a deck on a dataset as the bytes of a PowerPoint file.

    Slides: cover, headline numbers, aid announced and received, timeline, agreements (where there
    are any), what is uncertain and why, sources. `mode` "picture" shows figures as SVG with a PNG
    for readers that show none; "native" draws aid as PowerPoint's own charts, whose sheets hold
    the ledger's numbers; "shapes" draws every figure as shapes and text boxes.

    `template` is a .pptx or .potx file whose layouts, colours and typefaces are used, without the
    slides that are in it. The same dataset gives the same bytes. Raises ParameterError for
    an unknown mode, currency or day and for a template that lacks a layout or a placeholder,
    DataError for one that cannot be read.
    """
    if mode not in MODES:
        raise ParameterError(f"mode {mode!r} is none of {', '.join(MODES)}")
    presentation, layouts = _start_from(template)
    plans = plan_slides(dataset, Shown(currency, start, end, show_reference))
    writer = _Writer(presentation, layouts, mode, currency, dataset.as_of)
    for plan in plans:
        writer.add(plan)
    set_properties(presentation, deck_title(dataset), dataset.as_of, IDENTIFIER)
    return pack_deck(presentation)


def _start_from(template: str | Path | None) -> tuple[Any, Layouts]:
    """Return an empty presentation with the layouts to use."""
    if template is None:
        presentation = house_template()
    else:
        presentation = open_deck(template)
        remove_slides(presentation)
    return presentation, find_layouts(presentation, str(template or "the template"))


def save_deck(dataset: Dataset, path: str | Path, **options: Any) -> Path:
    """Build a deck (`options` as for `build_deck`) and write it whole, or leave all as it was."""
    target = Path(path)
    if target.suffix.lower() != ".pptx":
        raise ParameterError(f"{target}: a deck's name ends in .pptx")
    if target.is_dir():
        raise OutputError(f"{target}: is a folder; name a file that ends in .pptx")
    data = build_deck(dataset, **options)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror})") from error
    write_file(target, data)
    return target


class _Writer:
    """Adds slides to a presentation."""

    def __init__(
        self, presentation: Any, layouts: Layouts, mode: str, currency: str, as_of: dt.date | None
    ) -> None:
        self.presentation, self.layouts, self.mode = presentation, layouts, mode
        self.currency, self.as_of = currency, as_of
        self.size = presentation.slide_width / EMU, presentation.slide_height / EMU

    def add(self, plan: SlidePlan) -> None:
        """Add the slide of a plan; a text that is too long for one goes on on the next."""
        if plan.kind == "cover":
            self._add_cover(plan)
        elif plan.kind == "text":
            self._add_text(plan)
        else:
            self._add_figure(plan)

    def _start(self, plan: SlidePlan, layout: Any, name: str) -> tuple[Any, Grid]:
        slide = self.presentation.slides.add_slide(layout)
        slide._element.cSld.set("name", f"ukjp {name}")
        grid = plan_grid(layout, self.size, source_height(plan.source, self.size[0] * 0.9))
        title, points = fit_title(plan.title, inner(grid.title))
        write_words(slide.shapes.title, [title], points)
        slide.shapes.title.name = f"ukjp {name} title"
        shortened = () if title == plan.title else (plan.title,)
        slide.notes_slide.notes_text_frame.text = "\n".join((*shortened, *plan.notes))
        return slide, grid

    def _finish(
        self, slide: Any, plan: SlidePlan, grid: Grid, name: str, *, numbered: bool
    ) -> None:
        places = [shape for shape in slide.placeholders if _is_source(shape)]
        if places:
            write_words(places[0], [plan.source], 12)
            # Read last: what stands last in the tree.
            tree = slide.shapes._spTree
            tree.append(places[0]._element)
            line = places[0]
        else:
            line = add_source(slide, plan.source, grid.source)
        line.name = f"ukjp {name} source"
        for shape in list(slide.placeholders):
            if shape.has_text_frame and not shape.text_frame.text:
                shape._element.getparent().remove(shape._element)
        if numbered:
            add_slide_number(slide)

    def _add_cover(self, plan: SlidePlan) -> None:
        slide, grid = self._start(plan, self.layouts.cover, plan.name)
        below = next(s for s in slide.placeholders if not _is_title(s) and not _is_source(s))
        write_words(below, plan.points)
        below.name = f"ukjp {plan.name} text"
        self._finish(slide, plan, grid, plan.name, numbered=False)

    def _add_text(self, plan: SlidePlan) -> None:
        grid = plan_grid(
            self.layouts.text, self.size, source_height(plan.source, self.size[0] * 0.9)
        )
        fit = fit_points(plan.points, inner(grid.content))
        for number, page in enumerate(fit.pages, start=1):
            several = len(fit.pages) > 1
            name = f"{plan.name} {number}" if several else plan.name
            more = f" ({number} of {len(fit.pages)})" if several else ""
            slide, grid = self._start(
                plan._replace(title=plan.title + more), self.layouts.text, name
            )
            body = next(s for s in slide.placeholders if not _is_title(s) and not _is_source(s))
            write_words(body, page, fit.points)
            place(body, grid.content)
            body.name = f"ukjp {name} text"
            self._finish(slide, plan, grid, name, numbered=True)

    def _add_figure(self, plan: SlidePlan) -> None:
        slide, grid = self._start(plan, self.layouts.figure, plan.name)
        if self.mode == "shapes":
            self._add_shapes(slide, plan, grid)
        elif not (self.mode == "native" and self._add_charts(slide, plan, grid)):
            self._add_picture(slide, plan, grid)
        self._finish(slide, plan, grid, plan.name, numbered=True)

    def _add_picture(self, slide: Any, plan: SlidePlan, grid: Grid) -> None:
        figure = plan.figure
        assert figure is not None  # noqa: S101 - a plan of this kind has one
        picture = draw_picture(figure)
        shape = add_picture(
            slide, picture, fit_into(picture.width, picture.height, grid.content, self.size[0])
        )
        shape.name = f"ukjp {plan.name} figure"
        describe(shape, figure.alt)

    def _add_shapes(self, slide: Any, plan: SlidePlan, grid: Grid) -> None:
        figure = plan.figure
        assert figure is not None  # noqa: S101 - a plan of this kind has one
        with bare_figure(figure) as box:
            width, height = float(box.width) * 72, float(box.height) * 72
            room = fit_into(width, height, grid.content, self.size[0])
            scale = room.width / width
            foot = float(figure.get_size_inches()[1]) - float(box.y1)
            ground = figure.patch.get_visible()
            figure.patch.set_visible(False)
            try:
                drawing = draw_shapes(
                    figure,
                    left=room.left - float(box.x0) * 72 * scale,
                    top=room.top - foot * 72 * scale,
                    scale=scale,
                )
            finally:
                figure.patch.set_visible(ground)
        if drawing is not None:
            drawing.add_to(slide, f"ukjp {plan.name} figure", figure.alt)

    def _add_charts(self, slide: Any, plan: SlidePlan, grid: Grid) -> bool:
        """Draw what has a table as native charts; tell whether there was anything to draw."""
        if plan.table is None:
            return False
        room, figure = grid.content, plan.figure
        assert figure is not None  # noqa: S101 - a plan of this kind has one
        caption_words = clean_words(figure.subtitle)
        lines = count_lines(caption_words, inner(room).width, _CAPTION_SIZE)
        line = Room(room.left, room.top, room.width, lines * _CAPTION_SIZE * 1.2 + 8)
        below = room._replace(top=line.bottom, height=room.height - line.height)
        charts = add_aid_charts(slide, plan.table, below, self.currency, self.as_of)
        for chart, what in charts:
            if chart.has_text_frame:
                chart.name = f"ukjp {plan.name} {what} caption"
                continue
            chart.name = f"ukjp {plan.name} {what}"
            words = chart._element.nvGraphicFramePr.cNvPr
            words.set("descr", f"{figure.alt} {sentence_case(what)}: {words.get('descr')}.")
        if charts:
            caption = slide.shapes.add_textbox(*(emu(edge) for edge in line))
            write_words(caption, [caption_words], _CAPTION_SIZE)
            caption.name = f"ukjp {plan.name} caption"
            charts[0][0]._element.addprevious(caption._element)
        return bool(charts)


def fit_into(width: float, height: float, room: Room, slide: float) -> Room:
    """Return where a drawing stands: in the upper left of the room, never larger than it is.

    What is a little wider than the room may reach into the margins of the slide.
    """
    space = inner(room)
    widest = min(slide - 2 * _EDGE, space.width * 1.04)
    scale = min(1.0, widest / width, room.height / height)
    left = max(min(space.left, slide - _EDGE - width * scale), _EDGE)
    return Room(left, room.top, width * scale, height * scale)


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
