"""Who gives a figure to whom, through whom, and who says so.

Every actor named in the sentence is weighed as giver and as receiver by what stands next to it:
"from X", "X's aid", "X will provide", "to X", "provide X with". Where the sentence names nobody,
the nearest sentences before and then the headline and the article's main giver answer for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ukjp.actors import Mention, is_place, read_actors
from ukjp.reading.settings import Setting


class Parties(NamedTuple):
    """Canonical names; None where nothing in the text says. `also` names joint givers."""

    donor: str | None
    recipient: str | None
    channel: str | None
    also: tuple[str, ...]


class Roles(NamedTuple):
    """Who the article is about: its main giver and receiver, where it has one."""

    donor: str | None
    recipient: str | None


_TO = re.compile(
    r"(?:\bto|\bfor|\btowards?|\bsupport(?:s|ed|ing)?(?: of| for| to)?|\bhelp(?:s|ed|ing)?|\bassist(?:s|ed|ing)?|"
    r"\bprovid(?:e|es|ed|ing)|\bgiv(?:e|es|ing)|\bgave|\bgiven|\bgrant(?:s|ed|ing)?|\bsupply(?:ing)?|"
    r"\bsupplied|\blend(?:ing|s)?|\blent|\boffer(?:s|ed|ing)?|\bsend(?:ing|s)?|\bsent|\baid(?:ing)?|\bback(?:s|ing)?|"
    r"\brebuild(?:ing)?|\bpledged|\bpromised|\ballocated?|\bin|\binside|\bbenefit of|\bbehalf of|\bfund(?:ing)?|\bon)\s+"
    r"(?:(?:the|war-torn|war-ravaged|neighbou?ring|embattled|both|its|their|government of)\s+)*$"
)
_FROM = re.compile(r"\b(?:from|by|between|courtesy of)\s+(?:(?:the|its|their|ally|partner|government of|(?:prime|finance|foreign) minister of)\s+)*$")
_BY_ONLY = re.compile(r"\bby\s+(?:the\s+)?(?:government of\s+)?$")
_GUARANTEED = re.compile(r"\b(?:guaranteed|backed|underwritten|secured)\s+(?:\w+\s+){0,4}by\s+(?:the\s+)?(?:government of\s+)?$|\bguarantees?\s+(?:provided\s+)?(?:from|by|of)\s+(?:the\s+)?(?:government of\s+)?$")
_VIA = re.compile(r"\b(?:through|via|with|under|within|by means of|managed by|administered by|channell?ed through|into|alongside|co-?financed (?:with|by)|of|at)\s+(?:(?:an?|the|its|various|several|other)\s+)?(?:\w+\s+){0,2}$")
_HOSTILE = re.compile(r"\s*(?:['’]s?)?\s*(?:full-scale|ongoing|unprovoked|brutal|illegal|military|war of|large-scale|all-out|central bank|sovereign|state|frozen|immobili[sz]ed)?\s*(?:invasion|war|aggression|attack|assault|assets|occupation|offensive|missile|strike|force|troop|army|soldier|shelling|drone|bomb|reserve)")
_RECEIVES = re.compile(r"(?:['’]s\s+(?:government|state budget|budget|finance ministry|ministry of finance))?\s+(?:has|have|had|will|is to|would|already)?\s*(?:\w+ly\s+)?(?:also\s+|already\s+)?(?:received?s?|receiving|gets?|got|obtain(?:s|ed)?|secured?s?|attract(?:s|ed)|raised|borrow(?:s|ed)?|is receiving|be given|was given|expects?)\b")
_POSSESSED = re.compile(r"['’]s?\s+(?:\w+[\s-]+){0,3}(?:recovery|reconstruction|budget|needs?|economy|energy|power|defen[cs]e|army|armed|people|resilience|war effort|state|government|agricultur\w+|rebuilding|children|population|military|infrastructure)\b")
_SPEAKS = re.compile(r"(?:[^.;]{0,60}?,?)\s*\b(?:said|says|told|noted|added|wrote|tweeted|thanked|expressed|stressed|welcomed|praised|reported|recalled|stated|hailed|appreciated)\b")
_ENDS_NAME = re.compile(r"[^\s,.;:]*")


def find_parties(
    setting: Setting, roles: Roles, earlier: Sequence[Mention], kind: str
) -> Parties:
    """Return giver, receiver and channel of a figure.

    `earlier` are the mentions of the sentences before, nearest last; `roles` answers where neither
    the sentence nor they do.
    """
    here = [m for m in setting.mentions if not _is_hostile(setting, m)]
    recipient, receiving = _pick_recipient(setting, here)
    givers = _weigh_givers(setting, here, recipient, receiving)
    donor = givers[0].actor if givers else None
    if donor is None:
        donor = _giver_before(setting, earlier, recipient or roles.recipient) or roles.donor
    if recipient is None or recipient == donor:
        recipient = roles.recipient if roles.recipient != donor else None
    channel = _pick_channel(setting, here, donor, recipient)
    return Parties(donor, recipient, channel, _joint_givers(setting, givers))


def find_roles(text: str, mentions: Sequence[Mention], title_end: int) -> Roles:
    """Return the article's main giver and receiver: named most, the headline counting thrice."""
    actors = read_actors()
    received: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for m in mentions:
        if _HOSTILE.match(text, m.end) or is_place(text, m):
            continue
        weight = 3 if m.end <= title_end else 1
        named[m.actor] += weight
        if m.form in ("name", "metonym") and _TO.search(text, max(0, m.start - 48), m.start):
            received[m.actor] += weight
    states = [a for a, _ in received.most_common() if actors[a].kind == "state" and a != "Russia"]
    recipient = "Ukraine" if named["Ukraine"] and received["Ukraine"] * 2 >= max(
        received.values(), default=0
    ) else next(iter(states), None)
    if recipient is None and named["Ukraine"]:
        recipient = "Ukraine"
    givers = [a for a, _ in named.most_common() if a not in (recipient, "Russia", "North Korea", "China", "NATO", "G7", "United Nations")]
    return Roles(next(iter(givers), None), recipient)


def _is_hostile(s: Setting, m: Mention) -> bool:
    return bool(_HOSTILE.match(s.lowered, m.end)) or s.lowered[max(0, m.start - 8) : m.start] == "against "


def _pick_recipient(s: Setting, here: Sequence[Mention]) -> tuple[str | None, bool]:
    """Return the receiver named in the sentence and whether it is the subject of receiving."""
    best: tuple[float, str | None, bool] = (0.0, None, False)
    for m in here:
        near = min(abs(m.start - s.amount.end), abs(s.amount.start - m.end)) / 200
        clause = 0.0 if s.clause[0] <= m.start < s.clause[1] else 1.0
        score, subject = 0.0, False
        if _RECEIVES.match(s.lowered, m.end):
            score, subject = 4.0, True
        elif is_place(s.text, m):
            score = 1.2 if m.actor == "Ukraine" else 0.0
            if _TO.search(s.lowered, max(0, m.start - 40), m.start) and not s.lowered[:m.start].endswith((" in ", " at ")):
                score = 3.0
        elif _TO.search(s.lowered, max(s.sentence.start, m.start - 40), m.start):
            score = 2.2 if s.lowered[: m.start].endswith(("in ", "on ")) else 3.0
            if m.form == "adjective":
                score -= 1.0
        elif _POSSESSED.match(s.lowered, m.end):
            score = 2.0
        elif m.form == "adjective" and m.actor == "Ukraine":
            score = 1.0
        if read_actors()[m.actor].kind != "state":
            score -= 1.5
        score -= near + clause
        if score > best[0]:
            best = (score, m.actor, subject)
    return best[1], best[2]


def _weigh_givers(
    s: Setting, here: Sequence[Mention], recipient: str | None, receiving: bool
) -> list[Mention]:
    scored = []
    for m in here:
        if m.actor == recipient:
            continue
        score = _giver_score(s, m, receiving)
        if score > 0:
            scored.append((score, -abs(m.start - s.amount.start), m))
    scored.sort(key=lambda row: row[:2], reverse=True)
    return [m for _, _, m in scored]


def _giver_score(s: Setting, m: Mention, receiving: bool) -> float:
    low, amount = s.lowered, s.amount
    front = low[max(s.sentence.start, m.start - 50) : m.start]
    if is_place(s.text, m) and not _FROM.search(front):
        return 0.0
    if _TO.search(front) and m.form != "person":
        return 0.0
    inside = s.clause[0] <= m.start < s.clause[1]
    score = 1.5 if inside else 0.6
    if _FROM.search(front):
        score += 3.0 if (receiving or _BY_ONLY.search(front) or m.start > amount.end) else 1.5
    elif _GUARANTEED.search(front):
        score += 2.0
    elif _VIA.search(front) and read_actors()[m.actor].kind == "organisation":
        return 0.1
    if m.end <= amount.start:
        score += _subject_score(s, m)
    elif low[m.end : m.end + 2] in ("'s", "’s") or m.form == "adjective":
        score -= 0.6
    else:
        score -= 0.3
    score -= abs(m.start - amount.start) / 300
    return score


def _subject_score(s: Setting, m: Mention) -> float:
    """How well the actor in front of the figure reads as its giver."""
    between = [c for c in s.cues if m.end <= c.start < s.amount.start]
    giving = [c for c in between if c.sense in ("give", "promise", "pay", "sign")]
    speaking = _SPEAKS.match(s.lowered, m.end, s.amount.start)
    possessive = s.lowered[m.end : m.end + 2] in ("'s", "’s") or m.form == "adjective"
    if possessive and not giving:
        return 2.5
    if giving:
        said_between = speaking is not None and speaking.end() <= giving[0].start
        return 0.4 if said_between and m.form == "person" else 2.0 - (1.0 if said_between else 0.0)
    return 0.5


def _giver_before(s: Setting, earlier: Sequence[Mention], recipient: str | None) -> str | None:
    """The giver of the sentences before, for "the country", "it" and figures that go on."""
    for m in reversed(earlier[-8:]):
        if m.actor == recipient or m.actor in ("Russia", "NATO", "G7", "United Nations"):
            continue
        if is_place(s.text, m) or _HOSTILE.match(s.lowered, m.end):
            continue
        if _TO.search(s.lowered, max(0, m.start - 40), m.start):
            continue
        return m.actor
    return None


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
