"""Who gives to whom through whom: by example."""

from __future__ import annotations

import pytest
from reading.passages import claims_by_quote

from ukjp.reading.claims import Scope

# text, then (giver, receiver) by quote
PARTIES = [
    pytest.param(
        "Ukraine received €1.9 billion from the EU on Tuesday.",
        {"€1.9 billion": ("European Union", "Ukraine")}, id="wire: received from",
    ),
    pytest.param(
        "Tokyo will extend ¥30 billion to Kyiv.",
        {"¥30 billion": ("Japan", "Ukraine")}, id="metonyms on both sides",
    ),
    pytest.param(
        "Some 60 million euros were allocated to Ukraine by the Dutch government.",
        {"60 million euros": ("Netherlands", "Ukraine")}, id="translated: passive with by",
    ),
    pytest.param(
        "Zelenskyy thanked Prime Minister Trudeau for C$500 million in military aid.",
        {"C$500 million": ("Canada", "Ukraine")}, id="thanks name the giver",
    ),
    pytest.param(
        "Foreign Minister Kamikawa arrived in Kyiv. She pledged $37 million for drone detection"
        " systems.", {"$37 million": ("Japan", "Ukraine")}, id="pronoun",
    ),
    pytest.param(
        "South Korea joined the donors this week. The country promised Ukraine $200 million.",
        {"$200 million": ("South Korea", "Ukraine")}, id="the country",
    ),
    pytest.param(
        "Norway will buy shells from Czech makers for 1.6 billion kroner and hand them to Ukraine.",
        {"1.6 billion kroner": ("Norway", "Ukraine")}, id="buys from a third country",
    ),
    pytest.param(
        "Washington sends Kyiv $275 million in weapons; Tokyo adds $40 million for generators.",
        {"$275 million": ("United States", "Ukraine"), "$40 million": ("Japan", "Ukraine")},
        id="headline: two givers",
    ),
    pytest.param(
        "Japan pledged $10 million and Australia A$20 million for Ukraine's energy fund.",
        {"$10 million": ("Japan", "Ukraine"), "A$20 million": ("Australia", "Ukraine")},
        id="gapping: the verb is said once",
    ),
    pytest.param(
        "Japan and Canada gave Ukraine $465 million and $295 million respectively.",
        {"$465 million": ("Japan", "Ukraine"), "$295 million": ("Canada", "Ukraine")},
        id="respectively",
    ),
    pytest.param(
        "Germany, Norway and the United Kingdom transferred 120, 90 and 70 million dollars"
        " respectively to Ukraine.",
        {"120": ("Germany", "Ukraine"), "90": ("Norway", "Ukraine"),
         "70 million dollars": ("United Kingdom", "Ukraine")}, id="respectively, carried unit",
    ),
    pytest.param(
        "The IMF disbursed $2.2 billion to Ukraine after its fourth review.",
        {"$2.2 billion": ("IMF", "Ukraine")}, id="a fund lends",
    ),
    pytest.param(
        "The World Bank approved a $1.5 billion loan to Ukraine guaranteed by Japan.",
        {"$1.5 billion": ("Japan", "Ukraine")}, id="the guarantor answers for a bank's loan",
    ),
    pytest.param(
        "Japan gave Turkey $8.5 million after the earthquake.",
        {"$8.5 million": ("Japan", "Turkey")}, id="another receiver",
    ),
    pytest.param(
        "Moldova will get 10 million euros from Japan and Ukraine 45 million euros.",
        {"10 million euros": ("Japan", "Moldova"), "45 million euros": ("Japan", "Ukraine")},
        id="two receivers",
    ),
    pytest.param(
        "Prime Minister Jonas Gahr Støre met Zelenskyy in Oslo. Norway's new package comes to"
        " NOK 22 billion.", {"NOK 22 billion": ("Norway", "Ukraine")}, id="place is no giver",
    ),
    pytest.param(
        "The Dutch cabinet pays 271 million euros for drones for Ukraine in cooperation with"
        " Denmark, Sweden and the United States.",
        {"271 million euros": ("Netherlands", "Ukraine")}, id="partners are no givers",
    ),
    pytest.param(
        "The loan to Ukraine is backed by $985 million in credit enhancements from Japan and"
        " $515 million from the United Kingdom.",
        {"$985 million": ("Japan", "Ukraine"), "$515 million": ("United Kingdom", "Ukraine")},
        id="bank release: from X and from Y",
    ),
    pytest.param(
        "Yoon met Zelenskyy. Korea gives Ukraine $300 million and will put $50 million into the"
        " World Bank's trust fund.",
        {"$50 million": ("South Korea", "Ukraine")}, id="a fund's bank is no receiver",
    ),
    pytest.param(
        "Kyiv welcomed the pledge. Yoon also promised $300 million for developing countries.",
        {"$300 million": ("South Korea", None)}, id="elsewhere",
    ),
    pytest.param(
        "UNICEF received $14 million from Japan to keep Ukrainian schools warm.",
        {"$14 million": ("Japan", "Ukraine")}, id="an agency of the UN is no receiver",
    ),
    pytest.param(
        "At a conference in Berlin, Japan announced a ¥15.8 billion grant for Ukraine.",
        {"¥15.8 billion": ("Japan", "Ukraine")}, id="conference city is no giver",
    ),
    pytest.param(
        "British officials say Japan's latest loan to Ukraine, worth $780 million, is the largest"
        " yet.", {"$780 million": ("Japan", "Ukraine")}, id="who speaks is not who gives",
    ),
    pytest.param(
        "Compared with the 17 billion dollars of the Germans, the Japanese contribution of"
        " 6 billion dollars looks modest, Kyiv officials concede.",
        {"17 billion dollars": ("Germany", "Ukraine"), "6 billion dollars": ("Japan", "Ukraine")},
        id="comparison",
    ),
    pytest.param(
        "Seoul's finance ministry and its Ukrainian counterpart signed a deal on"
        " $2.1 billion in soft loans.",
        {"$2.1 billion": ("South Korea", "Ukraine")}, id="counterpart",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PARTIES)
def test_giver_and_receiver(text: str, wanted: dict[str, tuple[str, str | None]]) -> None:
    found = claims_by_quote(text)
    assert {q: (found[q].donor, found[q].recipient) for q in wanted} == wanted


CHANNELS = [
    pytest.param(
        "Japan gave Ukraine $24 million through UNICEF for children's winter clothes.",
        "$24 million",
        "United Nations",
        id="through",
    ),
    pytest.param(
        "Oslo channels 600 million kroner to Ukraine via the World Bank.",
        "600 million kroner",
        "World Bank",
        id="via",
    ),
    pytest.param(
        "The EUR 5 million from Seoul for Ukraine is administered by the UNDP.",
        "EUR 5 million",
        "United Nations",
        id="administered by",
    ),
    pytest.param("Japan granted Ukraine ¥7.9 billion.", "¥7.9 billion", None, id="straight"),
]


@pytest.mark.parametrize(("text", "quote", "channel"), CHANNELS)
def test_channel(text: str, quote: str, channel: str | None) -> None:
    assert claims_by_quote(text)[quote].channel == channel


def test_each_of_two_givers_answers_for_the_whole_sum() -> None:
    text = "Norway and Japan will provide Ukraine with $30 million each for demining."
    for donor in ("Norway", "Japan"):
        claim = claims_by_quote(text, Scope(donor))["$30 million"]
        assert (claim.donor, claim.in_scope) == (donor, True)
    assert not claims_by_quote(text, Scope("Canada"))["$30 million"].in_scope


SCOPES = [
    pytest.param(Scope("Norway"), True, id="the giver is asked about"),
    pytest.param(Scope("Japan"), False, id="another giver is asked about"),
    pytest.param(Scope("Norway", "Moldova"), False, id="another receiver is asked about"),
]


@pytest.mark.parametrize(("scope", "counts"), SCOPES)
def test_the_reading_is_the_same_whoever_is_asked_about(scope: Scope, counts: bool) -> None:
    text = "Norway has decided to give Ukraine 7 billion kroner for air defence."
    claim = claims_by_quote(text, scope)["7 billion kroner"]
    assert (claim.kind, claim.donor, claim.in_scope) == ("commitment", "Norway", counts)
