"""What a new article, an edit or a verdict changed, told in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ukjp.cli import cli
from ukjp.comparing import Differences, compare_tables, format_differences
from ukjp.dataset import build_dataset
from ukjp.reconciling.curation import verdict_on
from ukjp.tables import write_tables

LAST = "004_736a7f1d69cb5549"


def diff(*folders: Path) -> Result:
    result = CliRunner().invoke(cli, ["diff", *map(str, folders)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def articles(briefs: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(briefs, tmp_path / "articles"))


def built(articles: Path, out: Path, **options: object) -> Path:
    write_tables(build_dataset(articles, **{"curation": [], **options}), out)  # type: ignore[arg-type]
    return out


def headline(found: Differences, name: str) -> tuple[str, str]:
    return next((h.old, h.new) for h in found.headlines if h.name == name)


def test_equal_tables(articles: Path, tmp_path: Path) -> None:
    one, two = built(articles, tmp_path / "1"), built(articles, tmp_path / "2")
    assert compare_tables(one, two).equal
    result = diff(one, two)
    assert (result.exit_code, result.output) == (0, "The tables are equal.\n")


def test_a_new_article(articles: Path, tmp_path: Path) -> None:
    after = built(articles, tmp_path / "after")
    (articles / f"{LAST}.txt").unlink()
    before = built(articles, tmp_path / "before")
    found = compare_tables(before, after)
    assert headline(found, "articles") == ("4", "5")
    assert headline(found, "distinct pledges")[0] == headline(found, "distinct pledges")[1]
    assert {c.what for c in found.changes} == {"new"}
    result = diff(before, after)
    assert result.exit_code == 1
    for words in (
        "announced total: $12.1bn (2024-06-13), unchanged", "articles: 4 → 5", "claims: 2 new",
        "ledger: 1 new", "$4.5bn (commitment, 2024-06-13), not counted: Names money again",
    ):  # fmt: skip
        assert words in result.output
    gone = compare_tables(after, before)
    assert {c.what for c in gone.changes} == {"gone"}


def test_an_edit_elsewhere_moves_claims_and_changes_nothing_else(
    articles: Path, tmp_path: Path
) -> None:
    before = built(articles, tmp_path / "before")
    path = articles / f"{LAST}.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("ISTANBUL - ", "ISTANBUL, Turkey - "), encoding="utf-8")
    after = built(articles, tmp_path / "after")
    found = compare_tables(before, after)
    assert found.moved
    assert {c.table for c in found.changes} <= {"articles", "events", "claims"}
    told = format_differences(found)
    assert "moved, words unchanged" in told
    assert "gone" not in told
    assert "ledger:" not in told


def test_a_verdict(articles: Path, tmp_path: Path) -> None:
    before = built(articles, tmp_path / "before")
    data = build_dataset(articles, curation=[])
    claims = {str(c.claim_id): c for c in data.claims.itertuples()}
    link = next(
        x for x in data.links.itertuples() if x.relation == "restates" and x.to_claim[:3] == "001"
    )
    row = verdict_on(
        claims[link.from_claim], claims[link.to_claim], "restates", "different",
        reason="new money", who="Hanako", when="2024-07-01",
    )  # fmt: skip
    after = built(articles, tmp_path / "after", curation=[row])
    result = diff(before, after)
    assert result.exit_code == 1
    assert "distinct pledges: $4.5bn in 1 → $9bn in 2" in result.output
    assert "verdict: same → different" in result.output
    assert "decided_by: rule → curator" in result.output


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (shutil.rmtree, "no such folder"),
        (lambda folder: (folder / "ledger.csv").unlink(), "ledger.csv: cannot be read"),
        (lambda folder: (folder / "links.csv").write_text("a,b\n"), "links.csv: lacks the column"),
        (lambda folder: (folder / "claims.csv").write_bytes(b"\xff\x00"), "claims.csv"),
    ],
)  # fmt: skip
def test_no_tables(articles: Path, tmp_path: Path, break_it: object, words: str) -> None:
    one, two = built(articles, tmp_path / "1"), built(articles, tmp_path / "2")
    break_it(two)  # type: ignore[operator]
    result = diff(one, two)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert words in result.stderr
    assert result.stdout == ""


def test_article_text_does_nothing_to_the_terminal(articles: Path, tmp_path: Path) -> None:
    before = built(articles, tmp_path / "before")
    text = "Title \x1b[31m\n\nTOKYO, Jan 10 2024 - Japan pledged $5 billion to Ukraine."
    (articles / "new.txt").write_text(text, encoding="utf-8")
    result = diff(before, built(articles, tmp_path / "after"))
    assert "\x1b" not in result.output
    assert "$5 billion" in result.output
