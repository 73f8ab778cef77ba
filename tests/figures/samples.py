"""Datasets for figures: the five articles' facts, and generated ones of any size."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pandas as pd

from ukjp import schema
from ukjp.resources import resource_folder

_DTYPES = {"date": "datetime64[ns]", "number": "float64", "boolean": "boolean"}


@dataclass(frozen=True)
class Sample:
    """The tables of a dataset, as figures read them."""

    articles: pd.DataFrame
    claims: pd.DataFrame
    events: pd.DataFrame
    links: pd.DataFrame
    ledger: pd.DataFrame
    donor: str = "Japan"
    recipient: str = "Ukraine"
    as_of: dt.date | None = dt.date(2024, 6, 13)
    reference: dict[str, pd.DataFrame] = field(default_factory=dict)


def table(layout: schema.Table, rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(layout.column_names))
    for column in layout.columns:
        if column.type == "date":
            frame[column.name] = pd.to_datetime(frame[column.name])
        elif column.type in _DTYPES:
            frame[column.name] = frame[column.name].astype(_DTYPES[column.type])
        elif column.type != "integer":
            frame[column.name] = frame[column.name].astype("string")
    return frame


def article(name: str, earliest: str | None, latest: str | None = None, **more: object) -> dict:
    return {
        "article_id": name,
        "path": f"{name}.txt",
        "published_earliest": earliest,
        "published_latest": latest or earliest,
        "published_basis": "date_line" if latest is None else "bounded",
        "language": "en",
        "chars": 2000,
        "body_chars": 2000,
    } | more


def claim(article_id: str, start: int, amount: float, kind: str, **more: object) -> dict:
    return {
        "claim_id": f"{article_id}-{start}",
        "article_id": article_id,
        "start": start,
        "end": start + 10,
        "quote": f"${amount:,.0f}",
        "sentence": f"Something about ${amount:,.0f}.",
        "amount": amount,
        "currency": "USD",
        "qualifier": "exact",
        "kind": kind,
        "in_scope": True,
        "donor": "Japan",
        "recipient": "Ukraine",
        "rule": "typed by hand",
    } | more


def entry(
    ledger_id: str, kind: str, amount: float, day: str | None, claims: str, **more: object
) -> dict:
    return {
        "ledger_id": ledger_id,
        "kind": kind,
        "amount_low": amount,
        "amount_high": amount,
        "currency": "USD",
        "amount_usd_low": amount,
        "amount_usd_high": amount,
        "qualifier": "exact",
        "date_earliest": day,
        "date_latest": day,
        "claims": claims,
        "counts_in_total": False,
        "why": "typed by hand",
        "decided_by": "rule",
    } | more


def event(article_id: str, start: int, kind: str, what: str, day: str, **more: object) -> dict:
    first, last = day, day
    if 0 < len(day) < len("2024-06-13"):
        period = pd.Period(day)
        first, last = str(period.start_time.date()), str(period.end_time.date())
    return {
        "event_id": f"{article_id}-e{start}",
        "article_id": article_id,
        "start": start,
        "end": start + 20,
        "quote": what,
        "date": day,
        "date_earliest": first,
        "date_latest": last,
        "date_basis": "written",
        "type": kind,
        "status": "occurred",
        "what": what,
        "parties": "Ukraine; Japan",
    } | more


def reference_tables() -> dict[str, pd.DataFrame]:
    folder = resource_folder("data/reference")
    return {path.stem: pd.read_csv(path) for path in sorted(folder.glob("*.csv"))}


def sample(
    *,
    articles: list[dict] = [],  # noqa: B006 - never changed
    claims: list[dict] = [],  # noqa: B006
    events: list[dict] = [],  # noqa: B006
    links: list[dict] = [],  # noqa: B006
    ledger: list[dict] = [],  # noqa: B006
    **more: object,
) -> Sample:
    return Sample(
        table(schema.ARTICLES, articles),
        table(schema.CLAIMS, claims),
        table(schema.EVENTS, events),
        table(schema.LINKS, links),
        table(schema.LEDGER, ledger),
        **more,  # type: ignore[arg-type]
    )


A0, A1, A2, A3, A4 = (
    "000_cbeb73633f10d832", "001_e771c5d0828bcf05", "002_5d1a9a8cff646aa9",
    "003_8b1f115c4d90c759", "004_736a7f1d69cb5549",
)  # fmt: skip


def five_articles(**more: object) -> Sample:
    """The facts of the five articles: two lower bounds, a bounded total, a pledge named twice."""
    war = "full-scale invasion begins"
    return sample(
        articles=[
            article(A0, "2024-04-03"),
            article(A1, "2023-12-08"),
            article(A2, "2023-10-07", outlet="The Kyiv Independent"),
            article(A3, "2024-02-24", "2024-06-13"),
            article(A4, "2024-06-13", "2024-06-15", outlet="Anadolu"),
        ],
        claims=[
            claim(A0, 410, 12e9, "cumulative_total", qualifier="at_least",
                  qualifier_text="exceeding", attributed_to="Volodymyr Zelensky"),
            claim(A0, 1152, 1.5e9, "other", in_scope=False, channel="World Bank",
                  excluded_because="programme_total"),
            claim(A0, 1223, 984e6, "disbursement", part_of=f"{A0}-1152", channel="World Bank"),
            claim(A1, 529, 4.5e9, "commitment"),
            claim(A1, 927, 1e9, "component", part_of=f"{A1}-529", sector="humanitarian"),
            claim(A1, 1258, 3.5e9, "component", part_of=f"{A1}-529", instrument="guarantee"),
            claim(A1, 1742, 7e9, "cumulative_total", qualifier="at_least", qualifier_text="over"),
            claim(A2, 2653, 1.1e9, "other", in_scope=False, excluded_because="page_furniture"),
            claim(A3, 1216, 12.1e9, "cumulative_total"),
            claim(A4, 166, 4.5e9, "commitment"),
            claim(A4, 829, 4.5e9, "commitment"),
        ],
        events=[
            event(A0, 81, "call", "phone call between the leaders", "2024-04-03"),
            event(A0, 646, "conference", "conference on reconstruction", "2024-02-19",
                  place="Tokyo", date_basis="reference"),
            event(A0, 1483, "other", war, "2022-02"),
            event(A0, 154, "other", "statement on Telegram", "2024-04-03"),
            event(A1, 870, "pledge", "pledge at the G7 summit", "2023-12-06"),
            event(A1, 903, "summit", "G7 summit", "2023-12-06", parties="G7"),
            event(A1, 2035, "other", "statement by the ambassador", "2023-12-07"),
            event(A2, 422, "negotiation_round", "first round of talks", "2023-10-07",
                  place="Kyiv"),
            event(A2, 541, "other", "statement by the president's office", "2023-10-07"),
            event(A2, 999, "declaration", "G7 joint declaration", "2023-07", parties="G7; Ukraine",
                  date_earliest="2023-07-12", date_latest="2023-07-12", place="Vilnius"),
            event(A2, 1010, "summit", "NATO summit in Vilnius", "2023-07", parties="NATO",
                  date_earliest="2023-07-11", date_latest="2023-07-12"),
            event(A2, 1383, "other", "statement by Zelensky", "2023-08"),
            event(A2, 1820, "meeting", "meeting on agriculture", "2023-10"),
            event(A3, 461, "negotiation_progress", "talks at an advanced stage", "",
                  date="", date_basis="bounded", date_earliest="2024-02-24",
                  date_latest="2024-06-13"),
            event(A3, 1668, "summit", "peace summit", "2024-06-15", status="planned",
                  date_latest="2024-06-16", place="Switzerland", parties=""),
            event(A3, 759, "summit", "NATO summit in Washington", "2024-07-09",
                  status="planned", date_latest="2024-07-11", parties="NATO"),
            event(A3, 1269, "other", war, "2022-02"),
            event(A3, 1731, "other", "Fukushima nuclear accident", "2011"),
            event(A4, 289, "signing", "security agreement signed", "2024-06-13"),
            event(A4, 350, "summit", "50th G7 summit", "2024-06-13", place="Italy",
                  date_latest="2024-06-15", parties="G7"),
            event(A4, 803, "pledge", "pledge named in the agreement", "2024-06-13"),
            event(A4, 1881, "declaration", "declaration of support", "2023-07",
                  place="Vilnius", parties="G7; Ukraine"),
            event(A4, 1838, "summit", "NATO summit", "2023-07", place="Vilnius", parties="NATO"),
        ],
        links=[
            {"from_claim": f"{A1}-927", "to_claim": f"{A1}-529", "relation": "part_of",
             "verdict": "same", "reason": "a part of it", "decided_by": "rule"},
            {"from_claim": f"{A4}-829", "to_claim": f"{A1}-529", "relation": "restates",
             "verdict": "same", "reason": "the total did not grow", "decided_by": "rule"},
        ],
        ledger=[
            entry("L-level-7", "cumulative_total", 7e9, "2023-12-08", f"{A1}-1742",
                  amount_high=None, amount_usd_high=None, qualifier="at_least"),
            entry("L-level-12", "cumulative_total", 12e9, "2024-04-03", f"{A0}-410",
                  amount_high=None, amount_usd_high=None, qualifier="at_least"),
            entry("L-level-12.1", "cumulative_total", 12.1e9, "2024-02-24", f"{A3}-1216",
                  date_latest="2024-06-13"),
            entry("L-pledge", "commitment", 4.5e9, "2023-12-06", f"{A1}-529",
                  counts_in_total=True),
            entry("L-part-1", "component", 1e9, "2023-12-06", f"{A1}-927", part_of="L-pledge",
                  sector="humanitarian"),
            entry("L-part-3.5", "component", 3.5e9, "2023-12-06", f"{A1}-1258",
                  part_of="L-pledge", instrument="guarantee"),
            entry("L-again", "commitment", 4.5e9, "2024-06-13", f"{A4}-166 {A4}-829",
                  restates="L-pledge"),
            entry("L-receipt", "disbursement", 984e6, "2024-04-03", f"{A0}-1223",
                  channel="World Bank", sector="budget"),
        ],
        reference=reference_tables(),
        **more,
    )  # fmt: skip
