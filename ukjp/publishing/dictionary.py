"""The data dictionary: every table, column and word, from the schema and the data package.

`make tables` writes it to docs/data-dictionary.md; it is never edited by hand.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from ukjp.errors import DataError
from ukjp.resources import resource_folder
from ukjp.schema import TABLES, Column, Table

_TYPES = {
    "text": "text",
    "number": "number",
    "integer": "whole number",
    "date": "day (YYYY-MM-DD)",
    "partial_date": "day, month or year (ISO 8601)",
    "boolean": "True or False",
    "list": "identifiers joined by a blank",
}
_OPENING = """\
# Data dictionary

Every table, column and word. This page is made from `ukjp/schema.py`, `ukjp/vocabulary.py` and
`data/datapackage.json` by `make tables`; a change goes there, not here. What the words mean in the
field stands in the [glossary](glossary.md), how the figures come about in the [method](method.md).

A column is **always filled** unless it says "may be empty". Amounts are in units of their currency,
never in millions. CSV files are UTF-8 without a byte order mark, with a comma; an empty cell is a
missing value. A text that a spreadsheet would run as a formula (it begins with =, +, - or @, a tab
or a line end) has an apostrophe in front in CSV files; `ukjp.tables.stated_text` takes it off.
Parquet files hold the same rows with types, and each text as it is.
"""
_WORDS = """\
## Words that stand in the columns

The published code is the one to write out for the word where another program asks for it
(`data/reference/code_lists.csv` has its source).
"""
_REFERENCE = """\
## Reference tables

Facts with their sources. They help to date and to judge, and are drawn beside the articles'
figures. No claim and no total takes an amount from them.
"""


def format_dictionary() -> str:
    """Return the data dictionary as Markdown. Raises DataError for a broken data package."""
    parts = [
        _OPENING,
        "## Tables that ukjp builds\n",
        *map(_format_table, TABLES),
        _WORDS,
        *map(_format_words, _coded_columns()),
        _REFERENCE,
        *map(_format_resource, _reference_resources()),
    ]
    return "\n".join(parts)


def _format_table(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    rows = [(f"`{c.name}`", _type_of(c), _meaning(c)) for c in table.columns]
    lines = _markdown_table(("column", "type", "meaning"), rows)
    return f"### {table.name}\n\nOne row: {table.row}. Key: {key}.\n\n{lines}"


def _type_of(column: Column) -> str:
    if column.name == "parties":
        return "names joined by “; ”"
    return _TYPES[column.type]


def _meaning(column: Column) -> str:
    words = column.description + ("" if column.required else "; may be empty")
    return f"{words} ([words](#{_anchor(column)}))" if column.codes else words


def _anchor(column: Column) -> str:
    return f"words-of-{column.name}"


def _coded_columns() -> list[tuple[Column, list[str]]]:
    """Each list of words once, with every column that uses it."""
    found: dict[str, tuple[Column, list[str]]] = {}
    for table in TABLES:
        for column in table.columns:
            if column.codes:
                found.setdefault(column.name, (column, []))[1].append(table.name)
    return list(found.values())


def _format_words(coded: tuple[Column, Sequence[str]]) -> str:
    column, tables = coded
    codes = _published_codes(column.name)
    head = ("word", "meaning", "published code") if codes else ("word", "meaning")
    rows = [
        (f"`{word}`", meaning, *([codes.get(word, "")] if codes else []))
        for word, meaning in (column.codes or {}).items()
    ]
    where = ", ".join(tables)
    return f"### Words of {column.name}\n\nIn {where}.\n\n{_markdown_table(head, rows)}"


def _published_codes(column: str) -> dict[str, str]:
    """Return for each word of a column the codes that stand for it, most used list first."""
    path = resource_folder("data") / "reference" / "code_lists.csv"
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["vocabulary"] == column and row["preferred"] == "true":
                named = row["list"] + ("" if row["code"] == row["name"] else f" {row['code']}")
                found.setdefault(row["ukjp_code"], []).append(f"{named} ({row['name']})")
    return {word: "; ".join(codes) for word, codes in found.items()}


def _reference_resources() -> Iterator[Mapping[str, Any]]:
    path = resource_folder("data") / "datapackage.json"
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        yield from (one for one in package["resources"] if one.get("schema"))
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise DataError(f"data/{path.name} cannot be read: {error!r}") from error


def _format_resource(resource: Mapping[str, Any]) -> str:
    rows = [
        (f"`{field['name']}`", field["type"], _field_meaning(field))
        for field in resource["schema"]["fields"]
    ]
    lines = _markdown_table(("column", "type", "meaning"), rows)
    about = resource.get("description", "")
    return f"### {resource['path']}\n\n{resource['title']}. {about}".rstrip() + f"\n\n{lines}"


def _field_meaning(field: Mapping[str, Any]) -> str:
    constraints = field.get("constraints", {})
    words = str(field.get("description", ""))
    if not constraints.get("required"):
        words += "; may be empty"
    if "enum" in constraints:
        words += ": " + ", ".join(f"`{word}`" for word in constraints["enum"])
    return words


def _markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
def write_dictionary(path: Path) -> None:
    """Write the data dictionary to PATH."""
    try:
        path.write_text(format_dictionary(), encoding="utf-8")
    except (OSError, DataError) as error:
        raise click.ClickException(f"{path}: not written: {error}") from error


if __name__ == "__main__":
    write_dictionary()
