"""Words with a sense: found where they are that word, not where they look like it."""

from __future__ import annotations

import pytest

from ukjp.reading.cues import find_cues

CUES = [
    pytest.param("japan pledged aid", {("pledged", "promise"), ("aid", "aid")}, id="verb and noun"),
    pytest.param("the two sides set aside funds", {("set aside", "promise"), ("funds", "aid")},
                 id="a verb of two words"),
    pytest.param("norway gave and gives", {("gave", "give"), ("gives", "give")},
                 id="irregular and regular"),
    pytest.param("security guarantees", set(), id="no guarantee of money"),
    pytest.param("she changed hands with nobody", set(), id="no handing over"),
    pytest.param("first-hand reports", set(), id="part of a longer word"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CUES)
def test_cues(text: str, wanted: set[tuple[str, str]]) -> None:
    senses = {"promise", "give", "aid", "guaranteeform"}
    found = {(c.phrase, c.sense) for c in find_cues(text, 0, len(text)) if c.sense in senses}
    assert found == wanted


NOUNS = [
    pytest.param("its grants have reached a record", "grants", id="possessive"),
    pytest.param("japan's support is steady", "support", id="genitive"),
    pytest.param("the pledge stands", "pledge", id="article"),
    pytest.param("repairs of the power supply", "supply", id="within a fixed phrase"),
]


@pytest.mark.parametrize(("text", "word"), NOUNS)
def test_a_noun_is_no_verb(text: str, word: str) -> None:
    verbs = {c.phrase for c in find_cues(text, 0, len(text)) if c.form}
    assert word not in verbs


def test_spans_cut_out_the_words() -> None:
    text = "tokyo will hand over generators and extend a loan guarantee to kyiv."
    cues = find_cues(text, 0, len(text))
    assert cues
    assert all(text[c.start : c.end] == c.phrase for c in cues)
