"""The articles beside the ministry and the tracker, with what each of them counts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ukjp.dataset import build_dataset
from ukjp.reconciling.comparison import COMPARISON_COLUMNS, compare_with_reference


@pytest.fixture(scope="module")
def table(briefs: Path) -> pd.DataFrame:
    return compare_with_reference(build_dataset(briefs, curation=[]))


def row(table: pd.DataFrame, concept: str, articles: str) -> pd.Series[object]:
    (found,) = (
        r for _, r in table.iterrows() if (r["concept"], r["articles"]) == (concept, articles)
    )
    return found


def test_columns_and_types(table: pd.DataFrame) -> None:
    assert tuple(table.columns) == COMPARISON_COLUMNS
    assert table["day"].dtype.kind == "M"
    assert table["articles_usd"].dtype == "float64"


def test_a_total(table: pd.DataFrame) -> None:
    found = row(table, "announced total", "$12.1bn")
    assert found["ministry_usd"] == pytest.approx(12.1e9)
    assert found["allocations_usd"] == pytest.approx(8.169e9)
    assert found["difference"] == (
        "The articles repeat the ministry's announced total; the tracker finds $3.93bn less set "
        "aside for delivery: an announcement is no allocation."
    )


def test_a_lower_bound_below_the_ministrys_total(table: pd.DataFrame) -> None:
    found = row(table, "announced total", "more than $7bn")
    assert found["ministry"].startswith("$7.6bn")
    assert "lower bound is $600m below" in found["difference"]


def test_a_pledge(table: pd.DataFrame) -> None:
    found = row(table, "new pledge", "$4.5bn")
    assert found["ministry_usd"] == pytest.approx(4.5e9)
    assert found["difference"] == (
        "The ministry's total grew by as much; the tracker books it as a commitment."
    )


def test_a_payment(table: pd.DataFrame) -> None:
    found = row(table, "payment", "$984m")
    assert found["ministry"] == ""
    assert "name no payments" in found["difference"]


def test_restatements_and_parts_are_not_compared(table: pd.DataFrame) -> None:
    assert sorted(table["articles"]) == [
        "$12.1bn",
        "$4.5bn",
        "$984m",
        "more than $12bn",
        "more than $7bn",
    ]


def test_other_aid_has_nothing_to_compare_with(briefs: Path) -> None:
    table = compare_with_reference(build_dataset(briefs, donor="Norway", curation=[]))
    assert list(table.columns) == list(COMPARISON_COLUMNS)
    assert table.empty
