"""Native charts: the ledger's numbers in their sheet, and every point where it belongs."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from figures.samples import Sample
from pptx import Presentation

from ukjp.publishing.decks.chart_scales import Frame, money_scale, place_chart_labels, time_scale
from ukjp.publishing.decks.chart_series import announced_series, excel_day, received_series
from ukjp.publishing.decks.workbooks import build_workbook
from ukjp.reconciling.series import cumulative_aid


@pytest.fixture(scope="module")
def table(five: Sample) -> pd.DataFrame:
    return cumulative_aid(five)


@pytest.fixture(scope="module")
def charts(decks: dict[str, Path]) -> list[Any]:
    slide = Presentation(str(decks["native"])).slides[2]
    return [shape for shape in slide.shapes if shape.has_chart]


def test_announced_and_received_are_charts_of_their_own(charts: list[Any]) -> None:
    assert [chart.name for chart in charts] == ["ukjp aid announced", "ukjp aid received"]
    for chart in charts:
        assert chart.chart.chart_type.name.startswith("XY_SCATTER")
        assert "$12.1" in chart._element.nvGraphicFramePr.cNvPr.get("descr")


def test_the_sheet_holds_the_amounts_of_the_ledger(charts: list[Any], five: Sample) -> None:
    sheets = [read_sheet(chart.chart.part.chart_workbook.xlsx_part.blob) for chart in charts]
    stated = {
        (row[4], row[2]) for sheet in sheets for row in sheet if isinstance(row[2], float | int)
    }
    ledger = five.ledger.set_index("ledger_id")["amount_low"]
    assert {name for name, _ in stated} == set(ledger.index)
    assert all(amount == ledger[name] for name, amount in stated)


def test_the_chart_draws_what_its_sheet_says(charts: list[Any]) -> None:
    for shape in charts:
        cells = read_cells(shape.chart.part.chart_workbook.xlsx_part.blob)
        space = shape.chart._chartSpace
        references = 0
        for numbers in space.iter("{*}numRef"):
            column, first, last = numbers.find("{*}f").text.replace("Data!$", "").split("$", 2)
            first, last = int(first.rstrip(f":{column}$")), int(last.removeprefix(f"{column}$"))
            for point in numbers.iter("{*}pt"):
                row = first + int(point.get("idx"))
                assert row <= last
                assert cells[f"{column}{row}"] == float(point.find("{*}v").text)
                references += 1
        assert references > 3


def read_cells(book: bytes) -> dict[str, Any]:
    """Read a sheet's cells with nothing but what it is: a zip of XML."""
    import zipfile

    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        strings = [
            "".join(one.itertext())
            for one in etree.fromstring(archive.read("xl/sharedStrings.xml")).iter("{*}si")
        ]
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    cells: dict[str, Any] = {}
    for cell in sheet.iter("{*}c"):
        value = cell.findtext("{*}v")
        assert cell.find("{*}f") is None
        cells[cell.get("r")] = strings[int(value)] if cell.get("t") == "s" else float(value)
    return cells


def read_sheet(book: bytes) -> list[tuple[Any, ...]]:
    cells = read_cells(book)
    rows = {int(name[1:]) for name in cells}
    return [tuple(cells.get(f"{column}{row}") for column in "ABCDE") for row in sorted(rows)]


def test_totals_are_steps_and_a_bounded_day_is_a_span(table: pd.DataFrame) -> None:
    named = {one.name: one for one in announced_series(table, dt.date(2024, 6, 13))}
    steps = [point.value for point in named["Total announced"].points]
    assert steps[:4] == [7e9, 7e9, 12e9, 12e9]
    assert 7e9 + 12e9 not in steps
    assert [point.value for point in named["Lower bound"].points] == [7e9, 12e9]
    span = next(one for name, one in named.items() if name.startswith("Stated between"))
    assert span.points[0].day == excel_day(dt.date(2024, 2, 24))
    assert span.points[-1].day == excel_day(dt.date(2024, 6, 13))


def test_parts_are_piled_to_their_whole_and_no_higher(table: pd.DataFrame) -> None:
    series = announced_series(table, None)
    piles = [one for one in series if one.name.startswith("of which")]
    assert [(one.points[0].value, one.points[-1].value) for one in piles] == [
        (0.0, 1e9), (1e9, 4.5e9),
    ]  # fmt: skip
    assert max(p.value or 0 for one in series for p in one.points) == 12.1e9


def test_received_money_is_never_on_the_announced_scale(table: pd.DataFrame) -> None:
    (received,) = received_series(table)
    assert {point.amount for point in received.points} == {984e6}
    announced = {p.ledger_id for one in announced_series(table, None) for p in one.points}
    assert received.points[-1].ledger_id not in announced


def test_every_mark_of_the_five_articles_gets_its_words(table: pd.DataFrame) -> None:
    series = announced_series(table, dt.date(2024, 6, 13))
    days, money = time_scale(series, None), money_scale(series, "USD", 4, 213)
    labels = place_chart_labels(series, days, money, Frame(0.07, 0.02, 0.9, 0.85), (880, 250))
    told = {text for one in labels.values() for text, bold in one.lines if bold}
    wanted = {point.main for one in series for point in one.points if point.main}
    assert told == wanted
    assert days.low <= min(p.day for one in series for p in one.points)
    assert money.high > 12.1e9
    assert money.format.endswith('0,,,"bn";;0')


def test_the_same_numbers_give_the_same_workbook(table: pd.DataFrame) -> None:
    series = announced_series(table, dt.date(2024, 6, 13))
    assert build_workbook(series, "USD") == build_workbook(series, "USD")


def test_words_in_the_sheet_run_no_formula(table: pd.DataFrame) -> None:
    series = announced_series(table, None)[:1]
    harmful = [series[0]._replace(name="=cmd|' /C calc'!A0")]
    assert read_cells(build_workbook(harmful, "USD"))["B1"] == "=cmd|' /C calc'!A0"
