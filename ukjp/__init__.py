"""ukjp: aid from one country to another, read from news articles; every figure with its words.

The public names, in the order in which the data walks through them. Nothing heavy is imported
until a name is used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

_PUBLIC = {
    "read_articles": "ukjp.reading.articles",
    "clean_body": "ukjp.reading.cleaning",
    "find_amounts": "ukjp.reading.money",
    "find_days": "ukjp.reading.dates",
    "extract_article": "ukjp.reading.extraction",
    "find_links": "ukjp.reconciling.links",
    "build_ledger": "ukjp.reconciling.ledger",
    "build": "ukjp.dataset",
    "build_dataset": "ukjp.dataset",
    "load": "ukjp.dataset",
    "Dataset": "ukjp.dataset",
    "LiveCorpus": "ukjp.watching.corpus",
    "write_tables": "ukjp.tables",
    "cumulative_aid": "ukjp.reconciling.series",
    "negotiation_timeline": "ukjp.reconciling.series",
    "plot_cumulative_aid": "ukjp.drawing.cumulative",
    "plot_timeline": "ukjp.drawing.timeline",
    "figure_cumulative_aid": "ukjp.drawing.aid_figure",
    "figure_negotiation_timeline": "ukjp.drawing.timeline_figure",
    "figure_security_agreements": "ukjp.drawing.agreements",
    "save_figure": "ukjp.drawing.export",
    "headline_numbers": "ukjp.drawing.labels",
    "run_report": "ukjp.publishing.reports",
    "explore": "ukjp.exploring.explorer",
}

__all__ = list(_PUBLIC)
__version__ = "0.1.0"

if TYPE_CHECKING:
    from ukjp.dataset import Dataset as Dataset
    from ukjp.dataset import build as build
    from ukjp.dataset import build_dataset as build_dataset
    from ukjp.dataset import load as load
    from ukjp.drawing.agreements import figure_security_agreements as figure_security_agreements
    from ukjp.drawing.aid_figure import figure_cumulative_aid as figure_cumulative_aid
    from ukjp.drawing.cumulative import plot_cumulative_aid as plot_cumulative_aid
    from ukjp.drawing.export import save_figure as save_figure
    from ukjp.drawing.labels import headline_numbers as headline_numbers
    from ukjp.drawing.timeline import plot_timeline as plot_timeline
    from ukjp.drawing.timeline_figure import (
        figure_negotiation_timeline as figure_negotiation_timeline,
    )
    from ukjp.exploring.explorer import explore as explore
    from ukjp.publishing.reports import run_report as run_report
    from ukjp.reading.articles import read_articles as read_articles
    from ukjp.reading.cleaning import clean_body as clean_body
    from ukjp.reading.dates import find_days as find_days
    from ukjp.reading.extraction import extract_article as extract_article
    from ukjp.reading.money import find_amounts as find_amounts
    from ukjp.reconciling.ledger import build_ledger as build_ledger
    from ukjp.reconciling.links import find_links as find_links
    from ukjp.reconciling.series import cumulative_aid as cumulative_aid
    from ukjp.reconciling.series import negotiation_timeline as negotiation_timeline
    from ukjp.tables import write_tables as write_tables
    from ukjp.watching.corpus import LiveCorpus as LiveCorpus


def __getattr__(name: str) -> Any:
    """Import a public name at its first use."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'ukjp' has no attribute {name!r}")
    value = getattr(importlib.import_module(_PUBLIC[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Show the public names before they are used, and nothing that they are imported with."""
    return sorted([*__all__, *(name for name in globals() if name.startswith("__"))])
