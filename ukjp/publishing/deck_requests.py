"""What `ukjp slides` is asked for: articles or runs, and what an older deck was asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ukjp.errors import ParameterError
from ukjp.publishing.batches.run_files import (
    Asked,
    ReportSet,
    read_runs,
    select_sets,
    standard_runs,
)
from ukjp.publishing.decks.building import Section
from ukjp.publishing.decks.facts import Shown

if TYPE_CHECKING:
    from ukjp.dataset import Dataset
    from ukjp.publishing.decks.records import Record

_SCOPE = ("donor", "recipient", "as_of")
_SHOWN = ("currency", "start", "end", "show_reference")


class Request(NamedTuple):
    """The sections of a deck, the places of their articles, and the theme their runs ask for."""

    sections: list[Section]
    places: list[str]
    theme: str | None = None


def read_request(
    names: Sequence[str],
    given: Mapping[str, Any],
    runs: Path | None = None,
    before: Record | None = None,
) -> Request:
    """Return the sections for names of runs or for places of articles (none: the briefs).

    `given` are the parameters that were named on the command line; `before` is what the deck to be
    updated remembers, which holds where nothing else is said. Raises ParameterError for a name that
    is neither, and where articles or runs have to be named again.
    """
    places = [name for name in names if Path(name).exists() or _is_path(name)]
    wanted = [name for name in names if name not in places]
    if places and wanted:
        raise ParameterError(
            f"{wanted[0]!r}: no such file or folder; name runs or places of articles, not both"
        )
    if not names and before is not None:
        wanted = _remembered_runs(before, runs)
    if wanted or (runs is not None and not places):
        return _from_runs(wanted, given, runs)
    return _from_places(places, given, before)


def _is_path(name: str) -> bool:
    return os.sep in name or name.startswith(".") or bool(Path(name).suffix)


def _remembered_runs(before: Record, runs: Path | None) -> list[str]:
    names = [key.removeprefix("parameters ") for key in before.about if key != "parameters"]
    names = [name for name in names if f"parameters {name}" in before.about]
    files = {str(before.parameters(name).get("run_file", "")) for name in names} - {""}
    if files - {standard_runs().name} and runs is None:
        raise ParameterError(
            f"the deck was made from runs of {', '.join(sorted(files))}; name that file with --runs"
        )
    return names


def _from_places(places: Sequence[str], given: Mapping[str, Any], before: Record | None) -> Request:
    from ukjp.dataset import build_dataset

    remembered = before.parameters() if before else {}
    values = {k: v for k, v in remembered.items() if k in (*_SCOPE, *_SHOWN)} | dict(given)
    named = os.environ.get("UKJP_ARTICLES")
    found = list(places) or ([named] if named else [])
    if remembered.get("articles") and not found:
        raise ParameterError(
            "the deck was made from articles that were named; name their files or folders again"
        )
    scope = {key: values[key] for key in _SCOPE if values.get(key)}
    dataset = build_dataset(list(found) or None, **scope)
    shown = Shown(**{key: values[key] for key in _SHOWN if values.get(key)})
    asked = {"as_of": scope.get("as_of"), "articles": "named" if found else ""}
    return Request([Section("", dataset, shown, asked)], found)


def _from_runs(names: Sequence[str], given: Mapping[str, Any], runs: Path | None) -> Request:
    file = runs or standard_runs()
    sets = select_sets(
        read_runs(file, Asked(given, articles=os.environ.get("UKJP_ARTICLES"))), names
    )
    datasets: dict[tuple[Any, ...], Dataset] = {}
    sections = [_section(one, file, datasets) for one in sets]
    places = [str(one.parameters["articles"]) for one in sets if one.parameters.get("articles")]
    themes = {str(one.parameters.get("theme", "light")) for one in sets}
    theme = themes.pop() if len(themes) == 1 else None
    return Request(sections, list(dict.fromkeys(places)), theme)


def _section(run: ReportSet, file: Path, datasets: dict[tuple[Any, ...], Dataset]) -> Section:
    from ukjp.dataset import build_dataset

    values = run.parameters
    scope = {key: values[key] for key in _SCOPE if values.get(key)}
    key = (values.get("articles"), *scope.items())
    if key not in datasets:
        datasets[key] = build_dataset(values.get("articles") or None, **scope)
    shown = Shown(**{name: values[name] for name in _SHOWN if values.get(name)})
    return Section(run.name, datasets[key], shown, {"run_file": file.name})
