"""Days in sentences, seen from Thursday 13 June 2024 unless a test says otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from ukjp.reading.dates import Day, find_days

THURSDAY = date(2024, 6, 13)


def _only(text: str, reference: object = THURSDAY) -> Day:
    days = find_days(text, reference)  # type: ignore[arg-type]
    assert len(days) == 1, [day.quote for day in days]
    return days[0]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("7 October 2023", id="british"),
        pytest.param("7 Oct 2023", id="british, short"),
        pytest.param("07-Oct-2023", id="with hyphens"),
        pytest.param("7th of October, 2023", id="spoken"),
        pytest.param("October 7, 2023", id="american"),
        pytest.param("Oct. 7, 2023", id="AP style"),
        pytest.param("Oct 7 2023", id="without comma"),
        pytest.param("OCTOBER 7, 2023", id="capitals"),
        pytest.param("october 7, 2023", id="lower case"),
        pytest.param("Saturday, October 7, 2023", id="with its weekday"),
        pytest.param("Sat, 7 Oct 2023", id="as a mail header has it"),
        pytest.param("2023-10-07", id="ISO"),
        pytest.param("2023/10/07", id="Japanese"),
        pytest.param("2023.10.07", id="Korean"),
        pytest.param("7.10.2023", id="German"),
        pytest.param("October\n7, 2023", id="across a line break"),
        pytest.param("7\u00a0October\u00a02023", id="across non-breaking spaces"),
    ],
)
def test_a_written_date_needs_no_reference(words: str) -> None:
    day = _only(f"Talks opened on {words}.", None)
    assert (day.quote, day.iso, day.precision, day.basis) == (words, "2023-10-07", "day", "written")
    assert day.earliest == day.latest == date(2023, 10, 7)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("The deal was signed on Thursday.", "2024-06-13", id="the day itself counts"),
        pytest.param("Oslo is due to vote on Thursday.", "2024-06-13", id="and for what comes"),
        pytest.param("Seoul said on Monday it would send more.", "2024-06-10", id="said on"),
        pytest.param("Ministers will meet on Monday.", "2024-06-17", id="will meet on"),
        pytest.param("The pact will be signed on Friday.", "2024-06-14", id="passive to come"),
        pytest.param("Ottawa to sign accord on Friday", "2024-06-14", id="headline infinitive"),
        pytest.param("Parliament approved it Tuesday night.", "2024-06-11", id="without on"),
        pytest.param("The talks last Thursday went well.", "2024-06-06", id="last, not today"),
        pytest.param("They meet again next Thursday.", "2024-06-20", id="next, not today"),
        pytest.param("This Friday the cabinet decides.", "2024-06-14", id="this"),
        pytest.param("Ahead of Saturday's summit he flew out.", "2024-06-15", id="ahead of"),
        pytest.param("After Tuesday's talks she thanked them.", "2024-06-11", id="after"),
        pytest.param("On Thursday of last week it rained.", "2024-06-06", id="of last week"),
        pytest.param("It opens on Wednesday next week.", "2024-06-19", id="next week"),
    ],
)
def test_a_weekday_is_past_or_coming_by_its_verb(text: str, iso: str) -> None:
    day = next(d for d in find_days(text, THURSDAY) if "day" in d.quote)
    assert day.iso == iso
    assert day.precision == "day"


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        pytest.param(
            "The minister arrived on Sunday evening and will leave on Tuesday.",
            ["2024-06-09", "2024-06-18"],
            id="one past, one to come",
        ),
        pytest.param(
            "He told reporters on Friday that the loan would be paid on June 28.",
            ["2024-06-07", "2024-06-28"],
            id="told that it would",
        ),
        pytest.param(
            "The envoy, who visited Tokyo in January, will return on July 1.",
            ["2024-01", "2024-07-01"],
            id="a clause inside",
        ),
        pytest.param(
            "The two sides agreed on Friday to meet in September.",
            ["2024-06-07", "2024-09"],
            id="agreed to",
        ),
        pytest.param(
            "Officials said the attack on June 3 killed two.",
            ["2024-06-03"],
            id="a noun between",
        ),
        pytest.param(
            "They met in late May and again on June 5.", ["2024-05", "2024-06-05"], id="May no verb"
        ),
    ],
)
def test_each_day_of_a_sentence_has_its_own_tense(text: str, isos: list[str]) -> None:
    assert [day.iso for day in find_days(text, THURSDAY)] == isos


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("The loan was approved on Dec. 21.", "2023-12-21", id="past day, last year"),
        pytest.param("The summit is scheduled for July 9.", "2024-07-09", id="day to come"),
        pytest.param("It will be held on February 19.", "2025-02-19", id="next year"),
        pytest.param("Talks opened on June 14.", "2024-06-14", id="a time zone ahead"),
        pytest.param("Tokyo pledged the money in August.", "2023-08", id="past month"),
        pytest.param("The money will arrive in August.", "2024-08", id="month to come"),
        pytest.param("The July meeting will decide.", "2024-07", id="month before its noun"),
        pytest.param(
            "It was signed on Tuesday, March 21.", "2023-03-21", id="weekday tells the year"
        ),
        pytest.param("They spoke on June 5 last year.", "2023-06-05", id="last year"),
        pytest.param("Ukraine may sign on May 5 next year.", "2025-05-05", id="next year"),
        pytest.param("It was promised in December of last year.", "2023-12", id="of last year"),
        pytest.param("The pledge made last July stands.", "2023-07", id="last July"),
        pytest.param("They will return next March.", "2025-03", id="next March"),
        pytest.param("It met on 29 February.", "2024-02-29", id="leap day"),
    ],
)
def test_the_year_follows_from_reference_and_tense(text: str, iso: str) -> None:
    assert _only(text).iso == iso


@pytest.mark.parametrize(
    ("text", "iso", "earliest", "latest"),
    [
        pytest.param("Yesterday Seoul paid.", "2024-06-12", None, None, id="yesterday"),
        pytest.param("The vote is tomorrow.", "2024-06-14", None, None, id="tomorrow"),
        pytest.param("Three days ago Oslo paid.", "2024-06-10", None, None, id="three days ago"),
        pytest.param(
            "Kyiv got it two weeks earlier.", "2024-05-30", None, None, id="weeks earlier"
        ),
        pytest.param("Two months ago it paid.", "2024-04", "2024-04-01", "2024-04-30", id="months"),
        pytest.param("Two years ago it paid.", "2022", "2022-01-01", "2022-12-31", id="years"),
        pytest.param("It was sent 24 hours earlier.", "2024-06-12", None, None, id="hours"),
        pytest.param("It will start in two weeks.", "2024-06-27", None, None, id="in two weeks"),
        pytest.param(
            "Last week it paid.", "2024-06-03", "2024-06-03", "2024-06-09", id="last week"
        ),
        pytest.param("Last month it paid.", "2024-05", "2024-05-01", "2024-05-31", id="last month"),
        pytest.param("Last year it paid.", "2023", "2023-01-01", "2023-12-31", id="last year"),
        pytest.param(
            "Earlier this month it paid.", "2024-06", "2024-06-01", "2024-06-13", id="earlier"
        ),
        pytest.param("It ends later this year.", "2024", "2024-06-13", "2024-12-31", id="later"),
        pytest.param(
            "It met at the weekend.", "2024-06-08", "2024-06-08", "2024-06-09", id="weekend"
        ),
        pytest.param("It came late last year.", "2023", "2023-09-01", "2023-12-31", id="late last"),
    ],
)
def test_relative_words_count_from_the_reference(
    text: str, iso: str, earliest: str | None, latest: str | None
) -> None:
    day = _only(text)
    assert (day.iso, day.basis) == (iso, "relative")
    assert (str(day.earliest), str(day.latest)) == (earliest or iso, latest or iso)


@pytest.mark.parametrize(
    ("text", "quote", "iso"),
    [
        pytest.param(
            "It was signed on 12 January 2024. The following day Berlin gave more.",
            "following day",
            "2024-01-13",
            id="the following day",
        ),
        pytest.param(
            "It was signed on 12 January 2024. Two weeks later, more came.",
            "Two weeks later",
            "2024-01-26",
            id="two weeks later",
        ),
        pytest.param(
            "It came on 12 January 2024, a month earlier than planned.",
            "a month earlier",
            "2023-12",
            id="a month earlier",
        ),
        pytest.param(
            "The war began in 2022. In December of that year, more came.",
            "December of that year",
            "2022-12",
            id="that year",
        ),
        pytest.param(
            "She met him in Kyiv on 5 May 2024, he said on Monday. A day later she left.",
            "A day later",
            "2024-05-06",
            id="not from the day of the statement",
        ),
        pytest.param(
            "Two days after 24 February 2022 the EU acted.",
            "Two days after",
            "2022-02-26",
            id="tied",
        ),
        pytest.param(
            "A year after the declaration of July 2023, talks go on.",
            "A year after",
            "2024-07",
            id="tied through a noun",
        ),
        pytest.param(
            "Two years after Russia's full-scale invasion, aid goes on.",
            "Two years after",
            "2024-02",
            id="tied to the invasion",
        ),
    ],
)
def test_some_words_count_from_the_day_told_before(text: str, quote: str, iso: str) -> None:
    assert {day.quote: day.iso for day in find_days(text, THURSDAY)}[quote] == iso


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        pytest.param("In June 2023 it paid.", "month", "2023-06-01", "2023-06-30", id="month"),
        pytest.param("In 2011 it paid.", "year", "2011-01-01", "2011-12-31", id="year"),
        pytest.param(
            "Early October 2023 was calm.", "range", "2023-10-01", "2023-10-10", id="early"
        ),
        pytest.param("In mid-October 2023 it paid.", "range", "2023-10-11", "2023-10-20", id="mid"),
        pytest.param(
            "In late October 2023 it paid.", "range", "2023-10-21", "2023-10-31", id="late"
        ),
        pytest.param(
            "At the end of 2023 it paid.", "month", "2023-12-01", "2023-12-31", id="end of"
        ),
        pytest.param(
            "In early 2024 it paid.", "range", "2024-01-01", "2024-04-30", id="early year"
        ),
        pytest.param("In spring 2023 it paid.", "season", "2023-03-01", "2023-05-31", id="spring"),
        pytest.param("Winter 2023-24 was hard.", "season", "2023-12-01", "2024-02-29", id="winter"),
        pytest.param(
            "The front moves this autumn.", "season", "2024-09-01", "2024-11-30", id="this"
        ),
        pytest.param("It fell in Q3 2023.", "quarter", "2023-07-01", "2023-09-30", id="Q3"),
        pytest.param(
            "It is due in the third quarter.", "quarter", "2024-07-01", "2024-09-30", id="quarter"
        ),
        pytest.param(
            "It fell in the first half of 2023.", "range", "2023-01-01", "2023-06-30", id="half"
        ),
        pytest.param("In fiscal 2024 it rises.", "year", "2024-04-01", "2025-03-31", id="fiscal"),
        pytest.param("The FY2023 budget grew.", "year", "2023-04-01", "2024-03-31", id="FY"),
        pytest.param(
            "The Pentagon's FY2024 request grew.", "year", "2023-10-01", "2024-09-30", id="US FY"
        ),
        pytest.param("From 2024 to 2027 it pays.", "range", "2024-01-01", "2027-12-31", id="years"),
        pytest.param("The 2021-2027 budget grew.", "range", "2021-01-01", "2027-12-31", id="dash"),
    ],
)
def test_longer_periods_keep_their_bounds(
    text: str, precision: str, earliest: str, latest: str
) -> None:
    day = _only(text)
    assert (day.precision, str(day.earliest), str(day.latest)) == (precision, earliest, latest)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("It will be held on June 15 and 16.", "2024-06-15", "2024-06-16", id="and"),
        pytest.param("It was held on 15-16 June 2023.", "2023-06-15", "2023-06-16", id="hyphen"),
        pytest.param("Held June 15–16, 2023.", "2023-06-15", "2023-06-16", id="dash"),
        pytest.param("From May 19 to 21 they met.", "2024-05-19", "2024-05-21", id="from to"),
        pytest.param("It ran between 3 and 5 May.", "2024-05-03", "2024-05-05", id="between"),
        pytest.param(
            "It ran July 9, 10 and 11, 2023.", "2023-07-09", "2023-07-11", id="three days"
        ),
        pytest.param("It ran May 30 to June 2, 2023.", "2023-05-30", "2023-06-02", id="two months"),
        pytest.param("It ran Dec. 28 to Jan. 3, 2024.", "2023-12-28", "2024-01-03", id="two years"),
        pytest.param(
            "He stayed from Monday to Wednesday.", "2024-06-10", "2024-06-12", id="weekdays"
        ),
    ],
)
def test_a_range_has_its_first_and_last_day(text: str, first: str, last: str) -> None:
    day = _only(text)
    assert (str(day.earliest), str(day.latest)) == (first, last)
    assert (day.precision, day.iso) == ("range", first)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        pytest.param("It must be spent by October.", None, "2024-10-31", id="by"),
        pytest.param("It must be spent by the end of 2024.", None, "2024-12-31", id="by end"),
        pytest.param("Talks will go on until 5 July.", None, "2024-07-05", id="until"),
        pytest.param("It was agreed before 5 May 2024.", None, "2024-05-04", id="before"),
        pytest.param("It was agreed after 5 May 2024.", "2024-05-06", None, id="after"),
        pytest.param("The credit is open through 2027.", None, "2027-12-31", id="through"),
        pytest.param("It must ratify no later than 9 July.", None, "2024-07-09", id="no later"),
        pytest.param("It will be paid within a month.", "2024-06-13", "2024-07-13", id="within"),
        pytest.param("It came a few days ago.", "2024-06-07", "2024-06-11", id="a few days"),
    ],
)
def test_some_words_give_bounds_only(text: str, earliest: str | None, latest: str | None) -> None:
    day = _only(text)
    assert (day.precision, day.basis) == ("bounded", "bounded")
    assert (day.earliest and str(day.earliest), day.latest and str(day.latest)) == (
        earliest,
        latest,
    )


def test_a_day_after_a_named_conference_counts_from_it() -> None:
    text = "It comes a day after Tokyo hosted a conference on Ukraine's economic growth."
    assert _only(text, date(2024, 2, 20)).iso == "2024-02-20"


def test_a_day_after_something_told_in_words_is_not_known() -> None:
    text = "They met on 5 May 2024. More came a day after the senate had voted."
    assert [day.iso for day in find_days(text, THURSDAY)] == ["2024-05-05", None]


def test_another_sunday_than_the_summits_stays_open() -> None:
    text = (
        "He called on Sunday to thank him for coming to the Swiss peace summit on June 15 and 16."
    )
    assert [day.iso for day in find_days(text)] == [None, "2024-06-15"]


def test_a_hard_wrapped_line_goes_on() -> None:
    text = (
        "The leaders, who spoke by telephone on several occasions, will meet in Rome on\n"
        "Monday for the signing of a treaty that their ministers had been drafting.\n"
    )
    assert find_days(text, THURSDAY)[0].iso == "2024-06-17"


def test_as_early_as_is_part_of_the_words() -> None:
    assert _only("The vote could come as early as Friday.").quote == "as early as Friday"


def test_a_deadline_names_its_period() -> None:
    assert _only("It must be spent by October.").iso == "2024-10"
    assert _only("It must be spent before July 9.").iso is None


def test_before_the_may_summit_is_may_and_no_bound() -> None:
    assert _only("It was agreed before the May summit.").iso == "2024-05"


def test_since_names_its_own_day() -> None:
    day = _only("Since February 2022 it has given much.")
    assert (day.quote, day.iso, day.tense) == ("February 2022", "2022-02", "past")


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        pytest.param("On 07/10/2023 they met.", [None], id="open"),
        pytest.param(
            "On 25/10/2023 and 07/10/2023 they met.", ["2023-10-25", "2023-10-07"], id="25/10"
        ),
        pytest.param(
            "On 10/25/2023 and 07/10/2023 they met.", ["2023-10-25", "2023-07-10"], id="10/25"
        ),
        pytest.param(
            "07/10/2023. On 7 October they met.", ["2023-10-07", "2023-10-07"], id="named"
        ),
        pytest.param("On 05/05/2023 they met.", ["2023-05-05"], id="both readings agree"),
    ],
)
def test_an_ambiguous_order_is_settled_by_the_texts_other_dates(
    text: str, isos: list[str | None]
) -> None:
    assert [day.iso for day in find_days(text, THURSDAY)] == isos


def test_an_open_order_lies_between_its_two_readings() -> None:
    day = _only("On 07/10/2023 they met.")
    assert (day.earliest, day.latest) == (date(2023, 7, 10), date(2023, 10, 7))


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        pytest.param(
            "It was promised in July and August 2023.", ["2023-07", "2023-08"], id="year lent"
        ),
        pytest.param(
            "It came in December and January 2024.", ["2023-12", "2024-01"], id="across new year"
        ),
        pytest.param(
            "In 2022 it gave $600m in February and $300m in April.",
            ["2022", "2022-02", "2022-04"],
            id="the sentence's year",
        ),
    ],
)
def test_a_year_serves_more_than_one_month(text: str, isos: list[str]) -> None:
    assert [day.iso for day in find_days(text, THURSDAY)] == isos


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Japan may sign it. They march on. He sat there.", id="verbs"),
        pytest.param("Theresa May spoke. Mr March left. April Smith agreed.", id="names"),
        pytest.param("The Sun and the Mon state wed.", id="newspapers and verbs"),
        pytest.param("A 10-year pact for 24/7 work by the G7.", id="numbers in words"),
        pytest.param("Article 5, page 2020, Resolution 1996.", id="references"),
        pytest.param("Over 50 agreements and 2,000 cases; 2000 troops.", id="counts"),
        pytest.param("It cost $2024, or USD 2024, or 2024 yen.", id="money"),
        pytest.param("At 9:07 PM, aged 45, he ran 1999 metres.", id="times and measures"),
        pytest.param("A second round, a third man, the first time in two years.", id="ordinals"),
        pytest.param("The fall of the city, a spring of water, Mondays.", id="no seasons"),
        pytest.param("Black Friday, Bloody Sunday.", id="weekdays in names"),
        pytest.param("Version v2024.06.13 and build 1.2024.06.13 of it.", id="versions"),
        pytest.param("Over the past two years, and the next five years.", id="durations"),
        pytest.param("In recent weeks, in the coming months, these days.", id="vague words"),
        pytest.param(
            "Both Friday Health Plans and The Saturday Evening Post.", id="names with a weekday"
        ),
        pytest.param("April Jones and June Park, an august body.", id="names with a month"),
        pytest.param("It responds within 24 hours of an attack.", id="time limits"),
    ],
)
def test_these_are_no_days(text: str) -> None:
    assert find_days(text, THURSDAY) == []


def test_bounds_give_a_day_where_they_agree_on_it() -> None:
    bounds = (date(2024, 2, 24), date(2024, 6, 13))
    assert _only("It is scheduled for July 9.", bounds).iso == "2024-07-09"
    assert _only("It was agreed in April.", bounds).iso is None
    thursday = _only("It was signed on Thursday.", (date(2024, 6, 13), date(2024, 6, 15)))
    assert (thursday.iso, thursday.basis) == ("2024-06-13", "weekday")


def test_bounds_give_bounds_where_they_disagree() -> None:
    day = _only("It was signed on Monday.", (date(2024, 6, 3), date(2024, 6, 12)))
    assert (day.iso, day.basis) == (None, "bounded")
    assert (day.earliest, day.latest) == (date(2024, 6, 3), date(2024, 6, 10))


def test_one_sided_bounds_bound_one_side() -> None:
    day = _only("It was signed on Monday.", (None, date(2024, 6, 12)))
    assert (day.earliest, day.latest) == (None, date(2024, 6, 10))


def test_without_a_reference_only_full_dates_resolve() -> None:
    days = find_days("It was signed on Monday, after the talks of July 2023.", None)
    assert [(day.quote, day.iso) for day in days] == [("Monday", None), ("July 2023", "2023-07")]
    assert days[0].earliest is days[0].latest is None


def test_a_weekday_at_a_named_summit_needs_no_date() -> None:
    text = "The leaders on Friday agreed to more during the 49th G7 summit in Hiroshima."
    for reference in (None, (date(2023, 5, 1), date(2023, 6, 30))):
        day = _only(text, reference)
        assert (day.iso, day.basis) == ("2023-05-19", "reference")


def test_without_a_reference_a_full_dateline_serves() -> None:
    text = "OSLO, June 13, 2024 (Wire) - The board approved it today, after talks on Monday."
    assert [day.iso for day in find_days(text)] == ["2024-06-13", "2024-06-13", "2024-06-10"]


def test_an_address_holds_a_written_day() -> None:
    day = _only("See https://example.org/world/2024/06/14/story for more.", None)
    assert (day.quote, day.iso) == ("2024/06/14", "2024-06-14")


def test_days_stand_at_their_words() -> None:
    text = "By the end of 2024, İzmir hosts talks; on Thursday, June 13, they begin."
    assert [day.quote for day in find_days(text, THURSDAY)] == [
        "By the end of 2024",
        "Thursday, June 13",
    ]
    assert all(text[day.start : day.end] == day.quote for day in find_days(text, THURSDAY))
