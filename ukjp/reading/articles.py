"""Read articles from files: plain text, Markdown with front matter, HTML, JSON lines.

Nothing is guessed silently: the encoding used is recorded, an unreadable article becomes a Problem
with a line that says why, and the others are read all the same. Offsets refer to `Article.text`:
the file's own text, or for HTML and JSON lines the text taken out of it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ukjp.errors import ArticleError

SUFFIXES = (".txt", ".md", ".html", ".htm", ".jsonl", ".jsonl.gz")


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


def find_article_files(places: Iterable[str | Path]) -> list[Path]:
    """Return the article files at `places`, folders searched in depth, sorted by name.

    Raises ArticleError when a place does not exist or holds no article.
    """
    files: list[Path] = []
    for place in map(Path, places):
        if place.is_dir():
            inside = sorted(p for p in place.rglob("*") if p.is_file() and _is_article(p, place))
            if not inside:
                raise ArticleError(
                    f"{place}: no articles in this folder; expected files ending in {', '.join(SUFFIXES)}"
                )
            files += inside
        elif place.exists():
            files.append(place)
        else:
            raise ArticleError(f"{place}: no such file or folder; name a folder of articles or a file")
    if not files:
        raise ArticleError("no articles named; give a folder of articles or files")
    return list(dict.fromkeys(files))


def _is_article(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.name.endswith(SUFFIXES) and not hidden and not path.stem.upper().startswith("README")


def read_articles(places: Iterable[str | Path]) -> Iterator[Article | Problem]:
    """Yield every article at `places` in order, or a Problem in the place of one.

    Articles with the same content are read once; the second is reported. Identifiers are file
    stems, made longer where two files share one. Raises ArticleError as `find_article_files` does.
    """
    seen: dict[bytes, str] = {}
    taken: set[str] = set()
    for path in find_article_files(places):
        for item in _read_file(path):
            if isinstance(item, Article):
                item = _once(item, seen, taken)
            yield item


def _once(article: Article, seen: dict[bytes, str], taken: set[str]) -> Article | Problem:
    digest = hashlib.sha256(article.text.strip().encode("utf-8", "surrogatepass")).digest()
    if digest in seen:
        return Problem(article.path, f"same content as {seen[digest]}: not counted twice", fatal=False)
    seen[digest] = article.path
    name, number = article.article_id, 2
    while name in taken:
        name, number = f"{article.article_id}_{number}", number + 1
    taken.add(name)
    return article._replace(article_id=name)


def _read_file(path: Path) -> Iterator[Article | Problem]:
    try:
        data = path.read_bytes()
        if path.name.endswith(".gz"):
            data = gzip.decompress(data)
    except (OSError, EOFError, ValueError) as error:
        yield Problem(path.name, f"cannot be read: {_reason(error)}")
        return
    if path.name.endswith((".jsonl", ".jsonl.gz")):
        yield from _read_lines(path, data)
        return
    try:
        text, encoding = decode_bytes(data)
        yield _article_from(path, data, text, encoding)
    except ArticleError as error:
        yield Problem(path.name, str(error))


def _reason(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def decode_bytes(data: bytes) -> tuple[str, str]:
    """Return the text of `data` and the encoding it was read with.

    Valid UTF-8 is taken as such; other encodings are detected by charset-normalizer. Raises
    ArticleError for an empty file, and for bytes that are neither valid UTF-8 nor free of NUL.
    """
    if not data.strip():
        raise ArticleError("the file is empty; expected an article's text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise ArticleError("the bytes are no text (not UTF-8, and NUL bytes among them); expected text")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    encoding = best.encoding if best is not None else "latin-1"
    return data.decode(encoding, errors="replace"), encoding


def _article_from(path: Path, data: bytes, text: str, encoding: str) -> Article:
    article = Article(article_stem(path), path.name, hashlib.sha256(data).hexdigest(), encoding, text)
    if path.suffix == ".md":
        return _with_front_matter(article)
    if path.suffix in (".html", ".htm"):
        return _from_html(article)
    return article


def article_stem(path: Path) -> str:
    """Return the file's name without its article suffix: the identifier it starts from."""
    suffix = next((s for s in sorted(SUFFIXES, key=len, reverse=True) if path.name.endswith(s)), path.suffix)
    return path.name.removesuffix(suffix) or path.name


_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?\n)---\s*(?:\n|\Z)", re.S)


def _with_front_matter(article: Article) -> Article:
    """Take fields from the front matter; the text stays whole, so that offsets stay true."""
    match = _FRONT_MATTER.match(article.text[:20_000])
    if match is None:
        return article
    import yaml

    try:
        fields = yaml.safe_load(match.group(1))
    except yaml.YAMLError:
        return article
    return _with_fields(article, fields, "front_matter") if isinstance(fields, dict) else article


def _with_fields(article: Article, fields: dict[str, object], origin: str) -> Article:
    def field(*names: str) -> str | None:
        value = next((fields[n] for n in names if fields.get(n)), None)
        return None if value is None else str(value).strip() or None

    return article._replace(
        title=field("title", "headline"),
        outlet=field("outlet", "source", "publisher", "sitename", "site_name"),
        url=field("url", "link"),
        published=field("published", "date", "published_at", "pubdate", "date_published"),
        published_from=origin,
    )


def _from_html(article: Article) -> Article:
    import trafilatura

    found = trafilatura.bare_extraction(article.text, include_comments=False, with_metadata=True)
    if found is None or not (found.text or "").strip():
        raise ArticleError("no article text found in this HTML; expected a page with an article")
    fields = {
        "title": found.title,
        "outlet": found.sitename,
        "url": found.url,
        "published": found.date,
    }
    return _with_fields(article._replace(text=found.text), fields, "html_meta")


def _read_lines(path: Path, data: bytes) -> Iterator[Article | Problem]:
    try:
        text, encoding = decode_bytes(data)
    except ArticleError as error:
        yield Problem(path.name, str(error))
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _read_line(path, line, number, encoding)


def _read_line(path: Path, line: str, number: int, encoding: str) -> Article | Problem:
    where = f"{path.name}:{number}"
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Problem(where, f"no JSON on this line: {error}")
    body = record.get("text") if isinstance(record, dict) else None
    if not isinstance(body, str) or not body.strip():
        return Problem(where, 'no text in this record; expected {"id": …, "text": …} on each line')
    name = str(record.get("id") or f"{article_stem(path)}_{number}")
    digest = hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()
    return _with_fields(Article(name, where, digest, encoding, body), record, "front_matter")
