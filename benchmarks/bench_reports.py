"""Forty reports with two jobs: ukjp's warm kernels beside papermill's own command line.

    python benchmarks/bench_reports.py [--reports N] [--formats LIST ...]

The same notebook with the same parameters: once by papermill's command line, two processes at a
time; once by `ukjp report --runs FILE --jobs 2`. Outputs are held to each other, cell by cell,
before any time is given. Memory is that of all processes of a run together, shared pages counted
once (PSS).
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple, Self

import psutil

from ukjp.resources import resource_folder

JOBS = 2
MEGABYTE = 1_000_000
NOTEBOOK = "cumulative_aid"
CURRENCIES = ("USD", "JPY", "EUR", "GBP")
FIRST_DAY = date(2023, 12, 10)
SECONDS_BETWEEN_LOOKS = 0.25


class Took(NamedTuple):
    """Seconds on the clock, and bytes at the peak of all processes together."""

    seconds: float
    peak: int


def parameter_sets(count: int) -> list[dict[str, str]]:
    """Days by currencies, as many sets as asked for."""
    days = (FIRST_DAY + timedelta(days=20 * n) for n in itertools.count())
    sets = (
        {"as_of": day.isoformat(), "currency": currency} for day in days for currency in CURRENCIES
    )
    return list(itertools.islice(sets, count))


def name_of(values: dict[str, str]) -> str:
    """Name a report."""
    return f"{values['as_of']}-{values['currency']}"


def papermill_folder(sets: list[dict[str, str]], out: Path, notebooks: Path) -> None:
    """Run papermill's command line for each set, two processes at a time."""

    def run(values: dict[str, str]) -> None:
        words = [word for pair in values.items() for word in ("-r", *pair)]
        subprocess.run(
            [
                sys.executable, "-m", "papermill", str(notebooks / f"{NOTEBOOK}.ipynb"),
                str(out / f"{name_of(values)}.ipynb"), *words,
                "-k", "python3", "--no-progress-bar", "--log-level", "ERROR",
            ],
            check=True, cwd=notebooks, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    with ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(run, sets))


def ukjp_folder(sets: list[dict[str, str]], out: Path, notebooks: Path, formats: str) -> None:
    """Make one run file of all sets and run it."""
    tables = [
        f'[[run]]\nname = "{name_of(values)}"\nnotebook = "{notebooks / NOTEBOOK}.ipynb"\n'
        f'parameters = {{ as_of = {values["as_of"]}, currency = "{values["currency"]}" }}\n'
        for values in sets
    ]
    file = out / "runs.toml"
    file.write_text("\n".join(tables), encoding="utf-8")
    words = ["report", "--runs", str(file), "--jobs", str(JOBS), "--formats", formats, "--force"]
    subprocess.run(
        [sys.executable, "-m", "ukjp.cli", *words, "--out", str(out), "--quiet"],
        check=True,
        stdout=subprocess.DEVNULL,
    )


class _Watch:
    """Adds up the memory of all that this process has started, while it runs."""

    def __init__(self) -> None:
        self.peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(SECONDS_BETWEEN_LOOKS):
            total = 0
            for process in psutil.Process().children(recursive=True):
                try:
                    memory = process.memory_full_info()
                    total += getattr(memory, "pss", memory.uss)
                except psutil.Error:
                    continue
            self.peak = max(self.peak, total)


def measure(work: Callable[[], None]) -> Took:
    """Do the work once."""
    with _Watch() as watch:
        begun = time.monotonic()
        work()
        seconds = time.monotonic() - begun
    return Took(seconds, watch.peak)


def shown(path: Path) -> Iterator[tuple[str, Any]]:
    """Each code cell of an executed notebook with what it shows; pictures as hashes."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            outputs = [plain_output(output) for output in cell["outputs"]]
            yield f"{cell['execution_count']}: {''.join(cell['source'])[:60]}", outputs


def plain_output(output: dict[str, Any]) -> dict[str, Any]:
    """Return an output with text in one piece, which files may keep as a list of lines."""
    found = {kind: joined(value) for kind, value in output.get("data", {}).items()}
    for kind, value in found.items():
        if kind.startswith("image/"):
            found[kind] = hashlib.sha256(base64.b64decode(value)).hexdigest()
    return {name: joined(value) for name, value in output.items() if name != "data"} | found


def joined(value: Any) -> Any:
    """Return lines as one text, and anything else as it is."""
    lines = isinstance(value, list) and all(isinstance(line, str) for line in value)
    return "".join(value) if lines else value


def check_equal(stock: Path, own: Path) -> int:
    """Return how many outputs two executed notebooks share; raise where one differs."""
    pairs = list(zip(shown(stock), shown(own), strict=True))
    for (_, old), (cell, new) in pairs:
        if old != new:
            raise SystemExit(f"{own.name}: other output than papermill's in cell {cell}")
    return sum(len(outputs) for (_, outputs), _ in pairs)


def check_all_equal(sets: list[dict[str, str]], stock: Path, own: Path) -> int:
    """Hold every report of the two folders to each other."""
    compared = 0
    for values in sets:
        name = name_of(values)
        compared += check_equal(stock / f"{name}.ipynb", own / name / f"{name}.ipynb")
    return compared


def print_row(what: str, took: Took, count: int, base: Took | None) -> None:
    """Print a row of the table."""
    ratio = "" if base is None else f"{took.seconds / base.seconds:.2f}"
    print(
        f"{what:<44}{took.seconds:>9,.1f}{took.seconds / count:>10,.2f}{ratio:>8}"
        f"{took.peak / MEGABYTE:>10,.0f}",
        flush=True,
    )


def main() -> None:
    """Measure, hold outputs to each other, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--formats", nargs="*", default=["ipynb", "ipynb,html"])
    options = parser.parse_args()
    # Everybody's modules are compiled once, as they are wherever Python may write.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sets = parameter_sets(options.reports)
    with tempfile.TemporaryDirectory(prefix="ukjp-bench-") as folder:
        # Beside nothing else, so that both ways find the same modules.
        notebooks = Path(folder, "notebooks")
        notebooks.mkdir()
        shutil.copy(resource_folder("notebooks") / f"{NOTEBOOK}.ipynb", notebooks)
        compare(sets, Path(folder), notebooks, options.formats)


def compare(sets: list[dict[str, str]], folder: Path, notebooks: Path, formats: list[str]) -> None:
    """Measure each way in folders of its own."""
    places = [folder / str(number) for number in range(len(formats) + 2)]
    for place in places:
        place.mkdir()
    papermill_folder(sets[:1], places[-1], notebooks)  # modules are compiled, files are read
    stock = measure(lambda: papermill_folder(sets, places[0], notebooks))
    print(
        f"{f'{len(sets)} reports, {JOBS} jobs':<44}{'seconds':>9}{'each':>10}{'ratio':>8}"
        f"{'PSS MB':>10}"
    )
    print_row("papermill's command line", stock, len(sets), None)
    for number, names in enumerate(formats, 1):
        took = measure(lambda: ukjp_folder(sets, places[number], notebooks, names))  # noqa: B023
        print_row(f"ukjp report --formats {names}", took, len(sets), stock)
        compared = check_all_equal(sets, places[0], places[number])
        print(f"    {compared} outputs, all equal to papermill's")


if __name__ == "__main__":
    main()
