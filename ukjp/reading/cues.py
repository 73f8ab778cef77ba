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


def _build_lexicon() -> dict[str, list[tuple[str, str, str]]]:
    """Return first word → (phrase, sense, form), longest phrase first."""
    entries: dict[tuple[str, str], tuple[str, str, str]] = {}
    words = tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf-8"))
    for sense, verbs in words["verbs"].items():
        for verb in verbs:
            for phrase, form in _inflect(verb):
                entries[phrase, sense] = (phrase, sense, form)
    for sense, phrases in words["phrases"].items():
        for phrase in phrases:
            entries[phrase, sense] = (phrase, sense, "")
    lexicon: dict[str, list[tuple[str, str, str]]] = {}
    for entry in entries.values():
        first = _WORD.match(entry[0])
        lexicon.setdefault(first.group() if first else entry[0], []).append(entry)
    for rows in lexicon.values():
        rows.sort(key=lambda row: (row[1] != "plain", -len(row[0])))
    return lexicon


_LEXICON = _build_lexicon()


def find_cues(lowered: str, start: int, end: int) -> list[Cue]:
    """Return the cues between `start` and `end` of a lower-cased text; senses may overlap."""
    found: list[Cue] = []
    behind = start
    for match in _WORD.finditer(lowered, start, end):
        rows = _LEXICON.get(match.group())
        at = match.start()
        if rows is None or at < behind:
            continue
        for phrase, sense, form in rows:
            stop = at + len(phrase)
            if stop == match.end() or (
                " " in phrase
                and stop <= end
                and lowered.startswith(phrase, at)
                and not lowered[stop : stop + 1].isalnum()
            ):
                if sense == "plain":
                    behind = stop  # "security guarantees" are no guarantees of money
                    break
                found.append(Cue(at, stop, sense, phrase, form))
    return found
