"""Who does what a figure's clause tells: the verb that governs the figure and its subject.

No grammar is needed for this: the governing verb is the nearest verb of the lexicon in front of the
figure within its clause; its auxiliaries are stepped over, and what stands before them is the
subject. A list of names counts as one subject: "Canada, Britain and Japan together will put up".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ukjp.actors import Mention, is_place, read_actors
from ukjp.reading.cues import Cue

_REACH = 160
VERBS = frozenset(["promise", "give", "pay", "receive", "sign", "lose", "amount", "wish"])
_GIVING = frozenset(["promise", "give", "pay", "lose"])
_CHAIN = re.compile(
    r"(?:(?:^|(?<=[\s,'’\"”]))(?:to|has|have|had|will|would|shall|is|are|was|were|been|be|being|"
    r"not|also|already|now|both|each|together|jointly|all|alone|then|just|recently|so far|"
    r"\w+ly|agreed|agrees|decided|decides|pledged|promised|committed|vowed|offered|"
    r"ready|set|due|undertook|undertaken|able|asked|plans?|planning|planned|intends?|expected|"
    r"has yet|could|may|might|can|should|said it|said they|said he|said she)[,\s]+)+$"
)
_ASIDE = re.compile(r",[^,;]{1,80},?\s*$")
_BESIDE = re.compile(
    r"\s*(?:['’]s?\s+(?:[\w-]+\s+){0,3})?(?:\([^)]{0,30}\)\s*)?(?:,|;|,?\s*(?:and|&|plus)|"
    r"as well as|together with|along with|,\s*and)\s*(?:also\s+)?(?:(?:the|its|ally|then)\s+)*"
)
_OFFICE = re.compile(r"(?:['’]s?)?(?:\s+[\w.'’-]+){0,6}\s*")
_COMPANY = re.compile(
    r"\b(?:corp(?:oration)?|inc|ltd|plc|gmbh|holdings?|industries|motors?|pharma\w*|electric|"
    r"chemicals?|securities|(?:trading )?houses?|compan(?:y|ies)|firms?|makers?|manufacturers?|"
    r"automakers?|carmakers?|conglomerates?|start-?ups?|retailers?|brewers?|insurers?|"
    r"contractors?|investors?|shareholders?|billionaires?|business(?:man|woman|es)|tycoons?|"
    r"entrepreneurs?|foundations?|charit(?:y|ies)|ngos?|fans|celebrit\w+|artists?|players?|"
    r"volunteers?|students?|pupils|schools?|universit(?:y|ies)|residents?|citizens?|readers|"
    r"viewers|employees|workers|farmers?|crews?|soldiers?|drivers?|owners?|grandfather|"
    r"grandmother|father|mother|family|families|households?|consumers?|taxpayers?|criminals?|"
    r"prefectures?|mayors?|subsidiary|subsidiaries|exporters?|importers?|refiners?|traders?|"
    r"banks? of [\w-]+|lenders? (?:mizuho|mufg))\.?\s*$"
)
_STATE_OWNED = re.compile(r"\b(?:state|government|public)(?:ly)?[- ](?:backed|owned|run|held)\b")
_RELATIVE = re.compile(r"[,\s]*(?:which|who|that)\s*$")


_HELD = re.compile(r"\b(?:to|for|with|through|via|under|in|of|at)\s+(?:the\s+)?$")


class Predicate(NamedTuple):
    """The governing verb, where its auxiliaries begin, who does it, and whether that is no state.

    `subjects` are the mentions of donors in its subject, in the order of the text; `private` tells
    that a company or a person does it: "the firm has invested".
    """

    verb: Cue
    opens: int
    subjects: tuple[Mention, ...]
    private: bool

    @property
    def gives(self) -> bool:
        """Tell whether somebody named gives or promises the figure."""
        return self.verb.sense in _GIVING and bool(self.subjects)


def find_predicate(
    text: str,
    lowered: str,
    span: tuple[int, int],
    cues: Sequence[Cue],
    mentions: Sequence[Mention],
    figures: Sequence[tuple[int, int]],
) -> Predicate | None:
    """Return the last verb in `span`, from the clause's start to the figure; None without one.

    `cues` and `mentions` are those of the sentence, `lowered` is `text` in lower case, `figures`
    are the spans of the figures around.
    """
    low, high = max(span[0], span[1] - _REACH), span[1]
    verb: Cue | None = None
    for cue in cues:
        if cue.start >= high:
            break
        if cue.form and cue.start >= low and cue.sense in VERBS:
            verb = cue
    if verb is None:
        return None
    chain = _CHAIN.search(lowered, max(0, verb.start - 70), verb.start)
    opens = verb.start if chain is None else chain.start()
    front = _strip_relative(lowered[max(0, opens - 140) : opens])
    subjects = _gapped(lowered, verb.end, high, figures, mentions)
    if subjects is None:
        subjects = _named_in_subject(text, lowered, opens, cues, mentions)
    return Predicate(verb, opens, subjects, _is_private(front))


def _gapped(
    lowered: str,
    start: int,
    stop: int,
    figures: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
) -> tuple[Mention, ...] | None:
    """Who does it where the verb is told once: "Japan pledged $10 million, Norway $5 million"."""
    behind = max((end for _, end in figures if start <= end <= stop), default=None)
    if behind is None:
        return None
    actors = read_actors()
    later = [
        m
        for m in mentions
        if behind <= m.start and m.end <= stop and actors[m.actor].role == "donor"
    ]
    if not later or _HELD.search(lowered, behind, later[-1].start):
        return None
    return (later[-1],)


def _strip_relative(front: str) -> str:
    """What stands before the verb, without "which" and the like and without marks at its end."""
    relative = _RELATIVE.search(front)
    return (front if relative is None else front[: relative.start()]).rstrip(" ,\"”'’\n")


def _is_private(front: str) -> bool:
    """Tell a company or a person by the last words in front of the verb, or before an aside."""
    if not _COMPANY.search(front):
        aside = _ASIDE.search(front + ",")
        if aside is None:
            return False
        front = front[: aside.start()]
    return bool(_COMPANY.search(front)) and not _STATE_OWNED.search(front)


def _named_in_subject(
    text: str, lowered: str, opens: int, cues: Sequence[Cue], mentions: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The donors whose list ends right in front of the verb, in the order of the text."""
    front = [m for m in mentions if m.end <= opens and opens - m.end < 120]
    if not front or not _reaches(lowered, front[-1], opens, cues):
        return ()
    found = [front[-1]]
    for m in reversed(front[:-1]):
        joint = lowered[m.end : found[-1].start]
        if len(joint) > 40 or not _BESIDE.fullmatch(joint):
            break
        found.append(m)
    actors = read_actors()
    return tuple(
        m
        for m in reversed(found)
        if actors[m.actor].role in ("donor", "forum") and not is_place(text, m)
    )


def _reaches(lowered: str, m: Mention, opens: int, cues: Sequence[Cue]) -> bool:
    """Tell whether nothing but an office, a name or an aside parts the mention from the verb."""
    gap = _RELATIVE.sub("", lowered[m.end : opens]).rstrip()
    if any(c.form and m.end <= c.start < opens for c in cues if c.sense in VERBS):
        return False
    if _OFFICE.fullmatch(gap):
        return True
    aside = _ASIDE.search(gap) if gap.endswith(",") else None
    return aside is not None and bool(_OFFICE.fullmatch(gap[: aside.start()]))
