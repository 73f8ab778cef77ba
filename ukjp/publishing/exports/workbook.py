"""The tables as one workbook: a cover, notes, and a sheet for each table.

No cell holds a formula; a text that looks like one is marked as text. The same tables give the same
bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ukjp.errors import OutputError
from ukjp.publishing.exports.papers import (
    LICENCE_ADDRESS,
    format_citation,
    known_words,
    title_of,
)
from ukjp.publishing.markup import clean_text
from ukjp.schema import TABLES, Column, Table
from ukjp.tables import neutral_text

if TYPE_CHECKING:
    from ukjp.dataset import Dataset

COVER, NOTES = "About", "Notes"
_MOST_ROWS = 1_048_575
_MOST_LETTERS = 32_000
_FIRST_YEAR = 1901
_NO_TIME = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - fixed, so that the bytes are
_READING = (
    "A total so far (kind cumulative_total) replaces the one before; never add it to a pledge.",
    "A lower bound stays one: qualifier at_least, and amount_high is empty.",
    "Add up amounts only where counts_in_total is TRUE; why says what the others are.",
    "A guarantee is cash only if it is called.",
    "Announced is not delivered: all this is what articles say, not what ministries book.",
    "start and end of a claim count characters of the article's text, from 0.",
    "An empty cell is not known or not said. Amounts are whole units of their currency.",
)


def build_workbook(dataset: Dataset) -> bytes:
    """Return the dataset as a workbook. Raises OutputError for more rows than a sheet can hold."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": title_of(dataset), "author": "ukjp", "created": _NO_TIME})
    styles = _styles(book)
    _write_cover(book.add_worksheet(COVER), dataset, styles)
    _write_notes(book.add_worksheet(NOTES), dataset, styles)
    for table in TABLES:
        _write_table(book.add_worksheet(table.name), table, getattr(dataset, table.name), styles)
    book.close()
    return buffer.getvalue()


def _styles(book: Any) -> Mapping[str, Any]:
    top = {"valign": "top"}
    styles = {
        "title": {"bold": True, "font_size": 16},
        "head": {"bold": True, "bottom": 1, "valign": "bottom", "text_wrap": True},
        "strong": top | {"bold": True},
        "text": top | {"text_wrap": True},
        "quoted": top | {"text_wrap": True, "quote_prefix": True},
        "integer": top | {"num_format": "0"},
        "amount": top | {"num_format": "#,##0"},
        "cents": top | {"num_format": "#,##0.00"},
        "rate": top | {"num_format": "0.000000"},
        "day": top | {"num_format": "yyyy-mm-dd", "align": "left"},
        "link": top | {"font_color": "#0b4f9e", "underline": 1},
    }
    return {name: book.add_format(style) for name, style in styles.items()}


def _write_text(sheet: Any, row: int, column: int, text: str, styles: Mapping[str, Any]) -> None:
    """Write a text as it is, without what no sheet can hold, marked where it looks like more."""
    text = clean_text(text)
    if len(text) > _MOST_LETTERS:
        text = text[:_MOST_LETTERS] + " …"
    style = "text" if neutral_text(text) == text else "quoted"
    sheet.write_string(row, column, text, styles[style])


def _write_cover(sheet: Any, dataset: Dataset, styles: Mapping[str, Any]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, title_of(dataset), styles["title"])
    sheet.write_string(1, 0, known_words(dataset))
    sheet.write_string(3, 0, "Sheet", styles["head"])
    sheet.write_string(3, 1, "What it holds", styles["head"])
    row = 4
    for table in TABLES:
        count = len(getattr(dataset, table.name))
        sheet.write_url(row, 0, f"internal:'{table.name}'!A1", styles["link"], table.name)
        sheet.write_string(row, 1, f"{count:,} rows, each {table.row}", styles["text"])
        row += 1
    sheet.write_url(row, 0, f"internal:'{NOTES}'!A1", styles["link"], NOTES)
    sheet.write_string(row, 1, "how to read the tables, what was not read, every column")
    facts = (
        ("Licence", f"Creative Commons Attribution 4.0 (CC BY 4.0), {LICENCE_ADDRESS}"),
        ("", "Titles, quotes and sentences are excerpts and stay their publishers'."),
        ("Citation", format_citation(dataset)),
    )
    for number, (name, text) in enumerate(facts, row + 2):
        sheet.write_string(number, 0, name, styles["strong"])
        sheet.write_string(number, 1, text, styles["text"])


def _write_notes(sheet: Any, dataset: Dataset, styles: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 2, 14)
    sheet.set_column(3, 3, 90)
    sheet.write_string(0, 0, "How to read the tables", styles["strong"])
    row = 1
    for sentence in _READING:
        sheet.write_string(row, 0, sentence)
        row += 1
    if dataset.problems:
        sheet.write_string(row + 1, 0, "Not read or not used", styles["strong"])
        row += 2
        for problem in dataset.problems:
            _write_text(sheet, row, 1, str(problem.path), styles)
            _write_text(sheet, row, 3, problem.message, styles)
            row += 1
    _write_columns(sheet, row + 1, styles)


def _write_columns(sheet: Any, row: int, styles: Mapping[str, Any]) -> None:
    for place, head in enumerate(("Table", "Column", "Type", "Meaning")):
        sheet.write_string(row, place, head, styles["head"])
    for table in TABLES:
        for column in table.columns:
            row += 1
            words = "" if column.required else "; may be empty"
            if column.codes:
                words += ": " + ", ".join(column.codes)
            for place, text in enumerate((table.name, column.name, column.type)):
                sheet.write_string(row, place, text, styles["text"])
            sheet.write_string(row, 3, column.description + words, styles["text"])


def _write_table(sheet: Any, table: Table, frame: Any, styles: Mapping[str, Any]) -> None:
    if len(frame) > _MOST_ROWS:
        raise OutputError(
            f"{table.name}: {len(frame):,} rows, and a sheet holds {_MOST_ROWS:,}; export csv or "
            "parquet"
        )
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, styles["head"])
        values = frame[column.name]
        sheet.set_column(place, place, _width(column, values))
        write = _writer(column, sheet, styles)
        for row, value in enumerate(values.astype(object).where(values.notna(), None), 1):
            if value is not None:
                write(row, place, value)
    sheet.freeze_panes(1, 1)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(table.columns) - 1)


def _writer(
    column: Column, sheet: Any, styles: Mapping[str, Any]
) -> Callable[[int, int, Any], None]:
    """Return what writes a value of a column into a cell."""
    if column.type in {"number", "integer"}:
        return lambda row, place, value: sheet.write_number(
            row, place, value, styles[_number_style(column, value)]
        )
    if column.type == "boolean":
        return lambda row, place, value: sheet.write_boolean(row, place, bool(value))
    if column.type == "date":
        return lambda row, place, value: _write_day(sheet, row, place, value, styles)
    return lambda row, place, value: _write_text(sheet, row, place, str(value), styles)


def _write_day(
    sheet: Any, row: int, column: int, day: dt.datetime, styles: Mapping[str, Any]
) -> None:
    """Write a day; one from before a workbook's calendar begins as text."""
    if day.year < _FIRST_YEAR:
        sheet.write_string(row, column, f"{day:%Y-%m-%d}", styles["text"])
    else:
        sheet.write_datetime(row, column, day, styles["day"])


def _number_style(column: Column, value: float) -> str:
    if column.type == "integer":
        return "integer"
    if column.name == "fx_rate":
        return "rate"
    return "amount" if float(value).is_integer() else "cents"


def _width(column: Column, values: Iterable[Any]) -> int:
    """Return a column's width in characters: its longest value, within bounds."""
    if column.type == "date":
        return 12
    longest = max((len(str(value)) for value in values), default=0)
    return min(max(longest + 2, len(column.name) + 2, 10), 60)
