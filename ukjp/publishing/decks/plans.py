"""What the slides say, before anything is laid out: titles, sentences, figures, sources, notes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ukjp import schema, vocabulary
from ukjp.drawing.captions import source_line
from ukjp.drawing.formats import (
    currency_name,
    format_count,
    format_day,
    format_days,
    join_words,
    possessive,
    sentence_case,
    with_article,
)
from ukjp.drawing.frame import FramedFigure
from ukjp.drawing.labels import headline_numbers
from ukjp.drawing.wording import aid_words, as_known_on
from ukjp.publishing.decks.evidence import evidence_notes
from ukjp.reconciling.cells import day_of, flag_of, records_of, text_of
from ukjp.reconciling.series import cumulative_aid

if TYPE_CHECKING:
    import pandas as pd

    from ukjp.dataset import Dataset


class Shown(NamedTuple):
    """What the charts are asked to show: currency, days, and figures not from the articles."""

    currency: str = "USD"
    start: str | None = None
    end: str | None = None
    show_reference: bool = False


class SlidePlan(NamedTuple):
    """One slide: its name, its finding as a title, what is on it, where that is from.

    `kind` is "cover", "text" or "figure"; `points` are sentences; `notes` are paragraphs for the
    speaker. `table` is the data of a chart, where it can be drawn natively.
    """

    name: str
    kind: str
    title: str
    source: str
    notes: tuple[str, ...]
    points: tuple[str, ...] = ()
    figure: FramedFigure | None = None
    table: pd.DataFrame | None = None


def plan_slides(dataset: Dataset, shown: Shown) -> list[SlidePlan]:
    """Return the slides of a deck in their order; agreements only where there are any."""
    from ukjp.drawing import figure_cumulative_aid, figure_negotiation_timeline

    currency, start, end, reference = shown
    aid = figure_cumulative_aid(
        dataset, currency=currency, start=start, end=end, show_reference=reference
    )
    table = cumulative_aid(dataset, start, end, currency)
    timeline = figure_negotiation_timeline(dataset, start=start, end=end)
    plans = [
        plan_cover(dataset),
        plan_headlines(dataset, shown.currency),
        _plan_figure(dataset, "aid", aid)._replace(table=table),
        _plan_figure(dataset, "timeline", timeline),
        *_plan_agreements(dataset),
        plan_uncertain(dataset, table),
        plan_sources(dataset),
    ]
    return [_plain(plan) for plan in plans]


def _plain(plan: SlidePlan) -> SlidePlan:
    """Return the plan with texts that no reader takes for anything but text."""
    return plan._replace(
        title=clean_words(plan.title),
        source=clean_words(plan.source),
        notes=tuple(clean_words(note) for note in plan.notes),
        points=tuple(clean_words(point) for point in plan.points),
    )


def clean_words(text: str) -> str:
    """Return a text on one line, without control characters and hints of direction."""
    from ukjp.publishing.markup import clean_text

    return " ".join(clean_text(text).split(" ")).replace("\n", " ").strip()


def data_hash(dataset: Dataset) -> str:
    """Return the SHA-256 of the five tables, hexadecimal: what the deck was made from."""
    digest = hashlib.sha256()
    for layout in schema.TABLES:
        frame: pd.DataFrame = getattr(dataset, layout.name)
        digest.update(frame.to_csv(index=False, lineterminator="\n").encode())
    return digest.hexdigest()


def plan_cover(dataset: Dataset) -> SlidePlan:
    """Return the first slide: whose support for whom, from how many articles, as known when."""
    giver, taker = with_article(dataset.donor), with_article(dataset.recipient)
    count = format_count(len(dataset.articles), "article")
    said = f"What {count} say{'s' * (len(dataset.articles) == 1)}"
    return SlidePlan(
        "cover",
        "cover",
        sentence_case(f"{possessive(giver)} support for {taker}"),
        _sources(dataset, ()),
        (f"Data: SHA-256 {data_hash(dataset)}.",),
        points=(said, *((as_known_on(dataset.as_of),) if dataset.as_of else ())),
    )


def plan_headlines(dataset: Dataset, currency: str) -> SlidePlan:
    """Return the slide of headline numbers, each a sentence."""
    numbers = headline_numbers(dataset, currency)
    points = tuple(dict.fromkeys(number.sentence for number in numbers))
    claims = [name for number in numbers for name in number.claim_ids]
    events = [name for number in numbers for name in number.event_ids]
    title = points[0].rstrip(".") if points else "The articles give no figure on this support"
    rest = points[1:] if len(points) > 1 else points
    return SlidePlan(
        "headlines",
        "text",
        title,
        _sources(dataset, claims + events),
        _notes(dataset, claims, events),
        points=rest or ("No figure and no dated talks stand in the articles.",),
    )


def _plan_figure(dataset: Dataset, name: str, figure: FramedFigure) -> SlidePlan:
    evidence = dict.fromkeys(name for mark in figure.marks.values() for name in mark.evidence)
    claims, events = set(dataset.claims["claim_id"]), set(dataset.events["event_id"])
    return SlidePlan(
        name,
        "figure",
        figure.headline,
        _with_day(figure.source, dataset),
        (
            figure.description,
            *_notes(
                dataset,
                [one for one in evidence if one in claims],
                [one for one in evidence if one in events],
            ),
        ),
        figure=figure,
    )


def _plan_agreements(dataset: Dataset) -> list[SlidePlan]:
    from ukjp.drawing import figure_security_agreements

    figure = figure_security_agreements(dataset)
    return [_plan_figure(dataset, "agreements", figure)] if len(figure.data) else []


def plan_uncertain(dataset: Dataset, table: pd.DataFrame) -> SlidePlan:
    """Return the slide of what is not certain, each point with its reason."""
    points = [
        *_bounds(table), *_undated(dataset), *_restated(table), *_undecided(dataset),
        *_assumed(dataset), *_left_out(dataset), *_unread(dataset),
    ]  # fmt: skip
    title = f"What is uncertain and why: {format_count(len(points), 'point')}"
    if not points:
        points, title = ["Every figure is exact, dated and linked."], "Nothing is left uncertain"
    reasons = [f"{sentence_case(aid_words(row).main)}: {row['reason']}" for row in _again(table)]
    reasons += [
        f"{text_of(row['title']) or text_of(row['article_id'])}: {row['published_reason']}"
        for row in records_of(dataset.articles)
        if text_of(row["published_reason"])
    ]
    return SlidePlan(
        "uncertain", "text", title, _sources(dataset, ()),
        (*reasons, f"Data: SHA-256 {data_hash(dataset)}."), points=tuple(points),
    )  # fmt: skip


def _bounds(table: pd.DataFrame) -> list[str]:
    rows = [row for row in records_of(table) if row["qualifier"] in _WHY_LOOSE]
    return [
        f"{sentence_case(aid_words(row).sentence)}; {_WHY_LOOSE[row['qualifier']]}."
        for row in rows
        if row["role"] != "reference"
    ]


_WHY_LOOSE = {
    "at_least": "that is a lower bound, and the articles give no upper one",
    "about": "that is a rounded figure",
    "nearly": "the figure is not quite reached",
    "up_to": "that is an upper bound, less may come",
    "range": "that is a range, not one figure",
}


def _undated(dataset: Dataset) -> list[str]:
    points = []
    for row in records_of(dataset.articles):
        earliest, latest = day_of(row["published_earliest"]), day_of(row["published_latest"])
        if earliest is None or earliest != latest:
            name = _article_name(row)
            known = format_days(earliest, latest, "prose") if earliest or latest else "on no day"
            points.append(f"{name} gives no day of its own: it appeared {known}.")
    return points


def _article_name(row: Any) -> str:
    outlet = text_of(row["outlet"]) or f"Article {text_of(row['article_id']).partition('_')[0]}"
    title = text_of(row["title"])
    return f"{outlet}, “{title}”," if title else outlet


def _again(table: pd.DataFrame) -> list[Any]:
    return [row for row in records_of(table) if row["role"] == "restatement"]


def _restated(table: pd.DataFrame) -> list[str]:
    words = {"same": "read as the same money", "undecided": "perhaps the same money"}
    return [
        f"{sentence_case(aid_words(row).main)}: {words.get(row['verdict'], 'not counted again')}, "
        "so it is not added (the reasons stand in the notes)."
        for row in _again(table)
    ]


def _undecided(dataset: Dataset) -> list[str]:
    rows = [row for row in records_of(dataset.links) if text_of(row["verdict"]) == "undecided"]
    count = len(rows)
    if not count:
        return []
    verb = "relation between figures stays" if count == 1 else "relations between figures stay"
    return [f"{sentence_case(format_count(count, verb, verb))} undecided: {rows[0]['reason']}"]


def _assumed(dataset: Dataset) -> list[str]:
    own = [row for row in records_of(dataset.claims) if flag_of(row["in_scope"])]
    assumed = [row for row in own if text_of(row["currency_basis"]) == "assumed"]
    if not assumed:
        return []
    names = join_words(sorted({currency_name(text_of(row["currency"])) for row in assumed}))
    few = f"{len(assumed)} of {len(own)} figures carry"
    return [f"{few} a bare sign that leaves the currency open; they are read as {names}."]


def _left_out(dataset: Dataset) -> list[str]:
    counts: dict[str, int] = {}
    for row in records_of(dataset.claims):
        code = text_of(row["excluded_because"])
        if code and not flag_of(row["in_scope"]):
            counts[code] = counts.get(code, 0) + 1
    if not counts:
        return []
    told = [f"{code.replace('_', ' ')} ({count})" for code, count in sorted(counts.items())]
    total = format_count(sum(counts.values()), "figure")
    return [f"{sentence_case(total)} read but not counted: {join_words(told)}."]


def _unread(dataset: Dataset) -> list[str]:
    fatal = [problem for problem in getattr(dataset, "problems", ()) if problem.fatal]
    return [f"Not read: {problem.path} ({problem.message})." for problem in fatal]


def plan_sources(dataset: Dataset) -> SlidePlan:
    """Return the slide of the articles, with their days and how these are known."""
    rows = records_of(dataset.articles)
    points = []
    for row in rows:
        earliest, latest = day_of(row["published_earliest"]), day_of(row["published_latest"])
        days = format_days(earliest, latest, "prose") if earliest or latest else "undated"
        basis = vocabulary.PUBLISHED_BASIS.get(text_of(row["published_basis"]), "")
        name = _article_name(row).rstrip(",")
        points.append(f"{name}, {days} (day from: {basis.partition(':')[0]}).")
    hashes = tuple(
        f"{text_of(row['article_id'])}: {text_of(row['url']) or text_of(row['path'])}, "
        f"SHA-256 {text_of(row['sha256'])}"
        for row in rows
    )
    return SlidePlan(
        "sources", "text", f"Sources: {format_count(len(rows), 'article')}", _sources(dataset, ()),
        (*hashes, f"Data: SHA-256 {data_hash(dataset)}."),
        points=tuple(points) or ("No article was read.",),
    )  # fmt: skip


def _sources(dataset: Dataset, names: Sequence[str]) -> str:
    """Return the source line of a slide that rests on those claims and events (none: on all)."""
    import pandas as pd

    wanted = set(names)
    found = {
        text_of(row["article_id"])
        for table, key in ((dataset.claims, "claim_id"), (dataset.events, "event_id"))
        for row in records_of(table)
        if text_of(row[key]) in wanted
    }
    if not wanted:
        found = {text_of(name) for name in dataset.articles["article_id"]}
    drawn = pd.DataFrame({"article_ids": sorted(found)}, dtype="str")
    return _with_day(source_line(drawn, dataset), dataset)


def _with_day(source: str, dataset: Dataset) -> str:
    known = f"{as_known_on(dataset.as_of)}." if dataset.as_of else ""
    return " ".join(part for part in (source, known) if part)


def _notes(dataset: Dataset, claims: Sequence[str], events: Sequence[str]) -> tuple[str, ...]:
    return (
        *evidence_notes(dataset, claims, events),
        f"Data: SHA-256 {data_hash(dataset)}.",
    )


def deck_title(dataset: Dataset) -> str:
    """Return what the file is called in its properties."""
    cover = plan_cover(dataset)
    day = f", {format_day(dataset.as_of, 'prose')}" if dataset.as_of else ""
    return clean_words(f"{cover.title}{day}")
