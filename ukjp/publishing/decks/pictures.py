"""A figure as a picture for a slide, without the headline and the sources the slide says itself."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from ukjp.drawing.export import SETTINGS
from ukjp.drawing.theme import register_fonts

_FRAME = ("headline", "source")
_PAD = 3 / 72
DENSITY = 2.0
"""Pixels of the picture for each of the figure's own."""


class Picture(NamedTuple):
    """A drawing as PNG and as SVG, and its size in points."""

    png: bytes
    svg: bytes
    width: float
    height: float


@contextmanager
def bare_figure(figure: Figure) -> Iterator[Bbox]:
    """Hide headline and sources within the block; give the box of the rest, in inches."""
    hidden = [text for text in figure.texts if str(text.get_gid() or "").startswith(_FRAME)]
    try:
        for text in hidden:
            text.set_visible(False)
        yield drawn_box(figure)
    finally:
        for text in hidden:
            text.set_visible(True)


def drawn_box(figure: Figure) -> Bbox:
    """Return the box around what a figure shows, in inches within the figure."""
    figure.draw_without_rendering()
    width, height = figure.get_size_inches()
    box = figure.get_tightbbox().padded(_PAD)
    return Bbox.from_extents(
        max(box.x0, 0.0), max(box.y0, 0.0), min(box.x1, width), min(box.y1, height)
    )


def draw_picture(figure: Figure) -> Picture:
    """Return a figure's drawing, its letters as paths for readers without the typeface.

    The whole figure is drawn and then cut: what is placed in points would move if it were drawn
    in part.
    """
    register_fonts()
    no_metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
    with bare_figure(figure) as box:
        png = _saved(figure, "png", {"Software": None}, figure.dpi * DENSITY)
        svg = _saved(figure, "svg", no_metadata, figure.dpi)
    height = float(figure.get_size_inches()[1])
    points = float(box.width) * 72, float(box.height) * 72
    return Picture(_cut_png(png, box, height), _cut_svg(svg, box, height), *points)


def _saved(figure: Figure, kind: str, metadata: dict[str, Any], dpi: float) -> bytes:
    buffer = io.BytesIO()
    with mpl.rc_context(cast("Any", SETTINGS | {"svg.fonttype": "path"})):
        figure.savefig(
            buffer, format=kind, dpi=dpi, metadata=metadata, facecolor=figure.get_facecolor()
        )
    return buffer.getvalue()


def _cut_png(png: bytes, box: Bbox, height: float) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(png)) as whole:
        density = whole.height / height
        edges = (box.x0, height - box.y1, box.x1, height - box.y0)
        part = whole.convert("RGB").crop(tuple(round(edge * density) for edge in edges))
    buffer = io.BytesIO()
    part.save(buffer, "PNG")
    return buffer.getvalue()


def _cut_svg(svg: bytes, box: Bbox, height: float) -> bytes:
    """Show only the box: of the root element's size and window, in points."""
    width, tall = float(box.width) * 72, float(box.height) * 72
    window = f"{box.x0 * 72:.3f} {(height - box.y1) * 72:.3f} {width:.3f} {tall:.3f}"
    head, rest = svg.split(b"<svg ", 1)
    attributes, body = rest.split(b">", 1)
    text = attributes.decode()
    for name, value in (
        ("width", f"{width:.3f}pt"), ("height", f"{tall:.3f}pt"), ("viewBox", window),
    ):  # fmt: skip
        text = re.sub(rf'\b{name}="[^"]*"', f'{name}="{value}"', text, count=1)
    return b"".join((head, b"<svg ", text.encode(), b">", body))
