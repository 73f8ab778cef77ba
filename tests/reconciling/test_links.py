"""Is it the same money? What the rules say of figures whose meaning is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reconciling.cases import CASES, Case
from reconciling.conftest import Articles, counted, reconcile, verdict_between

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
