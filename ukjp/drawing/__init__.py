"""From tables to figures: numbers in words, style, charts, files.

The public names below are imported when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ukjp.drawing.agreements import figure_security_agreements, plot_security_agreements
    from ukjp.drawing.aid_figure import figure_cumulative_aid, plot_receipts
    from ukjp.drawing.cumulative import plot_cumulative_aid
    from ukjp.drawing.export import alt_text, long_description, save_figure
    from ukjp.drawing.labels import headline_numbers
    from ukjp.drawing.timeline import plot_timeline
    from ukjp.drawing.timeline_figure import figure_negotiation_timeline

_PUBLIC = {
    "plot_cumulative_aid": "cumulative",
    "plot_receipts": "aid_figure",
    "figure_cumulative_aid": "aid_figure",
    "plot_timeline": "timeline",
    "figure_negotiation_timeline": "timeline_figure",
    "plot_security_agreements": "agreements",
    "figure_security_agreements": "agreements",
    "headline_numbers": "labels",
    "alt_text": "export",
    "long_description": "export",
    "save_figure": "export",
}

__all__ = [
    "alt_text",
    "figure_cumulative_aid",
    "figure_negotiation_timeline",
    "figure_security_agreements",
    "headline_numbers",
    "long_description",
    "plot_cumulative_aid",
    "plot_receipts",
    "plot_security_agreements",
    "plot_timeline",
    "save_figure",
]


def __getattr__(name: str) -> Any:
    """Import a public name at its first use."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'ukjp.drawing' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"ukjp.drawing.{_PUBLIC[name]}"), name)
    globals()[name] = value
    return value
