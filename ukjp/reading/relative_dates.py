"""Read days told from another day: "yesterday", "last week", "two weeks earlier", "in a month"."""

from __future__ import annotations

import re

from ukjp.reading.calendar_words import read_count
from ukjp.reading.date_neighbours import Words, part_of_period, word_before
from ukjp.reading.day_records import Mention


def read_shift(words: Words) -> Mention | None:
    """Read "three days ago", "two weeks earlier", "a year after"."""
    match = words.match
    count, unit = read_count(match["h_number"]), match["h_unit"]
    if match["h_number"].startswith("half"):
        count, unit = ((6, 6), "month") if unit == "year" else ((0, 1), unit)
    if (match["h_half"] or match["h_half2"]) and unit == "year":
        count, unit = (12 * count[0] + 6, 12 * count[1] + 6), "month"
    way = " ".join(match["h_way"].split())
    return Mention(*match.span(), "shift", amount=count, unit=unit, det=_WAYS.get(way, way))


_WAYS = {
    "from now": "hence", "from today": "hence", "prior": "before", "previously": "earlier",
    "afterward": "later", "afterwards": "later",
}  # fmt: skip


def read_offset(words: Words) -> Mention | None:
    """Read "yesterday", "today", "tomorrow"."""
    match = words.match
    word = " ".join(match.group().split())
    return Mention(*match.span(), "offset", amount=(_OFFSETS[word], _OFFSETS[word]))


_OFFSETS = {
    "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
    "day before yesterday": -2, "day after tomorrow": 2,
}  # fmt: skip


def read_ends(words: Words) -> Mention | None:
    """Read "the end of the year"."""
    match = words.match
    part = match["e_part"]
    part = {"rest": "later", "remainder": "later", "turn": "end"}.get(part, part)
    unit = _plain_unit(match["e_unit"])
    return Mention(*match.span(), "unit", unit=unit, det="this", part=part_of_period(part))


def _plain_unit(words: str) -> str:
    first, _, rest = words.partition(" ")
    return "fiscal year" if rest and first in ("fiscal", "financial") else (rest or first).strip()


def read_yearend(words: Words) -> Mention | None:
    """Read "year-end"."""
    match = words.match
    return Mention(*match.span(), "unit", unit="year", det="this", part="end")


def read_unit(words: Words) -> Mention | None:
    """Read "last week", "that year", "the past two years"."""
    match, _, low = words
    start, end = match.span()
    det, unit = match["u_det"], _plain_unit(match["u_unit"])
    det = _DETS.get(det, det)
    said = match.group().split()
    if det == "the":
        # "the week", "the year" say nothing; only the weekend is a period of its own.
        inner = said[1] if len(said) > 2 else ""
        if unit != "weekend" and inner not in ("same", "past", "coming"):
            return None
        det, start = (inner or "the"), start + match.group().index(said[1])
        det = _DETS.get(det, det)
    if match["u_many"] or match["u_number"]:
        return _read_window(match, start, det, unit)
    after = low[end : end + 4]
    if det == "last" and (unit == "day" or (unit == "year" and after == " of ")):
        return None
    if unit in ("hour", "morning", "afternoon", "evening", "night", "day") and det == "past":
        return None
    if det in ("past", "last") and unit != "day" and word_before(low, start) == "the":
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
    return Mention(start, match.end(), "window", amount=count, unit=unit, det=det)


def read_nextto(words: Words) -> Mention | None:
    """Read "the day before", "the year after"."""
    match, _, low = words
    if word_before(low, match.start()) != "the":
        return None
    unit = "day" if match["t_unit"] == "night" else match["t_unit"]
    return Mention(*match.span(), "shift", unit=unit, det=match["t_way"])


def read_ahead(words: Words) -> Mention | None:
    """Read "in two weeks", "within a month"."""
    match, _, low = words
    if low[match.end() : match.end() + 4] == " of ":
        return None
    way = "hence" if match["a_word"] == "in" else "within"
    count, unit = read_count(match["a_number"]), match["a_unit"]
    if match["a_number"].startswith("half"):
        count, unit = ((6, 6), "month") if unit == "year" else (count, unit)
    return Mention(*match.span(), "shift", amount=count, unit=unit, det=way, left=match["a_word"])
