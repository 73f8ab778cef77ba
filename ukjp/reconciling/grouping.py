"""Which claims share a row of the ledger, and which row names another one's money again.

Claims share a row when they are one statement, or statements of one occasion. A pledge named again
on another day keeps a row of its own that points back. What was found different never shares a row,
whatever chain would join it; what a person calls the same is joined before any rule speaks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from ukjp.reading.claims import Claim
from ukjp.reconciling.copies import COPIED
from ukjp.reconciling.ordering import Ordering
from ukjp.reconciling.relations import Link
from ukjp.reconciling.statements import (
    close_by,
    narrowest_days,
    same_bounds,
)

_OF_ONE_MONEY = ("restates", "same_total", "conversion_of")


class Group(NamedTuple):
    """Claims of one row, the earliest first.

    `money` is shared by all groups of one money; `again` is the link by which they name an earlier
    group's money again, `restates` its name.
    """

    claims: tuple[Claim, ...]
    money: str
    again: Link | None
    restates: str | None

    @property
    def name(self) -> str:
        """The claim that the row is named after."""
        return self.claims[0].claim_id


def group_claims(
    scoped: Mapping[str, Claim], links: Iterable[Link], ordering: Ordering
) -> list[Group]:
    """Return the groups of the claims in scope, the earliest first."""
    inside = [link for link in links if link.from_claim in scoped and link.to_claim in scoped]
    # A person's verdicts come first, so that no rule has joined what she holds apart.
    ordered = sorted(inside, key=lambda link: (not link.by_curator, link))
    union = _Union(scoped, ordered)
    for link in ordered:
        if is_one_row(link, scoped):
            union.join(link)
    rows = [sorted(found, key=ordering.place) for found in union.sets(scoped)]
    for link in ordered:
        if link.relation == "restates" and link.verdict == "same" and _one_sort(link, scoped):
            union.join(link)
    union.relate_parts(ordered)
    standing = _standings(ordered, scoped, union)
    rows.sort(key=lambda row: (min(standing(c) for c in row), ordering.place(row[0])))
    return _point_back(rows, ordered, union)


def _standings(
    links: Iterable[Link], scoped: Mapping[str, Claim], union: _Union
) -> Callable[[Claim], int]:
    """Return what tells which row of one money the others point back to.

    Last comes a part of something unnamed or of a running total: it counts nowhere, and a pledge
    that pointed back to it would be lost.
    """
    placed = {
        x.from_claim
        for x in links
        if x.relation == "part_of"
        and x.verdict != "different"
        and scoped[x.to_claim].kind in ("commitment", "component")
        and union.root(x.from_claim) != union.root(x.to_claim)
    }

    def standing(claim: Claim) -> int:
        return int(claim.kind == "component" and claim.claim_id not in placed)

    return standing


class _Union:
    """Sets of claims that grow together, except where two of them were found different.

    What a person finds the same is joined all the same, unless a person holds it apart.
    """

    def __init__(self, names: Iterable[str], links: Iterable[Link]) -> None:
        self._leader = {name: name for name in names}
        self._apart: dict[str, set[str]] = {name: set() for name in self._leader}
        self._apart_by_person: dict[str, set[str]] = {name: set() for name in self._leader}
        self._part_and_whole: set[frozenset[str]] = set()
        for link in links:
            if link.verdict == "different" and link.relation in _OF_ONE_MONEY:
                apart = self._apart_by_person if link.by_curator else self._apart
                apart[link.from_claim].add(link.to_claim)
                apart[link.to_claim].add(link.from_claim)

    def root(self, name: str) -> str:
        while self._leader[name] != name:
            self._leader[name] = self._leader[self._leader[name]]
            name = self._leader[name]
        return name

    def sets(self, claims: Mapping[str, Claim]) -> list[list[Claim]]:
        """Return the claims set by set."""
        members: dict[str, list[Claim]] = defaultdict(list)
        for name, claim in claims.items():
            members[self.root(name)].append(claim)
        return list(members.values())

    def join(self, link: Link) -> None:
        """Join the sets of a link's two claims, unless they are held apart."""
        first, second = sorted((self.root(link.from_claim), self.root(link.to_claim)))
        if first == second or self._held_apart(first, second, self._apart_by_person):
            return
        if link.by_curator or not self._held_apart(first, second, self._apart):
            self._leader[second] = first
            self._apart[first] |= self._apart.pop(second)
            self._apart_by_person[first] |= self._apart_by_person.pop(second)

    def settled(self, link: Link) -> bool:
        """Tell whether the sets of a link's claims are known to differ through other claims.

        They do where some of them were found different, or where one set is part of the other.
        """
        first, second = self.root(link.from_claim), self.root(link.to_claim)
        if frozenset((first, second)) in self._part_and_whole:
            return True
        return any(
            self._held_apart(first, second, apart) for apart in (self._apart, self._apart_by_person)
        )

    def relate_parts(self, links: Iterable[Link]) -> None:
        """Note which sets are parts of which, once all are joined."""
        self._part_and_whole = {
            frozenset((self.root(x.from_claim), self.root(x.to_claim)))
            for x in links
            if x.relation == "part_of" and x.verdict == "same"
        }

    def _held_apart(self, first: str, second: str, apart: Mapping[str, set[str]]) -> bool:
        fewer, root = sorted((first, second), key=lambda name: len(apart[name]))
        return any(self.root(other) == root for other in apart[fewer])


def is_one_row(link: Link, scoped: Mapping[str, Claim]) -> bool:
    """Tell whether a link puts two claims into one row: one occasion, or one converted amount."""
    a, b = scoped[link.from_claim], scoped[link.to_claim]
    if link.verdict != "same":
        return False
    if link.relation == "conversion_of" or link.reason.startswith(COPIED):
        return True
    if link.relation == "restates":
        return (a.kind == "disbursement") == (b.kind == "disbursement") and (
            a.article_id == b.article_id or close_by(a, b)
        )
    if link.relation == "same_total":
        alike = a.amount == b.amount and a.qualifier == b.qualifier
        return alike and (close_by(a, b) or same_bounds(a, b))
    return False


def _one_sort(link: Link, scoped: Mapping[str, Claim]) -> bool:
    """Payments name payments again and promises promises."""
    kinds = {scoped[link.from_claim].kind, scoped[link.to_claim].kind}
    if "cumulative_total" in kinds:
        return False
    return "disbursement" not in kinds or len(kinds) == 1


def _point_back(
    rows: Sequence[Sequence[Claim]], ordered: Iterable[Link], union: _Union
) -> list[Group]:
    """Point every row back to the first row of its money, and that one to what it may repeat.

    `union` holds all claims of one money together, so that a chain of restatements has one first.
    """
    place = {claim.claim_id: n for n, row in enumerate(rows) for claim in row}
    first: dict[str, int] = {}
    for number, row in enumerate(rows):
        first.setdefault(union.root(row[0].claim_id), number)
    money = [first[union.root(row[0].claim_id)] for row in rows]
    sure: dict[int, list[Link]] = defaultdict(list)
    open_links: dict[int, list[Link]] = defaultdict(list)
    for link in ordered:
        ends = place[link.from_claim], place[link.to_claim]
        if link.relation != "restates" or link.verdict == "different" or ends[0] == ends[1]:
            continue
        one_money = money[ends[0]] == money[ends[1]]
        if one_money and link.verdict == "same":
            for end in ends:
                sure[end].append(link)
        elif not one_money and link.verdict == "undecided" and not union.settled(link):
            open_links[max(money[end] for end in ends)].append(link)
    found = []
    for number, row in enumerate(rows):
        links = sure[number] if money[number] != number else open_links[number]
        target = partial(_target_of, number=number, place=place, money=money)
        best = min(links, key=lambda x: _back_order(x, row, rows[target(x)]), default=None)
        back = rows[money[number] if best in sure[number] else target(best)] if best else None
        found.append(
            Group(tuple(row), union.root(row[0].claim_id), best, back[0].claim_id if back else None)
        )
    return found


def _target_of(link: Link, *, number: int, place: Mapping[str, int], money: Sequence[int]) -> int:
    """The first row of the money at the other end of a link."""
    ends = money[place[link.from_claim]], money[place[link.to_claim]]
    return ends[0] if ends[1] == money[number] else ends[1]


def _back_order(
    link: Link, row: Iterable[Claim], other: Sequence[Claim]
) -> tuple[bool, int, str, Link]:
    """A person's verdict before a rule's, then what lies nearest in time."""
    days = abs((_some_day(row) - _some_day(other)).days)
    return not link.by_curator, days, other[0].claim_id, link


def _some_day(claims: Iterable[Claim]) -> date:
    earliest, latest = narrowest_days(claims)
    return earliest or latest or date.max
