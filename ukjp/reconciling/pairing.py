"""Which promises and payments are compared with which, and what follows from the verdicts.

First inside each article, then across articles from the oldest statement to the newest. A statement
that is the same money as an earlier one points to that one alone; what holds for the one holds for
the other. Those that are not are compared with a few of their amount: all of the same days, and the
last before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ukjp.reading.claims import Claim
from ukjp.reconciling.evidence import (
    on_one_occasion,
    payment_evidence,
    payout_evidence,
    pledge_evidence,
)
from ukjp.reconciling.judging import Evidence, Verdict, weigh
from ukjp.reconciling.ordering import Ordering
from ukjp.reconciling.reference import Facts
from ukjp.reconciling.relations import Link
from ukjp.reconciling.shelf import Shelf, share_amount
from ukjp.reconciling.statements import Statement
from ukjp.reconciling.sums import find_sums

_OPEN_PROMISES = 2


def pair_statements(
    claims: Sequence[Claim],
    stated: Iterable[Link],
    raises: Iterable[Link],
    facts: Facts,
    ordering: Ordering,
) -> list[Link]:
    """Return the links between promises and payments, of one article and of several."""
    pairing = _Pairing(facts, ordering)
    for article in _by_article(claims):
        pairing.state(article)
    pairing.relate_parts([*stated, *raises])
    pairing.mark_raises(raises)
    return pairing.compare()


def is_increment(claim: Claim) -> bool:
    """Tell whether a claim promises or pays something, for a known donor, and is no conversion."""
    return (
        claim.kind in ("commitment", "component", "disbursement")
        and claim.donor is not None
        and claim.excluded_because in (None, "other_donor")
        and claim.amount > 0
    )


def _by_article(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    articles: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if is_increment(claim):
            articles[claim.article_id].append(claim)
    yield from articles.values()


def _amount_evidence(a: Statement, b: Statement) -> Evidence:
    """Equal amounts weigh nothing; amounts that are only near each other weigh against."""
    if share_amount(a, b):
        return Evidence(0, "")
    if a.lead.currency == b.lead.currency:
        return Evidence(-1, f"{a.lead.quote} and {b.lead.quote} are near each other, not equal")
    return Evidence(0, f"{a.lead.quote} and {b.lead.quote} are equal at the day's rate within 6 %")


class _Pairing:
    """The statements of all articles, while they are compared."""

    def __init__(self, facts: Facts, ordering: Ordering) -> None:
        self.facts = facts
        self.digests = ordering.digests
        self.statements: list[Statement] = []
        self.home: dict[str, Statement] = {}
        self.links: list[Link] = []

    def state(self, claims: Sequence[Claim]) -> None:
        """Make the statements of one article out of its claims."""
        by_id = {claim.claim_id: claim for claim in claims}
        conversions: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            source = by_id.get(claim.conversion_of or "")
            if source is not None and source is not claim and source.in_scope == claim.in_scope:
                conversions[source.claim_id].append(claim)
        inside = {c.claim_id for found in conversions.values() for c in found}
        shelf, made = Shelf(), []
        for claim in claims:
            if claim.claim_id in inside:
                continue
            new = Statement([claim, *conversions[claim.claim_id]], self.digests)
            statement = self._join_within(new, shelf)
            shelf.add(statement, self.facts)
            made.append(statement)
            self.home |= dict.fromkeys((c.claim_id for c in new.claims), statement)
        self.statements += dict.fromkeys(made)

    def _join_within(self, new: Statement, shelf: Shelf) -> Statement:
        """Join what an article says again to what it said first; return the joined statement."""
        rivals = shelf.alike(new, self.facts, moved=new.moved)
        first = self._match(new, rivals)
        if first is None:
            new.told_apart = rivals
            return new
        first.absorb(new)
        return first

    def relate_parts(self, stated: Iterable[Link]) -> None:
        """Tell every statement its whole and its parts, as the articles state them."""
        for link in stated:
            part, whole = self.home.get(link.from_claim), self.home.get(link.to_claim)
            if link.relation != "part_of" or link.verdict != "same":
                continue
            if part is not None and whole is not None and part is not whole:
                part.whole = whole
                whole.parts |= part.amounts

    def mark_raises(self, raises: Iterable[Link]) -> None:
        """Tell every statement that its article raises it."""
        for link in raises:
            if link.from_claim in self.home:
                self.home[link.from_claim].raised = True

    def compare(self) -> list[Link]:
        """Compare the articles' statements with each other: wholes, then parts, then payments."""
        shelf = Shelf()
        ordered = sorted(self.statements, key=lambda s: (s.moved, s.whole is not None, s.order))
        for statement in ordered:
            if statement.moved:
                self._find_promise(statement, shelf)
            # What its own article tells apart from it was weighed there, under another's name too.
            apart = {id(other.root) for other in statement.told_apart}
            alike = shelf.alike(statement, self.facts, moved=statement.moved)
            same = self._match(statement, [s for s in alike if id(s.root) not in apart])
            if same is not None:
                statement.root = same.root
            # The first to name it again on another day is what the next ones of that day repeat.
            if same is None or not on_one_occasion(same, statement):
                shelf.add(statement, self.facts)
        return [*self.links, *find_sums(ordered, self.facts)]

    def _match(self, statement: Statement, rivals: Sequence[Statement]) -> Statement | None:
        """Return the rival that is the same money, by the strongest evidence; keep the links."""
        judged = [(rival, self._judge(rival, statement)) for rival in rivals]
        same = [pair for pair in judged if pair[1].verdict == "same"]
        if not same:
            self.links += [
                _link(rival, statement, verdict) for rival, verdict in judged if rival.root is rival
            ]
            return None
        best, verdict = max(
            same, key=lambda pair: (on_one_occasion(pair[0], statement), pair[1].weight)
        )
        self.links.append(_link(best, statement, verdict))
        return best

    def _judge(self, rival: Statement, statement: Statement) -> Verdict:
        earlier, later = _in_time(rival, statement)
        weigh_up = payment_evidence if statement.moved else pledge_evidence
        opening = f"“{_told(later)}” after “{_told(earlier)}”"
        return weigh(
            [_amount_evidence(earlier, later), *weigh_up(earlier, later, self.facts)], opening
        )

    def _find_promise(self, payment: Statement, shelf: Shelf) -> None:
        """Link a payment to the promises of its amount."""
        judged = []
        for promise in shelf.alike(payment, self.facts, moved=False):
            opening = f"“{_told(payment)}” paid, “{_told(promise)}” promised"
            judged.append((promise, weigh(payout_evidence(promise, payment, self.facts), opening)))
        same = [pair for pair in judged if pair[1].verdict == "same"]
        unsure = [pair for pair in judged if pair[1].verdict == "undecided"]
        kept = [max(same, key=lambda pair: pair[1].weight)] if same else unsure[-_OPEN_PROMISES:]
        self.links += [
            Link(
                payment.lead.claim_id,
                promise.lead.claim_id,
                "draws_on",
                verdict.verdict,
                verdict.reason,
            )
            for promise, verdict in kept
        ]


def _in_time(a: Statement, b: Statement) -> tuple[Statement, Statement]:
    """Two statements, the earlier first: by their day, in one article by their place."""
    if a.article_id == b.article_id:
        return (a, b) if a.lead.start <= b.lead.start else (b, a)
    return (a, b) if a.order <= b.order else (b, a)


def _told(statement: Statement) -> str:
    return " ".join(statement.lead.quote.split())


def _link(rival: Statement, statement: Statement, verdict: Verdict) -> Link:
    """A link from the later statement to the earlier one."""
    earlier, later = _in_time(rival, statement)
    return Link(
        later.lead.claim_id, earlier.lead.claim_id, "restates", verdict.verdict, verdict.reason
    )
