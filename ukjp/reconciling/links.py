"""How claims relate, with the verdict kept: part of, restates, same total, conversion, draws on.

An article's own words come first, then promises and payments of one amount are compared across
articles, then running totals. Only figures that can be one are looked at, found by their amount, so
that the work grows with the number of articles and not with its square. Every comparison that
leaves something open, and every one that finds the same money, leaves a row with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ukjp.reading.claims import Claim
from ukjp.reconciling.copies import split_copies
from ukjp.reconciling.ordering import Ordering
from ukjp.reconciling.pairing import pair_statements
from ukjp.reconciling.reference import NOTHING_KNOWN, Facts
from ukjp.reconciling.relations import Link
from ukjp.reconciling.stated import find_conversions, find_parts, find_raises
from ukjp.reconciling.totals import find_repeated_totals, find_same_totals, levels_of

__all__ = ["Link", "find_links"]


def find_links(claims: Sequence[Claim], facts: Facts = NOTHING_KNOWN) -> list[Link]:
    """Return the links among `claims`, the same in the same order whatever the order of the claims.

    `facts` are the reference tables as known on the day asked for (`reference_facts`).

    Shape: a list of `Link`; its fields are the columns of the table `links`.
    Units: amounts are compared in whole units of their currency, days as days.
    Raises: nothing for claims that `extract_article` made.
    Source: the claims' own words; the weights stand in docs/method.md.

    >>> import ukjp
    >>> from ukjp.reading.articles import Article
    >>> from ukjp.reading.claims import Scope
    >>> text = "Japan pledged Ukraine 30 billion yen ($186 million) on July 2, 2024."
    >>> article = Article("a", "a.txt", "0", "utf-8", text)
    >>> (link,) = ukjp.find_links(ukjp.extract_article(article, Scope()).claims)
    >>> link.relation, link.verdict
    ('conversion_of', 'same')
    """
    ordered = sorted(claims, key=lambda c: (c.article_id, c.start, c.claim_id))
    ordering = Ordering(ordered)
    raises = list(find_raises(ordered))
    stated = [*find_parts(ordered), *find_conversions(ordered), *raises]
    own, copied = split_copies(ordered, ordering)
    facts = facts.with_levels(levels_of(own, facts.scope))
    compared = pair_statements(own, stated, raises, facts, ordering)
    totals = [*find_same_totals(own, ordering), *find_repeated_totals(own, ordering)]
    return sorted(_one_each([*stated, *copied, *compared, *totals]))


def _one_each(links: Iterable[Link]) -> list[Link]:
    """Keep one link for each pair and relation: the first, which is the article's own word."""
    kept: dict[tuple[str, str, str], Link] = {}
    for link in links:
        kept.setdefault(link[:3], link)
    return list(kept.values())
