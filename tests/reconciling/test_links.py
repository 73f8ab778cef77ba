"""Is it the same money? What the rules say of figures whose meaning is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reconciling.cases import CASES, Case
from reconciling.conftest import Articles, counted, reconcile, verdict_between

from ukjp.reconciling import pairing
from ukjp.reconciling.judging import Verdict, weigh

if TYPE_CHECKING:
    from ukjp.reading.claims import Claim
    from ukjp.reconciling.relations import Link

ALL = [pytest.param(case, id=case.name) for case in CASES]


def claims_of(case: Case) -> list[Claim]:
    articles = Articles()
    for article, sentence, amount, day, *more in case.lines:
        fields = dict(more[0]) if more else {}
        for name in ("part_of", "conversion_of"):
            if isinstance(fields.get(name), int):
                fields[name] = articles.claims[fields[name]].claim_id
        articles.say(article, sentence, amount, day, **fields)
    return articles.claims


@pytest.mark.parametrize("case", ALL)
def test_money_is_counted_once(case: Case) -> None:
    _, rows = reconcile(claims_of(case))
    assert counted(rows, case.currency) == case.counted


@pytest.mark.parametrize("case", ALL)
def test_verdicts(case: Case) -> None:
    claims = claims_of(case)
    links, _ = reconcile(claims)
    for (one, two), verdict in case.verdicts.items():
        found = verdict_between(links, claims[one], claims[two], case.relation)
        if found is None and verdict == "same":
            found = "same" if one_money(links, claims[one], claims[two]) else None
        assert found == verdict, links


def one_money(links: list[Link], a: Claim, b: Claim) -> bool:
    """Tell whether a chain of "same" leads from one claim to the other."""
    reached, more = {a.claim_id}, True
    while more:
        ends = [{x.from_claim, x.to_claim} for x in links if x.verdict == "same"]
        found = set().union(*(pair for pair in ends if pair & reached)) - reached
        reached, more = reached | found, bool(found)
    return b.claim_id in reached


# --- many articles -------------------------------------------------------------------------------


def archive(size: int) -> list[Claim]:
    """An archive in which one pledge is told over and over, and equal gifts are common."""
    articles = Articles()
    for number in range(size):
        day = f"{2022 + number % 3}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        articles.say(f"p{number:05d}", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06")
        words = f"Japan gave [$100 million] to town {number}."
        articles.say(f"g{number:05d}", words, "100m USD", day, channel=f"agency {number % 40}")
        articles.say(
            f"t{number:05d}", "Aid totals [$12.1 billion].", "12.1bn USD", day, "cumulative_total"
        )
    return articles.claims


def test_the_work_grows_with_the_articles_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weighed: list[int] = []

    def count(*arguments: object) -> Verdict:
        weighed[-1] += 1
        return weigh(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pairing, "weigh", count)
    for size in (400, 800):
        weighed.append(0)
        links, _ = reconcile(archive(size))
        assert len(links) < 20 * size
    assert weighed[1] < 2.5 * weighed[0]


def test_every_reason_is_one_line_that_quotes_what_can_be_looked_up() -> None:
    for case in CASES:
        claims = {c.claim_id: c for c in claims_of(case)}
        links, _ = reconcile(claims.values())
        for link in links:
            assert link.reason[0].isupper() or link.reason[0].isdigit() or link.reason[0] in "“$€¥"
            assert link.reason.endswith(".")
            quotes = (claims[link.from_claim].quote, claims[link.to_claim].quote)
            assert any(quote in link.reason for quote in quotes), link
