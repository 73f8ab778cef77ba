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
    "build_dataset": "ukjp.dataset",
    "load": "ukjp.dataset",
    "Dataset": "ukjp.dataset",
    "write_tables": "ukjp.tables",
}

__all__ = list(_PUBLIC)  # noqa: PLE0605 - made from one table, so that it cannot disagree
__version__ = "0.1.0"

if TYPE_CHECKING:
    from ukjp.dataset import Dataset, build_dataset, load
    from ukjp.reading.articles import read_articles
    from ukjp.reading.cleaning import clean_body
    from ukjp.reading.dates import find_days
    from ukjp.reading.extraction import extract_article
    from ukjp.reading.money import find_amounts
    from ukjp.reconciling.ledger import build_ledger
    from ukjp.reconciling.links import find_links
    from ukjp.tables import write_tables


def __getattr__(name: str) -> Any:
    """Import a public name at its first use."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'ukjp' has no attribute {name!r}")
    value = getattr(importlib.import_module(_PUBLIC[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Show the public names before they are used."""
    return sorted([*globals(), *__all__])
