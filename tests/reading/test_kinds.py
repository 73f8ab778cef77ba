"""Which money is a level, a promise, a payment, a part, or no aid at all: by example."""

from __future__ import annotations

import pytest
from reading.passages import claims_by_quote

LEVELS = [
    pytest.param(
        "Since Russian troops crossed the border, Japan has handed Ukraine aid worth $8.2 billion.",
        {"$8.2 billion": "cumulative_total"}, id="wire: since, fronting",
    ),
    pytest.param(
        "The grant lifts Tokyo's total support for Kyiv to roughly ¥1.3 trillion.",
        {"¥1.3 trillion": "cumulative_total"}, id="business daily: lifts the total to",
    ),
    pytest.param(
        "Ottawa's contribution to Ukraine's defence now stands at C$4.5 billion.",
        {"C$4.5 billion": "cumulative_total"}, id="Canadian: now stands at",
    ),
    pytest.param(
        "To date Seoul has given Ukraine $394 million in humanitarian assistance.",
        {"$394 million": "cumulative_total"}, id="Korean: to date",
    ),
    pytest.param(
        "Norway's support for Ukraine has so far amounted to 41 billion kroner.",
        {"41 billion kroner": "cumulative_total"}, id="Norwegian release: has so far amounted to",
    ),
    pytest.param(
        "Overall, Berlin has delivered military equipment worth 28 billion euros to Ukraine since"
        " the start of the full-scale war.",
        {"28 billion euros": "cumulative_total"}, id="German: overall, since the start",
    ),
    pytest.param(
        "All in all, the volume of Japanese assistance to Ukraine already exceeds USD 10 billion.",
        {"USD 10 billion": "cumulative_total"}, id="translated: the volume already exceeds",
    ),
    pytest.param(
        "With 17.7 billion euros, Germany is Ukraine's second largest donor.",
        {"17.7 billion euros": "cumulative_total"}, id="what makes a donor the second largest",
    ),
    pytest.param(
        "In the two and a half years of war the Dutch have committed €7.6 billion to Ukraine.",
        {"€7.6 billion": "cumulative_total"}, id="in the years of war",
    ),
]  # fmt: skip

PROMISES = [
    pytest.param(
        "Japan to give Ukraine $160 million for grid repairs",
        {"$160 million": "commitment"}, id="headline: to give",
    ),
    pytest.param(
        "Tokyo offers Kyiv 20 billion yen in fresh credit",
        {"20 billion yen": "commitment"}, id="headline: offers",
    ),
    pytest.param(
        "A further 3 billion kroner for Ukrainian air defence was announced in Oslo on Monday.",
        {"3 billion kroner": "commitment"}, id="passive: was announced",
    ),
    pytest.param(
        "The cabinet signed off on a $55 million grant for Ukrainian hospitals.",
        {"$55 million": "commitment"}, id="signed off on",
    ),
    pytest.param(
        "An agreement on a loan of EUR 200 million to Ukraine was signed by the Korean side.",
        {"EUR 200 million": "commitment"}, id="translated: agreement was signed",
    ),
    pytest.param(
        "Kishida told Zelenskyy that Japan would provide $37 million for demining.",
        {"$37 million": "commitment"}, id="reported speech: would provide",
    ),
    pytest.param(
        "Canada will contribute an additional C$60 million toward F-16 supplies for Ukraine.",
        {"C$60 million": "commitment"}, id="will contribute an additional",
    ),
    pytest.param(
        "Norway is raising its support to Ukraine by NOK 5 billion this year.",
        {"NOK 5 billion": "commitment"}, id="a raise by",
    ),
    pytest.param(
        "Fresh support worth £150 million is on its way to Ukraine, the defence secretary"
        " confirmed.",
        {"£150 million": "commitment"}, id="British: on its way",
    ),
    pytest.param(
        "Ukraine will receive a $230 million loan from Japan next year.",
        {"$230 million": "commitment"}, id="will receive",
    ),
    pytest.param(
        "Ukraine's defence ministry thanked Oslo for the 3.5 billion kroner worth of missiles.",
        {"3.5 billion kroner": "commitment"}, id="thanked for",
    ),
    pytest.param(
        "Washington gives a Ukrainian city a heating plant. Denmark, a partner, adds 140 million"
        " kroner.", {"140 million kroner": "commitment"}, id="adds",
    ),
    pytest.param(
        "Kyiv will get C$5 billion from Ottawa next year.",
        {"C$5 billion": "commitment"}, id="will get",
    ),
    pytest.param(
        "The cabinet is making available 271 million euros for drones for Ukraine.",
        {"271 million euros": "commitment"}, id="makes available",
    ),
    pytest.param(
        "London will spend £350 million to deliver drones to Ukraine.",
        {"£350 million": "commitment"}, id="spends to deliver",
    ),
    pytest.param(
        "The budget includes 10 billion yen to help Ukraine clear mines.",
        {"10 billion yen": "commitment"}, id="a budget that holds aid",
    ),
    pytest.param(
        "Norway raised its aid to Ukraine in June. That is 12 billion kroner more than planned.",
        {"12 billion kroner": "commitment"}, id="more than planned",
    ),
    pytest.param(
        "Germany has pledged another €500 million for Ukraine's energy sector.",
        {"€500 million": "commitment"}, id="has pledged another",
    ),
]  # fmt: skip

PAYMENTS = [
    pytest.param(
        "Japan's 15 billion yen reached Ukraine's state budget on Friday.",
        {"15 billion yen": "disbursement"}, id="reached the budget",
    ),
    pytest.param(
        "The Ukrainian budget was credited with $470 million from Japan, the ministry said.",
        {"$470 million": "disbursement"}, id="translated: was credited with",
    ),
    pytest.param(
        "Kyiv got the first 300 million euros of the Dutch loan last week.",
        {"300 million euros": "disbursement"}, id="got",
    ),
    pytest.param(
        "In May the bank transferred US$150 million provided by Korea to the finance ministry in"
        " Kyiv.",
        {"US$150 million": "disbursement"}, id="transferred",
    ),
    pytest.param(
        "Generators worth $4 million donated by Japan were handed over to Kharkiv on Monday.",
        {"$4 million": "disbursement"}, id="in kind: were handed over",
    ),
    pytest.param(
        "Canada disbursed C$2.4 billion in loans to Ukraine in March.",
        {"C$2.4 billion": "disbursement"}, id="disbursed",
    ),
]  # fmt: skip

NO_AID = [
    pytest.param(
        "Japan's exports to Ukraine came to $620 million in 2023.",
        {"$620 million": "not_aid"}, id="trade",
    ),
    pytest.param(
        "The Diet passed a budget of 112.6 trillion yen, with record spending on defence.",
        {"112.6 trillion yen": "not_aid"}, id="own budget",
    ),
    pytest.param(
        "Direct damage to Ukraine's housing is put at $56 billion by the World Bank.",
        {"$56 billion": "not_aid"}, id="damage",
    ),
    pytest.param(
        "The carmaker lost $1.1 billion when it left Russia.",
        {"$1.1 billion": "not_aid"}, id="corporate loss",
    ),
    pytest.param(
        "A court in Tokyo fined the trading house 90 million yen over sanctions breaches.",
        {"90 million yen": "not_aid"}, id="fine",
    ),
    pytest.param(
        "Brent rose to $84.20 a barrel on Monday.", {"$84.20": "not_aid"}, id="price",
    ),
    pytest.param(
        "Ukraine needs $14 billion to repair its power plants before winter.",
        {"$14 billion": "not_aid"}, id="need",
    ),
    pytest.param(
        "About $300 billion of Russian central bank assets remain frozen in the West.",
        {"$300 billion": "not_aid"}, id="frozen assets",
    ),
    pytest.param(
        "Ukraine's budget deficit will widen to $43 billion this year.",
        {"$43 billion": "not_aid"}, id="deficit",
    ),
    pytest.param(
        "Norway's oil fund grew by 1.5 trillion kroner in the first quarter.",
        {"1.5 trillion kroner": "not_aid"}, id="sovereign fund",
    ),
    pytest.param(
        "Each of the interceptors costs around $4 million.", {"$4 million": "not_aid"},
        id="unit price",
    ),
    pytest.param(
        "The Korean shipbuilder won an order worth $2.2 billion from Poland.",
        {"$2.2 billion": "not_aid"}, id="order",
    ),
    pytest.param(
        "Ukraine's economy shrank to $160 billion in the first year of the war.",
        {"$160 billion": "not_aid"}, id="economy",
    ),
    pytest.param(
        "The yen weakened past 158 to the dollar, and Tokyo spent ¥9.8 trillion propping it up.",
        {"¥9.8 trillion": "not_aid"}, id="intervention",
    ),
    pytest.param(
        "Ukraine earned $3.2 billion from grain shipments through the corridor.",
        {"$3.2 billion": "not_aid"}, id="earnings",
    ),
    pytest.param(
        "The reactor restart will cost Japan's utility 200 billion yen.",
        {"200 billion yen": "not_aid"}, id="will cost",
    ),
    pytest.param(
        "Tickets for the charity concert for Ukraine sell at 5,000 yen.",
        {"5,000 yen": "not_aid"}, id="tickets",
    ),
    pytest.param(
        "Prosecutors say the former minister embezzled $40 million from arms contracts.",
        {"$40 million": "not_aid"}, id="embezzlement",
    ),
    pytest.param(
        "Norway earned 1,270 billion kroner more from gas because of the war in Ukraine.",
        {"1,270 billion kroner": "not_aid"}, id="the war in Ukraine receives nothing",
    ),
    pytest.param(
        "The EU paid Moscow 85 billion euros for energy in the first year of the war on Ukraine.",
        {"85 billion euros": "not_aid"}, id="paid to the aggressor",
    ),
    pytest.param(
        "Komatsu sold Ukraine demining machines for 1.3 billion yen.",
        {"1.3 billion yen": "not_aid"}, id="sold",
    ),
    pytest.param(
        "JERA has agreed to pay $1.5 billion for a stake in a gas field.",
        {"$1.5 billion": "not_aid"}, id="pays for a stake",
    ),
    pytest.param(
        "The defence budget of 8.7 trillion yen sets aside 939 billion yen for missiles.",
        {"8.7 trillion yen": "not_aid", "939 billion yen": "not_aid"}, id="sets aside for itself",
    ),
    pytest.param(
        "Seoul drew up a budget of 656.9 trillion won, including 6.5 trillion won in aid to poorer"
        " nations.", {"656.9 trillion won": "not_aid", "6.5 trillion won": "not_aid"},
        id="part of a budget",
    ),
    pytest.param(
        "The yen changed hands at 151.80 yen to the dollar.", {"151.80 yen": "not_aid"},
        id="changes hands",
    ),
]  # fmt: skip

UNSETTLED = [
    pytest.param(
        "Kyiv has asked Tokyo for $500 million to rebuild the dam.",
        {"$500 million": "hypothetical"}, id="asked for",
    ),
    pytest.param(
        "Japan is considering a loan of 80 billion yen to Ukraine, people familiar with the matter"
        " said.", {"80 billion yen": "hypothetical"}, id="is considering",
    ),
    pytest.param(
        "Seoul may double its aid to Ukraine to $600 million, a lawmaker said.",
        {"$600 million": "hypothetical"}, id="may double",
    ),
    pytest.param(
        "Lawmakers have yet to vote on the $61 billion aid bill for Ukraine.",
        {"$61 billion": "hypothetical"}, id="bill",
    ),
    pytest.param(
        "Under a draft proposal, the EU would lend Ukraine 35 billion euros.",
        {"35 billion euros": "hypothetical"}, id="draft proposal",
    ),
    pytest.param(
        "The opposition wants Berlin to find another €3 billion for Ukraine.",
        {"€3 billion": "hypothetical"}, id="wants",
    ),
    pytest.param(
        "Norway plans to give Ukraine 15 billion kroner a year, according to a leaked paper.",
        {"15 billion kroner": "hypothetical"}, id="plans to give",
    ),
    pytest.param(
        "If parliament agrees, Ukraine will get C$1 billion more.",
        {"C$1 billion": "hypothetical"}, id="if parliament agrees",
    ),
    pytest.param(
        "Zelenskyy urged Canberra to provide A$250 million for coal.",
        {"A$250 million": "hypothetical"}, id="urged",
    ),
    pytest.param(
        "Talks on a Japanese loan of up to $3 billion for Ukraine are still under way.",
        {"$3 billion": "hypothetical"}, id="talks under way",
    ),
    pytest.param(
        "Britain rejected a call to send Ukraine a further £2 billion.",
        {"£2 billion": "hypothetical"}, id="rejected",
    ),
    pytest.param(
        "Seoul has not decided whether to send Ukraine $100 million in weapons.",
        {"$100 million": "hypothetical"}, id="has not decided whether",
    ),
    pytest.param(
        "The package, worth 500 million dollars for Ukraine, still needs the approval of the Diet.",
        {"500 million dollars": "hypothetical"}, id="needs approval, said behind",
    ),
    pytest.param(
        "The finance ministry is resisting a demand for an extra 3.8 billion euros for Ukraine.",
        {"3.8 billion euros": "hypothetical"}, id="a demand",
    ),
    pytest.param(
        "According to a draft seen by Reuters, Tokyo will contribute $3.3 billion to Ukraine.",
        {"$3.3 billion": "hypothetical"}, id="according to a draft",
    ),
    pytest.param(
        "Berlin blocked the release of 6.6 billion euros for Ukraine.",
        {"6.6 billion euros": "hypothetical"}, id="blocked",
    ),
    pytest.param(
        "A petition calls for 5 billion kroner of oil money for Ukraine.",
        {"5 billion kroner": "hypothetical"}, id="a petition",
    ),
    pytest.param(
        "Ukraine is set to receive 15 billion dollars from the IMF if the board agrees.",
        {"15 billion dollars": "hypothetical"}, id="if the board agrees, said behind",
    ),
]  # fmt: skip

POOLED = [
    pytest.param(
        "The money is Japan's contribution to the $50 billion that G7 countries promised Ukraine.",
        {"$50 billion": "programme_total"}, id="contribution to a pool",
    ),
    pytest.param(
        "Ukraine has received $31 billion from its partners this year, the ministry said.",
        {"$31 billion": "programme_total"}, id="from its partners",
    ),
    pytest.param(
        "Together, Nordic and Baltic states promised Ukraine €5 billion.",
        {"€5 billion": "programme_total"}, id="together",
    ),
    pytest.param(
        "Denmark, Norway and Sweden will jointly give Ukraine 2.4 billion kroner for vehicles.",
        {"2.4 billion kroner": "programme_total"}, id="three jointly",
    ),
    pytest.param(
        "The trust fund for Ukraine has raised $1.8 billion from seventeen donors.",
        {"$1.8 billion": "programme_total"}, id="a fund of seventeen",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [*LEVELS, *PROMISES, *PAYMENTS])
def test_aid_has_its_kind(text: str, wanted: dict[str, str]) -> None:
    found = claims_by_quote(text)
    assert {quote: found[quote].kind for quote in wanted} == wanted
    assert all(found[quote].excluded_because in (None, "other_donor") for quote in wanted)


@pytest.mark.parametrize(("text", "wanted"), [*NO_AID, *UNSETTLED, *POOLED])
def test_money_that_does_not_count_says_why(text: str, wanted: dict[str, str]) -> None:
    found = claims_by_quote(text)
    assert {quote: found[quote].excluded_because for quote in wanted} == wanted
    assert not any(found[quote].in_scope for quote in wanted)
