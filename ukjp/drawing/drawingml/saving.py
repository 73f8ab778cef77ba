"""A figure drawn as shapes: onto a slide of a deck, or into a file of its own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path as FilePath
from typing import Any, NamedTuple, cast

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from ukjp.drawing.drawingml.geometry import Page, emu
from ukjp.drawing.drawingml.renderer import Fallback, ShapeRenderer
from ukjp.drawing.drawingml.styles import NO_FILL
from ukjp.drawing.drawingml.tree import Group, Shape, write_group
from ukjp.drawing.export import SETTINGS, alt_text
from ukjp.drawing.theme import register_fonts
from ukjp.errors import OutputError, ParameterError

_POINTS = 72.0
_LARGEST = 56 * _POINTS
"""A slide is at most 56 inches wide and high."""


class Drawing(NamedTuple):
    """A figure as shapes, and the pieces of it that are pictures."""

    group: Group
    fallbacks: tuple[Fallback, ...]

    def framed(self, box: tuple[float, float, float, float]) -> Drawing:
        """Return the drawing as large as a box (left, top, width, height in points of the slide).

        An area without fill and line keeps the group from shrinking to what is drawn in it.
        """
        room = Bbox.from_bounds(*box)
        corners = Path(room.corners()[[0, 1, 3, 2, 0]], closed=True)
        ground = Shape(room, path=corners, fill=NO_FILL, line=f"<a:ln>{NO_FILL}</a:ln>")
        return self._replace(group=self.group._replace(members=[ground, *self.group.members]))

    def add_to(self, slide: Any, name: str, alt: str) -> Any:
        """Put the shapes onto a slide as one named group with alt text, and return its element."""
        from pptx.oxml import parse_xml

        def relate(png: bytes) -> str:
            return str(slide.part.get_or_add_image_part(io.BytesIO(png))[1])

        first = slide.shapes._next_shape_id
        element = parse_xml(write_group(self.group, name, alt, first, relate))
        slide.shapes._spTree.append(element)
        return element


def draw_shapes(
    figure: Figure, *, left: float = 0.0, top: float = 0.0, scale: float = 1.0
) -> Drawing | None:
    """Return a figure as shapes whose upper left corner is at `left`, `top` in points.

    Letters, lines and places are `scale` times their size. None for a figure that shows nothing.
    """
    register_fonts()
    width, height = (float(inches) * _POINTS for inches in figure.get_size_inches())
    renderer = ShapeRenderer(width, height, Page(height, left, top, scale), _names(figure))
    density = figure.dpi
    try:
        with mpl.rc_context(cast("Any", SETTINGS)):
            figure.dpi = _POINTS
            figure.draw(renderer)
    finally:
        figure.dpi = density
    root = renderer.tree.root
    return Drawing(root, tuple(renderer.fallbacks)) if root.box is not None else None


def _names(figure: Figure) -> dict[str, Any]:
    return dict(getattr(figure, "marks", {}))


def save_figure_pptx(figure: Figure, path: str | FilePath) -> tuple[Fallback, ...]:
    """Write any matplotlib figure as a PowerPoint file with one slide of the figure's size.

    Paths become freeforms, texts text boxes, pictures pictures; what a mark means is the name and
    the alt text of its group. Returns what could only be shown as a picture, with the reason. The
    same figure gives the same bytes. Raises OutputError where the file cannot be written and
    ParameterError for a figure larger than a slide can be.
    """
    target = FilePath(path)
    try:
        content, fallbacks = figure_slide(figure)
    except ParameterError as error:
        raise ParameterError(f"{target}: {error}") from error
    _write(target, content)
    return fallbacks


def figure_slide(figure: Figure) -> tuple[bytes, tuple[Fallback, ...]]:
    """Return a figure as the bytes of a PowerPoint file, and what in it had to be a picture."""
    from pptx import Presentation
    from pptx.util import Emu

    width, height = (float(inches) * _POINTS for inches in figure.get_size_inches())
    if not 72 <= min(width, height) <= max(width, height) <= _LARGEST:
        raise ParameterError("a slide is from 1 to 56 inches wide and high")
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(emu(width)), Emu(emu(height))
    blank = next(one for one in presentation.slide_layouts if not _holds_content(one))
    for layout in list(presentation.slide_layouts):
        if layout is not blank:
            presentation.slide_layouts.remove(layout)
    slide = presentation.slides.add_slide(blank)
    drawing = draw_shapes(figure)
    if drawing is not None:
        drawing.add_to(slide, str(getattr(figure, "name", "figure")), alt_text(figure) or "Figure")
    return _packed(presentation), drawing.fallbacks if drawing else ()


def _holds_content(layout: Any) -> bool:
    feet = {"DATE", "FOOTER", "SLIDE_NUMBER"}
    return any(one.placeholder_format.type.name not in feet for one in layout.placeholders)


def _packed(presentation: Any) -> bytes:
    """Return the file's bytes, without a time or the trace of an old picture of it."""
    import datetime as dt

    properties = presentation.core_properties
    properties.created = properties.modified = dt.datetime(2000, 1, 1)  # noqa: DTZ001
    properties.author = properties.last_modified_by = "ukjp"
    properties.title = ""
    raw, packed = io.BytesIO(), io.BytesIO()
    presentation.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()


def _write(target: FilePath, content: bytes) -> None:
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(f"{target}: cannot be written ({error.strerror or error})") from error
