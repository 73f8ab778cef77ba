"""What the parent of warm processes imports, and how: as if nobody's folder were there."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# For processes that run reports. kernels comes first, because it keeps a slow part of jsonschema
# out for whoever imports that afterwards.
FOR_REPORTS = (
    "ukjp.publishing.kernels",
    "ukjp.publishing.reports",
    "ukjp.publishing.warm.births",
    "ukjp.publishing.batches.running",
    "papermill.clientwrap",
    "zmq.asyncio",
    "markdown_it",
)
KERNEL = (
    "ipykernel.kernelapp",
    "ipykernel_launcher",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
)
FOR_KERNELS = (
    "sqlite3",
    "ukjp.publishing.show",
    "ukjp.publishing.pictures",
    "ukjp.publishing.markup",
    "ukjp.drawing.export",
    "ukjp.reading.cleaning",
    "ukjp.tables",
    "babel.dates",
    "currency_converter",
    "fontTools.subset",
    "jinja2",
    "pandera.pandas",
    "pyarrow.pandas_compat",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_pdf",
    "matplotlib.backends.backend_svg",
    "PIL.JpegImagePlugin",
    "seaborn",
)
# What notebooks are written with; its names are read lazily.
PACKAGE = "ukjp"

ADDED: dict[str, str] = {}
"""Variables that a kernel's own modules set when they are imported."""


def import_all(*, reports: bool) -> None:
    """Import what kernels need, and processes that run reports if those are to be forked too.

    What cannot be imported is left to whoever needs it. The process's variables are as before,
    and what libraries have added to them is kept for kernels.
    """
    before = dict(os.environ)
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # as each kernel has it
    with _nowhere():
        _import(FOR_REPORTS if reports else ())
        known = dict(os.environ)
        _import(KERNEL)
        ADDED.update({name: os.environ[name] for name in os.environ.keys() - known})
        _import(FOR_KERNELS)
        package = importlib.import_module(PACKAGE)
        for name in package.__all__:
            with suppress(Exception):
                getattr(package, name)
    os.environ.clear()
    os.environ.update(before)
    gc.collect()
    # The collector would write to every object, and so take a copy of every shared page.
    gc.freeze()


def _import(names: Iterable[str]) -> None:
    for name in names:
        with suppress(Exception):
            importlib.import_module(name)


@contextmanager
def _nowhere() -> Iterator[None]:
    """Let neither modules nor settings (matplotlibrc) of the current folder be found."""
    here, path = os.open(".", os.O_RDONLY), list(sys.path)
    drop_folder()
    os.chdir("/")
    try:
        yield
    finally:
        sys.path[:] = path
        os.fchdir(here)
        os.close(here)


def drop_folder() -> None:
    """Take the current folder from the beginning of the search path, where Python puts it."""
    if sys.path and sys.path[0] in ("", str(Path.cwd())):
        del sys.path[0]
