"""The typeface inside the page: the letters that Western texts need, as data, once for each weight.

A page that fetches no font and does not carry one is set in whatever its reader has, and the labels
of the figures, placed for this typeface, would run into each other.
"""

from __future__ import annotations

import base64
import io
from functools import cache
from pathlib import Path

from ukjp import drawing

_RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x1E9E, 0x1E9E), (0x2010, 0x2015), (0x2018, 0x201E),
    (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x2044, 0x2044), (0x20AC, 0x20AC), (0x20B4, 0x20B4), (0x2116, 0x2116), (0x2122, 0x2122),
    (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),
    (0x25A0, 0x25FF),
)  # fmt: skip
"""Latin with Europe's accents, punctuation, currency signs, marks of the charts."""

_WEIGHTS = {"Regular": 400, "Bold": 700}
FONT_FAMILY = "Source Sans 3"
FONT_FOLDER = Path(drawing.__file__).parent / "fonts"


@cache
def font_faces() -> str:
    """Return the style rules that hold the typeface (about 40 kB of data addresses)."""
    return "\n".join(
        f'@font-face{{font-family:"{FONT_FAMILY}";font-weight:{weight};font-style:normal;'
        f"src:url(data:font/woff;base64,{_subset(name)}) format('woff')}}"
        for name, weight in _WEIGHTS.items()
    )


def _subset(name: str) -> str:
    from fontTools import subset  # type: ignore[import-untyped]

    options = subset.Options()
    options.flavor = "woff"
    options.hinting = False
    options.recalc_timestamp = False
    options.layout_features = ["kern", "liga", "locl", "ccmp", "mark", "tnum"]
    typeface = subset.load_font(str(FONT_FOLDER / f"SourceSans3-{name}.ttf"), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in _RANGES for code in range(first, last + 1)])
    cutter.subset(typeface)
    buffer = io.BytesIO()
    subset.save_font(typeface, buffer, options)
    typeface.close()
    return base64.b64encode(buffer.getvalue()).decode("ascii")
