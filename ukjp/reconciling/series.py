"""The tables that figures are drawn from, one row a mark: money over time, and happenings."""

from __future__ import annotations

from ukjp.reconciling.aid import AID_COLUMNS, Tables, cumulative_aid
from ukjp.reconciling.happenings import TIMELINE_COLUMNS, negotiation_timeline
from ukjp.reconciling.talks_span import Span, negotiation_span

__all__ = [
    "AID_COLUMNS",
    "TIMELINE_COLUMNS",
    "Span",
    "Tables",
    "cumulative_aid",
    "negotiation_span",
    "negotiation_timeline",
]
