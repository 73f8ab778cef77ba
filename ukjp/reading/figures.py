"""The figures of one article: what each is, who gives it to whom, and what it is part of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ukjp.actors import Mention, read_actors
from ukjp.reading.cleaning import Sentence
from ukjp.reading.cues import Cue, Cues
from ukjp.reading.kind_records import Kind
from ukjp.reading.kinds import decide_kind
from ukjp.reading.money import Amount
from ukjp.reading.parties import Parties, Roles, find_parties
from ukjp.reading.parts import Parts
from ukjp.reading.settings import Setting, build_setting

_ENUMERATES = re.compile(
    r"(?:\s*\([^)]{0,40}\))?\s*(?:,|;|and|plus|,\s*and)\s+(?:[\w'’-]+\s+){0,3}"
)


class Figures(NamedTuple):
    """The figures of an article with what they are and who gives them, before they become rows."""

    settings: list[Setting]
    kinds: list[Kind]
    parties: list[Parties]
    wholes: list[int | None]

    def is_settled(self, n: int) -> bool:
        """Tell whether a figure is aid that somebody has decided on."""
        kind = self.kinds[n]
        return kind.kind != "other" and kind.excluded_because is None


def read_figures(
    text: str,
    cues: Cues,
    sentences: Sequence[Sentence],
    amounts: Sequence[Amount],
    mentions: Sequence[Mention],
    roles: Roles,
) -> Figures:
    """Return what every amount is, in the order of the text."""
    settings = _build_settings(
        text, cues, sentences, amounts, mentions, _is_topical(mentions, roles)
    )
    parties = _respectively(settings, [_parties_of(s, settings, roles) for s in settings])
    kinds, wholes = Parts(settings, [decide_kind(s) for s in settings], parties).link()
    kinds = [_like_converted(kinds, n, s.amount) for n, s in enumerate(settings)]
    return Figures(settings, kinds, _inherit_parties(parties, wholes), wholes)


def _build_settings(
    text: str,
    cues: Cues,
    sentences: Sequence[Sentence],
    amounts: Sequence[Amount],
    mentions: Sequence[Mention],
    topical: bool,
) -> list[Setting]:
    starts = [sentence.start for sentence in sentences]
    mention_starts = [m.start for m in mentions]
    settings: list[Setting] = []
    current: tuple[Sentence, list[Cue], Sequence[Mention], Sequence[Mention]] | None = None
    for amount, others in zip(amounts, _neighbours(amounts), strict=True):
        at = max(0, bisect_right(starts, amount.start) - 1)
        sentence = _whole_sentence(sentences, at, amount)
        if current is None or sentence != current[0]:
            low = bisect_right(mention_starts, sentence.start - 1)
            high = bisect_right(mention_starts, sentence.end - 1)
            here = cues.between(sentence.start, sentence.end)
            current = sentence, here, mentions[low:high], mentions[max(0, low - 10) : low]
        settings.append(build_setting(text, cues.lowered, amount, *current, others, topical))
    return settings


def _is_topical(mentions: Sequence[Mention], roles: Roles) -> bool:
    """Tell whether the article is about somebody who receives, not merely mentions one."""
    named = [m for m in mentions if m.actor == roles.recipient]
    return len(named) >= 5 or any(m.start < 300 for m in named)


def _neighbours(amounts: Sequence[Amount]) -> list[list[tuple[int, int]]]:
    """The spans of the few figures before and behind each figure, conversions left out."""
    spans = [(a.start, a.end) for a in amounts]
    firm = [a.conversion_of is None for a in amounts]
    return [
        [spans[k] for k in range(max(0, n - 4), min(len(spans), n + 5)) if k != n and firm[k]]
        for n in range(len(spans))
    ]


def _whole_sentence(sentences: Sequence[Sentence], at: int, amount: Amount) -> Sentence:
    """The sentence of an amount, widened where the amount runs over its end."""
    sentence = sentences[at]
    return sentence if amount.end <= sentence.end else sentence._replace(end=amount.end)


def _like_converted(kinds: Sequence[Kind], n: int, amount: Amount) -> Kind:
    return kinds[n] if amount.conversion_of is None else kinds[amount.conversion_of]


def _parties_of(setting: Setting, settings: Sequence[Setting], roles: Roles) -> Parties:
    """A conversion has the parties of what it converts."""
    conversion = setting.amount.conversion_of
    return find_parties(setting if conversion is None else settings[conversion], roles)


def _respectively(settings: Sequence[Setting], parties: list[Parties]) -> list[Parties]:
    """Hand out givers in order: "Japan and Norway gave 465 and 295 million respectively"."""
    by_sentence: dict[int, list[int]] = {}
    for n, s in enumerate(settings):
        if s.amount.conversion_of is None and any(c.sense == "respectively" for c in s.cues):
            by_sentence.setdefault(s.sentence.start, []).append(n)
    for in_sentence in by_sentence.values():
        numbers = _enumerated(settings, in_sentence)
        first = settings[numbers[0]]
        names = list(
            dict.fromkeys(
                m.actor
                for m in first.mentions
                if m.end <= first.amount.start
                and m.actor != parties[numbers[0]].recipient
                and read_actors()[m.actor].role == "donor"
            )
        )[-len(numbers) :]
        if len(names) == len(numbers):
            for n, name in zip(numbers, names, strict=True):
                parties[n] = parties[n]._replace(donor=name, also=(), named=True)
    return parties


def _enumerated(settings: Sequence[Setting], numbers: list[int]) -> list[int]:
    """The figures of a sentence that "respectively" speaks of: the ones joined right before it."""
    s = settings[numbers[0]]
    word = next(c.start for c in s.cues if c.sense == "respectively")
    front = [n for n in numbers if settings[n].amount.start < word] or numbers
    joined = front[-1:]
    for n in reversed(front[:-1]):
        joint = s.lowered[settings[n].amount.end : settings[joined[0]].amount.start]
        if not _ENUMERATES.fullmatch(joint):
            break
        joined.insert(0, n)
    return joined


def _inherit_parties(parties: list[Parties], wholes: Sequence[int | None]) -> list[Parties]:
    """A part whose own sentence names no giver has the giver of its whole."""
    for n, whole in enumerate(wholes):
        if whole is not None and not parties[n].named and parties[whole].donor is not None:
            parties[n] = parties[n]._replace(donor=parties[whole].donor)
    return parties
