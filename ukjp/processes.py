"""Work in several processes: waits for nobody who died, and leaves nobody.

`in_order` is a map that keeps the order, for much small work that is one whole: a process that dies
ends it. `as_ended` is for big pieces that stand alone: a process that dies or takes too long costs
its own piece. Only so much is under way at a time that neither memory nor the loss at an
interruption grows with the number of items.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from types import FrameType
from typing import Any, NamedTuple, Protocol, TypeVar

from ukjp.errors import UkjpError

_AHEAD = 2
_GRACE = 5.0
"""Seconds that a process which was told to end has for tidying up."""

A = TypeVar("A")
B = TypeVar("B")


class WorkerError(UkjpError, RuntimeError):
    """A worker process died, or could not be started."""

    exit_code = 1


class OrderedMap(Protocol):
    """What the built-in map does for one iterable."""

    def __call__(self, work: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """Yield the result of `work` for every item, in the order of the items."""


@contextmanager
def in_order(jobs: int) -> Iterator[OrderedMap]:
    """Lend a map over `jobs` processes; the built-in one where that is 1.

    Functions and items must be picklable. When the block is left by an error, Ctrl-C among them,
    the processes are ended at once.
    """
    if jobs == 1:
        yield map
        return
    pool = _Pool(jobs)
    try:
        yield pool.map
    except BaseException:
        pool.kill()
        raise
    pool.close()


class _Pool:
    def __init__(self, jobs: int) -> None:
        methods = multiprocessing.get_all_start_methods()
        method = "forkserver" if "forkserver" in methods else "spawn"
        self._before = set(multiprocessing.active_children())
        self._most = _AHEAD * jobs
        with _interrupts_held_back():
            if method == "forkserver":
                _start_forkserver()
            self._executor = ProcessPoolExecutor(
                jobs, multiprocessing.get_context(method), initializer=_begin_work
            )
            self._submit(_nothing, None)  # starts the processes

    def map(self, work: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """Yield results in order, at most a few items ahead of the one waited for."""
        waiting = deque[Future[B]]()
        for item in items:
            waiting.append(self._submit(work, item))
            if len(waiting) >= self._most:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())

    def _submit(self, work: Callable[[A], B], item: A) -> Future[B]:
        try:
            return self._executor.submit(work, item)
        except (BrokenProcessPool, OSError) as error:
            raise _worker_error(error) from error

    def close(self) -> None:
        """Let the processes end."""
        self._executor.shutdown()

    def kill(self) -> None:
        """End the processes whatever they are doing."""
        ours = set(multiprocessing.active_children()) - self._before
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in ours:
            process.kill()
        for process in ours:
            process.join()


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
        with _interrupts_held_back():
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
    finally:
        for worker in workers:
            if worker.process.is_alive():
                worker.process.kill()
            worker.process.join()


def _serve(pipe: Connection, work: Callable[[Any, Say], Any]) -> None:
    """Work on what comes through the pipe until that is closed."""
    _begin_work()
    signal.signal(signal.SIGTERM, _interrupt_once)
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


def _interrupt_once(number: int, _frame: FrameType | None) -> None:
    """Interrupt the work, and let nothing interrupt its tidying up."""
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def ending_as_interrupted() -> Iterator[None]:
    """Let SIGTERM end the work as Ctrl-C does, so that nothing half-written stays."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt_once)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Let Ctrl-C wait until the block is left: a process half started would complain aloud."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    received: list[tuple[int, FrameType | None]] = []
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(n, lambda *words: received.append(words)) for n in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
    if received:
        signal.raise_signal(received[0][0])


def _start_forkserver() -> None:
    """Start the server so that Ctrl-C reaches neither it nor what it forks."""
    from multiprocessing import forkserver

    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _nothing(_: None) -> None:
    """Do nothing."""


def _result(future: Future[B]) -> B:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise _worker_error(error) from error


def _worker_error(error: Exception) -> WorkerError:
    return WorkerError(
        "a worker process ended in the middle of its work or could not start (no memory left?); "
        f"nothing was written; fewer processes (--jobs) need less: {error}"
    )


def _begin_work() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
