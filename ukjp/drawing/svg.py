"""A figure's SVG finished: a title and a description, the typeface inside, marks that say and link.

What matplotlib writes is kept as drawn; only what a reader, a browser or a screen reader needs
beside the drawing is added, in one fixed order.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping
from functools import lru_cache
from xml.etree import ElementTree as ET

from fontTools import subset  # type: ignore[import-untyped]

from ukjp.drawing.frame import Mark
from ukjp.drawing.theme import FONT_FAMILY, FONT_FILES

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_WEIGHTS = {"regular": (400, "normal"), "bold": (700, "normal"), "italic": (400, "italic")}
_STYLE = re.compile(r"font-(weight|style):\s*(\w+)")


def finish_svg(
    raw: bytes, *, title: str, description: str, marks: Mapping[str, Mark], embed_fonts: bool
) -> bytes:
    """Return the SVG with its alt text, its typeface and its evidence. The bytes are UTF-8.

    `marks` are the figure's marks by their ids in the SVG.
    """
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    root = ET.fromstring(raw)  # noqa: S314 - written by matplotlib a moment ago
    for metadata in root.findall(f"{{{SVG}}}metadata"):
        root.remove(metadata)
    _mend_families(root)
    _tell_marks(root, marks)
    front = _alt_elements(root, title, description)
    if embed_fonts:
        front.append(_font_style(root))
    for place, element in enumerate(front):
        root.insert(place, element)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _alt_elements(root: ET.Element, title: str, description: str) -> list[ET.Element]:
    elements = []
    for name, text in (("title", title), ("desc", description)):
        if text:
            element = ET.Element(f"{{{SVG}}}{name}", {"id": f"figure-{name}"})
            element.text = text
            elements.append(element)
    if elements:
        root.set("role", "graphics-document document")
        root.set("aria-labelledby", "figure-title")
    return elements


def _mend_families(root: ET.Element) -> None:
    """Let a reader without the typeface fall back to its own sans-serif."""
    for text in root.iter(f"{{{SVG}}}text"):
        style = text.get("style", "")
        if "font-family" in style and "sans-serif" not in style:
            text.set("style", re.sub(r"(font-family:[^;]*)", r"\1, sans-serif", style))


def _tell_marks(root: ET.Element, marks: Mapping[str, Mark]) -> None:
    """Give each mark its words (a browser shows them on hovering) and its evidence."""
    for group in root.iter(f"{{{SVG}}}g"):
        mark = marks.get(group.get("id", ""))
        if mark is None:
            continue
        group.set("data-evidence", " ".join(mark.evidence))
        words = ET.Element(f"{{{SVG}}}title")
        words.text = mark.words.replace("\N{NO-BREAK SPACE}", " ")
        group.insert(0, words)
        for link in group.iter(f"{{{SVG}}}a"):
            link.set("aria-label", words.text)
    for link in root.iter(f"{{{SVG}}}a"):
        link.attrib.pop("target", None)


def _font_style(root: ET.Element) -> ET.Element:
    """Return a style element with the letters that the drawing uses of each cut of the typeface."""
    letters: dict[str, set[str]] = {name: set() for name in FONT_FILES}
    for text in root.iter(f"{{{SVG}}}text"):
        style = dict(_STYLE.findall(text.get("style", "")))
        cut = "italic" if style.get("style") == "italic" else "regular"
        cut = "bold" if style.get("weight") in {"700", "bold"} else cut
        letters[cut] |= set("".join(text.itertext()))
    element = ET.Element(f"{{{SVG}}}style", {"type": "text/css"})
    element.text = "".join(
        _font_face(name, "".join(sorted(used))) for name, used in letters.items() if used
    )
    return element


@lru_cache(maxsize=256)
def _font_face(name: str, letters: str) -> str:
    weight, style = _WEIGHTS[name]
    data = base64.b64encode(_subset(name, letters)).decode("ascii")
    return (
        f"@font-face{{font-family:'{FONT_FAMILY}';font-weight:{weight};font-style:{style};"
        f"src:url(data:font/woff;base64,{data}) format('woff')}}"
    )


def _subset(name: str, letters: str) -> bytes:
    """Return a WOFF of those letters, the same bytes for the same letters."""
    options = subset.Options(
        flavor="woff",
        hinting=False,
        recalc_timestamp=False,
        layout_features=["kern", "liga", "locl", "ccmp", "mark"],
        notdef_outline=True,
    )
    typeface = subset.load_font(str(FONT_FILES[name]), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(typeface)
    buffer = io.BytesIO()
    subset.save_font(typeface, buffer, options)
    typeface.close()
    return buffer.getvalue()
