"""Kernels for papermill: always this Python, in a folder of their own, gone when the run is over.

papermill asks Jupyter for a kernel named python3 and gets whatever a person's Jupyter folder holds
under that name, often another Python without this package; and it changes the working folder of
the whole process, so that two runs in one process disturb each other. Here the kernel is the
running interpreter, told its folder when it starts.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

KERNEL_NAME = "python3"
ENGINE_NAME = "ukjp"
_SLOW = "rfc3987_syntax"
_LONGEST_SOCKET = 90
"""Characters of a socket's path that every system takes."""


@contextmanager
def _without_slow_checks() -> Iterator[None]:
    """Let jsonschema do without its check of international addresses.

    Building that grammar takes a second at every import of nbformat, and no notebook needs it.
    """
    loaded: dict[str, Any] = sys.modules
    hidden = _SLOW not in loaded
    if hidden:
        loaded[_SLOW] = None  # means: not importable
    try:
        yield
    finally:
        if hidden:
            loaded.pop(_SLOW, None)


with _without_slow_checks():
    import papermill
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import NBClientEngine, papermill_engines


class _ThisPython(KernelSpecManager):
    """Knows one kernel, whatever is asked for: the interpreter that runs this."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the specification of the running interpreter."""
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name=kernel_name,
            language="python",
        )


class ThisPythonEngine(NBClientEngine):  # type: ignore[misc]
    """papermill's engine with kernels of this Python; the process's own folder stays as it is."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
        """Run the notebook that `nb_man` holds.

        Options besides papermill's own: `folder` (the kernel's working folder), `environment`
        (its variables), `runtime` (a folder for its sockets and logs), `on_cell` (called with the
        notebook and the number of each cell about to run).
        """
        runtime: Path = options["runtime"]
        on_cell = options["on_cell"]
        client = PapermillNotebookClient(
            nb_man,
            km=_kernel_manager(runtime, kernel_name),
            timeout=options["execution_timeout"],
            startup_timeout=options["start_timeout"],
            on_cell_execute=lambda cell, cell_index: on_cell(nb_man.nb, cell_index),  # noqa: ARG005
        )
        with (runtime / "stderr").open("wb") as errors, (runtime / "stdout").open("wb") as output:
            return client.execute(
                cleanup_kc=True,
                cwd=str(options["folder"]),
                env=options["environment"],
                stdout=output,
                stderr=errors,
            )


def _kernel_manager(runtime: Path, kernel_name: str) -> AsyncKernelManager:
    manager = AsyncKernelManager(
        kernel_name=kernel_name,
        kernel_spec_manager=_ThisPython(),
        connection_file=str(runtime / "kernel.json"),
    )
    # Sockets in a folder of our own cannot be taken by another run as a free port can.
    if sys.platform != "win32" and len(str(runtime)) < _LONGEST_SOCKET:
        manager.transport = "ipc"
        manager.ip = str(runtime / "k")
    return manager


papermill_engines.register(ENGINE_NAME, ThisPythonEngine)
# papermill takes `start: date | None` for no parameter and would say so; names are checked before.
logging.getLogger("papermill").addHandler(logging.NullHandler())

__all__ = ["ENGINE_NAME", "KERNEL_NAME", "ThisPythonEngine", "papermill"]
