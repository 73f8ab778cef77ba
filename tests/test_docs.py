"""What the pages promise is there and works: commands, names, links, examples, numbers."""

from __future__ import annotations

import ast
import html
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pandas as pd
import pytest
from click.testing import CliRunner

import ukjp
from ukjp import vocabulary
from ukjp.cli import cli
from ukjp.publishing.notebooks import read_notebook
from ukjp.publishing.parameters import check_parameters, parse_assignments

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = [
    README,
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "data" / "reference" / "README.md",
    ROOT / "tests" / "gold" / "README.md",
]
LARGEST_PICTURE = 200_000


@cache
def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def blocks_of(page: Path, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(page), re.S | re.M)


def section_of(page: Path, heading: str) -> str:
    """The part of a page under a heading, up to the next one of its level."""
    (found,) = re.findall(
        rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text_of(page), re.S | re.M
    )
    return str(found)


def code_of(text: str) -> str:
    """Everything that is set as code: blocks, indented lines, and words between backticks."""
    fence = re.compile(r"^```\w*\n(.*?)^```$", re.S | re.M)
    prose = fence.sub("", text)
    indented, spans = re.findall(r"^    (.*)$", prose, re.M), re.findall(r"`([^`]+)`", prose)
    return "\n".join([*fence.findall(text), *indented, *spans])


def page_names() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


# --- everything there is, is told ---------------------------------------------------------------


def test_every_command_is_told() -> None:
    commands = cli.list_commands(click.Context(cli))
    assert len(commands) > 3
    told = "\n".join(code_of(text_of(page)) for page in PAGES)
    assert [name for name in commands if not re.search(rf"\bukjp {name}\b", told)] == []


def test_every_public_name_is_told_and_there() -> None:
    told = "\n".join(code_of(text_of(page)) for page in PAGES)
    assert [name for name in ukjp.__all__ if not re.search(rf"\bukjp\.{name}\b", told)] == []
    assert all(getattr(ukjp, name).__doc__ for name in ukjp.__all__)
    named = set(re.findall(r"\bukjp\.([a-z_]+)\b(?=[(`])", told))
    assert {name for name in named if not hasattr(ukjp, name)} <= {
        path.stem for path in (ROOT / "ukjp").iterdir()
    }


def test_every_word_of_the_tables_is_told() -> None:
    told = code_of(text_of(ROOT / "docs" / "data-dictionary.md"))
    lists = [value for name, value in vars(vocabulary).items() if name.isupper()]
    words = {word for codes in lists for word in codes}
    assert {"at_least", "cumulative_total"} <= words
    assert {word for word in words if not re.search(rf"^{word}$", told, re.M)} == set()


# --- everything told is there ---------------------------------------------------------------------


def command_lines() -> Iterator[str]:
    """Each command line of ours in the README."""
    for block in blocks_of(README, "sh"):
        shell = re.sub(r"<<'(\w+)'\n.*?^\1$", "", block, flags=re.S | re.M)
        yield from (line for line in shell.splitlines() if re.search(r"\b(?:ukjp|make) ", line))


@pytest.mark.parametrize("line", [line for line in command_lines() if " ukjp " in f" {line}"])
def test_command_line_is_understood(line: str) -> None:
    words = shlex.split(line, comments=True)
    name, *rest = words[words.index("ukjp") + 1 :]
    if "env" in words[:2] or words[0] == "conda":
        return
    command = cli.get_command(click.Context(cli), name)
    assert command is not None, f"there is no command {name!r}"
    context = command.make_context(name, rest)
    if name == "report" and not context.params["runs"]:
        notebook = read_notebook(next(iter(context.params["names"]), "briefing"))
        given = dict(parse_assignments(context.params["assignments"]))
        given.pop("articles", None)  # a folder of the reader's own
        check_parameters(notebook, given)


@page_names()
def test_make_targets_are_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.M))
    named = set(re.findall(r"(?:^|`|\s)make ([a-z]+)\b", code_of(text_of(page))))
    assert named <= targets


@page_names()
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", text_of(page), flags=re.S | re.M)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?://", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link}: there is no {target.relative_to(ROOT)}"
        if anchor:
            assert anchor in anchors_of(target), f"{link}: no such heading"


def anchors_of(page: Path) -> set[str]:
    """The anchors that a page's headings get."""
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.M)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {heading.replace(" ", "-") for heading in plain}


@page_names()
def test_pages_name_paths_that_are_there(page: Path) -> None:
    """Paths between backticks, from the top of the repository or from the page's own folder."""
    built = ("reports/", "build/", "my-", "tables/", ".venv/", "figures/", "out/", "../")
    top = {path.name for path in ROOT.iterdir()}
    for path in re.findall(r"`([\w.-]+/[\w./-]*)`", text_of(page)):
        if not path.startswith(built) and path.split("/")[0] in top:
            assert (ROOT / path).exists() or (page.parent / path).exists(), path


# --- the examples run ----------------------------------------------------------------------------


@pytest.mark.parametrize("page", [README, ROOT / "docs" / "method.md"], ids=lambda p: p.name)
def test_python_examples_run(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks_of(page, "python"):
        exec(compile(block, page.name, "exec"), names)  # noqa: S102 - the page is ours
        shown = capsys.readouterr().out.splitlines()
        promised = re.findall(r"print\(.*\)  # (.+)", block)
        assert shown == promised


@pytest.mark.timeout(120)
def test_five_lines_show_both_figures_in_a_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import nbclient
    import nbformat

    monkeypatch.chdir(tmp_path)
    first, *_ = blocks_of(README, "python")
    lines = [ast.unparse(statement) for statement in ast.parse(first).body]
    assert len(lines) == 5
    cells = [nbformat.v4.new_code_cell(line) for line in lines]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(notebook, kernel_name="python3", timeout=100).execute()
    shown = [[kind for out in cell.outputs for kind in out.get("data", {})] for cell in cells]
    assert [bool(kinds) for kinds in shown] == [False, False, True, True, True]
    assert "text/html" in shown[2]
    assert all(kinds.count("image/png") == 1 for kinds in shown[3:])


@pytest.fixture(scope="module")
def sixth(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which somebody did what the README says about a sixth article."""
    folder = tmp_path_factory.mktemp("sixth")
    programs = folder / "bin"
    programs.mkdir()
    program = programs / "ukjp"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ukjp.cli "$@"\n', "utf-8")
    program.chmod(0o755)
    (folder / "data").symlink_to(ROOT / "data")
    script, _ = re.findall(
        r"^```sh\n(.*?)^```$", section_of(README, "Add a sixth article"), re.S | re.M
    )
    done = subprocess.run(
        ["sh", "-euc", f'PATH="{programs}:$PATH"\n{script}'],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.xdist_group("sixth")
def test_a_sixth_article_is_in_the_tables(sixth: Path) -> None:
    tables = sixth / "my-tables"
    claims = pd.read_csv(tables / "claims.csv", keep_default_na=False)
    new = claims[claims["article_id"].str.startswith("2024-07-02")]
    assert list(new["quote"]) == ["30 billion yen", "$186 million"]
    assert list(new["kind"]) == ["commitment", "commitment"]
    assert new["in_scope"].all()
    assert new["conversion_of"].iloc[1] == new["claim_id"].iloc[0]
    assert set(new["as_of_latest"]) == {"2024-07-02"}
    ledger = pd.read_csv(tables / "ledger.csv", keep_default_na=False)
    (row,) = ledger[ledger["claims"].str.contains("2024-07-02")].to_dict("records")
    assert (row["amount_low"], row["currency"], row["instrument"]) == (30e9, "JPY", "grant")
    assert row["counts_in_total"]
    old = pd.read_csv(ROOT / "data" / "tables" / "claims.csv", keep_default_na=False)
    assert set(old["claim_id"]) == set(claims["claim_id"]) - set(new["claim_id"])


@pytest.mark.xdist_group("sixth")
def test_a_sixth_article_is_in_the_chart(sixth: Path) -> None:
    report = sixth / "my-reports" / "briefing"
    chart = (report / "figures" / "cumulative_aid.svg").read_text("utf-8")
    assert "2024-07-02_power_stations" in chart
    assert "What six articles say, as known on 2 July 2024" in readable(report / "briefing.html")


@pytest.mark.xdist_group("sixth")
def test_what_a_sixth_article_changed_is_told(sixth: Path) -> None:
    tables = [str(ROOT / "data" / "tables"), str(sixth / "my-tables")]
    told = CliRunner().invoke(cli, ["diff", *tables])
    assert told.exit_code == 1
    assert "articles: 5 → 6" in told.output
    assert "“30 billion yen” (commitment)" in told.output


def test_where_a_figure_comes_from_is_told(briefs: Path) -> None:
    told = CliRunner().invoke(cli, ["explain", "12.1bn", str(briefs)])
    assert told.exit_code == 0
    assert "«$12.1 billion»" in told.output
    assert CliRunner().invoke(cli, ["explain", "41.1bn", str(briefs)]).exit_code == 2


# --- the numbers and the sample -------------------------------------------------------------------


@pytest.fixture(scope="module")
def briefs_data(briefs: Path) -> ukjp.Dataset:
    return ukjp.build_dataset(briefs)


def test_the_story_of_the_readme_is_that_of_the_tables(briefs_data: ukjp.Dataset) -> None:
    ledger = briefs_data.ledger
    headlines = ledger[ledger["part_of"].isna()]
    rows = re.findall(r"^\| (?:[a-z ]*)\$([\d.]+) (billion|million), ", text_of(README), re.M)
    told = sorted(float(figure) * {"billion": 1e9, "million": 1e6}[unit] for figure, unit in rows)
    stated = headlines["amount_low"].fillna(headlines["amount_high"])
    assert told == sorted(stated)
    naive, true = sum(told), max(headlines["amount_high"].dropna())
    assert f"Added up they make {naive / 1e9:.1f} billion dollars" in text_of(README)
    assert f"had announced {true / 1e9:.1f}." in text_of(README)


def pictures() -> list[tuple[str, Path]]:
    found = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text_of(README))
    return [(words, ROOT / path) for words, path in found]


@pytest.mark.parametrize("picture", pictures(), ids=lambda picture: picture[1].stem)
def test_pictures_are_small_and_told_in_words(picture: tuple[str, Path]) -> None:
    words, path = picture
    assert len(words) > 100
    assert path.stat().st_size <= LARGEST_PICTURE
    from PIL import Image

    with Image.open(path) as image:
        assert image.width >= 1200


def readable(page: Path) -> str:
    """The words of an HTML page."""
    text = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", page.read_text("utf-8"), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def test_sample_report_is_not_stale(briefs_data: ukjp.Dataset) -> None:
    page = ROOT / "reports" / "sample" / "briefing.html"
    words, stale = readable(page), "reports/sample is stale: run `make sample` and look at it"
    for number in ukjp.headline_numbers(briefs_data):
        assert " ".join(number.sentence.split()) in words, stale
    for table in (briefs_data.claims, briefs_data.links):
        for sentence in table["sentence" if "sentence" in table else "reason"]:
            assert " ".join(sentence.split()) in words, stale


def test_sample_report_asks_nothing_of_a_network() -> None:
    page = (ROOT / "reports" / "sample" / "briefing.html").read_text("utf-8")
    assert re.findall(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page) == []
    assert not re.search(r"@import|url\(\s*['\"]?(?:https?:)?//", page)


def test_codes_of_the_glossary_are_published_codes() -> None:
    text = text_of(ROOT / "docs" / "glossary.md")
    table = pd.read_csv(ROOT / "data/reference/code_lists.csv", dtype=str, keep_default_na=False)
    lists = {
        "IATI TransactionType": r"\bIATI (\d+)",
        "DAC/IATI FinanceType": r"DAC finance type (\d+)",
        "DAC/IATI FlowType": r"DAC flow type (\d+)",
        "DAC purpose/sector": r"DAC purpose (\d+)",
        "DAC/IATI AidType": r"aid type ([A-Z]\d+)",
    }
    for name, pattern in lists.items():
        named = re.findall(pattern, text)
        assert named
        assert set(named) <= set(table[table["list"] == name]["code"]), name
