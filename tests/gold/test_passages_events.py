"""Passages of one to three sentences: their events, and the wholes, forms and days of figures.

Every passage was written and labelled before any program read it, in batches that vary outlet,
donor and wording. A passage that is still misread stands in `MISSED`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ukjp.reading.articles import Article
from ukjp.reading.claims import Scope
from ukjp.reading.extraction import Extraction, extract_article

if TYPE_CHECKING:
    from ukjp.reading.claims import Claim

MISSED = {
    "first: a34": "what is handed over by the way on a visit",
    "first: a40": "a day that “about the conference on” names takes the tense of the call",
    "second: c36": "“which the cabinet adopted” promises nothing yet",
    "third: g07": "the second half of a month is told as a year beside it",
    "third: g14": "the day of the week that talks should end in, not of the one who says so",
    "third: g18": "leaders who adopt a statement after talks by video",
    "second: d03": "“will spend on” is no word of aid, so its parts find no whole",
    "second: e17": "“support totalled” by a day is read as a promise",
}


def _passages(name: str) -> list[Any]:
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [_param(json.loads(line)) for line in lines]


def _param(passage: dict[str, Any]) -> Any:
    why = MISSED.get(passage["id"])
    marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
    return pytest.param(passage, id=passage["id"], marks=marks)


@pytest.mark.parametrize("passage", _passages("event_passages.jsonl"))
def test_happenings_are_read_as_labelled(passage: dict[str, Any]) -> None:
    found = [e for e in _read(passage).events if not e.excluded_because]
    wanted = [(e["type"], e["status"], e["date"]) for e in passage["events"]]
    assert sorted((e.type, e.status, _day(e.date, e.date_earliest, e.date_latest, wanted))
                  for e in found) == sorted(wanted)  # fmt: skip


@pytest.mark.parametrize("passage", _passages("part_passages.jsonl"))
def test_wholes_forms_and_days_are_read_as_labelled(passage: dict[str, Any]) -> None:
    claims: dict[str, Claim] = {}
    for claim in _read(passage).claims:
        claims.setdefault(claim.quote, claim)
    quotes = {claim.claim_id: claim.quote for claim in claims.values()}
    for figure in passage["figures"]:
        claim = claims[figure["quote"]]
        got = {
            "part_of": quotes.get(claim.part_of or ""),
            "instrument": claim.instrument,
            "as_of": [str(claim.as_of_earliest), str(claim.as_of_latest)],
        }
        asked = [name for name in got if name in figure]
        assert [got[name] for name in asked] == [figure[name] for name in asked], figure["quote"]


def test_the_known_misses_exist() -> None:
    known = [p.id for name in ("event_passages.jsonl", "part_passages.jsonl")
             for p in _passages(name)]  # fmt: skip
    assert set(known) >= MISSED.keys()
    assert len(known) == len(set(known))


def _day(date: str | None, earliest: object, latest: object, wanted: list[Any]) -> str:
    """The day, or its bounds where the label gives bounds."""
    bounds = f"{earliest}/{latest}"
    return bounds if any(bounds == day for _, _, day in wanted) else date or bounds


def _read(passage: dict[str, Any]) -> Extraction:
    article = Article(
        passage["id"], "passage.txt", "0" * 64, "utf-8", passage["text"],
        published=passage["published"], published_from="front_matter",
    )  # fmt: skip
    return extract_article(article, Scope())
