"""Who gives a figure to whom, and through whom.

Every actor named in the sentence is weighed as giver and as receiver by what stands next to it:
"from X", "X's aid", "X will provide", "to X", "provide X with". Where the sentence names nobody,
the sentence before and then the article's main giver and receiver answer for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ukjp.actors import Mention, is_place, read_actors
from ukjp.reading.settings import Setting


class Parties(NamedTuple):
    """Canonical names; None where nothing in the text says.

    `also` names all givers where several give this much each; `named` tells whether the sentence
    itself names the giver.
    """

    donor: str | None
    recipient: str | None
    channel: str | None
    also: tuple[str, ...]
    named: bool


class Roles(NamedTuple):
    """Who the article is about: its main giver and receiver, where it has one.

    `leads` tells whether the receiver is named in the headline or the lead.
    """

    donor: str | None
    recipient: str | None
    leads: bool = False


_PLAINLY = 1.6
_LEAD, _STILL_SPOKEN_OF = 400, 900
_BACK, _AHEAD = 450, 250
_STATE = (
    r"(?:(?:the|war-torn|war-ravaged|neighbou?ring|embattled|both|its|their|ally|"
    r"government of)\s+)*$"
)
_TO = re.compile(
    r"(?:\bto|\bfor|\btowards?|\bsupport(?:s|ed|ing)?(?: of| for| to)?|\bhelp(?:s|ed|ing)?|"
    r"\bassist(?:s|ed|ing)?|"
    r"\bprovid(?:e|es|ed|ing)|\bgiv(?:e|es|ing)|\bgave|\bgiven|\bgrant(?:s|ed|ing)?|"
    r"\bsupply(?:ing)?|"
    r"\bsupplied|\blend(?:ing|s)?|\blent|\boffer(?:s|ed|ing)?|\bsend(?:ing|s)?|\bsent|"
    r"\baid(?:ing)?|\bback(?:s|ing)?|"
    r"\brebuild(?:ing)?|\bpledged|\bpromised|\ballocated?|\bbenefit of|\bbehalf of|"
    r"\bfund(?:ing)?)\s+" + _STATE
)
_IN = re.compile(r"\b(?:in|inside|on|across)\s+" + _STATE)
_FROM = re.compile(
    r"\b(?:from|by|courtesy of)\s+(?:(?:the|its|their|ally|partner|government of|governments of|"
    r"(?:prime|finance|foreign) minister of)\s+)*$"
)
_BOUGHT = re.compile(
    r"\b(?:buy|buys|bought|buying|purchas\w+|order|orders|ordered|procur\w+|import\w*|made|built|"
    r"produced)\b[^.;]{0,60}$"
)
_FROM_NEXT = re.compile(r"(?:\s+[\w-]+){0,4}?\s+(?:from|by)\b")
_WITH = re.compile(
    r"\b(?:with|alongside|than|unlike|against)\s+(?:\w+(?:,|\s+and)\s+(?:the\s+)?)*(?:the\s+)?$"
)
_ELSEWHERE = re.compile(
    r"[^.;,]{0,60}?\b(?:to|for|in)\s+(?:the\s+)?(?:(?:world['’]s\s+)?(?:developing|"
    r"least developed|poor(?:er|est)?|African|Asian|Pacific|island)\s+(?:\w+\s+)?"
    r"(?:countries|nations|states|economies|islands)|Global South|Global Fund|Green Climate Fund)\b"
)
_GUARANTEED = re.compile(
    r"\b(?:guaranteed|backed|underwritten|"
    r"secured)\s+(?:\w+\s+){0,4}by\s+(?:the\s+)?(?:government of\s+)?$|"
    r"\bguarantees?\s+(?:of|from|by)\s+(?:the\s+)?(?:government of\s+)?(?:the\s+)?$"
)
_VIA = re.compile(
    r"\b(?:through|via|with|under|within|by means of|managed by|administered by|alongside|into|"
    r"co-?financed (?:with|by)|of|at)\s+(?:(?:an?|the|its|various|several|"
    r"other)\s+)?(?:\w+\s+){0,2}$"
)
_HOSTILE = re.compile(
    r"\s*(?:['’]s?)?\s*(?:full-scale|ongoing|unprovoked|brutal|illegal|military|war of|"
    r"large-scale|all-out|"
    r"central bank|sovereign|state|frozen|immobili[sz]ed)?\s*(?:invasion|war|aggression|attack|"
    r"assault|assets?|"
    r"occupation|offensive|missile|strike|force|troop|army|soldier|shelling|drone|bomb|reserve)"
)
_RECEIVES = re.compile(
    r"(?:['’]s\s+(?:government|state budget|budget|finance ministry|"
    r"ministry of finance))?\s+(?:has|have|had|will|"
    r"is to|would|already)?\s*(?:\w+ly\s+)?(?:also\s+|already\s+)?(?:received?s?|receiving|"
    r"gets?|got|obtain(?:s|ed)?|"
    r"secured?s?|attract(?:s|ed)|raised|borrow(?:s|ed)?|is receiving|be given|was given|expects?)\b"
)
_POSSESSED = re.compile(
    r"['’]s?\s+(?:\w+[\s-]+){0,3}(?:recovery|reconstruction|budget|needs?|economy|energy|power|"
    r"defen[cs]e|army|armed|"
    r"people|resilience|war effort|state|government|agricultur\w+|rebuilding|children|"
    r"population|military|"
    r"infrastructure)\b"
)
_SPEAKS = re.compile(
    r"(?:[^.;]{0,60}?,?)\s*\b(?:said|says|told|noted|added|wrote|tweeted|thanked|expressed|"
    r"stressed|welcomed|"
    r"praised|reported|recalled|stated|hailed|appreciated)\b"
)


def find_parties(setting: Setting, roles: Roles) -> Parties:
    """Return who gives to whom through whom; `roles` answers where the sentences do not."""
    low, high = setting.amount.start - _BACK, setting.amount.end + _AHEAD
    here = [m for m in setting.mentions if low <= m.start < high and not _is_hostile(setting, m)]
    recipient, named_recipient = _pick_recipient(setting, here), roles.recipient
    if not _is_meant(setting, roles):
        roles = roles._replace(recipient=None)
    givers = _weigh_givers(setting, here, recipient or named_recipient)
    donor = givers[0].actor if givers else None
    named = donor is not None and _giver_score(setting, givers[0]) >= _PLAINLY
    if donor is None:
        donor = _giver_before(setting, recipient or named_recipient) or roles.donor
    if recipient is None or recipient == donor:
        recipient = roles.recipient if roles.recipient != donor else None
    channel = _pick_channel(setting, here, donor, recipient)
    return Parties(donor, recipient, channel, _joint_givers(setting, givers), named)


def _is_meant(s: Setting, roles: Roles) -> bool:
    """Tell whether a figure without a receiver can be for the article's."""
    if _ELSEWHERE.match(s.text, s.amount.end, min(s.sentence.end, s.amount.end + 120)):
        return False
    return (
        roles.leads
        or s.amount.start < _LEAD
        or any(
            m.actor == roles.recipient and s.sentence.start - m.end < _STILL_SPOKEN_OF
            for m in (*s.before_it, *s.mentions)
        )
    )


def find_roles(text: str, mentions: Sequence[Mention], title_end: int) -> Roles:
    """Return the article's main giver and receiver: named most, the headline counting thrice."""
    actors = read_actors()
    named: dict[str, Counter[str]] = {"donor": Counter(), "recipient": Counter()}
    visited: list[str] = []
    for m in mentions:
        role = actors[m.actor].role
        if role not in named or _HOSTILE.match(text, m.end):
            continue
        if not is_place(text, m):
            named[role][m.actor] += 3 if m.end <= title_end else 1
        elif role == "recipient":
            visited.append(m.actor)  # whom a minister goes to see answers where nobody else does
    donor, recipient = (
        next((actor for actor, _ in named[role].most_common(1)), None)
        for role in ("donor", "recipient")
    )
    recipient = recipient or next(iter(visited), None)
    head = max(title_end, _LEAD)
    return Roles(donor, recipient, any(m.actor == recipient and m.start < head for m in mentions))


def _is_hostile(s: Setting, m: Mention) -> bool:
    if read_actors()[m.actor].role == "adversary":
        return True
    return (
        bool(_HOSTILE.match(s.lowered, m.end))
        or s.lowered[max(0, m.start - 8) : m.start] == "against "
    )


def _pick_recipient(s: Setting, here: Sequence[Mention]) -> str | None:
    """Return the receiver named in the sentence, None where it names none."""
    best: tuple[float, str | None] = (0.0, None)
    for m in here:
        score = _receiver_score(s, m)
        if not s.clause[0] <= m.start < s.clause[1]:
            score -= 1.0
        if s.crosses(min(m.start, s.amount.end), max(m.start, s.amount.start)):
            score -= 0.7
        score -= min(abs(m.start - s.amount.end), abs(s.amount.start - m.end)) / 200
        if score > best[0]:
            best = (score, m.actor)
    return best[1]


def _receiver_score(s: Setting, m: Mention) -> float:
    usual = read_actors()[m.actor].role == "recipient"
    low = max(s.sentence.start, m.start - 44)
    if usual and 0 < s.amount.start - m.end <= 2:
        return 4.5  # "Moldova gets 10 million euros and Ukraine 45 million"
    if _RECEIVES.match(s.lowered, m.end):
        return 4.0 if usual else 1.5 if read_actors()[m.actor].kind == "state" else 0.0
    if _TO.search(s.lowered, low, m.start):
        score = 3.0 if usual else 2.0
        if m.form == "adjective":
            score -= 1.2
        return score if read_actors()[m.actor].kind == "state" else 0.0
    if not usual:
        return 0.0
    if _IN.search(s.lowered, low, m.start):
        return 2.2
    if _POSSESSED.match(s.lowered, m.end):
        return 2.0
    return 1.4 if m.form != "person" else 0.8


def _weigh_givers(s: Setting, here: Sequence[Mention], recipient: str | None) -> list[Mention]:
    scored = []
    for m in here:
        if m.actor == recipient:
            continue
        score = _giver_score(s, m)
        if score > 0:
            scored.append((score, -abs(m.start - s.amount.start), m))
    scored.sort(key=lambda row: row[:2], reverse=True)
    return [m for _, _, m in scored]


def _giver_score(s: Setting, m: Mention) -> float:
    low, amount, actor = s.lowered, s.amount, read_actors()[m.actor]
    front = low[max(s.sentence.start, m.start - 50) : m.start]
    if _cannot_give(s, m, front):
        return 0.0
    score = 1.5 if s.clause[0] <= m.start < s.clause[1] else 0.6
    if _FROM.search(front):
        score += 0.0 if _BOUGHT.search(low, max(s.sentence.start, m.start - 90), m.start) else 3.0
    elif _GUARANTEED.search(front):
        score += 2.6
    elif m.end <= amount.start:
        score += _subject_score(s, m)
    elif actor.role != "donor":
        score -= 1.0
    if actor.role in ("forum", "channel") and not (actor.kind == "group" and _agreed_after(s, m)):
        score -= 0.9
    if s.crosses(min(m.end, amount.end), max(m.start, amount.start)) or _closes_another(s, m):
        score -= 1.6
    return score - min(abs(m.start - amount.end), abs(amount.start - m.end)) / 120


def _cannot_give(s: Setting, m: Mention, front: str) -> bool:
    """Tell places, receivers and those through whom money goes; `front` is what stands before."""
    actor = read_actors()[m.actor]
    if is_place(s.text, m) and not _FROM.search(front):
        return True
    if (_TO.search(front) and m.form != "person") or actor.role == "recipient":
        return True
    if m.start >= s.amount.end and _WITH.search(front):
        return True  # "in cooperation with Denmark, Sweden and the United States"
    if actor.kind == "organisation" and _VIA.search(front):
        return True  # "through UNHCR ($2 million), IOM ($1 million)"
    return actor.role == "channel" and m.end <= s.amount.start and not _gives_itself(s, m)


def _gives_itself(s: Setting, m: Mention) -> bool:
    """Tell whether what passes on the aid of others is itself said to give."""
    return any(
        c.sense in ("promise", "give", "pay") and m.end <= c.start < s.amount.start for c in s.cues
    )


def _closes_another(s: Setting, m: Mention) -> bool:
    """Tell whether "from X" in front ends the figure before: "$2 from X and $3 from Y"."""
    if m.end > s.amount.start:
        return False
    before = max((end for _, end in s.others if end <= m.start), default=None)
    return (
        before is not None
        and before > s.sentence.start
        and m.start - before < 60
        and bool(_FROM.search(s.lowered, before, m.start))
        and bool(_FROM_NEXT.match(s.lowered, s.amount.end, s.sentence.end))
    )


def _agreed_after(s: Setting, m: Mention) -> bool:
    """Tell whether a group itself is what gives: "the G7 countries agreed to provide"."""
    return any(c.sense in ("promise", "give") and 0 <= c.start - m.end < 40 for c in s.cues)


def _subject_score(s: Setting, m: Mention) -> float:
    """How well the actor in front of the figure reads as its giver."""
    gap = s.amount.start - m.end
    possessive = s.lowered[m.end : m.end + 2] in ("'s", "’s") or m.form == "adjective"
    if gap <= 3 and not possessive:
        return 2.5
    between = [c for c in s.cues if m.end <= c.start < s.amount.start]
    giving = [c for c in between if c.sense in ("give", "promise", "pay", "sign")]
    if possessive and not giving:
        return 2.5
    if giving:
        speaking = _SPEAKS.match(s.lowered, m.end, s.amount.start)
        said_between = speaking is not None and speaking.end() <= giving[0].start
        if said_between:
            return 0.4 if m.form == "person" else 0.9
        return 2.0
    return 0.5


def _giver_before(s: Setting, recipient: str | None) -> str | None:
    """The one giver of the sentence right before, for "the country", "it" and lists that go on."""
    actors = read_actors()
    last = max((m.start for m in s.before_it), default=0)
    near = {
        m.actor
        for m in s.before_it
        if s.sentence.start - m.end < 260 and last - m.start < 260
        and m.actor != recipient and actors[m.actor].role == "donor"
        and not is_place(s.text, m) and not _HOSTILE.match(s.lowered, m.end)
        and not _TO.search(s.lowered, max(0, m.start - 40), m.start)
    }  # fmt: skip
    return near.pop() if len(near) == 1 else None


def _pick_channel(
    s: Setting, here: Sequence[Mention], donor: str | None, recipient: str | None
) -> str | None:
    for m in here:
        if m.actor in (donor, recipient) or read_actors()[m.actor].kind != "organisation":
            continue
        if _VIA.search(s.lowered, max(s.sentence.start, m.start - 50), m.start):
            return m.actor
    return None


def _joint_givers(s: Setting, givers: Sequence[Mention]) -> tuple[str, ...]:
    """Givers named together of whom each gives this much: "Japan and Norway gave $100m each"."""
    if not [c for c in s.cues if c.sense == "each" and abs(c.start - s.amount.start) < 60]:
        return ()
    names = [m.actor for m in sorted(givers, key=lambda m: m.start) if m.end <= s.amount.start]
    return tuple(dict.fromkeys(names))
