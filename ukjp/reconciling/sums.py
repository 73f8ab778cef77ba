"""Sums that contain others: parts told by one article and the whole by another, raises, one money.

An article that tells a loan of 1 and a guarantee of 3.5 billion and another that tells 4.5 billion
of the same days speak of one pledge. So do, by the reference table, a promise and a slice of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from ukjp.reconciling.amounts import amounts_equal, exact_step, tell_amount
from ukjp.reconciling.evidence import on_one_occasion
from ukjp.reconciling.reference import Facts
from ukjp.reconciling.relations import Link
from ukjp.reconciling.statements import Statement
from ukjp.reconciling.wordings import raised_from

_MOST_PARTS = 6
_LOOKED_BACK = 8
_ONE_RAISE = timedelta(days=400)
_SIZE = 0.02

Key = tuple[str | None, str | None, str, int]


def find_sums(statements: Sequence[Statement], facts: Facts) -> list[Link]:
    """Return the links from sums to larger ones that contain them, across articles."""
    promised = [s for s in statements if not s.moved]
    links = [*_added_up(promised), *_raised(promised), *_of_one_money(statements, facts)]
    return [link for link in links if link.from_claim != link.to_claim]


def _added_up(promised: Sequence[Statement]) -> Iterator[Link]:
    """Sums of one article that add up to a sum of another article, of the same days."""
    by_amount: dict[Key, list[Statement]] = defaultdict(list)
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for s in promised:
        by_article[s.article_id].append(s)
        if s.root is s:
            by_amount[_key(s, s.lead.amount)].append(s)
    for found in by_article.values():
        alone = sorted((s for s in found if s.whole is None), key=lambda s: s.lead.start)
        if 2 <= len(alone) <= _MOST_PARTS:
            yield from _runs_that_add_up(alone, by_amount)


def _key(s: Statement, amount: float) -> Key:
    return s.lead.donor, s.lead.recipient, s.lead.currency, exact_step(amount)


def _runs_that_add_up(
    alone: Sequence[Statement], by_amount: dict[Key, list[Statement]]
) -> Iterator[Link]:
    for length in range(len(alone), 1, -1):
        for first in range(len(alone) - length + 1):
            run = alone[first : first + length]
            whole = _whole_of(run, by_amount)
            if whole is not None:
                yield from _part_links(run, whole)
                return


def _whole_of(run: Sequence[Statement], by_amount: dict[Key, list[Statement]]) -> Statement | None:
    if len({(s.lead.donor, s.lead.recipient, s.lead.currency) for s in run}) > 1:
        return None
    total = sum(s.lead.amount for s in run)
    _, _, _, step = _key(run[0], total)
    for at in (step - 1, step, step + 1):
        for whole in by_amount.get((*_key(run[0], total)[:3], at), ()):
            apart = all(whole is not s.root and on_one_occasion(whole, s) for s in run)
            if apart and amounts_equal(whole.lead.amount, total):
                return whole
    return None


def _part_links(run: Sequence[Statement], whole: Statement) -> Iterator[Link]:
    terms = " and ".join(tell_amount(s.lead.amount, s.lead.currency) for s in run)
    for s in run:
        reason = (
            f"{terms} of one article add up to the {' '.join(whole.lead.quote.split())} "
            f"that another tells of the same days ({s.span} and {whole.span})."
        )
        yield Link(s.lead.claim_id, whole.lead.claim_id, "part_of", "same", reason)


def _raised(promised: Iterable[Statement]) -> Iterator[Link]:
    """A sum that an earlier one was raised or doubled to contains the earlier one."""
    before: dict[tuple[str | None, str | None, str], list[Statement]] = defaultdict(list)
    for s in sorted(
        (s for s in promised if s.root is s and s.whole is None), key=lambda s: s.order
    ):
        shelf = before[s.lead.donor, s.lead.recipient, s.lead.currency]
        origin = raised_from(s.lead)
        if origin is not None:
            old = next(
                (o for o in reversed(shelf[-_LOOKED_BACK:]) if _is_origin(o, s, origin)), None
            )
            if old is not None:
                yield _raise_link(old, s, exact=bool(origin))
        shelf.append(s)


def _is_origin(old: Statement, new: Statement, origin: float) -> bool:
    if old.article_id == new.article_id or old.lead.amount >= new.lead.amount:
        return False
    if old.latest is None or new.earliest is None or new.earliest - old.latest > _ONE_RAISE:
        return False
    if origin:
        return amounts_equal(old.lead.amount, origin, _SIZE)
    return bool(old.instruments & new.instruments)


def _raise_link(old: Statement, new: Statement, *, exact: bool) -> Link:
    reason = f"“{new.lead.quote}” is told as a raise, and “{old.lead.quote}” of {old.span} is "
    reason += (
        "what it was raised from."
        if exact
        else "the last smaller sum of its form: perhaps what was raised."
    )
    verdict = "same" if exact else "undecided"
    return Link(old.lead.claim_id, new.lead.claim_id, "part_of", verdict, " ".join(reason.split()))


def _of_one_money(statements: Iterable[Statement], facts: Facts) -> Iterator[Link]:
    """What the reference table lists under one money: slices and payments belong to its promise."""
    known: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        announced = s.announced_as(facts)
        if s.root is s and announced is not None and announced[1] and s.usd is not None:
            known[announced[0]].append(s)
    for money_id, found in known.items():
        size = facts.whole_of(money_id)
        whole = next((s for s in found if size is not None and _is_whole(s, size)), None)
        if whole is not None:
            yield from _slices(whole, found, money_id)


def _is_whole(s: Statement, size: float) -> bool:
    return not s.moved and amounts_equal(s.usd or 0.0, size, _SIZE)


def _slices(whole: Statement, found: Iterable[Statement], money_id: str) -> Iterator[Link]:
    told = " ".join(whole.lead.quote.split())
    for s in found:
        if s is whole or s.whole is not None or (s.usd or 0.0) >= 0.98 * (whole.usd or 0.0):
            continue
        quote = " ".join(s.lead.quote.split())
        reason = f"The reference table lists {quote} and {told} as one money ({money_id})."
        relation = "draws_on" if s.moved else "part_of"
        yield Link(s.lead.claim_id, whole.lead.claim_id, relation, "same", reason)
