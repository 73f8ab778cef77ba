"""Find the day words of a text, each with what stands in front of it; nothing is resolved yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from ukjp.reading.calendar_periods import read_fiscal, read_quarter, read_season
from ukjp.reading.date_grammar import BEFORE, HEADS, match_expression
from ukjp.reading.date_neighbours import Words, part_of_period
from ukjp.reading.day_records import Mention
from ukjp.reading.relative_dates import (
    read_ahead,
    read_ends,
    read_nextto,
    read_offset,
    read_shift,
    read_unit,
    read_yearend,
)
from ukjp.reading.written_dates import (
    read_daymonth,
    read_feast,
    read_iso,
    read_month,
    read_numeric,
    read_weekday,
    read_year,
)

_TAKES_NO_DET = frozenset("numeric year years decade offset unit shift fiscal half".split())
_TAKES_NO_PART = frozenset("numeric date weekday offset shift".split())
_READERS: dict[str, Callable[[Words], Mention | None]] = {
    "iso": read_iso,
    "numeric": read_numeric,
    "daymonth": read_daymonth,
    "feast": read_feast,
    "month": read_month,
    "weekday": read_weekday,
    "shift": read_shift,
    "year": read_year,
    "offset": read_offset,
    "quarter": read_quarter,
    "ends": read_ends,
    "yearend": read_yearend,
    "unit": read_unit,
    "nextto": read_nextto,
    "ahead": read_ahead,
    "season": read_season,
    "fiscal": read_fiscal,
}


def read_mentions(text: str, low: str) -> Iterator[Mention]:
    """Yield the day words of a text in order; `low` is the text lowered, letter for letter."""
    behind = 0
    for start in chain((0,), (head.end() for head in HEADS.finditer(low))):
        match = match_expression(low, start) if start >= behind else None
        kind = match.lastgroup if match else None
        if match is None or kind is None:
            continue
        mention = _READERS[kind](Words(match, text, low))
        if mention is not None:
            yield _with_words_before(mention, low, behind)
            behind = mention.end


def _with_words_before(mention: Mention, low: str, floor: int) -> Mention:
    """Take in what stands in front, behind the last mention: "by", "the end of", "last"."""
    start = mention.start
    if not start or not (low[start - 1].isspace() or low[start - 1] == "-"):
        return mention
    found = BEFORE.search(low, max(floor, start - 44), start)
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
        return mention._replace(left=mention.left or bound)
    lead = found.start("part") if part else found.start("det")
    return mention._replace(
        start=lead,
        det=det or mention.det,
        part=part_of_period(part),
        left=mention.left or bound,
    )
