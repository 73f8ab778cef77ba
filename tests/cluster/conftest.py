"""A real scheduler and two worker processes on this machine, for all tests of this folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = str(Path(__file__).parents[1])
BEFORE = [os.environ.get("PYTHONPATH", "")]


class Cluster:
    """A scheduler and its workers, each a process of its own; a killed worker can be replaced."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"]
        self._start("dask_scheduler", *words, "--scheduler-file", str(self._file))
        limit = time.monotonic() + 100
        while not self._file.exists() or not self._file.read_text(encoding="utf-8").strip():
            assert time.monotonic() < limit, "the scheduler did not begin"
            time.sleep(0.05)
        self.address = str(json.loads(self._file.read_text(encoding="utf-8"))["address"])

    def _start(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{program}", *words],
            cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [TESTS, *BEFORE]))},
        )  # fmt: skip
        self._processes.append(process)
        return process

    def add_worker(self) -> None:
        words = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
        self.workers.append(self._start("dask_worker", self.address, *words))

    def close(self) -> None:
        for process in reversed(self._processes):
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.close()


@pytest.fixture
def cluster(running: Cluster) -> Cluster:
    """The cluster with two workers that answer."""
    from distributed import Client

    running.workers = [worker for worker in running.workers if worker.poll() is None]
    while len(running.workers) < 2:
        running.add_worker()
    with Client(running.address, timeout=100, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=100)
    return running
