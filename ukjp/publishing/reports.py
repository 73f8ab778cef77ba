"""From a notebook and its parameters to a report: run, check, write; whole or not at all."""

from __future__ import annotations

import base64
import json
import math
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from ukjp.errors import ParameterError, ReportError
from ukjp.publishing.checks import PLACES
from ukjp.publishing.contents import CODES, Code, Contents, read_contents
from ukjp.publishing.execution import CELL_TIMEOUT, OnCell, run_notebook
from ukjp.publishing.exhibits import Problem
from ukjp.publishing.freshness import (
    digest_code,
    digest_file,
    find_changes,
    read_inputs,
    read_versions,
)
from ukjp.publishing.landing import landing_folder, read_manifest, write_file, write_manifest
from ukjp.publishing.notebooks import SUFFIX, Notebook, read_notebook
from ukjp.publishing.parameters import check_parameters, describe_values, kernel_values, set_values
from ukjp.publishing.redaction import redact_notebook

FORMATS = ("ipynb", "html", "figures")
KNOWN_FORMATS = (*FORMATS, "pdf")


class Report(NamedTuple):
    """A finished report: its folder, its files, and what its articles could not give."""

    name: str
    folder: Path
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]


def run_report(
    notebook: str | Path,
    parameters: Mapping[str, object] | None = None,
    out: str | Path = "reports",
    *,
    formats: Sequence[str] = FORMATS,
    name: str | None = None,
    code: Code = "hidden",
    title: str | None = None,
    timeout: float = CELL_TIMEOUT,
    on_cell: OnCell | None = None,
) -> Report:
    """Run a notebook and write its report to the folder `name` in `out`.

    `notebook` is a name or a path, `name` by default its stem; `parameters` take the place of those
    in its cell. `formats` are any of ipynb (the executed notebook), html (one self-contained page),
    pdf (the same for paper, tagged), figures (PNG, SVG and PDF); `code` is hidden, folded or shown;
    `title` takes the page's own one's place. `timeout` is in seconds for each cell; `on_cell` hears
    of each before it runs. An old report of the name is replaced when the new one is whole.

    Raises ParameterError, ArticleError or OutputError for input that is wrong, with nothing
    written; ReportError where the notebook fails or shows less than it should: the notebook as
    far as it came is then kept as `out/name.failed.ipynb`, and an old report stays.

    Shape: a `Report`: name, folder, files, problems.
    Units: seconds.
    Source: the notebook and what it reads; `manifest.json` names both.

    >>> import ukjp
    >>> ukjp.run_report("briefing", {"doner": "Norway"}, "my-reports")
    Traceback (most recent call last):
    ukjp.errors.ParameterError: …did you mean 'donor'…
    """
    plan = _plan_report(notebook, parameters, formats, name, code, title)
    out, called = Path(out), plan.name
    begun, cells = time.monotonic(), list[float]()

    def note_cell(number: int, count: int) -> None:
        cells.append(time.monotonic() - begun)
        if on_cell:
            on_cell(number, count)

    with landing_folder(out, called) as folder:
        facts = _facts(plan)  # before the run: what changes meanwhile makes the report stale
        given = kernel_values(set_values(plan.source, plan.values))
        execution = run_notebook(plan.source, given, timeout=math.ceil(timeout), on_cell=note_cell)
        content = redact_notebook(execution.content, _places(plan.source, plan.values))
        contents = read_contents(content, plan.source.name, code)
        failure = execution.failure or _missing_parts(plan.source, contents)
        if isinstance(failure, ReportError):
            kept = out / f"{called}.failed{SUFFIX}"
            write_file(kept, format_notebook(content))
            words = f"{failure}; the notebook as far as it came is {kept}"
            raise ReportError(words) from failure
        if failure:
            raise failure
        _write_parts(folder, plan, content, contents)
        timings = _timings(begun, cells)
        write_manifest(folder, facts | _outcome(contents.problems) | {"timings": timings})
    (out / f"{called}.failed{SUFFIX}").unlink(missing_ok=True)
    return _report_in(out / called, contents.problems)


def find_report(
    notebook: str | Path,
    parameters: Mapping[str, object] | None = None,
    out: str | Path = "reports",
    *,
    formats: Sequence[str] = FORMATS,
    name: str | None = None,
    code: Code = "hidden",
    title: str | None = None,
) -> tuple[Report | None, list[str]]:
    """Return the report if it is there and what it was made from is unchanged, else why not.

    Parameters and errors are those of `run_report`.
    """
    plan = _plan_report(notebook, parameters, formats, name, code, title)
    folder = Path(out) / plan.name
    changes = find_changes(folder, _facts(plan))
    if changes:
        return None, changes
    told = (read_manifest(folder) or {}).get("problems", ())
    return _report_in(folder, tuple(Problem.model_validate(one) for one in told)), []


class _Plan(NamedTuple):
    """A report to make, checked."""

    source: Notebook
    values: dict[str, Any]
    formats: tuple[str, ...]
    name: str
    code: Code
    title: str | None


def _plan_report(
    notebook: str | Path,
    parameters: Mapping[str, object] | None,
    formats: Sequence[str],
    name: str | None,
    code: Code,
    title: str | None,
) -> _Plan:
    source = read_notebook(notebook)
    values = check_parameters(source, parameters or {})
    check_choices(formats, code)
    return _Plan(source, values, tuple(formats), check_name(name or source.name), code, title)


def _report_in(folder: Path, problems: tuple[Problem, ...]) -> Report:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return Report(folder.name, folder, tuple(files), problems)


def _timings(begun: float, cells: list[float]) -> dict[str, Any]:
    """Return seconds in all, and between the beginnings of cells."""
    now = time.monotonic() - begun
    each = [after - before for before, after in pairwise([*cells, now])]
    return {"seconds": round(now, 2), "cells": [round(one, 2) for one in each]}


def _outcome(problems: Sequence[Problem]) -> dict[str, Any]:
    lost = any(problem.fatal for problem in problems)
    told = [problem.model_dump(mode="json") for problem in problems]
    return {"status": "partly" if lost else "whole", "problems": told}


def format_notebook(content: Mapping[str, Any]) -> str:
    """Return a notebook as the text of its file."""
    return json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def check_choices(formats: Sequence[str], code: str) -> None:
    """Raise ParameterError for a format or a way to show code that there is not."""
    unknown = [one for one in formats if one not in KNOWN_FORMATS]
    if unknown or not formats:
        named = f"{unknown[0]!r} is none" if unknown else "none is named"
        raise ParameterError(f"formats: {named}; known are {', '.join(KNOWN_FORMATS)}")
    if code not in CODES:
        raise ParameterError(f"code: {code!r} is none of {', '.join(CODES)}")


def check_name(name: str) -> str:
    """Return a name that can be a folder's; raise ParameterError for another one."""
    if not name.strip(". ") or set(name) & set('/\\:*?"<>|\0\n') or name.startswith("."):
        raise ParameterError(f"name: {name!r} cannot name a folder; use letters, digits, - and _")
    return name


def _places(source: Notebook, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the paths among the values with the last part of each, which is all a report shows."""
    found = {str(source.path.resolve().parent): "notebooks"}
    for name, value in values.items():
        if value and (isinstance(value, Path) or name in PLACES):
            found[str(value)] = Path(value).name
    return found


def _missing_parts(source: Notebook, contents: Contents) -> ReportError | None:
    """Return what the notebook's own metadata promise and its outputs do not hold."""
    expected = source.metadata.get("ukjp", {}).get("expects", {})
    shown = {
        "figure": {picture.name for picture in contents.pictures},
        "table": {table.name for table in contents.tables},
    }
    missing = [
        f"{kind} {name!r}"
        for kind, names in shown.items()
        for name in expected.get(f"{kind}s", ())
        if name not in names
    ]
    if not missing:
        return None
    return ReportError(f"{source.name}: the notebook ran and shows no {' and no '.join(missing)}")


def _write_parts(folder: Path, plan: _Plan, content: dict[str, Any], contents: Contents) -> None:
    contents = contents._replace(title=plan.title) if plan.title else contents
    if "ipynb" in plan.formats:
        text = format_notebook(content)
        (folder / f"{plan.name}{SUFFIX}").write_text(text, encoding="utf-8")
    if "html" in plan.formats:
        page = _build_page(contents, plan)
        (folder / f"{plan.name}.html").write_text(page, encoding="utf-8")
    if "pdf" in plan.formats:
        (folder / f"{plan.name}.pdf").write_bytes(_build_document(contents, plan))
    if "figures" in plan.formats:
        _write_figures(folder / "figures", contents)


def _build_page(contents: Contents, plan: _Plan) -> str:
    from ukjp.publishing.pages import build_page

    return build_page(contents, **_frame(plan), folded=plan.code == "folded")


def _build_document(contents: Contents, plan: _Plan) -> bytes:
    from ukjp.publishing.documents import build_document

    return build_document(contents, **_frame(plan))


def _frame(plan: _Plan) -> dict[str, Any]:
    """Return what page and document say of how they were made."""
    return {
        "parameters": describe_values(plan.source, _shown_values(plan.values)),
        "made_with": f"Made with ukjp {version('ukjp')} from the notebook {plan.source.path.name}.",
    }


def _shown_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values without the folders that lead to places of this machine."""
    return {
        name: Path(value).name if value and (isinstance(value, Path) or name in PLACES) else value
        for name, value in values.items()
    }


def _write_figures(folder: Path, contents: Contents) -> None:
    if not contents.pictures:
        return
    folder.mkdir()
    for picture in contents.pictures:
        stem = folder / picture.name
        stem.with_suffix(".png").write_bytes(base64.b64decode(picture.png))
        stem.with_suffix(".svg").write_text(picture.svg, encoding="utf-8")
        if picture.pdf:
            stem.with_suffix(".pdf").write_bytes(base64.b64decode(picture.pdf))


def _facts(plan: _Plan) -> dict[str, Any]:
    """Return what the report is made from, as its manifest tells it."""
    return {
        "made_with": read_versions(),
        "code_sha256": digest_code(),
        "notebook": plan.source.path.name,
        "notebook_sha256": digest_file(plan.source.path),
        "parameters": kernel_values(_shown_values(plan.values)),
        "asked": {"code": plan.code, "formats": sorted(plan.formats), "title": plan.title},
        "inputs": read_inputs(plan.values),
    }
