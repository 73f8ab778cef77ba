"""Words and numbers: the one place where headlines, source lines, alt texts and prose are made.

Charts, slides, alt texts, tables and notebooks all take their figures from here, so that they
cannot disagree. Amounts and days come from `ukjp.drawing.formats`, the words of single marks from
`ukjp.drawing.wording`; both are offered here too. Every sentence is computed from the tables that
are drawn, and none adds a total to a pledge, a part to its whole, or a pledge to itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from ukjp.drawing.formats import (
    currency_name,
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
    possessive,
    sentence_case,
    unit_of,
    unit_words,
    with_article,
)
from ukjp.drawing.wording import (
    aid_words,
    amount_words,
    as_known_on,
    day_cell,
    happening_words,
    on_days,
    pair_words,
)
from ukjp.reconciling.series import (
    Span,
    Tables,
    cumulative_aid,
    negotiation_span,
    negotiation_timeline,
)

__all__ = [
    "HeadlineNumber", "aid_alt", "aid_description", "aid_headline", "aid_subtitle", "aid_words",
    "alt_sentence", "escape_dollars", "evidence_anchor", "format_amount", "format_bound",
    "format_count", "format_day", "format_days", "format_ordinal", "format_span",
    "happening_words", "headline_numbers", "source_line", "timeline_alt", "timeline_description",
    "timeline_headline", "timeline_marks", "top_level",
]  # fmt: skip

ALT_LENGTH = 125
"""Characters a short alt text should not exceed."""

_HEADLINE_WORDS = 9
"""So many words of an event stand in a headline at most."""

_MOST_SOURCES = 6
"""So many articles are named in a source line; more are counted."""

Row = dict[str, Any]


class HeadlineNumber(NamedTuple):
    """A figure for prose: what it is, in words, as a sentence, and what it rests on."""

    name: str
    value: str
    sentence: str
    ledger_ids: tuple[str, ...]
    claim_ids: tuple[str, ...]
    event_ids: tuple[str, ...] = ()


def _rows(table: pd.DataFrame, *roles: str) -> list[Row]:
    rows = [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]
    return [row for row in rows if not roles or row["role"] in roles]


def _known(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if not pd.isna(row["value"])]


def top_level(table: pd.DataFrame) -> Row | None:
    """Return the row with the highest total stated: of figures for one total, the closest one.

    "More than 12 billion" and "12.1 billion" are one total; the closer figure speaks for it.
    """
    levels = [row for row in _known(_rows(table, "level")) if row["qualifier"] != "up_to"]
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
    pledges = _known(_rows(table, "increment"))
    if len(pledges) == 1:
        amount = amount_words(pledges[0], "prose")
        return sentence_case(f"{giver} pledged {amount} to {taker} {on_days(pledges[0])}")
    if pledges:
        total = _sum_words(pledges)
        count = format_count(len(pledges), "pledge")
        last = max(pledges, key=_last_day)
        return sentence_case(
            f"{possessive(giver)} {count} to {taker} add up to {total}{_by(last)}"
        )
    receipts = _known(_rows(table, "receipt"))
    if receipts:
        last = max(receipts, key=_last_day)
        amount = amount_words(last, "prose")
        return sentence_case(f"{amount} from {giver} reported as received by {taker}{_by(last)}")
    return sentence_case(f"no support by {giver} for {taker} was found in the articles")


def _last_day(row: Row) -> dt.date:
    return day_cell(row["date_latest"]) or day_cell(row["date_earliest"]) or dt.date.min


def _by(row: Row) -> str:
    day = day_cell(row["date_latest"])
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
    converted = any(not pd.isna(row["fx_rate"]) for row in rows)
    return format_bound(lows, rows[0]["currency"], qualifier, "prose", converted=converted,
                        floor="at least")  # fmt: skip


def aid_subtitle(
    table: pd.DataFrame, currency: str, top: float, as_of: dt.date | None
) -> str:
    """Return unit, concept and day of knowledge: what the figure's numbers are."""
    unit, _, _ = unit_of(top)
    unit_and_concept = f"{unit_words(currency, unit)}, as stated"
    articles = _articles(table)
    if articles:
        unit_and_concept += f" in {format_count(len(articles), 'article')}"
    if as_of:
        unit_and_concept += f", {_lower_first(as_known_on(as_of))}"
    parts = [unit_and_concept]
    if not table["fx_rate"].isna().all():
        parts.append("Converted at the European Central Bank’s rate of the day")
    if "at_least" in set(table["qualifier"]):
        parts.append("△ lower bound")
    return ". ".join(parts)


def _articles(table: pd.DataFrame) -> list[str]:
    return sorted({name for cell in table["article_ids"] for name in cell.split()})


def source_line(table: pd.DataFrame, dataset: Tables, *notes: str) -> str:
    """Return where the rows drawn come from: outlets and days, or how many articles.

    `notes` are sentences set behind the sources.
    """
    names = _articles(table)
    sources = []
    if names:
        sources.append(_article_words(names, dataset.articles))
    reference = sorted({name for name in table.get("source", pd.Series(dtype=str)) if name})
    said = [f"Sources: {'; '.join(sources)}."] if sources else []
    if reference:
        said.append(f"Not from the articles: {join_words(_shortened(reference))}.")
    said += [note for note in notes if note]
    return " ".join(said)


def _shortened(names: Sequence[str]) -> list[str]:
    first = sorted({name.split(";")[0].split(",")[0] for name in names})
    return first if len(first) <= _MOST_SOURCES else [*first[:_MOST_SOURCES], "others"]


def _article_words(names: Sequence[str], articles: pd.DataFrame) -> str:
    if len(names) > _MOST_SOURCES:
        return f"{len(names):,} articles, listed with their quotes in the evidence table"
    known = {str(row["article_id"]): row for row in articles.to_dict("records")}
    short = _short_names(names)
    words = [_one_article(short[name], known.get(name, {})) for name in names]
    return ", ".join(words)


def _one_article(name: str, row: Mapping[Any, Any]) -> str:
    outlet = row.get("outlet")
    who = f"article {name}" if outlet is None or pd.isna(outlet) or not outlet else str(outlet)
    earliest, latest = (day_cell(row.get(f"published_{end}")) for end in ("earliest", "latest"))
    if earliest is None or earliest != latest:
        return f"{who} (undated)"
    return f"{who} ({format_day(earliest)})"


def _short_names(names: Sequence[str]) -> dict[str, str]:
    """Return article names cut at the first underscore where that still tells them apart."""
    short = {name: name.partition("_")[0] or name for name in names}
    return short if len(set(short.values())) == len(names) else {name: name for name in names}


def aid_alt(headline: str, table: pd.DataFrame) -> str:
    """Return the short alt text of the aid chart: kind of chart and finding."""
    kind = "Step chart" if len(_rows(table, "level")) else "Bar chart"
    return alt_sentence(kind if len(table) else "Empty chart", headline)


def alt_sentence(kind: str, finding: str) -> str:
    """Return kind of chart and finding within `ALT_LENGTH` characters, cut between words."""
    text = f"{kind}: {finding}.".replace("\N{NO-BREAK SPACE}", " ")
    if len(text) <= ALT_LENGTH:
        return text
    return text[: ALT_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:–") + "…"


def aid_description(headline: str, subtitle: str, table: pd.DataFrame) -> str:
    """Return the long alt text of the aid chart: every mark in words, in the order of days."""
    sentences = [sentence_case(aid_words(row).sentence) for row in _rows(table)]
    return _described(headline, subtitle, sentences)


def _described(headline: str, subtitle: str, sentences: Sequence[str]) -> str:
    text = " ".join(f"{part.rstrip('.')}." for part in (headline, subtitle, *sentences) if part)
    return text.replace("\N{NO-BREAK SPACE}", " ")


def timeline_headline(table: pd.DataFrame, donor: str, recipient: str) -> str:
    """Return the finding of the timeline in one sentence, computed from its rows."""
    span = negotiation_span(table, donor)
    pair = pair_words(donor, recipient)
    if span:
        begin = "first talks" if span.begin == "first round" else f"the {span.begin}"
        return sentence_case(f"{pair}: from {begin} to signature in {_span_words(span)}")
    rows = [row for row in _rows(table) if row["lane"] == "negotiation"]
    happened = [row for row in rows if row["status"] == "occurred"]
    if happened:
        last = max(happened, key=_last_day)
        words = happening_words(last)
        return sentence_case(f"{pair}: {_few_words(_lower_first(words.main))}, {on_days(last)}")
    if len(table):
        count = format_count(len(table), "dated event")
        return sentence_case(f"{pair}: {count} in the articles")
    return sentence_case(f"no dated events between {pair} were found in the articles")


def _few_words(text: str) -> str:
    words = text.split(" ")
    return text if len(words) <= _HEADLINE_WORDS else f"{' '.join(words[:_HEADLINE_WORDS])}…"


def _lower_first(text: str) -> str:
    """Return the text with a small first letter, unless it begins with a name or a number."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _span_words(span: Span) -> str:
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
    sentences = [happening_words(row).sentence for row in _rows(table)]
    return _described(headline, as_known_on(as_of), sentences)


def headline_numbers(dataset: Tables, currency: str = "USD") -> list[HeadlineNumber]:
    """Return the figures a briefing opens with, each with what it rests on.

    The announced total, each distinct pledge with its parts, what was named again, what was
    received, and the days from first talks to signing: as far as the articles give them.
    """
    table = cumulative_aid(dataset, currency=currency)
    timeline = negotiation_timeline(dataset)
    numbers = [_total_number(table, dataset)]
    numbers += [_pledge_number(row, table) for row in _known(_rows(table, "increment"))]
    numbers += [_number("named again", row) for row in _known(_rows(table, "restatement"))]
    numbers += [_number("received", row) for row in _known(_rows(table, "receipt"))]
    numbers.append(_span_number(timeline, dataset.donor))
    return [number for number in numbers if number]  # type: ignore[misc]


def _total_number(table: pd.DataFrame, dataset: Tables) -> HeadlineNumber | None:
    level = top_level(table)
    if level is None:
        return None
    same = [row for row in _rows(table, "level") if row["same_total"] == level["same_total"]]
    return HeadlineNumber(
        "announced total",
        amount_words(level, "prose"),
        aid_headline(table, dataset.donor, dataset.recipient) + ".",
        tuple(row["ledger_id"] for row in same),
        tuple(claim for row in same for claim in row["claim_ids"].split()),
    )


def _pledge_number(row: Row, table: pd.DataFrame) -> HeadlineNumber:
    parts = [part for part in _known(_rows(table, "component")) if part["parent"] == row["ledger_id"]]
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
    words = _span_words(span)
    sentence = (
        f"{sentence_case(words)} passed from the {span.begin} ({format_day(span.begin_day, 'prose')}) "
        f"to the {span.finish} ({format_day(span.finish_day, 'prose')})."
    )
    return HeadlineNumber(
        f"{span.begin} to {span.finish}", words, sentence, (), (), tuple(span.event_ids.split())
    )


def concept_note(table: pd.DataFrame) -> str:
    """Return a sentence on what the figures drawn are and are not."""
    roles = set(table["role"])
    said = ["totals and pledges are announcements, not deliveries"]
    if "receipt" in roles and len(roles) > 1:
        said.append("money received is not added to them")
    if "guarantee" in set(table["instrument"]):
        said.append("guarantees become cash only if called")
    return f"{sentence_case('; '.join(said))}." if roles else ""


def unconverted_note(table: pd.DataFrame, currency: str) -> str:
    """Return a sentence that names the amounts left out of the drawing for want of a rate."""
    rows = [row for row in _rows(table) if pd.isna(row["value"]) and not pd.isna(row["stated_value"])]
    if not rows:
        return ""
    amounts = join_words(dict.fromkeys(amount_words(row, stated=True) for row in rows))
    return f"Not drawn, for want of a dated rate in {currency_name(currency)}: {amounts}."
