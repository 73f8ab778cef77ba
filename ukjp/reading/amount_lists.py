"""Amounts that lean on each other: ranges, sums, and a currency or magnitude said once."""

from __future__ import annotations

from typing import NamedTuple

from ukjp.reading.numerals import Number


class Quantity(NamedTuple):
    """A number with what stands beside it; `currency` is empty while none is known.

    `side` tells where the currency was written: "before", "after" or "" (none, or carried).
    `upper` and `range_word` are set for ranges; `plus` marks "12+ billion".
    """

    start: int
    end: int
    value: float
    number: Number
    currency: str
    basis: str
    side: str
    plus: bool
    upper: float | None
    range_word: str | None


def resolve_lists(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Return the quantities that are money, with carried currencies and ranges joined."""
    return [quantity for quantity in quantities if quantity.currency]
