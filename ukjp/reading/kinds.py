"""What a figure is: a running total, a commitment, a disbursement, a part, or no aid at all.

A decision list, read from top to bottom; each rule names itself in words, and that name stands in
the table beside the figure. The kind is decided without regard to who gives; whether the figure
counts for the donor and recipient asked for is another question, answered in `claims`.
"""

from __future__ import annotations

import re

from ukjp.actors import read_actors
from ukjp.reading.cues import Cue
from ukjp.reading.kind_records import NO_AID_WORD, Kind, speaks_of_aid
from ukjp.reading.not_aid import find_no_aid
from ukjp.reading.pooled import BROADER, find_pooled
from ukjp.reading.promise_words import find_promise_words
from ukjp.reading.running_totals import ONE_GIFT, accumulates_behind, find_running_total
from ukjp.reading.settings import Setting
from ukjp.reading.shares import MOVED_AFTER, find_bracketed, find_fronted, find_part
from ukjp.reading.unsettled import find_unsettled

_GIVEN_AFTER = re.compile(
    r"\s*(?:(?:in|of) (?:[\w-]+\s+){0,3}(?:aid|assistance|support|help)\s+)?(?:that |"
    r"which )?(?:it|he|she|they|"
    r"(?!and\b|but\b)\w+(?: \w+)?) (?:has|have|had)\s+(?:already |so far )?(?:provided|spent|"
    r"given|donated|supplied|extended|delivered)\b"
)
_PROMISED_AFTER = re.compile(
    r"\s*(?:(?:in )?(?:[\w-]+ ){1,3}?)?(?:that |which )?(?:[\w'’.-]+\s+){1,3}?"
    r"(?:(?:has|had|have)\s+)?(?:already\s+|so far\s+)?(?:promised|"
    r"pledged|announced|committed|agreed|lent|allocated|earmarked|set aside|made available)\b"
)
_PLEDGING = frozenset("pledge pledges pledged promise promises promised".split())
_MEASURE = re.compile(
    r"\b(?:of|from|double|twice|triple|half|than|besides|beyond|exceeding|to) the\s+(?:\w+\s+)?$"
)
_OF_THE = re.compile(r"\s+of\s+(?:the|its|their|an?)\s+(?:\w+\s+)?")
_OF_ITS_OWN = re.compile(
    r"\b(?:tranche|payment|instal?ment|disbursement|part|portion|share|slice|half|third)s?\s+"
    r"(?:of|from|under)\s+(?:its|their|[\w-]+['’]s)\s+(?:[\w-]+\s+){0,3}$"
)
_PARTED = re.compile(
    r"\b(?:before|after|when|while|amid|ahead of|during|because|until|even as|despite|although|"
    r"whereas|though)\b"
)
_GENERAL = re.compile(r"\b(?:has|had|have)\b")
_OWN = re.compile(r"(?:['’]s|\b(?:whose|its|their))\s+(?:[\w-]+\s+){0,3}$")
_FOR_RECEIVER = re.compile(r"[^.;]{0,45}?\b(?:for|to|towards?|in)\s+(?:the\s+)?$")
# Words of aid that are also said of anything else: "is to help reach the target".
_FAINT = frozenset("help support backing relief commitment commitments funds funding".split())
_MOVING_VERBS = frozenset(
    "contributed|donated|provided|sent|gave|given|lent|delivered|spent|shipped|supplied|"
    "handed over|signed over|put in".split("|")
)


def decide_kind(setting: Setting, *, may_be_part: bool = True) -> Kind:
    """Return what the figure in this setting is; with `may_be_part` off, what it is on its own."""
    for rule in _RULES:
        kind = rule(setting) if may_be_part or rule not in (find_part, find_fronted) else None
        if kind is not None:
            return kind
    return NO_AID_WORD


def _promised_elsewhere(s: Setting) -> Kind | None:
    """The whole that something is paid from: "6 billion of the 18.1 billion it has promised"."""
    given = _GIVEN_AFTER.match(s.words_after(80))
    if given:
        return Kind("cumulative_total", None, f"“{given.group().strip()}”: all that was given")
    head = s.head_after()
    if head and head.sense == "aid" and _of_figure(s):
        return Kind("commitment", None, "the whole that the figure before it is taken from")
    held = head if head is not None else s.head_before()
    if held and held.sense in ("aid", "programme") and _OF_ITS_OWN.search(s.words_before(60)):
        return Kind("commitment", None, "the giver's whole that a payment is part of")
    if _under_a(s):
        return Kind("commitment", None, "the grant or loan that something is paid from")
    after = _PROMISED_AFTER.match(s.words_after(50))
    if after and accumulates_behind(s) and _GENERAL.search(after.group()):
        return Kind("cumulative_total", None, f"“{after.group().strip()}” up to a day")
    if after and _MEASURE.search(s.words_before(24)) and not _given_by_group(s, after.end()):
        return Kind("commitment", None, f"“{after.group().strip()}”")
    return None


def _of_figure(s: Setting) -> bool:
    """Tell the whole in "$450 million of the $1.5 billion loan"."""
    before = max((end for _, end in s.others if end <= s.amount.start), default=None)
    return before is not None and bool(_OF_THE.fullmatch(s.lowered, before, s.amount.start))


def _given_by_group(s: Setting, length: int) -> bool:
    """Tell "its share of the $50 billion that the Group of Seven agreed"."""
    actors, end = read_actors(), s.amount.end
    return any(
        end <= m.start < end + length and actors[m.actor].kind == "group" for m in s.mentions
    )


def _under_a(s: Setting) -> bool:
    """Tell the settled grant that a plan is paid from: "plans machines under a ¥9bn grant"."""
    head = s.head_after()
    return (
        head is not None
        and head.sense == "aid"
        and bool(ONE_GIFT.fullmatch(head.phrase))
        and bool(re.search(r"\bunder (?:the|an?|its) (?:\w+ ){0,2}$", s.words_before(40)))
        and not BROADER.search(s.words_before(40))
    )


def _moved(s: Setting) -> Kind | None:
    if not speaks_of_aid(s):
        return None
    after = MOVED_AFTER.match(s.words_after(90))
    if after and not s.crosses(s.amount.end, s.amount.end + after.end()):
        return Kind("disbursement", None, f"“{after.group().split()[-1]}”: money that moved")
    will = s.before("will", reach=90)
    moving = [
        c for c in s.before("pay", "receive", "deliver")
        if c.form in ("past", "s", "") and not _is_infinitive(s, c.start)
        and c.phrase not in ("secured", "arrived")
        and (c.phrase != "borrowed" or _names_receiver_here(s))
    ]  # fmt: skip
    if moving and not (
        will and will[-1].start < moving[-1].start and moving[-1].start - will[-1].end < 12
    ):
        return Kind("disbursement", None, f"“{moving[-1].phrase}”: money that moved")
    given = [c for c in s.before("give", reach=120) if c.form in ("past", "s")]
    if given and not will and given[-1].phrase in _MOVING_VERBS:
        promised = [c for c in s.before("promise", reach=140) if c.start > given[-1].start]
        if not promised:
            return Kind("disbursement", None, f"“{given[-1].phrase}”: money that moved")
    if given and given[-1].phrase == "sends" and not will:
        return Kind("disbursement", None, "“sends”: money that moved")
    return None


def _is_own_programme(s: Setting) -> bool:
    """Tell "the IMF, whose $15.6 billion programme runs to 2027"."""
    head = s.head_after()
    return head is not None and head.sense == "programme" and bool(_OWN.search(s.words_before(40)))


def _names_receiver_here(s: Setting) -> bool:
    """Tell "Ukraine borrowed" from what any other state borrows."""
    actors = read_actors()
    return any(actors[m.actor].role == "recipient" for m in s.mentions)


def _is_infinitive(s: Setting, start: int) -> bool:
    front = s.lowered[max(0, start - 24) : start]
    return bool(
        re.search(r"\b(?:to|will|would|can|could|may|should)\s+(?:be\s+)?(?:\w+ly\s+)?$", front)
    )


def _promised(s: Setting) -> Kind | None:
    if _is_own_programme(s):
        return Kind("commitment", None, "a giver's own programme")
    for senses in (("promise",), ("give",), ("aid", "tranche"), ("sign",)):
        cues = s.before(*senses) or [c for c in s.after(*senses, reach=90) if _is_joined(s, c)]
        plain = senses[0] == "aid" and any(c.phrase not in _FAINT for c in cues)
        if cues and (plain or speaks_of_aid(s)):
            return Kind("commitment", None, f"“{cues[-1].phrase}”: announced or decided")
    p = s.predicate
    if p is not None and p.gives and p.verb.phrase in _PLEDGING:
        return Kind("commitment", None, f"“{p.verb.phrase}” by a state")
    promise = find_promise_words(s)
    if promise is not None:
        return Kind("commitment", None, promise)
    receiver = _receiver_behind(s)
    if receiver is not None:
        return Kind("commitment", None, f"so much for {receiver}")
    words = s.before("promise", "give", "aid", clause=False)
    words += s.after("promise", "give", "aid", clause=False)
    p = s.predicate
    if p is not None and p.verb.sense == "amount" and not _has_aid_in_front(s):
        return None  # something else comes to so much
    if s.names_receiver() and any(_is_joined(s, c) for c in words):
        return Kind("commitment", None, "stands beside words of aid")
    return None


def _has_aid_in_front(s: Setting) -> bool:
    """Tell whether aid is what comes to so much, also in "lending, which stood at …"."""
    relative = s.lowered.startswith((", which ", ", that "), s.clause[0])
    return bool(s.before("aid", reach=90, clause=not relative))


def _is_joined(s: Setting, cue: Cue) -> bool:
    """Tell whether no other happening parts a word from the figure: "before the vote on aid"."""
    low, high = min(cue.end, s.amount.end), max(cue.start, s.amount.start)
    return _PARTED.search(s.lowered, low, high) is None


def _receiver_behind(s: Setting) -> str | None:
    """Return whom the figure is for by the words right behind it: "€5 million for Ukraine"."""
    for m in s.receivers_behind(50):
        between = s.lowered[s.amount.end : m.start]
        if m.form == "metonym" and between.endswith(" in "):
            continue  # "fetches three million in Odesa"
        if _FOR_RECEIVER.match(between) and not _PARTED.search(between):
            return m.actor
    return None


_RULES = (
    find_no_aid,
    _promised_elsewhere,
    find_pooled,
    find_bracketed,
    find_unsettled,
    find_fronted,
    find_running_total,
    find_part,
    _moved,
    _promised,
)
