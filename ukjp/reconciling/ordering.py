"""The order in which claims are looked at: by day, then by what articles say, never by their names.

Where two articles speak of the same day, their texts decide who comes first. A copy under another
name, or a renamed file, so changes nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from ukjp.reading.claims import Claim
from ukjp.reconciling.amounts import exactness

_OWN = ("claim_id", "article_id", "part_of", "conversion_of")
Place = tuple[date, date, int, float, str, str, int]


class Ordering:
    """The places of claims among all claims of a set of articles."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        articles: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            articles[claim.article_id].append(claim)
        self.digests = {name: _digest(found) for name, found in articles.items()}

    def place(self, claim: Claim) -> Place:
        """Return a claim's place: by day (unknown ones last), exact and large ones first."""
        return place_of(claim, claim.as_of_earliest, claim.as_of_latest, self.digests)


def place_of(
    claim: Claim, earliest: date | None, latest: date | None, digests: dict[str, str]
) -> Place:
    """Return the place of something said on these days, for which `claim` speaks."""
    last = latest or date.max
    name = claim.article_id
    digest = digests.get(name, "")
    return earliest or last, last, exactness(claim), -claim.amount, digest, name, claim.start


def _digest(claims: Iterable[Claim]) -> str:
    ordered = sorted(claims, key=lambda c: (c.start, c.claim_id))
    told = repr([content_of(claim) for claim in ordered])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def content_of(claim: Claim) -> tuple[object, ...]:
    """Return what a claim says, with its relations as places in the article, not identifiers."""
    fields = tuple(value for name, value in claim._asdict().items() if name not in _OWN)
    return *fields, _within(claim, claim.part_of), _within(claim, claim.conversion_of)


def _within(claim: Claim, other: str | None) -> str | None:
    return None if other is None else other.removeprefix(claim.article_id)
