"""Happenings known by name: "the 50th G7 summit", "the upcoming NATO summit in Washington".

Ordinal, place, year and the days written beside a name choose its row of the reference table; what
they leave open, tense and reference decide. A name that no row fits gives nothing: a wrong day is
worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from ukjp.reading.calendar_arithmetic import Interval, days_interval
from ukjp.reading.calendar_words import ORDINALS
from ukjp.reading.date_context import DatedText, read_dated_text
from ukjp.reading.date_mentions import Mention
from ukjp.reading.date_resolution import resolve
from ukjp.reading.day_records import Day, NamedDay, Reference, as_bounds
from ukjp.reading.summits import (
    Summit,
    families_of_noun,
    noun_pattern,
    place_pattern,
    read_summits,
    towns,
)
from ukjp.reading.tense import read_tense

_REACH = 90
_DAY = timedelta(days=1)
# How far from the reference a name without any other word may lie, by tense.
_FAR = {"past": timedelta(days=420), "future": timedelta(days=420), "open": timedelta(days=75)}
_ORDINAL = re.compile(
    r"(?<!\w)(?:(?P<digits>\d{1,2})(?:st|nd|rd|th)|(?P<word>inaugural|first-ever|first|second|third|"
    r"fourth|fifth))(?:[\s-](?!and\b)[\w'’“\"-]+){0,2}?[\s“\"]+$"
)
_COMING = re.compile(r"\b(?:upcoming|forthcoming|impending|planned|next|coming|scheduled)\b")
_GONE = re.compile(r"\b(?:recent|last|past|previous)\b")
_BEING = re.compile(r"[”\"]?\s(?:(?:currently\s)?being\sheld|under\sway|taking\splace|now\s)")
# Words that may stand between a name and the place or day that belongs to it.
_LIGHT = frozenset(
    "in at on from of the for to a an being is was be will held hosted scheduled slated planned due "
    "set take takes taking took place begin begins began commence start starts started starting open "
    "opens opened opening which that this capital city resort town region southern northern eastern "
    "western later earlier early late due convene convenes convened there its s and mid expected "
    "month year week next last leaders".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_POSSESSED = re.compile(r"(?:['’]s)?\s(?:(?:upcoming|planned|annual|virtual|extraordinary)\s)?")
_DURING = re.compile(r",?\s(?:at|during|in|for|ahead\sof|before)\s(?:the|a|an|its|this\syear['’]s)\s")
_IN = re.compile(r"[”\"’']?,?\s(?:[\w’']+\s){0,5}?(?:in|at)\s(?:the\s)?")
_HELD_IN = re.compile(
    r"[”\"’']?\s(?:(?:being\s|to\sbe\s)?(?:held|hosted)\s)?in\s(?:the\s)?(?:[\w’']+\s){0,4}?$"
)
_UNKNOWN_PLACE = re.compile(r"[”\"’']?\s(?:(?:being\s|to\sbe\s)?held\s)?in\s(?:the\s)?([A-Z][\w-]+)")
_NUMBERS = {**ORDINALS, "inaugural": 1, "first-ever": 1, "fifth": 5}


class _Name(NamedTuple):
    """A family's name in the text: its span, the words around it, the rows it can mean."""

    start: int
    end: int
    sentence: tuple[int, int]
    families: tuple[str, ...]
    video: bool


def find_named_days(text: str, reference: Reference = None) -> list[NamedDay]:
    """Return the named happenings of a text with their days, in the order of the text.

    `reference` is the article's day or its bounds, as for `find_days`. Without one only a name that
    fits a single row is resolved.
    """
    return list(_find(read_dated_text(text), reference))


def narrow_days(
    dated: DatedText, mentions: list[Mention], days: list[Day], reference: Reference
) -> list[Day]:
    """Resolve what the article's unknown day leaves open through the summit beside it.

    "On Thursday ... during the 50th G7 summit" is the summit's Thursday, whenever the text appeared.
    """
    unsure = [at for at, day in enumerate(days) if _is_unsure(day, mentions[at])]
    if not unsure:
        return days
    narrowed = list(days)
    named = list(_find(dated, reference))
    for at in unsure:
        mention = mentions[at]
        for happening in named:
            if dated.sentence_at(happening.day.start) == mention.sentence:
                inside = _inside(mention, happening)
                if inside is not None:
                    narrowed[at] = days[at]._replace(
                        earliest=inside.earliest,
                        latest=inside.latest,
                        precision=inside.precision,
                        basis="reference",
                        iso=inside.iso,
                    )
                    break
    return narrowed


def is_being_held(dated: DatedText, named: NamedDay) -> bool:
    """Tell "the summit being held in Italy" from one past or to come."""
    words = dated.low[named.day.start : named.day.end + 24]
    return _BEING.search(words) is not None


def _is_unsure(day: Day, mention: Mention) -> bool:
    return day.iso is None and mention.kind in ("weekday", "date") and not mention.bound


def _inside(mention: Mention, happening: NamedDay) -> Interval | None:
    """Return the days of a mention if they lie within a happening, and only once."""
    days = [happening.start + n * _DAY for n in range((happening.end - happening.start).days + 1)]
    if mention.kind == "weekday":
        fitting = [day for day in days if day.weekday() == mention.weekday]
        return days_interval(fitting[0], fitting[0]) if len(fitting) == 1 else None
    fitting = [
        d for d in days if d.month == mention.month and mention.day <= d.day <= max(mention.last, mention.day)
    ]
    return days_interval(fitting[0], fitting[-1]) if fitting else None


def _find(dated: DatedText, reference: Reference) -> list[NamedDay]:
    found = []
    behind = 0
    for noun in noun_pattern().finditer(dated.low):
        name = _read_name(dated, noun) if noun.start() >= behind else None
        if name is None:
            continue
        row = _choose(dated, name, reference)
        if row is not None:
            found.append(row)
            behind = row.day.end
    return found


def _read_name(dated: DatedText, noun: re.Match[str]) -> _Name | None:
    low = dated.low
    if low[noun.start() - 1 : noun.start()].isalnum():
        return None
    sentence = dated.sentence_bounds(dated.sentence_at(noun.start()))
    word = "video" if noun.group().startswith("video") else noun.group().removesuffix("s")
    start = max(sentence[0], noun.start() - 60)
    for family in families_of_noun().get(word, ()):
        ahead = family.before.search(low, start, noun.start()) if family.before else None
        behind = family.after.match(low, noun.end(), noun.end() + 70) if family.after else None
        if ahead or behind:
            first = ahead.start() if ahead else noun.start()
            last = behind.end() if behind else noun.end()
            around = low[max(sentence[0], first - 30) : last + 12]
            video = any(w in around for w in ("video", "virtual", "online"))
            return _Name(first, last, sentence, family.names, video)
    if word not in ("summit", "conference"):
        return None
    town = _town_before(low, start, noun.start())
    if town is None:
        return None
    families = tuple(f for f in towns()[town] if word in f.lower() or word == "summit")
    return _Name(noun.start() - len(town) - 1, noun.end(), sentence, families, video=False)


def _town_before(low: str, start: int, end: int) -> str | None:
    words = low[start:end].split()
    for count in (1, 2):
        town = " ".join(words[-count:])
        if town in towns():
            return town
    return None


def _choose(dated: DatedText, name: _Name, reference: Reference) -> NamedDay | None:
    first, last = as_bounds(reference)
    tense = _tense(dated, name)
    beside = _mentions_beside(dated, name)
    rows, sure = _fitting_rows(dated, name)
    at_first = _at(rows, beside, tense, first, name, sure=sure)
    at_last = at_first if first == last else _at(rows, beside, tense, last, name, sure=sure)
    if at_first is None or at_first != at_last:
        return None
    return _as_named(dated, name, at_first, tense)


def _tense(dated: DatedText, name: _Name) -> str:
    low = dated.low
    before = low[max(name.sentence[0], name.start - 28) : name.start]
    if _BEING.match(low, name.end):
        return "open"
    if _COMING.search(before):
        return "future"
    if _GONE.search(before):
        return "past"
    return read_tense(dated.masked, name.start, name.end, name.sentence).tense


def _fitting_rows(dated: DatedText, name: _Name) -> tuple[list[Summit], bool]:
    """Return the rows that ordinal and place allow, and whether such a word narrowed them."""
    rows = [row for row in read_summits() if row.family in name.families]
    ordinal = _ordinal_before(dated.low, name)
    sure = False
    if ordinal is not None and any(row.ordinal for row in rows):
        if ordinal > 9 or any(row.ordinal == ordinal for row in rows):
            rows, sure = [row for row in rows if row.ordinal == ordinal], True
        elif ordinal > 1:
            return [], True
    places = _places(dated, name)
    if places:
        held = [row for row in rows if row.places & places]
        return held, True
    unknown = _UNKNOWN_PLACE.match(dated.text, name.end)
    if unknown and not _is_calendar_word(unknown[1]) and not sure:
        return [], True
    if name.video:
        rows = [row for row in rows if row.video]
    return rows, sure


def _is_calendar_word(word: str) -> bool:
    return word.lower()[:3] in _CALENDAR_STEMS


_CALENDAR_STEMS = frozenset(
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun ukr".split()
)


def _ordinal_before(low: str, name: _Name) -> int | None:
    start = max(name.sentence[0], name.start - 40)
    match = _ORDINAL.search(low, start, name.start)
    if match is None:
        return None
    return int(match["digits"]) if match["digits"] else _NUMBERS[match["word"]]


def _places(dated: DatedText, name: _Name) -> set[str]:
    """Return the places that a name is said to be in: behind "in", or directly before it."""
    low = dated.low
    pattern = place_pattern()
    inside = set(pattern.findall(low, name.start, name.end))
    before = low[max(name.sentence[0], name.start - 24) : name.start].rstrip(" “\"'’s")
    match = pattern.search(before, max(0, len(before) - 16))
    if match and match.end() == len(before):
        inside.add(match.group())
    stop = min(name.sentence[1], name.end + _REACH)
    where = _IN.match(low, name.end, stop)
    if where and _is_light(low, name.end, where.end()):
        found = pattern.findall(low, where.end(), min(stop, where.end() + 50))
        tail = low[where.end() : min(stop, where.end() + 50)]
        for place in found:
            if _is_light_text(tail[: tail.index(place)]) or place == found[0] and tail.index(place) < 36:
                inside.add(place)
    return inside


def _is_light(low: str, start: int, end: int) -> bool:
    return _is_light_text(low[start:end])


def _is_light_text(words: str) -> bool:
    calendar = _CALENDAR_STEMS
    return all(w in _LIGHT or w[:3] in calendar for w in _WORD.findall(words))


def _mentions_beside(dated: DatedText, name: _Name) -> list[Mention]:
    """Return the days written directly beside a name: "Thursday's G7 summit", "in Vilnius in July"."""
    beside = []
    low, number = dated.low, dated.sentence_at(name.start)
    for mention in dated.mentions:
        if mention.sentence < number:
            continue
        if mention.sentence > number:
            break
        if mention.end <= name.start:
            gap = low[mention.end : name.start]
            ordinal = _ORDINAL.search(low, mention.end, name.start)
            gap = gap[: ordinal.start() - mention.end] if ordinal else gap
            if len(gap) < 40 and (_POSSESSED.fullmatch(gap) or _DURING.fullmatch(gap)):
                beside.append(mention)
        elif mention.start >= name.end and mention.start - name.end <= _REACH:
            between = low[name.end : mention.start]
            places = place_pattern().sub("", between)
            if "," not in between.strip(", ") and _is_light_text(places):
                beside.append(mention)
    return beside


def _at(
    rows: list[Summit],
    beside: list[Mention],
    tense: str,
    reference: date | None,
    name: _Name,
    *,
    sure: bool,
) -> Summit | None:
    """Choose the row seen from one reference day."""
    # Without a reference a weekday alone fits too much to choose by.
    telling = [m for m in beside if reference is not None or sure or m.kind != "weekday"]
    tests = [test for mention in telling if (test := _day_test(mention, reference))]
    dated = any(m.kind in ("date", "weekday", "offset") for m in beside)
    if not dated and not sure and not name.video:
        rows = [row for row in rows if row.family == name.families[0]]
    fitting = [row for row in rows if all(test(row) for test in tests)]
    if not fitting and dated and not sure:
        return None
    if len(fitting) == 1 and (sure or tests or reference is None):
        return fitting[0] if sure or tests or len(rows) == 1 else None
    if reference is None:
        return None
    return _nearest(fitting, tense, reference, named_alone=not (sure or tests))


def _day_test(mention: Mention, reference: date | None) -> Callable[[Summit], bool] | None:
    interval = resolve(mention, reference, None) if mention.kind != "shift" else None
    if interval and interval.earliest and interval.latest:
        earliest, latest = interval.earliest, interval.latest
        return lambda row: row.start <= latest and row.end >= earliest
    if mention.kind in ("date", "month") and mention.month:
        return lambda row: any(
            d.month == mention.month and (not mention.day or d.day == mention.day) for d in _days(row)
        )
    if mention.kind == "weekday":
        return lambda row: any(d.weekday() == mention.weekday for d in _days(row))
    return None


def _days(row: Summit) -> list[date]:
    return [row.start + n * _DAY for n in range((row.end - row.start).days + 1)]


def _nearest(
    rows: list[Summit], tense: str, reference: date, *, named_alone: bool
) -> Summit | None:
    if tense == "past":
        rows = [row for row in rows if row.start - _DAY <= reference]
    elif tense == "future":
        rows = [row for row in rows if row.end + _DAY >= reference]
    if not rows:
        return None
    row = min(rows, key=lambda r: (_away(r, reference), r.start))
    if named_alone and _away(row, reference) > _FAR[tense]:
        return None
    return row


def _away(row: Summit, day: date) -> timedelta:
    if row.start <= day <= row.end:
        return timedelta(0)
    return row.start - day if day < row.start else day - row.end


def _as_named(dated: DatedText, name: _Name, row: Summit, tense: str) -> NamedDay:
    start, end = name.start, name.end
    ordinal = _ORDINAL.search(dated.low, max(name.sentence[0], start - 40), start)
    if ordinal:
        start = ordinal.start()
    for place in place_pattern().finditer(dated.low, name.end, min(name.sentence[1], name.end + 60)):
        if _HELD_IN.fullmatch(dated.low, name.end, place.start()):
            end = place.end()
    interval = days_interval(row.start, row.end)
    day = Day(
        start, end, dated.text[start:end], row.start, row.end, interval.precision, "reference",
        interval.iso, tense,
    )  # fmt: skip
    return NamedDay(day, row.family, row.name, row.place, row.start, row.end)
