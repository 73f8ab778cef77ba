"""What a deck remembers of how it was made: custom properties that office programs keep.

Each object that was made is remembered with a hash of what it showed, so that an update can tell
what a person changed; names of placeholders do not survive every program, properties do.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from lxml import etree
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_ABOUT = "ukjp: "
OWN = "ukjp "
"""How the name of every object begins that an update may replace."""

# The longest first: "received caption" is not the caption of a slide called "received".
WHATS = ("received caption", "announced", "received", "caption", "figure", "source", "title",
         "text", "key")  # fmt: skip


class Made(NamedTuple):
    """What was made of an object: "text" or "drawn", a hash of what it showed, and `more`.

    `more` is the size of a text in points, or the hash of a drawing's alt text.
    """

    kind: str
    shown: str
    more: str = ""


class Record(NamedTuple):
    """Objects by name, and facts on the whole deck by key."""

    objects: dict[str, Made]
    about: dict[str, str]

    @property
    def slides(self) -> list[str]:
        """The names of the slides that were made."""
        return list(dict.fromkeys(split_name(name)[0] for name in self.objects))

    def parameters(self, section: str = "") -> dict[str, Any]:
        """Return what a section was asked for; empty where nothing is remembered."""
        try:
            found = json.loads(self.about.get(f"parameters {section}".strip(), "{}"))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def object_name(slide: str, what: str) -> str:
    """Return the name of an object: of which slide, and what it is there."""
    return f"{OWN}{slide} {what}"


def split_name(name: str) -> tuple[str, str]:
    """Return the slide and the part in an object's name."""
    rest = name.removeprefix(OWN)
    for what in WHATS:
        if rest.endswith(f" {what}"):
            return rest.removesuffix(f" {what}"), what
    return rest, ""


def short_hash(*parts: str | bytes) -> str:
    """Return a hash of some content, hexadecimal; how words are spaced does not count."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(" ".join(part.split()).encode() if isinstance(part, str) else part)
        digest.update(b"\0")
    return digest.hexdigest()[:20]


def write_record(presentation: Any, record: Record) -> None:
    """Put a record into a deck's custom properties, in place of an earlier one."""
    package = presentation.part.package
    part = _find_part(package)
    root = _root(part)
    for element in [one for one in root if _is_own(str(one.get("name")))]:
        root.remove(element)
    values = {f"{_ABOUT}{key}": value for key, value in record.about.items()}
    values |= {name: " ".join(made).strip() for name, made in record.objects.items()}
    for name, value in values.items():
        element = etree.SubElement(root, f"{{{_SPACE}}}property", fmtid=_FORMAT, name=name)
        etree.SubElement(element, f"{{{_TYPES}}}lpwstr").text = value
    for number, element in enumerate(root, start=2):
        element.set("pid", str(number))
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if part is None:
        part = Part(PackURI("/docProps/custom.xml"), _CONTENT, package, blob)
        package.relate_to(part, _RELATION)
    part._blob = blob


def _is_own(name: str) -> bool:
    return name.startswith((_ABOUT, OWN))


def _find_part(package: Any) -> Any:
    relations = package._rels.values()
    return next((one.target_part for one in relations if one.reltype == _RELATION), None)


def _root(part: Any) -> Any:
    if part is not None:
        return etree.fromstring(part.blob)
    return etree.Element(f"{{{_SPACE}}}Properties", nsmap={"cp": _SPACE, "vt": _TYPES})


def read_record(presentation: Any) -> Record | None:
    """Return what a deck remembers, or None for one that was not made here."""
    part = _find_part(presentation.part.package)
    if part is None:
        return None
    try:
        root = etree.fromstring(part.blob)
    except etree.XMLSyntaxError:
        return None
    values = {str(one.get("name")): "".join(map(str, one.itertext())).strip() for one in root}
    about = {k.removeprefix(_ABOUT): v for k, v in values.items() if k.startswith(_ABOUT)}
    objects = {}
    for name, value in values.items():
        words = value.split()
        if name.startswith(OWN) and len(words) in {2, 3}:
            objects[name] = Made(*words)
    return Record(objects, about) if "made by" in about and objects else None


def format_parameters(parameters: Mapping[str, Any]) -> str:
    """Return parameters as they are remembered; those that are not set are left out."""
    said = {key: value for key, value in parameters.items() if value not in {None, "", False}}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
