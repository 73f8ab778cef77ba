from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from reconciling.conftest import Articles

from ukjp.errors import DataError
from ukjp.reading.claims import Scope
from ukjp.reconciling import reference
from ukjp.reconciling.reference import Facts, period_of, read_reference, reference_facts


def facts(day: str | None, scope: Scope | None = None) -> Facts:
    until = date.fromisoformat(day) if day else None
    return reference_facts(read_reference(), scope or Scope(), until)


@pytest.mark.parametrize(
    ("day", "billions"),
    [
        pytest.param("2023-03-20", None, id="before the first announced total"),
        pytest.param("2023-03-21", 7.1, id="the ministry's first ladder step"),
        pytest.param("2023-12-08", 7.6, id="after the pledge, before the new total"),
        pytest.param("2024-06-13", 12.1, id="the day of the accord"),
    ],
)
def test_only_what_was_known_on_the_day(day: str, billions: float | None) -> None:
    level = facts(day).latest_level(None)
    assert (level and level.low / 1e9) == (billions and pytest.approx(billions))


def test_the_tracker_is_known_months_later() -> None:
    assert "2023-12" not in facts("2024-02-01").months
    assert "2023-12" in facts("2024-04-15").months


@pytest.mark.parametrize("scope", [Scope("Norway", "Ukraine"), Scope("Japan", "Moldova")])
def test_other_aid_has_no_reference(scope: Scope) -> None:
    known = facts(None, scope)
    assert not known.levels
    assert not known.months


def test_an_announcement_is_known_by_amount_and_day(articles: Articles) -> None:
    pledge = articles.say("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-08")
    early = articles.say("a", "Japan pledged [$4.5 billion] then.", "4.5bn USD", "2023-06-08")
    other = articles.say(
        "a", "Norway pledged [$4.5 billion].", "4.5bn USD", "2023-12-08", donor="Norway"
    )
    known = facts(None)
    assert known.announced_as(pledge) == ("JP-PLEDGE-2023-12", True)
    assert known.announced_as(early) is None
    assert known.announced_as(other) is None


def test_the_months_around_a_pledge() -> None:
    known = facts(None)
    assert known.booked_in(date(2023, 12, 6)) == pytest.approx(4.5e9, rel=0.01)
    assert known.booked_around(date(2024, 6, 13), date(2024, 6, 13)) == pytest.approx(0, abs=1e6)
    assert known.booked_in(date(2035, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-06-13", date(2024, 6, 13), date(2024, 6, 13)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_periods(text: str, first: date, last: date) -> None:
    assert period_of(text) == (first, last)


@pytest.mark.parametrize("text", ["", "soon", "2024-13", "2024-02-30", "2024-02-01-1"])
def test_no_periods(text: str) -> None:
    assert period_of(text) is None


def test_a_broken_table_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "summits.csv").write_bytes(b'a,b\n"x')
    monkeypatch.setattr(reference, "_folder", lambda: tmp_path)
    with pytest.raises(DataError, match=r"summits\.csv cannot be read"):
        read_reference()
