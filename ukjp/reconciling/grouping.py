"""Which claims share a row of the ledger, and which row names another one's money again.

Claims share a row when they are one statement, or statements of one occasion. A pledge named again
on another day keeps a row of its own that points back. A person's verdict is law: what she calls
different never shares a row, whatever chain of rules would join it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ukjp.reading.claims import Claim
from ukjp.reconciling.relations import Link
from ukjp.reconciling.statements import claim_order, narrowest_days

_ONE_OCCASION = 4
_WIDE_SPAN = 14


class Group(NamedTuple):
    """Claims of one row, the earliest first.

    `again` is the link by which they name an earlier group's money again, `restates` its name.
    """

    claims: tuple[Claim, ...]
    again: Link | None
    restates: str | None

    @property
    def name(self) -> str:
        """The claim that the row is named after."""
        return self.claims[0].claim_id


def group_claims(scoped: Mapping[str, Claim], links: Iterable[Link]) -> list[Group]:
    """Return the groups of the claims in scope, the earliest first."""
    inside = [link for link in links if link.from_claim in scoped and link.to_claim in scoped]
    # A person's verdicts come first, so that no rule has joined what she holds apart.
    ordered = sorted(inside, key=lambda link: (not link.by_curator, link))
    union = _Union(
        scoped, [link for link in ordered if link.by_curator and link.verdict == "different"]
    )
    for link in ordered:
        if is_one_row(link, scoped):
            union.join(link.from_claim, link.to_claim)
    members: dict[str, list[Claim]] = defaultdict(list)
    for name in scoped:
        members[union.root(name)].append(scoped[name])
    groups = sorted(
        (sorted(found, key=claim_order) for found in members.values()),
        key=lambda g: claim_order(g[0]),
    )
    return _point_back(groups, ordered)


class _Union:
    """Sets of claims that grow together, except where a person holds two of them apart."""

    def __init__(self, names: Iterable[str], apart: Iterable[Link]) -> None:
        self._leader = {name: name for name in names}
        self._apart: dict[str, set[str]] = {name: set() for name in self._leader}
        for link in apart:
            if link.relation in ("restates", "same_total", "conversion_of"):
                self._apart[link.from_claim].add(link.to_claim)
                self._apart[link.to_claim].add(link.from_claim)

    def root(self, name: str) -> str:
        while self._leader[name] != name:
            self._leader[name] = self._leader[self._leader[name]]
            name = self._leader[name]
        return name

    def held_apart(self, a: str, b: str) -> bool:
        first, second = self.root(a), self.root(b)
        return any(self.root(other) == second for other in self._apart[first])

    def join(self, a: str, b: str) -> None:
        first, second = sorted((self.root(a), self.root(b)))
        if first != second and not self.held_apart(first, second):
            self._leader[second] = first
            self._apart[first] |= self._apart.pop(second)


def is_one_row(link: Link, scoped: Mapping[str, Claim]) -> bool:
    """Tell whether a link puts two claims into one row: one occasion, or one amount in two currencies."""
    a, b = scoped[link.from_claim], scoped[link.to_claim]
    if link.verdict != "same":
        return False
    if link.relation == "conversion_of":
        return True
    if link.relation == "restates":
        return (a.kind == "disbursement") == (b.kind == "disbursement") and (
            a.article_id == b.article_id or close_by(a, b)
        )
    if link.relation == "same_total":
        return a.amount == b.amount and a.qualifier == b.qualifier and close_by(a, b)
    return False


def close_by(a: Claim, b: Claim) -> bool:
    """Tell whether two claims speak of the same few days; wide bounds do not say so."""
    days = [a.as_of_earliest, a.as_of_latest, b.as_of_earliest, b.as_of_latest]
    if None in days:
        return False
    first, last, start, end = (day for day in days if day is not None)
    if max((last - first).days, (end - start).days) > _WIDE_SPAN:
        return False
    return (start - last).days <= _ONE_OCCASION and (first - end).days <= _ONE_OCCASION


def _point_back(groups: Sequence[Sequence[Claim]], ordered: Sequence[Link]) -> list[Group]:
    """Give every group the earlier group whose money it names again, by the best of its links."""
    place = {claim.claim_id: n for n, group in enumerate(groups) for claim in group}
    again: dict[int, list[tuple[int, Link]]] = defaultdict(list)
    settled = _settled_by_curator(ordered, place)
    for link in ordered:
        first, second = place[link.from_claim], place[link.to_claim]
        if (
            link.relation not in ("restates", "same_total")
            or link.verdict == "different"
            or first == second
        ):
            continue
        if frozenset((first, second)) in settled and not link.by_curator:
            continue
        earlier, later = min(first, second), max(first, second)
        if _can_name_again(groups[later], groups[earlier]):
            again[later].append((earlier, link))
    made = []
    for number, group in enumerate(groups):
        best = min(
            again[number],
            key=lambda pair: _back_order(pair[1], group, groups[pair[0]]),
            default=None,
        )
        target = groups[best[0]][0].claim_id if best else None
        made.append(Group(tuple(group), best[1] if best else None, target))
    return made


def _settled_by_curator(links: Iterable[Link], place: Mapping[str, int]) -> set[frozenset[int]]:
    """Pairs of groups on which a person has spoken: rules about them are silent."""
    return {
        frozenset((place[link.from_claim], place[link.to_claim]))
        for link in links
        if link.by_curator and link.relation in ("restates", "same_total")
    }


def _can_name_again(later: Sequence[Claim], earlier: Sequence[Claim]) -> bool:
    """Payments name payments again and promises promises; a total never is one of them."""
    kinds = {c.kind for c in (*later, *earlier)}
    if "cumulative_total" in kinds:
        return False
    return "disbursement" not in kinds or kinds == {"disbursement"}


def _back_order(
    link: Link, later: Sequence[Claim], earlier: Sequence[Claim]
) -> tuple[bool, bool, int, str]:
    """A person's verdict before a rule's, sure before unsure, then what lies nearest in time."""
    first, second = _some_day(earlier), _some_day(later)
    return (
        not link.by_curator,
        link.verdict != "same",
        abs((second - first).days),
        earlier[0].claim_id,
    )


def _some_day(claims: Iterable[Claim]) -> date:
    earliest, latest = narrowest_days(claims)
    return earliest or latest or date.max
