"""Finding a quote again in an article that was edited: by its words, then by what surrounds it.

The way of the Web Annotation model's TextQuoteSelector, over the figures that were read anew: the
quote must be the same, and enough of the text before and behind it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import takewhile

from ukjp.reading.claims import Claim

_ENOUGH = 10
"""Characters of prefix and suffix together that must be the same."""


class Anchors:
    """The claims of all articles, to be found by identifier or by their words."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._by_id: dict[str, Claim] = {}
        self._by_quote: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        self._anywhere: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self._by_id[claim.claim_id] = claim
            self._by_quote[claim.article_id, _plain(claim.quote)].append(claim)
            self._anywhere[_plain(claim.quote)].append(claim)
        self.articles = {claim.article_id for claim in self._by_id.values()}

    def find(
        self, claim_id: str, article_id: str, quote: str, prefix: str, suffix: str
    ) -> Claim | None:
        """Return the claim that a row speaks of, None where nothing fits or several fit alike.

        Without a quote the identifier decides. An article that is no longer there under its name
        is looked for under others, where quote and surroundings are whole.
        """
        named = self._by_id.get(claim_id)
        if not quote:
            return named
        if (
            named is not None
            and _plain(named.quote) == _plain(quote)
            and _agreement(named, prefix, suffix) >= _needed(prefix, suffix)
        ):
            return self._nearest_words(
                self._by_quote[named.article_id, _plain(quote)], named, prefix, suffix
            )
        inside = self._by_quote.get((article_id, _plain(quote)), [])
        found = self._best(inside, prefix, suffix, _needed(prefix, suffix))
        if found is None and article_id not in self.articles:
            whole = len(_plain(prefix)) + len(_plain(suffix))
            found = self._best(self._anywhere.get(_plain(quote), []), prefix, suffix, max(whole, 1))
        return found

    @staticmethod
    def _nearest_words(rivals: list[Claim], named: Claim, prefix: str, suffix: str) -> Claim:
        """The claim of that identifier, unless another one now has more of the surroundings."""
        return max(rivals, key=lambda c: (_agreement(c, prefix, suffix), c is named))

    @staticmethod
    def _best(rivals: list[Claim], prefix: str, suffix: str, needed: int) -> Claim | None:
        scored = sorted(
            ((_agreement(c, prefix, suffix), c.claim_id, c) for c in rivals), reverse=True
        )
        if not scored or scored[0][0] < needed:
            return None
        tied = len(scored) > 1 and scored[1][0] == scored[0][0]
        return None if tied else scored[0][2]


def _needed(prefix: str, suffix: str) -> int:
    """A short surrounding, at the edge of a text, must be there whole."""
    return min(_ENOUGH, len(_plain(prefix)) + len(_plain(suffix)))


def _agreement(claim: Claim, prefix: str, suffix: str) -> int:
    """How many characters next to the quote are as they were, before and behind it."""
    behind = _alike(_plain(claim.suffix), _plain(suffix))
    return behind + _alike(_plain(claim.prefix)[::-1], _plain(prefix)[::-1])


def _alike(a: str, b: str) -> int:
    """How many characters from the first one on are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _plain(text: str) -> str:
    return " ".join(text.split())
