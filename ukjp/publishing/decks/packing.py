"""A PowerPoint file's bytes: the same content gives the same file, whenever it is written."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

_OLDEST = (1980, 1, 1, 0, 0, 0)
_NO_DAY = dt.date(2000, 1, 1)
_MEDIA = (".png", ".jpeg", ".jpg", ".xlsx")
AUTHOR = "ukjp"


def pack_deck(presentation: Any) -> bytes:
    """Return the presentation as a file without a trace of when and where it was written."""
    raw = io.BytesIO()
    # Asked for its slides, a presentation numbers their files in their order.
    _ = presentation.slides
    presentation.save(raw)
    return repack(raw.getvalue())


def date_properties(presentation: Any, as_of: dt.date | None) -> None:
    """Set the day a deck's data stands for; what else its properties say stays."""
    presentation.core_properties.modified = dt.datetime.combine(as_of or _NO_DAY, dt.time())


def repack(archive: bytes) -> bytes:
    """Return a zip archive with the same files in the same order, and fixed times."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            stored = name.endswith(_MEDIA)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()


def set_properties(presentation: Any, title: str, as_of: dt.date | None, identifier: str) -> None:
    """Set the file's properties: what it is called, and the day its data stands for."""
    day = dt.datetime.combine(as_of or _NO_DAY, dt.time())
    properties = presentation.core_properties
    properties.title = title[:255]
    properties.author = properties.last_modified_by = AUTHOR
    properties.created = properties.modified = day
    properties.revision = 1
    properties.identifier = identifier
    for name in ("category", "comments", "content_status", "keywords", "subject", "version"):
        setattr(properties, name, "")
