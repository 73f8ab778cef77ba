"""What the tables of a report say of each figure, happening, link and article."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import ukjp
from ukjp.dataset import Dataset
from ukjp.drawing.formats import evidence_anchor
from ukjp.publishing import show
from ukjp.publishing.exhibits import MIME, Cell, Row, Table, read_exhibit
from ukjp.reading.articles import Problem


@pytest.fixture(scope="module")
def data() -> Dataset:
    """The briefs."""
    return ukjp.build_dataset()


def text(cell: Cell) -> str:
    return "\n".join("".join(part.text for part in line) for line in cell.lines).replace(
        "\xa0", " "
    )


def styled(cell: Cell, style: str) -> list[str]:
    return [part.text for line in cell.lines for part in line if part.style == style]


def row_of(table: Table, anchor: str) -> Row:
    (found,) = [row for row in table.rows if row.anchor == anchor]
    return found


def test_every_claim_stands_in_exactly_one_table(data: Dataset) -> None:
    anchors = [
        row.anchor for table in (show.claims(data), show.left_out(data)) for row in table.rows
    ]
    claims = [evidence_anchor(name) for name in data.claims["claim_id"]]
    assert sorted(a for a in anchors if a.startswith("claim-")) == sorted(claims)


def test_every_happening_stands_in_exactly_one_table(data: Dataset) -> None:
    anchors = [
        row.anchor for table in (show.events(data), show.left_out(data)) for row in table.rows
    ]
    events = [evidence_anchor(name, "event") for name in data.events["event_id"]]
    assert sorted(a for a in anchors if a.startswith("event-")) == sorted(events)


def test_each_figure_is_marked_in_words_that_stand_in_the_article(data: Dataset) -> None:
    table = show.claims(data)
    for claim in data.claims[data.claims["in_scope"]].to_dict("records"):
        row = row_of(table, evidence_anchor(claim["claim_id"]))
        (marked,) = styled(row.cells[1], "mark")
        assert claim["quote"] in marked
        article = data.texts[claim["article_id"]]
        assert article[claim["start"] : claim["end"]] in marked
        assert f"characters {claim['start']}–{claim['end']}" in text(row.cells[1])


def test_a_lower_bound_stays_one_in_every_table(data: Dataset) -> None:
    bounds = data.claims[(data.claims["qualifier"] == "at_least") & data.claims["in_scope"]]
    assert len(bounds)
    table = show.claims(data)
    for name in bounds["claim_id"]:
        said = styled(row_of(table, evidence_anchor(name)).cells[0], "strong")[0]
        assert said.startswith(("more than", "at least"))


def test_only_distinct_pledges_are_called_counted(data: Dataset) -> None:
    counted = {
        name
        for entry in data.ledger[data.ledger["counts_in_total"]].to_dict("records")
        for name in entry["claims"].split()
    }
    assert counted
    said = {row.anchor for row in show.claims(data).rows if text(row.cells[3]).startswith("Yes")}
    assert said == {evidence_anchor(name) for name in counted}


def test_what_is_left_out_says_why(data: Dataset) -> None:
    for row in show.left_out(data).rows:
        assert styled(row.cells[2], "strong")[0]
        assert styled(row.cells[2], "muted")[0]


def test_each_link_has_its_verdict_and_reason(data: Dataset) -> None:
    table = show.links(data)
    assert len(table.rows) == len(data.links)
    for row, link in zip(table.rows, data.links.to_dict("records"), strict=True):
        assert row.cells[0].lines[0][0].href == f"#{evidence_anchor(link['from_claim'])}"
        assert text(row.cells[4]) == link["reason"].replace("\xa0", " ")


def test_the_ledger_tells_what_adds_nothing(data: Dataset) -> None:
    said = [text(row.cells[3]).splitlines()[0] for row in show.ledger(data).rows]
    assert said.count("Adds to the sum of pledges") == int(data.ledger["counts_in_total"].sum())


def test_an_undated_article_says_how_its_bounds_are_known(data: Dataset) -> None:
    bounded = data.articles[data.articles["published_basis"] == "bounded"]
    assert len(bounded)
    table = show.articles(data)
    for article in bounded.to_dict("records"):
        row = row_of(table, evidence_anchor(article["article_id"], "article"))
        assert len(text(row.cells[2])) > 20


def test_headline_numbers_lead_to_evidence(data: Dataset) -> None:
    anchors = {row.anchor for table in (show.claims(data), show.events(data)) for row in table.rows}
    paragraphs = show.headline(data).paragraphs
    sentences = ["".join(part.text for part in line) for line in paragraphs]
    assert len(sentences) == len(set(sentences)), "nothing is said twice"
    for line in paragraphs:
        targets = [part.href.removeprefix("#") for part in line if part.href]
        assert targets
        assert set(targets) <= anchors


def test_a_naive_sum_stands_nowhere(data: Dataset) -> None:
    amounts = data.claims.loc[data.claims["in_scope"], "amount"]
    naive = f"{float(amounts.sum()) / 1e9:.1f}"
    exhibits = [show.headline(data), show.claims(data), show.ledger(data), show.links(data)]
    assert all(naive not in exhibit.plain() for exhibit in exhibits)


def test_a_dataset_without_anything_in_scope_says_so(data: Dataset) -> None:
    empty = replace(
        data,
        **{name: getattr(data, name).iloc[0:0] for name in ("claims", "events", "links", "ledger")},
        donor="Netherlands",
        as_of=None,
    )
    assert show.title(empty).text == "The Netherlands’ support for Ukraine"
    for table in (show.claims, show.events, show.links, show.ledger, show.left_out):
        made = table(empty)
        assert made.rows == ()
        assert made.empty.endswith(".")
    assert show.headline(empty).plain()


def test_problems_are_told(data: Dataset) -> None:
    broken = replace(
        data,
        problems=[Problem("x.txt", "the file is empty"), Problem("y.txt", "later", fatal=False)],
    )
    shown = show.problems(broken)
    assert shown.plain() == "x.txt: the file is empty\ny.txt: later"
    assert [problem.fatal for problem in shown.problems] == [True, False]


@pytest.mark.parametrize(
    "make",
    [show.title, show.headline, show.claims, show.events, show.links, show.ledger, show.left_out,
     show.articles, show.problems],
)  # fmt: skip
def test_an_exhibit_survives_the_notebook(data: Dataset, make: Any) -> None:
    import json

    exhibit = make(data)
    bundle, _ = exhibit._repr_mimebundle_()
    assert read_exhibit(json.loads(json.dumps(bundle))) == exhibit
    assert set(bundle) == {MIME, "text/html", "text/plain"}


def test_two_dollar_signs_are_no_mathematics_in_a_notebook(data: Dataset) -> None:
    bundle, _ = show.headline(data)._repr_mimebundle_()
    assert bundle["text/html"].count("$") >= 2
    assert 'class="ukjp tex2jax_ignore mathjax_ignore"' in bundle["text/html"]


def test_any_frame_can_be_shown_with_a_caption(data: Dataset) -> None:
    table = show.table(data.articles[["article_id", "title"]], "Titles")
    assert table.columns == ("article id", "title")
    assert len(table.rows) == len(data.articles)
