"""What parameters of these names mean in every notebook, and which values contradict each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ukjp.errors import UkjpError
from ukjp.reading.remote_files import local_copy

PLACES = frozenset({"articles"})
"""Parameters that name a place on this machine; empty stands for what comes with the package."""


def check_values(values: Mapping[str, Any], folder: Path) -> tuple[dict[str, Any], list[str]]:
    """Return the values in canonical form, places made absolute, and a line for each fault."""
    checked, faults = dict(values), []
    for name, value in values.items():
        check = _CHECKS.get(name) if isinstance(value, str) else None
        if isinstance(value, Path) or name in PLACES:
            check = _check_place
        empty = not str(value or "").strip()
        if empty and name in _CHECKS and value is not None:
            faults.append(f"{name}: is empty; name one")
        if check is None or empty:
            continue
        try:
            checked[name] = type(value)(check(name, str(value).strip(), folder))
        except UkjpError as error:
            faults.append(_named(name, str(error)))
        except ValueError as error:
            faults.append(f"{name}: {error}")
    return checked, faults + _contradictions(checked)


def _named(name: str, message: str) -> str:
    """Put the parameter's name in front of a message that does not begin with it."""
    return message if message.startswith(name) else f"{name}: {message}"


def _check_actor(name: str, value: str, folder: Path) -> str:  # noqa: ARG001 - one signature
    from ukjp.actors import check_actor

    return check_actor(value, name)


def _check_currency(name: str, value: str, folder: Path) -> str:  # noqa: ARG001 - one signature
    from ukjp.reconciling.rates import check_currency

    return check_currency(value)


def _check_place(name: str, value: str, folder: Path) -> str:
    """Return the place made absolute; the kernel runs in another folder than the caller."""
    path = folder / local_copy(value).expanduser()
    if not path.exists():
        raise ValueError(f"{value!r}: no such file or folder; name one that exists")
    if name in PLACES:
        from ukjp.reading.articles import find_article_files

        find_article_files([path])
    return str(path.resolve())


_CHECKS: dict[str, Callable[[str, str, Path], str]] = {
    "donor": _check_actor,
    "recipient": _check_actor,
    "currency": _check_currency,
}


def _contradictions(values: Mapping[str, Any]) -> list[str]:
    start, end, as_of = (_day(values.get(name)) for name in ("start", "end", "as_of"))
    faults = []
    if start and end and start > end:
        faults.append(f"start: {start} lies after end {end}; give a start on or before the end")
    if start and as_of and start > as_of:
        faults.append(f"start: {start} lies after as_of {as_of}; nothing was known yet to show")
    donor, recipient = values.get("donor"), values.get("recipient")
    if donor and donor == recipient:
        faults.append(f"recipient: {recipient!r} is the donor as well; name two different actors")
    return faults


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
