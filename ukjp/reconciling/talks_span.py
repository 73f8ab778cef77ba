"""How long the talks took: from the first round to the signing, as the timeline tells it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from ukjp.reconciling.cells import day_of, joined, records_of
from ukjp.reconciling.happening_names import ORDINALS, ordinal_of


class Span(NamedTuple):
    """Days from one happening to another; two numbers where one of the days is only bounded."""

    begin: str
    finish: str
    begin_day: dt.date
    finish_day: dt.date
    low: int
    high: int
    event_ids: str


def negotiation_span(table: pd.DataFrame, donor: str = "") -> Span | None:
    """Return the days from the first round of talks to the signing, as far as both are known.

    Happenings that name their parties and not the donor are left aside; of several signings that
    of a security agreement is meant. Without a round the span begins at the declaration. None
    where the one or the other is missing, not yet done, or where the bounds leave their order open.
    """
    rows = [
        row
        for row in records_of(table)
        if row["status"] == "occurred"
        and row["role"] != "reference"
        and (not row["parties"] or donor in row["parties"])
    ]
    signed = [row for row in rows if row["type"] == "signing"]
    signing = _earliest([row for row in signed if "security" in row["what"].lower()] or signed)
    talks = _earliest(row for row in rows if row["type"] == "negotiation_round")
    begin = talks or _earliest(row for row in rows if row["type"] == "declaration")
    if signing is None or begin is None:
        return None
    first, first_last = day_of(begin["date_earliest"]), day_of(begin["date_latest"])
    last_first, last = day_of(signing["date_earliest"]), day_of(signing["date_latest"])
    if not (first and first_last and last_first and last) or last_first < first_last:
        return None
    number = ordinal_of(talks) if talks else None
    word = next((word for word, n in ORDINALS.items() if n == str(number)), "first")
    return Span(
        begin=f"{word} round" if talks else "declaration",
        finish="signing",
        begin_day=first,
        finish_day=last,
        low=(last_first - first_last).days,
        high=(last - first).days,
        event_ids=joined((*begin["event_ids"].split(), *signing["event_ids"].split())),
    )


def _earliest(rows: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    dated = [row for row in rows if day_of(row["date_latest"])]
    return min(dated, key=lambda row: (row["date_latest"], row["date_earliest"]), default=None)
