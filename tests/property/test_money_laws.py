"""Laws of amounts: spans slice back, what is written is read back, no text breaks the reading."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjp.reading.currency_names import ISO_CODES, WORD_CODES
from ukjp.reading.money import Amount, find_amounts
from ukjp.vocabulary import QUALIFIERS

MAGNITUDES = {
    "": 0, " thousand": 3, "k": 3, "m": 6, "mn": 6, " mln": 6, " million": 6, "bn": 9, " bln": 9,
    " billion": 9, "-billion": 9, "\u00a0billion": 9, "tn": 12, " trillion": 12,
}  # fmt: skip
BEFORE = {
    "$": "USD", "US$": "USD", "US$ ": "USD", "U.S. $": "USD", "C$": "CAD", "A$": "AUD",
    "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "€": "EUR", "€ ": "EUR", "£": "GBP", "¥": "JPY",
    "₩": "KRW", "₴": "UAH", "₽": "RUB", "₹": "INR", "₺": "TRY", "₪": "ILS",
}  # fmt: skip
AFTER = {
    "dollars": "USD", "U.S. dollars": "USD", "Canadian dollars": "CAD", "euros": "EUR",
    "yen": "JPY", "pounds": "GBP", "Norwegian kroner": "NOK", "Swedish kronor": "SEK",
    "Danish kroner": "DKK", "Czech crowns": "CZK", "zlotys": "PLN", "hryvnias": "UAH",
    "rubles": "RUB", "yuan": "CNY", "South Korean won": "KRW", "Swiss francs": "CHF",
    "Turkish liras": "TRY", "shekels": "ILS", "forints": "HUF", "rand": "ZAR",
}  # fmt: skip
# Surroundings that mean nothing for the amount itself.
FRAMES = [
    "{}",
    "Tokyo gave {} to Kyiv.",
    "({})",
    "On May 24, 2024 it sent {}, officials said.",
    "“{}”",
]

values = st.decimals("0.1", "999.9", places=1)


def written(value: object) -> str:
    return str(value).removesuffix(".0")


def only(text: str) -> Amount:
    found = find_amounts(text)
    assert len(found) == 1, (text, found)
    return found[0]


@given(value=values, magnitude=st.sampled_from(sorted(MAGNITUDES)), data=st.data())
def test_what_is_written_is_read_back(value: object, magnitude: str, data: st.DataObject):
    number = f"{written(value)}{magnitude}"
    sign, currency = data.draw(st.sampled_from(sorted({**BEFORE}.items())))
    name, named = data.draw(st.sampled_from(sorted(AFTER.items())))
    frame = data.draw(st.sampled_from(FRAMES))
    for amount, code in ((f"{sign}{number}", currency), (f"{number} {name}", named)):
        found = only(frame.format(amount))
        assert found.quote == amount
        assert found.amount == float(f"{value}e{MAGNITUDES[magnitude]}")
        assert (found.currency, found.qualifier) == (code, "exact")


@given(
    code=st.sampled_from(sorted(ISO_CODES)),
    value=values,
    magnitude=st.sampled_from(sorted(set(MAGNITUDES) - {""})),
    glued=st.booleans(),
)
def test_every_code_is_read_on_both_sides(code: str, value: object, magnitude: str, glued: bool):
    number = f"{written(value)}{magnitude}"
    amount = float(f"{value}e{MAGNITUDES[magnitude]}")
    for text in (f"{code}{'' if glued else ' '}{number}", f"{number} {code}"):
        found = only(f"Aid of {text} arrived.")
        assert (found.quote, found.currency, found.currency_basis) == (text, code, "stated")
        assert found.amount == amount


@pytest.mark.parametrize("code", sorted(WORD_CODES))
def test_codes_that_are_words_need_a_magnitude(code: str):
    assert find_amounts(f"{code} 5 times and 5 {code} more") == []


@given(
    value=st.integers(1000, 10**12), separator=st.sampled_from([",", "\u00a0", "\u202f", " ", "'"])
)
def test_set_off_thousands_are_read_back(value: int, separator: str):
    number = f"{value:,}".replace(",", separator)
    assert only(f"worth €{number} then").amount == value
    assert only(f"worth {number} hryvnias then").amount == value


@given(
    low=st.integers(1, 400),
    more=st.integers(1, 500),
    joint=st.sampled_from(["${}-{} billion", "${} to ${} billion", "from {} to {} billion dollars",
                           "between ${} and ${} billion", "{}–{} billion dollars"]),
)  # fmt: skip
def test_ranges_are_read_back(low: int, more: int, joint: str):
    found = only(f"Needs of {joint.format(low, low + more)} were named.")
    assert (found.amount, found.amount_max) == (low * 1e9, (low + more) * 1e9)
    assert found.qualifier == "range"


@given(
    value=values,
    blank=st.sampled_from(["\u00a0", "\u202f", "\u2009", "\n", "\r\n", "  ", "\u200b"]),
)
def test_the_kind_of_blank_changes_nothing(value: object, blank: str):
    plain = f"more than {written(value)} million U.S. dollars (about €5 billion) came"
    varied = plain.replace(" ", blank)
    values_of = [a[3:8] + a[9:] for a in find_amounts(plain)]
    assert [a[3:8] + a[9:] for a in find_amounts(varied)] == values_of
    assert len(values_of) == 2


alphabet = st.sampled_from(
    [
        *"$€£¥ .,-–()+~0123456789\n\u00a0\ud800\x00\u202e½億円mB",
        *" million,bn, billion, and , to , or , kroner, yen, of , dollars,respectively".split(","),
        *"US$,USD,half a,between ,from ,over ,minus ,U.S. ,raised from ,(about ".split(","),
    ]
)


@given(st.one_of(st.text(), st.lists(alphabet, max_size=40).map("".join)))
def test_no_text_breaks_the_reading(text: str):
    found = find_amounts(text)
    previous_end = 0
    for n, amount in enumerate(found):
        assert previous_end <= amount.start < amount.end <= len(text)
        assert text[amount.start : amount.end] == amount.quote
        assert math.isfinite(amount.amount)
        assert amount.amount_max is None or amount.amount_max > amount.amount
        assert (amount.qualifier == "range") == (amount.amount_max is not None)
        assert amount.qualifier in QUALIFIERS
        assert amount.currency_basis in {"stated", "assumed"}
        assert len(amount.currency) == 3
        source = amount.conversion_of
        assert source is None or (source < n and found[source].currency != amount.currency)
        previous_end = amount.end


@given(st.lists(alphabet, max_size=30).map("".join))
def test_an_american_home_changes_only_the_basis(text: str):
    plain, at_home = find_amounts(text), find_amounts(text, home_currency="USD")
    assert [a._replace(currency_basis="") for a in plain] == [
        a._replace(currency_basis="") for a in at_home
    ]
    assert all(a.currency_basis == "stated" for a in at_home if a.currency == "USD")
