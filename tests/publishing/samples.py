"""Notebooks for tests: small ones to run, executed ones to print, and words that mean harm."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ukjp.publishing.notebooks import Notebook, read_notebook

ATTACKS = {
    "script": "<script>document.title='run'</script>",
    "handler": '<img src=x onerror="document.title=1">',
    "attribute": '" onmouseover="document.title=1" x="',
    "end of a style": "</style></svg></table><script>1</script>",
    "javascript": "[read](javascript:alert(1)) <a href='javascript:alert(1)'>more</a>",
    "picture": "![seen](https://tracker.example/pixel.png)",
    "table": "| a | b |\n|---|---|\n| <iframe src=https://example.org> | x |",
    "template": "{{ 7 * 7 }} {% raw %} ${7*7}",
    "formula": "=cmd|' /C calc'!A0",
    "terminal": "\x1b[2J\x1b]0;owned\x07",
    "direction": "\u202egnp.exe\u202c",
    "comment": "--><!--[if IE]>",
}


def markdown(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def code(
    text: str, *, tags: list[str] | None = None, outputs: list[Any] | None = None
) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {"tags": tags} if tags else {},
        "outputs": outputs or [],
        "source": text,
    }


def shown(exhibit: Any) -> dict[str, Any]:
    """The output a notebook keeps of an exhibit."""
    data, metadata = exhibit._repr_mimebundle_()
    data = json.loads(json.dumps(data))
    return {
        "output_type": "execute_result",
        "data": data,
        "metadata": metadata,
        "execution_count": 1,
    }


def displayed(**data: Any) -> dict[str, Any]:
    data = {kind.replace("__", "/").replace("_plus_", "+"): value for kind, value in data.items()}
    return {"output_type": "display_data", "data": data, "metadata": {}}


def content(*cells: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def write_notebook(path: Path, *cells: dict[str, Any], **metadata: Any) -> Path:
    numbered = [{"id": f"c{n}", **cell} for n, cell in enumerate(cells)]
    path.write_text(json.dumps(content(*numbered, **metadata)), encoding="utf-8")
    return path


def with_parameters(path: Path, declarations: str) -> Notebook:
    """A notebook with these declarations in its parameters cell."""
    return read_notebook(
        write_notebook(path / "sample.ipynb", code(declarations, tags=["parameters"]))
    )
