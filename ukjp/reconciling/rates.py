"""The European Central Bank's reference rates of a day, offline.

The rates travel with the package CurrencyConverter. A currency or a day without a rate gives None,
and the row says so; nothing is estimated. Rates are not published on weekends and holidays: the
last banking day before holds, and `Rate.day` names it.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZipFile

from ukjp.errors import ParameterError

if TYPE_CHECKING:
    from currency_converter import CurrencyConverter

    from ukjp.reading.claims import Claim

SOURCE = "ECB reference rate"
NO_RATE = "no rate known: stays in its own currency"
_FIRST = date(1999, 1, 4)
_OLDEST = 10
"""Days a rate may be old: more than the longest run of holidays, Christmas to New Year."""


class Rate(NamedTuple):
    """What one unit of a currency is worth in another (US dollars unless another was asked for).

    `day` is the banking day of the rate, `source` who published it.
    """

    usd: float
    day: date | None
    source: str


@cache
def find_rate(currency: str, day: date | None, into: str = "USD") -> Rate | None:
    """Return the rate from `currency` into `into` on `day` or the last banking day before it.

    None where the European Central Bank quotes no such currency (the hryvnia, for one), has not
    quoted it for ten days up to `day`, or where no day is known.
    """
    if currency == into:
        return Rate(1.0, day, "same currency")
    rates = _converter()
    if day is None or day < _FIRST or not {currency, into} <= rates.currencies:
        return None
    from currency_converter import RateNotFoundError

    for back in range(_OLDEST + 1):
        banking = day - timedelta(days=back)
        try:
            return Rate(float(rates.convert(1.0, currency, into, date=banking)), banking, SOURCE)
        except RateNotFoundError:  # no banking day, or a day the rates do not reach
            continue
    return None


@cache
def _converter() -> CurrencyConverter:
    from currency_converter import CurrencyConverter

    return CurrencyConverter()


@cache
def _quoted() -> frozenset[str]:
    """Return every currency with rates, from the table's head: the rates would take 20 MB."""
    from currency_converter.currency_converter import CURRENCY_FILE

    with ZipFile(CURRENCY_FILE) as packed, packed.open(packed.namelist()[0]) as table:
        _, *codes = table.readline().decode().strip(", \r\n").split(",")
    return frozenset(codes) | {"EUR"}


def usd_of(claim: Claim) -> float | None:
    """Return the figure in US dollars at the rate of its day, None where there is no rate."""
    rate = find_rate(claim.currency, claim.as_of_latest)
    return None if rate is None else claim.amount * rate.usd


@cache
def check_currency(code: str) -> str:
    """Return the ISO 4217 code of a currency that amounts can be converted into.

    Raises ParameterError where the European Central Bank quotes no such currency.
    """
    known = _quoted()
    if code.upper() not in known:
        raise ParameterError(
            f"{code!r} has no rate of the European Central Bank; write one of "
            f"{', '.join(sorted(known))}"
        )
    return code.upper()


def known_currency(code: str) -> bool:
    """Tell whether this is an ISO 4217 code, with or without a rate."""
    from babel.numbers import list_currencies

    return len(code) == 3 and code in list_currencies("en")
