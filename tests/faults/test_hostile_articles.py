"""An article that means harm does none: in page, notebook, PDF and terminal its words are words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from publishing.samples import ATTACKS, code, content, shown
from publishing.unpacking import streams

import ukjp
from ukjp.cli import cli
from ukjp.dataset import Dataset, build_dataset
from ukjp.publishing import show
from ukjp.publishing.contents import read_contents
from ukjp.publishing.documents import build_document
from ukjp.publishing.pages import build_page

MORE = {
    "typst": '#eval("1+1") #read("/etc/passwd") #include "x.typ" $x^2$ <lab> @ref',
    "tex": r"\input{/etc/passwd} \write18{id} $\frac{1}{2}$ $$\href{javascript:alert(1)}{x}$$",
    "link for terminals": "\x1b]8;;https://evil.example\x07here\x1b]8;;\x07 \x9b31m red\x08\x08",
    "drawing": '<svg onload="document.title=1"><script>document.title=2</script></svg>',
}
TEXT = """{0} Japan gives Ukraine aid {0}

May 5, 2024

By {0}

Japan gave Ukraine $5 million in grants for {0} on 3 May 2024, {0} said. Zelensky {0} met Kishida
{0} at the summit in Hiroshima on 21 May 2023 {0}. The budget of {0} is $3 billion, {0} said.

Tokyo pledged $7 billion {0} to Ukraine in loans on May 4, 2024.
"""
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Hostile(NamedTuple):
    """The articles' folder, their dataset, and a notebook that shows all of it."""

    folder: Path
    dataset: Dataset
    notebook: dict[str, Any]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    folder = tmp_path_factory.mktemp("hostile")
    for number, attack in enumerate((ATTACKS | MORE).values()):
        (folder / f"{number}.txt").write_text(TEXT.format(attack), encoding="utf-8")
    name = "\x1b[31m<img src=x onerror=document.title=3>.txt"
    (folder / name).write_text(TEXT.format("somebody"), encoding="utf-8")
    (folder / "\x1b[2Jempty.txt").write_text("")
    data = build_dataset(folder)
    exhibits = [
        show.title(data), show.headline(data), show.problems(data), show.claims(data),
        show.events(data), show.ledger(data), show.links(data), show.left_out(data),
        show.articles(data), show.table(data.claims, "Every claim"),
        show.figure(ukjp.figure_negotiation_timeline, data, size="phone"),
    ]  # fmt: skip
    cells = [code("", outputs=[shown(exhibit)]) for exhibit in exhibits]
    return Hostile(folder, data, content(*cells))


@pytest.fixture(scope="module")
def opened(browser: Any) -> Any:
    def visit(path: Path) -> tuple[Any, list[str]]:
        page, happened = browser.new_page(), []
        page.on("request", lambda request: happened.append(request.url))
        page.on("dialog", lambda dialog: (happened.append("dialog"), dialog.dismiss()))
        page.on("pageerror", lambda error: happened.append(str(error)))
        page.goto(path.as_uri())
        page.wait_for_timeout(200)
        own = {path.as_uri()}
        return page, [one for one in happened if one not in own and not one.startswith("data:")]

    return visit


RUNNING = """() => [...document.querySelectorAll('*')].filter(element =>
  ['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'BASE', 'FORM', 'LINK'].includes(element.tagName)
  || [...element.attributes].some(one => one.name.startsWith('on')
    || /^(href|src|action)$/.test(one.name) && /^\\s*(javascript|vbscript):/i.test(one.value))
).map(element => element.outerHTML.slice(0, 200))"""


@pytest.mark.needs("browser")
def test_it_runs_nothing_in_page_and_notebook(
    hostile: Hostile, opened: Any, tmp_path: Path
) -> None:
    contents = read_contents(hostile.notebook, "hostile", "shown")
    report = tmp_path / "report.html"
    report.write_text(build_page(contents, parameters={}), encoding="utf-8")
    outputs = [output["data"] for cell in hostile.notebook["cells"] for output in cell["outputs"]]
    bare = tmp_path / "notebook.html"
    html = "".join(data.get("text/html", "") for data in outputs)
    bare.write_text(f"<!DOCTYPE html><title>Notebook</title>{html}", encoding="utf-8")
    for path, title in ((report, "Japan’s support for Ukraine"), (bare, "Notebook")):
        page, happened = opened(path)
        assert happened == []
        assert page.title().startswith(title)
        assert page.evaluate(RUNNING) == []
        assert "<script>document.title='run'</script>" in page.inner_text("body")
        page.close()


def test_it_runs_nothing_in_the_document(hostile: Hostile) -> None:
    made = build_document(read_contents(hostile.notebook, "hostile"), parameters={})
    everything = made + b"".join(data for _, data in streams("", made))
    for active in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/GoToR", b"/SubmitForm"):
        assert active not in everything
    targets = re.findall(rb"/URI\s*\(([^)]*)", everything)
    assert all(target.startswith((b"https://", b"http://")) for target in targets)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["explain", "$5 million"], id="explain"),
        pytest.param(["explain", "$6 million"], id="explain in vain"),
        pytest.param(["explain", "\x1b[2J"], id="explain nonsense"),
    ],
)
def test_it_steers_no_terminal(hostile: Hostile, words: list[str]) -> None:
    result = CliRunner().invoke(cli, [*words, str(hostile.folder)], color=True)
    assert not STEERING.search(result.output), ascii(result.output)
    assert result.output


def test_it_steers_no_terminal_when_tables_are_built_and_compared(
    hostile: Hostile, briefs: Path, tmp_path: Path
) -> None:
    runner = CliRunner()
    said = [
        runner.invoke(
            cli, ["build", str(hostile.folder), "--out", str(tmp_path / "a")], color=True
        ),
        runner.invoke(cli, ["build", str(briefs), "--out", str(tmp_path / "b")], color=True),
        runner.invoke(cli, ["diff", str(tmp_path / "a"), str(tmp_path / "b")], color=True),
        runner.invoke(cli, ["diff", str(tmp_path / "\x1b[2J"), str(tmp_path / "b")], color=True),
        runner.invoke(cli, ["build", str(tmp_path / "\x1b[2Jnone")], color=True),
        runner.invoke(cli, ["report", "\x1b[2Jnone"], color=True),
    ]
    for result in said:
        assert result.output
        assert not STEERING.search(result.output), ascii(result.output)


def test_its_words_stay_as_they_are_in_the_tables(hostile: Hostile) -> None:
    for row in hostile.dataset.claims.itertuples():
        assert hostile.dataset.texts[row.article_id][row.start : row.end] == row.quote
    assert json.dumps(hostile.notebook)
