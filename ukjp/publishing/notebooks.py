"""Notebook files: find one by name or path, read it, and say clearly when it is none.

Read as plain JSON: importing nbformat takes longer than reading every notebook of the project, and
a misspelt parameter should be answered at once.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ukjp.errors import ParameterError
from ukjp.resources import resource_folder

SUFFIX = ".ipynb"
PARAMETERS_TAG = "parameters"


class Notebook(NamedTuple):
    """A notebook as read: its name (the file's stem), its path, and its JSON."""

    name: str
    path: Path
    content: dict[str, Any]

    @property
    def metadata(self) -> Mapping[str, Any]:
        """The notebook's own metadata."""
        found = self.content.get("metadata", {})
        return found if isinstance(found, dict) else {}


def list_notebooks() -> list[str]:
    """Return the names of the notebooks that come with this installation."""
    return sorted(path.stem for path in resource_folder("notebooks").glob(f"*{SUFFIX}"))


def find_notebook(name: str | Path) -> Path:
    """Return the path of a notebook given by its name or its path.

    Raises ParameterError with the nearest known name where there is none.
    """
    path = Path(name)
    if path.suffix == SUFFIX or len(path.parts) > 1:
        if path.is_file():
            return path
        raise ParameterError(f"notebook {str(name)!r}: no such file; {_known(path.stem)}")
    own = resource_folder("notebooks") / f"{name}{SUFFIX}"
    if path.name and own.is_file():
        return own
    raise ParameterError(f"notebook {str(name)!r}: there is none of this name; {_known(str(name))}")


def _known(name: str) -> str:
    names = list_notebooks()
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"{hint}known are {', '.join(names)}, or name a file that ends in {SUFFIX}"


def read_notebook(name: str | Path) -> Notebook:
    """Return the notebook of that name or path. Raises ParameterError where it is none."""
    path = find_notebook(name)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ParameterError(f"{path.name}: cannot be read as a notebook: {reason}") from error
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        version = content.get("nbformat") if isinstance(content, dict) else None
        hint = f" of format {version}; open and save it in JupyterLab" if version else ""
        raise ParameterError(
            f"{path.name}: no notebook with cells{hint or '; expected one of format 4'}"
        )
    notebook = Notebook(path.stem, path, content)
    language = notebook.metadata.get("kernelspec", {}).get("language", "python")
    if language != "python":
        raise ParameterError(
            f"{path.name}: written in {language}; only Python notebooks can be run"
        )
    return notebook


def cell_source(cell: Mapping[str, Any]) -> str:
    """Return a cell's text, however the file keeps it."""
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else str(source)


def cell_tags(cell: Mapping[str, Any]) -> list[str]:
    """Return a cell's tags."""
    return list(cell.get("metadata", {}).get("tags", ()))


def parameters_source(notebook: Notebook) -> str | None:
    """Return the text of the cell tagged `parameters`, or None where there is none."""
    for cell in notebook.content["cells"]:
        if cell.get("cell_type") == "code" and PARAMETERS_TAG in cell_tags(cell):
            return cell_source(cell)
    return None
