"""The briefs say what the originals say in other words, and both are read without a mistake."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from gold.score import Label, Score, read_labels, score_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[1]
BRIEF_LABELS = ROOT / "tests" / "gold" / "briefs.jsonl"
PLACES = {"quote", "start", "body_ends_before"}
TEXTS = {".cfg", ".cff", ".csv", ".html", ".ipynb", ".json", ".jsonl", ".md", ".py", ".svg",
         ".toml", ".txt", ".yaml", ".yml"}  # fmt: skip

needs_originals = pytest.mark.needs("originals")


@pytest.fixture(scope="module")
def original_labels(shared: Path) -> list[Label]:
    return read_labels(shared / "gold" / "articles.jsonl")


def meaning(article: Label) -> dict[str, Any]:
    """What an article's labels say, without the places where it is said."""
    row = {name: value for name, value in article.items() if name not in PLACES}
    quotes = [label["quote"] for label in article["money"]]
    row["money"] = [without_place(label, quotes) for label in article["money"]]
    row["events"] = [without_place(label, quotes) for label in article["events"]]
    return row


def without_place(label: Label, quotes: Sequence[str]) -> dict[str, Any]:
    row = {name: value for name, value in label.items() if name not in PLACES}
    if row.get("part_of"):
        row["part_of"] = quotes.index(row["part_of"])
    return row


def assert_quotes_stand_in(labels: list[Label], folder: Path) -> None:
    for article in labels:
        text = (folder / f"{article['id']}.txt").read_text(encoding="utf-8")
        for label in (*article["money"], *article["events"]):
            start, quote = label["start"], label["quote"]
            assert text[start : start + len(quote)] == quote, (article["id"], quote)


def word_runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    for first in range(len(words) - length + 1):
        yield tuple(words[first : first + length])


def runs_of_all(folder: Path, length: int) -> set[tuple[str, ...]]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return {run for text in texts for run in word_runs(text, length)}


def shared_runs(text: str, runs: set[tuple[str, ...]], length: int) -> list[str]:
    return [" ".join(run) for run in word_runs(text, length) if run in runs]


def committed_texts() -> list[Path]:
    """Text files of the checkout, without what is built or installed."""
    folders = [".ci", "data", "docs", "notebooks", "reports/sample", "scripts", "tests", "ukjp"]
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    return [path for path in (*paths, *ROOT.glob("*")) if path.is_file() and is_text(path)]


def is_text(path: Path) -> bool:
    return path.suffix in TEXTS or path.name in {"Makefile", "LICENSE", "LICENSE-DATA", "run"}


def built_score(articles: Path, labels: Path, out: Path) -> Score:
    from ukjp.cli import cli

    result = CliRunner().invoke(cli, ["build", str(articles), "--out", str(out)])
    assert result.exit_code == 0, result.output
    return score_tables(labels, out)


def assert_perfect(score: Score) -> None:
    wrong = {name: figure for name, figure in score.shares.items() if figure != 1.0}
    assert wrong == {}, "\n".join(score.misses)
    assert score.figures["false_aid"] == 0


def test_briefs_are_read_without_a_mistake(briefs: Path, tmp_path: Path) -> None:
    assert_perfect(built_score(briefs, BRIEF_LABELS, tmp_path / "tables"))


@needs_originals
def test_originals_are_read_without_a_mistake(
    originals: Path, shared: Path, tmp_path: Path
) -> None:
    labels = shared / "gold" / "articles.jsonl"
    assert_perfect(built_score(originals, labels, tmp_path / "tables"))


@needs_originals
def test_briefs_and_originals_have_the_same_labels(original_labels: list[Label]) -> None:
    ours = [meaning(article) for article in read_labels(BRIEF_LABELS)]
    assert ours == [meaning(article) for article in original_labels]


def test_quotes_are_cut_from_the_briefs(briefs: Path) -> None:
    assert_quotes_stand_in(read_labels(BRIEF_LABELS), briefs)


@needs_originals
def test_quotes_are_cut_from_the_originals(original_labels: list[Label], originals: Path) -> None:
    assert_quotes_stand_in(original_labels, originals)


def test_every_brief_is_labelled(briefs: Path) -> None:
    labelled = {article["id"] for article in read_labels(BRIEF_LABELS)}
    assert {path.stem for path in briefs.iterdir()} == labelled


def test_money_behind_the_end_of_the_body_is_labelled_as_page_furniture() -> None:
    for article in read_labels(BRIEF_LABELS):
        end = article.get("body_ends_before", float("inf"))
        for label in article["money"]:
            is_furniture = label.get("excluded_because") == "page_furniture"
            assert is_furniture == (label["start"] >= end), (article["id"], label["quote"])


@needs_originals
def test_briefs_use_other_words_than_the_originals(briefs: Path, originals: Path) -> None:
    runs = runs_of_all(originals, 8)
    for path in sorted(briefs.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert shared_runs(text, runs, 8) == [], path.name


@needs_originals
def test_nothing_in_the_checkout_copies_a_line_of_the_originals(originals: Path) -> None:
    runs = runs_of_all(originals, 12)
    for path in committed_texts():
        text = path.read_text(encoding="utf-8", errors="replace")
        assert shared_runs(text, runs, 12) == [], str(path.relative_to(ROOT))
