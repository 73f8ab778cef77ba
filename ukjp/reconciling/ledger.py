"""The ledger: distinct money in scope, each row with every claim that supports it.

Claims that the links call the same money share a row. A pledge named again on another day keeps a
row of its own that points back and counts for nothing, so that a chart can show it; so do levels,
components and receipts. Only distinct commitments count in the sum of increments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ukjp.reading.claims import Claim
from ukjp.reconciling.amounts import amount_bounds
from ukjp.reconciling.codes import find_codes
from ukjp.reconciling.grouping import Group, group_claims
from ukjp.reconciling.ordering import Ordering
from ukjp.reconciling.rates import NO_RATE, find_rate
from ukjp.reconciling.relations import Link
from ukjp.reconciling.statements import most_exact, narrowest_days
from ukjp.reconciling.wholes import Whole, assign_wholes

CURATED = "curator"


class LedgerRow(NamedTuple):
    """One distinct amount of money; the fields are the columns of the table `ledger`."""

    ledger_id: str
    kind: str
    amount_low: float
    amount_high: float | None
    currency: str
    amount_usd_low: float | None
    amount_usd_high: float | None
    fx_rate: float | None
    fx_date: date | None
    fx_source: str
    instrument: str | None
    sector: str | None
    channel: str | None
    qualifier: str
    date_earliest: date | None
    date_latest: date | None
    part_of: str | None
    restates: str | None
    claims: tuple[str, ...]
    counts_in_total: bool
    why: str
    decided_by: str
    iati_transaction_type: str | None
    iati_finance_type: str | None
    iati_flow_type: str | None


class Judgement(NamedTuple):
    """Whether a row counts in the sum of increments, why, and who decided."""

    counts: bool
    why: str
    decided_by: str


def build_ledger(claims: Sequence[Claim], links: Sequence[Link]) -> list[LedgerRow]:
    """Return the ledger of the claims in scope, sorted by day, kind and identifier.

    `links` are those that `find_links` found among the same claims.

    Shape: a list of `LedgerRow`; its fields are the columns of the table `ledger`.
    Units: `amount_…` are whole units of `currency`, `amount_usd_…` US dollars.
    Raises: nothing for claims that `extract_article` made.
    Source: the claims; exchange rates of the European Central Bank (`fx_source`).

    >>> import ukjp
    >>> from ukjp.reading.articles import Article
    >>> from ukjp.reading.claims import Scope
    >>> text = "Japan pledged Ukraine 30 billion yen ($186 million) on July 2, 2024."
    >>> article = Article("a", "a.txt", "0", "utf-8", text)
    >>> claims = ukjp.extract_article(article, Scope()).claims
    >>> (row,) = ukjp.build_ledger(claims, ukjp.find_links(claims))
    >>> len(row.claims), row.counts_in_total
    (2, True)
    """
    by_id = {claim.claim_id: claim for claim in claims}
    scoped = {c.claim_id: c for c in claims if c.in_scope and c.kind != "other"}
    groups = group_claims(scoped, links, Ordering(claims))
    wholes = assign_wholes(groups, links, by_id)
    rows = [
        _as_row(group, wholes.get(group.name), links_of)
        for group, links_of in _with_links(groups, links)
    ]
    return sorted(rows, key=_row_order)


def _row_order(row: LedgerRow) -> tuple[date, date, str, str]:
    return row.date_earliest or date.max, row.date_latest or date.max, row.kind, row.ledger_id


def _with_links(groups: Iterable[Group], links: Iterable[Link]) -> list[tuple[Group, list[Link]]]:
    """Return each group with the links that start from one of its claims."""
    groups = list(groups)
    home = {claim.claim_id: n for n, group in enumerate(groups) for claim in group.claims}
    found: list[list[Link]] = [[] for _ in groups]
    for link in sorted(links):
        if link.from_claim in home:
            found[home[link.from_claim]].append(link)
    return list(zip(groups, found, strict=True))


def ledger_identifier(name: str) -> str:
    """Return the identifier of the row whose first claim this is."""
    return f"L-{name}"


def _as_row(group: Group, whole: Whole | None, links: Sequence[Link]) -> LedgerRow:
    claims = group.claims
    lead = most_exact(claims)
    low, high = amount_bounds(lead)
    earliest, latest = narrowest_days(claims)
    rate = find_rate(lead.currency, latest)
    kind = _kind_of(group, whole)
    judged = _judge(group, kind, whole, links)
    instrument = _common([c.instrument for c in claims])
    return LedgerRow(
        ledger_identifier(group.name),
        kind,
        low,
        high,
        lead.currency,
        None if rate is None else low * rate.usd,
        None if rate is None or high is None else high * rate.usd,
        None if rate is None else rate.usd,
        None if rate is None else rate.day,
        NO_RATE if rate is None else rate.source,
        instrument,
        _common([c.sector for c in claims]),
        _common([c.channel for c in claims]),
        lead.qualifier,
        earliest,
        latest,
        ledger_identifier(whole.group) if whole and whole.group else None,
        ledger_identifier(group.restates) if group.restates else None,
        tuple(c.claim_id for c in claims),
        judged.counts,
        judged.why,
        judged.decided_by,
        *find_codes("" if group.restates else kind, instrument, [c.sentence for c in claims]),
    )


def _common(values: Iterable[str | None]) -> str | None:
    """The one value the claims agree on, None where they name none or several."""
    named = {value for value in values if value is not None}
    return named.pop() if len(named) == 1 else None


def _kind_of(group: Group, whole: Whole | None) -> str:
    """A part of a named sum is one, even where another article tells it alone."""
    kinds = {claim.kind for claim in group.claims}
    for kind in ("cumulative_total", "disbursement"):
        if kind in kinds:
            return kind
    if whole is not None and whole.several_pay:
        return "commitment"
    return "component" if whole is not None or kinds == {"component"} else "commitment"


def _judge(group: Group, kind: str, whole: Whole | None, links: Sequence[Link]) -> Judgement:
    """Return whether the row counts in the sum of increments, why, and who decided."""
    curated = any(claim.rule.startswith(CURATED) for claim in group.claims)
    by = CURATED if curated else "rule"
    if kind == "cumulative_total":
        return Judgement(
            False, "A running total: it replaces earlier totals and is never added.", by
        )
    if group.again is not None:
        return _named_again(group.again, by)
    if kind == "disbursement":
        return Judgement(False, _why_payment(links), by)
    if whole is not None and not whole.several_pay:
        return Judgement(False, whole.why, CURATED if whole.by_curator else by)
    if kind == "component":
        return Judgement(False, "A part of an amount that the article does not name.", by)
    repeated = next(
        (x for x in links if x.relation == "same_total" and x.verdict != "different"), None
    )
    if repeated is not None:
        why = "May be the running total, told like a pledge; left out until decided. "
        why += repeated.reason
        return Judgement(False, why, CURATED if repeated.by_curator else by)
    why = whole.why if whole else _why_counted(links)
    return Judgement(True, why, CURATED if _parted_by_curator(links) else by)


def _named_again(link: Link, by: str) -> Judgement:
    by = CURATED if link.by_curator else by
    if link.verdict == "same":
        return Judgement(False, f"Names money again that is counted already. {link.reason}", by)
    return Judgement(
        False, f"May be money that is counted already; left out until decided. {link.reason}", by
    )


def _why_payment(links: Iterable[Link]) -> str:
    drawn = next((x for x in links if x.relation == "draws_on" and x.verdict == "same"), None)
    words = "Money that moved: paid out of what was promised, not on top of it."
    return f"{words} {drawn.reason}" if drawn else words


def _why_counted(links: Iterable[Link]) -> str:
    apart = next((x for x in links if x.relation == "restates" and x.verdict == "different"), None)
    if apart is None:
        return "A commitment of its own: nothing links it to money already counted."
    return f"A commitment of its own, not the equal amount of before. {apart.reason}"


def _parted_by_curator(links: Iterable[Link]) -> bool:
    return any(x.by_curator and x.relation == "restates" for x in links)
