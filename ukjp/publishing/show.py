"""What notebooks show, a call each: title, headline numbers, figures, tables, problems.

The last line of a cell shows its value: `show.claims(data)` is a table in JupyterLab and a table
with captions, anchors and links in a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from ukjp.drawing.formats import (
    evidence_anchor,
    format_count,
    format_day,
    possessive,
    sentence_case,
    with_article,
)
from ukjp.publishing import evidence, registers
from ukjp.publishing.exhibits import (
    Line,
    Picture,
    Problem,
    Problems,
    Prose,
    Table,
    Title,
    Words,
    line,
    words,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ukjp.dataset import Dataset
    from ukjp.drawing.labels import HeadlineNumber

__all__ = [
    "articles", "claims", "events", "figure", "headline", "ledger", "left_out", "links", "note",
    "problems", "title",
]  # fmt: skip

claims = evidence.build_claims_table
left_out = evidence.build_left_out_table
events = evidence.build_events_table
ledger = registers.build_ledger_table
links = registers.build_links_table
articles = registers.build_articles_table


def title(dataset: Dataset, topic: str = "support for") -> Title:
    """Return the report's heading: whose support for whom, from how many articles, as of when."""
    giver, taker = with_article(dataset.donor), with_article(dataset.recipient)
    heading = sentence_case(f"{possessive(giver)} {topic} {taker}")
    day = format_day(dataset.as_of, "prose") if dataset.as_of else ""
    if not len(dataset.articles):
        return Title(
            text=heading, subtitle=f"No article was known by {day}" if day else "No article"
        )
    count = format_count(len(dataset.articles), "article")
    says = "says" if len(dataset.articles) == 1 else "say"
    known = f", as known on {day}" if day else ""
    return Title(
        text=heading,
        subtitle=f"What {count} {says}{known}",
        source=f"Source: {count}{known}",
    )


def headline(dataset: Dataset, currency: str = "USD") -> Prose:
    """Return the headline numbers as sentences, each with links to its evidence."""
    from ukjp.drawing.labels import headline_numbers

    numbers = headline_numbers(dataset, currency)
    paragraphs = tuple(
        (*_with_value_marked(sentence, alike[0].value), *_evidence_links(alike))
        for sentence, alike in _by_sentence(numbers).items()
    )
    nothing = line("The articles give no figure on this support, and no dated talks.")
    return Prose(name="headline", role="headline", paragraphs=paragraphs or (nothing,))


def _with_value_marked(sentence: str, value: str) -> Line:
    start = sentence.lower().find(value.lower())
    if start < 0:
        return line(sentence)
    end = start + len(value)
    parts = (words(sentence[:start]), words(sentence[start:end], "strong"), words(sentence[end:]))
    return tuple(part for part in parts if part.text)


def _by_sentence(numbers: Iterable[HeadlineNumber]) -> dict[str, list[HeadlineNumber]]:
    """Say once what several figures say alike, with the evidence of all of them."""
    found: dict[str, list[HeadlineNumber]] = {}
    for number in numbers:
        found.setdefault(number.sentence, []).append(number)
    return found


def _evidence_links(numbers: Iterable[HeadlineNumber]) -> list[Words]:
    """Return numbered links behind a sentence, to each claim or event it rests on."""
    targets = [evidence_anchor(name) for number in numbers for name in number.claim_ids]
    targets += [evidence_anchor(name, "event") for number in numbers for name in number.event_ids]
    targets = list(dict.fromkeys(targets))
    links_made: list[Words] = []
    for place, target in enumerate(targets, 1):
        links_made += [words(" "), words(f"[{place}]", "source", f"#{target}")]
    return links_made


def note(*sentences: str) -> Prose:
    """Return sentences as a note."""
    return Prose(name="note", paragraphs=tuple(line(sentence) for sentence in sentences))


def problems(dataset: Dataset) -> Problems:
    """Return what was not read or not used; the command reports it as well."""
    return Problems(
        problems=tuple(
            Problem(path=str(problem.path), message=problem.message, fatal=problem.fatal)
            for problem in dataset.problems
        )
    )


def figure(
    draw: Callable[..., Figure],
    dataset: Dataset,
    *,
    size: str = "slide",
    theme: str = "light",
    **options: Any,
) -> Picture:
    """Return a figure with its alt text, for wide and for narrow screens.

    `draw` is one of the `figure_…` functions; `options` are handed on to it. The figure takes its
    name from the function.
    """
    from ukjp.publishing.pictures import build_picture

    drawn = partial(draw, dataset, theme=theme, **options)
    return build_picture(draw.__name__.removeprefix("figure_"), drawn, size=size)


def table(frame: Any, caption: str, name: str = "table") -> Table:
    """Return any DataFrame as a table with a caption; its first column heads the rows."""
    from ukjp.publishing.exhibits import row
    from ukjp.reconciling.cells import text_of

    rows = tuple(
        row(*(text_of(value) for value in values)) for values in frame.itertuples(index=False)
    )
    columns = tuple(str(column).replace("_", " ") for column in frame.columns)
    return Table(name=name, caption=caption, columns=columns, rows=rows, empty="There are no rows.")
