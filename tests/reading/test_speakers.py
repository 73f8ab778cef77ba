"""Who a sentence names as its source: by example."""

from __future__ import annotations

import pytest

from ukjp.reading.cleaning import Sentence
from ukjp.reading.speakers import Speakers

SPEAKERS = [
    pytest.param('"We will not waver," Yoko Kamikawa said on Monday.', "Yoko Kamikawa",
                 id="said behind the name"),
    pytest.param("Denys Shmyhal noted that the money had arrived.", "Denys Shmyhal", id="noted"),
    pytest.param("The loan is final, according to Serhiy Marchenko.", "Serhiy Marchenko",
                 id="according to"),
    pytest.param("Prime Minister Jonas Gahr Støre told reporters that Norway would give more.",
                 "Jonas Gahr Støre", id="title and letters beyond English"),
    pytest.param("Japan will lend Ukraine money.", None, id="nobody"),
    pytest.param("It said the sum was final.", None, id="a pronoun is no name"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_speaker(text: str, speaker: str | None) -> None:
    assert Speakers(text).of(Sentence(0, len(text), "body"), 0) == speaker


def test_a_surname_takes_the_full_name_from_elsewhere() -> None:
    text = "Yoko Kamikawa visited Kyiv. Kamikawa said that the grant was new."
    start = text.index("Kamikawa said")
    assert Speakers(text).of(Sentence(start, len(text), "body"), start) == "Yoko Kamikawa"
