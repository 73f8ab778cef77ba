"""The way from a figure to the words it came from: headline, ledger row, claims, sentence, links.

Everything that is shown of an article is made harmless for a terminal first: control characters
and marks that turn the direction of writing are spelled out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ukjp.errors import ParameterError
from ukjp.options import ask_scope, ask_verdicts

if TYPE_CHECKING:
    from ukjp.dataset import Dataset

Record = Mapping[str, Any]

_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_OPEN, _CLOSE = "«", "»"
_EQUAL = 0.005
_NEAREST = 5
_IN_ARTICLE = re.compile(r"article: ")


class ClaimTrail(NamedTuple):
    """A claim with the article it stands in, its sentence with the quote marked, and its links.

    `links` are pairs of a link's record and the claim at its other end (None where it is missing).
    """

    claim: Record
    article: Record
    sentence: str
    links: tuple[tuple[Record, Record | None], ...]


class Trail(NamedTuple):
    """One way from a figure to its words; `ledger` is None for a figure that is out of scope."""

    headline: str | None
    ledger: Record | None
    claims: tuple[ClaimTrail, ...]


def explain_figure(dataset: Dataset, what: str) -> list[Trail]:
    """Return the ways from a figure to its words: `what` is an amount, a claim_id or a ledger_id.

    An amount is written as in an article ("12.1bn", "$984 million", "15.8 billion yen"); without a
    currency it is looked for in every one. Raises ParameterError, with the nearest amounts, when
    nothing is found.
    """
    book = _Book(dataset)
    trails = book.trails_by_id(what.strip()) or book.trails_by_amount(what)
    if not trails:
        raise ParameterError(f"{plain_line(what)!r}: {book.nothing_found(what)}")
    return trails


class _Book:
    """The tables of a dataset as records, to be walked through."""

    def __init__(self, dataset: Dataset) -> None:
        from ukjp.reconciling.cells import records_of, text_of
        from ukjp.reconciling.headlines import announced_total, counted_increments

        self.texts = dataset.texts
        self.articles = {text_of(r["article_id"]): r for r in records_of(dataset.articles)}
        self.claims = {text_of(r["claim_id"]): r for r in records_of(dataset.claims)}
        self.ledger = {text_of(r["ledger_id"]): r for r in records_of(dataset.ledger)}
        self.links = records_of(dataset.links)
        self.home = {name: row for row in self.ledger.values() for name in row["claims"].split()}
        self.total = announced_total(dataset.ledger)
        self.pledges = counted_increments(dataset.ledger)

    def trails_by_id(self, name: str) -> list[Trail]:
        """Return the trail of one claim or of one ledger row."""
        if name in self.ledger:
            return [self._row_trail(self.ledger[name])]
        if name in self.claims:
            row = self.home.get(name)
            return [Trail(self._headline(row), row, (self._claim_trail(self.claims[name]),))]
        return []

    def trails_by_amount(self, what: str) -> list[Trail]:
        """Return the trails of every row and out-of-scope claim that states an amount."""
        wanted = read_amount(what)
        if wanted is None:
            return []
        rows = [row for row in self.ledger.values() if self._states(row, *wanted)]
        rows.sort(key=lambda row: self._headline(row) is None)
        found = [self._row_trail(row) for row in rows]
        if self._is_sum(*wanted) and not any(row["counts_in_total"] for row in rows):
            found += [self._row_trail(self.ledger[name]) for name in self.pledges.ledger_ids]
        outside = [
            claim
            for name, claim in self.claims.items()
            if name not in self.home and _is_amount(claim, *wanted)
        ]
        return found + [Trail(None, None, (self._claim_trail(claim),)) for claim in outside]

    def _states(self, row: Record, amount: float, currency: str | None) -> bool:
        claims = (self.claims[name] for name in row["claims"].split() if name in self.claims)
        return any(_is_amount(claim, amount, currency) for claim in claims)

    def _is_sum(self, amount: float, currency: str | None) -> bool:
        return currency in (None, "USD") and _near(self.pledges.low, amount)

    def _row_trail(self, row: Record) -> Trail:
        claims = [self.claims[name] for name in row["claims"].split() if name in self.claims]
        return Trail(self._headline(row), row, tuple(self._claim_trail(c) for c in claims))

    def _headline(self, row: Record | None) -> str | None:
        """The headline figure that rests on a row."""
        from ukjp.reconciling.amounts import tell_amount

        if row is None:
            return None
        if self.total is not None and row["ledger_id"] == self.total.ledger_id:
            return f"{self.total.words}: the announced total, the highest that is stated"
        if row["ledger_id"] in self.pledges.ledger_ids:
            told = tell_amount(self.pledges.low, "USD")
            return f"{told}: the sum of distinct pledges ({len(self.pledges.ledger_ids)})"
        return None

    def _claim_trail(self, claim: Record) -> ClaimTrail:
        name = claim["claim_id"]
        links = [
            (
                link,
                self.claims.get(link["to_claim" if link["from_claim"] == name else "from_claim"]),
            )
            for link in self.links
            if name in (link["from_claim"], link["to_claim"])
        ]
        article = self.articles.get(claim["article_id"], {})
        return ClaimTrail(claim, article, self._marked(claim), tuple(links))

    def _marked(self, claim: Record) -> str:
        """The sentence with the quote between guillemets, found by its offsets in the text."""
        sentence, start = str(claim["sentence"]), int(claim["start"])
        text = self.texts.get(claim["article_id"], "")
        begin = text.find(sentence, max(0, start - len(sentence)))
        at = start - begin if 0 <= begin <= start else sentence.find(str(claim["quote"]))
        end = at + len(str(claim["quote"]))
        return f"{sentence[:at]}{_OPEN}{sentence[at:end]}{_CLOSE}{sentence[end:]}"

    def nothing_found(self, what: str) -> str:
        """Say that nothing is found, with the nearest amounts that are."""
        from ukjp.reconciling.amounts import tell_amount

        wanted = read_amount(what)
        if wanted is None:
            return (
                "neither an amount, nor a claim_id, nor a ledger_id here; "
                "write an amount like 12.1bn or $984 million"
            )
        known = {(float(c["amount"]), str(c["currency"])) for c in self.claims.values()}
        rivals = sorted(known, key=lambda k: (_distance(k[0], wanted[0]), k[1]))[:_NEAREST]
        told = ", ".join(tell_amount(*rival) for rival in rivals)
        return (
            f"no article states it; nearest are {told}" if told else "the articles state no amount"
        )


def read_amount(what: str) -> tuple[float, str | None] | None:
    """Return an amount and its currency (None where none is written), None for anything else."""
    from ukjp.reading.money import find_amounts

    words = what.strip()
    for text, bare in ((words, False), (f"${words}", True), (f"${words} ", True)):
        found = find_amounts(text)
        if len(found) == 1 and len(found[0].quote.strip()) >= len(text.strip()) - 1:
            return found[0].amount, None if bare else found[0].currency
    try:
        return float(words.replace(",", "")), None
    except ValueError:
        return None


def _is_amount(claim: Record, amount: float, currency: str | None) -> bool:
    from ukjp.reconciling.cells import number_of

    if currency is not None and claim["currency"] != currency:
        return False
    ends = (number_of(claim["amount"]), number_of(claim["amount_max"]))
    return any(end is not None and _near(end, amount) for end in ends)


def _near(a: float, b: float) -> bool:
    return math.isfinite(a) and abs(a - b) <= _EQUAL * max(abs(a), abs(b))


def _distance(a: float, b: float) -> float:
    return abs(math.log(abs(a) / abs(b))) if a and b else math.inf


def plain_line(text: object) -> str:
    """Return text on one line that does nothing to a terminal: what could is spelled out."""
    line = " ".join(str(text).split(" "))
    line = re.sub(r"[ \t\r\n]+", " ", line)
    return _HARMFUL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), line)


def format_trails(trails: Sequence[Trail]) -> str:
    """Return trails as text, one indented block for each, safe to print."""
    return "\n\n".join("\n".join(_trail_lines(trail)) for trail in trails)


def _trail_lines(trail: Trail) -> Iterator[str]:
    depth = 0
    if trail.headline is not None:
        yield plain_line(trail.headline)
        depth = 1
    if trail.ledger is None:
        yield _at(depth, f"Not in the ledger: {_why_outside(trail.claims)}")
    else:
        yield from (_at(depth, line) for line in _ledger_lines(trail.ledger))
    for found in trail.claims:
        first, *others = _claim_lines(found)
        yield _at(depth + 1, first)
        yield from (_at(depth + 2, line) for line in others)


def _at(depth: int, line: str) -> str:
    return "  " * depth + plain_line(line)


def _why_outside(claims: Iterable[ClaimTrail]) -> str:
    from ukjp.vocabulary import EXCLUSIONS

    codes = {str(found.claim["excluded_because"]) for found in claims}
    return "; ".join(f"{code}: {EXCLUSIONS.get(code, 'no aid')}" for code in sorted(codes))


def _ledger_lines(row: Record) -> Iterator[str]:
    from ukjp.reconciling.amounts import tell_bound
    from ukjp.reconciling.cells import number_of, text_of

    told = tell_bound(
        number_of(row["amount_low"]) or 0.0,
        number_of(row["amount_high"]),
        text_of(row["currency"]),
        text_of(row["qualifier"]),
    )
    details = [text_of(row[name]).replace("_", " ") for name in ("instrument", "sector", "channel")]
    kind = text_of(row["kind"]).replace("_", " ")
    yield f"{told}, {', '.join(filter(None, [kind, *details, _days(row, 'date')]))}"
    yield f"ledger row {row['ledger_id']}"
    counted = "counted" if row["counts_in_total"] else "not counted"
    yield f"{counted}: {row['why']} ({_decided(row)})"
    usd = number_of(row["amount_usd_low"])
    if usd is not None and text_of(row["currency"]) != "USD":
        yield (
            f"in dollars: {tell_bound(usd, usd, 'USD', 'exact')} at the {row['fx_source']} of "
            f"{_day(row['fx_date'])}"
        )
    elif usd is None:
        yield str(row["fx_source"])


def _decided(row: Record) -> str:
    return "decided by the analyst" if row["decided_by"] == "curator" else "decided by the rules"


def _days(row: Record, name: str) -> str:
    first, last = _day(row[f"{name}_earliest"]), _day(row[f"{name}_latest"])
    if not first and not last:
        return "no day known"
    return last if first == last else f"{first or '…'} to {last or '…'}"


def _day(value: object) -> str:
    from ukjp.reconciling.cells import day_of

    day = day_of(value)
    return day.isoformat() if day else ""


def _claim_lines(found: ClaimTrail) -> Iterator[str]:
    from ukjp.reconciling.cells import text_of

    claim, article = found.claim, found.article
    yield f"claim {claim['claim_id']}: {found.sentence}"
    where = ", ".join(filter(None, (text_of(article.get("title")), text_of(article.get("outlet")))))
    published = (
        f"published {_days(article, 'published')} ({article['published_basis']})" if article else ""
    )
    place = f"characters {claim['start']} to {claim['end']}"
    yield ", ".join(filter(None, (f"in {claim['article_id']}", where, published, place)))
    basis = _IN_ARTICLE.sub("the article's ", text_of(claim["as_of_basis"]))
    said = text_of(claim["attributed_to"])
    day = f"speaks of {_days(claim, 'as_of')}" + (f" ({basis})" if basis else "")
    yield ", ".join(
        filter(
            None,
            (
                day,
                f"said by {said}" if said else "",
                f"read as {text_of(claim['kind']).replace('_', ' ')}: {claim['rule']}",
            ),
        )
    )
    for link, other in found.links:
        yield _link_line(claim, link, other)


def _link_line(claim: Record, link: Record, other: Record | None) -> str:
    outward = link["from_claim"] == claim["claim_id"]
    words = _RELATIONS[str(link["relation"])][0 if outward else 1]
    name = link["to_claim" if outward else "from_claim"]
    quote = f"“{other['quote']}”" if other is not None else "a figure"
    return f"{words} {quote} ({name}): {link['verdict']}. {link['reason']} ({_decided(link)})"


_RELATIONS = {
    "part_of": ("part of", "has as part"),
    "restates": ("names again", "is named again by"),
    "same_total": ("states the total of", "states the total of"),
    "conversion_of": ("converts", "is converted as"),
    "draws_on": ("is paid from", "pays for"),
}


@click.command()
@click.argument("what")
@click.argument("articles", nargs=-1, type=click.Path(path_type=Path))
@ask_scope
@ask_verdicts
def explain(
    what: str,
    articles: tuple[Path, ...],
    donor: str,
    recipient: str,
    as_of: str | None,
    curation: Path | None,
) -> None:
    """Print the way from a figure to the quoted words.

    WHAT is an amount (12.1bn, "$984 million"), a claim_id or a ledger_id; ARTICLES are folders or
    files, the briefs when none are named. Exit code 2 when nothing is found.
    """
    import os

    from ukjp.dataset import build_dataset

    places = list(articles) or os.environ.get("UKJP_ARTICLES") or None
    dataset = build_dataset(
        places, donor=donor, recipient=recipient, as_of=as_of, curation=curation
    )
    click.echo(format_trails(explain_figure(dataset, what)))
