"""Figures that are not from the articles, as rows to draw beside them.

They are the donor's own ladder of announced totals, and the Kiel Institute's monthly tracker.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from ukjp.reconciling.aid import Tables, Window
from ukjp.reconciling.cells import number_of, text_of
from ukjp.reconciling.rates import find_rate

BILLION = 1e9
OFFICIAL = "official total"
COMMITTED = "Kiel tracker, commitments"
ALLOCATED = "Kiel tracker, allocations"


def reference_rows(dataset: Tables, currency: str, window: Window) -> list[dict[str, Any]]:
    """Return rows of role "reference" for the donor and recipient asked for, within the window.

    Tables are found by the donor's name (`japan_support_totals`, `kiel_japan_monthly`) and are
    about aid to Ukraine; for other pairs there are none, and the result is empty.
    """
    if dataset.recipient != "Ukraine":
        return []
    donor = dataset.donor.lower().replace(" ", "_")
    rows = _official(dataset.reference.get(f"{donor}_support_totals"), currency)
    rows += _tracker(dataset.reference.get(f"kiel_{donor}_monthly"), currency)
    return [row for row in rows if window.touches(row["date_earliest"], row["date_latest"])]


def _row(
    series: str, value: float | None, currency: str, earliest: dt.date, latest: dt.date, source: str
) -> dict[str, Any]:
    return {
        "role": "reference", "series": series, "value": value, "low": value, "high": value,
        "currency": currency, "stated_value": value, "stated_currency": currency,
        "qualifier": "exact", "date_earliest": earliest, "date_latest": latest, "source": source,
        "reason": "not from the articles",
    }  # fmt: skip


def _official(totals: pd.DataFrame | None, currency: str) -> list[dict[str, Any]]:
    if totals is None:
        return []
    rows = []
    for record in totals.to_dict("records"):
        wanted = {"concept": "announced", "view": "donor", "covers": "all"}
        if any(text_of(record.get(name)) != value for name, value in wanted.items()):
            continue
        earliest, latest = _bounds(text_of(record["as_of"]))
        amount = _converted(
            number_of(record["amount"]), text_of(record["currency"]), currency, latest
        )
        row = _row(OFFICIAL, amount, currency, earliest, latest, text_of(record["source_name"]))
        rows.append(row | {"qualifier": text_of(record.get("qualifier")) or "exact"})
    return rows


def _tracker(months: pd.DataFrame | None, currency: str) -> list[dict[str, Any]]:
    if months is None:
        return []
    columns = {
        COMMITTED: ("cum_commitments_eur_bn", "cum_commitments_usd_bn_at_month_fx"),
        ALLOCATED: ("cum_alloc_total_eur_bn", "cum_alloc_total_usd_bn_at_month_fx"),
    }
    rows = []
    for record in months.to_dict("records"):
        _, latest = _bounds(text_of(record["month"]))
        for series, (euros, dollars) in columns.items():
            billions = number_of(record[dollars if currency == "USD" else euros])
            amount = None if billions is None else billions * BILLION
            if currency not in {"USD", "EUR"}:
                amount = _converted(amount, "EUR", currency, latest)
            source = text_of(record["source_name"])
            rows.append(_row(series, amount, currency, latest, latest, source))
    return rows


def _converted(amount: float | None, source: str, target: str, day: dt.date) -> float | None:
    if amount is None or source == target:
        return amount
    rate = find_rate(source, day, target)
    return amount * rate.usd if rate else None


def _bounds(day: str) -> tuple[dt.date, dt.date]:
    """Return first and last day of an ISO day, month or year."""
    period = pd.Period(day, freq={4: "Y", 7: "M"}.get(len(day), "D"))
    return period.start_time.date(), period.end_time.date()
