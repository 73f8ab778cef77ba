"""What a correction may say: checked against the figures it speaks of, before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ukjp.actors import check_actor
from ukjp.errors import DataError
from ukjp.reconciling.cells import number_of, text_of
from ukjp.reconciling.curation import Curation, check_row

if TYPE_CHECKING:
    from ukjp.dataset import Dataset

_LARGER = 1.0005
"""A part may exceed its whole by what rounding explains, and no more."""


_YEARS = 1900, 2100
"""Years a figure of these articles can speak of: another one is a slip of the keys."""


def check_change(dataset: Dataset, row: Curation) -> None:
    """Raise DataError, in one line for the analyst, for a change that cannot be made."""
    fault = check_row(row)
    if fault is not None:
        raise DataError(fault)
    if row.field in ("donor", "recipient") and row.value:
        check_actor(row.value, row.field)
    if row.field == "as_of":
        _check_years(row.value)
    if row.field in ("part_of", "conversion_of") and row.value:
        _check_whole(dataset, row)


def _check_years(value: str) -> None:
    first, last = _YEARS
    for day in value.split("/"):
        if not first <= int(day.strip()[:4]) <= last:
            raise DataError(f"{day} is no day to be drawn: years go from {first} to {last}")


def _check_whole(dataset: Dataset, row: Curation) -> None:
    claims = dataset.claims.set_index("claim_id")
    if row.value not in claims.index:
        raise DataError(f"there is no figure {row.value}")
    if row.value == row.claim_id:
        raise DataError("a figure cannot be part of itself")
    wholes = {str(name): text_of(whole) for name, whole in claims[row.field].items()}
    _check_circle(wholes, row)
    part, whole = claims.loc[row.claim_id], claims.loc[row.value]
    small, large = number_of(part["amount"]), number_of(whole["amount_max"])
    large = large or number_of(whole["amount"])
    bounded = text_of(whole["qualifier"]) in ("at_least", "about", "nearly")
    if row.field != "part_of" or bounded or part["currency"] != whole["currency"]:
        return
    if small is not None and large is not None and small > large * _LARGER:
        raise DataError(
            f"“{part['quote']}” cannot be part of “{whole['quote']}”: a part is not larger than "
            "its whole"
        )


def _check_circle(wholes: dict[str, str], row: Curation) -> None:
    """Raise where the whole is, in the end, part of the part."""
    seen, place = {row.claim_id}, row.value
    while place:
        if place in seen:
            raise DataError("this would make a circle: the whole is itself part of this figure")
        seen.add(place)
        place = wholes.get(place, "")
