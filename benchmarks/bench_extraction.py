"""How fast articles are read: articles of 2.7 KB per CPU-second, on one core.

    python benchmarks/bench_extraction.py [--fast | --rigorous]

Every text is new to the program, and so is every line of it. pyperf runs each measurement in fresh
processes; what is timed is CPU time. The last rows tell whether cost grows with length alone: the
same prose in articles, and in one line of a megabyte.
"""

from __future__ import annotations

import itertools
import os
import statistics
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

import pyperf
from generate import generate_articles

from ukjp.reading.articles import Article
from ukjp.reading.claims import Scope
from ukjp.reading.cleaning import clean_body
from ukjp.reading.dates import find_days
from ukjp.reading.extraction import extract_article
from ukjp.reading.money import find_amounts

CHARS = 2700
ARTICLES = 150
SCOPE = Scope()
_SEEDS = itertools.count(os.getpid() * 1000)


class Measurement(NamedTuple):
    """What is done to each article, how the articles are made, and the speed to reach if any."""

    name: str
    work: Callable[[Article], object]
    articles: Callable[[], list[Article]]
    to_reach: int | None = None


def new_articles() -> list[Article]:
    """Articles nobody has read before."""
    return list(generate_articles(ARTICLES, next(_SEEDS)))


def short_lines() -> list[Article]:
    """Prose in articles of one line each."""
    return [article._replace(text=_one_line([article])) for article in new_articles()]


def megabyte_line() -> list[Article]:
    """The same kind of prose in one line of a megabyte."""
    seed = next(_SEEDS)
    text = _one_line(generate_articles(400, seed))[:1_000_000]
    return [Article("long", "long.txt", "0" * 64, "utf-8", text)]


def _one_line(articles: Iterable[Article]) -> str:
    return " ".join(" ".join(article.text for article in articles).split())


def everything(article: Article) -> object:
    """From the text to the rows of the tables."""
    return extract_article(article, SCOPE)


MEASUREMENTS = [
    Measurement("everything, text to rows", everything, new_articles, 400),
    Measurement("money alone", lambda article: find_amounts(article.text), new_articles, 2000),
    Measurement("days alone", lambda article: find_days(article.text), new_articles),
    Measurement("body and furniture alone", lambda article: clean_body(article.text), new_articles),
    Measurement("everything, one line an article", everything, short_lines),
    Measurement("everything, one line of 1 MB", everything, megabyte_line),
    Measurement("money, one line an article", lambda a: find_amounts(a.text), short_lines),
    Measurement("money, one line of 1 MB", lambda a: find_amounts(a.text), megabyte_line),
]


def seconds_of(loops: int, measurement: Measurement) -> float:
    """CPU seconds for an article of the usual length, times `loops`."""
    seconds = chars = 0.0
    for _ in range(loops):
        articles = measurement.articles()
        chars += sum(len(article.text) for article in articles)
        begun = time.process_time()
        for article in articles:
            measurement.work(article)
        seconds += time.process_time() - begun
    return seconds / chars * CHARS * loops


def main() -> None:
    """Measure, and print a table."""
    runner = pyperf.Runner(values=4, processes=5, loops=1, show_name=False)
    runner.parse_args().quiet = True
    rows = []
    for measurement in MEASUREMENTS:
        done = runner.bench_time_func(measurement.name, seconds_of, measurement)
        if done is not None and not runner.args.worker:
            values = done.get_values()
            rows.append((measurement, 1 / statistics.median(values), 1 / min(values)))
    if not rows:
        return
    print(f"\n{'articles of 2.7 KB per CPU-second':<36}{'median':>10}{'best':>10}{'to reach':>10}")
    for measurement, median, best in rows:
        goal = f"{measurement.to_reach:,}" if measurement.to_reach else ""
        print(f"{measurement.name:<36}{median:>10,.0f}{best:>10,.0f}{goal:>10}")


if __name__ == "__main__":
    main()
