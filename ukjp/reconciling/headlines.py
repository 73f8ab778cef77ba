"""The headline figures of a ledger: the highest total stated, and the sum of distinct pledges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ukjp.reconciling.amounts import tell_bound
from ukjp.reconciling.cells import day_of, flag_of, number_of, records_of, text_of

if TYPE_CHECKING:
    import pandas as pd

_DOLLARS = "USD"
_CROSS_RATE = 0.06


class AnnouncedTotal(NamedTuple):
    """The highest total stated so far, in units of `currency`; `high` is None for a lower bound.

    `words` tells it with its bound ("more than $12bn"); `claims` are the figures it rests on.
    """

    low: float
    high: float | None
    currency: str
    qualifier: str
    date_earliest: date | None
    date_latest: date | None
    ledger_id: str
    claims: tuple[str, ...]
    words: str


class Increments(NamedTuple):
    """The sum of distinct pledges, in US dollars; `undecided` is what may be added when decided.

    `without_rate` names rows that count but have no rate into dollars.
    """

    low: float
    high: float | None
    undecided: float
    ledger_ids: tuple[str, ...]
    without_rate: tuple[str, ...]


class ValuedRow(NamedTuple):
    """A ledger row as plain Python, amounts in US dollars; `stated` is the amount as said."""

    ledger_id: str
    kind: str
    low: float
    high: float | None
    stated: str
    earliest: date | None
    latest: date | None
    counts: bool
    record: Mapping[str, Any]

    @property
    def days(self) -> str:
        """Its day or days in words."""
        if self.earliest == self.latest:
            return str(self.latest or "unknown day")
        return f"{self.earliest or '…'} to {self.latest or '…'}"

    @property
    def told(self) -> str:
        """Amount and days in words."""
        return f"{self.stated} ({self.days})"


def announced_total(ledger: pd.DataFrame) -> AnnouncedTotal | None:
    """Return the highest running total of a ledger, None where no article states one.

    A total stated in dollars goes before one whose value in dollars moves with the rate, unless
    the other is larger by more than 6 %.
    """
    levels = [row for row in valued_rows(ledger) if row.kind == "cumulative_total"]
    dollars = [row for row in levels if row.record["currency"] == _DOLLARS]
    others = [row for row in levels if row.record["currency"] != _DOLLARS]
    best, other = _highest(dollars), _highest(others)
    if best is None or (other is not None and other.low > best.low * (1 + _CROSS_RATE)):
        best = other
    return None if best is None else _as_total(best)


def _highest(levels: Iterable[ValuedRow]) -> ValuedRow | None:
    return max(levels, key=lambda row: (row.low, row.high or 0.0, str(row.latest)), default=None)


def _as_total(row: ValuedRow) -> AnnouncedTotal:
    low, high = number_of(row.record["amount_low"]), number_of(row.record["amount_high"])
    return AnnouncedTotal(
        low or 0.0,
        high,
        text_of(row.record["currency"]),
        text_of(row.record["qualifier"]),
        row.earliest,
        row.latest,
        row.ledger_id,
        tuple(text_of(row.record["claims"]).split()),
        row.stated,
    )


def counted_increments(ledger: pd.DataFrame) -> Increments:
    """Return the sum of what counts as distinct pledges, and what is left out until decided."""
    rows = list(valued_rows(ledger))
    counted = [row for row in rows if row.counts]
    known = {row.ledger_id for row in counted}
    names = [text_of(r["ledger_id"]) for r in records_of(ledger) if flag_of(r["counts_in_total"])]
    highs = [row.high for row in counted]
    return Increments(
        sum(row.low for row in counted),
        None if None in highs else sum(high for high in highs if high is not None),
        sum(row.low for row in rows if is_open(row)),
        tuple(row.ledger_id for row in counted),
        tuple(name for name in names if name not in known),
    )


def is_open(row: ValuedRow) -> bool:
    """A pledge that is left out because nobody has decided yet."""
    return row.kind == "commitment" and not row.counts and "until decided" in row.record["why"]


def valued_rows(ledger: pd.DataFrame) -> Iterable[ValuedRow]:
    """Yield the rows that have a value in US dollars."""
    for record in records_of(ledger):
        low, high = number_of(record["amount_usd_low"]), number_of(record["amount_usd_high"])
        if low is None:
            continue
        stated = tell_bound(
            number_of(record["amount_low"]) or 0.0,
            number_of(record["amount_high"]),
            text_of(record["currency"]),
            text_of(record["qualifier"]),
        )
        yield ValuedRow(
            text_of(record["ledger_id"]),
            text_of(record["kind"]),
            low,
            high,
            stated,
            day_of(record["date_earliest"]),
            day_of(record["date_latest"]),
            flag_of(record["counts_in_total"]),
            record,
        )
