"""A whole article from text to rows."""

from __future__ import annotations

import datetime as dt

import pytest
from reading.passages import read_passage

from ukjp.reading.articles import Article
from ukjp.reading.claims import Scope
from ukjp.reading.extraction import extract_article, find_address

PAGE = (
    "Ottawa gives Ukraine $650 million\n\nOTTAWA, June 17 (CP) - Canada will give Ukraine"
    " $650 million for vehicles, Prime Minister Justin Trudeau said on Monday. Canada's aid was"
    " announced as Canadian officials met in Kyiv.\n\nCanada has given $9.5 billion since 2022.\n"
)


def test_the_row_of_an_article_says_where_and_when() -> None:
    row = read_passage(PAGE).article
    assert (row.title, row.outlet, row.language) == (
        "Ottawa gives Ukraine $650 million", "CP", "en",
    )  # fmt: skip
    assert row.published_earliest == row.published_latest == dt.date(2024, 6, 18)
    assert row.chars == len(PAGE)
    assert 0 < row.body_chars <= row.chars


DOLLARS = [
    pytest.param(PAGE, "CAD", id="a Canadian paper"),
    pytest.param(PAGE.replace("$9.5", "C$9.5"), "USD", id="a paper that marks Canada's dollars"),
    pytest.param(PAGE + "The United States, the U.S. Congress and Washington gave more.", "USD",
                 id="a paper that speaks of America as well"),
    pytest.param(PAGE + "The vehicles cost US$480 million, and the United States builds them.",
                 "CAD", id="a paper that marks America's dollars"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "currency"), DOLLARS)
def test_a_bare_dollar_is_the_own_of_a_paper(text: str, currency: str) -> None:
    assert read_passage(text).claims[0].currency == currency


ADDRESSES = [
    pytest.param("https://example.org/2024/06/18/aid\nJapan gives", "https://example.org/2024/06/18/aid",
                 id="a line of its own"),
    pytest.param("URL: https://example.org/aid\n", "https://example.org/aid", id="named"),
    pytest.param("More at https://example.org/aid today.\n", None, id="within a sentence"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "address"), ADDRESSES)
def test_address_of_a_page(text: str, address: str | None) -> None:
    assert find_address(text) == address


def test_nothing_is_read_from_nothing() -> None:
    found = extract_article(Article("a", "a.txt", "0" * 64, "utf-8", ""), Scope())
    assert found.claims == []
    assert found.events == []
    assert found.article.language == "und"
