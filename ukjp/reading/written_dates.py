"""Read dates that are written: day, month, year, weekday, in every order."""

from __future__ import annotations

import re

from ukjp.reading.calendar_words import DATE_PREPOSITIONS, MONTHS, month_number, weekday_number
from ukjp.reading.date_neighbours import (
    JOINED,
    MEASURES,
    Words,
    counts_something,
    in_address,
    word_after,
    word_before,
)
from ukjp.reading.day_records import Mention

_CAPITALISED = re.compile(r" ([A-ZÀ-Þ][a-zà-þ]+)")
# Words before a weekday that keep it one, whatever name follows ("on Friday Kyiv said").
_BEFORE_WEEKDAY = frozenset(
    "on last next this by since until till late early from to of before after during past coming "
    "previous following every each than".split()
)
_SURE_BEFORE_MONTH = frozenset(
    "in since by until till last next this early late mid of during before after".split()
)
_AT_LEAST = re.compile(r"\b(?:until|till|by|through|to)\sat\sleast\s$")
_DIGITS = re.compile(r"\d+")
# Months that are names or verbs too: alone, they need a preposition, an article or a possessive.
_DOUBTFUL_MONTHS = frozenset("may march mar mar. april june august jan jan.".split())
_NAMED_WEEKDAYS = frozenset("black good super bloody easter palm cyber ash holy ruby man".split())
_NO_YEAR_AFTER = frozenset(
    "usd eur gbp jpy nok sek dkk no. nos. article resolution page section paragraph room box some "
    "nearly almost approximately than exceeding su route channel boeing".split()
)
_YEAR_AFTER = frozenset("in since by until during throughout early late mid the its their".split())


def read_iso(words: Words) -> Mention | None:
    """Read 2023-10-07."""
    match, _, low = words
    start = match.start()
    if low[start - 1 : start] in JOINED and not in_address(low, start):
        return None
    year, month, day = (int(n) for n in _DIGITS.findall(match.group()))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Mention(*match.span(), "date", year, month, day)


def read_numeric(words: Words) -> Mention | None:
    """Read 07/10/2023, whose order may be open, and 7.10.2023."""
    match, _, low = words
    if low[match.start() - 1 : match.start()] in JOINED or low[match.start() - 1] == "-":
        return None
    first, second, year = (int(n) for n in _DIGITS.findall(match.group()))
    separator = match["n_sep"]
    if year < 100:
        if separator != "/":
            return None
        year += 2000 if year < 70 else 1900
    if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12):
        return None
    if separator == "." or first > 12 or first == second:
        return _numeric_date(match, year, second, first, sure=first > 12)
    if second > 12:
        return _numeric_date(match, year, first, second, sure=True)
    return Mention(*match.span(), "numeric", year, second, first)


def _numeric_date(
    match: re.Match[str], year: int, month: int, day: int, *, sure: bool
) -> Mention | None:
    if month > 12:
        return None
    order = "american" if month == int(_DIGITS.findall(match.group())[0]) else "british"
    return Mention(
        *match.span(),
        "date",
        year,
        month,
        day,
        unit=order if sure and match["n_sep"] == "/" else "",
    )


def _several_days(more: str | None, first: int) -> int:
    """Return the last of several days in one month; 0 where the numbers do not go up."""
    if not more:
        return first
    last = int(_DIGITS.findall(more)[-1])
    return last if last > first else 0


def read_daymonth(words: Words) -> Mention | None:
    """Read "7 October 2023", "15-16 June"."""
    match, text, low = words
    name = match["d_name"]
    before = low[match.start() - 1 : match.start()]
    if before in JOINED or (before and before in "-–" and low[match.start() - 2].isdigit()):
        return None
    if name[:3] in ("may", "mar") and text[match.start("d_name")].islower():
        return None
    day = int(_DIGITS.findall(match["d_day"])[0])
    last = _several_days(match["d_more"], day)
    start = match.start()
    if not last:
        # "on the 30th and 1 July": only the last number goes with the month.
        start = [n.start() for n in _DIGITS.finditer(low, *match.span("d_more"))][-1]
        day = last = int(_DIGITS.findall(match["d_more"])[-1])
    year = int(match["d_year"]) if match["d_year"] else None
    return Mention(start, match.end(), "date", year, month_number(name), day, last)


def read_feast(words: Words) -> Mention | None:
    """Read "New Year's Day", "Christmas Eve"."""
    match = words.match
    eve, christmas = match.group().split()[-1] == "eve", match.group().startswith("christmas")
    month, day = (12, 24 if eve else 25) if christmas else (12, 31) if eve else (1, 1)
    year = int(match["x_year"]) if match["x_year"] else None
    return Mention(*match.span(), "date", year, month, day, day)


def read_month(words: Words) -> Mention | None:
    """Read "October 7, 2023", "June 15 and 16", "Feb. 2022", "August"."""
    match, text, low = words
    start, end = match.span()
    name, month = match["m_name"], month_number(match["m_name"])
    year = int(match["m_year"]) if match["m_year"] else None
    capital = text[start].isupper()
    if not capital and (name[:3] in ("may", "mar") or (len(name) <= 4 and not match["m_day"])):
        return None
    if year is not None and not match["m_day"] and year % 100 == 0 and counts_something(low, end):
        year, end = None, match.end("m_name")
    if not match["m_day"]:
        if year is None and not _stands_alone(words):
            return None
        return Mention(start, end, "month", year, month)
    day = int(_DIGITS.findall(match["m_day"])[0])
    if (
        year is None
        and word_before(low, start) == "in"
        and counts_something(low, match.end("m_day"))
    ):
        return Mention(start, match.end("m_name"), "month", None, month)
    last = _several_days(match["m_more"], day)
    more_counts = match["m_more"] and year is None and counts_something(low, match.end("m_more"))
    if not last or more_counts:
        return Mention(start, match.end("m_day"), "date", None, month, day, day)
    return Mention(start, end, "date", year, month, day, last)


def _stands_alone(words: Words) -> bool:
    """Whether a month without day and year is a month, and no name and no verb."""
    match, text, low = words
    name, start, end = match["m_name"], match.start(), match.end("m_name")
    before = low[start - 1 : start]
    if before and before in "/_.":
        return False
    word = word_before(low, start)
    if text[start:end].isupper() and name in ("may", "march"):
        return word in ("in", "since", "by", "until", "last", "next", "early", "late", "mid")
    if len(name.rstrip(".")) > 4 or name in ("june", "july", "may"):
        if name not in _DOUBTFUL_MONTHS:
            return True
        if text[start].islower() or (_opens_name(text, end) and word not in _SURE_BEFORE_MONTH):
            return False
        follows = low[end : end + 2] in ("'s", "’s") or low.startswith(("-", "–"), end)
        return word in DATE_PREPOSITIONS or word in ("the", "its", "a", "an", "that") or follows
    return word in DATE_PREPOSITIONS if name.endswith(".") else word in _SURE_BEFORE_MONTH - {"of"}


def _opens_name(text: str, end: int) -> bool:
    """Whether a capitalised word that is no date follows: "June Park", "Friday Health Plans"."""
    match = _CAPITALISED.match(text, end)
    return bool(match) and match[1].lower()[:3] not in MONTHS if match else False


def read_weekday(words: Words) -> Mention | None:
    """Read "Thursday", and "Thurs." where it is sure."""
    match, text, low = words
    start, end = match.span()
    word, before = match.group(), word_before(low, start)
    if before in _NAMED_WEEKDAYS:
        return None
    day = weekday_number(word)
    if _opens_name(text, end) and before and before not in _BEFORE_WEEKDAY:
        return None  # "Friday Health Plans", "The Saturday Evening Post"
    if word.endswith("day"):
        return Mention(start, end, "weekday", weekday=day)
    if not text[start].isupper():
        return None
    sure = before in ("on", "last", "next", "by", "until", "since") and word[:3] != "sun"
    return Mention(start, end, "weekday", weekday=day, unit="" if sure else "weak")


def read_year(words: Words) -> Mention | None:
    """Read "2011", "2022-23", "the 1990s" and 2024-06."""
    match, _, low = words
    start, end = match.span()
    year, second = int(match["y_first"]), match["y_second"]
    if not _is_year(match, low):
        return None
    if match["y_s"]:
        return Mention(start, end, "decade", year) if year % 10 == 0 and not second else None
    if not second:
        return Mention(start, end, "year", year)
    number = int(second[1:])
    last = number if number > 99 else year - year % 100 + number
    if number < 100 and second[0] == "-" and 1 <= number <= 12 and last != year + 1:
        return Mention(start, end, "month", year, number)
    return Mention(start, end, "years", year, last=last) if last > year else None


def _is_year(match: re.Match[str], low: str) -> bool:
    """Tell a year from a number of four digits by the words around it."""
    start, end = match.span()
    before = low[start - 1 : start]
    if (before and before in JOINED) or low[end : end + 1] in ("/", "_", "@", "-", "="):
        return False
    word = word_before(low, start)
    if before and before in "-–":
        return word in ("mid", "early", "late", "end", "post", "pre")
    if word in _NO_YEAR_AFTER or (
        word == "least" and not _AT_LEAST.search(low, max(0, start - 24), start)
    ):
        return False
    after = word_after(low, end)
    if after in MEASURES and word not in ("in", "since", "by"):
        return False
    return word in _YEAR_AFTER or not (
        counts_something(low, end) and int(match["y_first"]) % 100 == 0
    )
