"""Articles at addresses such as s3://bucket/articles: copied to this machine, then read as usual.

The package fsspec (with `ukjp[cluster]`) knows the protocols; keys and tokens are its matter and
come from the environment, never from an address.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from ukjp.errors import ArticleError

_ADDRESS = re.compile(r"(?P<protocol>[a-z][a-z0-9+.-]+):/+(?P<rest>.*)", re.S)
LARGEST_COPY = 20_000_000_000
"""Bytes that are copied at most: more belongs beside its workers."""


def address_of(place: str | os.PathLike[str]) -> str | None:
    """Return an address as it was typed, None for a path of this machine.

    A Path has made one slash of two; that is mended here.
    """
    found = _ADDRESS.fullmatch(os.fspath(place))
    if not found or Path(place).exists():
        return None
    slashes = ":///" if found["protocol"] == "file" else "://"
    return f"{found['protocol']}{slashes}{found['rest']}"


def open_address(address: str) -> tuple[Any, str]:
    """Return the file system and the path of an address. Raises ArticleError in one line."""
    try:
        import fsspec
    except ImportError as error:
        raise ArticleError(
            f"{address}: needs the package fsspec; pip install 'ukjp[cluster]'"
        ) from error
    try:
        filesystem, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise ArticleError(f"{address}: {' '.join(str(error).split())}") from error
    return filesystem, path


def local_copy(place: str | os.PathLike[str]) -> Path:
    """Return `place`, or where on this machine the copy of what an address holds is.

    A copy is made once for each state of the address, and goes with the process. Raises
    ArticleError where nothing is there or it cannot be reached.
    """
    address = address_of(place)
    if address is None:
        return Path(place)
    filesystem, path = open_address(address)
    if "file" in filesystem.protocol:
        return Path(path)
    try:
        found = filesystem.find(path, detail=True)
        if not found:
            raise ArticleError(f"{address}: no such file or folder; name one that exists")
        mark = hashlib.sha256(repr(_state(found)).encode()).hexdigest()[:16]
        target = _folder() / mark / (path.rstrip("/").rpartition("/")[2] or "articles")
        if not target.exists():
            _copy(filesystem, path, found, target, address)
    except OSError as error:
        reason = error.strerror or " ".join(str(error).split())
        raise ArticleError(f"{address}: cannot be read: {reason}") from error
    return target


def _state(found: dict[str, dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Return what changes when one of the files does."""
    marks = ("size", "ETag", "etag", "md5Hash", "mtime", "created", "LastModified", "updated")
    return [
        (name, *(str(info.get(mark)) for mark in marks)) for name, info in sorted(found.items())
    ]


def _copy(
    filesystem: Any, path: str, found: dict[str, dict[str, Any]], target: Path, address: str
) -> None:
    total = sum(int(info.get("size") or 0) for info in found.values())
    if total > LARGEST_COPY:
        raise ArticleError(f"{address}: holds {total:,} bytes; {LARGEST_COPY:,} are copied at most")
    base = path.rstrip("/")
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    for name in found:
        inner = name[len(base) :].strip("/")
        place = part / inner if inner else part
        if ".." in Path(inner).parts:
            raise ArticleError(f"{address}: holds a name that leads out of it: {inner!r}")
        place.parent.mkdir(parents=True, exist_ok=True)
        filesystem.get_file(name, str(place))
    part.rename(target)


@cache
def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="ukjp-articles-", ignore_cleanup_errors=True)


def _folder() -> Path:
    return Path(_temporary().name)
