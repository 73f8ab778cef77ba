"""Which row is part of which: never more parts than the whole holds, never a circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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

    A part is set under its whole only while all parts together do not exceed it. What would exceed
    it (another way of dividing the same sum, as a rule) stays a part in words and counts nowhere.
    """
    home = {claim.claim_id: n for n, group in enumerate(groups) for claim in group.claims}
    below = [
        x
        for x in links
        if x.relation == "part_of" and x.verdict != "different" and x.from_claim in home
    ]
    found: dict[str, Whole] = {}
    inside = sorted(_candidates(below, groups, home, claims), key=lambda c: c[:6])
    parents: dict[int, int] = {}
    taken: dict[int, float] = defaultdict(float)
    for candidate in inside:
        name = groups[candidate.part].name
        if candidate.part in parents:
            continue
        if _fits(candidate, groups, parents, taken):
            parents[candidate.part] = candidate.whole
            taken[candidate.whole] += _size(groups[candidate.part], groups[candidate.whole]) or 0.0
            found[name] = _as_part(candidate, groups)
        elif name not in found:
            found[name] = _too_much(candidate, groups)
    for link in sorted(below):
        name = groups[home[link.from_claim]].name
        if link.to_claim not in home and name not in found:
            found[name] = _outside(link, claims.get(link.to_claim))
    return found


def _candidates(
    links: Iterable[Link],
    groups: Sequence[Group],
    home: Mapping[str, int],
    claims: Mapping[str, Claim],
) -> Iterable[_Candidate]:
    for link in links:
        part, whole = home[link.from_claim], home.get(link.to_claim)
        if whole is None or groups[whole].money == groups[part].money:
            continue
        if _pledge_in_total(groups[part], groups[whole]):
            continue
        elsewhere = claims[link.from_claim].article_id != groups[whole].claims[0].article_id
        size = -most_exact(groups[part].claims).amount
        yield _Candidate(
            not link.by_curator, link.verdict != "same", elsewhere, size, part, whole, link
        )


def _pledge_in_total(part: Group, whole: Group) -> bool:
    """A pledge that a running total includes is a pledge all the same: totals are never added."""
    return whole.claims[0].kind == "cumulative_total" and any(
        claim.kind == "commitment" for claim in part.claims
    )


def _fits(
    candidate: _Candidate,
    groups: Sequence[Group],
    parents: Mapping[int, int],
    taken: Mapping[int, float],
) -> bool:
    above: int | None = candidate.whole
    while above is not None:
        if above == candidate.part:
            return False
        above = parents.get(above)
    size = _size(groups[candidate.part], groups[candidate.whole])
    room = amount_bounds(most_exact(groups[candidate.whole].claims))[1]
    if size is None:
        return False
    return room is None or taken[candidate.whole] + size <= room * (1 + _ROUNDING)


def _size(part: Group, whole: Group) -> float | None:
    """The part's amount in the whole's currency, at the rate of the whole's day."""
    lead, target = most_exact(part.claims), most_exact(whole.claims)
    rate = find_rate(lead.currency, narrowest_days(whole.claims)[1], target.currency)
    return None if rate is None else amount_bounds(lead)[0] * rate.usd


def _as_part(candidate: _Candidate, groups: Sequence[Group]) -> Whole:
    whole = groups[candidate.whole]
    if candidate.link.verdict == "same":
        why = f"Part of {_told(whole)}: a part never adds to its whole."
    else:
        why = f"May be part of {_told(whole)}; left out until decided. {candidate.link.reason}"
    return Whole(whole.name, why, by_curator=candidate.link.by_curator)


def _too_much(candidate: _Candidate, groups: Sequence[Group]) -> Whole:
    why = (
        f"Told as part of {_told(groups[candidate.whole])}, whose parts would then exceed it: "
        "another way of dividing it, perhaps; not added."
    )
    return Whole(None, why, by_curator=candidate.link.by_curator)


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
