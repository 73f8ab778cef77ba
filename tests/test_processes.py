"""Work over processes: in order, never too far ahead, and no process outlives its use."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ukjp.processes import Begun, Ended, Said, Say, WorkerError, as_ended, in_order

JOBS = [1, 2, 3]


def _square(number: int) -> int:
    time.sleep(0.02 if number % 3 == 0 else 0)
    return number * number


def _pid(_: int) -> int:
    return os.getpid()


def _die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def _fail(number: int) -> int:
    raise ValueError(f"no {number}")


def _sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


@pytest.mark.parametrize("jobs", JOBS)
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    with in_order(jobs) as mapper:
        assert list(mapper(_square, range(20))) == [n * n for n in range(20)]
        assert list(mapper(_square, [])) == []


def test_one_job_is_this_process_and_more_are_others() -> None:
    with in_order(1) as mapper:
        assert set(mapper(_pid, range(4))) == {os.getpid()}
    with in_order(2) as mapper:
        assert os.getpid() not in set(mapper(_pid, range(8)))


@pytest.mark.parametrize("jobs", [2, 3])
def test_items_are_taken_only_a_little_ahead(jobs: int) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            yield number

    with in_order(jobs) as mapper:
        results = mapper(_square, items())
        for number in range(20):
            assert next(results) == number * number
            assert len(taken) <= number + 2 * jobs


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_in_the_work_comes_through(jobs: int) -> None:
    with pytest.raises(ValueError, match="no 0"), in_order(jobs) as mapper:
        list(mapper(_fail, range(5)))


def test_a_process_that_dies_is_an_error_and_no_waiting() -> None:
    with pytest.raises(WorkerError, match="worker process ended") as caught, in_order(2) as mapper:
        list(mapper(_die, range(50)))
    assert caught.value.exit_code == 1
    assert "\n" not in str(caught.value)


def _interrupted() -> None:
    with in_order(2) as mapper:
        next(mapper(_sleep, [0, 60, 60, 60]))
        raise KeyboardInterrupt


def test_leaving_by_an_error_ends_the_processes_at_once() -> None:
    before = set(multiprocessing.active_children())
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        _interrupted()
    assert time.monotonic() - begun < 30
    assert set(multiprocessing.active_children()) <= before


def test_nobody_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent(
            """
            import os, pathlib, time
            from ukjp.processes import in_order

            def work(number):
                pathlib.Path(__file__).with_name(f"pid-{os.getpid()}").touch()
                time.sleep(60)

            if __name__ == "__main__":
                with in_order(2) as mapper:
                    list(mapper(work, range(4)))
            """
        ),
        encoding="utf-8",
    )
    parent = subprocess.Popen(
        [sys.executable, str(script)], env=_environment(), stderr=subprocess.DEVNULL
    )
    try:
        pids = _wait_for_pids(tmp_path, 2)
    finally:
        parent.kill()
        parent.wait()
    limit = time.monotonic() + 30
    while any(_is_alive(pid) for pid in pids):
        assert time.monotonic() < limit, "a worker outlived its parent"
        time.sleep(0.05)


# --- work that stands alone ----------------------------------------------------------------------

FORKSERVER = multiprocessing.get_context(
    "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
)


def _act(word: str, say: Say) -> Any:
    """Do what the word says; "once FILE" dies at the first try and "die" at each."""
    kind, _, rest = word.partition(" ")
    say(f"doing {word}")
    if kind == "sleep":
        time.sleep(float(rest))
    if kind == "fail":
        raise ValueError(rest)
    if kind == "odd":
        raise _UnpicklableError
    if kind == "die" or (kind == "once" and not Path(rest).exists()):
        Path(rest or os.devnull).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid() if kind == "pid" else word.upper()


class _UnpicklableError(Exception):
    def __reduce__(self) -> str:
        raise TypeError("not this one")


def _ends(words: list[str], jobs: int = 2, **options: Any) -> dict[str, Ended]:
    events = as_ended(_act, words, jobs, context=FORKSERVER, **options)
    return {words[one.number]: one for one in events if isinstance(one, Ended)}


def test_what_happens_is_told_as_it_happens() -> None:
    events = list(as_ended(_act, ["a", "b"], 1, context=FORKSERVER))
    assert events == [
        Begun(0), Said(0, "doing a"), Ended(0, "A"), Begun(1), Said(1, "doing b"), Ended(1, "B"),
    ]  # fmt: skip
    assert list(as_ended(_act, [], 2, context=FORKSERVER)) == []


def test_pieces_end_when_they_are_done_and_processes_are_used_again() -> None:
    order = [
        event.number
        for event in as_ended(_act, ["sleep 1", "a", "b"], 2, context=FORKSERVER)
        if isinstance(event, Ended)
    ]
    assert order == [1, 2, 0]
    ends = _ends([f"pid {number}" for number in range(12)])
    assert 1 <= len({one.result for one in ends.values()}) <= 2


def test_one_that_fails_dies_or_hangs_costs_itself_alone(tmp_path: Path) -> None:
    words = ["fail badly", "odd", "die", f"once {tmp_path / 'mark'}", "sleep 50", "fine"]
    begun = time.monotonic()
    ends = _ends(words, seconds=lambda word: 1.5 if word.startswith("sleep") else None)
    assert time.monotonic() - begun < 20
    assert set(ends) == set(words)
    assert repr(ends["fail badly"].error) == repr(ValueError("badly"))
    assert isinstance(ends["odd"].error, RuntimeError)
    assert isinstance(ends["die"].error, WorkerError)
    assert isinstance(ends["sleep 50"].error, TimeoutError)
    assert ends[f"once {tmp_path / 'mark'}"].error is None, "it was tried again"
    assert ends["fine"].result == "FINE"


@pytest.mark.parametrize("jobs", [1, 3])
def test_leaving_early_leaves_nobody(jobs: int) -> None:
    before = set(multiprocessing.active_children())
    begun = time.monotonic()
    events = as_ended(_act, ["sleep 60"] * 5, jobs, context=FORKSERVER)
    assert isinstance(next(events), Begun)
    ours = set(multiprocessing.active_children()) - before
    assert ours
    events.close()
    assert time.monotonic() - begun < 10
    assert not any(_is_alive(process.pid) for process in ours if process.pid)


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}


def _wait_for_pids(folder: Path, count: int) -> list[int]:
    limit = time.monotonic() + 60
    while len(found := [int(p.name[4:]) for p in folder.glob("pid-*")]) < count:
        assert time.monotonic() < limit, "the workers did not begin"
        time.sleep(0.05)
    return found


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    try:
        return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
