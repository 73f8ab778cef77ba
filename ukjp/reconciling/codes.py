"""The codes by which others know a row of the ledger: IATI transaction, finance and flow type.

`data/reference/iati_codes.csv` says which code stands for what. A code is left out where the
article does not say what it would claim: a running total is no transaction, a part goes with its
whole, a pledge named again with the first one, and money is official development assistance only
where it is called so.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from ukjp.errors import DataError
from ukjp.resources import resource_folder

_NOT_SO = r"(?<!non-)(?<!not )(?<!no )(?<!outside )(?<!beyond )"


class Codes(NamedTuple):
    """The published codes of a row, None where it has none."""

    transaction: str | None
    finance: str | None
    flow: str | None


class _Rule(NamedTuple):
    """A code, and what a row must be or be called to have it; empty means: whatever it is."""

    code: str
    kind: str
    instrument: str
    words: re.Pattern[str] | None


def find_codes(kind: str, instrument: str | None, sentences: Iterable[str]) -> Codes:
    """Return the codes of money of a kind and form that the articles speak of in `sentences`.

    A kind that is "" stands for no transaction of its own.
    """
    rules = _rules()
    flows = {
        rule.code
        for rule in rules["iati_flow_type"]
        for sentence in sentences
        if rule.words and rule.words.search(sentence)
    }
    return Codes(
        _first(rules["iati_transaction_type"], kind, instrument),
        _first(rules["iati_finance_type"], kind, instrument),
        flows.pop() if len(flows) == 1 else None,
    )


def _first(rules: Iterable[_Rule], kind: str, instrument: str | None) -> str | None:
    for rule in rules:
        if rule.kind in {"", kind} and rule.instrument in {"", instrument}:
            return rule.code
    return None


@cache
def _rules() -> Mapping[str, list[_Rule]]:
    path = resource_folder("data") / "reference" / "iati_codes.csv"
    rules: dict[str, list[_Rule]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                rule = _Rule(row["code"], row["kind"], row["instrument"], _pattern(row["words"]))
                rules.setdefault(row["column"], []).append(rule)
    except (OSError, KeyError, ValueError) as error:
        raise DataError(f"data/reference/{path.name} cannot be read: {error!r}") from error
    return rules


def _pattern(words: str) -> re.Pattern[str] | None:
    """Return what finds one of the phrases: in any case, but an abbreviation only as it is."""
    phrases = [phrase.strip() for phrase in words.split(";") if phrase.strip()]
    if not phrases:
        return None
    found = [
        re.escape(phrase) if phrase.isupper() else f"(?i:{re.escape(phrase)})" for phrase in phrases
    ]
    return re.compile(rf"{_NOT_SO}\b(?:{'|'.join(found)})\b")
