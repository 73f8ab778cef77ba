"""What an article itself says of two of its figures: parts, conversions, raises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ukjp.reading.claims import Claim
from ukjp.reconciling.amounts import amount_bounds, amounts_equal, tell_amount
from ukjp.reconciling.rates import find_rate
from ukjp.reconciling.relations import Link
from ukjp.reconciling.wordings import says_raised

_OFF = 0.1


def find_parts(claims: Sequence[Claim]) -> Iterator[Link]:
    """Yield a link for each figure that its article puts under another.

    A part that is as large as its whole was misread: the link stays, as different.
    """
    by_id = {claim.claim_id: claim for claim in claims}
    for claim in claims:
        whole = by_id.get(claim.part_of or "")
        if whole is None or whole is claim:
            continue
        paid = claim.kind == "disbursement" and whole.kind == "commitment"
        relation = "draws_on" if paid else "part_of"
        if _cannot_be_part(claim, whole):
            reason = f"{claim.quote} is no less than {whole.quote}: it cannot be a part of it."
            yield Link(claim.claim_id, whole.claim_id, relation, "different", _plain(reason))
        else:
            reason = f"The article puts {claim.quote} under {whole.quote}: {claim.rule}."
            yield Link(claim.claim_id, whole.claim_id, relation, "same", _plain(reason))


def _cannot_be_part(part: Claim, whole: Claim) -> bool:
    low, high = amount_bounds(part)[0], amount_bounds(whole)[1]
    if part.currency != whole.currency or high is None:
        return False
    return low >= high or amounts_equal(low, high)


def find_conversions(claims: Sequence[Claim]) -> Iterator[Link]:
    """Yield a link for each figure that its article gives as another one in another currency."""
    by_id = {claim.claim_id: claim for claim in claims}
    for claim in claims:
        source = by_id.get(claim.conversion_of or "")
        if source is not None and source is not claim:
            reason = _plain(_conversion_reason(claim, source))
            yield Link(claim.claim_id, source.claim_id, "conversion_of", "same", reason)


def _conversion_reason(claim: Claim, source: Claim) -> str:
    reason = f"The article gives {source.quote} as {claim.quote} as well"
    rate = find_rate(source.currency, source.as_of_latest, claim.currency)
    if rate is None:
        return f"{reason}; there is no rate of that day to check it by."
    worth = source.amount * rate.usd
    fits = amounts_equal(worth, claim.amount, _OFF)
    told = tell_amount(worth, claim.currency)
    return (
        f"{reason}; at the {rate.source} of {rate.day} it {'is' if fits else 'would be'} {told}"
        + ("." if fits else ", more than a tenth apart.")
    )


def find_raises(claims: Sequence[Claim]) -> Iterator[Link]:
    """Yield a link for each sum that its sentence raises to a larger one: the old is in the new."""
    by_sentence: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind in ("commitment", "component", "other") and claim.conversion_of is None:
            by_sentence[claim.article_id, claim.sentence].append(claim)
    for together in by_sentence.values():
        for small in together:
            large = next((c for c in together if _raised(small, c)), None)
            if large is not None:
                reason = (
                    f"The sentence raises {small.quote} to {large.quote}: the new holds the old."
                )
                yield Link(small.claim_id, large.claim_id, "part_of", "same", _plain(reason))


def _raised(small: Claim, large: Claim) -> bool:
    return (
        small.currency == large.currency
        and abs(small.start - large.start) < 160
        and small.part_of is None
        and says_raised(small, large)
    )


def _plain(text: str) -> str:
    """A reason on one line: quotes keep their words, not their line breaks."""
    return " ".join(text.split())
