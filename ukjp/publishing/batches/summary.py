"""What came of a batch: a table on a terminal, plain lines in a log, JSON for machines."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from ukjp.publishing.batches.outcomes import Outcome
from ukjp.publishing.batches.progress import outcome_words
from ukjp.reading.article_files import printable

_ORDER = ("made", "unchanged", "failed", "stopped")


def exit_code(outcomes: Sequence[Outcome]) -> int:
    """Return 0 where every report is there with all its articles, else 1."""
    return 1 if any(one.exit_code for one in outcomes) else 0


def show_summary(outcomes: Sequence[Outcome], *, as_json: bool, verbose: bool = False) -> None:
    """Write the summary to stdout in the way that fits it; what was not read to stderr.

    What was only passed over, as an article of a later day, is told where `verbose`.
    """
    if as_json:
        click.echo(json.dumps(summary_data(outcomes), indent=2, ensure_ascii=False))
    elif sys.stdout.isatty():
        _show_table(outcomes)
    else:
        _show_lines(outcomes)
    if not as_json:
        for one in outcomes:
            for problem in one.problems:
                if not (problem.fatal or verbose):
                    continue
                words = f"{one.name}: {problem.path}: {problem.message}"
                click.echo(f"ukjp: {printable(words)}", err=True)


def summary_data(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the summary as plain data."""
    return {
        "counts": _counts(outcomes),
        "exit_code": exit_code(outcomes),
        "reports": [_report_data(one) for one in outcomes],
    }


def _report_data(one: Outcome) -> dict[str, Any]:
    return {
        "name": one.name,
        "status": one.status,
        "seconds": round(one.seconds, 2),
        "error": one.error,
        "cell": one.cell,
        "failed_notebook": str(one.kept) if one.kept else None,
        "files": [str(path) for path in one.files],
        "problems": [problem.model_dump(mode="json") for problem in one.problems],
    }


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    counted = Counter(str(one.status) for one in outcomes)
    return {status: counted[status] for status in _ORDER}


def _counts_line(outcomes: Sequence[Outcome]) -> str:
    return ", ".join(f"{n} {status}" for status, n in _counts(outcomes).items() if n)


def _show_lines(outcomes: Sequence[Outcome]) -> None:
    for one in outcomes:
        click.echo(printable(f"{one.name}: {outcome_words(one)}"))
        if one.kept:
            click.echo(f"    the notebook as far as it came: {one.kept}")
    click.echo(_counts_line(outcomes))


def _show_table(outcomes: Sequence[Outcome]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    colours = {"made": "green", "unchanged": "dim", "failed": "bold red", "stopped": "yellow"}
    table = Table(box=box.SIMPLE_HEAD, caption=_counts_line(outcomes), caption_justify="left")
    table.add_column("report", overflow="fold")
    table.add_column("status")
    table.add_column("seconds", justify="right")
    table.add_column("what to know", overflow="fold")
    for one in outcomes:
        table.add_row(
            Text(printable(one.name)),
            Text(one.status, style=colours[one.status]),
            f"{one.seconds:.1f}" if one.seconds else "",
            Text("\n".join(map(printable, _remarks(one)))),
        )
    Console().print(table)


def _remarks(one: Outcome) -> list[str]:
    remarks = [one.error] if one.error else []
    if one.kept:
        remarks.append(f"kept: {one.kept}")
    lost = sum(problem.fatal for problem in one.problems)
    return [*remarks, f"{lost} not read"] if lost else remarks
