"""Figures whose meaning is known from elsewhere: equal amounts, other money, and the reverse."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from reconciling.conftest import Articles, counted, five_articles, reconcile, verdict_between

from ukjp.reading.claims import Scope
from ukjp.reconciling.ledger import LedgerRow
from ukjp.reconciling.reference import Facts, read_reference, reference_facts

TRAPS = Path(__file__).parents[1] / "gold" / "traps"
LOAN, GRANT, GUARANTEE = (
    {"instrument": "loan"},
    {"instrument": "grant"},
    {"instrument": "guarantee"},
)


def known_on(day: str) -> Facts:
    return reference_facts(read_reference(), Scope(), date.fromisoformat(day))


def read_traps(name: str) -> list[dict[str, str]]:
    with (TRAPS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_trap_of_the_table_is_tried() -> None:
    tried = {
        "bilateral grant announced in Kyiv", "World Bank URTF grant", "Kiel grant allocation",
        "DPL fully guaranteed by Japan", "DPL: Japan 984 + UK 516", "pledge", "Accord",
        "received, Shmyhal", "Kiel commitment", "105 / 104 / 100 USDm",
        '3.3 / "more than 3" / 3 USDbn', "1.2 v 1.7 USDbn headlines; parts sum 1.672",
    }  # fmt: skip
    assert {row["occurrence"] for row in read_traps("same_amount_traps.csv")} == tried


@pytest.mark.parametrize("facts", [Facts(), known_on("2024-03-31")], ids=["bare", "reference"])
def test_the_bilateral_grant_is_not_the_trust_funds(articles: Articles, facts: Facts) -> None:
    bilateral = articles.say(
        "a", "Kishida announced a new grant of about [$470 million].", "470m USD", "2023-03-21",
        qualifier="about", **GRANT,
    )  # fmt: skip
    fund = articles.say(
        "b", "The World Bank gets a [$471 million] grant from Japan.", "471m USD", "2023-04-22",
        channel="World Bank", **GRANT,
    )  # fmt: skip
    later = articles.say(
        "c", "A grant of [$470 million] was allocated.", "470m USD", "2024-01", **GRANT
    )
    links, rows = reconcile(articles.claims, facts)
    assert verdict_between(links, fund, bilateral) != "same"
    assert verdict_between(links, later, bilateral) != "same"
    assert counted(rows) == 941


def test_one_guaranteed_loan_is_not_the_next(articles: Articles) -> None:
    first = articles.say(
        "a", "Ukraine received [$1.5 billion], guaranteed by Japan.", "1.5bn USD", "2023-07-27",
        "disbursement", **GUARANTEE,
    )  # fmt: skip
    second = articles.say(
        "b", "Ukraine received [$1.5 billion] from Japan and Britain.", "1.5bn USD", "2024-03-29",
        "disbursement",
    )  # fmt: skip
    links, rows = reconcile(articles.claims, known_on("2024-04-03"))
    assert verdict_between(links, second, first) == "different"
    assert counted(rows) == 0


def test_slices_of_a_pledge_are_not_added_to_it(articles: Articles) -> None:
    """The reference table knows that the guarantees are slices of what was pledged in February."""
    pledge = articles.say("a", "Kishida pledged [$5.5 billion].", "5.5bn USD", "2023-02-20")
    loan = articles.say(
        "b",
        "A World Bank loan of [$1.5 billion] was approved.",
        "1.5bn USD",
        "2023-06-29",
        **GUARANTEE,
    )
    paid = articles.say(
        "c", "Kyiv received the [$984 million].", "984m USD", "2024-03-29", "disbursement"
    )
    links, rows = reconcile(articles.claims, known_on("2024-04-03"))
    assert verdict_between(links, loan, pledge, "part_of") == "same"
    assert verdict_between(links, paid, pledge, "draws_on") == "same"
    assert counted(rows) == 5500
    bare_links, bare_rows = reconcile(articles.claims)
    assert verdict_between(bare_links, loan, pledge, "part_of") is None
    assert counted(bare_rows) == 7000


def test_the_accord_restates_the_pledge(articles: Articles) -> None:
    pledge = articles.say("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06")
    accord = articles.say("b", "Japan will provide [$4.5 billion].", "4.5bn USD", "2024-06-13")
    links, rows = reconcile(articles.claims, known_on("2024-06-15"))
    (link,) = links
    assert verdict_between(links, accord, pledge) == "same"
    assert "JP-PLEDGE-2023-12" in link.reason
    assert "12.1bn" in link.reason
    assert counted(rows) == 4500


def test_what_became_known_later_is_not_used(articles: Articles) -> None:
    """On the day before the table's next row, nothing says that the total stayed the same."""
    articles.say("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06")
    articles.say("b", "Japan will provide [$4.5 billion].", "4.5bn USD", "2024-05-20")
    (before,), _ = reconcile(articles.claims, known_on("2024-05-21"))
    (after,), _ = reconcile(articles.claims, known_on("2024-07-01"))
    assert (before.verdict, after.verdict) == ("undecided", "same")


def test_euros_received_are_no_dollars_pledged(articles: Articles) -> None:
    articles.say("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06")
    articles.say(
        "b", "Kyiv has received over [4.5 billion euros].", "4.5bn EUR", "2024-02-02",
        "cumulative_total", qualifier="at_least",
    )  # fmt: skip
    links, rows = reconcile(articles.claims, known_on("2024-06-15"))
    assert links == []
    assert counted(rows) == 4500


def test_an_equal_pledge_two_years_later_is_new(articles: Articles) -> None:
    first = articles.say("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06")
    second = articles.say("b", "Japan pledged [$4.5 billion].", "4.5bn USD", "2025-12-19")
    articles.claims[1] = second = second._replace(sentence="Tokyo promised $4.5 billion for 2026.")
    known, _ = reconcile(articles.claims, known_on("2026-06-01"))
    unknown, rows = reconcile(articles.claims)
    assert verdict_between(known, second, first) == "different"
    assert "Kiel tracker" in known[0].reason
    assert verdict_between(unknown, second, first) == "undecided"
    assert counted(rows) == 4500


def test_one_loan_in_yen_is_one_loan_however_many_dollars(articles: Articles) -> None:
    announced = articles.say(
        "a",
        "Japan will lend about [$3.3 billion].",
        "3.3bn USD",
        "2024-07-19",
        qualifier="about",
        **LOAN,
    )
    decided = articles.say(
        "b",
        "Japan lends [471.9 billion yen] (more than $3 billion).",
        "471.9bn JPY",
        "2024-10-28",
        **LOAN,
    )
    articles.say(
        "b", "Japan lends 471.9 billion yen (more than [$3 billion]).", "3bn USD", "2024-10-28",
        conversion_of=decided.claim_id, qualifier="at_least", **LOAN,
    )  # fmt: skip
    signed = articles.say(
        "c", "The [$3 billion] loan was signed in Kyiv.", "3bn USD", "2025-06-05", **LOAN
    )
    links, rows = reconcile(articles.claims, known_on("2025-07-01"))
    assert verdict_between(links, decided, announced) == "same"
    assert verdict_between(links, signed, announced) == "same"
    assert [row.amount_low for row in rows if row.counts_in_total] == [3.3e9]


def test_two_totals_of_one_list_of_receipts_add_nothing(articles: Articles) -> None:
    for name, amount in (("a", "1.2bn"), ("b", "1.7bn")):
        articles.say(
            name,
            f"Kyiv received [${amount}] from Japan.",
            f"{amount} USD",
            "2024-12-26",
            "disbursement",
        )
    articles.say(
        "c", "Kyiv received [$1.672 billion].", "1.672bn USD", "2024-12-26", "disbursement"
    )
    links, rows = reconcile(articles.claims, known_on("2025-01-01"))
    assert counted(rows) == 0
    assert {x.verdict for x in links} <= {"undecided"}


# --- the figures of the five articles ------------------------------------------------------------

MILLION = {"USDbn": 1000, "USDm": 1}
OTHERS_MONEY = (1500, 1100)
"""The programme that several pay into, and what the page's news feed tells of the IMF."""


def explained_figures() -> list[tuple[str, float, bool]]:
    """Article, amount in millions of dollars, and whether it is to be added, as the table says."""
    found = []
    for row in read_traps("article_figures_explained.csv"):
        number, unit = row["figure"].split()[0], row["figure"].split()[-1]
        if unit in MILLION:
            added = row["add_to_total"].startswith("yes")
            found.append((row["article"], float(number) * MILLION[unit], added))
    return found


@pytest.fixture(params=["bare", "reference"])
def ledger_of_five(request: pytest.FixtureRequest) -> list[LedgerRow]:
    facts = known_on("2024-06-15") if request.param == "reference" else Facts()
    return reconcile(five_articles(), facts)[1]


@pytest.mark.parametrize(("article", "millions", "added"), explained_figures())
def test_explained_figures(
    ledger_of_five: list[LedgerRow], article: str, millions: float, added: bool
) -> None:
    rows = [
        row
        for row in ledger_of_five
        if row.amount_low == pytest.approx(millions * 1e6)
        and any(c.startswith(article) for c in row.claims)
    ]
    assert [row.counts_in_total for row in rows] == ([] if millions in OTHERS_MONEY else [added])


def test_the_ledger_of_the_five_articles(ledger_of_five: list[LedgerRow]) -> None:
    told = [(row.kind, row.amount_low / 1e6, row.qualifier) for row in ledger_of_five]
    assert sorted(told) == [
        ("commitment", 4500, "exact"),
        ("commitment", 4500, "exact"),
        ("component", 1000, "exact"),
        ("component", 3500, "exact"),
        ("cumulative_total", 7000, "at_least"),
        ("cumulative_total", 12000, "at_least"),
        ("cumulative_total", 12100, "exact"),
        ("disbursement", 984, "exact"),
    ]
    assert counted(ledger_of_five) == 4500
    pledge, restated = sorted(
        (row for row in ledger_of_five if row.kind == "commitment"),
        key=lambda r: str(r.date_latest),
    )
    parts = [row for row in ledger_of_five if row.part_of == pledge.ledger_id]
    assert {(row.amount_low / 1e6, row.instrument) for row in parts} == {
        (1000, None),
        (3500, "guarantee"),
    }
    assert (restated.restates, restated.counts_in_total) == (pledge.ledger_id, False)
    assert len(restated.claims) == 2
    assert "190 days" in restated.why
