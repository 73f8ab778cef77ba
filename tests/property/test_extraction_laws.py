"""What holds of every extraction, whatever the text."""

from __future__ import annotations

import random
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ukjp.reading.articles import Article
from ukjp.reading.claims import Scope
from ukjp.reading.cleaning import clean_body
from ukjp.reading.extraction import Extraction, extract_article
from ukjp.vocabulary import EVENT_TYPES, EXCLUSIONS, INSTRUMENTS, KINDS, SECTORS, STATUSES

BRIEFS = [
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[2] / "data" / "articles").glob("*.txt"))
]
PIECES = [line for brief in BRIEFS for line in brief.splitlines() if line.strip()]
ODDITIES = ["\x00", "\ud800", "\udfff", "\u202e", "\u200f", "\ufeff", "\u2028", "\u00a0", "\r",
            "$", "¥", "€", "(", ")", "—", "%", "\U0001f1ef\U0001f1f5", "1" * 400, "." * 50, "of ",
            "million ", "billion ", "since ", "Ukraine ", "Japan ", "\u0627"]  # fmt: skip

mutated_briefs = st.lists(st.sampled_from(PIECES) | st.sampled_from(ODDITIES), max_size=12).map(
    "\n".join
)
cut_briefs = st.builds(
    lambda text, a, b, odd: text[min(a, b) : max(a, b)] + odd + text[max(a, b) :][:400],
    st.sampled_from(BRIEFS), st.integers(0, 3000), st.integers(0, 3000), st.sampled_from(ODDITIES),
)  # fmt: skip
any_text = st.text(max_size=300) | st.text(st.characters(), max_size=200)
texts = any_text | mutated_briefs | cut_briefs


def read(text: str, name: str = "article", published: str | None = None) -> Extraction:
    article = Article(name, f"{name}.txt", "0" * 64, "utf-8", text, published=published,
                      published_from="front_matter" if published else None)  # fmt: skip
    return extract_article(article, Scope())


@given(texts)
@settings(max_examples=150)
def test_every_quote_is_cut_from_the_text(text: str) -> None:
    found = read(text)
    for row in (*found.claims, *found.events):
        assert text[row.start : row.end] == row.quote
        assert row.quote
    for claim in found.claims:
        assert text[: claim.start].endswith(claim.prefix)
        assert text[claim.end :].startswith(claim.suffix)
        assert claim.quote in claim.sentence


@given(texts)
@settings(max_examples=100)
def test_every_word_is_of_the_vocabulary_and_every_link_leads_somewhere(text: str) -> None:
    found = read(text)
    rows = {claim.claim_id: claim for claim in found.claims}
    assert len(rows) == len(found.claims)
    assert len({event.event_id for event in found.events}) == len(found.events)
    for claim in found.claims:
        assert claim.kind in KINDS
        assert claim.excluded_because is None or claim.excluded_because in EXCLUSIONS
        assert claim.in_scope == (claim.excluded_because is None)
        assert claim.instrument is None or claim.instrument in INSTRUMENTS
        assert claim.sector is None or claim.sector in SECTORS
        assert {claim.part_of, claim.conversion_of} - {None} <= rows.keys() - {claim.claim_id}
    for event in found.events:
        assert event.type in EVENT_TYPES
        assert event.status in STATUSES


@given(texts)
@settings(max_examples=100)
def test_a_part_has_the_currency_and_is_no_larger_than_its_whole(text: str) -> None:
    rows = {claim.claim_id: claim for claim in read(text).claims}
    for row in rows.values():
        whole = rows.get(row.part_of or "")
        if whole is not None and whole.currency == row.currency:
            assert row.amount <= (whole.amount_max or whole.amount) * 1.001


@given(texts)
@settings(max_examples=100)
def test_blocks_follow_each_other_and_lose_nothing(text: str) -> None:
    blocks = clean_body(text)
    assert all(a.start < a.end <= b.start for a, b in pairwise(blocks))
    kept = "".join(text[b.start : b.end] for b in blocks)
    assert without_blanks(kept) == without_blanks(text)


def without_blanks(text: str) -> str:
    return "".join(text.replace("\ufeff", "").split())


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda text: text.split("\n", 1)[0][:30])
def test_a_cleaned_brief_is_clean(brief: str) -> None:
    kept = [brief[b.start : b.end] for b in clean_body(brief) if b.role in ("title", "body")]
    again = clean_body("\n\n".join(kept))
    assert [b.role for b in again if b.role == "furniture"] == []
    assert len(again) == len(kept)


@given(st.permutations(range(len(BRIEFS))), st.integers(0, len(BRIEFS) - 1))
@settings(max_examples=10)
def test_neither_order_nor_doubling_changes_what_an_article_says(
    order: list[int], twice: int
) -> None:
    alone = {n: read(BRIEFS[n], f"article-{n}") for n in range(len(BRIEFS))}
    together = {n: read(BRIEFS[n], f"article-{n}") for n in (*order, twice)}
    assert together == alone


@given(st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_numbers_changed_at_random_are_read_without_complaint(chance: random.Random) -> None:
    text = chance.choice(BRIEFS)
    digits = "".join(chance.choice("0123456789.,$ ") if c.isdigit() else c for c in text)
    found = read(digits, published="2024-06-18")
    assert all(digits[c.start : c.end] == c.quote for c in found.claims)


LONG = [
    pytest.param("Japan gave Ukraine $5 million, ", 200, id="amounts in one sentence"),
    pytest.param("Of the $9 million, including $5 million, which ", 300, id="parts of parts"),
    pytest.param("Japan and Norway ", 300, id="names in one sentence"),
    pytest.param("pledged to give a grant of aid since the war began ", 300, id="cues"),
    pytest.param("On June 13 they met. ", 300, id="days"),
    pytest.param("Tokyo said on Monday it signed. ", 300, id="sentences"),
    pytest.param("Read also: more\n", 300, id="lines"),
    pytest.param("- ", 300, id="dashes"),
    pytest.param("(((", 300, id="brackets"),
    pytest.param("\u202e5 million \u05e9\u05e7\u05dc ", 300, id="right to left"),
]


@pytest.mark.parametrize(("piece", "times"), LONG)
def test_ten_times_the_text_takes_about_ten_times_as_long(piece: str, times: int) -> None:
    # A second is granted for what a machine does beside; the square would be a hundred times.
    assert seconds(piece * times * 10) <= 25 * seconds(piece * times) + 1


def seconds(text: str) -> float:
    begin = time.process_time()
    read(text, published="2024-06-18")
    return time.process_time() - begin
