from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconciling.conftest import Articles

from ukjp.drawing.formats import format_amount
from ukjp.reconciling.amounts import (
    amount_bounds,
    amounts_equal,
    exact_step,
    near_step,
    tell_amount,
    tell_bound,
)

amounts = st.floats(1, 1e15, allow_nan=False)


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (12.1e9, "USD", "$12.1bn"),
        (984e6, "USD", "$984m"),
        (1.87e12, "JPY", "¥1.87tn"),
        (999.996e6, "USD", "$1bn"),
        (75e9, "NOK", "NOK\N{NO-BREAK SPACE}75bn"),
        (-2.5e9, "EUR", "−€2.5bn"),
        (0, "USD", "$0"),
    ],
)
def test_amounts_in_words(amount: float, currency: str, words: str) -> None:
    assert tell_amount(amount, currency) == words


@given(amounts, st.sampled_from(("USD", "JPY", "EUR", "NOK", "UAH", "CAD")))
def test_reasons_and_charts_tell_amounts_alike(amount: float, currency: str) -> None:
    assert tell_amount(amount, currency) == format_amount(amount, currency)


@pytest.mark.parametrize(
    ("bounds", "qualifier", "words"),
    [
        ((12e9, None), "at_least", "more than $12bn"),
        ((0.0, 5e9), "up_to", "up to $5bn"),
        ((5e9, 6e9), "range", "$5bn to $6bn"),
        ((5e9, 5e9), "about", "about $5bn"),
        ((5e9, 5e9), "exact", "$5bn"),
    ],
)
def test_bounds_in_words(bounds: tuple[float, float | None], qualifier: str, words: str) -> None:
    assert tell_bound(*bounds, "USD", qualifier) == words


@pytest.mark.parametrize(
    ("amount", "qualifier", "bounds"),
    [
        ("7bn USD", "at_least", (7e9, None)),
        ("5bn USD", "up_to", (0.0, 5e9)),
        ("5bn-6bn USD", "range", (5e9, 6e9)),
        ("5bn USD", "about", (5e9, 5e9)),
    ],
)
def test_what_a_figure_allows(
    articles: Articles, amount: str, qualifier: str, bounds: tuple[float, float | None]
) -> None:
    claim = articles.say("a", "Japan gives [it].", amount, qualifier=qualifier)
    assert amount_bounds(claim) == bounds


@given(amounts, st.floats(-0.0009, 0.0009))
def test_equal_amounts_share_a_step_or_stand_beside_it(amount: float, off: float) -> None:
    other = amount * (1 + off)
    assert amounts_equal(amount, other)
    assert abs(exact_step(amount) - exact_step(other)) <= 1


@given(amounts, st.floats(-0.06, 0.06))
def test_near_amounts_share_a_step_or_stand_beside_it(amount: float, off: float) -> None:
    assert abs(near_step(amount) - near_step(amount * (1 + off))) <= 1
