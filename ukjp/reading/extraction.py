"""One article from text to rows: the reading room's table of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ukjp.actors import Mention, read_actors
from ukjp.reading.articles import Article
from ukjp.reading.claims import Claim, Moment, Scope, build_claims
from ukjp.reading.cleaning import Block, body_spans, clean_body, find_title
from ukjp.reading.cues import Cues
from ukjp.reading.date_context import DatedText
from ukjp.reading.dates import find_days, find_named_days
from ukjp.reading.dating import Published, date_article
from ukjp.reading.event_records import Event, Figure
from ukjp.reading.events import Reader
from ukjp.reading.figures import Figures, read_figures
from ukjp.reading.language import detect_language
from ukjp.reading.level_days import find_level_days
from ukjp.reading.money import find_amounts
from ukjp.reading.parties import find_roles
from ukjp.reading.sentences import split_sentences

_HEAD = 1500
_ANNOUNCING = frozenset(["pledge", "signing", "disbursement"])
_ADDRESS = re.compile(r"^\s*(?:URL:?\s*|Source:?\s*)?(https?://\S{8,300})\s*$", re.M | re.I)
# A paper that marks its own dollars means the American one by "$", and the other way round.
_LETTERED_DOLLAR = re.compile(
    r"\$(?:" + "|".join(rf"(?<=\b{c}\$)" for c in "C Can CA A AU NZ HK S".split()) + ")"
)
_AMERICAN_DOLLAR = re.compile(r"\bUS\$|\b(?:million|billion|[mb]n?) US\b|\bU\.?S\.? dollars?\b")
_AGENCY = re.compile(r"[A-ZÀ-Þ][^()\n]{0,60}\(([A-Z][\w .]{1,24})\)\s*[-–—]")


class ArticleRow(NamedTuple):
    """What is known of an article; the fields are the columns of the table `articles`."""

    article_id: str
    path: str
    sha256: str
    encoding: str
    title: str | None
    outlet: str | None
    url: str | None
    language: str
    published_earliest: date | None
    published_latest: date | None
    published_basis: str
    published_reason: str | None
    chars: int
    body_chars: int


class Extraction(NamedTuple):
    """Everything read from one article."""

    article: ArticleRow
    claims: list[Claim]
    events: list[Event]


def extract_article(article: Article, scope: Scope) -> Extraction:
    """Read one article: body, its day, its figures with what they are, and its events.

    Shape: an `Extraction`: a row for `articles`, rows for `claims`, rows for `events`.
    Units: amounts are whole units of their currency; places are characters; days.
    Raises: nothing, whatever the text; an unknown name in `scope` is nobody's.
    Source: the article, and data/reference for who is who and when summits were.

    >>> import ukjp
    >>> from ukjp.reading.articles import Article
    >>> from ukjp.reading.claims import Scope
    >>> text = "Japan pledged Ukraine $30 million in grants on July 2, 2024."
    >>> article = Article("a", "a.txt", "0", "utf-8", text)
    >>> (claim,) = ukjp.extract_article(article, Scope("Japan", "Ukraine")).claims
    >>> claim.kind, claim.amount, claim.instrument, str(claim.as_of_latest)
    ('commitment', 30000000.0, 'grant', '2024-07-02')
    """
    text = article.text
    dated = DatedText(text)
    cues, mentions = Cues(dated.low), dated.actors
    blocks = clean_body(text)
    body = body_spans(blocks)
    sentences = split_sentences(text, blocks)
    published = date_article(
        dated,
        title=article.title,
        url=article.url or find_address(text),
        file_name=article.path,
        meta_published=article.published,
        meta_basis=article.published_from or "front_matter",
        body=body,
    )
    bounds = _reference(published)
    days = find_days(dated, bounds)
    named = find_named_days(dated, bounds)
    amounts = find_amounts(text, home_currency=_home_currency(text, mentions, blocks))
    figures = read_figures(
        text, cues, sentences, amounts, mentions, find_roles(text, mentions, _title_end(blocks))
    )
    reader = Reader(
        article.article_id, text, cues, mentions, _event_figures(figures),
        (published.earliest, published.latest),
    )  # fmt: skip
    events = reader.read(sentences, days, named)
    claims = build_claims(
        article.article_id, text, figures, _moments(events), find_level_days(dated.low, days),
        (published.earliest, published.latest, published.basis), scope,
    )  # fmt: skip
    return Extraction(_article_row(article, blocks, body, published), claims, events)


def _reference(published: Published) -> tuple[date, date] | None:
    if published.earliest is None or published.latest is None:
        return None
    return published.earliest, published.latest


def _title_end(blocks: Sequence[Block]) -> int:
    return next((b.end for b in blocks if b.role == "title"), 0)


def _home_currency(text: str, mentions: Sequence[Mention], blocks: Sequence[Block]) -> str | None:
    """The currency a bare "$" means: that of the one dollar country the article is about."""
    actors = read_actors()
    head = max(_title_end(blocks), min(400, len(text)))
    homes = [m.actor for m in mentions if actors[m.actor].dollar is not None]
    homes = [home for home in homes if home != "United States"]
    if len(homes) < 3 or len(set(homes)) != 1:
        return None
    if not any(m.start < head and m.actor == homes[0] for m in mentions):
        return None
    if _AMERICAN_DOLLAR.search(text):  # where those are marked, the bare ones are not meant
        return actors[homes[0]].dollar
    american = sum(m.actor == "United States" for m in mentions)
    if _LETTERED_DOLLAR.search(text) or american > len(homes) / 4:
        return None
    return actors[homes[0]].dollar


def _event_figures(figures: Figures) -> list[Figure]:
    return [
        Figure(s.amount.start, s.amount.end, kind.kind, figures.is_settled(n))
        for n, (s, kind) in enumerate(zip(figures.settings, figures.kinds, strict=True))
    ]


def _moments(events: Sequence[Event]) -> list[Moment]:
    moments = [
        Moment(
            e.start, e.date_earliest, e.date_latest, e.date_basis, e.type in _ANNOUNCING
        )
        for e in events
        if e.status == "occurred" and e.date_earliest is not None and e.date_latest is not None
        and e.date_basis != "bounded"
    ]  # fmt: skip
    return sorted(moments)


def _article_row(
    article: Article, blocks: Sequence[Block], body: Sequence[tuple[int, int]], published: Published
) -> ArticleRow:
    return ArticleRow(
        article.article_id,
        article.path,
        article.sha256,
        article.encoding,
        article.title or find_title(article.text, list(blocks)),
        article.outlet or find_outlet(article.text, body),
        article.url,
        detect_language("\n".join(article.text[a:b] for a, b in body[:12])),
        published.earliest,
        published.latest,
        published.basis,
        published.reason,
        len(article.text),
        sum(end - start for start, end in body),
    )


def find_address(text: str) -> str | None:
    """Return the page's own address where a line of the text's head holds nothing else."""
    if text.find("://", 0, _HEAD) < 0:
        return None
    match = _ADDRESS.search(text, 0, _HEAD)
    return match.group(1) if match else None


def find_outlet(text: str, body: Sequence[tuple[int, int]]) -> str | None:
    """Return the agency a dateline names: "ISTANBUL (AA) -", "TOKYO, Dec 6 (Kyodo) --"."""
    for start, end in body[:6]:
        match = _AGENCY.match(text, start, min(end, start + 90))
        if match:
            return match.group(1)
    return None
