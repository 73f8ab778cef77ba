"""Running totals: which of them state one and the same, and which a pledge merely repeats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ukjp.reading.claims import Claim, Scope
from ukjp.reconciling.amounts import amount_bounds, amounts_equal, exact_step, near_step
from ukjp.reconciling.ordering import Ordering
from ukjp.reconciling.rates import usd_of
from ukjp.reconciling.reference import Level
from ukjp.reconciling.relations import Link
from ukjp.reconciling.statements import close_by, same_bounds
from ukjp.reconciling.wordings import speaks_of

_LIKE = 0.03
_AT_THE_RATE = 0.06
_COMPARED = 6
_POINT_SPAN = 3
_SOME_WEIGHT = 0.05


def levels_of(claims: Iterable[Claim], scope: Scope) -> list[Level]:
    """Return the totals that articles state of aid in `scope`, on a known day and in US dollars.

    Totals of what was received, or of one form of aid alone, are no totals of what was announced.
    """
    return [
        Level(c.as_of_latest, *amount_bounds(c), c.currency, f"article {c.article_id}")
        for c in claims
        if is_total(c)
        and (c.donor, c.recipient) == tuple(scope)
        and c.currency == "USD"
        and c.as_of_earliest is not None
        and c.as_of_latest is not None
        and (c.as_of_latest - c.as_of_earliest).days <= _POINT_SPAN
        and c.instrument is None
        and speaks_of(c) != "received"
    ]


def is_total(claim: Claim) -> bool:
    """Tell whether a claim is a running total that can be compared: of a donor, no conversion."""
    return (
        claim.kind == "cumulative_total"
        and claim.conversion_of is None
        and claim.donor is not None
        and claim.excluded_because in (None, "other_donor")
    )


def find_same_totals(claims: Sequence[Claim], ordering: Ordering) -> Iterator[Link]:
    """Yield a link for each total that can be an earlier one, stated again or more exactly."""
    shelf: dict[tuple[str | None, str | None, int], list[Claim]] = defaultdict(list)
    for claim in sorted((c for c in claims if is_total(c)), key=ordering.place):
        step = near_step(_size(claim))
        found = [
            total
            for at in (step - 1, step, step + 1)
            for total in shelf[claim.donor, claim.recipient, at][-_COMPARED:]
        ]
        links = [
            (t, link) for t in sorted(found, key=ordering.place) if (link := _compare(claim, t))
        ]
        same = [pair for pair in links if pair[1].verdict == "same"]
        best = max(same, key=lambda pair: _likeness(claim, pair[0]), default=None)
        # A total told in another way, or on another day, is what the next such ones repeat.
        if best is None or not _one_statement(claim, best[0]):
            shelf[claim.donor, claim.recipient, step].append(claim)
        yield from [best[1]] if best else [link for _, link in links]


def _likeness(claim: Claim, total: Claim) -> tuple[bool, bool]:
    return _one_statement(claim, total), claim.amount == total.amount


def _one_statement(a: Claim, b: Claim) -> bool:
    """Tell whether two claims state a total alike on the same days."""
    alike = (a.amount, a.currency, a.qualifier) == (b.amount, b.currency, b.qualifier)
    return alike and (close_by(a, b) or same_bounds(a, b))


def find_repeated_totals(claims: Sequence[Claim], ordering: Ordering) -> Iterator[Link]:
    """Yield a link for each pledge as large as a stated total though there was money before.

    "Japan has pledged 12.1 billion" is the running total told like a pledge, as a rule. The first
    pledge of all is a total too, and rightly counts.
    """
    totals: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(filter(is_total, claims), key=ordering.place):
        totals.setdefault(_amount_place(claim, exact_step(claim.amount)), claim)
    other_money = _OtherMoney(claims)
    told: set[tuple[str, tuple[object, ...]]] = set()
    for claim in (c for c in claims if _can_repeat_total(c)):
        total = _equal_total(claim, totals)
        name = claim.article_id, _amount_place(claim, exact_step(claim.amount))
        if total is not None and name not in told and other_money.was_before(claim):
            told.add(name)
            yield Link(
                claim.claim_id, total.claim_id, "same_total", "undecided", _why_total(claim, total)
            )


def _equal_total(claim: Claim, totals: Mapping[tuple[object, ...], Claim]) -> Claim | None:
    step = exact_step(claim.amount)
    for at in (step, step - 1, step + 1):
        total = totals.get(_amount_place(claim, at))
        if total is not None and amounts_equal(total.amount, claim.amount):
            return total
    return None


def _why_total(claim: Claim, total: Claim) -> str:
    words = (
        f"{claim.quote} is told as a pledge, but {total.quote} is stated as the total so far, and "
        f"other aid was promised before {claim.as_of_earliest}."
    )
    return " ".join(words.split())


def _amount_place(claim: Claim, step: int) -> tuple[object, ...]:
    return claim.donor, claim.recipient, claim.currency, step


def _can_repeat_total(claim: Claim) -> bool:
    return (
        claim.kind == "commitment"
        and claim.part_of is None
        and claim.conversion_of is None
        and claim.donor is not None
        and claim.excluded_because in (None, "other_donor")
    )


class _OtherMoney:
    """Promises and totals by day, to tell whether a sum was the first, or a total long passed."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        money: dict[tuple[str | None, str | None], list[tuple[date, float]]] = defaultdict(list)
        totals: dict[tuple[str | None, str | None], list[tuple[date, float]]] = defaultdict(list)
        for claim in claims:
            if claim.as_of_latest and (is_total(claim) or _can_repeat_total(claim)):
                told = totals if is_total(claim) else money
                told[claim.donor, claim.recipient].append((claim.as_of_latest, _size(claim)))
        self._totals = {parties: sorted(found) for parties, found in totals.items()}
        self._money = {
            parties: sorted(money[parties] + totals[parties]) for parties in {*money, *totals}
        }

    def was_before(self, claim: Claim) -> bool:
        """Tell whether other money was spoken of before this sum, and no larger total yet."""
        size, day = _size(claim), claim.as_of_earliest
        if day is None:
            return False
        parties = claim.donor, claim.recipient
        larger = (when for when, other in self._totals.get(parties, ()) if other > size * 1.03)
        if next(larger, date.max) < day:
            return False
        others = (
            when
            for when, other in self._money.get(parties, ())
            if other >= _SOME_WEIGHT * size and not amounts_equal(other, size, _LIKE)
        )
        return next(others, date.max) < day


def _size(claim: Claim) -> float:
    usd = usd_of(claim)
    return claim.amount if usd is None else usd


def _compare(claim: Claim, root: Claim) -> Link | None:
    verdict_and_reason = (
        _in_one_currency(claim, root)
        if claim.currency == root.currency
        else _at_the_rate(claim, root)
    )
    if verdict_and_reason is None:
        return None
    verdict, reason = verdict_and_reason
    apart = _speak_apart(claim, root)
    if apart is not None:
        verdict, reason = (
            "different",
            f"{claim.quote} and {root.quote} are near each other, but {apart}.",
        )
    return Link(claim.claim_id, root.claim_id, "same_total", verdict, " ".join(reason.split()))


def _in_one_currency(claim: Claim, root: Claim) -> tuple[str, str] | None:
    small, large = sorted((claim, root), key=lambda c: c.amount)
    told = " ".join(filter(None, (small.qualifier_text, small.quote)))
    if small.amount == large.amount:
        return "same", f"Both state {claim.quote} as the total so far."
    if not amounts_equal(small.amount, large.amount, _LIKE):
        return None
    if small.qualifier in ("at_least", "about") or large.qualifier in ("nearly", "about", "up_to"):
        return "same", f"“{told}” leaves room for {large.quote}: one total, stated twice."
    return (
        "undecided",
        f"{small.quote} and {large.quote} differ by less than 3 %: rounding, or growth.",
    )


def _at_the_rate(claim: Claim, root: Claim) -> tuple[str, str] | None:
    usd_claim, usd_root = usd_of(claim), usd_of(root)
    if (
        usd_claim is None
        or usd_root is None
        or not amounts_equal(usd_claim, usd_root, _AT_THE_RATE)
    ):
        return None
    reason = f"At the rates of their days {claim.quote} and {root.quote} are equal within 6 %"
    if claim.as_of_latest == root.as_of_latest:
        return "same", f"{reason}, stated on the same day."
    return "undecided", f"{reason}: one total, or growth that the exchange rate hides."


def _speak_apart(claim: Claim, root: Claim) -> str | None:
    """Say what two totals count differently: received or promised, one form of aid or another."""
    spoken = speaks_of(claim), speaks_of(root)
    if None not in spoken and spoken[0] != spoken[1]:
        return f"one counts what was {spoken[0]}, the other what was {spoken[1]}"
    for name, a, b in (
        ("instrument", claim.instrument, root.instrument),
        ("purpose", claim.sector, root.sector),
    ):
        if a is not None and b is not None and a != b:
            return f"their {name}s differ ({a} and {b})"
    return None
