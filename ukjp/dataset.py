"""From articles to tables: reading and reconciling as one table of contents.

`build_dataset` is the whole way; `load` is the same with the articles that come with the package.
What could not be read stands in `Dataset.problems`, never in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from ukjp.actors import check_actor
from ukjp.describing import describe_html, describe_line
from ukjp.errors import ArticleError, ParameterError
from ukjp.reading.articles import Problem, read_articles
from ukjp.reading.claims import Scope
from ukjp.reading.extraction import Extraction
from ukjp.reconciling.curation import Curation, curate_claims, curate_links
from ukjp.reconciling.curation_file import read_curation
from ukjp.reconciling.ledger import build_ledger
from ukjp.reconciling.links import find_links
from ukjp.reconciling.reference import read_reference, reference_facts
from ukjp.remembering import Recollection, find_memory
from ukjp.resources import resource_folder, standard_curation_file
from ukjp.tables import frame_of

if TYPE_CHECKING:
    import pandas as pd

Places = str | Path | Sequence[str | Path] | None
_Read = TypeVar("_Read")


class Reading(NamedTuple):
    """What was read, before anybody decided: from it a dataset is made anew with other verdicts.

    `problems` are those of reading; `until` is the day asked for, `texts` are by article_id.
    """

    extractions: Sequence[Extraction]
    scope: Scope
    until: date | None
    problems: list[Problem]
    texts: dict[str, str]


@dataclass
class Dataset:
    """The five tables of a set of articles, with what they were asked for.

    `articles`, `claims`, `events`, `links` and `ledger` are DataFrames as described in
    `ukjp.schema`; `reference` holds the tables of data/reference by name; `texts` the articles'
    texts by article_id, so that every offset can be looked up; `problems` what was not read.
    `verdicts` are the analyst's rows that were applied, and `curation_file` is where they stand.
    `as_of` is the day up to which the dataset knows: by default the latest article's day.

    Shape: a row is an article, a money expression, a happening, a relation of two figures, or
    distinct money; the dtypes are string, Int64, Float64, boolean and datetime64[s], all nullable.
    Units: amounts are whole units of their currency; places are characters of the article's text.
    Raises: nothing by itself; `build_dataset` makes it.
    Source: the articles; `claims.quote` is exactly `texts[article_id][start:end]`.

    >>> import ukjp
    >>> data = ukjp.load()
    >>> claim = data.claims.iloc[0]
    >>> data.texts[claim.article_id][claim.start : claim.end] == claim.quote
    True
    >>> data.reference["summits"].empty
    False
    """

    articles: pd.DataFrame
    claims: pd.DataFrame
    events: pd.DataFrame
    links: pd.DataFrame
    ledger: pd.DataFrame
    reference: dict[str, pd.DataFrame]
    donor: str
    recipient: str
    as_of: date | None
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    verdicts: Sequence[Curation] = field(default=(), repr=False, compare=False)
    curation_file: Path | None = field(default=None, repr=False, compare=False)
    reading: Reading | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        """Say in one line what the dataset holds."""
        return describe_line(self)

    def _repr_html_(self) -> str:
        """Say in a notebook what the dataset holds, with its headline figures."""
        return describe_html(self)

    def with_curation(
        self, curation: str | Path | Sequence[Curation], refused: Sequence[Problem] = ()
    ) -> Dataset:
        """Return the same articles with other verdicts of a person; no article is read again.

        `curation` is a file or rows, and replaces all verdicts of before; `refused` are rows that
        could not be read. Raises ParameterError for a dataset that keeps nothing of its reading.
        """
        if self.reading is None:
            raise ParameterError("this dataset was not built from articles: build it anew")
        rows, more = read_verdicts(curation)
        dataset = reconcile(*self.reading, rows, refused=[*refused, *more], like=self)
        file = Path(curation) if isinstance(curation, str | Path) else self.curation_file
        return replace(dataset, curation_file=file)


def build_dataset(
    articles: Places = None,
    *,
    donor: str = "Japan",
    recipient: str = "Ukraine",
    as_of: date | str | None = None,
    curation: str | Path | Sequence[Curation] | None = None,
    memory: str | Path | None = None,
) -> Dataset:
    """Read articles and return their tables.

    `articles` is a folder, a file or several of them; None means the briefs that come with the
    package. `as_of` (a day, ISO 8601) keeps what was published by then, an undated article from its
    latest possible day. `donor` and `recipient` are names as in data/reference/actors.toml.
    `curation` is a file of an analyst's verdicts, or their rows; None means the file in
    UKJP_CURATION, else data/curation.csv, where there is one. `memory` is a file in which a later
    call finds what this one read (default: UKJP_MEMORY, else none). Raises ArticleError when there
    is nothing to read, ParameterError for an unknown actor or a malformed day, DataError for a
    curation file that cannot be read and OutputError for a memory that cannot be used.

    Shape: a `Dataset` of five DataFrames, the reference tables, the texts and the problems.
    Units: amounts are whole units of their currency, `…_usd_…` US dollars.
    Source: the articles at the places named, data/reference, and the curation file.

    >>> import ukjp
    >>> ukjp.build(donor="Norway")
    <ukjp.Dataset Norway to Ukraine, as known on 2024-06-15: 5 articles, …>
    >>> ukjp.load(as_of="2023-12-31").ledger[["kind", "amount_low", "counts_in_total"]].shape
    (4, 3)
    """
    scope = check_scope(donor, recipient)
    until = check_day(as_of, "as_of")
    verdicts, refused = read_verdicts(curation)
    read, problems = _split(read_articles(_places(articles)))
    if not read:
        raise ArticleError(_nothing_read(problems))
    extractions, faults = _split(Recollection(scope, find_memory(memory)).extract(read))
    problems += faults
    texts = {a.article_id: a.text for a in read}
    dataset = reconcile(extractions, scope, until, problems, texts, verdicts, refused=refused)
    return replace(dataset, curation_file=find_curation_file(curation))


build = load = build_dataset


def reconcile(
    extractions: Iterable[Extraction],
    scope: Scope,
    until: date | None,
    problems: list[Problem],
    texts: dict[str, str],
    verdicts: Sequence[Curation] = (),
    *,
    refused: Sequence[Problem] = (),
    like: Dataset | None = None,
) -> Dataset:
    """Return the dataset of articles already read, as known on `until`.

    `verdicts` are a person's decisions, which win over the rules; `refused` are those that could
    not be read. `like` is a dataset of the same articles, whose tables of what no verdict changes
    are taken over.
    """
    everything = sorted(extractions, key=lambda e: e.article.article_id)
    reading = Reading(everything, scope, until, problems, texts)
    known, unknown = _known_by(everything, until)
    problems = [*problems, *refused, *unknown]
    as_of = until or _latest_day(known)
    reference = like.reference if like else read_reference()
    claims, unfit = curate_claims([c for e in known for c in e.claims], verdicts, scope)
    links = find_links(claims, reference_facts(reference, scope, as_of))
    links, unfit_links = curate_links(links, claims, verdicts)
    problems += [*unfit, *unfit_links]
    return Dataset(
        articles=like.articles.copy() if like else _article_frame(known),
        claims=frame_of("claims", claims),
        events=like.events.copy() if like else _event_frame(known),
        links=frame_of("links", links),
        ledger=frame_of("ledger", build_ledger(claims, links)),
        reference=reference,
        donor=scope.donor,
        recipient=scope.recipient,
        as_of=as_of,
        problems=problems,
        texts={e.article.article_id: texts[e.article.article_id] for e in known},
        verdicts=verdicts,
        reading=reading,
    )


def _article_frame(known: Iterable[Extraction]) -> pd.DataFrame:
    return frame_of("articles", [e.article for e in known])


def _event_frame(known: Iterable[Extraction]) -> pd.DataFrame:
    return frame_of("events", [event for e in known for event in e.events])


def read_verdicts(
    curation: str | Path | Sequence[Curation] | None,
) -> tuple[Sequence[Curation], list[Problem]]:
    """Return an analyst's verdicts: from a file, as given, or from data/curation.csv if there."""
    file = find_curation_file(curation)
    if file is None:
        return cast("Sequence[Curation]", curation), []
    return read_curation(file) if curation is not None or file.exists() else ([], [])


def find_curation_file(curation: str | Path | Sequence[Curation] | None) -> Path | None:
    """Return where verdicts stand; None for bare rows.

    It is the file named, else the one in UKJP_CURATION, else data/curation.csv.
    """
    if curation is None:
        return standard_curation_file()
    return Path(curation) if isinstance(curation, str | Path) else None


def check_scope(donor: str, recipient: str) -> Scope:
    """Return the scope for two actors; raise ParameterError for an unknown or a doubled one."""
    scope = Scope(check_actor(donor, "donor"), check_actor(recipient, "recipient"))
    if scope.donor == scope.recipient:
        raise ParameterError(
            f"donor and recipient are both {scope.donor!r}; name two different actors"
        )
    return scope


def check_day(value: date | str | None, name: str) -> date | None:
    """Return a day from a date or an ISO 8601 string; "" and None mean no day."""
    if isinstance(value, date):
        return value
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ParameterError(f"{name}={value!r} is no day; write it as YYYY-MM-DD") from None


def _places(articles: Places) -> list[str | Path]:
    if articles is None or articles == "":
        return [resource_folder("data") / "articles"]
    return [articles] if isinstance(articles, str | Path) else list(articles)


def _split(items: Iterable[_Read | Problem]) -> tuple[list[_Read], list[Problem]]:
    read: list[_Read] = []
    problems: list[Problem] = []
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            read.append(item)
    return read, problems


def _nothing_read(problems: Sequence[Problem]) -> str:
    first = problems[0] if problems else Problem("", "no articles")
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"no article could be read: {first.path}: {first.message}{more}"


def _known_by(
    extractions: Sequence[Extraction], until: date | None
) -> tuple[list[Extraction], list[Problem]]:
    """Leave out what was not published by `until`, saying so."""
    if until is None:
        return list(extractions), []
    known, problems = [], []
    for e in extractions:
        day = e.article.published_latest
        if day is not None and day <= until:
            known.append(e)
        else:
            when = f"published by {day}" if day else "of unknown day"
            problems.append(Problem(e.article.path, f"{when}: not known on {until}", fatal=False))
    return known, problems


def _latest_day(extractions: Sequence[Extraction]) -> date | None:
    days = [e.article.published_latest for e in extractions if e.article.published_latest]
    return max(days, default=None)
