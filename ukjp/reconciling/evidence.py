"""Is it the same money? The evidence for and against, each piece a sentence that can be checked.

Equal amounts are where the question begins, never the answer. Weights are small whole numbers:
two or more in favour make "same", two or more against make "different", anything else stays
undecided and is shown as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ukjp.reading.claims import Claim

SAME_AMOUNT = 0.001
_ROUNDING = 0.06
_ONE_OCCASION = 4
_DECIDED = 2

_FURTHER = re.compile(
    r"\b(?:further|additional|new|extra|fresh|another|more aid|second|on top of|in addition|"
    r"supplementary|next)\b",
    re.I,
)
_AGAIN = re.compile(
    r"\b(?:already|previously|earlier)\s+(?:announced|pledged|promised|committed|agreed|approved)\b|"
    r"\b(?:reaffirm|reiterat|restat|recall|confirm)\w*|\b(?:announced|pledged|promised|agreed)\s+"
    r"(?:in|last|on|at)\s+(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december|year|month|\d{4})",
    re.I,
)


class Evidence(NamedTuple):
    """One piece of evidence: positive weight for the same money, negative against."""

    weight: int
    words: str


class Level(NamedTuple):
    """A running total as of a day, from an article or from the reference table."""

    day: date
    low: float
    source: str


def weigh(pieces: Sequence[Evidence]) -> tuple[str, str]:
    """Return the verdict and its reason in one sentence."""
    total = sum(piece.weight for piece in pieces)
    verdict = "same" if total >= _DECIDED else "different" if total <= -_DECIDED else "undecided"
    spoken = [p.words for p in sorted(pieces, key=lambda p: -abs(p.weight)) if p.words]
    return verdict, _sentence(spoken)


def _sentence(parts: Sequence[str]) -> str:
    joined = "; ".join(parts)
    return f"{joined[:1].upper()}{joined[1:]}."


def restatement_evidence(
    earlier: Claim, later: Claim, levels: Sequence[Level]
) -> list[Evidence]:
    """Return what speaks for and against two equal commitments being one."""
    pieces = [
        _occasion(earlier, later),
        _wording(later),
        _form("instrument", earlier.instrument, later.instrument),
        _form("channel", earlier.channel, later.channel),
        _levels_between(earlier, later, levels),
    ]
    return [piece for piece in pieces if piece is not None]


def _occasion(earlier: Claim, later: Claim) -> Evidence | None:
    if earlier.article_id == later.article_id:
        if _FURTHER.search(_near(later)) and not _FURTHER.search(_near(earlier)):
            return Evidence(-1, "both stand in one article, the second as further money")
        return Evidence(2, "the same article names the same amount again")
    days = _days_apart(earlier, later)
    if days is None:
        return None
    if days <= _ONE_OCCASION:
        return Evidence(2, f"both speak of the same days ({_span(earlier)} and {_span(later)})")
    if days > 540:
        return Evidence(-1, f"{days} days lie between them")
    return Evidence(0, f"{days} days lie between them")


def _days_apart(a: Claim, b: Claim) -> int | None:
    if a.as_of_latest is None or b.as_of_earliest is None:
        return None
    if b.as_of_latest is None or a.as_of_earliest is None:
        return None
    return max(0, (b.as_of_earliest - a.as_of_latest).days, (a.as_of_earliest - b.as_of_latest).days)


def _span(claim: Claim) -> str:
    if claim.as_of_earliest == claim.as_of_latest:
        return str(claim.as_of_earliest)
    return f"{claim.as_of_earliest} to {claim.as_of_latest}"


def _near(claim: Claim) -> str:
    """The words of the sentence close to the figure."""
    at = claim.sentence.find(claim.quote)
    return claim.sentence[max(0, at - 70) : at + len(claim.quote) + 50]


def _wording(later: Claim) -> Evidence | None:
    near = _near(later)
    again = _AGAIN.search(near)
    if again:
        return Evidence(2, f"the later text says “{again.group()}”")
    further = _FURTHER.search(near)
    if further:
        return Evidence(-2, f"the later text says “{further.group()}”")
    return Evidence(0, "the later text neither calls it new nor already announced")


def _form(name: str, first: str | None, second: str | None) -> Evidence | None:
    if first is None or second is None:
        return None
    if first == second:
        return Evidence(1, f"both name the {name} {first.replace('_', ' ')}")
    return Evidence(-2, f"the {name}s differ ({first} and {second})".replace("_", " "))


def _levels_between(earlier: Claim, later: Claim, levels: Sequence[Level]) -> Evidence | None:
    """Did the announced total grow by this amount across the later statement?"""
    if earlier.as_of_latest is None or later.as_of_earliest is None or later.as_of_latest is None:
        return None
    before = [x for x in levels if earlier.as_of_latest < x.day < later.as_of_earliest]
    after = [x for x in levels if later.as_of_latest <= x.day]
    if not before or not after or earlier.currency != "USD":
        return None
    last, first = max(before, key=lambda x: x.day), min(after, key=lambda x: x.day)
    grown = first.low - last.low
    words = f"{_billions(last.low)} as of {last.day} ({last.source}), {_billions(first.low)} as of {first.day} ({first.source})"
    if grown < later.amount * 0.5:
        return Evidence(2, f"the announced total did not grow by it: {words}")
    if abs(grown - later.amount) <= 0.1 * later.amount:
        return Evidence(-2, f"the announced total grew by it: {words}")
    return Evidence(0, f"the announced total went from {words}")


def _billions(amount: float) -> str:
    return f"{amount / 1e9:.4g}bn"


def amounts_agree(a: Claim, b: Claim, usd_a: float | None, usd_b: float | None) -> bool:
    """Tell whether two figures can be one amount: equal, or equal at the day's rate after rounding."""
    if a.currency == b.currency:
        return abs(a.amount - b.amount) <= SAME_AMOUNT * max(abs(a.amount), abs(b.amount))
    if usd_a is None or usd_b is None:
        return False
    return abs(usd_a - usd_b) <= _ROUNDING * max(abs(usd_a), abs(usd_b))


def close_by(a: Claim, b: Claim) -> bool:
    """Tell whether two figures speak of the same few days."""
    days = _days_apart(a, b)
    return days is not None and days <= _ONE_OCCASION
