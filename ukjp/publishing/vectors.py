"""A figure's SVG made ready to stand in a page: own ids and colours, no script, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from ukjp.errors import ReportError

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_DROPPED = frozenset(
    "script foreignObject metadata iframe object embed audio video handler listener set animate "
    "animateMotion animateTransform".split()
)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_URL = re.compile(r"url\(\s*[\"']?#([^)\"']+)[\"']?\s*\)")
_FETCHING = re.compile(r"url\(\s*[\"']?(?!#|data:)|@import|expression\s*\(|javascript:", re.I)
_IMAGE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]+")


def build_inline_svg(
    svg: str,
    *,
    prefix: str,
    name: str,
    colours: Mapping[str, tuple[str, str]],
    links: Mapping[str, str],
    described_by: str = "",
) -> str:
    """Return the SVG as an element for a page.

    Ids get `prefix`, so that two drawings share none; `name` is the alt text; `links` are the
    anchors of the page with the words for a link to each. A link to anything else is taken away.
    Raises ReportError where the text is no SVG.
    """
    root = _parse(svg)
    _undress(root)
    _clean(root)
    ids = _rename_ids(root, prefix)
    _point_to(root, ids, prefix)
    _name_links(root, links)
    _recolour(root, colours)
    return _serialise(root, name, described_by)


def _parse(svg: str) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(svg.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise ReportError(f"a figure's SVG cannot be read: {error}") from error
    if root.tag != f"{_SVG}svg":
        raise ReportError("a figure's SVG cannot be read: it holds no svg element")
    return root


def _local(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _undress(root: Any) -> None:
    """Take off what the drawing needs as a file of its own: its typeface, its title and words."""
    for child in list(root):
        if _local(child) in {"title", "desc"}:
            _drop(child)
    for attribute in ("aria-labelledby", "aria-describedby", "id"):
        root.attrib.pop(attribute, None)
    for style in root.iter(f"{_SVG}style"):
        style.text = _FONT_FACE.sub("", style.text or "")


def _clean(root: Any) -> None:
    """Take out what could run, fetch or speak for itself."""
    for element in list(root.iter()):
        if element is root or element.getparent() is None:
            continue
        if _local(element) in _DROPPED or not isinstance(element.tag, str):
            _drop(element)
    for element in root.iter():
        if _local(element) == "style" and _FETCHING.search(element.text or ""):
            element.text = ""
        for attribute, value in list(element.attrib.items()):
            local = etree.QName(attribute).localname
            if local.lower().startswith("on") or local == "base" or _FETCHING.search(value):
                del element.attrib[attribute]


def _drop(element: Any) -> None:
    parent, tail = element.getparent(), element.tail
    if tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)


def _rename_ids(root: Any, prefix: str) -> dict[str, str]:
    ids: dict[str, str] = {}
    for element in root.iter():
        found = element.get("id")
        if found:
            ids[found] = f"{prefix}-{found}"
            element.set("id", ids[found])
    return ids


def _point_to(root: Any, ids: Mapping[str, str], prefix: str) -> None:
    """Let references follow the new ids; keep links to the page, drop all others."""

    def renamed(match: re.Match[str]) -> str:
        return f"url(#{ids.get(match[1], f'{prefix}-{match[1]}')})"

    for element in root.iter():
        for attribute, value in list(element.attrib.items()):
            element.set(attribute, _URL.sub(renamed, value))
        target = element.get("href") or element.get(_XLINK)
        element.attrib.pop(_XLINK, None)
        element.attrib.pop("href", None)
        if target is None:
            continue
        local = target.removeprefix("#")
        if target.startswith("#") and local in ids:
            element.set("href", f"#{ids[local]}")
        elif target.startswith("#") or (_local(element) == "image" and _IMAGE.fullmatch(target)):
            element.set("href", target)


def _name_links(root: Any, links: Mapping[str, str]) -> None:
    """Say where each link leads; of several to one place the keyboard stops at the first."""
    reached: set[str] = set()
    for element in list(root.iter(f"{_SVG}a")):
        for attribute in ("target", f"{_XLINK[:-4]}title", f"{_XLINK[:-4]}type"):
            element.attrib.pop(attribute, None)
        target = (element.get("href") or "").removeprefix("#")
        if target not in links:
            element.tag = f"{_SVG}g"
            element.attrib.pop("href", None)
            continue
        element.set("aria-label", element.get("aria-label") or links[target])
        if target in reached:
            element.set("tabindex", "-1")
            element.set("aria-hidden", "true")
        reached.add(target)


def _recolour(root: Any, colours: Mapping[str, tuple[str, str]]) -> None:
    def variable(match: re.Match[str]) -> str:
        colour = match[0].lower()
        return f"var(--{colour_name(colour)},{colour})" if colour in colours else match[0]

    for element in root.iter():
        styles = [element.get("style")] if element.get("style") else []
        # A presentation attribute takes no variable, a declaration does; the style's own wins.
        for attribute in ("fill", "stroke", "stop-color"):
            value = element.get(attribute, "")
            if _COLOUR.fullmatch(value):
                del element.attrib[attribute]
                styles.insert(0, f"{attribute}:{value}")
        if styles:
            element.set("style", _COLOUR.sub(variable, ";".join(styles)))
        if _local(element) == "style" and element.text:
            element.text = _COLOUR.sub(variable, element.text)


def colour_name(colour: str) -> str:
    """Return the name of the page's variable for a colour."""
    return f"c{colour.removeprefix('#')}"


def _serialise(root: Any, name: str, described_by: str) -> str:
    for attribute in ("width", "height", "version"):
        root.attrib.pop(attribute, None)
    root.set("role", "graphics-document")
    root.set("aria-label", name)
    root.set("focusable", "false")
    if described_by:
        root.set("aria-describedby", described_by)
    text: str = etree.tostring(root, encoding="unicode", method="xml")
    return _without_namespaces(text)


def _without_namespaces(text: str) -> str:
    """Take the namespace declarations off: in HTML the svg element needs none."""
    text = re.sub(r"\sxmlns(?::\w+)?=\"[^\"]*\"", "", text)
    return re.sub(r"<(/?)(?:svg|ns\d+):", r"<\1", text)
