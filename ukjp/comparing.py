"""What changed between two folders of tables: headline figures first, then rows, in words.

A claim whose article was edited in front of it has moved, not gone: it is known by its quote and
what surrounds it, and rows that name it are followed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ukjp.errors import DataError
from ukjp.schema import TABLES, Table
from ukjp.tables import stated_text

if TYPE_CHECKING:
    from ukjp.dataset import Dataset

Row = dict[str, str]
Rows = dict[tuple[str, ...], Row]

DIFFERENT = 1
"""Exit code of `ukjp diff` when the tables differ: as of diff, 0 is equal and 2 is trouble."""

_NAMES = {
    "claims": ("claim_id", "part_of", "conversion_of"),
    "events": ("event_id",),
    "links": ("from_claim", "to_claim"),
    "ledger": ("ledger_id", "part_of", "restates", "claims"),
}
_UNTOLD = {"claims": ("start", "end"), "events": ("start", "end"), "articles": ("path",)}


class Change(NamedTuple):
    """A row that is new, gone, or has other cells; `cells` are (column, old, new)."""

    table: str
    key: tuple[str, ...]
    what: str
    cells: tuple[tuple[str, str, str], ...]
    old: Row | None
    new: Row | None


class Headline(NamedTuple):
    """A headline figure of both folders, in words."""

    name: str
    old: str
    new: str

    @property
    def told(self) -> str:
        """The figure with what became of it."""
        if self.old == self.new:
            return f"{self.name}: {self.new}, unchanged"
        return f"{self.name}: {self.old} → {self.new}"


class Differences(NamedTuple):
    """What changed: headline figures, rows that differ, claims and events that moved."""

    headlines: tuple[Headline, ...]
    changes: tuple[Change, ...]
    moved: int

    @property
    def equal(self) -> bool:
        """Whether nothing changed."""
        return not self.changes and not self.moved


def compare_tables(old: str | Path, new: str | Path) -> Differences:
    """Return what changed from one folder of tables to another, both written by `ukjp build`.

    Raises DataError where a folder lacks a table or a table is another's.
    """
    return compare_rows(read_folder(Path(old)), read_folder(Path(new)))


def compare_datasets(old: Dataset, new: Dataset) -> Differences:
    """Return what changed from one dataset to another, as if both had been written."""
    return compare_rows(*_rows_of(old, new))


def compare_rows(before: Mapping[str, Rows], after: Mapping[str, Rows]) -> Differences:
    """Return what changed from some tables to others, both by name and key, cells as text."""
    moved = {
        **_moved(before["claims"], after["claims"], ("quote", "prefix", "suffix")),
        **_moved(before["events"], after["events"], ("quote", "type", "date")),
    }
    if moved:
        before = {name: _renamed(name, rows, moved) for name, rows in before.items()}
    changes = tuple(
        change
        for table in TABLES
        for change in _changes(table, before[table.name], after[table.name])
    )
    return Differences(tuple(_headlines(before, after)), changes, len(moved))


def _rows_of(old: Dataset, new: Dataset) -> tuple[dict[str, Rows], dict[str, Rows]]:
    """The rows of two datasets as text; of the large tables only those that are not in both."""
    import pandas as pd

    sides: tuple[dict[str, Rows], dict[str, Rows]] = ({}, {})
    for table in TABLES:
        frames = [getattr(dataset, table.name) for dataset in (old, new)]
        if table.name not in {"articles", "ledger"}:
            both = pd.concat(frames, keys=[0, 1]).drop_duplicates(keep=False)
            frames = [both[both.index.get_level_values(0) == side] for side in (0, 1)]
        for rows, frame in zip(sides, frames, strict=True):
            text = io.StringIO(frame.to_csv(index=False, date_format="%Y-%m-%d"), newline="")
            rows[table.name] = _by_key(table, csv.DictReader(text))
    return sides


def read_folder(folder: Path) -> dict[str, Rows]:
    """Return the rows of all tables in a folder by their keys, cells as text."""
    if not folder.is_dir():
        raise DataError(f"{folder}: no such folder; name a folder that `ukjp build --out` wrote")
    return {table.name: _read_table(folder, table) for table in TABLES}


def _read_table(folder: Path, table: Table) -> Rows:
    path = folder / f"{table.name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            missing = set(table.column_names) - set(reader.fieldnames or ())
            if missing:
                raise DataError(f"{path}: lacks the column {min(missing)!r}")
            return _by_key(table, map(_stated, reader))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise DataError(f"{path}: cannot be read: {reason}") from error


def _stated(record: Mapping[str, str | None]) -> Row:
    """Return a line of a file with its texts as they were written."""
    return {name: stated_text(cell or "") for name, cell in record.items() if name}


def _by_key(table: Table, records: Iterable[Row]) -> Rows:
    rows = ({name: row[name] or "" for name in table.column_names} for row in records)
    return {tuple(row[name] for name in table.key): row for row in rows}


def _moved(before: Rows, after: Rows, words: Sequence[str]) -> dict[str, str]:
    """Old to new identifiers of claims or events that are the same words at another place."""
    gone, come = _by_words(before, after, words), _by_words(after, before, words)
    return {
        names[0]: come[words][0]
        for words, names in gone.items()
        if len(names) == 1 and len(come.get(words, ())) == 1
    }


def _by_words(rows: Rows, others: Rows, words: Sequence[str]) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for key, row in rows.items():
        if key not in others:
            found.setdefault((row["article_id"], *(row[n] for n in words)), []).append(key[0])
    return found


def _renamed(table: str, rows: Rows, moved: Mapping[str, str]) -> Rows:
    """The rows of a table with moved claims under their new names."""
    names = {**moved, **{f"L-{old}": f"L-{new}" for old, new in moved.items()}}
    by_table = {t.name: t for t in TABLES}
    changed = []
    for row in rows.values():
        cells = {
            column: " ".join(names.get(word, word) for word in row[column].split(" "))
            for column in _NAMES.get(table, ())
        }
        changed.append({**row, **cells})
    return {tuple(row[name] for name in by_table[table].key): row for row in changed}


def _changes(table: Table, before: Rows, after: Rows) -> Iterator[Change]:
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            yield Change(table.name, key, "new" if old is None else "gone", (), old, new)
            continue
        cells = tuple(
            (name, old[name], new[name])
            for name in table.column_names
            if old[name] != new[name] and name not in _UNTOLD.get(table.name, ())
        )
        if cells:
            yield Change(table.name, key, "changed", cells, old, new)


def _headlines(before: Mapping[str, Rows], after: Mapping[str, Rows]) -> Iterator[Headline]:
    old, new = _figures(before), _figures(after)
    for name, figure in old.items():
        yield Headline(name, figure, new[name])


def _figures(tables: Mapping[str, Rows]) -> dict[str, str]:
    """The headline figures of a folder, in words."""
    import pandas as pd

    from ukjp.reconciling.amounts import tell_amount
    from ukjp.reconciling.headlines import announced_total, counted_increments

    columns = next(table.column_names for table in TABLES if table.name == "ledger")
    ledger = pd.DataFrame(tables["ledger"].values(), columns=list(columns), dtype="object")
    total, pledges = announced_total(ledger), counted_increments(ledger)
    paid = sum(
        float(row["amount_usd_low"] or 0)
        for row in tables["ledger"].values()
        if row["kind"] == "disbursement" and not row["restates"]
    )
    return {
        "announced total": "none stated"
        if total is None
        else f"{total.words} ({total.date_latest})",
        "distinct pledges": f"{tell_amount(pledges.low, 'USD')} in {len(pledges.ledger_ids)}",
        "undecided": tell_amount(pledges.undecided, "USD"),
        "payments told": tell_amount(paid, "USD"),
        "articles": str(len(tables["articles"])),
    }


def format_differences(found: Differences) -> str:
    """Return the differences as text, headline figures first."""
    if found.equal:
        return "The tables are equal."
    lines = [headline.told for headline in found.headlines]
    if found.moved:
        lines.append(f"claims and events: {found.moved} moved, words unchanged")
    for table in TABLES:
        changes = [c for c in found.changes if c.table == table.name]
        if changes:
            lines.append(_counts(table.name, changes))
            lines += [f"  {line}" for change in changes for line in _change_lines(change)]
    return "\n".join(lines)


def _counts(name: str, changes: Sequence[Change]) -> str:
    counts = {what: sum(c.what == what for c in changes) for what in ("new", "gone", "changed")}
    return f"{name}: " + ", ".join(f"{n} {what}" for what, n in counts.items() if n)


def tell_change(change: Change) -> str:
    """Return one line: what happened to which row, in words."""
    return f"{change.what}: {_TOLD[change.table](change.new or change.old or {})}"


def _change_lines(change: Change) -> Iterable[str]:
    from ukjp.explaining import plain_line

    lines = [tell_change(change)]
    for name, old, new in change.cells:
        lines.append(f"  {name}: {old or 'nothing'} → {new or 'nothing'}")
    return [f"{'  ' * line.startswith('  ')}{plain_line(line.strip())}" for line in lines]


def _told_ledger(row: Row) -> str:
    from ukjp.reconciling.amounts import tell_bound

    high = float(row["amount_high"]) if row["amount_high"] else None
    told = tell_bound(float(row["amount_low"]), high, row["currency"], row["qualifier"])
    counted = "counted" if row["counts_in_total"] == "True" else "not counted"
    kind = row["kind"].replace("_", " ")
    return f"{told} ({kind}, {row['date_latest'] or 'no day'}), {counted}: {row['why']}"


_TOLD = {
    "articles": lambda row: f"{row['article_id']} ({row['title'] or 'no title'})",
    "claims": lambda row: f"{row['claim_id']} “{row['quote']}” ({row['kind']})",
    "events": lambda row: f"{row['event_id']} {row['date'] or 'no day'}: {row['what']}",
    "links": lambda row: (
        f"{row['from_claim']} {row['relation']} {row['to_claim']}: {row['verdict']}. "
        f"{row['reason']}"
    ),
    "ledger": _told_ledger,
}


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def diff(old: Path, new: Path) -> None:
    """Tell what changed from the tables in OLD to those in NEW, both written by `ukjp build`.

    Exit code 0 when they are equal, 1 when they differ, 2 when one of them cannot be read.
    """
    found = compare_tables(old, new)
    click.echo(format_differences(found))
    if not found.equal:
        click.get_current_context().exit(DIFFERENT)
