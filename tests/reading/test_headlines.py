"""Which line at the head of a page is its headline: by example."""

from __future__ import annotations

import pytest
from reading.passages import claims_by_quote

from ukjp.reading.cleaning import clean_body, find_title

LEAD = (
    "Japan will lend Ukraine $400 million to rebuild schools, the foreign ministry in Tokyo said"
    " on Monday after months of talks."
)
PAGES = [
    pytest.param(["Japan to lend Ukraine $400 million"], [], id="alone"),
    pytest.param(["US House passes $61 billion bill", "Japan to lend Ukraine $400 million"], [0],
                 id="below another story's"),
    pytest.param(["The Kyiv Paper", "War", "Business", "Japan to lend Ukraine $400 million"],
                 [0, 1, 2], id="below a menu"),
    pytest.param(["Japan to lend Ukraine $400 million", "Schools in six regions to be rebuilt"],
                 [], id="a deck follows"),
    pytest.param(["Oil $80.33", "Nikkei 38,482 -379", "Tokyo lends Kyiv money for schools",
                  "Foreign ministry: talks took months"], [0, 1], id="below the markets"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "above"), PAGES)
def test_headline(head: list[str], above: list[int]) -> None:
    text = "\n\n".join([*head, LEAD])
    blocks = clean_body(text)
    assert find_title(text, blocks) == head[len(above)]
    assert [n for n, block in enumerate(blocks) if block.role == "furniture"] == above


def test_a_byline_in_small_letters_is_no_part_of_the_headline() -> None:
    text = f"Japan to lend Ukraine $400 million for schools\nby Olena Koval\n{LEAD}"
    assert find_title(text, clean_body(text)) == "Japan to lend Ukraine $400 million for schools"


def test_money_of_the_stories_above_counts_for_nothing() -> None:
    text = f"Japan pledges $9 billion for Gaza\nTokyo lends Ukraine money for schools\n{LEAD}"
    found = claims_by_quote(text)
    assert found["$9 billion"].excluded_because == "page_furniture"
    assert found["$400 million"].in_scope


POINTERS = [
    pytest.param("Read also: Germany pledges 500 million euros", 1, id="a pointer in one line"),
    pytest.param("See also – Norway adds 7 billion kroner", 1, id="with a dash"),
    pytest.param("Read more:\n\nGermany pledges 500 million euros", 2, id="a heading and its list"),
]


@pytest.mark.parametrize(("pointer", "lines"), POINTERS)
def test_the_article_goes_on_behind_a_pointer(pointer: str, lines: int) -> None:
    text = (
        f"Japan to lend Ukraine $400 million\n\n{LEAD}\n\n{pointer}\n\n{LEAD} New.\n\n{LEAD} End.\n"
    )
    roles = [block.role for block in clean_body(text)]
    assert roles == ["title", "body", *["furniture"] * lines, "body", "body"]
