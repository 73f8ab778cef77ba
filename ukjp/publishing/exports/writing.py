"""Tables as files that stand alone: each set with its dictionary, its licence and its citation."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from ukjp.errors import ParameterError
from ukjp.publishing.dictionary import format_dictionary
from ukjp.publishing.exports.papers import (
    format_citation,
    format_citation_file,
    format_licence,
    title_of,
)
from ukjp.schema import TABLES, Table
from ukjp.tables import format_csv, format_package, write_files

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from ukjp.dataset import Dataset

FORMATS = ("csv", "xlsx", "parquet", "jsonl")


def export_tables(
    dataset: Dataset, out: str | Path, formats: Sequence[str] = FORMATS
) -> list[Path]:
    """Write the five tables to the folder `out` and return the files.

    `formats` are any of csv (UTF-8, no cell runs as a formula; with a datapackage.json), xlsx (one
    workbook: cover, notes, one table a sheet), parquet and jsonl (a row a line). Beside them lie
    the data dictionary, the licence and the citation. All files are moved in when all are whole.

    Raises ParameterError for an unknown format, OutputError when `out` cannot be written.
    """
    asked = list(dict.fromkeys(formats))
    unknown = [one for one in asked if one not in FORMATS]
    if unknown or not asked:
        named = f"{unknown[0]!r} is none" if unknown else "none is named"
        raise ParameterError(f"formats: {named}; known are {', '.join(FORMATS)}")
    files = _papers(dataset)
    for one in asked:
        files |= dict(_FILES[one](dataset))
    return write_files(files, Path(out))


def _papers(dataset: Dataset) -> dict[str, bytes]:
    texts = {
        "data-dictionary.md": format_dictionary(),
        "LICENSE-DATA": format_licence(dataset),
        "CITATION.cff": format_citation_file(dataset),
        "CITATION.txt": format_citation(dataset) + "\n",
    }
    return {name: text.encode("utf-8", "replace") for name, text in texts.items()}


def _csv_files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    for table, frame in _frames(dataset):
        yield f"{table.name}.csv", format_csv(frame)
    yield "datapackage.json", format_package(dataset).encode("utf-8", "replace")


def _xlsx_files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    from ukjp.publishing.exports.workbook import build_workbook

    yield "tables.xlsx", build_workbook(dataset)


def _parquet_files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    import pyarrow.parquet as pq

    for table, frame in _frames(dataset):
        buffer = io.BytesIO()
        pq.write_table(_arrow_table(dataset, table, frame), buffer)
        yield f"{table.name}.parquet", buffer.getvalue()


def _arrow_table(dataset: Dataset, table: Table, frame: pd.DataFrame) -> pa.Table:
    """Return a table for Parquet: what it is in its metadata, each column with its meaning."""
    import pyarrow as pa

    made = pa.Table.from_pandas(frame, preserve_index=False)
    meanings = {column.name: column.description for column in table.columns}
    fields = [field.with_metadata({"description": meanings[field.name]}) for field in made.schema]
    facts = {
        "title": f"{title_of(dataset)}: {table.name}",
        "description": f"One row: {table.row}.",
        "as_of": str(dataset.as_of or ""),
        "license": "CC-BY-4.0",
        "citation": format_citation(dataset),
        "made_with": f"ukjp {version('ukjp')}",
    }
    return made.cast(pa.schema(fields, metadata=(made.schema.metadata or {}) | _encoded(facts)))


def _encoded(facts: Mapping[str, str]) -> dict[bytes, bytes]:
    return {key.encode(): value.encode("utf-8", "replace") for key, value in facts.items()}


def _jsonl_files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    for table, frame in _frames(dataset):
        lines = [json.dumps(row, ensure_ascii=False, allow_nan=False) for row in plain_rows(frame)]
        text = "".join(f"{line}\n" for line in lines)
        yield f"{table.name}.jsonl", text.encode("utf-8", "replace")


def plain_rows(frame: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Yield rows as plain values: text, numbers, booleans, days as ISO 8601, None."""
    import pandas as pd

    plain = frame.copy()
    for name in plain.select_dtypes(include="datetime"):
        plain[name] = plain[name].dt.strftime("%Y-%m-%d")
    plain = plain.astype(object).where(frame.notna(), None)
    names = list(plain.columns)
    for values in plain.itertuples(index=False, name=None):
        yield {
            name: None if value is None or value is pd.NA else value
            for name, value in zip(names, values, strict=True)
        }


def _frames(dataset: Dataset) -> Iterator[tuple[Table, pd.DataFrame]]:
    for table in TABLES:
        yield table, getattr(dataset, table.name)


_FILES = {
    "csv": _csv_files,
    "xlsx": _xlsx_files,
    "parquet": _parquet_files,
    "jsonl": _jsonl_files,
}
