"""Passages as articles: what is read from a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ukjp.reading.articles import Article
from ukjp.reading.claims import Claim, Scope
from ukjp.reading.extraction import Extraction, extract_article

if TYPE_CHECKING:
    from ukjp.reading.events import Event

DAY = "2024-06-18"  # a Tuesday


def read_passage(text: str, scope: Scope | None = None, day: str | None = DAY) -> Extraction:
    """Read a text as an article published on `day`; undated where that is None."""
    article = Article("passage", "passage.txt", "0" * 64, "utf-8", text,
                      published=day, published_from="front_matter" if day else None)  # fmt: skip
    return extract_article(article, scope or Scope())


def claims_by_quote(text: str, scope: Scope | None = None) -> dict[str, Claim]:
    """Return the first claim of every quote; line breaks in a quote count as spaces."""
    found: dict[str, Claim] = {}
    for claim in read_passage(text, scope).claims:
        found.setdefault(" ".join(claim.quote.split()), claim)
    return found


def happenings(text: str, day: str | None = DAY) -> list[Event]:
    """Return the events of the body."""
    return [event for event in read_passage(text, day=day).events if not event.excluded_because]
