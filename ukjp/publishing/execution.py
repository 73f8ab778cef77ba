"""Run a notebook with checked values, and say what happened in one line where it fails."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ukjp import errors
from ukjp.errors import ReportError, UkjpError
from ukjp.publishing.notebooks import Notebook, cell_source

CELL_TIMEOUT = 600
START_TIMEOUT = 120

OnCell = Callable[[int, int], None]
"""Called before each cell with its number from 1 and the number of cells."""


class Execution(NamedTuple):
    """An executed notebook (version 4 JSON) and what stopped it, if something did."""

    content: dict[str, Any]
    failure: UkjpError | None


def run_notebook(
    notebook: Notebook,
    values: Mapping[str, Any],
    *,
    timeout: float = CELL_TIMEOUT,
    on_cell: OnCell | None = None,
) -> Execution:
    """Run the notebook with papermill, `values` (plain JSON) in place of its parameters.

    `timeout` is in seconds for each cell. A failure is returned, not raised, with the notebook as
    far as it came: a ParameterError, ArticleError, DataError or OutputError that the notebook's
    own calls raised on purpose, else a ReportError that names the cell.
    """
    with tempfile.TemporaryDirectory(prefix="ukjp-", ignore_cleanup_errors=True) as runtime:
        return _execute(notebook, values, Path(runtime), timeout, on_cell)


def _execute(
    notebook: Notebook,
    values: Mapping[str, Any],
    runtime: Path,
    timeout: float,
    on_cell: OnCell | None,
) -> Execution:
    import nbformat

    from ukjp.publishing.kernels import ENGINE_NAME, KERNEL_NAME, kernel_environment, papermill

    source: Any = nbformat.from_dict(notebook.content)  # type: ignore[no-untyped-call]
    running: dict[str, Any] = {"notebook": source, "cell": None}

    def note_cell(content: Any, index: int) -> None:
        running.update(notebook=content, cell=content.cells[index])
        if on_cell:
            on_cell(index + 1, len(content.cells))

    failure: UkjpError | None = None
    try:
        papermill.execute_notebook(
            source,
            None,
            parameters=dict(values),
            engine_name=ENGINE_NAME,
            kernel_name=KERNEL_NAME,
            language="python",
            progress_bar=False,
            start_timeout=START_TIMEOUT,
            execution_timeout=timeout,
            folder=notebook.path.resolve().parent,
            environment=kernel_environment(runtime),
            runtime=runtime,
            on_cell=note_cell,
        )
    except Exception as error:  # noqa: BLE001 - whatever papermill raises, the run has failed
        failure = _explain(error, notebook, running, runtime, timeout)
    return Execution(running["notebook"], failure)


def _explain(
    error: Exception, notebook: Notebook, running: Mapping[str, Any], runtime: Path, timeout: float
) -> UkjpError:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    if isinstance(error, PapermillExecutionError):
        return _as_raised(error.ename, error.evalue) or ReportError(
            f"{notebook.name}: {_place(running)} failed: {error.ename}: {_one_line(error.evalue)}"
        )
    if isinstance(error, CellTimeoutError):
        return ReportError(f"{notebook.name}: {_place(running)} took longer than {timeout:g} s")
    if isinstance(error, DeadKernelError):
        return ReportError(
            f"{notebook.name}: {_place(running)} ended its kernel; not enough memory, perhaps"
        )
    if running["cell"] is None:
        return ReportError(
            f"{notebook.name}: no kernel could be started: {_last_words(error, runtime)}"
        )
    return ReportError(
        f"{notebook.name}: {_place(running)}: {type(error).__name__}: {_one_line(error)}"
    )


def _as_raised(name: str, message: str) -> UkjpError | None:
    """Return the error that the package raised on purpose inside the kernel."""
    kind = getattr(errors, name, None)
    if isinstance(kind, type) and issubclass(kind, UkjpError) and kind is not ReportError:
        return kind(message)
    return None


def _place(running: Mapping[str, Any]) -> str:
    """Return which cell it was, as JupyterLab numbers it, with its first line of code."""
    code = [cell for cell in running["notebook"].cells if cell.cell_type == "code"]
    number = next((n for n, cell in enumerate(code, 1) if cell is running["cell"]), 0)
    lines = cell_source(running["cell"] or {}).strip().splitlines() or [""]
    return f"cell [{number}] ({lines[0].strip()[:60]})"


def _last_words(error: Exception, runtime: Path) -> str:
    """Return the last line the kernel's process wrote, which says more than papermill knows."""
    log = runtime / "stderr"
    lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
    said = _one_line(lines[-1] if lines else error)
    if "ipykernel" in said:
        return f"{said}; install ipykernel into this environment"
    return said


def _one_line(words: object) -> str:
    return " ".join(str(words).split())[:300] or "no message"
