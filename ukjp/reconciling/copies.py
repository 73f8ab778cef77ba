"""Articles that are one text under two names: a wire story in two papers, a file read twice.

What a copy says is no second witness. Its claims are tied to the original's one by one and compared
with nothing else, so that doubling an article changes nothing by construction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ukjp.reading.claims import Claim
from ukjp.reconciling.ordering import Ordering
from ukjp.reconciling.relations import Link

COPIED = "The article repeats"


def split_copies(claims: Sequence[Claim], ordering: Ordering) -> tuple[list[Claim], list[Link]]:
    """Return the claims without those of copies, and a link from each copied claim to its original.

    An article is a copy when all its claims are another's: the same figures at the same places, in
    the same sentences, read the same way. Of several the first by name is the original.
    """
    articles: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        articles[claim.article_id].append(claim)
    originals: dict[str, list[Claim]] = {}
    kept: list[Claim] = []
    links: list[Link] = []
    for name in sorted(articles):
        found = sorted(articles[name], key=lambda c: (c.start, c.claim_id))
        original = originals.setdefault(ordering.digests[name], found)
        if original is found:
            kept += found
        else:
            links += [_copy_link(c, first) for c, first in zip(found, original, strict=True)]
    return kept, [link for link in links if link.relation]


def _copy_link(claim: Claim, first: Claim) -> Link:
    relation = {"cumulative_total": "same_total", "other": ""}.get(claim.kind, "restates")
    reason = f"{COPIED} {first.article_id} word for word, {' '.join(claim.quote.split())} with it."
    return Link(claim.claim_id, first.claim_id, relation, "same", reason)
