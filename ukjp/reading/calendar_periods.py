"""Read quarters, halves, seasons and fiscal years."""

from __future__ import annotations

from ukjp.reading.calendar_words import ORDINALS, SEASONS
from ukjp.reading.date_neighbours import Words, word_after, word_before
from ukjp.reading.day_records import Mention


def read_quarter(words: Words) -> Mention | None:
    """Read "the third quarter of 2024", "Q3", "the first half of the year"."""
    match, _, low = words
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
    if known is None and code is None and word_before(low, start) not in _QUARTER_AFTER:
        return None
    year = int(match["q_year"]) if match["q_year"] else None
    kind, months = ("half", 6) if half else ("quarter", 3)
    det = "this" if match["q_the"] else ""
    return Mention(start, end, kind, year, month=months * (number - 1) + 1, last=months, det=det)


_QUARTER_AFTER = frozenset(["the", "in", "this", "its", "by", "during", "and", "for"])


def read_season(words: Words) -> Mention | None:
    """Read "this spring", "winter 2023-24"."""
    match, _, low = words
    start, end = match.span()
    year = int(match["s_year"]) if match["s_year"] else None
    mention = Mention(start, end, "season", year, SEASONS[match["s_name"]], last=3)
    return mention if year is not None or _is_season(match["s_name"], start, end, low) else None


def _is_season(name: str, start: int, end: int, low: str) -> bool:
    """Tell "in the fall" from "the fall of" a town, "this spring" from water."""
    before = low[max(0, start - 30) : start].split()[-3:]
    if not before or low[start - 1] == "-":
        return False
    if before[-1] in ("this", "last", "next", "coming", "past", "previous", "following"):
        return True
    if word_after(low, end) in ("of", "to", "in", "into", "from"):
        return False
    if before[-1] == "the" and len(before) > 1:
        return before[-2] in _SEASON_AFTER
    plain = before[-1] in ("in", "by", "until", "since", "early", "late")
    return plain or (before[-1] in _SEASON_AFTER and name not in ("fall", "spring"))


_SEASON_AFTER = frozenset(
    "in by until since during over before after early late through throughout for mid of".split()
)


def read_fiscal(words: Words) -> Mention | None:
    """Read "fiscal 2024", "FY2024": Japan's from April, America's from October."""
    match, _, low = words
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
