"""Try the reading on bytes that no one would write: nothing but the project's own errors may come.

    pip install atheris
    python benchmarks/fuzz_reading.py FOLDER -max_total_time=180 -dict=benchmarks/fuzz_words.txt

`FOLDER` keeps the inputs that reached new code; the briefs are put into it first. The first byte
of an input says what is tried: a text file, Markdown with front matter or a web page from bytes to
rows, or money, days, the body and all rows of a text alone.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ukjp"]):
    from ukjp.reading.article_files import ArticleFile
    from ukjp.reading.articles import Article, read_files
    from ukjp.reading.claims import Claim, Scope
    from ukjp.reading.cleaning import clean_body
    from ukjp.reading.dates import Day, find_days, find_named_days
    from ukjp.reading.event_records import Event
    from ukjp.reading.extraction import extract_article
    from ukjp.reading.money import Amount, find_amounts

BRIEFS = Path(__file__).resolve().parent.parent / "data" / "articles"
SUFFIXES = (".txt", ".md", ".html")
DAY, BOUNDS = date(2024, 6, 18), (date(2023, 5, 1), date(2024, 6, 18))
KINDS, LONGEST = 7, 20_000


def try_bytes(data: bytes) -> None:
    """Read what the bytes are, and check that every span gives its words back."""
    choice, rest = data[:1], data[1:]
    kind = choice[0] % KINDS if choice else 0
    if kind < len(SUFFIXES):
        _try_file(rest, SUFFIXES[kind])
    else:
        _try_text(rest.decode("utf-8", "surrogateescape"), kind)


def _try_file(data: bytes, suffix: str) -> None:
    path = Path(tempfile.gettempdir(), f"fuzzed-reading{suffix}")
    path.write_bytes(data)
    for item in read_files([ArticleFile(str(path), path.name, len(data))]):
        if isinstance(item, Article):
            found = extract_article(item, Scope())
            check_quotes(item.text, [*found.claims, *found.events])


def _try_text(text: str, kind: int) -> None:
    if kind == 3:
        check_quotes(text, find_amounts(text))
    elif kind == 4:
        for reference in (None, DAY, BOUNDS):
            check_quotes(text, find_days(text, reference))
            find_named_days(text, reference)
    elif kind == 5:
        clean_body(text)
    else:
        extract_article(Article("a", "a.txt", "0" * 64, "utf-8", text), Scope())


def check_quotes(text: str, found: Sequence[Amount | Day | Claim | Event]) -> None:
    """Raise AssertionError where the words of something found are not those at its place."""
    for one in found:
        if text[one.start : one.end] != one.quote:
            raise AssertionError(f"{one.quote!r} does not stand at {one.start}")


def write_seeds(folder: Path) -> None:
    """Write every brief once for every way of reading, in pieces short enough to be changed."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(BRIEFS.glob("*.txt")):
        for number, piece in enumerate(path.read_bytes().split(b"\n\n")):
            for kind in range(KINDS):
                (folder / f"{path.stem}-{number}-{kind}").write_bytes(bytes([kind]) + piece)


def main() -> None:
    """Run until libFuzzer's own options end it."""
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        raise SystemExit(__doc__)
    write_seeds(Path(sys.argv[1]))
    atheris.Setup([*sys.argv, f"-max_len={LONGEST}"], try_bytes)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
