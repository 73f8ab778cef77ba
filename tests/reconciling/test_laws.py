"""What holds for any articles whatever: never twice, never more than the whole, never by order."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconciling.conftest import five_articles, reconcile
from reconciling.strategies import copied, corpora

from ukjp.reading.claims import Claim, Scope
from ukjp.reconciling.checks import announced_total, check_ledger
from ukjp.reconciling.ledger import LedgerRow
from ukjp.reconciling.reference import read_reference, reference_facts
from ukjp.tables import frame_of
from ukjp.vocabulary import RELATIONS, VERDICTS

Corpus = list[list[Claim]]


def flat(corpus: Corpus) -> list[Claim]:
    return list(chain.from_iterable(corpus))


def total(rows: list[LedgerRow]) -> dict[str, float]:
    """The sum of what counts, by currency."""
    sums: dict[str, float] = defaultdict(float)
    for row in rows:
        if row.counts_in_total:
            sums[row.currency] += row.amount_low
    return {code: round(amount, 2) for code, amount in sums.items()}


@given(corpora())
def test_every_figure_in_scope_stands_in_exactly_one_row(corpus: Corpus) -> None:
    claims = flat(corpus)
    _, rows = reconcile(claims)
    wanted = sorted(c.claim_id for c in claims if c.in_scope and c.kind != "other")
    assert sorted(chain.from_iterable(row.claims for row in rows)) == wanted


@given(corpora())
def test_components_never_exceed_their_parent(corpus: Corpus) -> None:
    _, rows = reconcile(flat(corpus))
    by_id = {row.ledger_id: row for row in rows}
    taken: dict[str, float] = defaultdict(float)
    for row in rows:
        if row.part_of is not None and by_id[row.part_of].currency == row.currency:
            taken[row.part_of] += row.amount_low
    for name, amount in taken.items():
        high = by_id[name].amount_high
        assert high is None or amount <= high * (1 + 1e-6)


@given(corpora())
def test_only_distinct_commitments_count(corpus: Corpus) -> None:
    _, rows = reconcile(flat(corpus))
    for row in rows:
        assert row.why.endswith(".")
        if row.counts_in_total:
            assert (row.kind, row.part_of, row.restates) == ("commitment", None, None)


@given(corpora())
def test_rows_lead_on_to_rows_and_never_in_a_circle(corpus: Corpus) -> None:
    _, rows = reconcile(flat(corpus))
    for name in ("part_of", "restates"):
        above = {row.ledger_id: getattr(row, name) for row in rows}
        for start in above:
            seen, at = set(), start
            while at is not None:
                assert at in above
                assert at not in seen
                seen.add(at)
                at = above[at]


@given(corpora())
def test_links_join_claims_that_exist_and_say_why(corpus: Corpus) -> None:
    claims = flat(corpus)
    links, _ = reconcile(claims)
    names = {c.claim_id for c in claims}
    assert len({link[:3] for link in links}) == len(links)
    for link in links:
        assert {link.from_claim, link.to_claim} <= names
        assert link.from_claim != link.to_claim
        assert link.relation in RELATIONS
        assert link.verdict in VERDICTS
        assert link.reason.endswith(".")
        assert "\n" not in link.reason


@given(corpora(), st.randoms())
def test_the_order_of_the_articles_changes_nothing(corpus: Corpus, random: st.DataObject) -> None:
    claims = flat(corpus)
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert reconcile(shuffled) == reconcile(claims)


@settings(max_examples=150)
@given(corpora(most=3), st.data())
def test_doubling_an_article_changes_no_total(corpus: Corpus, data: st.DataObject) -> None:
    again = data.draw(st.sampled_from(corpus))
    name = data.draw(st.sampled_from(("A", "a00", "zz")))
    _, before = reconcile(flat(corpus))
    _, after = reconcile([*flat(corpus), *copied(again, name)])
    assert total(after) == total(before)


@given(corpora(most=4))
def test_adding_an_article_removes_nothing(corpus: Corpus) -> None:
    first = flat(corpus[:-1])
    _, before = reconcile(first)
    _, after = reconcile(flat(corpus))
    told = set(chain.from_iterable(row.claims for row in after))
    assert set(chain.from_iterable(row.claims for row in before)) <= told


@pytest.mark.parametrize("article", ["000", "001", "002", "003", "004"])
def test_doubling_one_of_the_five_changes_nothing(article: str) -> None:
    claims = five_articles()
    _, before = reconcile(claims)
    copy = copied([c for c in claims if c.article_id == article], "copy")
    _, after = reconcile([*claims, *copy])
    assert total(after) == total(before) == {"USD": 4.5e9}
    assert len(after) == len(before)


@pytest.mark.parametrize("amount", [0.0, -4.5e9, 1e-9, 1e40, float("inf")])
@pytest.mark.parametrize("day", [None, date.min, date.max, date(2023, 12, 6)])
def test_odd_amounts_and_days_break_nothing(amount: float, day: date | None) -> None:
    claims = [
        c._replace(amount=amount, as_of_earliest=day, as_of_latest=day) for c in five_articles()
    ]
    known = reference_facts(read_reference(), Scope(), day)
    _, rows = reconcile(claims, known)
    assert sum(len(row.claims) for row in rows) == sum(c.in_scope for c in claims)
    table = frame_of("ledger", rows)
    announced_total(table)
    assert not check_ledger(table).empty
