"""The tables, column by column: checks, data dictionary and data package are made from here.

Columns of the published data model are never renamed; a table may grow columns.
`text` columns hold strings, `number` floats, `integer` whole numbers, `date` ISO 8601 days
(YYYY-MM-DD), `partial_date` an ISO day, month or year, `boolean` true/false, `list` identifiers
joined by a blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ukjp import vocabulary as words


class Column(NamedTuple):
    """One column: its name, type, meaning, and what may stand in it."""

    name: str
    type: str
    description: str
    required: bool = True
    codes: Mapping[str, str] | None = None


class Table(NamedTuple):
    """One table: its name, what a row is, its key and its columns in order."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns in their order."""
        return tuple(column.name for column in self.columns)


ARTICLES = Table(
    "articles",
    "an article that was read",
    ("article_id",),
    (
        Column("article_id", "text", "stem of the article's file name, or the record's own id"),
        Column("path", "text", "file name, relative to the folder that was read"),
        Column("sha256", "text", "hash of the article's bytes, hexadecimal"),
        Column("encoding", "text", "encoding the bytes were read with"),
        Column("title", "text", "headline", required=False),
        Column("outlet", "text", "who published it, where the text says so", required=False),
        Column("url", "text", "address the article names for itself", required=False),
        Column("language", "text", "ISO 639-1 code of the body's language"),
        Column("published_earliest", "date", "first day it can have appeared on", required=False),
        Column("published_latest", "date", "last day it can have appeared on", required=False),
        Column("published_basis", "text", "where the day comes from", codes=words.PUBLISHED_BASIS),
        Column("published_reason", "text", "why the bounds are what they are", required=False),
        Column("chars", "integer", "characters of the file's text"),
        Column("body_chars", "integer", "characters of it that are article, not page furniture"),
    ),
)

CLAIMS = Table(
    "claims",
    "a money expression, in the body or in the page furniture",
    ("claim_id",),
    (
        Column("claim_id", "text", "article_id, a hyphen, and start"),
        Column("article_id", "text", "the article it stands in"),
        Column("start", "integer", "offset of the quote's first character, from 0"),
        Column("end", "integer", "offset behind the quote's last character"),
        Column("quote", "text", "exactly text[start:end]: amount and currency, no qualifier"),
        Column("qualifier_text", "text", "the qualifying words as written", required=False),
        Column("prefix", "text", "up to 32 characters before the quote", required=False),
        Column("suffix", "text", "up to 32 characters after the quote", required=False),
        Column("sentence", "text", "the sentence that holds the quote"),
        Column("amount", "number", "units of the currency, not thousands or millions"),
        Column("amount_max", "number", "upper end of a range, else empty", required=False),
        Column("currency", "text", "ISO 4217 code"),
        Column("currency_basis", "text", "stated, or assumed where the sign leaves it open"),
        Column("qualifier", "text", "how exact the figure claims to be", codes=words.QUALIFIERS),
        Column("kind", "text", "what this money is, whoever gives it to whom", codes=words.KINDS),
        Column("in_scope", "boolean", "counts for the donor and recipient asked for"),
        Column(
            "excluded_because",
            "text",
            "why it does not count, empty when in scope",
            required=False,
            codes=words.EXCLUSIONS,
        ),
        Column("donor", "text", "who gives, canonical name", required=False),
        Column("recipient", "text", "who receives, canonical name", required=False),
        Column("instrument", "text", "form of the aid", required=False, codes=words.INSTRUMENTS),
        Column("sector", "text", "purpose of the aid", required=False, codes=words.SECTORS),
        Column("channel", "text", "organisation the money passes through", required=False),
        Column("part_of", "text", "claim_id of the amount it is part of", required=False),
        Column("conversion_of", "text", "claim_id of the amount it converts", required=False),
        Column("as_of_earliest", "date", "first day the figure can speak of", required=False),
        Column("as_of_latest", "date", "last day the figure can speak of", required=False),
        Column("as_of_basis", "text", "where that day comes from", required=False),
        Column("attributed_to", "text", "who says so, as named in the article", required=False),
        Column("rule", "text", "what decided the kind, in words"),
    ),
)

EVENTS = Table(
    "events",
    "a dated happening",
    ("event_id",),
    (
        Column("event_id", "text", "article_id, -e, and start"),
        Column("article_id", "text", "the article it stands in"),
        Column("start", "integer", "offset of the quote's first character, from 0"),
        Column("end", "integer", "offset behind the quote's last character"),
        Column("quote", "text", "exactly text[start:end]"),
        Column("date", "partial_date", "as precise as the text supports", required=False),
        Column("date_earliest", "date", "first possible day", required=False),
        Column("date_latest", "date", "last possible day", required=False),
        Column("date_basis", "text", "where the day comes from", codes=words.DATE_BASIS),
        Column("type", "text", "kind of happening", codes=words.EVENT_TYPES),
        Column("status", "text", "as of the article", codes=words.STATUSES),
        Column("what", "text", "the happening in a few words"),
        Column("parties", "list", "canonical names, joined by '; '", required=False),
        Column("place", "text", "where", required=False),
        Column(
            "excluded_because",
            "text",
            "why it is not shown, empty when it is",
            required=False,
            codes=words.EXCLUSIONS,
        ),
    ),
)

LINKS = Table(
    "links",
    "a relation between two claims, with its verdict",
    ("from_claim", "to_claim", "relation"),
    (
        Column("from_claim", "text", "claim_id"),
        Column("to_claim", "text", "claim_id"),
        Column("relation", "text", "how the first relates to the second", codes=words.RELATIONS),
        Column("verdict", "text", "what the evidence says", codes=words.VERDICTS),
        Column("reason", "text", "a sentence that a reader can check"),
        Column("decided_by", "text", "rules or a person", codes=words.DECIDED_BY),
    ),
)

LEDGER = Table(
    "ledger",
    "distinct money in scope, after the links",
    ("ledger_id",),
    (
        Column("ledger_id", "text", "identifier, made from the first supporting claim"),
        Column("kind", "text", "what this money is", codes=words.KINDS),
        Column("amount_low", "number", "lower bound, units of currency"),
        Column("amount_high", "number", "upper bound; empty where none is known", required=False),
        Column("currency", "text", "ISO 4217 code"),
        Column("amount_usd_low", "number", "lower bound in US dollars", required=False),
        Column("amount_usd_high", "number", "upper bound in US dollars", required=False),
        Column("fx_rate", "number", "US dollars for one unit of currency", required=False),
        Column("fx_date", "date", "day of the rate", required=False),
        Column("fx_source", "text", "who published the rate", required=False),
        Column("instrument", "text", "form of the aid", required=False, codes=words.INSTRUMENTS),
        Column("sector", "text", "purpose of the aid", required=False, codes=words.SECTORS),
        Column("channel", "text", "organisation the money passes through", required=False),
        Column("qualifier", "text", "how exact the figure is", codes=words.QUALIFIERS),
        Column("date_earliest", "date", "first day it can stand for", required=False),
        Column("date_latest", "date", "last day it can stand for", required=False),
        Column("part_of", "text", "ledger_id of the whole it belongs to", required=False),
        Column("restates", "text", "ledger_id of the pledge it names again", required=False),
        Column("claims", "list", "every supporting claim_id, joined by a blank"),
        Column("counts_in_total", "boolean", "true for distinct increments only"),
        Column("why", "text", "why it counts or does not"),
        Column("decided_by", "text", "rules or a person", codes=words.DECIDED_BY),
        Column(
            "iati_transaction_type",
            "text",
            "IATI TransactionType code; empty for totals so far, parts and pledges named again",
            required=False,
        ),
        Column("iati_finance_type", "text", "IATI FinanceType code of the form", required=False),
        Column(
            "iati_flow_type",
            "text",
            "IATI FlowType code, only where an article itself calls the money so",
            required=False,
        ),
    ),
)

TABLES = (ARTICLES, CLAIMS, EVENTS, LINKS, LEDGER)
