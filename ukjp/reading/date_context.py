"""Day words in their sentences: read, joined, and told past from coming."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from ukjp.actors import Mention as ActorMention
from ukjp.actors import find_mentions
from ukjp.reading.calendar_words import FUNCTION_WORDS
from ukjp.reading.date_mentions import read_mentions
from ukjp.reading.date_merging import merge_mentions
from ukjp.reading.date_resolution import BOUNDING, UPPER
from ukjp.reading.day_records import Mention, NamedDay, Reference
from ukjp.reading.sentence_starts import find_sentence_starts
from ukjp.reading.tense import read_tense

if TYPE_CHECKING:
    from ukjp.reading.datelines import StatedDay
    from ukjp.reading.summit_names import Name

_SHIFT_TENSES = {"ago": "past", "hence": "future"}
_DET_TENSES = {
    "last": "past", "past": "past", "this past": "past", "next": "future", "coming": "future",
    "this coming": "future", "upcoming": "future", "recent": "past",
}  # fmt: skip
_ATTRIBUTE = re.compile(r"\s([a-z]+)")


class DatedText:
    """A text with its day words, read once however often its days are asked for.

    `low` is the text lowered letter for letter, `masked` the text with its day words blanked out,
    `names` the names of happenings once they are looked for, `named` what they are, by reference;
    `stated` tells of the day words already asked whether their line states the page's own day.
    """

    __slots__ = (
        "_actors", "_begins", "low", "masked", "mentions", "named", "names", "starts", "stated",
        "text",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = lower_letters(text)
        self.starts: list[int] = []
        self.names: list[tuple[int, Name, str]] | None = None
        self.named: dict[Reference, list[NamedDay]] = {}
        self.stated: dict[int, StatedDay | None] = {}
        self._actors: list[ActorMention] | None = None
        mentions = merge_mentions(list(read_mentions(text, self.low)), self.low)
        self.masked = _mask(text, mentions)
        self.mentions = self._with_tenses(mentions)
        self._begins = [mention.start for mention in self.mentions]

    @property
    def actors(self) -> list[ActorMention]:
        """Who is named in the text, and where."""
        if self._actors is None:
            self._actors = find_mentions(self.text)
        return self._actors

    def actors_between(self, start: int, end: int) -> list[ActorMention]:
        """Return who is named in `text[start:end]`."""
        first = bisect_left(self.actors, start, key=_start_of)
        behind = bisect_right(self.actors, end, lo=first, key=_end_of)
        return self.actors[first:behind]

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that an offset lies in."""
        if not self.starts:
            self.starts = find_sentence_starts(self.text)
        return bisect_right(self.starts, offset) - 1

    def mentions_between(self, start: int, end: int) -> list[Mention]:
        """Return the day words that begin in `text[start:end]`."""
        return self.mentions[bisect_left(self._begins, start) : bisect_left(self._begins, end)]

    def sentence_bounds(self, number: int) -> tuple[int, int]:
        """Return where a sentence begins and ends."""
        following = number + 1
        end = self.starts[following] if following < len(self.starts) else len(self.text)
        return self.starts[number], end

    def _with_tenses(self, mentions: list[Mention]) -> list[Mention]:
        told = []
        for plain in mentions:
            mention = self._with_tense(plain, self.sentence_at(plain.start))
            durable = mention.left == "in" or mention.det == "within"
            if mention.kind == "shift" and durable and mention.tense != "future":
                continue  # "for the first time in two years" names no day
            told.append(mention)
        _inherit_years(told, self.starts)
        return told

    def _with_tense(self, mention: Mention, number: int) -> Mention:
        word, article, _ = mention.left.partition(" the")
        bounding = word in BOUNDING and _bounds(mention, self.low, article=bool(article))
        start = mention.start
        if bounding:
            for part in reversed(word.split()):
                start = self.low.rindex(part, 0, start)
        found = read_tense(self.masked, start, mention.end, self.sentence_bounds(number))
        tense = _own_tense(mention)
        if not tense:
            tense = found.tense
            if word == "since":
                tense = "past"
            elif bounding and tense == "past" and word in UPPER:
                tense = "open"  # "asked for it by March": the deadline need not be past
            elif word == "ahead of" or (tense == "open" and bounding and word in UPPER):
                tense = "future"
        if mention.until is not None:
            mention = mention._replace(until=mention.until._replace(tense=tense))
        return mention._replace(
            start=start,
            tense=tense,
            spoken=found.spoken,
            bound=word if bounding else "",
            sentence=number,
        )


def lower_letters(text: str) -> str:
    """Return the text in lower case, every letter in its place ("İ" alone would grow)."""
    return text.replace("İ", "i").lower()


def read_dated_text(text: str | DatedText) -> DatedText:
    """Return a text with its day words, which may have been read already."""
    return text if isinstance(text, DatedText) else DatedText(text)


def _start_of(actor: ActorMention) -> int:
    return actor.start


def _end_of(actor: ActorMention) -> int:
    return actor.end


def _own_tense(mention: Mention) -> str:
    """Return the tense that the expression itself has: "last", "ago", "tomorrow"."""
    if mention.kind == "offset" and mention.amount[0]:
        return "past" if mention.amount[0] < 0 else "future"
    if mention.kind == "shift":
        if mention.left in ("in", "within"):
            return ""
        return _SHIFT_TENSES.get(mention.det, "")
    if mention.part == "later" and mention.det == "this":
        return "future"
    if mention.part == "earlier" and mention.det == "this":
        return "past"
    if mention.within is not None and mention.within.kind == "unit":
        return _DET_TENSES.get(mention.within.det, "")
    return _DET_TENSES.get(mention.det, "")


def _bounds(mention: Mention, low: str, *, article: bool) -> bool:
    """Tell "before 5 May" from "before the May summit" and "after May talks"."""
    if mention.kind in ("shift", "offset"):
        return False
    if article and not mention.part and mention.kind in ("date", "month", "year", "weekday"):
        return low[mention.start].isdigit() and mention.kind == "date"
    if low.startswith(("'s", "’s"), mention.end):
        return False
    if mention.left.partition(" the")[0] not in ("before", "after") or mention.part:
        return True
    follows = _ATTRIBUTE.match(low, mention.end)
    return follows is None or follows[1] in FUNCTION_WORDS


def _inherit_years(mentions: list[Mention], starts: list[int]) -> None:
    """Read "In 2022, it gave ... in March": the sentence's first words give the year."""
    opening: Mention | None = None
    for at, mention in enumerate(mentions):
        if opening and mention.sentence != opening.sentence:
            opening = None
        if mention.kind == "year" and mention.left == "in" and not mention.part:
            first = mention.start - starts[mention.sentence] <= 4
            opening = mention if first else None
        elif opening and mention.kind in ("date", "month", "season"):
            own = mention.year or mention.within or mention.det or mention.spoken
            mentions[at] = mention if own else mention._replace(year=opening.year)


def _mask(text: str, mentions: list[Mention]) -> str:
    """Blank the day words out, so that "may" is a verb wherever it still stands."""
    pieces: list[str] = []
    behind = 0
    for mention in mentions:
        pieces += (text[behind : mention.start], " " * (mention.end - mention.start))
        behind = mention.end
    return "".join((*pieces, text[behind:]))
