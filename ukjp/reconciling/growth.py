"""Whether the announced total, or what a tracker books, grew when an amount was named again."""

from __future__ import annotations

from ukjp.reconciling.amounts import tell_amount, tell_bound
from ukjp.reconciling.judging import Evidence
from ukjp.reconciling.reference import Facts, Level
from ukjp.reconciling.statements import WIDE_SPAN, Statement

_TRACKED_APART = 62
"""Days between two statements from which on the tracker's months tell them apart."""


def growth_evidence(earlier: Statement, later: Statement, facts: Facts) -> list[Evidence]:
    """Return what the totals before and after, and the tracker's months, say of it."""
    if earlier.latest is None or later.earliest is None or later.latest is None:
        return []
    if not facts.concerns(later.lead.donor, later.lead.recipient) or later.usd is None:
        return []
    pieces = [
        _level_growth(later, facts.levels_around(earlier.latest, later.earliest, later.latest))
    ]
    if later.width <= 2 * WIDE_SPAN and (later.earliest - earlier.latest).days > _TRACKED_APART:
        pieces.append(_tracked_growth(later, facts.booked_around(later.earliest, later.latest)))
    return [piece for piece in pieces if piece is not None]


def _level_growth(later: Statement, around: tuple[Level, Level] | None) -> Evidence | None:
    if around is None or later.usd is None or {level.currency for level in around} != {"USD"}:
        return None
    before, after = around
    words = " and ".join(f"{_told(level)} on {level.day} ({level.source})" for level in around)
    most = None if after.high is None else after.high - before.low
    least = None if before.high is None else after.low - before.high
    if most is not None and most < -0.03 * before.low:
        return Evidence(0, f"the stated totals contradict each other: {words}")
    if most is not None and most < 0.5 * later.usd:
        return Evidence(2, f"the announced total did not grow by it: {words}")
    if least is not None and most is not None and abs(least - later.usd) <= 0.1 * later.usd:
        return Evidence(-3, f"the announced total grew by it: {words}")
    return None


def _told(level: Level) -> str:
    return tell_bound(
        level.low, level.high, level.currency, "exact" if level.high is not None else "at_least"
    )


def _tracked_growth(later: Statement, booked: float | None) -> Evidence | None:
    if booked is None or later.usd is None:
        return None
    if booked < 0.25 * later.usd:
        return Evidence(
            1, f"the Kiel tracker books no new commitment of that size around {later.span}"
        )
    if booked > 0.8 * later.usd:
        return Evidence(
            -1,
            f"the Kiel tracker books new commitments of {tell_amount(booked, 'USD')} "
            f"around {later.span}",
        )
    return None
