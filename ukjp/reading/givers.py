"""Who gives a figure: every actor of the sentence weighed by what stands next to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ukjp.actors import Mention, is_place, read_actors
from ukjp.reading.receivers import HOSTILE, TO
from ukjp.reading.settings import Setting

PLAINLY = 1.6
_FROM = re.compile(
    r"\b(?:from|by|courtesy of)\s+(?:(?:the|its|their|ally|partner|government of|governments of|"
    r"(?:prime|finance|foreign) minister of)\s+)*$"
)
_FROM_NEXT = re.compile(r"(?:\s+[\w-]+){0,4}?\s+(?:from|by)\b")
_BOUGHT = re.compile(
    r"\b(?:buy|buys|bought|buying|purchas\w+|order|orders|ordered|procur\w+|import\w*|made|built|"
    r"produced)\b[^.;]{0,60}$"
)
_WITH = re.compile(
    r"\b(?:with|alongside|than|unlike|against)\s+(?:\w+(?:,|\s+and)\s+(?:the\s+)?)*(?:the\s+)?$"
)
_GUARANTEED = re.compile(
    r"\b(?:guaranteed|backed|underwritten|"
    r"secured)\s+(?:\w+\s+){0,4}by\s+(?:the\s+)?(?:government of\s+)?$|"
    r"\bguarantees?\s+(?:of|from|by)\s+(?:the\s+)?(?:government of\s+)?(?:the\s+)?$"
)
_WITH_GUARANTEE = re.compile(r"\bwith\s+(?:an?\s+)?guarantees?\s+(?:of|from|by)\b")
_BLOCKED_BY = re.compile(
    r"\b(?:blocked|vetoed|rejected|opposed|delayed|held up|stalled|criticised|criticized)\s+by\s+$"
)
VIA = re.compile(
    r"\b(?:through|via|with|under|within|by means of|managed by|administered by|alongside|into|"
    r"co-?financed (?:with|by)|of|at)\s+(?:(?:an?|the|its|various|several|"
    r"other)\s+)?(?:\w+\s+){0,2}$"
)
_SPEAKS = re.compile(
    r"(?:[^.;]{0,60}?,?)\s*\b(?:said|says|told|noted|added|wrote|tweeted|thanked|expressed|"
    r"stressed|welcomed|"
    r"praised|reported|recalled|stated|hailed|appreciated)\b"
)


def weigh_givers(s: Setting, here: Sequence[Mention], recipient: str | None) -> list[Mention]:
    """Return the mentions that can be the giver, the likeliest first."""
    scored = []
    for m in here:
        if m.actor == recipient:
            continue
        score = giver_score(s, m)
        if score > 0:
            scored.append((score, -abs(m.start - s.amount.start), m))
    scored.sort(key=lambda row: row[:2], reverse=True)
    return [m for _, _, m in scored]


def giver_score(s: Setting, m: Mention) -> float:
    """Return how well a mention reads as the giver; 0 or less is no giver."""
    low, amount, actor = s.lowered, s.amount, read_actors()[m.actor]
    front = low[max(s.sentence.start, m.start - 50) : m.start]
    if _cannot_give(s, m, front):
        return 0.0
    score = 1.5 if s.clause[0] <= m.start < s.clause[1] else 0.6
    if _GUARANTEED.search(front) and _answers_for_it(s, m):
        return score + 5.0 - (m.start - amount.end) / 240  # a lender's money, the guarantor's aid
    if _is_subject(s, m):
        return score + 3.4 - (amount.start - m.end) / 240
    if _FROM.search(front):
        score += 0.0 if _BOUGHT.search(low, max(s.sentence.start, m.start - 90), m.start) else 3.0
    elif m.end <= amount.start:
        score += _subject_score(s, m)
    elif actor.role != "donor":
        score -= 1.0
    if actor.role in ("forum", "channel") and not (actor.kind == "group" and _agreed_after(s, m)):
        score -= 0.9
    if m.end <= amount.start and ";" in low[m.end : amount.start]:
        score -= 1.6
    if s.crosses(min(m.end, amount.end), max(m.start, amount.start)) or _closes_another(s, m):
        score -= 1.6
    return score - min(abs(m.start - amount.end), abs(amount.start - m.end)) / 120


def _cannot_give(s: Setting, m: Mention, front: str) -> bool:
    """Tell places, receivers and those through whom money goes; `front` is what stands before."""
    actor = read_actors()[m.actor]
    if is_place(s.text, m) and not _FROM.search(front):
        return True
    if _is_subject(s, m) or s.lowered[m.end : s.amount.start].strip() in ("'s", "’s"):
        return False  # "in addition to Japan's $3.3 billion"
    if (TO.search(front) and m.form != "person") or actor.role == "recipient":
        return True
    if _BLOCKED_BY.search(front):
        return True
    if m.start >= s.amount.end and _WITH.search(front):
        return True  # "in cooperation with Denmark, Sweden and the United States"
    if actor.kind == "organisation" and VIA.search(front):
        return True  # "through UNHCR ($2 million), IOM ($1 million)"
    return actor.role == "channel" and m.end <= s.amount.start and not _gives_itself(s, m)


def _answers_for_it(s: Setting, m: Mention) -> bool:
    """Tell whether a guarantor is this figure's, and the figure is no payment of the lender's."""
    if s.predicate is not None and s.predicate.verb.sense == "pay":
        return False
    if s.crosses(s.sentence.start, m.start) and m.end <= s.amount.start:
        return False  # the figure before it is guaranteed
    beside = s.lowered[max(s.sentence.start, m.start - 44) : m.start]
    return not s.separates((m.start, m.end)) and not _WITH_GUARANTEE.search(beside)


def _is_subject(s: Setting, m: Mention) -> bool:
    """Tell whether the mention is who gives: "of which the European Union has offered"."""
    return s.predicate is not None and s.predicate.gives and m in s.predicate.subjects


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


def giver_before(s: Setting, recipient: str | None) -> str | None:
    """The one giver of the sentence right before, for "the country", "it" and lists that go on."""
    actors = read_actors()
    last = max((m.start for m in s.before_it), default=0)
    near = {
        m.actor
        for m in s.before_it
        if s.sentence.start - m.end < 260 and last - m.start < 260
        and m.actor != recipient and actors[m.actor].role == "donor"
        and not is_place(s.text, m) and not HOSTILE.match(s.lowered, m.end)
        and not TO.search(s.lowered, max(0, m.start - 40), m.start)
    }  # fmt: skip
    return near.pop() if len(near) == 1 else None


def joint_givers(s: Setting, givers: Sequence[Mention]) -> tuple[str, ...]:
    """Givers named together of whom each gives this much: "Japan and Norway gave $100m each"."""
    if not [c for c in s.cues if c.sense == "each" and abs(c.start - s.amount.start) < 60]:
        return ()
    names = [m.actor for m in sorted(givers, key=lambda m: m.start) if m.end <= s.amount.start]
    return tuple(dict.fromkeys(names))
