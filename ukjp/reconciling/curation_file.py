"""The file of the analyst's verdicts: read line by line, written whole or not at all.

A broken row is refused with its line number, the others are used, and it stays in the file as it
was. Two programs that write at once wait for each other and read again before they write.
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ukjp.errors import DataError, OutputError
from ukjp.reading.articles import Problem
from ukjp.reconciling.curation import Curation, check_row

COLUMNS = Curation._fields
_WAIT = 10.0


Target = tuple[str, str, str, str]


class Conflict(NamedTuple):
    """Something that two people decided without knowing of each other.

    `mine` is the row that was to be written, None where one was to be taken back; `theirs` are the
    rows that stand in the file now, none where they were taken back.
    """

    target: Target
    mine: Curation | None
    theirs: tuple[Curation, ...]

    @property
    def told(self) -> str:
        """The conflict in words."""
        stands = "; ".join(f"{row.told} ({row.who}, {row.when})" for row in self.theirs)
        return f"the file now says {stands or 'nothing on it any more'}"


class CurationConflictError(DataError):
    """The file was changed by somebody else where this change would go; nothing was written."""

    def __init__(self, path: Path, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(f"{path}: {'; '.join(conflict.told for conflict in conflicts)}")
        self.conflicts = conflicts


class _Records(NamedTuple):
    """What a file holds: good rows, and the broken records as they stand with their problems."""

    rows: list[Curation]
    broken: list[list[str]]
    problems: list[Problem]


def read_curation(path: str | Path) -> tuple[list[Curation], list[Problem]]:
    """Return the rows of a curation file, and a Problem with its line number for each broken one.

    Raises DataError when there is no such file, it is no UTF-8 text, or its header is another's.
    """
    records = _read_records(Path(path))
    return records.rows, records.problems


def _read_records(path: Path) -> _Records:
    try:
        # Bytes, because a text file's own line ends would be changed inside the quotes too.
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "the bytes are no UTF-8 text"
        raise DataError(f"{path}: cannot be read: {reason}") from error
    records = _Records([], [], [])
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = next(reader, None)
        _check_header(path, header)
        for cells in reader:
            if cells:
                _take_record(path, reader.line_num, cells, records)
    except csv.Error as error:
        raise DataError(f"{path}:{reader.line_num}: no CSV: {error}") from error
    return records


def _check_header(path: Path, header: list[str] | None) -> None:
    if header is not None and tuple(header) != COLUMNS:
        raise DataError(
            f"{path}:1: the header is {','.join(header)!r}; expected {','.join(COLUMNS)!r}"
        )


def _take_record(path: Path, line: int, cells: list[str], records: _Records) -> None:
    fault = None if len(cells) == len(COLUMNS) else f"{len(cells)} cells; expected {len(COLUMNS)}"
    row = Curation(*cells) if fault is None else None
    fault = fault or (check_row(row) if row is not None else None)
    if row is None or fault is not None:
        records.broken.append(cells)
        records.problems.append(
            Problem(f"{path.name}:{line}", f"refused, the rest is used: {fault}")
        )
    else:
        records.rows.append(row)


def write_curation(path: str | Path, rows: Iterable[Curation]) -> None:
    """Write a curation file with exactly these rows, whole or not at all.

    Raises DataError for a row that could not be read back, OutputError where it cannot be written.
    """
    target = Path(path)
    rows = _checked(rows)
    with lock_file(target):
        _replace(target, rows)


def update_curation(
    path: str | Path,
    add: Iterable[Curation] = (),
    remove: Iterable[Curation] = (),
    *,
    seen: Sequence[Curation] | None = None,
) -> list[Curation]:
    """Add and remove rows of a curation file that others may be writing too; return its rows.

    The file is read again under the lock, so that nobody's rows are lost; a row that decides what
    another row of the same person decided takes its place. Broken records stay as they are.

    `seen` are the rows as the caller knows them: where the file now says something else on what is
    to be changed, nothing is written and CurationConflictError says what. None asks for no check.
    """
    target, added, gone = Path(path), _checked(add), set(remove)
    with lock_file(target):
        records = _read_records(target) if target.exists() else _Records([], [], [])
        if seen is not None:
            _refuse_conflicts(target, records.rows, seen, (added, gone))
        replaced = {(row.target, row.who) for row in added}
        kept = [r for r in records.rows if r not in gone and (r.target, r.who) not in replaced]
        rows = [*kept, *added]
        _replace(target, [*rows, *records.broken])
    return rows


def _refuse_conflicts(
    path: Path,
    rows: Sequence[Curation],
    seen: Sequence[Curation],
    change: tuple[Sequence[Curation], Iterable[Curation]],
) -> None:
    """Raise where the file says something else on what is to be changed than was seen."""
    added, gone = change
    mine: dict[Target, Curation | None] = {row.target: None for row in gone}
    mine |= {row.target: row for row in added}
    conflicts = []
    for target, row in mine.items():
        now = tuple(one for one in rows if one.target == target)
        if set(now) == {one for one in seen if one.target == target}:
            continue
        if row is None or not now or any(one.value != row.value for one in now):
            conflicts.append(Conflict(target, row, now))
    if conflicts:
        raise CurationConflictError(path, tuple(conflicts))


def _checked(rows: Iterable[Curation]) -> list[Curation]:
    found = list(rows)
    for row in found:
        fault = check_row(row)
        if fault is not None:
            raise DataError(f"curation row {row.told}: {fault}")
    return found


def _replace(path: Path, rows: Sequence[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    plain = csv.writer(text, lineterminator="\n")
    # A carriage return is quoted by some versions of the csv module only.
    quoted = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(COLUMNS)
    for row in rows:
        (quoted if any("\r" in cell for cell in row) else plain).writerow(row)
    try:
        _write_whole(path, text.getvalue())
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _write_whole(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def lock_file(path: Path, wait: float = _WAIT) -> Iterator[None]:
    """Hold the lock beside a file; another holder is waited for up to `wait` seconds.

    The lock ends with its process, however that ends. Raises OutputError when it stays taken or the
    folder cannot be written.
    """
    lock = path.with_name(f".{path.name}.lock")
    deadline = time.monotonic() + wait
    while (handle := _try_lock(lock)) is None:
        if time.monotonic() > deadline:
            raise OutputError(f"{path}: another program is writing it; try again when it is done")
        time.sleep(0.02)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(handle)


def _try_lock(lock: Path) -> int | None:
    import fcntl

    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise OutputError(f"{lock.parent}: cannot be written: {error.strerror}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The holder before removed the file it had locked: a lock on that one holds nobody off.
        if os.fstat(handle).st_ino == os.stat(lock).st_ino:  # noqa: PTH116 - beside fstat
            return handle
    except OSError:
        pass
    os.close(handle)
    return None
