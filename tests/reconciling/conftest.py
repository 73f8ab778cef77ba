"""Claims made by hand: a sentence with the figure in brackets, and what reading would say of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from ukjp.reading.claims import Claim, claim_identifier
from ukjp.reconciling.ledger import LedgerRow, build_ledger
from ukjp.reconciling.links import find_links
from ukjp.reconciling.reference import NOTHING_KNOWN, Facts, period_of
from ukjp.reconciling.relations import Link

_UNITS = {"m": 1e6, "bn": 1e9, "tn": 1e12, "": 1.0}
_AMOUNT = re.compile(r"([\d.]+)(m|bn|tn|)(?:-([\d.]+)(m|bn|tn))? ([A-Z]{3})")


class Articles:
    """Builds claims article by article, with offsets that grow as the sentences are told."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self._ends: dict[str, int] = {}

    def say(
        self,
        article: str,
        sentence: str,
        amount: str,
        day: str | None = None,
        kind: str = "commitment",
        *,
        at: int | None = None,
        **fields: Any,
    ) -> Claim:
        """Add the claim that a sentence makes with the figure in [brackets].

        `amount` is like "4.5bn USD"; `day` an ISO day, month, year or two of them with a slash.
        The same sentence told twice keeps its place, so that it can hold several figures.
        """
        begin = sentence.index("[")
        quote = sentence[begin + 1 : sentence.index("]")]
        text = sentence.replace("[", "").replace("]", "")
        base = self._base(article, text) if at is None else at
        found = _AMOUNT.fullmatch(amount)
        assert found, amount
        low, unit, high, high_unit, currency = found.groups()
        claim = Claim(
            claim_id=claim_identifier(article, base + begin),
            article_id=article,
            start=base + begin,
            end=base + begin + len(quote),
            quote=quote,
            qualifier_text=None,
            prefix=text[max(0, begin - 32) : begin],
            suffix=text[begin + len(quote) : begin + len(quote) + 32],
            sentence=text,
            amount=round(float(low) * _UNITS[unit or (high_unit or "")], 2),
            amount_max=float(high) * _UNITS[high_unit] if high else None,
            currency=currency,
            currency_basis="stated",
            qualifier="range" if high else "exact",
            kind=kind,
            in_scope=True,
            excluded_because=None,
            donor="Japan",
            recipient="Ukraine",
            instrument=None,
            sector=None,
            channel=None,
            part_of=None,
            conversion_of=None,
            as_of_earliest=bounds(day)[0],
            as_of_latest=bounds(day)[1],
            as_of_basis=None if day is None else "article: date_line",
            attributed_to=None,
            rule="made by hand",
        )._replace(**fields)
        if fields.get("excluded_because"):
            claim = claim._replace(in_scope=False)
        self.claims.append(claim)
        return claim

    def _base(self, article: str, text: str) -> int:
        told = next(
            (c for c in self.claims if c.article_id == article and c.sentence == text), None
        )
        if told is not None and self._ends.get(f"{article}:{text}") is not None:
            return self._ends[f"{article}:{text}"]
        base = self._ends.get(article, 0)
        self._ends[article] = base + len(text) + 1
        self._ends[f"{article}:{text}"] = base
        return base


def bounds(day: str | None) -> tuple[date | None, date | None]:
    """First and last day of "2023-12-06", "2024-02", or "2024-02-24/2024-06-13"."""
    if day is None:
        return None, None
    first, _, last = day.partition("/")
    start, end = period_of(first), period_of(last or first)
    assert start, day
    assert end, day
    return start[0], end[1]


def reconcile(
    claims: Iterable[Claim], facts: Facts = NOTHING_KNOWN
) -> tuple[list[Link], list[LedgerRow]]:
    """Links and ledger of hand-made claims."""
    found = list(claims)
    links = find_links(found, facts)
    return links, build_ledger(found, links)


def counted(rows: Iterable[LedgerRow], currency: str = "USD") -> float:
    """The sum of what counts, in one currency, in millions."""
    return round(
        sum(r.amount_low for r in rows if r.counts_in_total and r.currency == currency) / 1e6, 3
    )


def verdict_between(
    links: Iterable[Link], a: Claim, b: Claim, relation: str = "restates"
) -> str | None:
    """The verdict on two claims, None where no link says anything."""
    ends = {a.claim_id, b.claim_id}
    found = [x for x in links if {x.from_claim, x.to_claim} == ends and x.relation == relation]
    assert len(found) <= 1, found
    return found[0].verdict if found else None


@pytest.fixture
def articles() -> Articles:
    return Articles()


@pytest.fixture
def five() -> Callable[[], list[Claim]]:
    """The figures of the five briefs as they should be read."""
    return five_articles


def five_articles() -> list[Claim]:
    """The figures of the five briefs, as they should be read, in sentences of their own."""
    a = Articles()
    over: dict[str, Any] = {"qualifier": "at_least", "qualifier_text": "more than"}
    call = "2024-04-03"
    a.say(
        "000",
        "Help of more than [$12 billion] so far.",
        "12bn USD",
        call,
        "cumulative_total",
        **over,
    )
    told = "Within a wider {} tranche of a World Bank programme, {} was contributed by Japan."
    others: dict[str, Any] = {"excluded_because": "programme_total", "donor": None}
    text = told.format("[$1.5 billion]", "$984 million")
    tranche = a.say("000", text, "1.5bn USD", call, "other", channel="World Bank", **others)
    text = told.format("$1.5 billion", "[$984 million]")
    paid: dict[str, Any] = {"part_of": tranche.claim_id, "channel": "World Bank"}
    a.say("000", text, "984m USD", call, "disbursement", **paid)
    day = "2023-12-06"
    text = "Tokyo is promising [$4.5 billion] to Kyiv."
    pledge = a.say("001", text, "4.5bn USD", day, as_of_basis="weekday")
    parts: dict[str, Any] = {"kind": "component", "part_of": pledge.claim_id}
    text = "Of the sum, [$1 billion] goes to humanitarian relief."
    a.say("001", text, "1bn USD", day, sector="humanitarian", **parts)
    text = "With the remaining [$3.5 billion] Japan will guarantee loans."
    a.say("001", text, "3.5bn USD", day, instrument="guarantee", channel="World Bank", **parts)
    text = "Japan has given upwards of [$7 billion] since Russia invaded."
    a.say("001", text, "7bn USD", "2023-12-08", "cumulative_total", **over)
    feed: dict[str, Any] = {"kind": "other", "excluded_because": "page_furniture", "donor": "IMF"}
    a.say("002", "IMF agrees to give Ukraine [$1.1bn].", "1.1bn USD", **feed)
    a.say("002", "The IMF signed off on a tranche of [$1.1 billion].", "1.1bn USD", **feed)
    text = "Japan’s financial aid to Ukraine adds up to [$12.1 billion] since 2022."
    a.say("003", text, "12.1bn USD", "2024-02-24/2024-06-13", "cumulative_total")
    accord = "2024-06-13"
    a.say("004", "Japan is going to give Ukraine [$4.5B], he says.", "4.5bn USD", accord)
    a.say("004", "Japan is to provide [$4.5 billion] to Ukraine, he said.", "4.5bn USD", accord)
    return a.claims
