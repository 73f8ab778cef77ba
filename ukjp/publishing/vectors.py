"""A figure's SVG made ready to stand in a page: own ids and colours, no script, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

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
_SMALLEST_MARK = 18.0
"""Points of a drawing that a link takes at least in each direction."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
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


def build_paper_svg(svg: str, colours: Mapping[str, tuple[str, str]]) -> str:
    """Return the SVG as a drawing for paper: light colours, no links, nothing that runs or fetches.

    `colours` gives for each of its colours the one on a light and on a dark ground. Raises
    ReportError where the text is no SVG.
    """
    root = _parse(svg)
    _undress(root)
    _clean(root)
    _point_to(root, {name: name for name in map(_id, root.iter()) if name}, "")
    for element in list(root.iter(f"{_SVG}a")):
        element.tag = f"{_SVG}g"
        element.attrib.pop("href", None)
    text: str = etree.tostring(root, encoding="unicode", method="xml")
    return _COLOUR.sub(lambda match: colours.get(match[0].lower(), (match[0],))[0], text)


class Mark(NamedTuple):
    """A place of a drawing that leads to an anchor: a box in shares of its width and height."""

    anchor: str
    left: float
    top: float
    width: float
    height: float


def find_marks(svg: str) -> list[Mark]:
    """Return the links of a drawing with their places, for a page that cannot take them over.

    Shapes are taken to have absolute coordinates and no transformation, as matplotlib writes them.
    """
    root = _parse(svg)
    width, height = measure_svg(svg)
    marks = []
    for element in root.iter(f"{_SVG}a"):
        anchor = (element.get("href") or element.get(_XLINK) or "").partition("#")[2]
        across, down = _extent(element)
        if not anchor or not across:
            continue
        left, right = _widened(across, width)
        top, bottom = _widened(down, height)
        marks.append(Mark(anchor, left, top, round(right - left, 4), round(bottom - top, 4)))
    return marks


def _extent(link: Any) -> tuple[list[float], list[float]]:
    """Return the coordinates of a link's shapes, across and down."""
    across: list[float] = []
    down: list[float] = []
    for element in link.iter():
        if _local(element) == "path":
            numbers = [float(one) for one in _NUMBER.findall(element.get("d", ""))]
            across += numbers[::2]
            down += numbers[1::2]
        elif _local(element) == "use":
            across.append(float(element.get("x", 0)))
            down.append(float(element.get("y", 0)))
    return across, down


def _widened(places: list[float], whole: float) -> tuple[float, float]:
    """Return where the places begin and end, as shares, wide enough to be hit."""
    low, high = min(places), max(places)
    more = max(0.0, _SMALLEST_MARK - (high - low)) / 2
    return (round(max(low - more, 0) / whole, 4), round(min(high + more, whole) / whole, 4))


def measure_svg(svg: str) -> tuple[float, float]:
    """Return a drawing's width and height in its own units; 1 by 1 where it does not say."""
    root = _parse(svg)
    box = [float(one) for one in _NUMBER.findall(root.get("viewBox", ""))]
    sides = box[2:] if len(box) == 4 else _sides(root)
    return (sides[0], sides[1]) if len(sides) == 2 and min(sides) > 0 else (1.0, 1.0)


def _sides(root: Any) -> list[float]:
    found = [_NUMBER.match(root.get(side, "")) for side in ("width", "height")]
    return [float(one[0]) for one in found if one]


def _id(element: Any) -> str:
    return element.get("id") or ""


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
