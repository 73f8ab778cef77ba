"""The public names, as somebody meets them in a notebook: quick, complete, explained, displayed."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from typing import Any

import pytest

import ukjp

LABELS = ("Shape:", "Units:", "Raises", "Source:")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
# Read by nobody but matplotlib, pandas and the like: what `import ukjp` must not wait for.
HEAVY = "anywidget ipywidgets matplotlib numpy pandas pandera papermill pyarrow pydantic watchfiles"


def in_python(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout


# --- import ---------------------------------------------------------------------------------------


def test_importing_it_loads_nothing_heavy_and_shows_every_name() -> None:
    said = in_python(
        "import sys; before = set(sys.modules); import ukjp; "
        "loaded = {name.split('.')[0] for name in set(sys.modules) - before}; "
        f"print(sorted(loaded & set('{HEAVY}'.split()))); "
        "print(sorted(set(ukjp.__all__) - set(dir(ukjp))))"
    )
    assert said.splitlines() == ["[]", "[]"]


def test_an_unknown_name_is_refused_by_name() -> None:
    with pytest.raises(AttributeError, match="'ukjp' has no attribute 'laod'"):
        _ = ukjp.laod


def test_only_public_names_are_offered() -> None:
    offered = {name for name in dir(ukjp) if not name.startswith("__")}
    assert offered == set(ukjp.__all__)


# --- help -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ukjp.__all__)
def test_its_help_says_shape_units_errors_and_source(name: str) -> None:
    value = getattr(ukjp, name)
    explained = inspect.getdoc(value) or ""
    assert [label for label in LABELS if label not in explained] == []
    assert ">>> " in explained
    if not inspect.isclass(value):
        _subject, *options = inspect.signature(value).parameters
        assert [option for option in options if f"`{option}`" not in explained] == []


@pytest.mark.parametrize("name", ukjp.__all__)
def test_its_example_is_true(name: str) -> None:
    value: Any = getattr(ukjp, name)
    explained = (inspect.getdoc(value) or "").replace("…", "...")
    test = doctest.DocTestParser().get_doctest(explained, {}, name, None, 0)
    assert test.examples
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False, optionflags=FLAGS).run(test, out=said.append)
    assert result.failed == 0, "".join(said)
