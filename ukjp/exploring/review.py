"""The review queue: what the rules were least sure of comes first, each with the reason to doubt.

An item is one link or one claim. It is made from what the rules alone read, so that the number of
items does not shrink as they are decided, and looked at when a person's row speaks of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ukjp.reconciling.cells import day_of, flag_of, records_of, text_of

if TYPE_CHECKING:
    import pandas as pd

    from ukjp.dataset import Dataset

Json = dict[str, Any]
Doubt = tuple[int, str]

UNDECIDED, CONFLICT, WEIGHED, NO_DAY, BOUNDED, WEAK_KIND, DOUBTFUL_SCOPE, ASSUMED = (
    100, 90, 80, 70, 60, 50, 40, 20,
)  # fmt: skip
"""How much each doubt weighs: what can change the total comes before what can change a word."""

_SYMMETRIC = frozenset({"restates", "same_total", "conversion_of"})
_DOUBTFUL = frozenset({"hypothetical", "programme_total"})


def build_queue(
    dataset: Dataset, rules: Dataset, claims: Mapping[str, Json], checks: pd.DataFrame
) -> list[Json]:
    """Return what there is to review, the most doubtful first.

    `rules` is the dataset without a person's verdicts, `claims` are the records of `dataset`'s
    claims, `checks` what `check_ledger` says of it.
    """
    items = {item["id"]: item for item in _claim_items(rules, _conflicts(dataset, checks))}
    items |= {item["id"]: item for item in (*_link_items(dataset), *_link_items(rules))}
    decided = _decided(dataset, claims)
    for item in items.values():
        item["looked"] = item["id"] in decided
    return sorted(items.values(), key=lambda item: (-item["weight"], item["id"]))


def link_key(start: str, end: str, relation: str) -> str:
    """Return the identifier of a link's item, the same from both ends where both say the same."""
    if relation in _SYMMETRIC:
        start, end = min(start, end), max(start, end)
    return f"link {start} {relation} {end}"


def _decided(dataset: Dataset, claims: Mapping[str, Json]) -> set[str]:
    """Return the identifiers of what a person has spoken of."""
    links = (row for row in records_of(dataset.links) if text_of(row["decided_by"]) == "curator")
    found = {link_key(row["from_claim"], row["to_claim"], row["relation"]) for row in links}
    return found | {f"claim {name}" for name, claim in claims.items() if "corrections" in claim}


def _link_items(dataset: Dataset) -> Iterator[Json]:
    """Yield the links that were left open or weighed, where they touch what is in scope."""
    scoped = {
        row["claim_id"]: row["article_id"]
        for row in records_of(dataset.claims)
        if flag_of(row["in_scope"])
    }
    for row in records_of(dataset.links):
        start, end = text_of(row["from_claim"]), text_of(row["to_claim"])
        weight, words = _link_doubt(row, scoped.get(start), scoped.get(end))
        if words:
            yield {
                "id": link_key(start, end, row["relation"]),
                "claim": start,
                "link": [start, end, text_of(row["relation"])],
                "why": [f"{words} {text_of(row['reason'])}"],
                "weight": weight,
            }


def _link_doubt(row: Mapping[str, Any], article: str | None, other: str | None) -> Doubt:
    """Return why to look at a link: it is open, or the texts themselves do not say it."""
    if row["verdict"] == "undecided" and (article or other):
        return UNDECIDED, "Undecided:"
    if row["relation"] == "restates" and article and other and article != other:
        if row["decided_by"] == "rule":
            return WEIGHED, f"Read as {row['verdict']} money, weighed from two articles:"
    return 0, ""


def _conflicts(dataset: Dataset, checks: pd.DataFrame) -> dict[str, str]:
    """Return the claims whose figures contradict each other, with the finding."""
    claims = {
        text_of(row["ledger_id"]): text_of(row["claims"]).split()
        for row in records_of(dataset.ledger)
    }
    found: dict[str, str] = {}
    for row in records_of(checks):
        if row["agrees"] == "no":
            for ledger_id in row["ledger_ids"].split():
                for claim in claims.get(ledger_id, ()):
                    found.setdefault(claim, row["finding"])
    return found


def _claim_items(rules: Dataset, conflicts: Mapping[str, str]) -> Iterator[Json]:
    for row in records_of(rules.claims):
        name = text_of(row["claim_id"])
        doubts = sorted(_doubts(row, conflicts.get(name, "")), reverse=True)
        if doubts:
            yield {
                "id": f"claim {name}",
                "claim": name,
                "link": None,
                "why": [words for _, words in doubts],
                # Two doubts weigh more than one, never more than a graver one.
                "weight": doubts[0][0] + min(len(doubts), 9),
            }


def _doubts(row: Mapping[str, Any], conflict: str) -> Iterable[Doubt]:
    """Yield what speaks for having a look at a claim, with its weight."""
    if not flag_of(row["in_scope"]):
        yield from _scope_doubts(row)
        return
    earliest, latest = day_of(row["as_of_earliest"]), day_of(row["as_of_latest"])
    if conflict:
        yield CONFLICT, f"Contradicts another figure: {conflict}"
    if earliest is None or latest is None:
        yield NO_DAY, "The day is not known: it cannot be drawn where it belongs."
    elif earliest != latest:
        yield BOUNDED, f"The day is only bounded: between {earliest} and {latest}."
    if "“" not in text_of(row["rule"]):
        yield WEAK_KIND, f"No word decides what it is: {text_of(row['rule'])}."
    if text_of(row["currency_basis"]) == "assumed":
        yield ASSUMED, f"The sign leaves the currency open; read as {text_of(row['currency'])}."


def _scope_doubts(row: Mapping[str, Any]) -> Iterable[Doubt]:
    excluded = text_of(row["excluded_because"])
    if excluded in _DOUBTFUL:
        yield DOUBTFUL_SCOPE, f"Left out as {excluded.replace('_', ' ')}: {text_of(row['rule'])}."
    elif excluded == "other_donor" and not text_of(row["donor"]):
        yield DOUBTFUL_SCOPE + 5, "Left out because the text does not say who gives."
