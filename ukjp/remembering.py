"""What was read from an article, remembered: an article is read once, and again when it changes.

The memory is one SQLite file. A record stands under a hash of the article, of who is asked for, and
of the rules and reference tables that read it, so that it is never older than any of them. It may
be deleted at any time. Records are plain JSON: opening a memory of somebody else's runs nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ukjp.errors import OutputError
from ukjp.reading.articles import Article, Problem
from ukjp.reading.claims import Scope
from ukjp.reading.extraction import Extraction, extract_article
from ukjp.resources import resource_folder

if TYPE_CHECKING:
    from pydantic import TypeAdapter

ENVIRONMENT = "UKJP_MEMORY"
"""The variable that names a memory for programs that are not told one."""

_SECONDS_TO_WAIT = 30.0
_MARK = 0x756B6A70
"""Written into the file's head, so that no other database is taken for a memory."""
_TABLE = """
CREATE TABLE IF NOT EXISTS extractions (key BLOB PRIMARY KEY, rules BLOB, record BLOB) WITHOUT ROWID
"""


def find_memory(memory: str | Path | None) -> Path | None:
    """Return the file of the memory: the one named, or the one in UKJP_MEMORY."""
    named = memory or os.environ.get(ENVIRONMENT)
    return Path(named) if named else None


class Memory:
    """Extractions in a file. Several programs may use one at once."""

    def __init__(self, path: str | Path) -> None:
        """Open the memory at `path` or begin one; raise OutputError where that cannot be."""
        self.path = Path(path)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self.path, timeout=_SECONDS_TO_WAIT)
            self._begin()
        except (sqlite3.Error, OSError) as error:
            raise _unusable(self.path, error) from error

    def _begin(self) -> None:
        (mark,) = self._database.execute("PRAGMA application_id").fetchone()
        if mark != _MARK and self.path.stat().st_size:
            raise sqlite3.DatabaseError("the file holds something else")
        with self._database:
            self._database.execute(f"PRAGMA application_id = {_MARK}")
            self._database.execute(_TABLE)
            self._database.execute("DELETE FROM extractions WHERE rules <> ?", (rules_digest(),))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def recall(self, keys: Sequence[bytes]) -> dict[bytes, Extraction]:
        """Return what is remembered under these keys."""
        found: dict[bytes, Extraction] = {}
        decode = _records().validate_json
        try:
            for some in _pieces(keys):
                marks = ",".join("?" * len(some))
                wanted = f"SELECT key, record FROM extractions WHERE key IN ({marks})"  # noqa: S608 - question marks
                for key, record in self._database.execute(wanted, some):
                    found[key] = decode(record)
        except (sqlite3.Error, ValueError) as error:
            raise _unusable(self.path, error) from error
        return found

    def keep(self, extractions: Iterable[tuple[bytes, Extraction]]) -> None:
        """Remember extractions under their keys, all or none."""
        encode = _records().dump_json
        rows = ((key, rules_digest(), encode(extraction)) for key, extraction in extractions)
        try:
            with self._database:
                self._database.executemany(
                    "INSERT OR REPLACE INTO extractions VALUES (?, ?, ?)", rows
                )
        except sqlite3.Error as error:
            raise _unusable(self.path, error) from error


def _pieces(keys: Sequence[bytes]) -> Iterator[tuple[bytes, ...]]:
    for start in range(0, len(keys), 500):
        yield tuple(keys[start : start + 500])


def _unusable(path: Path, error: Exception) -> OutputError:
    reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
    return OutputError(f"{path}: cannot be used as a memory of what was read: {reason}")


@cache
def _records() -> TypeAdapter[Extraction]:
    from pydantic import TypeAdapter

    return TypeAdapter(Extraction)


def article_key(article: Article, scope: Scope) -> bytes:
    """Return what an article is remembered under: its content, its record, and who is asked for."""
    facts = json.dumps([*article._replace(text=""), *scope])
    return hashlib.blake2b(facts.encode() + rules_digest(), digest_size=20).digest()


@cache
def rules_digest() -> bytes:
    """Return a hash of everything that decides what is read from an article, besides itself."""
    package, reference = Path(__file__).parent, resource_folder("data/reference")
    rules = [package / "actors.py", package / "vocabulary.py", *(package / "reading").glob("*.py")]
    digest = hashlib.blake2b(digest_size=20)
    for path in sorted([*rules, *reference.iterdir()]):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.digest()


class Recollection:
    """Reads articles for one donor and recipient, each only once.

    What is read is held while the program runs, and with a `path` in a memory for later programs.
    `read_anew` is the number of articles that the last call had to read.
    """

    def __init__(self, scope: Scope, path: Path | None = None) -> None:
        self.scope = scope
        self.path = path
        self.read_anew = 0
        self._held: dict[bytes, Extraction] = {}

    def extract(self, articles: Sequence[Article]) -> list[Extraction | Problem]:
        """Return what each article says, in order.

        An article on which reading fails is a Problem, and the others are read all the same.
        Raises OutputError when the memory cannot be used.
        """
        keys = [article_key(article, self.scope) for article in articles]
        unknown = {
            key: article
            for key, article in zip(keys, articles, strict=True)
            if key not in self._held
        }
        faults = self._fill(unknown)
        self._held = {key: self._held[key] for key in keys if key in self._held}
        return [self._held.get(key) or faults[key] for key in keys]

    def _fill(self, unknown: dict[bytes, Article]) -> dict[bytes, Problem]:
        """Recall or read what is not held; return what could not be read."""
        self.read_anew = 0
        faults: dict[bytes, Problem] = {}
        if not unknown:
            return faults
        with ExitStack() as stack:
            memory = stack.enter_context(Memory(self.path)) if self.path else None
            new: dict[bytes, Extraction] = {}
            recalled = memory.recall(list(unknown)) if memory else {}
            for key in unknown.keys() - recalled.keys():
                found = read_whole(unknown[key], self.scope)
                if isinstance(found, Problem):
                    faults[key] = found
                else:
                    new[key] = found
            if memory and new:
                memory.keep(new.items())
        self.read_anew = len(new) + len(faults)
        self._held |= recalled | new
        return faults


def read_whole(article: Article, scope: Scope) -> Extraction | Problem:
    """Return what an article says, or the fault on which reading it ended."""
    try:
        return extract_article(article, scope)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the other articles
        words = f"fault in reading, please report it: {type(error).__name__}: {error}"
        return Problem(article.path, words)
