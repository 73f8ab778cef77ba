"""Amounts as numbers with bounds and as words: what a stated figure allows, and how it is told.

Reasons, checks and explanations tell amounts in one way ("$12.1bn", "¥1.87tn", "NOK 75bn"), the
way the charts tell them.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel.numbers import get_currency_symbol

from ukjp.reading.claims import Claim

_UNITS = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))
_SIGNS = {"CAD": "C$", "JPY": "¥", "CNY": "CN¥"}
_BOUND_WORDS = {"at_least": "more than ", "about": "about ", "nearly": "nearly ", "up_to": "up to "}
_LARGEST = 1e30
"""Beyond this no amount is money: it is told as a bare number."""

_EXACTNESS = ("exact", "range", "about", "nearly", "at_least", "up_to")


@cache
def currency_sign(currency: str) -> str:
    """Return "$", "€", "¥"; a code and a no-break space where a currency has no sign."""
    sign = _SIGNS.get(currency) or get_currency_symbol(currency, "en_US")
    return sign + "\N{NO-BREAK SPACE}" if sign[-1:].isalpha() else sign


def tell_amount(amount: float, currency: str) -> str:
    """Return an amount of `currency` units in words: "$12.1bn"; two decimals at most."""
    if not abs(amount) < _LARGEST:
        return f"{currency_sign(currency)}{amount:.3g}"
    exact = abs(Decimal(repr(float(amount))))
    size, unit = _unit_of(exact)
    number = _rounded(exact / size)
    if number >= 1000:
        size, unit = _unit_of(number * size)
        number = _rounded(exact / size)
    text = f"{number:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{'−' if amount < 0 else ''}{currency_sign(currency)}{text}{unit}"


def _unit_of(amount: Decimal) -> tuple[Decimal, str]:
    nudged = amount * (1 + Decimal("1e-9"))
    return next(((size, unit) for size, unit in _UNITS if nudged >= size), (Decimal(1), ""))


def _rounded(number: Decimal) -> Decimal:
    places = 2 if number < 100 else 1 if number < 1000 else 0
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def tell_bound(low: float, high: float | None, currency: str, qualifier: str) -> str:
    """Return an amount with its bound: "more than $12bn", "up to $5bn", "$5bn to $6bn"."""
    if qualifier == "up_to" and high is not None:
        return f"up to {tell_amount(high, currency)}"
    if high is not None and high != low:
        return f"{tell_amount(low, currency)} to {tell_amount(high, currency)}"
    return f"{_BOUND_WORDS.get(qualifier, '')}{tell_amount(low, currency)}"


def amount_bounds(claim: Claim) -> tuple[float, float | None]:
    """Return the lowest and highest amount a figure allows; None where it sets no upper bound.

    "Over 7" gives (7, None), "up to 5" gives (0, 5), a range its ends. "About" and "nearly" name a
    point and stay one: their width is not stated, and `qualifier` keeps the word.
    """
    top = claim.amount_max if claim.amount_max is not None else claim.amount
    if claim.qualifier == "at_least":
        return claim.amount, None
    if claim.qualifier == "up_to":
        return 0.0, top
    return min(claim.amount, top), max(claim.amount, top)


def exactness(claim: Claim) -> int:
    """Return a rank: 0 for an exact figure, more for vaguer ones."""
    return _EXACTNESS.index(claim.qualifier) if claim.qualifier in _EXACTNESS else len(_EXACTNESS)


def amounts_equal(a: float, b: float, within: float = 0.001) -> bool:
    """Tell whether two amounts of one currency differ by no more than a share of the larger."""
    return abs(a - b) <= within * max(abs(a), abs(b))


def exact_step(amount: float) -> int:
    """Return a step on a scale where amounts that are equal share a step or stand on neighbours."""
    return _step(amount, 0.001)


def near_step(amount: float) -> int:
    """Return a step on a scale where amounts within 6 % share a step or stand on neighbours."""
    return _step(amount, 0.065)


def _step(amount: float, width: float) -> int:
    if not amount or not math.isfinite(amount):
        return -(10**9)
    return math.floor(math.log(abs(amount)) / width)
