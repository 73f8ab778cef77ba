"""Numbers in words: "half a billion", "three hundred million", "two and a half billion".

Words are read only where they lead to a magnitude: "five tanks" is nobody's money.
"""

from __future__ import annotations

import re

from ukjp.reading.numerals import BLANK, MAGNITUDES, Number, WrittenNumber, find_digit_numbers

_BETWEEN_WORDS = rf"(?:{BLANK}{{1,3}}(?:\r?\n{BLANK}{{0,20}})?|\r?\n{BLANK}{{0,20}}|[-‐‑])"
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
_RUN_WORDS = frozenset(_SMALL) | frozenset(
    "half quarter quarters third thirds and of point zero hundred thousand million billion "
    "milliard trillion further additional extra full whole good cool".split()
)
_RUN_WORD = re.compile(r"[^\W\d_]+|[0-9]+|[^\w\s‐‑-]")
_MARKS = ("illion", "ILLION", "illiard", "housand", "HOUSAND", "undred", "UNDRED", "lakh", "crore")
_WORDS = re.compile(r"[a-z]+|[0-9]+")
_ALTERNATIVE = re.compile(rf"(?<!\w)({_UNIT})(?:{_W}(?:to|or|and){_W}|\s?[-–—]\s?)$", re.IGNORECASE)


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
    for start in _word_starts(text, begin):
        phrase = _PHRASE.match(text, start, min(len(text), at + 90))
        if phrase is not None and phrase.end() > at and not _cut(text, phrase.end()):
            number = _words_number(phrase.group().lower())
            if number is None:
                return None
            return WrittenNumber(phrase.start(), phrase.end(), number, False)
    return None


def _word_starts(text: str, begin: int) -> list[int]:
    """Return where the unbroken run of number words in front of `begin` may start, first first."""
    starts: list[int] = []
    low = max(0, begin - 72)
    for word in reversed(list(_RUN_WORD.finditer(text, low, begin))):
        written = word.group()
        if not (written.isdigit() or written.lower() in _RUN_WORDS):
            break
        starts.append(word.start())
    if (
        starts
        and starts[-1]
        and (text[starts[-1] - 1].isalnum() or text[starts[-1] - 1] in "$€£¥.,")
    ):
        starts.pop()
    return starts[::-1]


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
