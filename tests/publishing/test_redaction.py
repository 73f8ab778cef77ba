"""An executed notebook tells nothing of the machine it ran on."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import pytest
from publishing.samples import code, content

from ukjp.publishing.exhibits import MIME
from ukjp.publishing.redaction import redact_notebook


def redacted(text: str, places: dict[str, str] | None = None) -> str:
    cell = code("x", outputs=[{"output_type": "stream", "name": "stderr", "text": text}])
    return str(redact_notebook(content(cell), places or {})["cells"][0]["outputs"][0]["text"])


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(sys.prefix, id="python"),
        pytest.param(os.path.realpath(sys.base_prefix), id="base python"),
        pytest.param(os.getcwd(), id="working folder"),  # noqa: PTH109
        pytest.param(tempfile.gettempdir(), id="temporary"),
        pytest.param(str(Path.home()), id="home"),
        pytest.param("/home/" + "maria", id="somebody's home"),
        pytest.param("/Users/" + "kenji", id="somebody's home on macOS"),
    ],
)
def test_folders_are_taken_out(path: str) -> None:
    said = redacted(f'File "{path}/lib/x.py", line 3: in {path}')
    assert path not in said
    assert "lib/x.py" in said


def test_a_parameters_folder_keeps_its_name_only() -> None:
    said = redacted(
        "read /data/secret project/articles/a.txt", {"/data/secret project/articles": "articles"}
    )
    assert said == "read articles/a.txt"


@pytest.mark.parametrize(
    "text", ["https://example.org/home/news", "and/or", "/usr/bin/env", "a /b/ c"]
)
def test_other_text_stays(text: str) -> None:
    assert redacted(text) == text


def test_pictures_are_left_as_they_are() -> None:
    data = {"image/png": str(Path.home()), MIME: {"exhibit": "figure", "pdf": str(Path.home())}}
    cell = code("x", outputs=[{"output_type": "display_data", "data": data, "metadata": {}}])
    assert redact_notebook(content(cell), {})["cells"][0]["outputs"][0]["data"] == data


def test_times_and_paths_of_papermill_go_and_parameters_stay() -> None:
    cell = code("x", tags=["injected-parameters"])
    cell["metadata"] |= {
        "papermill": {"start_time": "now"},
        "execution": {"iopub.status.busy": "now"},
    }
    cell["id"] = "random"
    run = {
        "input_path": "/a", "output_path": "/b", "environment_variables": {"TOKEN": "x"},
        "start_time": "now", "parameters": {"articles": "/data/mine"},
    }  # fmt: skip
    made = redact_notebook(content(cell, papermill=run), {"/data/mine": "mine"})
    assert made["metadata"] == {"papermill": {"parameters": {"articles": "mine"}}}
    assert made["cells"][0]["metadata"] == {"tags": ["injected-parameters"]}
    assert made["cells"][0]["id"] == "injected-parameters"
    assert "now" not in json.dumps(made)


def test_secrets_and_names_are_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_0123456789")
    monkeypatch.setenv("DB_PASSWORD", "it's \\ secret")
    monkeypatch.setenv("USER", "kovalenko")
    said = redacted("ghp_0123456789 \"it's \\\\ secret\" kovalenko@host: it's \\ secret")
    assert said == '<secret> "<secret>" <somebody>@host: <secret>'


def test_articles_keep_words_that_are_a_persons_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "Tokyo")
    cell = code("x", outputs=[{"output_type": "display_data", "metadata": {},
                               "data": {"text/plain": "Tokyo pledged"}}])  # fmt: skip
    made = redact_notebook(content(cell), {})
    assert made["cells"][0]["outputs"][0]["data"]["text/plain"] == "Tokyo pledged"
