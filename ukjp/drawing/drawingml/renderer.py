"""A matplotlib renderer whose canvas is a slide: paths, texts and pictures become shapes.

It works at 72 dots to the inch, so that matplotlib's pixels are points. What DrawingML cannot say
(mathematical text, areas cut by anything but a rectangle, smooth triangles) becomes a picture of
just that piece, and is named in `fallbacks`.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox, TransformedPath

from ukjp.drawing.drawingml.geometry import (
    Page,
    cut_fill,
    cut_line,
    drawn_extents,
    is_rectangle,
    lies_inside,
    within,
    without_gaps,
)
from ukjp.drawing.drawingml.styles import NO_FILL, fill_xml, find_letters, line_xml, run_xml
from ukjp.drawing.drawingml.tree import Picture, Shape, Tree

DENSITY = 4.0
"""Pixels to the point of a piece that becomes a picture."""
_MOST_CELLS = 400
"""A mesh of more cells than that becomes one picture."""
_HATCH_TILE = 72.0


ENLARGE = Affine2D().scale(DENSITY)


class Fallback(NamedTuple):
    """A piece that became a picture: what it is and why."""

    what: str
    why: str


class ShapeRenderer(RendererBase):
    """Collects shapes in `tree`, in the order they are drawn."""

    def __init__(self, width: float, height: float, page: Page, names: Mapping[str, Any]) -> None:
        super().__init__()
        self.width, self.height, self.page = width, height, page
        self.tree = Tree(names)
        self.fallbacks: list[Fallback] = []

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the figure's size in points."""
        return self.width, self.height

    def flipy(self) -> bool:
        """Texts and pictures are placed from the top."""
        return True

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Begin what belongs together; a named group is one on the slide as well."""
        self.tree.open(s, gid)

    def close_group(self, s: str) -> None:
        """End what belongs together."""
        del s
        self.tree.close()

    def draw_path(self, gc: Any, path: Path, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803
        """Draw a path: its area, its hatching and its outline."""
        drawn = without_gaps(transform.transform_path(path))
        extents = drawn_extents(drawn)
        if extents is None or not np.isfinite(extents.get_points()).all():
            return
        window = self._window(gc, drawn)
        if window is None:
            self._draw_picture(
                lambda agg: agg.draw_path(enlarged(agg, gc), path, transform + ENLARGE, rgbFace),
                "area", "it is cut by a shape that is no rectangle",
            )  # fmt: skip
            return
        fill = fill_xml(rgbFace, gc.get_alpha() if gc.get_forced_alpha() else None)
        cut = not within(extents.padded(gc.get_linewidth() / 2), window)
        if not cut:
            self._add_path(gc, drawn, fill)
        else:
            if fill != NO_FILL:
                self._add_path(gc, cut_fill(drawn, window), fill, outlined=False)
            self._add_path(gc, cut_line(drawn, window), NO_FILL)
        if gc.get_hatch():
            self._draw_hatch(gc, drawn, window)

    def _window(self, gc: Any, drawn: Path) -> Bbox | None:
        """Return the box that may be drawn in; None where a path that is no box cuts."""
        box = gc.get_clip_rectangle()
        window = Bbox.from_bounds(*box.bounds) if box is not None else self._whole()
        clip, transform = gc.get_clip_path()
        if clip is None:
            return window
        outline = transform.transform_path(clip)
        rectangle = is_rectangle(outline)
        if rectangle is not None:
            return Bbox.intersection(window, rectangle) or Bbox.null()
        return window if lies_inside(drawn, outline) else None

    def _whole(self) -> Bbox:
        return Bbox.from_bounds(0, 0, self.width, self.height)

    def _add_path(self, gc: Any, path: Path, fill: str, *, outlined: bool = True) -> None:
        placed = self.page.path(path)
        box = drawn_extents(placed)
        line = line_xml(gc, self.page.scale) if outlined else f"<a:ln>{NO_FILL}</a:ln>"
        if box is None or (fill == NO_FILL and NO_FILL in line):
            return
        self.tree.add(Shape(box, path=placed, fill=fill, line=line))

    def _draw_hatch(self, gc: Any, drawn: Path, window: Bbox) -> None:
        """Draw hatching as the lines it is; within anything but a rectangle as a picture."""
        area = is_rectangle(drawn)
        room = Bbox.intersection(area, window) if area is not None else None
        if area is None or room is None:
            if area is None:
                self._draw_picture(
                    lambda agg: agg.draw_path(hatched(agg, gc), drawn, ENLARGE, None),
                    "hatching", "it fills a shape that is no rectangle",
                )  # fmt: skip
            return
        tile = gc.get_hatch_path()
        columns = range(int(room.x0 // _HATCH_TILE), int(room.x1 // _HATCH_TILE) + 1)
        rows = range(int(room.y0 // _HATCH_TILE), int(room.y1 // _HATCH_TILE) + 1)
        pieces = [
            tile.transformed(Affine2D().translate(column, row).scale(_HATCH_TILE))
            for column in columns
            for row in rows
        ]
        lines = cut_line(Path.make_compound_path(*pieces), room)
        ink = self.new_gc()
        ink.copy_properties(gc)
        opacity = gc.get_alpha() if gc.get_forced_alpha() else to_rgba(gc.get_hatch_color())[3]
        ink.set_alpha(opacity)
        ink.set_foreground(to_rgba(gc.get_hatch_color(), opacity), isRGBA=True)
        ink.set_linewidth(gc.get_hatch_linewidth())
        ink.set_dashes(0, None)
        self._add_path(ink, lines, NO_FILL)

    def draw_quad_mesh(self, gc: Any, master_transform: Any, mesh_width: int, mesh_height: int,
                       *rest: Any) -> None:  # fmt: skip
        """Draw a mesh cell by cell, a large one as a picture."""
        size = mesh_width, mesh_height
        if mesh_width * mesh_height <= _MOST_CELLS:
            super().draw_quad_mesh(gc, master_transform, *size, *rest)
            return
        larger = (master_transform + ENLARGE).frozen()
        self._draw_picture(
            lambda agg: agg.draw_quad_mesh(enlarged(agg, gc), larger, *size, *rest),
            "mesh", f"{mesh_width * mesh_height} cells are too many to edit",
        )  # fmt: skip

    def draw_gouraud_triangles(
        self, gc: Any, triangles_array: Any, colors_array: Any, transform: Any
    ) -> None:
        """Draw smoothly coloured triangles as a picture."""
        self._draw_picture(
            lambda agg: agg.draw_gouraud_triangles(
                enlarged(agg, gc), triangles_array, colors_array, transform + ENLARGE
            ),
            "triangles", "colours run smoothly within them",
        )  # fmt: skip

    def option_image_nocomposite(self) -> bool:
        """Every picture stays one of its own."""
        return True

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Any = None) -> None:
        """Place a picture; `x` and `y` are its lower left corner in points."""
        box = Bbox.from_bounds(x, y, im.shape[1] / DENSITY, im.shape[0] / DENSITY)
        corners = Path(box.corners()[[0, 1, 3, 2, 0]])
        window = self._window(gc, corners)
        if transform is None and window is not None and within(box, window, slack=1.0):
            self._add_picture(np.asarray(im)[::-1], box)
            return
        self._draw_picture(
            lambda agg: agg.draw_image(enlarged(agg, gc), x * DENSITY, y * DENSITY, im),
            "picture", "it is cut",
        )  # fmt: skip

    def get_image_magnification(self) -> float:
        """Return how many pixels to the point pictures are resampled to."""
        return DENSITY

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float,
        ismath: Any = False, mtext: Any = None,
    ) -> None:  # fmt: skip
        """Write a line of text in a box of its own; mathematics and cut words become pictures."""
        shown = True if ismath else self._shows_text(gc, x, y, s, prop, angle)
        if ismath or shown is None:
            self._draw_picture(
                lambda agg: agg.draw_text(
                    enlarged(agg, gc), x * DENSITY, y * DENSITY, s, prop, angle, ismath
                ),
                f"text {s!r}", "it is set as mathematics" if ismath else "it is cut",
            )  # fmt: skip
        elif shown:
            self._add_text(gc, x, y, s, prop, angle, mtext)

    def _shows_text(self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float) -> Any:
        """Tell whether words are shown where they are drawn; None where only some of them are."""
        if gc.get_clip_rectangle() is None and gc.get_clip_path()[0] is None:
            return True
        width, height, descent = self.get_text_width_height_descent(s, prop, False)
        line = Bbox.from_extents(0, -descent, width, height - descent)
        turned = Affine2D().rotate_deg(angle).translate(x, self.height - y)
        drawn = turned.transform_path(Path(line.corners()[[0, 1, 3, 2, 0]]))
        window, box = self._window(gc, drawn), drawn.get_extents()
        if window is None or not box.overlaps(window):
            return None if window is None else False
        return True if within(box, window, slack=1.0) else None

    def _add_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, mtext: Any
    ) -> None:  # fmt: skip
        points = float(prop.get_size_in_points())
        width = self.get_text_width_height_descent(s, prop, False)[0]
        letters = find_letters(prop)
        tall, above = (letters.ascent + letters.descent) * points, letters.ascent * points
        align = str(mtext.get_horizontalalignment()) if mtext is not None else "left"
        turn = math.radians(angle)
        across, down = width / 2, tall / 2 - above
        centre = (
            x + math.cos(turn) * across + math.sin(turn) * down,
            y - math.sin(turn) * across + math.cos(turn) * down,
        )
        scale = self.page.scale
        middle = self.page.x(centre[0]), self.page.top + scale * centre[1]
        box = Bbox.from_bounds(
            middle[0] - width * scale / 2, middle[1] - tall * scale / 2, width * scale, tall * scale
        )
        run = run_xml(letters, points * scale, gc.get_rgb())
        sides = {"center": "ctr", "right": "r"}
        text = (
            f'<a:p><a:pPr algn="{sides.get(align, "l")}"><a:lnSpc><a:spcPct val="100000"/>'
            f"</a:lnSpc></a:pPr><a:r>{run}<a:t>{escape(s)}</a:t></a:r></a:p>"
        )
        self.tree.add(Shape(box, text=text, words=s, turn=-angle))

    def _draw_picture(self, paint: Any, what: str, why: str) -> None:
        """Draw one piece as pixels, as large as it is, and say so."""
        canvas: Any = RendererAgg(  # type: ignore[no-untyped-call]
            round(self.width * DENSITY), round(self.height * DENSITY), 72.0 * DENSITY
        )
        paint(canvas)
        pixels = np.asarray(canvas.buffer_rgba())
        found = np.argwhere(pixels[:, :, 3])
        if not len(found):
            return
        (top, left), (bottom, right) = found.min(axis=0), found.max(axis=0) + 1
        box = Bbox.from_extents(
            left / DENSITY, self.height - bottom / DENSITY,
            right / DENSITY, self.height - top / DENSITY,
        )  # fmt: skip
        self._add_picture(pixels[top:bottom, left:right], box, what)
        self.fallbacks.append(Fallback(what, why))

    def _add_picture(self, pixels: np.ndarray, box: Bbox, words: str = "") -> None:
        from PIL import Image

        buffer = io.BytesIO()
        Image.fromarray(np.ascontiguousarray(pixels), "RGBA").save(buffer, "PNG")
        placed = Bbox.from_extents(
            self.page.x(box.x0), self.page.y(box.y1), self.page.x(box.x1), self.page.y(box.y0)
        )
        self.tree.add(Picture(placed, buffer.getvalue(), words))


def enlarged(agg: RendererAgg, gc: Any) -> Any:
    """Return a graphics context for pixels from one for points."""
    larger = agg.new_gc()
    larger.copy_properties(gc)
    box = gc.get_clip_rectangle()
    if box is not None:
        larger.set_clip_rectangle(TransformedBbox(box, ENLARGE))  # type: ignore[arg-type]
    clip, transform = gc.get_clip_path()
    if clip is not None:
        larger.set_clip_path(TransformedPath(clip, transform + ENLARGE))
    return larger


def hatched(agg: RendererAgg, gc: Any) -> Any:
    """Return a graphics context that draws the hatching alone."""
    larger = enlarged(agg, gc)
    larger.set_linewidth(0)
    return larger
