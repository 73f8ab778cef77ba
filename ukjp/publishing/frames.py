"""Interactive parts of a notebook in a page that has no kernel behind it.

A widget that also shows itself as a page in a sandboxed frame keeps that page when the notebook
has run: its tie to the kernel, which is gone, is cut, and a mark says that the frame was a widget's
and not an article's words. The frame's script is let through by its hash alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from lxml import etree, html

WIDGET = "application/vnd.jupyter.widget-view+json"
KEPT = "application/vnd.ukjp.frame+json"

_POLICY = re.compile(r"default-src 'none'; script-src '(sha256-[A-Za-z0-9+/]{43}=)';")
_WHERE = "//meta[@http-equiv='Content-Security-Policy']/@content"


class Frame(NamedTuple):
    """A page inside a page: its title, its HTML text, and the hash of the script it may run."""

    title: str
    page: str
    script: str


def cut_widget(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return an output's data as they serve without a kernel."""
    kept = {kind: value for kind, value in data.items() if kind != WIDGET}
    if WIDGET in data and _read_frame(kept):
        kept[KEPT] = {}
    return kept if KEPT in kept else dict(data)


def read_frame(data: Mapping[str, Any]) -> Frame | None:
    """Return the page that a widget left, None where an output is another's or has none."""
    return _read_frame(data) if WIDGET in data or KEPT in data else None


def _read_frame(data: Mapping[str, Any]) -> Frame | None:
    written = data.get("text/html", "")
    text = "".join(written) if isinstance(written, list) else str(written)
    try:
        element = html.fragment_fromstring(text)
        page = element.get("srcdoc", "") if element.tag == "iframe" else ""
        policies = cast("list[str]", html.document_fromstring(page).xpath(_WHERE))
    except (etree.ParserError, ValueError):
        return None
    found = [match for policy in policies if (match := _POLICY.match(policy))]
    return Frame(element.get("title", ""), page, found[0][1]) if len(found) == 1 else None
