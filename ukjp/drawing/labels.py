"""Words and numbers: the one place where headlines, source lines, alt texts and prose are made.

Charts, slides, alt texts, tables and notebooks all take their figures from here, so that they
cannot disagree. Amounts and days come from `ukjp.drawing.formats`, the words of single marks from
`ukjp.drawing.wording`; both are offered here too. Every sentence is computed from the tables that
are drawn, and none adds a total to a pledge, a part to its whole, or a pledge to itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from ukjp.drawing.captions import (
    alt_sentence,
    articles_drawn,
    concept_note,
    describe_marks,
    rows_of,
    source_line,
    unconverted_note,
)
from ukjp.drawing.event_captions import (
    agreements_alt,
    agreements_description,
    agreements_headline,
    agreements_subtitle,
    signatory_sentence,
    span_words,
    timeline_alt,
    timeline_description,
    timeline_headline,
    timeline_marks,
)
from ukjp.drawing.formats import (
    NBSP,
    escape_dollars,
    evidence_anchor,
    format_amount,
    format_bound,
    format_count,
    format_day,
    format_days,
    format_month,
    format_ordinal,
    format_span,
    join_words,
    lower_first,
    possessive,
    sentence_case,
    unit_of,
    unit_words,
    with_article,
)
from ukjp.drawing.wording import aid_words, amount_words, as_known_on, happening_words, on_days
from ukjp.reconciling.cells import day_of, number_of
from ukjp.reconciling.series import (
    Tables,
    cumulative_aid,
    negotiation_span,
    negotiation_timeline,
)

__all__ = [
    "HeadlineNumber",
    "agreements_alt",
    "agreements_description",
    "agreements_headline",
    "agreements_subtitle",
    "aid_alt",
    "aid_description",
    "aid_headline",
    "aid_subtitle",
    "aid_words",
    "alt_sentence",
    "concept_note",
    "escape_dollars",
    "evidence_anchor",
    "format_amount",
    "format_bound",
    "format_count",
    "format_day",
    "format_days",
    "format_ordinal",
    "format_span",
    "happening_words",
    "headline_numbers",
    "signatory_sentence",
    "source_line",
    "tell_numbers",
    "timeline_alt",
    "timeline_description",
    "timeline_headline",
    "timeline_marks",
    "top_level",
    "unconverted_note",
]

Row = dict[str, Any]


class HeadlineNumber(NamedTuple):
    """A figure for prose: what it is, in words, as a sentence, and what it rests on."""

    name: str
    value: str
    sentence: str
    ledger_ids: tuple[str, ...]
    claim_ids: tuple[str, ...]
    event_ids: tuple[str, ...] = ()


def _known(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if number_of(row["value"]) is not None]


def top_level(table: pd.DataFrame) -> Row | None:
    """Return the row with the highest total stated: of figures for one total, the closest one.

    "More than 12 billion" and "12.1 billion" are one total; the closer figure speaks for it.
    """
    levels = [row for row in _known(rows_of(table, "level")) if row["qualifier"] != "up_to"]
    if not levels:
        return None
    highest = max(levels, key=lambda row: (row["value"], row["ledger_id"]))
    same = [row for row in levels if row["same_total"] == highest["same_total"]]
    closeness = ("exact", "range", "about", "nearly", "at_least")
    return min(
        same,
        key=lambda row: (closeness.index(row["qualifier"]), -row["value"], row["ledger_id"]),
    )


def aid_headline(table: pd.DataFrame, donor: str, recipient: str) -> str:
    """Return the finding of the aid chart in one sentence, computed from its rows."""
    giver, taker = with_article(donor), with_article(recipient)
    level = top_level(table)
    if level:
        return sentence_case(
            f"{possessive(giver)} announced support for {taker} reached "
            f"{amount_words(level, 'prose')}{_by(level)}"
        )
    pledges = _known(rows_of(table, "increment"))
    if len(pledges) == 1:
        amount = amount_words(pledges[0], "prose")
        return sentence_case(f"{giver} pledged {amount} to {taker} {on_days(pledges[0])}")
    if pledges:
        total = _sum_words(pledges)
        count = format_count(len(pledges), "pledge")
        last = max(pledges, key=_last_day)
        return sentence_case(f"{possessive(giver)} {count} to {taker} add up to {total}{_by(last)}")
    receipts = _known(rows_of(table, "receipt"))
    if receipts:
        last = max(receipts, key=_last_day)
        amount = amount_words(last, "prose")
        return sentence_case(f"{amount} from {giver} reported as received by {taker}{_by(last)}")
    return sentence_case(f"no support by {giver} for {taker} was found in the articles")


def _last_day(row: Row) -> dt.date:
    return day_of(row["date_latest"]) or day_of(row["date_earliest"]) or dt.date.min


def _by(row: Row) -> str:
    day = day_of(row["date_latest"])
    return f" by {format_month(day)}" if day else ""


def _sum_words(rows: Sequence[Row]) -> str:
    """Return the sum of distinct pledges, as loose as the loosest of them."""
    qualifiers = {row["qualifier"] for row in rows}
    total = sum(row["value"] for row in rows if row["qualifier"] != "range")
    lows = total + sum(row["low"] for row in rows if row["qualifier"] == "range")
    if qualifiers <= {"exact"}:
        qualifier = "exact"
    elif qualifiers <= {"exact", "at_least", "range"}:
        qualifier = "at_least"
    else:
        qualifier = "about"
    converted = any(number_of(row["fx_rate"]) is not None for row in rows)
    return format_bound(lows, rows[0]["currency"], qualifier, "prose", converted=converted,
                        floor="at least")  # fmt: skip


def aid_subtitle(table: pd.DataFrame, currency: str, top: float, as_of: dt.date | None) -> str:
    """Return unit, concept and day of knowledge: what the figure's numbers are."""
    unit, _, _ = unit_of(top)
    unit_and_concept = f"{unit_words(currency, unit)}, as stated"
    articles = articles_drawn(table)
    if articles:
        unit_and_concept += f" in {format_count(len(articles), 'article')}"
    if as_of:
        unit_and_concept += f", {lower_first(as_known_on(as_of))}"
    parts = [unit_and_concept]
    if not table["fx_rate"].isna().all():
        parts.append("Converted at the European Central Bank’s rate of the day")
    if "at_least" in set(table["qualifier"]):
        parts.append(f"△{NBSP}lower{NBSP}bound")
    if "reference" in set(table["role"]):
        parts.append(f"Grey: not{NBSP}from the{NBSP}articles")
    return ". ".join(parts)


def aid_alt(headline: str, table: pd.DataFrame) -> str:
    """Return the short alt text of the aid chart: kind of chart and finding."""
    kind = "Step chart" if len(rows_of(table, "level")) else "Bar chart"
    return alt_sentence(kind if len(table) else "Empty chart", headline)


def aid_description(headline: str, subtitle: str, table: pd.DataFrame) -> str:
    """Return the long alt text of the aid chart: every mark in words, in the order of days.

    Of figures that are not from the articles it gives the last of each series.
    """
    rows = [row for row in rows_of(table) if row["role"] != "reference"]
    rows += {row["series"]: row for row in rows_of(table, "reference")}.values()
    sentences = [sentence_case(aid_words(row).sentence) for row in rows]
    return describe_marks(headline, subtitle, sentences)


def headline_numbers(dataset: Tables, currency: str = "USD") -> list[HeadlineNumber]:
    """Return the figures a briefing opens with, each with what it rests on.

    The announced total, each distinct pledge with its parts, what was named again, what was
    received, and the days from first talks to signing: as far as the articles give them.

    Shape: a list of `HeadlineNumber` (name, value, sentence, ledger_ids, claim_ids, event_ids).
    Units: told in words, in `currency`.
    Raises: ParameterError for an unknown currency.
    Source: `cumulative_aid` and `negotiation_timeline` of the dataset.

    >>> import ukjp
    >>> total, *others = ukjp.headline_numbers(ukjp.load())
    >>> total.name, len(total.claim_ids)
    ('announced total', 2)
    """
    return tell_numbers(
        cumulative_aid(dataset, currency=currency), negotiation_timeline(dataset), dataset
    )


def tell_numbers(
    table: pd.DataFrame, timeline: pd.DataFrame, dataset: Tables
) -> list[HeadlineNumber]:
    """Return the headline numbers of a dataset whose tables are drawn already."""
    numbers: list[HeadlineNumber | None] = [_total_number(table, dataset)]
    components = _known(rows_of(table, "component"))
    numbers += [_pledge_number(row, components) for row in _known(rows_of(table, "increment"))]
    numbers += [_number("named again", row) for row in _known(rows_of(table, "restatement"))]
    numbers += [_number("received", row) for row in _known(rows_of(table, "receipt"))]
    numbers.append(_span_number(timeline, dataset.donor))
    return [number for number in numbers if number]


def _total_number(table: pd.DataFrame, dataset: Tables) -> HeadlineNumber | None:
    level = top_level(table)
    if level is None:
        return None
    same = [row for row in rows_of(table, "level") if row["same_total"] == level["same_total"]]
    return HeadlineNumber(
        "announced total",
        amount_words(level, "prose"),
        aid_headline(table, dataset.donor, dataset.recipient) + ".",
        tuple(row["ledger_id"] for row in same),
        tuple(claim for row in same for claim in row["claim_ids"].split()),
    )


def _pledge_number(row: Row, components: Sequence[Row]) -> HeadlineNumber:
    parts = [part for part in components if part["parent"] == row["ledger_id"]]
    number = _number("pledge", row)
    if not parts:
        return number
    told = join_words(aid_words(part).sentence.removeprefix("of which ") for part in parts)
    return number._replace(
        sentence=f"{number.sentence.rstrip('.')}, of which {told}.",
        ledger_ids=number.ledger_ids + tuple(part["ledger_id"] for part in parts),
        claim_ids=number.claim_ids + tuple(c for part in parts for c in part["claim_ids"].split()),
    )


def _number(name: str, row: Row) -> HeadlineNumber:
    return HeadlineNumber(
        name,
        amount_words(row, "prose"),
        sentence_case(aid_words(row).sentence) + ".",
        (row["ledger_id"],),
        tuple(row["claim_ids"].split()),
    )


def _span_number(timeline: pd.DataFrame, donor: str) -> HeadlineNumber | None:
    span = negotiation_span(timeline, donor)
    if span is None:
        return None
    words = span_words(span)
    sentence = (
        f"{sentence_case(words)} passed "
        f"from the {span.begin} ({format_day(span.begin_day, 'prose')}) "
        f"to the {span.finish} ({format_day(span.finish_day, 'prose')})."
    )
    return HeadlineNumber(
        f"{span.begin} to {span.finish}", words, sentence, (), (), tuple(span.event_ids.split())
    )
