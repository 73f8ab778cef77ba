"""Find the files that hold articles, in an order that does not depend on where they lie.

What was found and what was seen stands in a private database on disk, so that a corpus of any size
takes no more memory than a folder of five.
"""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ukjp.errors import ArticleError
from ukjp.reading.remote_files import local_copy

SUFFIXES = (".txt", ".md", ".html", ".htm", ".jsonl", ".jsonl.gz")
EXPECTED = f"expected files ending in {', '.join(SUFFIXES)}"

# Blanks part the identifiers of a list; control and direction characters deceive a reader.
_UNSEEN = "\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff"
_UNPRINTABLE = re.compile(f"[{_UNSEEN}]")
_UNFIT_FOR_NAME = re.compile(rf"[\s{_UNSEEN}\ufffd]+")
_LONGEST_NAME = 120

Place = str | os.PathLike[str]
Places = Place | Iterable[Place]


class ArticleFile(NamedTuple):
    """A file: how to open it, its name below the place named, its size in bytes.

    `trouble` says why it cannot be read, where that is known before opening it.
    """

    path: str
    name: str
    size: int
    trouble: str | None = None


class Register:
    """The files to read in order, and the contents and identifiers seen so far."""

    def __init__(self) -> None:
        # The empty name is a private temporary file, which goes with the connection.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript(
            """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            PRAGMA cache_size = -4000;
            CREATE TABLE files (path BLOB PRIMARY KEY, place BLOB, name TEXT, size INTEGER,
                                trouble TEXT) WITHOUT ROWID;
            CREATE TABLE contents (digest BLOB PRIMARY KEY, name TEXT) WITHOUT ROWID;
            CREATE TABLE names (name TEXT PRIMARY KEY) WITHOUT ROWID;
            """
        )

    def add_files(self, files: Iterable[tuple[ArticleFile, bytes]]) -> int:
        """Add files with their order; return how many there are now, each counted once."""
        rows = ((os.fsencode(file.path), order, *file[1:]) for file, order in files)
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR IGNORE INTO files VALUES (?, ?, ?, ?, ?)", rows)
        self._database.execute("COMMIT")
        return int(self._database.execute("SELECT count(*) FROM files").fetchone()[0])

    def files(self) -> Iterator[ArticleFile]:
        """Yield the files, sorted by their names below the places that were named."""
        rows = self._database.execute("SELECT * FROM files ORDER BY place, path")
        for path, _, name, size, trouble in rows:
            yield ArticleFile(os.fsdecode(path), name, size, trouble)

    def total_size(self) -> int:
        """Return the size of all files in bytes."""
        return int(self._database.execute("SELECT ifnull(sum(size), 0) FROM files").fetchone()[0])

    def first_with(self, digest: bytes, name: str) -> str | None:
        """Return who had this content before; None, and remember `name`, if nobody had."""
        if self._is_new("contents", digest, name):
            return None
        row = self._database.execute("SELECT name FROM contents WHERE digest = ?", (digest,))
        return str(row.fetchone()[0])

    def take_name(self, name: str, sha256: str) -> str:
        """Return the name as an identifier nobody has: longer by a piece of the hash if need be."""
        words = _UNFIT_FOR_NAME.sub(" ", name)[:_LONGEST_NAME].split()
        plain = name = "_".join(words) or "article"
        length = 8
        while not self._is_new("names", name):
            name = f"{plain}_{sha256[:length]}" if length <= len(sha256) else f"{plain}_{length}"
            length += 1
        return name

    def _is_new(self, table: str, *values: bytes | str) -> bool:
        marks = ", ".join("?" * len(values))
        added = self._database.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", values)  # noqa: S608 - the names stand in this class
        return added.rowcount == 1


def register_files(places: Places) -> tuple[Register, list[tuple[str, str]]]:
    """Return a register of the article files at `places`, and notes on what was passed over.

    Folders are searched in depth, links to folders followed once. A note is a place and a
    sentence. Raises ArticleError when a place does not exist or holds no article.
    """
    register, notes = Register(), list[tuple[str, str]]()
    named = [places] if isinstance(places, str | os.PathLike) else list(places)
    for place in named:
        survey = _Survey(os.fspath(local_copy(place)))
        register.add_files(survey)
        shown = printable(os.fspath(place))
        if not survey.count:
            raise ArticleError(f"{shown}: no articles in this folder; {EXPECTED}")
        for suffix, number in sorted(survey.passed.items()):
            files = "1 file" if number == 1 else f"{number} files"
            notes.append((shown, f"{files} ending in {suffix!r} not read; {EXPECTED}"))
    if not named:
        raise ArticleError("no articles named; give a folder of articles or files")
    return register, notes


def find_article_files(places: Places) -> list[Path]:
    """Return the article files at `places`, sorted by name.

    Raises ArticleError when a place does not exist or holds no article.
    """
    register, _ = register_files(places)
    return [Path(file.path) for file in register.files()]


class _Survey:
    """The article files at one place, one by one, with counts of what was found and passed over."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.count = 0
        self.passed: Counter[str] = Counter()
        self._visited: set[tuple[int, int]] = set()

    def __iter__(self) -> Iterator[tuple[ArticleFile, bytes]]:
        for file in self._files():
            self.count += 1
            parts = file.name.encode("utf-8").split(b"/")
            yield file, b"\0".join(parts)

    def _files(self) -> Iterator[ArticleFile]:
        shown, place = printable(self.place), Path(self.place)
        try:
            status = place.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield _file_at(str(place.absolute()), place.name, status)
                return
        except FileNotFoundError:
            raise ArticleError(
                f"{shown}: no such file or folder; name a folder of articles or a file"
            ) from None
        except (OSError, ValueError) as error:
            raise ArticleError(f"{shown}: cannot be read: {_reason(error)}") from error
        yield from self._inside(str(place.absolute()))

    def _inside(self, top: str) -> Iterator[ArticleFile]:
        folders = [(top, "")]
        while folders:
            folder, name = folders.pop()
            try:
                with os.scandir(folder) as entries:
                    if self._is_first_visit(folder):
                        yield from self._entries(entries, name, folders)
            except OSError as error:
                yield ArticleFile(folder, printable(name), 0, f"cannot be read: {_reason(error)}")

    def _is_first_visit(self, folder: str) -> bool:
        """Tell a folder from one that a link has led to before."""
        status = Path(folder).stat()
        known = len(self._visited)
        self._visited.add((status.st_dev, status.st_ino))
        return len(self._visited) > known

    def _entries(
        self, entries: Iterable[os.DirEntry[str]], name: str, folders: list[tuple[str, str]]
    ) -> Iterator[ArticleFile]:
        for entry in entries:
            inner = f"{name}/{entry.name}" if name else entry.name
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                folders.append((entry.path, inner))
            elif self._is_article(entry.name):
                yield _entry_file(entry, printable(inner))

    def _is_article(self, name: str) -> bool:
        lowered = name.lower()
        if lowered.split(".")[0] == "readme":
            return False
        if lowered.endswith(SUFFIXES):
            return True
        self.passed[printable(Path(lowered).suffix or name)] += 1
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _entry_file(entry: os.DirEntry[str], name: str) -> ArticleFile:
    try:
        return _file_at(entry.path, name, entry.stat())
    except OSError as error:
        return ArticleFile(entry.path, name, 0, f"cannot be read: {_reason(error)}")


def _file_at(path: str, name: str, status: os.stat_result) -> ArticleFile:
    regular = stat.S_ISREG(status.st_mode)
    trouble = None if regular else "cannot be read: neither a file nor a folder"
    return ArticleFile(path, printable(name), status.st_size if regular else 0, trouble)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def article_stem(name: str) -> str:
    """Return a file's name without folders and article suffix: the identifier it starts from."""
    base = name.rpartition("/")[2]
    ends = [suffix for suffix in (".gz", *SUFFIXES) if base.lower().endswith(suffix)]
    return base[: -len(max(ends, key=len))] if ends else base.rpartition(".")[0] or base


def printable(words: str) -> str:
    """Return words that can be shown in a terminal and stored in a table: no unseen characters."""
    return _UNPRINTABLE.sub("\ufffd", words)
