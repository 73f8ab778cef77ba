"""From a notebook and its parameters to a report: run, check, write; whole or not at all."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from ukjp.errors import ParameterError, ReportError
from ukjp.publishing.checks import PLACES
from ukjp.publishing.contents import CODES, Code, Contents, read_contents
from ukjp.publishing.execution import CELL_TIMEOUT, OnCell, run_notebook
from ukjp.publishing.exhibits import Problem
from ukjp.publishing.landing import landing_folder, write_file, write_manifest
from ukjp.publishing.notebooks import SUFFIX, Notebook, read_notebook
from ukjp.publishing.parameters import check_parameters, describe_values, kernel_values, set_values
from ukjp.publishing.redaction import redact_notebook

FORMATS = ("ipynb", "html", "figures")
_PACKAGES = ("ukjp", "papermill", "pandas", "matplotlib")


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
    timeout: float = CELL_TIMEOUT,
    on_cell: OnCell | None = None,
) -> Report:
    """Run a notebook and write its report to the folder `out/name`.

    `notebook` is a name or a path, `name` by default its stem. `formats` are any of ipynb (the
    executed notebook), html (one self-contained page), figures (PNG, SVG and PDF). `timeout` is
    in seconds for each cell. An old report of the name is replaced when the new one is whole.

    Raises ParameterError, ArticleError or OutputError for input that is wrong, with nothing
    written; ReportError where the notebook fails or shows less than it should: the notebook as
    far as it came is then kept as `out/name.failed.ipynb`, and an old report stays.
    """
    source = read_notebook(notebook)
    values = check_parameters(source, parameters or {})
    _check_choices(formats, code)
    called = _check_name(name or source.name)
    out = Path(out)
    with landing_folder(out, called) as folder:
        execution = run_notebook(
            source, kernel_values(set_values(source, values)), timeout=timeout, on_cell=on_cell
        )
        content = redact_notebook(execution.content, _places(source, values))
        contents = read_contents(content, source.name, code)
        failure = execution.failure or _missing_parts(source, contents)
        if isinstance(failure, ReportError):
            kept = out / f"{called}.failed{SUFFIX}"
            write_file(kept, format_notebook(content))
            raise ReportError(f"{failure}; the notebook as far as it came is {kept}") from failure
        if failure:
            raise failure
        _write_parts(folder, called, content, contents, formats, source, values, code)
    (out / f"{called}.failed{SUFFIX}").unlink(missing_ok=True)
    files = sorted(path for path in (out / called).rglob("*") if path.is_file())
    return Report(called, out / called, tuple(files), contents.problems)


def format_notebook(content: Mapping[str, Any]) -> str:
    """Return a notebook as the text of its file."""
    return json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _check_choices(formats: Sequence[str], code: str) -> None:
    unknown = [one for one in formats if one not in FORMATS]
    if unknown or not formats:
        named = f"{unknown[0]!r} is none" if unknown else "none is named"
        raise ParameterError(f"formats: {named}; known are {', '.join(FORMATS)}")
    if code not in CODES:
        raise ParameterError(f"code: {code!r} is none of {', '.join(CODES)}")


def _check_name(name: str) -> str:
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


def _write_parts(
    folder: Path,
    name: str,
    content: dict[str, Any],
    contents: Contents,
    formats: Sequence[str],
    source: Notebook,
    values: Mapping[str, Any],
    code: Code,
) -> None:
    if "ipynb" in formats:
        (folder / f"{name}{SUFFIX}").write_text(format_notebook(content), encoding="utf-8")
    if "html" in formats:
        page = _build_page(contents, source, values, code)
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    if "figures" in formats:
        _write_figures(folder / "figures", contents)
    write_manifest(folder, _facts(source, values))


def _build_page(contents: Contents, source: Notebook, values: Mapping[str, Any], code: Code) -> str:
    from ukjp.publishing.pages import build_page

    return build_page(
        contents,
        parameters=describe_values(source, _shown_values(values)),
        folded=code == "folded",
        made_with=f"Made with ukjp {version('ukjp')} from the notebook {source.path.name}.",
    )


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


def _facts(source: Notebook, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "made_with": {package: version(package) for package in _PACKAGES},
        "notebook": source.path.name,
        "notebook_sha256": hashlib.sha256(source.path.read_bytes()).hexdigest(),
        "parameters": kernel_values(_shown_values(values)),
    }
