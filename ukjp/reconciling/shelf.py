"""Statements by what they can be found under, so that only those that can be one are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ukjp.reconciling.amounts import amounts_equal, exact_step, near_step
from ukjp.reconciling.evidence import days_apart, on_one_occasion
from ukjp.reconciling.reference import Facts
from ukjp.reconciling.statements import ONE_OCCASION, Statement

_AT_THE_RATE = 0.065
_BY_REFERENCE = 0.12
_BEFORE = 5
_AT_ONCE = 12


class Shelf:
    """Statements by what they can be found under: their parties, their amounts, their money."""

    def __init__(self) -> None:
        self._places: dict[tuple[object, ...], list[Statement]] = defaultdict(list)

    def add(self, statement: Statement, facts: Facts) -> None:
        """Put a statement where later ones look for it."""
        for place in self._own_places(statement, facts):
            self._places[place].append(statement)

    def alike(self, statement: Statement, facts: Facts, *, moved: bool) -> list[Statement]:
        """Return the statements it can be the same money as, oldest first, each once."""
        seen: dict[int, Statement] = {}
        for place in self._places_to_look(statement, facts, moved):
            for other in self._nearest(self._places.get(place, ()), statement):
                seen[id(other)] = other
        found = (other for other in seen.values() if _can_be_one(other, statement, facts))
        return sorted(found, key=lambda s: s.order)

    def _own_places(self, s: Statement, facts: Facts) -> set[tuple[object, ...]]:
        parties = (s.moved, s.lead.in_scope, s.lead.donor, s.lead.recipient)
        places: set[tuple[object, ...]] = {
            (*parties, code, exact_step(amount)) for code, amount in s.amounts
        }
        places |= {(*parties, "words", words) for words in s.sentences}
        if s.usd is not None:
            places.add((*parties, "USD about", near_step(s.usd)))
        announced = s.announced_as(facts)
        return places | ({(*parties, "money", announced[0])} if announced else set())

    def _places_to_look(
        self, s: Statement, facts: Facts, moved: bool
    ) -> Iterator[tuple[object, ...]]:
        parties = (moved, s.lead.in_scope, s.lead.donor, s.lead.recipient)
        for words in sorted(s.sentences):
            yield (*parties, "words", words)
        for code, amount in sorted(s.amounts):
            step = exact_step(amount)
            yield from ((*parties, code, at) for at in (step - 1, step, step + 1))
        if s.usd is not None:
            step = near_step(s.usd)
            yield from ((*parties, "USD about", at) for at in (step - 1, step, step + 1))
        announced = s.announced_as(facts)
        if announced:
            yield (*parties, "money", announced[0])

    @staticmethod
    def _nearest(place: Sequence[Statement], s: Statement) -> Iterator[Statement]:
        """The statements of the same days, and the last few before them."""
        before = at_once = 0
        for other in reversed(place):
            apart = days_apart(other, s)
            if apart is not None and apart <= ONE_OCCASION:
                at_once += 1
                if at_once > _AT_ONCE:
                    return
                yield other
            elif before < _BEFORE:
                before += 1
                yield other
            else:
                return


def _can_be_one(a: Statement, b: Statement, facts: Facts) -> bool:
    """Equal in one currency; equal at the rate, on one occasion; or one by the reference."""
    if share_amount(a, b):
        return True
    if a.usd is None or b.usd is None:
        return False
    one_place = a.article_id == b.article_id
    if one_place and a.lead.currency == b.lead.currency:
        return False
    first, second = a.announced_as(facts), b.announced_as(facts)
    if first is not None and second is not None and first[0] == second[0] and not a.moved:
        return amounts_equal(a.usd, b.usd, _BY_REFERENCE)
    return (one_place or on_one_occasion(a, b)) and amounts_equal(a.usd, b.usd, _AT_THE_RATE)


def share_amount(a: Statement, b: Statement) -> bool:
    """Tell whether two statements give the same amount in one currency."""
    if not a.amounts.isdisjoint(b.amounts):
        return True
    return any(
        code == other and amounts_equal(amount, value)
        for code, amount in a.amounts
        for other, value in b.amounts
    )
