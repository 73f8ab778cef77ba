"""Which figure is part of which, within one article.

A whole stands in front of its parts, in the same sentence or a few before, in the same currency,
and is never smaller than what is taken from it. Parts that add up to a whole are parts even where
no word says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ukjp.reading.kinds import Kind
from ukjp.reading.settings import Setting

_PART_OF = re.compile(
    r"\b(?:part|share|portion|slice) of\s+(?:[\w'’-]+\s+){0,4}$|\b(?:under|within|from|of|out of)\s+"
    r"(?:the|an?|that|this|its|their)\s+(?:[\w'’-]+\s+){0,4}$"
)
_WINDOW = 5
_SAME = 1e-6


def link_parts(settings: Sequence[Setting], kinds: Sequence[Kind]) -> tuple[list[Kind], list[int | None]]:
    """Return the kinds, corrected where parts are found or missed, and each figure's whole."""
    found = list(kinds)
    wholes: list[int | None] = [None] * len(found)
    for number, kind in enumerate(found):
        if kind.kind == "component" or kind.rule.startswith("a part that moved"):
            wholes[number] = _find_whole(settings, found, wholes, number)
            if wholes[number] is None and kind.kind == "component":
                found[number] = Kind("commitment", kind.excluded_because, "named as a part, but of no figure here")
        elif kind.kind in ("disbursement", "commitment"):
            wholes[number] = _marked_whole(settings, number)
            if wholes[number] is not None and kind.kind == "commitment":
                found[number] = Kind("component", kind.excluded_because, "part of the figure named beside it")
    _find_sums(settings, found, wholes)
    return found, wholes


def _can_hold(settings: Sequence[Setting], whole: int, part: int) -> bool:
    a, b = settings[whole].amount, settings[part].amount
    return (
        a.currency == b.currency
        and (a.amount_max or a.amount) > b.amount * (1 + _SAME)
        and b.conversion_of != whole
        and a.conversion_of != part
    )


def _find_whole(
    settings: Sequence[Setting], kinds: Sequence[Kind], wholes: Sequence[int | None], part: int
) -> int | None:
    """The whole in front: one that this part completes, else the nearest that can hold it."""
    candidates = [
        n
        for n in range(part - 1, max(-1, part - 12), -1)
        if _can_hold(settings, n, part)
        and _same_region(settings, n, part)
        and kinds[n].kind in ("commitment", "cumulative_total", "component", "disbursement", "other")
        and kinds[n].excluded_because in (None, "programme_total", "hypothetical")
    ]
    for n in candidates:
        siblings = sum(settings[k].amount.amount for k, w in enumerate(wholes) if w == n)
        if siblings and abs(siblings + settings[part].amount.amount - settings[n].amount.amount) <= _SAME * settings[n].amount.amount:
            return n
    for n in candidates:
        siblings = sum(settings[k].amount.amount for k, w in enumerate(wholes) if w == n)
        whole = settings[n].amount
        if siblings + settings[part].amount.amount <= (whole.amount_max or whole.amount) * (1 + 0.02):
            if kinds[n].kind == "component" and not _names(settings, n, part):
                continue
            return n
    return None


def _names(settings: Sequence[Setting], whole: int, part: int) -> bool:
    """Tell whether the part's sentence names the whole itself ("of the $1 billion, …")."""
    return settings[whole].sentence.start == settings[part].sentence.start


def _same_region(settings: Sequence[Setting], whole: int, part: int) -> bool:
    a, b = settings[whole].sentence, settings[part].sentence
    return (a.role == "furniture") == (b.role == "furniture") and b.start - a.end < 2500


def _marked_whole(settings: Sequence[Setting], part: int) -> int | None:
    """A larger figure of the same sentence that stands behind "part of"."""
    for n, other in enumerate(settings):
        if n == part or other.sentence.start != settings[part].sentence.start:
            continue
        if not _can_hold(settings, n, part):
            continue
        mark = _PART_OF.search(other.words_before(70))
        if mark and ("part of" in mark.group() or "share of" in mark.group() or mark.group().startswith(("of ", "out of"))):
            return n
    return None


def _find_sums(
    settings: Sequence[Setting], kinds: list[Kind], wholes: list[int | None]
) -> None:
    """Mark the figures that follow a commitment and add up to it as its parts."""
    for n, kind in enumerate(kinds):
        if kind.kind != "commitment" or wholes[n] is not None:
            continue
        target, total, parts = settings[n].amount.amount, 0.0, []
        for k in range(n + 1, min(len(kinds), n + 1 + _WINDOW)):
            if not _can_hold(settings, n, k) or kinds[k].kind not in ("commitment", "component"):
                break
            if settings[k].sentence.start - settings[n].sentence.end > 700:
                break
            if settings[k].amount.conversion_of is not None:
                continue
            total += settings[k].amount.amount
            parts.append(k)
            if abs(total - target) <= _SAME * target and len(parts) > 1:
                for k_part in parts:
                    wholes[k_part] = n
                    if kinds[k_part].kind == "commitment":
                        kinds[k_part] = Kind("component", kinds[k_part].excluded_because, "adds up to the figure before it")
                break
