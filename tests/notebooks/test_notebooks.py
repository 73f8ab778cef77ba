"""The package's notebooks: what they take, what they promise, and what they show."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html
from publishing.samples import ATTACKS
from publishing.soundness import assert_sound

from ukjp.cli import cli
from ukjp.drawing.theme import SIZES, THEMES
from ukjp.publishing.contents import read_contents
from ukjp.publishing.declarations import read_declarations
from ukjp.publishing.landing import MANIFEST, read_manifest
from ukjp.publishing.notebooks import cell_source, list_notebooks, read_notebook
from ukjp.publishing.pages import build_page
from ukjp.publishing.parameters import build_model, check_parameters
from ukjp.publishing.reports import Report, run_report

NOTEBOOKS = list_notebooks()


# --- without a kernel -------------------------------------------------------------------------


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_each_parameter_has_a_type_and_a_meaning(name: str) -> None:
    for declared in read_declarations(read_notebook(name)):
        assert len(declared.help.split()) >= 2, declared.name
    assert check_parameters(read_notebook(name), {})


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_parameters_everybody_asks_for_are_there(name: str) -> None:
    wanted = {"articles", "donor", "recipient", "as_of", "start", "end", "show_reference"}
    assert wanted <= set(build_model(read_notebook(name)).model_fields)


def test_a_parameter_means_the_same_in_every_notebook() -> None:
    seen: dict[str, Any] = {}
    for name in NOTEBOOKS:
        for declared in read_declarations(read_notebook(name)):
            known = seen.setdefault(declared.name, declared)
            assert declared.written == known.written
            assert declared.default == known.default


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_choices_are_those_of_the_figures(name: str) -> None:
    properties = build_model(read_notebook(name)).model_json_schema()["properties"]
    assert set(properties["size"]["enum"]) == set(SIZES)
    assert set(properties["theme"]["enum"]) == set(THEMES)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_what_a_notebook_promises_is_what_its_cells_show(name: str) -> None:
    notebook = read_notebook(name)
    shown: dict[str, list[str]] = {"figures": [], "tables": []}
    calls = [
        node
        for cell in notebook.content["cells"]
        if cell["cell_type"] == "code"
        for node in ast.walk(ast.parse(cell_source(cell)))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("show.")
    ]
    for call in calls:
        what = ast.unparse(call.func).removeprefix("show.")
        if what == "figure":
            drawn = ast.unparse(call.args[0]).split(".")[-1]
            shown["figures"].append(drawn.removeprefix("figure_"))
        elif what not in {"title", "problems", "headline", "note"}:
            shown["tables"].append(what)
    assert notebook.metadata["ukjp"]["expects"] == shown


# --- the briefing -----------------------------------------------------------------------------


class TestBriefing:
    def test_all_its_files_are_there(self, briefing: Report) -> None:
        names = {path.relative_to(briefing.folder).as_posix() for path in briefing.files}
        figures = ("cumulative_aid", "negotiation_timeline")
        assert names == {"briefing.html", "briefing.ipynb", "manifest.json"} | {
            f"figures/{name}.{suffix}" for name in figures for suffix in ("png", "svg", "pdf")
        }
        assert briefing.problems == ()

    def test_its_page_is_sound_and_small(self, briefing_page: Path) -> None:
        text = briefing_page.read_text(encoding="utf-8")
        root = assert_sound(text)
        assert len(text.encode()) < 1_000_000
        drawings = root.xpath("//*[local-name()='svg']")
        assert len(drawings) == 4
        for drawing in drawings:
            assert 20 < len(drawing.get("aria-label")) <= 130
            assert len(root.get_element_by_id(drawing.get("aria-describedby")).text) > 200

    def test_its_numbers_are_right(self, briefing_page: Path) -> None:
        root = html.document_fromstring(briefing_page.read_text(encoding="utf-8"))
        said = root.text_content().replace("\xa0", " ")
        headline = root.xpath("//*[contains(@class, 'headline')]")[0].text_content()
        assert "$12.1 billion" in headline.replace("\xa0", " ")
        assert "250 days" in headline.replace("\xa0", " ")
        for naive in ("41.1", "16.6", "$24"):
            assert naive not in said

    def test_marks_of_both_figures_lead_to_their_rows(self, briefing_page: Path) -> None:
        root = html.document_fromstring(briefing_page.read_text(encoding="utf-8"))
        for figure in root.xpath("//figure"):
            links = figure.xpath(".//*[local-name()='a']/@href")
            assert len(set(links)) >= 4
            assert all(link.startswith(("#claim-", "#event-")) for link in links)

    def test_every_colour_of_its_figures_follows_the_ground(self, briefing: Report) -> None:
        import re

        content = json.loads((briefing.folder / "briefing.ipynb").read_text(encoding="utf-8"))
        for picture in read_contents(content, "briefing").pictures:
            used = set(re.findall(r"#[0-9a-f]{6}\b", picture.svg + picture.narrow))
            assert used - set(picture.colours) == set()

    def test_no_cell_complains(self, briefing: Report) -> None:
        content = json.loads((briefing.folder / "briefing.ipynb").read_text(encoding="utf-8"))
        streams = [
            output
            for cell in content["cells"]
            for output in cell.get("outputs", ())
            if output["output_type"] == "stream"
        ]
        assert streams == []

    def test_again_elsewhere_gives_the_same_bytes(
        self, briefing: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        monkeypatch.setenv("LC_ALL", "C")
        monkeypatch.setenv("PYTHONHASHSEED", "3")
        again = run_report("briefing", {}, tmp_path / "again")
        differing = {
            path.name
            for path in briefing.files
            if path.read_bytes() != (again.folder / path.relative_to(briefing.folder)).read_bytes()
        }
        assert differing <= {MANIFEST}
        first, second = (read_manifest(one.folder) or {} for one in (briefing, again))
        assert first | {"timings": {}} == second | {"timings": {}}


# --- the others -------------------------------------------------------------------------------


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Articles about another donor's aid, full of words that mean harm, and one that is empty."""
    folder = tmp_path / "hostile {articles}"
    folder.mkdir()
    for number, attack in enumerate(ATTACKS.values(), start=1):
        (folder / f"a{number:02}.txt").write_text(
            f"Norway helps Ukraine {attack}\n\nJune {number}, 2024\n\n"
            f"Norway will give Ukraine ${number} billion {attack} in grants, Prime Minister "
            f"Jonas Gahr Stoere {attack} said on Monday.\n",
            encoding="utf-8",
        )
    (folder / "b.md").write_text(
        "---\ntitle: Norway gives <b>more</b>\nurl: javascript:alert(1)\ndate: 2024-06-20\n---\n\n"
        "Norway has now provided more than $90 billion to Ukraine since 2022.\n",
        encoding="utf-8",
    )
    (folder / "empty.txt").write_text("")
    return folder


def test_articles_that_mean_harm_do_none_and_an_empty_one_loses_no_other(
    hostile: Path, tmp_path: Path
) -> None:
    words = "cumulative_aid -P donor=norway -P currency=eur --code shown".split()
    result = CliRunner().invoke(
        cli, ["report", *words, "--articles", str(hostile), "--out", str(tmp_path / "out")]
    )
    assert result.exit_code == 1, result.output
    (line,) = [one for one in result.stderr.splitlines() if "empty.txt" in one]
    assert line.startswith("ukjp: empty.txt: ")
    assert all(one.startswith("ukjp: ") for one in result.stderr.splitlines())
    text = (tmp_path / "out" / "cumulative_aid" / "cumulative_aid.html").read_text(encoding="utf-8")
    root = assert_sound(text)
    assert root.findtext(".//h1").startswith("Norway")
    assert "\x1b" not in text
    assert "empty.txt" in root.text_content()
    assert len(root.xpath("//table[contains(@class, 'articles')]/tbody/tr")) >= len(ATTACKS)
    for path in (tmp_path / "out").rglob("*"):
        if path.suffix in {".html", ".ipynb", ".json", ".svg"}:
            assert str(tmp_path) not in path.read_text(encoding="utf-8")


def test_stock_papermill_runs_it_from_the_notebooks_folder(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As somebody runs it in JupyterLab, with the parameters as they stand in it."""
    import papermill

    monkeypatch.chdir(checkout / "notebooks")
    ran = papermill.execute_notebook(
        "negotiation_timeline.ipynb", str(tmp_path / "ran.ipynb"), progress_bar=False
    )
    contents = read_contents(ran, "negotiation_timeline")
    root = assert_sound(build_page(contents, parameters={}))
    assert len(root.findall(".//figure")) == 2
    assert contents.problems == ()
