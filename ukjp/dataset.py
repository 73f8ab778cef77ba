"""From articles to tables: reading and reconciling as one table of contents.

`build_dataset` is the whole way; `load` is the same with the articles that come with the package.
What could not be read stands in `Dataset.problems`, never in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ukjp.actors import check_actor
from ukjp.describing import describe_html, describe_line
from ukjp.errors import ArticleError, ParameterError
from ukjp.reading.articles import Article, Problem, read_articles
from ukjp.reading.claims import Scope
from ukjp.reading.extraction import Extraction, extract_article
from ukjp.reconciling.curation import Curation, curate_claims, curate_links
from ukjp.reconciling.curation_file import read_curation
from ukjp.reconciling.ledger import build_ledger
from ukjp.reconciling.links import find_links
from ukjp.reconciling.reference import read_reference, reference_facts
from ukjp.resources import resource_folder
from ukjp.tables import frame_of

if TYPE_CHECKING:
    import pandas as pd

Places = str | Path | Sequence[str | Path] | None


@dataclass
class Dataset:
    """The five tables of a set of articles, with what they were asked for.

    `articles`, `claims`, `events`, `links` and `ledger` are DataFrames as described in
    `ukjp.schema`; `reference` holds the tables of data/reference by name; `texts` the articles'
    texts by article_id, so that every offset can be looked up; `problems` what was not read.
    `as_of` is the day up to which the dataset knows: by default the latest article's day.
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

    def __repr__(self) -> str:
        """Say in one line what the dataset holds."""
        return describe_line(self)

    def _repr_html_(self) -> str:
        """Say in a notebook what the dataset holds, with its headline figures."""
        return describe_html(self)


def build_dataset(
    articles: Places = None,
    *,
    donor: str = "Japan",
    recipient: str = "Ukraine",
    as_of: date | str | None = None,
    curation: str | Path | Sequence[Curation] | None = None,
) -> Dataset:
    """Read articles and return their tables.

    `articles` is a folder, a file or several of them; None means the briefs that come with the
    package. `as_of` (a day, ISO 8601) keeps what was published by then, an undated article
    from its latest possible day. `curation` is a file of an analyst's verdicts, or their rows; None
    means data/curation.csv where there is one. Raises ArticleError when there is nothing to read,
    ParameterError for an unknown actor or a malformed day and DataError for a curation file that
    cannot be read.
    """
    scope = check_scope(donor, recipient)
    until = check_day(as_of, "as_of")
    verdicts, refused = read_verdicts(curation)
    read, problems = _split(read_articles(_places(articles)))
    if not read:
        raise ArticleError(_nothing_read(problems))
    extractions = [extract_article(article, scope) for article in read]
    texts = {a.article_id: a.text for a in read}
    return reconcile(extractions, scope, until, [*problems, *refused], texts, verdicts)


build = load = build_dataset


def reconcile(
    extractions: Iterable[Extraction],
    scope: Scope,
    until: date | None,
    problems: list[Problem],
    texts: dict[str, str],
    verdicts: Sequence[Curation] = (),
) -> Dataset:
    """Return the dataset of articles already read, as known on `until`.

    `verdicts` are a person's decisions, which win over the rules.
    """
    everything = sorted(extractions, key=lambda e: e.article.article_id)
    known, unknown = _known_by(everything, until)
    problems = [*problems, *unknown]
    as_of = until or _latest_day(known)
    reference = read_reference()
    claims, unfit = curate_claims([c for e in known for c in e.claims], verdicts, scope)
    links = find_links(claims, reference_facts(reference, scope, as_of))
    links, unfit_links = curate_links(links, claims, verdicts)
    problems += [*unfit, *unfit_links]
    return Dataset(
        articles=frame_of("articles", [e.article for e in known]),
        claims=frame_of("claims", claims),
        events=frame_of("events", [event for e in known for event in e.events]),
        links=frame_of("links", links),
        ledger=frame_of("ledger", build_ledger(claims, links)),
        reference=reference,
        donor=scope.donor,
        recipient=scope.recipient,
        as_of=as_of,
        problems=problems,
        texts={e.article.article_id: texts[e.article.article_id] for e in known},
    )


def read_verdicts(
    curation: str | Path | Sequence[Curation] | None,
) -> tuple[Sequence[Curation], list[Problem]]:
    """Return an analyst's verdicts: from a file, as given, or from data/curation.csv if there."""
    if curation is None:
        standard = resource_folder("data") / "curation.csv"
        return read_curation(standard) if standard.exists() else ([], [])
    if isinstance(curation, str | Path):
        return read_curation(curation)
    return curation, []


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


def _split(items: Iterable[Article | Problem]) -> tuple[list[Article], list[Problem]]:
    read: list[Article] = []
    problems: list[Problem] = []
    for item in items:
        if isinstance(item, Article):
            read.append(item)
        else:
            problems.append(item)
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
