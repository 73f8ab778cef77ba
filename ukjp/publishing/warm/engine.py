"""The engine that papermill finds by its name: `papermill in.ipynb out.ipynb --engine ukjp`.

papermill imports every registered engine whenever it is imported itself, whichever one is used, so
this module imports nothing. The engine's work is done by `ukjp.publishing.kernels`.
"""

from __future__ import annotations

from typing import Any

NAME = "ukjp"


class WarmEngine:
    """Runs notebooks in kernels forked from a parent that has imported everything.

    Of several notebooks that one process runs, each gets a fresh kernel and none waits for imports.
    """

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **options: Any) -> Any:
        """Run the notebook; options are papermill's."""
        return cls._engine().execute_notebook(nb, kernel_name, **options)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> Any:
        """Return the name of the notebook's kernel."""
        return cls._engine().nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> Any:
        """Return the notebook's language."""
        return cls._engine().nb_language(nb, language)

    @classmethod
    def _engine(cls) -> Any:
        from ukjp.publishing.kernels import ThisPythonEngine

        return ThisPythonEngine
