"""Pieces of work that stand alone, each in a process that may die or hang without the others."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any, NamedTuple, TypeVar

from ukjp.processes.ends import (
    WorkerError,
    begin_work,
    interrupt_once,
    interrupts_held_back,
    is_running,
)

_GRACE = 5.0
"""Seconds that a process which was told to end has for tidying up."""

A = TypeVar("A")


class Begun(NamedTuple):
    """A process takes up the item with this number, counted from 0."""

    number: int


class Said(NamedTuple):
    """The work on an item says how far it is."""

    number: int
    words: Any


class Ended(NamedTuple):
    """The work on an item gave a result, or an error."""

    number: int
    result: Any = None
    error: Exception | None = None


Event = Begun | Said | Ended
Say = Callable[[Any], None]


def as_ended(
    work: Callable[[A, Say], Any],
    items: Iterable[A],
    jobs: int,
    *,
    context: BaseContext | None = None,
    seconds: Callable[[A], float | None] = lambda _: None,
    tries: int = 2,
) -> Generator[Event, None, None]:
    """Do `work(item, say)` for every item in `jobs` processes; yield what happens as it happens.

    What the work raises is an Ended with that error. A process that dies costs its item alone,
    which begins again in a new one until it has had its `tries`, then ends with WorkerError. One
    that takes longer than `seconds(item)` is ended, its item with TimeoutError. Functions, items
    and results must be picklable. When the iterator is left early, by Ctrl-C among others, the
    processes are told to end, and made to after a few seconds.
    """
    crew = _Crew(work, jobs, context or multiprocessing.get_context("spawn"), seconds, tries)
    try:
        yield from crew.run(items)
    finally:
        crew.dismiss()


class _Worker:
    """A process that works on one item after another."""

    def __init__(self, context: BaseContext, work: Callable[[Any, Say], Any]) -> None:
        self.pipe, other = context.Pipe()
        with interrupts_held_back():
            self.process = context.Process(target=_serve, args=(other, work))  # type: ignore[attr-defined]
            self.process.start()
        other.close()
        self.number = -1
        self.limit: float | None = None

    def begin(self, number: int, item: object, seconds: float | None) -> None:
        """Hand it an item; one that has died shows later."""
        self.number = number
        self.limit = time.monotonic() + seconds if seconds else None
        with suppress(OSError):
            self.pipe.send(item)

    def end(self) -> None:
        """Tell it to end."""
        self.pipe.close()
        if self.process.is_alive() and self.number >= 0:
            self.process.terminate()


class _Crew:
    def __init__(
        self,
        work: Callable[[Any, Say], Any],
        jobs: int,
        context: BaseContext,
        seconds: Callable[[Any], float | None],
        tries: int,
    ) -> None:
        self._work, self._jobs, self._context = work, jobs, context
        self._seconds, self._tries = seconds, tries
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []
        self._lost: Counter[int] = Counter()

    def run(self, items: Iterable[Any]) -> Iterator[Event]:
        rest = iter(enumerate(items))
        again: deque[tuple[int, Any]] = deque()
        held: dict[int, Any] = {}
        while True:
            while len(self._busy) < self._jobs:
                number, item = again.popleft() if again else next(rest, (-1, None))
                if number < 0:
                    break
                held[number] = item
                self._begin(number, item)
                yield Begun(number)
            if not self._busy:
                return
            for worker in self._wait():
                event = self._event(worker)
                if isinstance(event, Ended):
                    item = held.pop(event.number)
                    if isinstance(event.error, WorkerError) and self._may_retry(event.number):
                        again.append((event.number, item))
                        continue
                if event:
                    yield event

    def _begin(self, number: int, item: object) -> None:
        worker = self._idle.pop() if self._idle else _Worker(self._context, self._work)
        self._busy.append(worker)
        worker.begin(number, item, self._seconds(item))

    def _may_retry(self, number: int) -> bool:
        self._lost[number] += 1
        return self._lost[number] < self._tries

    def _wait(self) -> list[_Worker]:
        """Return the workers that have something to say, have died or are out of time."""
        limits = [worker.limit for worker in self._busy if worker.limit]
        left = max(0.0, min(limits) - time.monotonic()) if limits else None
        sources = [one for w in self._busy for one in (w.pipe, w.process.sentinel)]
        ready = set(wait(sources, left))
        now = time.monotonic()
        return [
            worker
            for worker in self._busy
            if {worker.pipe, worker.process.sentinel} & ready
            or (worker.limit and now >= worker.limit)
        ]

    def _event(self, worker: _Worker) -> Event | None:
        number = worker.number
        try:
            if worker.pipe.poll():
                kind, words = worker.pipe.recv()
                if kind is Said:
                    return Said(number, words)
                self._busy.remove(worker)
                self._idle.append(worker)
                worker.number, worker.limit = -1, None
                return Ended(number, **words)
        except (EOFError, OSError):
            return self._drop(worker, _death())
        if not worker.process.is_alive():
            return self._drop(worker, _death())
        if worker.limit and time.monotonic() >= worker.limit:
            return self._drop(worker, TimeoutError("took too long"))
        return None

    def _drop(self, worker: _Worker, error: Exception) -> Ended:
        self._busy.remove(worker)
        _end_all([worker])
        return Ended(worker.number, error=error)

    def dismiss(self) -> None:
        """Let idle processes go, end busy ones."""
        _end_all([*self._idle, *self._busy])


def _death() -> WorkerError:
    return WorkerError("its process was killed or had no memory left, twice")


def _end_all(workers: list[_Worker]) -> None:
    """End processes: they may tidy up for some seconds, unless Ctrl-C comes again."""
    for worker in workers:
        worker.end()
    limit = time.monotonic() + _GRACE
    try:
        for worker in workers:
            worker.process.join(max(0.0, limit - time.monotonic()))
            # Where the fork server is gone, a process seems to have ended that has not.
            while is_running(worker.process.pid) and time.monotonic() < limit:
                time.sleep(0.02)
    finally:
        for worker in workers:
            if is_running(worker.process.pid):
                with suppress(ProcessLookupError):
                    os.kill(worker.process.pid, signal.SIGKILL)
            worker.process.join()


def _serve(pipe: Connection, work: Callable[[Any, Say], Any]) -> None:
    """Work on what comes through the pipe until that is closed."""
    begin_work()
    signal.signal(signal.SIGTERM, interrupt_once)
    with suppress(KeyboardInterrupt, EOFError, OSError):
        while True:
            item = pipe.recv()
            try:
                reply: dict[str, Any] = {
                    "result": work(item, lambda words: pipe.send((Said, words)))
                }
            except Exception as error:  # noqa: BLE001 - whatever it is, it is this item's alone
                reply = {"error": error}
            _send(pipe, reply)


def _send(pipe: Connection, reply: dict[str, Any]) -> None:
    try:
        pipe.send((Ended, reply))
    except (OSError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - what cannot be pickled is told in words
        words = f"{type(error).__name__}: {error}"
        pipe.send((Ended, {"error": RuntimeError(str(reply.get("error") or words))}))
