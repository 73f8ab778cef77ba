"""Who is named where, and who can be asked about."""

from __future__ import annotations

import pytest

from ukjp.actors import check_actor, find_mentions, is_place, read_actors
from ukjp.errors import ParameterError

MENTIONS = [
    pytest.param("Tokyo and Kyiv agreed", [("Japan", "metonym"), ("Ukraine", "metonym")],
                 id="capitals"),
    pytest.param("a Norwegian grant", [("Norway", "adjective")], id="adjective"),
    pytest.param("The U.S. gave more", [("United States", "name")], id="with stops"),
    pytest.param("South Korea's minister", [("South Korea", "name")], id="the longest name"),
    pytest.param("US$5 million", [], id="a currency is nobody"),
    pytest.param("12 billion Norwegian kroner", [], id="nor is a country's money"),
    pytest.param("us and them", [], id="a pronoun is no country"),
    pytest.param("Japantown", [], id="part of a word"),
    pytest.param("Ursula von der Leyen said", [("European Union", "person")], id="von der Leyen"),
    pytest.param("shells for Kharkiv", [("Ukraine", "metonym")], id="a city stands for its state"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), MENTIONS)
def test_mentions(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(m.actor, m.form) for m in find_mentions(text)] == wanted


PLACES = [
    pytest.param("held in Tokyo", True, id="in"),
    pytest.param("a trip to Kyiv", True, id="to"),
    pytest.param("Tokyo said", False, id="speaks"),
    pytest.param("in Japan", False, id="a country is an actor even there"),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_cities_are_places_behind_prepositions(text: str, place: bool) -> None:
    assert is_place(text, find_mentions(text)[0]) == place


NAMES = [("japan", "Japan"), ("Republic of Korea", "South Korea"), (" uk ", "United Kingdom"),
         ("Oslo", "Norway"), ("World Bank", "World Bank")]  # fmt: skip


@pytest.mark.parametrize(("typed", "name"), NAMES)
def test_what_people_type_is_understood(typed: str, name: str) -> None:
    assert check_actor(typed, "donor") == name


def test_a_misspelt_actor_is_refused_with_the_nearest() -> None:
    with pytest.raises(ParameterError, match=r"donor 'Japn'.*did you mean '[Jj]apan'"):
        check_actor("Japn", "donor")


@pytest.mark.parametrize("name", ["Japan", "Ukraine", "Norway", "Canada", "United Kingdom",
    "Germany", "European Union", "South Korea", "Netherlands", "United States", "Australia", "IMF",
    "World Bank"])  # fmt: skip
def test_known_actors(name: str) -> None:
    assert name in read_actors()
