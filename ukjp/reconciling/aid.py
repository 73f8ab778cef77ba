"""From the ledger to a table that is ready to draw: one row for each mark of the aid chart.

What a mark is (`role`) follows from the ledger and is decided here, once, for every chart, slide
and sentence:

level        a total so far, as stated on a day; levels replace each other and are never added
increment    a pledge that counts in the total
uncounted    a pledge that does not, and says why
component    part of another amount (`parent`); never added beside it
restatement  a pledge named again (`parent` is the pledge); adds nothing
receipt      money that moved; shown apart from what was announced
reference    a figure that is not from the articles, only on request
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

import pandas as pd

from ukjp.errors import ParameterError
from ukjp.reconciling.cells import day_of, flag_of, joined, number_of, records_of, text_of
from ukjp.reconciling.rates import check_currency, find_rate

AID_COLUMNS = (
    "role", "ledger_id", "parent", "value", "low", "high", "currency", "qualifier", "floor",
    "stated_value", "stated_low", "stated_high", "stated_currency", "fx_rate", "fx_date",
    "fx_source", "instrument", "sector", "channel", "whole", "whole_currency", "whole_channel",
    "date_earliest", "date_latest", "carried", "counts_in_total", "same_total", "verdict",
    "reason", "attributed_to", "claim_ids", "article_ids", "series", "source",
)  # fmt: skip
"""Columns of `cumulative_aid`: amounts in units of their currency, days as datetime64."""

_NUMBERS = frozenset(
    {"value", "low", "high", "stated_value", "stated_low", "stated_high", "fx_rate", "whole"}
)
_DAYS = frozenset({"date_earliest", "date_latest", "fx_date"})
_FLAGS = frozenset({"carried", "counts_in_total"})
_AT_LEAST = frozenset({"at least", "no less than", "not less than", "a minimum of", "minimum"})
ROLE_ORDER = (
    "level", "increment", "uncounted", "component", "restatement", "receipt", "reference",
)  # fmt: skip


class Tables(Protocol):
    """What is read of a dataset: its tables, its reference tables and what it is about."""

    @property
    def articles(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def claims(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def events(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def links(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def ledger(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def reference(self) -> Mapping[str, pd.DataFrame]: ...  # noqa: D102
    @property
    def donor(self) -> str: ...  # noqa: D102
    @property
    def recipient(self) -> str: ...  # noqa: D102
    @property
    def as_of(self) -> dt.date | None: ...  # noqa: D102


class Window(NamedTuple):
    """The days asked for; None is open."""

    start: dt.date | None
    end: dt.date | None

    def touches(self, earliest: dt.date | None, latest: dt.date | None) -> bool:
        """Tell whether a span (open where None) shares a day with the window."""
        too_early = self.start and latest and latest < self.start
        too_late = self.end and earliest and earliest > self.end
        return not (too_early or too_late)


def read_window(start: dt.date | str | None, end: dt.date | str | None) -> Window:
    """Return the days asked for. Raises ParameterError for no day, or a start after its end."""
    window = Window(_read_day("start", start), _read_day("end", end))
    if window.start and window.end and window.start > window.end:
        raise ParameterError(f"start {window.start} lies after end {window.end}")
    return window


def _read_day(name: str, value: dt.date | str | None) -> dt.date | None:
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ParameterError(f"{name} {value!r} is no day; write it like 2024-06-13") from None


def cumulative_aid(
    dataset: Tables,
    start: dt.date | str | None = None,
    end: dt.date | str | None = None,
    currency: str = "USD",
    *,
    show_reference: bool = False,
) -> pd.DataFrame:
    """Return one row for each mark of the aid chart, in the order of days (`AID_COLUMNS`).

    Amounts are in `currency`; where an amount was stated in another one it is converted at the
    European Central Bank's rate of its day (`fx_rate`, `fx_date`), and left without a value where
    there is no rate. What is the same money is converted at the same rate: parts and restatements
    at their pledge's, figures for one total at the earliest one's, so that a moving exchange rate
    never looks like aid. `start` and `end` are days; with a `start`, the last total stated before
    it stays in (`carried`).

    Raises ParameterError for an unknown currency or a start after its end.

    Shape: a row for each mark, 34 columns; `role` says level, increment, component, … .
    Units: `value`, `low`, `high` are whole units of `currency`; `stated_…` as the article says it.
    Source: `dataset.ledger` and its claims; with `show_reference` also data/reference.

    >>> import ukjp
    >>> table = ukjp.cumulative_aid(ukjp.load())
    >>> table.loc[table["role"] == "level", "value"].max()
    np.float64(12100000000.0)
    """
    window = read_window(start, end)
    wanted = check_currency(currency)
    rows = sorted((_read_row(row) for row in records_of(dataset.ledger)), key=_row_order)
    _add_evidence(rows, dataset)
    _group_totals(rows, dataset.links)
    _convert_rows(rows, wanted)
    rows = _within(rows, window)
    if show_reference:
        from ukjp.reconciling.reference_series import reference_rows

        rows += reference_rows(dataset, wanted, _span(rows, window, dataset.as_of))
    return aid_frame(rows)


def aid_frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return rows as a table with all of `AID_COLUMNS` and their types."""
    frame = pd.DataFrame([dict(row) for row in rows], columns=list(AID_COLUMNS))
    for name in AID_COLUMNS:
        if name in _NUMBERS:
            frame[name] = pd.to_numeric(frame[name], errors="coerce").astype("float64")
        elif name in _DAYS:
            frame[name] = pd.to_datetime(frame[name])
        elif name in _FLAGS:
            frame[name] = frame[name].map(flag_of).astype("bool")
        else:
            frame[name] = frame[name].map(text_of).astype("str")
    return frame


def _read_row(record: Mapping[str, Any]) -> dict[str, Any]:
    low, high = number_of(record.get("amount_low")), number_of(record.get("amount_high"))
    qualifier = text_of(record.get("qualifier")) or "exact"
    return {
        "role": _role(record),
        "ledger_id": text_of(record.get("ledger_id")),
        "parent": text_of(record.get("restates")) or text_of(record.get("part_of")),
        "stated_low": low,
        "stated_high": high,
        "stated_value": stated_value(low, high, qualifier),
        "stated_currency": text_of(record.get("currency")),
        "fx_rate": number_of(record.get("fx_rate")),
        "fx_date": day_of(record.get("fx_date")),
        "fx_source": text_of(record.get("fx_source")),
        "qualifier": qualifier,
        "instrument": text_of(record.get("instrument")),
        "sector": text_of(record.get("sector")),
        "channel": text_of(record.get("channel")),
        "date_earliest": day_of(record.get("date_earliest")),
        "date_latest": day_of(record.get("date_latest")),
        "counts_in_total": flag_of(record.get("counts_in_total")),
        "reason": text_of(record.get("why")),
        "claim_ids": text_of(record.get("claims")),
        "carried": False,
    }


def stated_value(low: float | None, high: float | None, qualifier: str) -> float | None:
    """Return the figure that was said: the bound that is known, or the upper end of a range."""
    if qualifier in {"nearly", "up_to", "range"}:
        return high if high is not None else low
    return low if low is not None else high


def _role(record: Mapping[str, Any]) -> str:
    kind = text_of(record.get("kind"))
    if text_of(record.get("restates")):
        return "restatement"
    if kind == "cumulative_total":
        return "level"
    if kind == "disbursement":
        return "receipt"
    if kind == "component" or text_of(record.get("part_of")):
        return "component"
    return "increment" if flag_of(record.get("counts_in_total")) else "uncounted"


def _row_order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    latest = row["date_latest"] or row["date_earliest"] or dt.date.max
    return (
        latest,
        row["date_earliest"] or dt.date.min,
        ROLE_ORDER.index(row["role"]),
        -(row["stated_value"] or 0),
        row["ledger_id"],
    )


def _add_evidence(rows: list[dict[str, Any]], dataset: Tables) -> None:
    """Add from claims and links: articles, speakers, the programme paid into, the verdict."""
    claims = {text_of(row["claim_id"]): row for row in records_of(dataset.claims)}
    counted = {claim for row in rows for claim in row["claim_ids"].split()}
    verdicts = {
        (text_of(link["from_claim"]), text_of(link["to_claim"])): text_of(link["verdict"])
        for link in records_of(dataset.links)
        if text_of(link["relation"]) == "restates"
    }
    by_id = {row["ledger_id"]: row for row in rows}
    for row in rows:
        own = [claims[name] for name in row["claim_ids"].split() if name in claims]
        row["article_ids"] = joined(text_of(claim["article_id"]) for claim in own)
        row["floor"] = _floor_words(text_of(claim.get("qualifier_text")) for claim in own)
        row["attributed_to"] = joined((text_of(c.get("attributed_to")) for c in own), "; ")
        if row["role"] == "restatement":
            row["verdict"] = _verdict(row, by_id.get(row["parent"]), verdicts)
        for claim in own:
            whole = claims.get(text_of(claim.get("part_of")))
            if whole is not None and text_of(whole["claim_id"]) not in counted:
                row["whole"] = number_of(whole["amount"])
                row["whole_currency"] = text_of(whole["currency"])
                row["whole_channel"] = text_of(whole.get("channel"))


def _floor_words(wordings: Iterable[str]) -> str:
    """Return how a lower bound was worded: "at least" only where no claim says more than that."""
    said = {" ".join(words.lower().split()) for words in wordings if words}
    return "at least" if said and said <= _AT_LEAST else "more than"


def _verdict(
    row: Mapping[str, Any],
    parent: Mapping[str, Any] | None,
    verdicts: Mapping[tuple[str, str], str],
) -> str:
    wholes = parent["claim_ids"].split() if parent else []
    found = {verdicts.get((one, two)) for one in row["claim_ids"].split() for two in wholes}
    return "same" if "same" in found else "undecided" if "undecided" in found else "same"


def _group_totals(rows: list[dict[str, Any]], links: pd.DataFrame) -> None:
    """Mark the levels that state one and the same total, more or less exactly (`same_total`).

    A link says so, or the figures do: "more than 12 billion" and "12.1 billion" differ by less
    than the rounding of the first. The value is the ledger_id of the group's first row.
    """
    linked = {
        frozenset((text_of(link["from_claim"]), text_of(link["to_claim"])))
        for link in records_of(links)
        if text_of(link["relation"]) == "same_total" and text_of(link["verdict"]) == "same"
    }
    heads: list[list[dict[str, Any]]] = []
    for row in (row for row in rows if row["role"] == "level"):
        for group in reversed(heads):
            if all(_same_total(row, other, linked) for other in group):
                group.append(row)
                break
        else:
            heads.append([row])
    for group in heads:
        for row in group:
            row["same_total"] = group[0]["ledger_id"]


def _same_total(
    row: Mapping[str, Any], other: Mapping[str, Any], linked: set[frozenset[str]]
) -> bool:
    if any(
        frozenset((one, two)) in linked
        for one in row["claim_ids"].split()
        for two in other["claim_ids"].split()
    ):
        return True
    if row["stated_currency"] != other["stated_currency"]:
        return False
    if row["stated_value"] is None or other["stated_value"] is None:
        return False
    if row["stated_value"] == other["stated_value"]:
        return True
    looser, closer = sorted((row, other), key=lambda one: -_rounding(one["stated_value"]))
    return looser["qualifier"] in {"at_least", "about"} and (
        0 <= closer["stated_value"] - looser["stated_value"] < _rounding(looser["stated_value"])
    )


def _rounding(value: float) -> float:
    """Return the unit a stated figure is rounded to: 1bn for 7bn and 12bn, 0.1bn for 12.1bn."""
    digits = f"{value:.6e}"
    mantissa, exponent = digits.split("e")
    decimals = len(mantissa.rstrip("0").rstrip(".").partition(".")[2])
    # A lone leading 1 ("over 10 billion") is taken to one digit more than it shows.
    if decimals == 0 and mantissa.startswith("1."):
        decimals = 1
    return float(10.0 ** (int(exponent) - decimals))


def _convert_rows(rows: list[dict[str, Any]], currency: str) -> None:
    by_id = {row["ledger_id"]: row for row in rows}
    for row in rows:
        anchor = _anchor(row, by_id)
        rate, day, source = _rate(anchor, row["stated_currency"], currency)
        converted = row["stated_currency"] != currency and rate is not None
        row["currency"] = currency if rate is not None else row["stated_currency"]
        row["fx_rate"] = rate if converted else None
        row["fx_date"] = day if converted else None
        row["fx_source"] = source if converted else ""
        for name in ("value", "low", "high"):
            amount = row[f"stated_{name}"]
            row[name] = None if amount is None or rate is None else amount * rate


def _anchor(row: dict[str, Any], by_id: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the row whose day decides the rate: the pledge, whole or first total behind it."""
    seen = {row["ledger_id"]}
    while True:
        name = row["parent"] if row["role"] in {"component", "restatement"} else ""
        name = name or row.get("same_total", "")
        if not name or name in seen or name not in by_id:
            return row
        seen.add(name)
        row = by_id[name]


def _rate(
    anchor: Mapping[str, Any], stated: str, currency: str
) -> tuple[float | None, dt.date | None, str]:
    if stated == currency:
        return 1.0, None, ""
    same_currency = anchor["stated_currency"] == stated
    if currency == "USD" and same_currency and anchor["fx_rate"]:
        return anchor["fx_rate"], anchor["fx_date"], anchor["fx_source"]
    rate = find_rate(stated, anchor["date_latest"] or anchor["date_earliest"], currency)
    return (rate.usd, rate.day, rate.source) if rate else (None, None, "")


def _within(rows: list[dict[str, Any]], window: Window) -> list[dict[str, Any]]:
    kept = [row for row in rows if window.touches(row["date_earliest"], row["date_latest"])]
    before = [
        row
        for row in rows
        if row["role"] == "level"
        and window.start
        and row["date_latest"]
        and row["date_latest"] < window.start
    ]
    if before:
        last = max(before, key=lambda row: (row["date_latest"], row["stated_value"] or 0))
        kept.insert(0, {**last, "carried": True})
    return kept


def _span(rows: list[dict[str, Any]], window: Window, as_of: dt.date | None) -> Window:
    """Return the days from the first row to the day of knowledge, within the window."""
    days = [row[name] for row in rows for name in ("date_earliest", "date_latest") if row[name]]
    days += [as_of] if as_of else []
    return Window(window.start or min(days, default=None), window.end or max(days, default=None))
