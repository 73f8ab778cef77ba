"""Day words as they stand in a text, read but not yet resolved against any day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from ukjp.reading.calendar_words import (
    DATE_PREPOSITIONS,
    FUNCTION_WORDS,
    ORDINALS,
    SEASONS,
    month_number,
    read_count,
    weekday_number,
)
from ukjp.reading.date_grammar import BEFORE, HEADS, match_expression


class Mention(NamedTuple):
    """One expression: `start`, `end` into the text, its kind, and what it says.

    `kind` is date, month, year, years, decade, weekday, season, quarter, half, fiscal, offset,
    unit, shift, window, numeric or open. `last` is the last day of several in one month, or the
    last year of several. `left` is the preposition in front. `spoken` marks the day of a
    statement, which later words ("a day earlier") rarely count from.
    """

    start: int
    end: int
    kind: str
    year: int | None = None
    month: int = 0
    day: int = 0
    last: int = 0
    weekday: int | None = None
    count: tuple[int, int] = (1, 1)
    unit: str = ""
    det: str = ""
    part: str = ""
    bound: str = ""
    left: str = ""
    tense: str = "open"
    spoken: bool = False
    sentence: int = 0
    within: Mention | None = None
    until: Mention | None = None


_DIGITS = re.compile(r"\d+")
_NEXT_WORD = re.compile(r"[\s]+([a-z]+(?:-[a-z]+)?)")
_LAST_WORD = re.compile(r"([a-z.&]+)[\s(\"“‘'—–-]*$")
# Months that are names or verbs too: alone, they need a preposition, an article or a possessive.
_DOUBTFUL_MONTHS = frozenset("may march mar mar. april june august jan jan.".split())
_NAMED_WEEKDAYS = frozenset("black good super bloody easter palm cyber ash holy ruby".split())
_MEASURES = frozenset(
    "km kilometers kilometres miles meters metres feet kg tons tonnes hours mm people percent per "
    "million billion trillion yen dollars euros hryvnias kroner troops soldiers".split()
)
_NO_YEAR_AFTER = frozenset(
    "usd eur gbp jpy nok sek dkk no. nos. article resolution page section paragraph room box some "
    "nearly almost approximately least than exceeding su route channel boeing".split()
)
_YEAR_AFTER = frozenset("in since by until during throughout early late mid the its their".split())


def read_mentions(text: str, low: str) -> Iterator[Mention]:
    """Yield the day words of a text in order; `low` is the text lowered, letter for letter."""
    behind = 0
    for start in chain((0,), (head.end() for head in HEADS.finditer(low))):
        match = match_expression(low, start) if start >= behind else None
        kind = match.lastgroup if match else None
        if match is None or kind is None:
            continue
        mention = _READERS[kind](match, text, low)
        if mention is not None:
            behind = mention.end
            yield _with_words_before(mention, low)


def _with_words_before(mention: Mention, low: str) -> Mention:
    """Take in what stands in front: "by", "the end of", "last"."""
    start = mention.start
    found = BEFORE.search(low, max(0, start - 44), start)
    if found is None or found.start() == start:
        return mention
    bound = " ".join((found["bound"] or "").split())
    if bound and found["the"]:
        bound += " the"
    det, part = (found["det"] or "").replace("the ", ""), found["part"] or ""
    if mention.kind in _TAKES_NO_DET:
        det = ""
    if mention.kind in _TAKES_NO_PART:
        part = ""
    if not det and not part:
        return mention._replace(left=bound or mention.left)
    lead = found.start("part") if part else found.start("det")
    return mention._replace(
        start=lead,
        det=det or mention.det,
        part=_part_of_period(part),
        left=bound or mention.left,
    )


_TAKES_NO_DET = frozenset(
    "numeric year years decade offset unit shift window fiscal open half".split()
)
_TAKES_NO_PART = frozenset("numeric date weekday offset shift window open".split())
_PARTS = {"beginning": "start", "close": "end", "first half": "half1", "second half": "half2"}


def _part_of_period(words: str) -> str:
    plain = " ".join(word for word in words.split() if word not in ("the", "very"))
    return _PARTS.get(plain, plain)


def _word_after(low: str, end: int) -> str:
    match = _NEXT_WORD.match(low, end, end + 24)
    return match[1] if match else ""


def _word_before(low: str, start: int) -> str:
    match = _LAST_WORD.search(low, max(0, start - 24), start)
    return match[1] if match else ""


def _counts(low: str, end: int) -> bool:
    """Tell a number from a date: "15 countries", "2000 troops"."""
    word = _word_after(low, end)
    return word in _MEASURES or (len(word) > 3 and word[-1] == "s" and word not in FUNCTION_WORDS)


def _read_iso(match: re.Match[str], text: str, low: str) -> Mention | None:  # noqa: ARG001
    if low[match.start() - 1 : match.start()] in _JOINED:
        return None
    year, month, day = (int(n) for n in _DIGITS.findall(match.group()))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Mention(*match.span(), "date", year, month, day)


_JOINED = frozenset("./:#_=@&,\\")


def _read_numeric(match: re.Match[str], text: str, low: str) -> Mention | None:  # noqa: ARG001
    if low[match.start() - 1 : match.start()] in _JOINED or low[match.start() - 1] == "-":
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
        *match.span(), "date", year, month, day, unit=order if sure and match["n_sep"] == "/" else ""
    )


def _several_days(more: str | None, first: int) -> int:
    """Return the last of several days in one month; 0 where the numbers do not go up."""
    if not more:
        return first
    last = int(_DIGITS.findall(more)[-1])
    return last if last > first else 0


def _read_daymonth(match: re.Match[str], text: str, low: str) -> Mention | None:
    name = match["d_name"]
    before = low[match.start() - 1 : match.start()]
    if before in _JOINED or (before and before in "-–" and low[match.start() - 2].isdigit()):
        return None
    if name[:3] in ("may", "mar") and text[match.start("d_name")].islower():
        return None
    day = int(_DIGITS.findall(match["d_day"])[0])
    last = _several_days(match["d_more"], day)
    start = match.start()
    if not last:
        # "June 30 and 1 July": the numbers belong to two dates.
        start = match.end("d_more") - len(_DIGITS.findall(match["d_more"])[-1])
        day = last = int(_DIGITS.findall(match["d_more"])[-1])
    year = int(match["d_year"]) if match["d_year"] else None
    return Mention(start, match.end(), "date", year, month_number(name), day, last)


def _read_month(match: re.Match[str], text: str, low: str) -> Mention | None:
    start, end = match.span()
    name, month = match["m_name"], month_number(match["m_name"])
    year = int(match["m_year"]) if match["m_year"] else None
    capital = text[start].isupper()
    if not capital and (name[:3] in ("may", "mar") or (len(name) <= 4 and not match["m_day"])):
        return None
    if year is not None and not match["m_day"] and year % 100 == 0 and _counts(low, end):
        year, end = None, match.end("m_name")
    if not match["m_day"]:
        if year is None and not _stands_alone(match, text, low):
            return None
        return Mention(start, end, "month", year, month)
    day = int(_DIGITS.findall(match["m_day"])[0])
    if year is None and _word_before(low, start) == "in" and _counts(low, match.end("m_day")):
        return Mention(start, match.end("m_name"), "month", None, month)
    last = _several_days(match["m_more"], day)
    more_counts = match["m_more"] and year is None and _counts(low, match.end("m_more"))
    if not last or more_counts:
        return Mention(start, match.end("m_day"), "date", None, month, day, day)
    return Mention(start, end, "date", year, month, day, last)


def _stands_alone(match: re.Match[str], text: str, low: str) -> bool:
    """Whether a month without day and year is a month, and no name and no verb."""
    name, start, end = match["m_name"], match.start(), match.end("m_name")
    before = low[start - 1 : start]
    if before and before in "/_.":
        return False
    word = _word_before(low, start)
    if text[start:end].isupper() and name in ("may", "march"):
        return word in ("in", "since", "by", "until", "last", "next", "early", "late", "mid")
    if len(name.rstrip(".")) > 4 or name in ("june", "july", "may"):
        if name not in _DOUBTFUL_MONTHS:
            return True
        follows = low[end : end + 2] in ("'s", "’s") or low[end : end + 1] in "-–"
        return word in DATE_PREPOSITIONS or word in ("the", "its", "a", "an", "that") or follows
    return word in DATE_PREPOSITIONS


def _read_weekday(match: re.Match[str], text: str, low: str) -> Mention | None:
    start, end = match.span()
    word, before = match.group(), _word_before(low, start)
    if before in _NAMED_WEEKDAYS:
        return None
    day = weekday_number(word)
    if word.endswith("day"):
        return Mention(start, end, "weekday", weekday=day)
    if not text[start].isupper():
        return None
    sure = before in ("on", "last", "next", "by", "until", "since") and word[:3] != "sun"
    return Mention(start, end, "weekday", weekday=day, unit="" if sure else "weak")


def _read_shift(match: re.Match[str], text: str, low: str) -> Mention | None:  # noqa: ARG001
    count, unit = read_count(match["h_number"]), match["h_unit"]
    if match["h_number"].startswith("half"):
        count, unit = ((6, 6), "month") if unit == "year" else ((0, 1), unit)
    if (match["h_half"] or match["h_half2"]) and unit == "year":
        count, unit = (12 * count[0] + 6, 12 * count[1] + 6), "month"
    way = " ".join(match["h_way"].split())
    return Mention(*match.span(), "shift", count=count, unit=unit, det=_WAYS.get(way, way))


_WAYS = {
    "from now": "hence", "from today": "hence", "prior": "before", "previously": "earlier",
    "afterward": "later", "afterwards": "later",
}  # fmt: skip


def _read_year(match: re.Match[str], text: str, low: str) -> Mention | None:  # noqa: ARG001
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
    if (before and before in _JOINED) or low[end : end + 1] in ("/", "_", "@", "-", "="):
        return False
    word = _word_before(low, start)
    if before and before in "-–":
        return word in ("mid", "early", "late", "end", "post", "pre")
    if word in _NO_YEAR_AFTER:
        return False
    after = _word_after(low, end)
    if after in _MEASURES and word not in ("in", "since", "by"):
        return False
    return word in _YEAR_AFTER or not (_counts(low, end) and int(match["y_first"]) % 100 == 0)


def _read_offset(match: re.Match[str], text: str, low: str) -> Mention | None:  # noqa: ARG001
    word = " ".join(match.group().split())
    return Mention(*match.span(), "offset", count=(_OFFSETS[word], _OFFSETS[word]))


_OFFSETS = {
    "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
    "day before yesterday": -2, "day after tomorrow": 2,
}  # fmt: skip


def _read_quarter(match: re.Match[str], text: str, low: str) -> Mention | None:  # noqa: ARG001
    start, end = match.span()
    code = match["q_code"]
    half = code[0] == "h" if code else match["q_kind"] == "half"
    known = match["q_year"] or match["q_the"]
    if code:
        number = int(code[1])
    else:
        number = ORDINALS[match["q_order"]] if match["q_order"] else (2 if half else 4)
    if match["q_order"] == "final":
        number = 2 if half else 4
    if half and (number > 2 or (code and not known)):
        return None
    if known is None and code is None and _word_before(low, start) not in _QUARTER_AFTER:
        return None
    year = int(match["q_year"]) if match["q_year"] else None
    kind, months = ("half", 6) if half else ("quarter", 3)
    det = "this" if match["q_the"] else ""
    return Mention(start, end, kind, year, month=months * (number - 1) + 1, last=months, det=det)


_QUARTER_AFTER = frozenset(["the", "in", "this", "its", "by", "during", "and", "for"])


def _read_ends(match: re.Match[str], text: str, low: str) -> Mention | None:  # noqa: ARG001
    part = match["e_part"]
    part = {"rest": "later", "remainder": "later", "turn": "end"}.get(part, part)
    unit = _plain_unit(match["e_unit"])
    return Mention(*match.span(), "unit", unit=unit, det="this", part=_part_of_period(part))


def _plain_unit(words: str) -> str:
    first, _, rest = words.partition(" ")
    return "fiscal year" if rest and first in ("fiscal", "financial") else words.split()[-1]


def _read_yearend(match: re.Match[str], text: str, low: str) -> Mention | None:  # noqa: ARG001
    return Mention(*match.span(), "unit", unit="year", det="this", part="end")


def _read_unit(match: re.Match[str], text: str, low: str) -> Mention | None:  # noqa: ARG001
    start, end = match.span()
    det, unit = match["u_det"], _plain_unit(match["u_unit"])
    det = _DETS.get(det, det)
    words = match.group().split()
    if det == "the":
        # "the week", "the year" say nothing; only the weekend is a period of its own.
        inner = words[1] if len(words) > 2 else ""
        if unit != "weekend" and inner not in ("same", "past", "coming"):
            return None
        det, start = (inner or "the"), start + match.group().index(words[1])
        det = _DETS.get(det, det)
    if match["u_many"] or match["u_number"]:
        return _read_window(match, start, det, unit)
    after = low[end : end + 4]
    if det == "last" and (unit == "day" or (unit == "year" and after == " of ")):
        return None
    if unit in ("hour", "morning", "afternoon", "evening", "night", "day") and det == "past":
        return None
    if det in ("past", "last") and unit != "day" and _word_before(low, start) == "the":
        return Mention(start, end, "window", unit=unit, det="past")
    if det == "past":
        return Mention(start, end, "window", unit=unit, det="past")
    return Mention(start, end, "unit", unit=unit, det=det)


_DETS = {
    "current": "this", "upcoming": "coming", "preceding": "previous", "ensuing": "following",
}  # fmt: skip


def _read_window(match: re.Match[str], start: int, det: str, unit: str) -> Mention | None:
    """Read "the past two years", "the coming weeks"."""
    if det in ("last", "past", "recent", "previous"):
        det = "past"
    elif det in ("next", "coming"):
        det = "next"
    else:
        return None
    if not match["u_number"] and unit in ("day", "hour") and match["u_det"] == "last":
        return None
    vague = read_count("coming")
    count = read_count(match["u_number"]) if match["u_number"] else vague
    return Mention(start, match.end(), "window", count=count, unit=unit, det=det)


def _read_nextto(match: re.Match[str], text: str, low: str) -> Mention | None:  # noqa: ARG001
    """Read "the day before", "the year after"."""
    if _word_before(low, match.start()) != "the":
        return None
    unit = "day" if match["t_unit"] == "night" else match["t_unit"]
    return Mention(*match.span(), "shift", unit=unit, det=match["t_way"])


def _read_ahead(match: re.Match[str], text: str, low: str) -> Mention | None:  # noqa: ARG001
    if low[match.end() : match.end() + 4] == " of ":
        return None
    way = "hence" if match["a_word"] == "in" else "within"
    count, unit = read_count(match["a_number"]), match["a_unit"]
    if match["a_number"].startswith("half"):
        count, unit = ((6, 6), "month") if unit == "year" else (count, unit)
    return Mention(*match.span(), "shift", count=count, unit=unit, det=way, left=match["a_word"])


def _read_season(match: re.Match[str], text: str, low: str) -> Mention | None:  # noqa: ARG001
    start, name = match.start(), match["s_name"]
    year = int(match["s_year"]) if match["s_year"] else None
    mention = Mention(start, match.end(), "season", year, SEASONS[name], last=3)
    if year is not None:
        return mention
    words = low[max(0, start - 30) : start].split()[-3:]
    if not words or low[start - 1] == "-":
        return None
    if words[-1] in ("this", "last", "next", "coming", "past", "previous", "following"):
        return mention
    if _word_after(low, match.end()) in ("of", "to", "in", "into", "from"):
        return None
    if words[-1] == "the" and len(words) > 1:
        return mention if words[-2] in _SEASON_AFTER else None
    return mention if words[-1] in _SEASON_AFTER and name not in ("fall", "spring") else (
        mention if words[-1] in ("in", "by", "until", "since", "early", "late") else None
    )


_SEASON_AFTER = frozenset(
    "in by until since during over before after early late through throughout for mid of".split()
)


def _read_fiscal(match: re.Match[str], text: str, low: str) -> Mention | None:  # noqa: ARG001
    year = int(match["f_year"])
    if year < 100:
        if not match.group().lstrip("j").startswith("fy"):
            return None
        year += 2000
    around = low[max(0, match.start() - 200) : match.end() + 200]
    american = any(word in around for word in _AMERICAN) and not any(w in around for w in _JAPANESE)
    return Mention(*match.span(), "fiscal", year - american, month=10 if american else 4, last=12)


_AMERICAN = ("u.s.", "united states", "pentagon", "congress", "american")
_JAPANESE = ("japan", "tokyo", "yen", "kishida")

_READERS: dict[str, Callable[[re.Match[str], str, str], Mention | None]] = {
    "iso": _read_iso,
    "numeric": _read_numeric,
    "daymonth": _read_daymonth,
    "month": _read_month,
    "weekday": _read_weekday,
    "shift": _read_shift,
    "year": _read_year,
    "offset": _read_offset,
    "quarter": _read_quarter,
    "ends": _read_ends,
    "yearend": _read_yearend,
    "unit": _read_unit,
    "nextto": _read_nextto,
    "ahead": _read_ahead,
    "season": _read_season,
    "fiscal": _read_fiscal,
}
