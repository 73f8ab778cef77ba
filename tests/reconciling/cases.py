"""Cases of the one question: is it the same money? Each is what articles say, and what follows.

A line is (article, sentence with the figure in brackets, amount, day) and, where it is no plain
commitment of Japan's, more of the claim. `verdicts` names lines by their numbers; `counted` is what
may be added up, in millions of dollars unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

Line = tuple[Any, ...]


class Case(NamedTuple):
    name: str
    lines: list[Line]
    counted: float
    verdicts: Mapping[tuple[int, int], str | None] = {}
    relation: str = "restates"
    currency: str = "USD"


GRANT, LOAN = {"instrument": "grant"}, {"instrument": "loan"}
LEVEL = {"kind": "cumulative_total"}
PAID = {"kind": "disbursement"}

CASES = [
    # --- one announcement, told often -----------------------------------------------------------
    Case(
        "several outlets, same day",
        [
            ("a", "Japan pledged [$4.5 billion] on Wednesday.", "4.5bn USD", "2023-12-06"),
            ("b", "Kishida promised [4.5 billion dollars].", "4.5bn USD", "2023-12-06"),
            ("c", "Tokyo will give [$4.5bn], the wire reports.", "4.5bn USD", "2023-12-07"),
            ("d", "[USD 4.5 billion] for Ukraine from Tokyo.", "4.5bn USD", "2023-12-08"),
        ],
        4500,
        {(1, 0): "same", (2, 0): "same", (3, 0): "same"},
    ),
    Case(
        "headline, lead and caption",
        [
            ("a", "Japan to give Kyiv [$500m]", "500m USD", "2024-01-10"),
            ("a", "Japan will provide [$500 million] in help, it said.", "500m USD", "2024-01-10"),
            ("a", "Kamikawa announced the [$500 million].", "500m USD", "2024-01-10"),
        ],
        500,
        {(1, 0): "same", (2, 0): "same"},
    ),
    Case(
        "syndicated copy without a day",
        [
            ("a", "Japan pledged [$300 million] in new grants.", "300m USD", "2024-01-10"),
            ("b", "Japan pledged [$300 million] in new grants.", "300m USD", None),
        ],
        300,
        {(1, 0): "same"},
    ),
    Case(
        "undated page with other words",
        [
            ("a", "Japan pledged [$300 million] for shelters.", "300m USD", "2024-01-10"),
            ("b", "Tokyo offers [$300 million], the page says.", "300m USD", None),
        ],
        300,
        {(1, 0): "undecided"},
    ),
    Case(
        "another, on the day of the announcement",
        [
            ("a", "Japan pledged [$4.5 billion] on Wednesday.", "4.5bn USD", "2023-12-06"),
            ("b", "Japan promised another [$4.5 billion] for Kyiv.", "4.5bn USD", "2023-12-06"),
        ],
        4500,
        {(1, 0): "same"},
    ),
    Case(
        "additional in both, a week apart",
        [
            ("a", "Japan pledged an additional [$200 million].", "200m USD", "2024-03-01"),
            (
                "b",
                "The previously announced additional [$200 million] will come soon.",
                "200m USD",
                "2024-03-09",
            ),
        ],
        200,
        {(1, 0): "same"},
    ),
    Case(
        "one article tells the parts, another the whole",
        [
            ("a", "Japan will give [$1 billion] in grants.", "1bn USD", "2023-12-06", GRANT),
            (
                "a",
                "It also backs loans with [$3.5 billion].",
                "3.5bn USD",
                "2023-12-06",
                {"instrument": "guarantee"},
            ),
            ("b", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-07"),
        ],
        4500,
        {(0, 2): "same", (1, 2): "same"},
        "part_of",
    ),
    Case(
        "a part told alone by another outlet",
        [
            ("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06"),
            (
                "a",
                "Of this, [$1 billion] is humanitarian.",
                "1bn USD",
                "2023-12-06",
                {"kind": "component", "part_of": 0},
            ),
            ("b", "Japan is giving [$1 billion] for the winter.", "1bn USD", "2023-12-07"),
        ],
        4500,
        {(2, 1): "same"},
    ),
    Case(
        "the whole told after the part alone",
        [
            ("a", "Japan is giving [$1 billion] for the winter.", "1bn USD", "2023-12-05"),
            ("b", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06"),
            (
                "b",
                "Of this, [$1 billion] is humanitarian.",
                "1bn USD",
                "2023-12-06",
                {"kind": "component", "part_of": 1},
            ),
        ],
        4500,
        {(2, 0): "same"},
    ),
    # --- named again later ----------------------------------------------------------------------
    Case(
        "restated with the month of the pledge",
        [
            ("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06"),
            (
                "b",
                "The [$4.5 billion] pledged in December 2023 will flow.",
                "4.5bn USD",
                "2024-06-13",
            ),
        ],
        4500,
        {(1, 0): "same"},
    ),
    Case(
        "restated a year later, already announced",
        [
            ("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06"),
            (
                "b",
                "Japan will pay out the already announced [$4.5 billion].",
                "4.5bn USD",
                "2025-01-20",
            ),
        ],
        4500,
        {(1, 0): "same"},
    ),
    Case(
        "months later, no word either way",
        [
            ("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06"),
            ("b", "Japan will provide [$4.5 billion].", "4.5bn USD", "2024-06-13"),
        ],
        4500,
        {(1, 0): "undecided"},
    ),
    Case(
        "a month that is not the pledge's",
        [
            ("a", "Japan pledged [$200 million].", "200m USD", "2023-03-10"),
            (
                "b",
                "The [$200 million] promised in October 2024 is on its way.",
                "200m USD",
                "2024-11-05",
            ),
        ],
        400,
        {(1, 0): "different"},
    ),
    Case(
        "another, half a year later",
        [
            ("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06"),
            ("b", "Japan pledged another [$4.5 billion] on Monday.", "4.5bn USD", "2024-07-01"),
        ],
        9000,
        {(1, 0): "different"},
    ),
    Case(
        "more, behind the figure",
        [
            ("a", "Japan pledged [$100 million].", "100m USD", "2022-02-27"),
            ("b", "Japan will give [$100 million] more.", "100m USD", "2022-04-05"),
        ],
        200,
        {(1, 0): "different"},
    ),
    Case(
        "chain: pledged, restated, restated again",
        [
            ("a", "Japan pledged [$700 million].", "700m USD", "2023-05-02"),
            ("b", "The [$700 million] pledged in May 2023 is welcome.", "700m USD", "2023-09-02"),
            (
                "c",
                "Of the [$700 million] announced in May 2023, much is paid.",
                "700m USD",
                "2024-05-30",
            ),
        ],
        700,
        {(1, 0): "same", (2, 0): "same", (2, 1): None},
    ),
    Case(
        "chain with an unsure middle",
        [
            ("a", "Japan pledged [$700 million].", "700m USD", "2023-05-02"),
            ("b", "Japan gives [$700 million].", "700m USD", "2023-09-02"),
            ("c", "The [$700 million] announced in May 2023 is paid.", "700m USD", "2024-05-30"),
        ],
        700,
        {(1, 0): "undecided", (2, 0): "same"},
    ),
    Case(
        "divided into the same parts half a year later",
        [
            ("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06"),
            (
                "a",
                "Of it [$1 billion] is in grants.",
                "1bn USD",
                "2023-12-06",
                {"kind": "component", "part_of": 0},
            ),
            (
                "a",
                "The remaining [$3.5 billion] are guarantees.",
                "3.5bn USD",
                "2023-12-06",
                {"kind": "component", "part_of": 0},
            ),
            ("b", "Japan provides [$4.5 billion].", "4.5bn USD", "2024-06-13"),
            (
                "b",
                "Of it [$1 billion] is for people.",
                "1bn USD",
                "2024-06-13",
                {"kind": "component", "part_of": 3},
            ),
            (
                "b",
                "The rest, [$3.5 billion], are guarantees.",
                "3.5bn USD",
                "2024-06-13",
                {"kind": "component", "part_of": 3},
            ),
        ],
        4500,
        {(3, 0): "same", (4, 1): "same", (5, 2): "same"},
    ),
    # --- totals before and after ----------------------------------------------------------------
    Case(
        "the total did not grow",
        [
            ("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06"),
            ("b", "Japan's aid comes to [$12.1 billion].", "12.1bn USD", "2024-02-19", LEVEL),
            ("c", "Japan will provide [$4.5 billion].", "4.5bn USD", "2024-06-13"),
            ("d", "Japan's aid comes to [$12.1 billion].", "12.1bn USD", "2024-07-01", LEVEL),
        ],
        4500,
        {(2, 0): "same"},
    ),
    Case(
        "the total grew by it",
        [
            ("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06"),
            ("b", "Japan's aid comes to [$12.1 billion].", "12.1bn USD", "2024-02-19", LEVEL),
            ("c", "Japan will provide [$4.5 billion].", "4.5bn USD", "2024-06-13"),
            ("d", "Japan's aid comes to [$16.6 billion].", "16.6bn USD", "2024-07-01", LEVEL),
        ],
        9000,
        {(2, 0): "different"},
    ),
    Case(
        "lower bounds prove no growth",
        [
            ("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06"),
            (
                "b",
                "Aid of over [$7 billion] so far.",
                "7bn USD",
                "2024-02-19",
                LEVEL | {"qualifier": "at_least"},
            ),
            ("c", "Japan will provide [$4.5 billion].", "4.5bn USD", "2024-06-13"),
            (
                "d",
                "Aid of over [$12 billion] so far.",
                "12bn USD",
                "2024-07-01",
                LEVEL | {"qualifier": "at_least"},
            ),
        ],
        4500,
        {(2, 0): "undecided"},
    ),
    Case(
        "a total that includes the new pledge",
        [
            ("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06"),
            ("a", "That brings its aid to [$12.1 billion].", "12.1bn USD", "2023-12-06", LEVEL),
            (
                "b",
                "Japan's aid, including the new pledge, is [$12.1 billion].",
                "12.1bn USD",
                "2023-12-07",
                LEVEL,
            ),
        ],
        4500,
        {(2, 1): "same"},
        "same_total",
    ),
    Case(
        "a bound and the figure it leaves room for",
        [
            (
                "a",
                "More than [$12 billion] since 2022.",
                "12bn USD",
                "2024-04-03",
                LEVEL | {"qualifier": "at_least"},
            ),
            ("b", "A total of [$12.1 billion].", "12.1bn USD", "2024-05-20", LEVEL),
        ],
        0,
        {(1, 0): "same"},
        "same_total",
    ),
    Case(
        "two near totals, both exact",
        [
            ("a", "Aid totals [$12.1 billion].", "12.1bn USD", "2024-04-03", LEVEL),
            ("b", "Aid totals [$12.3 billion].", "12.3bn USD", "2024-08-20", LEVEL),
        ],
        0,
        {(1, 0): "undecided"},
        "same_total",
    ),
    Case(
        "received is not announced",
        [
            ("a", "Kyiv has received [$6.3 billion] so far.", "6.3bn USD", "2024-09-20", LEVEL),
            ("b", "Japan has pledged [$6.3 billion] so far.", "6.3bn USD", "2024-09-20", LEVEL),
        ],
        0,
        {(1, 0): "different"},
        "same_total",
    ),
    Case(
        "a total in yen and in dollars",
        [
            ("a", "Support of [1.87 trillion yen] in all.", "1.87tn JPY", "2024-04-19", LEVEL),
            ("b", "Support of [$12.1 billion] in all.", "12.1bn USD", "2024-04-19", LEVEL),
        ],
        0,
        {(1, 0): "same"},
        "same_total",
    ),
    Case(
        "the running total, told like a pledge",
        [
            ("a", "Japan pledged [$2 billion].", "2bn USD", "2023-01-10"),
            ("b", "Japan's aid totals [$7.6 billion].", "7.6bn USD", "2023-11-08", LEVEL),
            ("c", "Japan has pledged [$7.6 billion] to Ukraine.", "7.6bn USD", "2023-11-20"),
        ],
        2000,
        {(2, 1): "undecided"},
        "same_total",
    ),
    Case(
        "the first pledge is the total",
        [
            ("a", "Japan pledged [$100 million].", "100m USD", "2022-02-27"),
            ("a", "So far that makes [$100 million].", "100m USD", "2022-02-27", LEVEL),
        ],
        100,
        {(1, 0): None},
        "same_total",
    ),
    # --- equal amounts, other money -------------------------------------------------------------
    Case(
        "equal grants through two agencies, one sentence",
        [
            (
                "a",
                "Japan gives [$50 million] to UNICEF and $50 million to the WFP.",
                "50m USD",
                "2024-02-01",
                GRANT | {"channel": "UNICEF"},
            ),
            (
                "a",
                "Japan gives $50 million to UNICEF and [$50 million] to the WFP.",
                "50m USD",
                "2024-02-01",
                GRANT | {"channel": "WFP"},
            ),
        ],
        100,
        {(1, 0): "different"},
    ),
    Case(
        "a grant and a loan of one size, one article",
        [
            ("a", "Japan gives a grant of [$100 million].", "100m USD", "2024-02-01", GRANT),
            ("a", "It lends Kyiv [$100 million].", "100m USD", "2024-02-01", LOAN),
        ],
        200,
        {(1, 0): "different"},
    ),
    Case(
        "equal grants through two channels, a month apart",
        [
            (
                "a",
                "A grant of [$470 million] in bilateral help.",
                "470m USD",
                "2023-03-21",
                GRANT | {"channel": "JICA"},
            ),
            (
                "b",
                "A grant of [$470 million] via the World Bank.",
                "470m USD",
                "2023-04-22",
                GRANT | {"channel": "World Bank"},
            ),
        ],
        940,
        {(1, 0): "different"},
    ),
    Case(
        "a grant, and a loan months later",
        [
            ("a", "Japan pledged a grant of [$150 million].", "150m USD", "2023-03-01", GRANT),
            ("b", "Japan promises a [$150 million] loan.", "150m USD", "2023-07-01", LOAN),
        ],
        300,
        {(1, 0): "different"},
    ),
    Case(
        "two years, each with its day",
        [
            (
                "a",
                "Japan gave [$50 million] in May 2022.",
                "50m USD",
                "2022-05",
                {"as_of_basis": "written"},
            ),
            (
                "a",
                "It promised [$50 million] in May 2023.",
                "50m USD",
                "2023-05",
                {"as_of_basis": "written"},
            ),
        ],
        100,
        {(1, 0): "different"},
    ),
    Case(
        "another, in one article",
        [
            ("a", "Japan sent [$30 million] for generators.", "30m USD", "2024-01-15"),
            ("a", "It will give another [$30 million] for shelters.", "30m USD", "2024-01-15"),
        ],
        60,
        {(1, 0): "different"},
    ),
    Case(
        "two countries, equal pledges",
        [
            ("a", "Japan pledged [$500 million].", "500m USD", "2024-01-10"),
            (
                "a",
                "Norway pledged [$500 million] as well.",
                "500m USD",
                "2024-01-10",
                {"donor": "Norway", "excluded_because": "other_donor"},
            ),
        ],
        500,
        {(1, 0): None},
    ),
    Case(
        "two recipients, equal pledges",
        [
            ("a", "Japan pledged [$500 million] to Ukraine.", "500m USD", "2024-01-10"),
            (
                "a",
                "Japan pledged [$500 million] to Moldova.",
                "500m USD",
                "2024-01-10",
                {"recipient": "Moldova", "excluded_because": "other_recipient"},
            ),
        ],
        500,
        {(1, 0): None},
    ),
    Case(
        "parts of two wholes",
        [
            ("a", "Japan pledged [$2 billion].", "2bn USD", "2023-02-01"),
            (
                "a",
                "[$400 million] of it is for demining.",
                "400m USD",
                "2023-02-01",
                {"kind": "component", "part_of": 0},
            ),
            ("b", "Japan pledged a further [$3 billion].", "3bn USD", "2024-02-20"),
            (
                "b",
                "[$400 million] of this is for hospitals.",
                "400m USD",
                "2024-02-20",
                {"kind": "component", "part_of": 2},
            ),
        ],
        5000,
        {(3, 1): "different"},
    ),
    # --- other amounts, one money ---------------------------------------------------------------
    Case(
        "one yen figure, three roundings",
        [
            ("a", "Japan will give [15.8 billion yen] ($105 million).", "15.8bn JPY", "2024-02-19"),
            (
                "a",
                "Japan will give 15.8 billion yen ([$105 million]).",
                "105m USD",
                "2024-02-19",
                {"conversion_of": 0},
            ),
            ("b", "A grant of [15.8 billion yen], or $104 million.", "15.8bn JPY", "2024-02-19"),
            (
                "b",
                "A grant of 15.8 billion yen, or [$104 million].",
                "104m USD",
                "2024-02-19",
                {"conversion_of": 2},
            ),
            ("c", "Japan pledges [$100 million].", "100m USD", "2024-02-19"),
        ],
        15800,
        {(2, 0): "same", (4, 0): "same"},
        currency="JPY",
    ),
    Case(
        "dollars only, near each other, one day",
        [
            ("a", "Japan gives [$105 million].", "105m USD", "2024-02-19"),
            ("b", "Japan gives [$104 million].", "104m USD", "2024-02-19"),
        ],
        105,
        {(1, 0): "undecided"},
    ),
    Case(
        "yen in one outlet, dollars in the other",
        [
            ("a", "A loan of [471.9 billion yen].", "471.9bn JPY", "2024-10-28", LOAN),
            (
                "b",
                "A loan worth over [$3 billion].",
                "3bn USD",
                "2024-10-29",
                LOAN | {"qualifier": "at_least"},
            ),
        ],
        471900,
        {(1, 0): "same"},
        currency="JPY",
    ),
    Case(
        "equal number, other currency",
        [
            ("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2024-02-02"),
            ("b", "Japan gives [4.5 billion euros].", "4.5bn EUR", "2024-02-02"),
        ],
        4500,
        {(1, 0): None},
    ),
    # --- stages ---------------------------------------------------------------------------------
    Case(
        "a loan pledged, then signed months later",
        [
            ("a", "Japan promised a loan of [$600 million].", "600m USD", "2024-02-10", LOAN),
            (
                "b",
                "The two sides signed a [$600 million] loan agreement.",
                "600m USD",
                "2024-07-11",
                LOAN,
            ),
        ],
        600,
        {(1, 0): "same"},
    ),
    Case(
        "pledged, signed, disbursed",
        [
            ("a", "Japan promised a loan of [$600 million].", "600m USD", "2024-02-10", LOAN),
            (
                "b",
                "The two sides signed a [$600 million] loan agreement.",
                "600m USD",
                "2024-07-11",
                LOAN,
            ),
            (
                "c",
                "Kyiv received the [$600 million] loan promised in February 2024.",
                "600m USD",
                "2024-09-30",
                LOAN | PAID,
            ),
        ],
        600,
        {(2, 0): "same"},
        "draws_on",
    ),
    Case(
        "paid before it was promised",
        [
            ("a", "Kyiv received [$90 million].", "90m USD", "2023-02-10", PAID),
            ("b", "Japan promised [$90 million].", "90m USD", "2023-09-11"),
        ],
        90,
        {(0, 1): None},
        "draws_on",
    ),
    Case(
        "equal tranches of two months",
        [
            ("a", "Kyiv received a tranche of [$300 million].", "300m USD", "2024-02-05", PAID),
            ("b", "Kyiv received a tranche of [$300 million].", "300m USD", "2024-04-08", PAID),
        ],
        0,
        {(1, 0): "different"},
    ),
    Case(
        "one payment in two outlets",
        [
            ("a", "Kyiv received [$984 million] from Japan.", "984m USD", "2024-03-29", PAID),
            ("b", "Japan transferred [$984 million].", "984m USD", "2024-03-30", PAID),
        ],
        0,
        {(1, 0): "same"},
    ),
    # --- raises ---------------------------------------------------------------------------------
    Case(
        "raised from 300 to 600",
        [
            ("a", "Japan will lend [$300 million].", "300m USD", "2022-04-19", LOAN),
            (
                "b",
                "Japan raises its loan from [$300 million] to $600 million.",
                "300m USD",
                "2022-05-19",
                LOAN,
            ),
            (
                "b",
                "Japan raises its loan from $300 million to [$600 million].",
                "600m USD",
                "2022-05-19",
                LOAN,
            ),
        ],
        600,
        {(1, 2): "same"},
        "part_of",
    ),
    Case(
        "doubled to 600",
        [
            ("a", "Japan will lend [$300 million].", "300m USD", "2022-04-19", LOAN),
            ("b", "Japan doubles its loan to [$600 million].", "600m USD", "2022-05-19", LOAN),
        ],
        600,
        {(0, 1): "same"},
        "part_of",
    ),
    Case(
        "raised to 600 from who knows what",
        [
            ("a", "Japan will lend [$300 million].", "300m USD", "2022-04-19", LOAN),
            ("b", "Japan raises its loan to [$600 million].", "600m USD", "2022-05-19", LOAN),
        ],
        600,
        {(0, 1): "undecided"},
        "part_of",
    ),
    Case(
        "raised by 300, after a pledge of 300",
        [
            ("a", "Japan will lend [$300 million].", "300m USD", "2022-04-19", LOAN),
            ("b", "Japan raised its loan by [$300 million].", "300m USD", "2022-05-19", LOAN),
        ],
        600,
        {(1, 0): "different"},
    ),
    # --- parts ----------------------------------------------------------------------------------
    Case(
        "a part larger than its whole",
        [
            ("a", "Japan pledged [$4 billion].", "4bn USD", "2023-12-06"),
            (
                "a",
                "[$5 billion] of it is for energy.",
                "5bn USD",
                "2023-12-06",
                {"kind": "component", "part_of": 0},
            ),
        ],
        4000,
        {(1, 0): "different"},
        "part_of",
    ),
    Case(
        "one giver's share of what several pay",
        [
            (
                "a",
                "The G7 set up a [$50 billion] fund.",
                "50bn USD",
                "2024-06-13",
                {"kind": "other", "donor": None, "excluded_because": "programme_total"},
            ),
            (
                "a",
                "Japan's share is [$3 billion].",
                "3bn USD",
                "2024-06-13",
                {"kind": "component", "part_of": 0},
            ),
        ],
        3000,
        {(1, 0): "same"},
        "part_of",
    ),
    Case(
        "a part of money that is not decided",
        [
            (
                "a",
                "Japan may give [$10 billion].",
                "10bn USD",
                "2024-06-13",
                {"excluded_because": "hypothetical"},
            ),
            (
                "a",
                "[$2 billion] of this would be loans.",
                "2bn USD",
                "2024-06-13",
                {"kind": "component", "part_of": 0},
            ),
        ],
        0,
        {(1, 0): "same"},
        "part_of",
    ),
    Case(
        "a headline, and another in the lead",
        [
            ("a", "Oslo pledges [NOK 300m]", "300m NOK", "2024-03-04"),
            (
                "a",
                "Norway pledged another [300 million kroner] on Sunday.",
                "300m NOK",
                "2024-03-03",
            ),
        ],
        300,
        {(1, 0): "same"},
        currency="NOK",
    ),
    Case(
        "raised months later from what was pledged",
        [
            ("a", "Japan will give [$300 million].", "300m USD", "2024-03-03"),
            (
                "b",
                "Japan raised its aid from [$300 million] to $600 million.",
                "300m USD",
                "2024-06-10",
            ),
            (
                "b",
                "Japan raised its aid from $300 million to [$600 million].",
                "600m USD",
                "2024-06-10",
            ),
        ],
        600,
        {(1, 0): "same", (2, 0): None},
    ),
    Case(
        "a part named before its whole",
        [
            ("a", "Japan gives [$1 billion] for the winter.", "1bn USD", "2023-11-20"),
            ("b", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06"),
            (
                "b",
                "It holds the [$1 billion] pledged in November.",
                "1bn USD",
                "2023-12-06",
                {"kind": "component", "part_of": 1},
            ),
        ],
        4500,
        {(2, 0): "same"},
    ),
    Case(
        "a pledge that a running total includes",
        [
            ("a", "Japan pledged [$4.5 billion].", "4.5bn USD", "2023-12-06"),
            ("b", "Aid comes to [$12 billion] so far.", "12bn USD", "2024-04-03", LEVEL),
            (
                "b",
                "That includes the [$4.5 billion] pledged in December 2023.",
                "4.5bn USD",
                "2024-04-03",
                {"kind": "component", "part_of": 1},
            ),
        ],
        4500,
        {(2, 0): "same"},
    ),
]
