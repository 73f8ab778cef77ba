"""What stands around a figure: source lines and notes, and how alt texts are put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ukjp.drawing.formats import (
    NBSP,
    currency_name,
    format_day,
    join_words,
    sentence_case,
)
from ukjp.drawing.wording import amount_words
from ukjp.reconciling.cells import day_of, number_of, records_of, text_of
from ukjp.reconciling.series import Tables

ALT_LENGTH = 125
"""Characters a short alt text should not exceed."""

_MOST_SOURCES = 6
"""So many articles are named in a source line; more are counted."""

Row = dict[str, Any]


def rows_of(table: pd.DataFrame, *roles: str) -> list[Row]:
    """Return the rows of those roles (of all, where none is named) as dictionaries."""
    return [row for row in records_of(table) if not roles or row["role"] in roles]


def articles_drawn(table: pd.DataFrame) -> list[str]:
    """Return the articles behind the rows of a table, sorted."""
    return sorted({name for cell in table["article_ids"] for name in cell.split()})


def source_line(table: pd.DataFrame, dataset: Tables, *notes: str) -> str:
    """Return where the rows drawn come from: outlets and days, or how many articles.

    `notes` are sentences set behind the sources.
    """
    names = articles_drawn(table)
    sources = []
    if names:
        sources.append(_article_words(names, dataset.articles))
    reference = sorted({name for name in table.get("source", pd.Series(dtype=str)) if name})
    said = [f"Sources: {'; '.join(sources)}."] if sources else []
    if reference:
        said.append(f"Not from the articles: {join_words(_shortened(reference))}.")
    said += [note for note in notes if note]
    return " ".join(said)


def _shortened(names: Sequence[str]) -> list[str]:
    first = sorted({name.split(";")[0].split(",")[0] for name in names})
    return first if len(first) <= _MOST_SOURCES else [*first[:_MOST_SOURCES], "others"]


def _article_words(names: Sequence[str], articles: pd.DataFrame) -> str:
    if len(names) > _MOST_SOURCES:
        return f"{len(names):,} articles, listed with their quotes in the evidence table"
    known = {str(row["article_id"]): row for row in records_of(articles)}
    short = _short_names(names)
    words = [_one_article(short[name], known.get(name, {})) for name in names]
    return ", ".join(words)


def _one_article(name: str, row: Mapping[Any, Any]) -> str:
    outlet = text_of(row.get("outlet"))
    who = outlet or f"article {name}"
    earliest, latest = (day_of(row.get(f"published_{end}")) for end in ("earliest", "latest"))
    if earliest is None or earliest != latest:
        return f"{who} (undated)"
    return f"{who} ({format_day(earliest)})"


def _short_names(names: Sequence[str]) -> dict[str, str]:
    """Return article names cut at the first underscore where that still tells them apart."""
    short = {name: name.partition("_")[0] or name for name in names}
    return short if len(set(short.values())) == len(names) else {name: name for name in names}


def alt_sentence(kind: str, finding: str) -> str:
    """Return kind of chart and finding within `ALT_LENGTH` characters, cut between words."""
    text = f"{kind}: {finding}.".replace(NBSP, " ")
    if len(text) <= ALT_LENGTH:
        return text
    return text[: ALT_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:–") + "…"


def describe_marks(headline: str, subtitle: str, sentences: Sequence[str]) -> str:
    """Return a long alt text: headline, subtitle and every mark as a sentence."""
    text = " ".join(f"{part.rstrip('.')}." for part in (headline, subtitle, *sentences) if part)
    return text.replace(NBSP, " ")


def concept_note(table: pd.DataFrame) -> str:
    """Return a sentence on what the figures drawn are and are not."""
    roles = set(table["role"])
    said = ["totals and pledges are announcements, not deliveries"]
    if "receipt" in roles and len(roles) > 1:
        said.append("money received is not added to them")
    if "guarantee" in set(table["instrument"]):
        said.append("guarantees become cash only if called")
    return f"{sentence_case('; '.join(said))}." if roles else ""


def unconverted_note(table: pd.DataFrame, currency: str, done: str = "drawn") -> str:
    """Return a sentence that names the amounts not drawn (or told) for want of a rate."""
    rows = [row for row in rows_of(table) if number_of(row["value"]) is None]
    stated = [row for row in rows if number_of(row["stated_value"]) is not None]
    if not stated:
        return ""
    amounts = join_words(dict.fromkeys(amount_words(row, stated=True) for row in stated))
    return f"Not {done}, for want of a dated rate in {currency_name(currency)}: {amounts}."
