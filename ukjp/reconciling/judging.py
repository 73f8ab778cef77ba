"""Weighing pieces of evidence: same, different or undecided, and why in one sentence.

Weights are small whole numbers; two or more in favour make "same", two or more against make
"different", anything between stays undecided and is shown as such.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

_DECIDED = 2
_SPOKEN = 4


class Evidence(NamedTuple):
    """One piece of evidence: a positive weight for the same money, a negative one against."""

    weight: int
    words: str


class Verdict(NamedTuple):
    """What the evidence says: its sum, same, different or undecided, and why in one sentence."""

    weight: int
    verdict: str
    reason: str


def weigh(pieces: Iterable[Evidence], opening: str = "") -> Verdict:
    """Return the verdict on pieces of evidence, with its reason in one sentence."""
    found = [piece for piece in pieces if piece.words]
    total = sum(piece.weight for piece in found)
    verdict = "same" if total >= _DECIDED else "different" if total <= -_DECIDED else "undecided"
    spoken = sorted((p for p in found if p.weight), key=lambda p: -abs(p.weight))[:_SPOKEN]
    spoken += [p for p in found if not p.weight][: max(1, _SPOKEN - len(spoken))]
    words = "; ".join(piece.words for piece in spoken) or "nothing else speaks for or against it"
    sentence = f"{opening}: {words}" if opening else words
    return Verdict(total, verdict, f"{sentence[:1].upper()}{sentence[1:]}.")
