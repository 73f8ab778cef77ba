"""Headlines, source lines, alt texts and headline numbers."""

from __future__ import annotations

import pandas as pd
import pytest
from figures.samples import A0, A1, A4, Sample, article, claim, entry, event, sample

from ukjp.drawing import labels
from ukjp.drawing.wording import happening_words
from ukjp.reconciling.series import cumulative_aid, negotiation_timeline


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def headline(*ledger: dict, donor: str = "Japan", recipient: str = "Ukraine") -> str:
    data = sample(ledger=list(ledger), donor=donor, recipient=recipient)
    return plain(labels.aid_headline(cumulative_aid(data), donor, recipient))


def level(value: float, qualifier: str, day: str, **more: object) -> dict:
    return entry(f"L{value}{day}", "cumulative_total", value, day, "a-1", qualifier=qualifier,
                 **more)  # fmt: skip


def pledge(value: float, day: str, **more: object) -> dict:
    return entry(f"P{value}{day}", "commitment", value, day, "a-1", counts_in_total=True, **more)


def test_the_finding_of_the_five_articles(five: Sample) -> None:
    table = cumulative_aid(five)
    assert plain(labels.aid_headline(table, "Japan", "Ukraine")) == (
        "Japan’s announced support for Ukraine reached $12.1 billion by June 2024"
    )


@pytest.mark.parametrize(
    ("ledger", "words"),
    [
        pytest.param([level(12e9, "at_least", "2024-04-03")],
                     "Japan’s announced support for Ukraine reached more than $12 billion "
                     "by April 2024", id="only a lower bound"),
        pytest.param([level(12e9, "exact", "2024-04-03"), pledge(4.5e9, "2024-06-13")],
                     "Japan’s announced support for Ukraine reached $12 billion by April 2024",
                     id="a pledge is not added to a total"),
        pytest.param([level(12.1e9, "exact", "2024-02-19"), level(10e9, "at_least", "2024-12-01")],
                     "Japan’s announced support for Ukraine reached $12.1 billion by February 2024",
                     id="a later, looser figure"),
        pytest.param([pledge(4.5e9, "2023-12-06")],
                     "Japan pledged $4.5 billion to Ukraine on 6 December 2023", id="one pledge"),
        pytest.param([pledge(1e9, "2023-12-06"), pledge(2e9, "2024-01-06")],
                     "Japan’s two pledges to Ukraine add up to $3 billion by January 2024",
                     id="two distinct pledges"),
        pytest.param([pledge(1e9, "2023-12-06", qualifier="at_least"), pledge(2e9, "2024-01-06")],
                     "Japan’s two pledges to Ukraine add up to at least $3 billion by January 2024",
                     id="one of them a bound"),
        pytest.param([entry("R", "disbursement", 9e8, "2024-04-03", "a-1")],
                     "$900 million from Japan reported as received by Ukraine by April 2024",
                     id="only a payment"),
        pytest.param([], "No support by Japan for Ukraine was found in the articles", id="nothing"),
    ],
)  # fmt: skip
def test_headlines_are_computed(ledger: list[dict], words: str) -> None:
    assert headline(*ledger) == words


def test_a_headline_about_somebody_else() -> None:
    said = headline(pledge(75e9, "2023-02-06", currency="NOK", fx_rate=0.1, amount_usd_low=7.5e9),
                    donor="United States", recipient="European Union")  # fmt: skip
    assert said == "The United States pledged $7.5 billion to the European Union on 6 February 2023"


def test_headline_numbers_rest_on_ledger_and_claims(five: Sample) -> None:
    numbers = {number.name: number for number in labels.headline_numbers(five)}
    assert plain(numbers["announced total"].value) == "$12.1 billion"
    assert set(numbers["announced total"].ledger_ids) == {"L-level-12", "L-level-12.1"}
    assert plain(numbers["pledge"].sentence) == (
        "$4.5 billion pledged on 6 December 2023, of which $3.5 billion guarantees and "
        "$1 billion humanitarian aid."
    )
    assert "adds nothing" in numbers["named again"].sentence
    assert f"{A0}-1223" in numbers["received"].claim_ids
    assert numbers["first round to signing"].value == "250 days"
    assert set(numbers["first round to signing"].event_ids) == {
        "002_5d1a9a8cff646aa9-e422", f"{A4}-e289",
    }  # fmt: skip


def test_nothing_gives_no_headline_numbers() -> None:
    assert labels.headline_numbers(sample()) == []


def test_sources_are_those_of_the_rows_drawn(five: Sample) -> None:
    line = plain(labels.source_line(cumulative_aid(five), five))
    assert line == (
        "Sources: article 000 (3 Apr 2024), article 001 (8 Dec 2023), article 003 (undated), "
        "Anadolu (undated)."
    )


def test_many_sources_are_counted() -> None:
    articles = [article(f"a{n}", "2024-01-01") for n in range(9)]
    claims = [claim(f"a{n}", 1, 1e9, "commitment") for n in range(9)]
    ledger = [pledge(1e9 + n, "2024-01-01") | {"claims": f"a{n}-1"} for n in range(9)]
    data = sample(articles=articles, claims=claims, ledger=ledger)
    assert labels.source_line(cumulative_aid(data), data).startswith("Sources: 9 articles, listed")


def test_names_that_begin_alike_are_not_cut() -> None:
    articles = [article("kyodo_1", "2024-01-01"), article("kyodo_2", "2024-01-01")]
    claims = [claim(name, 1, 1e9, "commitment") for name in ("kyodo_1", "kyodo_2")]
    ledger = [pledge(1e9, "2024-01-01") | {"claims": "kyodo_1-1 kyodo_2-1"}]
    data = sample(articles=articles, claims=claims, ledger=ledger)
    assert "article kyodo_1" in labels.source_line(cumulative_aid(data), data)


@pytest.mark.parametrize(
    ("finding", "length"), [("short", 19), ("a much longer finding " * 12, 125)]
)
def test_alt_texts_are_cut_between_words(finding: str, length: int) -> None:
    alt = labels.alt_sentence("Step chart", finding.strip())
    assert len(alt) <= length
    assert alt.endswith((".", "…"))
    assert " findi…" not in alt


def test_amounts_without_a_rate_are_named() -> None:
    table = cumulative_aid(sample(ledger=[pledge(5e9, "2024-01-01", currency="UAH")]))
    assert plain(labels.unconverted_note(table, "USD")) == (
        "Not drawn, for want of a dated rate in US dollars: UAH 5bn."
    )


@pytest.mark.parametrize(
    ("kind", "what", "quote", "said"),
    [
        ("summit", "NATO summit, Vilnius", "x", "NATO summit, Vilnius"),
        ("negotiation_round", "they then opened the first round of talks about …", "first round",
         "First round of talks"),
        ("negotiation_progress", "both sides said the talks were by now far on …", "far on",
         "Talks “far on”"),
        ("signing", "on that day they signed a bilateral security agreement during …", "signed",
         "Security agreement signed"),
        ("visit", "in the morning the prime minister came to the city by train …", "came",
         "Visit"),
        ("other", "one two three four five six seven eight nine …", "x",
         "“one two three four five six…”"),
    ],
)  # fmt: skip
def test_a_happening_has_a_short_name(kind: str, what: str, quote: str, said: str) -> None:
    data = sample(events=[event("a", 1, kind, what, "2024-01-01", quote=quote)])
    row = negotiation_timeline(data).iloc[0].to_dict()
    assert happening_words(row).main == said


def test_a_planned_happening_says_so_in_words() -> None:
    data = sample(events=[event("a", 1, "summit", "G7 summit", "2024-06-13", status="planned")])
    words = happening_words(negotiation_timeline(data).iloc[0].to_dict())
    assert words.detail.endswith("planned")
    assert words.sentence.endswith("planned")


@pytest.mark.parametrize(
    ("events", "words"),
    [
        pytest.param([("negotiation_round", "first round", "2023-10-07"),
                      ("signing", "signing", "2024-06-13")],
                     "Ukraine and Japan: from first talks to signature in 250 days", id="250 days"),
        pytest.param([("negotiation_round", "first round of talks", "2023-10-07")],
                     "Ukraine and Japan: first round of talks, on 7 October 2023", id="talks only"),
        pytest.param([("call", "call", "2024-04-03")],
                     "Ukraine and Japan: one dated event in the articles", id="a call only"),
        pytest.param([], "No dated events between Ukraine and Japan were found in the articles",
                     id="nothing"),
    ],
)  # fmt: skip
def test_the_finding_of_the_timeline(events: list[tuple[str, str, str]], words: str) -> None:
    data = sample(events=[event("a", n, *told) for n, told in enumerate(events)])
    table = negotiation_timeline(data)
    assert plain(labels.timeline_headline(table, "Japan", "Ukraine")) == words


def test_prose_chart_and_table_give_one_figure(five: Sample) -> None:
    table = cumulative_aid(five)
    top = labels.top_level(table)
    assert top is not None
    assert pd.Series(top["value"]).eq(12.1e9).all()
    headline = labels.aid_headline(table, "Japan", "Ukraine")
    numbers = labels.headline_numbers(five)
    for text in (headline, numbers[0].sentence, labels.aid_alt(headline, table)):
        assert "$12.1 billion" in plain(text)
    assert f"{A1}-529" in labels.headline_numbers(five)[1].claim_ids
