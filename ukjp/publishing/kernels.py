"""Kernels for papermill: always this Python, in a folder of their own, gone when the run is over.

papermill asks Jupyter for a kernel named python3 and gets whatever a person's Jupyter folder holds
under that name, often another Python without this package; and it changes the working folder of
the whole process, so that two runs in one process disturb each other. Here the kernel is the
running interpreter, told its folder when it starts, and forked from a parent that has imported
everything where that can be done (`ukjp.publishing.warm`).
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

from ukjp.publishing.warm import can_fork
from ukjp.publishing.warm.engine import NAME as ENGINE_NAME
from ukjp.resources import standard_curation_file

KERNEL_NAME = "python3"
_PROVISIONER = "ukjp-forked"
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
    from jupyter_client.asynchronous.client import AsyncKernelClient
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
    from jupyter_client.manager import AsyncKernelManager
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import NBClientEngine, papermill_engines
    from papermill.log import logger


class _ThisPython(KernelSpecManager):
    """Knows one kernel, whatever is asked for: the interpreter that runs this."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the specification of the running interpreter."""
        forked = {"kernel_provisioner": {"provisioner_name": _PROVISIONER}}
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name=kernel_name,
            language="python",
            metadata=forked if can_fork() else {},
        )


class _QuickClient(AsyncKernelClient):
    """Is ready when the kernel is; Jupyter's own waits another 0.2 s for messages left over."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Wait for a kernel's answer on both channels, so that nothing earlier is under way.

        Raises RuntimeError where the kernel dies first, or after `timeout` seconds.
        """
        end = time.monotonic() + (timeout or float("inf"))
        while time.monotonic() < end:
            asked = self.kernel_info()
            reply = await _find_message(self.shell_channel, asked, "kernel_info_reply", 1.0)
            if reply and await _find_message(self.iopub_channel, asked, "status", 0.2):
                self._handle_kernel_info_reply(reply)
                return
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")


async def _find_message(
    channel: Any, asked: str, kind: str, seconds: float
) -> dict[str, Any] | None:
    """Take messages off the channel until the last one that answers a request, or none comes."""
    while True:
        try:
            message: dict[str, Any] = await channel.get_msg(timeout=seconds)
        except Empty:
            return None
        if message["parent_header"].get("msg_id") == asked and message["msg_type"] == kind:
            if kind != "status" or message["content"]["execution_state"] == "idle":
                return message


class ThisPythonEngine(NBClientEngine):  # type: ignore[misc]
    """papermill's engine with kernels of this Python; the process's own folder stays as it is."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
        runtime: Path | None = None,
        on_cell: Callable[[Any, int], None] | None = None,
        **options: Any,
    ) -> Any:
        """Run the notebook that `nb_man` holds.

        Options besides papermill's own: `folder` (the kernel's working folder, else the current
        one), `environment` (its variables), `runtime` (a folder for its sockets and logs), and
        `on_cell` (called with the notebook and the number of each cell about to run). Without
        `runtime`, as from papermill's command line, a notebook whose kernel is none of this
        Python's runs as it does without this engine.
        """
        if runtime is None and not _is_this_python(kernel_name):
            return super().execute_managed_notebook(nb_man, kernel_name, **options)
        with ExitStack() as stack:
            started: dict[str, Any] = {}
            if runtime is None:
                runtime = Path(stack.enter_context(_runtime_folder()))
            else:
                for name in ("stdout", "stderr"):
                    started[name] = stack.enter_context((runtime / name).open("wb"))
            client = _notebook_client(nb_man, _kernel_manager(runtime, kernel_name), options)
            if on_cell is not None:
                client.on_cell_execute = lambda cell, cell_index: on_cell(nb_man.nb, cell_index)  # noqa: ARG005
            return client.execute(
                cleanup_kc=True,
                cwd=str(folder or Path.cwd()),
                env=kernel_environment(runtime) if environment is None else dict(environment),
                **started,
            )


def kernel_environment(runtime: Path) -> dict[str, str]:
    """Return a kernel's variables: a person's IPython settings stay out of what it shows.

    A kernel's folder is another than ours, and the same verdicts are meant.
    """
    return {
        **os.environ,
        "UKJP_CURATION": str(standard_curation_file().absolute()),
        "IPYTHONDIR": str(runtime / "ipython"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def _runtime_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="ukjp-", ignore_cleanup_errors=True)


def _is_this_python(kernel_name: str) -> bool:
    """Say whether Jupyter knows the name as a kernel of the running interpreter, or not at all."""
    try:
        command = KernelSpecManager().get_kernel_spec(kernel_name).argv
    except NoSuchKernel:
        return kernel_name == KERNEL_NAME
    program = Path(command[0] if command else "")
    known = {Path(sys.executable).name, "python", "python3"}
    same = program.name in known if program.name == str(program) else _same_file(program)
    return same and "ipykernel_launcher" in command


def _same_file(program: Path) -> bool:
    # Environments share one interpreter by links, so links are not followed.
    return program.absolute() == Path(sys.executable).absolute()


def _notebook_client(nb_man: Any, manager: Any, options: Mapping[str, Any]) -> Any:
    renamed = {"input_path", "start_timeout", "execution_timeout", "timeout", "startup_timeout"}
    return PapermillNotebookClient(
        nb_man,
        km=manager,
        timeout=options.get("execution_timeout") or options.get("timeout"),
        startup_timeout=options.get("start_timeout", 60),
        log=logger,
        **{name: value for name, value in options.items() if name not in renamed},
    )


def _kernel_manager(runtime: Path, kernel_name: str) -> AsyncKernelManager:
    manager = AsyncKernelManager(
        kernel_name=kernel_name,
        kernel_spec_manager=_ThisPython(),
        connection_file=str(runtime / "kernel.json"),
    )
    manager.client_factory = _QuickClient
    # Sockets in a folder of our own cannot be taken by another run as a free port can.
    if sys.platform != "win32" and len(str(runtime)) < _LONGEST_SOCKET:
        manager.transport = "ipc"
        manager.ip = str(runtime / "k")
    return manager


papermill_engines.register(ENGINE_NAME, ThisPythonEngine)
# papermill takes `start: date | None` for no parameter and would say so; names are checked before.
logging.getLogger("papermill").addHandler(logging.NullHandler())

__all__ = ["ENGINE_NAME", "KERNEL_NAME", "ThisPythonEngine", "kernel_environment", "papermill"]
