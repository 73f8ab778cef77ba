"""Numbers as texts write them: digits with their separators, number words, and magnitudes.

A number is kept as a decimal string and a power of ten, so that "12.1 billion" becomes exactly
float("12.1e9") and never 12.1 * 1e9 with its rounding.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Blanks that may stand inside an amount; a line may break there once, a paragraph may not.
BLANK = r"[^\S\r\n]"
GAP = rf"(?:{BLANK}{{1,3}}(?:\r?\n{BLANK}{{0,20}})?|\r?\n{BLANK}{{0,20}}|[-‐‑]|)"
_BETWEEN_WORDS = rf"(?:{BLANK}{{1,3}}(?:\r?\n{BLANK}{{0,20}})?|\r?\n{BLANK}{{0,20}}|[-‐‑])"

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
    rf"|{BLANK}?-?({_SHORT})(?![^\W円元ド])(?!-[0-9])(?:\.(?=\s*[a-z,;)]))?)?"
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


_SMALL: dict[str, float] = {
    "a": 1, "an": 1, "another": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_PARTS = (
    (re.compile(r"\band (?:a|one) half\b"), "+0.5"),
    (re.compile(r"\band (?:a|one) quarter\b"), "+0.25"),
    (re.compile(r"\band three quarters\b"), "+0.75"),
    (re.compile(r"\b(?:an? |one )?half(?: of)?(?: an?)?\b"), "0.5"),
    (re.compile(r"\b(?:a|one) quarter of an?\b"), "0.25"),
    (re.compile(r"\bthree quarters of an?\b"), "0.75"),
    (re.compile(r"\b(?:a|one) third of an?\b"), repr(1 / 3)),
    (re.compile(r"\btwo thirds of an?\b"), repr(2 / 3)),
)
_DIGIT_NAMES = {"zero": "0"} | {word: str(int(n)) for word, n in _SMALL.items() if 0 < n < 10}
_HUNDRED_OF = re.compile(r"^\S+ hundred (?:thousand|million|billion|trillion)$")
_POINT = re.compile(r" point((?: (?:zero|one|two|three|four|five|six|seven|eight|nine)\b)+)")
_UNIT = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    rf"(?:{_BETWEEN_WORDS}(?:one|two|three|four|five|six|seven|eight|nine)(?![a-z]))?)"
)
_W = _BETWEEN_WORDS
_MAGNITUDE_WORD = r"(?:thousand|million|billion|milliard|trillion|lakh|crore)"
_PART = rf"(?:a|one|three|two){_W}(?:quarters?|thirds?|half)"
_CARDINAL = (
    rf"(?:(?:(?:an?|{_UNIT}){_W})hundred(?:{_W}(?:and{_W})?{_UNIT})?(?![a-z])"
    rf"|(?:{_UNIT}|[0-9]+)(?:{_W}and{_W}(?:a|one|three){_W}(?:half|quarters?)"
    rf"|(?:{_W}point(?:{_W}(?:zero|one|two|three|four|five|six|seven|eight|nine)(?![a-z]))+)?)?)"
)
_HEAD = (
    rf"(?:{_PART}{_W}of{_W}an?|half{_W}an?|half|an?{_W}half|{_CARDINAL}"
    rf"|an?(?:{_W}(?:further|additional|extra|full|whole|good|cool))?|another)"
)
_PHRASE = re.compile(
    rf"{_HEAD}(?:{_W}{_MAGNITUDE_WORD}(?![a-z]))+"
    rf"(?:{_W}{_CARDINAL}{_W}{_MAGNITUDE_WORD}(?![a-z]))*(?:{_W}and{_W}a{_W}(?:half|quarter))?"
    rf"|(?:an?|{_UNIT}){_W}hundred(?:{_W}(?:and{_W})?{_UNIT})?(?![a-z])",
    re.IGNORECASE,
)
_RUN_BEFORE = re.compile(
    rf"(?<![\w$€£¥.,])(?:(?:{'|'.join((*_SMALL, 'half', 'quarters?', 'thirds?'))}|and|of|"
    r"point|zero|hundred|thousand|further|additional|extra|full|whole|good|cool|million|billion|milliard|trillion|"
    rf"[0-9]+){_W})+$",
    re.IGNORECASE,
)
_WORD_STARTS = re.compile(r"(?<![\w])\w")
_MARKS = ("illion", "ILLION", "illiard", "housand", "HOUSAND", "undred", "UNDRED", "lakh", "crore")
_WORDS = re.compile(r"[a-z]+|[0-9]+")
_ALTERNATIVE = re.compile(rf"(?<!\w)({_UNIT})(?:{_W}(?:to|or|and){_W}|\s?[-–—]\s?)$", re.IGNORECASE)


class WrittenNumber(NamedTuple):
    """A number with its span; `plus` marks "12+ billion"."""

    start: int
    end: int
    number: Number
    plus: bool


def find_numbers(text: str) -> list[WrittenNumber]:
    """Return all numbers in digits, and those in words that lead to a magnitude, in order."""
    words = find_word_numbers(text)
    digits = find_digit_numbers(text)
    if not words:
        return digits
    merged: list[WrittenNumber] = []
    at = 0
    for number in digits:
        while at < len(words) and words[at].end <= number.start:
            merged.append(words[at])
            at += 1
        if at == len(words) or number.end <= words[at].start:
            merged.append(number)
    return merged + words[at:]


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


def find_word_numbers(text: str) -> list[WrittenNumber]:
    """Return numbers whose words lead to a magnitude: "half a billion", "three hundred million"."""
    found: list[WrittenNumber] = []
    for at in _magnitude_positions(text):
        if found and at < found[-1].end:
            continue
        phrase = _phrase_around(text, at)
        if phrase is None:
            continue
        while found and phrase.start < found[-1].end:
            found.pop()
        first = _alternative_before(text, phrase.start)
        if first is not None and not (found and first.start < found[-1].end):
            found.append(first)
        found.append(phrase)
    return found


def _magnitude_positions(text: str) -> list[int]:
    positions: list[int] = []
    for mark in _MARKS:
        at = text.find(mark)
        while at >= 0:
            positions.append(at)
            at = text.find(mark, at + 1)
    return sorted(positions)


def _phrase_around(text: str, at: int) -> WrittenNumber | None:
    # The magnitude word begins at most four letters before its mark.
    begin = at
    while begin > 0 and at - begin < 5 and text[begin - 1].isalpha():
        begin -= 1
    if begin > 1 and text[begin - 1] in " -" and text[begin - 2] in "0123456789":
        return None
    low = max(0, begin - 72)
    run = _RUN_BEFORE.search(text, low, begin)
    if run is None:
        return None
    for word in _WORD_STARTS.finditer(text, run.start(), begin):
        phrase = _PHRASE.match(text, word.start(), min(len(text), at + 90))
        if phrase is not None and phrase.end() > at and not _cut(text, phrase.end()):
            number = _words_number(phrase.group().lower())
            if number is None:
                return None
            return WrittenNumber(phrase.start(), phrase.end(), number, False)
    return None


def _cut(text: str, end: int) -> bool:
    return end < len(text) and (text[end].isalnum() or text[end] == "_")


def _words_number(phrase: str) -> Number | None:
    plain = " ".join(_WORDS.findall(phrase))
    plain = _POINT.sub(lambda m: " ." + "".join(_DIGIT_NAMES[w] for w in m.group(1).split()), plain)
    for pattern, part in _PARTS:
        plain = pattern.sub(part, plain)
    total = current = 0.0
    last = 1.0
    for word in plain.split():
        if word in MAGNITUDES and word != "hundred":
            last = float(10 ** MAGNITUDES[word])
            total, current = (total + current * last, 0.0) if current else (total * last, 0.0)
        elif word == "hundred":
            current *= 100
        elif word.startswith("+"):
            total, current = (
                (total, current + float(word)) if current else (total + float(word) * last, 0.0)
            )
        elif word.startswith("."):
            current += float(word)
        elif word[0].isdigit():
            current += float(word[:15])
        else:
            current += _SMALL.get(word, 0.0)
    value = total + current
    exponent = max(MAGNITUDES.get(word, 0) for word in plain.split())
    if _HUNDRED_OF.search(plain):
        exponent += 2
    mantissa = repr(value / 10**exponent)
    # Beyond 16 digits repr turns to powers of ten: nobody's money.
    return Number(mantissa, exponent, True, False) if "e" not in mantissa else None


def _alternative_before(text: str, start: int) -> WrittenNumber | None:
    """Return "five" of "five to six billion"."""
    match = _ALTERNATIVE.search(text, max(0, start - 32), start)
    if match is None:
        return None
    value = sum(_SMALL[word] for word in _WORDS.findall(match.group(1).lower()))
    number = Number(repr(float(value)), 0, False, False)
    return WrittenNumber(match.start(1), match.end(1), number, False)
