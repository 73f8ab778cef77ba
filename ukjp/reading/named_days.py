"""Happenings known by name: "the 50th G7 summit", "the upcoming NATO summit in Washington".

Ordinal, place, year and the days written beside a name choose its row of the reference table; what
they leave open, tense and reference decide. A name that no row fits gives nothing: a wrong day is
worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ukjp.reading.calendar_arithmetic import ONE_DAY, Interval, days_interval
from ukjp.reading.date_context import DatedText, read_dated_text
from ukjp.reading.date_resolution import resolve
from ukjp.reading.day_records import DANGLING, Day, Mention, NamedDay, Reference
from ukjp.reading.summit_choice import choose_row
from ukjp.reading.summit_names import Name, match_ordinal, mentions_beside, read_name
from ukjp.reading.summits import Summit, noun_pattern, place_pattern
from ukjp.reading.tense import read_tense

_COMING = re.compile(r"\b(?:upcoming|forthcoming|impending|planned|next|coming|scheduled)\b")
_GONE = re.compile(r"\b(?:recent|last|past|previous)\b")
_BEING = re.compile(
    r"[”\"]?,?\s(?:(?:currently\s)?being\sheld|under\sway|taking\splace|"
    r"(?:that|which)\s(?:\w+\s){1,2}is\s(?:currently\s)?hosting)"
)
_NEAR = 60
_ATTENDED = re.compile(
    r"\b(?:during|at|amid|of|within|attend(?:ed|ing)?|joined|for)\s(?:the|a|an|this|its)\s(?:[\w’'-]+\s){0,2}$"
)
_OVER = re.compile(
    r"[^.;]{0,30}?\s(?:has\s)?(?:wrapped\sup|ended|concluded|closed|finished|came\sto\san\send)(?!\w)"
)
_HELD_IN = re.compile(
    r"[”\"’']?\s(?:(?:being\s|to\sbe\s)?(?:held|hosted)\s)?in\s(?:the\s)?(?:[\w’']+\s){0,4}?$"
)


def find_named_days(text: str | DatedText, reference: Reference = None) -> list[NamedDay]:
    """Return the named happenings of a text with their days, in the order of the text.

    `reference` is the article's day or its bounds, as for `find_days`. Without one only a name that
    fits a single row is resolved.
    """
    return list(_find(read_dated_text(text), reference))


def narrow_days(
    dated: DatedText, mentions: list[Mention], days: list[Day], reference: Reference
) -> list[Day]:
    """Resolve what the article's unknown day leaves open through the summit beside it.

    "On Thursday ... during the 50th G7 summit" is the summit's Thursday, whatever the article's.
    """
    unsure = [at for at, day in enumerate(days) if _is_unsure(day, mentions[at])]
    if not unsure:
        return days
    narrowed = list(days)
    named: dict[int, list[NamedDay]] = {}
    for happening in _find(dated, reference):
        named.setdefault(dated.sentence_at(happening.day.start), []).append(happening)
    for at in unsure:
        mention = mentions[at]
        beside = [r for r in named.get(mention.sentence, ()) if _is_at(dated, mention, r)]
        inside = next(filter(None, (_inside(mention, row) for row in beside)), None)
        if inside is not None:
            earliest, latest, precision, iso = inside
            narrowed[at] = days[at]._replace(
                earliest=earliest, latest=latest, precision=precision, basis="reference", iso=iso
            )
    return narrowed


def is_being_held(dated: DatedText, named: NamedDay) -> bool:
    """Tell "the summit being held in Italy" from one past or to come."""
    low, start, end = dated.low, named.day.start, named.day.end
    return bool(_BEING.search(low, start, end) or _BEING.match(low, end, end + 60))


def mentions_at(dated: DatedText, named: NamedDay) -> list[Mention]:
    """Return the days written directly beside a named happening."""
    sentence = dated.sentence_bounds(dated.sentence_at(named.day.start))
    name = Name(named.day.start, named.day.end, sentence, (named.family,), video=False)
    return mentions_beside(dated, name)


def is_over(dated: DatedText, named: NamedDay) -> bool:
    """Tell "the summit wrapped up" from "at the summit", which may go on."""
    return _OVER.match(dated.low, named.day.end, named.day.end + 60) is not None


def _is_unsure(day: Day, mention: Mention) -> bool:
    if mention.kind == "shift":
        return mention.left == DANGLING
    return day.iso is None and mention.kind in ("weekday", "date") and not mention.bound


def _is_at(dated: DatedText, mention: Mention, happening: NamedDay) -> bool:
    """Whether a weekday is one of a summit: told with it, and not before or after it.

    "On Sunday he thanked him for deciding to attend the summit on June 15" is another Sunday.
    """
    if mention.kind != "weekday":
        return True
    beside = mentions_at(dated, happening)
    if mention in beside:
        return True
    own_day = any(m.kind in ("date", "weekday", "offset") for m in beside)
    start = happening.day.start
    attended = _ATTENDED.search(dated.low, max(0, start - 40), start)
    return bool(attended) and not own_day and happening.day.tense in (mention.tense, "open")


def _inside(mention: Mention, happening: NamedDay) -> Interval | None:
    """Return the days of a mention if they lie within a happening, and only once.

    "A day after the conference" is counted from the end of the happening that follows.
    """
    if mention.kind == "shift":
        follows = 0 <= happening.day.start - mention.end <= _NEAR
        edge = happening.end if mention.det == "after" else happening.start
        tied = mention._replace(within=_as_date(edge), left="")
        return resolve(tied, None, None) if follows else None
    days = [
        happening.start + n * ONE_DAY for n in range((happening.end - happening.start).days + 1)
    ]
    if mention.kind == "weekday":
        fitting = [day for day in days if day.weekday() == mention.weekday]
        return days_interval(fitting[0], fitting[0]) if len(fitting) == 1 else None
    fitting = [
        d
        for d in days
        if d.month == mention.month and mention.day <= d.day <= max(mention.last, mention.day)
    ]
    return days_interval(fitting[0], fitting[-1]) if fitting else None


def _as_date(day: date) -> Mention:
    return Mention(0, 0, "date", day.year, day.month, day.day)


def _find(dated: DatedText, reference: Reference) -> list[NamedDay]:
    """Find the names once for every reference: days, events and dating ask for the same."""
    if reference not in dated.named:
        dated.named[reference] = _search(dated, reference)
    return dated.named[reference]


def _search(dated: DatedText, reference: Reference) -> list[NamedDay]:
    found: list[NamedDay] = []
    behind = 0
    if dated.names is None:
        dated.names = list(_read_names(dated))
    for noun_start, name, tense in dated.names:
        row = choose_row(dated, name, tense, reference) if noun_start >= behind else None
        if row is not None:
            found.append(_as_named(dated, name, row, tense))
            behind = found[-1].day.end
    return found


def _read_names(dated: DatedText) -> Iterator[tuple[int, Name, str]]:
    """Yield the names of a text with where their noun begins and their tense."""
    for noun in noun_pattern().finditer(dated.low):
        name = read_name(dated, noun)
        if name is not None:
            yield noun.start(), name, _tense(dated, name)


def _tense(dated: DatedText, name: Name) -> str:
    low = dated.low
    before = low[max(name.sentence[0], name.start - 28) : name.start]
    if _BEING.match(low, name.end):
        return "open"
    if _COMING.search(before):
        return "future"
    if _GONE.search(before):
        return "past"
    return read_tense(dated.masked, name.start, name.end, name.sentence).tense


def _as_named(dated: DatedText, name: Name, row: Summit, tense: str) -> NamedDay:
    start, end = name.start, name.end
    ordinal = match_ordinal(dated.low, name)
    if ordinal:
        start = ordinal.start()
    for place in place_pattern().finditer(
        dated.low, name.end, min(name.sentence[1], name.end + 60)
    ):
        if _HELD_IN.fullmatch(dated.low, name.end, place.start()):
            end = place.end()
    interval = days_interval(row.start, row.end)
    day = Day(
        start, end, dated.text[start:end], row.start, row.end, interval.precision, "reference",
        interval.iso, tense,
    )  # fmt: skip
    return NamedDay(day, row.family, row.name, row.place, row.start, row.end)
