"""The reference tables: facts with sources, kept beside the articles' figures, never among them.

They are evidence when two figures are compared: the totals that the donor's own ministry announced,
its announcements one by one with an identifier of the money, and what the Kiel tracker books in a
month. Only what was known on the day asked for is used.
"""

from __future__ import annotations

import calendar
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ukjp.errors import DataError
from ukjp.reading.claims import Claim, Scope
from ukjp.reconciling.amounts import amounts_equal, exact_step
from ukjp.reconciling.rates import find_rate
from ukjp.resources import resource_folder

if TYPE_CHECKING:
    import pandas as pd

TRACKER_LAG = timedelta(days=92)
"""The tracker appears some months after the months it covers."""

_NEAR = timedelta(days=10)
_OF_UKRAINE = "Ukraine"


class Level(NamedTuple):
    """A running total as of a day, and who states it; `high` is None for a lower bound."""

    day: date
    low: float
    high: float | None
    currency: str
    source: str


class Announcement(NamedTuple):
    """A row of the announcements table: money that was promised or paid, by its identifier."""

    earliest: date
    latest: date
    amount: float
    currency: str
    moved: bool
    money_id: str
    certain: bool


class Facts:
    """What is known besides the articles, for looking up: levels, announcements, the tracker.

    `levels` are the donor's announced totals, `months` the tracker's cumulated commitments in US
    dollars by month (YYYY-MM). Both are about `scope` alone.
    """

    def __init__(
        self,
        scope: Scope | None = None,
        levels: Iterable[Level] = (),
        announcements: Iterable[Announcement] = (),
        months: Mapping[str, float] | None = None,
    ) -> None:
        self.scope = scope or Scope()
        self.levels = sorted(levels, key=_level_order)
        self._level_days = [level.day for level in self.levels]
        self.months = dict(months or {})
        self._announced: dict[tuple[bool, str, int], list[Announcement]] = defaultdict(list)
        self._largest: dict[str, float] = {}
        for row in announcements:
            self._announced[row.moved, row.currency, exact_step(row.amount)].append(row)
            rate = None if row.moved else find_rate(row.currency, row.latest)
            if rate is not None:
                size = row.amount * rate.usd
                self._largest[row.money_id] = max(size, self._largest.get(row.money_id, 0.0))

    def with_levels(self, levels: Iterable[Level]) -> Facts:
        """Return the same facts with more levels, such as those the articles state."""
        more = Facts(self.scope, [*self.levels, *levels], (), self.months)
        more._announced, more._largest = self._announced, self._largest
        return more

    def concerns(self, donor: str | None, recipient: str | None) -> bool:
        """Tell whether the facts are about aid from this donor to this recipient."""
        return (donor, recipient) == tuple(self.scope)

    def levels_around(self, after: date, before: date, until: date) -> tuple[Level, Level] | None:
        """Return the last level strictly between two days and the first from `until` on."""
        last = bisect_left(self._level_days, before) - 1
        first = bisect_left(self._level_days, until)
        if last < 0 or self._level_days[last] <= after or first >= len(self.levels):
            return None
        return self.levels[last], self.levels[first]

    def latest_level(self, day: date | None) -> Level | None:
        """Return the last announced total up to `day`."""
        at = len(self.levels) if day is None else bisect_right(self._level_days, day)
        return self.levels[at - 1] if at else None

    def announced_as(self, claim: Claim) -> tuple[str, bool] | None:
        """Return the identifier of the money that a claim tells of, and whether it is certain.

        None where no announcement of its amount stands near its days, or several that disagree.
        """
        if not self._announced or claim.as_of_earliest is None or claim.as_of_latest is None:
            return None
        if not self.concerns(claim.donor, claim.recipient):
            return None
        paid = claim.kind == "disbursement"
        near = self._announced_near(claim, moved=paid) or self._announced_near(
            claim, moved=not paid
        )
        found = {row.money_id for row in near}
        return (found.pop(), all(r.certain for r in near)) if len(found) == 1 else None

    def _announced_near(self, claim: Claim, *, moved: bool) -> list[Announcement]:
        step = exact_step(claim.amount)
        return [
            row
            for at in (step - 1, step, step + 1)
            for row in self._announced.get((moved, claim.currency, at), ())
            if amounts_equal(row.amount, claim.amount) and _close(row, claim)
        ]

    def whole_of(self, money_id: str) -> float | None:
        """Return the largest promise of this money in the reference table, in US dollars."""
        return self._largest.get(money_id)

    def booked_around(self, earliest: date, latest: date) -> float | None:
        """Return by how much the tracker's commitments grew, a month before to a month after."""
        before, after = _month_shifted(earliest, -2), _month_shifted(latest, 1)
        if before not in self.months or after not in self.months:
            return None
        return self.months[after] - self.months[before]

    def booked_in(self, day: date) -> float | None:
        """Return by how much the tracker's commitments grew in the month of a day."""
        before, month = _month_shifted(day, -1), _month_shifted(day, 0)
        if before not in self.months or month not in self.months:
            return None
        return self.months[month] - self.months[before]


def _level_order(level: Level) -> tuple[date, float, float, str]:
    return level.day, level.low, level.low if level.high is None else level.high, level.source


NOTHING_KNOWN = Facts()


def _close(row: Announcement, claim: Claim) -> bool:
    assert claim.as_of_earliest is not None  # noqa: S101 - for the type checker
    assert claim.as_of_latest is not None  # noqa: S101
    after, before = row.earliest - claim.as_of_latest, claim.as_of_earliest - row.latest
    return after <= _NEAR and before <= _NEAR


def _month_shifted(day: date, months: int) -> str:
    at = day.year * 12 + day.month - 1 + months
    return f"{at // 12:04d}-{at % 12 + 1:02d}"


def read_reference() -> dict[str, pd.DataFrame]:
    """Return every table of data/reference by its name, text as found.

    Raises DataError naming the file when one cannot be parsed.
    """
    return {path.stem: _read_table(path).copy() for path in sorted(_folder().glob("*.csv"))}


def _folder() -> Path:
    return resource_folder("data") / "reference"


@cache
def _read_table(path: Path) -> pd.DataFrame:
    import pandas as pd

    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise DataError(f"data/reference/{path.name} cannot be read: {error}") from error
    for name in ("amount", "increment"):
        if name in table:
            table[name] = pd.to_numeric(table[name], errors="coerce")
    return table


def reference_facts(tables: Mapping[str, pd.DataFrame], scope: Scope, until: date | None) -> Facts:
    """Return what the reference tables say of aid in `scope`, as known on `until` (None: ever).

    Tables are found by the donor's name (`japan_support_totals`, …) and are about aid to Ukraine;
    for other scopes nothing is known.
    """
    if scope.recipient != _OF_UKRAINE:
        return Facts(scope)
    donor = scope.donor.lower().replace(" ", "_")
    return Facts(
        scope,
        _official_levels(tables.get(f"{donor}_support_totals"), until),
        _announcements(tables.get(f"{donor}_support_announcements"), until),
        _tracked_months(tables.get(f"kiel_{donor}_monthly"), until),
    )


def period_of(text: str) -> tuple[date, date] | None:
    """Return the first and last day of an ISO day, month or year; None for anything else."""
    try:
        parts = [int(part) for part in text.split("-")]
        if len(parts) > 2:
            return date(*parts), date(*parts)
        first, last = (1, 12) if len(parts) == 1 else (parts[1], parts[1])
        return date(parts[0], first, 1), date(
            parts[0], last, calendar.monthrange(parts[0], last)[1]
        )
    except (ValueError, TypeError, IndexError):
        return None


def _rows(table: pd.DataFrame | None, until: date | None, day: str) -> Iterable[dict[str, Any]]:
    """Yield the rows that were known on `until`, with their days as `period`."""
    for row in [] if table is None else table.to_dict("records"):
        period = period_of(str(row[day]))
        if period is not None and (until is None or period[1] <= until):
            yield {str(name): value for name, value in row.items()} | {"period": period}


def _official_levels(table: pd.DataFrame | None, until: date | None) -> list[Level]:
    wanted = {"concept": "announced", "view": "donor", "covers": "all"}
    return [
        Level(
            row["period"][0],
            float(row["amount"]),
            None if row["qualifier"] == "at_least" else float(row["amount"]),
            row["currency"],
            f"{row['speaker']}, reference table",
        )
        for row in _rows(table, until, "as_of")
        if all(row[name] == value for name, value in wanted.items())
        and row["period"][0] == row["period"][1]
        and row["amount"] == row["amount"]
    ]


def _announcements(table: pd.DataFrame | None, until: date | None) -> list[Announcement]:
    return [
        Announcement(
            earliest=row["period"][0],
            latest=row["period"][1],
            amount=float(row["amount"]),
            currency=row["currency"],
            moved=row["kind"] == "disbursement",
            money_id=row["money_id"],
            certain=row["money_id_certain"] == "true",
        )
        for row in _rows(table, until, "date")
        if row["amount"] == row["amount"] and row["money_id"]
    ]


def _tracked_months(table: pd.DataFrame | None, until: date | None) -> dict[str, float]:
    if until is not None and until - date.min < TRACKER_LAG:
        return {}
    known = None if until is None else until - TRACKER_LAG
    return {
        row["month"]: float(row["cum_commitments_usd_bn_at_month_fx"]) * 1e9
        for row in _rows(table, known, "month")
        if row["cum_commitments_usd_bn_at_month_fx"]
    }
