"""Security agreements with Ukraine as anchors: who is told to have signed, and who is still to.

The days stand in `data/reference/security_agreements.csv`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from ukjp.reading.calendar_words import NUMBERS
from ukjp.reading.date_context import DatedText
from ukjp.resources import resource_folder

# The word comes first and what stands before it is asked then: found in half the time.
_PACT = re.compile(
    r"security(?<!\wsecurity)\s(?:[\w-]+\s){0,3}?"
    r"(?:agreement|pact|treat|deal|accord|commitment|arrangement|guarantee)"
)
_PACT_ON_SECURITY = re.compile(
    r"(?:agreement(?<!\wagreement)|pact(?<!\wpact)|treaty(?<!\wtreaty)|deal(?<!\wdeal)|"
    r"accord(?<!\waccord))s?\s(?:[\w-]+\s){0,4}?(?:on|of|for)\s(?:[\w-]+\s){0,3}?security"
)
_SUCH_PACT = re.compile(r"such(?<!\wsuch)\s(?:\w+\s){0,2}?(?:agreement|pact|treat|deal|accord)")
_UKRAINE = re.compile(r"\b(?:ukrain|kyiv|kiev|zelensk)")
_JOINED = re.compile(
    r"\bjoin(?:s|ed|ing)?\b(?=[^.;]{0,160}?\b(?:group|list|club|ranks|countries|nations|states|partners|"
    r"signatories)\b)"
)
_SIGNED = re.compile(
    r"\b(?:signed|sealed|concluded|inked|penned|signatories|clinched|in place with)\b"
)
_COMING = re.compile(
    r"\b(?:aims?|hopes?|hoping|plans?|expects?|intends?|ready|set|due|seeks?|about|bid|slated|scheduled)\sto\b|"
    r"\b(?:cusp of|close to|nearing|verge of|negotiat\w+|talks|finali[sz]\w+|drafting|preparing|"
    r"working on|upcoming|will|would|could|may)\b"
)
_MODAL_BEFORE = re.compile(
    r"\b(?:will|would|to|could|may|might|can|should|must|yet|expected|be|not)\s(?:be\s|have\s|soon\s|also\s)?$"
)
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near)\s(?:the\s|southern\s|northern\s)?$")
_COUNT = re.compile(
    r"(?P<number>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|eighteen|twenty)\s(?:other\s|such\s|similar\s|bilateral\s|security\s|more\s){0,3}"
    r"(?:countries|nations|states|partners|agreements|deals|pacts|treaties|allies)"
)


class Agreement(NamedTuple):
    """A row of the table: the party, the day it signed, and its place in the order."""

    party: str
    signed: date
    order: int


class Standing(NamedTuple):
    """What a sentence says of a party's agreement: signed, or still to come; `words` name it."""

    party: str
    signed: date
    done: bool
    start: int
    words: str


@cache
def read_agreements() -> dict[str, Agreement]:
    """Read the table by party."""
    path = resource_folder("data") / "reference" / "security_agreements.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [
            Agreement(row["party"], date.fromisoformat(row["signed"]), int(row["order"]))
            for row in csv.DictReader(handle)
        ]
    return {row.party: row for row in rows}


def find_standings(dated: DatedText) -> Iterator[Standing]:
    """Yield what the sentences about such agreements say, in the order of the text."""
    behind = -1
    if "security" not in dated.low:
        return
    pacts = [*_PACT.finditer(dated.low), *_PACT_ON_SECURITY.finditer(dated.low)]
    pacts.sort(key=re.Match.start)
    if pacts:
        # "15 such agreements" speaks of the ones named before it.
        pacts += _SUCH_PACT.finditer(dated.low, pacts[0].end())
    for pact in sorted(pacts, key=re.Match.start):
        number = dated.sentence_at(pact.start())
        if number == behind:
            continue
        behind = number
        start, end = dated.sentence_bounds(number)
        if _UKRAINE.search(dated.low, start, end):
            yield from _read_sentence(dated, start, min(end, start + 1000))


def _read_sentence(dated: DatedText, start: int, end: int) -> Iterator[Standing]:
    low = dated.low
    joined = _JOINED.search(low, start, end)
    signed = [m for m in _SIGNED.finditer(low, start, end) if _is_done(low, start, m)]
    coming = list(_COMING.finditer(low, start, end))
    for mention in dated.actors_between(start, end):
        row = read_agreements().get(mention.actor)
        if row is None or mention.form not in ("name", "adjective", "metonym"):
            continue
        at = mention.start
        if _PLACE_BEFORE.search(low, max(start, at - 20), at):
            continue
        if joined:
            done = True if at > joined.start() else None
            if at < joined.start() and any(c.start() < joined.start() for c in coming):
                done = False
        else:
            done = _nearest_says_done(at, signed, coming)
        if done is not None:
            yield Standing(row.party, row.signed, done, at, dated.text[at : mention.end])
    yield from _read_count(dated, signed, start, end)


def _is_done(low: str, start: int, verb: re.Match[str]) -> bool:
    return _MODAL_BEFORE.search(low, max(start, verb.start() - 24), verb.start()) is None


def _nearest_says_done(
    at: int, signed: list[re.Match[str]], coming: list[re.Match[str]]
) -> bool | None:
    """The nearest such word in front of a party decides, else the nearest behind it."""
    cues = [(m.start(), True) for m in signed] + [(m.start(), False) for m in coming]
    before = [cue for cue in cues if cue[0] < at]
    if before and any(done for _, done in cues):
        # "Ukraine and Japan ... signed": the verb may also stand behind.
        return max(before)[1]
    if signed and coming:
        return min(cues)[1] if cues else None
    return True if signed else (False if coming else None)


def _read_count(
    dated: DatedText, signed: list[re.Match[str]], start: int, end: int
) -> Iterator[Standing]:
    """Read "has already signed agreements with 15 other countries": not before the fifteenth."""
    count = _COUNT.search(dated.low, start, end) if signed else None
    if count is None:
        return
    word = count["number"]
    number = int(word) if word.isdigit() else NUMBERS[word][0]
    for row in read_agreements().values():
        if row.order == number:
            yield Standing(row.party, row.signed, True, count.start(), count.group())
