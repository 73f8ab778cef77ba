"""How claims relate, with the verdict kept: part of, restates, same total, conversion, draws on.

Only pairs that can matter are looked at: equal amounts of one donor, levels that can be one, and
what an article itself puts together. Every pair looked at leaves a row, whatever the verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ukjp.reading.claims import Claim
from ukjp.reconciling.evidence import (
    Evidence,
    Level,
    amounts_agree,
    close_by,
    restatement_evidence,
    weigh,
)
from ukjp.reconciling.rates import find_rate

_SAME_LEVEL = 0.03
_ROOTS_COMPARED = 6


class Link(NamedTuple):
    """One relation between two claims; the fields are the columns of the table `links`."""

    from_claim: str
    to_claim: str
    relation: str
    verdict: str
    reason: str
    decided_by: str


def find_links(claims: Sequence[Claim], reference_levels: Sequence[Level] = ()) -> list[Link]:
    """Return the links among `claims`, in a fixed order whatever the order of the claims."""
    ordered = sorted(claims, key=_order)
    links = [*_stated_parts(ordered), *_conversions(ordered), *_restatements(ordered, reference_levels)]
    links += _same_totals(ordered)
    return sorted(set(links))


def usd_of(claim: Claim) -> float | None:
    """Return the figure in US dollars at the rate of its day, None where there is no rate."""
    rate = find_rate(claim.currency, claim.as_of_latest)
    return None if rate is None else claim.amount * rate.usd


def _order(claim: Claim) -> tuple[date, date, str, int]:
    latest = claim.as_of_latest or date.max
    return claim.as_of_earliest or latest, latest, claim.article_id, claim.start


def _stated_parts(claims: Iterable[Claim]) -> list[Link]:
    by_id = {claim.claim_id: claim for claim in claims}
    links = []
    for claim in by_id.values():
        whole = by_id.get(claim.part_of or "")
        if whole is None:
            continue
        drawn = claim.kind == "disbursement" and whole.kind == "commitment"
        reason = f"The article puts {claim.quote} under {whole.quote}: {claim.rule}."
        links.append(
            Link(claim.claim_id, whole.claim_id, "draws_on" if drawn else "part_of", "same", reason, "rule")
        )
    return links


def _conversions(claims: Iterable[Claim]) -> list[Link]:
    by_id = {claim.claim_id: claim for claim in claims}
    return [
        Link(c.claim_id, c.conversion_of, "conversion_of", "same", _conversion_reason(c, by_id), "rule")
        for c in by_id.values()
        if c.conversion_of in by_id
    ]


def _conversion_reason(claim: Claim, by_id: dict[str, Claim]) -> str:
    other = by_id[claim.conversion_of or ""]
    reason = f"The article gives {claim.quote} as {other.quote} in another currency"
    rate = find_rate(other.currency, other.as_of_latest, claim.currency)
    if rate is None:
        return f"{reason}; no ECB rate to check it by."
    return (
        f"{reason}; at the {rate.source} of {rate.day} it would be "
        f"{other.amount * rate.usd:,.0f} {claim.currency}."
    )


def _restatements(claims: Sequence[Claim], reference_levels: Sequence[Level]) -> list[Link]:
    """Compare each commitment with the earlier ones of its amount, oldest first."""
    levels = [*reference_levels, *_stated_levels(claims)]
    roots: dict[tuple[str | None, str | None, str], list[Claim]] = defaultdict(list)
    links = []
    for claim in claims:
        if not _is_increment(claim):
            continue
        mine = roots[claim.donor, claim.recipient, claim.kind]
        rivals = [r for r in mine if _comparable(r, claim)][-_ROOTS_COMPARED:]
        verdicts = []
        for root in rivals:
            verdict, reason = _compare(root, claim, levels)
            verdicts.append(verdict)
            links.append(Link(claim.claim_id, root.claim_id, "restates", verdict, reason, "rule"))
            if verdict == "same":
                break
        if "same" not in verdicts:
            mine.append(claim)
    return links


def _is_increment(claim: Claim) -> bool:
    return (
        claim.kind in ("commitment", "component", "disbursement")
        and claim.conversion_of is None
        and claim.excluded_because in (None, "other_donor")
    )


def _comparable(root: Claim, claim: Claim) -> bool:
    if root.currency == claim.currency:
        return amounts_agree(root, claim, None, None)
    return close_by(root, claim) and amounts_agree(root, claim, usd_of(root), usd_of(claim))


def _compare(root: Claim, claim: Claim, levels: Sequence[Level]) -> tuple[str, str]:
    pieces = restatement_evidence(root, claim, levels)
    if root.currency != claim.currency:
        pieces.append(Evidence(0, f"{root.quote} and {claim.quote} are equal at the day's rate after rounding"))
    else:
        pieces.append(Evidence(0, f"both are {claim.quote.strip()}" if root.quote == claim.quote else "the amounts are equal"))
    return weigh(pieces)


def _stated_levels(claims: Iterable[Claim]) -> list[Level]:
    return [
        Level(c.as_of_latest, c.amount, f"article {c.article_id.split('_')[0]}")
        for c in claims
        if c.kind == "cumulative_total"
        and c.in_scope
        and c.currency == "USD"
        and c.as_of_latest is not None
        and c.as_of_earliest == c.as_of_latest
    ]


def _same_totals(claims: Sequence[Claim]) -> list[Link]:
    """Levels that can be one: equal, or a bound and a figure it just leaves room for."""
    levels = [
        c
        for c in claims
        if c.kind == "cumulative_total" and c.conversion_of is None and c.excluded_because in (None, "other_donor")
    ]
    roots: dict[tuple[str | None, str | None], list[Claim]] = defaultdict(list)
    links = []
    for claim in levels:
        mine = roots[claim.donor, claim.recipient]
        for root in mine[-_ROOTS_COMPARED:]:
            if root.currency == claim.currency and _can_be_one_level(root, claim):
                links.append(_level_link(claim, root))
                break
        else:
            mine.append(claim)
    return links


def _can_be_one_level(a: Claim, b: Claim) -> bool:
    low, high = sorted((a.amount, b.amount))
    return high - low <= _SAME_LEVEL * high


def _level_link(claim: Claim, root: Claim) -> Link:
    equal = claim.amount == root.amount
    small, large = sorted((claim, root), key=lambda c: c.amount)
    if equal:
        verdict, reason = "same", f"Both state {claim.quote} as the total so far."
    elif small.qualifier in ("at_least", "about") or large.qualifier in ("nearly", "about", "up_to"):
        verdict = "same"
        reason = f"“{small.qualifier_text or ''} {small.quote}” leaves room for {large.quote}".replace("“ ", "“") + ": one total, said twice."
    else:
        verdict, reason = "undecided", f"{small.quote} and {large.quote} differ by less than 3 %: rounding, or growth."
    return Link(claim.claim_id, root.claim_id, "same_total", verdict, reason, "rule")
