"""Events: every dated happening of an article, with its type, its status and who took part.

A day in a sentence makes an event; the words around it give its type. What has no day of its own
but a named summit, or is a stated stage of the talks, is dated by reference or by the article's
own bounds. One happening is one row, however often an article mentions it.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence

from ukjp.actors import Mention, is_place
from ukjp.reading.cleaning import Sentence
from ukjp.reading.cues import Cues
from ukjp.reading.day_records import Day, NamedDay
from ukjp.reading.event_carrying import carry_day, find_resumed, goes_on
from ukjp.reading.event_context import (
    AROUND,
    GONE_ON_WITH,
    PICTURED,
    SAID_ON,
    SET_FOR,
    SETTING_OF,
    TO_COME,
    TOPIC,
)
from ukjp.reading.event_merging import merge_happenings, name_apart
from ukjp.reading.event_records import (
    GATHERINGS,
    LONGEST_HAPPENING,
    Dated,
    Event,
    Figure,
    Found,
    Trigger,
    days_of,
    distance,
    finest,
    gap_to,
    nearest_trigger,
    overlap,
    type_of,
)
from ukjp.reading.event_wording import (
    find_place,
    is_contradicted,
    own_trigger,
    quote_span,
    word_happening,
)
from ukjp.reading.triggers import find_triggers

_BESIDE = frozenset(["signing", "negotiation_round", "call", "visit", "meeting"])
_TALKS = re.compile(r"negotiat|talks|finali[sz]|cusp of|consultation")
_SAME_NEWS_DAYS, _SEASON = 3, 130
_REACH = 150
_FRONTED, _FRONTED_REACH = 16, 420
_NEXT, _BESIDE_DAY, _LONG, _FEW = 80, 30, 300, 20


class Reader:
    """One article while its events are found: its text, its figures and its own day."""

    def __init__(
        self,
        article_id: str,
        text: str,
        cues: Cues,
        mentions: Sequence[Mention],
        figures: Sequence[Figure],
        published: tuple[dt.date | None, dt.date | None],
    ) -> None:
        self.article_id, self.text, self.lowered = article_id, text, cues.lowered
        self.cues = cues
        self.mentions, self.figures, self.published = mentions, figures, published
        self._mention_starts = [m.start for m in mentions]
        self._figure_starts = [f.start for f in figures]
        self._pledging_until = -1
        self._last: Found | None = None
        self._before: Sentence | None = None
        self._talking = _TALKS.search(cues.lowered) is not None

    def read(
        self, sentences: Sequence[Sentence], days: Sequence[Day], named: Sequence[NamedDay]
    ) -> list[Event]:
        """Return the article's happenings in the order of the text, one row each."""
        dated = sorted(
            [Dated(day, None) for day in days] + [Dated(n.day, n) for n in named],
            key=lambda d: (d.day.start, d.day.end),
        )
        found: list[Found] = []
        at = 0
        for sentence in sentences:
            here: list[Dated] = []
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
        found += self._read_headline(sentences, found)
        return name_apart([self._as_event(f) for f in merge_happenings(found)])

    def _read_sentence(self, sentence: Sentence, here: Sequence[Dated]) -> list[Found]:
        figures = self._figures_in(sentence)
        talks = (
            self._talking
            and sentence.role != "furniture"
            and _TALKS.search(self.lowered, sentence.start, sentence.end)
        )
        found: list[Found] = []
        going_on = not here and goes_on(self.lowered, sentence, self._last)
        if here or talks or going_on:
            triggers = self._triggers_of(sentence)
            if here and not any(t.type not in GATHERINGS for t in triggers):
                triggers = self._resumed(sentence, triggers)
            found = self._date_triggers(sentence, triggers, here)
            found += self._undated_progress(sentence, triggers, here)
            if going_on and self._last is not None:
                found += carry_day(sentence, triggers, self._last.dated)
        self._note_last(found)
        if (figures and any(f.settled for f in figures)) or self.lowered.find(
            "pledge", sentence.start, sentence.end
        ) >= 0:
            self._pledging_until = sentence.end + 400
        self._before = sentence
        return found

    def _resumed(self, sentence: Sentence, triggers: list[Trigger]) -> list[Trigger]:
        """Add what the sentence before tells, where this one gives it its day."""
        before = self._before
        near = before is not None and sentence.start - before.end <= _NEXT
        told = self._triggers_of(before) if near and before is not None else []
        resumed = find_resumed(self.lowered, sentence, told) if told else None
        return triggers if resumed is None else [resumed]

    def _note_last(self, found: Sequence[Found]) -> None:
        """Remember the last past happening of a known day, for sentences that go on with it."""
        for one in found:
            day = one.dated.day
            if one.trigger is not None and day.precision == "day" and day.tense != "future":
                self._last = one

    def _triggers_of(self, sentence: Sentence) -> list[Trigger]:
        return find_triggers(
            self.text, self.cues, sentence, self._figures_in(sentence), self._mentions_in(sentence),
            pledging=sentence.start < self._pledging_until,
        )  # fmt: skip

    def _read_headline(self, sentences: Sequence[Sentence], found: Sequence[Found]) -> list[Found]:
        """A visit or a signing that only the headline names happened on the day of the news."""
        body = [f for f in found if f.sentence.role == "body"]
        news = next((f for f in body if self._is_news_day(f.dated.day)), None)
        title = next((s for s in sentences if s.role == "title"), None)
        if news is None or title is None or any(f.sentence == title for f in found):
            return []
        known = {type_of(f) for f in body}
        triggers = [t for t in self._triggers_of(title) if t.type not in known]
        return carry_day(title, [t for t in triggers if t.type != "pledge"], news.dated)

    def _figures_in(self, sentence: Sentence) -> Sequence[Figure]:
        low, high = _between(self._figure_starts, sentence)
        return self.figures[low:high]

    def _mentions_in(self, sentence: Sentence) -> Sequence[Mention]:
        low, high = _between(self._mention_starts, sentence)
        return self.mentions[low:high]

    def _date_triggers(
        self, sentence: Sentence, triggers: Sequence[Trigger], here: Sequence[Dated]
    ) -> list[Found]:
        strong = [t for t in triggers if t.type not in GATHERINGS]
        plain = finest([d for d in here if d.named is None])
        named = [d for d in here if d.named is not None and not is_contradicted(d, plain)]
        found = []
        narrow = [d for d in plain if days_of(d.day) <= _SEASON]
        for dated in plain:
            found += self._date_plain(sentence, dated, strong, triggers, named, narrow)
        for dated in named:
            if found and self._is_setting(dated, found):
                continue
            found.append(Found(sentence, own_trigger(dated), dated))
            if not plain and strong and not self._is_around(dated.day):
                nearest = nearest_trigger(dated.day, strong, self.lowered)
                if nearest is not None and gap_to(dated.day, nearest) < 60:
                    found.append(Found(sentence, nearest, dated))
        return found

    def _is_setting(self, named: Dated, found: Sequence[Found]) -> bool:
        """Tell "signed on June 13 at the G7 summit": the summit is where it happened."""
        day = named.day
        if not SETTING_OF.search(self.lowered, max(0, day.start - 50), day.start):
            return False
        if GONE_ON_WITH.match(self.lowered, day.end):
            return False
        return any(
            f.trigger is not None
            and f.trigger.type in _BESIDE
            and f.dated.day.precision == "day"
            and overlap(f.dated.day, day)
            for f in found[-_FEW:]
        )

    def _date_plain(
        self,
        sentence: Sentence,
        dated: Dated,
        strong: Sequence[Trigger],
        triggers: Sequence[Trigger],
        named: Sequence[Dated],
        rivals: Sequence[Dated],
    ) -> list[Found]:
        inside = any(overlap(dated.day, n.day) for n in named)
        around = self._is_around(dated.day) or any(
            self._is_around(n.day) for n in named if distance(dated.day, n.day) < 25
        )
        if PICTURED.search(
            self.lowered, max(sentence.start, dated.day.start - 80), dated.day.start
        ):
            return []
        trigger = self._trigger_of(sentence, dated.day, strong, triggers, around)
        if trigger is not None and self._is_reported(sentence, dated.day, trigger, rivals):
            trigger = None
        if trigger is None or trigger.type in GATHERINGS:
            if trigger is not None and not self._is_narrow(dated.day, trigger):
                reach = 30 if dated.day.tense == "future" else 0
                inside = inside or gap_to(dated.day, trigger) > reach
            if inside or (trigger is None and (around or not self._is_happening(dated.day))):
                return []
            return [Found(sentence, trigger, dated)]
        if not self._is_narrow(dated.day, trigger):
            return []
        found = [Found(sentence, trigger, dated)]
        if len(rivals) == 1 and dated.day.precision == "day":
            beside = _BESIDE | {"pledge"} if self._is_news_day(dated.day) else _BESIDE
            others = {t.type: t for t in strong if t.type in beside and t.type != trigger.type}
            found += [
                Found(sentence, t, dated) for t in others.values() if gap_to(dated.day, t) < 90
            ]
        return found

    def _is_reported(
        self, sentence: Sentence, day: Day, trigger: Trigger, rivals: Sequence[Dated]
    ) -> bool:
        """Tell "will be signed on Thursday, he said on Tuesday": what has its day has no other."""
        if trigger.type == "pledge" or not SAID_ON.search(
            self.lowered, max(sentence.start, day.start - 60), day.start
        ):
            return False
        return any(
            r.day.start < day.start and gap_to(r.day, trigger) < gap_to(day, trigger)
            for r in rivals[:_FEW]
        )

    def _is_happening(self, day: Day) -> bool:
        """Tell whether a day without a typed happening is worth a row: not "for 2024"."""
        if day.precision == "bounded":
            return day.basis == "weekday"
        return day.precision in ("day", "month", "range") and days_of(day) <= LONGEST_HAPPENING

    def _is_narrow(self, day: Day, trigger: Trigger) -> bool:
        """Tell whether a day says when something happened: a bare year says it of deliveries."""
        first = self.published[0]
        if day.precision == "bounded" or (
            days_of(day) <= (_LONG if day.precision == "range" else _SEASON)
        ):
            return True
        past = first is not None and day.latest is not None and day.latest < first
        return past and trigger.type == "disbursement"

    def _is_around(self, day: Day) -> bool:
        match = AROUND.search(self.lowered, max(0, day.start - 40), day.start)
        if match is None or not match.group().startswith("for "):
            return match is not None
        return not SET_FOR.search(self.lowered, max(0, match.start() - 40), match.start())

    def _trigger_of(
        self,
        sentence: Sentence,
        day: Day,
        strong: Sequence[Trigger],
        triggers: Sequence[Trigger],
        around: bool,
    ) -> Trigger | None:
        said = SAID_ON.search(self.lowered, max(sentence.start, day.start - 60), day.start)
        if said and not any(said.start() < t.start < day.start for t in strong):
            stage = [t for t in strong if t.type == "negotiation_progress"]
            if stage and stage[0].start < day.start:
                return stage[0]
            return nearest_trigger(day, strong, self.lowered) if self._is_news_day(day) else None
        weak = nearest_trigger(day, [t for t in triggers if t.type in GATHERINGS], self.lowered)
        if around:
            return weak if weak is not None and gap_to(day, weak) < 40 else None
        best = nearest_trigger(day, strong, self.lowered)
        if best is None or (
            weak is not None
            and gap_to(day, weak) < _BESIDE_DAY
            and (
                (gap_to(day, weak) < 15 and gap_to(day, best) > 70)
                or (
                    best.end < weak.start < day.start
                    and TOPIC.search(self.lowered, max(0, weak.start - 40), weak.start)
                )
            )
        ):
            return weak if weak is not None and gap_to(day, weak) < _REACH else None
        reach = _FRONTED_REACH if day.start - sentence.start < _FRONTED else _REACH
        return best if gap_to(day, best) < reach else None

    def _is_news_day(self, day: Day) -> bool:
        latest = self.published[1]
        if day.earliest is None or latest is None:
            return False
        if day.precision == "bounded":
            return day.basis == "weekday" and day.tense != "future"
        if day.precision != "day":
            return False
        return 0 <= (latest - day.earliest).days <= _SAME_NEWS_DAYS

    def _undated_progress(
        self, sentence: Sentence, triggers: Sequence[Trigger], here: Sequence[Dated]
    ) -> list[Found]:
        """A stated stage of the talks without a day of its own has the article's bounds."""
        progress = [t for t in triggers if t.type == "negotiation_progress"]
        first, last = self.published
        if not progress or first is None or last is None:
            return []
        near = [d for d in here if d.named is None and not self._is_around(d.day)]
        if any(gap_to(d.day, progress[0]) < 60 for d in near):
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
        return [Found(sentence, t, Dated(day, None))]

    def _as_event(self, f: Found) -> Event:
        day = f.dated.day
        start, end = quote_span(self.text, f)
        here = self._mentions_in(f.sentence)
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
            type_of(f),
            self._status(f),
            " ".join(word_happening(self.text, f).split()),
            tuple(dict.fromkeys(m.actor for m in here if not is_place(self.text, m))),
            find_place(self.text, f, here),
            "page_furniture" if f.sentence.role == "furniture" else None,
        )

    def _status(self, f: Found) -> str:
        day = f.dated.day
        first, last = self.published
        if last is not None and day.earliest is not None and day.earliest > last:
            return "planned"
        if first is not None and day.latest is not None and day.latest < first:
            return "occurred"
        if f.trigger is not None and not f.carried:
            at = f.trigger.start
            if TO_COME.search(self.lowered, max(f.sentence.start, at - 24), at):
                return "planned"
        said = SAID_ON.search(self.lowered, max(0, day.start - 60), day.start)
        return "planned" if day.tense == "future" and not said else "occurred"


def _between(starts: Sequence[int], sentence: Sentence) -> tuple[int, int]:
    """The slice of sorted offsets that lie in a sentence."""
    return bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
