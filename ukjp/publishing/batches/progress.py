"""How far a batch is: a bar on a terminal, plain lines in a log, nothing where quiet.

All of it goes to stderr; stdout is for results.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal, Self

import click

from ukjp.publishing.batches.estimates import Estimates
from ukjp.publishing.batches.outcomes import Outcome
from ukjp.publishing.batches.running import Watch
from ukjp.reading.article_files import printable

Loudness = Literal["quiet", "usual", "verbose"]


class _Course:
    """Which reports wait and run, and for how long."""

    def __init__(self, estimates: Estimates) -> None:
        self.estimates = estimates
        self.waiting: list[str] = []
        self.begun: dict[str, float] = {}
        self.done = self.count = 0

    def plan(self, names: Sequence[str]) -> None:
        self.waiting = list(names)
        self.count = len(names)

    def begin(self, name: str) -> None:
        if name in self.waiting:
            self.waiting.remove(name)
        self.begun[name] = time.monotonic()

    def end(self, outcome: Outcome) -> None:
        if self.begun.pop(outcome.name, None) is None:
            return
        self.done += 1
        if outcome.status == "made":
            self.estimates.learn(outcome.name, outcome.seconds)

    def left(self) -> str:
        """Return the time left in words."""
        now = time.monotonic()
        running = {name: now - begun for name, begun in self.begun.items()}
        seconds = self.estimates.seconds_left(self.waiting, running)
        if seconds is None or not (self.waiting or running):
            return ""
        return f"about {_duration(seconds)} left"


def _duration(seconds: float) -> str:
    if seconds < 100:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"


def outcome_words(outcome: Outcome) -> str:
    """Return what came of a report in a few words."""
    if outcome.status == "failed":
        return f"failed: {outcome.error}"
    words = f"{outcome.status} in {outcome.seconds:.1f} s" if outcome.seconds else outcome.status
    lost = sum(problem.fatal for problem in outcome.problems)
    return f"{words}, {lost} not read" if lost else words


class QuietWatch:
    """Says nothing."""

    def plan(self, names: Sequence[str]) -> None:
        """Say nothing."""

    def begin(self, name: str) -> None:
        """Say nothing."""

    def cell(self, name: str, number: int, count: int) -> None:
        """Say nothing."""

    def end(self, outcome: Outcome) -> None:
        """Say nothing."""

    def changes(self, name: str, why: Sequence[str]) -> None:
        """Say nothing."""


class LineWatch(QuietWatch):
    """Plain lines on stderr: one for each report, with `verbose` one for each cell as well."""

    def __init__(self, estimates: Estimates, *, verbose: bool) -> None:
        self._course = _Course(estimates)
        self._verbose = verbose

    def plan(self, names: Sequence[str]) -> None:
        """Say how many reports there are to make."""
        self._course.plan(names)
        if names:
            left = self._course.left()
            self._say(f"{_reports(len(names))} to make" + (f", {left}" if left else ""))

    def begin(self, name: str) -> None:
        """Say that a report is begun."""
        self._course.begin(name)
        if self._verbose:
            self._say(f"{name}: begun")

    def cell(self, name: str, number: int, count: int) -> None:
        """Say which cell runs."""
        if self._verbose:
            self._say(f"{name}: cell {number} of {count}")

    def end(self, outcome: Outcome) -> None:
        """Say what came of a report, and what is left."""
        self._course.end(outcome)
        left = self._course.left()
        place = f"[{self._course.done}/{self._course.count}] " if self._course.count else ""
        words = f"{place}{outcome.name}: {outcome_words(outcome)}"
        self._say(words + (f"; {left}" if left else ""))

    def changes(self, name: str, why: Sequence[str]) -> None:
        """Say why a report is made again."""
        if self._verbose:
            self._say(f"{name}: {'; '.join(why)}")

    def _say(self, words: str) -> None:
        click.echo(f"ukjp: {printable(words)}", err=True)


class BarWatch(QuietWatch):
    """A bar for the reports, and one for the cells of each that runs."""

    def __init__(self, estimates: Estimates, *, verbose: bool) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn
        from rich.table import Column

        self._course = _Course(estimates)
        self._verbose = verbose
        name = TextColumn(
            "{task.description}", markup=False, table_column=Column(no_wrap=True, ratio=2)
        )
        counts = TextColumn("{task.completed:.0f}/{task.total:.0f}", markup=False)
        left = TextColumn("{task.fields[left]}", markup=False)
        self._bar = Progress(
            name, BarColumn(None, table_column=Column(ratio=3)), counts, left,
            console=Console(stderr=True), transient=True, expand=True,
        )  # fmt: skip
        self._all: Any = None
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def plan(self, names: Sequence[str]) -> None:
        """Draw the bar of all reports."""
        self._course.plan(names)
        if names:
            self._all = self._bar.add_task(
                "reports", total=len(names), completed=0, left=self._course.left()
            )

    def begin(self, name: str) -> None:
        """Draw a report's own bar."""
        self._course.begin(name)
        if name not in self._tasks:
            self._tasks[name] = self._bar.add_task(printable(name), total=1, completed=0, left="")
        self._update()

    def cell(self, name: str, number: int, count: int) -> None:
        """Move it."""
        self._bar.update(self._tasks[name], completed=number - 1, total=count)
        self._update()

    def end(self, outcome: Outcome) -> None:
        """Take it away, and say what came of the report above the bars."""
        self._course.end(outcome)
        task = self._tasks.pop(outcome.name, None)
        if task is not None:
            self._bar.remove_task(task)
        if self._verbose or outcome.status == "failed":
            self._print(f"{outcome.name}: {outcome_words(outcome)}")
        self._update()

    def changes(self, name: str, why: Sequence[str]) -> None:
        """Say why a report is made again."""
        if self._verbose:
            self._print(f"{name}: {'; '.join(why)}")

    def _update(self) -> None:
        if self._all is not None:
            self._bar.update(self._all, completed=self._course.done, left=self._course.left())

    def _print(self, words: str) -> None:
        self._bar.console.print(printable(words), markup=False, highlight=False, soft_wrap=True)


def _reports(number: int) -> str:
    return "1 report" if number == 1 else f"{number} reports"


@contextmanager
def watching(estimates: Estimates, loudness: Loudness) -> Iterator[Watch]:
    """Lend somebody who shows how far the batch is, in the way that fits stderr."""
    verbose = loudness == "verbose"
    if loudness == "quiet":
        yield QuietWatch()
    elif sys.stderr.isatty():
        with BarWatch(estimates, verbose=verbose) as bar:
            yield bar
    else:
        yield LineWatch(estimates, verbose=verbose)
