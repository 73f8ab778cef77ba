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
from ukjp.reconciling.amounts import amounts_equal, exact_step, near_step
from ukjp.reconciling.evidence import (
    Evidence,
    Verdict,
    days_apart,
    on_one_occasion,
    payment_evidence,
    payout_evidence,
    pledge_evidence,
    weigh,
)
from ukjp.reconciling.ordering import Ordering
from ukjp.reconciling.reference import Facts
from ukjp.reconciling.relations import Link
from ukjp.reconciling.statements import Statement
from ukjp.reconciling.sums import find_sums

_AT_THE_RATE = 0.065
_BY_REFERENCE = 0.12
_BEFORE = 5
_AT_ONCE = 12
_OPEN_PROMISES = 2


def pair_statements(
    claims: Sequence[Claim], stated: Iterable[Link], facts: Facts, ordering: Ordering
) -> list[Link]:
    """Return the links between promises and payments, of one article and of several."""
    pairing = _Pairing(facts, ordering)
    for article in _by_article(claims):
        pairing.state(article)
    pairing.relate_parts(stated)
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


class Shelf:
    """Statements by what they can be found under: their parties, their amounts, their money."""

    def __init__(self) -> None:
        self._places: dict[tuple[object, ...], list[Statement]] = defaultdict(list)

    def add(self, statement: Statement, facts: Facts) -> None:
        """Put a statement where later ones look for it."""
        for place in self._own_places(statement, facts):
            self._places[place].append(statement)

    def alike(self, statement: Statement, facts: Facts, *, moved: bool) -> list[Statement]:
        """Return the statements it can be the same money as, oldest first, each once."""
        seen: dict[int, Statement] = {}
        for place in self._places_to_look(statement, facts, moved):
            for other in self._nearest(self._places.get(place, ()), statement):
                seen[id(other)] = other
        found = (other for other in seen.values() if _can_be_one(other, statement, facts))
        return sorted(found, key=lambda s: s.order)

    def _own_places(self, s: Statement, facts: Facts) -> set[tuple[object, ...]]:
        parties = (s.moved, s.lead.in_scope, s.lead.donor, s.lead.recipient)
        places: set[tuple[object, ...]] = {
            (*parties, code, exact_step(amount)) for code, amount in s.amounts
        }
        places |= {(*parties, "words", words) for words in s.sentences}
        if s.usd is not None:
            places.add((*parties, "USD about", near_step(s.usd)))
        announced = s.announced_as(facts)
        return places | ({(*parties, "money", announced[0])} if announced else set())

    def _places_to_look(
        self, s: Statement, facts: Facts, moved: bool
    ) -> Iterator[tuple[object, ...]]:
        parties = (moved, s.lead.in_scope, s.lead.donor, s.lead.recipient)
        for words in sorted(s.sentences):
            yield (*parties, "words", words)
        for code, amount in sorted(s.amounts):
            step = exact_step(amount)
            yield from ((*parties, code, at) for at in (step - 1, step, step + 1))
        if s.usd is not None:
            step = near_step(s.usd)
            yield from ((*parties, "USD about", at) for at in (step - 1, step, step + 1))
        announced = s.announced_as(facts)
        if announced:
            yield (*parties, "money", announced[0])

    @staticmethod
    def _nearest(place: Sequence[Statement], s: Statement) -> Iterator[Statement]:
        """The statements of the same days, and the last few before them."""
        before = at_once = 0
        for other in reversed(place):
            apart = days_apart(other, s)
            if apart is not None and apart <= 4:
                at_once += 1
                if at_once > _AT_ONCE:
                    return
                yield other
            elif before < _BEFORE:
                before += 1
                yield other
            else:
                return


def _can_be_one(a: Statement, b: Statement, facts: Facts) -> bool:
    """Equal in a currency both name; of one occasion and equal at the day's rate; or one by reference."""
    if _share_amount(a, b):
        return True
    if a.usd is None or b.usd is None:
        return False
    one_place = a.article_id == b.article_id
    if one_place and a.lead.currency == b.lead.currency:
        return False
    first, second = a.announced_as(facts), b.announced_as(facts)
    if first is not None and second is not None and first[0] == second[0] and not a.moved:
        return amounts_equal(a.usd, b.usd, _BY_REFERENCE)
    return (one_place or on_one_occasion(a, b)) and amounts_equal(a.usd, b.usd, _AT_THE_RATE)


def _share_amount(a: Statement, b: Statement) -> bool:
    if not a.amounts.isdisjoint(b.amounts):
        return True
    return any(
        code == other and amounts_equal(amount, value)
        for code, amount in a.amounts
        for other, value in b.amounts
    )


def _amount_evidence(a: Statement, b: Statement) -> Evidence:
    """Equal amounts weigh nothing; amounts that are only near each other weigh against."""
    if any(
        code == other and amounts_equal(x, y) for code, x in a.amounts for other, y in b.amounts
    ):
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
        """Link a payment to the promises of its amount, unless its article says what it is paid from."""
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
