"""A map over several processes that keeps the order of the items."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Protocol, TypeVar

from ukjp.processes.ends import WorkerError, begin_work, interrupts_held_back

_AHEAD = 2

A = TypeVar("A")
B = TypeVar("B")


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
        with interrupts_held_back():
            if method == "forkserver":
                _start_forkserver()
            self._executor = ProcessPoolExecutor(
                jobs, multiprocessing.get_context(method), initializer=begin_work
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
