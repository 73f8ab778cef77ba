"""What the articles say, what the donor's ministry says, and what the tracker says, side by side.

They count different things. The ministry's ladder is what was announced, guarantees at full value;
the tracker's commitments are what it could trace, its allocations what was set aside for delivery;
articles name any of them. So a difference is told with the concepts behind it, not as an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ukjp.reading.claims import Scope
from ukjp.reconciling.amounts import amounts_equal, tell_amount, tell_bound
from ukjp.reconciling.cells import day_of, flag_of, number_of, records_of, text_of
from ukjp.reconciling.reference import Facts, reference_facts

if TYPE_CHECKING:
    import pandas as pd

    from ukjp.reconciling.series import Tables

COMPARISON_COLUMNS = (
    "concept", "day", "articles", "articles_usd", "ministry", "ministry_usd", "ministry_day",
    "tracker", "commitments_usd", "allocations_usd", "tracker_month", "difference", "ledger_id",
)  # fmt: skip
"""Columns of `compare_with_reference`: amounts in US dollars, and each party's figure in words."""

_NUMBERS = ("articles_usd", "ministry_usd", "commitments_usd", "allocations_usd")
_DAYS = ("day", "ministry_day")
_LIKE = 0.03


def compare_with_reference(dataset: Tables) -> pd.DataFrame:
    """Return one row for each total, pledge and payment of the ledger, beside the reference.

    The ministry's figure is its last one up to the row's day (for a pledge: by how much its total
    grew), the tracker's the one of that month, from its latest release. Empty where there is no
    reference for the donor and recipient. They are facts beside the articles, never claims.
    """
    import pandas as pd

    facts = reference_facts(dataset.reference, Scope(dataset.donor, dataset.recipient), None)
    allocations = _allocations(dataset)
    rows = list(_compared(dataset, facts, allocations)) if facts.levels or facts.months else []
    frame = pd.DataFrame(rows, columns=list(COMPARISON_COLUMNS))
    for name in COMPARISON_COLUMNS:
        if name in _NUMBERS:
            frame[name] = pd.to_numeric(frame[name]).astype("float64")
        elif name in _DAYS:
            frame[name] = pd.to_datetime(frame[name])
        else:
            frame[name] = frame[name].map(text_of).astype("str")
    return frame


def _allocations(dataset: Tables) -> dict[str, float]:
    table = dataset.reference.get(f"kiel_{dataset.donor.lower().replace(' ', '_')}_monthly")
    found = {}
    for row in [] if table is None else records_of(table):
        amount = number_of(row["cum_alloc_total_usd_bn_at_month_fx"])
        if amount is not None:
            found[text_of(row["month"])] = amount * 1e9
    return found


def _compared(
    dataset: Tables, facts: Facts, allocations: dict[str, float]
) -> Iterator[dict[str, Any]]:
    for record in records_of(dataset.ledger):
        usd, day = number_of(record["amount_usd_low"]), day_of(record["date_latest"])
        if usd is None or day is None:
            continue
        kind = text_of(record["kind"])
        if kind == "cumulative_total":
            yield _total_row(record, usd, day, facts, allocations)
        elif flag_of(record["counts_in_total"]):
            yield _pledge_row(record, usd, day, facts)
        elif kind == "disbursement" and not text_of(record["restates"]):
            yield _payment_row(record, usd, day, allocations)


def _base(record: dict[str, Any], usd: float, day: date, concept: str) -> dict[str, Any]:
    told = tell_bound(
        number_of(record["amount_low"]) or 0.0,
        number_of(record["amount_high"]),
        text_of(record["currency"]),
        text_of(record["qualifier"]),
    )
    return {
        "concept": concept,
        "day": day,
        "articles": told,
        "articles_usd": usd,
        "tracker_month": day.isoformat()[:7],
        "ledger_id": record["ledger_id"],
    }


def _total_row(
    record: dict[str, Any], usd: float, day: date, facts: Facts, allocations: dict[str, float]
) -> dict[str, Any]:
    row = _base(record, usd, day, "announced total")
    official, month = facts.latest_level(day), row["tracker_month"]
    if official is not None:
        row |= {
            "ministry": f"{tell_amount(official.low, official.currency)} ({official.source})",
            "ministry_usd": official.low,
            "ministry_day": official.day,
        }
    committed, allocated = facts.months.get(month), allocations.get(month)
    if committed is not None and allocated is not None:
        row |= {
            "tracker": f"{_usd(committed)} committed, {_usd(allocated)} allocated",
            "commitments_usd": committed,
            "allocations_usd": allocated,
        }
    bound = text_of(record["qualifier"]) == "at_least"
    row["difference"] = _total_difference(usd, official.low if official else None, allocated, bound)
    return row


def _usd(amount: float) -> str:
    return tell_amount(amount, "USD")


def _total_difference(
    articles: float, official: float | None, allocated: float | None, bound: bool
) -> str:
    words = []
    if official is None:
        words.append("the ministry had named no total by then")
    elif amounts_equal(articles, official, _LIKE):
        words.append("the articles repeat the ministry's announced total")
    elif bound and articles < official:
        words.append(
            f"the articles' lower bound is {_usd(official - articles)} below the ministry's total"
        )
    else:
        more = "more" if articles > official else "less"
        words.append(f"{_usd(abs(articles - official))} {more} than the ministry had announced")
    if allocated is not None and not amounts_equal(articles, allocated, _LIKE):
        less = "less" if allocated < articles else "more"
        words.append(
            f"the tracker finds {_usd(abs(articles - allocated))} {less} set aside for delivery: "
            "an announcement is no allocation"
        )
    return _sentence(words)


def _pledge_row(record: dict[str, Any], usd: float, day: date, facts: Facts) -> dict[str, Any]:
    row = _base(record, usd, day, "new pledge")
    around = facts.levels_around(date.min, day, day)
    words = []
    if around is not None:
        before, after = around
        grown = after.low - before.low
        row |= {
            "ministry": f"{_usd(before.low)} on {before.day}, {_usd(after.low)} on {after.day}",
            "ministry_usd": grown,
            "ministry_day": after.day,
        }
        words.append(
            "the ministry's total grew by as much"
            if amounts_equal(grown, usd, _LIKE)
            else f"the ministry's total grew by {_usd(grown)}"
        )
    booked = facts.booked_in(day)
    if booked is not None:
        row |= {
            "tracker": f"{_usd(booked)} of new commitments that month",
            "commitments_usd": booked,
        }
        alike = amounts_equal(booked, usd, 0.1)
        words.append(
            "the tracker books it as a commitment"
            if alike
            else f"the tracker books {_usd(booked)}: it counts what it can trace"
        )
    row["difference"] = _sentence(words)
    return row


def _payment_row(
    record: dict[str, Any], usd: float, day: date, allocations: dict[str, float]
) -> dict[str, Any]:
    row = _base(record, usd, day, "payment")
    allocated = allocations.get(row["tracker_month"])
    words = ["the ministry's totals are announcements and name no payments"]
    if allocated is not None:
        row |= {"tracker": f"{_usd(allocated)} allocated so far", "allocations_usd": allocated}
        words.append("the tracker's allocations are what was set aside, paid or not")
    row["difference"] = _sentence(words)
    return row


def _sentence(parts: list[str]) -> str:
    joined = "; ".join(parts)
    return f"{joined[:1].upper()}{joined[1:]}." if joined else ""
