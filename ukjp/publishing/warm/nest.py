"""What the parent of warm processes does once: import everything. Importing this does it.

No failure may leave this module: the fork server hides some and dies of the others. What could
not be imported here is imported, or complained about, where it is needed.
"""

from __future__ import annotations

import importlib
from contextlib import suppress

# First, because it keeps a slow part of jsonschema out for whoever imports it afterwards.
MODULES = (
    "ukjp.publishing.kernels",
    "ukjp.publishing.reports",
    "ukjp.publishing.show",
    "ukjp.publishing.pictures",
    "ipykernel.kernelapp",
    "matplotlib.backends.backend_pdf",
    "matplotlib.backends.backend_svg",
    "seaborn",
)


def _import_all() -> None:
    for name in MODULES:
        with suppress(Exception):
            importlib.import_module(name)


_import_all()
