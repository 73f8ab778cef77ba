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
from ukjp.reading.givers import PLAINLY, VIA, giver_before, giver_score, joint_givers, weigh_givers
from ukjp.reading.receivers import HOSTILE, is_hostile, pick_recipient
from ukjp.reading.settings import Setting

_LEAD, _STILL_SPOKEN_OF, _INTRODUCED = 400, 900, 3000
_BACK, _AHEAD = 450, 250
_ELSEWHERE = re.compile(
    r"[^.;,]{0,60}?\b(?:to|for|in)\s+(?:the\s+)?(?:(?:world['’]s\s+)?(?:developing|"
    r"least developed|poor(?:er|est)?|African|Asian|Pacific|island)\s+(?:\w+\s+)?"
    r"(?:countries|nations|states|economies|islands)|Global South|Global Fund|Green Climate Fund)\b"
)
_OFFICES = (
    "minister|premier|president|chancellor|secretary|ambassador|envoy|spokes\\w+|official|"
    "commissioner|chief|head|director|governor|senator|lawmaker|chair\\w*|government|ministry"
)
_PROJECT = re.compile(r"\b(?:projects?|program(?:me)?s?|facility|operation)\b")
_NEIGHBOURS = re.compile(r"(?<!and )\bukraine['’]s (?:\w+ )?neighbou?r")


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


def find_parties(setting: Setting, roles: Roles) -> Parties:
    """Return who gives to whom through whom; `roles` answers where the sentences do not."""
    low, high = setting.amount.start - _BACK, setting.amount.end + _AHEAD
    here = [m for m in setting.mentions if low <= m.start < high and not is_hostile(setting, m)]
    recipient, named_recipient = pick_recipient(setting, here), roles.recipient
    if not _is_meant(setting, roles):
        roles = roles._replace(recipient=None)
    givers = weigh_givers(setting, here, recipient or named_recipient)
    donor = givers[0].actor if givers else None
    plain = donor is not None and read_actors()[donor].role in ("donor", "forum")
    named = plain and giver_score(setting, givers[0]) >= PLAINLY
    if donor is None and not _is_strangers(setting):
        donor = (
            _who_he_is(setting)
            or giver_before(setting, recipient or named_recipient)
            or _whose_project(setting, here)
            or roles.donor
            or _whose_capital(here)
        )
    if recipient is None or recipient == donor:
        recipient = roles.recipient if roles.recipient != donor else None
    channel = _pick_channel(setting, here, donor, recipient)
    each = joint_givers(setting, givers)
    return Parties(each[0] if each else donor, recipient, channel, each, named)


def _is_strangers(s: Setting) -> bool:
    """Tell whether a name gives it that the text has not introduced as an official's."""
    p = s.predicate
    if p is None or p.stranger is None or p.verb.sense not in ("give", "promise", "pay", "lose"):
        return False
    name, text = (
        re.escape(p.stranger),
        s.text[max(0, s.sentence.end - _INTRODUCED) : s.sentence.end],
    )
    before = rf"\b(?:{_OFFICES})\b[^.;\n]{{0,60}}?\b{name}\b"
    behind = rf"\b{name}[^.;\n]{{0,30}},[^.;\n]{{0,40}}\b(?:{_OFFICES})\b"
    return not any(re.search(pattern, text, re.I) for pattern in (before, behind))


def _who_he_is(s: Setting) -> str | None:
    """The state of the person that "he" or "she" at the sentence's start speaks of."""
    if not s.lowered.startswith(("he ", "she "), s.sentence.start):
        return None
    people = [m for m in s.before_it if m.form == "person"]
    near = people and s.sentence.start - people[-1].end < 400
    return people[-1].actor if near and read_actors()[people[-1].actor].role == "donor" else None


def _whose_project(s: Setting, here: Sequence[Mention]) -> str | None:
    """The lender through whose project money comes, where no giver is named at all."""
    actors = read_actors()
    for m in here:
        actor = actors[m.actor]
        if actor.kind == "organisation" and actor.role == "donor" and m.form != "metonym":
            beside = s.lowered[max(s.sentence.start, m.start - 40) : m.end + 20]
            if _PROJECT.search(beside):
                return m.actor
    return None


def _whose_capital(here: Sequence[Mention]) -> str | None:
    """The state in whose capital it is done, where nothing else names a giver."""
    actors = read_actors()
    return next(
        (m.actor for m in here if actors[m.actor].role == "donor" and m.form == "metonym"), None
    )


def _is_meant(s: Setting, roles: Roles) -> bool:
    """Tell whether a figure without a receiver can be for the article's."""
    if _NEIGHBOURS.search(s.lowered, s.clause[0], s.clause[1]):
        return False
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
        if role not in named or HOSTILE.match(text, m.end):
            continue
        if m.form != "metonym" or not is_place(text, m):
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


def _pick_channel(
    s: Setting, here: Sequence[Mention], donor: str | None, recipient: str | None
) -> str | None:
    for m in here:
        if m.actor in (donor, recipient) or read_actors()[m.actor].kind != "organisation":
            continue
        if VIA.search(s.lowered, max(s.sentence.start, m.start - 50), m.start):
            return m.actor
    return None
