"""Putting words and pictures on a slide, each with a name, and with words for who cannot see it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from ukjp.publishing.decks.fitting import SOURCE_SIZE
from ukjp.publishing.decks.layouts import EMU, Room
from ukjp.publishing.decks.pictures import Picture

_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_ASVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def emu(points: float) -> Emu:
    """Return points in the unit of slides."""
    return Emu(round(points * EMU))


def place(shape: Any, room: Room) -> None:
    """Put a shape into a box."""
    shape.left, shape.top = emu(room.left), emu(room.top)
    shape.width, shape.height = emu(room.width), emu(room.height)


def find_properties(shape: Any) -> Any:
    """Return the element that holds a shape's name, number and words."""
    return next(shape._element.iter(qn("p:cNvPr")))


def describe(shape: Any, words: str) -> None:
    """Give a shape its alt text."""
    find_properties(shape).set("descr", words)


def mark_decorative(properties: Any) -> None:
    """Say that an object carries no meaning; `properties` is its cNvPr element."""
    properties.set("descr", "")
    extensions = properties.find(qn("a:extLst"))
    if extensions is None:
        extensions = etree.SubElement(properties, qn("a:extLst"))
    extension = etree.SubElement(extensions, qn("a:ext"), uri=_DECORATIVE)
    etree.SubElement(extension, f"{{{_ADEC}}}decorative", {"val": "1"}, nsmap={"adec": _ADEC})


def is_decorative(properties: Any) -> bool:
    """Tell whether an object is marked as carrying no meaning."""
    return any(one.get("val") == "1" for one in properties.iter(f"{{{_ADEC}}}decorative"))


def write_words(shape: Any, paragraphs: Sequence[str], points: float | None = None) -> None:
    """Fill a text frame, in the template's typeface; with `points` at that size."""
    frame = shape.text_frame
    frame.word_wrap = True
    for index, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = words
        if points is not None:
            run.font.size = Pt(points)
        run._r.get_or_add_rPr().set("lang", "en-GB")


def remove_bullets(shape: Any) -> None:
    """Set paragraphs without bullets, from the edge of their box."""
    for paragraph in shape.text_frame.paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", "0")
        properties.set("indent", "0")
        etree.SubElement(properties, qn("a:buNone"))


def add_source(slide: Any, words: str, room: Room) -> Any:
    """Add a source line where the layout has no placeholder for it."""
    box = slide.shapes.add_textbox(emu(room.left), emu(room.top), emu(room.width), emu(room.height))
    write_words(box, [words], SOURCE_SIZE)
    return box


def add_picture(slide: Any, picture: Picture, room: Room) -> Any:
    """Add a drawing as SVG with its PNG for readers that show no SVG, in one picture."""
    shape = slide.shapes.add_picture(
        io.BytesIO(picture.png), emu(room.left), emu(room.top), emu(room.width), emu(room.height)
    )
    package = slide.part.package
    part = Part(package.next_image_partname("svg"), "image/svg+xml", package, picture.svg)
    relation = slide.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    (blip,) = shape._element.iter(qn("a:blip"))
    extensions = etree.SubElement(blip, qn("a:extLst"))
    extension = etree.SubElement(extensions, qn("a:ext"), uri=_SVG)
    etree.SubElement(
        extension, f"{{{_ASVG}}}svgBlip", {qn("r:embed"): relation}, nsmap={"asvg": _ASVG}
    )
    return shape


def add_slide_number(slide: Any) -> None:
    """Add the number of the slide where the layout has a place for it."""
    from copy import deepcopy

    for shape in slide.slide_layout.placeholders:
        if shape.placeholder_format.type.name != "SLIDE_NUMBER":
            continue
        element = deepcopy(shape._element)
        properties = next(element.iter(qn("p:cNvPr")))
        used = [int(one.get("id")) for one in slide.shapes._spTree.iter(qn("p:cNvPr"))]
        properties.set("id", str(max(used) + 1))
        for field in element.iter(qn("a:fld")):
            for text in field.iter(qn("a:t")):
                text.text = "‹#›"
        slide.shapes._spTree.append(element)
