"""How much memory `ukjp extract` takes, and how long it takes, as the corpus grows.

    python benchmarks/bench_memory.py [--large]

The program runs as its own process; the peak is the one the system reports for it. With more jobs
than one the memory of all its processes is added up while they run, pages they share counted once.
`--large` adds 100,000 articles, and one article of 50 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psutil
from generate import generate_articles

MEGABYTE = 1_000_000
SECONDS_BETWEEN_LOOKS = 0.1


class Run(NamedTuple):
    """What one run took: seconds on the clock, of CPU where known, and bytes at its peak."""

    seconds: float
    cpu: float | None
    peak: int


def write_corpus(path: Path, count: int) -> Path:
    """Write that many articles as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for article in generate_articles(count, seed=count):
            record = {"id": article.article_id, "text": article.text}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def write_article(path: Path, size: int) -> Path:
    """Write one article of about that many bytes."""
    with path.open("w", encoding="utf-8") as file:
        for article in generate_articles(10**9, seed=size):
            file.write(article.text + "\n\n")
            if file.tell() >= size:
                return path
    raise AssertionError("there are articles enough")


def run_extract(corpus: Path, jobs: int) -> Run:
    """Run `ukjp extract` on a corpus."""
    with tempfile.TemporaryDirectory() as out:
        words = ["extract", str(corpus), "--out", f"{out}/tables", "--jobs", str(jobs)]
        begun = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "ukjp.cli", *words], stdout=subprocess.DEVNULL
        )
        peak = max(_looks(process)) if jobs > 1 else 0
        _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"ukjp extract failed on {corpus.name}")
    # Linux counts in units of 1024 bytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    # What workers took is known to their server alone.
    cpu = usage.ru_utime + usage.ru_stime if jobs == 1 else None
    return Run(time.monotonic() - begun, cpu, peak or usage.ru_maxrss * unit)


def _looks(process: subprocess.Popen[bytes]) -> Iterator[int]:
    """Yield the memory of a process and all below it, time and again until it ends."""
    top = psutil.Process(process.pid)
    while True:
        total = 0
        try:
            if top.status() == psutil.STATUS_ZOMBIE:
                return
            family = [top, *top.children(recursive=True)]
        except psutil.NoSuchProcess:
            return
        for member in family:
            try:
                memory = member.memory_full_info()
                total += getattr(memory, "pss", memory.uss)
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        yield total
        time.sleep(SECONDS_BETWEEN_LOOKS)


def print_run(what: str, articles: int | None, run: Run) -> None:
    """Print a row of the table."""
    speed = f"{articles / run.seconds:,.0f}" if articles else ""
    cpu = "" if run.cpu is None else f"{run.cpu:,.1f}"
    print(
        f"{what:<30}{run.peak / MEGABYTE:>12,.0f}{run.seconds:>10,.1f}{cpu:>10}{speed:>14}",
        flush=True,
    )


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true")
    large = parser.parse_args().large
    print(f"{'ukjp extract':<30}{'peak MB':>12}{'seconds':>10}{'CPU s':>10}{'articles/s':>14}")
    with tempfile.TemporaryDirectory() as folder:
        corpora = {
            count: write_corpus(Path(folder, f"{count}.jsonl"), count)
            for count in (1_000, 10_000, *((100_000,) if large else ()))
        }
        for count, corpus in corpora.items():
            print_run(f"{count:,} articles", count, run_extract(corpus, 1))
        for count in list(corpora)[1:]:
            print_run(f"{count:,} articles, 2 jobs", count, run_extract(corpora[count], 2))
        if large:
            whole = write_article(Path(folder, "whole.txt"), 50 * MEGABYTE)
            print_run("1 article of 50 MB", None, run_extract(whole, 1))


if __name__ == "__main__":
    main()
