"""Finding what can share a day without looking at everything: a shelf by kind and month."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

_MONTHS = 3
"""What may lie in more months than this is not put under each of them."""


class DayShelf:
    """Numbers put by their kind and their days, found again by kind and days that may touch."""

    def __init__(self) -> None:
        self._by_month: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._wide: dict[str, list[int]] = defaultdict(list)
        self._all: dict[str, list[int]] = defaultdict(list)

    def add(self, kind: str, earliest: dt.date | None, latest: dt.date | None, number: int) -> None:
        """Put a number, larger than every one before it; a day of None is not known."""
        self._all[kind].append(number)
        months = _months(earliest, latest)
        if months is None:
            self._wide[kind].append(number)
        else:
            for month in months:
                self._by_month[kind, month].append(number)

    def find(self, kind: str, earliest: dt.date | None, latest: dt.date | None) -> list[int]:
        """Return, in their order, the numbers of a kind whose days may touch these."""
        months = _months(earliest, latest)
        if months is None:
            return self._all[kind]
        found = {number for month in months for number in self._by_month.get((kind, month), ())}
        return sorted(found.union(self._wide[kind]))


def _months(earliest: dt.date | None, latest: dt.date | None) -> range | None:
    """Return the months touched, counted from year 0; None where they are many or not known."""
    if earliest is None or latest is None:
        return None
    first, last = (day.year * 12 + day.month for day in (earliest, latest))
    return range(first, last + 1) if last - first < _MONTHS else None
