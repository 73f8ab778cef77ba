"""The words that tell what a figure is and what happens: one lexicon, looked up word by word.

A cue is a word or phrase with a sense. Senses are few; what they mean together is decided in
`kinds` and `events`. Looking words up in a dictionary keeps the cost linear and the lexicon
readable: to teach a word, add it to its line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")


class Cue(NamedTuple):
    """A cue in a text: `start`, `end`, its sense, the lexicon's phrase, and the verb form.

    `form` is base, s, past, ing for verbs and "" for everything else.
    """

    start: int
    end: int
    sense: str
    phrase: str
    form: str


# Verbs: base, then irregular past and participle where they differ from -ed.
_VERBS: dict[str, str] = {
    "promise": """pledge announce promise commit vow approve allocate earmark decide agree unveil
        authorize authorise ratify confirm declare grant endorse appropriate clear
        set-aside:set-aside reserve assign pencil-in""",
    "give": """provide give:gave,given donate contribute supply send:sent lend:lent offer extend
        support channel inject deliver ship underwrite cover guarantee issue
        hand-over sign-over put-in:put-in chip-in put-up:put-up go-to:went-to,gone-to
        put-on-the-table pump invest-in""",
    "pay": """disburse transfer pay:paid release credit remit wire pay-in:paid-in pay-out:paid-out""",
    "receive": """receive get:got,gotten obtain attract secure borrow draw:drew,drawn""",
    "sign": "sign ink seal conclude",
    "say": """say:said tell:told state note add write:wrote,written report stress explain
        reveal disclose recall emphasize emphasise underline acknowledge""",
    "wish": """consider propose request ask seek:sought urge mull weigh discuss contemplate demand
        appeal envisage recommend suggest explore hope intend plan expect need want require call-for
        press-for push-for look-to aim negotiate""",
    "refuse": "reject block deny stall delay veto oppose halt suspend cancel withhold:withheld",
    "amount": """total amount-to exceed surpass reach come-to:came-to stand-at:stood-at top
        climb-to rise-to:rose-to grow-to:grew-to swell-to add-up-to near approach hit:hit pass
        run-to:ran-to""",
    "raise": """raise increase boost expand double triple lift top-up enlarge""",
    "bring": "bring:brought take:took",
    "include": "include comprise contain consist-of",
    "meet": "meet:met host receive-in",
    "visit": "visit arrive travel",
    "call": "phone telephone",
    "talk": "negotiate",
    "lose": "lose:lost spend:spent cost:cost damage destroy earn buy:bought sell:sold export import trade invest fine",
}

_PHRASES: dict[str, str] = {
    "aid": """aid|assistance|support|help|package|packages|grant|grants|loan|loans|loan guarantee|
        loan guarantees|guarantee|guarantees|credit|credits|donation|donations|contribution|
        contributions|financing|funding|funds|relief|commitment|commitments|pledge|pledges|
        subsidy|gift|lending|bailout|credit line|line of credit|backing|envelope|military aid|
        humanitarian aid|budget support|budget help|bilateral aid""",
    "tranche": "tranche|tranches|installment|instalment|installments|instalments|disbursement|"
    "disbursements|payout|transfer",
    "programme": """program|programme|programs|programmes|facility|fund|initiative|mechanism|scheme|
        project|operation|trust fund|arrangement|framework|plan|account|pool|umbrella|
        extended fund facility|initiative""",
    "total": """in total|altogether|all told|in all|so far|to date|thus far|overall|cumulative|
        cumulatively|aggregate|combined|total|totals|totaling|totalling|totalled|totaled|up to now|
        until now|over the years|over the past year|over the past two years|already|now stands""",
    "part": """of which|of that|of this|of those|of these|of it|of the total|of the sum|of the amount|
        of the money|of the aid|of the package|of the pledge|of the funds|of them|out of|
        the remaining|the remainder|the rest|remaining|remainder|rest|another part|portion|share|
        part of|as part of|within|under|including|among them|among which|namely|broken down|
        divided into|split into|made up of|comprising|consisting of|consists of|comprises|comprise|
        includes|include|included|covers|the other|the balance|a further|breaks down""",
    "maybe": """tabled|petition|could|can|may|might|if|unless|potentially|possibly|potential|possible|proposed|
        proposal|proposals|request|requests|plans|planned|
        planning|considering|seeking|asked for|calls for|calling for|would need|under discussion|
        is expected|are expected|was expected|expected to|likely to|is likely|hopes|hoping|
        hoped|aims to|aiming to|intends|intending|wants|needs|should|mulling|weighing|yet to|
        pending|subject to|supplementary request|budget request|wish list|in talks|asking for|calling on|calls on|called on|
        appeal for|appealed for""",
    "would": "would|'d",
    "will": "will|shall|is to|are to|is set to|are set to|is due to|are due to|to be",
    "new": "new|additional|further|extra|fresh|another|supplementary",
    "again": """already announced|previously announced|announced earlier|announced in|pledged in|
        promised in|pledged earlier|previously pledged|earlier pledged|already pledged|
        reaffirmed|reiterated|restated|recalled|confirmed|the previously|announced last|
        pledged last""",
    "not_aid": """trade|trade turnover|turnover|exports|export|imports|import|bilateral trade|gdp|
        gross domestic product|economy|deficit|budget deficit|revenue|revenues|profit|profits|sales|
        loss|losses|damage|damages|price|prices|cost|costs|costing|fine|fines|penalty|
        market|market value|capitalisation|capitalization|valuation|debt|debts|bond|bonds|eurobond|
        eurobonds|salary|salaries|wages|tax|taxes|tariffs|tariff|investment|investments|
        stock|stocks|shares|assets|reserves|foreign exchange reserves|budget|supplementary budget|draft budget|extra budget|defense budget|defence budget|wealth fund|sovereign fund|
        sovereign wealth fund|pension fund|hedge fund|investment fund|
        military budget|defense spending|defence spending|military spending|state budget|
        national budget|annual budget|budget of|spending plan|fiscal plan|stimulus|bribe|bribes|
        embezzlement|embezzled|ransom|box office|prize|lottery|fortune|net worth|jackpot|
        oil revenues|energy revenues|stake|acquisition|merger|takeover|ticket|tickets|fee|fees|
        worth of goods|orders|order book|harvest|insurance losses|compensation|shortfall|
        financing gap|funding gap|gap|needs|bill for|price tag|infrastructure damage|a barrel|
        per barrel|a ton|a tonne|per tonne|per ton|per share|a share|a month in rent|rent|per person|
        dividend|dividends|net profit|operating profit|budget surplus|surplus|apiece|per unit|
        a piece|subsidies for|remittances|spending|military expenditure|defence bill|contract worth|
        contracts|earnings|income|proceeds of crime|imports of|sanctions|laundering""",
    "bill": "bill|request|proposal|draft|plan|legislation|draft budget|motion|draft bill|draft law",
    "grantform": "grant|grants|grant aid|donation|donations|gift|donated|non-repayable|free of charge|"
    "gratuitous|grant assistance|grant-in-aid|grant funding",
    "loanform": "loan|loans|credit|credits|lend|lending|lent|yen loan|concessional|soft loan|"
    "soft loans|preferential loan|borrow|repayable|development policy loan|credit line",
    "guaranteeform": "guarantee|guarantees|guaranteed|guaranteeing|loan guarantee|loan guarantees|"
    "credit enhancement|credit enhancements|credit guarantee|credit guarantees|guarantor|guaranty",
    "kindform": """in-kind|equipment|generators|vehicles|trucks|ambulances|goods|ammunition|weapons|
        transformers|supplies|excavators|shells|missiles|tanks|drones|buses|food parcels|
        in kind|machinery|jets|howitzers|body armor|helmets""",
    "humanitarian": """humanitarian|refugees|displaced|winter|demining|mine|mines|mine clearance|
        mine action|emergency|food|medical|medicine|shelter|evacuees|de-mining|generators|relief|
        unhcr|unicef|wfp|red cross""",
    "budget": """budget support|budgetary|budget|macro-financial|macrofinancial|financial support|
        financial assistance|financial aid|fiscal|pensions|salaries of|social payments|
        public expenditure|social spending|state budget|budget financing""",
    "military": """military|weapons|arms|ammunition|lethal|defense equipment|defence equipment|
        artillery|air defense|air defence|missile|missiles|tanks|drones|security assistance|
        troops|armed forces|fighter|non-lethal|shells|training of|patriot|f-16""",
    "reconstruction": """reconstruction|rebuilding|rebuild|recovery|infrastructure|housing|
        reconstruct|restoration|restore""",
    "energy": """energy|power grid|electricity|power plants|generators|transformers|heating|
        power generation|power supply|energy sector|energy infrastructure|grid""",
    "each": "each|apiece",
    "respectively": "respectively",
    "round": """round of negotiations|round of talks|first round|second round|third round|
        fourth round|fifth round|final round|round of consultations|next round|another round|
        new round|round of bilateral|rounds of negotiations|rounds of talks|started negotiations|
        start negotiations|began negotiations|begin negotiations|launched negotiations|
        started talks|began talks|start of negotiations|opened negotiations""",
    "progress": """advanced stage|final stage|final stages|nearing conclusion|near completion|
        nearing completion|close to completion|close to concluding|almost ready|almost agreed|
        finalizing|finalising|finalized|finalised|on the cusp of|text is ready|progress in negotiations|
        progress in the negotiations|progress in talks|verge of|virtually agreed|
        made progress|significant progress""",
    "agreement": """agreement|pact|accord|treaty|deal|memorandum|document|documents|security agreement|
        exchange of notes|declaration|compact|contract""",
    "declaration": "joint declaration|declaration|communique|communiqué|joint statement",
    "summit": "summit|summits|leaders' meeting|leaders’ meeting",
    "conference": "conference|forum|congress of|donor conference|symposium",
    "meeting": """meeting|meetings|met with|gathering|held talks|holds talks|hold talks|talks with|
        bilateral meeting|held a meeting|sat down with""",
    "announcement": "announcement|announcements|announced it|announced this|announced the decision",
    "signing": """signing ceremony|exchange of notes|exchanged notes|notes were exchanged|
        signing of|put their signatures|put pen to paper""",
    "plain": """security guarantees|security guarantee|security commitments|declaration of support|
        support of the|aid worker|aid workers|first lady|summit of donors""",
    "callnoun": """phone call|telephone call|phone conversation|telephone conversation|
        video call|call with|phone talks|telephone talks|spoke by phone|spoke by telephone|spoke on the phone|telephone conversation|
        by phone|by telephone|over the phone|phoned|telephoned|conversation|video conference with|
        online meeting""",
    "visitnoun": "flew to|flew into|unannounced trip|surprise trip|first trip|visit to|visits to|visit|visits|trip to|paid a visit|unannounced visit|surprise visit|arrived in|traveled to|travelled to",
    "upcoming": "upcoming|forthcoming|next|impending|scheduled|slated|due|planned|later this|ahead of",
    "deliver": "delivery|deliveries|shipment|arrived|handover|handed over|payment of|payments of|"
    "disbursement of|transfer of",
}

_VOWELS = frozenset("aeiou")
_DOUBLED = frozenset(
    ["commit", "transfer", "remit", "top", "ship", "plan", "hit", "get", "set", "number"]
) - {"number"}


def _inflect(verb: str) -> list[tuple[str, str]]:
    """Return (phrase, form) for a verb of the lexicon such as "give:gave,given" or "amount-to"."""
    base, _, irregular = verb.partition(":")
    base = base.replace("-", " ")
    head, _, tail = base.partition(" ")
    tail = f" {tail}" if tail else ""
    past = [p.replace("-", " ") for p in irregular.split(",") if p]
    if not past:
        past = [_with_ed(head) + tail]
    elif tail:
        past = [p if p.endswith(tail) else p + tail for p in past]
    forms = [(base, "base"), (_with_s(head) + tail, "s"), (_with_ing(head) + tail, "ing")]
    return forms + [(word, "past") for word in past]


def _with_ed(word: str) -> str:
    if word == "set":
        return "set"
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ied"
    return word + (word[-1] if word in _DOUBLED else "") + "ed"


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "o")) else "s")


def _with_ing(word: str) -> str:
    if word.endswith("ee"):
        return word + "ing"
    if word.endswith("e"):
        return word[:-1] + "ing"
    return word + (word[-1] if word in _DOUBLED else "") + "ing"


def _build_lexicon() -> dict[str, list[tuple[str, str, str]]]:
    """Return first word → (phrase, sense, form), longest phrase first."""
    entries: dict[tuple[str, str], tuple[str, str, str]] = {}
    for sense, verbs in _VERBS.items():
        for verb in verbs.split():
            for phrase, form in _inflect(verb):
                entries[phrase, sense] = (phrase, sense, form)
    for sense, block in _PHRASES.items():
        for phrase in " ".join(block.split()).split("|"):
            entries[phrase.strip(), sense] = (phrase.strip(), sense, "")
    lexicon: dict[str, list[tuple[str, str, str]]] = {}
    for entry in entries.values():
        first = _WORD.match(entry[0])
        lexicon.setdefault(first.group() if first else entry[0], []).append(entry)
    for rows in lexicon.values():
        rows.sort(key=lambda row: (row[1] != "plain", -len(row[0])))
    return lexicon


_LEXICON = _build_lexicon()


def find_cues(lowered: str, start: int, end: int) -> list[Cue]:
    """Return the cues between `start` and `end` of a lower-cased text; senses may overlap."""
    found: list[Cue] = []
    behind = start
    for match in _WORD.finditer(lowered, start, end):
        rows = _LEXICON.get(match.group())
        at = match.start()
        if rows is None or at < behind:
            continue
        for phrase, sense, form in rows:
            stop = at + len(phrase)
            if stop == match.end() or (
                " " in phrase
                and stop <= end
                and lowered.startswith(phrase, at)
                and not lowered[stop : stop + 1].isalnum()
            ):
                if sense == "plain":
                    behind = stop  # "security guarantees" are no guarantees of money
                    break
                found.append(Cue(at, stop, sense, phrase, form))
    return found
