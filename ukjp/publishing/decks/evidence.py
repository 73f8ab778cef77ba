"""The words behind a slide's figures, as paragraphs for the speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ukjp.drawing.formats import format_days, sentence_case
from ukjp.publishing.evidence import articles_by_id, claim_words
from ukjp.publishing.quotes import quote_line
from ukjp.reconciling.cells import day_of, records_of, text_of

if TYPE_CHECKING:
    from ukjp.dataset import Dataset

_MOST = 40
"""So many figures and happenings are told in one slide's notes; more are counted."""


def evidence_notes(
    dataset: Dataset, claims: Sequence[str], events: Sequence[str]
) -> tuple[str, ...]:
    """Return a paragraph for each of those claims and events: what, the words, article and day."""
    articles = articles_by_id(dataset)
    said = {text_of(row["claim_id"]): row for row in records_of(dataset.claims)}
    happened = {text_of(row["event_id"]): row for row in records_of(dataset.events)}
    told = [_claim_note(said[name], articles) for name in dict.fromkeys(claims) if name in said]
    told += [
        _event_note(happened[name], articles) for name in dict.fromkeys(events) if name in happened
    ]
    if len(told) > _MOST:
        left = len(told) - _MOST
        told = [*told[:_MOST], f"And {left} more, in the evidence table of the report."]
    return tuple(told)


def _claim_note(claim: Mapping[str, Any], articles: Mapping[str, Mapping[str, Any]]) -> str:
    parts = quote_line(
        text_of(claim["sentence"]), text_of(claim["quote"]), prefix=text_of(claim["prefix"]),
        suffix=text_of(claim["suffix"]), qualifier=text_of(claim["qualifier_text"]),
    )  # fmt: skip
    quote = " ".join("".join(part.text for part in parts).split())
    day = _days(day_of(claim["as_of_earliest"]), day_of(claim["as_of_latest"]))
    return f"{sentence_case(claim_words(claim))}{day}: “{quote}” {_place(claim, articles)}"


def _event_note(event: Mapping[str, Any], articles: Mapping[str, Mapping[str, Any]]) -> str:
    quote = " ".join(text_of(event["quote"]).split())
    day = _days(day_of(event["date_earliest"]), day_of(event["date_latest"]))
    what = sentence_case(text_of(event["what"]))
    return f"{what}{day}: “{quote}” {_place(event, articles)}"


def _days(earliest: Any, latest: Any) -> str:
    return f" ({format_days(earliest, latest, 'prose')})" if earliest or latest else ""


def _place(row: Mapping[str, Any], articles: Mapping[str, Mapping[str, Any]]) -> str:
    name = text_of(row["article_id"])
    article = articles.get(name, {})
    parts = [text_of(article.get("outlet")), text_of(article.get("title")), f"article {name}"]
    days = day_of(article.get("published_earliest")), day_of(article.get("published_latest"))
    parts.append(f"published {format_days(*days, 'prose')}" if any(days) else "undated")
    where = ", ".join(part for part in parts if part)
    return f"({where}, characters {row['start']}–{row['end']})"
