"""Run files: which reports to make, with which parameters, in TOML.

A `[[run]]` is a report, or with a `matrix` a report for each combination of its values. What the
file gets wrong is found before a kernel starts, all of it at once, with file, line, run and key.
"""

from __future__ import annotations

import difflib
import itertools
import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from ukjp.errors import ParameterError
from ukjp.publishing.batches.naming import check_template, fill_template
from ukjp.publishing.batches.run_models import Choices, RunFile, readable_part, structure_fault
from ukjp.publishing.batches.toml_lines import Place, find_lines, line_of
from ukjp.publishing.checks import PLACES
from ukjp.publishing.contents import Code
from ukjp.publishing.notebooks import SUFFIX, Notebook, read_notebook
from ukjp.publishing.parameters import build_model, check_parameters, kernel_values
from ukjp.publishing.reports import FORMATS, check_choices, check_name
from ukjp.reading.remote_files import address_of
from ukjp.resources import resource_folder

MOST_SETS = 10_000
SET_TIMEOUT = 600.0


class ReportSet(NamedTuple):
    """One report to make: name, notebook, checked parameters as plain values, and how.

    `timeout` is in seconds, for its cells together; `title` None means the notebook's own.
    """

    name: str
    notebook: Path
    parameters: dict[str, Any]
    formats: tuple[str, ...] = FORMATS
    code: Code = "hidden"
    timeout: float = SET_TIMEOUT
    title: str | None = None


class Asked(NamedTuple):
    """What a command line says for every set: it wins over the run file, but for `articles`."""

    parameters: Mapping[str, object] = {}
    formats: tuple[str, ...] | None = None
    code: Code | None = None
    timeout: float | None = None
    articles: str | None = None
    """Where a set with this parameter names none itself."""


def standard_runs() -> Path:
    """Return the run file that comes with this installation."""
    return resource_folder("notebooks") / "runs.toml"


def read_runs(path: str | Path, asked: Asked | None = None) -> list[ReportSet]:
    """Return the sets of a run file in its order, checked.

    Relative paths in the file start at its folder. Raises ParameterError with one line for each
    fault of the whole file.
    """
    return _Reader(Path(path), asked or Asked()).read()


def name_runs(notebooks: Sequence[str], asked: Asked | None = None) -> list[ReportSet]:
    """Return a set for each of these notebooks, checked as if they stood in a run file."""
    file = RunFile(run=[Choices(notebook=name) for name in notebooks])
    return _Reader(Path("command line"), asked or Asked()).check(file)


def select_sets(sets: Sequence[ReportSet], names: Iterable[str]) -> list[ReportSet]:
    """Return the sets of these names, which may hold * and ?; all where none is named."""
    wanted = list(names)
    known = [one.name for one in sets]
    faults = []
    for name in wanted:
        if not any(_is_called(one, name) for one in known):
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}? " if near else ""
            faults.append(f"{name!r}: no such run; {hint}known are {', '.join(known)}")
    if faults:
        raise ParameterError("\n".join(faults))
    return [one for one in sets if not wanted or any(_is_called(one.name, name) for name in wanted)]


def _is_called(name: str, pattern: str) -> bool:
    return name == pattern or fnmatchcase(name, pattern)


class _Run(NamedTuple):
    """A run as written, with its number from 0, its notebook and the parameters that has."""

    number: int
    choices: Choices
    notebook: Notebook
    fields: tuple[str, ...]


class _Reader:
    """Reads one run file, and gathers its faults."""

    def __init__(self, path: Path, asked: Asked) -> None:
        self.path, self.asked = path, asked
        self.faults: list[tuple[int, str]] = []
        self.lines: dict[Place, int] = {}
        self.names: dict[int, str] = {}
        self.used: set[str] = set()
        self.made: list[tuple[int, str]] = []
        """The reports' names, each with the number of its run."""
        self.varied: dict[int, Sequence[str]] = {}
        """What a run's matrix varies."""

    def read(self) -> list[ReportSet]:
        """Return the sets, or raise ParameterError with every fault."""
        content = self._read_toml()
        try:
            file = RunFile.model_validate(content)
        except ValidationError as error:
            file = readable_part(content)  # what can be read all the same is checked as well
            self.names = {n: run.name for n, run in enumerate(file.run) if run.name}
            for found in error.errors():
                self._note(tuple(found["loc"]), structure_fault(found))
        return self.check(file)

    def check(self, file: RunFile) -> list[ReportSet]:
        """Return the sets of a file that was read, or raise ParameterError with every fault."""
        runs = [self._open(number, one, file.defaults) for number, one in enumerate(file.run)]
        sets = [one for run in runs if run for one in self._sets(run, file.defaults)]
        self._check_unused(file.defaults)
        self._check_unique()
        if self.faults:
            lines = dict.fromkeys(line for _, line in sorted(self.faults, key=itemgetter(0)))
            raise ParameterError("\n".join(lines))
        return sets

    def _read_toml(self) -> dict[str, Any]:
        try:
            text = self.path.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise ParameterError(f"{self.path}: cannot be read as a run file: {reason}") from error
        try:
            content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ParameterError(f"{self.path}: no TOML: {error}") from error
        self.lines = find_lines(text)
        return content

    def _note(self, place: Place, words: str, number: int | None = None) -> None:
        """Keep a fault with the line of `place`, and the run it belongs to."""
        line = line_of(self.lines, place)
        where = f"{self.path.name}:{line}" if line else self.path.name
        if number is None and place[:1] == ("run",) and len(place) > 1:
            number = int(place[1])
        run = f"run {self._called(number)}: " if number is not None else ""
        self.faults.append((line or 0, f"{where}: {run}{words}"))

    def _note_unfit(self, number: int, key: str, words: str) -> None:
        """Note a fault of a run's key where it stands: in the run, or once in the defaults."""
        if ("run", number, key) not in self.lines and ("defaults", key) in self.lines:
            self._note(("defaults", key), words)
        else:
            self._note(("run", number, key), words)

    def _called(self, number: int) -> str:
        return repr(self.names[number]) if number in self.names else str(number + 1)

    def _open(self, number: int, choices: Choices, defaults: Choices) -> _Run | None:
        """Return a run with its notebook, and the defaults where it says nothing itself."""
        if choices.name:
            self.names[number] = choices.name
        name = choices.notebook or defaults.notebook or "briefing"
        path = self.path.parent / name
        beside = path.suffix == SUFFIX or len(Path(name).parts) > 1
        try:
            notebook = read_notebook(path if beside else name)
            fields = tuple(build_model(notebook).model_fields)
        except ParameterError as error:
            for line in str(error).splitlines():
                self._note(("run", number, "notebook"), line)
            return None
        self.used.update(fields)
        choices = choices.model_copy(update=_unsaid(defaults, choices))
        return _Run(number, choices, notebook, fields)

    def _sets(self, run: _Run, defaults: Choices) -> Iterator[ReportSet]:
        own = run.choices
        matrix = {k: v for k, v in defaults.matrix.items() if k in run.fields}
        matrix = {k: v for k, v in matrix.items() if k not in own.parameters} | own.matrix
        fixed = {k: v for k, v in defaults.parameters.items() if k in run.fields}
        fixed |= own.parameters
        self._check_templates(run)
        matrix = self._check_matrix(run, matrix)
        fixed |= {k: v for k, v in self.asked.parameters.items() if k in run.fields}
        if self.asked.articles and "articles" in run.fields:
            fixed.setdefault("articles", self.asked.articles)
        for values in _combinations(matrix):
            one = self._one(run, {**fixed, **values}, tuple(matrix))
            if one:
                yield one

    def _check_matrix(self, run: _Run, matrix: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """Note what a matrix contradicts; return what of it can be checked further."""
        place = ("run", run.number, "matrix")
        for key in sorted(set(run.choices.matrix) & set(run.choices.parameters)):
            self._note((*place, key), f"{key}: stands in parameters and in matrix")
        for key in sorted(set(matrix) & set(self.asked.parameters)):
            self._note((*place, key), f"{key}: is varied here; leave -P {key} out")
        for key in sorted(set(matrix) - set(run.fields)):
            self._note((*place, key), _unknown(key, run.fields))
        if (count := math.prod(map(len, matrix.values()))) > MOST_SETS:
            self._note(place, f"matrix: makes {count:,} reports; {MOST_SETS:,} are the most")
            return {key: values[:1] for key, values in matrix.items()}
        return {key: values for key, values in matrix.items() if key in run.fields}

    def _check_templates(self, run: _Run) -> None:
        known = (*run.fields, "notebook")
        for key in ("name", "title"):
            for fault in check_template(getattr(run.choices, key) or "", known):
                self._note(("run", run.number, key), f"{key}: {fault}")

    def _one(self, run: _Run, given: dict[str, Any], varied: Sequence[str]) -> ReportSet | None:
        """Return the set of one combination; None where something of it is wrong."""
        before, own = len(self.faults), run.choices
        values = self._check_values(run, given)
        formats, code = self.asked.formats or own.formats or FORMATS, self.asked.code or own.code
        try:
            check_choices(formats, code or "hidden")
        except ParameterError as error:
            self._note_unfit(run.number, "formats", str(error))
        name = self._name(run, values or given, varied)
        words = {**values, "notebook": run.notebook.name}
        if len(self.faults) > before or not name or check_template(own.title or "", list(words)):
            return None  # all of it has been told
        return ReportSet(
            name=name,
            notebook=run.notebook.path.resolve(),
            parameters=kernel_values(values) | _addresses(given),
            formats=tuple(dict.fromkeys(formats)),
            code=code or "hidden",
            timeout=self.asked.timeout or own.timeout or SET_TIMEOUT,
            title=fill_template(own.title, words) if own.title else None,
        )

    def _name(self, run: _Run, values: Mapping[str, Any], varied: Sequence[str]) -> str | None:
        words = dict.fromkeys(run.fields) | dict(values) | {"notebook": run.notebook.name}
        template = run.choices.name or " ".join(["{notebook}", *(f"{{{key}}}" for key in varied)])
        if check_template(template, list(words)):
            return None  # has been told
        try:
            name = check_name(fill_template(template, words, for_file=True))
        except ParameterError as error:
            self._note(("run", run.number, "name"), str(error))
            return None
        self.made.append((run.number, name))
        if varied:
            self.varied[run.number] = varied
        return name

    def _check_values(self, run: _Run, given: dict[str, Any]) -> dict[str, Any]:
        try:
            return check_parameters(run.notebook, given, folder=self.path.resolve().parent)
        except ParameterError as error:
            for line in str(error).splitlines():
                key = re.match(r"\w*", line)
                place = self._place_of(run.number, key[0] if key else "")
                self._note(place, line, run.number)
            return {}

    def _place_of(self, number: int, key: str) -> Place:
        """Return where a parameter of a run is set: in it, in its matrix, or in the defaults."""
        places: list[Place] = [
            (*where, kind, key)
            for where in (("run", number), ("defaults",))
            for kind in ("parameters", "matrix")
        ]
        return next((one for one in places if one in self.lines), places[0])

    def _check_unused(self, defaults: Choices) -> None:
        """Note parameters for all runs that no run's notebook has."""
        known = sorted(self.used)
        for kind in ("parameters", "matrix"):
            for key in set(getattr(defaults, kind)) - self.used if known else ():
                self._note(("defaults", kind, key), f"defaults: {_unknown(key, known)}")
        for key in set(self.asked.parameters) - self.used if known else ():
            self.faults.append((0, f"-P {_unknown(key, known)}"))

    def _check_unique(self) -> None:
        """Note names that two sets share, on a disk that takes A and a for one as well."""
        first: dict[str, int] = {}
        for number, name in self.made:
            key = name.casefold()
            if key in first:
                whose = "this run" if first[key] == number else f"run {self._called(first[key])}"
                words = f"name: {name!r} is the name of another report of {whose}"
                differs = " ".join(f"{{{key}}}" for key in self.varied.get(number, ["as_of"]))
                self._note(("run", number, "name"), f"{words}; put what differs into it: {differs}")
            first.setdefault(key, number)


def _addresses(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return places that are addresses as they are: whoever makes the report has a copy made."""
    named = {name: str(given[name]) for name in PLACES & given.keys() if given[name]}
    return {name: value for name, value in named.items() if address_of(value)}


def _unsaid(defaults: Choices, run: Choices) -> dict[str, Any]:
    """Return what the defaults say where the run says nothing."""
    return {
        key: getattr(defaults, key)
        for key in ("name", "title", "formats", "code", "timeout")
        if getattr(run, key) is None
    }


def _combinations(matrix: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    for values in itertools.product(*matrix.values()):
        yield dict(zip(matrix, values, strict=True))


def _unknown(key: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(key.lower(), known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"{key}: no such parameter; {hint}known are {', '.join(known)}"
