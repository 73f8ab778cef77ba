"""Find where a text names a summit or conference, and what stands beside the name."""

from __future__ import annotations

import re
from typing import NamedTuple

from ukjp.reading.calendar_words import ORDINALS
from ukjp.reading.date_context import DatedText
from ukjp.reading.day_records import Mention
from ukjp.reading.summits import families_of_noun, place_pattern, towns

_REACH = 90
_ORDINAL = re.compile(
    r"(?<!\w)(?:(?P<digits>\d{1,2})(?:st|nd|rd|th)|(?P<word>inaugural|first-ever|first|second|third|"
    r"fourth|fifth))(?:[\s-](?!and\b)[\w'’“\"-]+){0,2}?[\s“\"]+$"
)
# Words that may stand between a name and the place or day that belongs to it.
_LIGHT = frozenset(
    "in at on from of the for to a an being is was be will held hosted scheduled slated planned "
    "due set take takes taking took place begin begins began commence start starts started "
    "starting open opens opened opening which that this capital city resort town region southern "
    "northern eastern western later earlier early late due convene convenes convened there its s "
    "and mid expected month year week next last leaders".split()
)
_FOLLOWED = re.compile(r"\s(?:summit|meeting|gathering)(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_POSSESSED = re.compile(r"(?:['’]s)?\s(?:(?:upcoming|planned|annual|virtual|extraordinary)\s)?")
_DURING = re.compile(
    r",?\s(?:at|during|in|for|ahead\sof|before)\s(?:the|a|an|its|this\syear['’]s)\s"
)
_IN = re.compile(r"[”\"’']?,?\s(?:[\w’']+\s){0,5}?(?:in|at)\s(?:the\s)?")
_NUMBERS = {**ORDINALS, "inaugural": 1, "first-ever": 1, "fifth": 5}
_CALENDAR_STEMS = frozenset(
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun ukr".split()
)


# "in Washington during the NATO summit", "to Rome, where the recovery conference"
_MEETING_AT = re.compile(
    r",?\s(?:during|at|for|where|which\shosts|on\sthe\ssidelines\sof)\s(?:the|a|an)\s$"
)
_GROUPS = re.compile(r"(?<!\w)(?:nato|g-?7|group\sof\s(?:seven|7))(?!\w)")
_GROUP_FAMILIES = {"nato": ("NATO summit",), "g7": ("G7 summit", "G7 leaders (extraordinary)")}


class Name(NamedTuple):
    """A family's name in the text: its span, the words around it, the rows it can mean."""

    start: int
    end: int
    sentence: tuple[int, int]
    families: tuple[str, ...]
    video: bool


def read_name(dated: DatedText, noun: re.Match[str]) -> Name | None:
    """Return the name that ends with a noun, or goes on behind it; None for other summits."""
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
            more = _FOLLOWED.match(low, last)
            last = more.end() if more else last
            around = low[max(sentence[0], first - 30) : last + 12]
            video = any(w in around for w in ("video", "virtual", "online"))
            return Name(first, last, sentence, family.names, video)
    if word not in ("summit", "conference"):
        return None
    town = _town_before(low, start, noun.start())
    if town is not None:
        families = tuple(f for f in towns()[town] if word in f.lower() or word == "summit")
        begin = low.rindex(town.split()[0], 0, noun.start())
        return Name(begin, noun.end(), sentence, families, video=False)
    return _name_of_group(low, noun, sentence) if word == "summit" else None


def _name_of_group(low: str, noun: re.Match[str], sentence: tuple[int, int]) -> Name | None:
    """Read "NATO leaders will gather next week at a summit in Washington": the place is needed."""
    where = _IN.match(low, noun.end(), noun.end() + 40)
    place = place_pattern().match(low, where.end(), where.end() + 30) if where else None
    if place is None:
        return None
    for group in _GROUPS.finditer(low, max(sentence[0], noun.start() - 160), noun.start()):
        families = _GROUP_FAMILIES["nato" if group.group() == "nato" else "g7"]
        return Name(noun.start(), noun.end(), sentence, families, video=False)
    return None


def _town_before(low: str, start: int, end: int) -> str | None:
    words = low[start:end].split()
    for count in (1, 2):
        town = " ".join(words[-count:])
        if town in towns():
            return town
    return None


def is_calendar_word(word: str) -> bool:
    """Tell "in July" from "in Bucharest"."""
    return word.lower()[:3] in _CALENDAR_STEMS


def match_ordinal(low: str, name: Name) -> re.Match[str] | None:
    """Find the ordinal in front of a name: "the 50th G7 summit", "the inaugural ..."."""
    return _ORDINAL.search(low, max(name.sentence[0], name.start - 40), name.start)


def read_ordinal(low: str, name: Name) -> int | None:
    """Return the number of the happening in its family, where the text says it."""
    match = match_ordinal(low, name)
    if match is None:
        return None
    return int(match["digits"]) if match["digits"] else _NUMBERS[match["word"]]


def find_places(dated: DatedText, name: Name) -> set[str]:
    """Return the places that a name is said to be in: behind "in", or directly before it."""
    low = dated.low
    pattern = place_pattern()
    inside = set(pattern.findall(low, name.start, name.end))
    before = low[max(name.sentence[0], name.start - 40) : name.start]
    before = _MEETING_AT.sub("", before).rstrip(" “\"'’s")
    match = pattern.search(before, max(0, len(before) - 16))
    if match and match.end() == len(before):
        inside.add(match.group())
    stop = min(name.sentence[1], name.end + _REACH)
    where = _IN.match(low, name.end, stop)
    if where and _is_light(low[name.end : where.end()]):
        tail = low[where.end() : min(stop, where.end() + 50)]
        for at, place in enumerate(pattern.finditer(tail)):
            # "in the Lithuanian capital of Vilnius": several words may name one place.
            near = at == 0 and place.start() < 36
            if near or _is_light(pattern.sub("", tail[: place.start()])):
                inside.add(place.group())
    return inside


def _is_light(words: str) -> bool:
    """Whether nothing but small words and days stands between a name and what belongs to it."""
    return all(w in _LIGHT or w[:3] in _CALENDAR_STEMS for w in _WORD.findall(words))


def mentions_beside(dated: DatedText, name: Name) -> list[Mention]:
    """Return the days written beside a name: "Thursday's G7 summit", "in Vilnius in July"."""
    first, last = name.sentence
    near = dated.mentions_between(max(first, name.start - _REACH), min(last, name.end + _REACH))
    return [mention for mention in near if _belongs(dated.low, mention, name)]


def _belongs(low: str, mention: Mention, name: Name) -> bool:
    if mention.end <= name.start:
        ordinal = match_ordinal(low, name)
        gap = low[mention.end : ordinal.start() if ordinal else name.start]
        return len(gap) < 40 and bool(_POSSESSED.fullmatch(gap) or _DURING.fullmatch(gap))
    if not 0 <= mention.start - name.end <= _REACH:
        return False
    between = place_pattern().sub("", low[name.end : mention.start])
    return "," not in between.strip(", ") and _is_light(between)
