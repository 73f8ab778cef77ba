"""A person's verdict wins, is shown as hers, and survives rebuilds and edits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reconciling.conftest import Articles, five_articles

from ukjp.reading.claims import Claim, Scope
from ukjp.reconciling.anchoring import Anchors
from ukjp.reconciling.curation import (
    Curation,
    apply_curation,
    check_row,
    curate_claims,
    curate_links,
    row_about,
    verdict_on,
)
from ukjp.reconciling.ledger import LedgerRow, build_ledger
from ukjp.reconciling.links import find_links

HERS = {"reason": "the treaty says so", "who": "Hanako", "when": "2024-07-01"}
Rows = list[Curation]


def rebuilt(claims: list[Claim], rows: Rows) -> tuple[list[Claim], list[LedgerRow], list[str]]:
    """Claims, ledger and problems of a build with these rows."""
    changed, problems = curate_claims(claims, rows, Scope())
    links, more = curate_links(find_links(changed), changed, rows)
    return changed, build_ledger(changed, links), [p.message for p in (*problems, *more)]


def by_quote(claims: list[Claim], article: str, quote: str) -> Claim:
    return next(c for c in claims if c.article_id == article and c.quote == quote)


def total(rows: list[LedgerRow]) -> float:
    return sum(row.amount_low for row in rows if row.counts_in_total) / 1e9


@pytest.fixture
def claims() -> list[Claim]:
    return five_articles()


def test_a_verdict_on_a_link_wins(claims: list[Claim]) -> None:
    pledge, accord = by_quote(claims, "001", "$4.5 billion"), by_quote(claims, "004", "$4.5B")
    for verdict, billions in (("same", 4.5), ("different", 9.0), ("undecided", 4.5)):
        row = verdict_on(accord, pledge, "restates", verdict, **HERS)
        changed, rows, problems = rebuilt(claims, [row])
        assert problems == []
        assert total(rows) == billions
        links, _ = curate_links(find_links(changed), changed, [row])
        (link,) = [x for x in links if x.by_curator]
        assert (link.verdict, link.from_claim) == (verdict, accord.claim_id)
        assert link.reason == "curator: the treaty says so (Hanako, 2024-07-01)"
        (hers,) = [r for r in rows if accord.claim_id in r.claims]
        assert hers.decided_by == "curator"
        assert ("treaty" in hers.why) == (verdict != "different") or "Hanako" in hers.why


def test_a_verdict_may_be_given_from_either_end(claims: list[Claim]) -> None:
    pledge, accord = by_quote(claims, "001", "$4.5 billion"), by_quote(claims, "004", "$4.5B")
    row = verdict_on(pledge, accord, "restates", "different", **HERS)
    links, problems = curate_links(find_links(claims), claims, [row])
    assert problems == []
    assert len(links) == len(find_links(claims))
    assert total(build_ledger(claims, links)) == 9.0


def test_what_she_holds_apart_no_chain_joins(claims: list[Claim]) -> None:
    """The body of the accord's article is joined to its headline; her verdict is about the body."""
    pledge, body = by_quote(claims, "001", "$4.5 billion"), by_quote(claims, "004", "$4.5 billion")
    _, rows, _ = rebuilt(claims, [verdict_on(body, pledge, "restates", "different", **HERS)])
    assert total(rows) == 9.0


def test_she_may_join_what_no_rule_compares(articles: Articles) -> None:
    first = articles.say("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06")
    second = articles.say("b", "Japan pledged [650 billion yen].", "650bn JPY", "2024-03-01")
    _, apart, _ = rebuilt(articles.claims, [])
    row = verdict_on(second, first, "restates", "same", **HERS)
    _, joined, problems = rebuilt(articles.claims, [row])
    assert (sum(r.counts_in_total for r in apart), sum(r.counts_in_total for r in joined)) == (2, 1)
    assert problems == []


@pytest.mark.parametrize(
    ("field", "value", "shows"),
    [
        ("kind", "commitment", lambda c: (c.kind, c.in_scope) == ("commitment", True)),
        ("kind", "other", lambda c: (c.in_scope, c.excluded_because) == (False, "not_aid")),
        ("in_scope", "false", lambda c: (c.in_scope, c.excluded_because) == (False, "not_aid")),
        ("excluded_because", "hypothetical", lambda c: c.excluded_because == "hypothetical"),
        ("donor", "Norway", lambda c: (c.in_scope, c.excluded_because) == (False, "other_donor")),
        ("recipient", "Moldova", lambda c: c.excluded_because == "other_recipient"),
        ("instrument", "loan", lambda c: c.instrument == "loan"),
        ("channel", "", lambda c: c.channel is None),
        ("qualifier", "about", lambda c: c.qualifier == "about"),
        ("amount", "985000000", lambda c: c.amount == 985e6),
        ("currency", "EUR", lambda c: c.currency == "EUR"),
        (
            "as_of",
            "2024-03-29",
            lambda c: str(c.as_of_earliest) == str(c.as_of_latest) == "2024-03-29",
        ),
        ("as_of", "2024-03", lambda c: str(c.as_of_latest) == "2024-03-31"),
        ("as_of", "2024-03-01/2024-04-03", lambda c: str(c.as_of_latest) == "2024-04-03"),
        ("part_of", "", lambda c: c.part_of is None),
        ("accepted", "true", lambda c: (c.kind, c.amount) == ("disbursement", 984e6)),
    ],
)
def test_a_field_of_a_claim(
    claims: list[Claim], field: str, value: str, shows: Callable[[Claim], bool]
) -> None:
    receipt = by_quote(claims, "000", "$984 million")
    changed, rows, problems = rebuilt(claims, [row_about(receipt, field, value, **HERS)])
    hers = next(c for c in changed if c.claim_id == receipt.claim_id)
    assert problems == []
    assert shows(hers)
    assert hers.rule == "curator: the treaty says so (Hanako, 2024-07-01)"
    assert [c for c in changed if c is not hers] == [c for c in claims if c is not receipt]
    for row in rows:
        assert (row.decided_by == "curator") == (receipt.claim_id in row.claims)


def test_out_of_scope_comes_back(claims: list[Claim]) -> None:
    tranche = by_quote(claims, "000", "$1.5 billion")
    rows = [row_about(tranche, field, value, **HERS) for field, value in
            (("kind", "commitment"), ("donor", "Japan"))]  # fmt: skip
    changed, ledger, _ = rebuilt(claims, rows)
    assert next(c for c in changed if c.claim_id == tranche.claim_id).in_scope
    assert total(ledger) == 6.0


def test_part_of_follows_the_named_claim(claims: list[Claim]) -> None:
    receipt, level = by_quote(claims, "000", "$984 million"), by_quote(claims, "000", "$12 billion")
    row = row_about(receipt, "part_of", level.claim_id, other=level, **HERS)
    changed, _, problems = rebuilt(moved(claims, "000", 40), [row])
    assert problems == []
    new = {c.quote: c for c in changed if c.article_id == "000"}
    assert new["$984 million"].part_of == new["$12 billion"].claim_id


# --- found again ---------------------------------------------------------------------------------


def moved(claims: list[Claim], article: str, by: int) -> list[Claim]:
    """The claims after somebody wrote more text in front of them."""
    ids = {c.claim_id: f"{article}-{c.start + by}" for c in claims if c.article_id == article}
    return [
        c._replace(
            claim_id=ids[c.claim_id], start=c.start + by, end=c.end + by,
            part_of=ids.get(c.part_of or "", c.part_of),
        )
        if c.claim_id in ids else c
        for c in claims
    ]  # fmt: skip


@pytest.mark.parametrize("by", [-5, 1, 38, 5000])
def test_rows_survive_an_edit_elsewhere(claims: list[Claim], by: int) -> None:
    pledge, accord = by_quote(claims, "001", "$4.5 billion"), by_quote(claims, "004", "$4.5B")
    receipt = by_quote(claims, "000", "$984 million")
    rows = [
        verdict_on(accord, pledge, "restates", "different", **HERS),
        row_about(receipt, "sector", "budget", **HERS),
    ]
    edited = moved(moved(moved(claims, "000", by), "001", by), "004", by)
    changed, ledger, problems = rebuilt(edited, rows)
    assert problems == []
    assert total(ledger) == 9.0
    assert by_quote(changed, "000", "$984 million").sector == "budget"


def test_another_figure_at_its_old_place_is_not_taken_for_it(articles: Articles) -> None:
    first = articles.say("a", "In March Japan gave [$100 million] to hospitals.", "100m USD")
    row = row_about(first, "instrument", "grant", **HERS)
    other = first._replace(quote="$200 million", amount=2e8, sentence="x", prefix="y", suffix="z")
    changed, _, problems = rebuilt([other], [row])
    assert changed == [other]
    assert len(problems) == 1


def test_of_two_equal_quotes_the_surroundings_decide(articles: Articles) -> None:
    for text in (
        "In March Japan gave [$100 million] to schools.",
        "In May it gave [$100 million] to farmers.",
    ):
        articles.say("a", text, "100m USD")
    first, second = articles.claims
    row = row_about(second, "instrument", "grant", **HERS)
    swapped = [first._replace(claim_id=second.claim_id), second._replace(claim_id=first.claim_id)]
    changed, _, problems = rebuilt(swapped, [row])
    assert [c.instrument for c in changed] == [None, "grant"]
    assert problems == []


def test_quotes_that_fit_alike_are_no_find(articles: Articles) -> None:
    for _ in range(2):
        articles.say(
            "a", "Japan gave [$100 million] to schools.", "100m USD", at=len(articles.claims) * 90
        )
    row = row_about(articles.claims[0], "instrument", "grant", **HERS)._replace(claim_id="a-7")
    assert (
        Anchors(articles.claims).find(row.claim_id, "a", row.quote, row.prefix, row.suffix) is None
    )


def test_line_breaks_and_a_new_name_of_the_file_do_not_matter(articles: Articles) -> None:
    claim = articles.say("a", "In March Japan gave [$100 million] to hospitals.", "100m USD")
    row = row_about(claim, "instrument", "grant", **HERS)
    again = claim._replace(
        claim_id="b-9",
        article_id="b",
        quote="$100\nmillion",
        prefix=claim.prefix.replace(" ", "  "),
    )
    changed, _, problems = rebuilt([again], [row])
    assert changed[0].instrument == "grant"
    assert problems == []


def test_a_row_that_fits_nothing_is_reported(claims: list[Claim]) -> None:
    receipt = by_quote(claims, "000", "$984 million")
    row = row_about(receipt, "instrument", "loan", **HERS)
    without = [c for c in claims if c is not receipt]
    changed, problems = curate_claims(without, [row], Scope())
    assert changed == without
    (problem,) = problems
    assert problem.fatal
    for words in ("000", "$984 million", "Hanako", "fits nothing any more", "kept"):
        assert words in problem.message


def test_a_row_of_an_article_that_was_not_read_is_no_fault(claims: list[Claim]) -> None:
    row = row_about(by_quote(claims, "000", "$984 million"), "instrument", "loan", **HERS)
    _, (problem,) = curate_claims([c for c in claims if c.article_id != "000"], [row], Scope())
    assert not problem.fatal
    assert "not among those read" in problem.message


def test_of_two_people_the_later_wins_and_both_are_told(claims: list[Claim]) -> None:
    receipt = by_quote(claims, "000", "$984 million")
    early = row_about(receipt, "instrument", "loan", reason="", who="Taro", when="2024-06-30")
    late = row_about(receipt, "instrument", "grant", **HERS)
    for rows in ([early, late], [late, early]):
        result = apply_curation(claims, [], rows)
        assert by_quote(result.claims, "000", "$984 million").instrument == "grant"
        (problem,) = result.problems
        assert not problem.fatal
        assert "Taro" in problem.message
        assert "overruled by Hanako" in problem.message


# --- rows that cannot be -------------------------------------------------------------------------

GOOD = Curation("a-1", "", "", "kind", "other", "", "Hanako", "2024-07-01", "a", "$1", "", "")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"field": "colour"}, "field 'colour' cannot be curated; known are"),
        ({"value": "gift"}, "kind = 'gift': expected cumulative_total"),
        ({"field": "amount", "value": "much"}, "amount = 'much'"),
        ({"field": "amount", "value": "nan"}, "expected a number"),
        ({"field": "amount", "value": ""}, "expected a number"),
        ({"field": "currency", "value": "$"}, "ISO 4217"),
        ({"field": "as_of", "value": "soon"}, "expected a day, month or year"),
        ({"field": "as_of", "value": "2024-07-01/2024-06-01"}, "expected a day"),
        ({"field": "in_scope", "value": "perhaps"}, "expected true, false"),
        ({"field": "instrument", "value": "loans"}, "or nothing"),
        ({"who": " "}, "claim_id, who and when"),
        ({"when": "yesterday"}, "claim_id, who and when"),
        ({"claim_id": ""}, "claim_id, who and when"),
        ({"field": "verdict", "value": "same"}, "a verdict needs to_claim and a relation"),
        ({"to_claim": "b-1"}, "must be empty"),
    ],
)
def test_what_is_wrong_with_a_row(change: dict[str, str], words: str) -> None:
    assert check_row(GOOD) is None
    fault = check_row(GOOD._replace(**change))
    assert fault is not None
    assert words in fault
