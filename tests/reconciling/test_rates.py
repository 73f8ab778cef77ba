from __future__ import annotations

from datetime import date

import pytest

from ukjp.reconciling import rates
from ukjp.reconciling.rates import SOURCE, find_rate, known_currency


@pytest.mark.parametrize(
    ("day", "banking_day"),
    [
        pytest.param(date(2024, 2, 19), date(2024, 2, 19), id="Monday"),
        pytest.param(date(2024, 2, 18), date(2024, 2, 16), id="Sunday: the Friday before"),
        pytest.param(date(2024, 4, 1), date(2024, 3, 28), id="Easter Monday: before Good Friday"),
        pytest.param(date(2024, 1, 1), date(2023, 12, 29), id="New Year"),
    ],
)
def test_the_last_banking_day_holds(day: date, banking_day: date) -> None:
    rate = find_rate("JPY", day)
    assert rate is not None
    assert (rate.day, rate.source) == (banking_day, SOURCE)
    assert rate == find_rate("JPY", banking_day)


def test_a_yen_figure_in_dollars_of_its_day() -> None:
    """105.4 million by the rate; the outlets said 105, 104 and 100."""
    rate = find_rate("JPY", date(2024, 2, 19))
    assert rate is not None
    assert 15.8e9 * rate.usd == pytest.approx(105.37e6, rel=1e-3)


def test_there_and_back() -> None:
    there = find_rate("EUR", date(2024, 6, 13))
    back = find_rate("USD", date(2024, 6, 13), "EUR")
    assert there is not None
    assert back is not None
    assert there.usd * back.usd == pytest.approx(1)


@pytest.mark.parametrize(
    ("currency", "day"),
    [
        pytest.param("UAH", date(2024, 6, 13), id="hryvnia: not quoted"),
        pytest.param("RUB", date(2024, 6, 13), id="rouble: no longer quoted"),
        pytest.param("HRK", date(2023, 6, 1), id="kuna: replaced by the euro"),
        pytest.param("JPY", date(1998, 6, 1), id="before the euro"),
        pytest.param("JPY", date(1, 1, 1), id="first day there is"),
        pytest.param("JPY", date(9999, 12, 31), id="day to come"),
        pytest.param("XXX", date(2024, 6, 13), id="no currency"),
        pytest.param("JPY", None, id="no day"),
    ],
)
def test_nothing_is_estimated(currency: str, day: date | None) -> None:
    assert find_rate(currency, day) is None


def test_one_currency_needs_no_day() -> None:
    rate = find_rate("USD", None)
    assert rate is not None
    assert (rate.usd, rate.day) == (1.0, None)


@pytest.mark.parametrize(
    ("code", "known"), [("USD", True), ("UAH", True), ("usd", False), ("$", False)]
)
def test_currency_codes(code: str, known: bool) -> None:
    assert known_currency(code) == known


def test_the_head_of_the_table_names_every_currency_with_rates() -> None:
    assert rates._quoted() == rates._converter().currencies
