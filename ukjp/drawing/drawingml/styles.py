"""Colours, lines and letters of matplotlib in the words of DrawingML."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font

from ukjp.drawing.drawingml.geometry import emu

_CAPS = {"butt": "flat", "projecting": "sq", "round": "rnd"}
_JOINS = {
    "miter": '<a:miter lim="800000"/>',
    "round": "<a:round/>",
    "bevel": "<a:bevel/>",
}
NO_FILL = "<a:noFill/>"


def fill_xml(colour: Sequence[float] | None, alpha: float | None = None) -> str:
    """Return an even fill of red, green, blue and perhaps opacity (0 to 1); None is no fill.

    `alpha`, where it is given, stands for the colour's own opacity.
    """
    if colour is None:
        return NO_FILL
    own = float(colour[3]) if len(colour) > 3 else 1.0
    opacity = own if alpha is None else alpha
    if opacity <= 0:
        return NO_FILL
    red, green, blue = (float(part) for part in colour[:3])
    name = to_hex((red, green, blue)).lstrip("#").upper()
    shade = f'<a:alpha val="{round(opacity * 100000)}"/>' if opacity < 1 else ""
    return f'<a:solidFill><a:srgbClr val="{name}">{shade}</a:srgbClr></a:solidFill>'


def line_xml(gc: Any, scale: float) -> str:
    """Return the line of a graphics context: width, colour, dashes, ends and corners."""
    width = float(gc.get_linewidth()) * scale
    colour = fill_xml(gc.get_rgb()) if width > 0 else NO_FILL
    if colour == NO_FILL:
        return f"<a:ln>{NO_FILL}</a:ln>"
    cap = _CAPS.get(str(gc.get_capstyle()), "flat")
    join = _JOINS.get(str(gc.get_joinstyle()), _JOINS["round"])
    return f'<a:ln w="{emu(width)}" cap="{cap}">{colour}{_dashes(gc)}{join}</a:ln>'


def _dashes(gc: Any) -> str:
    """Return dashes in thousandths of a percent of the line's width."""
    _, lengths = gc.get_dashes()
    width = float(gc.get_linewidth())
    if lengths is None or not len(lengths) or width <= 0:
        return ""
    shares = [round(float(one) / width * 100000) for one in lengths] * (1 + len(lengths) % 2)
    stops = "".join(
        f'<a:ds d="{dash}" sp="{gap}"/>'
        for dash, gap in zip(shares[::2], shares[1::2], strict=True)
    )
    return f"<a:custDash>{stops}</a:custDash>"


class Letters(NamedTuple):
    """A typeface as programs find it, and its heights in ems above and below the baseline."""

    family: str
    bold: bool
    italic: bool
    ascent: float
    descent: float


@cache
def _face(path: str) -> FT2Font:
    return FT2Font(path)


def find_letters(properties: FontProperties) -> Letters:
    """Return the typeface that matplotlib uses for these properties."""
    face = _face(str(findfont(properties)))
    style = face.style_name.lower()
    return Letters(
        face.family_name,
        "bold" in style or "black" in style,
        "italic" in style or "oblique" in style,
        face.ascender / face.units_per_EM,
        -face.descender / face.units_per_EM,
    )


def run_xml(letters: Letters, points: float, colour: Sequence[float]) -> str:
    """Return the properties of a run of text."""
    family = quoteattr(letters.family)
    return (
        f'<a:rPr lang="en-GB" sz="{round(points * 100)}" b="{int(letters.bold)}" '
        f'i="{int(letters.italic)}" dirty="0">{fill_xml(colour)}'
        f"<a:latin typeface={family}/><a:ea typeface={family}/><a:cs typeface={family}/></a:rPr>"
    )
