"""Shapes in their groups, and how they are written onto a slide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from matplotlib.path import Path
from matplotlib.transforms import Bbox

from ukjp.drawing.drawingml.geometry import emu, geometry_xml

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


class Shape(NamedTuple):
    """A freeform or a line of text, in points of the slide; `turn` is in degrees clockwise."""

    box: Bbox
    path: Path | None = None
    fill: str = ""
    line: str = ""
    text: str = ""
    words: str = ""
    turn: float = 0.0


class Picture(NamedTuple):
    """Pixels (PNG) in a box, in points of the slide; `words` say what they show, if it is known."""

    box: Bbox
    png: bytes
    words: str = ""


class Group(NamedTuple):
    """Shapes that belong together: what they are, what they are called, what they mean."""

    kind: str
    name: str
    words: str
    members: list[Any]

    @property
    def box(self) -> Bbox | None:
        """The box around all members, or None for an empty group."""
        boxes = [one.box for one in self.members if one.box is not None]
        return Bbox.union(boxes) if boxes else None


class Tree:
    """Collects shapes while a figure is drawn. `names` gives marks by their ids in the figure."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self.names = names
        self.root = Group("figure", "", "", [])
        self._open = [self.root]

    def open(self, kind: str, gid: str | None) -> None:
        """Begin a group; one without a name of its own is left out again when it ends."""
        name, words = "", ""
        if gid:
            mark = self.names.get(gid)
            name = mark.link.lstrip("#").replace("-", " ", 1) if mark else gid
            words = mark.words.replace("\N{NO-BREAK SPACE}", " ") if mark else ""
        self._open.append(Group(kind, name, words, []))

    def close(self) -> None:
        """End a group: it stays one if it has a name and members."""
        if len(self._open) == 1:
            return
        group, parent = self._open.pop(), self._open[-1]
        if group.name and group.members:
            parent.members.append(group)
        else:
            parent.members.extend(group.members)

    def add(self, item: Shape | Picture) -> None:
        """Add a shape on top of the others."""
        self._open[-1].members.append(item)


def write_group(
    group: Group, name: str, alt: str, first_id: int, relate: Callable[[bytes], str]
) -> str:
    """Return a group as XML: named, with alt text; `relate` stores a PNG and returns its id."""
    numbers = iter(range(first_id, 1 << 30))
    return _group(group._replace(name=name, words=alt), numbers, relate, NAMESPACES)


def _group(
    group: Group, numbers: Iterator[int], relate: Callable[[bytes], str], spaces: str = ""
) -> str:
    box = group.box
    assert box is not None  # noqa: S101 - empty groups are left out
    properties = _properties(next(numbers), group.name, group.words)
    members = "".join(_member(one, numbers, relate) for one in group.members)
    place = _place(box)
    return (
        f"<p:grpSp {spaces}><p:nvGrpSpPr>{properties}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{place}{place.replace('a:off', 'a:chOff').replace('a:ext', 'a:chExt')}"
        f"</a:xfrm></p:grpSpPr>{members}</p:grpSp>"
    )


def _member(one: Any, numbers: Iterator[int], relate: Callable[[bytes], str]) -> str:
    if isinstance(one, Group):
        return _group(one, numbers, relate)
    if isinstance(one, Picture):
        return (
            f"<p:pic><p:nvPicPr>{_properties(next(numbers), one.words or 'picture', one.words)}"
            f'<p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="{relate(one.png)}"/>'
            f"<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>{_place(one.box)}</a:xfrm>"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
    return _text(one, numbers) if one.text else _freeform(one, numbers)


def _freeform(one: Shape, numbers: Iterator[int]) -> str:
    assert one.path is not None  # noqa: S101 - what is no text has a path
    filled = "noFill" not in one.fill
    name = "area" if filled else "line"
    return (
        f"<p:sp><p:nvSpPr>{_properties(next(numbers), name, '')}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr><a:xfrm>{_place(one.box)}</a:xfrm>"
        f"{geometry_xml(one.path, one.box, filled=filled)}{one.fill}{one.line}</p:spPr></p:sp>"
    )


def _text(one: Shape, numbers: Iterator[int]) -> str:
    turn = round(one.turn * 60000) % 21600000
    return (
        f"<p:sp><p:nvSpPr>{_properties(next(numbers), one.words, '')}"
        f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm rot="{turn}">{_place(one.box)}'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
        '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/>'
        f"</a:bodyPr><a:lstStyle/>{one.text}</p:txBody></p:sp>"
    )


def _properties(number: int, name: str, words: str) -> str:
    told = f" descr={quoteattr(words)}" if words else ""
    return f'<p:cNvPr id="{number}" name={quoteattr(name[:80])}{told}/>'


def _place(box: Bbox) -> str:
    return (
        f'<a:off x="{emu(box.x0)}" y="{emu(box.y0)}"/>'
        f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/>'
    )
