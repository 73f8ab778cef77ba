"""Reports at addresses such as s3://bucket/reports: made on this machine, then put there whole.

A store of objects renames nothing at once. So the manifest is taken away first and put there last:
a report without its manifest is none, and whoever reads it by its manifest never sees half of one.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ukjp.errors import ArticleError, OutputError
from ukjp.publishing.batches.outcomes import Outcome
from ukjp.publishing.landing import MANIFEST, read_manifest
from ukjp.reading.remote_files import open_address


class Storage:
    """A place for reports at an address."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        try:
            self._files, self._root = open_address(self.address)
        except ArticleError as error:
            raise OutputError(str(error)) from error

    def fetch(self, names: Iterable[str], folder: Path) -> None:
        """Copy the reports of these names that are there to `folder`, to see what is fresh."""
        for name in names:
            place = f"{self._root}/{name}"
            try:
                found = self._files.find(place) if self._files.exists(place) else []
                for path in found:
                    target = folder / name / path[len(place) :].strip("/")
                    target.parent.mkdir(parents=True, exist_ok=True)
                    self._files.get_file(path, str(target))
            except OSError as error:
                raise self._failure(error) from error

    def deliver(self, outcome: Outcome, folder: Path) -> Outcome:
        """Put a report, or what a failure left, where it belongs; return where it is now."""
        try:
            if outcome.status == "made":
                self._put_report(folder / outcome.name, f"{self._root}/{outcome.name}")
                self._remove([f"{self._root}/{outcome.name}.failed.ipynb"])
            elif outcome.kept:
                self._put(Path(outcome.kept), f"{self._root}/{Path(outcome.kept).name}")
        except OSError as error:
            words = str(self._failure(error))
            return outcome._replace(status="failed", files=(), error=words, exit_code=2)
        return outcome._replace(
            files=tuple(self._named(path, folder) for path in outcome.files),
            kept=self._named(outcome.kept, folder) if outcome.kept else None,
        )

    def _named(self, path: Path | str, folder: Path) -> str:
        return f"{self.address}/{Path(path).relative_to(folder).as_posix()}"

    def _put_report(self, folder: Path, place: str) -> None:
        outputs = sorted((read_manifest(folder) or {"outputs": {}})["outputs"])
        self._remove([f"{place}/{MANIFEST}"])
        there = self._files.find(place) if self._files.exists(place) else []
        for name in outputs:
            self._put(folder / name, f"{place}/{name}")
        written = {f"{place}/{name}".lstrip("/") for name in outputs}
        figures = f"{place}/figures/".lstrip("/")
        gone = [
            p for p in there if p.lstrip("/") not in written and p.lstrip("/").startswith(figures)
        ]
        self._remove(gone)
        self._put(folder / MANIFEST, f"{place}/{MANIFEST}")

    def _put(self, path: Path, place: str) -> None:
        self._files.makedirs(place.rpartition("/")[0], exist_ok=True)
        self._files.put_file(str(path), place)

    def _remove(self, places: Iterable[str]) -> None:
        for place in places:
            if self._files.exists(place):
                self._files.rm_file(place)

    def _failure(self, error: Any) -> OutputError:
        reason = error.strerror or " ".join(str(error).split())
        return OutputError(f"{self.address}: cannot be written ({reason}); name another --out")
