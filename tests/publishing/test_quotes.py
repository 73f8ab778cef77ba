"""The figure is marked where it stands, however often its words occur."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjp.publishing.quotes import quote_line


def marked(*args: str, **more: str) -> str:
    return "".join(
        f"[{part.text}]" if part.style == "mark" else part.text
        for part in quote_line(*args, **more)
    )


@pytest.mark.parametrize(
    ("sentence", "quote", "more", "shown"),
    [
        pytest.param("It gave $5bn.", "$5bn", {}, "It gave [$5bn].", id="once"),
        pytest.param(
            "It gave over $5bn.", "$5bn", {"qualifier": "over"}, "It gave [over $5bn].",
            id="with the words in front",
        ),
        pytest.param(
            "$5bn or more was given.", "$5bn", {"qualifier": "or more"},
            "[$5bn or more] was given.", id="with the words behind",
        ),
        pytest.param(
            "$5bn in May, $5bn in June.", "$5bn", {"prefix": "in May, ", "suffix": " in June"},
            "$5bn in May, [$5bn] in June.", id="the second of two",
        ),
        pytest.param(
            "$5bn in May, $5bn in June.", "$5bn", {"suffix": " in May"},
            "[$5bn] in May, $5bn in June.", id="the first of two",
        ),
        pytest.param("No figure here.", "$5bn", {}, "No figure here. [$5bn]", id="not in it"),
        pytest.param("", "", {}, " []", id="nothing"),
    ],
)  # fmt: skip
def test_quote_is_marked(sentence: str, quote: str, more: dict[str, str], shown: str) -> None:
    assert marked(sentence, quote, **more) == shown


def test_a_long_sentence_is_cut_between_words_on_both_sides() -> None:
    sentence = "word " * 200 + "$5bn" + " more" * 200
    shown = marked(sentence, "$5bn")
    assert "[$5bn]" in shown
    assert shown.startswith("… word word")
    assert shown.endswith("more more …")
    assert len(shown) < 500


@given(st.text(max_size=40), st.text(min_size=1, max_size=8), st.text(max_size=40))
def test_the_mark_is_the_quote_and_no_word_is_lost(before: str, quote: str, after: str) -> None:
    sentence = before + quote + after
    parts = quote_line(sentence, quote, prefix=before, suffix=after)
    assert "".join(part.text for part in parts) == sentence
    assert [part.text for part in parts if part.style == "mark"] == [quote]


def test_a_foreign_language_is_named() -> None:
    parts = quote_line("Японія дала $5bn.", "$5bn", lang="uk")
    assert {part.lang for part in parts} == {"uk"}
