"""Tables beside the evidence: distinct money, how figures relate, and the articles themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ukjp import vocabulary
from ukjp.drawing.formats import (
    evidence_anchor,
    format_amount,
    format_bound,
    format_day,
    format_days,
    sentence_case,
    with_article,
)
from ukjp.publishing.evidence import (
    INSTRUMENT_WORDS,
    KIND_WORDS,
    Record,
    articles_by_id,
    claim_words,
    evidence_anchor_link,
)
from ukjp.publishing.exhibits import Cell, Line, Table, cell, line, row, words
from ukjp.reconciling.aid import stated_value
from ukjp.reconciling.cells import day_of, flag_of, number_of, records_of, text_of

if TYPE_CHECKING:
    from ukjp.dataset import Dataset

_RELATIONS = {
    "part_of": "is part of",
    "restates": "names again",
    "same_total": "states the same total as",
    "conversion_of": "converts",
    "draws_on": "was paid out of",
}
_VERDICTS = {"same": "Yes", "different": "No", "undecided": "Undecided"}


def build_ledger_table(dataset: Dataset) -> Table:
    """Return the distinct money, a row each, with what counts and why."""
    pair = f"{with_article(dataset.donor)} to {with_article(dataset.recipient)}"
    claims = _claims_by_id(dataset)
    rows = tuple(
        row(
            _amount_cell(entry),
            cell(
                sentence_case(KIND_WORDS[text_of(entry["kind"])]),
                line(words(_form_words(entry), "muted")),
            ),
            sentence_case(
                format_days(day_of(entry["date_earliest"]), day_of(entry["date_latest"]), "prose")
            ),
            cell(
                line(
                    words(
                        "Adds to the sum of pledges" if _counts(entry) else "Adds nothing", "strong"
                    )
                ),
                line(words(text_of(entry["why"]), "muted")),
                _decided_line(entry),
            ),
            cell(_claim_links(text_of(entry["claims"]).split(), claims)),
        )
        for entry in records_of(dataset.ledger)
    )
    return Table(
        name="ledger",
        caption=f"Distinct money from {pair}, after the links",
        columns=("Amount", "What it is", "Day", "What it adds", "Rests on"),
        rows=rows,
        empty="No money in scope was found.",
    )


def build_links_table(dataset: Dataset) -> Table:
    """Return how figures relate, each verdict with its reason and who decided it."""
    claims = _claims_by_id(dataset)
    rows = tuple(
        row(
            cell(_claim_links([text_of(link["from_claim"])], claims)),
            _RELATIONS[text_of(link["relation"])],
            cell(_claim_links([text_of(link["to_claim"])], claims)),
            cell(
                line(words(_VERDICTS[text_of(link["verdict"])], "strong")),
                _decided_line(link),
            ),
            text_of(link["reason"]),
        )
        for link in records_of(dataset.links)
    )
    return Table(
        name="links",
        caption="How figures relate, and why they were read so",
        columns=("This figure", "relates", "to that figure", "Verdict", "Reason"),
        rows=rows,
        empty="No two figures relate to each other.",
    )


def build_articles_table(dataset: Dataset) -> Table:
    """Return the articles with the day of each, where it comes from and why."""
    rows = tuple(
        row(
            _article_cell(article),
            _published_cell(article),
            _basis_cell(article),
            anchor=evidence_anchor(name, "article"),
            label=f"Article {name}",
        )
        for name, article in articles_by_id(dataset).items()
    )
    return Table(
        name="articles",
        caption="The articles, and how their days are known",
        columns=("Article", "Published", "How the day is known"),
        rows=rows,
        empty="No article was read.",
    )


def _article_cell(article: Record) -> Cell:
    title, address = text_of(article["title"]), text_of(article["url"])
    facts = [text_of(article["outlet"]), text_of(article["path"])]
    share = f"{article['body_chars']:,} of {article['chars']:,} characters are article"
    return cell(
        line(words(title or text_of(article["article_id"]), "strong", address)),
        line(words(", ".join(fact for fact in facts if fact), "muted")),
        line(words(share, "muted")),
    )


def _published_cell(article: Record) -> Cell:
    earliest, latest = day_of(article["published_earliest"]), day_of(article["published_latest"])
    if earliest is None and latest is None:
        return cell("Unknown")
    return cell(sentence_case(format_days(earliest, latest, "prose")))


def _basis_cell(article: Record) -> Cell:
    basis, reason = text_of(article["published_basis"]), text_of(article["published_reason"])
    if basis == "bounded" and reason:
        return cell(sentence_case(reason))
    return cell(sentence_case(vocabulary.PUBLISHED_BASIS[basis]), line(words(reason, "muted")))


def _amount_cell(entry: Record) -> Cell:
    low, high = number_of(entry["amount_low"]), number_of(entry["amount_high"])
    qualifier, currency = text_of(entry["qualifier"]), text_of(entry["currency"])
    stated = format_bound(
        stated_value(low, high, qualifier), currency, qualifier, "prose", low=low, high=high
    )
    return cell(line(words(stated, "strong")), line(words(_dollar_words(entry), "muted")))


def _dollar_words(entry: Record) -> str:
    """Return a foreign amount in dollars with its rate, or that there is none."""
    currency = text_of(entry["currency"])
    if currency == "USD":
        return ""
    rate, day = number_of(entry["fx_rate"]), day_of(entry["fx_date"])
    if rate is None:
        return text_of(entry["fx_source"]) or "no dated rate to US dollars"
    low, high = number_of(entry["amount_usd_low"]), number_of(entry["amount_usd_high"])
    qualifier = text_of(entry["qualifier"])
    value = stated_value(low, high, qualifier)
    dollars = format_bound(value, "USD", qualifier, "prose", low=low, high=high, converted=True)
    source = text_of(entry["fx_source"])
    when = f" of {format_day(day, 'prose')}" if day else ""
    return f"{dollars} at {rate:.6g} US dollars for {format_amount(1, currency)}, {source}{when}"


def _form_words(entry: Record) -> str:
    parts = [
        INSTRUMENT_WORDS.get(text_of(entry["instrument"]), ""),
        text_of(entry["sector"]),
        f"through {text_of(entry['channel'])}" if text_of(entry["channel"]) else "",
    ]
    return ", ".join(part for part in parts if part)


def _decided_line(record: Record) -> Line:
    curated = text_of(record["decided_by"]) == "curator"
    return line(words("decided by a person, not by the rules" if curated else "", "muted"))


def _counts(entry: Record) -> bool:
    return flag_of(entry["counts_in_total"])


def _claims_by_id(dataset: Dataset) -> dict[str, Record]:
    return {text_of(claim["claim_id"]): claim for claim in records_of(dataset.claims)}


def _claim_links(names: list[str], claims: dict[str, Record]) -> Line:
    """Return the claims' amounts, each linked to its row of evidence."""
    parts = []
    for name in names:
        claim = claims.get(name)
        said = claim_words(claim) if claim else name
        parts += [words(said, "", evidence_anchor_link(name, "claim")), words("; ")]
    return tuple(parts[:-1])
