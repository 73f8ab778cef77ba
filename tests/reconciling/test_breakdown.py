"""What of the announced money is grant, loan or guarantee: each amount once."""

from __future__ import annotations

from pathlib import Path

import pytest

from ukjp.dataset import build_dataset
from ukjp.errors import ParameterError
from ukjp.reconciling.breakdown import NOT_STATED, break_down


def test_a_pledge_stands_by_its_parts(briefs: Path) -> None:
    table = break_down(build_dataset(briefs).ledger).set_index("instrument")
    assert dict(table["amount_usd_low"]) == {"guarantee": 3.5e9, NOT_STATED: 1.0e9}


@pytest.mark.parametrize("by", ["instrument", "sector", "channel"])
def test_pieces_add_up_to_what_counts(briefs: Path, by: str) -> None:
    ledger = build_dataset(briefs).ledger
    counted = ledger.loc[ledger["counts_in_total"], "amount_usd_low"].sum()
    assert break_down(ledger, by)["amount_usd_low"].sum() == pytest.approx(counted)


def test_nothing_counted_gives_no_rows(briefs: Path) -> None:
    ledger = build_dataset(briefs).ledger
    assert break_down(ledger[~ledger["counts_in_total"]]).empty


def test_another_column_is_refused(briefs: Path) -> None:
    with pytest.raises(ParameterError, match="none of instrument, sector, channel"):
        break_down(build_dataset(briefs).ledger, "colour")
