"""Which row is part of which: never more parts than the whole holds, never a circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ukjp.reading.claims import Claim
from ukjp.reconciling.amounts import amount_bounds, tell_bound
from ukjp.reconciling.grouping import Group
from ukjp.reconciling.rates import find_rate
from ukjp.reconciling.relations import Link
from ukjp.reconciling.statements import most_exact, narrowest_days

_SEVERAL_PAY = ("programme_total", "other_donor")
_ROUNDING = 1e-9


class Whole(NamedTuple):
    """What a group is part of: the group's name (None where it is no row), and why in words.

    `several_pay`: the whole is what several give, so that the share is one giver's own promise.
    """

    group: str | None
    why: str
    several_pay: bool = False
    by_curator: bool = False


class _Candidate(NamedTuple):
    """A link that puts a group under another; ordered by how much it is to be trusted."""

    named_again: bool
    unlike_curator: bool
    unsure: bool
    another_article: bool
    size: float
    part: int
    whole: int
    link: Link


def assign_wholes(
    groups: Sequence[Group], links: Iterable[Link], claims: Mapping[str, Claim]
) -> dict[str, Whole]:
    """Return for each group, by its name, what it is part of; groups that stand alone are left out.

    What one group of a money is part of holds for the first group of that money. A part is set
    under its whole only while all parts together do not exceed it. What would exceed it (another
    way of dividing the same sum, as a rule) stays a part in words and counts nowhere.
    """
    home = {claim.claim_id: n for n, group in enumerate(groups) for claim in group.claims}
    first: dict[str, int] = {}
    for number, group in enumerate(groups):
        first.setdefault(group.money, number)
    below = [
        x
        for x in links
        if x.relation == "part_of" and x.verdict != "different" and x.from_claim in home
    ]
    book = _Book(groups, home, first, claims)
    found = book.place(sorted(book.candidates(below), key=lambda c: c[:7]))
    for link in sorted(below):
        name = groups[first[groups[home[link.from_claim]].money]].name
        if link.to_claim not in home and name not in found:
            found[name] = _outside(link, claims.get(link.to_claim))
    return found


class _Book:
    """Groups by their claims and by their money, while parts are set under their wholes."""

    def __init__(
        self,
        groups: Sequence[Group],
        home: Mapping[str, int],
        first: Mapping[str, int],
        claims: Mapping[str, Claim],
    ) -> None:
        self.groups, self.home, self.first, self.claims = groups, home, first, claims
        self.parents: dict[int, int] = {}
        self.taken: dict[int, float] = defaultdict(float)

    def candidates(self, links: Iterable[Link]) -> Iterator[_Candidate]:
        """Yield what may be under what: for the first groups of both moneys, then for others."""
        for link in links:
            part, whole = self.home[link.from_claim], self.home.get(link.to_claim)
            if whole is None or self.groups[whole].money == self.groups[part].money:
                continue
            top = self.first[self.groups[part].money], self.first[self.groups[whole].money]
            for again, ends in ((False, top), (True, (part, whole))):
                pledge = _pledge_in_total(self.groups[ends[0]], self.groups[ends[1]])
                # A part named again takes no room in the whole beside its first naming.
                if not pledge and (not again or not set(ends) & set(top)):
                    yield self._candidate(link, *ends, again=again)

    def _candidate(self, link: Link, part: int, whole: int, *, again: bool) -> _Candidate:
        origin = self.claims[link.from_claim].article_id
        elsewhere = all(origin != c.article_id for c in self.groups[whole].claims)
        size = -most_exact(self.groups[part].claims).amount
        unsure = link.verdict != "same"
        return _Candidate(again, not link.by_curator, unsure, elsewhere, size, part, whole, link)

    def place(self, candidates: Iterable[_Candidate]) -> dict[str, Whole]:
        """Set each part under the best whole that has room for it."""
        found: dict[str, Whole] = {}
        for candidate in candidates:
            part, whole = self.groups[candidate.part], self.groups[candidate.whole]
            if candidate.part in self.parents:
                continue
            if self._fits(candidate):
                self.parents[candidate.part] = candidate.whole
                self.taken[candidate.whole] += _size(part, whole) or 0.0
                found[part.name] = _as_part(candidate.link, whole)
            elif part.name not in found:
                found[part.name] = _too_much(candidate.link, whole)
        return found

    def _fits(self, candidate: _Candidate) -> bool:
        above: int | None = candidate.whole
        while above is not None:
            if above == candidate.part:
                return False
            above = self.parents.get(above)
        whole = self.groups[candidate.whole]
        size = _size(self.groups[candidate.part], whole)
        room = amount_bounds(most_exact(whole.claims))[1]
        if size is None:
            return False
        return room is None or self.taken[candidate.whole] + size <= room * (1 + _ROUNDING)


def _pledge_in_total(part: Group, whole: Group) -> bool:
    """A pledge that a running total includes is a pledge all the same: totals are never added."""
    return whole.claims[0].kind == "cumulative_total" and any(
        claim.kind == "commitment" for claim in part.claims
    )


def _size(part: Group, whole: Group) -> float | None:
    """The part's amount in the whole's currency, at the rate of the whole's day."""
    lead, target = most_exact(part.claims), most_exact(whole.claims)
    rate = find_rate(lead.currency, narrowest_days(whole.claims)[1], target.currency)
    return None if rate is None else amount_bounds(lead)[0] * rate.usd


def _as_part(link: Link, whole: Group) -> Whole:
    if link.verdict == "same":
        why = f"Part of {_told(whole)}: a part never adds to its whole."
    else:
        why = f"May be part of {_told(whole)}; left out until decided. {link.reason}"
    return Whole(whole.name, why, by_curator=link.by_curator)


def _too_much(link: Link, whole: Group) -> Whole:
    why = (
        f"Told as part of {_told(whole)}, whose parts would then exceed it: "
        "another way of dividing it, perhaps; not added."
    )
    return Whole(None, why, by_curator=link.by_curator)


def _outside(link: Link, whole: Claim | None) -> Whole:
    """A whole that is no row of the ledger: what several pay into, or what is not decided."""
    quote = (
        "an amount that is not among the articles"
        if whole is None
        else " ".join(whole.quote.split())
    )
    if whole is not None and whole.excluded_because in _SEVERAL_PAY:
        why = f"One giver's own share of {quote}, which several pay and which is not counted here."
        return Whole(None, why, several_pay=True, by_curator=link.by_curator)
    return Whole(None, f"Part of {quote}, which is not counted here.", by_curator=link.by_curator)


def _told(group: Group) -> str:
    lead = most_exact(group.claims)
    low, high = amount_bounds(lead)
    return tell_bound(low, high, lead.currency, lead.qualifier)
