"""The words of the tables: every code that may stand in a column, with what it means.

Terms follow IATI and OECD DAC for flows and the W3C Web Annotation model for evidence;
`data/reference/code_lists.csv` gives the published codes behind them.
"""

from __future__ import annotations

PUBLISHED_BASIS = {
    "date_line": "a line that holds the day",
    "clock_line": "a line with day and time of day",
    "byline": "the byline or the dateline names the day",
    "front_matter": "front matter or a field of the record",
    "html_meta": "a meta element of the page",
    "url": "the day stands in the address",
    "file_name": "the day stands in the file's name",
    "bounded": "no day is written: bounds follow from what the text calls past or coming",
    "unknown": "nothing in the text narrows the day",
}

QUALIFIERS = {
    "exact": "the figure as it stands",
    "at_least": "over, more than, exceeding, at least: a lower bound",
    "about": "about, around, roughly, some, an estimated",
    "nearly": "nearly, almost, close to, just under",
    "up_to": "up to, as much as, a maximum of: an upper bound",
    "range": "between two amounts",
}

KINDS = {
    "cumulative_total": "a level: everything given or promised so far",
    "commitment": "an increment: a pledge, announcement or decision to give",
    "disbursement": "money that moved",
    "component": "part of another amount",
    "other": "no aid: trade, budgets, losses, prices, programme totals",
}

EXCLUSIONS = {
    "page_furniture": "stands in a menu, feed, form or footer of the page, not in the article",
    "other_donor": "given by somebody else than the donor asked for",
    "other_recipient": "given to somebody else than the recipient asked for",
    "not_aid": "trade, budgets, losses, prices, fines: no aid at all",
    "programme_total": "the size of a programme or tranche that several pay into",
    "hypothetical": "a request, a plan, a bill or a possibility, not yet a decision",
    "context": "concerns neither the donor nor the recipient",
}

INSTRUMENTS = {
    "grant": "money that need not be paid back (DAC finance type 110)",
    "loan": "money to be paid back (DAC finance type 421)",
    "guarantee": "cash only if it is called (DAC finance type 1100)",
    "in_kind": "goods or services given instead of money",
}

SECTORS = {
    "humanitarian": "emergency relief, food, shelter, refugees, winter help, demining",
    "budget": "budget support and other financial help to the state",
    "military": "weapons, ammunition, equipment and training of armed forces",
    "reconstruction": "rebuilding and recovery",
    "energy": "power, heat and their repair",
}

DATE_BASIS = {
    "written": "the day is written out",
    "weekday": "a weekday, resolved from the article's day and the tense",
    "relative": "relative words, resolved from the article's day",
    "reference": "a named summit or agreement, resolved through data/reference",
    "bounded": "only bounds are known",
}

EVENT_TYPES = {
    "declaration": "a joint declaration",
    "negotiation_round": "a round of talks on the agreement",
    "negotiation_progress": "a stated stage of the talks between rounds",
    "signing": "an agreement is signed",
    "summit": "a summit of leaders",
    "conference": "a conference",
    "meeting": "a meeting of officials",
    "call": "a telephone or video call",
    "visit": "a visit",
    "pledge": "aid is announced",
    "disbursement": "aid is paid out or delivered",
    "other": "any other dated happening",
}

STATUSES = {"occurred": "done as of the article", "planned": "still to come as of the article"}

RELATIONS = {
    "part_of": "the first amount is part of the second",
    "restates": "the first amount names the money of the second again",
    "same_total": "both amounts state the same running total",
    "conversion_of": "the first amount is the second in another currency",
    "draws_on": "the first amount was paid out of the second",
}

VERDICTS = {
    "same": "the evidence says so",
    "different": "the evidence says no",
    "undecided": "the evidence leaves it open",
}

DECIDED_BY = {"rule": "decided by the rules", "curator": "decided by a person in data/curation.csv"}

AID_KINDS = frozenset(KINDS) - {"other"}
