"""The rows of the table of claims: form, purpose, scope, days, who says so."""

from __future__ import annotations

import datetime as dt

import pytest
from reading.passages import claims_by_quote, read_passage

FORMS = [
    pytest.param("Japan will lend Ukraine $780 million.", "$780 million", "loan", id="lends"),
    pytest.param(
        "Japan guaranteed World Bank loans to Ukraine worth $1.5 billion.", "$1.5 billion",
        "guarantee", id="guaranteed loans",
    ),
    pytest.param(
        "Tokyo extends a ¥10 billion grant to Ukraine.", "¥10 billion", "grant", id="grant",
    ),
    pytest.param(
        "Japan donated trucks worth $3 million to Ukraine.", "$3 million", "in_kind", id="trucks",
    ),
    pytest.param(
        "Oslo provides 275 million kroner in non-repayable funds to Ukraine.",
        "275 million kroner", "grant", id="non-repayable",
    ),
    pytest.param(
        "Seoul offers Ukraine $2 billion in long-term, low-interest loans.", "$2 billion", "loan",
        id="low-interest loans",
    ),
    pytest.param(
        "Japan will provide Ukraine with $500 million. The funds come in the form of preferential"
        " credit.", "$500 million", "loan", id="said in the next sentence",
    ),
    pytest.param(
        "Japan will lend Ukraine 250 billion won ($181 million) for a hospital.", "$181 million",
        "loan", id="a conversion has the form of what it converts",
    ),
    pytest.param("Japan promised Ukraine $55 million.", "$55 million", None, id="unsaid"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "form"), FORMS)
def test_instrument(text: str, quote: str, form: str | None) -> None:
    assert claims_by_quote(text)[quote].instrument == form


PURPOSES = [
    pytest.param("Japan gives Ukraine $37 million for mine clearance.", "humanitarian",
                 id="mine clearance"),
    pytest.param("Japan gives Ukraine $37 million to rebuild schools.", "reconstruction",
                 id="rebuild"),
    pytest.param("Berlin gives Ukraine $37 million in air defence missiles.", "military",
                 id="missiles"),
    pytest.param("Japan gives Ukraine $37 million in budget support.", "budget", id="budget"),
    pytest.param("Japan gives Ukraine $37 million for power substations and transformers.",
                 "energy", id="transformers"),
    pytest.param("Japan gives Ukraine $37 million.", None, id="unsaid"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sector"), PURPOSES)
def test_sector(text: str, sector: str | None) -> None:
    assert claims_by_quote(text)["$37 million"].sector == sector


DAYS = [
    pytest.param("Japan pledged Ukraine $55 million on June 13.", (13, 13), id="its own day"),
    pytest.param("On Monday Japan announced $55 million for Ukraine.", (17, 17), id="weekday"),
    pytest.param("Japan will give Ukraine $55 million.", (18, 18), id="the article's"),
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_day_of_a_pledge(text: str, days: tuple[int, int]) -> None:
    claim = claims_by_quote(text)["$55 million"]
    wanted = tuple(dt.date(2024, 6, day) for day in days)
    assert (claim.as_of_earliest, claim.as_of_latest) == wanted


def test_a_conversion_is_what_it_converts() -> None:
    text = "Japan will lend Ukraine 15.8 billion yen ($105 million) for heating."
    found = claims_by_quote(text)
    yen, dollars = found["15.8 billion yen"], found["$105 million"]
    assert dollars.conversion_of == yen.claim_id
    assert (dollars.kind, dollars.donor, dollars.instrument) == (yen.kind, "Japan", "loan")


def test_a_level_keeps_its_bound() -> None:
    claim = claims_by_quote("Japan has given Ukraine over $7 billion since February 2022.")[
        "$7 billion"
    ]
    assert (claim.kind, claim.qualifier, claim.qualifier_text) == (
        "cumulative_total", "at_least", "over",
    )  # fmt: skip


def test_every_row_says_what_decided_it() -> None:
    text = "Japan pledged $2 million to Ukraine. Its trade with Ukraine came to $600 million."
    assert all(claim.rule for claim in read_passage(text).claims)


def test_money_of_a_feed_counts_for_nothing() -> None:
    text = (
        "Japan gives Ukraine new generators\n\nJapan handed Kyiv generators worth $2 million on"
        " Monday, the embassy said.\n\nLatest news\n\nJapan pledges $9 billion to Ukraine\n"
    )
    found = claims_by_quote(text)
    assert found["$2 million"].in_scope
    assert found["$9 billion"].excluded_because == "page_furniture"


def test_headline_and_lead_have_one_meaning() -> None:
    text = (
        "Tokyo grants Ukraine 16 billion yen\n\nJapan will provide Ukraine with 16 billion yen to"
        " repair its grid, the Foreign Ministry said on Monday.\n"
    )
    assert {claim.kind for claim in read_passage(text).claims} == {"commitment"}
