"""Reports made on the workers of a Dask cluster."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from ukjp.clusters import as_ended_there, connect
from ukjp.errors import OutputError, ParameterError, UkjpError
from ukjp.processes import Event
from ukjp.publishing.batches.outcomes import Order, Outcome, Say, failure_of, make_report
from ukjp.publishing.batches.running import Executor
from ukjp.publishing.batches.storage import Storage
from ukjp.publishing.checks import PLACES
from ukjp.publishing.freshness import digest_code
from ukjp.reading.remote_files import address_of
from ukjp.resources import resource_folder


class Job(NamedTuple):
    """An order that travels.

    By `proof`, a file in its folder, a worker knows that it sees the same one. `address` is where
    the report belongs instead, if it belongs to no folder; `code` tells one version from another.
    """

    order: Order
    proof: str
    address: str | None
    code: str


def on_cluster(scheduler: str, address: str | None = None) -> Executor:
    """Return an executor on the Dask cluster of a scheduler; `address` is that of the reports."""
    return partial(_run_there, scheduler, address)


def _run_there(
    scheduler: str,
    address: str | None,
    work: Callable[[Order, Say], Outcome],
    orders: Sequence[Order],
) -> Generator[Event, None, None]:
    del work  # is made of the same parts there
    with connect(scheduler) as client, _proof_in(orders[0].out) as proof:
        jobs = [Job(_portable(order), proof, address, digest_code()) for order in orders]
        yield from as_ended_there(client, make_there, jobs)


@contextmanager
def _proof_in(out: Path) -> Iterator[str]:
    """Lend a file in the folder of the reports, for workers to see."""
    proof = out.resolve() / f".ukjp-shared-{uuid.uuid4().hex}"
    try:
        proof.touch()
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror})") from error
    try:
        yield str(proof)
    finally:
        proof.unlink(missing_ok=True)


def _portable(order: Order) -> Order:
    """Return the order with its notebook by name where every installation has it."""
    one, out = order.one, order.out.resolve()
    own = one.notebook.parent == resource_folder("notebooks").resolve()
    notebook = Path(one.notebook.stem) if own else one.notebook
    return Order(one._replace(notebook=notebook), out)


def make_there(job: Job, say: Say) -> Outcome:
    """Make a report on a worker; what the worker lacks is the report's failure."""
    try:
        _check_worker(job)
    except UkjpError as error:
        return failure_of(job.order, error, 0.0)
    if not job.address:
        return make_report(job.order, say)
    with tempfile.TemporaryDirectory(prefix="ukjp-", ignore_cleanup_errors=True) as made:
        outcome = make_report(job.order._replace(out=Path(made)), say)
        return Storage(job.address).deliver(outcome, Path(made))


def _check_worker(job: Job) -> None:
    """Raise an error where this worker cannot see what the order names."""
    hint = "give the workers a shared folder, or an address such as s3://bucket/folder"
    if job.code != digest_code():
        raise ParameterError("the worker has another version of ukjp; install the same on all")
    one = job.order.one
    if one.notebook.is_absolute() and not one.notebook.is_file():
        raise ParameterError(f"notebook {one.notebook.name!r} is not on the worker; {hint}")
    for name, value in one.parameters.items():
        if _is_missing(name, value):
            raise ParameterError(f"{name}: {Path(value).name!r} is not on the worker; {hint}")
    if not job.address and not Path(job.proof).is_file():
        raise OutputError(f"out: {job.order.out.name!r} is not on the worker; {hint}")
    if job.address and job.address.startswith("memory:"):
        raise OutputError(f"{job.address}: is the memory of one process; {hint}")


def _is_missing(name: str, value: Any) -> bool:
    if name not in PLACES or not value or address_of(str(value)):
        return False
    return not Path(value).exists()
