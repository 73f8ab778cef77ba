"""What a figure shows, asked from its artists: boxes of words and marks, in points."""

from __future__ import annotations

import itertools

from matplotlib.figure import Figure
from matplotlib.text import Text

from ukjp.drawing.placement import Box, overlap
from ukjp.drawing.theme import ASCENT, DESCENT

TOLERANCE = 0.6
"""Points by which renderers may round letters."""


def words_of(figure: Figure) -> list[Text]:
    return [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


def word_box(text: Text) -> Box:
    """Return a text's box in points: its width as drawn, its height from its baseline."""
    figure = text.get_figure(root=True)
    assert figure is not None
    scale = 72 / figure.dpi
    extent = text.get_window_extent()
    points = text.get_fontsize()
    if text.get_va() == "baseline":
        baseline = text.get_transform().transform(text.get_unitless_position())[1] * scale
        bottom, top = baseline - DESCENT * points, baseline + ASCENT * points
    else:
        middle = (extent.y0 + extent.y1) / 2 * scale
        bottom, top = middle - points / 2, middle + points / 2
    return Box(extent.x0 * scale, bottom, extent.x1 * scale, top)


def overlapping_words(figure: Figure) -> list[tuple[str, str]]:
    boxes = [(text.get_text(), word_box(text).grown(-TOLERANCE / 2)) for text in words_of(figure)]
    return [
        (one, two)
        for (one, first), (two, second) in itertools.combinations(boxes, 2)
        if overlap(first, second)
    ]


def words_outside(figure: Figure) -> list[str]:
    width, height = (float(inches) * 72 for inches in figure.get_size_inches())
    page = Box(0, 0, width, height).grown(TOLERANCE)
    return [
        text.get_text()
        for text in words_of(figure)
        if not (
            (box := word_box(text)).left >= page.left
            and box.bottom >= page.bottom
            and box.right <= page.right
            and box.top <= page.top
        )
    ]


def all_words(figure: Figure) -> str:
    return " | ".join(text.get_text() for text in words_of(figure))
