"""What holds for days in any text."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjp.reading.dates import find_days, find_named_days
from ukjp.reading.dating import date_article
from ukjp.vocabulary import DATE_BASIS, PUBLISHED_BASIS

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
REFERENCES = st.one_of(
    st.none(),
    st.dates(),
    st.tuples(st.none() | st.dates(), st.none() | st.dates()),
    st.tuples(st.dates(), st.integers(0, 4000)).map(
        lambda pair: (
            (pair[0], min(date.max, pair[0] + timedelta(days=min(pair[1], 4000))))
            if pair[0].year < 9980
            else (pair[0], pair[0])
        )
    ),
)
_WORDS = st.sampled_from(
    [
        "\n",
        *(
            "on in by the of since until before after last next this Thursday Monday May March "
            "June Dec. July 9 15 and 16 to 2023 2024, 2011 early late end mid- Q3 third quarter "
            "spring fall weeks two earlier days ago a year later week month yesterday will "
            "signed said G7 summit NATO in Vilnius 50th held 07/10/2023 2024-06-13 fiscal FY24 "
            "1990s between from past few coming , . ( ) – - ; İ “ ” Ukraine Japan security "
            "agreement with signed 15 countries "
        ).split(),
    ]
)
PROSE = st.one_of(
    st.lists(_WORDS, max_size=40).map(" ".join),
    st.lists(_WORDS, max_size=12).map("".join),
    st.text(),
)
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
STYLES = [
    pytest.param(lambda d: d.isoformat(), id="ISO"),
    pytest.param(lambda d: f"{d.day} {_MONTHS[d.month - 1]} {d.year}", id="British"),
    pytest.param(lambda d: f"{_MONTHS[d.month - 1]} {d.day}, {d.year}", id="American"),
    pytest.param(lambda d: f"{_SHORT[d.month - 1]} {d.day}, {d.year}", id="AP"),
    pytest.param(
        lambda d: f"{d.day}{_ENDINGS.get(d.day, 'th')} of {_MONTHS[d.month - 1]} {d.year}",
        id="spoken",
    ),
    pytest.param(lambda d: f"{d.day}.{d.month}.{d.year}", id="dots"),
    pytest.param(lambda d: f"{d.year}/{d.month:02d}/{d.day:02d}", id="slashes"),
    pytest.param(
        lambda d: f"{d:%A}".title() + f", {_MONTHS[d.month - 1]} {d.day}, {d.year}", id="weekday"
    ),
]


@given(PROSE, REFERENCES)
def test_days_slice_back_and_are_in_order(text: str, reference: object) -> None:
    days = find_days(text, reference)  # type: ignore[arg-type]
    for day in days:
        assert text[day.start : day.end] == day.quote != ""
        assert day.basis in DATE_BASIS
        assert day.tense in ("past", "future", "open")
        if day.earliest and day.latest:
            assert day.earliest <= day.latest
        if day.iso:
            # Of a deadline ("by 2023") only the last day is known.
            known = day.earliest or day.latest
            assert str(known).startswith(day.iso) or day.precision in (
                "season",
                "quarter",
                "range",
                "month",
                "year",
            )
        if day.precision == "day" and day.iso:
            assert day.earliest == day.latest == date.fromisoformat(day.iso)
    for before, after in pairwise(days):
        assert before.end <= after.start


@given(PROSE, REFERENCES)
def test_named_days_slice_back(text: str, reference: object) -> None:
    for named in find_named_days(text, reference):  # type: ignore[arg-type]
        assert text[named.day.start : named.day.end] == named.day.quote
        assert named.start == named.day.earliest <= named.day.latest == named.end  # type: ignore[operator]


@given(PROSE, st.none() | st.text(), st.none() | st.text(), st.none() | st.text())
def test_dating_never_fails(
    text: str, title: str | None, url: str | None, meta: str | None
) -> None:
    found = date_article(text, title=title, url=url, file_name=url, meta_published=meta)
    assert found.basis in PUBLISHED_BASIS
    assert found.reason
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
    assert (found.basis == "unknown") == (found.earliest is None and found.latest is None)


@pytest.mark.parametrize("style", STYLES)
@given(day=DAYS, reference=st.none() | DAYS)
def test_format_then_read_gives_the_day_back(
    style: object, day: date, reference: date | None
) -> None:
    words = style(day)  # type: ignore[operator]
    (found,) = find_days(f"The pact was signed on {words}.", reference)
    assert found.quote == words
    assert found.iso == day.isoformat()


@given(DAYS, st.integers(0, 6))
def test_a_past_weekday_is_in_the_seven_days_up_to_the_reference(ref: date, weekday: int) -> None:
    name = f"{date(2024, 1, 1) + timedelta(days=weekday):%A}"
    (past,) = find_days(f"It was signed on {name}.", ref)
    (coming,) = find_days(f"It will be signed on {name}.", ref)
    assert past.earliest is not None
    assert coming.earliest is not None
    assert timedelta(0) <= ref - past.earliest < timedelta(days=7)
    assert timedelta(0) <= coming.earliest - ref < timedelta(days=7)
    assert past.earliest.weekday() == coming.earliest.weekday() == weekday


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_nearest_that_fits_the_tense(ref: date, day: date) -> None:
    words = f"{_MONTHS[day.month - 1]} {day.day}"
    (past,) = find_days(f"It was signed on {words}.", ref)
    (coming,) = find_days(f"It will be signed on {words}.", ref)
    assert past.earliest is not None
    assert coming.earliest is not None
    most = timedelta(days=366 if (day.month, day.day) != (2, 29) else 8 * 366)
    assert -timedelta(days=1) <= ref - past.earliest <= most
    assert -timedelta(days=1) <= coming.earliest - ref <= most


@given(
    st.lists(DAYS, min_size=2, max_size=2).map(sorted),
    st.sampled_from(["on Monday", "in July", "last week"]),
)
def test_bounds_hold_every_answer_between_them(bounds: list[date], words: str) -> None:
    first, last = bounds
    text = f"It was signed {words}."
    (bounded,) = find_days(text, (first, last))
    middle = first + (last - first) / 2
    (known,) = find_days(text, middle)
    assert bounded.earliest is not None
    assert bounded.latest is not None
    assert known.earliest is not None
    assert known.latest is not None
    assert bounded.earliest <= known.earliest <= known.latest <= bounded.latest


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("May ", id="months"),
        pytest.param("in ", id="prepositions"),
        pytest.param("1", id="one long number"),
        pytest.param("a", id="one long word"),
        pytest.param(". ", id="full stops"),
        pytest.param("\n", id="line breaks"),
        pytest.param(" ", id="blanks"),
        pytest.param("on Thursday, June 13 ", id="days"),
        pytest.param("the 50th G7 summit in Italy, ", id="summits"),
        pytest.param("a security agreement with Japan ", id="agreements"),
        pytest.param("the G7 summit on Thursday in Ukraine. ", id="sentences"),
    ],
)
def test_cost_grows_with_length_and_no_faster(unit: str) -> None:
    def cost(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        start = time.process_time()
        date_article(text)
        find_days(text, (date(2024, 2, 24), date(2024, 6, 13)))
        find_named_days(text, date(2024, 6, 13))
        return time.process_time() - start

    # The best of three, since a machine is busy at times; eight times the text may take eight
    # times as long, and twice that for noise: quadratic cost would be 64 times as much.
    cost(2_000)
    short = min(cost(5_000 + n) for n in range(3))
    long = min(cost(40_000 + n) for n in range(3))
    assert long < 16 * short + 0.02
