"""Amounts that lean on each other: ranges, sums, and a currency or magnitude said once.

A list is a run of numbers with nothing but a connector between neighbours ("465 and 295 million
dollars", "$100m, 200m and 300m"). Inside one, what is said once is carried: a magnitude backward,
a currency backward from behind a number and forward from anywhere. A number that gets no currency
is no money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ukjp.reading.numerals import Number

_S = r"(?:[^\S\r\n]{1,3}(?:\r?\n[^\S\r\n]{0,20})?|\r?\n[^\S\r\n]{0,20})"
ROUGHLY = (
    rf"(?:(?:a{_S}further|an{_S}additional|another|about|around|nearly|almost|over|more{_S}than|"
    rf"some|roughly|approximately|up{_S}to|as{_S}much{_S}as|at{_S}least|possibly|perhaps|even|"
    rf"maybe|an{_S}estimated|just{_S}under|just{_S}over|close{_S}to){_S}){{0,2}}"
)
_NAME = rf"(?:the{_S})?[A-Z][\w.'’-]{{0,24}}(?:{_S}[A-Z][\w.'’-]{{0,24}}){{0,2}}"
_LINK = re.compile(
    rf"(?P<dash>[-–—‒−~〜])|(?P<apart>{_S}[-–]{_S})|(?P<to>{_S}(?:to|till|until){_S}{ROUGHLY})"
    rf"|(?P<and>,?{_S}(?:and|&){_S}{ROUGHLY})|(?P<or>,?{_S}or{_S}{ROUGHLY})"
    rf"|(?P<comma>,{_S}{ROUGHLY})|(?P<from>,?{_S}from{_S}{ROUGHLY})|(?P<space>{_S})"
    rf"|(?P<loose>(?:{_S}(?:in|as|of){_S}[a-z]+(?:{_S}[a-z]+)?|{_S}(?:from|for|to|by){_S}{_NAME})?"
    rf"(?:,?{_S}(?:and|while|plus)|,)"
    rf"(?:{_S}{_NAME}(?:{_S}(?:with|gave|pledged|contributed|provided|promised|sent))?)?"
    rf"{_S}{ROUGHLY}|\)[,;]?(?:{_S}and)?{_S}{_NAME}{_S}\({ROUGHLY})"
)
_LINK_REACH = 72
_SPAN = frozenset({"dash", "apart", "to"})
_APART = frozenset({"space", "loose"})
MONEY_NOUN = (
    r"(?:aid|assistance|support|funding|funds|grants?|loans?|credits?|guarantees?|help|donations?|"
    r"packages?|tranches?|investments?|cash|money|financing|relief|budget|debt|weapons|arms|"
    r"equipment|contributions?|pledges?|goods)\b"
)
# What may follow a number that gets its currency from the one before: no counted thing.
_MONEY_TAIL = re.compile(
    r"\s*(?:$|[.,;:!?)\]\"'’”–—-]|(?:(?:more|each|respectively|annually|yearly|worth|apiece|"
    r"earlier|later|this|last|next|a|per|every|for|to|from|by|on|at|through|under|over|via|as|"
    r"during|after|before|since|until|was|were|is|are|will|would|had|has|have|went|came|goes|"
    r"and|or|but|while|which|that|with|already|it|they|of(?!\s+(?:them|whom|whose|its|their|"
    rf"people)))\b)|in\b(?!\s+need\b)|(?:\w+\s+){{0,2}}{MONEY_NOUN})"
)
_MONEY_TAIL_LOOSE = re.compile(
    r"\s*(?:$|[.;:!?)\]\"”,]|(?:respectively|each|annually|worth)\b|from\s+[A-Z]|to\s+[A-Z]"
    rf"|(?:(?:in|as|of|for)\s+)?(?:[\w-]+\s+){{0,2}}{MONEY_NOUN})"
)
_BETWEEN = re.compile(
    rf"\b((?:(?:any|some)where\s|roughly\s)?between|from)\s+{ROUGHLY}$", re.IGNORECASE
)
# "fell $1.12 to $81.70": by how much, and to what.
_STEP = re.compile(
    r"\b(?:ris(?:es?|ing|en)|rose|fell|falls?|fallen|falling|los[et]s?|losing|gain(?:s|ed|ing)?|up|"
    r"down|add(?:s|ed|ing)?|climb(?:s|ed|ing)?|dropp?(?:s|ed|ing)?|sli(?:d|des|pped)|shed|"
    r"jump(?:s|ed|ing)?|advanc(?:es?|ed|ing)|declin(?:es?|ed|ing)|gr[eo]w(?:s|n|ing)?|"
    r"increas(?:es?|ed|ing))\s+$|\bby\s+$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:rais|increas|gr[eo]w|doubl|tripl|quadrupl|lift|expand|boost|hik|jump|climb|ris|rose|"
    r"surg|soar|swell|swoll|went|go(?:es|ing|ne)?\b|mov|chang|cut|reduc|lower|shr[iau]nk|fall|fell|"
    r"drop|decreas|slash|scal|br(?:ing|ought)|extend|upgrad|revis|adjust|top|up\b|down\b|"
    r"widen|narrow|enlarg|upp)"
    r"[^.!?;]{0,100}$",
    re.IGNORECASE,
)
_FALL = re.compile(
    r"\b(?:cut|reduc|lower|shr[iau]nk|fall|fell|drop|decreas|slash|down|narrow|declin)"
    r"[^.!?;]{0,100}\bfrom\s+$",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    r"\s*,?\s*(?:an?|the|its|in)?\s*(?:[\w-]+\s){0,2}(?:increase|rise|doubling|doubled|jump|boost|"
    r"increased|cut|hike)\b"
)
# Numbers in front of "and 5 million dollars" that count something else.
_NUMBERED = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?|\b(?:May|June|July|March|"
    r"April|[Nn]o\.?|[Nn]os\.?|[Aa]rticles?|[Cc]hapters?|[Pp]ages?|[Pp]hases?|[Gg]roup of|aged|"
    r"[Vv]ersion|[Rr]esolution|[Aa]ge|[Ss]tage|[Rr]ound|[Ll]evel|at)|[#§:/.])\s*$"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?")


class Quantity(NamedTuple):
    """A number with what stands beside it; `currency` is empty while none is known.

    `side` tells where the currency was written: "before", "after" or "" (none, or carried).
    `upper` and `range_word` are set for ranges; `plus` marks "12+ billion".
    """

    start: int
    end: int
    value: float
    number: Number
    currency: str
    basis: str
    side: str
    plus: bool
    upper: float | None
    range_word: str | None


def resolve_lists(text: str, quantities: list[Quantity]) -> Iterator[list[Quantity]]:
    """Yield runs of linked quantities, with what is said once carried and ranges joined.

    Those without a currency are still among them: they may be money by what stands farther off.
    """
    first, total = 0, len(quantities)
    while first < total:
        links: list[str] = []
        last = first
        while last + 1 < total:
            link = _find_link(text, quantities[last], quantities[last + 1])
            if link is None:
                break
            links.append(link)
            last += 1
        run = quantities[first : last + 1]
        yield _resolve_run(text, run, links) if links and any(q.currency for q in run) else run
        first = last + 1


def _find_link(text: str, left: Quantity, right: Quantity) -> str | None:
    if not 0 < right.start - left.end <= _LINK_REACH:
        return None
    match = _LINK.fullmatch(text, left.end, right.start)
    return match.lastgroup if match else None


def _resolve_run(text: str, run: list[Quantity], links: list[str]) -> list[Quantity]:
    run, links = _add_up(run, links)
    _carry_backward(text, run, links)
    _carry_forward(text, run, links)
    _carry_magnitude(text, run, links)
    return _join_ranges(text, run, links)


def _add_up(run: list[Quantity], links: list[str]) -> tuple[list[Quantity], list[str]]:
    """Read "12 billion 100 million dollars" as one amount."""
    merged, kept = [run[0]], []
    for right, link in zip(run[1:], links, strict=True):
        left = merged[-1]
        fits = (
            link == "space" and left.number.scaled and right.number.scaled
            and right.value < left.value and left.side != "after" and right.side != "before"
        )  # fmt: skip
        if not fits:
            merged.append(right)
            kept.append(link)
            continue
        value = left.value + right.value
        number = Number(f"{value:.0f}", 0, True, False)
        source = left if left.currency else right
        merged[-1] = left._replace(
            end=right.end, value=value, number=number, currency=source.currency,
            basis=source.basis, side=source.side,
        )  # fmt: skip
    return merged, kept


def _carry_backward(text: str, run: list[Quantity], links: list[str]) -> None:
    scaled = run[-1].number.scaled
    for at in range(len(run) - 2, -1, -1):
        left, right, link = run[at], run[at + 1], links[at]
        clauses = link == "comma" and not _goes_on(links[at + 1 : at + 3])
        if left.currency or right.side != "after" or link in _APART or clauses:
            scaled = left.number.scaled
        elif left.number.scaled or _may_take(text, left, link, scaled=scaled):
            run[at] = left._replace(currency=right.currency, basis=right.basis, side="after")


def _may_take(text: str, left: Quantity, link: str, *, scaled: bool) -> bool:
    """Tell whether a bare number may take currency and magnitude from behind."""
    if link not in _SPAN and (not scaled or left.value >= 1000):
        return False
    return not (
        _YEAR.fullmatch(left.number.mantissa)
        or _NUMBERED.search(text, max(0, left.start - 16), left.start)
    )


def _goes_on(later: list[str]) -> bool:
    """Tell a list of three or more, in which a comma joins, from two clauses."""
    return bool({"and", "or", "comma"} & set(later))


def _carry_magnitude(text: str, run: list[Quantity], links: list[str]) -> None:
    for at in range(len(run) - 2, -1, -1):
        left, right, link = run[at], run[at + 1], links[at]
        if link in _APART or (link == "comma" and not _goes_on(links[at + 1 : at + 3])):
            continue
        if left.currency and left.currency == right.currency:
            falls = link == "to" and _FALL.search(text, max(0, left.start - 120), left.start)
            run[at] = _with_magnitude(left, right, link, falls=bool(falls))


def _with_magnitude(left: Quantity, right: Quantity, link: str, *, falls: bool) -> Quantity:
    if left.number.scaled or left.number.grouped or not right.number.scaled or left.value >= 1000:
        return left
    number = Number(left.number.mantissa, right.number.exponent, True, False)
    rises = number.value < right.value
    if link in _SPAN and left.side == "before" and not (rises or falls):
        return left
    return left._replace(number=number, value=number.value)


def _carry_forward(text: str, run: list[Quantity], links: list[str]) -> None:
    for at in range(1, len(run)):
        left, right, link = run[at - 1], run[at], links[at - 1]
        if right.currency or not left.currency or link == "space":
            continue
        span = link in _SPAN
        if span and right.value <= left.value:
            continue
        if not right.number.scaled and (not span or left.number.scaled):
            continue
        tail = _MONEY_TAIL_LOOSE if link == "loose" else _MONEY_TAIL
        if link == "dash" or tail.match(text, right.end, min(len(text), right.end + 60)):
            run[at] = right._replace(currency=left.currency, basis=left.basis)


def _join_ranges(text: str, run: list[Quantity], links: list[str]) -> list[Quantity]:
    joined = [run[0]]
    for right, link in zip(run[1:], links, strict=True):
        left = joined[-1]
        joins, word = _is_range(text, left, right, link)
        if joins:
            joined[-1] = left._replace(
                end=right.end, upper=right.value, range_word=word, side=right.side or left.side
            )
        else:
            joined.append(right)
    return joined


def _is_range(text: str, left: Quantity, right: Quantity, link: str) -> tuple[bool, str | None]:
    if (
        link not in {"dash", "apart", "to", "and", "or"}
        or left.upper is not None
        or not left.currency
        or left.currency != right.currency
        or not left.value < right.value
        or (link == "apart" and right.value > 20 * left.value)
    ):
        return False, None
    before = _BETWEEN.search(text, max(0, left.start - 40), left.start)
    word = before.group(1) if before else None
    if link == "or":
        return _is_guess(left, right), None
    if link == "and":
        return word is not None and word.lower().endswith("between"), word
    if link == "to" and before is None:
        return not _is_step(text, left, right), None
    changes = before is not None and link == "to" and _is_change(text, before.start(), right)
    return not changes, word


def _is_step(text: str, left: Quantity, right: Quantity) -> bool:
    """Tell "rose $1bn to $6bn" (both whole in themselves) from "rose by $5 to $6 billion"."""
    whole = left.side == "before" == right.side and left.end - left.start > 1
    carried = left.number.scaled and text[left.end - 1].isdigit()
    step = _STEP.search(text, max(0, left.start - 20), left.start)
    return whole and not carried and step is not None


def _is_guess(left: Quantity, right: Quantity) -> bool:
    """Tell "five or six billion", one amount with two bounds, from a choice of two amounts."""
    carried = left.number.exponent == right.number.exponent and left.end - left.start < 12
    return carried and right.number.scaled and right.value <= 2 * left.value


def _is_change(text: str, at: int, right: Quantity) -> bool:
    """Tell whether "from X to Y" says how something grew or shrank."""
    if _CHANGE_AFTER.match(text, right.end, min(len(text), right.end + 60)):
        return True
    return _CHANGE.search(text, max(0, at - 120), at) is not None
