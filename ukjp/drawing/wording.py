"""What stands beside a mark, and what is said of it in a sentence.

Each mark's words come in three parts, so that a chart can set them apart and an alt text can run
them together: the main words, a detail below them, and a whole sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from ukjp.drawing.formats import (
    Style,
    format_bound,
    format_day,
    format_days,
    ordinal_word,
    sentence_case,
    with_article,
)
from ukjp.drawing.measure import drawable_text
from ukjp.reconciling.cells import day_of, number_of
from ukjp.reconciling.happening_names import is_name, ordinal_of

INSTRUMENT_WORDS = {
    "grant": "grants",
    "loan": "loans",
    "guarantee": "guarantees",
    "in_kind": "goods and services",
}
SECTOR_WORDS = {
    "humanitarian": "humanitarian aid",
    "budget": "budget support",
    "military": "military aid",
    "reconstruction": "reconstruction",
    "energy": "energy",
}
LANE_WORDS = {
    "negotiation": "Negotiation",
    "aid": "Aid",
    "diplomacy": "Diplomacy",
    "context": "Context",
}


class MarkWords(NamedTuple):
    """A mark in words: beside it, below that, as a sentence without full stop, and in a key."""

    main: str
    detail: str
    sentence: str
    brief: str = ""

    @property
    def key(self) -> str:
        """The words for a key, the day first where that is what one looks for."""
        return self.brief or ", ".join(part for part in (self.main, self.detail) if part)


def amount_words(row: Mapping[str, Any], style: Style = "chart", *, stated: bool = False) -> str:
    """Return a row's amount with its bound; `stated` gives it in the currency it was said in."""
    prefix = "stated_" if stated else ""
    value, low, high = (number_of(row.get(f"{prefix}{name}")) for name in ("value", "low", "high"))
    return format_bound(
        value,
        row[f"{prefix}currency"],
        row["qualifier"],
        style,
        low=low,
        high=high,
        converted=not stated and bool(number_of(row.get("fx_rate"))),
        floor=row.get("floor") or "more than",
    )


def days_words(row: Mapping[str, Any], style: Style = "chart") -> str:
    """Return a row's day or bounds in words."""
    earliest, latest = day_of(row["date_earliest"]), day_of(row["date_latest"])
    return format_days(earliest, latest, style, lasting=row.get("precision") == "lasts")


def on_days(row: Mapping[str, Any]) -> str:
    """Return when, as a phrase in a sentence: "on 6 December 2023", "in July 2023"."""
    words = days_words(row, "prose")
    if words.startswith(("between ", "by ", "since ", "on ")):
        return words
    if row.get("precision") == "lasts":
        return f"on {words}"
    return f"on {words}" if words[:1].isdigit() and not words.isdigit() else f"in {words}"


def purpose_words(row: Mapping[str, Any]) -> str:
    """Return what money is for or in what form: "guarantees", "humanitarian aid", or nothing."""
    if row.get("instrument") == "guarantee":
        return INSTRUMENT_WORDS["guarantee"]
    sector = SECTOR_WORDS.get(row.get("sector") or "", "")
    return sector or INSTRUMENT_WORDS.get(row.get("instrument") or "", "")


def whole_words(row: Mapping[str, Any], style: Style = "chart") -> str:
    """Return the programme money was paid out of: "part of a $1.5bn World Bank programme"."""
    whole = number_of(row.get("whole"))
    if whole is None:
        return ""
    amount = format_bound(whole, row["whole_currency"], "exact", style)
    channel = row.get("whole_channel") or row.get("channel") or ""
    return " ".join(f"part of a {amount} {channel} programme".split(" "))


def aid_words(row: Mapping[str, Any]) -> MarkWords:
    """Return the words of a row of `cumulative_aid`."""
    return _drawable(_AID_WORDS[row["role"]](row))


def _drawable(words: MarkWords) -> MarkWords:
    return MarkWords(*(drawable_text(text) for text in words))


def _level_words(row: Mapping[str, Any]) -> MarkWords:
    return MarkWords(
        amount_words(row),
        f"{_stated(row)} stated {days_words(row)}".strip(),
        f"total stated {on_days(row)}: {amount_words(row, 'prose')}",
    )


def _stated(row: Mapping[str, Any]) -> str:
    """Return a converted row's amount as it was stated; nothing for any other row."""
    converted = number_of(row.get("fx_rate")) is not None
    return amount_words(row, stated=True) if converted else ""


def _increment_words(row: Mapping[str, Any]) -> MarkWords:
    purpose = purpose_words(row)
    detail = ", ".join(part for part in (_stated(row), days_words(row), purpose) if part)
    in_form = f" ({purpose})" if purpose else ""
    return MarkWords(
        f"{amount_words(row)} pledged",
        detail,
        f"{amount_words(row, 'prose')} pledged {on_days(row)}{in_form}",
    )


def _uncounted_words(row: Mapping[str, Any]) -> MarkWords:
    reason = row.get("reason") or "see the ledger"
    return MarkWords(
        amount_words(row),
        f"{days_words(row)}, not counted",
        f"{amount_words(row, 'prose')} named {on_days(row)}, not counted: {reason.rstrip('.')}",
    )


def _component_words(row: Mapping[str, Any]) -> MarkWords:
    purpose = purpose_words(row)
    said = f"{amount_words(row)} {purpose}".strip()
    return MarkWords(
        said if purpose else f"of which {said}",
        "",
        f"of which {amount_words(row, 'prose')} {purpose}".strip(),
    )


def _restatement_words(row: Mapping[str, Any]) -> MarkWords:
    verdict = "may be the same money" if row.get("verdict") == "undecided" else "the same money"
    undecided = row.get("verdict") == "undecided"
    reading = f"{verdict}: not added" if undecided else f"read as {verdict}: adds nothing"
    return MarkWords(
        f"{amount_words(row)} named again",
        f"{days_words(row)}, {reading}",
        f"{amount_words(row, 'prose')} named again {on_days(row)}, {verdict}, adds nothing",
    )


def _receipt_words(row: Mapping[str, Any]) -> MarkWords:
    whole, whole_prose = whole_words(row), whole_words(row, "prose")
    purpose = whole or purpose_words(row)
    return MarkWords(
        amount_words(row),
        ", ".join(part for part in (_stated(row), days_words(row), purpose) if part),
        f"{amount_words(row, 'prose')} reported as received {on_days(row)}"
        + (f", {whole_prose}" if whole_prose else ""),
    )


def _reference_words(row: Mapping[str, Any]) -> MarkWords:
    return MarkWords(
        f"{sentence_case(row['series'])}: {amount_words(row)}",
        "",
        f"{row['series']}, not from the articles: {amount_words(row, 'prose')} {on_days(row)}",
    )


_AID_WORDS = {
    "level": _level_words,
    "increment": _increment_words,
    "uncounted": _uncounted_words,
    "component": _component_words,
    "restatement": _restatement_words,
    "receipt": _receipt_words,
    "reference": _reference_words,
}


TYPE_WORDS = {
    "declaration": "Joint declaration",
    "negotiation_round": "Round of talks",
    "negotiation_progress": "Progress in the talks",
    "signing": "Agreement signed",
    "summit": "Summit",
    "conference": "Conference",
    "meeting": "Meeting",
    "call": "Call",
    "visit": "Visit",
    "pledge": "Aid pledged",
    "disbursement": "Aid paid out",
}
_FEW_WORDS = 6


def happening_words(row: Mapping[str, Any]) -> MarkWords:
    """Return the words of a row of `negotiation_timeline`."""
    main = _money_event(row) if row["ledger_id"] else _event_name(row)
    place = row["place"].split(",")[0]
    if place.lower() in main.lower() or row["ledger_id"]:
        place = ""
    planned = "planned" if row["status"] == "planned" else ""
    when = days_words(row)
    return _drawable(
        MarkWords(
            main,
            ", ".join(part for part in (place, when, planned) if part),
            ", ".join(part for part in (main, place, on_days(row), planned) if part),
            f"{when}: {', '.join(part for part in (main, place, planned) if part)}",
        )
    )


def _event_name(row: Mapping[str, Any]) -> str:
    """Return what happened in a few words; a piece of a sentence gives way to the event's type."""
    what = row["what"].rstrip(".")
    if is_name(row["what"]):
        # "Summit on Peace, Bürgenstock, Switzerland": the place stands in the detail.
        return sentence_case(what.removesuffix(f", {row['place']}") if row["place"] else what)
    if row["type"] == "negotiation_round" and ordinal_of(row):
        return f"{sentence_case(ordinal_word(ordinal_of(row) or 0))} round of talks"
    if row["type"] == "negotiation_progress" and 0 < len(row["quote"].split()) <= _FEW_WORDS:
        return f"Talks “{row['quote']}”"
    if row["type"] == "signing" and "security" in what.lower():
        return "Security agreement signed"
    if row["type"] in TYPE_WORDS:
        return TYPE_WORDS[row["type"]]
    words = what.rstrip("… ").split(" ")
    few = " ".join(words[:_FEW_WORDS]).rstrip(",;:")
    return sentence_case(f"“{few}…”" if len(words) > _FEW_WORDS else few)


def _money_event(row: Mapping[str, Any]) -> str:
    amount = amount_words(row)
    if row["role"] == "restatement":
        return f"{amount} named again"
    if row["role"] == "receipt":
        return f"{amount} received"
    if row["role"] == "uncounted":
        return f"{amount} named, not counted"
    return f"{amount} pledged"


def as_known_on(as_of: dt.date | None) -> str:
    """Return "As known on 13 June 2024", or nothing where no day is known."""
    return f"As known on {format_day(as_of, 'prose')}" if as_of else ""


def pair_words(donor: str, recipient: str) -> str:
    """Return both names as a sentence needs them: "Ukraine and Japan"."""
    return f"{with_article(recipient)} and {with_article(donor)}"
