"""Which figure is part of which: by example."""

from __future__ import annotations

import pytest
from reading.passages import claims_by_quote, read_passage

# text, then the whole's quote by the part's quote
WHOLES = [
    pytest.param(
        "Japan pledged $4 billion to Ukraine. Of that sum, $3 billion will be loans and"
        " $1 billion grants.",
        {"$3 billion": "$4 billion", "$1 billion": "$4 billion"}, id="of that sum",
    ),
    pytest.param(
        "Seoul announced 900 million dollars for Ukraine: 600 million dollars in loans and"
        " 300 million dollars in grants.",
        {"600 million dollars": "900 million dollars", "300 million dollars":
         "900 million dollars"}, id="a colon and a sum",
    ),
    pytest.param(
        "The €250 million German package for Ukraine includes €90 million for shelters.",
        {"€90 million": "€250 million"}, id="includes",
    ),
    pytest.param(
        "Canada will give Ukraine C$500 million, including C$76 million for F-16s.",
        {"C$76 million": "C$500 million"}, id="including",
    ),
    pytest.param(
        "Norway promised Ukraine 12 billion kroner. Half of it, 6 billion kroner, is for weapons.",
        {"6 billion kroner": "12 billion kroner"}, id="half of it",
    ),
    pytest.param(
        "Ukraine received $300 million of the $1.2 billion Japan had promised.",
        {"$300 million": "$1.2 billion"}, id="received of a promise",
    ),
    pytest.param(
        "Tokyo will lend Ukraine ¥120 billion. The first ¥40 billion is to be paid this year; the"
        " remaining ¥80 billion follows in 2025.",
        {"¥40 billion": "¥120 billion", "¥80 billion": "¥120 billion"}, id="first and remaining",
    ),
    pytest.param(
        "Britain's £225 million package for Ukraine comprises £92 million for air defence and"
        " £68 million for drones.",
        {"£92 million": "£225 million", "£68 million": "£225 million"}, id="comprises",
    ),
    pytest.param(
        "Japan's new grant to Ukraine is worth $100 million (energy $60 million, demining"
        " $40 million).",
        {"$60 million": "$100 million", "$40 million": "$100 million"}, id="in brackets",
    ),
    pytest.param(
        "Of Australia's A$110 million package for Ukraine, A$70 million goes to military"
        " assistance.", {"A$70 million": "A$110 million"}, id="the whole in front of the part",
    ),
    pytest.param(
        "Of the 3.4 billion dollars Japan set aside for Ukraine, grants make up 1.1 billion"
        " dollars. Of the grants, 200 million dollars pays for demining.",
        {"1.1 billion dollars": "3.4 billion dollars", "200 million dollars":
         "1.1 billion dollars"}, id="a part of a part",
    ),
    pytest.param(
        "Japan decided on Emergency Grant Aid of US$4.2 million for Ukraine. It will be provided"
        " through IOM (US$2.2 million), UNHCR (US$1.2 million) and WFP (US$0.8 million).",
        {"US$2.2 million": "US$4.2 million", "US$1.2 million": "US$4.2 million",
         "US$0.8 million": "US$4.2 million"}, id="ministry release: agencies in brackets",
    ),
    pytest.param(
        "Berlin approved €3 billion for Ukraine: €1.9 billion pays for Patriots - launchers account"
        " for €1.1 billion of that figure - and €750 million for drones.",
        {"€750 million": "€3 billion"}, id="the list goes on behind an aside",
    ),
    pytest.param(
        "Yoon said Seoul will provide $2.3 billion to Ukraine. It offers $300 million next year and"
        " $2 billion from 2025.",
        {"$300 million": "$2.3 billion", "$2 billion": "$2.3 billion"}, id="adds up, unmarked",
    ),
    pytest.param(
        "Japan gave Ukraine $20 million in 2022. Norway gave $15 million in 2023.",
        {"$15 million": None}, id="another giver's is no part",
    ),
    pytest.param(
        "Japan pledged $500 million to Ukraine in May and $300 million in June.",
        {"$300 million": None}, id="two pledges side by side",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), WHOLES)
def test_whole_of_a_part(text: str, wanted: dict[str, str | None]) -> None:
    found = claims_by_quote(text)
    by_id = {claim.claim_id: " ".join(claim.quote.split()) for claim in found.values()}
    assert {q: by_id.get(found[q].part_of or "") for q in wanted} == wanted


RAISES = [
    pytest.param(
        "Norway raises its aid to Ukraine from 12 billion kroner to 15 billion kroner.",
        {"12 billion kroner", "15 billion kroner"},
        id="headline: from and to",
    ),
    pytest.param(
        "Seoul will increase its humanitarian aid to Ukraine to $394 million next year from this"
        " year's $150 million.",
        {"$394 million"},
        id="to before from",
    ),
]


@pytest.mark.parametrize(("text", "levels"), RAISES)
def test_the_ends_of_a_raise_are_no_parts(text: str, levels: set[str]) -> None:
    found = claims_by_quote(text)
    assert {q for q in levels if found[q].part_of is not None} == set()
    assert "component" not in {found[q].kind for q in levels}


def test_a_part_is_never_larger_than_its_whole() -> None:
    text = "Of the $1 billion from Japan for Ukraine, including $3 billion, $2 billion is loans."
    rows = {claim.claim_id: claim for claim in read_passage(text).claims}
    assert all(
        row.part_of is None or row.amount <= rows[row.part_of].amount for row in rows.values()
    )
