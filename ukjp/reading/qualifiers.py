"""The words that make a figure a bound or an approximation: "more than", "nearly", "up to".

Where two stand together a bound outranks an approximation ("up to about" is up_to, "at least
around" at_least, "more than roughly" at_least), and "nearly" outranks "about".
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PHRASES: dict[str, tuple[str, ...]] = {
    "at_least": (
        "over", "just over", "well over", "a little over", "slightly over", "a bit over",
        "little over", "comfortably over", "far over", "more than", "just more than",
        "much more than", "far more than", "slightly more than", "a little more than",
        "little more than", "well more than", "exceeding", "exceeds", "exceeded", "exceed",
        "far exceeding", "well exceeding", "in excess of", "an excess of", "at least",
        "at the very least", "at a minimum", "no less than", "not less than", "no fewer than",
        "not fewer than", "nothing less than", "upwards of", "upward of", "north of", "above",
        "just above", "well above", "slightly above", "topping", "tops", "topped", "top",
        "surpassing", "surpasses", "surpassed", "surpass", "greater than", "higher than",
        "larger than", "bigger than", "better than", "beyond", "well beyond", "past",
        "well past", "just past", "a minimum of", "minimum of", "minimum", "min .", "passing",
        "passed", "crossing", "crossed", "a floor of", "not under",
        "not below", "starting at", "starting from", ">", "≥", ">=", "> =", "+",
    ),
    "up_to": (
        "up to", "upto", "as much as", "as many as", "a maximum of", "maximum of",
        "the maximum of", "maximum", "max .", "no more than", "not more than", "at most",
        "at the most", "at the very most", "capped at", "capping at", "a cap of",
        "a ceiling of", "limited to",  "a limit of", "not exceeding",
        "not to exceed", "not exceed", "no greater than", "no higher than", "not above",
        "not over", "up to a maximum of", "to a maximum of", "never exceed", "no event exceed",
        "in no event exceed", "no case exceed", "in no case exceed", "below", "under", "well under",
        "less than", "fewer than",
        "well below", "lower than", "far below", "anything up to", "as high as", "≤", "<=", "< =",
    ),
    "nearly": (
        "nearly", "almost", "close to", "closer to", "very close to", "just under",
        "just below", "just short of", "little short of", "just shy of", "shy of", "approaching",
        "approaches", "approached", "nearing", "nears", "neared", "near", "near to", "nigh on",
        "well-nigh", "just less than", "slightly less than", "a little less than",
        "little less than", "slightly under", "a little under",
        "a bit under", "little under", "slightly below", "a little below", "not quite",
        "practically", "virtually", "<", "the best part of",
    ),
    "about": (
        "about", "around", "roughly", "some", "an estimated", "estimated", "estimated at",
        "est .", "estimates of", "an estimate of", "approximately", "approximatively", "approx",
        "approx .", "appr .", "circa", "ca .", "ca", "c .", "or so", "in the region of",
        "in the order of", "on the order of", "of the order of", "in the neighborhood of",
        "in the neighbourhood of", "in the vicinity of", "in the range of", "something like",
        "more or less", "somewhere around", "~", "≈", "∼", "≃", "±",
        "just about", "an approximate", "the approximate", "approximate", "a rough", "broadly",
        "estimated to be", "believed to be", "thought to be",
    ),
}  # fmt: skip
_SUMS_UP = frozenset(["add", "adds", "added", "adding", "sum", "sums", "summed", "tots", "totted"])
_RANK = {"at_least": 3, "up_to": 3, "nearly": 2, "about": 1}
_LOOK_BACK = 72
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|>=|<=|\d+|[^\w\s\"“”‘*_]")

# By last word: the words in front of it, longest first, and the code.
_BY_LAST: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _code, _phrases in _PHRASES.items():
    for _phrase in _phrases:
        *_front, _last = _phrase.split()
        _BY_LAST.setdefault(_last, []).append((tuple(_front), _code))
for _entries in _BY_LAST.values():
    _entries.sort(key=lambda entry: -len(entry[0]))

_FILLERS = frozenset(
    "additional further extra another combined total overall cumulative aggregate new initial "
    "record sum amount equivalent worth value grand annual full whole whopping mark threshold "
    "milestone".split()
)
_COUNTED = tuple([word] for word in "equivalent sum amount mark threshold milestone".split())
_ARTICLES = frozenset({"a", "an", "its", "their", "his", "her"})
_OF_WHAT = frozenset("total sum amount equivalent value mark threshold milestone".split())
_LAST_WORDS = frozenset(_BY_LAST) | _FILLERS | _ARTICLES | {"the", "of", "to", "in"}
# "the" counts what is known already ("more than the $5bn of last year"), except with a mark.
_MARK_AFTER = re.compile(r"[\s-]+(?:mark|threshold|level|milestone|barrier)\b")
_PREPOSITION_AFTER = {
    "about": frozenset(
        "talk talks talked talking speak speaks spoke spoken speaking ask asks asked asking know "
        "knows knew think thinks thought discuss discussion discussions question questions news "
        "information report reports concern concerns concerned worry worries worried doubt "
        "doubts hear heard learn learned learnt debate story stories details dispute argue "
        "argued arguing write writes wrote writing complain complained argument arguments lie "
        "lies claims what how anything something nothing much negotiations negotiation idea "
        "ideas conversation conversations message messages statement statements rumours "
        "rumors told tell tells remark remarks all just".split()
    ) - {"just", "all"},
    "over": frozenset(
        "hand handed hands handing turn turned turns turning take took taken taking carry carried "
        "dispute disputes row rows fight fights fighting battle battles talks negotiations "
        "negotiation debate debates concern concerns disagreement disagreements agreement "
        "agreements contract contracts accord memorandum feud quarrel "
        "clash clashes anger outrage controversy deadlock standoff argument arguments lawsuit "
        "scandal worry worries fear fears doubt doubts question questions roll rolled "
        "probe investigation sued suing tension tensions wrangling haggling bargaining squabble "
        "wrangle control spat crisis impasse deal uncertainty bickering divided".split()
    ),
    "around": frozenset("built centered centred revolve revolves revolving turn turned".split()),
    "above": frozenset({"and"}),
    "past": frozenset({"the", "last"}),
    "under": frozenset("provided given released disbursed paid received".split()),
    "near": frozenset({"the"}),
    "below": frozenset({"and", "see"}),
    "beyond": frozenset({"and", "go", "goes", "went", "going"}),
}  # fmt: skip
# Verbs that mean "more than" only of a mark or after an auxiliary: parliaments pass billions too.
_ONLY_OF_MARKS = frozenset({"passed", "passing", "crossed", "crossing"})
_AUXILIARIES = frozenset("to will would could may might should can".split())
_AFTER_FORM = re.compile(
    r"(?P<at_least>\+|-?\s?\(?plus\b(?=\s*(?:[.,;:!?)]|$))|-plus\b|\sor\smore\b"
    r"|\sand\s(?:more|up|above|counting)\b(?=\s*(?:[.,;:!?)–—]|$))"
    r"|,?\sat\s(?:the\svery\s)?least\b(?=\s*(?:[.,;:!?)–—]|$))|,?\sat\sa\sminimum\b)"
    r"|(?P<about>,?\sor\sso\b|,?\sor\sthereabouts\b|,?\sgive\sor\stake\b"
    r"|\s\(?(?:approx(?:imately|\.)?+|roughly|estimated)\)?(?=\s*(?:[,;:!?)]|\.(?:\s|$)|$)))"
    r"|(?P<up_to>\sor\sless\b|,?\sat\s(?:the\s)?(?:very\s)?most\b|\s(?:maximum|max)\b)"
)


class Qualifier(NamedTuple):
    """A code of vocabulary.QUALIFIERS and the words as written (None for "exact")."""

    code: str
    text: str | None


EXACT = Qualifier("exact", None)


def find_qualifier(text: str, start: int, end: int, low: int) -> Qualifier:
    """Return the qualifier of the amount at text[start:end]; `low` ends what stands before it."""
    before = _qualifier_before(text, start, end, low)
    after = None
    if end < len(text) and text[end] in "+-,( \n\u00a0":
        after = _AFTER_FORM.match(text, end)
    if after is None:
        return before
    code = str(after.lastgroup)
    if _RANK.get(before.code, 0) >= _RANK[code]:
        return before
    return Qualifier(code, after.group().strip(" \n\u00a0,("))


def _qualifier_before(text: str, start: int, end: int, low: int) -> Qualifier:
    floor = max(low, start - _LOOK_BACK, 0)
    if not _may_qualify(text[floor:start].rstrip()):
        return EXACT
    spans = [m.span() for m in _TOKEN.finditer(text, floor, start)]
    if floor > low and floor and spans and spans[0][0] == floor:
        spans = spans[1:]
    words = [text[a:b].lower() for a, b in spans]
    marked = "mark" in words[-2:] or _MARK_AFTER.match(text, end) is not None
    best, at = EXACT, _skip_fillers(words, marked=marked)
    first = at
    while at > 0:
        matched = _phrase_ending(words, at, marked=marked)
        if matched is None:
            break
        length, code = matched
        rank = _RANK[code]
        if best.text is None or rank > _RANK[best.code]:
            best = Qualifier(code, "")
        first = at if best.text is None else first
        begin, stop = spans[at - length][0], spans[first - 1][1]
        best = Qualifier(best.code, text[begin:stop])
        at -= length
    return best


def _may_qualify(before: str) -> bool:
    """Tell by the last word alone, since most amounts are as they stand."""
    if not before or before[-1] in ",;:()[]":
        return False
    if not before[-1].isalpha():
        return True
    return before.rsplit(None, 1)[-1].lower().lstrip('"“‘(*_') in _LAST_WORDS


def _skip_fillers(words: list[str], *, marked: bool) -> int:
    """Return where words such as "a total of" or "an additional" begin in front of the amount."""
    at = whole = len(words)
    skipped = 0
    while at > 0 and skipped < 5:
        word = words[at - 1]
        previous = words[at - 2] if at > 1 else ""
        if word in _FILLERS:
            whole = at - 1
        elif not (
            # "more than in 12 billion": machine translation keeps its preposition
            (word == "in" and previous == "than")
            or (word == "of" and previous in _OF_WHAT)
            or (word == "to" and previous == "equivalent")
            or (word in _ARTICLES and whole < len(words))
            or (word == "the" and (marked or words[at : at + 1] in _COUNTED))
        ):
            break
        at -= 1
        skipped += 1
    return at


def _phrase_ending(words: list[str], at: int, *, marked: bool) -> tuple[int, str] | None:
    """Return how many words before `at` make a qualifier, and its code."""
    last = words[at - 1]
    for front, code in _BY_LAST.get(last, ()):
        length = len(front) + 1
        if length <= at and tuple(words[at - length : at - 1]) == front:
            previous = words[at - length - 1] if at > length else ""
            if length == 1 and previous in _PREPOSITION_AFTER.get(last, ()):
                return None
            if last in _ONLY_OF_MARKS and not marked:
                return None
            if front == ("up",) and last == "to" and _sums_up(words[: at - 2]):
                return None
            if last == "top" and previous not in _AUXILIARIES:
                return None
            return length, code
    return None


def _sums_up(words: list[str]) -> bool:
    """Tell "which adds up to $12 billion", a sum, from "power to add up to $1 billion", a bound."""
    return bool(words) and words[-1] in _SUMS_UP and words[-2:] != ["to", "add"]
