"""Do the figures agree? The findings are sentences; these tests read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from reconciling.conftest import Articles, five_articles, reconcile
from reconciling.strategies import corpora

from ukjp.reading.claims import Claim
from ukjp.reconciling.checks import CHECK_COLUMNS, check_ledger
from ukjp.reconciling.headlines import announced_total, counted_increments
from ukjp.tables import frame_of


def ledger(claims: Iterable[Claim]) -> pd.DataFrame:
    return frame_of("ledger", reconcile(claims)[1])


def findings(claims: Iterable[Claim], check: str) -> list[tuple[str, str]]:
    table = check_ledger(ledger(claims))
    assert tuple(table.columns) == CHECK_COLUMNS
    found = table[table["check"] == check]
    return list(zip(found["agrees"], found["finding"], strict=True))


@pytest.mark.parametrize(
    ("known_on", "words"),
    [
        ("2023-12-08", "more than $7bn"),
        ("2024-04-03", "more than $12bn"),
        ("2024-06-13", "$12.1bn"),
    ],
)
def test_the_announced_total_of_the_five_articles(known_on: str, words: str) -> None:
    known = [c for c in five_articles() if c.as_of_latest and str(c.as_of_latest) <= known_on]
    total = announced_total(ledger(known))
    assert total is not None
    assert total.words == words
    assert (total.high is None) == words.startswith("more")
    assert set(total.claims) <= {c.claim_id for c in known}


def test_no_total_no_headline(articles: Articles) -> None:
    articles.say("a", "Japan pledged [$1 billion].", "1bn USD", "2024-01-10")
    assert announced_total(ledger(articles.claims)) is None
    assert announced_total(ledger([])) is None


def test_a_total_in_dollars_goes_before_one_at_a_rate(articles: Articles) -> None:
    articles.say(
        "a", "Aid of [1.9 trillion yen] so far.", "1.9tn JPY", "2024-04-19", "cumulative_total"
    )
    articles.say(
        "b", "Aid of [$12.1 billion] so far.", "12.1bn USD", "2024-04-19", "cumulative_total"
    )
    total = announced_total(ledger(articles.claims))
    assert total is not None
    assert total.words == "$12.1bn"
    articles.say(
        "c", "Aid of [2.6 trillion yen] so far.", "2.6tn JPY", "2025-04-18", "cumulative_total"
    )
    total = announced_total(ledger(articles.claims))
    assert total is not None
    assert total.words == "¥2.6tn"


def test_the_sum_of_pledges_of_the_five_articles() -> None:
    pledges = counted_increments(ledger(five_articles()))
    assert (pledges.low, pledges.high, pledges.undecided) == (4.5e9, 4.5e9, 4.5e9)
    assert pledges.ledger_ids == ("L-001-19",)


def test_pledges_without_a_rate_are_named(articles: Articles) -> None:
    hryvnia = articles.say("a", "Japan pledged [5 billion hryvnias].", "5bn UAH", "2024-01-10")
    table = ledger(articles.claims)
    assert counted_increments(table).without_rate == (f"L-{hryvnia.claim_id}",)
    ((agrees, words),) = findings(articles.claims, "currency without a rate")
    assert agrees == "open"
    assert "UAH" in words


def test_no_more_order_than_the_texts_give() -> None:
    """Seven, two days after the pledge of 4.5: it may include it or not. Then twelve."""
    first, second = findings(five_articles(), "totals in turn")
    assert first[0] == "open"
    for words in (
        "more than $7bn",
        "$5bn apart",
        "$4.5bn (2023-12-06)",
        "$7.5bn or more",
        "allows",
    ):
        assert words in first[1]
    assert second[0] == "yes"
    assert second[1] == (
        "more than $12bn (2024-04-03) and $12.1bn (2024-02-24 to 2024-06-13): the texts do not say "
        "which was stated first; both can be one total."
    )


@pytest.mark.parametrize(
    ("pledged", "later", "agrees", "words"),
    [
        pytest.param("2bn", "9bn", "yes", "grew by $2bn", id="explains the growth"),
        pytest.param("1bn", "9bn", "no", "at least $1bn are not told", id="too little"),
        pytest.param("4bn", "9bn", "no", "$2bn more than", id="too much"),
        pytest.param("1bn", "6bn", "no", "fell", id="falls"),
    ],
)
def test_exact_totals(
    articles: Articles, pledged: str, later: str, agrees: str, words: str
) -> None:
    articles.say("a", "Aid of [$7 billion] so far.", "7bn USD", "2023-01-10", "cumulative_total")
    articles.say("b", "Japan pledged [an amount].", f"{pledged} USD", "2023-06-10")
    articles.say("c", "Aid of [more] so far.", f"{later} USD", "2024-01-10", "cumulative_total")
    ((verdict, finding),) = findings(articles.claims, "totals in turn")
    assert verdict == agrees
    assert words in finding


def test_parts_of_the_five_articles() -> None:
    ((agrees, words),) = findings(five_articles(), "parts of a whole")
    assert agrees == "yes"
    assert words == "$3.5bn + $1bn make up $4.5bn (2023-12-06)."


def test_what_is_left_out_is_told() -> None:
    ((agrees, words),) = findings(five_articles(), "undecided money")
    assert agrees == "open"
    assert "until somebody decides" in words


def test_pledges_beyond_the_total_are_a_contradiction(articles: Articles) -> None:
    articles.say("a", "Japan pledged [$5 billion].", "5bn USD", "2023-01-10")
    articles.say("b", "Aid of [$3 billion] so far.", "3bn USD", "2023-06-10", "cumulative_total")
    ((agrees, words),) = findings(articles.claims, "pledges in the total")
    assert agrees == "no"
    assert "exceed" in words


@settings(max_examples=20)
@given(corpora())
def test_checks_are_made_of_any_ledger(corpus: list[list[Claim]]) -> None:
    table = ledger(claim for article in corpus for claim in article)
    known = set(table["ledger_id"])
    for row in check_ledger(table).itertuples():
        assert row.agrees in {"yes", "no", "open"}
        assert str(row.finding).endswith(".")
        assert set(str(row.ledger_ids).split()) <= known


def test_days_are_dates() -> None:
    total = announced_total(ledger(five_articles()))
    assert total is not None
    assert (total.date_earliest, total.date_latest) == (date(2024, 2, 24), date(2024, 6, 13))
