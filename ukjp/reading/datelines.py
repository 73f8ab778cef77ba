"""Lines in which a page states its own day: clock lines, bylines, date lines, datelines.

Only the head of a text and a labelled line at its end are looked at, and only a line that the date
governs: a date inside a sentence is something told, not when it was told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from ukjp.reading.date_context import DatedText
from ukjp.reading.day_records import Mention

_HEAD_SHARE, _HEAD_LEAST, _HEAD_MOST = 0.15, 800, 4000
_SHORT_SHARE = 0.4
_TAIL_SHARE = 0.85
_PROSE = 90
# What a label must contain, looked for before the pattern is tried.
_LABEL_REACH = 80
_LABELLING = ("publi", "post", "issue", "release", "create", "modif", "date")
_LABEL = re.compile(
    r"(?:first\s+|last\s+|date\s+)?(?P<label>published|posted|publication|issued|released|release|created|"
    r"updated|modified|update|date|dated)(?:\s+(?:on|at|date))*\W*$"
)
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}(?::|\.|h)\d{2}(?::\d{2})?(?:\.\d+)?(?!\d)(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?",
    re.I,
)
# Zones and words that may stand beside a date without making it prose.
_NOISE = re.compile(
    r"\b(?:[aecmpjkhiw][sde]?t|gmt|utc|cest|bst|eest|msk|ist|jst|kst|aest|akst|hst|z|local|time|"
    r"published|posted|updated|modified|last|first|on|at|date|issued|released|release|created|"
    r"\d{1,3}\s+min(?:ute)?s?(?:\s+read)?|min\s+read|read|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|mon|tue|tues|wed|thu|thurs|fri|sat|sun|am|pm|a\.m|p\.m|t)\b\.?|[+-]\d{2}:?\d{2}\b"
)
_SEGMENT = re.compile(r"[|·•●/»]|\s[-–—]\s")
_BYLINE = re.compile(r"^\W*(?:by|from|written by|reporting by|text by|author)\s|[|·•]\s*by\s", re.I)
_CITY = re.compile(
    r"^[\W]{0,3}(?:[A-ZÀ-Þ][\w.'’-]*(?:[ /][A-ZÀ-Þ][\w.'’-]*){0,4}"
    r"(?:,\s|\.\s|\s\([^)\n]{2,30}\)\s?|\s[-–—]\s?|\s)){1,3}$"
)
_AGENCY = re.compile(
    r"^\s*,?\s*(?:\([^)\n]{2,40}\)|/[^/\n]{2,30}/|[A-Z][\w-]{2,20}(?=\s[-–—]))?\s*(?:[-–—]{1,3}|/{2}|:)\s?"
)
_LINE = re.compile(r"[^\n\r]+")
_RUN_IN = re.compile(r"\s*(?:[-–—:|]\s*)?(?=[\"“(]?[A-ZÀ-Þ])")
_OPENING = re.compile(r"^\s*\((?:[A-ZÀ-Þ][\w.'’ -]{1,30},\s*){0,2}$")
_BRACKETED = re.compile(r"[,\s]{0,2}[^)\n]{0,40}\)\s")
_RANK = {"published": 0, "clock_line": 1, "byline": 2, "date_line": 3, "dateline": 4, "updated": 5}


# A line as long behind its date is prose.
_LONGEST_REST = 160
_META_LINE, _WORDS_WITH_CLOCK, _WORDS_ALONE = 120, 8, 4
_SENTENCE_END = re.compile(r"[a-z]{3}[.!?…][\"”’)]?\s*$")
_TOLD = re.compile(r"\b(?:on|in|by|since|of|from|until|till|after|before|to|and|the)\s+$")
_KINDS = frozenset(["date", "numeric", "month"])


class StatedDay(NamedTuple):
    """A date that a line states as the page's own.

    `manner` is published, updated, clock_line, byline, date_line or dateline.
    """

    mention: Mention
    manner: str
    clock: bool

    @property
    def basis(self) -> str:
        """The code of vocabulary.PUBLISHED_BASIS."""
        if self.manner == "dateline":
            return "byline"
        if self.manner in ("published", "updated"):
            return "clock_line" if self.clock else "date_line"
        return self.manner


def find_stated_days(dated: DatedText, body: Sequence[tuple[int, int]] | None) -> list[StatedDay]:
    """Return the dates that the page states as its own, the most trustworthy first."""
    text = dated.text
    head = _head_end(text, body)
    tail = max(head, int(len(text) * _TAIL_SHARE))
    found = []
    for mention in dated.mentions:
        if mention.kind not in _KINDS or mention.until or mention.last > mention.day > 0:
            continue
        if head <= mention.start < tail:
            continue
        if mention.start not in dated.stated:
            dated.stated[mention.start] = _read_line(dated, mention)
        stated = dated.stated[mention.start]
        if stated is None:
            continue
        labelled = stated.manner in ("published", "updated")
        if mention.kind == "month" and (mention.year is None or stated.manner == "dateline"):
            continue
        if mention.start < head or labelled:
            found.append(stated)
    return sorted(found, key=lambda s: (_RANK[s.manner], s.mention.year is None, s.mention.start))


def _head_end(text: str, body: Sequence[tuple[int, int]] | None) -> int:
    """Return where the head ends: with the second paragraph of prose, or a share of the text."""
    least = max(_HEAD_SHARE * len(text), min(_HEAD_LEAST, _SHORT_SHARE * len(text)))
    lines = (m.span() for m in _LINE.finditer(text, 0, _HEAD_MOST))
    spans = islice(lines if body is None else body, 40)
    prose = (start for start, end in spans if end - start >= _PROSE)
    second = next(islice(prose, 1, None), 0)
    return min(max(int(least), second), _HEAD_MOST)


def _read_line(dated: DatedText, mention: Mention) -> StatedDay | None:
    text, low = dated.text, dated.low
    start = max(text.rfind("\n", 0, mention.start) + 1, mention.start - 400)
    end = text.find("\n", mention.end, mention.end + 400)
    end = min(len(text), mention.end + 400) if end < 0 else end
    # A preposition in front makes it prose ("on 7 October"), except in labels and bylines.
    before, after = low[start : mention.start], low[mention.end : end]
    clock = bool(_CLOCK.search(before[-24:]) or _CLOCK.search(after[:24]))
    manner = _manner(
        text[start : mention.start], text[mention.end : end], before, after, clock=clock
    )
    if manner is None:
        manner = _short_line(text[start:end], before, after, clock=clock) if mention.year else None
    return None if manner is None else StatedDay(mention, manner, clock)


def _short_line(line: str, before: str, after: str, *, clock: bool) -> str | None:
    """Tell a line that holds little but a full date: "All News 15:41 April 19, 2024"."""
    if len(line.strip()) > _META_LINE or _SENTENCE_END.search(line) or _TOLD.search(before):
        return None
    others = len(_plain(before)) + len(_plain(after))
    if others > (_WORDS_WITH_CLOCK if clock else _WORDS_ALONE):
        return None
    return "clock_line" if clock else "date_line"


def _manner(
    before_text: str, after_text: str, before: str, after: str, *, clock: bool
) -> str | None:
    label = _label_before(before)
    if label not in ("", "date", "dated"):
        return "updated" if label in ("updated", "modified", "update") else "published"
    alone = len(after) <= _LONGEST_REST and not _plain(_segment_after(after))
    # Inside a paragraph nobody asks how many words stand in front.
    rest_before = len(_plain(_segment_before(before))) if alone or clock else 0
    if alone and not rest_before:
        return "clock_line" if clock else "date_line"
    if (alone or clock) and rest_before <= 14 and _BYLINE.search(before_text):
        return "byline"
    if _AGENCY.match(after_text) and _CITY.match(before_text):
        return "dateline"
    opened = _BRACKETED.match(after_text) if _OPENING.match(before_text) else None
    if opened:
        return "dateline"
    run_in = not before.strip() or label
    if run_in and _RUN_IN.match(after_text) and len(after) > 40:
        return "clock_line" if clock else "date_line"
    short = alone and rest_before <= 3 and len(after.strip()) <= 40
    if short and before_text.strip(" (") and _CITY.match(before_text):
        return "clock_line" if clock else "date_line"
    return None


def _label_before(before: str) -> str:
    """Return the label that stands alone in front of a date: "published", "updated", "date"."""
    if not any(map(before[-_LABEL_REACH:].__contains__, _LABELLING)):
        return ""
    label = _LABEL.search(_CLOCK.sub("", before).rstrip())
    if label is None or len(_plain(before[: label.start()])) > 2:
        return ""
    return label["label"]


def _segment_before(before: str) -> str:
    return _SEGMENT.split(before)[-1]


def _segment_after(after: str) -> str:
    return _SEGMENT.split(after)[0]


def _plain(words: str) -> list[str]:
    """Return the words that are neither clock, zone, weekday nor label."""
    return re.findall(r"[^\W_]+", _NOISE.sub(" ", _CLOCK.sub(" ", words)))
