"""From the ledger to the rows of the aid chart."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest
from figures.samples import Sample, article, claim, entry, sample

from ukjp.errors import ParameterError
from ukjp.reconciling.series import AID_COLUMNS, cumulative_aid

BILLION = 1e9


def levels(*stated: tuple[float, str, str]) -> Sample:
    """Totals as (billions, qualifier, day)."""
    rows = [
        entry(f"L{number}", "cumulative_total", value * BILLION, day, f"a-{number}",
              qualifier=qualifier)
        for number, (value, qualifier, day) in enumerate(stated)
    ]  # fmt: skip
    claims = [claim("a", number, value * BILLION, "cumulative_total")
              for number, (value, _, _) in enumerate(stated)]  # fmt: skip
    return sample(articles=[article("a", "2024-01-01")], claims=claims, ledger=rows)


def test_the_five_articles_have_eight_marks_in_their_roles(five: Sample) -> None:
    table = cumulative_aid(five)
    assert list(table.columns) == list(AID_COLUMNS)
    assert table["role"].value_counts().to_dict() == {
        "level": 3, "component": 2, "increment": 1, "restatement": 1, "receipt": 1,
    }  # fmt: skip
    assert table.loc[table["counts_in_total"], "value"].tolist() == [4.5e9]


def test_a_mark_leads_back_to_its_claims_and_articles(five: Sample) -> None:
    table = cumulative_aid(five).set_index("ledger_id")
    assert table.loc["L-again", "claim_ids"].split() == [
        "004_736a7f1d69cb5549-166", "004_736a7f1d69cb5549-829",
    ]  # fmt: skip
    assert (table["claim_ids"] != "").all()
    assert (table["article_ids"] != "").all()


def test_parts_and_restatements_point_to_their_pledge(five: Sample) -> None:
    table = cumulative_aid(five)
    pointing = table.loc[table["role"].isin(["component", "restatement"]), "parent"]
    assert set(pointing) == {"L-pledge"}


def test_money_received_names_the_programme_it_is_part_of(five: Sample) -> None:
    row = cumulative_aid(five).set_index("ledger_id").loc["L-receipt"]
    assert (row["whole"], row["whole_currency"], row["whole_channel"]) == (
        1.5e9, "USD", "World Bank",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "groups"),
    [
        pytest.param([(12, "at_least", "2024-04-03"), (12.1, "exact", "2024-06-13")], 1,
                     id="more than 12, then 12.1: one total"),
        pytest.param([(7, "at_least", "2023-12-08"), (12, "at_least", "2024-04-03")], 2,
                     id="more than 7, then more than 12: growth"),
        pytest.param([(7, "at_least", "2023-12-08"), (7.6, "exact", "2023-12-09")], 1,
                     id="more than 7, then 7.6: one total"),
        pytest.param([(7.1, "exact", "2023-03-21"), (7.6, "exact", "2023-08-23")], 2,
                     id="7.1, then 7.6: growth"),
        pytest.param([(12.1, "exact", "2024-02-19"), (12.1, "exact", "2024-06-13")], 1,
                     id="the same figure twice"),
        pytest.param([(10, "at_least", "2024-02-19"), (12.1, "exact", "2024-06-13")], 2,
                     id="more than 10 is not rounded to tens"),
        pytest.param([(7, "at_least", "2023-01-01"), (7.6, "exact", "2023-08-23"),
                      (7.9, "exact", "2023-09-01")], 2, id="no chain from 7.6 to 7.9 by way of 7"),
    ],
)  # fmt: skip
def test_figures_for_one_total(stated: list[tuple[float, str, str]], groups: int) -> None:
    table = cumulative_aid(levels(*stated))
    assert table["same_total"].nunique() == groups


def test_a_link_makes_two_figures_one_total() -> None:
    data = levels((11.0, "exact", "2024-01-01"), (12.1, "exact", "2024-06-13"))
    links = pd.DataFrame(
        [{"from_claim": "a-0", "to_claim": "a-1", "relation": "same_total", "verdict": "same",
          "reason": "x", "decided_by": "curator"}]
    )  # fmt: skip
    table = cumulative_aid(dataclasses.replace(data, links=links))
    assert set(table["same_total"]) == {"L0"}


def test_what_is_one_money_is_converted_at_one_rate(five: Sample) -> None:
    table = cumulative_aid(five, currency="JPY").set_index("ledger_id")
    assert table.loc["L-again", "value"] == table.loc["L-pledge", "value"]
    parts = table.loc["L-part-1", "value"] + table.loc["L-part-3.5", "value"]
    assert parts == pytest.approx(table.loc["L-pledge", "value"])
    assert table.loc["L-level-12", "fx_rate"] == table.loc["L-level-12.1", "fx_rate"]
    assert 1.7e12 < table.loc["L-level-12.1", "value"] < 1.95e12


def test_a_currency_without_a_rate_keeps_its_own() -> None:
    data = sample(ledger=[entry("L", "commitment", 5e9, "2024-01-10", "a-1", currency="UAH")])
    row = cumulative_aid(data).iloc[0]
    assert pd.isna(row["value"])
    assert (row["stated_value"], row["currency"]) == (5e9, "UAH")


def test_a_window_keeps_the_total_that_held_when_it_opens(five: Sample) -> None:
    table = cumulative_aid(five, start="2024-01-15")
    carried = table.loc[table["carried"]]
    assert carried["ledger_id"].tolist() == ["L-level-7"]
    assert "L-pledge" not in set(table["ledger_id"])


def test_a_window_that_ends_early_knows_nothing_later(five: Sample) -> None:
    table = cumulative_aid(five, end="2023-12-31")
    assert set(table["ledger_id"]) == {"L-level-7", "L-pledge", "L-part-1", "L-part-3.5"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"start": "2024-02-01", "end": "2024-01-01"}, "start 2024-02-01 lies after end"),
        ({"start": "last year"}, "write it like 2024-06-13"),
        ({"currency": "DOLLARS"}, "no rate of the European Central Bank"),
    ],
)
def test_wrong_parameters_are_named(arguments: dict[str, str], message: str, five: Sample) -> None:
    with pytest.raises(ParameterError, match=message):
        cumulative_aid(five, **arguments)


def test_the_order_of_the_ledger_changes_nothing(five: Sample) -> None:
    shuffled = dataclasses.replace(five, ledger=five.ledger.iloc[::-1].reset_index(drop=True))
    pd.testing.assert_frame_equal(cumulative_aid(five), cumulative_aid(shuffled))


def test_reference_figures_stay_out_until_asked_for(five: Sample) -> None:
    assert "reference" not in set(cumulative_aid(five)["role"])
    table = cumulative_aid(five, show_reference=True)
    shown = table.loc[table["role"] == "reference"]
    assert set(shown["series"]) == {
        "official total", "Kiel tracker, commitments", "Kiel tracker, allocations",
    }  # fmt: skip
    assert (shown["claim_ids"] == "").all()
    assert not shown["counts_in_total"].any()
    assert shown["date_latest"].max() <= pd.Timestamp("2024-06-30")


def test_reference_figures_are_the_donors_own(five: Sample) -> None:
    other = dataclasses.replace(five, donor="Norway")
    assert "reference" not in set(cumulative_aid(other, show_reference=True)["role"])


@pytest.mark.parametrize(
    ("wordings", "floor"),
    [
        (["over"], "more than"),
        (["at least"], "at least"),
        (["at least", "over"], "more than"),
        ([None], "more than"),
    ],
)
def test_a_floor_is_worded_as_the_articles_word_it(wordings: list[str], floor: str) -> None:
    claims = [claim("a", n, 1e9, "cumulative_total", qualifier="at_least", qualifier_text=text)
              for n, text in enumerate(wordings)]  # fmt: skip
    names = " ".join(f"a-{n}" for n in range(len(wordings)))
    rows = [entry("L", "cumulative_total", 1e9, "2024-01-01", names, qualifier="at_least")]
    assert cumulative_aid(sample(claims=claims, ledger=rows))["floor"].tolist() == [floor]


def test_an_empty_ledger_gives_an_empty_table_of_the_same_columns() -> None:
    table = cumulative_aid(sample())
    assert len(table) == 0
    assert list(table.columns) == list(AID_COLUMNS)
    assert cumulative_aid(sample(as_of=None), end=dt.date(2024, 1, 1)).empty
