"""Counted money by form or purpose: what of the announced increments is grant, loan, guarantee.

Only what counts in the total is broken down, each amount once: a pledge with parts by its parts,
and what the parts leave over beside them. Guarantees stand apart, since they become cash only if
they are called.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from ukjp.errors import ParameterError

if TYPE_CHECKING:
    import pandas as pd

_BY = ("instrument", "sector", "channel")
NOT_STATED = "not stated"
_COLUMNS = ["amount_usd_low", "amount_usd_high", "rows"]


def break_down(ledger: pd.DataFrame, by: str = "instrument") -> pd.DataFrame:
    """Return the counted increments by `by`: instrument, sector or channel.

    One row for each code found and one, "not stated", for the rest; `amount_usd_low` and
    `amount_usd_high` in US dollars (an unknown upper bound makes the sum's unknown, too), `rows`
    the ledger rows behind it, joined by a blank. Amounts without a rate are left out. Raises
    ParameterError for another column.
    """
    import pandas as pd

    if by not in _BY:
        raise ParameterError(f"by={by!r} is none of {', '.join(_BY)}")
    counted = ledger[ledger["counts_in_total"] & ledger["amount_usd_low"].notna()]
    pieces = [piece for row in counted.to_dict("records") for piece in _pieces(row, ledger, by)]
    frame = pd.DataFrame(pieces, columns=[by, *_COLUMNS])
    grouped = frame.groupby(by, sort=True)
    return pd.DataFrame(
        {
            "amount_usd_low": grouped["amount_usd_low"].sum(),
            "amount_usd_high": grouped["amount_usd_high"].apply(lambda v: v.sum(skipna=False)),
            "rows": grouped["rows"].apply(" ".join),
        }
    ).reset_index()


def _pieces(
    row: Mapping[Hashable, Any], ledger: pd.DataFrame, by: str
) -> list[tuple[str, float, float | None, str]]:
    """A pledge as its parts and what they leave over."""
    parts = ledger[
        (ledger["part_of"] == row["ledger_id"]).fillna(False) & (ledger["kind"] == "component")
    ].to_dict("records")
    found = [_piece(part, by, fallback=row) for part in parts if _number(part, "low") is not None]
    low, high = _number(row, "low") or 0.0, _number(row, "high")
    rest_low = low - sum(piece[1] for piece in found)
    if rest_low > 1e-6 * low or not found:
        rest_high = None if high is None else high - sum(piece[1] for piece in found)
        found.append((_code(row, by), max(rest_low, 0.0), rest_high, str(row["ledger_id"])))
    return found


def _piece(
    part: Mapping[Hashable, Any], by: str, fallback: Mapping[Hashable, Any]
) -> tuple[str, float, float | None, str]:
    code = _code(part, by)
    if code == NOT_STATED:
        code = _code(fallback, by)
    return code, _number(part, "low") or 0.0, _number(part, "high"), str(part["ledger_id"])


def _code(row: Mapping[Hashable, Any], by: str) -> str:
    value = row[by]
    return value if isinstance(value, str) else NOT_STATED


def _number(row: Mapping[Hashable, Any], side: str) -> float | None:
    import pandas as pd

    value = row[f"amount_usd_{side}"]
    return None if value is None or pd.isna(value) else float(value)
