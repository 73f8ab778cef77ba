"""Tables as DataFrames and as files: typed by the schema, checked, written whole or not."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ukjp.errors import DataError, OutputError
from ukjp.schema import TABLES, Column, Table

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

    from ukjp.dataset import Dataset

_DTYPES = {
    "text": "string",
    "partial_date": "string",
    "list": "string",
    "number": "Float64",
    "integer": "Int64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}
_FIELD_TYPES = {
    "text": "string",
    "partial_date": "string",
    "list": "string",
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
    "date": "date",
}
_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_LINE_END = re.compile(r'("(?:[^"]|"")*")|\r\n')
_TABLES = {table.name: table for table in TABLES}


def frame_of(name: str, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """Return the rows of a table as a checked DataFrame with the schema's dtypes.

    Raises DataError when a row breaks the schema, which is a fault of the program, not of a text.
    """
    import pandas as pd

    table = _TABLES[name]
    frame = pd.DataFrame(list(rows), columns=list(table.column_names))
    for column in table.columns:
        frame[column.name] = _typed(frame[column.name], column)
    return check_table(name, frame)


def _typed(values: pd.Series[Any], column: Column) -> pd.Series[Any]:
    import pandas as pd

    if column.type == "list":
        joiner = "; " if column.name == "parties" else " "
        values = values.map(lambda v: joiner.join(v) if isinstance(v, tuple) else v)
    if column.type == "date":
        values = pd.to_datetime(values)
    return values.astype(cast("Any", _DTYPES[column.type]))


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` when it holds what the schema says; raise DataError naming the column."""
    from pandera.errors import SchemaErrors

    try:
        return _pandera_schema(name).validate(frame, lazy=True)
    except SchemaErrors as error:
        case = error.failure_cases.iloc[0]
        raise DataError(
            f"table {name}: column {case['column']!r} fails {case['check']}: "
            f"{case['failure_case']!r}"
        ) from error


@cache
def _pandera_schema(name: str) -> pa.DataFrameSchema:
    import pandera.pandas as pa

    table = _TABLES[name]
    columns = {
        c.name: pa.Column(
            _DTYPES[c.type],
            nullable=not c.required,
            checks=[pa.Check.isin(list(c.codes))] if c.codes else [],
        )
        for c in table.columns
    }
    return pa.DataFrameSchema(columns, unique=list(table.key), strict=True, ordered=True)


def write_tables(dataset: Dataset, out: str | Path) -> list[Path]:
    """Write the five tables as CSV and Parquet with a datapackage.json; return the files.

    The files are made in a temporary folder beside `out` and moved into place when all are
    whole. Raises OutputError when `out` cannot be written.

    Shape: a list of eleven paths: five .csv, five .parquet, `datapackage.json`.
    Units: as in the tables; days are ISO 8601, an empty cell is "not known".
    Source: the dataset.

    >>> import tempfile
    >>> import ukjp
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = ukjp.write_tables(ukjp.load(), folder)
    >>> len(files), files[0].name
    (11, 'articles.csv')
    """
    files: dict[str, bytes] = {}
    for table in TABLES:
        frame: pd.DataFrame = getattr(dataset, table.name)
        files[f"{table.name}.csv"] = format_csv(frame)
        files[f"{table.name}.parquet"] = frame.to_parquet(index=False)
    files["datapackage.json"] = format_package(dataset).encode("utf-8", "replace")
    return write_files(files, Path(out))


def write_files(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write files to a folder, all of them or none; return their paths.

    They are made in a temporary folder beside their place and moved in when all are whole. Raises
    OutputError when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in files:
            if (folder / name).is_dir():  # found only when others are in place already
                raise IsADirectoryError(0, f"{name} is a folder there; name another with --out")
        with tempfile.TemporaryDirectory(prefix=".ukjp-", dir=folder) as made:
            for name, content in files.items():
                (Path(made) / name).write_bytes(content)
            for name in files:
                (Path(made) / name).replace(folder / name)
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot write the tables: {error.strerror or error}"
        ) from error
    return [folder / name for name in files]


def format_csv(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV: UTF-8 without a mark, comma, line feed, no text that is a formula.

    Spreadsheets run a text cell that begins with =, +, - or @ (also in full width, also behind
    blanks), a tab or a line end. Such a cell gets an apostrophe in front, as does one that has
    apostrophes before such a beginning, so that `stated_text` gives every text back. Numbers and
    days stay as they are.
    """
    safe = frame.copy()
    for place, name in enumerate(safe.columns):
        if _is_text(safe.dtypes.iloc[place]):
            safe[name] = safe[name].map(
                lambda cell: neutral_text(cell) if isinstance(cell, str) else cell
            )
    # With this line end a lone carriage return is quoted as well; then lines end plainly.
    text = safe.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\r\n")
    return _LINE_END.sub(lambda match: match[1] or "\n", text).encode("utf-8", "replace")


def _is_text(dtype: Any) -> bool:
    import pandas as pd

    return not (pd.api.types.is_numeric_dtype(dtype) or dtype.kind in "Mb")


def neutral_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def stated_text(cell: str) -> str:
    """Return the text that a cell of `format_csv` stands for."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def format_package(dataset: Dataset) -> str:
    """Return the description of the CSV files as a Frictionless data package."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ukjp-tables",
        "title": (
            f"Aid of {dataset.donor} to {dataset.recipient}, "
            f"as stated in {len(dataset.articles)} articles"
        ),
        "description": f"As known on {dataset.as_of}."
        if dataset.as_of
        else "No article has a day.",
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}],
        "resources": [_resource(table) for table in TABLES],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": f"One row: {table.row}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.codes:
        constraints["enum"] = list(column.codes)
    field: dict[str, Any] = {
        "name": column.name,
        "type": _FIELD_TYPES[column.type],
        "description": column.description,
    }
    if column.type == "boolean":
        field |= {"trueValues": ["True"], "falseValues": ["False"]}
    return field | ({"constraints": constraints} if constraints else {})
