"""The public names, as somebody meets them in a notebook: quick, complete, explained, displayed."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import ukjp

LABELS = ("Shape:", "Units:", "Raises", "Source:")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
# Read by nobody but matplotlib, pandas and the like: what `import ukjp` must not wait for.
HEAVY = "anywidget ipywidgets matplotlib numpy pandas pandera papermill pyarrow pydantic watchfiles"


def in_python(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout


# --- import ---------------------------------------------------------------------------------------


def test_importing_it_loads_nothing_heavy_and_shows_every_name() -> None:
    said = in_python(
        "import sys; before = set(sys.modules); import ukjp; "
        "loaded = {name.split('.')[0] for name in set(sys.modules) - before}; "
        f"print(sorted(loaded & set('{HEAVY}'.split()))); "
        "print(sorted(set(ukjp.__all__) - set(dir(ukjp))))"
    )
    assert said.splitlines() == ["[]", "[]"]


def test_an_unknown_name_is_refused_by_name() -> None:
    with pytest.raises(AttributeError, match="'ukjp' has no attribute 'laod'"):
        _ = ukjp.laod


def test_only_public_names_are_offered() -> None:
    offered = {name for name in dir(ukjp) if not name.startswith("__")}
    assert offered == set(ukjp.__all__)


# --- help -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ukjp.__all__)
def test_its_help_says_shape_units_errors_and_source(name: str) -> None:
    value = getattr(ukjp, name)
    explained = inspect.getdoc(value) or ""
    assert [label for label in LABELS if label not in explained] == []
    assert ">>> " in explained
    if not inspect.isclass(value):
        _subject, *options = inspect.signature(value).parameters
        assert [option for option in options if f"`{option}`" not in explained] == []


@pytest.mark.parametrize("name", ukjp.__all__)
def test_its_example_is_true(name: str) -> None:
    value: Any = getattr(ukjp, name)
    explained = (inspect.getdoc(value) or "").replace("…", "...")
    test = doctest.DocTestParser().get_doctest(explained, {}, name, None, 0)
    assert test.examples
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False, optionflags=FLAGS).run(test, out=said.append)
    assert result.failed == 0, "".join(said)


# --- in a notebook --------------------------------------------------------------------------------


def test_a_dataset_says_what_it_holds_and_lets_nothing_run(tmp_path: Path) -> None:
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    name = attack.replace("/", "")
    (tmp_path / f"{name}.txt").write_text("")
    (tmp_path / "b.txt").write_text(f"June 1, 2024\n\nJapan gave Ukraine $5 million. {attack}\n")
    data = ukjp.build(tmp_path)
    assert repr(data).count("\n") == 0
    shown = html.fragment_fromstring(data._repr_html_())
    assert {element.tag for element in shown.iter()}.isdisjoint({"script", "img", "a"})
    words = shown.text_content()
    assert "Japan → Ukraine, as known on 2024-06-01" in words
    assert "no announced total" in words
    assert name in words, "what was not read is named"
    counts = {row[0].text_content(): row[1].text for row in shown.iter("tr")}
    assert counts[".articles"] == counts[".claims"] == "1"


class Cells:
    """A real kernel, as behind a notebook."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def run(self, code: str) -> list[set[str]]:
        """Run a cell; return the kinds of each output."""
        shown: list[set[str]] = []

        def take(message: Any) -> None:
            content = message["content"]
            assert message["msg_type"] not in {"error", "stream"}, content
            if "data" in content:
                shown.append(set(content["data"]))

        self.client.execute_interactive(code, output_hook=take, timeout=60)
        return shown

    def complete(self, code: str) -> list[str]:
        """Press Tab behind the code."""
        reply = self.client.complete(code, len(code), reply=True, timeout=30)
        return list(reply["content"]["matches"])

    def help(self, code: str) -> str:
        """Press Shift and Tab behind the code."""
        reply = self.client.inspect(code, len(code), reply=True, timeout=30)
        return str(reply["content"]["data"].get("text/plain", ""))


@pytest.fixture(scope="module")
def cells() -> Iterator[Cells]:
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3", stderr=subprocess.DEVNULL)
    try:
        notebook = Cells(client)
        notebook.run("import ukjp; data = ukjp.load()")
        yield notebook
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("ukjp.figure_cumulative_aid(data)", id="as the last line"),
        pytest.param(
            "import matplotlib.pyplot as plt\nfigure = ukjp.figure_cumulative_aid(data)\n"
            "plt.show()\nfigure",
            id="after show",
        ),
        pytest.param("display(ukjp.figure_cumulative_aid(data))", id="displayed"),
        pytest.param("%matplotlib inline\nukjp.figure_cumulative_aid(data)", id="inline"),
    ],
)
def test_a_figure_is_shown_once(cells: Cells, code: str) -> None:
    shown = cells.run(code)
    assert [kinds & {"image/png", "image/svg+xml"} for kinds in shown] == [{"image/png"}]


def test_a_notebook_completes_names_and_shows_their_help(cells: Cells) -> None:
    assert cells.run("data") == [{"text/html", "text/plain"}]
    assert set(cells.complete("ukjp.")) >= set(ukjp.__all__)
    assert cells.complete("data.led") == ["ledger"]
    assert cells.complete("ukjp.build(curat") == ["curation="]
    told = cells.help("ukjp.figure_cumulative_aid(")
    assert "show_reference" in told
    assert "Units:" in told
