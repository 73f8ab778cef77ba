"""A folder of articles as a dataset that can be brought up to date, and says what that changed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ukjp.comparing import compare_datasets, tell_change
from ukjp.dataset import (
    Dataset,
    check_day,
    check_scope,
    find_curation_file,
    read_verdicts,
    reconcile,
)
from ukjp.explaining import plain_line
from ukjp.reading.articles import Article, Problem
from ukjp.reading.extraction import Extraction
from ukjp.remembering import Recollection, find_memory
from ukjp.watching.files import FileShelf, Stamp, stamp_of

MOST_LINES = 20
"""Of more changes at once the rest is counted: a line each is for what a person can read."""


@dataclass(frozen=True)
class Update:
    """What has changed since the last time, in words.

    `articles` has a line for each article that came, went or changed, `consequences` for each
    headline figure and each amount of money that is another now, `problems` what could not be read.
    `read_anew` is how many articles had to be read, `seconds` how long all of it took.
    """

    articles: tuple[str, ...]
    consequences: tuple[str, ...]
    problems: tuple[Problem, ...]
    read_anew: int
    seconds: float

    def __bool__(self) -> bool:
        return bool(self.articles or self.consequences or self.problems)

    def __str__(self) -> str:
        """Return the lines, one under the other."""
        problems = [f"not read: {problem.path}: {problem.message}" for problem in self.problems]
        lines = [
            *map(plain_line, [*_shortened(self.articles), *_shortened(problems)]),
            *(f"  {plain_line(line)}" for line in _shortened(self.consequences)),
        ]
        return "\n".join(lines) or "nothing has changed"

    __repr__ = __str__


def _shortened(lines: Sequence[str]) -> list[str]:
    more = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], f"and {more:,} more"] if more > 0 else list(lines)


class LiveCorpus:
    """A folder of articles as a dataset that follows the folder.

    `folder` may be empty at first. `donor`, `recipient`, `as_of` and `curation` are those of
    `build_dataset`; `memory` is a file in which later programs find what was read.
    `.data` is the dataset of the last look; `.update()` looks again and says what changed.

    Shape: `.data` is a `Dataset`, the same that `build_dataset` makes of the folder.
    Units: as in a dataset; `seconds` of an update.
    Raises: ArticleError where there is no such folder, ParameterError for an unknown actor or a
    malformed day, DataError for a curation file, OutputError for a memory that cannot be used.
    Source: the folder's files: those that have changed since the last look are opened and read.

    >>> import pathlib, tempfile
    >>> import ukjp
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> live = ukjp.LiveCorpus(folder)
    >>> text = "Japan pledged Ukraine $30 million in grants on July 2, 2024."
    >>> _ = (folder / "grants.txt").write_text(text)
    >>> print(live.update())
    added grants.txt: 1 figure, 1 happening
      distinct pledges: $0 in 0 → $30m in 1
      new: $30m (commitment, 2024-07-02), counted: …
    >>> len(live.data.articles)
    1
    """

    def __init__(
        self,
        folder: str | Path,
        *,
        donor: str = "Japan",
        recipient: str = "Ukraine",
        as_of: date | str | None = None,
        curation: str | Path | None = None,
        memory: str | Path | None = None,
    ) -> None:
        self.folder = Path(folder)
        self._scope = check_scope(donor, recipient)
        self._until = check_day(as_of, "as_of")
        self._curation = curation
        self._curation_file = find_curation_file(curation)
        self._recollection = Recollection(self._scope, find_memory(memory))
        self._shelf = FileShelf(self.folder)
        self._articles: dict[str, Article] = {}
        self._stamps: Mapping[str, Stamp] = {}
        self.last_read_anew = 0
        self.data: Dataset = self._build(self.stamps())

    def stamps(self) -> dict[str, Stamp]:
        """Return what tells each file, the curation file too, from itself before a change."""
        verdicts = str(self._curation_file)
        return {**self._shelf.stamps(), verdicts: stamp_of(verdicts)}

    def verdicts_changed(self) -> bool:
        """Tell whether the curation file is another than at the last look."""
        verdicts = str(self._curation_file)
        return stamp_of(verdicts) != self._stamps.get(verdicts)

    def update(self) -> Update:
        """Look again: read what has changed, and return in words what that did."""
        begun = time.perf_counter()
        stamps = self.stamps()
        if stamps == self._stamps:
            return Update((), (), (), 0, time.perf_counter() - begun)
        before, old = self.data, self._articles
        self.data = self._build(stamps)
        return Update(
            tuple(_tell_articles(old, self._articles, self.data)),
            tuple(_tell_consequences(before, self.data)),
            tuple(problem for problem in self.data.problems if problem not in before.problems),
            self.last_read_anew,
            time.perf_counter() - begun,
        )

    def _build(self, stamps: Mapping[str, Stamp]) -> Dataset:
        verdicts, refused = read_verdicts(self._curation)
        articles, problems = self._shelf.read()
        extractions: list[Extraction] = []
        for found in self._recollection.extract(articles):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                extractions.append(found)
        texts = {article.article_id: article.text for article in articles}
        dataset = reconcile(
            extractions, self._scope, self._until, problems, texts, verdicts, refused=refused
        )
        dataset.curation_file = self._curation_file
        # Only now: where something above fails, the next look tries again.
        self._stamps = stamps
        self._articles = {article.path: article for article in articles}
        self.last_read_anew = self._recollection.read_anew
        return dataset


def _tell_articles(
    old: Mapping[str, Article], new: Mapping[str, Article], data: Dataset
) -> Iterator[str]:
    gone = {old[path].sha256: path for path in old.keys() - new.keys()}
    counts = {
        name: getattr(data, name)["article_id"].value_counts() for name in ("claims", "events")
    }
    for path, article in new.items():
        known = old.get(path)
        if known is not None and known.sha256 == article.sha256:
            continue
        if known is None and article.sha256 in gone:
            yield f"renamed {gone.pop(article.sha256)} to {path}"
            continue
        figures = int(counts["claims"].get(article.article_id, 0))
        happenings = int(counts["events"].get(article.article_id, 0))
        yield (
            f"{'changed' if known else 'added'} {path}: {_counted(figures, 'figure')}, "
            f"{_counted(happenings, 'happening')}"
        )
    yield from (f"removed {path}" for path in sorted(gone.values()))


def _counted(number: int, word: str) -> str:
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"


def _tell_consequences(before: Dataset, after: Dataset) -> Iterator[str]:
    found = compare_datasets(before, after)
    for headline in found.headlines:
        if headline.old != headline.new and headline.name != "articles":
            yield headline.told
    yield from (tell_change(change) for change in found.changes if change.table == "ledger")
