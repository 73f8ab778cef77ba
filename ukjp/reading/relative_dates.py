"""Read days told from another day: "yesterday", "last week", "two weeks earlier", "in a month"."""

from __future__ import annotations

from ukjp.reading.calendar_words import read_count
from ukjp.reading.date_neighbours import Words, part_of_period, word_before
from ukjp.reading.day_records import Mention


def read_shift(words: Words) -> Mention | None:
    """Read "three days ago", "two weeks earlier", "a year after"."""
    match, _, low = words
    start, end = match.span()
    count, unit = read_count(match["h_number"]), match["h_unit"]
    if match["h_number"].startswith("half"):
        count, unit = ((6, 6), "month") if unit == "year" else ((0, 1), unit)
    if (match["h_half"] or match["h_half2"]) and unit == "year":
        count, unit = (12 * count[0] + 6, 12 * count[1] + 6), "month"
    way = " ".join(match["h_way"].split())
    exact = word_before(low, start) in ("exactly", "precisely") or bool(match["h_exact"])
    if exact and not match["h_exact"]:
        start = low.rindex(word_before(low, start), 0, start)
    det, part = _WAYS.get(way, way), "exact" if exact else ""
    return Mention(start, end, "shift", amount=count, unit=unit, det=det, part=part)


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
    """Read "last week", "that year", "the weekend"."""
    match, _, low = words
    start, end = match.span()
    if match["u_many"] or match["u_number"]:
        return None  # "the past two years", "the coming weeks" are durations
    det, unit = match["u_det"], _plain_unit(match["u_unit"])
    said = match.group().split()
    inner = said[1] if len(said) > 2 and said[1] in _INNER else ""
    if det == "the":
        # "the week", "the year" say nothing; only the weekend is a period of its own.
        if unit != "weekend" and not inner:
            return None
        start += match.group().index(said[1])
    det = _INNER.get(inner) or _DETS.get(det, det)
    if det == "next" and (unit == "day" or word_before(low, start) == "the"):
        det = "following"
    past_year = det == "last" and word_before(low, start) == "the"
    if det in ("past", "recent") or (past_year and unit != "weekend"):
        return None
    if det == "last" and (unit == "day" or (unit == "year" and low.startswith(" of ", end))):
        return None
    return Mention(start, end, "unit", unit=unit, det=det)


# "this past week" is the last one, "the past week" a duration.
_INNER = {"same": "same", "past": "last", "coming": "coming"}
_DETS = {
    "current": "this", "upcoming": "coming", "preceding": "previous", "ensuing": "following",
}  # fmt: skip


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
