"""Running a notebook: what comes out, and what happens when it fails.

The notebooks here are small, so that a kernel is all they cost; the package's own are run in
tests/notebooks.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from publishing.samples import code, markdown, write_notebook

from ukjp.errors import ArticleError, OutputError, ParameterError, ReportError, UkjpError
from ukjp.publishing import reports
from ukjp.publishing.execution import Execution, run_notebook
from ukjp.publishing.notebooks import read_notebook
from ukjp.publishing.reports import Report, run_report

SHOWN = """
from ukjp.publishing.exhibits import Picture, Problem, Problems
import base64
Picture(name="dot", alt="A dot", svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
        png=base64.b64encode(b"png").decode(), pdf=base64.b64encode(b"pdf").decode())
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def without_timings(files: dict[str, bytes]) -> dict[str, object]:
    """The files, the manifest without the seconds that the run took."""
    manifest = json.loads(files["manifest.json"])
    assert manifest.pop("timings")["seconds"] > 0
    return {**files, "manifest.json": manifest}


def write_small(folder: Path) -> Path:
    return write_notebook(
        folder / "small.ipynb",
        markdown("# Small"),
        code('words: str = "1"  # what to run\nstart: str | None = None', tags=["parameters"]),
        code(SHOWN),
        code("import os, sys\nprint(os.getcwd(), sys.executable, start)"),
        code("exec(words)"),
        ukjp={"expects": {"figures": ["dot"], "tables": []}},
    )


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    return write_small(tmp_path)


WORDS = """
print(os.environ["HOME"], os.path.basename(os.getcwd()), '\\'"{}')
display(Problems(problems=(Problem(path="a.txt", message="empty"),)))
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose name papermill would take for a template."""
    folder = tmp_path_factory.mktemp("run") / "mine {with braces}"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def made(place: Path) -> Report:
    """A report that was run once for all tests."""
    return run_report(write_small(place), {"words": WORDS}, place / "out")


@pytest.fixture
def executed(made: Report) -> dict[str, Any]:
    """What a kernel gave, for tests that need none of their own."""
    return json.loads((made.folder / "small.ipynb").read_text(encoding="utf-8"))


@pytest.fixture
def outcome(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the next runs end in a given way without starting a kernel."""

    def decide(content: dict[str, Any], failure: UkjpError | None = None) -> None:
        monkeypatch.setattr(reports, "run_notebook", lambda *_, **__: Execution(content, failure))

    return decide


def test_a_report_is_page_figures_notebook_and_manifest(made: Report, place: Path) -> None:
    assert made.folder == place / "out" / "small"
    assert [path.relative_to(made.folder).as_posix() for path in made.files] == [
        "figures/dot.pdf", "figures/dot.png", "figures/dot.svg", "manifest.json", "small.html",
        "small.ipynb",
    ]  # fmt: skip
    manifest = json.loads((made.folder / "manifest.json").read_text())
    for name, digest in manifest["outputs"].items():
        assert hashlib.sha256((made.folder / name).read_bytes()).hexdigest() == digest
    assert len(manifest["outputs"]) == len(made.files) - 1
    assert manifest["parameters"]["words"] == WORDS


def test_values_reach_the_notebook_as_they_are(made: Report) -> None:
    root = html.document_fromstring((made.folder / "small.html").read_text(encoding="utf-8"))
    printed = root.xpath("//pre/text()")
    assert printed[0].endswith(" None")
    assert printed[1].endswith("mine {with braces} '\"{}")


def test_problems_of_the_articles_come_back(made: Report) -> None:
    assert [(one.path, one.message, one.fatal) for one in made.problems] == [
        ("a.txt", "empty", True)
    ]


def test_nothing_tells_of_this_machine_and_a_second_run_gives_the_same_bytes(
    made: Report, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, before = contents(made.folder), Path.cwd()
    told = b"".join(first.values()).decode("utf-8", errors="replace")
    for own in (str(before), sys.prefix, str(place), str(Path.home()) + "/"):
        assert own not in told
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    again = run_report(place / "small.ipynb", {"words": WORDS}, place / "out")
    assert without_timings(contents(again.folder)) == without_timings(first)
    assert sorted(path.name for path in place.iterdir()) == ["out", "small.ipynb"]
    assert Path.cwd() == before


def test_outputs_are_those_of_stock_papermill(
    notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import papermill

    monkeypatch.chdir(tmp_path)
    words = {"words": "print('one'); display(words)"}
    stock = papermill.execute_notebook(
        str(notebook), str(tmp_path / "stock.ipynb"), words,
        kernel_name="python3", language="python", progress_bar=False,
    )  # fmt: skip
    own = run_notebook(read_notebook(notebook), words)
    assert own.failure is None
    assert [cell.get("outputs") for cell in own.content["cells"]] == [
        cell.get("outputs") for cell in stock["cells"]
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param("1/0", "failed: ZeroDivisionError: division by zero", id="an error"),
        pytest.param("import time; time.sleep(60)", "took longer than 2 s", id="too slow"),
        pytest.param("os._exit(3)", "ended its kernel", id="a dead kernel"),
    ],
)
def test_a_failing_cell_is_named_and_the_notebook_kept(
    tmp_path: Path, notebook: Path, words: str, said: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(ReportError) as caught:
        run_report(notebook, {"words": words}, out, timeout=2)
    message = str(caught.value)
    assert caught.value.exit_code == 1
    assert said in message
    assert "cell [5] (exec(words))" in message
    assert "\n" not in message
    kept = out / "small.failed.ipynb"
    assert str(kept) in message
    assert [path.name for path in out.iterdir()] == ["small.failed.ipynb"]
    stored = json.loads(kept.read_text())
    kept_outputs = [one for one in stored["cells"] if one.get("outputs")]
    assert len(kept_outputs) >= 2, "what ran before is kept"
    assert str(Path.cwd()) not in kept.read_text()


def test_an_old_report_outlives_a_failure_and_a_success_clears_it(
    notebook: Path, tmp_path: Path, executed: dict[str, Any], outcome: Callable[..., None]
) -> None:
    out = tmp_path / "out"
    outcome(executed)
    before = contents(run_report(notebook, {}, out).folder)
    outcome(executed, ReportError("small: it broke"))
    with pytest.raises(ReportError, match="it broke; the notebook as far as it came is"):
        run_report(notebook, {}, out)
    assert contents(out / "small") == before
    assert (out / "small.failed.ipynb").is_file()
    outcome(executed)
    run_report(notebook, {}, out)
    assert [path.name for path in out.iterdir()] == ["small"]


def test_wrong_input_found_inside_the_kernel_is_wrong_input(notebook: Path, tmp_path: Path) -> None:
    words = "from ukjp.errors import ArticleError; raise ArticleError('a.txt: the file is empty')"
    with pytest.raises(ArticleError, match=r"^a\.txt: the file is empty$"):
        run_report(notebook, {"words": words}, tmp_path / "out")
    assert not (tmp_path / "out").exists(), "nothing is written"


def test_a_report_that_shows_less_than_it_should_has_failed(
    tmp_path: Path, executed: dict[str, Any], outcome: Callable[..., None]
) -> None:
    expects = {"figures": ["dot", "aid"], "tables": ["claims"]}
    path = write_notebook(tmp_path / "less.ipynb", code("1"), ukjp={"expects": expects})
    outcome(executed)
    with pytest.raises(ReportError, match="shows no figure 'aid' and no table 'claims'"):
        run_report(path, {}, tmp_path / "out")
    assert [found.name for found in (tmp_path / "out").iterdir()] == ["less.failed.ipynb"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param({"formats": ["html", "docx"]}, "'docx' is none", id="format"),
        pytest.param({"formats": []}, "none is named", id="no format"),
        pytest.param({"code": "visible"}, "hidden, folded, shown", id="code"),
        pytest.param({"name": "../x"}, "cannot name a folder", id="a name that leads elsewhere"),
        pytest.param({"name": ".."}, "cannot name a folder", id="a name of dots"),
        pytest.param({"parameters": {"wrds": "1"}}, "did you mean 'words'?", id="parameter"),
        pytest.param({"notebook": "smal"}, "known are", id="notebook"),
    ],
)
def test_wrong_requests_start_no_kernel_and_write_nothing(
    notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: dict[str, Any], said: str
) -> None:
    monkeypatch.setattr(reports, "run_notebook", lambda *_, **__: pytest.fail("a kernel started"))
    with pytest.raises(ParameterError, match=r"\w") as caught:
        run_report(**({"notebook": notebook, "out": tmp_path / "out"} | more))
    assert said in str(caught.value)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("place", ["file", "file/deeper"])
def test_a_place_that_cannot_be_written_starts_no_kernel(
    notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(reports, "run_notebook", lambda *_, **__: pytest.fail("a kernel started"))
    with pytest.raises(OutputError, match="--out"):
        run_report(notebook, {}, tmp_path / place)


@pytest.mark.parametrize(
    ("formats", "names"),
    [
        (["html"], ["manifest.json", "small.html"]),
        (["ipynb"], ["manifest.json", "small.ipynb"]),
        (["figures"], ["dot.pdf", "dot.png", "dot.svg", "manifest.json"]),
    ],
)
def test_formats_may_be_chosen(
    notebook: Path, tmp_path: Path, executed: dict[str, Any], outcome: Callable[..., None],
    formats: list[str], names: list[str],
) -> None:  # fmt: skip
    outcome(executed)
    chosen = run_report(notebook, {}, tmp_path / "out", formats=formats)
    assert sorted(path.name for path in chosen.files) == names


def test_a_disk_that_fills_up_while_writing_leaves_the_old_report(
    notebook: Path, tmp_path: Path, executed: dict[str, Any], outcome: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    outcome(executed)
    before = contents(run_report(notebook, {}, tmp_path / "out").folder)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(reports, "_write_figures", fail)
    with pytest.raises(OutputError, match="No space left on device"):
        run_report(notebook, {}, tmp_path / "out")
    assert contents(tmp_path / "out" / "small") == before
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["small"]


def test_no_kernel_is_a_clear_line(
    notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho 'No module named ipykernel_launcher' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    with pytest.raises(ReportError, match=r"no kernel could be started.*install ipykernel"):
        run_report(notebook, {}, tmp_path / "out")


def running(pids: list[int]) -> list[int]:
    alive = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            alive.append(pid)
    return alive


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_no_kernel_is_left_behind(notebook: Path, tmp_path: Path) -> None:
    """Killed outright; other ends are tried in test_kernels.py."""
    mark = tmp_path / "pid"
    words = f"open({str(mark)!r}, 'w').write(str(os.getpid())); import time; time.sleep(60)"
    program = textwrap.dedent(
        f"""
        from ukjp.publishing.reports import Report, run_report
        run_report({str(notebook)!r}, {{"words": {words!r}}}, {str(tmp_path / "out")!r})
        """
    )
    with subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.DEVNULL) as run:
        wait_for(lambda: mark.exists() and mark.read_text() != "")
        kernel = int(mark.read_text())
        assert running([kernel])
        run.kill()
        run.wait(20)
    wait_for(lambda: not running([kernel]))
    assert not (tmp_path / "out" / "small").exists()


def wait_for(holds: Any, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)
