"""The contents of a report as the parts that the template sets: plain data, nothing of it code."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ukjp.publishing.contents import Block, Contents
from ukjp.publishing.documents.passages import read_parts
from ukjp.publishing.documents.tables import split_table
from ukjp.publishing.exhibits import Exhibit, Line, Picture, Problems, Prose, Table, Words
from ukjp.publishing.linking import link_targets, linked
from ukjp.publishing.markup import clean_text, format_value, safe_address
from ukjp.publishing.vectors import build_paper_svg, find_marks, measure_svg

Part = dict[str, Any]
Run = dict[str, Any]
_DEEPEST = 6
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,([A-Za-z0-9+/=\s]+)")
_POINTS_A_PIXEL = 0.75
_TEXT_WIDTH = 482
"""Points between the margins of a page."""
_TALLEST = 1.35
"""Height of a figure, in widths of the page's text, that leaves room for its words."""


def build_parts(
    contents: Contents, parameters: Mapping[str, Any], made_with: str = ""
) -> list[Part]:
    """Return the parts of a document in order; `parameters` and `made_with` stand at its end."""
    targets = link_targets(contents)
    level, parts = 1, []
    for block in contents.blocks:
        if block.heading:
            # A level left out in the notebook is not left out here.
            level = min(max(block.heading.level, 2), level + 1, _DEEPEST)
            parts.append(_heading(clean_text(block.text), level))
        else:
            parts += _block_parts(block, targets)
    parts += _descriptions(contents)
    parts.append(_heading("How this report was made", 2))
    if parameters:
        rows = [[name, format_value(value)] for name, value in parameters.items()]
        parts.append({"is": "facts", "columns": ["What was asked", "Value"], "rows": rows})
    if made_with:
        parts.append({"is": "note", "runs": [{"text": made_with}]})
    return parts


def _heading(text: str, level: int) -> Part:
    return {"is": "heading", "level": level, "text": text}


def _block_parts(block: Block, targets: Mapping[str, str]) -> list[Part]:
    match block.kind:
        case "exhibit" if block.exhibit:
            return list(_exhibit_parts(linked(block.exhibit, targets), targets))
        case "svg":
            return [_picture(build_paper_svg(block.text, {}), clean_text(block.alt))]
        case "image":
            return _image_parts(block.text, clean_text(block.alt))
        case "code" | "text" | "frame":
            text = clean_text(block.text.strip("\n"))
            return [{"is": "code", "text": text}] if text.strip() else []
        case "html":
            return read_parts(block.text)
    return []


def _exhibit_parts(exhibit: Exhibit, targets: Mapping[str, str]) -> Iterator[Part]:
    if isinstance(exhibit, Picture):
        drawn = build_paper_svg(exhibit.svg, exhibit.colours)
        picture = _picture(drawn, clean_text(exhibit.alt), exhibit.inset)
        yield picture | {"marks": _marks(exhibit.svg, targets)}
    elif isinstance(exhibit, Table):
        yield from _table_parts(exhibit)
    elif isinstance(exhibit, Problems):
        items = [f"{problem.path}: {problem.message}" for problem in exhibit.problems]
        if items:
            title = "Not read or not used:"
            yield {"is": "warning", "title": title, "items": list(map(clean_text, items))}
    elif isinstance(exhibit, Prose):
        paragraphs = [runs_of(one) for one in exhibit.paragraphs]
        if exhibit.role == "headline":
            yield {"is": "headline", "paragraphs": paragraphs}
        else:
            yield from ({"is": "paragraph", "runs": runs} for runs in paragraphs)


def _marks(svg: str, targets: Mapping[str, str]) -> list[Part]:
    """Return where a drawing leads to a row of this document, each row once."""
    found = {mark.anchor: mark for mark in find_marks(svg) if mark.anchor in targets}
    return [
        {"to": mark.anchor, "box": [mark.left, mark.top, mark.width, mark.height]}
        for mark in found.values()
    ]


def _table_parts(table: Table) -> Iterator[Part]:
    if not table.rows:
        yield {"is": "note", "runs": [{"text": clean_text(table.empty)}]}
    else:
        rows = [
            ([[runs_of(one) for one in cell.lines] for cell in row.cells], row.anchor)
            for row in table.rows
        ]
        columns = list(map(clean_text, table.columns))
        yield from split_table(clean_text(table.caption), columns, rows)
    if table.note:
        yield {"is": "note", "runs": [{"text": clean_text(table.note)}]}


def runs_of(line: Line) -> list[Run]:
    """Return a line of words as runs: text with its styles, and where it leads."""
    return [_run(part) for part in line if part.text]


def _run(part: Words) -> Run:
    run: Run = {"text": clean_text(part.text)}
    if part.style in {"strong", "muted", "mark", "source"}:
        run[part.style] = True
    if _LANGUAGE.fullmatch(part.lang):
        run["lang"] = part.lang
    address = safe_address(part.href)
    if address.startswith("#"):
        run["to"] = address.removeprefix("#")
    elif address:
        run["url"] = address
    return run


def _picture(svg: str, alt: str, inset: float = 0.0, largest: float = 1.0) -> Part:
    width, height = measure_svg(svg)
    fitting = min(1.0, largest, _TALLEST * width / height)
    return {
        "is": "picture",
        "svg": svg,
        "alt": alt or "Figure without a description",
        "inset": inset if fitting == 1 else 0.0,
        "width": round(fitting, 4),
        "ratio": round(height / width, 4),
        "marks": [],
    }


def _image_parts(address: str, alt: str) -> list[Part]:
    """Return a picture of dots inside a drawing, which says its size."""
    found = _DATA_IMAGE.fullmatch(address)
    size = _pixels(base64.b64decode(found[1])) if found else None
    if size is None:
        return [{"is": "note", "runs": [{"text": alt}]}] if alt else []
    width, height = size
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="{"".join(address.split())}"/></svg>'
    )
    return [_picture(svg, alt, largest=width * _POINTS_A_PIXEL / _TEXT_WIDTH)]


def _pixels(data: bytes) -> tuple[int, int] | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            return image.size
    except (UnidentifiedImageError, OSError, ValueError):
        return None


def _descriptions(contents: Contents) -> list[Part]:
    """Return the figures in words, for who cannot see them, behind everything else."""
    told = [picture for picture in contents.pictures if picture.description]
    if not told:
        return []
    parts = [_heading("The figures in words", 2)]
    for picture in told:
        runs = [{"text": clean_text(picture.description)}]
        parts.append({"is": "paragraph", "runs": runs})
    return parts
