"""Read articles from files: plain text, Markdown with front matter, HTML, JSON lines.

Nothing is guessed silently: the encoding used is recorded, an unreadable article becomes a Problem
with a line that says why, and the others are read all the same. Offsets refer to `Article.text`:
the file's own text, or for HTML and JSON lines the text taken out of it. Articles come one by one,
and what was read before is remembered on disk: memory does not grow with their number.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
import re
import sqlite3
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from ukjp.errors import ArticleError, OutputError
from ukjp.reading.article_files import (
    ArticleFile,
    Places,
    article_stem,
    find_article_files,
    printable,
    register_files,
)
from ukjp.reading.decoding import decode_bytes
from ukjp.reading.front_matter import read_front_matter

__all__ = ["Article", "ArticleReader", "Problem", "find_article_files", "read_articles"]

# More than any article, less than what a packed file can blow itself up to.
LARGEST = 512_000_000
_GROUP = 16
_SPACE = b" \t\r\n\v\f"
_HALVES = re.compile("[\ud800-\udfff]")
_EXPECTED_LINE = 'expected {"id": …, "text": …} on each line'
_TOO_LARGE = f"larger than {LARGEST // 1_000_000} MB; cut it into articles"


class Article(NamedTuple):
    """An article as read. `published` is the day its own record names, as written there."""

    article_id: str
    path: str
    sha256: str
    encoding: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    published_from: str | None = None


class Problem(NamedTuple):
    """Something that was not read, and why; `fatal` when content was lost."""

    path: str
    message: str
    fatal: bool = True


Item = Article | Problem
Files = Sequence[ArticleFile]
Mapper = Callable[[Callable[[Files], list[Item]], Iterable[Files]], Iterable[list[Item]]]


def read_articles(places: Places) -> ArticleReader:
    """Return an iterator over every article at `places`, with a Problem in the place of one.

    `places` is a folder, a file, or several of them. Articles come sorted by file name; one with
    the content of an earlier one is reported and not read again. Identifiers are file stems or
    the records' own, made longer where two share one. Raises ArticleError when a place does not
    exist or holds no article.

    Shape: an iterator of `Article` (identifier, path, hash, text, …) and `Problem`.
    Units: none; the iterator's `read_size` and `total_size` are bytes.
    Source: the files as they are; nothing is fetched.

    >>> import ukjp
    >>> from ukjp.resources import resource_folder
    >>> articles = ukjp.read_articles(resource_folder("data") / "articles")
    >>> len([article for article in articles if article.text])
    5
    """
    return ArticleReader(places)


class ArticleReader(Iterator[Item]):
    """Articles one by one; `read_size` of `total_size` bytes are behind it at any time.

    `mapper` reads groups of files: the built-in map, or one that keeps the order and works
    elsewhere.
    """

    def __init__(self, places: Places, mapper: Mapper = map) -> None:
        try:
            self._register, self._notes = register_files(places)
            self.total_size = self._register.total_size()
        except sqlite3.Error as error:
            raise _register_error(error) from error
        self.read_size = 0
        self._mapper = mapper
        self._items = self._read()

    def __next__(self) -> Item:
        """Return the next article or problem."""
        try:
            return next(self._items)
        except sqlite3.Error as error:
            raise _register_error(error) from error

    def _read(self) -> Iterator[Item]:
        for path, message in self._notes:
            yield Problem(path, message, fatal=False)
        for lines, files in itertools.groupby(self._register.files(), _holds_lines):
            read = self._of_lines if lines else self._of_files
            yield from map(self._once, read(files))

    def _of_files(self, files: Iterable[ArticleFile]) -> Iterator[Item]:
        pending = deque[int]()
        for items in self._mapper(read_files, _grouped(files, pending)):
            yield from items
            self.read_size += pending.popleft()

    def _of_lines(self, files: Iterable[ArticleFile]) -> Iterator[Item]:
        for file in files:
            begun = self.read_size
            for position, item in _read_lines(file):
                self.read_size = begun + position
                yield item
            self.read_size = begun + file.size

    def _once(self, item: Item) -> Item:
        """Give an article an identifier of its own, or say that its content was there before."""
        if isinstance(item, Problem):
            return item
        words = item.text.lstrip("\ufeff").encode("utf-8", "surrogatepass").translate(None, _SPACE)
        digest = hashlib.blake2b(words, digest_size=16).digest()
        before = self._register.first_with(digest, item.path)
        if before is not None:
            return Problem(item.path, f"same content as {before}: not counted twice", fatal=False)
        return item._replace(article_id=self._register.take_name(item.article_id, item.sha256))


def _register_error(error: sqlite3.Error) -> OutputError:
    return OutputError(f"no room for the register of articles in the temporary folder: {error}")


def _holds_lines(file: ArticleFile) -> bool:
    return file.name.lower().endswith((".jsonl", ".jsonl.gz"))


def _grouped(files: Iterable[ArticleFile], sizes: deque[int]) -> Iterator[Files]:
    """Yield files in groups worth sending elsewhere; `sizes` gets the bytes of each group."""
    while group := list(itertools.islice(files, _GROUP)):
        sizes.append(sum(file.size for file in group))
        yield group


def read_files(files: Files) -> list[Item]:
    """Read files that hold one article each; return an article or a problem for every one."""
    return [_read_file(file) for file in files]


def _read_file(file: ArticleFile) -> Item:
    if file.trouble:
        return Problem(file.name, file.trouble)
    try:
        with Path(file.path).open("rb") as stream:
            data = _unpacked(stream, file.name).read(LARGEST + 1)
        if len(data) > LARGEST:
            return Problem(file.name, _TOO_LARGE)
        return _article_from(file, data)
    except (OSError, EOFError, zlib.error) as error:
        return Problem(file.name, f"cannot be read: {_reason(error)}")
    except ArticleError as error:
        return Problem(file.name, str(error))


def _unpacked(stream: BinaryIO, name: str) -> BinaryIO:
    packed = name.lower().endswith(".gz")
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if packed else stream


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or printable(str(error))


def _article_from(file: ArticleFile, data: bytes) -> Article:
    text, encoding = decode_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    article = Article(article_stem(file.name), file.name, digest, encoding, text)
    kind = file.name.lower().removesuffix(".gz")
    if kind.endswith((".html", ".htm")):
        from ukjp.reading.pages import read_page

        return _with_fields(article, read_page(text), "html_meta")
    if kind.endswith(".md"):
        return _with_fields(article, read_front_matter(text), "front_matter")
    return article


_DAY_FIELDS = ("published", "date", "published_at", "pubdate", "date_published")
_LONGEST_FIELD = 2000


def _with_fields(article: Article, fields: Mapping[str, object], origin: str) -> Article:
    """Return the article with what its record says of it; `fields` may bring its text."""
    text, published = fields.get("text"), _first_words(fields, _DAY_FIELDS)
    return article._replace(
        text=text if isinstance(text, str) else article.text,
        title=_first_words(fields, ("title", "headline")),
        outlet=_first_words(fields, ("outlet", "source", "publisher", "sitename", "site_name")),
        url=_first_words(fields, ("url", "link", "canonical")),
        published=published,
        published_from=origin if published else None,
    )


def _first_words(fields: Mapping[str, object], names: Iterable[str]) -> str | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            words = " ".join(printable(str(value)).split())
            if words:
                return words[:_LONGEST_FIELD]
    return None


def _read_lines(file: ArticleFile) -> Iterator[tuple[int, Item]]:
    """Yield the articles of a file of JSON lines, each with the bytes read of the file so far."""
    if file.trouble:
        yield 0, Problem(file.name, file.trouble)
        return
    number = found = 0
    try:
        with Path(file.path).open("rb") as stream:
            lines = _unpacked(stream, file.name)
            for number, line in enumerate(iter(lambda: lines.readline(LARGEST), b""), start=1):
                if line.strip():
                    found += 1
                    yield stream.tell(), _read_line(file.name, line, number)
    except (OSError, EOFError, zlib.error) as error:
        yield file.size, Problem(f"{file.name}:{number + 1}", f"cannot be read: {_reason(error)}")
    else:
        if not found:
            yield file.size, Problem(file.name, "the file is empty; expected an article a line")


def _read_line(name: str, line: bytes, number: int) -> Item:
    where = f"{name}:{number}"
    if len(line) >= LARGEST:
        return Problem(where, _TOO_LARGE)
    line = line.strip()
    try:
        text, encoding = decode_bytes(line)
        record = json.loads(text.removeprefix("\ufeff"))
    except ArticleError as error:
        return Problem(where, str(error).replace("the file", "the line"))
    except (ValueError, RecursionError) as error:
        return Problem(where, f"no JSON on this line: {error}; {_EXPECTED_LINE}")
    body = record.get("text") if isinstance(record, dict) else None
    if not isinstance(body, str) or not body.strip():
        return Problem(where, f"no text in this record; {_EXPECTED_LINE}")
    # Half a surrogate pair is no character; what stands in its place takes as much room.
    record["text"] = body if body.isascii() else _HALVES.sub("\ufffd", body)
    own = _first_words(record, ("id",)) or f"{article_stem(name)}_{number}"
    digest = hashlib.sha256(line).hexdigest()
    return _with_fields(Article(own, where, digest, encoding, ""), record, "front_matter")
