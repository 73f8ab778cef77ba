"""What the slides say, before anything is laid out: titles, sentences, figures, sources, notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ukjp import vocabulary
from ukjp.drawing.captions import unconverted_note
from ukjp.drawing.formats import (
    currency_name,
    format_count,
    format_day,
    format_days,
    possessive,
    sentence_case,
    with_article,
)
from ukjp.drawing.labels import tell_numbers
from ukjp.drawing.wording import as_known_on
from ukjp.publishing.decks.facts import (
    Shown,
    SlidePlan,
    Stage,
    clean_words,
    data_hash,
    name_article,
    name_sources,
    told_evidence,
)
from ukjp.publishing.decks.figure_plans import plan_figure
from ukjp.publishing.decks.uncertain import plan_uncertain
from ukjp.reconciling.cells import day_of, records_of, text_of
from ukjp.reconciling.series import cumulative_aid, negotiation_timeline

if TYPE_CHECKING:
    from ukjp.dataset import Dataset


def plan_slides(dataset: Dataset, shown: Shown, stage: Stage) -> list[SlidePlan]:
    """Return the slides of a deck in their order; agreements only where there are any.

    The words of marks that a figure only numbers follow on a slide of their own.
    """
    from ukjp.drawing import (
        figure_cumulative_aid,
        figure_negotiation_timeline,
        figure_security_agreements,
    )

    currency, start, end, reference = shown
    days: dict[str, Any] = {"start": start, "end": end, "show_reference": reference}
    aid = partial(figure_cumulative_aid, dataset, currency=currency, **days)
    timeline = partial(figure_negotiation_timeline, dataset, **days)
    agreements = partial(figure_security_agreements, dataset)
    table = cumulative_aid(dataset, start, end, currency, show_reference=reference)
    plans = [
        plan_cover(dataset),
        plan_headlines(dataset, shown.currency),
        *plan_figure(dataset, "aid", aid, stage, table),
        *plan_figure(dataset, "timeline", timeline, stage),
        *_drawn(plan_figure(dataset, "agreements", agreements, stage)),
        plan_uncertain(dataset, table),
        plan_sources(dataset),
    ]
    return [_plain(plan) for plan in plans]


def _drawn(plans: list[SlidePlan]) -> list[SlidePlan]:
    """Return the slides of a figure if it has anything to show."""
    figure = plans[0].figure
    return plans if figure is not None and len(figure.data) else []


def _plain(plan: SlidePlan) -> SlidePlan:
    """Return the plan with texts that no reader takes for anything but text."""
    return plan._replace(
        title=clean_words(plan.title),
        source=clean_words(plan.source),
        notes=tuple(clean_words(note) for note in plan.notes),
        points=tuple(clean_words(point) for point in plan.points),
    )


def plan_cover(dataset: Dataset) -> SlidePlan:
    """Return the first slide: whose support for whom, from how many articles, as known when."""
    giver, taker = with_article(dataset.donor), with_article(dataset.recipient)
    count = format_count(len(dataset.articles), "article")
    said = f"What {count} say{'s' * (len(dataset.articles) == 1)}"
    return SlidePlan(
        "cover",
        "cover",
        sentence_case(f"{possessive(giver)} support for {taker}"),
        name_sources(dataset, ()),
        (f"Data: SHA-256 {data_hash(dataset)}.",),
        points=(said, *((as_known_on(dataset.as_of),) if dataset.as_of else ())),
    )


def plan_headlines(dataset: Dataset, currency: str) -> SlidePlan:
    """Return the slide of headline numbers, each a sentence."""
    table = cumulative_aid(dataset, currency=currency)
    numbers = tell_numbers(table, negotiation_timeline(dataset), dataset)
    points = tuple(dict.fromkeys(number.sentence for number in numbers))
    claims = [name for number in numbers for name in number.claim_ids]
    events = [name for number in numbers for name in number.event_ids]
    untold = unconverted_note(table, currency, "told")
    none = "The articles give no figure on this support"
    if untold:
        none = f"No figure on this support can be told in {currency_name(currency)}"
    title = points[0].rstrip(".") if points else none
    rest = (points[1:] or points) + ((untold,) if untold else ())
    return SlidePlan(
        "headlines",
        "text",
        title,
        name_sources(dataset, claims + events),
        told_evidence(dataset, claims, events),
        points=rest or ("No figure and no dated talks stand in the articles.",),
    )


def plan_sources(dataset: Dataset) -> SlidePlan:
    """Return the slide of the articles, with their days and how these are known."""
    rows = records_of(dataset.articles)
    points = []
    for row in rows:
        earliest, latest = day_of(row["published_earliest"]), day_of(row["published_latest"])
        days = format_days(earliest, latest, "prose") if earliest or latest else "undated"
        basis = vocabulary.PUBLISHED_BASIS.get(text_of(row["published_basis"]), "")
        name = name_article(row).rstrip(",")
        points.append(f"{name}, {days} (day from: {basis.partition(':')[0]}).")
    hashes = tuple(
        f"{text_of(row['article_id'])}: {text_of(row['url']) or text_of(row['path'])}, "
        f"SHA-256 {text_of(row['sha256'])}"
        for row in rows
    )
    return SlidePlan(
        "sources", "text", f"Sources: {format_count(len(rows), 'article')}",
        name_sources(dataset, ()),
        (*hashes, f"Data: SHA-256 {data_hash(dataset)}."),
        points=tuple(points) or ("No article was read.",),
    )  # fmt: skip


def deck_title(dataset: Dataset) -> str:
    """Return what the file is called in its properties."""
    cover = plan_cover(dataset)
    day = f", {format_day(dataset.as_of, 'prose')}" if dataset.as_of else ""
    return clean_words(f"{cover.title}{day}")
