"""The reference tables: facts with sources, kept beside the articles' figures, never among them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ukjp.errors import DataError
from ukjp.reading.claims import Scope
from ukjp.reconciling.evidence import Level
from ukjp.resources import resource_folder

if TYPE_CHECKING:
    import pandas as pd


def read_reference() -> dict[str, pd.DataFrame]:
    """Return every table of data/reference by its name, text as found.

    Raises DataError naming the file when one cannot be parsed.
    """
    return {path.stem: _read_table(path).copy() for path in sorted(_folder().glob("*.csv"))}


def _folder() -> Path:
    return resource_folder("data") / "reference"


@cache
def _read_table(path: Path) -> pd.DataFrame:
    import pandas as pd

    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise DataError(f"data/reference/{path.name} cannot be read: {error}") from error
    for name in ("amount", "increment"):
        if name in table:
            table[name] = pd.to_numeric(table[name], errors="coerce")
    return table


def reference_levels(
    tables: dict[str, pd.DataFrame], scope: Scope, until: date | None
) -> list[Level]:
    """Return the donor's own announced totals: evidence when a pledge is named again.

    They exist for Japan's support of Ukraine only; for other scopes the list is empty. Nothing
    later than `until` is used, so that a verdict as of a day rests on what was known then.
    """
    totals = tables.get("japan_support_totals")
    if totals is None or (scope.donor, scope.recipient) != ("Japan", "Ukraine"):
        return []
    official = totals[
        (totals["concept"].isin(["announced"]))
        & (totals["view"] == "donor")
        & (totals["currency"] == "USD")
        & (totals["as_of"].str.len() == 10)
    ]
    levels = [
        Level(date.fromisoformat(row.as_of), float(row.amount), f"{row.source_name}, reference table")
        for row in official.itertuples()
    ]
    return [level for level in levels if until is None or level.day <= until]
