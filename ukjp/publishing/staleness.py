"""Which reports, figures and decks in a folder are stale, and why.

Manifests and records hold no paths, so articles of one's own are looked for by name: among the
places that are named, in the folder one is in, and around the outputs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ukjp.errors import ArticleError, OutputError, ParameterError
from ukjp.publishing.checks import PLACES
from ukjp.publishing.freshness import (
    changed_by_hand,
    digest_code,
    digest_file,
    find_changes,
    find_edits,
    read_inputs,
    read_versions,
    tell_changes,
)
from ukjp.publishing.landing import MANIFEST, read_manifest
from ukjp.publishing.notebooks import SUFFIX, read_notebook
from ukjp.publishing.records import SUFFIX as RECORD
from ukjp.publishing.records import made_from, read_record

State = Literal["fresh", "stale", "edited", "unknown"]
_EDITED = (
    "edited by hand since it was made; `ukjp slides --update` keeps that, and its figures right"
)


class Standing(NamedTuple):
    """An output: where it is, what it is, and why it is not fresh.

    An edited one is a deck that a person went on with while nothing it is made from changed.
    """

    path: Path
    kind: str
    state: State
    why: tuple[str, ...]


def check_outputs(folder: Path, articles: Sequence[Path] = ()) -> list[Standing]:
    """Return how every report, figure and deck below `folder` stands.

    `articles` are places of articles that outputs may have been made from. Raises OutputError
    where there is no such folder, or nothing of ours in it.
    """
    if not folder.is_dir():
        raise OutputError(f"{folder}: no such folder; name the one that holds the outputs")
    found = list(_outputs(folder, tuple(articles)))
    if not found:
        raise OutputError(f"{folder}: no report, figure or deck with its record in it")
    return sorted(found, key=lambda one: one.path)


def _outputs(folder: Path, articles: Sequence[Path]) -> Iterator[Standing]:
    recorded: set[Path] = set()
    paths = [path for path in sorted(folder.rglob("*")) if not _is_hidden(path, folder)]
    for path in paths:
        if path.name == MANIFEST and _holds_report(path.parent):
            yield _report(path.parent, _Places(path.parent, articles))
        elif path.name.endswith(RECORD) and (record := read_record(path)):
            recorded.update(path.parent / name for name in record["outputs"])
            yield _recorded(path, record, _Places(path.parent, articles))
        elif path.name.endswith(RECORD):
            why = "its record cannot be read; make it again"
            shown = path.with_name(path.name.removesuffix(RECORD))
            if shown.with_suffix(".pptx") not in paths:  # such a deck is told below
                yield Standing(shown, "figure", "unknown", (why,))
    for path in paths:
        if path.suffix.lower() == ".pptx" and path not in recorded:
            why = "there is no record of what it was made from; make it again"
            yield Standing(path, "deck", "unknown", (why,))


def _holds_report(folder: Path) -> bool:
    """Tell a report's folder, also one whose manifest is spoilt, from that of other programs."""
    if read_manifest(folder):
        return True
    return any((folder / f"{folder.name}{suffix}").is_file() for suffix in (SUFFIX, ".html"))


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


class _Places:
    """Finds what a manifest only names."""

    def __init__(self, folder: Path, articles: Sequence[Path]) -> None:
        self._articles = articles
        self._around = [Path.cwd(), folder.parent, folder.parent.parent]

    def articles(self, name: str) -> Path:
        """Return the place of the articles of a name. Raises ArticleError where it is unknown."""
        candidates = [one for one in self._articles if one.resolve().name == name]
        candidates += [around / name for around in self._around]
        candidates += self._articles[:1]
        for place in candidates:
            if place.exists():
                return place
        raise ArticleError(f"its articles {name!r} are not found; name them with --articles")

    def notebook(self, name: str) -> Path:
        """Return the notebook of a name. Raises ParameterError where it is unknown."""
        for around in self._around:
            if (around / name).is_file():
                return around / name
        try:
            return read_notebook(name.removesuffix(SUFFIX)).path
        except ParameterError:
            raise ParameterError(f"its notebook {name!r} is not found") from None


def _report(folder: Path, places: _Places) -> Standing:
    manifest = read_manifest(folder)
    if manifest is None:
        words = f"its {MANIFEST} cannot be read; delete the folder and make the report again"
        return Standing(folder, "report", "unknown", (words,))
    unknown: list[str] = []
    facts = {key: manifest.get(key) for key in ("parameters", "asked")}
    facts |= {"made_with": read_versions(), "code_sha256": digest_code()}
    try:
        notebook = places.notebook(str(manifest.get("notebook")))
        facts["notebook_sha256"] = digest_file(notebook)
    except ParameterError as error:
        unknown.append(str(error))
        facts["notebook_sha256"] = manifest.get("notebook_sha256")
    try:
        facts["inputs"] = read_inputs(_values(manifest.get("parameters") or {}, places))
    except ArticleError as error:
        unknown.append(str(error))
        facts["inputs"] = manifest.get("inputs")
    why = find_changes(folder, facts)
    failed = folder.with_name(f"{folder.name}.failed{SUFFIX}")
    if failed.is_file():
        why.append(f"it failed when it was last made: {failed.name}")
    return _standing(folder, "report", why, unknown)


def _values(parameters: Mapping[str, Any], places: _Places) -> dict[str, Any]:
    return {
        name: str(places.articles(str(value))) if name in PLACES and value else value
        for name, value in parameters.items()
    }


def _recorded(path: Path, record: Mapping[str, Any], places: _Places) -> Standing:
    unknown: list[str] = []
    named = (record.get("parameters") or {}).get("articles") or []
    try:
        facts = made_from([places.articles(str(name)) for name in named])
    except ArticleError as error:
        unknown.append(str(error))
        facts = made_from([]) | {"inputs": record.get("inputs")}
    why = [*tell_changes(record, facts), *find_edits(path.parent, record["outputs"])]
    kind = str(record.get("kind", "figure"))
    if kind != "deck":
        return _standing(path.with_name(path.name.removesuffix(RECORD)), kind, why, unknown)
    shown = path.parent / next(iter(sorted(record["outputs"])), path.name)
    # A deck is there to be edited: that alone makes no figure of it old.
    changed = [line for line in why if line != changed_by_hand(shown.name)]
    found = _standing(shown, kind, changed, unknown)
    if changed == why:
        return found
    state = "edited" if found.state == "fresh" else found.state
    return found._replace(state=state, why=(*found.why, _EDITED))


def _standing(path: Path, kind: str, why: list[str], unknown: list[str]) -> Standing:
    state: State = "stale" if why else "unknown" if unknown else "fresh"
    return Standing(path, kind, state, (*why, *unknown))
