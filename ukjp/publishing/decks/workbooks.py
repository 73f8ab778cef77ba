"""The sheet behind a native chart: the ledger's numbers, where "Edit data" finds them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from ukjp.publishing.decks.chart_series import Point, Series

SHEET = "Data"
_NO_TIME = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - fixed, so that the bytes are


def first_rows(series: Sequence[Series]) -> list[int]:
    """Return for each series the row, counted from 1, that holds its name; points follow below."""
    rows, row = [], 1
    for one in series:
        rows.append(row)
        row += len(one.points) + 2
    return rows


def build_workbook(series: Sequence[Series], currency: str) -> bytes:
    """Return a workbook: each point's day, value drawn, amount, words and row in the ledger.

    The same series give the same bytes. No text in it runs as a formula.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"author": "ukjp", "created": _NO_TIME})
    sheet = book.add_worksheet(SHEET)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    money = book.add_format({"num_format": "#,##0"})
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 2, 24)
    sheet.set_column(3, 4, 40)
    for top, one in zip(first_rows(series), series, strict=True):
        heads = ("Day", one.name, f"Amount in the ledger ({currency})", "In words", "Ledger row")
        for column, head in enumerate(heads):
            sheet.write_string(top - 1, column, head, bold)
        for row, point in enumerate(one.points, start=top):
            sheet.write_number(row, 0, point.day, day)
            if point.value is not None:
                sheet.write_number(row, 1, point.value, money)
            if point.amount is not None:
                sheet.write_number(row, 2, point.amount, money)
            _write_texts(sheet, row, point)
    book.close()
    return buffer.getvalue()


def _write_texts(sheet: object, row: int, point: Point) -> None:
    for column, text in enumerate((point.words, point.ledger_id), start=3):
        if text:
            sheet.write_string(row, column, text)  # type: ignore[attr-defined]
