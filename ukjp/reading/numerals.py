"""Numbers in digits as texts write them, with their separators and magnitudes.

A number is kept as a decimal string and a power of ten, so that "12.1 billion" becomes exactly
float("12.1e9") and never 12.1 * 1e9 with its rounding.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Blanks that may stand inside an amount; a line may break there once, a paragraph may not.
BLANK = r"[^\S\r\n]"
GAP = rf"(?:{BLANK}{{1,3}}(?:\r?\n{BLANK}{{0,20}})?|\r?\n{BLANK}{{0,20}}|[-‐‑]|)"
MAGNITUDES: dict[str, int] = {
    "hundred": 2, "thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9,
    "milliard": 9, "trillion": 12, "quadrillion": 15, "k": 3, "m": 6, "mm": 6, "mn": 6,
    "mln": 6, "mil": 6, "mio": 6, "b": 9, "bn": 9, "bln": 9, "bil": 9, "mrd": 9, "mld": 9,
    "mlrd": 9, "t": 12, "tn": 12, "tln": 12, "trn": 12, "tr": 12, "tril": 12, "trln": 12,
    "ths": 3, "thsd": 3,
    "万": 4, "億": 8, "兆": 12, "тыс": 3, "млн": 6, "млрд": 9, "трлн": 12,
}  # fmt: skip
_LONG = r"(?i:hundred|thousand|lakh|million|crore|billion|milliard|trillion|quadrillion)(?i:s?)"
_SHORT = (
    r"(?i:mlrd|mln|mil|mio|mrd|mld|mm|mn|m|bln|bil|bn|b|tril|trln|trn|tln|tn|tr|thsd|ths|k)"
    r"|(?<=[0-9½¼¾])[Tt]|млрд|млн|трлн|тыс|[万億兆](?=\W|[円元ドル])"
)
# The pattern begins with a plain set of characters: only then does the regex engine skip fast.
_DIGITS = (
    r"[0-9](?:[0-9]{0,2}(?:[ \u00a0\u2007\u2009\u202f'’][0-9]{3}(?![0-9]))++(?:[.,][0-9]++)?"
    r"|[0-9]*+(?:[.,·][0-9]++)*+)"
)
QUANTITY = re.compile(
    rf"({_DIGITS})([½¼¾⅓⅔]?)(\+?)"
    rf"(?:{GAP}({_LONG})(?!\w)(?:{GAP}({_LONG})(?!\w))?"
    rf"|{BLANK}?-?({_SHORT})(?![^\W円元ド])(?!-[0-9])(?:\.(?=\s*(?:[a-z,;)]|Euro|US|[A-Z]{{3}}\b)))?)?"
)
_GLYPHS = {"": "", "½": ".5", "¼": ".25", "¾": ".75", "⅓": ".3333333333", "⅔": ".6666666667"}
_DECIMAL_COMMA = re.compile(
    r"(?<![0-9.,])[0-9]{1,3},[0-9]{1,2}(?![0-9,])"
    rf"{GAP}(?:{_LONG}|bn|mln|bln|mn|m|b|euro|dollar|hryvn|kron|zlot|yen)"
)
_MONTH_BEFORE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?\s+$"
)
_PLAIN_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{2})+,[0-9]{3}")


class Number(NamedTuple):
    """A number as written, `mantissa` times ten to the power `exponent`.

    `scaled` tells whether a magnitude word stands with it, `grouped` whether thousands are set off.
    """

    mantissa: str
    exponent: int
    scaled: bool
    grouped: bool

    @property
    def sized(self) -> bool:
        """Whether it has a magnitude or set-off thousands: no year, day or count of one."""
        return self.scaled or self.grouped

    @property
    def value(self) -> float:
        """The number in units."""
        return float(f"{self.mantissa}e{self.exponent}")


def parse_digits(raw: str, *, scaled: bool, decimal_comma: bool = False) -> tuple[str, bool] | None:
    """Return digits with separators as a decimal string, and whether thousands are set off.

    `decimal_comma` says that the text elsewhere uses a comma for decimals; it decides "1,125"
    before a magnitude. None when the separators make no number ("1.2.3", "10,2,5").
    """
    if raw[0] == "0" and raw[1:2].isdigit():
        return None
    if raw.isascii() and raw.isdigit():
        return (raw, False) if len(raw) <= 15 else None
    for mark in " \u00a0\u2007\u2009\u202f'’":
        if mark in raw:
            return _ungrouped(raw, mark)
    commas, points = raw.count(","), raw.count(".") + raw.count("·")
    if commas and points:
        return _two_marks(raw)
    if commas:
        return _commas(raw, scaled=scaled, decimal_comma=decimal_comma)
    if points == 1:
        return (raw.replace("·", "."), False) if len(raw) <= 24 else None
    groups = raw.split(".")
    if all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3:
        return "".join(groups)[:24], True
    return None


def points_as_thousands(number: Number, key: str) -> Number:
    """Read the point of "20.000 euros" as setting off thousands; `key` is the currency's.

    Without a magnitude nobody writes three decimals of money, but for prices and rates: "$3.459".
    """
    whole, _, fraction = number.mantissa.partition(".")
    if number.scaled or len(fraction) != 3 or not 0 < len(whole) <= 3 or whole == "0":
        return number
    round_enough = fraction.endswith("00" if key == "$" else "0")
    if not (round_enough or len(whole) > 1):
        return number
    return Number(whole + fraction, 0, False, True)


def uses_decimal_comma(text: str) -> bool:
    """Tell whether the text writes decimals with a comma ("1,5 billion")."""
    return _DECIMAL_COMMA.search(text) is not None


def _ungrouped(raw: str, mark: str) -> tuple[str, bool] | None:
    whole = raw.replace(mark, "").replace(",", ".")
    if any(other in whole for other in " \u00a0\u2007\u2009\u202f'’") or len(whole) > 24:
        return None
    return whole, True


def _two_marks(raw: str) -> tuple[str, bool] | None:
    last = max(raw.rfind(","), raw.rfind("."))
    whole, fraction = raw[:last], raw[last + 1 :]
    mark = "," if "," in whole else "."
    groups = whole.split(mark)
    plain = all(len(group) in {2, 3} for group in groups[1:]) and len(groups[0]) <= 3
    if raw[last] in whole or not plain or len(raw) > 24 or not "".join(groups).isdigit():
        return None
    return "".join(groups) + "." + fraction, True


def _commas(raw: str, *, scaled: bool, decimal_comma: bool) -> tuple[str, bool] | None:
    if len(raw) > 24:
        return None
    if raw.count(",") == 1:
        whole, fraction = raw.split(",")
        decimals = decimal_comma and scaled and not fraction.endswith("0")
        if len(fraction) != 3 or whole.startswith("0") or len(whole) > 3 or decimals:
            return f"{whole}.{fraction}", False
    if _PLAIN_GROUPS.fullmatch(raw):
        return raw.replace(",", ""), True
    return None


class WrittenNumber(NamedTuple):
    """A number with its span; `plus` marks "12+ billion"."""

    start: int
    end: int
    number: Number
    plus: bool


def find_digit_numbers(text: str) -> list[WrittenNumber]:
    """Return the numbers in digits, with the magnitude that follows: "4.5bn", "1 500", "2½"."""
    found: list[WrittenNumber] = []
    decimal_comma: bool | None = None
    for match in QUANTITY.finditer(text):
        raw, glyph, plus, long, longer, short = match.groups()
        scaled = bool(long or short)
        if scaled and decimal_comma is None and "," in raw:
            decimal_comma = uses_decimal_comma(text)
        start, end = match.span()
        if " " in raw:
            start, raw = _without_day(text, start, raw)
        parsed = parse_digits(raw, scaled=scaled, decimal_comma=bool(decimal_comma))
        if parsed is None or (glyph and "." in parsed[0]):
            continue
        exponent = _exponent(long, longer, short) if scaled else 0
        number = Number(parsed[0] + _GLYPHS[glyph], exponent, scaled, parsed[1])
        found.append(WrittenNumber(start, end, number, bool(plus)))
    return found


def _exponent(*magnitudes: str | None) -> int:
    total = 0
    for word in magnitudes:
        if word:
            lowered = word.lower()
            total += MAGNITUDES.get(lowered) or MAGNITUDES[lowered.removesuffix("s")]
    return total


def _without_day(text: str, start: int, raw: str) -> tuple[int, str]:
    """Keep a day of the month out of set-off thousands: "on May 24 500 million yen"."""
    if _MONTH_BEFORE.search(text, max(0, start - 12), start):
        first, _, rest = raw.partition(" ")
        return start + len(first) + 1, rest
    return start, raw
