"""The slide of what is not certain, each point with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ukjp.drawing.formats import (
    currency_name,
    format_count,
    format_days,
    join_words,
    sentence_case,
)
from ukjp.drawing.wording import aid_words
from ukjp.publishing.decks.facts import SlidePlan, data_hash, name_article, name_sources
from ukjp.reconciling.cells import day_of, flag_of, records_of, text_of

if TYPE_CHECKING:
    import pandas as pd

    from ukjp.dataset import Dataset


def plan_uncertain(dataset: Dataset, table: pd.DataFrame) -> SlidePlan:
    """Return the slide of what is not certain, each point with its reason."""
    points = [
        *_bounds(table), *_undated(dataset), *_restated(table), *_undecided(dataset),
        *_assumed(dataset), *_left_out(dataset), *_unread(dataset),
    ]  # fmt: skip
    title = f"What is uncertain and why: {format_count(len(points), 'point')}"
    if not points:
        points, title = ["Every figure is exact, dated and linked."], "Nothing is left uncertain"
    reasons = [f"{sentence_case(aid_words(row).main)}: {row['reason']}" for row in _again(table)]
    reasons += [
        f"{text_of(row['title']) or text_of(row['article_id'])}: {row['published_reason']}"
        for row in records_of(dataset.articles)
        if text_of(row["published_reason"])
    ]
    return SlidePlan(
        "uncertain", "text", title, name_sources(dataset, ()),
        (*reasons, f"Data: SHA-256 {data_hash(dataset)}."), points=tuple(points),
    )  # fmt: skip


def _bounds(table: pd.DataFrame) -> list[str]:
    rows = [row for row in records_of(table) if row["qualifier"] in _WHY_LOOSE]
    return [
        f"{sentence_case(aid_words(row).sentence)}; {_WHY_LOOSE[row['qualifier']]}."
        for row in rows
        if row["role"] != "reference"
    ]


_WHY_LOOSE = {
    "at_least": "that is a lower bound, and the articles give no upper one",
    "about": "that is a rounded figure",
    "nearly": "the figure is not quite reached",
    "up_to": "that is an upper bound, less may come",
    "range": "that is a range, not one figure",
}


def _undated(dataset: Dataset) -> list[str]:
    points = []
    for row in records_of(dataset.articles):
        earliest, latest = day_of(row["published_earliest"]), day_of(row["published_latest"])
        if earliest is None or earliest != latest:
            name = name_article(row)
            known = (
                f"it appeared {format_days(earliest, latest, 'prose')}"
                if earliest or latest
                else "nothing tells when it appeared"
            )
            points.append(f"{name} gives no day of its own: {known}.")
    return points


def _again(table: pd.DataFrame) -> list[Any]:
    return [row for row in records_of(table) if row["role"] == "restatement"]


def _restated(table: pd.DataFrame) -> list[str]:
    words = {"same": "read as the same money", "undecided": "perhaps the same money"}
    return [
        f"{sentence_case(aid_words(row).main)}: {words.get(row['verdict'], 'not counted again')}, "
        "so it is not added (the reasons stand in the notes)."
        for row in _again(table)
    ]


def _undecided(dataset: Dataset) -> list[str]:
    rows = [row for row in records_of(dataset.links) if text_of(row["verdict"]) == "undecided"]
    count = len(rows)
    if not count:
        return []
    verb = "relation between figures stays" if count == 1 else "relations between figures stay"
    return [f"{sentence_case(format_count(count, verb, verb))} undecided: {rows[0]['reason']}"]


def _assumed(dataset: Dataset) -> list[str]:
    own = [row for row in records_of(dataset.claims) if flag_of(row["in_scope"])]
    assumed = [row for row in own if text_of(row["currency_basis"]) == "assumed"]
    if not assumed:
        return []
    names = join_words(sorted({currency_name(text_of(row["currency"])) for row in assumed}))
    few = f"{len(assumed)} of {len(own)} figure{'s' * (len(own) != 1)}"
    verb, they = ("carries", "it is") if len(assumed) == 1 else ("carry", "they are")
    return [f"{few} {verb} a bare sign that leaves the currency open; {they} read as {names}."]


def _left_out(dataset: Dataset) -> list[str]:
    counts: dict[str, int] = {}
    for row in records_of(dataset.claims):
        code = text_of(row["excluded_because"])
        if code and not flag_of(row["in_scope"]):
            counts[code] = counts.get(code, 0) + 1
    if not counts:
        return []
    told = [f"{code.replace('_', ' ')} ({count})" for code, count in sorted(counts.items())]
    total = format_count(sum(counts.values()), "figure")
    return [f"{sentence_case(total)} read but not counted: {join_words(told)}."]


def _unread(dataset: Dataset) -> list[str]:
    fatal = [problem for problem in getattr(dataset, "problems", ()) if problem.fatal]
    return [f"Not read: {problem.path} ({problem.message})." for problem in fatal]
