"""Big corpora: articles, claims and events written to Parquet as they are read.

Memory does not grow with the number of articles, and the files do not depend on the number of
processes. Links and the ledger are the matter of `build_dataset`, which holds a whole set at once.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from ukjp.errors import ArticleError, OutputError
from ukjp.processes import OrderedMap, in_order
from ukjp.reading.article_files import Places
from ukjp.reading.articles import Article, ArticleReader, Files, Mapper, Problem, read_files
from ukjp.reading.claims import Scope
from ukjp.reading.extraction import Extraction, extract_article
from ukjp.reading.remote_files import address_of
from ukjp.schema import ARTICLES, CLAIMS, EVENTS, LEDGER, LINKS, Table

if TYPE_CHECKING:
    import pyarrow as pa

_TABLES = (ARTICLES, CLAIMS, EVENTS)
_DTYPES = {
    "number": "Float64",
    "integer": "Int64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}
_ROWS_OF_A_GROUP = 5_000
_ARTICLES_OF_A_BATCH = 40
_CHARS_OF_A_BATCH = 200_000

Columns = dict[str, list[list[Any]]]


class Summary(NamedTuple):
    """What was written: numbers of rows, of problems, and the files."""

    articles: int
    claims: int
    events: int
    lost: int
    passed: int
    files: tuple[Path, ...]


class Batch(NamedTuple):
    """Rows of some articles, by table and column, and what could not be read."""

    columns: Columns
    problems: list[Problem]


def _ignore(*_: object) -> None:
    """Tell nobody."""


def extract_corpus(
    articles: Places,
    out: str | Path,
    *,
    donor: str = "Japan",
    recipient: str = "Ukraine",
    jobs: int = 1,
    dask: str | None = None,
    tell_problem: Callable[[Problem], None] = _ignore,
    tell_progress: Callable[[int, int, int], None] = _ignore,
) -> Summary:
    """Read articles one by one and write their rows to three Parquet files in `out`.

    `jobs` is the number of processes; `dask` the address of a Dask scheduler whose workers do the
    work instead, and see the articles in a folder of the same name. `tell_problem` hears of every
    article that was not read, `tell_progress` of articles read, bytes read and bytes in all. The
    files appear when all are whole. Raises ArticleError when there is nothing to read,
    ParameterError for an unknown actor, OutputError when `out` cannot be written, WorkerError when
    a process dies.
    """
    from ukjp.dataset import check_scope

    extract = partial(extract_batch, scope=check_scope(donor, recipient))
    counts = dict.fromkeys(("lost", "passed"), 0)

    def note(problem: Problem) -> None:
        counts["lost" if problem.fatal else "passed"] += 1
        tell_problem(problem)

    with _mapper(jobs, dask) as mapper:
        reader = ArticleReader(articles, _reading(articles, mapper, dask))
        with _folder_in_place(Path(out)) as folder, ParquetTables(folder) as tables:
            for batch in mapper(extract, _batches(reader, note)):
                for problem in batch.problems:
                    note(problem)
                tables.add(batch.columns)
                tell_progress(tables.rows["articles"], reader.read_size, reader.total_size)
            if not tables.rows["articles"]:
                raise ArticleError("no article could be read; nothing was written")
    files = tuple(Path(out) / f"{table.name}.parquet" for table in _TABLES)
    return Summary(**tables.rows, **counts, files=files)


@contextmanager
def _mapper(jobs: int, dask: str | None) -> Iterator[OrderedMap]:
    """Lend a map over processes of this machine, or over a cluster."""
    if dask is None:
        with in_order(jobs) as mapper:
            yield mapper
        return
    from ukjp.clusters import connect, map_there

    with connect(dask) as client:
        yield map_there(client)


def _reading(articles: Places, mapper: OrderedMap, dask: str | None) -> Mapper:
    """Return the map that reads files: copies of what is at an address are on this machine only."""
    named = [articles] if isinstance(articles, str | os.PathLike) else list(articles)
    if dask is None:
        return mapper
    if any(address_of(place) for place in named):
        return map
    return lambda _, files: mapper(read_files_there, files)


def read_files_there(files: Files) -> list[Article | Problem]:
    """Read files on a worker; raise ArticleError where it cannot see them."""
    if not any(Path(file.path).exists() for file in files if not file.trouble):
        raise ArticleError(
            f"{files[0].name}: is not on the worker; give the workers a shared folder, "
            "or an address such as s3://bucket/articles"
        )
    return read_files(files)


def _batches(
    items: Iterable[Article | Problem], note: Callable[[Problem], None]
) -> Iterator[list[Article]]:
    """Yield articles in batches that depend on nothing but the articles."""
    batch: list[Article] = []
    chars = 0
    for item in items:
        if isinstance(item, Problem):
            note(item)
            continue
        batch.append(item)
        chars += len(item.text)
        if len(batch) >= _ARTICLES_OF_A_BATCH or chars >= _CHARS_OF_A_BATCH:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


def extract_batch(articles: Sequence[Article], scope: Scope) -> Batch:
    """Return the rows of some articles; one that cannot be read is a problem, not an end."""
    extractions: list[Extraction] = []
    problems: list[Problem] = []
    for article in articles:
        try:
            extractions.append(extract_article(article, scope))
        except Exception as error:  # noqa: BLE001 - a fault of ours must not cost hours of work
            words = f"fault in reading, please report it: {type(error).__name__}: {error}"
            problems.append(Problem(article.path, words))
    return Batch(
        {
            "articles": _columns(ARTICLES, [e.article for e in extractions]),
            "claims": _columns(CLAIMS, [claim for e in extractions for claim in e.claims]),
            "events": _columns(EVENTS, [event for e in extractions for event in e.events]),
        },
        problems,
    )


def _columns(table: Table, rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    if not rows:
        return [[] for _ in table.columns]
    columns = list(map(list, zip(*rows, strict=True)))
    for number, column in enumerate(table.columns):
        if column.type == "list":
            columns[number] = ["; ".join(value) for value in columns[number]]
    return columns


class ParquetTables:
    """Three Parquet files that grow by row groups; whole when left without an error."""

    def __init__(self, folder: Path) -> None:
        import pyarrow.parquet as pq

        self.rows = {table.name: 0 for table in _TABLES}
        self._waiting: Columns = {table.name: _columns(table, []) for table in _TABLES}
        self._schemas = {table.name: _arrow_schema(table) for table in _TABLES}
        self._writers = {
            name: pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd")
            for name, schema in self._schemas.items()
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            for name in self._writers:
                self._write(name)
        for writer in self._writers.values():
            writer.close()

    def add(self, columns: Columns) -> None:
        """Add rows given by table and column; write a row group where enough have come together."""
        for name, added in columns.items():
            for waiting, values in zip(self._waiting[name], added, strict=True):
                waiting.extend(values)
            self.rows[name] += len(added[0])
            if len(self._waiting[name][0]) >= _ROWS_OF_A_GROUP:
                self._write(name)

    def _write(self, name: str) -> None:
        import pyarrow as pa

        schema, waiting = self._schemas[name], self._waiting[name]
        arrays = [
            _arrow_array(values, field.type) for values, field in zip(waiting, schema, strict=True)
        ]
        self._writers[name].write_table(pa.Table.from_arrays(arrays, schema=schema))
        for values in waiting:
            values.clear()


def _arrow_schema(table: Table) -> pa.Schema:
    """The types that `ukjp build` gives its Parquet files, so that both are read alike."""
    import pandas as pd
    import pyarrow as pa

    columns = {c.name: pd.Series(dtype=_DTYPES.get(c.type, "string")) for c in table.columns}
    return pa.Schema.from_pandas(pd.DataFrame(columns), preserve_index=False)


def _arrow_array(values: list[Any], wanted: pa.DataType) -> pa.Array:
    import pyarrow as pa

    if pa.types.is_timestamp(wanted):
        return pa.array(values, type=pa.date32()).cast(wanted)
    return pa.array(values, type=wanted)


@contextmanager
def _folder_in_place(out: Path) -> Iterator[Path]:
    """Lend a folder beside its later place; what is in it moves there if no error comes."""
    try:
        made = _existing_part(out) / f".ukjp-{uuid.uuid4().hex}"
        made.mkdir()
    except OutputError:
        raise
    except OSError as error:
        raise _output_error(out, error) from error
    try:
        yield made
        _move(made, out)
    except OutputError:
        raise
    except OSError as error:
        raise _output_error(out, error) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _output_error(out: Path, error: OSError) -> OutputError:
    return OutputError(f"{out}: cannot write the tables: {error.strerror or error}")


def _existing_part(out: Path) -> Path:
    """Return `out`, or the nearest folder above it that is there."""
    built = [out / f"{table.name}.{end}" for table in (LINKS, LEDGER) for end in ("csv", "parquet")]
    if found := next((path for path in built if path.exists()), None):
        raise OutputError(
            f"{out}: holds the tables of another set, built with links and a ledger "
            f"({found.name}); name a folder of its own"
        )
    there = next(path for path in (out, *out.absolute().parents) if path.exists())
    if not there.is_dir():
        raise NotADirectoryError(None, "a file stands in the way", str(there))
    return there


def _move(made: Path, out: Path) -> None:
    if out.exists():
        for file in sorted(made.iterdir()):
            file.replace(out / file.name)
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        made.rename(out)
