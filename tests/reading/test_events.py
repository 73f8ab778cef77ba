"""Dated happenings with their type, status, parties and place: by example."""

from __future__ import annotations

import datetime as dt

import pytest
from reading.passages import DAY, happenings, read_passage

# text, then (type, date, status); the article is of Tuesday 18 June 2024
TYPED = [
    pytest.param(
        "Kishida and Zelenskyy signed a security accord in Fasano on 13 June.",
        [("signing", "2024-06-13", "occurred")], id="signing",
    ),
    pytest.param(
        "The accord is to be signed in Tokyo on June 28.",
        [("signing", "2024-06-28", "planned")], id="signing, planned",
    ),
    pytest.param(
        "A second round of talks on the agreement took place on December 20, 2023.",
        [("negotiation_round", "2023-12-20", "occurred")], id="round",
    ),
    pytest.param(
        "Zelenskyy spoke by phone with Prime Minister Trudeau on Sunday.",
        [("call", "2024-06-16", "occurred")], id="call on a weekday",
    ),
    pytest.param(
        "Foreign Minister Kamikawa visited Kyiv on 7 January 2024.",
        [("visit", "2024-01-07", "occurred")], id="visit",
    ),
    pytest.param(
        "Norway's prime minister will travel to Kyiv on June 24.",
        [("visit", "2024-06-24", "planned")], id="visit to come",
    ),
    pytest.param(
        "Finance ministers of the two countries met in Washington on April 17.",
        [("meeting", "2024-04-17", "occurred")], id="meeting",
    ),
    pytest.param(
        "On Friday Japan announced $37 million for Ukraine's demining effort.",
        [("pledge", "2024-06-14", "occurred")], id="pledge",
    ),
    pytest.param(
        "Ukraine received $470 million from Japan on March 29.",
        [("disbursement", "2024-03-29", "occurred")], id="payment",
    ),
    pytest.param(
        "The next tranche will be disbursed in September.",
        [("disbursement", "2024-09", "planned")], id="payment to come, by month",
    ),
    pytest.param(
        "G7 leaders issued a joint declaration of support for Ukraine on July 12, 2023.",
        [("declaration", "2023-07-12", "occurred")], id="declaration",
    ),
    pytest.param(
        "Tokyo hosted a conference on Ukraine's recovery on February 19.",
        [("conference", "2024-02-19", "occurred")], id="conference",
    ),
    pytest.param(
        "Fifteen demining vehicles from Japan were delivered to Ukraine on May 24.",
        [("disbursement", "2024-05-24", "occurred")], id="goods arrive",
    ),
    pytest.param(
        "The Bundestag voted on 22 March to back the money for Kyiv.",
        [("other", "2024-03-22", "occurred")], id="a vote is other",
    ),
    pytest.param(
        "Officials opened negotiations on a bilateral security deal on October 7, 2023.",
        [("negotiation_round", "2023-10-07", "occurred")], id="negotiations open",
    ),
    pytest.param(
        "Ukraine and Japan exchanged notes on the grant in Kyiv on Monday.",
        [("signing", "2024-06-17", "occurred")], id="exchange of notes",
    ),
    pytest.param(
        "A delegation of Korean builders arrived in Kyiv on May 30.",
        [("visit", "2024-05-30", "occurred")], id="delegation arrives",
    ),
    pytest.param(
        "The prime ministers held a video call on 4 June.",
        [("call", "2024-06-04", "occurred")], id="video call",
    ),
    pytest.param(
        "Prime Minister Jonas Gahr Støre is expected in Kyiv on 24 June.",
        [("visit", "2024-06-24", "planned")], id="is expected in a capital",
    ),
    pytest.param(
        "The ministry transferred the money on June 12.",
        [("disbursement", "2024-06-12", "occurred")], id="the money spoken of before",
    ),
    pytest.param(
        "The board is scheduled to vote on the loan on June 25.",
        [("other", "2024-06-25", "planned")], id="a vote to come",
    ),
    pytest.param(
        "Negotiators met in Kyiv for a second round on April 5.",
        [("negotiation_round", "2024-04-05", "occurred")], id="negotiators meet",
    ),
    pytest.param(
        "As reported, on March 21 Kishida arrived in Ukraine with a grant for Kyiv.",
        [("visit", "2024-03-21", "occurred")], id="agency: as reported, a person arrives",
    ),
    pytest.param(
        "Parliament passed the law on the loan to Ukraine on March 6.",
        [("other", "2024-03-06", "occurred")], id="a law",
    ),
    pytest.param(
        "Ministers will gather in Rome next month.",
        [("meeting", "2024-07", "planned")], id="will gather",
    ),
    pytest.param(
        "\"We stand with Ukraine,\" Kamikawa said on Monday.",
        [("other", "2024-06-17", "occurred")], id="a saying is other",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TYPED)
def test_type_day_and_status(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert [(e.type, e.date, e.status) for e in happenings(text)] == wanted


TWO = [
    pytest.param(
        "Zelenskyy arrived in Tokyo on 20 May 2023 and met Kishida the same day.",
        {"visit", "meeting"},
        id="arrives and meets",
    ),
    pytest.param(
        "During his trip to Kyiv on March 21, 2023, Kishida announced a $470 million grant for"
        " Ukraine.",
        {"visit", "pledge"},
        id="trip and pledge",
    ),
    pytest.param(
        "On June 13 the two leaders met in Italy and signed an agreement on security cooperation.",
        {"meeting", "signing"},
        id="meet and sign",
    ),
]


@pytest.mark.parametrize(("text", "types"), TWO)
def test_one_day_may_hold_two_happenings(text: str, types: set[str]) -> None:
    found = happenings(text)
    assert types <= {event.type for event in found}
    assert len({event.date for event in found}) == 1


NONE = [
    pytest.param("Japan has stood by Ukraine since February 2022.", id="since"),
    pytest.param("The budget for fiscal 2025 is under review in Tokyo.", id="a year in passing"),
    pytest.param("Japan remains a partner of Ukraine.", id="no day"),
]


@pytest.mark.parametrize("text", NONE)
def test_no_happening(text: str) -> None:
    assert happenings(text) == []


def test_one_happening_is_one_row() -> None:
    text = (
        "Japan and Ukraine sign security pact\n\nJapan and Ukraine signed a security pact on June"
        " 13.\n\nThe pact, signed on June 13 in Italy, runs for ten years. After the signing on"
        " Thursday the leaders shook hands.\n"
    )
    assert [(e.type, e.date) for e in happenings(text)] == [("signing", "2024-06-13")]


CARRIED = [
    pytest.param(
        "Kishida in surprise visit to Kyiv\n\nKishida told Zelenskyy on Tuesday that Japan would"
        " give Ukraine $470 million for its power grid.\n", {"visit", "pledge"},
        id="a visit that only the headline names",
    ),
    pytest.param(
        "On June 10 Kamikawa arrived in Kyiv. During the talks she announced $37 million"
        " for Ukraine.", {"visit", "pledge"}, id="the next sentence goes on with the day",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "types"), CARRIED)
def test_a_happening_takes_its_day_from_beside(text: str, types: set[str]) -> None:
    found = happenings(text)
    assert types <= {event.type for event in found}
    assert len({event.date for event in found}) == 1


def test_parties_and_place() -> None:
    event = happenings("Kamikawa met Kuleba in Kyiv on 7 January 2024.")[0]
    assert set(event.parties) == {"Japan", "Ukraine"}
    assert event.place == "Kyiv"


def test_an_undated_article_bounds_what_it_calls_past_and_coming() -> None:
    text = (
        "Ukraine and Japan are close to a deal\n\nThe two sides are finalising the text. They"
        " last met on May 28, 2024. Zelenskyy will attend the G7 summit that opens on June 13, 2024"
        " in Italy.\n"
    )
    found = {event.type: event for event in happenings(text, day=None)}
    progress = found["negotiation_progress"]
    assert progress.date is None
    assert progress.date_earliest is not None
    assert progress.date_latest is not None
    first, last = dt.date(2024, 5, 28), dt.date(2024, 6, 13)
    assert first <= progress.date_earliest <= progress.date_latest <= last
    assert found["summit"].status == "planned"


def test_an_event_of_a_feed_is_set_aside() -> None:
    text = (
        "Kyiv thanks Tokyo\n\nUkraine thanked Japan for its help on Monday, the ministry said in a"
        " statement to reporters.\n\nMore news\n\nZelenskyy visited Oslo on June 3\n"
    )
    events = read_passage(text, day=DAY).events
    assert {e.excluded_because for e in events if "Oslo" in e.what} <= {"page_furniture"}
    assert [e.date for e in events if not e.excluded_because] == ["2024-06-17"]
