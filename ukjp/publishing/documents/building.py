"""A report as a PDF: the contents as data, set by typst, which checks that it is PDF/UA-1.

The template gets one JSON text and evaluates nothing of it, so words of an article can be neither
markup nor commands. The same contents give the same bytes: no day, no fonts of the machine.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ukjp.drawing.formats import format_count
from ukjp.errors import ReportError
from ukjp.publishing.contents import Contents
from ukjp.publishing.documents.letters import MISSING, Letters, font_folders
from ukjp.publishing.documents.parts import build_parts
from ukjp.publishing.markup import clean_text

_CONTENTS_FROM = 3
"""Headings from which on a list of contents is worth its room."""


def build_document(
    contents: Contents, *, parameters: Mapping[str, Any], made_with: str = ""
) -> bytes:
    """Return the PDF of an executed notebook, tagged and with bookmarks.

    `parameters` are listed at its end; `made_with` names program and version. Raises ReportError
    where the contents give no accessible document.
    """
    letters = Letters()
    parts = letters.tree(build_parts(contents, parameters, made_with))
    report = {
        "title": letters.text(clean_text(contents.title)) or "Report",
        "kicker": letters.text(clean_text(contents.kicker)),
        "subtitle": letters.text(clean_text(contents.subtitle)),
        "source": letters.text(clean_text(contents.source or contents.subtitle or made_with)),
        "contents": sum(part["is"] == "heading" for part in parts) >= _CONTENTS_FROM,
        "parts": [*parts, *([note_of(letters.missing)] if letters.missing else [])],
    }
    return _compile(report)


def note_of(missing: Collection[str]) -> dict[str, Any]:
    """Return the note on letters that the document's fonts do not have."""
    count = format_count(len(missing), "letter")
    words = (
        f"{MISSING} stands for {count} of scripts that this document's fonts do not have. The page "
        "and the notebook of this report show them."
    )
    return {"is": "note", "runs": [{"text": words}]}


def _compile(report: Mapping[str, Any]) -> bytes:
    import typst

    template = (files("ukjp.publishing.documents") / "template.typ").read_bytes()
    try:
        made = typst.compile(
            template,
            font_paths=_fonts(),
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"report": json.dumps(report)},
        )
    except typst.TypstError as error:
        raise ReportError(f"the PDF cannot be made: {error.message}") from error
    return made


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in font_folders()],
    )
