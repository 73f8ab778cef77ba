"""Markdown and foreign HTML as markup that is safe to put into a page.

Raw HTML in Markdown stays text, addresses other than web, mail and anchors are no links, and no
picture is fetched. HTML that a notebook made with other means is reduced to plain elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ukjp.publishing.markup import clean_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_SAFE_LINK = re.compile(r"(?:https?://|mailto:|#)", re.I)
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,", re.I)
_PLAIN_TAGS = frozenset(
    "a abbr b blockquote br caption cite code col colgroup dd del div dl dt em h3 h4 h5 h6 hr i "
    "ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td tfoot th thead "
    "time tr u ul var".split()
)


class Heading(NamedTuple):
    """A heading of Markdown: its level as written, and its words."""

    level: int
    text: str


class Passage(NamedTuple):
    """A stretch of Markdown: a heading, or HTML between two headings."""

    heading: Heading | None
    html: str


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(
        ["table", "strikethrough"]
    )
    # The rules below decide what becomes a link or a picture; the rest keeps its words.
    setattr(reader, "validateLink", bool)  # noqa: B010 - the library's own way
    reader.add_render_rule("link_open", _open_link)
    reader.add_render_rule("link_close", _close_link)
    reader.add_render_rule("image", _image)
    return reader


def _open_link(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:  # noqa: ARG001
    from markupsafe import escape

    address = str(tokens[index].attrGet("href") or "")
    safe = bool(_SAFE_LINK.match(address))
    env.setdefault("open links", []).append(safe)
    return f'<a href="{escape(address)}">' if safe else ""


def _close_link(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:  # noqa: ARG001
    return "</a>" if env["open links"].pop() else ""


def _image(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    """Show a picture that is in the text itself; of any other only its words."""
    from markupsafe import escape

    token = tokens[index]
    words = escape(self.renderInlineAsText(token.children, options, env))
    source = str(token.attrGet("src") or "")
    if _DATA_IMAGE.match(source):
        return f'<img src="{escape(source)}" alt="{words}">'
    return str(words)


def read_passages(text: str) -> list[Passage]:
    """Return Markdown cut at its headings, in order."""
    reader = _markdown()
    tokens = reader.parse(clean_text(text))
    passages: list[Passage] = []
    between: list[Any] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type == "heading_open" and token.level == 0:
            _flush(passages, between, reader)
            inline = tokens[place + 1]
            words = _words_of(inline)
            passages.append(Passage(Heading(int(token.tag[1]), words), ""))
            place += 3
            continue
        between.append(token)
        place += 1
    _flush(passages, between, reader)
    return passages


def _words_of(inline: Any) -> str:
    """Return the text of a heading without its markup."""
    return "".join(
        child.content if child.type in {"text", "code_inline"} else " "
        for child in inline.children or ()
        if child.content or child.type in {"softbreak", "hardbreak"}
    )


def _flush(passages: list[Passage], between: list[Any], reader: MarkdownIt) -> None:
    if between:
        passages.append(Passage(None, reader.renderer.render(between, reader.options, {})))
        between.clear()


def reduce_html(html: str) -> str:
    """Return foreign HTML with plain elements only: no script, style, form, picture or handler."""
    import nh3

    reduced: str = nh3.clean(
        clean_text(html),
        tags=set(_PLAIN_TAGS),
        clean_content_tags={"script", "style", "template", "noscript", "title"},
        attributes={
            "a": {"href"},
            "th": {"scope", "colspan", "rowspan"},
            "td": {"colspan", "rowspan"},
        },
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noreferrer noopener",
    )
    return _head_rows(reduced)


def _head_rows(html: str) -> str:
    """Give the head cells of a foreign table a scope, which pandas does not."""
    parts = re.split(r"(<thead>.*?</thead>)", html, flags=re.S)
    return "".join(
        _scoped("col")(part) if part.startswith("<thead") else _scoped("row")(part)
        for part in parts
    )


def _scoped(scope: str) -> Callable[[str], str]:
    def add(part: str) -> str:
        return re.sub(r"<th(?=[ >])(?![^>]*\bscope=)", f'<th scope="{scope}"', part)

    return add
