"""What a folder that is followed costs: `import ukjp`, and one article more beside many old ones.

    python benchmarks/bench_watching.py [10000]

Processor time, in one process. "All read" is the first look, "one more" the look after an article
was added, "begun again" another program's first look with the memory of the first.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generate import generate_articles

from ukjp.tables import write_tables
from ukjp.watching.corpus import LiveCorpus

T = TypeVar("T")


def main() -> None:
    """Print a line for each measurement."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(f"import ukjp: {import_seconds() * 1000:.0f} ms")
    with tempfile.TemporaryDirectory() as place:
        folder, memory = Path(place) / "articles", Path(place) / "memory"
        folder.mkdir()
        *old, new = generate_articles(count + 1)
        for article in old:
            (folder / article.path).write_text(article.text, encoding="utf-8")
        live = timed(f"all read ({count:,})", lambda: LiveCorpus(folder, memory=memory))
        tell_read(live.last_read_anew)
        (folder / "new.txt").write_text(new.text, encoding="utf-8")
        update = timed("one more", live.update)
        tell_read(update.read_anew)
        timed("nothing new", live.update)
        timed("tables written", lambda: write_tables(live.data, Path(place) / "tables"))
        again = timed("begun again", lambda: LiveCorpus(folder, memory=memory))
        tell_read(again.last_read_anew)


def import_seconds() -> float:
    """Return the shortest of five imports in new processes, less Python's own start, wall clock."""
    return best_of("import ukjp") - best_of("pass")


def best_of(program: str) -> float:
    """Return the shortest of five runs of a program in seconds."""
    seconds = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], check=True)
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def timed(name: str, work: Callable[[], T]) -> T:
    """Do the work, print its processor time, and return what it gave."""
    begun = time.process_time()
    given = work()
    print(f"{name}: {time.process_time() - begun:.2f} s")
    return given


def tell_read(number: int) -> None:
    """Print how many articles had to be read."""
    print(f"    {number:,} read")


if __name__ == "__main__":
    main()
