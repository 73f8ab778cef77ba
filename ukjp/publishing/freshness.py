"""What a report was made from, and what of it has changed since.

The facts stand in the report's manifest: hashes, versions and parameters, and no path of the
machine. A report is fresh when the facts of today are the same and its files are as they were
written.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from ukjp.errors import ArticleError
from ukjp.publishing.checks import PLACES
from ukjp.publishing.landing import MANIFEST, read_manifest
from ukjp.resources import resource_folder, standard_curation_file

PACKAGES = (
    "ukjp", "papermill", "ipykernel", "pandas", "numpy", "matplotlib", "seaborn", "fonttools",
    "Jinja2", "typst", "trafilatura", "CurrencyConverter",
)  # fmt: skip
"""Packages whose versions can be seen in a report."""


def read_inputs(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the hash of each thing that parameters `values` let a report be made from.

    Articles by what they hold and what they are called, not by where they lie.
    """
    inputs: dict[str, Any] = {
        name: digest_place(Path(value), articles=name in PLACES)
        for name, value in values.items()
        if value and (isinstance(value, Path) or name in PLACES)
    }
    if "articles" not in inputs:
        inputs["articles"] = digest_place(resource_folder("data") / "articles", articles=True)
    curation = standard_curation_file()
    inputs["curation"] = digest_file(curation) if curation.is_file() else None
    inputs["reference"] = digest_place(resource_folder("data/reference"))
    return inputs


def digest_place(place: Path, *, articles: bool = False) -> dict[str, Any]:
    """Return how many files there are at a place, and one hash of their names and contents."""
    whole, count = hashlib.sha256(), 0
    for name, path in _article_files(place) if articles else _files(place):
        count += 1
        whole.update(f"{name}\0{digest_file(path)}\n".encode("utf-8", "surrogatepass"))
    return {"files": count, "sha256": whole.hexdigest()}


def _article_files(place: Path) -> Iterator[tuple[str, Path]]:
    from ukjp.reading.article_files import register_files

    try:
        register, _ = register_files([place])
    except ArticleError:
        return
    for file in register.files():
        yield file.name, Path(file.path)


def _files(place: Path) -> Iterator[tuple[str, Path]]:
    if place.is_file():
        yield place.name, place
        return
    for path in sorted(place.rglob("*")):
        inner = path.relative_to(place)
        hidden = any(part.startswith(".") or part == "__pycache__" for part in inner.parts)
        if path.is_file() and not hidden:
            yield inner.as_posix(), path


def digest_file(path: Path) -> str:
    """Return the hash of a file's bytes, or what it is instead of a file that can be read."""
    try:
        status = path.stat()
        return _digest(path, status.st_size, status.st_mtime_ns, status.st_ino)
    except OSError as error:
        return f"unreadable: {error.strerror}"


@lru_cache(maxsize=100_000)
def _digest(path: Path, size: int, changed: int, inode: int) -> str:
    """Hash a file; the last three tell one state of it from another."""
    del size, changed, inode
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@cache
def digest_code() -> str:
    """Return one hash of the package's own files: its code, templates and fonts."""
    package = Path(__file__).parents[1]
    whole = hashlib.sha256()
    for name, path in _files(package):
        if not name.startswith("_resources/"):
            whole.update(f"{name}\0{digest_file(path)}\n".encode())
    return whole.hexdigest()


@cache
def read_versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that a report shows the work of."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def find_changes(folder: Path, facts: Mapping[str, Any]) -> list[str]:
    """Return why the report in `folder` is not what `facts` would give today; [] when it is.

    Facts are those of a manifest, but for what only a run knows.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return ["not made yet"]
    return [*tell_changes(manifest, facts), *find_edits(folder, manifest["outputs"])]


def find_edits(folder: Path, outputs: Mapping[str, str]) -> list[str]:
    """Return a line for each output that is missing or was changed since it was written."""
    found = []
    for name, digest in sorted(outputs.items()):
        path = folder / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif digest_file(path) != digest:
            found.append(changed_by_hand(name))
    return found


def changed_by_hand(name: str) -> str:
    """Return the line for an output that is not as it was written."""
    return f"{name} was changed by hand"


_CALLED = {
    "code_sha256": "the program",
    "notebook_sha256": "the notebook",
    "curation": "the curation",
    "reference": "the reference tables",
}


def tell_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each fact of `old` that `new`, the facts of today, tell otherwise."""
    if "inputs" not in old:
        yield "made by an earlier version"
        return
    for name in ("code_sha256", "notebook_sha256"):
        if name in new and old.get(name) != new[name]:
            yield f"{_CALLED[name]} changed"
    for name in ("made_with", "parameters", "asked"):
        if name in new:
            yield from _changed_words(old.get(name), new[name])
    yield from _changed_inputs(old["inputs"], new["inputs"])


def _changed_words(old: Any, new: Any) -> Iterator[str]:
    was, now = (one if isinstance(one, dict) else {} for one in (old, new))
    for name in _in_order(was, now):
        if was.get(name) != now.get(name):
            yield f"{name}: {_shown(was.get(name))} → {_shown(now.get(name))}"


def _changed_inputs(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name in _in_order(old, new):
        was, now = old.get(name), new.get(name)
        if was == now:
            continue
        counts = [one.get("files") if isinstance(one, dict) else None for one in (was, now)]
        more = f" ({counts[0]} → {counts[1]} files)" if counts[0] != counts[1] else ""
        yield f"{_CALLED.get(name, name)} changed{more}"


def _in_order(*mappings: Iterable[str]) -> list[str]:
    return sorted(set().union(*mappings))


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value))
    return "none" if value is None or value == "" else str(value)


__all__ = [
    "MANIFEST", "changed_by_hand", "digest_code", "digest_file", "digest_place", "find_changes",
    "find_edits", "read_inputs", "read_versions", "tell_changes",
]  # fmt: skip
