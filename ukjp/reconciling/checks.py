"""Whether the figures of a ledger agree with each other: differences in words, no verdicts.

A total stated on a day need not hold what was pledged shortly before it, and may be repeated long
after it was passed. So nothing here presumes more order than the texts give: what surely lies
between two totals is kept apart from what may.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from ukjp.reconciling.amounts import tell_amount, tell_bound
from ukjp.reconciling.cells import number_of, records_of, text_of
from ukjp.reconciling.headlines import (
    ValuedRow,
    announced_total,
    counted_increments,
    is_open,
    valued_rows,
)

if TYPE_CHECKING:
    import pandas as pd

STALE = timedelta(days=60)
"""A total stated so soon after a pledge may hold it or not."""

CHECK_COLUMNS = ("check", "agrees", "finding", "ledger_ids")
"""Columns of `check_ledger`: what was compared, yes | no | open, the finding in words, the rows."""

_DOLLARS = "USD"
_AGREE = 0.03


def check_ledger(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return what the figures of a ledger say of each other, one finding a row (`CHECK_COLUMNS`).

    `agrees` is "yes", "no", or "open" where the texts leave it open. The ledger is as
    `build_dataset` makes it; amounts are compared in US dollars.
    """
    import pandas as pd

    rows = list(valued_rows(ledger))
    found = [
        *_levels_in_turn(rows),
        *_parts_of_wholes(rows),
        *_pledges_in_total(ledger),
        *_receipts_in_total(rows, ledger),
        *_left_out(rows),
        *_without_rate(ledger),
    ]
    return pd.DataFrame(found, columns=list(CHECK_COLUMNS)).astype("str")


Finding = tuple[str, str, str, str]


def _levels_in_turn(rows: Sequence[ValuedRow]) -> Iterable[Finding]:
    """Each total against the one before it and the pledges that lie, or may lie, between them."""
    levels = [r for r in rows if r.kind == "cumulative_total" and r.latest is not None]
    pledges = [r for r in rows if r.counts and r.latest is not None]
    levels.sort(key=lambda r: (r.latest or date.max, r.earliest or date.min, r.low))
    for before, after in pairwise(levels):
        yield _compare_levels(before, after, pledges)


def _compare_levels(before: ValuedRow, after: ValuedRow, pledges: Sequence[ValuedRow]) -> Finding:
    ids = f"{before.ledger_id} {after.ledger_id}"
    if not _surely_before(before.latest, after.earliest):
        words = f"{before.told} and {after.told}: the texts do not say which was stated first"
        words += "; both can be one total." if _can_be_equal(before, after) else "."
        return "totals in turn", "yes" if _can_be_equal(before, after) else "open", words, ids
    sure = [p for p in pledges if _lies_between(before, p, after)]
    maybe = [p for p in pledges if p not in sure and _may_lie_between(before, p, after)]
    most, least = _growth(before, after)
    if most is not None and most < -_AGREE * before.low:
        words = (
            f"From {before.told} to {after.told} the total fell: one of them counts something else."
        )
        return "totals in turn", "no", words, ids
    told = f"From {before.told} to {after.told}: {_growth_words(before, after)}"
    told = f"{told} {_between(sure, maybe)}"
    named = sum(p.low for p in sure), sum(p.low for p in (*sure, *maybe))
    agrees, conclusion = _conclude(before, after, (least, most), named)
    ids = " ".join([ids, *(p.ledger_id for p in (*sure, *maybe))])
    return "totals in turn", agrees, f"{told} {conclusion}".strip(), ids


def _surely_before(a: date | None, b: date | None) -> bool:
    return a is not None and b is not None and a < b


def _can_be_equal(a: ValuedRow, b: ValuedRow) -> bool:
    small, large = sorted((a, b), key=lambda r: r.low)
    return small.high is None or small.high >= large.low * (1 - _AGREE)


def _lies_between(before: ValuedRow, pledge: ValuedRow, after: ValuedRow) -> bool:
    if after.earliest is None or not _surely_before(before.latest, pledge.earliest):
        return False
    return pledge.latest is not None and after.earliest - pledge.latest > STALE


def _may_lie_between(before: ValuedRow, pledge: ValuedRow, after: ValuedRow) -> bool:
    start = before.earliest or before.latest
    if start is None or pledge.latest is None or after.latest is None:
        return False
    first = pledge.earliest or pledge.latest
    return start - pledge.latest <= STALE and first <= after.latest


def _growth(before: ValuedRow, after: ValuedRow) -> tuple[float | None, float | None]:
    """The most and the least by which the total can have grown; None where a bound is open."""
    most = None if after.high is None else after.high - before.low
    least = None if before.high is None else after.low - before.high
    return most, least


def _growth_words(before: ValuedRow, after: ValuedRow) -> str:
    apart = after.low - before.low
    told = tell_amount(apart, _DOLLARS)
    if before.high is None and after.high is None:
        return f"both are lower bounds, {told} apart; the growth itself is not known."
    if before.high is None:
        return f"the first is a lower bound, so the total grew by at most {told}."
    if after.high is None:
        return f"the second is a lower bound, so the total grew by {told} or more."
    return f"the total grew by {told}."


def _between(sure: Sequence[ValuedRow], maybe: Sequence[ValuedRow]) -> str:
    if not sure and not maybe:
        return "The articles name no pledge between them."
    parts = []
    if sure:
        parts.append(f"Pledged between them: {_listed(sure)}.")
    if maybe:
        parts.append(f"May lie between them, or be in the first already: {_listed(maybe)}.")
    return " ".join(parts)


def _listed(rows: Iterable[ValuedRow]) -> str:
    return ", ".join(row.told for row in rows)


def _conclude(
    before: ValuedRow,
    after: ValuedRow,
    growth: tuple[float | None, float | None],
    named: tuple[float, float],
) -> tuple[str, str]:
    """Say whether the pledges named explain the growth; both are (least, most), None is open."""
    least, most = growth
    if least is not None and least > named[1] * (1 + _AGREE) + 1:
        missing = tell_amount(least - named[1], _DOLLARS)
        return "no", f"Pledges of at least {missing} are not told by the articles."
    if most is not None and most < named[0] * (1 - _AGREE):
        more = tell_amount(named[0] - most, _DOLLARS)
        return "no", f"The pledges are {more} more than the total can have grown by."
    if least is not None and least == most and abs(named[1] - named[0]) < 1:
        return "yes", ""
    if named[1] and least is None:
        implied = after.low - named[1]
        if implied >= before.low * (1 - _AGREE):
            told = tell_amount(implied, _DOLLARS)
            return "open", (
                f"If the first does not hold them, it was {told} or more, which “{before.stated}” "
                "allows; if it does, the articles do not tell what the total grew by."
            )
        return "open", "They are more than the bounds are apart: the first must hold some of them."
    return "open", ""


def _parts_of_wholes(rows: Sequence[ValuedRow]) -> Iterable[Finding]:
    """Parts against their whole."""
    by_id = {row.ledger_id: row for row in rows}
    parts: dict[str, list[ValuedRow]] = {}
    for row in rows:
        whole = text_of(row.record["part_of"])
        if whole in by_id:
            parts.setdefault(whole, []).append(row)
    for name, found in parts.items():
        parent = by_id[name]
        total, told = sum(p.low for p in found), " + ".join(p.stated for p in found)
        ids = " ".join([name, *(p.ledger_id for p in found)])
        if abs(total - parent.low) <= _AGREE * parent.low:
            yield "parts of a whole", "yes", f"{told} make up {parent.told}.", ids
        elif total < parent.low:
            words = f"{told} of {parent.told}: {_rest(parent, found)} are not divided."
            yield "parts of a whole", "open", words, ids


def _rest(parent: ValuedRow, parts: Sequence[ValuedRow]) -> str:
    """What the parts leave of their whole, in the currency that all were stated in."""
    currency = text_of(parent.record["currency"])
    if any(text_of(part.record["currency"]) != currency for part in parts):
        return tell_amount(parent.low - sum(part.low for part in parts), _DOLLARS)
    whole, *taken = (number_of(row.record["amount_low"]) or 0.0 for row in (parent, *parts))
    return tell_amount(whole - sum(taken), currency)


def _pledges_in_total(ledger: pd.DataFrame) -> Iterable[Finding]:
    """All counted pledges against the announced total."""
    total, pledges = announced_total(ledger), counted_increments(ledger)
    if total is None or not pledges.ledger_ids:
        return
    size = next(r for r in valued_rows(ledger) if r.ledger_id == total.ledger_id)
    told, ids = tell_amount(pledges.low, _DOLLARS), " ".join([total.ledger_id, *pledges.ledger_ids])
    if size.high is not None and pledges.low > size.high * (1 + _AGREE):
        words = f"The pledges counted ({told}) exceed the highest total stated, {size.told}."
        yield "pledges in the total", "no", words, ids
    else:
        words = f"The articles tell of pledges of {told} out of a total of {size.told}."
        yield "pledges in the total", "yes", words, ids


def _receipts_in_total(rows: Sequence[ValuedRow], ledger: pd.DataFrame) -> Iterable[Finding]:
    paid = [r for r in rows if r.kind == "disbursement" and not text_of(r.record["restates"])]
    total = announced_total(ledger)
    if not paid or total is None:
        return
    size = next(r for r in rows if r.ledger_id == total.ledger_id)
    amount = sum(r.low for r in paid)
    fits = size.high is None or amount <= size.high * (1 + _AGREE)
    words = f"Told as paid: {tell_amount(amount, _DOLLARS)}, out of {size.told}; never added to it."
    ids = " ".join([total.ledger_id, *(r.ledger_id for r in paid)])
    yield "payments in the total", "yes" if fits else "no", words, ids


def _left_out(rows: Sequence[ValuedRow]) -> Iterable[Finding]:
    for row in rows:
        if is_open(row):
            words = f"{row.told} is not counted until somebody decides: {row.record['why']}"
            yield "undecided money", "open", words, row.ledger_id


def _without_rate(ledger: pd.DataFrame) -> Iterable[Finding]:
    for record in records_of(ledger):
        if number_of(record["amount_usd_low"]) is None:
            amount = tell_bound(
                number_of(record["amount_low"]) or 0.0,
                number_of(record["amount_high"]),
                text_of(record["currency"]),
                text_of(record["qualifier"]),
            )
            words = f"{amount} has no rate of its day and is in no sum in dollars."
            yield "currency without a rate", "open", words, text_of(record["ledger_id"])
