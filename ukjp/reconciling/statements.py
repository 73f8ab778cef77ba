"""A statement: one article naming one sum, however often it names it.

Claims are compared as statements, so that an article's headline, lead and caption are one voice
and not three witnesses. The article's own words decide which of its claims are one statement.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from ukjp.reading.claims import Claim
from ukjp.reconciling.amounts import exactness
from ukjp.reconciling.ordering import Place, place_of
from ukjp.reconciling.rates import usd_of
from ukjp.reconciling.reference import Facts
from ukjp.reconciling.wordings import Wording, plain_words, read_wording

ONE_OCCASION = 4
"""Days that may lie between reports of one announcement."""

WIDE_SPAN = 14
"""Bounds wider than this many days do not say that two statements are of the same days."""

_ENDS = frozenset(".!?…\"'”’)")
_UNSET = "?"


class Statement:
    """The claims of one article that name one sum; `lead` is the one that speaks for them.

    `root` is the earliest statement of the same money (itself, while none is known), `whole` the
    statement it is part of, `parts` the amounts of its parts as (currency, amount), `told_apart`
    the statements of its amount that its own article makes besides. `raised`: the article raises it
    to its whole.
    """

    def __init__(self, claims: Iterable[Claim], digests: dict[str, str]) -> None:
        self.digests = digests
        self.claims = sorted(
            claims, key=lambda c: (c.conversion_of is not None, c.start, c.claim_id)
        )
        self.lead = self.claims[0]
        self.root: Statement = self
        self.whole: Statement | None = None
        self.told_apart: list[Statement] = []
        self.raised = False
        self.parts: frozenset[tuple[str, float]] = frozenset()
        self._announced: tuple[str, bool] | str | None = _UNSET

    def __repr__(self) -> str:
        return f"<{self.lead.quote!r} in {self.article_id}, {self.span}>"

    def absorb(self, other: Statement) -> None:
        """Take in what the article says of the same sum at another place."""
        claims, apart = [*self.claims, *other.claims], self.told_apart
        self_digests = self.digests
        self.__dict__.clear()  # with what was worked out from the claims before
        Statement.__init__(self, claims, self_digests)
        self.told_apart = apart

    @property
    def article_id(self) -> str:
        """The article that makes the statement."""
        return self.lead.article_id

    @property
    def moved(self) -> bool:
        """Whether the money was paid, not promised."""
        return self.lead.kind == "disbursement"

    @cached_property
    def earliest(self) -> date | None:
        """First day it can speak of."""
        return self._days[0]

    @cached_property
    def latest(self) -> date | None:
        """Last day it can speak of."""
        return self._days[1]

    @cached_property
    def _days(self) -> tuple[date | None, date | None]:
        return narrowest_days(self.claims)

    @cached_property
    def width(self) -> int:
        """Days between its first and last possible day; very many where one is not known."""
        if self.earliest is None or self.latest is None:
            return 10**6
        return (self.latest - self.earliest).days

    @cached_property
    def span(self) -> str:
        """Its day or days in words."""
        if self.earliest == self.latest:
            return "an unknown day" if self.earliest is None else str(self.earliest)
        if self.earliest is None or self.latest is None:
            return f"by {self.latest}" if self.earliest is None else f"since {self.earliest}"
        return f"{self.earliest} to {self.latest}"

    @cached_property
    def told_day(self) -> bool:
        """Whether the text itself gives the day, not the article's date alone."""
        return any(c.as_of_basis and not c.as_of_basis.startswith("article") for c in self.claims)

    @cached_property
    def instruments(self) -> frozenset[str]:
        """Forms of the aid that are named."""
        return frozenset(c.instrument for c in self.claims if c.instrument)

    @cached_property
    def channels(self) -> frozenset[str]:
        """Organisations it passes through, as named."""
        return frozenset(c.channel for c in self.claims if c.channel)

    @cached_property
    def sectors(self) -> frozenset[str]:
        """Purposes that are named."""
        return frozenset(c.sector for c in self.claims if c.sector)

    @cached_property
    def wording(self) -> Wording:
        """What stands beside its figures, whichever of them has it."""
        found = [read_wording(claim) for claim in self.claims if claim.conversion_of is None]
        found = found or [read_wording(self.lead)]
        return Wording(*(next((w for w in words if w), None) for words in zip(*found, strict=True)))

    @cached_property
    def headline(self) -> bool:
        """Whether it stands in a line that ends without a full stop, as headlines do."""
        return self.lead.sentence.rstrip()[-1:] not in _ENDS

    @cached_property
    def sentences(self) -> frozenset[str]:
        """Its sentences without case and punctuation."""
        return frozenset(plain_words(c.sentence) for c in self.claims)

    @cached_property
    def amounts(self) -> frozenset[tuple[str, float]]:
        """Every (currency, amount) it gives the sum as."""
        return frozenset((c.currency, c.amount) for c in self.claims)

    @cached_property
    def usd(self) -> float | None:
        """The sum in US dollars: as the article converts it, else at the rate of its day."""
        stated = next((c.amount for c in self.claims if c.currency == "USD"), None)
        return usd_of(self.lead) if stated is None else stated

    def announced_as(self, facts: Facts) -> tuple[str, bool] | None:
        """Return the identifier the reference table gives this money, and whether it is certain."""
        if self._announced == _UNSET:
            found = {facts.announced_as(claim) for claim in self.claims} - {None}
            self._announced = found.pop() if len(found) == 1 else None
        assert not isinstance(self._announced, str)  # noqa: S101 - for the type checker
        return self._announced

    @cached_property
    def order(self) -> Place:
        """Its place among all statements: by day, unknown days last, then exact before vague."""
        return place_of(self.lead, self.earliest, self.latest, self.digests)


def narrowest_days(claims: Iterable[Claim]) -> tuple[date | None, date | None]:
    """Return the tightest bounds that any of the claims gives."""
    known = list(claims)
    dated = [(c.as_of_earliest, c.as_of_latest) for c in known]
    closed = [(a, b) for a, b in dated if a is not None and b is not None]
    return min(closed, key=lambda span: ((span[1] - span[0]).days, span)) if closed else dated[0]


def most_exact(claims: Iterable[Claim]) -> Claim:
    """Return the claim whose amount speaks for all: no conversion, no vague word, the first."""
    return min(claims, key=lambda c: (c.conversion_of is not None, exactness(c)))


def close_by(a: Claim, b: Claim) -> bool:
    """Tell whether two claims speak of the same few days; wide bounds do not say so."""
    days = [a.as_of_earliest, a.as_of_latest, b.as_of_earliest, b.as_of_latest]
    if None in days:
        return False
    first, last, start, end = (day for day in days if day is not None)
    if max((last - first).days, (end - start).days) > WIDE_SPAN:
        return False
    return (start - last).days <= ONE_OCCASION and (first - end).days <= ONE_OCCASION


def same_bounds(a: Claim, b: Claim) -> bool:
    """Tell whether two claims have the same first and last day, or both none."""
    return (a.as_of_earliest, a.as_of_latest) == (b.as_of_earliest, b.as_of_latest)
