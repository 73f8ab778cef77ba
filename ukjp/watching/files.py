"""The articles of a folder as they are now, read again only where a file has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ukjp.errors import ArticleError
from ukjp.reading.article_files import ArticleFile, register_files
from ukjp.reading.articles import Article, ArticleReader, Problem

Item = Article | Problem
Files = Sequence[ArticleFile]


class Stamp(NamedTuple):
    """What tells a file from itself before a change, without opening it."""

    size: int
    changed_ns: int
    inode: int


class FileShelf:
    """What files held when they were last read, with the stamp they had then."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: dict[str, tuple[Stamp, Item]] = {}

    def stamps(self) -> dict[str, Stamp]:
        """Return the stamp of every article file that is there now, by path.

        Raises ArticleError when the folder is gone.
        """
        if not self.folder.is_dir():
            raise ArticleError(f"{self.folder}: no such folder; name a folder of articles")
        return {file.path: stamp_of(file.path) for file in list_files(self.folder)}

    def read(self) -> tuple[list[Article], list[Problem]]:
        """Return the articles and problems of the folder, opening only files that have changed."""
        articles: list[Article] = []
        problems: list[Problem] = []
        seen: set[str] = set()
        reader = ArticleReader(self.folder, self._mapper(seen)) if list_files(self.folder) else ()
        for item in reader:
            if isinstance(item, Article):
                articles.append(item)
            else:
                problems.append(item)
        self._held = {path: held for path, held in self._held.items() if path in seen}
        return articles, problems

    def _mapper(self, seen: set[str]) -> Callable[..., Iterator[list[Item]]]:
        def read_changed(
            read: Callable[[Files], list[Item]], groups: Iterable[Files]
        ) -> Iterator[list[Item]]:
            for group in groups:
                seen.update(file.path for file in group)
                yield [self._item(file, read) for file in group]

        return read_changed

    def _item(self, file: ArticleFile, read: Callable[[Files], list[Item]]) -> Item:
        stamp = stamp_of(file.path)
        held = self._held.get(file.path)
        if held is not None and held[0] == stamp:
            return held[1]
        # The stamp is older than the reading: what is written meanwhile is read again.
        (item,) = read([file])
        self._held[file.path] = (stamp, item)
        return item


def list_files(folder: Path) -> list[ArticleFile]:
    """Return the article files of a folder; none is no error."""
    try:
        register, _ = register_files(folder)
    except ArticleError:
        return []
    return list(register.files())


def stamp_of(path: str) -> Stamp:
    """Return the stamp of a file; one that is gone or cannot be looked at has an empty one."""
    try:
        status = Path(path).stat()
    except OSError:
        return Stamp(-1, 0, 0)
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)
