"""Which layouts and placeholders of a template the slides use, and the room they leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ukjp.errors import ParameterError

EMU = 12700
"""English metric units to the point."""

_TITLES = {"TITLE", "CENTER_TITLE"}
_TEXTS = {"OBJECT", "BODY"}
_FOOT = {"DATE", "FOOTER", "SLIDE_NUMBER"}
_INSET = 7.2


class Room(NamedTuple):
    """A box on a slide in points, counted from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.top + self.height

    @property
    def right(self) -> float:
        """Right edge."""
        return self.left + self.width


class Layouts(NamedTuple):
    """The layouts of cover, text and figure slides."""

    cover: Any
    text: Any
    figure: Any


_WANTED = {
    "cover": ("title", {"SUBTITLE", "BODY"}, "Title Slide", "a title and a subtitle"),
    "text": ("obj", _TEXTS, "Title and Content", "a title and a text or content"),
    "figure": ("titleOnly", set(), "Title Only", "a title"),
}
"""PowerPoint's type of a layout, the placeholders wanted beside a title, and what to call them."""


def find_layouts(presentation: Any, name: str) -> Layouts:
    """Return the layouts to use; raise ParameterError that names what the template lacks."""
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    return Layouts(*(_find_layout(layouts, kind, name) for kind in _WANTED))


def _find_layout(layouts: list[Any], kind: str, template: str) -> Any:
    purpose, beside, called, needed = _WANTED[kind]
    fitting = [layout for layout in layouts if _fits(layout, beside)]
    named = [layout for layout in layouts if _type_of(layout) == purpose or layout.name == called]
    for layout in (*(one for one in named if one in fitting), *_plainest(fitting, kind)):
        return layout
    if named:
        raise ParameterError(
            f"{template}: layout {named[0].name!r} lacks a placeholder: the {kind} slide needs "
            f"{needed} placeholder"
        )
    raise ParameterError(
        f"{template}: no layout {called!r} for the {kind} slide, nor another one with {needed} "
        "placeholder"
    )


def _type_of(layout: Any) -> str:
    return str(layout._element.get("type") or "")


def _fits(layout: Any, beside: set[str]) -> bool:
    purposes = {shape.placeholder_format.type.name for shape in _own(layout)}
    return bool(purposes & _TITLES) and (not beside or bool(purposes & beside))


def _own(layout: Any) -> list[Any]:
    return [shape for shape in layout.placeholders if not is_source(shape)]


def _plainest(layouts: list[Any], kind: str) -> list[Any]:
    """Return layouts with the fewest placeholders first; a cover without a subtitle is none."""
    if kind == "cover":
        layouts = [one for one in layouts if _purposes(one) & {"CENTER_TITLE", "SUBTITLE"}]
    return sorted(layouts, key=lambda layout: len(list(layout.placeholders)))


def _purposes(layout: Any) -> set[str]:
    return {shape.placeholder_format.type.name for shape in layout.placeholders}


def is_source(shape: Any) -> bool:
    """Tell whether a placeholder is meant for the source line: by its name."""
    return "source" in shape.name.lower() and shape.placeholder_format.type.name == "BODY"


def room_of(shape: Any) -> Room:
    """Return a shape's box."""
    return Room(
        *(float(one or 0) / EMU for one in (shape.left, shape.top, shape.width, shape.height))
    )


class Grid(NamedTuple):
    """Where things stand on a slide: title, content and source line, in points."""

    title: Room
    content: Room
    source: Room


def plan_grid(
    layout: Any, slide_size: tuple[float, float], source_height: Callable[[float], float]
) -> Grid:
    """Return the places on a slide of that layout, the source line above the footers.

    `source_height` tells how high the source line is at a width; a place for it that is too low
    grows upwards.
    """
    width, height = slide_size
    title = room_of(
        next(s for s in layout.placeholders if s.placeholder_format.type.name in _TITLES)
    )
    sources = [room_of(shape) for shape in layout.placeholders if is_source(shape)]
    if sources:
        source = sources[0]
        needed = max(source_height(source.width), source.height)
        source = source._replace(top=source.bottom - needed, height=needed)
    else:
        feet = [
            room_of(shape).top
            for shape in layout.placeholders
            if shape.placeholder_format.type.name in _FOOT and room_of(shape).top > height * 0.6
        ]
        bottom = min([*feet, height - 8])
        needed = source_height(title.width)
        source = Room(title.left, bottom - needed, title.width, needed)
    texts = [room_of(s) for s in _own(layout) if s.placeholder_format.type.name in _TEXTS]
    left, right = title.left, min(title.right, width)
    top = texts[0].top if texts else title.bottom
    if texts:
        left, right = texts[0].left, texts[0].right
    bottom = min([source.top, *(room.bottom for room in texts[:1])])
    return Grid(title, Room(left, top, right - left, bottom - top), source)


def inner(room: Room) -> Room:
    """Return the room for words in a text frame with the usual insets."""
    return Room(
        room.left + _INSET, room.top + _INSET / 2, room.width - 2 * _INSET, room.height - _INSET
    )
