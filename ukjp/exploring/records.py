"""What the widget shows, as plain JSON: marks, happenings, claims, links, ledger rows, articles.

Everything said in words is said here, so that the widget draws and filters but never words a
figure by itself. Days are ISO 8601 text or None; amounts are in units of their currency.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ukjp import vocabulary
from ukjp.drawing.formats import format_count, format_days, sentence_case
from ukjp.drawing.labels import aid_headline, tell_numbers
from ukjp.drawing.wording import aid_words, as_known_on, happening_words, on_days
from ukjp.exploring.desk import row_key
from ukjp.exploring.review import build_queue
from ukjp.exploring.wording import KIND_WORDS, RELATION_WORDS, spell_amount, tell_mark
from ukjp.reconciling.anchoring import Anchors
from ukjp.reconciling.cells import day_of, flag_of, number_of, records_of, text_of
from ukjp.reconciling.checks import check_ledger
from ukjp.reconciling.series import cumulative_aid, negotiation_timeline

if TYPE_CHECKING:
    import pandas as pd

    from ukjp.dataset import Dataset
    from ukjp.reconciling.curation import Curation

Json = dict[str, Any]
Record = Mapping[str, Any]

_CLAIM_TEXTS = (
    "quote", "sentence", "currency", "currency_basis", "qualifier", "kind", "excluded_because",
    "donor", "recipient", "instrument", "sector", "channel", "part_of", "conversion_of", "rule",
)  # fmt: skip


def build_records(
    dataset: Dataset, rules: Dataset | None = None, like: Mapping[str, Any] | None = None
) -> Json:
    """Return everything the widget shows of a dataset, ready for `json.dumps`.

    `rules` is the dataset as the rules alone read it; what a person changed is told apart by it,
    and the review queue is made from it. None stands for the dataset itself. `like` are records of
    the same articles, from which is taken over what no verdict changes.
    """
    aid = cumulative_aid(dataset)
    timeline = negotiation_timeline(dataset)
    claims = build_claims(dataset, rules or dataset)
    links = build_links(dataset)
    return {
        "donor": dataset.donor,
        "recipient": dataset.recipient,
        "title": aid_headline(aid, dataset.donor, dataset.recipient),
        "known": as_known_on(dataset.as_of),
        "asOf": _iso(dataset.as_of),
        "currency": "USD",
        "headlines": build_headlines(aid, timeline, dataset),
        "marks": build_marks(aid),
        "happenings": build_happenings(timeline),
        "claims": claims,
        "events": like["events"] if like else build_events(dataset),
        "links": links,
        "ledger": build_ledger_rows(dataset),
        "articles": like["articles"] if like else build_articles(dataset),
        "queue": build_queue(dataset, rules or dataset, claims, check_ledger(dataset.ledger)),
        "problems": [f"{one.path}: {one.message}" for one in dataset.problems],
        "codes": _codes(),
    }


def build_headlines(aid: pd.DataFrame, timeline: pd.DataFrame, dataset: Dataset) -> list[Json]:
    """Return the headline numbers, each with the claims and events it rests on."""
    return [
        {
            "name": number.name,
            "value": number.value,
            "sentence": number.sentence,
            "claims": list(number.claim_ids),
            "events": list(number.event_ids),
        }
        for number in tell_numbers(aid, timeline, dataset)
    ]


def build_marks(aid: pd.DataFrame) -> list[Json]:
    """Return one record for each mark of the aid chart."""
    rows = records_of(aid)
    by_id = {row["ledger_id"]: row for row in rows}
    wholes = {row["parent"] for row in rows if row["role"] == "component"}
    marks = []
    for row in rows:
        words = aid_words(row)
        mark: Json = {
            name: text_of(row[name]) for name in ("role", "parent", "qualifier", "instrument")
        }
        mark |= {name: number_of(row[name]) for name in ("value", "low", "high")}
        marks.append(
            mark
            | {
                "id": row["ledger_id"],
                "main": words.main,
                "detail": words.detail,
                "words": tell_mark(row, by_id.get(row["parent"])),
                "first": _iso(day_of(row["date_earliest"])),
                "last": _iso(day_of(row["date_latest"])),
                "divided": row["ledger_id"] in wholes,
                "sameTotal": row["same_total"],
                "counts": flag_of(row["counts_in_total"]),
                "claims": row["claim_ids"].split(),
            }
        )
    return marks


def build_happenings(timeline: pd.DataFrame) -> list[Json]:
    """Return one record for each mark of the timeline."""
    found = []
    for row in records_of(timeline):
        words = happening_words(row)
        record = {
            name: text_of(row[name])
            for name in ("lane", "type", "status", "precision", "role", "instrument")
        }
        found.append(
            record
            | {
                "id": row["ledger_id"] or row["event_ids"],
                "main": words.main,
                "detail": words.detail,
                "words": sentence_case(words.sentence),
                "first": _iso(day_of(row["date_earliest"])),
                "last": _iso(day_of(row["date_latest"])),
                "ledger": row["ledger_id"],
                "parties": [word for word in row["parties"].split("; ") if word],
                "claims": row["claim_ids"].split(),
                "events": row["event_ids"].split(),
                "articles": row["article_ids"].split(),
            }
        )
    return found


def build_claims(dataset: Dataset, rules: Dataset) -> dict[str, Json]:
    """Return every claim by its identifier, with what the rules said where a person changed it."""
    corrections = _corrections(dataset)
    ruled = {}
    if corrections:
        touched = rules.claims.loc[rules.claims["claim_id"].isin(list(corrections))]
        ruled = {row["claim_id"]: row for row in records_of(touched)}
    home = {
        claim: text_of(row["ledger_id"])
        for row in records_of(dataset.ledger)
        for claim in text_of(row["claims"]).split()
    }
    claims = {}
    for row in records_of(dataset.claims):
        name = text_of(row["claim_id"])
        claim = _claim(row) | {"ledger": home.get(name, "")}
        if name in corrections:
            claim["corrections"] = corrections[name]
            claim["ruled"] = _claim(ruled[name]) if name in ruled else None
        claims[name] = claim
    return claims


def _claim(row: Record) -> Json:
    return _worded_claim(tuple(row), tuple(row.values()))


@lru_cache(20_000)
def _worded_claim(names: tuple[str, ...], values: tuple[Any, ...]) -> Json:
    """Return a claim's record; most are as they were before a correction."""
    row = dict(zip(names, values, strict=True))
    earliest, latest = day_of(row["as_of_earliest"]), day_of(row["as_of_latest"])
    low, high = number_of(row["amount"]), number_of(row["amount_max"])
    claim: Json = {_camel(name): text_of(row[name]) for name in _CLAIM_TEXTS}
    qualifier = claim["qualifier"]
    value = high if high is not None and qualifier in {"nearly", "up_to"} else low
    return claim | {
        "article": text_of(row["article_id"]),
        "start": int(row["start"]),
        "end": int(row["end"]),
        "qualifierText": text_of(row["qualifier_text"]),
        "amount": low,
        "words": spell_amount(value, claim["currency"], qualifier, low=low, high=high),
        "kindWords": KIND_WORDS.get(claim["kind"], claim["kind"]),
        "inScope": flag_of(row["in_scope"]),
        "excludedWords": vocabulary.EXCLUSIONS.get(claim["excludedBecause"], ""),
        "first": _iso(earliest),
        "last": _iso(latest),
        "days": on_days({"date_earliest": earliest, "date_latest": latest})
        if earliest or latest
        else "on an unknown day",
        "basis": text_of(row["as_of_basis"]).replace("_", " "),
        "said": text_of(row["attributed_to"]),
    }


def _corrections(dataset: Dataset) -> dict[str, list[Json]]:
    """Return the analyst's rows about claims, by the claim each is about now."""
    rows = [row for row in dataset.verdicts if not row.about_link]
    if not rows:
        return {}
    quotes = {row.quote for row in rows}
    alike = dataset.claims.loc[dataset.claims["quote"].isin(list(quotes))]
    # What has moved since it was corrected is looked for among all.
    unmoved = set(alike["quote"]) == quotes and {row.article_id for row in rows} <= set(
        alike["article_id"]
    )
    known = alike if unmoved else dataset.claims
    anchors = Anchors(known.itertuples())  # type: ignore[arg-type]
    found: dict[str, list[Json]] = defaultdict(list)
    for row in rows:
        claim = anchors.find(row.claim_id, row.article_id, row.quote, row.prefix, row.suffix)
        if claim is not None:
            found[claim.claim_id].append(_correction(row))
    return dict(found)


def _correction(row: Curation) -> Json:
    told = {"field": row.field, "value": row.value, "reason": row.reason, "key": row_key(row)}
    return told | {"who": row.who, "when": row.when[:10]}


def build_events(dataset: Dataset) -> dict[str, Json]:
    """Return every event by its identifier, with its place in the article."""
    return {
        text_of(row["event_id"]): {
            "article": text_of(row["article_id"]),
            "start": int(row["start"]),
            "end": int(row["end"]),
            "quote": text_of(row["quote"]),
            "what": sentence_case(text_of(row["what"])),
            "type": text_of(row["type"]).replace("_", " "),
            "status": text_of(row["status"]),
            "place": text_of(row["place"]),
            "days": sentence_case(
                format_days(day_of(row["date_earliest"]), day_of(row["date_latest"]), "prose")
            ),
            "basis": vocabulary.DATE_BASIS.get(text_of(row["date_basis"]), ""),
            "excluded": vocabulary.EXCLUSIONS.get(text_of(row["excluded_because"]), ""),
        }
        for row in records_of(dataset.events)
    }


def build_links(dataset: Dataset) -> list[Json]:
    """Return the links with their words in both directions, and who decided each."""
    people = {row.rule: row for row in dataset.verdicts if row.about_link}
    return [
        {
            "id": f"{row['from_claim']} {row['relation']} {row['to_claim']}",
            "from": text_of(row["from_claim"]),
            "to": text_of(row["to_claim"]),
            "relation": text_of(row["relation"]),
            "words": list(RELATION_WORDS[text_of(row["relation"])]),
            "verdict": text_of(row["verdict"]),
            "reason": text_of(row["reason"]),
            "curated": text_of(row["decided_by"]) == "curator",
            "correction": _correction(people[text_of(row["reason"])])
            if text_of(row["reason"]) in people
            else None,
        }
        for row in records_of(dataset.links)
    ]


def build_ledger_rows(dataset: Dataset) -> dict[str, Json]:
    """Return every ledger row by its identifier: what it is, whether it counts, and why."""
    return {
        text_of(row["ledger_id"]): {
            "kind": KIND_WORDS[text_of(row["kind"])],
            "counts": flag_of(row["counts_in_total"]),
            "why": text_of(row["why"]),
            "curated": text_of(row["decided_by"]) == "curator",
            "claims": text_of(row["claims"]).split(),
            "partOf": text_of(row["part_of"]),
            "restates": text_of(row["restates"]),
        }
        for row in records_of(dataset.ledger)
    }


def build_articles(dataset: Dataset) -> dict[str, Json]:
    """Return every article's title, outlet, day and how the day is known."""
    found = {}
    for row in records_of(dataset.articles):
        earliest, latest = day_of(row["published_earliest"]), day_of(row["published_latest"])
        basis = text_of(row["published_basis"])
        found[text_of(row["article_id"])] = {
            "title": text_of(row["title"]) or text_of(row["article_id"]),
            "outlet": text_of(row["outlet"]),
            "url": text_of(row["url"]),
            "path": text_of(row["path"]),
            "language": text_of(row["language"]),
            "days": format_days(earliest, latest, "prose"),
            "basis": vocabulary.PUBLISHED_BASIS.get(basis, basis),
            "reason": text_of(row["published_reason"]),
            "chars": format_count(int(row["chars"]), "character"),
        }
    return found


def _codes() -> Json:
    return {
        "kinds": {code: KIND_WORDS[code] for code in vocabulary.KINDS},
        "instruments": {code: code.replace("_", " ") for code in vocabulary.INSTRUMENTS},
        "exclusions": dict(vocabulary.EXCLUSIONS),
        "verdicts": dict(vocabulary.VERDICTS),
    }


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
