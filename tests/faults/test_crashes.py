"""What is really killed, interrupted or out of room leaves reports whole, or none; never half.

Kernels are not what is tested here: the notebook's run is replaced by one that gives big outputs
at once, so that most of the time goes into writing, and a kill at a random moment hits that.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from ukjp.errors import OutputError
from ukjp.publishing import reports
from ukjp.publishing.execution import Execution
from ukjp.publishing.warm import warm_context

Prepare = Callable[[], None]


def make_reports(folder: str, out: str, turns: Iterable[int], prepare: Prepare, say: Any) -> None:
    """Make one report after another, a new one each turn: what a process does until it is ended."""
    os.chdir(folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    reports.run_notebook = run_at_once  # type: ignore[assignment]
    prepare()
    for turn in turns:
        try:
            reports.run_report("small.ipynb", {"turn": turn}, out, formats=["ipynb", "html"])
        except (OutputError, KeyboardInterrupt) as error:
            say.send(str(error) or "interrupted")
            return
        say.send(turn)


def run_at_once(notebook: Any, values: Mapping[str, Any], **_: object) -> Execution:
    cell = notebook.content["cells"][0]
    text = f"{values.get('turn', 0)} " * 20_000
    output = {"output_type": "stream", "name": "stdout", "text": text}
    return Execution({**notebook.content, "cells": [cell | {"outputs": [output]}]}, None)


def do_nothing() -> None:
    """Prepare nothing."""


def limit_files() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))


class KilledAtStep:
    """Kills the process at one of the steps in which it touches files."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def __call__(self) -> None:
        for name in ("rename", "replace", "write_text", "write_bytes", "unlink", "mkdir"):
            setattr(Path, name, self._counted(getattr(Path, name)))

    def _counted(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def act(*words: Any, **more: Any) -> Any:
            self.left -= 1
            if self.left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*words, **more)

        return act


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cell = {
        "cell_type": "code", "execution_count": None, "id": "a", "outputs": [],
        "metadata": {"tags": ["parameters"]}, "source": "turn: int = 0",
    }  # fmt: skip
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "small.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return tmp_path


class Run:
    """A process that makes reports, forked from one that has imported everything."""

    def __init__(
        self, folder: Path, out: Path, turns: Iterable[int] = (7,), prepare: Prepare = do_nothing
    ) -> None:
        context = warm_context() or multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe(duplex=False)
        words = (str(folder), str(out), turns, prepare, other)
        self._process = context.Process(target=make_reports, args=words)  # type: ignore[attr-defined]
        self._process.start()
        other.close()

    def hear(self) -> Any:
        """What it says next: a turn whose report is there, or an error; None when it has ended."""
        try:
            return self._pipe.recv()
        except EOFError:
            return None

    def end(self, how: signal.Signals) -> None:
        os.kill(self._process.pid, how)
        self.wait()

    def wait(self) -> int:
        self._process.join(100)
        assert self._process.exitcode is not None
        return int(self._process.exitcode)


def make_once(folder: Path, out: Path, prepare: Prepare = do_nothing) -> Any:
    run = Run(folder, out, prepare=prepare)
    heard = run.hear()
    run.wait()
    return heard


def turn_of(out: Path) -> int | None:
    """The turn whose report is there whole; None where there is none. Anything else fails."""
    folder = out / "small"
    if not folder.exists():
        return None
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    files = {path.name for path in folder.iterdir()}
    assert files == {"manifest.json", *manifest["outputs"]} == {
        "manifest.json", "small.ipynb", "small.html",
    }  # fmt: skip
    for name, digest in manifest["outputs"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
    return int(manifest["parameters"]["turn"])


def names(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir())


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_ended_at_a_random_moment_it_is_whole_or_absent(folder: Path, how: signal.Signals) -> None:
    chance, out = random.Random(int(how)), folder / "out"  # noqa: S311 - no secret hangs on it
    seen: list[int | None] = []
    for _ in range(3):
        run = Run(folder, out, range(10, 10_000))
        first = run.hear()
        time.sleep(chance.uniform(0, 0.2))
        run.end(how)
        seen.append(turn_of(out))
        if how == signal.SIGINT:
            assert seen[-1] is not None, "an interrupted one puts the old one back"
        assert first >= 10
    assert any(one and one > 10 for one in seen)
    assert make_once(folder, out) == 7
    assert turn_of(out) == 7
    assert names(out) == ["small"], "what a kill left is gone after the next run"


def test_a_kill_at_each_step_is_whole_or_absent(folder: Path) -> None:
    """Kill before each renaming, writing and removal in turn, until none is left to be hit."""
    out = folder / "out"
    assert make_once(folder, out) == 7
    found: list[int | None] = []
    for steps in range(30):
        run = Run(folder, out, (8,), KilledAtStep(steps))
        ended = run.wait()
        found.append(turn_of(out))
        if ended == 0:
            break
    assert ended == 0
    assert len(found) > 4
    assert None in found, "between two renamings there is none"
    assert set(found) <= {7, 8, None}
    assert names(out) == ["small"]


def test_no_room_for_a_file_leaves_the_old_report(folder: Path) -> None:
    out = folder / "out"
    assert make_once(folder, out) == 7
    run = Run(folder, out, (8,), limit_files)
    assert "cannot be written (File too large)" in run.hear()
    run.wait()
    assert turn_of(out) == 7
    assert names(out) == ["small"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB, where one may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if not (mount and umount and sys.platform == "linux" and os.geteuid() == 0):
        pytest.skip("disks are mounted by root alone, on Linux")
    words = [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no tmpfs can be mounted here: {done.stderr.strip()}")
    yield place
    subprocess.run([umount, "-l", str(place)], check=True)


def test_a_full_disk_leaves_the_old_report_or_none(folder: Path, small_disk: Path) -> None:
    out = small_disk / "out"
    assert make_once(folder, out) == 7
    filling = small_disk / "other"
    room = os.statvfs(small_disk)
    filling.write_bytes(b"x" * (room.f_bavail * room.f_frsize - 100_000))
    for _ in range(2):
        assert "cannot be written (No space left on device)" in make_once(folder, out)
        assert turn_of(out) == 7
        assert names(out) == ["small"]
    assert "cannot be written (No space left" in make_once(folder, small_disk / "none")
    assert not (small_disk / "none").exists()
    filling.unlink()
    assert make_once(folder, out) == 7
    assert turn_of(out) == 7
