"""The donor among all who signed."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from figures.inspection import all_words, overlapping_words, words_outside
from figures.samples import A4, Sample

from ukjp.drawing import figure_security_agreements, plot_security_agreements
from ukjp.drawing.agreements import signing_days
from ukjp.drawing.labels import agreements_headline
from ukjp.reconciling.signatories import security_agreements


def test_japan_was_the_16th_and_the_first_outside_nato(five: Sample) -> None:
    table = security_agreements(five)
    row = table.loc[table["is_donor"]].iloc[0]
    assert (row["order"], row["days"], row["talks_days"]) == (16, 337, 250)
    assert agreements_headline(table, "Japan", "Ukraine") == (
        "Japan was the 16th to sign a security agreement with Ukraine, and the first outside NATO"
    )


@pytest.mark.parametrize(
    ("donor", "words"),
    [
        ("Norway", "Norway was the 14th to sign a security agreement with Ukraine"),
        ("Ireland", "Ireland was the 26th to sign a security agreement with Ukraine"),
        ("South Korea", "29 parties have signed a security agreement with Ukraine"),
    ],
)
def test_other_donors(donor: str, words: str, five: Sample) -> None:
    data = dataclasses.replace(five, donor=donor, as_of=dt.date(2025, 6, 1))
    assert agreements_headline(security_agreements(data), donor, "Ukraine") == words


def test_only_what_was_signed_by_the_day_of_knowledge(five: Sample) -> None:
    early = dataclasses.replace(five, as_of=dt.date(2024, 2, 29))
    table = security_agreements(early)
    assert len(table) == 6
    assert not table["is_donor"].any()


def test_signings_of_one_day_share_a_row_and_the_donor_has_its_own(five: Sample) -> None:
    names = [group.names for group in signing_days(security_agreements(five))]
    assert "Sweden, Norway and Iceland" in names
    assert names[-2:] == ["Japan", "United States"]


def test_the_donors_mark_leads_to_the_articles(five: Sample) -> None:
    figure = figure_security_agreements(five, size="column")
    (mark,) = figure.marks.values()
    assert mark.evidence == (f"{A4}-e289",)
    assert mark.link == f"#event-{A4}-e289"


@pytest.mark.parametrize("size", ["slide", "phone"])
def test_all_29_fit(size: str, five: Sample) -> None:
    data = dataclasses.replace(five, as_of=dt.date(2025, 6, 1))
    figure = figure_security_agreements(data, size=size)
    assert overlapping_words(figure) == []
    assert words_outside(figure) == []
    assert "Albania" in all_words(figure)


def test_another_recipient_has_no_agreements_here(five: Sample) -> None:
    data = dataclasses.replace(five, recipient="South Korea")
    assert security_agreements(data).empty
    assert plot_security_agreements(security_agreements(data)).get_figure() is not None
