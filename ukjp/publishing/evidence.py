"""The evidence as tables for readers: each figure and happening with the words it came from.

A row's anchor is what the marks of the figures and the headline numbers link to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ukjp import vocabulary
from ukjp.drawing.formats import (
    currency_name,
    evidence_anchor,
    format_bound,
    format_days,
    join_words,
    sentence_case,
    with_article,
)
from ukjp.publishing.exhibits import Cell, Line, Table, cell, line, row, words
from ukjp.publishing.quotes import foreign_language, place_words, quote_line
from ukjp.reconciling.cells import day_of, flag_of, number_of, records_of, text_of

if TYPE_CHECKING:
    from ukjp.dataset import Dataset

Record = Mapping[str, Any]

KIND_WORDS = {
    "cumulative_total": "total so far",
    "commitment": "pledge",
    "disbursement": "money that moved",
    "component": "part of a pledge",
    "other": "no aid",
}
INSTRUMENT_WORDS = {
    "grant": "grant",
    "loan": "loan",
    "guarantee": "guarantee",
    "in_kind": "in kind",
}


def build_claims_table(dataset: Dataset) -> Table:
    """Return every figure that speaks of the donor's aid, with its words and what it counts for."""
    pair = f"{with_article(dataset.donor)} to {with_article(dataset.recipient)}"
    reasons = _ledger_by_claim(dataset)
    articles = articles_by_id(dataset)
    claims = [claim for claim in records_of(dataset.claims) if flag_of(claim["in_scope"])]
    few, note = _assumed_currencies(claims)
    rows = tuple(
        row(
            _figure_cell(claim, few),
            _words_cell(claim, articles),
            _days_cell(claim),
            _counted_cell(reasons.get(text_of(claim["claim_id"]))),
            anchor=evidence_anchor(text_of(claim["claim_id"])),
            label=claim_label(claim),
        )
        for claim in claims
    )
    return Table(
        name="claims",
        caption=f"Every figure on aid from {pair}, in its own words",
        columns=("Figure", "The words it came from", "Stands for", "Adds new money?"),
        rows=rows,
        empty=f"No figure on aid from {pair} stands in the articles.",
        note=note,
    )


def build_left_out_table(dataset: Dataset) -> Table:
    """Return every figure and happening that was read and not used, with the reason."""
    articles = articles_by_id(dataset)
    claims = [claim for claim in records_of(dataset.claims) if not flag_of(claim["in_scope"])]
    events = [event for event in records_of(dataset.events) if text_of(event["excluded_because"])]
    few, note = _assumed_currencies(claims)
    rows = [
        row(
            _figure_cell(claim, few),
            _words_cell(claim, articles),
            _reason_cell(claim),
            anchor=evidence_anchor(text_of(claim["claim_id"])),
            label=claim_label(claim),
        )
        for claim in claims
    ]
    rows += [
        row(
            cell(line(words(sentence_case(text_of(event["what"])), "strong"))),
            _event_words_cell(event, articles),
            _reason_cell(event),
            anchor=evidence_anchor(text_of(event["event_id"]), "event"),
            label=event_label(event),
        )
        for event in events
    ]
    return Table(
        name="left_out",
        caption="Read and not used, with the reason",
        columns=("Figure or happening", "The words it came from", "Why it is left out"),
        rows=tuple(rows),
        empty="Nothing that was read was left out.",
        note=note,
    )


def build_events_table(dataset: Dataset) -> Table:
    """Return every happening the articles date, with its words."""
    articles = articles_by_id(dataset)
    events = [
        event for event in records_of(dataset.events) if not text_of(event["excluded_because"])
    ]
    events.sort(key=_event_order)
    rows = tuple(
        row(
            _event_days_cell(event),
            cell(
                line(words(sentence_case(text_of(event["what"])), "strong")), *_event_details(event)
            ),
            _event_words_cell(event, articles),
            anchor=evidence_anchor(text_of(event["event_id"]), "event"),
            label=event_label(event),
        )
        for event in events
    )
    return Table(
        name="events",
        caption="Every happening the articles date, in the order of days",
        columns=("Day", "What happened", "The words it came from"),
        rows=rows,
        empty="The articles date no happening.",
    )


def articles_by_id(dataset: Dataset) -> dict[str, Record]:
    """Return the rows of the articles by their identifier."""
    return {text_of(record["article_id"]): record for record in records_of(dataset.articles)}


def claim_label(claim: Record) -> str:
    """Return what a link to a claim's row is called."""
    return f"Evidence for {claim_words(claim)}"


def event_label(event: Record) -> str:
    """Return what a link to an event's row is called."""
    return f"Evidence for: {text_of(event['what'])}"


def claim_words(claim: Record) -> str:
    """Return a claim's amount with its bound, in words."""
    low, high = number_of(claim["amount"]), number_of(claim["amount_max"])
    qualifier = text_of(claim["qualifier"])
    at_least = text_of(claim["qualifier_text"]).lower() in {"at least", "no less than", "minimum"}
    return format_bound(
        high if high is not None and qualifier in {"nearly", "up_to"} else low,
        text_of(claim["currency"]),
        qualifier,
        "prose",
        low=low,
        high=high,
        floor="at least" if at_least else "more than",
    )


def article_link(article: Record | None, name: str) -> Line:
    """Return an article's title, linked to its row, and its outlet."""
    title = text_of(article.get("title")) if article else ""
    outlet = text_of(article.get("outlet")) if article else ""
    linked = words(title or name, "", evidence_anchor_link(name, "article"))
    return line(linked, words(f", {outlet}", "muted")) if outlet else line(linked)


def evidence_anchor_link(identifier: str, kind: str) -> str:
    """Return the address of a row within the page."""
    return f"#{evidence_anchor(identifier, kind)}"


def _assumed_currencies(claims: Sequence[Record]) -> tuple[bool, str]:
    """Tell whether to mark assumed currencies one by one, or to say once that most are."""
    assumed = [claim for claim in claims if text_of(claim["currency_basis"]) == "assumed"]
    if len(assumed) * 2 <= len(claims):
        return True, ""
    names = join_words(sorted({currency_name(text_of(claim["currency"])) for claim in assumed}))
    count = "all" if len(assumed) == len(claims) else f"{len(assumed)} of {len(claims)}"
    return False, f"The sign of {count} figures leaves the currency open; they are read as {names}."


def _figure_cell(claim: Record, mark_assumed: bool) -> Cell:
    kind = KIND_WORDS[text_of(claim["kind"])]
    details = [INSTRUMENT_WORDS.get(text_of(claim["instrument"]), ""), text_of(claim["sector"])]
    assumed = mark_assumed and text_of(claim["currency_basis"]) == "assumed"
    return cell(
        line(words(claim_words(claim), "strong")),
        line(words(", ".join(word for word in [kind, *details] if word), "muted")),
        line(words("currency assumed" if assumed else "", "muted")),
    )


def _words_cell(claim: Record, articles: Mapping[str, Record]) -> Cell:
    article = articles.get(text_of(claim["article_id"]))
    quoted = quote_line(
        text_of(claim["sentence"]),
        text_of(claim["quote"]),
        prefix=text_of(claim["prefix"]),
        suffix=text_of(claim["suffix"]),
        qualifier=text_of(claim["qualifier_text"]),
        lang=foreign_language(article),
    )
    source = article_link(article, text_of(claim["article_id"]))
    return cell(quoted, (*source, words(", ", "muted"), place_words(claim)))


def _event_words_cell(event: Record, articles: Mapping[str, Record]) -> Cell:
    article = articles.get(text_of(event["article_id"]))
    quoted = line(words(text_of(event["quote"]), "quote", lang=foreign_language(article)))
    source = article_link(article, text_of(event["article_id"]))
    return cell(quoted, (*source, words(", ", "muted"), place_words(event)))


def _days_cell(claim: Record) -> Cell:
    earliest, latest = day_of(claim["as_of_earliest"]), day_of(claim["as_of_latest"])
    speaker = text_of(claim["attributed_to"])
    return cell(
        sentence_case(format_days(earliest, latest, "prose")),
        line(words(text_of(claim["as_of_basis"]).replace("_", " "), "muted")),
        line(words(f"said by {speaker}" if speaker else "", "muted")),
    )


def _counted_cell(entry: Record | None) -> Cell:
    if entry is None:
        return cell("No", line(words("it supports no row of the ledger", "muted")))
    counts = flag_of(entry["counts_in_total"])
    return cell(
        line(words("Yes" if counts else "No", "strong")),
        line(words(text_of(entry["why"]), "muted")),
    )


def _reason_cell(record: Record) -> Cell:
    code = text_of(record["excluded_because"])
    meaning = vocabulary.EXCLUSIONS.get(code, code or "no reason is recorded")
    giver, taker = text_of(record.get("donor")), text_of(record.get("recipient"))
    whose = " to ".join(name for name in (giver, taker) if name) if giver else ""
    return cell(
        line(words(sentence_case(code.replace("_", " ")), "strong")),
        line(words(meaning, "muted")),
        line(words(f"from {whose}" if whose else "", "muted")),
    )


def _event_days_cell(event: Record) -> Cell:
    earliest, latest = day_of(event["date_earliest"]), day_of(event["date_latest"])
    basis = vocabulary.DATE_BASIS.get(text_of(event["date_basis"]), "")
    status = "planned when reported" if text_of(event["status"]) == "planned" else ""
    return cell(
        sentence_case(format_days(earliest, latest, "prose")),
        line(words(status, "strong")),
        line(words(basis, "muted")),
    )


def _event_details(event: Record) -> list[Line]:
    kind = text_of(event["type"]).replace("_", " ")
    parts = [kind, text_of(event["place"]), text_of(event["parties"]).replace("; ", ", ")]
    return [line(words("; ".join(part for part in parts if part), "muted"))]


def _event_order(event: Record) -> tuple[str, str, str]:
    latest = text_of(event["date_latest"]) or "9999"
    return (text_of(event["date_earliest"]) or latest, latest, text_of(event["event_id"]))


def _ledger_by_claim(dataset: Dataset) -> dict[str, Record]:
    return {
        claim: entry
        for entry in records_of(dataset.ledger)
        for claim in text_of(entry["claims"]).split()
    }
