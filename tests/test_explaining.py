"""From a figure to its words: what is printed leads back to the characters of a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from ukjp.cli import cli
from ukjp.dataset import Dataset, build_dataset
from ukjp.errors import ParameterError
from ukjp.explaining import explain_figure, format_trails, plain_line, read_amount
from ukjp.reconciling.curation import Curation, verdict_on


@pytest.fixture(scope="module")
def data(briefs: Path) -> Dataset:
    return build_dataset(briefs, curation=[])


def run(*words: object) -> Result:
    result = CliRunner().invoke(cli, ["explain", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def quoted(data: Dataset, quote: str, article: str = "") -> str:
    rows = data.claims[data.claims["quote"] == quote]
    return str(next(name for name in rows["claim_id"] if str(name).startswith(article)))


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (
            "12.1bn",
            ["the announced total", "not counted: A running total", "«$12.1 billion»", "bounded"],
        ),
        ("$12.1 billion", ["the announced total"]),
        (
            "4.5bn",
            [
                "the sum of distinct pledges (1)",
                "counted: A commitment",
                "has as part “$3.5 billion”",
            ],
        ),
        ("$4.5B", ["is named again by “$4.5B”", "names again “$4.5 billion”"]),
        ("7 billion dollars", ["more than $7bn", "«$7 billion»"]),
        ("984m", ["disbursement", "not counted: Money that moved", "part of “$1.5 billion”"]),
        ("984000000", ["«$984 million»"]),
        ("1.5bn", ["Not in the ledger: programme_total"]),
        ("1.1bn", ["Not in the ledger: page_furniture"]),
        ("3.5 billion", ["guarantee", "Part of $4.5bn"]),
    ],
)
def test_the_figures_of_the_briefs(data: Dataset, what: str, words: list[str]) -> None:
    text = format_trails(explain_figure(data, what))
    for word in words:
        assert word in text


def test_every_claim_leads_to_its_characters(data: Dataset) -> None:
    for claim in data.claims.itertuples():
        (trail,) = explain_figure(data, claim.claim_id)
        (found,) = trail.claims
        text = data.texts[claim.article_id]
        marked = found.sentence
        assert marked.replace("«", "", 1).replace("»", "", 1) == claim.sentence
        assert f"«{text[claim.start : claim.end]}»" in marked
        told = format_trails([trail])
        assert f"characters {claim.start} to {claim.end}" in told
        assert (trail.ledger is not None) == claim.in_scope


def test_every_ledger_row_leads_to_its_claims(data: Dataset) -> None:
    for row in data.ledger.itertuples():
        (trail,) = explain_figure(data, row.ledger_id)
        assert [found.claim["claim_id"] for found in trail.claims] == row.claims.split()
        assert row.why in format_trails([trail])


def test_one_quote_of_two_in_a_sentence_is_marked(tmp_path: Path) -> None:
    text = "TOKYO, Jan 10 2024 - Japan gave Ukraine $5 million in 2022 and $5 million in 2023."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    data = build_dataset(tmp_path, curation=[])
    marks = [t.sentence.index("«") for trail in explain_figure(data, "5m") for t in trail.claims]
    assert len(set(marks)) == 2


def test_an_analysts_verdict_is_shown_as_hers(data: Dataset, briefs: Path) -> None:
    ids = quoted(data, "$4.5B"), quoted(data, "$4.5 billion", "001")
    claims = [next(c for c in data.claims.itertuples() if c.claim_id == name) for name in ids]
    row: Curation = verdict_on(
        *claims, "restates", "different", reason="she read it", who="Hanako", when="2024-07-01"
    )
    text = format_trails(explain_figure(build_dataset(briefs, curation=[row]), ids[0]))
    assert "different. curator: she read it (Hanako, 2024-07-01) (decided by the analyst)" in text
    assert "\ncounted: " in text.replace("\n  ", "\n")


def test_a_converted_amount_names_rate_and_day(tmp_path: Path) -> None:
    text = "TOKYO, Feb. 18, 2024 - Japan pledged 15.8 billion yen to Ukraine."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    told = format_trails(explain_figure(build_dataset(tmp_path, curation=[]), "15.8 billion yen"))
    assert "in dollars: $105.1m at the ECB reference rate of 2024-02-16" in told


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("13bn", "nearest are $12.1bn, $12bn"),
        ("€4.5bn", "no article states it"),
        ("nonsense", "neither an amount, nor a claim_id"),
        ("", "neither an amount"),
        ("001-529", "neither an amount"),
        ("\x1b[31mred", "'\\x1b[31mred'"),
    ],
)
def test_nothing_found(data: Dataset, what: str, words: str) -> None:
    with pytest.raises(ParameterError) as error:
        explain_figure(data, what)
    assert words in str(error.value).replace("\\\\", "\\")
    assert "\x1b" not in str(error.value)


@pytest.mark.parametrize(
    ("what", "amount"),
    [
        ("12.1bn", (12.1e9, None)),
        ("$984 million", (984e6, "USD")),
        ("15.8 billion yen", (15.8e9, "JPY")),
        ("€1.5bn", (1.5e9, "EUR")),
        ("4500000000", (4.5e9, None)),
        ("two", None),
        ("12.1bn and 4bn", None),
    ],
)
def test_amounts_as_people_write_them(what: str, amount: tuple[float, str | None] | None) -> None:
    assert read_amount(what) == amount


@given(st.text())
def test_no_text_does_anything_to_a_terminal(text: str) -> None:
    line = plain_line(text)
    assert line.isprintable() or all(not _harmful(c) for c in line)
    assert not any(_harmful(c) for c in line)


def _harmful(character: str) -> bool:
    code = ord(character)
    return (
        code < 32 or 127 <= code < 160 or 0xD800 <= code < 0xE000
        or code in (0x200E, 0x200F, 0x2028, 0x2029)
        or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    )  # fmt: skip


def test_an_article_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    told = "Japan pledged \x1b[31m $5 billion \x1b[0m to Ukraine\u202e."
    text = f"TOKYO, Jan 10 2024 - \x1b]0;owned\x07 {told}"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    result = run("5bn", tmp_path)
    assert result.exit_code == 0, result.output
    assert "«$5 billion»" in result.output
    assert not any(_harmful(c) for c in result.output.replace("\n", ""))


# --- the command ----------------------------------------------------------------------------------


def test_the_command_prints_the_way(briefs: Path) -> None:
    result = run("12.1bn", briefs)
    assert result.exit_code == 0
    assert result.output.startswith("$12.1bn: the announced total")


def test_the_command_as_of_a_day(briefs: Path) -> None:
    result = run("12bn", briefs, "--as-of", "2024-04-10")
    assert result.output.startswith("more than $12bn: the announced total")


def test_the_command_finds_nothing(briefs: Path) -> None:
    result = run("99bn", briefs)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("ukjp: '99bn': no article states it; nearest are")
