"""How fast articles are read: articles of 2.7 KB per CPU-second, on one core.

The texts are the briefs and the labelled articles of the tests. Best of several rounds, because
another program on the machine can only slow one down. The last line shows that cost grows with the
length of a text and not faster: the time per character of all texts as one, against each alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from ukjp.dataset import build_dataset
from ukjp.reading.articles import Article, read_articles
from ukjp.reading.claims import Scope
from ukjp.reading.extraction import extract_article
from ukjp.reading.money import find_amounts

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDERS = [
    CHECKOUT / "data" / "articles",
    *sorted((CHECKOUT / "tests" / "gold").glob("outlets_*/")),
]
CHARS_OF_AN_ARTICLE = 2700
ROUNDS = 7


def seconds_of(work: Callable[[], object]) -> float:
    """CPU seconds of the fastest round."""
    durations = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        durations.append(time.process_time() - start)
    return min(durations)


def print_speed(what: str, chars: int, work: Callable[[], object]) -> float:
    """Print and return the articles of usual length that the work gets through in a second."""
    speed = chars / CHARS_OF_AN_ARTICLE / seconds_of(work)
    print(f"  {what:<44}{speed:>8,.0f} articles per CPU-second")
    return speed


def main() -> None:
    """Measure amounts alone, the whole reading, and everything up to the tables."""
    articles = [article for article in read_articles(FOLDERS) if isinstance(article, Article)]
    chars = sum(len(article.text) for article in articles)
    scope = Scope()

    def each(texts: Iterable[str]) -> None:
        for text in texts:
            find_amounts(text)

    print(f"  {len(articles)} articles, {chars:,} characters")
    texts = [article.text for article in articles]
    alone = print_speed("amounts", chars, lambda: each(texts))
    print_speed(
        "reading (body, days, amounts, kinds, events)",
        chars,
        lambda: [extract_article(article, scope) for article in articles],
    )
    print_speed("building (reading, links, ledger, tables)", chars, lambda: build_dataset(FOLDERS))
    joined = "\n\n".join(texts)
    whole = print_speed("amounts, all texts as one", chars, lambda: find_amounts(joined))
    print(f"  time per character of one long text: {alone / whole:.2f} of that of short ones")


if __name__ == "__main__":
    main()
