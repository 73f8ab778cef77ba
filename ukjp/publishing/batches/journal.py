"""How far a batch has come, on disk beside its reports, so that it can be finished later.

A line for each thing that happens, in JSON: a kill can cost the last line, and nothing before it.
A journal that cannot be written stops no report.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ukjp.errors import ParameterError
from ukjp.publishing.batches.outcomes import Outcome

SUFFIX = ".batch.jsonl"
DONE = frozenset({"made", "unchanged"})


class Past(NamedTuple):
    """What a journal tells: the sets that were asked for, and what came of each so far."""

    names: tuple[str, ...]
    force: bool
    statuses: dict[str, str]

    @property
    def done(self) -> frozenset[str]:
        """The reports that were there when it ended."""
        return frozenset(name for name, status in self.statuses.items() if status in DONE)


class Journal:
    """Writes down what happens."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self, names: Sequence[str], *, force: bool) -> None:
        """Begin anew."""
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(_line({"sets": list(names), "force": force}), encoding="utf-8")

    def note(self, outcome: Outcome) -> None:
        """Add what came of a report."""
        told: dict[str, Any] = {"name": outcome.name, "status": outcome.status}
        told["seconds"] = round(outcome.seconds, 2)
        with suppress(OSError), self.path.open("a", encoding="utf-8") as file:
            file.write(_line(told))


def _line(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False) + "\n"


def read_journal(path: Path) -> Past:
    """Return what a journal tells. Raises ParameterError where there is none to go on from."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        first = json.loads(lines[0])
        names, force = tuple(map(str, first["sets"])), bool(first["force"])
    except (OSError, ValueError, LookupError, TypeError):
        raise ParameterError(
            f"{path.parent}: no batch of this run file was begun here; leave --resume out"
        ) from None
    statuses: dict[str, str] = {}
    for line in lines[1:]:
        with suppress(ValueError, LookupError, TypeError):  # a line cut off by a kill
            told = json.loads(line)
            statuses[str(told["name"])] = str(told["status"])
    return Past(names, force, statuses)
