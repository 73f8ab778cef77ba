"""A check on a finished deck: all on its slide, readable, apart, and told to who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from pptx.oxml.ns import qn

from ukjp.publishing.decks.layouts import EMU, Room
from ukjp.publishing.decks.objects import find_properties, is_decorative

SMALLEST_TITLE, SMALLEST_TEXT, SMALLEST_SOURCE = 24.0, 16.0, 12.0
_TOLERANCE = 1.0
_SPEAKING = {qn("p:pic"), qn("p:graphicFrame"), qn("p:grpSp"), qn("p:cxnSp")}
_SMALL_PRINT = {"DATE", "FOOTER", "SLIDE_NUMBER"}


class Finding(NamedTuple):
    """What is wrong on a slide: its number, the object's name, and the fault in words."""

    slide: int
    name: str
    fault: str

    def __str__(self) -> str:
        """Say it on one line."""
        where = f"slide {self.slide}" if self.slide else "deck"
        return f"{where}: {self.name}: {self.fault}" if self.name else f"{where}: {self.fault}"


def check_deck(path: str | Path) -> list[Finding]:
    """Return what is wrong with the slides of a PowerPoint file, in their order; empty if nothing.

    Checked: nothing off the slide or over something else; a title; alt text, or marked as
    decorative, for pictures, charts, groups and drawings; titles of at least 24 points, words of
    16, source lines of 12. Raises DataError where the file cannot be read as a deck.
    """
    from ukjp.publishing.decks.opening import open_deck

    presentation = open_deck(path)
    width, height = presentation.slide_width / EMU, presentation.slide_height / EMU
    findings = [] if len(presentation.slides) else [Finding(0, "", "holds no slide")]
    for number, slide in enumerate(presentation.slides, start=1):
        shapes = list(slide.shapes)
        findings += [
            Finding(number, name, fault)
            for name, fault in (
                *_untitled(slide),
                *_off_slide(shapes, width, height),
                *_overlapping(shapes),
                *_unspoken(shapes),
                *_too_small(shapes),
            )
        ]
    return findings


def _untitled(slide: Any) -> Iterator[tuple[str, str]]:
    title = slide.shapes.title
    if title is None or not title.text_frame.text.strip():
        yield "", "has no title"


def _room(shape: Any) -> Room:
    """Return a shape's box as it stands after turning."""
    left, top = (shape.left or 0) / EMU, (shape.top or 0) / EMU
    width, height = (shape.width or 0) / EMU, (shape.height or 0) / EMU
    if round(float(getattr(shape, "rotation", 0.0)) / 90) % 2:
        left, top = left + (width - height) / 2, top + (height - width) / 2
        width, height = height, width
    return Room(left, top, width, height)


def _off_slide(shapes: list[Any], width: float, height: float) -> Iterator[tuple[str, str]]:
    for shape in shapes:
        room = _room(shape)
        edges = {
            "left": -room.left, "upper": -room.top,
            "right": room.right - width, "lower": room.bottom - height,
        }  # fmt: skip
        for edge, over in edges.items():
            if over > _TOLERANCE:
                yield shape.name, f"sticks out {over:.0f} points over the {edge} edge of the slide"


def _overlapping(shapes: list[Any]) -> Iterator[tuple[str, str]]:
    solid = [shape for shape in shapes if not is_decorative(find_properties(shape))]
    for one, other in combinations(solid, 2):
        a, b = _room(one), _room(other)
        wide = min(a.right, b.right) - max(a.left, b.left)
        tall = min(a.bottom, b.bottom) - max(a.top, b.top)
        if wide > _TOLERANCE and tall > _TOLERANCE:
            yield other.name, f"overlaps {one.name!r} by {wide:.0f} × {tall:.0f} points"


def _unspoken(shapes: list[Any]) -> Iterator[tuple[str, str]]:
    for shape in shapes:
        drawn = shape._element.tag in _SPEAKING or _is_drawing(shape)
        properties = find_properties(shape)
        if drawn and not (properties.get("descr") or "").strip() and not is_decorative(properties):
            yield shape.name, "has no alt text and is not marked as decorative"


def _is_drawing(shape: Any) -> bool:
    """Tell whether a shape is drawn and says nothing in words."""
    if shape._element.tag != qn("p:sp") or shape.is_placeholder:
        return False
    return not (shape.has_text_frame and shape.text_frame.text.strip())


def _too_small(shapes: list[Any]) -> Iterator[tuple[str, str]]:
    for shape in _flat(shapes):
        if not getattr(shape, "has_text_frame", False):
            continue
        smallest, what = _least_size(shape)
        sizes = [size for size in _sizes(shape) if size < smallest - 0.05]
        if sizes:
            yield shape.name, f"{what} of {min(sizes):g} points; at least {smallest:g} are needed"


def _flat(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if shape._element.tag == qn("p:grpSp"):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _least_size(shape: Any) -> tuple[float, str]:
    purpose = shape.placeholder_format.type.name if shape.is_placeholder else ""
    if purpose in {"TITLE", "CENTER_TITLE"}:
        return SMALLEST_TITLE, "a title"
    if purpose in _SMALL_PRINT or "source" in shape.name.lower():
        return (0.0 if purpose else SMALLEST_SOURCE), "a source line"
    return SMALLEST_TEXT, "words"


def _sizes(shape: Any) -> Iterator[float]:
    """Yield the sizes of a shape's runs, as far as the slide itself sets them."""
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            size = run.font.size or paragraph.font.size
            if size is not None and run.text.strip():
                yield size.pt
