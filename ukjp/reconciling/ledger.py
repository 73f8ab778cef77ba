"""The ledger: distinct money in scope, each row with every claim that supports it.

Claims that the links call the same money share a row. A pledge named again on another day keeps a
row of its own that points back and counts for nothing, so that a chart can show it; so do levels,
components and receipts. Only distinct commitments count in the sum of increments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ukjp.reading.claims import Claim
from ukjp.reconciling.evidence import close_by
from ukjp.reconciling.links import Link
from ukjp.reconciling.rates import find_rate


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


class _Group(NamedTuple):
    """Claims that are one row; `restates` is the group it names again, with the link that says so."""

    claims: list[Claim]
    restates: Claim | None
    link: Link | None


def build_ledger(claims: Sequence[Claim], links: Sequence[Link]) -> list[LedgerRow]:
    """Return the ledger of the claims in scope, sorted by day, kind and identifier."""
    scoped = {c.claim_id: c for c in claims if c.in_scope and c.kind != "other"}
    groups = _group_claims(scoped, links)
    home = {c.claim_id: ledger_identifier(g.claims[0]) for g in groups for c in g.claims}
    wholes = {link.from_claim: link for link in links if link.relation in ("part_of", "draws_on")}
    rows = [_as_row(group, home, wholes, scoped, claims) for group in groups]
    return sorted(rows, key=lambda r: (r.date_earliest or date.max, r.date_latest or date.max, r.kind, r.ledger_id))


def ledger_identifier(claim: Claim) -> str:
    """Return the identifier of the row whose first claim this is."""
    return f"L-{claim.claim_id}"


def amount_bounds(claim: Claim) -> tuple[float, float | None]:
    """Return the lowest and highest amount a figure allows; None where it sets no upper bound.

    "Over 7" gives (7, None), "up to 5" gives (0, 5), a range its ends. "About" and "nearly" name a
    point and stay one: their width is not stated, and `qualifier` keeps the word.
    """
    if claim.qualifier == "at_least":
        return claim.amount, None
    if claim.qualifier == "up_to":
        return 0.0, claim.amount_max or claim.amount
    if claim.amount_max is not None:
        return claim.amount, claim.amount_max
    return claim.amount, claim.amount


def _group_claims(scoped: dict[str, Claim], links: Iterable[Link]) -> list[_Group]:
    """Put claims of one statement together; keep a restatement of another day apart."""
    sorted_links = sorted(links)
    leader: dict[str, str] = {name: name for name in scoped}

    def root(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    again: dict[str, Link] = {}
    for link in sorted_links:
        if link.from_claim not in scoped or link.to_claim not in scoped:
            continue
        if _is_one_statement(link, scoped):
            leader[root(link.from_claim)] = root(link.to_claim)
        elif link.relation == "restates" and link.verdict != "different":
            current = again.get(link.from_claim)
            if current is None or (current.verdict == "undecided" and link.verdict == "same"):
                again[link.from_claim] = link
    members: dict[str, list[Claim]] = defaultdict(list)
    for name, claim in scoped.items():
        members[root(name)].append(claim)
    groups = []
    for found in members.values():
        ordered = sorted(found, key=_claim_order)
        link = next((again[c.claim_id] for c in ordered if c.claim_id in again), None)
        groups.append(_Group(ordered, scoped[link.to_claim] if link else None, link))
    return groups


def _is_one_statement(link: Link, scoped: dict[str, Claim]) -> bool:
    """Tell whether two claims belong in one row: one occasion, or one amount in two currencies."""
    a, b = scoped[link.from_claim], scoped[link.to_claim]
    if link.verdict != "same":
        return False
    if link.relation == "conversion_of":
        return True
    if link.relation == "restates":
        return a.article_id == b.article_id or close_by(a, b)
    if link.relation == "same_total":
        return a.amount == b.amount and a.qualifier == b.qualifier and close_by(a, b)
    return False


def _claim_order(claim: Claim) -> tuple[bool, date, date, str, int]:
    """The claim that speaks for its row: no conversion, the earliest, the first."""
    latest = claim.as_of_latest or date.max
    return claim.conversion_of is not None, claim.as_of_earliest or latest, latest, claim.article_id, claim.start


def _as_row(
    group: _Group,
    home: dict[str, str],
    wholes: dict[str, Link],
    scoped: dict[str, Claim],
    claims: Sequence[Claim],
) -> LedgerRow:
    first = group.claims[0]
    low, high = amount_bounds(first)
    rate = find_rate(first.currency, first.as_of_latest)
    link = next((wholes[c.claim_id] for c in group.claims if c.claim_id in wholes), None)
    counts, why, decided_by = _judge_counting(group, link, claims)
    return LedgerRow(
        ledger_identifier(first),
        first.kind,
        low,
        high,
        first.currency,
        None if rate is None else low * rate.usd,
        None if rate is None or high is None else high * rate.usd,
        None if rate is None else rate.usd,
        None if rate is None else rate.day,
        "no rate known: stays in its own currency" if rate is None else rate.source,
        _common([c.instrument for c in group.claims]),
        _common([c.sector for c in group.claims]),
        _common([c.channel for c in group.claims]),
        first.qualifier,
        _narrowest(group.claims)[0],
        _narrowest(group.claims)[1],
        None if link is None else home.get(link.to_claim),
        None if group.restates is None else home[group.restates.claim_id],
        tuple(c.claim_id for c in group.claims),
        counts,
        why,
        decided_by,
    )


def _common(values: Iterable[str | None]) -> str | None:
    """The one value the claims agree on, None where they name none or several."""
    named = {value for value in values if value is not None}
    return named.pop() if len(named) == 1 else None


def _narrowest(claims: Sequence[Claim]) -> tuple[date | None, date | None]:
    """The tightest bounds any of the claims gives."""
    dated = [(c.as_of_earliest, c.as_of_latest) for c in claims if c.as_of_earliest and c.as_of_latest]
    if not dated:
        first = claims[0]
        return first.as_of_earliest, first.as_of_latest
    return min(dated, key=lambda span: ((span[1] - span[0]).days, span))


def _judge_counting(
    group: _Group, whole: Link | None, claims: Sequence[Claim]
) -> tuple[bool, str, str]:
    """Return whether the row counts in the sum of increments, why, and who decided."""
    first = group.claims[0]
    if first.kind == "cumulative_total":
        return False, "A running total: it replaces earlier totals and is never added.", "rule"
    if group.link is not None:
        decided_by = group.link.decided_by
        if group.link.verdict == "same":
            return False, f"Names money again that is counted already. {group.link.reason}", decided_by
        return False, f"May be money that is counted already; left out until decided. {group.link.reason}", decided_by
    if first.kind == "component" or whole is not None:
        quote = next((c.quote for c in claims if whole and c.claim_id == whole.to_claim), "another amount")
        return False, f"Part of {quote}: a part never adds to its whole.", whole.decided_by if whole else "rule"
    if first.kind == "disbursement":
        return False, "Money that moved: paid out of what was promised, not on top of it.", "rule"
    return True, "A commitment of its own: nothing links it to money already counted.", "rule"
