"""The currency beside a number, in front of it or behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from ukjp.reading.currency_families import FAMILIES
from ukjp.reading.currency_names import (
    ALIASES,
    BEFORE_WORDS,
    DOLLARS,
    GLUED_ONLY,
    ISO_CODES,
    NAMES,
    NEEDS_SIZE,
    PHRASE_ONLY,
    SINGULAR,
    SYMBOLS,
    WORD_CODES,
    WORD_NAMES,
    YENS,
)
from ukjp.reading.numerals import BLANK, GAP, Number

_ADJECTIVES = sorted(
    {adjective for family in FAMILIES.values() for adjective in family}
    | set(
        "japanese ukrainian polish hungarian chinese turkish israeli brazilian bulgarian "
        "georgian kazakh thai vietnamese indonesian malaysian nigerian ethiopian armenian "
        "macedonian croatian european bangladeshi uzbek".split()
    )
    | {"south african", "new israeli"},
    key=len,
    reverse=True,
)
_JOIN = rf"(?:{BLANK}{{1,2}}|{BLANK}?\r?\n{BLANK}{{0,20}}|-)"
_PHRASE = re.compile(
    rf"(?:({'|'.join(re.escape(a).replace(chr(92) + ' ', _JOIN) for a in _ADJECTIVES)}){_JOIN})?"
    rf"({'|'.join(sorted(map(re.escape, NAMES), key=len, reverse=True))})(?![\w])"
    r"(?:[\s-](sterling)\b)?",
    re.IGNORECASE,
)
_FIRST_WORDS = frozenset(word.split()[0].rstrip(".").lower() for word in (*_ADJECTIVES, *NAMES)) | {
    "u"
}
_AFTER_TOKEN = re.compile(
    rf"{GAP}(?:of{BLANK}{{1,2}})?"
    r"(?:((?:US|U\.S\.|USD|CAD?|C|AUD?|A|NZ|HK|S|NT|R)?[$＄]|[€£¥￥円元₩￦₹₺₪₽₴₦₱฿₫₸₾₼]|ドル)"
    r"|([^\W\d_]+))"
)
_AFTER_SYMBOL_DIGIT = re.compile(rf"{BLANK}?(?:[A-Z]{{1,3}})?[0-9]")
_LETTERS_BEFORE = re.compile(r"(?:(?<![\w.])|(?<=[0-9]))(U\.S\.|[A-Za-z]{1,3})([ \u00a0]?)$")
_LETTERS_BEHIND = re.compile(r"[$¥](US|AU|A|NZ|CAN|CA|C|HK|NT)$")
_WORD_BEFORE = re.compile(r"(?<![\w/])([^\W\d_]{1,8}\.?)$")
# A headline in capitals, where ALL is just "all": "ALL 5 MILLION".
_IN_CAPITALS = re.compile(r"[0-9.,]+\s[A-Z]{4}")
_YEAR_AHEAD = re.compile(r"(?:19|20)[0-9]{2}(?![0-9.,])")
_OWED_TO = re.compile(r"\b(?i:the)\s+(?:US|U\.S\.)$")
_US_BEFORE = re.compile(r"\b(?:US|U\.S\.)\s$")
_PRICES_OF = re.compile(r"\b(?:in|constant)\s+\d{4}$")
_WEIGHED = re.compile(
    rf"{_JOIN}(?:of\b(?!(?:\s+[\w'’-]+){{0,2}}\s+(?:aid|assistance|support|funding|funds|money|"
    r"help|grants?|loans?|investments?|debts?|damages?|credit|savings|tax(?:es)?|revenue)\b)"
    r"|(?:bomb|warhead|shell|payload|weight|per square|lighter|heavier|overweight)s?\b"
    r"|(?:in )?weight\b|\(\d[\d.,]* ?(?:kg|kilo|tons?|t\b))"
)
_MILLIONS_WEIGHED = re.compile(
    rf"{_JOIN}(?:of\s+(?:[\w'’-]+\s+)?(?:food|cargo|explosives|fuel|ammunition|supplies|rice|grain|"
    r"wheat|thrust|waste|ordnance|bombs|steel|uranium|meat|carbon|debris|material|produce|"
    r"chemicals|corn|beef|pork|fish|trash|clothing)\b|\(\d[\d.,]* ?(?:kg|kilo|tons?|t\b))"
)
_WEIGHT_BEFORE = re.compile(
    r"\b(?:weigh\w*|los[et]|losing|gain\w*|shed|carr(?:y|ies|ying))\b[^.]{0,24}$"
)
_WON_WHAT = re.compile(
    r"\s+(?:the|their|his|her|its|back|against(?!\s+the\s+(?:dollar|yen|euro|greenback|U\.?S))|"
    r"an?\s(?!year|month|week|day))"
)
_OWNER = re.compile(
    r"\s(?:USD|CAD|AUD|NZD|Cdn|CDN|(?:US|U\.S\.|Canadian|Australian|American)"
    r"(?=\)|,|\.(?:\s|$)|;|$|\s(?:in|to|for|of|from|worth|over|and|by|on|at|as|a year)\b))"
    r"(?!\w)|\s\((?:US|U\.S\.|USD|Cdn|CDN|CAD|Canadian|AUD|Australian|NZD)\)"
)
_DESIGN = re.compile(r"\s(?:software|designs?|designers?|engineers?|files?|models?|drawings?)\b")
_AREA = re.compile(r"[\s-](?:area|zone|\d)")


class Found(NamedTuple):
    """A currency beside a number: where it ends (or begins, in front), and its key.

    The key is an ISO code or the name of a family ("$", "krone") that `Resolver` settles.
    """

    at: int
    key: str


def find_currency_before(text: str, start: int, *, sized: bool) -> Found | None:
    """Return the currency that ends right in front of a number beginning at `start`.

    `sized` says that the number has a magnitude or set-off thousands.
    """
    at = start
    while at > 0 and start - at < 3 and text[at - 1].isspace():
        at -= 1
    if at == 0:
        return None
    last = text[at - 1]
    if last in "$＄¥￥":
        return _lettered_symbol(text, at)
    if last in SYMBOLS and last not in "円元":
        return Found(at - 1, SYMBOLS[last])
    if last.isalpha() or last == ".":
        return _letters_before(text, at, start, sized=sized)
    return None


def _lettered_symbol(text: str, at: int) -> Found:
    """Read "$", "US$", "U.S. $", "A$", "JP¥"; letters set apart count only for codes and "US"."""
    yen = text[at - 1] in "¥￥"
    letters = _LETTERS_BEFORE.search(text, max(0, at - 6), at - 1)
    known = YENS if yen else DOLLARS
    if letters is not None:
        word, blank = letters.groups()
        key = known.get(word) or known.get(word.upper() if len(word) == 3 else "")
        apart_fits = word in {"US", "U.S.", "RMB"} or word in ISO_CODES
        if key and (not blank or (apart_fits and not _owed(text, letters.end(1)))):
            return Found(letters.start(), key)
    return Found(at - 1, "¥" if yen else "$")


def _owed(text: str, end: int) -> bool:
    """Tell "owes the US $5 billion", where US is no sign of the dollar's country."""
    return _OWED_TO.search(text, max(0, end - 10), end) is not None


def _letters_before(text: str, at: int, start: int, *, sized: bool) -> Found | None:
    low = max(0, at - 10)
    behind = _LETTERS_BEHIND.search(text, low, at)
    if behind is not None:
        return Found(behind.start(), {**DOLLARS, **YENS}[behind.group(1)])
    match = _WORD_BEFORE.search(text, low, at)
    if match is None or (match.start() == low and low > 0 and text[low - 1].isalpha()):
        return None
    word = match.group(1)
    if word in ISO_CODES or word in ALIASES:
        if word == "CAD" and _YEAR_AHEAD.match(text, start) and not sized:
            return None
        if word in WORD_CODES and not (sized and not _IN_CAPITALS.match(text, start)):
            return None
        return Found(match.start(), ALIASES.get(word, word))
    key = BEFORE_WORDS.get(word)
    if key is None or (word in NEEDS_SIZE and not sized) or (word in GLUED_ONLY and at != start):
        return None
    if key == "$":
        stated = _US_BEFORE.search(text, max(0, match.start() - 6), match.start())
        return Found(stated.start(), "USD") if stated else None
    return Found(match.start(), key)


def find_currency_after(text: str, end: int, number: Number) -> Found | None:
    """Return the currency that follows a number ending at `end`."""
    sized = number.sized
    token = _AFTER_TOKEN.match(text, end)
    if token is None:
        return None
    symbol, word = token.groups()
    if symbol:
        if _AFTER_SYMBOL_DIGIT.match(text, token.end()):
            return None
        letters = symbol[:-1] if symbol != "ドル" else ""
        return Found(token.end(), DOLLARS.get(letters) or SYMBOLS.get(symbol) or "$")
    if word in ISO_CODES or word in ALIASES:
        return _code_after(text, token.end(), word, sized=sized)
    lowered = word.lower()
    if lowered in SYMBOLS and (lowered != "ft" or (word == "Ft" and sized)):
        return Found(token.end(), SYMBOLS[lowered])
    if lowered not in _FIRST_WORDS:
        return None
    found = _name_after(text, end, token.start(2), number)
    if found is not None and not sized and _PRICES_OF.search(text, max(0, end - 16), end):
        return None
    return found


def _code_after(text: str, end: int, word: str, *, sized: bool) -> Found | None:
    if _AFTER_SYMBOL_DIGIT.match(text, end):
        return None
    if not sized and (word in WORD_CODES or (word == "CAD" and _DESIGN.match(text, end))):
        return None
    return Found(end, ALIASES.get(word, word))


def _name_after(text: str, end: int, at: int, number: Number) -> Found | None:
    match = _PHRASE.match(text, at)
    if match is None:
        return None
    adjective, name, sterling = match.groups()
    lowered = name.lower()
    key = NAMES[lowered]
    if adjective is None and not _fits(text, end, match.end(), name, number):
        return None
    if adjective is not None and key in FAMILIES:
        adjective = re.sub(r"[\s-]+", " ", adjective.lower())
        key = FAMILIES[key].get(adjective, "")
    elif adjective is not None and key == "kroner":
        key = FAMILIES["krone"].get(re.sub(r"[\s-]+", " ", adjective.lower()), "")
    return Found(match.end(), "GBP" if sterling else key) if key else None


def _fits(text: str, number_end: int, end: int, name: str, number: Number) -> bool:
    """Tell whether a name without an adjective is a currency here and not another word."""
    lowered = name.lower()
    if lowered in PHRASE_ONLY or (
        lowered in WORD_NAMES and name != lowered and not (number.sized and name.istitle())
    ):
        return False
    if lowered in SINGULAR and not number.sized:
        return False
    if lowered in {"pound", "pounds"}:
        return not _is_weight(text, number_end, end, millions=number.exponent >= 6)
    if lowered == "won":
        return number.sized and _WON_WHAT.match(text, end) is None
    return not (lowered == "euro" and _AREA.match(text, end))


def _is_weight(text: str, number_end: int, end: int, *, millions: bool) -> bool:
    if millions:
        return _MILLIONS_WEIGHED.match(text, end) is not None
    if _WEIGHED.match(text, end):
        return True
    return _WEIGHT_BEFORE.search(text, max(0, number_end - 40), number_end) is not None


def find_dollar_owner(text: str, end: int) -> Found | None:
    """Return whose dollars follow a "$" amount: "$500 million Canadian", "$1 billion U.S."."""
    match = _OWNER.match(text, end)
    if match is None:
        return None
    owner = match.group().strip(" \n\u00a0()")
    return Found(match.end(), FAMILIES["$"].get(owner.lower()) or DOLLARS[owner.upper()])
