"""From events to the rows of the timeline."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest
from figures.samples import Sample, article, claim, entry, event, sample

from ukjp.reconciling.happening_names import is_name
from ukjp.reconciling.series import negotiation_span, negotiation_timeline


def told(*events: dict) -> pd.DataFrame:
    return negotiation_timeline(sample(events=list(events)))


def test_the_five_articles_in_lanes(five: Sample) -> None:
    table = negotiation_timeline(five)
    assert table["lane"].value_counts().to_dict() == {
        "negotiation": 4, "aid": 3, "diplomacy": 8, "context": 6,
    }  # fmt: skip
    assert table.loc[table["status"] == "planned", "what"].tolist() == [
        "peace summit", "NATO summit in Washington",
    ]  # fmt: skip


def test_one_happening_in_two_articles_is_one_row_with_both_events(five: Sample) -> None:
    table = negotiation_timeline(five)
    declaration = table.loc[table["type"] == "declaration"].iloc[0]
    assert len(declaration["event_ids"].split()) == 2
    assert declaration["date"] == "2023-07-12"
    assert len(declaration["article_ids"].split()) == 2


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        pytest.param({"what": "call"}, {"what": "phone call"}, 1, id="the same call"),
        pytest.param({"parties": "Ukraine; Japan"}, {"parties": "Ukraine; Italy"}, 2,
                     id="other parties"),
        pytest.param({"parties": "Ukraine; Japan"}, {"parties": "Ukraine"}, 1,
                     id="one names fewer parties"),
        pytest.param({"what": "call with Kuleba"}, {"what": "call with Zelensky"}, 2,
                     id="other names"),
        pytest.param({"what": "first call"}, {"what": "second call"}, 2, id="other ordinals"),
        pytest.param({"status": "planned"}, {}, 1, id="planned in one, done in the other"),
    ],
)  # fmt: skip
def test_what_makes_one_happening(first: dict, second: dict, rows: int) -> None:
    day = "2024-04-03"
    table = told(
        event("a", 1, "call", **({"what": "call"} | first), day=day),
        event("b", 1, "call", **({"what": "call"} | second), day=day),
    )
    assert len(table) == rows


def test_days_of_a_happening_are_the_narrowest() -> None:
    table = told(
        event("a", 1, "signing", "signing", "2024-06"),
        event("b", 1, "signing", "signing", "2024-06-13"),
    )
    assert table["date"].tolist() == ["2024-06-13"]
    assert table["precision"].tolist() == ["day"]


def test_a_planned_happening_that_took_place_happened() -> None:
    table = told(
        event("a", 1, "signing", "signing", "2024-06-13", status="planned"),
        event("b", 1, "signing", "signing", "2024-06-13"),
    )
    assert table["status"].tolist() == ["occurred"]


def test_summits_of_the_same_days_in_other_places_are_two() -> None:
    table = told(
        event("a", 1, "summit", "G7 summit", "2024-06-13", date_latest="2024-06-15"),
        event("b", 1, "summit", "Summit on Peace", "2024-06-15", date_latest="2024-06-16"),
    )
    assert len(table) == 2
    assert set(table["precision"]) == {"lasts"}


def test_a_wide_bound_does_not_swallow_a_dated_call() -> None:
    table = told(
        event("a", 1, "call", "call", "", date="", date_basis="bounded",
              date_earliest="2024-01-01", date_latest="2024-06-01"),
        event("b", 1, "call", "call", "2024-04-03"),
    )  # fmt: skip
    assert sorted(table["precision"]) == ["day", "within"]


def test_what_concerns_neither_party_is_not_shown() -> None:
    assert told(event("a", 1, "call", "call", "2024-04-03", excluded_because="context")).empty


def test_pledges_are_the_ledgers(five: Sample) -> None:
    table = negotiation_timeline(five)
    aid = table.loc[table["lane"] == "aid"].set_index("ledger_id")
    assert aid.loc["L-pledge", "event_ids"] == "001_e771c5d0828bcf05-e870"
    assert aid.loc["L-again", "role"] == "restatement"
    assert aid.loc["L-receipt", "claim_ids"] == "000_cbeb73633f10d832-1223"


def test_a_pledge_event_goes_to_the_nearest_pledge_of_its_article() -> None:
    day = "2024-01-10"
    data = sample(
        articles=[article("a", day)],
        claims=[claim("a", 100, 1e9, "commitment"), claim("a", 900, 2e9, "commitment")],
        events=[event("a", 880, "pledge", "a pledge", day)],
        ledger=[entry("L1", "commitment", 1e9, day, "a-100", counts_in_total=True),
                entry("L2", "commitment", 2e9, day, "a-900", counts_in_total=True)],
    )  # fmt: skip
    table = negotiation_timeline(data).set_index("ledger_id")
    assert table.loc["L2", "event_ids"] == "a-e880"
    assert table.loc["L1", "event_ids"] == ""


def test_the_order_of_events_changes_nothing(five: Sample) -> None:
    shuffled = dataclasses.replace(five, events=five.events.iloc[::-1].reset_index(drop=True))
    pd.testing.assert_frame_equal(negotiation_timeline(five), negotiation_timeline(shuffled))


def test_telling_everything_twice_adds_no_row(five: Sample) -> None:
    again = five.events.assign(
        article_id="copy_" + five.events["article_id"], event_id="copy_" + five.events["event_id"]
    )
    doubled = dataclasses.replace(five, events=pd.concat([five.events, again], ignore_index=True))
    assert len(negotiation_timeline(doubled)) == len(negotiation_timeline(five))


def test_250_days_from_first_round_to_signing(five: Sample) -> None:
    span = negotiation_span(negotiation_timeline(five), "Japan")
    assert span is not None
    assert (span.low, span.high, span.begin, span.finish) == (250, 250, "first round", "signing")
    assert span.begin_day == dt.date(2023, 10, 7)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([("negotiation_round", "2023-10-07")], None, id="no signing"),
        pytest.param([("signing", "2024-06-13")], None, id="no beginning"),
        pytest.param([("declaration", "2023-07-12"), ("signing", "2024-06-13")], (337, 337),
                     id="from the declaration"),
        pytest.param([("negotiation_round", "2023-10"), ("signing", "2024-06-13")], (226, 256),
                     id="a month is a bound"),
        pytest.param([("negotiation_round", "2024-06"), ("signing", "2024-06-13")], None,
                     id="the order is open"),
    ],
)  # fmt: skip
def test_spans_as_far_as_they_are_known(
    events: list[tuple[str, str]], expected: tuple[int, int] | None
) -> None:
    table = told(*(event("a", n, kind, kind, day) for n, (kind, day) in enumerate(events)))
    span = negotiation_span(table, "Japan")
    assert (span and (span.low, span.high)) == expected


def test_a_planned_signing_ends_no_span() -> None:
    table = told(
        event("a", 1, "negotiation_round", "first round", "2023-10-07"),
        event("a", 2, "signing", "signing", "2024-06-13", status="planned"),
    )
    assert negotiation_span(table, "Japan") is None


def test_another_countrys_signing_ends_no_span() -> None:
    table = told(
        event("a", 1, "negotiation_round", "first round", "2023-10-07"),
        event("a", 2, "signing", "signing", "2024-02-24", parties="Ukraine; Italy"),
    )
    assert negotiation_span(table, "Japan") is None


def test_known_events_join_in_only_when_asked_and_never_twice(five: Sample) -> None:
    plain, more = (negotiation_timeline(five, show_reference=shown) for shown in (False, True))
    added = more.loc[more["role"] == "reference"]
    assert len(added) == len(more) - len(plain) > 5
    assert "signing" not in set(added["type"])
    assert added["date_earliest"].max() <= pd.Timestamp("2024-06-13")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("NATO summit, Vilnius", True),
        ("first round of talks", True),
        ("The leaders then agreed to meet again before the end of", False),
        ("a sentence that was cut …", False),
        ("They met.", False),
        ("", False),
    ],
)
def test_names_and_pieces_of_sentences(words: str, name: bool) -> None:
    assert is_name(words) is name
