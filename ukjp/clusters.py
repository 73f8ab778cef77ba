"""The same work on a Dask cluster: in order, or piece by piece as each one ends.

Functions and items travel to workers that may be other machines, so the package must be installed
there in the same version, and a file is found there only in a folder that all of them share.
"""

from __future__ import annotations

import asyncio
import queue
import uuid
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from ukjp.errors import ParameterError, UkjpError
from ukjp.processes import Begun, Ended, Event, OrderedMap, Said, Say, WorkerError

SECONDS_TO_ANSWER = 20
RETRIES = 2
_AHEAD = 3

A = TypeVar("A")
B = TypeVar("B")


@contextmanager
def connect(address: str) -> Iterator[Any]:
    """Lend a client of the scheduler at `address`, as soon as it has a worker.

    Raises ParameterError in one line where the package is missing or nobody answers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ParameterError(
            "--dask: needs the package distributed; pip install 'ukjp[cluster]'"
        ) from error
    try:
        asyncio.run(_reach(address))
        client: Any = Client(  # type: ignore[no-untyped-call]
            address, timeout=SECONDS_TO_ANSWER, set_as_default=False
        )
    except ParameterError:
        raise
    except (OSError, ValueError, TimeoutError) as error:
        raise ParameterError(
            f"--dask {address}: no scheduler answers there; write it like tcp://host:8786"
        ) from error
    try:
        try:
            client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
        except TimeoutError as error:
            raise ParameterError(f"--dask {address}: the scheduler has no worker") from error
        yield client
    finally:
        client.close(timeout=SECONDS_TO_ANSWER)


async def _reach(address: str) -> None:
    """Raise an error where nobody answers: a client that fails takes long to be cleared away."""
    from distributed.comm.core import connect as reach
    from distributed.security import Security

    ways = Security().get_connection_args("client")  # type: ignore[no-untyped-call]
    if address.startswith("tls:") and ways.get("ssl_context") is None:
        raise ParameterError(
            f"--dask {address}: needs certificates; name them in Dask's own settings, "
            "distributed.comm.tls"
        )
    comm = await reach(address, timeout=SECONDS_TO_ANSWER, **ways)  # type: ignore[no-untyped-call]
    await comm.close()


def map_there(client: Any) -> OrderedMap:
    """Return a map over the cluster that keeps the order and takes only a little ahead."""

    def act(work: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        most = _AHEAD * max(1, sum(client.nthreads().values()))
        waiting: deque[Any] = deque()
        try:
            for item in items:
                key = f"ukjp-{uuid.uuid4().hex}"
                waiting.append(client.submit(work, item, key=key, pure=False, retries=RETRIES))
                if len(waiting) >= most:
                    yield _result(waiting.popleft())
            while waiting:
                yield _result(waiting.popleft())
        finally:
            client.cancel(list(waiting))

    return act


def _result(future: Any) -> Any:
    from distributed.client import FutureCancelledError
    from distributed.scheduler import KilledWorker

    try:
        return future.result()
    except KilledWorker as error:
        raise _death() from error
    except (FutureCancelledError, OSError, TimeoutError) as error:
        if isinstance(error, UkjpError):
            raise
        raise WorkerError(f"the cluster ended in the middle of its work: {error}") from error


def _death() -> WorkerError:
    return WorkerError("each worker that took it up was killed or had no memory left")


def as_ended_there(
    client: Any, work: Callable[[A, Say], Any], items: Sequence[A]
) -> Generator[Event, None, None]:
    """Do `work(item, say)` for every item on the cluster; yield what happens as it happens.

    As `processes.as_ended`: an error is its item's alone, a worker that dies costs what it was at,
    which others take up. When the iterator is left early, what is not begun is taken back.
    """
    topic = f"ukjp-{uuid.uuid4().hex}"
    heard: queue.SimpleQueue[Event] = queue.SimpleQueue()
    client.subscribe_topic(topic, lambda event: heard.put(_told(*event[1])))
    futures: dict[int, Any] = {}
    try:
        for number, item in enumerate(items):
            future = client.submit(
                _work_there, work, item, number, topic,
                key=f"{topic}-{number}", pure=False, retries=RETRIES,
            )  # fmt: skip
            futures[number] = future
            future.add_done_callback(lambda done, number=number: heard.put(_ended(number, done)))
        waiting = set(futures)
        while waiting:
            event = heard.get()
            if event.number not in waiting:
                continue  # a word that comes after the end
            if isinstance(event, Ended):
                waiting.discard(event.number)
            yield event
    finally:
        client.unsubscribe_topic(topic)
        client.cancel([future for future in futures.values() if not future.done()])


def _told(number: int, words: Any) -> Event:
    return Begun(number) if words is None else Said(number, words)


def _ended(number: int, future: Any) -> Ended:
    from distributed.scheduler import KilledWorker

    if future.status == "finished":
        return Ended(number, future.result())
    error = future.exception() if future.status == "error" else None
    if isinstance(error, KilledWorker) or not isinstance(error, Exception):
        return Ended(number, error=_death())
    return Ended(number, error=error)


def _work_there(work: Callable[[A, Say], B], item: A, number: int, topic: str) -> B:
    from distributed import get_worker

    worker = get_worker()

    def say(words: Any) -> None:
        worker.log_event(topic, (number, words))

    say(None)
    return work(item, say)
