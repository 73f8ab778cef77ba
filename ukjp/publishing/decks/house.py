"""The deck's own template: three wide layouts in the colours of the figures, made when asked for.

It starts from the empty presentation that comes with python-pptx, and keeps of it what a
presentation must have; sizes, places, colours and typefaces are set here.
"""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from ukjp.drawing.theme import THEMES, Theme

TYPEFACE = "Arial"
"""A typeface that every office program has, or has a twin of with the same widths."""

WIDTH, HEIGHT = 13.333, 7.5
MARGIN = 34 / 72 - 0.1
"""Inches to the frame of a text, whose words begin a tenth of an inch further in."""

_KEPT = {"Title Slide": "cover", "Title and Content": "text", "Title Only": "figure"}
_ACROSS = WIDTH - 2 * MARGIN
_BOXES = {
    "title": (MARGIN, 0.15, _ACROSS, 0.92),
    "body": (MARGIN, 1.3, _ACROSS, 5.3),
    "source": (MARGIN, 6.88, _ACROSS - 0.9, 0.52),
    "number": (WIDTH - MARGIN - 0.8, 6.95, 0.8, 0.3),
    "cover title": (MARGIN, 2.2, _ACROSS, 1.4),
    "subtitle": (MARGIN, 3.7, _ACROSS, 1.2),
}
"""Left, top, width and height in inches."""


def house_template(look: Theme | None = None) -> Any:
    """Return an empty wide presentation with the layouts of cover, text and figure."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in list(presentation.slide_layouts):
        if layout.name not in _KEPT:
            presentation.slide_layouts.remove(layout)
    _drop_leftovers(presentation)
    master = presentation.slide_master
    _set_theme(master, look or THEMES["light"])
    _set_text_styles(master)
    for shape in list(master.placeholders):
        _place(shape, "title" if shape.placeholder_format.idx == 0 else "body")
    for layout in presentation.slide_layouts:
        _arrange(layout, _KEPT[layout.name])
    return presentation


def _drop_leftovers(presentation: Any) -> None:
    """Drop what describes an old file: a thumbnail, a printer, an application."""
    for relations in (presentation.part.package._rels, presentation.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in {
                "thumbnail", "extended-properties", "printerSettings",
            }:  # fmt: skip
                relations.pop(name)


def _set_theme(master: Any, look: Theme) -> None:
    part = next(
        relation.target_part
        for relation in master.part.rels.values()
        if relation.reltype.endswith("/theme")
    )
    root = etree.fromstring(part.blob)
    colours = {
        "dk1": look.ink, "lt1": look.ground, "dk2": look.muted, "lt2": look.grid,
        "accent1": look.level, "accent2": look.increment, "accent3": look.receipt,
        "accent4": look.diplomacy, "accent5": look.context, "accent6": look.muted,
        "hlink": look.level, "folHlink": look.diplomacy,
    }  # fmt: skip
    for name, colour in colours.items():
        (place,) = root.iter(qn(f"a:{name}"))
        for child in list(place):
            place.remove(child)
        etree.SubElement(place, qn("a:srgbClr"), val=colour.lstrip("#").upper())
    for name in ("a:majorFont", "a:minorFont"):
        (family,) = root.iter(qn(name))
        for letters in family.iter(qn("a:latin")):
            letters.set("typeface", TYPEFACE)
    root.set("name", "ukjp")
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_text_styles(master: Any) -> None:
    """Set titles to the left and bold, and texts to sizes that can be read from the last row."""
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    run = title.find(qn("a:defRPr"))
    run.set("sz", "2800")
    run.set("b", "1")
    for level, points in zip(styles.find(qn("p:bodyStyle")), (20, 18, 16, 16, 16), strict=False):
        properties = level.find(qn("a:defRPr"))
        if properties is not None:
            properties.set("sz", str(points * 100))


def _arrange(layout: Any, kind: str) -> None:
    for shape in list(layout.placeholders):
        purpose = shape.placeholder_format.type.name
        if purpose in {"DATE", "FOOTER"}:
            shape._element.getparent().remove(shape._element)
        elif purpose == "SLIDE_NUMBER":
            _place(shape, "number")
            _darken(shape)
        elif purpose == "CENTER_TITLE":
            _place(shape, "cover title")
        elif purpose == "SUBTITLE":
            _place(shape, "subtitle")
            _align_left(shape)
            _darken(shape)
        else:
            _place(shape, "title" if purpose == "TITLE" else "body")
    _add_source(layout, 20 if kind != "cover" else 21)


def _place(shape: Any, name: str) -> None:
    left, top, width, height = _BOXES[name]
    shape.left, shape.top = Inches(left), Inches(top)
    shape.width, shape.height = Inches(width), Inches(height)


def _align_left(shape: Any) -> None:
    for level in shape._element.iter(*(qn(f"a:lvl{n}pPr") for n in range(1, 10))):
        level.set("algn", "l")


def _darken(shape: Any) -> None:
    """Set words in the theme's second colour, which is dark enough to be read."""
    for colour in shape._element.iter(qn("a:schemeClr")):
        colour.set("val", "tx2")
        for change in list(colour):
            colour.remove(change)


_SOURCE = (
    '<p:sp xmlns:p="{p}" xmlns:a="{a}"><p:nvSpPr><p:cNvPr id="{id}" name="Source"/><p:cNvSpPr>'
    '<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" '
    'idx="{idx}"/></p:nvPr>'
    '</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr anchor="b"><a:normAutofit/></a:bodyPr><a:lstStyle>'
    '<a:lvl1pPr marL="0" indent="0"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
    '<a:defRPr sz="1200"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    "</a:lstStyle><a:p><a:r><a:rPr/><a:t>Source and day</a:t></a:r></a:p></p:txBody></p:sp>"
)


def _add_source(layout: Any, index: int) -> None:
    """Add the placeholder of the source line."""
    tree = layout.shapes._spTree
    used = [int(one.get("id")) for one in tree.iter(qn("p:cNvPr"))]
    namespaces = {"p": etree.QName(qn("p:sp")).namespace, "a": etree.QName(qn("a:p")).namespace}
    xml = _SOURCE.format(**namespaces, id=max(used) + 1, idx=index)
    tree.append(parse_xml(xml))
    shape = next(one for one in layout.placeholders if one.placeholder_format.idx == index)
    _place(shape, "source")
