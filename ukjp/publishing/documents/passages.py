"""Plain HTML, as it comes from Markdown or from a notebook's output, as parts of a document."""

from __future__ import annotations

import re
from typing import Any

from lxml import html

from ukjp.publishing.documents.tables import split_table
from ukjp.publishing.markup import clean_text, safe_address

Part = dict[str, Any]
Run = dict[str, Any]
_STYLES = {
    "b": "strong", "strong": "strong", "dt": "strong", "th": "strong",
    "i": "italic", "em": "italic", "cite": "italic", "var": "italic", "dfn": "italic",
    "code": "code", "kbd": "code", "samp": "code", "mark": "mark", "small": "muted",
    "sub": "sub", "sup": "super", "s": "strike", "del": "strike",
}  # fmt: skip
_BLOCKS = frozenset(
    "p div ul ol dl dd dt li blockquote pre hr table h1 h2 h3 h4 h5 h6 figure section".split()
)
_BLANKS = re.compile(r"[ \t\r\n]+")
_DEEPEST = 8
"""Lists in lists beyond this are set as text: no page has room for more, nor has typst."""


def read_parts(text: str) -> list[Part]:
    """Return what stands in a piece of HTML: paragraphs, lists, quotes, code, tables, pictures."""
    if not text.strip():
        return []
    root = html.fragment_fromstring(clean_text(text), create_parent="div")
    return _parts(root, 0)


def _parts(element: Any, depth: int) -> list[Part]:
    """Return the parts of an element; text between its blocks makes paragraphs of its own."""
    parts: list[Part] = []
    loose: list[Run] = _text_run(element.text, {})
    for child in element:
        if _is_block(child):
            parts += _paragraph(loose)
            loose = []
            parts += _block(child, depth)
        else:
            loose += _runs(child, {})
        loose += _text_run(child.tail, {})
    return parts + _paragraph(loose)


def _is_block(element: Any) -> bool:
    return isinstance(element.tag, str) and (
        element.tag in _BLOCKS or any(_is_block(child) for child in element)
    )


def _block(element: Any, depth: int) -> list[Part]:
    tag = element.tag
    if tag in {"ul", "ol"}:
        return _list(element, depth)
    if tag == "blockquote":
        inner = _parts(element, depth + 1)
        return [{"is": "quote", "blocks": inner}] if inner and depth < _DEEPEST else inner
    if tag == "pre":
        text = "".join(element.itertext()).strip("\n")
        return [{"is": "code", "text": text}] if text.strip() else []
    if tag == "hr":
        return [{"is": "rule"}]
    if tag == "table":
        return _table(element)
    if tag in {"p", "dt", "h1", "h2", "h3", "h4", "h5", "h6"} and not any(map(_is_block, element)):
        styles = {} if tag == "p" else {"strong": True}
        return _paragraph(_inline(element, styles))
    return _parts(element, depth)


def _list(element: Any, depth: int) -> list[Part]:
    items = [_parts(item, depth + 1) for item in element if isinstance(item.tag, str)]
    items = [item for item in items if item]
    if depth >= _DEEPEST or not items:
        return [part for item in items for part in item]
    start = element.get("start", "1")
    return [
        {
            "is": "list",
            "ordered": element.tag == "ol",
            "start": int(start) if re.fullmatch(r"\d{1,6}", start) else 1,
            "items": items,
        }
    ]


def _table(element: Any) -> list[Part]:
    """Return a table of plain cells; cells that span several stand once, in the first."""
    lines = [[cell for cell in row if cell.tag in {"th", "td"}] for row in element.iter("tr")]
    lines = [line for line in lines if line]
    if not lines:
        return []
    headed = all(cell.tag == "th" for cell in lines[0])
    wide = max(map(len, lines))
    columns = [_plain(cell) for cell in lines.pop(0)] if headed else []
    columns += [""] * (wide - len(columns))
    rows: list[Any] = []
    for line in lines:
        cells = [[_inline(cell, {})] for cell in line]
        rows.append(([*cells, *[[]] * (wide - len(cells))], ""))
    caption = element.findtext("caption") or ""
    return list(split_table(" ".join(caption.split()), columns if headed else [], rows))


def _plain(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _paragraph(runs: list[Run]) -> list[Part]:
    """Return the runs as a paragraph, without blanks at its ends, or nothing where it is empty."""
    if not "".join(run["text"] for run in runs).strip():
        return []
    runs[0]["text"] = runs[0]["text"].lstrip()
    runs[-1]["text"] = runs[-1]["text"].rstrip()
    return [{"is": "paragraph", "runs": [run for run in runs if run["text"]]}]


def _runs(element: Any, styles: Run) -> list[Run]:
    """Return an inline element as runs of text in their styles."""
    if not isinstance(element.tag, str):
        return []
    if element.tag == "br":
        return [styles | {"text": "\n"}]
    if element.tag == "img":
        return _text_run(element.get("alt"), styles)
    return _inline(element, styles | _style(element))


def _inline(element: Any, styles: Run) -> list[Run]:
    runs = _text_run(element.text, styles)
    for child in element:
        runs += _runs(child, styles)
        runs += _text_run(child.tail, styles)
    return runs


def _style(element: Any) -> Run:
    if element.tag == "a":
        address = safe_address(element.get("href") or "")
        return {"url": address} if address and not address.startswith("#") else {}
    named = _STYLES.get(element.tag)
    return {named: True} if named else {}


def _text_run(text: str | None, styles: Run) -> list[Run]:
    return [styles | {"text": _BLANKS.sub(" ", text)}] if text else []
