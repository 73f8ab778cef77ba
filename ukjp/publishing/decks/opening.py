"""Opening a PowerPoint file that somebody else made; what cannot be used is told in one line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from ukjp.errors import DataError

_TEMPLATE = b"presentationml.template.main+xml"
_SLIDES = b"presentationml.presentation.main+xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 1 << 30
"""Bytes that a deck may hold when unpacked."""


def open_deck(path: str | Path) -> Any:
    """Return the presentation in a .pptx or .potx file.

    Raises DataError for a file that is not there, is no deck, is damaged, carries macros, asks
    for a password, or is open in another program's hands.
    """
    place = Path(path)
    data = _read(place)
    _check_container(data, place)
    from pptx import Presentation

    try:
        return Presentation(io.BytesIO(_as_slides(data)))
    except Exception as error:  # python-pptx fails in many ways on what is damaged
        raise DataError(f"{place}: is damaged: it cannot be read as a deck") from error


def _read(place: Path) -> bytes:
    if place.name.startswith("~$") or place.name.startswith(".~lock."):
        raise DataError(f"{place}: is the lock of an open deck, not a deck; name the deck itself")
    try:
        return place.read_bytes()
    except IsADirectoryError:
        raise DataError(f"{place}: is a folder; name a .pptx or .potx file") from None
    except OSError as error:
        raise DataError(f"{place}: cannot be read ({error.strerror})") from error


def _check_container(data: bytes, place: Path) -> None:
    if data.startswith(_OLE):
        raise DataError(
            f"{place}: asks for a password or is in the format before 2007; save it as .pptx "
            "without a password"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            size = sum(entry.file_size for entry in archive.infolist())
            damaged = archive.testzip() if size <= _LARGEST else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise DataError(f"{place}: is no PowerPoint file, or a damaged one") from error
    if size > _LARGEST:
        raise DataError(f"{place}: holds more than {_LARGEST >> 20} MB; use a smaller deck")
    if damaged:
        raise DataError(f"{place}: is damaged: {damaged} in it cannot be read")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise DataError(f"{place}: carries macros; save it as .pptx or .potx without them")
    if "ppt/presentation.xml" not in names and not any(n.startswith("ppt/") for n in names):
        raise DataError(f"{place}: is no PowerPoint file; name a .pptx or .potx file")


def _as_slides(data: bytes) -> bytes:
    """Return a template as what it is a template of."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        types = source.read("[Content_Types].xml")
        if _TEMPLATE not in types:
            return data
        turned = io.BytesIO()
        with zipfile.ZipFile(turned, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in source.infolist():
                content = source.read(entry.filename)
                if entry.filename == "[Content_Types].xml":
                    content = types.replace(_TEMPLATE, _SLIDES)
                target.writestr(entry, content)
    return turned.getvalue()


def remove_slides(presentation: Any) -> None:
    """Take all slides out of a presentation, and what refers to them."""
    from pptx.oxml.ns import qn

    root = presentation.part._element
    slides = root.sldIdLst
    for slide in [] if slides is None else list(slides):
        presentation.part.drop_rel(slide.rId)
        slides.remove(slide)
    for name in ("p:custShowLst", "p:extLst"):
        for element in root.findall(qn(name)):
            root.remove(element)
