"""Headlines, alt texts and marks' meanings of the timeline and of the agreements figure."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from ukjp.drawing.captions import alt_sentence, describe_marks, rows_of
from ukjp.drawing.formats import (
    NBSP,
    format_count,
    format_day,
    format_ordinal,
    format_span,
    lower_first,
    sentence_case,
    with_article,
)
from ukjp.drawing.wording import as_known_on, happening_words, on_days, pair_words
from ukjp.reconciling.cells import day_of
from ukjp.reconciling.series import Span, negotiation_span

_HEADLINE_WORDS = 9
"""So many words of an event stand in a headline at most."""

Row = dict[str, Any]


def _last_day(row: Row) -> dt.date:
    return day_of(row["date_latest"]) or day_of(row["date_earliest"]) or dt.date.min


def timeline_headline(table: pd.DataFrame, donor: str, recipient: str) -> str:
    """Return the finding of the timeline in one sentence, computed from its rows."""
    span = negotiation_span(table, donor)
    pair = pair_words(donor, recipient)
    if span:
        begin = "first talks" if span.begin == "first round" else f"the {span.begin}"
        return sentence_case(f"{pair}: from {begin} to signature in {span_words(span)}")
    rows = [row for row in rows_of(table) if row["lane"] == "negotiation"]
    happened = [row for row in rows if row["status"] == "occurred"]
    if happened:
        last = max(happened, key=_last_day)
        words = happening_words(last)
        return sentence_case(f"{pair}: {_few_words(lower_first(words.main))}, {on_days(last)}")
    if len(table):
        count = format_count(len(table), "dated event")
        return sentence_case(f"{pair}: {count} in the articles")
    return sentence_case(f"no dated events between {pair} were found in the articles")


def _few_words(text: str) -> str:
    words = text.split(" ")
    return text if len(words) <= _HEADLINE_WORDS else f"{' '.join(words[:_HEADLINE_WORDS])}…"


def span_words(span: Span) -> str:
    """Return the length of a span: "250 days", "between 240 and 250 days"."""
    return format_span(span.low, span.high)


def timeline_marks(table: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the symbols of the timeline that occur in it, each with its meaning."""
    statuses, precisions = set(table["status"]), set(table["precision"])
    marks = {
        "dot": ("happened", "occurred" in statuses),
        "ring": ("planned", "planned" in statuses),
        "pill": ("over several days", "lasts" in precisions),
        "bar": ("day not known", "within" in precisions),
    }
    return [(symbol, words) for symbol, (words, occurs) in marks.items() if occurs]


def timeline_alt(headline: str, table: pd.DataFrame) -> str:
    """Return the short alt text of the timeline: kind of chart, finding, number of events."""
    if not len(table):
        return alt_sentence("Empty timeline", headline)
    planned = int((table["status"] == "planned").sum())
    count = f"{format_count(len(table), 'event')}, {format_count(planned, 'planned', 'planned')}"
    return alt_sentence("Timeline", f"{headline}; {count}")


def timeline_description(headline: str, table: pd.DataFrame, as_of: dt.date | None) -> str:
    """Return the long alt text of the timeline: every happening, in the order of days."""
    sentences = [happening_words(row).sentence for row in rows_of(table)]
    return describe_marks(headline, as_known_on(as_of), sentences)


def first_outside_nato(table: pd.DataFrame, donor: str) -> bool:
    """Tell whether the donor was the first to sign that is not in NATO."""
    outside = table.loc[~table["nato_member"]].sort_values("order")
    return bool(len(outside)) and outside["party"].iloc[0] == donor


def agreements_headline(table: pd.DataFrame, donor: str, recipient: str) -> str:
    """Return the donor's place among those who signed, computed from the table."""
    giver, taker = with_article(donor), with_article(recipient)
    own = table.loc[table["is_donor"]]
    if len(own):
        place = format_ordinal(int(own["order"].iloc[0]))
        first = ", and the first outside NATO" if first_outside_nato(table, donor) else ""
        return sentence_case(
            f"{giver} was the {place} to sign a security agreement with {taker}{first}"
        )
    if len(table):
        count = format_count(len(table), "party", "parties")
        have = "has" if len(table) == 1 else "have"
        return sentence_case(f"{count} {have} signed a security agreement with {taker}")
    return sentence_case(f"no security agreement with {taker} is known")


def agreements_subtitle(table: pd.DataFrame, as_of: dt.date | None) -> str:
    """Return what is counted from when to when, and the day of knowledge."""
    if not len(table):
        return as_known_on(as_of)
    declared = day_of(table["declared"].iloc[0]) or dt.date.min
    said = f"Days from the G7 declaration of {format_day(declared, 'prose')} to each signing"
    own = table.loc[table["is_donor"] & table["talks_days"].notna()]
    if len(own):
        talks = format_span(int(own["talks_days"].iloc[0]))
        said += f"; thick: {talks} of talks"
    return f"{said}. {as_known_on(as_of)}".rstrip(". ")


def agreements_alt(headline: str, table: pd.DataFrame) -> str:
    """Return the short alt text of the agreements figure."""
    return alt_sentence("Bar chart" if len(table) else "Empty chart", headline)


def signatory_sentence(row: Row) -> str:
    """Return a row of `security_agreements` as a sentence without its full stop."""
    signed = format_day(day_of(row["signed"]) or dt.date.min, "prose").replace(NBSP, " ")
    return (
        f"{format_ordinal(int(row['order']))}: {row['party']}, signed on {signed}, "
        f"{format_span(int(row['days']))} after the declaration"
    )


def agreements_description(headline: str, subtitle: str, table: pd.DataFrame) -> str:
    """Return the long alt text of the agreements figure: every signing in order."""
    return describe_marks(headline, subtitle, [signatory_sentence(row) for row in rows_of(table)])
