"""The committed tables are what the briefs give today, and describe themselves."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from ukjp.cli import cli
from ukjp.publishing.dictionary import format_dictionary
from ukjp.schema import TABLES, Table

ROOT = Path(__file__).parents[1]
COMMITTED = ROOT / "data" / "tables"
STALE = "is stale: run `make tables`, look at what changed, and commit it"


@pytest.fixture(scope="module")
def built(briefs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "tables"
    result = build(briefs, out)
    assert result.exit_code == 0, result.output
    return out


def build(articles: Path, out: Path) -> Result:
    return CliRunner().invoke(cli, ["build", str(articles), "--out", str(out)])


def file_names() -> list[str]:
    return ["datapackage.json", *(f"{t.name}.{end}" for t in TABLES for end in ("csv", "parquet"))]


def tables() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def test_build_writes_the_committed_files(built: Path) -> None:
    names = {path.name for path in built.iterdir()}
    assert names == set(file_names())
    assert {path.name for path in COMMITTED.iterdir()} == names, f"data/tables {STALE}"


@pytest.mark.parametrize("name", [name for name in file_names() if not name.endswith(".parquet")])
def test_committed_text_is_not_stale(built: Path, name: str) -> None:
    assert (COMMITTED / name).read_text("utf-8") == (built / name).read_text("utf-8"), (
        f"data/tables/{name} {STALE}"
    )


@tables()
def test_committed_parquet_is_not_stale(built: Path, table: Table) -> None:
    """Rows and types, not bytes: the file also names the version of pyarrow that wrote it."""
    name = f"{table.name}.parquet"
    committed, now = pd.read_parquet(COMMITTED / name), pd.read_parquet(built / name)
    assert committed.equals(now), f"data/tables/{name} {STALE}"


def test_building_again_gives_the_same_bytes(built: Path, briefs: Path, tmp_path: Path) -> None:
    assert build(briefs, tmp_path / "again").exit_code == 0
    for name in file_names():
        assert (tmp_path / "again" / name).read_bytes() == (built / name).read_bytes(), name


def test_only_make_tables_writes_to_the_committed_folder(
    briefs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli, ["build", str(briefs)]).exit_code == 0
    written = {path.parent.relative_to(tmp_path) for path in tmp_path.rglob("*.csv")}
    assert written == {Path("build/tables")}
    assert "/build/" in (ROOT / ".gitignore").read_text("utf-8").split()


@tables()
def test_data_package_describes_each_column(table: Table) -> None:
    package = json.loads((COMMITTED / "datapackage.json").read_text("utf-8"))
    (resource,) = [one for one in package["resources"] if one["name"] == table.name]
    described = [field["name"] for field in resource["schema"]["fields"]]
    with (COMMITTED / resource["path"]).open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == described == list(table.column_names)


@pytest.mark.parametrize("name", ["claims", "events"])
def test_quotes_stand_where_the_committed_rows_say(name: str, briefs: Path) -> None:
    rows = pd.read_csv(COMMITTED / f"{name}.csv", keep_default_na=False)
    assert len(rows) > 5
    for row in rows.itertuples():
        text = (briefs / f"{row.article_id}.txt").read_text("utf-8")
        assert text[row.start : row.end] == row.quote


# --- the data dictionary ------------------------------------------------------------------------


def test_data_dictionary_is_not_stale() -> None:
    committed = (ROOT / "docs" / "data-dictionary.md").read_text("utf-8")
    assert committed == format_dictionary(), f"docs/data-dictionary.md {STALE}"


def test_data_dictionary_has_every_column_and_word() -> None:
    page = format_dictionary()
    for table in TABLES:
        section = page.split(f"### {table.name}\n")[1].split("\n### ")[0]
        for column in table.columns:
            assert f"| `{column.name}` |" in section
            if column.codes:
                words = page.split(f"### Words of {column.name}\n")[1].split("\n### ")[0]
                assert all(f"| `{word}` | {meaning} |" in words
                           for word, meaning in column.codes.items())  # fmt: skip


def test_data_dictionary_gives_the_codes_that_other_programs_ask_for() -> None:
    page = format_dictionary()
    (loan,) = [line for line in page.splitlines() if line.startswith("| `loan` |")]
    assert "FinanceType 421" in loan
    (pledge,) = [line for line in page.splitlines() if line.startswith("| `commitment` |")]
    assert "IATI TransactionType 12" in pledge
    assert "IATI TransactionType 2 " not in pledge  # a firm, written obligation: read, not written
