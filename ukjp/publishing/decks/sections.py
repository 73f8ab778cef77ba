"""Sections of a deck, as PowerPoint lists slides under headings."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_LIST = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


def write_sections(presentation: Any, sections: Mapping[str, Sequence[Any]]) -> None:
    """List slides under their sections' names; a deck of one section without a name has none."""
    if not any(sections):
        return
    root = presentation.part._element
    extensions = root.find(qn("p:extLst"))
    if extensions is None:
        extensions = etree.SubElement(root, qn("p:extLst"))
    extension = etree.SubElement(extensions, qn("p:ext"), uri=_LIST)
    listed = etree.SubElement(extension, f"{{{_P14}}}sectionLst", nsmap={"p14": _P14})
    for name, slides in sections.items():
        number = str(uuid.uuid5(uuid.NAMESPACE_URL, f"ukjp section {name}")).upper()
        one = etree.SubElement(listed, f"{{{_P14}}}section", name=name, id=f"{{{number}}}")
        members = etree.SubElement(one, f"{{{_P14}}}sldIdLst")
        for slide in slides:
            etree.SubElement(members, f"{{{_P14}}}sldId", id=str(slide.slide_id))


def list_after(presentation: Any, slide_id: int, before: int | None) -> None:
    """List a new slide behind another one, in its section; nothing in a deck without sections."""
    root = presentation.part._element
    for one in root.iter(f"{{{_P14}}}sldId"):
        if before is not None and one.get("id") == str(before):
            one.addnext(etree.Element(one.tag, id=str(slide_id)))
            return
    for members in root.iter(f"{{{_P14}}}sldIdLst"):
        etree.SubElement(members, f"{{{_P14}}}sldId", id=str(slide_id))
        return


def unlist(presentation: Any, slide_id: int) -> None:
    """Take a slide off its section."""
    root = presentation.part._element
    for one in list(root.iter(f"{{{_P14}}}sldId")):
        if one.get("id") == str(slide_id):
            one.getparent().remove(one)
