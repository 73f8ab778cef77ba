"""Cells of a table as plain Python: an empty cell is the empty string or None, never NaN or NaT."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pandas as pd


def records_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries."""
    names = [str(name) for name in frame.columns]
    columns = [frame.iloc[:, place].tolist() for place in range(len(names))]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def text_of(value: object) -> str:
    """Return a cell as text."""
    return "" if value is None or value is pd.NA or value != value else str(value)  # noqa: PLR0124


def day_of(value: object) -> dt.date | None:
    """Return a cell (a day, a time stamp or ISO text) as a day."""
    if isinstance(value, pd.Timestamp):
        return value.date()
    return pd.Timestamp(text_of(value)).date() if text_of(value) else None


def number_of(value: object) -> float | None:
    """Return a cell as a number."""
    return float(text_of(value)) if text_of(value) else None


def flag_of(value: object) -> bool:
    """Return a cell as true or false; an empty one is false."""
    return text_of(value).lower() == "true"


def joined(words: Iterable[str], by: str = " ") -> str:
    """Return the distinct words, sorted, as one cell."""
    return by.join(sorted({word for word in words if word}))
