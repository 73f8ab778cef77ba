"""Finding and reading notebooks, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from publishing.samples import code, write_notebook

from ukjp.errors import ParameterError
from ukjp.publishing.notebooks import find_notebook, list_notebooks, read_notebook


def test_the_packages_notebooks_are_found_by_name() -> None:
    assert {"briefing", "cumulative_aid", "negotiation_timeline"} <= set(list_notebooks())
    assert find_notebook("briefing").name == "briefing.ipynb"


def test_a_file_is_found_by_its_path(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "mine.ipynb", code("1"))
    assert read_notebook(path).name == "mine"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("breifing", "did you mean 'briefing'?", id="a misspelt name"),
        pytest.param("", "known are", id="no name"),
        pytest.param("nowhere/briefing.ipynb", "no such file", id="no such file"),
        pytest.param("../notebooks", "no such file", id="a folder"),
    ],
)
def test_what_is_not_there_is_told(name: str, said: str) -> None:
    with pytest.raises(ParameterError, match="notebook") as caught:
        find_notebook(name)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("no json", "cannot be read as a notebook", id="no JSON"),
        pytest.param("[" * 100_000, "cannot be read as a notebook", id="too deep"),
        pytest.param("[]", "no notebook with cells", id="a list"),
        pytest.param('{"nbformat": 3, "worksheets": []}', "of format 3", id="an old format"),
        pytest.param(
            '{"cells": [], "metadata": {"kernelspec": {"language": "R"}}}',
            "written in R",
            id="another language",
        ),
    ],
)
def test_a_file_that_is_no_python_notebook_is_told(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "odd.ipynb"
    path.write_text(text)
    with pytest.raises(ParameterError, match=r"odd\.ipynb") as caught:
        read_notebook(path)
    assert said in str(caught.value)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "odd.ipynb"
    path.write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(ParameterError, match=r"odd\.ipynb: cannot be read"):
        read_notebook(path)
