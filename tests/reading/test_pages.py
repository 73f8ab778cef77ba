"""The article of a web page, and only what the page itself says about it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ukjp.errors import ArticleError
from ukjp.reading.pages import read_page

BODY = (
    "<article><h1>Tokyo promises generators</h1>"
    "<p>Japan will send generators worth $12 million to Ukraine before the winter, its foreign "
    "ministry said. The first of them are on their way.</p>"
    "<p>Another £3 million pays for their transport and for fuel, according to the ministry, which "
    "named no day for the delivery.</p></article>"
)
MENU = '<nav><a href="/">Home</a> <a href="/money">Markets: gold at $2,400</a></nav>'
FOOTER = "<footer>Copyright 2019 Example Media</footer>"


def _page(head: str = "", body: str = BODY) -> str:
    return f'<html lang="en"><head>{head}</head><body>{MENU}{body}{FOOTER}</body></html>'


def test_the_article_is_taken_and_the_menu_left() -> None:
    text = read_page(_page())["text"] or ""
    assert "generators worth $12 million to Ukraine" in text
    assert "£3 million" in text
    assert "gold" not in text


def test_what_the_head_says_is_kept() -> None:
    head = (
        '<meta property="og:title" content="Tokyo promises generators">'
        '<meta property="og:site_name" content="Example Times">'
        '<link rel="canonical" href="https://example.com/generators">'
        '<meta property="article:published_time" content="2023-11-20T08:00:00+09:00">'
    )
    page = read_page(_page(head))
    assert page["title"] == "Tokyo promises generators"
    assert page["outlet"] == "Example Times"
    assert page["url"] == "https://example.com/generators"
    assert page["published"] == "2023-11-20"


def test_a_day_in_the_footer_is_not_the_articles() -> None:
    assert read_page(_page())["published"] is None


@pytest.mark.parametrize(
    "html",
    ["<html></html>", "no markup", "<", "<html><body></body></html>", "\x00<p>"],
)
def test_a_page_without_an_article_says_so(html: str) -> None:
    with pytest.raises(ArticleError, match="HTML"):
        read_page(html)


@settings(max_examples=30)
@given(st.text(max_size=200))
def test_broken_pages_are_read_or_refused(inner: str) -> None:
    try:
        text = read_page(_page(inner, BODY + inner))["text"]
    except ArticleError as error:
        text = str(error)
    assert text
