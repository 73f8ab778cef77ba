"""Amounts of money in prose: text in, a list of amounts with exact spans out.

One pass finds digits, another number words beside a magnitude; each find is then read locally: the
currency beside it, its neighbours in a list or range, its qualifier, and what it converts. The
cost is linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ukjp.reading.amount_lists import Quantity, resolve_lists
from ukjp.reading.conversions import find_conversions
from ukjp.reading.currencies import find_currency_after, find_currency_before, find_dollar_owner
from ukjp.reading.currency_families import Resolver
from ukjp.reading.ellipses import carry_far
from ukjp.reading.number_words import find_numbers
from ukjp.reading.numerals import WrittenNumber, points_as_thousands
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


# Characters that look like a plain one, replaced one for one so that offsets stay: full-width
# digits and signs, hyphens that do not break, blanks and marks that cannot be seen.
_ODD = "０１２３４５６７８９＄￥￡．，‐‑\u200b\u200e\u200f\u2060\u2066\u2067\u2069\ufeff"
_PLAIN = str.maketrans(_ODD, "0123456789$¥£.,--" + " " * 8)
_HAS_ODD = re.compile(f"[{_ODD}]")
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_LINE_START = re.compile(r"(?:^|[\r\n])[^\S\r\n]{0,8}$")
_MINUS_WORD = re.compile(r"\b(?:of|at|to|was|is|stood|from|a)\s+(minus\s)$")


def find_amounts(text: str, *, home_currency: str | None = None) -> list[Amount]:
    """Return the amounts of money in a text, in order of their place.

    `home_currency` is the ISO code that a bare "$", "dollars" or "kroner" stands for where the
    article's country is clear; without it "$" is read as USD and marked assumed. Any str is
    accepted, none raises.

    Shape: a list of `Amount`, one for each money expression, conversions in brackets too.
    Units: `amount` is whole units of `currency` (ISO 4217), not millions; places are characters.
    Raises: nothing, whatever the text.
    Source: the text alone; `currency_basis` says where the currency was assumed.

    >>> import ukjp
    >>> (amount,) = ukjp.find_amounts("They sent more than 1.8 trillion yen.")
    >>> amount.amount, amount.currency, amount.qualifier
    (1800000000000.0, 'JPY', 'at_least')
    """
    odd = not text.isascii() and _HAS_ODD.search(text)
    plain = text.translate(_PLAIN) if odd else text
    resolver = Resolver(plain, home_currency)
    quantities = carry_far(plain, resolve_lists(plain, _find_quantities(plain, resolver)))
    sources = find_conversions(plain, quantities)
    amounts: list[Amount] = []
    low = 0
    for quantity, source in zip(quantities, sources, strict=True):
        amounts.append(_build_amount(text, plain, quantity, source, low))
        low = quantity.end
    return amounts


def _find_quantities(text: str, resolver: Resolver) -> list[Quantity]:
    found: list[Quantity] = []
    low = 0
    for written in find_numbers(text):
        quantity = _with_currency(text, resolver, written, low)
        if quantity is not None:
            found.append(quantity)
            low = quantity.end
    return found


def _with_currency(
    text: str, resolver: Resolver, written: WrittenNumber, low: int
) -> Quantity | None:
    start, end, number, plus = written
    before = find_currency_before(text, start, sized=number.sized)
    if before is not None and before.at < low:
        before = None
    begin = before.at if before else start
    if begin and not _stands_free(text, begin, end):
        return None
    joined = before is None and _HYPHENATED.search(text, max(0, start - 3), start) is not None
    if joined and not number.sized:
        return None
    after = find_currency_after(text, end, number)
    currency = basis = side = ""
    if before is not None:
        currency, basis = resolver.resolve(before.key, start)
        side = "before"
        if before.key == "$" and (owner := find_dollar_owner(text, end)):
            currency, basis, end = owner.key, "stated", owner.at
        elif after is not None and currency in {resolver.resolve(after.key, start)[0], after.key}:
            end = after.at
    elif after is not None:
        currency, basis = resolver.resolve(after.key, start)
        side, end = "after", after.at
    # "allocates-470-million-dollars-to" is an address of a page.
    if joined and text[end : end + 1] == "-":
        return None
    if side and number.mantissa[-4:-3] == ".":
        number = points_as_thousands(number, before.key if before else currency)
    return Quantity(begin, end, number.value, number, currency, basis, side, plus, None, None)


def _stands_free(text: str, begin: int, end: int) -> bool:
    """Tell a number from a part of something else: "M777", "10:30", "1.2.3", "5%"."""
    last = text[begin - 1]
    if last.isalnum() or last == "_":
        return False
    if last in ".,:/" and begin > 1 and text[begin - 2].isdigit():
        return False
    return not (end < len(text) and text[end] == "%")


def _build_amount(
    text: str, plain: str, quantity: Quantity, source: int | None, low: int
) -> Amount:
    start, end, value = quantity.start, quantity.end, quantity.value
    code, words = find_qualifier(plain, start, end, low)
    if quantity.plus and code == "exact":
        code, words = "at_least", "+"
    if quantity.upper is not None:
        code, words = "range", quantity.range_word or words
    else:
        signed = _find_minus(plain, start, low)
        if signed < start:
            start, value = signed, -value
    return Amount(
        start, end, text[start:end], value, quantity.upper, quantity.currency, quantity.basis,
        code, words, source,
    )  # fmt: skip


def _find_minus(text: str, start: int, low: int) -> int:
    """Return where a minus that is meant begins, or `start`; dashes and bullets are none."""
    if start > low and text[start - 1] in "-−":
        set_off = start < 2 or text[start - 2] in " \t\u00a0(["
        bullet = _LINE_START.search(text, max(0, start - 10), start - 1) is not None
        return start - 1 if set_off and not bullet else start
    if text[max(low, start - 6) : start].startswith("minus"):
        word = _MINUS_WORD.search(text, max(low, start - 20), start)
        return word.start(1) if word else start
    return start
