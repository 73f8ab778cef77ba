"""Tables for others: they come back as they were, run nothing, and say what they are."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from publishing.samples import ATTACKS

from ukjp.cli import cli
from ukjp.dataset import Dataset, build_dataset
from ukjp.errors import OutputError, ParameterError
from ukjp.publishing.exports import export_tables
from ukjp.schema import TABLES, Table
from ukjp.tables import format_csv, neutral_text, stated_text

PAPERS = {"data-dictionary.md", "LICENSE-DATA", "CITATION.cff", "CITATION.txt"}
EXACTLY = {"text": str, "partial_date": str, "list": str, "boolean": bool, "integer": int,
           "number": int | float, "date": dt.datetime}  # fmt: skip


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return build_dataset()


@pytest.fixture(scope="module")
def folder(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("exported")
    export_tables(dataset, out)
    return out


def each_table() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def rows_of(dataset: Dataset, table: Table) -> list[dict[str, Any]]:
    frame = getattr(dataset, table.name)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{k: None if v is pd.NA else v for k, v in row.items()} for row in rows]


def test_each_set_has_its_dictionary_licence_and_citation(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    ends = ("csv", "parquet", "jsonl")
    tables = {f"{table.name}.{end}" for table in TABLES for end in ends}
    assert names == tables | PAPERS | {"tables.xlsx", "datapackage.json"}
    assert "iati_flow_type" in (folder / "data-dictionary.md").read_text(encoding="utf-8")
    assert "CC-BY-4.0" in (folder / "LICENSE-DATA").read_text(encoding="utf-8")
    cited = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["type"] == "dataset"
    assert cited["title"] == "Aid from Japan to Ukraine, as stated in five articles"
    assert cited["title"] in (folder / "CITATION.txt").read_text(encoding="utf-8")


@each_table()
def test_csv_comes_back(table: Table, folder: Path, dataset: Dataset) -> None:
    with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    for cells, row in zip(read, rows_of(dataset, table), strict=True):
        for column in table.columns:
            cell, value = cells[column.name], row[column.name]
            if value is None:
                assert cell == ""
            elif column.type in {"number", "integer"}:
                assert float(cell) == value
            elif column.type == "date":
                assert cell == f"{value:%Y-%m-%d}"
            else:
                assert stated_text(cell) == str(value)


@each_table()
def test_parquet_and_json_lines_come_back(table: Table, folder: Path, dataset: Dataset) -> None:
    frame = pd.read_parquet(folder / f"{table.name}.parquet")
    days = dict.fromkeys(frame.select_dtypes("datetime"), "datetime64[s]")
    pd.testing.assert_frame_equal(frame.astype(days), getattr(dataset, table.name))
    schema = pq.read_schema(folder / f"{table.name}.parquet")
    assert schema.metadata[b"license"] == b"CC-BY-4.0"
    assert schema.metadata[b"as_of"] == b"2024-06-15"
    assert all(field.metadata[b"description"] for field in schema)
    lines = (folder / f"{table.name}.jsonl").read_text(encoding="utf-8").splitlines()
    for line, row in zip(lines, rows_of(dataset, table), strict=True):
        told = {k: f"{v:%Y-%m-%d}" if isinstance(v, pd.Timestamp) else v for k, v in row.items()}
        assert json.loads(line) == told


@each_table()
def test_a_sheet_comes_back(table: Table, folder: Path, dataset: Dataset) -> None:
    sheet = openpyxl.load_workbook(folder / "tables.xlsx")[table.name]
    head, *rows = sheet.iter_rows()
    assert [cell.value for cell in head] == list(table.column_names)
    assert sheet.freeze_panes == "B2"
    for cells, row in zip(rows, rows_of(dataset, table), strict=True):
        for cell, column in zip(cells, table.columns, strict=True):
            assert cell.data_type != "f"
            value = row[column.name]
            assert (cell.value is None) == (value is None)
            if value is not None:
                assert isinstance(cell.value, EXACTLY[column.type])
                assert cell.value == value
                if column.name.startswith("amount"):
                    assert cell.number_format == "#,##0"


def test_the_workbook_says_what_it_is(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    assert book.sheetnames == ["About", "Notes", *(table.name for table in TABLES)]
    said = " ".join(str(cell.value) for row in book["About"].iter_rows() for cell in row)
    for words in ("As known on 15 June 2024.", "CC BY 4.0", "Tables made with ukjp"):
        assert words in said
    notes = " ".join(str(cell.value) for row in book["Notes"].iter_rows() for cell in row)
    assert "counts_in_total" in notes
    assert all(column.description in notes for table in TABLES for column in table.columns)


def test_the_same_tables_give_the_same_bytes(
    folder: Path, dataset: Dataset, tmp_path: Path
) -> None:
    for path in export_tables(dataset, tmp_path):
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_a_workbook_holds_what_a_sheet_cannot(tmp_path: Path) -> None:
    """Days before a sheet's calendar, texts longer than a cell, parts of a cent."""
    long = "in grants " + "and more " * 5000
    text = f"Title\n\nMay 5, 1850\n\nJapan gave Ukraine $5.25 {long} on 3 May 1850.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    export_tables(build_dataset(tmp_path), tmp_path / "out", ["xlsx"])
    book = openpyxl.load_workbook(tmp_path / "out" / "tables.xlsx")
    (claim,) = ({head.value: cell for head, cell in zip(book["claims"][1], row, strict=True)}
                for row in book["claims"].iter_rows(min_row=2))  # fmt: skip
    assert claim["amount"].value == 5.25
    assert claim["amount"].number_format == "#,##0.00"
    assert len(claim["sentence"].value) <= 32_767
    days = {cell.value for row in book["articles"].iter_rows(min_row=2) for cell in row}
    assert not {day for day in days if isinstance(day, dt.datetime) and day.year < 1901}


# --- what a spreadsheet would run ---------------------------------------------------------------


@given(st.text())
@example("=cmd|' /C calc'!A0")
@example("'=1")
@example("\t=1")
@example(" \n@SUM(A1)")
@example("＝1+1")
@example("'")
def test_no_text_runs_and_every_text_comes_back(text: str) -> None:
    cell = neutral_text(text)
    assert stated_text(cell) == text
    beginning = cell.lstrip()[:1]
    assert beginning not in set("=+-@＝＋－＠") - {""}
    assert cell[:1] not in {"\t", "\r", "\n"} or cell == ""


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
@example(["a\rb", "=1,2", 'x"y', "\r\n"])
def test_csv_gives_every_text_back(texts: list[str]) -> None:
    frame = pd.DataFrame({"text": pd.array(texts, "string"), "number": -1.5})
    read = list(csv.reader(io.StringIO(format_csv(frame).decode(), newline="")))
    assert [[stated_text(text), number] for text, number in read[1:]] == [
        [text, "-1.5"] for text in texts
    ]


HOSTILE = "Japan gave Ukraine $5 million in grants on 3 May 2024, {} said.\n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an article gives whose every sentence and title means harm."""
    place = tmp_path_factory.mktemp("hostile")
    for number, attack in enumerate(ATTACKS.values()):
        text = f"{attack}\n\nMay 5, 2024\n\n{attack} {HOSTILE.format(attack)}"
        (place / f"{number}.txt").write_text(text, encoding="utf-8")
    out = place / "out"
    result = CliRunner().invoke(cli, ["export", str(place), "--out", str(out)])
    assert result.exit_code == 0, result.output
    return out


def test_a_hostile_article_runs_nothing_in_csv_and_xlsx(hostile: Path) -> None:
    cells = []
    for table in TABLES:
        with (hostile / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            cells += [cell for row in csv.reader(file) for cell in row]
    assert any(cell.startswith("'=cmd|") for cell in cells)
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "@", "+"))]
    book = openpyxl.load_workbook(hostile / "tables.xlsx")
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in found if cell.data_type == "f"]
    (formula, *_) = [cell for cell in found if str(cell.value).startswith("=cmd|")]
    assert formula.quotePrefix
    with zipfile.ZipFile(hostile / "tables.xlsx") as archive:
        names = " ".join(archive.namelist())
        sheets = b"".join(map(archive.read, archive.namelist()))
    assert "externalLink" not in names
    assert b"<f>" not in sheets
    assert b'tracker.example/pixel.png" TargetMode' not in sheets


# --- the command --------------------------------------------------------------------------------


def test_the_command_writes_what_is_asked(tmp_path: Path, briefs: Path) -> None:
    out = tmp_path / "out"
    options = ["--formats", "jsonl, csv", "--as-of", "2024-04-30", "--out", str(out)]
    result = CliRunner().invoke(cli, ["export", str(briefs), *options])
    assert result.exit_code == 0, result.output
    assert {path.suffix for path in out.iterdir()} == {".csv", ".jsonl", ".json", ".md", ".cff",
                                                       ".txt", ""}  # fmt: skip
    assert "2024-04-30" not in (out / "articles.csv").read_text(encoding="utf-8")
    assert "30 April 2024" in (out / "CITATION.txt").read_text(encoding="utf-8")
    assert result.stdout.split() == [str(path) for path in map(Path, result.stdout.split())]


@pytest.mark.parametrize("formats", [["pdf"], ["csv", "xls"], []])
def test_an_unknown_format_is_refused(dataset: Dataset, tmp_path: Path, formats: Any) -> None:
    with pytest.raises(ParameterError, match="known are csv, xlsx, parquet, jsonl"):
        export_tables(dataset, tmp_path / "out", formats)
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_one_error(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot write"):
        export_tables(dataset, tmp_path / "file", ["csv"])
