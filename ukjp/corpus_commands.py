"""`ukjp extract`: the command for big corpora, with its progress."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, Self

import click

from ukjp.corpus import extract_corpus
from ukjp.options import ask_parties
from ukjp.processes import ending_as_interrupted
from ukjp.reading.articles import Problem

_PARTLY = 1
_SECONDS_BETWEEN_LINES = 10.0


class Watch(Protocol):
    """Somebody who shows how far the work is."""

    def problem(self, problem: Problem) -> None:
        """Show what was not read."""

    def progress(self, articles: int, read: int, total: int) -> None:
        """Show how many articles and bytes are done."""


class LineWatch:
    """Plain lines on stderr: for logs."""

    def __init__(self) -> None:
        self._begun = self._last = time.monotonic()

    def problem(self, problem: Problem) -> None:
        """Write the problem on a line."""
        click.echo(f"ukjp: {problem.path}: {problem.message}", err=True)

    def progress(self, articles: int, read: int, total: int) -> None:
        """Write a line where the last one is some seconds old."""
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN_LINES:
            self._last = now
            share = f"{read / total:.0%}" if total else "?"
            speed = articles / (now - self._begun)
            click.echo(f"ukjp: {articles:,} articles, {share}, {speed:,.0f} a second", err=True)


class BarWatch:
    """A bar on a terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("{task.fields[articles]:,} articles"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, articles=0)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def problem(self, problem: Problem) -> None:
        """Write the problem above the bar."""
        line = f"ukjp: {problem.path}: {problem.message}"
        self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def progress(self, articles: int, read: int, total: int) -> None:
        """Move the bar."""
        self._bar.update(self._task, completed=read, total=total or None, articles=articles)


@contextmanager
def _watching() -> Iterator[Watch]:
    if sys.stderr.isatty():
        with BarWatch() as bar:
            yield bar
    else:
        yield LineWatch()


@click.command()
@click.argument("articles", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Folder for the Parquet files."
)
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes."
)
@click.option("--dask", metavar="ADDRESS", help="Work on this Dask cluster instead.")
@ask_parties
def extract(
    articles: tuple[Path, ...], out: Path, jobs: int, dask: str | None, donor: str, recipient: str
) -> None:
    """Read ARTICLES, however many, and write articles, claims and events to --out as Parquet.

    ARTICLES are folders or files of .txt, .md, .html, .jsonl and .jsonl.gz. Articles are read one
    by one, so memory does not grow with their number.
    """
    with ending_as_interrupted(), _watching() as watch:
        summary = extract_corpus(
            articles,
            out,
            donor=donor,
            recipient=recipient,
            jobs=jobs,
            dask=dask,
            tell_problem=watch.problem,
            tell_progress=watch.progress,
        )
    click.echo(
        f"{summary.articles} articles, {summary.claims} claims, {summary.events} events in {out}"
        + (f"; {summary.lost} not read" if summary.lost else "")
        + (f"; {summary.passed} passed over" if summary.passed else "")
    )
    if summary.lost:
        click.get_current_context().exit(_PARTLY)
