"""Who signed a security agreement with the recipient, in what order, and how long it took.

These are facts from the reference tables; only the donor's own signing is also in the articles.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from ukjp.reconciling.aid import Tables
from ukjp.reconciling.cells import day_of, flag_of, joined, number_of, records_of, text_of
from ukjp.reconciling.happenings import negotiation_timeline

SIGNATORY_COLUMNS = (
    "order", "party", "signed", "days", "nato_member", "is_donor", "talks_started", "talks_days",
    "place", "declared", "event_ids", "article_ids", "source",
)  # fmt: skip
"""Columns of `security_agreements`: days as datetime64, `days` from the declaration to the signing,
`talks_days` from the first round of talks, where that day is known."""


def security_agreements(dataset: Tables) -> pd.DataFrame:
    """Return one row for each agreement signed up to the dataset's day, in the order of signing.

    Empty where the reference tables know no agreements with this recipient.
    """
    table = dataset.reference.get("security_agreements")
    declared = _declaration(dataset)
    if table is None or dataset.recipient != "Ukraine" or declared is None:
        return _frame([])
    rows = []
    for record in records_of(table):
        signed = day_of(record["signed"])
        known = dataset.as_of is None or (signed is not None and signed <= dataset.as_of)
        if signed is not None and known:
            rows.append(_row(record, signed, declared, dataset))
    rows.sort(key=lambda row: (row["order"], row["party"]))
    return _frame(rows)


def _declaration(dataset: Tables) -> dt.date | None:
    """Return the day of the declaration that opened the way to the agreements."""
    table = dataset.reference.get("ukraine_japan_events")
    rows = [] if table is None else records_of(table)
    days = [day_of(row["date"]) for row in rows if text_of(row.get("type")) == "declaration"]
    return min((day for day in days if day), default=None)


def _row(
    record: dict[str, Any], signed: dt.date, declared: dt.date, dataset: Tables
) -> dict[str, Any]:
    party = text_of(record["party"])
    donor = party == dataset.donor
    talks = text_of(record.get("talks_started"))
    started = day_of(talks) if len(talks) == len("2023-10-07") else None
    events, articles = _signing_evidence(dataset) if donor else ("", "")
    return {
        "order": int(number_of(record["order"]) or 0),
        "party": party,
        "signed": signed,
        "days": (signed - declared).days,
        "nato_member": flag_of(record.get("nato_member")),
        "is_donor": donor,
        "talks_started": started,
        "talks_days": (signed - started).days if started else None,
        "place": text_of(record.get("place")),
        "declared": declared,
        "event_ids": events,
        "article_ids": articles,
        "source": text_of(record.get("source_name")),
    }


def _signing_evidence(dataset: Tables) -> tuple[str, str]:
    rows = [row for row in records_of(negotiation_timeline(dataset)) if row["type"] == "signing"]
    own = [row for row in rows if not row["parties"] or dataset.donor in row["parties"]]
    return (
        joined(name for row in own for name in row["event_ids"].split()),
        joined(name for row in own for name in row["article_ids"].split()),
    )


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(SIGNATORY_COLUMNS))
    for name in ("signed", "talks_started", "declared"):
        frame[name] = pd.to_datetime(frame[name])
    for name in ("order", "days"):
        frame[name] = frame[name].astype("int64")
    frame["talks_days"] = pd.to_numeric(frame["talks_days"], errors="coerce").astype("float64")
    for name in ("nato_member", "is_donor"):
        frame[name] = frame[name].astype("bool")
    for name in ("party", "place", "event_ids", "article_ids", "source"):
        frame[name] = frame[name].astype("str")
    return frame
