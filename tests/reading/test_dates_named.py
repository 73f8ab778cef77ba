"""Happenings known by name, found in the reference table."""

from __future__ import annotations

from datetime import date

import pytest

from ukjp.reading.dates import find_named_days
from ukjp.reading.summits import read_summits

SUMMER_2024 = date(2024, 6, 13)
AUTUMN_2023 = date(2023, 10, 7)


@pytest.mark.parametrize(
    ("text", "reference", "name", "start"),
    [
        pytest.param("the 50th G7 summit opened", None, "Apulia", "2024-06-13", id="ordinal"),
        pytest.param("at the G7 summit in Hiroshima", None, "Hiroshima", "2023-05-19", id="place"),
        pytest.param("the G7 Hiroshima summit ended", None, "Hiroshima", "2023-05-19", id="inside"),
        pytest.param("at the Hiroshima summit", None, "Hiroshima", "2023-05-19", id="place before"),
        pytest.param(
            "the Group of Seven (G7) summit in southern Italy",
            None,
            "Apulia",
            "2024-06-13",
            id="in full",
        ),
        pytest.param(
            "a NATO summit in the Lithuanian capital",
            None,
            "Vilnius",
            "2023-07-11",
            id="its country",
        ),
        pytest.param(
            "NATO's summit, due to begin in Washington on July 9,",
            None,
            "Washington",
            "2024-07-09",
            id="place behind a verb",
        ),
        pytest.param("the NATO summit in July 2023", None, "Vilnius", "2023-07-11", id="month"),
        pytest.param("the 2023 NATO summit", None, "Vilnius", "2023-07-11", id="year"),
        pytest.param("the summit of NATO leaders in Madrid", None, "Madrid", "2022-06-28", id="of"),
        pytest.param(
            "the upcoming NATO summit", SUMMER_2024, "Washington", "2024-07-09", id="upcoming"
        ),
        pytest.param(
            "last year's NATO summit", SUMMER_2024, "Vilnius", "2023-07-11", id="last year"
        ),
        pytest.param(
            "It was agreed at the NATO summit.", AUTUMN_2023, "Vilnius", "2023-07-11", id="past"
        ),
        pytest.param(
            "It was announced during the G7 summit on Wednesday.",
            date(2023, 12, 8),
            "Japanese presidency",
            "2023-12-06",
            id="a weekday finds the video summit",
        ),
        pytest.param(
            "the Ukraine Recovery Conference in Berlin", None, "Berlin", "2024-06-11", id="recovery"
        ),
        pytest.param(
            "a Japanese-Ukrainian conference held in Tokyo",
            None,
            "Promotion of Economic Growth and Reconstruction",
            "2024-02-19",
            id="Japanese-Ukrainian",
        ),
        pytest.param(
            "the reconstruction conference in Tokyo",
            None,
            "Promotion of Economic Growth and Reconstruction",
            "2024-02-19",
            id="the one in Tokyo",
        ),
        pytest.param(
            "the “Summit on Peace in Ukraine” in Switzerland",
            None,
            "Buergenstock",
            "2024-06-15",
            id="quoted",
        ),
        pytest.param(
            "the peace conference at the Swiss resort of Buergenstock",
            None,
            "Buergenstock",
            "2024-06-15",
            id="peace conference",
        ),
        pytest.param(
            "NATO leaders will gather next week for a summit in Washington.",
            None,
            "Washington",
            "2024-07-09",
            id="the group before, the place behind",
        ),
        pytest.param(
            "They met in Washington during the NATO summit.",
            None,
            "Washington",
            "2024-07-09",
            id="the place before",
        ),
        pytest.param(
            "Tokyo hosted a conference on Ukraine's economic growth and reconstruction.",
            date(2024, 2, 20),
            "Promotion of Economic Growth and Reconstruction",
            "2024-02-19",
            id="its subject",
        ),
        pytest.param(
            "the Swiss peace summit", None, "Buergenstock", "2024-06-15", id="peace summit"
        ),
        pytest.param("the third Crimea Platform", None, "Third", "2023-08-23", id="platform"),
        pytest.param(
            "the European Political Community summit in Granada",
            None,
            "Granada",
            "2023-10-05",
            id="EPC",
        ),
    ],
)
def test_a_name_leads_to_its_row(text: str, reference: date | None, name: str, start: str) -> None:
    (found,) = find_named_days(text, reference)
    assert (found.name, str(found.start)) == (name, start)
    assert found.day.basis == "reference"
    assert text[found.day.start : found.day.end] == found.day.quote


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        pytest.param("the G7 summit", None, id="which, nobody knows"),
        pytest.param("the G7 foreign ministers' meeting in Tokyo", SUMMER_2024, id="ministers"),
        pytest.param("the NATO summit in Bucharest", SUMMER_2024, id="a place not in the table"),
        pytest.param("the NATO summit in 2008", SUMMER_2024, id="a year not in the table"),
        pytest.param("the 34th G7 summit", SUMMER_2024, id="an ordinal not in the table"),
        pytest.param("a second peace summit", SUMMER_2024, id="one that never was"),
        pytest.param("the climate summit in Berlin", SUMMER_2024, id="another subject"),
        pytest.param("the G7 summit on Wednesday", date(2023, 3, 3), id="no summit that Wednesday"),
        pytest.param("the G7 summit on Wednesday", None, id="a weekday alone tells too little"),
        pytest.param("will host the G7 summit", date(2030, 1, 1), id="beyond the table"),
    ],
)
def test_what_no_row_fits_gives_nothing(text: str, reference: date | None) -> None:
    assert find_named_days(text, reference) == []


def test_bounds_must_agree_on_the_row() -> None:
    text = "Leaders will meet at the next NATO summit."
    inside = (date(2024, 2, 24), date(2024, 6, 13))
    across = (date(2023, 6, 1), date(2024, 6, 13))
    assert [found.name for found in find_named_days(text, inside)] == ["Washington"]
    assert find_named_days(text, across) == []


def test_what_is_told_of_it_is_kept() -> None:
    (past,) = find_named_days("It was agreed during the NATO summit in Vilnius.")
    (coming,) = find_named_days("He is slated to attend the peace summit in Switzerland.")
    assert (past.day.tense, coming.day.tense) == ("past", "future")


def test_every_row_of_the_table_is_found_by_family_and_place() -> None:
    for row in read_summits():
        if not row.places:
            continue
        noun = "" if row.family.lower().split()[-1] in ("summit", "conference") else " summit"
        families = {
            "Peace Formula advisers": "Peace Formula meeting",
            "Summit on Peace in Ukraine": "peace summit",
        }
        called = families.get(row.family, row.family + noun)
        if "(" in called or "Platform" in called:
            continue
        town = row.place.split(",")[0]
        names = {
            found.start for found in find_named_days(f"the {row.start.year} {called} in {town}")
        }
        assert names == {row.start}, (called, town)
