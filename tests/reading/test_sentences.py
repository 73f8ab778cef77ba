"""Where sentences end: by example."""

from __future__ import annotations

import time

import pytest

from ukjp.reading.cleaning import Block
from ukjp.reading.sentences import split_sentences

SENTENCES = [
    pytest.param("Japan gave $3.5 million. Norway gave more.",
                 ["Japan gave $3.5 million.", "Norway gave more."], id="decimal point"),
    pytest.param("The U.S. Senate voted. Kyiv was relieved.",
                 ["The U.S. Senate voted.", "Kyiv was relieved."], id="U.S. before a name"),
    pytest.param("Aid comes from the U.S. The bill passed.",
                 ["Aid comes from the U.S.", "The bill passed."], id="U.S. at the end"),
    pytest.param("On Oct. 7 they met Mr. Zhovkva in Kyiv.",
                 ["On Oct. 7 they met Mr. Zhovkva in Kyiv."], id="month and title"),
    pytest.param("“We thank Japan.” Kyiv signed at once.",
                 ["“We thank Japan.”", "Kyiv signed at once."], id="quotation marks"),
    pytest.param("Will it last? Nobody knows! Kyiv hopes so.",
                 ["Will it last?", "Nobody knows!", "Kyiv hopes so."], id="question, exclamation"),
    pytest.param("The deal covers approx. $5 million. It was signed at 9 a.m. on Monday.",
                 ["The deal covers approx. $5 million.", "It was signed at 9 a.m. on Monday."],
                 id="approx. and a.m."),
    pytest.param("Tokyo paid. €5 million came from Berlin.",
                 ["Tokyo paid.", "€5 million came from Berlin."], id="a sign begins"),
    pytest.param("He waited... and then signed.", ["He waited... and then signed."],
                 id="dots within"),
    pytest.param("no stop at all", ["no stop at all"], id="no stop"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_sentences(text: str, wanted: list[str]) -> None:
    found = split_sentences(text, [Block(0, len(text), "body")])
    assert [text[s.start : s.end] for s in found] == wanted


def test_a_sentence_never_crosses_two_blocks() -> None:
    text = "Japan equips Ukraine\n\nTokyo will send generators."
    blocks = [Block(0, 20, "title"), Block(22, len(text), "body")]
    assert [(s.start, s.end, s.role) for s in split_sentences(text, blocks)] == blocks


def test_a_million_characters_without_a_stop_come_in_pieces_and_soon() -> None:
    text = "one, two, " * 100_000
    begin = time.process_time()
    found = split_sentences(text, [Block(0, len(text), "body")])
    assert time.process_time() - begin < 3
    assert max(s.end - s.start for s in found) <= 1200
    assert "".join(text[s.start : s.end] for s in found).split() == text.split()
