"""What a slide is planned from and what every plan tells: sources, day, evidence, hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ukjp import schema
from ukjp.drawing.captions import source_line
from ukjp.drawing.frame import FramedFigure
from ukjp.drawing.theme import Theme
from ukjp.drawing.wording import as_known_on
from ukjp.publishing.decks.evidence import evidence_notes
from ukjp.publishing.decks.layouts import Room
from ukjp.reconciling.cells import records_of, text_of

if TYPE_CHECKING:
    import pandas as pd

    from ukjp.dataset import Dataset


class Shown(NamedTuple):
    """What the charts are asked to show: currency, days, and figures not from the articles."""

    currency: str = "USD"
    start: str | None = None
    end: str | None = None
    show_reference: bool = False


class Stage(NamedTuple):
    """What figures are drawn for: their colours, the room that a slide's name and source leave.

    `charted` names the slides whose figures are drawn natively where they have a table, `kept`
    those whose figure has its place already, `keyed` those of them that tell a key below it.
    """

    theme: Theme
    room: Callable[[str, str], Room]
    charted: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    keyed: frozenset[str] = frozenset()


Draw = Callable[..., FramedFigure]


class SlidePlan(NamedTuple):
    """One slide: its name, its finding as a title, what is on it, where that is from.

    `kind` is "cover", "text", "key" or "figure"; `points` are sentences, of a key or below a
    figure the words of numbered marks; `notes` are paragraphs for the speaker. `table` is the
    data of a chart, where it can be drawn natively.
    """

    name: str
    kind: str
    title: str
    source: str
    notes: tuple[str, ...]
    points: tuple[str, ...] = ()
    figure: FramedFigure | None = None
    table: pd.DataFrame | None = None


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


def name_article(row: Any) -> str:
    """Return an article's outlet and title, with a comma behind a title."""
    outlet = text_of(row["outlet"]) or f"Article {text_of(row['article_id']).partition('_')[0]}"
    title = text_of(row["title"])
    return f"{outlet}, “{title}”," if title else outlet


def name_sources(dataset: Dataset, names: Sequence[str]) -> str:
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
    return add_day(source_line(drawn, dataset), dataset)


def add_day(source: str, dataset: Dataset) -> str:
    """Return a source line with the day as of which it holds."""
    known = f"{as_known_on(dataset.as_of)}." if dataset.as_of else ""
    return " ".join(part for part in (source, known) if part)


def told_evidence(
    dataset: Dataset, claims: Sequence[str], events: Sequence[str]
) -> tuple[str, ...]:
    """Return the paragraphs of a slide's notes: the words behind it, and the data's hash."""
    return (
        *evidence_notes(dataset, claims, events),
        f"Data: SHA-256 {data_hash(dataset)}.",
    )
