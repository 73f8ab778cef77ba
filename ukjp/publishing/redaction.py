"""Take out of an executed notebook what tells of the machine it ran on.

papermill stores the paths of its input and output, times and environment; tracebacks and warnings
name folders and so the person who ran them. None of that belongs in a report.
"""

from __future__ import annotations

import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from ukjp.publishing.exhibits import MIME
from ukjp.publishing.frames import cut_widget
from ukjp.publishing.parameters import names_secret

INJECTED = "injected-parameters"
_BINARY = ("image/png", "image/jpeg", "image/gif", "application/pdf")
_WHO = ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME")
_EVERYBODY = frozenset("admin jovyan localhost nobody runner ubuntu vagrant".split())
_SHORTEST_NAME = 5
_SHORTEST_SECRET = 6
_PERSONAL = re.compile(r"(?<![\w./:-])(?:/home|/Users|[A-Z]:\\Users)[/\\][\w.-]+")

Redact = Callable[[str], str]


def redact_notebook(content: Mapping[str, Any], places: Mapping[str, str]) -> dict[str, Any]:
    """Return the notebook without machine paths, times and papermill's own records.

    `places` are folders or files that were parameters, with the names they are known by in the
    report. Of papermill's metadata the parameters stay.
    """
    redact = _redactor(places)
    metadata = {
        key: value
        for key, value in content.get("metadata", {}).items()
        if key not in {"papermill", "widgets"}
    }
    parameters = content.get("metadata", {}).get("papermill", {}).get("parameters", {})
    if parameters:
        metadata["papermill"] = {"parameters": parameters}
    return {
        "cells": [_redact_cell(cell, redact, n) for n, cell in enumerate(content["cells"])],
        "metadata": _redacted(metadata, redact),
        "nbformat": content.get("nbformat", 4),
        "nbformat_minor": content.get("nbformat_minor", 5),
    }


def _redactor(places: Mapping[str, str]) -> Redact:
    known = dict(places)
    for path, name in _machine_places():
        known.setdefault(path, name)
    pattern = re.compile(
        rf"(?<![\w.-])(?:{_any_of(path for path in known if len(path) > 1)})(?![\w-])"
    )
    secrets = re.compile(_any_of(_secrets()))

    def redact(text: str) -> str:
        text = secrets.sub("<secret>", text)
        return _PERSONAL.sub("~", pattern.sub(lambda match: known[match[0]], text))

    return redact


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first; without words, for nothing."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


def _secrets() -> set[str]:
    """Return what the environment keeps under names that secrets go by, as written and quoted."""
    values = {
        value
        for name, value in os.environ.items()
        if names_secret(name) and len(value) >= _SHORTEST_SECRET
    }
    return values | {repr(value)[1:-1] for value in values}


def _identities() -> set[str]:
    """Return the names of the person and the machine, where they are no everyday words."""
    found = {os.environ.get(name, "") for name in _WHO} | {platform.node()}
    return {name for name in found if len(name) >= _SHORTEST_NAME and name not in _EVERYBODY}


def _machine_places() -> Iterable[tuple[str, str]]:
    """Yield the folders that say whose machine this is, each with a name that does not."""
    package = Path(__file__).resolve().parents[2]
    for name, path in (
        ("<python>", sys.prefix),
        ("<python>", sys.base_prefix),
        ("<ukjp>", package),
        ("<here>", os.getcwd()),  # noqa: PTH109 - as it was typed, not resolved
        ("<temporary>", tempfile.gettempdir()),
        ("~", Path.home()),
    ):
        yield str(path), name
        yield os.path.realpath(path), name


def _redact_cell(cell: Mapping[str, Any], redact: Redact, number: int) -> dict[str, Any]:
    kept = {
        key: value
        for key, value in cell["metadata"].items()
        if key not in {"papermill", "execution"}
    }
    if not kept.get("tags"):
        kept.pop("tags", None)
    result = {
        key: _redacted(value, redact)
        for key, value in cell.items()
        if key not in {"metadata", "outputs"}
    }
    result["metadata"] = _redacted(kept, redact)
    if INJECTED in kept.get("tags", ()):
        result["id"] = INJECTED  # papermill's is another one each time
    elif "id" not in result:
        result["id"] = f"cell-{number}"
    if "outputs" in cell:
        result["outputs"] = [_redact_output(output, redact) for output in cell["outputs"]]
    return result


def _redact_output(output: Mapping[str, Any], redact: Redact) -> dict[str, Any]:
    if "data" not in output:
        return {key: _redacted(value, _anonymous(redact)) for key, value in output.items()}
    data = {
        kind: value if kind in _BINARY else _redacted(value, redact)
        for kind, value in output["data"].items()
    }
    if isinstance(data.get(MIME), dict) and "pdf" in data[MIME]:
        data[MIME]["pdf"] = output["data"][MIME]["pdf"]
    rest = {key: _redacted(value, redact) for key, value in output.items() if key != "data"}
    return {**rest, "data": cut_widget(data)}


def _anonymous(redact: Redact) -> Redact:
    """Return what also takes out who ran it and where, for what programs print of themselves.

    Elsewhere stands what articles say, and a person may be called like one of its words.
    """
    names = re.compile(rf"(?<![\w-])(?:{_any_of(_identities())})(?![\w-])")
    return lambda text: names.sub("<somebody>", redact(text))


def _redacted(value: Any, redact: Redact) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, Mapping):
        return {key: _redacted(item, redact) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_redacted(item, redact) for item in value]
    return value
