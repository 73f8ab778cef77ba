"""What the widget says of a mark when it is pointed at: the figure spelled out, as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ukjp.drawing.formats import currency_name, currency_sign, format_bound, sentence_case
from ukjp.drawing.wording import on_days, purpose_words, whole_words
from ukjp.reconciling.cells import number_of

Row = Mapping[str, Any]

KIND_WORDS = {
    "cumulative_total": "total so far",
    "commitment": "pledge",
    "disbursement": "money that moved",
    "component": "part of an amount",
    "other": "no aid",
}
RELATION_WORDS = {
    "part_of": ("is part of", "has as a part"),
    "restates": ("names again", "is named again by"),
    "same_total": ("states the same total as", "states the same total as"),
    "conversion_of": ("converts", "is converted as"),
    "draws_on": ("was paid out of", "pays for"),
}


def spell_amount(
    value: float | None,
    currency: str,
    qualifier: str = "exact",
    *,
    low: float | None = None,
    high: float | None = None,
    floor: str = "more than",
) -> str:
    """Return an amount with its bound and the currency's name: "more than 12 billion US dollars".

    `value` is in units of the currency; None makes "an unknown amount".
    """
    told = format_bound(value, currency, qualifier, "prose", low=low, high=high, floor=floor)
    if value is None:
        return told
    return f"{told.replace(currency_sign(currency), '')} {currency_name(currency)}"


def spell_stated(row: Row) -> str:
    """Return a mark's amount as it was stated, spelled out."""
    value, low, high = (number_of(row[f"stated_{name}"]) for name in ("value", "low", "high"))
    return spell_amount(
        value,
        row["stated_currency"],
        row["qualifier"],
        low=low,
        high=high,
        floor=row["floor"] or "more than",
    )


def tell_mark(row: Row, parent: Row | None = None) -> str:
    """Return the sentence on a row of `cumulative_aid`; `parent` is what it is part of."""
    told = _TOLD[row["role"]](row, parent)
    if number_of(row["fx_rate"]) is not None and number_of(row["value"]) is not None:
        rounded = float(f"{row['value']:.3g}")
        told += f" ({spell_amount(rounded, row['currency'], 'about')})"
    elif number_of(row["value"]) is None:
        told += " (no exchange rate of its day, so it is not drawn)"
    return sentence_case(told)


def _tell_level(row: Row, _: Row | None) -> str:
    return f"{spell_stated(row)} given or promised so far, said {on_days(row)}"


def _tell_increment(row: Row, _: Row | None) -> str:
    purpose = purpose_words(row)
    return f"{spell_stated(row)}{f' of {purpose}' if purpose else ''} pledged {on_days(row)}"


def _tell_uncounted(row: Row, _: Row | None) -> str:
    return f"{spell_stated(row)} named {on_days(row)}, not counted"


def _tell_component(row: Row, parent: Row | None) -> str:
    purpose = purpose_words(row)
    whole = f"part of {spell_stated(parent)}" if parent else "part of another amount"
    return f"{spell_stated(row)}{f' of {purpose}' if purpose else ''}, {whole}, told {on_days(row)}"


def _tell_again(row: Row, _: Row | None) -> str:
    same = "may be the same money" if row["verdict"] == "undecided" else "the same money"
    return f"{spell_stated(row)} named again {on_days(row)}, {same}: adds nothing"


def _tell_receipt(row: Row, _: Row | None) -> str:
    whole = whole_words(row, "prose")
    return f"{spell_stated(row)} reported as received {on_days(row)}" + (
        f", {whole}" if whole else ""
    )


def _tell_reference(row: Row, _: Row | None) -> str:
    return f"{spell_stated(row)}, not from the articles"


_TOLD = {
    "level": _tell_level,
    "increment": _tell_increment,
    "uncounted": _tell_uncounted,
    "component": _tell_component,
    "restatement": _tell_again,
    "receipt": _tell_receipt,
    "reference": _tell_reference,
}
