"""The words that tell what a figure is and what happens: one lexicon, looked up word by word.

A cue is a word or phrase with a sense; the lexicon stands in `cues.toml`. Senses are few; what they
mean together is decided in `kinds`, `parties` and `events`. Looking words up in a dictionary keeps
the cost linear.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_SECOND = re.compile(r" ([a-z]+)")

# Inside these a word is no verb: "power supply", "military support".
_NOUN_PHRASES = frozenset(
    ["aid", "not_aid", "energy", "military", "humanitarian", "budget", "reconstruction"]
)

_AMBIGUOUS = frozenset(["base", "s"])


class Cue(NamedTuple):
    """A cue in a text: `start`, `end`, its sense, the lexicon's phrase, and the verb form.

    `form` is base, s, past, ing for verbs and "" for everything else.
    """

    start: int
    end: int
    sense: str
    phrase: str
    form: str


_VOWELS = frozenset("aeiou")
# Behind these a word that could be a verb is a noun: "its grants have reached", "the support".
_NOUN_LEADS = frozenset(
    "a an the its their his her our of this these those such any no new additional fresh under "
    "through with for in from by as".split()
)
# Plural nouns that are verbs only where something is given: "guarantees $984m".
_PLURALS = frozenset(
    "grants guarantees pledges supports offers supplies releases transfers promises credits".split()
)
_OBJECT = re.compile(
    r"\s+(?:[$€£¥\d]|(?:an?|the|up|its|another|more|nearly|almost|about|around|some|over|new|"
    r"additional|further|extra|half|ukraine|kyiv|kiev|us|nok|eur|c\$|a\$)\b)"
)
# "In May", "as of May 1": a month, no possibility.
_MONTH_LEADS = frozenset("in of since last by until till early late mid this next through".split())
_DAY_NUMBER = re.compile(r"\.? \d{1,4}\b")
_DOUBLED = frozenset(["commit", "transfer", "remit", "top", "ship", "plan", "hit", "get", "set"])


def _inflect(verb: str) -> list[tuple[str, str]]:
    """Return (phrase, form) for a verb of the lexicon such as "give:gave,given" or "amount-to"."""
    base, _, irregular = verb.partition(":")
    base = base.replace("-", " ")
    head, _, tail = base.partition(" ")
    tail = f" {tail}" if tail else ""
    past = [p.replace("-", " ") for p in irregular.split(",") if p]
    if not past:
        past = [_with_ed(head) + tail]
    elif tail:
        past = [p if p.endswith(tail) else p + tail for p in past]
    forms = [(base, "base"), (_with_s(head) + tail, "s"), (_with_ing(head) + tail, "ing")]
    return forms + [(word, "past") for word in past]


def _with_ed(word: str) -> str:
    if word == "set":
        return "set"
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ied"
    return word + (word[-1] if word in _DOUBLED else "") + "ed"


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "o")) else "s")


def _with_ing(word: str) -> str:
    if word.endswith("ee"):
        return word + "ing"
    if word.endswith("e"):
        return word[:-1] + "ing"
    return word + (word[-1] if word in _DOUBLED else "") + "ing"


class _Row(NamedTuple):
    phrase: str
    sense: str
    form: str


class _Entry(NamedTuple):
    """The phrases that begin with one word: those to try anyway, and by their second word."""

    anyway: list[_Row]
    by_second: dict[str, list[_Row]]


def _build_lexicon() -> dict[str, _Entry]:
    """Return first word → its phrases, longest first."""
    lexicon: dict[str, list[_Row]] = {}
    for row in _read_rows():
        first = _WORD.match(row.phrase)
        lexicon.setdefault(first.group() if first else row.phrase, []).append(row)
    for rows in lexicon.values():
        rows.sort(key=lambda row: (row.sense != "plain", -len(row.phrase)))
    return {first: _build_entry(first, rows) for first, rows in lexicon.items()}


def _read_rows() -> list[_Row]:
    rows: dict[tuple[str, str], _Row] = {}
    words = tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf-8"))
    for sense, verbs in words["verbs"].items():
        for verb in verbs:
            for phrase, form in _inflect(verb):
                rows[phrase, sense] = _Row(phrase, sense, form)
    for sense, phrases in words["phrases"].items():
        for phrase in phrases:
            rows[phrase, sense] = _Row(phrase, sense, "")
    return list(rows.values())


def _build_entry(first: str, rows: list[_Row]) -> _Entry:
    seconds = [_SECOND.match(row.phrase, len(first)) for row in rows]
    keys = [second.group(1) if second else None for second in seconds]
    by_second = {
        wanted: [row for row, key in zip(rows, keys, strict=True) if key in (None, wanted)]
        for wanted in keys
        if wanted is not None
    }
    return _Entry([row for row, key in zip(rows, keys, strict=True) if key is None], by_second)


_LEXICON = _build_lexicon()


class Cues:
    """The cues of one lower-cased text, each sentence looked up once."""

    def __init__(self, lowered: str) -> None:
        self.lowered = lowered
        self._found: dict[tuple[int, int], list[Cue]] = {}

    def between(self, start: int, end: int) -> list[Cue]:
        """Return the cues of the sentence from `start` to `end`."""
        known = self._found.get((start, end))
        if known is None:
            known = self._found[start, end] = find_cues(self.lowered, start, end)
        return known


def find_cues(lowered: str, start: int, end: int) -> list[Cue]:
    """Return the cues between `start` and `end` of a lower-cased text; senses may overlap."""
    found: list[Cue] = []
    behind = covered = aided = start
    word = ""
    for match in _WORD.finditer(lowered, start, end):
        before, word = word, match.group()
        entry = _LEXICON.get(word)
        if entry is None or match.start() < behind or _is_month(lowered, match, before):
            continue
        at, stop = match.span()
        rows = entry.anyway
        if entry.by_second and (second := _SECOND.match(lowered, stop, end)):
            rows = entry.by_second.get(second.group(1), rows)
        for phrase, sense, form in rows:
            close = at + len(phrase)
            if close == stop or (
                close <= end
                and lowered.startswith(phrase, at)
                and not lowered[close : close + 1].isalnum()
            ):
                if sense == "plain":
                    behind = close  # "security guarantees" are no guarantees of money
                    break
                if form in _AMBIGUOUS and (
                    at < covered or _makes_noun(before) or _is_plural(phrase, lowered, close)
                ):
                    continue
                if sense == "not_aid" and close <= aided:
                    continue  # the "budget" of "budget support"
                if close > stop and sense in _NOUN_PHRASES:
                    covered = max(covered, close)
                    aided = close if sense == "aid" else aided
                found.append(Cue(at, close, sense, phrase, form))
    return found


def _is_plural(phrase: str, lowered: str, close: int) -> bool:
    """Tell "its grants and guarantees" from "Japan guarantees $984m"."""
    return phrase in _PLURALS and _OBJECT.match(lowered, close) is None


def _is_month(lowered: str, word: re.Match[str], before: str) -> bool:
    """Tell "in May" and "as of May 1" from what may be."""
    if word.group() != "may":
        return False
    return before in _MONTH_LEADS or _DAY_NUMBER.match(lowered, word.end()) is not None


def _makes_noun(before: str) -> bool:
    """Tell by the word in front whether one that could be a verb is a noun."""
    if not before:
        return True  # "Cover for a ship costs …"
    return before in _NOUN_LEADS or before.endswith(("'s", "’s"))
