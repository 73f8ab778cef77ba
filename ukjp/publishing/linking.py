"""Links within a report: which rows there are, and exhibits without links to rows there are not."""

from __future__ import annotations

from collections.abc import Mapping

from ukjp.publishing.contents import Contents
from ukjp.publishing.exhibits import Exhibit, Line, Table, Words
from ukjp.publishing.markup import clean_text


def link_targets(contents: Contents) -> dict[str, str]:
    """Return the anchors of the report's rows with what a link to each is called."""
    return {
        row.anchor: clean_text(row.label or row.anchor)
        for table in contents.tables
        for row in table.rows
        if row.anchor
    }


def linked(exhibit: Exhibit, targets: Mapping[str, str]) -> Exhibit:
    """Return the exhibit without the links whose rows this report does not have."""

    def mended(line: Line) -> Line:
        return tuple(_linked_words(part, targets) for part in line)

    if isinstance(exhibit, Table):
        rows = tuple(
            row.model_copy(
                update={
                    "cells": tuple(
                        cell.model_copy(update={"lines": tuple(map(mended, cell.lines))})
                        for cell in row.cells
                    )
                }
            )
            for row in exhibit.rows
        )
        return exhibit.model_copy(update={"rows": rows})
    paragraphs = getattr(exhibit, "paragraphs", None)
    if paragraphs is not None:
        return exhibit.model_copy(update={"paragraphs": tuple(map(mended, paragraphs))})
    return exhibit


def _linked_words(part: Words, targets: Mapping[str, str]) -> Words:
    if not part.href.startswith("#"):
        return part
    anchor = part.href.removeprefix("#")
    if anchor not in targets:
        return part.model_copy(update={"href": ""})
    return part.model_copy(update={"label": targets[anchor] if part.style == "source" else ""})
