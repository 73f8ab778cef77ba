"""What stands around a figure: its sentence, its clause, the cues and the actors near it.

Every rule about kinds and parties asks a Setting, never the raw text, so that "near", "in the same
clause" and "the noun this figure belongs to" mean the same thing everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ukjp.actors import Mention, read_actors
from ukjp.reading.cleaning import Sentence
from ukjp.reading.cues import Cue
from ukjp.reading.money import Amount
from ukjp.reading.subjects import Predicate, find_predicate

_BOUNDARY = re.compile(
    r"[;:](?=\s)|\s[—–-]\s|[,)]?\s(?:while|whereas|but|although|though|even as|"
    r"compared (?:with|to)|"
    r"in addition to|on top of|besides|as well as|after (?:an?|the|its|his|it|having))\s|"
    r",\s(?:and|with|which|of which|under which|through which|for which|including|bringing|"
    r"taking|raising|pushing|making|lifting|"
    r"marking|in addition|plus|who|where|when|followed|up from|compared|"
    r"underscoring|highlighting|as)\s|\s(?:brings?|brought|takes|lifts|raises)\s"
)
_NOUN_TAIL = re.compile(
    r"(?:\s*\([^)]{0,60}\))?[\s-]*(?:(?:in|of|worth of|worth|"
    r"as)\s)?((?:[\w'’/-]+[ \u00a0\n]?){0,7})"
)
_TAIL_STOP = re.compile(
    r"\b(?:of|to|for|from|by|with|on|at|over|under|through|since|that|which|and|this|last|next|"
    r"will|"
    r"has|have|had|is|are|was|were|would|could|it|he|she|they|during|between|among|via|into|"
    r"pledged|provided|announced|promised|given|approved|as|more|extra|reached|arrived|entered|"
    r"landed|flowed|came|went|goes|buys|pays|makes?|brings?|lifts?)\b"
)
_NOUN_SENSES = frozenset(["aid", "tranche", "programme", "not_aid", "bill"])

_NEXT_ITEM = re.compile(
    r"(?:,|\band|\bplus)\s+(?:(?:a|another|further|additional|about|up to)\s+)*$"
)
_SHARE_OF_IT = re.compile(r"(?:percent|per cent|%) of (?:its )?$")
_LABEL = re.compile(r":\s+(?:(?:up to|about|over|some|more than|approx\.|around|nearly)\s+)?")
# How many units of a currency make about a dollar, where they are many.
PER_DOLLAR = {
    "JPY": 100, "KRW": 1000, "UAH": 30, "RUB": 60, "NOK": 8, "SEK": 8, "DKK": 6, "CZK": 20,
    "HUF": 300, "INR": 70, "TWD": 30, "CNY": 6, "PLN": 4, "ISK": 100,
}  # fmt: skip

_BATTLEFIELD = re.compile(
    r"\b(?:(?:war|invasion|attacks?|fighting|aggression|assault|conflict|fight)\s+(?:in|of|on|"
    r"against)|invad(?:ed|es|ing)|attack(?:ed|s|ing))\s+$"
)


class Setting(NamedTuple):
    """A figure in its sentence. Spans are offsets into `text`; `cues` are those of the sentence.

    `others` are the spans of the figures around it, `before_it` the mentions of the sentences
    shortly before, nearest last; `topical` tells whether the article is about a receiver of aid;
    `predicate` is the verb that governs the figure, with its subject.
    """

    text: str
    lowered: str
    amount: Amount
    sentence: Sentence
    clause: tuple[int, int]
    cues: Sequence[Cue]
    mentions: Sequence[Mention]
    before_it: Sequence[Mention]
    others: Sequence[tuple[int, int]]
    topical: bool
    tail: tuple[int, int]
    predicate: Predicate | None

    def before(self, *senses: str, reach: int = 400, clause: bool = True) -> list[Cue]:
        """Cues of these senses in front of the figure, nearest last."""
        low = max(self.clause[0] if clause else self.sentence.start, self.amount.start - reach)
        return [c for c in self.cues if c.sense in senses and low <= c.start < self.amount.start]

    def after(self, *senses: str, reach: int = 400, clause: bool = True) -> list[Cue]:
        """Cues of these senses behind the figure, nearest first."""
        high = min(self.clause[1] if clause else self.sentence.end, self.amount.end + reach)
        return [c for c in self.cues if c.sense in senses and self.amount.end <= c.start < high]

    def head_after(self) -> Cue | None:
        """The noun that the figure counts: "$61 billion aid bill" is a bill."""
        low, high = self.tail
        nouns = [c for c in self.cues if c.sense in _NOUN_SENSES and low <= c.start < high]
        return max(nouns, key=lambda c: (c.end, c.end - c.start), default=None)

    def head_before(self) -> Cue | None:
        """The noun in front that the figure belongs to: "trade turnover of $5 billion".

        A noun in front of another figure belongs to that one.
        """
        start = self.amount.start
        nouns = self.before(*_NOUN_SENSES, reach=90)
        last = max((end for _, end in self.others if end <= start), default=0)
        nouns = [c for c in nouns if c.start >= last]
        nouns = [c for c in nouns if not _SHARE_OF_IT.search(self.lowered, c.start - 14, c.start)]
        if last and nouns and _NEXT_ITEM.search(self.lowered, nouns[-1].end, start):
            nouns = []  # "$470 million for the budget and another $237 million"
        if not nouns and self.lowered.startswith((", which ", ", that "), self.clause[0]):
            opens = self.clause[0]  # "the reserve fund, which now holds …"
            nouns = [c for c in self.cues if c.sense in _NOUN_SENSES and c.end == opens > last]
        return max(nouns, key=lambda c: (c.end, c.end - c.start), default=None)

    def words_before(self, reach: int = 60) -> str:
        """Lower-cased text in front of the figure, within the sentence."""
        start = self.amount.start
        return self.lowered[max(self.sentence.start, start - reach) : start]

    def words_after(self, reach: int = 60) -> str:
        """Lower-cased text behind the figure, within the sentence."""
        end = self.amount.end
        return self.lowered[end : min(self.sentence.end, end + reach)]

    def crosses(self, start: int, end: int) -> bool:
        """Tell whether another figure stands between `start` and `end`."""
        return any(start <= low < end for low, _ in self.others)

    def separates(self, span: tuple[int, int]) -> bool:
        """Tell whether another figure stands between some words and this figure."""
        start, end = span
        return self.crosses(min(end, self.amount.end), max(start, self.amount.start))

    def is_next_item(self) -> bool:
        """Tell whether the figure is the next item behind another: ", and $5 million"."""
        words = self.words_before(40)
        if not self.crosses(self.sentence.start, self.amount.start):
            return False
        return _NEXT_ITEM.search(words) is not None

    def receivers_behind(self, reach: int) -> list[Mention]:
        """Mentions of receivers that begin up to `reach` characters behind the figure.

        "The war in Ukraine" names no receiver.
        """
        end, actors = self.amount.end, read_actors()
        return [
            m
            for m in self.mentions
            if 0 < m.start - end < reach
            and actors[m.actor].role == "recipient"
            and not _BATTLEFIELD.search(self.lowered, max(end, m.start - 20), m.start)
        ]

    def names_receiver(self) -> bool:
        """Tell whether the figure stands beside somebody who receives aid.

        The sentence names one; or, where the article is about a receiver, a sentence shortly
        before does, or one of the two names a giver.
        """
        actors = read_actors()
        if any(actors[m.actor].role == "recipient" for m in self.mentions):
            return True
        near = [m for m in self.before_it if self.sentence.start - m.end < 400]
        return self.topical and any(
            actors[m.actor].role in ("donor", "recipient") for m in (*self.mentions, *near)
        )


def build_setting(
    text: str,
    lowered: str,
    amount: Amount,
    sentence: Sentence,
    cues: Sequence[Cue],
    mentions: Sequence[Mention],
    before_it: Sequence[Mention],
    others: Sequence[tuple[int, int]],
    topical: bool,
) -> Setting:
    """Return the setting of one figure."""
    clause = _clause_around(lowered, sentence, amount)
    return Setting(
        text,
        lowered,
        amount,
        sentence,
        clause,
        cues,
        mentions,
        before_it,
        others,
        topical,
        _noun_tail(lowered, amount, sentence),
        find_predicate(
            text, lowered, (sentence.start, clause[0], amount.start), cues, mentions, others
        ),
    )


def _clause_around(lowered: str, sentence: Sentence, amount: Amount) -> tuple[int, int]:
    start, end = sentence.start, sentence.end
    low, high = max(start, amount.start - 500), min(end, amount.end + 500)
    for boundary in _BOUNDARY.finditer(lowered, low, high):
        if boundary.end() <= amount.start:
            if _LABEL.fullmatch(lowered, boundary.start(), amount.start):
                continue  # "Total provided since February 2022: …" belongs to its figure
            start = boundary.start()
        elif boundary.start() >= amount.end:
            return start, boundary.start()
    return start, end


def _noun_tail(lowered: str, amount: Amount, sentence: Sentence) -> tuple[int, int]:
    match = _NOUN_TAIL.match(lowered, amount.end, min(sentence.end, amount.end + 140))
    if match is None:
        return amount.end, amount.end
    stop = _TAIL_STOP.search(lowered, match.start(1), match.end(1))
    return match.start(1), stop.start() if stop else match.end(1)
