"""A report's folder is there whole, the old one or the new one, or not at all.

It is made in a hidden folder beside its place and moved in by renaming. What a person has put into
a report's folder stays there; a folder that is no report is never replaced.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from ukjp.errors import OutputError
from ukjp.processes import is_running

MANIFEST = "manifest.json"
_HIDDEN = re.compile(
    r"\.(?P<name>.+)\.(?P<host>[0-9a-f]{6})-(?P<pid>\d+)-\w+\.(?P<kind>new|old|gone|part)"
)
_LEFT_LONG_AGO = 86_400.0
"""Seconds after which what a run on another machine left is taken for left for good."""
_LANDING: set[Path] = set()
"""What other threads of this process are making."""


@contextmanager
def landing_folder(out: Path, name: str) -> Iterator[Path]:
    """Give an empty folder that becomes `out/name` when the block ends without an error.

    Raises OutputError where `out` cannot be written or `out/name` is something else than a
    report; then, and after any other error, everything is as it was before.
    """
    made = _make_parents(out)
    try:
        clear_leftovers(out)
        _check_target(out / name)
    except OSError as error:
        _remove_empty(made)
        raise _told(out, error) from error
    # Named before it is there, so that an interruption at any moment finds it.
    folder = out / f".{name}.{_mark()}-{secrets.token_hex(4)}.new"
    mine = {folder, folder.with_suffix(".old"), folder.with_suffix(".gone")}
    _LANDING.update(mine)
    try:
        folder.mkdir()
        yield folder
        _swap(folder, out / name)
    except OSError as error:
        if isinstance(error, OutputError) or error.errno is None:
            raise
        raise _unwritable(out, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _LANDING.difference_update(mine)
        _remove_empty(made)


def write_file(path: Path, data: bytes | str) -> None:
    """Write a file beside its place and move it in. Raises OutputError where it cannot."""
    part = path.with_name(f".{path.name}.{_mark()}-{secrets.token_hex(4)}.part")
    _LANDING.add(part)
    try:
        clear_leftovers(path.parent)
        part.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)
        _LANDING.discard(part)


def write_manifest(folder: Path, facts: dict[str, Any]) -> None:
    """Write the report's manifest: the facts, and each file with the hash of its bytes."""
    outputs = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    text = json.dumps(facts | {"outputs": outputs}, indent=2, ensure_ascii=False, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a report's folder, or None where the folder is no report."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("outputs"), dict) else None


def _told(path: Path, error: OSError) -> OutputError:
    """Return an error that tells its place already as it is."""
    return error if isinstance(error, OutputError) else _unwritable(path, error)


def _unwritable(path: Path, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    return OutputError(f"{path}: cannot be written ({reason}); name another folder with --out")


def _make_parents(out: Path) -> list[Path]:
    """Make the folder and return which ones were not there before, innermost first."""
    missing = [path for path in (out, *out.parents) if not path.exists()]
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _remove_empty(missing)
        raise _unwritable(out, error) from error
    return missing


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _check_target(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise OutputError(f"{target}: is no folder; name another one with --out")
    if target.is_dir() and any(target.iterdir()) and read_manifest(target) is None:
        raise OutputError(
            f"{target}: holds something else than a report; name another folder with --out"
        )


def _swap(folder: Path, target: Path) -> None:
    """Move the new folder in. Between two renamings there is no report, never half of one."""
    old = folder.with_suffix(".old")
    try:
        target.rename(old)
    except FileNotFoundError:
        folder.rename(target)
        return
    try:
        folder.rename(target)
    except BaseException:
        if not target.exists():
            old.rename(target)
        raise
    _keep_foreign(old, target)
    # Half removed it could not be told any more what in it was a person's own.
    gone = old.rename(old.with_suffix(".gone"))
    shutil.rmtree(gone, ignore_errors=True)


def _keep_foreign(old: Path, target: Path) -> None:
    """Move over what is not the old report's own."""
    own = {MANIFEST, *(read_manifest(old) or {"outputs": {}})["outputs"]}
    for path in sorted(old.rglob("*")):
        place = path.relative_to(old)
        if path.is_file() and place.as_posix() not in own and not (target / place).exists():
            with suppress(OSError):
                (target / place).parent.mkdir(parents=True, exist_ok=True)
                path.rename(target / place)


def clear_leftovers(out: Path) -> None:
    """Clear away what killed runs left in `out`; put an old report back that one had moved aside.

    What a run that goes on is making stays, on this machine or on another one that shares `out`.
    """
    for path in sorted(out.iterdir()):
        found = _HIDDEN.fullmatch(path.name)
        if not found or path in _LANDING or _is_made(path, found["host"], int(found["pid"])):
            continue
        if found["kind"] == "part":
            path.unlink(missing_ok=True)
            continue
        target = out / found["name"]
        with suppress(FileNotFoundError):  # another run may be tidying up as well
            if found["kind"] == "old" and not target.exists():
                path.rename(target)
            elif found["kind"] == "old":
                _keep_foreign(path, target)
        shutil.rmtree(path, ignore_errors=True)


def _is_made(path: Path, host: str, pid: int) -> bool:
    """Tell whether somebody is still at work on it."""
    if host == _host():
        return pid != os.getpid() and is_running(pid)
    try:
        return time.time() - path.stat().st_mtime < _LEFT_LONG_AGO
    except OSError:
        return False


def _mark() -> str:
    return f"{_host()}-{os.getpid()}"


@cache
def _host() -> str:
    """Return a word that tells this machine from another one, and nobody its name."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]
