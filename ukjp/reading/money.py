"""Amounts of money in prose: text in, a list of amounts with exact spans out.

One pass finds digits, another number words beside a magnitude; each find is then read locally: the
currency beside it, its neighbours in a list or range, its qualifier, and what it converts. The
cost is linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ukjp.reading.amount_lists import Quantity, resolve_lists
from ukjp.reading.currencies import Resolver, find_currency_after, find_currency_before
from ukjp.reading.numerals import (
    MAGNITUDES,
    QUANTITY,
    Number,
    find_word_numbers,
    parse_digits,
    uses_decimal_comma,
)
from ukjp.reading.qualifiers import find_qualifier


class Amount(NamedTuple):
    """One amount of money and where it stands.

    `text[start:end] == quote` is the amount with its currency and without its qualifier. `amount`
    is in units of `currency` (ISO 4217), never in millions; `amount_max` is the upper end of a
    range and None otherwise. `currency_basis` is "stated", or "assumed" where the sign is shared by
    several countries and nothing tells which. `qualifier` is a code of vocabulary.QUALIFIERS,
    `qualifier_text` the words as written. `conversion_of` is the index, in the same list, of the
    amount that this one gives in another currency.
    """

    start: int
    end: int
    quote: str
    amount: float
    amount_max: float | None
    currency: str
    currency_basis: str
    qualifier: str
    qualifier_text: str | None
    conversion_of: int | None


_BULLET = re.compile(r"(?:^|[\r\n])\s{0,8}$")
_MINUS_WORD = re.compile(r"\b(?:of|at|to|was|is|stood|from|a)\s+(minus\s)$")


def find_amounts(text: str, *, home_currency: str | None = None) -> list[Amount]:
    """Return the amounts of money in a text, in order of their place.

    `home_currency` is the ISO code that a bare "$", "dollars" or "kroner" stands for where the
    article's country is clear; without it "$" is read as USD and marked assumed. Any str is
    accepted, none raises.
    """
    resolver = Resolver(text, home_currency)
    quantities = resolve_lists(text, _find_quantities(text, resolver))
    amounts: list[Amount] = []
    low = 0
    for quantity in quantities:
        amounts.append(_build_amount(text, quantity, low))
        low = quantity.end
    return amounts


def _build_amount(text: str, quantity: Quantity, low: int) -> Amount:
    start, end = quantity.start, quantity.end
    code, words = find_qualifier(text, start, end, low)
    if quantity.plus and code == "exact":
        code, words = "at_least", "+"
    if quantity.upper is not None:
        code, words = "range", quantity.range_word or words
    return Amount(
        start, end, text[start:end], quantity.value, quantity.upper, quantity.currency,
        quantity.basis, code, words, None,
    )  # fmt: skip


def _find_quantities(text: str, resolver: Resolver) -> list[Quantity]:
    words = find_word_numbers(text)
    taken = [(w.start, w.end) for w in words]
    found = [_with_currency(text, resolver, w.start, w.end, w.number, False) for w in words]
    at = 0
    decimal_comma: bool | None = None
    for match in QUANTITY.finditer(text):
        start, end = match.span()
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at < len(taken) and taken[at][0] < end:
            continue
        raw, glyph, plus, long, longer, short = match.groups()
        scaled = bool(long or short)
        if "," in raw and scaled and decimal_comma is None:
            decimal_comma = uses_decimal_comma(text)
        parsed = parse_digits(raw, scaled=scaled, decimal_comma=bool(decimal_comma))
        if parsed is None:
            continue
        mantissa, grouped = parsed
        exponent = sum(MAGNITUDES.get(m, 0) or MAGNITUDES.get(m.lower().rstrip("s"), 0)
                       for m in (long, longer, short) if m)
        number = Number(mantissa, exponent, scaled, grouped)
        found.append(_with_currency(text, resolver, start, end, number, bool(plus)))
    kept = [quantity for quantity in found if quantity is not None]
    kept.sort(key=lambda quantity: quantity.start)
    return kept


def _with_currency(
    text: str, resolver: Resolver, start: int, end: int, number: Number, plus: bool
) -> Quantity | None:
    sized = number.scaled or number.grouped
    before = find_currency_before(text, start, sized=sized)
    after = find_currency_after(text, end, sized=sized, year=False)
    begin = before.at if before else start
    if begin and before is None and (text[begin - 1].isalnum() or text[begin - 1] == "_"):
        return None
    currency, basis = resolver.resolve(before.key) if before else ("", "")
    side = "before" if before else ""
    if after is not None:
        if before is None:
            currency, basis = resolver.resolve(after.key)
            side, end = "after", after.at
        else:
            end = after.at if resolver.resolve(after.key)[0] == currency else end
    return Quantity(begin, end, number.value, number, currency, basis, side, plus, None, None)
