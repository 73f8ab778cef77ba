"""The words of a sentence that make an event, each with its type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ukjp.actors import Mention, read_actors
from ukjp.reading.cleaning import Sentence
from ukjp.reading.cues import Cue, Cues
from ukjp.reading.encounters import read_encounters
from ukjp.reading.event_records import Figure, Trigger

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
    "decision": "other",
}
_FIGURE_EVENT = {"commitment": "pledge", "component": "pledge", "disbursement": "disbursement"}
# The letters come first and what stands before them is asked then: found in half the time.
_DECLARED = re.compile(
    r"(?:declar(?<!\wdeclar)(?:ed|ation)|communiqu(?<!\wcommuniqu)[eé]|"
    r"joint(?<!\wjoint) statement)\b"
)
_MOVED = re.compile(
    r"\b(?:disbursed|transferred|credited|paid out|delivered|handed over|wired|shipped)\b|"
    r"\b(?:docked|unloaded) (?:in|at)\b|\bhanding over\b|\bhanded\s+(?:[\w'’-]+\s+){1,7}?to\b|"
    r"\b(?:expects?|awaits?|to receive|will receive|will get|to get)\s+(?:the|an?|its|their)\s+"
    r"(?:[\w'’-]+\s+){0,3}?(?:tranche|instal?lment|payment|disbursement)\b|"
    r"\b(?:pay|pays|pay out|pays out|disburse|disburses|transfer|transfers|release|releases)\s+"
    r"(?:the|an?|its|their)\s+(?:[\w-]+\s+){0,3}?(?:tranche|instal?lment|payment|funds|money|sum)\b|"
    r"\b(?:funds?|money|tranche|aid|grant|loan)\b[^.;]{0,30}\b(?:released|to flow|will flow)\b|"
    r"\b(?:disbursements?|payments?|deliver(?:y|ies)|handover)\s+(?:on|in|by|would begin|"
    r"will begin)\b|"
    r"\b(?:tranche|instal?lment|payment|transfer|disbursement)\b[^.;]{0,50}\b(?:is|are) "
    r"(?:expected|due|planned|envisaged|scheduled|foreseen)\b|"
    r"\b(?:reached|reaches|entered|landed in|arrived in|arrived at|came into|credited to)\s+"
    r"(?:the\s+)?(?:[\w'’-]+\s+){0,3}?(?:budget|account|accounts|treasury|coffers)\b|"
    r"\b(?:tranche|instal?lment|payment)\b.{0,60}\b(?:follows?|come|arrive|due)\b"
)
_ARRIVED = re.compile(r"reach|enter|land|arriv|came|credited to|docked|unloaded")
_GOODS = re.compile(
    r"\b(?:money|funds?|sums?|payments?|cash|cargo|shipments?|systems?|vehicles?|aircraft|jets?)\b[^.;]{0,30}$"
)
_WILL = re.compile(r"\b(?:will|would|is to|are to)\s+(?:soon |also |then )?$")
_TRAVELLER_STAYS = re.compile(
    r"\b(?:minister|premier|chancellor|secretary|delegation|envoy)\s+(?:is|was|were|are|will be)\s+"
    r"(?:expected\s+|due\s+|speaking\s+|to be\s+)*in\s+(?:the (?:port|city|town|capital) of\s+)?$"
)
_TRAVELLER = re.compile(
    r"\b(?:minister|premier|president|delegation|leaders?|ambassador|envoy|team|mission|he|she)\b[^.;]{0,50}$"
)
_GIVABLE = frozenset(["aid", "tranche", "kindform"])
_THE_MONEY = re.compile(r"\bthe (?:money|funds|sum|cash)\b")
_STAYS = re.compile(
    r"\b(?:is|was|were|are|be)\s+(?:expected\s+|due\s+|back\s+|again\s+|speaking\s+|to be\s+)*"
    r"in\s+(?:the (?:port|city|town|capital) of\s+)?$"
)

_MONTH_PACT = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"['’]s\s+(?:[\w-]+\s+){0,2}(?:agreement|accord|pact|treaty|deal)\b"
)
_WAS_SIGNED = re.compile(
    r"\b(?:was|were|is to be|will be) signed\b(?! into| by the president)|\bthe signing\b(?! into)|"
    r"\bsign(?:ed|s|ing)? (?:the |diplomatic |an exchange of )*notes\b"
)
# "The minister said this on Saturday": the promise told in the sentence before.
_SAID_THIS = re.compile(
    r"\b(?:said|announced|reported|confirmed|revealed)( (?:this|it|about this)\b)"
)
_IS_SIGNED = re.compile(r"[,)]?\s*(?:was|were|has been|is to be|will be)?\s*signed")
_SIGNED_FOR = re.compile(
    r"[^.;,]{0,50}?\b(?:on|for|concerning|of|worth|about|over)\s+(?:[\w-]+\s+){0,5}"
)


def find_triggers(
    text: str,
    cues: Cues,
    sentence: Sentence,
    figures: Sequence[Figure],
    mentions: Sequence[Mention],
    *,
    pledging: bool,
) -> list[Trigger]:
    """Return what happens in a sentence.

    `figures` and `mentions` are those of the sentence; `pledging` tells whether the sentences
    before speak of a pledge, which "the announcement" then means.
    """
    lowered, here = cues.lowered, cues.between(sentence.start, sentence.end)
    senses = {cue.sense for cue in here}
    found = [_from_cue(lowered, cue, senses, figures, mentions, pledging) for cue in here]
    triggers = [t for t in found if t is not None] + _from_figures(text, figures)
    triggers = [
        t._replace(type="disbursement")
        if _goods_arrive(lowered, t, senses, mentions, figures)
        else t
        for t in triggers
    ]
    if figures and not any(f.settled for f in figures):
        triggers = [t for t in triggers if t.type != "pledge"]
    if figures and all(f.kind == "other" for f in figures):
        triggers = [t for t in triggers if t.type != "disbursement"]
    elif (
        figures
        or senses & _GIVABLE
        or pledging
        or _THE_MONEY.search(lowered, sentence.start, sentence.end)
    ):
        moved = _MOVED.search(lowered, sentence.start, sentence.end)
        if moved:
            if _ARRIVED.match(moved.group()):
                triggers = [t for t in triggers if t.type != "pledge"]
            triggers.append(Trigger(*moved.span(), "disbursement", moved.group()))
    triggers += _declarations(lowered, sentence) + _stays(lowered, sentence, mentions)
    triggers += _signed_elsewhere(lowered, sentence, figures)
    reported = _SAID_THIS.search(lowered, sentence.start, sentence.end) if pledging else None
    if reported and not figures:
        triggers.append(Trigger(*reported.span(1), "pledge", reported.group()))
    return read_encounters(lowered, sentence, _without_doubles(triggers, lowered), mentions)


def _signed_elsewhere(lowered: str, sentence: Sentence, figures: Sequence[Figure]) -> list[Trigger]:
    """Return signings without the pact's name beside the verb: "the first, for $9m, was signed"."""
    found = [
        Trigger(m.start(), m.end(), "signing", m.group())
        for m in _MONTH_PACT.finditer(lowered, sentence.start, sentence.end)
    ]
    match = _WAS_SIGNED.search(lowered, sentence.start, sentence.end)
    if match is None or not (figures or not match.group().endswith("signed")):
        return found
    return [*found, Trigger(*match.span(), "signing", match.group())]


def _without_doubles(triggers: Sequence[Trigger], lowered: str) -> list[Trigger]:
    """Leave out the sum that is signed for and the promise that a declaration makes."""
    signed = [t for t in triggers if t.type == "signing"]
    declared = any(t.type == "declaration" for t in triggers)
    return [
        t
        for t in triggers
        if t.type != "pledge"
        or not (
            (declared and not any(c.isdigit() for c in t.words))
            or any(
                (0 <= t.start - s.end < 90 and _SIGNED_FOR.fullmatch(lowered, s.end, t.start))
                or (0 <= s.start - t.end < 30 and _IS_SIGNED.fullmatch(lowered, t.end, s.end))
                for s in signed
            )
        )
    ]


def _from_cue(
    lowered: str,
    cue: Cue,
    senses: set[str],
    figures: Sequence[Figure],
    mentions: Sequence[Mention],
    pledging: bool,
) -> Trigger | None:
    kind = _PLAIN.get(cue.sense)
    if cue.sense == "sign" and "agreement" in senses:
        kind = "signing"
    elif cue.sense == "announcement":
        kind = "pledge" if pledging else None
    elif (
        cue.sense == "give"
        and cue.form == "base"
        and _WILL.search(lowered, max(0, cue.start - 24), cue.start)
        and not figures
        and senses & _GIVABLE
        and any(read_actors()[m.actor].role == "donor" for m in mentions)
    ) or (cue.sense == "promise" and not figures and "aid" in senses and cue.form != "ing"):
        kind = "pledge"
    if kind == "meeting" and _meets_as_forum(cue.start, mentions):
        kind = "summit"
    return Trigger(cue.start, cue.end, kind, cue.phrase) if kind else None


def _stays(lowered: str, sentence: Sentence, mentions: Sequence[Mention]) -> list[Trigger]:
    """Return visits told as being somewhere: "Støre is expected in Kyiv", "who was in Odesa"."""
    found = []
    for before, place in pairwise(mentions):
        if place.form == "metonym" and before.form == "person":
            match = _STAYS.search(lowered, max(before.end, place.start - 40), place.start)
            if match and place.start - before.end < 80:
                words = lowered[match.start() : place.end]
                found.append(Trigger(match.start(), place.end, "visit", words))
    for place in [] if found else mentions:
        if place.form == "metonym":
            low = max(sentence.start, place.start - 90)
            match = _TRAVELLER_STAYS.search(lowered, low, place.start)
            if match:
                words = lowered[match.start() : place.end]
                found.append(Trigger(match.start(), place.end, "visit", words))
    return found


def _goods_arrive(
    lowered: str,
    trigger: Trigger,
    senses: set[str],
    mentions: Sequence[Mention],
    figures: Sequence[Figure],
) -> bool:
    """Tell money or goods that arrive from somebody who does."""
    if trigger.type != "visit" or not trigger.words.startswith("arriv"):
        return False
    before = lowered[max(0, trigger.start - 70) : trigger.start]
    if any(0 <= trigger.start - f.end < 45 for f in figures):
        return True
    person = any(m.form == "person" and 0 <= trigger.start - m.end < 60 for m in mentions)
    if person or _TRAVELLER.search(before):
        return False
    return bool(_GOODS.search(before)) or bool(senses & _GIVABLE)


def _meets_as_forum(at: int, mentions: Sequence[Mention]) -> bool:
    """Tell "NATO meets in July" and "G7 leaders gather" from a meeting of two."""
    actors = read_actors()
    return any(actors[m.actor].role == "forum" and 0 <= at - m.end < 12 for m in mentions)


def _from_figures(text: str, figures: Sequence[Figure]) -> list[Trigger]:
    return [
        Trigger(f.start, f.end, _FIGURE_EVENT[f.kind], text[f.start : f.end])
        for f in figures
        if f.settled and f.kind in _FIGURE_EVENT
    ]


def _declarations(lowered: str, sentence: Sentence) -> list[Trigger]:
    by_g7 = lowered.find("g7", sentence.start, sentence.end) >= 0
    return [
        Trigger(match.start(), match.end(), "declaration", "joint declaration")
        for match in _DECLARED.finditer(lowered, sentence.start, sentence.end)
        if by_g7 or "joint" in match.group()
    ]
