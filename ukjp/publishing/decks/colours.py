"""The colours of a template as the colours of figures, dark enough or light enough to be read."""

from __future__ import annotations

from typing import Any

from lxml import etree
from matplotlib.colors import to_hex, to_rgb
from pptx.oxml.ns import qn

from ukjp.drawing.theme import THEMES, Theme, blend

_WORDS, _LINES = 4.5, 3.0
"""Least contrasts with the ground: of words, and of marks without any (WCAG 2.2)."""


def find_theme_of(layout: Any) -> Theme:
    """Return the colours of a layout of a template: of its ground, its words and its accents."""
    colours = _theme_colours(layout)
    ground = _ground(layout, colours)
    dark = _brightness(ground) < _brightness("#777777")
    fallback = THEMES["dark" if dark else "light"]
    ink = colours.get("tx1", fallback.ink)
    if _contrast(ink, ground) < _WORDS:
        ink = fallback.ink
    level, increment, receipt, diplomacy = (
        _readable(colours.get(f"accent{number}", usual), ground, ink, _WORDS)
        for number, usual in enumerate(
            (fallback.level, fallback.increment, fallback.receipt, fallback.diplomacy), start=1
        )
    )
    return Theme(
        "template", ground, ink,
        muted=_readable(colours.get("tx2", fallback.muted), ground, ink, _WORDS),
        grid=blend(ink, ground, 0.15), level=level, increment=increment, receipt=receipt,
        diplomacy=diplomacy, context=_readable(blend(ink, ground, 0.5), ground, ink, _LINES),
    )  # fmt: skip


def find_look(layout: Any) -> Theme:
    """Return the colours to draw in: the figures' own on their own template, else the layout's."""
    from ukjp.publishing.decks.house import house_template

    colours = find_theme_of(layout)
    for own in THEMES.values():
        if colours == find_theme_of(house_template(own).slide_layouts[0]):
            return own
    return colours


def _theme_colours(layout: Any) -> dict[str, str]:
    """Return colours by the names that slides use: bg1, tx1, accent1 and so on."""
    master = layout.slide_master
    part = next(
        (one.target_part for one in master.part.rels.values() if one.reltype.endswith("/theme")),
        None,
    )
    if part is None:
        return {}
    scheme = next(etree.fromstring(part.blob).iter(qn("a:clrScheme")), None)
    own = {
        etree.QName(place).localname: f"#{colour}".lower()
        for place in (scheme if scheme is not None else ())
        for child in place
        if (colour := child.get("lastClr") or child.get("val"))
    }
    names = _names(master)
    overriding = layout._element.find(".//" + qn("a:overrideClrMapping"))
    if overriding is not None:
        names |= dict(overriding.attrib)
    return own | {name: own[place] for name, place in names.items() if place in own}


def _names(master: Any) -> dict[str, str]:
    mapping = master._element.find(qn("p:clrMap"))
    return dict(mapping.attrib) if mapping is not None else {}


def _ground(layout: Any, colours: dict[str, str]) -> str:
    """Return the colour behind a layout's words, as far as it is an even one."""
    for page in (layout, layout.slide_master):
        background = page._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if background is None:
            continue
        fill = background.find(f"{qn('p:bgPr')}/{qn('a:solidFill')}")
        place = fill if fill is not None else background.find(qn("p:bgRef"))
        for child in place if place is not None else ():
            value = str(child.get("val") or "")
            if child.tag == qn("a:srgbClr"):
                return f"#{value}".lower()
            if value in colours:
                return colours[value]
    return colours.get("bg1", THEMES["light"].ground)


def _readable(colour: str, ground: str, ink: str, least: float) -> str:
    """Return a colour, moved towards the ink as far as needed to stand out from the ground."""
    for share in range(11):
        moved = blend(ink, colour, share / 10)
        if _contrast(moved, ground) >= least:
            return moved
    return ink


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_brightness(one), _brightness(other)))
    return (high + 0.05) / (low + 0.05)


def _brightness(colour: str) -> float:
    """Return the relative luminance of a colour, 0 for black to 1 for white."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(to_hex(colour))
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
