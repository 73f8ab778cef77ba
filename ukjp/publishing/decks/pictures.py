"""A figure as a picture for a slide, without the headline and the sources the slide says itself."""

from __future__ import annotations

import io
from typing import Any, NamedTuple, cast

import matplotlib as mpl
from matplotlib.figure import Figure

from ukjp.drawing.export import SETTINGS
from ukjp.drawing.theme import register_fonts

DENSITY = 2.0
"""Pixels of the picture for each of the figure's own."""


class Picture(NamedTuple):
    """A drawing as PNG and as SVG, and its size in points."""

    png: bytes
    svg: bytes
    width: float
    height: float


def draw_picture(figure: Figure) -> Picture:
    """Return a figure's drawing, its letters as paths for readers without the typeface."""
    register_fonts()
    no_metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
    png = _saved(figure, "png", {"Software": None}, figure.dpi * DENSITY)
    svg = _saved(figure, "svg", no_metadata, figure.dpi)
    width, height = (float(inches) * 72 for inches in figure.get_size_inches())
    return Picture(_without_opacity(png), svg, width, height)


def _saved(figure: Figure, kind: str, metadata: dict[str, Any], dpi: float) -> bytes:
    buffer = io.BytesIO()
    with mpl.rc_context(cast("Any", SETTINGS | {"svg.fonttype": "path"})):
        figure.savefig(
            buffer, format=kind, dpi=dpi, metadata=metadata, facecolor=figure.get_facecolor()
        )
    return buffer.getvalue()


def _without_opacity(png: bytes) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(png)) as drawn:
        plain = drawn.convert("RGB")
    buffer = io.BytesIO()
    plain.save(buffer, "PNG")
    return buffer.getvalue()
