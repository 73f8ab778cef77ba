"""US dollars at the European Central Bank's reference rate of a day, offline.

The rates travel with the package CurrencyConverter. A currency or a day without a rate gives None,
and the row says so; nothing is estimated.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from currency_converter import CurrencyConverter

SOURCE = "ECB reference rate"
_STALE = timedelta(days=10)


class Rate(NamedTuple):
    """US dollars for one unit of a currency, the day of the rate, and who published it."""

    usd: float
    day: date
    source: str


@cache
def _converter() -> CurrencyConverter:
    from currency_converter import CurrencyConverter

    return CurrencyConverter(fallback_on_wrong_date=True, fallback_on_missing_rate=True)


@cache
def find_rate(currency: str, day: date | None, into: str = "USD") -> Rate | None:
    """Return the rate from `currency` into `into` on `day` or the last banking day before it."""
    if currency == into:
        return Rate(1.0, day, "same currency") if day is not None else None
    if day is None:
        return None
    bounds = _converter().bounds
    days = [day]
    for code in {currency, into} - {"EUR"}:
        if code not in bounds:
            return None
        first, last = bounds[code]
        if not first <= day <= last + _STALE:
            return None
        days.append(min(day, last))
    banking = _last_banking_day(min(days), currency if currency != "EUR" else into)
    value = float(_converter().convert(1.0, currency, into, date=banking))
    return Rate(value, banking, SOURCE)


def _last_banking_day(day: date, currency: str) -> date:
    """The day whose rate holds on `day`: rates are not published on weekends and holidays."""
    rates = _converter()._rates[currency]  # noqa: SLF001 - no public way to ask for the days
    for back in range(11):
        candidate = day - timedelta(days=back)
        if rates.get(candidate) is not None:
            return candidate
    return day
