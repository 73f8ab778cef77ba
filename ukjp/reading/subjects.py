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

_REACH, _ASIDE_LENGTH = 160, 80
VERBS = frozenset(["promise", "give", "pay", "receive", "sign", "lose", "amount", "wish"])
_GIVING = frozenset(["promise", "give", "pay", "lose", "sign"])
_CHAIN = re.compile(
    r"(?:(?:^|(?<=[\s,'’\"”]))(?:to|has|have|had|having|will|would|shall|is|are|was|were|been|be|being|"
    r"not|also|already|now|both|each|together|jointly|all|alone|then|just|recently|so far|"
    r"\w+ly|\w+ed (?:or|and)|given (?:or|and)|agreed|agrees|decided|decides|pledged|promised|"
    r"committed|vowed|offered|"
    r"ready|set|due|undertook|undertaken|able|asked|plans?|planning|planned|intends?|expected|"
    r"has yet|could|may|might|can|should|(?:said|says) (?:it|they|he|she))[,\s]+)+$"
)
_ASIDE = re.compile(r",[^,;]{1,80},?\s*$")
_BESIDE = re.compile(
    r"\s*(?:['’]s?\s+(?:[\w-]+\s+){0,3})?(?:\([^)]{0,30}\)\s*)?(?:,|;|,?\s*(?:and|&|plus)|"
    r"as well as|together with|along with|,\s*and)\s*(?:also\s+)?(?:(?:the|its|ally|then)\s+)*"
)
_LAST_JOINT = re.compile(r"and\b|&|plus|with\b|as\b")
_OFFICE = re.compile(r"(?:['’]s?)?(?:\s+[\w.'’-]+){0,6}\s*")
# Who gives as a company or a person; the plural in "s" needs no line of its own.
_PRIVATE = frozenset(
    "corp corporation inc ltd plc gmbh holding industries motor pharma pharmaceutical "
    "pharmaceuticals electric chemical securities company companies firm maker manufacturer "
    "automaker carmaker conglomerate startup start-up retailer brewer insurer contractor investor "
    "shareholder billionaire businessman businesswoman business businesses tycoon entrepreneur "
    "foundation trust charity charities ngo fan celebrity celebrities artist player volunteer "
    "student pupil school university universities resident citizen reader viewer employee worker "
    "farmer crew soldier driver owner grandfather grandmother father mother family families "
    "household consumer taxpayer criminal prefecture mayor survivor victim pensioner veteran "
    "subsidiary subsidiaries exporter importer federation club team athlete refiner trader".split()
)
_NAMED_PRIVATE = re.compile(
    r"\b(?:trading houses?|bank of [\w-]+|(?:\w+-based|founder|chief executive|ceo|chairman|owner|"
    r"heir|actor|actress|singer|author|novelist|designer|player)(?:\s+[\w.&'’-]+){1,4})\.?\s*$"
)
_HINTS = ("-based", "founder", "executive", "ceo", "chair", "owner", "heir", "act", "singer",
          "author", "novelist", "designer", "player", "houses", "bank of")  # fmt: skip
_STATE_OWNED = re.compile(r"\b(?:state|government|public)(?:ly)?[- ](?:backed|owned|run|held)\b")
_RELATIVE = re.compile(r"[,\s]*(?:which|who|that)\s*$")


_NAME = re.compile(r"\b([A-ZÀ-Þ][\w&.’-]+),?\s*$")
_NO_NAMES = frozenset(
    "The It He She They We I You This That These Those Which Who There And But So Cabinet "
    "Parliament Government Ministry Minister President Premier Commission Council Bank "
    "Fund Board Union Diet Members Leaders Lawmakers Officials Donors Partners Allies".split()
)
_BARE = re.compile(
    r"(?:['’]s)?\s*(?:,|[–—:-]|(?:with|just|well|over|about|around|some|roughly|nearly|almost|"
    r"up to|more|less|than|at least|close to|another|a|an|further|additional|approximately|the|"
    r"remaining|only|and|as much as)\s|\s)*"
)
_SECOND_VERB = re.compile(r",?\s+(?:and|but)\s*$")
# "The contributions are guaranteed": who is named in front does not do it.
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+|also\s+|already\s+|now\s+)?$"
)
_HELD = re.compile(
    r"\b(?:to|for|with|through|via|under|in|of|at|from|by|than|like|unlike)\s+(?:the\s+)?$"
)


class Predicate(NamedTuple):
    """The governing verb, where its auxiliaries begin, who does it, and whether that is no state.

    `subjects` are the mentions of donors in its subject, in the order of the text; `private` tells
    that a company or a person does it: "the firm has invested"; `heir` that the figure goes on with
    the verb of the figure before it; `receives` that its subject is somebody who receives aid;
    `stranger` is the last name of a subject that is no known actor.
    """

    verb: Cue
    opens: int
    subjects: tuple[Mention, ...]
    private: bool
    heir: bool
    receives: bool
    stranger: str | None

    @property
    def gives(self) -> bool:
        """Tell whether somebody named gives or promises the figure."""
        return self.verb.sense in _GIVING and bool(self.subjects)


def find_predicate(
    text: str,
    lowered: str,
    bounds: tuple[int, int, int],
    cues: Sequence[Cue],
    mentions: Sequence[Mention],
    figures: Sequence[tuple[int, int]],
) -> Predicate | None:
    """Return the last verb in front of a figure within its clause; None without one.

    `bounds` are where its sentence and its clause begin and where the figure does, `cues` and
    `mentions` those of the sentence, `lowered` is `text` in lower case, `figures` are the spans of
    the figures around. "Japan pledged $10 million, Norway $5 million" tells its verb once.
    """
    opening, clause, figure = bounds
    before = max((end for _, end in figures if opening < end <= figure), default=opening)
    heir = _heir(lowered, before, figure, cues, mentions) if before > opening else None
    verb = _last_verb(cues, opening, before) if heir else _last_verb(cues, clause, figure)
    if verb is None:
        return None
    if heir is not None:
        return Predicate(verb, heir.start, (heir,), False, True, False, None)
    chain = _CHAIN.search(lowered, max(0, verb.start - 70), verb.start)
    opens = verb.start if chain is None else chain.start()
    front = _strip_relative(lowered[max(0, opens - 140) : opens])
    if _is_participle(lowered, opens, verb):
        named = tuple(m for m in mentions if m.end <= opens and not is_place(text, m))[:1]
    else:
        named = _named_in_subject(text, lowered, opens, cues, mentions)
    actors = read_actors()
    passive = verb.form == "past" and _PASSIVE.search(lowered, max(0, verb.start - 24), verb.start)
    subjects = tuple(m for m in named if actors[m.actor].role in ("donor", "forum"))
    subjects = () if passive else subjects
    receives = (
        bool(named)
        and verb.form != "ing"
        and all(actors[m.actor].role == "recipient" for m in named)
    )
    stranger = None if named else _stranger(text, opens)
    return Predicate(verb, opens, subjects, _is_private(front), False, receives, stranger)


def _stranger(text: str, opens: int) -> str | None:
    """Return the capitalised word right in front of the verb: "Kubota has shipped"."""
    name = _NAME.search(text, max(0, opens - 40), opens)
    if name is None or name.group(1) in _NO_NAMES or name.group(1).isupper():
        return None
    return name.group(1)


def _is_participle(lowered: str, opens: int, verb: Cue) -> bool:
    """Tell "Germany is the biggest backer after Washington, having provided …"."""
    if not lowered[max(0, opens - 2) : opens].rstrip().endswith(","):
        return False
    return verb.form == "ing" or lowered.startswith("having", opens)


def _last_verb(cues: Sequence[Cue], start: int, stop: int) -> Cue | None:
    verb = None
    for cue in cues:
        if cue.start >= stop:
            break
        if cue.form and cue.start >= max(start, stop - _REACH) and cue.sense in VERBS:
            verb = cue
    return verb


def _heir(
    lowered: str, start: int, stop: int, cues: Sequence[Cue], mentions: Sequence[Mention]
) -> Mention | None:
    """Return who a figure without a verb of its own belongs to: ", and Britain £141m"."""
    actors = read_actors()
    later = [m for m in mentions if start <= m.start and m.end <= stop]
    if not later or actors[later[-1].actor].role != "donor":
        return None
    if any(c.form and c.sense in VERBS and start <= c.start < stop for c in cues):
        return None
    joint, gap = lowered[start : later[-1].start], lowered[later[-1].end : stop]
    held = _HELD.search(joint) and not gap.startswith(("'s", "’s"))
    if len(joint) < 90 and not held and _BARE.fullmatch(gap):
        return later[-1]
    return None


def _strip_relative(front: str) -> str:
    """What stands before the verb, without "which" and the like and without marks at its end."""
    relative = _RELATIVE.search(front)
    return (front if relative is None else front[: relative.start()]).rstrip(" ,\"”'’\n")


def names_private(words: str) -> bool:
    """Tell whether words end in a company, a foundation or people: "the Halden Trust"."""
    words = words.rstrip(" ,.\n")
    last = words[words.rfind(" ") + 1 :]
    private = last in _PRIVATE or (last.endswith("s") and last[:-1] in _PRIVATE)
    if not private and any(hint in words for hint in _HINTS):
        private = _NAMED_PRIVATE.search(words) is not None
    return private and not _STATE_OWNED.search(words)


def _is_private(front: str) -> bool:
    """Tell a company or a person by the last words in front of the verb, or before an aside."""
    if names_private(front):
        return True
    aside = front.rfind(",", max(0, len(front) - _ASIDE_LENGTH))
    return aside >= 0 and names_private(front[:aside])


def _named_in_subject(
    text: str, lowered: str, opens: int, cues: Sequence[Cue], mentions: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The mentions whose list ends right in front of the verb, in the order of the text."""
    if lowered[max(0, opens - 2) : opens].rstrip().endswith(","):
        aside = _ASIDE.search(lowered, max(0, opens - 90), opens)
        opens = opens if aside is None else aside.start()
    front = [m for m in mentions if m.end <= opens and opens - m.end < 120]
    if front and _SECOND_VERB.match(lowered, front[-1].end, opens):
        # "Norway has an agreement with the EBRD and will provide"
        front = [m for m in front if not _HELD.search(lowered, max(0, m.start - 16), m.start)]
        return tuple(front[-1:])
    if not front or not _reaches(lowered, front[-1], opens, cues):
        return ()
    found = [front[-1]]
    for m in reversed(front[:-1]):
        joint = lowered[m.end : found[-1].start]
        if len(joint) > 40 or not _BESIDE.fullmatch(joint):
            break
        if len(found) == 1 and not _LAST_JOINT.search(joint):
            break  # "under the accord signed in Italy, Japan will provide"
        found.append(m)
    return tuple(m for m in reversed(found) if not is_place(text, m))


def _reaches(lowered: str, m: Mention, opens: int, cues: Sequence[Cue]) -> bool:
    """Tell whether nothing but an office or a name parts the mention from the verb."""
    gap = _RELATIVE.sub("", lowered[m.end : opens]).rstrip()
    if any(c.form and m.end <= c.start < opens for c in cues if c.sense in VERBS):
        return False
    return bool(_OFFICE.fullmatch(gap))
