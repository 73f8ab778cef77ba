"""Events: every dated happening of an article, with its type, its status and who took part.

A day in a sentence makes an event; the words around it give its type. What has no day of its own
but a named summit, or is a stated stage of the talks, is dated by reference or by the article's
own bounds. One happening is one row, however often an article mentions it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ukjp.actors import Mention, is_place, read_actors
from ukjp.reading.cleaning import Sentence
from ukjp.reading.cues import find_cues
from ukjp.reading.day_records import Day, NamedDay


class Event(NamedTuple):
    """One happening; the fields are the columns of the table `events`."""

    event_id: str
    article_id: str
    start: int
    end: int
    quote: str
    date: str | None
    date_earliest: dt.date | None
    date_latest: dt.date | None
    date_basis: str
    type: str
    status: str
    what: str
    parties: tuple[str, ...]
    place: str | None
    excluded_because: str | None


class _Trigger(NamedTuple):
    start: int
    end: int
    type: str
    words: str


class _Dated(NamedTuple):
    """A day of the text, and the named summit it belongs to where it is one."""

    day: Day
    named: NamedDay | None


class _Found(NamedTuple):
    """A day and what happened on it, before it becomes a row."""

    sentence: Sentence
    trigger: _Trigger | None
    dated: _Dated


# Earlier types win where two stand equally near.
_RANK = (
    "signing negotiation_round negotiation_progress declaration call disbursement pledge visit "
    "meeting conference summit"
).split()
_PLAIN = {
    "round": "negotiation_round",
    "progress": "negotiation_progress",
    "declaration": "declaration",
    "callnoun": "call",
    "call": "call",
    "visitnoun": "visit",
    "visit": "visit",
    "meeting": "meeting",
    "meet": "meeting",
    "conference": "conference",
    "summit": "summit",
    "signing": "signing",
}
_FIGURE_EVENT = {"commitment": "pledge", "component": "pledge", "disbursement": "disbursement"}
_GATHERINGS = frozenset(["summit", "conference"])
_BESIDE = frozenset(["signing", "negotiation_round", "call", "visit", "meeting"])
_SAID_ON = re.compile(
    r"\b(?:said|says|told|wrote|noted|added|stated|reported|tweeted|posted|stressed|explained)\b"
    r"[^.;]{0,40}$"
)
_AROUND = re.compile(
    r"\b(?:ahead of|before|prior to|since|after|following|for|from|fiscal|than in|as of)"
    r"\s+(?:the\s+|early\s+|late\s+|mid-?\s*)*(?:upcoming\s+|next\s+|last\s+)?$"
)
_TALKS = re.compile(r"negotiat|talks|finali[sz]|cusp of|consultation")
_DECLARED = re.compile(r"\b(?:declared|declaration|communiqu[eé]|joint statement)\b")
_MOVED = re.compile(
    r"\b(?:arrived|disbursed|transferred|credited|paid out|delivered|handed over|released|"
    r"wired|shipped)\b"
)
_MAX_QUOTE = 140
_SAME_NEWS_DAYS = 3
_REACH = 150


class Figure(NamedTuple):
    """A figure as events see it: where it stands, its kind, and whether it is settled aid."""

    start: int
    end: int
    kind: str
    settled: bool


class Reader:
    """One article while its events are found: its text, its figures and its own day."""

    def __init__(
        self,
        article_id: str,
        text: str,
        lowered: str,
        mentions: Sequence[Mention],
        figures: Sequence[Figure],
        published: tuple[dt.date | None, dt.date | None],
    ) -> None:
        self.article_id, self.text, self.lowered = article_id, text, lowered
        self.mentions, self.figures, self.published = mentions, figures, published
        self._pledging_until = -1

    def read(
        self, sentences: Sequence[Sentence], days: Sequence[Day], named: Sequence[NamedDay]
    ) -> list[Event]:
        """Return the article's happenings in the order of the text, one row each."""
        dated = sorted(
            [_Dated(day, None) for day in days] + [_Dated(n.day, n) for n in named],
            key=lambda d: (d.day.start, d.day.end),
        )
        found: list[_Found] = []
        at = 0
        for sentence in sentences:
            here: list[_Dated] = []
            while at < len(dated) and dated[at].day.start < sentence.end:
                if (
                    dated[at].day.start >= sentence.start
                    and dated[at].day.earliest
                    and dated[at].day.latest
                ):
                    here.append(dated[at])
                at += 1
            if sentence.role not in ("meta", "caption"):
                found += self._read_sentence(sentence, here)
        return _distinct([self._as_event(f) for f in _merge(found)])

    def _read_sentence(self, sentence: Sentence, here: Sequence[_Dated]) -> list[_Found]:
        figures = [f for f in self.figures if sentence.start <= f.start < sentence.end]
        talks = sentence.role != "furniture" and _TALKS.search(
            self.lowered, sentence.start, sentence.end
        )
        found: list[_Found] = []
        if here or talks:
            triggers = self._find_triggers(sentence, figures)
            found = self._date_triggers(sentence, triggers, here)
            found += self._undated_progress(sentence, triggers, here)
        if (
            any(f.settled for f in figures)
            or self.lowered.find("pledge", sentence.start, sentence.end) >= 0
        ):
            self._pledging_until = sentence.end + 400
        return found

    def _find_triggers(self, sentence: Sentence, figures: Sequence[Figure]) -> list[_Trigger]:
        cues = find_cues(self.lowered, sentence.start, sentence.end)
        senses = {cue.sense for cue in cues}
        found = []
        for cue in cues:
            kind = _PLAIN.get(cue.sense)
            if cue.sense == "sign" and "agreement" in senses:
                kind = "signing"
            elif (
                cue.sense == "promise" and not figures and "aid" in senses and cue.form != "ing"
            ) or (cue.sense == "announcement" and sentence.start < self._pledging_until):
                kind = "pledge"
            if kind == "meeting" and self._meets_as_forum(cue.start):
                kind = "summit"
            if kind:
                found.append(_Trigger(cue.start, cue.end, kind, cue.phrase))
        found += [
            _Trigger(f.start, f.end, _FIGURE_EVENT[f.kind], self.text[f.start : f.end])
            for f in figures
            if f.settled and f.kind in _FIGURE_EVENT
        ]
        if figures and not any(f.settled for f in figures):
            found = [t for t in found if t.type not in ("pledge", "disbursement")]
        elif "aid" in senses or "kindform" in senses or sentence.start < self._pledging_until:
            moved = _MOVED.search(self.lowered, sentence.start, sentence.end)
            if moved:
                found.append(_Trigger(*moved.span(), "disbursement", moved.group()))
        for match in _DECLARED.finditer(self.lowered, sentence.start, sentence.end):
            if (
                self.lowered.find("g7", sentence.start, sentence.end) >= 0
                or "joint" in match.group()
            ):
                found.append(
                    _Trigger(match.start(), match.end(), "declaration", "joint declaration")
                )
        return found

    def _meets_as_forum(self, at: int) -> bool:
        """Tell "NATO meets in July" and "G7 leaders gather" from a meeting of two."""
        actors = read_actors()
        return any(
            actors[m.actor].role == "forum" and 0 <= at - m.end < 12
            for m in self.mentions
            if m.end <= at
        )

    def _date_triggers(
        self, sentence: Sentence, triggers: Sequence[_Trigger], here: Sequence[_Dated]
    ) -> list[_Found]:
        strong = [t for t in triggers if t.type not in _GATHERINGS]
        plain = [d for d in here if d.named is None]
        named = [d for d in here if d.named is not None and not _contradicted(d, plain)]
        found = []
        for dated in plain:
            found += self._date_plain(sentence, dated, strong, triggers, named, len(plain) == 1)
        for dated in named:
            found.append(_Found(sentence, _own_trigger(dated), dated))
            if not plain and strong and not self._is_around(dated.day):
                nearest = _nearest(dated.day, strong)
                if nearest is not None and _gap(dated.day, nearest) < 60:
                    found.append(_Found(sentence, nearest, dated))
        return found

    def _date_plain(
        self,
        sentence: Sentence,
        dated: _Dated,
        strong: Sequence[_Trigger],
        triggers: Sequence[_Trigger],
        named: Sequence[_Dated],
        alone: bool,
    ) -> list[_Found]:
        inside = any(_overlap(dated.day, n.day) for n in named)
        around = self._is_around(dated.day) or any(
            self._is_around(n.day) for n in named if _distance(dated.day, n.day) < 25
        )
        trigger = self._trigger_of(sentence, dated.day, strong, triggers, around)
        if trigger is None or trigger.type in _GATHERINGS:
            if inside or (trigger is None and not self._is_happening(dated.day)):
                return []
            return [_Found(sentence, trigger, dated)]
        found = [_Found(sentence, trigger, dated)]
        if alone and dated.day.precision == "day":
            beside = _BESIDE | {"pledge"} if self._is_news_day(dated.day) else _BESIDE
            others = {t.type: t for t in strong if t.type in beside and t.type != trigger.type}
            found += [
                _Found(sentence, t, dated) for t in others.values() if _gap(dated.day, t) < 90
            ]
        return found

    def _is_happening(self, day: Day) -> bool:
        """Tell whether a day without a typed happening is worth a row: not "for 2024"."""
        if day.precision in ("season", "quarter", "bounded"):
            return False
        if day.precision == "year":
            return (
                day.latest is not None
                and self.published[0] is not None
                and day.latest < self.published[0]
            )
        return True

    def _is_around(self, day: Day) -> bool:
        return bool(_AROUND.search(self.lowered, max(0, day.start - 40), day.start))

    def _trigger_of(
        self,
        sentence: Sentence,
        day: Day,
        strong: Sequence[_Trigger],
        triggers: Sequence[_Trigger],
        around: bool,
    ) -> _Trigger | None:
        said = _SAID_ON.search(self.lowered, max(sentence.start, day.start - 60), day.start)
        if said and not any(said.start() < t.start < day.start for t in strong):
            return _nearest(day, strong) if self._is_news_day(day) else None
        weak = _nearest(day, [t for t in triggers if t.type in _GATHERINGS])
        if around:
            return weak if weak is not None and _gap(day, weak) < 40 else None
        best = _nearest(day, strong)
        if best is None or (weak is not None and _gap(day, weak) < 15 and _gap(day, best) > 70):
            return weak if weak is not None and _gap(day, weak) < _REACH else None
        return best if _gap(day, best) < _REACH else None

    def _is_news_day(self, day: Day) -> bool:
        latest = self.published[1]
        if day.earliest is None or latest is None or day.precision != "day":
            return False
        return 0 <= (latest - day.earliest).days <= _SAME_NEWS_DAYS

    def _undated_progress(
        self, sentence: Sentence, triggers: Sequence[_Trigger], here: Sequence[_Dated]
    ) -> list[_Found]:
        """A stated stage of the talks without a day of its own has the article's bounds."""
        progress = [t for t in triggers if t.type == "negotiation_progress"]
        first, last = self.published
        if not progress or first is None or last is None:
            return []
        near = [d for d in here if d.named is None and not self._is_around(d.day)]
        if any(_gap(d.day, progress[0]) < 60 for d in near):
            return []
        t, iso = progress[0], first.isoformat() if first == last else None
        day = Day(
            t.start,
            t.end,
            t.words,
            first,
            last,
            "day" if iso else "bounded",
            "bounded",
            iso,
            "past",
        )
        return [_Found(sentence, t, _Dated(day, None))]

    def _as_event(self, f: _Found) -> Event:
        day = f.dated.day
        start, end = _quote_span(self.text, f)
        here = [m for m in self.mentions if f.sentence.start <= m.start < f.sentence.end]
        return Event(
            f"{self.article_id}-e{start}",
            self.article_id,
            start,
            end,
            self.text[start:end],
            day.iso,
            day.earliest,
            day.latest,
            day.basis,
            _type_of(f),
            self._status(day),
            " ".join(_what(self.text, f).split()),
            tuple(dict.fromkeys(m.actor for m in here if not is_place(self.text, m))),
            _place(self.text, f, here),
            "page_furniture" if f.sentence.role == "furniture" else None,
        )

    def _status(self, day: Day) -> str:
        first, last = self.published
        if last is not None and day.earliest is not None and day.earliest > last:
            return "planned"
        if first is not None and day.latest is not None and day.latest < first:
            return "occurred"
        return "planned" if day.tense == "future" else "occurred"


def _type_of(f: _Found) -> str:
    return f.trigger.type if f.trigger else "other"


def _own_trigger(dated: _Dated) -> _Trigger:
    family = dated.named.family.lower() if dated.named else ""
    kind = "conference" if "conference" in family and "video" not in family else "summit"
    return _Trigger(dated.day.start, dated.day.end, kind, dated.day.quote)


def _contradicted(named: _Dated, plain: Sequence[_Dated]) -> bool:
    """A named summit on other days than the day its own words give is another summit."""
    return any(
        d.day.precision == "day" and _distance(d.day, named.day) < 40
        and not _overlap(d.day, named.day)
        and named.named is not None and not _stands_out(named.named)
        for d in plain
    )  # fmt: skip


def _stands_out(named: NamedDay) -> bool:
    """Tell whether the words themselves name the place or the number, not only the family."""
    return any(c.isdigit() for c in named.day.quote.replace("G7", "").replace("G20", "")) or (
        named.place.split(",")[0].lower() in named.day.quote.lower() if named.place else False
    )


def _overlap(a: Day, b: Day) -> bool:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    return a.earliest <= b.latest and b.earliest <= a.latest


def _nearest(day: Day, triggers: Sequence[_Trigger]) -> _Trigger | None:
    return min(
        triggers,
        key=lambda t: (_gap(day, t) // 25, _RANK.index(t.type), _gap(day, t)),
        default=None,
    )


def _gap(day: Day, trigger: _Trigger) -> int:
    return max(0, day.start - trigger.end, trigger.start - day.end)


def _distance(a: Day, b: Day) -> int:
    return max(0, a.start - b.end, b.start - a.end)


def _merge(found: Sequence[_Found]) -> list[_Found]:
    """Keep one row for one happening: same type, and days that can be the same."""
    kept: list[_Found] = []
    by_type: dict[tuple[str, bool], list[int]] = {}
    for one in found:
        rivals = by_type.setdefault((_type_of(one), one.sentence.role == "furniture"), [])
        twin = next((n for n in rivals if _same_happening(kept[n], one)), None)
        if twin is None:
            rivals.append(len(kept))
            kept.append(one)
        elif _width(one) < _width(kept[twin]):
            kept[twin] = one
    return sorted(_drop_shadowed(kept), key=lambda f: f.dated.day.start)


def _same_happening(a: _Found, b: _Found) -> bool:
    x, y = a.dated.day, b.dated.day
    kind = _type_of(a)
    if kind == "negotiation_progress":
        return True
    if kind in _GATHERINGS or (kind != "other" and (a.dated.named or b.dated.named)):
        return _overlap(x, y)
    return (x.earliest, x.latest) == (y.earliest, y.latest)


def _width(f: _Found) -> int:
    day = f.dated.day
    if day.earliest is None or day.latest is None:
        return 10**6
    return (day.latest - day.earliest).days + (0 if f.dated.named is None else 1)


def _drop_shadowed(kept: Sequence[_Found]) -> list[_Found]:
    """Drop an untyped row where a typed one of the article has the same day."""
    typed = {(f.dated.day.earliest, f.dated.day.latest) for f in kept if f.trigger is not None}
    return [
        f
        for f in kept
        if f.trigger is not None or (f.dated.day.earliest, f.dated.day.latest) not in typed
    ]


def _distinct(events: Sequence[Event]) -> list[Event]:
    """Give events that share their first character identifiers of their own."""
    used: Counter[str] = Counter()
    named = []
    for event in events:
        used[event.event_id] += 1
        again = used[event.event_id]
        named.append(event if again == 1 else event._replace(event_id=f"{event.event_id}.{again}"))
    return named


def _quote_span(text: str, f: _Found) -> tuple[int, int]:
    """The words from the trigger to the day, or the day with a few words before it."""
    day, low, high = f.dated.day, f.sentence.start, f.sentence.end
    if f.trigger is None:
        start = max(low, day.start - 40)
        gap = text.find(" ", start, day.start)
        return (gap + 1 if gap >= 0 and start > low else start), day.end
    start, end = min(day.start, f.trigger.start), max(day.end, f.trigger.end)
    if end - start > _MAX_QUOTE:
        start, end = f.trigger.start, f.trigger.end
    return max(low, start), min(high, end)


def _what(text: str, f: _Found) -> str:
    if f.dated.named is not None and _type_of(f) in _GATHERINGS:
        return f"{f.dated.named.family}, {f.dated.named.place}".rstrip(", ")
    start = min(f.trigger.start, f.dated.day.start) if f.trigger else f.sentence.start
    words = text[start : min(f.sentence.end, start + 90)]
    return words if len(words) < 90 else words[: words.rfind(" ")] + " …"


def _place(text: str, f: _Found, here: Sequence[Mention]) -> str | None:
    if f.dated.named is not None:
        return f.dated.named.place or None
    return next((text[m.start : m.end] for m in here if is_place(text, m)), None)
