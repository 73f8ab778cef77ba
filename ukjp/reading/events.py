"""Events: every dated happening of an article, with its type, its status and who took part.

A day in a sentence makes an event; the words around it give its type. What has no day of its own
but a named summit, or is a stated stage of the talks, is dated by reference or by the article's
own bounds. One happening is one row, however often an article mentions it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ukjp.actors import Mention, is_place
from ukjp.reading.cleaning import Sentence
from ukjp.reading.cues import find_cues
from ukjp.reading.dates import Day, NamedDay


class Event(NamedTuple):
    """One happening; the fields are the columns of the table `events`."""

    event_id: str
    article_id: str
    start: int
    end: int
    quote: str
    date: str | None
    date_earliest: date | None
    date_latest: date | None
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
    "visitnoun": "visit",
    "visit": "visit",
    "meeting": "meeting",
    "meet": "meeting",
    "conference": "conference",
    "summit": "summit",
    "tranche": "disbursement",
    "deliver": "disbursement",
}
_SAID_ON = re.compile(
    r"\b(?:said|says|told|wrote|noted|added|stated|reported|tweeted|posted|stressed|explained)\b"
    r"[^.;]{0,40}$"
)
_TRANSFER = re.compile(
    r"\b(?:received|arrived|disbursed|transferred|credited|paid out|delivered|handed over|released)\b"
)
_TALKS = re.compile(r"negotiat|talks|finali[sz]|cusp of|consultation")
_DECLARED = re.compile(r"\b(?:declared|declaration|communiqu[eé]|joint statement)\b")
_MAX_QUOTE = 140
_SAME_NEWS_DAYS = 3


def extract_events(
    article_id: str,
    text: str,
    lowered: str,
    sentences: Sequence[Sentence],
    days: Sequence[Day],
    named: Sequence[NamedDay],
    mentions: Sequence[Mention],
    amounts: Sequence[int],
    published: tuple[date | None, date | None],
) -> list[Event]:
    """Return the article's happenings in the order of the text, one row each.

    `amounts` are the offsets of the article's figures: a promise beside one is a pledge.
    """
    dated = sorted(
        [_Dated(day, None) for day in days] + [_Dated(n.day, n) for n in named],
        key=lambda d: (d.day.start, d.day.end),
    )
    found: list[_Found] = []
    at = 0
    for sentence in sentences:
        here: list[_Dated] = []
        while at < len(dated) and dated[at].day.start < sentence.end:
            if dated[at].day.start >= sentence.start and dated[at].day.earliest is not None:
                here.append(dated[at])
            at += 1
        if sentence.role in ("meta", "caption"):
            continue
        if here or (sentence.role != "furniture" and _TALKS.search(lowered, sentence.start, sentence.end)):
            triggers = _find_triggers(lowered, sentence, amounts)
            found += _date_triggers(lowered, sentence, triggers, here, published)
            found += _undated_progress(sentence, triggers, here, published)
    return [_as_event(article_id, text, lowered, f, mentions, published) for f in _merge(found)]


def _find_triggers(lowered: str, sentence: Sentence, amounts: Sequence[int]) -> list[_Trigger]:
    cues = find_cues(lowered, sentence.start, sentence.end)
    senses = {cue.sense for cue in cues}
    money = any(sentence.start <= a < sentence.end for a in amounts)
    found = []
    for cue in cues:
        kind = _PLAIN.get(cue.sense)
        if cue.sense == "sign" and "agreement" in senses:
            kind = "signing"
        elif cue.sense == "promise" and (money or "aid" in senses) and cue.form != "ing":
            kind = "pledge"
        elif cue.sense == "give" and money and cue.form != "ing" and "will" in senses:
            kind = "pledge"
        elif kind == "disbursement" and not (
            money and _TRANSFER.search(lowered, sentence.start, sentence.end)
        ):
            kind = None
        if kind:
            found.append(_Trigger(cue.start, cue.end, kind, cue.phrase))
    for match in _DECLARED.finditer(lowered, sentence.start, sentence.end):
        if "g7" in lowered[sentence.start : sentence.end] or "joint" in match.group():
            found.append(_Trigger(match.start(), match.end(), "declaration", "joint declaration"))
    if money and not any(t.type == "pledge" for t in found):
        moved = _TRANSFER.search(lowered, sentence.start, sentence.end)
        if moved:
            found.append(_Trigger(*moved.span(), "disbursement", moved.group()))
    return found


def _date_triggers(
    lowered: str,
    sentence: Sentence,
    triggers: Sequence[_Trigger],
    here: Sequence[_Dated],
    published: tuple[date | None, date | None],
) -> list[_Found]:
    found, strong = [], [t for t in triggers if t.type not in ("summit", "conference")]
    plain = [d for d in here if d.named is None]
    named = [d for d in here if d.named is not None]
    for dated in plain:
        trigger = _trigger_of(lowered, sentence, dated, strong, triggers, published)
        inside = next((n for n in named if _belongs(dated.day, n.day)), None)
        if inside is not None and (trigger is None or trigger.type in ("summit", "conference")):
            continue
        found.append(_Found(sentence, trigger, dated))
    for dated in named:
        kind = "conference" if "onference" in (dated.named.family if dated.named else "") else "summit"
        own = _Trigger(dated.day.start, dated.day.end, kind, dated.day.quote)
        found.append(_Found(sentence, own, dated))
        if not plain and strong:
            found.append(_Found(sentence, _nearest(dated.day, strong), dated))
    return found


def _belongs(day: Day, named: Day) -> bool:
    """Tell whether a plain day is the day of the summit it stands beside."""
    if day.earliest is None or day.latest is None or named.earliest is None or named.latest is None:
        return False
    return day.earliest <= named.latest and named.earliest <= day.latest


def _trigger_of(
    lowered: str,
    sentence: Sentence,
    dated: _Dated,
    strong: Sequence[_Trigger],
    triggers: Sequence[_Trigger],
    published: tuple[date | None, date | None],
) -> _Trigger | None:
    day = dated.day
    said = _SAID_ON.search(lowered, max(sentence.start, day.start - 60), day.start)
    if said and not any(said.start() < t.start < day.start for t in strong):
        return _nearest(day, strong) if strong and _is_news_day(day, published) else None
    best = _nearest(day, strong)
    weak = _nearest(day, [t for t in triggers if t.type in ("summit", "conference")])
    if best is None or (weak is not None and _gap(day, weak) < 12 < _gap(day, best) - 40):
        return weak
    return best if _gap(day, best) < 160 else None


def _is_news_day(day: Day, published: tuple[date | None, date | None]) -> bool:
    if day.earliest is None or published[1] is None or day.precision != "day":
        return False
    return 0 <= (published[1] - day.earliest).days <= _SAME_NEWS_DAYS


def _nearest(day: Day, triggers: Sequence[_Trigger]) -> _Trigger | None:
    return min(
        triggers, key=lambda t: (_gap(day, t) // 25, _RANK.index(t.type), _gap(day, t)), default=None
    )


def _gap(day: Day, trigger: _Trigger) -> int:
    return max(0, day.start - trigger.end, trigger.start - day.end)


def _undated_progress(
    sentence: Sentence,
    triggers: Sequence[_Trigger],
    here: Sequence[_Dated],
    published: tuple[date | None, date | None],
) -> list[_Found]:
    """A stated stage of the talks without a day of its own has the article's bounds."""
    progress = [t for t in triggers if t.type == "negotiation_progress"]
    if not progress or published[0] is None or published[1] is None:
        return []
    if any(d.named is None and _gap(d.day, progress[0]) < 60 for d in here):
        return []
    t = progress[0]
    same = published[0] == published[1]
    day = Day(
        t.start, t.end, t.words, published[0], published[1],
        "day" if same else "bounded", "bounded", published[0].isoformat() if same else None, "past",
    )  # fmt: skip
    return [_Found(sentence, t, _Dated(day, None))]


def _merge(found: Sequence[_Found]) -> list[_Found]:
    """Keep one row for one happening: same type, and days that can be the same."""
    kept: list[_Found] = []
    for one in found:
        twin = next((n for n, k in enumerate(kept) if _same_happening(k, one)), None)
        if twin is None:
            kept.append(one)
        elif _precision(one) < _precision(kept[twin]):
            kept[twin] = one
    return sorted(_drop_shadowed(kept), key=lambda f: f.dated.day.start)


def _same_happening(a: _Found, b: _Found) -> bool:
    kind_a = a.trigger.type if a.trigger else "other"
    kind_b = b.trigger.type if b.trigger else "other"
    if kind_a != kind_b or (a.sentence.role == "furniture") != (b.sentence.role == "furniture"):
        return False
    if kind_a == "negotiation_progress":
        return True
    x, y = a.dated.day, b.dated.day
    if kind_a in ("summit", "conference"):
        return _belongs(x, y)
    return (x.earliest, x.latest) == (y.earliest, y.latest)


def _precision(f: _Found) -> int:
    day = f.dated.day
    assert day.earliest is not None and day.latest is not None
    return (day.latest - day.earliest).days + (0 if f.dated.named is None else 1)


def _drop_shadowed(kept: Sequence[_Found]) -> list[_Found]:
    """Drop an untyped row where a typed one of the same sentence has the same day."""
    typed = {(f.sentence.start, f.dated.day.earliest) for f in kept if f.trigger is not None}
    return [f for f in kept if f.trigger is not None or (f.sentence.start, f.dated.day.earliest) not in typed]


def _as_event(
    article_id: str,
    text: str,
    lowered: str,
    f: _Found,
    mentions: Sequence[Mention],
    published: tuple[date | None, date | None],
) -> Event:
    day = f.dated.day
    start, end = _quote_span(text, f)
    here = [m for m in mentions if f.sentence.start <= m.start < f.sentence.end]
    parties = tuple(dict.fromkeys(m.actor for m in here if not is_place(text, m)))
    return Event(
        f"{article_id}-e{start}",
        article_id,
        start,
        end,
        text[start:end],
        day.iso,
        day.earliest,
        day.latest,
        day.basis,
        f.trigger.type if f.trigger else "other",
        _status(lowered, f, published),
        " ".join(_what(text, f).split()),
        parties,
        _place(text, f, here),
        "page_furniture" if f.sentence.role == "furniture" else None,
    )


def _quote_span(text: str, f: _Found) -> tuple[int, int]:
    """The words from the trigger to the day, or the day with a few words before it."""
    day, low, high = f.dated.day, f.sentence.start, f.sentence.end
    if f.trigger is None:
        start = max(low, day.start - 40)
        gap = text.find(" ", start, day.start)
        return (gap + 1 if gap >= 0 and start > low else start), day.end
    start, end = min(day.start, f.trigger.start), max(day.end, f.trigger.end)
    if end - start > _MAX_QUOTE:
        start, end = (f.trigger.start, f.trigger.end) if f.trigger.type != "pledge" else (day.start, day.end)
    return max(low, start), min(high, end)


def _status(lowered: str, f: _Found, published: tuple[date | None, date | None]) -> str:
    day = f.dated.day
    assert day.earliest is not None
    if published[1] is not None and day.earliest > published[1]:
        return "planned"
    if published[0] is not None and day.latest is not None and day.latest < published[0]:
        return "occurred"
    return "planned" if day.tense == "future" else "occurred"


def _what(text: str, f: _Found) -> str:
    if f.dated.named is not None and f.trigger is not None and f.trigger.type in ("summit", "conference"):
        return f"{f.dated.named.family}, {f.dated.named.place}"
    start = f.trigger.start if f.trigger else f.sentence.start
    words = text[start : min(f.sentence.end, start + 90)]
    return words if len(words) < 90 else words[: words.rfind(" ")] + " …"


def _place(text: str, f: _Found, here: Sequence[Mention]) -> str | None:
    if f.dated.named is not None:
        return f.dated.named.place
    return next((text[m.start : m.end] for m in here if is_place(text, m)), None)
