"""What came of each report of a batch, and the work that makes one."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ukjp.errors import ParameterError, UkjpError
from ukjp.publishing.batches.run_files import ReportSet
from ukjp.publishing.exhibits import Problem
from ukjp.publishing.notebooks import SUFFIX
from ukjp.publishing.reports import Report, find_report, run_report

Status = Literal["made", "unchanged", "failed", "stopped"]
_CELL = re.compile(r"cell \[\d+\] \(.*?\)(?= failed| took| ended|: )")

Say = Callable[[Any], None]


class Outcome(NamedTuple):
    """What came of one report.

    `status` is made, unchanged (nothing it is made from changed), failed or stopped (not begun, or
    interrupted). `error` is one line, with `cell` where one failed and `kept`, the notebook as far
    as it came. `problems` are articles that were not read. `seconds` is what it took.
    """

    name: str
    status: Status
    seconds: float = 0.0
    files: tuple[Path | str, ...] = ()
    problems: tuple[Problem, ...] = ()
    error: str | None = None
    cell: str | None = None
    kept: Path | str | None = None
    exit_code: int = 0


class Order(NamedTuple):
    """A report to make, and where."""

    one: ReportSet
    out: Path


def find_unchanged(order: Order) -> tuple[Outcome | None, list[str]]:
    """Return the outcome of a report that need not be made, else why it must."""
    one = order.one
    report, changes = find_report(
        one.notebook, one.parameters, order.out,
        formats=one.formats, name=one.name, code=one.code, title=one.title,
    )  # fmt: skip
    return (outcome_of(report, "unchanged") if report else None), changes


def make_report(order: Order, say: Say) -> Outcome:
    """Make one report; whatever goes wrong is its outcome. `say` hears (cell, cells)."""
    one, begun = order.one, time.monotonic()
    first: list[float] = []  # when the kernel was there

    def note_cell(number: int, count: int) -> None:
        first.append(time.monotonic())
        if first[-1] - first[0] > one.timeout:
            raise TimeoutError(f"its cells took longer than {one.timeout:g} s together")
        say((number, count))

    try:
        report = run_report(
            one.notebook, one.parameters, order.out,
            formats=one.formats, name=one.name, code=one.code, title=one.title,
            timeout=one.timeout, on_cell=note_cell,
        )  # fmt: skip
    except Exception as error:  # noqa: BLE001 - one report's fault is no other's
        return failure_of(order, error, time.monotonic() - begun)
    return outcome_of(report, "made", time.monotonic() - begun)


def outcome_of(report: Report, status: Status, seconds: float = 0.0) -> Outcome:
    """Return the outcome of a report that is there; lost articles make the exit code 1."""
    lost = any(problem.fatal for problem in report.problems)
    return Outcome(
        report.name, status, seconds, report.files, report.problems, exit_code=1 if lost else 0
    )


def failure_of(order: Order, error: Exception, seconds: float) -> Outcome:
    """Return the outcome of a report that an error ended."""
    words = " ".join(str(error).split()) or "no message"
    if not isinstance(error, UkjpError | TimeoutError):
        words = f"{type(error).__name__}: {words}"
    kept = order.out / f"{order.one.name}.failed{SUFFIX}"
    words = words.replace(f"; the notebook as far as it came is {kept}", "")
    cell = _CELL.search(words)
    return Outcome(
        name=order.one.name,
        status="failed",
        seconds=seconds,
        error=words,
        cell=cell[0] if cell else None,
        kept=kept if kept.is_file() and not isinstance(error, ParameterError) else None,
        exit_code=getattr(error, "exit_code", 1),
    )
