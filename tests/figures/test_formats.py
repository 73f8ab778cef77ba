"""Amounts, days and spans in words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjp.drawing import formats

D = dt.date
NBSP = "\N{NO-BREAK SPACE}"


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("amount", "currency", "chart", "prose"),
    [
        pytest.param(12.1e9, "USD", "$12.1bn", "$12.1 billion", id="announced total"),
        pytest.param(12e9, "USD", "$12bn", "$12 billion", id="no needless decimals"),
        pytest.param(984e6, "USD", "$984m", "$984 million", id="three digits"),
        pytest.param(1.87e12, "JPY", "¥1.87tn", "¥1.87 trillion", id="yen"),
        pytest.param(471.9e9, "JPY", "¥471.9bn", "¥471.9 billion", id="four digits as stated"),
        pytest.param(75e9, "NOK", "NOK 75bn", "NOK 75 billion", id="a code, not a sign"),
        pytest.param(500e6, "CAD", "C$500m", "C$500 million", id="another dollar"),
        pytest.param(5000, "EUR", "€5,000", "€5,000", id="thousands"),
        pytest.param(950.5, "GBP", "£950.5", "£950.5", id="less than a thousand"),
        pytest.param(999.96e6, "USD", "$1bn", "$1 billion", id="rounds into the next unit"),
        pytest.param(4.1 * 1e6, "USD", "$4.1m", "$4.1 million", id="a float a hair too small"),
        pytest.param(0, "USD", "$0", "$0", id="nothing"),
        pytest.param(-3e9, "EUR", "−€3bn", "−€3 billion", id="less than nothing"),
        pytest.param(1.2e15, "JPY", "¥1,200tn", "¥1,200 trillion", id="beyond the units"),
    ],
)
def test_amounts(amount: float, currency: str, chart: str, prose: str) -> None:
    assert plain(formats.format_amount(amount, currency)) == chart
    assert plain(formats.format_amount(amount, currency, "prose")) == prose


@pytest.mark.parametrize(
    ("value", "qualifier", "words"),
    [
        pytest.param(7e9, "at_least", "more than $7bn", id="over 7 billion"),
        pytest.param(12.149e9, "at_least", "more than $12.14bn", id="a floor is not rounded up"),
        pytest.param(12.141e9, "up_to", "up to $12.15bn", id="a ceiling is not rounded down"),
        pytest.param(4.1 * 1e6, "at_least", "more than $4.1m", id="nor down by a float's error"),
        pytest.param(1e9, "about", "about $1bn", id="about"),
        pytest.param(2e9, "nearly", "nearly $2bn", id="nearly"),
        pytest.param(3e9, "exact", "$3bn", id="exact"),
        pytest.param(None, "exact", "an unknown amount", id="unknown"),
    ],
)
def test_bounds_stay_bounds(value: float | None, qualifier: str, words: str) -> None:
    assert formats.format_bound(value, "USD", qualifier) == words


@pytest.mark.parametrize(
    ("low", "high", "currency", "chart", "prose"),
    [
        (5e9, 6e9, "USD", "$5–6bn", "between $5 billion and $6 billion"),
        (500e6, 2e9, "NOK", "NOK 500m–NOK 2bn", "between NOK 500 million and NOK 2 billion"),
    ],
)
def test_ranges(low: float, high: float, currency: str, chart: str, prose: str) -> None:
    for style, words in (("chart", chart), ("prose", prose)):
        said = formats.format_bound(high, currency, "range", style, low=low, high=high)  # type: ignore[arg-type]
        assert plain(said) == words


def test_a_floor_said_as_at_least_is_not_made_more() -> None:
    assert formats.format_bound(1e8, "USD", "at_least", floor="at least") == "at least $100m"


@given(st.floats(1, 1e15), st.sampled_from(["USD", "JPY", "NOK", "UAH"]))
def test_a_lower_bound_is_never_overstated(amount: float, currency: str) -> None:
    words = plain(formats.format_bound(amount, currency, "at_least"))
    assert words.startswith("more than ")
    number = words.removeprefix("more than ").lstrip("$¥NOKUAH ").replace(",", "")
    digits = number.rstrip("tnbm")
    unit = {"": 1, "m": 1e6, "bn": 1e9, "tn": 1e12}[number[len(digits) :]]
    assert float(digits) * unit <= amount * (1 + 1e-9)


@pytest.mark.parametrize(
    ("earliest", "latest", "lasting", "words"),
    [
        pytest.param(D(2024, 4, 3), D(2024, 4, 3), False, "3 Apr 2024", id="a day"),
        pytest.param(
            D(2024, 2, 24), D(2024, 6, 13), False, "between 24 Feb and 13 Jun 2024", id="bounds"
        ),
        pytest.param(
            D(2024, 6, 13), D(2024, 6, 15), False, "between 13 and 15 Jun 2024", id="one month"
        ),
        pytest.param(
            D(2023, 12, 30), D(2024, 1, 2), False, "between 30 Dec 2023 and 2 Jan 2024", id="years"
        ),
        pytest.param(D(2024, 6, 15), D(2024, 6, 16), True, "15–16 Jun 2024", id="two days long"),
        pytest.param(D(2024, 5, 31), D(2024, 6, 2), True, "31 May – 2 Jun 2024", id="over months"),
        pytest.param(D(2023, 7, 1), D(2023, 7, 31), False, "July 2023", id="a month"),
        pytest.param(D(2011, 1, 1), D(2011, 12, 31), False, "2011", id="a year"),
        pytest.param(D(2024, 2, 1), D(2024, 2, 29), False, "February 2024", id="leap February"),
        pytest.param(None, D(2024, 6, 13), False, "by 13 Jun 2024", id="open at the start"),
        pytest.param(D(2024, 6, 13), None, False, "since 13 Jun 2024", id="open at the end"),
        pytest.param(None, None, False, "on an unknown day", id="unknown"),
    ],
)
def test_days(earliest: D | None, latest: D | None, lasting: bool, words: str) -> None:
    assert plain(formats.format_days(earliest, latest, lasting=lasting)) == words


def test_days_in_prose_name_the_month_in_full() -> None:
    assert plain(formats.format_day("2023-12-06", "prose")) == "6 December 2023"
    assert plain(formats.format_day("2023-12")) == "December 2023"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(250, None, "250 days"), (1, 1, "1 day"), (240, 250, "between 240 and 250 days")],
)
def test_spans(low: int, high: int | None, words: str) -> None:
    assert formats.format_span(low, high) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (16, "16th"), (21, "21st"), (112, "112th")],
)
def test_ordinals(number: int, words: str) -> None:
    assert formats.format_ordinal(number) == words


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Japan", "Japan"),
        ("United States", "the United States"),
        ("World Bank", "the World Bank"),
        ("European Union", "the European Union"),
        ("IMF", "the IMF"),
        ("South Korea", "South Korea"),
    ],
)
def test_articles_before_names(name: str, said: str) -> None:
    assert formats.with_article(name) == said


def test_possessives() -> None:
    assert formats.possessive("Japan") == "Japan’s"
    assert formats.possessive("the United States") == "the United States’"


def test_dollars_stay_dollars_in_markdown() -> None:
    assert formats.escape_dollars("from $12bn to $12.1bn") == r"from \$12bn to \$12.1bn"


@given(st.text(max_size=30), st.text(max_size=30))
def test_anchors_are_valid_ids_and_tell_claims_apart(one: str, two: str) -> None:
    first, second = formats.evidence_anchor(one), formats.evidence_anchor(two)
    assert first.startswith("claim-")
    assert not any(letter.isspace() or letter in "\"'<>&#" for letter in first)
    assert (first == second) is (one == two)
