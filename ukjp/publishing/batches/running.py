"""Run a batch: what is fresh stays, the rest is made, and one failure stops nobody else."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from ukjp.errors import OutputError
from ukjp.processes import Begun, Ended, Event, Said, as_ended
from ukjp.publishing.batches.journal import Journal
from ukjp.publishing.batches.outcomes import (
    Order,
    Outcome,
    Say,
    failure_of,
    find_unchanged,
    make_report,
)
from ukjp.publishing.batches.run_files import ReportSet
from ukjp.publishing.checks import PLACES
from ukjp.publishing.landing import clear_leftovers
from ukjp.reading.remote_files import local_copy

_LONGER = 1.25
_LATER = 60.0
"""A report whose own clock fails is ended after this share and these seconds more than it may."""

Executor = Callable[
    [Callable[[Order, Say], Outcome], Sequence[Order]], Generator[Event, None, None]
]
"""Does work for orders somewhere, and tells what happens as `as_ended` does."""


class Watch(Protocol):
    """Somebody who shows how far a batch is."""

    def plan(self, names: Sequence[str]) -> None:
        """Hear which reports are to be made."""

    def begin(self, name: str) -> None:
        """Hear that a report is begun."""

    def cell(self, name: str, number: int, count: int) -> None:
        """Hear that a report's cell is about to run."""

    def end(self, outcome: Outcome) -> None:
        """Hear what came of a report."""

    def changes(self, name: str, why: Sequence[str]) -> None:
        """Hear why a report must be made."""


class Batch(NamedTuple):
    """What to make and how: `done` are reports that count as made where they are fresh."""

    sets: Sequence[ReportSet]
    out: Path
    force: bool = False
    fail_fast: bool = False
    done: frozenset[str] = frozenset()
    journal: Journal | None = None
    deliver: Callable[[Outcome], Outcome] | None = None
    """Puts what was made where it belongs, where that is elsewhere."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C, with what had come of the batch until then."""

    def __init__(self, outcomes: list[Outcome]) -> None:
        super().__init__()
        self.outcomes = outcomes


def on_this_machine(jobs: int) -> Executor:
    """Return an executor of `jobs` processes that have everything imported, where that goes."""
    return partial(_run_here, jobs)


def _run_here(
    jobs: int, work: Callable[[Order, Say], Outcome], orders: Sequence[Order]
) -> Generator[Event, None, None]:
    from ukjp.publishing.warm import warm_context

    orders = [_with_copies(order) for order in orders]
    yield from as_ended(work, orders, jobs, context=warm_context(), seconds=_longest)


def _with_copies(order: Order) -> Order:
    """Return the order with articles at an address copied here once, not by each process."""
    given = order.one.parameters
    copied = {name: str(local_copy(given[name])) for name in PLACES & given.keys() if given[name]}
    return order._replace(one=order.one._replace(parameters={**given, **copied}))


def _longest(order: Order) -> float:
    """Return when a report is ended whatever it does; its cells' own limits come before."""
    return order.one.timeout * _LONGER + _LATER


def run_batch(batch: Batch, executor: Executor, watch: Watch) -> list[Outcome]:
    """Make the reports of a batch and return what came of each, in the order of the sets.

    With `fail_fast` the first failure ends it. Raises Interrupted at Ctrl-C; every report is then
    there whole, old or new, or not at all.
    """
    outcomes: dict[str, Outcome] = {}

    def note(outcome: Outcome) -> None:
        outcome = batch.deliver(outcome) if batch.deliver else outcome
        outcomes[outcome.name] = outcome
        if batch.journal:
            batch.journal.note(outcome)
        watch.end(outcome)

    _make_ready(batch.out)
    try:
        orders = [Order(one, batch.out) for one in batch.sets]
        stale = list(_leave_fresh(batch, orders, note, watch))
        watch.plan([order.one.name for order in stale])
        with closing(_made(stale, executor, watch)) as made:
            for outcome in made:
                note(outcome)
                if batch.fail_fast and outcome.status == "failed":
                    break
    except KeyboardInterrupt:
        raise Interrupted(_in_order(batch.sets, outcomes)) from None
    finally:
        with suppress(OSError):  # what processes left that were killed
            clear_leftovers(batch.out)
    return _in_order(batch.sets, outcomes)


def _make_ready(out: Path) -> None:
    """Make the folder, and clear away what a killed run left. Raises OutputError."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        clear_leftovers(out)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror or error})") from error


def _leave_fresh(
    batch: Batch, orders: Iterable[Order], note: Callable[[Outcome], None], watch: Watch
) -> Iterator[Order]:
    """Yield the orders whose reports must be made."""
    for order in orders:
        name = order.one.name
        if batch.force and name not in batch.done:
            yield order
            continue
        unchanged, changes = find_unchanged(order)
        if unchanged:
            note(unchanged)
        else:
            watch.changes(name, changes)
            yield order


def _made(
    orders: Sequence[Order], executor: Executor, watch: Watch
) -> Generator[Outcome, None, None]:
    if not orders:
        return
    # Left early, by an error or a failure that is to be the last, the processes end at once.
    with closing(executor(make_report, orders)) as events:
        for event in events:
            order = orders[event.number]
            match event:
                case Begun():
                    watch.begin(order.one.name)
                case Said(words=(number, count)):
                    watch.cell(order.one.name, number, count)
                case Ended(error=None, result=Outcome() as outcome):
                    yield outcome
                case Ended(error=error):
                    yield failure_of(order, error or RuntimeError("no result"), 0.0)


def _in_order(sets: Sequence[ReportSet], outcomes: dict[str, Outcome]) -> list[Outcome]:
    return [outcomes.get(one.name) or Outcome(one.name, "stopped", exit_code=1) for one in sets]
