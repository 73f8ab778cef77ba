"""The published codes of a ledger row: given where the article says so, else left out."""

from __future__ import annotations

import pytest

from ukjp.reconciling.codes import Codes, find_codes


@pytest.mark.parametrize(
    ("kind", "instrument", "sentence", "codes"),
    [
        pytest.param("commitment", None, "", Codes("12", None, None), id="pledge"),
        pytest.param("commitment", "grant", "", Codes("12", "110", None), id="grant pledged"),
        pytest.param("commitment", "loan", "", Codes("12", "421", None), id="loan pledged"),
        pytest.param("commitment", "guarantee", "", Codes("10", "1100", None), id="guarantee"),
        pytest.param("commitment", "in_kind", "", Codes("12", "110", None), id="goods"),
        pytest.param("disbursement", "loan", "", Codes("3", "421", None), id="loan paid"),
        pytest.param("cumulative_total", None, "", Codes(None, None, None), id="a level is none"),
        pytest.param("component", "guarantee", "", Codes(None, "1100", None), id="a part is none"),
        pytest.param("", "grant", "", Codes(None, "110", None), id="named again"),
        pytest.param(
            "commitment", None, "An ODA loan of 5bn yen.", Codes("12", None, "10"), id="ODA"
        ),
        pytest.param(
            "disbursement", None, "Official Development Assistance of $5m", Codes("3", None, "10"),
            id="written out",
        ),
        pytest.param("commitment", None, "This is non-ODA.", Codes("12", None, None), id="non-ODA"),
        pytest.param("commitment", None, "Fodad Yoda ODAs", Codes("12", None, None), id="no word"),
        pytest.param(
            "commitment", None, "Export credits of $2m", Codes("12", None, "22"), id="credits"
        ),
        pytest.param(
            "commitment", None, "ODA and export credits", Codes("12", None, None), id="two at once"
        ),
    ],
)  # fmt: skip
def test_codes(kind: str, instrument: str | None, sentence: str, codes: Codes) -> None:
    assert find_codes(kind, instrument, [sentence]) == codes
