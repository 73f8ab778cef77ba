"""When an article appeared: the day it states, or bounds with the words they rest on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ukjp.reading.cleaning import body_spans, clean_body
from ukjp.reading.dating import Published, date_article
from ukjp.vocabulary import PUBLISHED_BASIS

BODY = "The ministry will lend the money, it told reporters, and the first part arrives soon. " * 3


@pytest.mark.parametrize(
    ("head", "day", "basis"),
    [
        pytest.param("2024-06-13", "2024-06-13", "date_line", id="ISO date alone"),
        pytest.param("2024-06-13T10:05:00+09:00", "2024-06-13", "clock_line", id="ISO with zone"),
        pytest.param("date: 2024-06-13", "2024-06-13", "date_line", id="date label"),
        pytest.param("Jun 13, 2024", "2024-06-13", "date_line", id="american line"),
        pytest.param("8:03 PM EST, December 8, 2023", "2023-12-08", "clock_line", id="clock first"),
        pytest.param("10:24, 13 June 2024", "2024-06-13", "clock_line", id="clock, no zone"),
        pytest.param("13.06.2024 18:05", "2024-06-13", "clock_line", id="European figures"),
        pytest.param("06/13/2024 18:05", "2024-06-13", "clock_line", id="American figures"),
        pytest.param("Published 14:05 GMT 8 Dec 2023", "2023-12-08", "clock_line", id="published"),
        pytest.param("Published On 13 Jun 2024", "2024-06-13", "date_line", id="published on"),
        pytest.param(
            "Published: 8 December 2023\nUpdated: 9 December 2023",
            "2023-12-08",
            "date_line",
            id="published before updated",
        ),
        pytest.param("World | 13 June 2024 | 5 min read", "2024-06-13", "date_line", id="segments"),
        pytest.param(
            "JANE DOE — FRIDAY, 31 MAY 2024, 14:05", "2024-05-31", "clock_line", id="capitals"
        ),
        pytest.param(
            "by Jane Doe and The Daily desk June 3, 2024 9:07 PM 2 min read",
            "2024-06-03",
            "byline",
            id="byline with date",
        ),
        pytest.param(
            "By Jane Doe\nJune 3, 2024", "2024-06-03", "date_line", id="line under byline"
        ),
        pytest.param("Press release\nTokyo, 13 June 2024", "2024-06-13", "date_line", id="release"),
        pytest.param(
            "Money pledged - The Wire - Dec 6, 2023", "2023-12-06", "date_line", id="title"
        ),
        pytest.param("June 2024", "2024-06", "date_line", id="a month only"),
    ],
)
def test_a_line_of_the_head_states_the_day(head: str, day: str, basis: str) -> None:
    found = date_article(f"A headline\n{head}\n\n{BODY}\n\n{BODY}")
    assert str(found.earliest).startswith(day)
    assert str(found.latest).startswith(day)
    assert found.basis == basis
    assert found.span is not None


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        pytest.param("TOKYO, Dec 6, 2023 (Kyodo) – The state", "2023-12-06", id="agency"),
        pytest.param("TOKYO, Dec. 6, 2023 /PRNewswire/ -- The state", "2023-12-06", id="release"),
        pytest.param("KYIV • 13 June 2024 • The state", "2024-06-13", id="bullets"),
        pytest.param("(Kyiv, June 13, 2024, Wire) The state", "2024-06-13", id="brackets"),
        pytest.param("date 2024-04-03 On April 3, the state", "2024-04-03", id="run into the text"),
    ],
)
def test_a_dateline_states_the_day(lead: str, day: str) -> None:
    found = date_article(
        f"{lead} pledged more money to its partner for the coming winter.\n\n{BODY}"
    )
    assert (str(found.earliest), str(found.latest)) == (day, day)
    assert found.basis in ("byline", "date_line")


@pytest.mark.parametrize(
    ("lead", "more", "url", "earliest", "latest", "basis"),
    [
        pytest.param(
            "", "", "https://x.org/2023/12/07/loan", "2023-12-06", "2023-12-06", "byline", id="url"
        ),
        pytest.param(
            "", "\n© 2023 The Wire", None, "2023-12-06", "2023-12-06", "byline", id="copyright"
        ),
        pytest.param(
            " on Wednesday. It met on 5 December 2023 and will vote on 9 January 2024",
            "",
            None,
            "2023-12-06",
            "2023-12-06",
            "byline",
            id="other dates leave one year",
        ),
        pytest.param(
            ". It met on 5 February 2023", "", None, "2023-12-06", None, "bounded", id="open end"
        ),
    ],
)
def test_a_dateline_without_a_year_takes_it_from_elsewhere(
    lead: str, more: str, url: str | None, earliest: str, latest: str | None, basis: str
) -> None:
    text = f"OSLO, Dec 6 (Wire) - The state gave more{lead}.\n\n{BODY}{more}"
    found = date_article(text, url=url)
    assert (str(found.earliest), found.latest and str(found.latest)) == (earliest, latest)
    assert found.basis == basis
    assert "Dec 6" in found.reason


def test_a_dateline_at_a_named_summit_takes_its_year() -> None:
    text = f"FASANO, June 13 (Wire) - They met during the 50th G7 summit in Italy.\n\n{BODY}"
    found = date_article(text)
    assert (found.earliest, found.latest, found.basis) == (
        date(2024, 6, 13),
        date(2024, 6, 13),
        "byline",
    )


@pytest.mark.parametrize(
    ("given", "earliest", "latest", "basis"),
    [
        pytest.param(
            {"url": "https://x.org/2024/06/13/loan"}, "2024-06-13", "2024-06-13", "url", id="url"
        ),
        pytest.param(
            {"url": "https://x.org/a/2024/jun/13/b"}, "2024-06-13", "2024-06-13", "url", id="jun"
        ),
        pytest.param(
            {"url": "https://x.org/n-2024-06-13-a"}, "2024-06-13", "2024-06-13", "url", id="dashes"
        ),
        pytest.param(
            {"url": "https://x.org/a-13-06-2024.html"}, "2024-06-13", "2024-06-13", "url", id="end"
        ),
        pytest.param(
            {"url": "https://x.org/2024/06/loan"}, "2024-06-01", "2024-06-30", "url", id="month"
        ),
        pytest.param(
            {"file_name": "20240613-a.txt"}, "2024-06-13", "2024-06-13", "file_name", id="file"
        ),
        pytest.param(
            {"file_name": "2024-06-13_a.md", "url": "https://x.org/2024/06/14/a"},
            "2024-06-14",
            "2024-06-14",
            "url",
            id="url before file",
        ),
        pytest.param(
            {"meta_published": "2024-06-13T23:30:00+09:00"},
            "2024-06-13",
            "2024-06-13",
            "front_matter",
            id="local day as written",
        ),
        pytest.param(
            {"meta_published": "Thu, 13 Jun 2024 14:05:00 GMT", "meta_basis": "html_meta"},
            "2024-06-13",
            "2024-06-13",
            "html_meta",
            id="mail style",
        ),
        pytest.param(
            {"meta_published": "2024-06-13", "url": "https://x.org/2024/06/14/a"},
            "2024-06-13",
            "2024-06-13",
            "front_matter",
            id="field before url",
        ),
        pytest.param(
            {"meta_published": "June 2024"}, "2024-06-01", "2024-06-30", "front_matter", id="June"
        ),
    ],
)
def test_the_day_can_stand_outside_the_text(
    given: dict[str, str], earliest: str, latest: str, basis: str
) -> None:
    found = date_article(BODY, **given)  # type: ignore[arg-type]
    assert (str(found.earliest), str(found.latest), found.basis) == (earliest, latest, basis)
    assert found.span is None


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"meta_published": "some time ago"}, id="a field that is no date"),
        pytest.param({"file_name": "003_8b1f20240613d90c.txt"}, id="figures inside a hash"),
        pytest.param({"file_name": "corpus_2025-01-01/a.txt"}, id="the folder's name"),
        pytest.param({"file_name": "20249913.txt"}, id="no such month"),
        pytest.param({"url": "https://x.org/article/20230"}, id="a number"),
        pytest.param({}, id="nothing at all"),
    ],
)
def test_nothing_that_narrows_the_day_is_unknown(given: dict[str, str]) -> None:
    found = date_article(BODY, **given)  # type: ignore[arg-type]
    assert found[:3] == (None, None, "unknown")


def test_a_feed_of_other_stories_states_nothing() -> None:
    text = (
        f"{BODY}\n\n{BODY}\n\nNews Feed\n\nDecember 21, 2024\nSomething else happened elsewhere.\n"
    )
    body = [(0, text.index("News Feed"))]
    assert date_article(text, body=body).basis == "unknown"


def test_a_date_in_prose_is_told_and_not_stated() -> None:
    found = date_article(f"The two states opened talks on 7 October 2023.\n\n{BODY}")
    assert found[:3] == (date(2023, 10, 7), None, "bounded")
    assert "7 October 2023" in found.reason


def test_a_labelled_line_at_the_end_states_the_day() -> None:
    found = date_article(f"{BODY * 4}\n\n{BODY * 4}\n\nPosted on June 13, 2024 by admin\n")
    assert found.earliest == found.latest == date(2024, 6, 13)


def test_an_open_order_of_figures_gives_bounds() -> None:
    found = date_article(f"A headline\n06/07/2024 18:05\n\n{BODY}")
    assert (found.earliest, found.latest) == (date(2024, 6, 7), date(2024, 7, 6))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        pytest.param(
            "Kishida will attend the NATO summit in Vilnius and will offer equipment.",
            None,
            "2023-07-10",
            id="before a summit to come",
        ),
        pytest.param(
            "It was agreed at the NATO summit in Vilnius.", "2023-07-11", None, id="after a summit"
        ),
        pytest.param(
            "Leaders at the G7 summit being held in Hiroshima promised more.",
            "2023-05-19",
            "2023-05-21",
            id="during a summit",
        ),
        pytest.param(
            "On Friday the leaders agreed to more during the 49th G7 summit.",
            "2023-05-19",
            "2023-05-25",
            id="a weekday at a summit, within the week",
        ),
        pytest.param(
            "Last month's G7 summit in Hiroshima brought trucks.",
            "2023-06-01",
            "2023-06-30",
            id="last month's summit",
        ),
        pytest.param(
            "Allies gather for next week's NATO summit in Washington.",
            "2024-07-01",
            "2024-07-07",
            id="next week's summit",
        ),
        pytest.param(
            "The 51st G7 summit wrapped up without a text. The Ukraine Recovery Conference "
            "will open on July 10 in Rome.",
            "2025-06-17",
            "2025-07-09",
            id="one over, one to open",
        ),
        pytest.param(
            "Ukraine and Sweden on Friday signed a security agreement.",
            "2024-05-31",
            "2024-06-06",
            id="a signing told by its weekday",
        ),
        pytest.param(
            "Ukraine signed a security agreement with Spain at a ceremony in Italy.",
            "2024-05-27",
            None,
            id="a place is no party",
        ),
        pytest.param(
            "Ukraine has signed security agreements with Germany and France.",
            "2024-02-16",
            None,
            id="who has signed",
        ),
        pytest.param(
            "Ukraine is negotiating a security agreement with Poland.",
            None,
            "2024-07-08",
            id="who has not",
        ),
        pytest.param(
            "Ukraine has signed security pacts with Denmark and hopes to sign one with Spain soon.",
            "2024-02-23",
            "2024-05-27",
            id="both in one sentence",
        ),
        pytest.param(
            "Norway would join a group of countries, including Britain and Latvia, that have given "
            "Ukraine security commitments.",
            "2024-04-11",
            "2024-05-31",
            id="who joins whom",
        ),
        pytest.param(
            "Kyiv has already signed bilateral security agreements with nine countries.",
            "2024-04-11",
            None,
            id="how many",
        ),
        pytest.param(
            "Germany and Japan signed a security agreement on intelligence.",
            None,
            None,
            id="of others",
        ),
        pytest.param(
            "Talks were held on 5 May 2023. A vote will be held on 9 June 2023.",
            "2023-05-05",
            "2023-06-09",
            id="between two dates",
        ),
    ],
)
def test_an_undated_article_is_bounded_by_what_it_tells(
    text: str, earliest: str | None, latest: str | None
) -> None:
    found = date_article(f"{text}\n\n{BODY}")
    assert (found.earliest and str(found.earliest), found.latest and str(found.latest)) == (
        earliest,
        latest,
    )
    assert found.basis == ("bounded" if earliest or latest else "unknown")
    for bound in filter(None, (earliest, latest)):
        assert bound in found.reason


def test_contradicting_bounds_are_set_aside_and_said_to_be() -> None:
    text = "More money came on 5 May 2025. The coming G7 summit in Hiroshima decides."
    found = date_article(text)
    assert (found.earliest, found.latest) == (date(2025, 5, 5), None)
    assert "contradicting" in found.reason
    assert "Hiroshima" in found.reason


@pytest.mark.needs("originals")
@pytest.mark.parametrize(
    ("stem", "earliest", "latest", "basis"),
    [
        pytest.param("000", "2024-04-03", "2024-04-03", "date_line", id="run-in date"),
        pytest.param("001", "2023-12-08", "2023-12-08", "clock_line", id="clock line"),
        pytest.param("002", "2023-10-07", "2023-10-07", "byline", id="byline"),
        pytest.param("003", "2024-02-24", "2024-06-13", "bounded", id="pact still to come"),
        pytest.param("004", "2024-06-13", "2024-06-15", "bounded", id="weekday at a summit"),
    ],
)
def test_the_five_articles(
    originals: Path, stem: str, earliest: str, latest: str, basis: str
) -> None:
    path = next(originals.glob(f"{stem}_*.txt"))
    text = path.read_text(encoding="utf-8")
    spans = body_spans(clean_body(text))
    found = date_article(text, file_name=path.name, body=spans)
    assert found[:3] == (date.fromisoformat(earliest), date.fromisoformat(latest), basis)


def test_every_basis_is_a_word_of_the_vocabulary() -> None:
    found: list[Published] = [
        date_article(BODY),
        date_article(BODY, url="https://x.org/2024/06/13/a"),
        date_article(BODY, file_name="2024-06-13.txt"),
        date_article(BODY, meta_published="2024-06-13"),
        date_article(f"2024-06-13\n\n{BODY}"),
    ]
    assert {row.basis for row in found} <= set(PUBLISHED_BASIS)
