"""Amounts, days and spans as words, for charts, prose, alt texts and slides alike.

Two styles: "chart" is short ("$12.1bn", "6 Dec 2023"), "prose" is for sentences ("$12.1 billion",
"6 December 2023"). A bound stays a bound in both: "over", "exceeding" and "at least" become "more
than" or "at least", never the bare figure, and a lower bound is never rounded up.

Dollar signs: two of them in one matplotlib text, or in Markdown, turn what lies between into
mathematics. Figures of this package switch that off; `escape_dollars` is for everything else.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Literal

from babel.numbers import get_currency_name, get_currency_symbol

Style = Literal["chart", "prose"]
NBSP = "\N{NO-BREAK SPACE}"

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

UNITS = (
    (Decimal(10) ** 12, "tn", "trillion"),
    (Decimal(10) ** 9, "bn", "billion"),
    (Decimal(10) ** 6, "m", "million"),
)
_TWELVE_DIGITS = Context(prec=12, rounding=ROUND_HALF_UP)
_SIGNS = {"CAD": "C$", "JPY": "¥", "CNY": "CN¥"}
"""Press style where it differs from the Unicode locale data."""

_ORDINAL_WORDS = dict(
    enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
)
_NUMBER_WORDS = (
    "no one two three four five six seven eight nine ten eleven twelve".split()
)  # fmt: skip


def currency_sign(currency: str) -> str:
    """Return "$", "€", "¥"; a code and a no-break space where a currency has no sign ("NOK ")."""
    sign = _SIGNS.get(currency) or get_currency_symbol(currency, "en_US")
    return sign + NBSP if sign[-1:].isalpha() else sign


def currency_name(currency: str) -> str:
    """Return the currency's name in the plural: "US dollars", "Japanese yen", "euros"."""
    return get_currency_name(currency, count=2, locale="en_US")


def unit_of(amount: float) -> tuple[float, str, str]:
    """Return the unit an amount is told in: its size, short ("bn") and long ("billion")."""
    rounded = abs(Decimal(repr(float(amount)))) * (1 + Decimal("1e-9"))
    for size, short, long in UNITS:
        if rounded >= size:
            return float(size), short, long
    return 1.0, "", ""


def format_amount(
    amount: float,
    currency: str,
    style: Style = "chart",
    *,
    digits: int | None = None,
    rounding: str = ROUND_HALF_UP,
) -> str:
    """Return an amount in words: "$12.1bn", "¥1.87tn", "NOK 75bn"; in prose "$12.1 billion".

    `amount` is in units of the currency. Up to two decimals are kept where they were stated, one
    from a hundred on; `digits` limits significant digits, for converted amounts.
    """
    exact = Decimal(repr(float(amount)))
    size, short, long = unit_of(amount)
    number = _rounded(abs(exact) / Decimal(size), digits, rounding)
    if number >= 1000 and size < float(UNITS[0][0]):
        size, short, long = unit_of(float(number) * size)
        number = _rounded(abs(exact) / Decimal(size), digits, rounding)
    text = _plain(number)
    unit = short if style == "chart" else f"{NBSP}{long}" if long else ""
    return f"{'−' if exact < 0 else ''}{currency_sign(currency)}{text}{unit}"


def _rounded(number: Decimal, digits: int | None, rounding: str) -> Decimal:
    # 4.1 million is 4099999.9999999995 as a float: take that back before a bound is rounded down.
    number = _TWELVE_DIGITS.create_decimal(number)
    places = 2 if number < 100 else 1 if number < 1000 else 0
    if digits is not None and number:
        places = max(digits - 1 - number.adjusted(), 0)
    return number.quantize(Decimal(1).scaleb(-places), rounding)


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_bound(
    value: float | None,
    currency: str,
    qualifier: str,
    style: Style = "chart",
    *,
    low: float | None = None,
    high: float | None = None,
    converted: bool = False,
    floor: str = "more than",
) -> str:
    """Return an amount with what was said about it: "more than $12bn", "up to $5bn", "$5–6bn".

    `value` is the figure as stated; `low` and `high` are the ends of a range. `converted` amounts
    are given to three digits. `floor` is how a lower bound was worded: "more than" or "at least".
    """
    digits = 3 if converted else None
    if value is None:
        return "an unknown amount"
    if qualifier == "range" and low is not None and high is not None and low != high:
        return _format_range(low, high, currency, style, digits)
    words, rounding = {
        "at_least": (f"{floor} ", ROUND_FLOOR),
        "about": ("about ", ROUND_HALF_UP),
        "nearly": ("nearly ", ROUND_CEILING),
        "up_to": ("up to ", ROUND_CEILING),
    }.get(qualifier, ("", ROUND_HALF_UP))
    return words + format_amount(value, currency, style, digits=digits, rounding=rounding)


def _format_range(low: float, high: float, currency: str, style: Style, digits: int | None) -> str:
    first = format_amount(low, currency, style, digits=digits, rounding=ROUND_FLOOR)
    last = format_amount(high, currency, style, digits=digits, rounding=ROUND_CEILING)
    if style == "prose":
        return f"between {first} and {last}"
    _, short, _ = unit_of(high)
    if unit_of(low)[1] == short and short:
        return f"{first.removesuffix(short)}–{last.removeprefix(currency_sign(currency))}"
    return f"{first}–{last}"


def tick_label(amount: float, currency: str, unit: float, *, named: bool) -> str:
    """Return the words at an axis: a bare number, or with sign and unit where it is `named`."""
    number = _plain(_rounded(Decimal(repr(float(amount))) / Decimal(unit), None, ROUND_HALF_UP))
    if not named or not amount:
        return number
    return f"{currency_sign(currency)}{number}{unit_of(unit)[1]}"


def unit_words(currency: str, unit: float) -> str:
    """Return what an axis counts: "Billion US dollars", "Japanese yen"."""
    long = unit_of(unit)[2]
    name = currency_name(currency)
    return f"{long.capitalize()} {name}" if long else name[:1].upper() + name[1:]


@lru_cache(4096)
def format_day(day: dt.date | str, style: Style = "chart") -> str:
    """Return a day, month or year in words: "6 Dec 2023", "July 2023", "2011".

    Takes a date or ISO text (YYYY, YYYY-MM or YYYY-MM-DD) and gives the precision it has.
    """
    parts = [int(part) for part in str(day)[:10].split("-")]
    if len(parts) == 1:
        return str(parts[0])
    name = MONTHS[parts[1] - 1]
    if style == "chart" and len(parts) == 3:
        name = name[:3]
    month = f"{name}{NBSP}{parts[0]}"
    return month if len(parts) == 2 else f"{parts[2]}{NBSP}{month}"


def format_month(day: dt.date) -> str:
    """Return month and year: "June 2024"."""
    return f"{MONTHS[day.month - 1]}{NBSP}{day.year}"


def format_days(
    earliest: dt.date | None,
    latest: dt.date | None,
    style: Style = "chart",
    *,
    lasting: bool = False,
) -> str:
    """Return days in words: "3 Apr 2024", "between 24 Feb and 13 Jun 2024", "15–16 Jun 2024".

    Different days bound one unknown day, unless it was `lasting`. A whole month or year bounds a
    day by its own name: "July 2023".
    """
    if earliest is None and latest is None:
        return "on an unknown day"
    if earliest is None or latest is None:
        known = format_day(earliest or latest or "", style)
        return f"by {known}" if earliest is None else f"since {known}"
    if earliest == latest:
        return format_day(latest, style)
    whole = _whole_period(earliest, latest)
    if whole:
        return format_day(whole, style)
    first, last = _without_repeats(earliest, latest, style)
    if not lasting:
        return f"between {first} and {last}"
    return f"{first}–{last}" if first.isdigit() else f"{first} – {last}"


def _whole_period(earliest: dt.date, latest: dt.date) -> str:
    following = latest + dt.timedelta(days=1)
    if earliest.day == 1 and following.day == 1:
        if (earliest.year, earliest.month) == (latest.year, latest.month):
            return earliest.isoformat()[:7]
        if earliest.month == 1 and following.month == 1 and earliest.year == latest.year:
            return str(earliest.year)
    return ""


def _without_repeats(earliest: dt.date, latest: dt.date, style: Style) -> tuple[str, str]:
    first, last = format_day(earliest, style), format_day(latest, style)
    if earliest.year == latest.year:
        first = first.removesuffix(f"{NBSP}{earliest.year}")
        if earliest.month == latest.month:
            first = str(earliest.day)
    return first, last


def format_span(low: int, high: int | None = None) -> str:
    """Return a number of days: "250 days", "1 day", "between 240 and 250 days"."""
    if high is None or high == low:
        return f"{low:,} day{'' if low == 1 else 's'}"
    return f"between {low:,} and {high:,} days"


def format_count(number: int, singular: str, plural: str = "") -> str:
    """Return a number of things, small numbers in words: "five articles", "one article"."""
    word = _NUMBER_WORDS[number] if 0 <= number < len(_NUMBER_WORDS) else f"{number:,}"
    return f"{word} {singular if number == 1 else plural or singular + 's'}"


def format_ordinal(number: int) -> str:
    """Return "1st", "2nd", "3rd", "16th"."""
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def ordinal_word(number: int) -> str:
    """Return "first" to "tenth", and "11th" and so on beyond."""
    return _ORDINAL_WORDS.get(number) or format_ordinal(number)


def join_words(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: "a", "a and b", "a, b and c"."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def possessive(name: str) -> str:
    """Return "Japan’s", "the United States’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


_WITH_ARTICLE = re.compile(
    r"^(United|European|Netherlands|Philippines|IMF|World Bank|UN\b|EU\b|EBRD|OECD)|"
    r"\b(Union|Bank|Fund|Republic|Kingdom|Organization|Organisation|Nations)$"
)


def with_article(name: str) -> str:
    """Return the name as a sentence needs it: "Japan", "the United States", "the World Bank"."""
    return f"the {name}" if _WITH_ARTICLE.search(name) else name


def sentence_case(text: str) -> str:
    """Return the text with a capital first letter and nothing else changed."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return the text with a small first letter, unless it begins with a name or a number."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def escape_dollars(text: str) -> str:
    """Return text whose dollar signs stay dollar signs in Markdown and in foreign figures."""
    return text.replace("$", r"\$")


def evidence_anchor(identifier: str, kind: str = "claim") -> str:
    """Return the id of a claim's or event's row in a report's evidence table.

    Letters, digits, ".", "_" and "-" stand as they are; any other character is spelled out, so
    that every identifier makes a valid and distinct id.
    """
    safe = re.sub(r"[^A-Za-z0-9._-]", lambda match: f"~{ord(match[0]):x}~", identifier)
    return f"{kind}-{safe}"
