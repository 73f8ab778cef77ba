"""Who meets whom: rounds of talks, their stages, receptions, and leaders who meet by video."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ukjp.actors import Mention, read_actors
from ukjp.reading.cleaning import Sentence
from ukjp.reading.event_records import Trigger

_TEAMS = re.compile(
    r"\b(?:negotiators|negotiating teams?|negotiation teams?|delegations?|teams|officials|experts|"
    r"diplomats|the (?:two )?(?:sides|parties|countries|governments))\b"
)
_TALKED = re.compile(
    r"\b(?:met|meet|meets|sat down|sit down|sits down|(?:held|hold|holds|holding|began|begin|"
    r"started|start|opened|open|resumed|resume|continued|continue|concluded|ended) (?:[\w-]+ ){0,2}"
    r"(?:talks|consultations|discussions|negotiations))\b"
)
_TALKS_HELD = re.compile(
    r"\b(?:talks|negotiations|consultations)\b[^.;]{0,90}\b(?:got under ?way|began|started|opened|"
    r"kicked off|resumed|took place|were held|continued|concluded|ended|"
    r"will (?:begin|start|resume))\b"
)
# What delegations negotiate, not merely speak of.
_TEXT_IN_TALKS = re.compile(
    r"\b(?:agreement|accord|pact|treaty|deal|document|negotiations|"
    r"security (?:commitments?|guarantees?|arrangements?|assurances))\b"
)
_SHARE_DONE = (
    r"(?:almost|nearly|practically|virtually|[\w-]+ (?:quarters|thirds|fifths)|"
    r"\d{1,2} ?(?:%|percent|per cent))"
)
_STAGE = re.compile(
    r"\b(?:all but |almost |nearly |practically )?(?:finished|completed|finali[sz]ed|concluded) "
    r"(?:drafting|negotiating|work on|working on|talks on|negotiations on)\b|"
    r"\b(?:talks|negotiations|drafting|consultations)\b[^.;]{0,60}\b(?:should|could|would|will|may|"
    r"(?:is|are) (?:expected|due|likely) to) (?:soon )?(?:be (?:wrapped up|concluded|completed|"
    r"finished|finali[sz]ed)|end|conclude)\b|"
    r"\b(?:agreed|settled|finished|completed|drafted)\s+(?:on\s+|upon\s+)?"
    r"(?:almost |nearly |practically )?"
    r"(?:most|much|all|the (?:whole|entire|bulk|larger part|main part)|whole|"
    r"[\w-]+ (?:quarters|thirds|fifths|percent|per cent)|\d{1,2} ?%)\s+"
    r"(?:of\s+)?(?:the\s+)?(?:\w+ )?"
    r"(?:text|draft|wording|provisions|document|articles|points|chapters)\b|"
    r"\b(?:talks|negotiations|text|draft|work|consultations|drafting)\b[^.;]{0,70}"
    r"\b(?:is|are|was|were|has|have|had|entered|reached|near|nears|nearing|enter)\b[^.;]{0,24}"
    r"\b(?:final (?:stages?|phase|stretch|straight)|finish(?:ing)? (?:line|straight)|"
    r"last (?:stage|lap|leg|mile)|home stretch|"
    + _SHARE_DONE
    + r" (?:ready|complete|completed|done|agreed|finished|finali[sz]ed)|"
    r"completion|conclusion|an end)\b"
)
_HOSTED = re.compile(
    r"\b(?:received|receives|will receive|hosted|hosts|welcomed)\s+(?:in kyiv\s+|in tokyo\s+)?"
    r"(?:[\w'’.-]+\s+){0,5}?(?:ambassador|minister|president|premier|delegation|envoy|"
    r"chancellor|secretary|representatives?|head|chief|director|governor)\b"
)
_ROUND = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|next|last|final|latest|new|another|previous)"
    r"(?: and \w+)? round\b(?! of (?!talks|negotiat|consult|discussion|meeting))"
)
_OTHER_ROUND = re.compile(r"\b(?:election|vote|voting|bidding|funding|financing|investment|runoff)")
_VIDEO = (
    r"(?:video ?-?conference|video ?link|video ?call|virtual meeting|online meeting|teleconference|"
    r"videoconference)"
)
_LEADERS = re.compile(
    r"\b(?:leaders|heads of (?:state|government))\b[^.;]{0,60}"
    r"\b(?:met|meet|meeting|gathered|conferred|confer|virtual(?:ly)?|online|" + _VIDEO + r")\b|"
    r"\b" + _VIDEO + r"\b[^.;]{0,50}\b(?:leaders|heads of (?:state|government))\b"
)
# "Help Ukraine meet its needs", "a cabinet meeting": nobody meets anybody.
_NO_MEETING = re.compile(
    r"meet(?:s|ing)?\s+(?:[\w'’-]+\s+){0,4}?(?:needs?|demands?|targets?|goals?|conditions?|costs?|"
    r"obligations?|commitments?|deadlines?|requirements?|criteria|expenses|payments|bills?|pledges?|"
    r"shortfall|gap|promises?|challenges?|standards?)\b|"
    r"(?<=cabinet )meetings?\b|(?<=board )meetings?\b|(?<=press )meetings?\b"
)
_TOGETHER = frozenset(["meeting", "conference", "call", "summit"])


def read_encounters(
    lowered: str, sentence: Sentence, triggers: Sequence[Trigger], mentions: Sequence[Mention]
) -> list[Trigger]:
    """Return the triggers of a sentence with what its words say of meetings and talks."""
    start, end = sentence.start, sentence.end
    found = [t for t in triggers if not _is_no_meeting(lowered, t)]
    hosted = _HOSTED.search(lowered, start, end)
    if hosted and not any(t.type == "meeting" for t in found):
        found.append(Trigger(*hosted.span(), "meeting", hosted.group()))
    found = _leaders_together(lowered, sentence, found, mentions)
    if _TEXT_IN_TALKS.search(lowered, start, end):
        found = _rounds(lowered, sentence, found)
        stage = _STAGE.search(lowered, start, end)
        if stage and not any(t.type == "negotiation_progress" for t in found):
            found.append(Trigger(*stage.span(), "negotiation_progress", stage.group()))
    if "negotiat" in lowered:
        found += _numbered_round(lowered, sentence, found)
    if any(t.type == "negotiation_round" for t in found):
        # The round itself is the meeting; "by video conference" tells how it was held.
        found = [
            t
            for t in found
            if t.type not in ("meeting", "conference", "call")
            and not (t.type == "signing" and t.words.startswith("conclude"))
        ]
    return found


def _numbered_round(lowered: str, sentence: Sentence, found: Sequence[Trigger]) -> list[Trigger]:
    """Return "a fourth and last round" of an article about negotiations."""
    match = _ROUND.search(lowered, sentence.start, sentence.end)
    if match is None or any(t.type == "negotiation_round" for t in found):
        return []
    if _OTHER_ROUND.search(lowered, sentence.start, sentence.end):
        return []
    return [Trigger(*match.span(), "negotiation_round", match.group())]


def _is_no_meeting(lowered: str, trigger: Trigger) -> bool:
    if trigger.type != "meeting":
        return False
    return bool(_NO_MEETING.match(lowered, trigger.start))


def _leaders_together(
    lowered: str, sentence: Sentence, found: list[Trigger], mentions: Sequence[Mention]
) -> list[Trigger]:
    """Leaders of a forum who meet, by video or in a room, hold a summit."""
    if not any(read_actors()[m.actor].role == "forum" for m in mentions):
        return found
    together = _LEADERS.search(lowered, sentence.start, sentence.end)
    if together is None:
        return found
    low, high = together.span()
    kept = [
        t
        for t in found
        if t.type not in ("meeting", "conference", "call", "summit")
        or not low - 12 <= t.start <= high
    ]
    return [*kept, Trigger(low, high, "summit", together.group())]


def _rounds(lowered: str, sentence: Sentence, found: list[Trigger]) -> list[Trigger]:
    """Teams that meet over an agreement negotiate it."""
    teams = _TEAMS.search(lowered, sentence.start, sentence.end)
    talked = _TALKED.search(lowered, sentence.start, sentence.end) if teams else None
    talked = talked or _TALKS_HELD.search(lowered, sentence.start, sentence.end)
    if talked is None or any(t.type in ("negotiation_round", "signing") for t in found):
        return found
    found = [t for t in found if t.type != "meeting"]
    return [*found, Trigger(*talked.span(), "negotiation_round", talked.group())]
