"""Batches: run files, many sets in processes, what is fresh, what failed, and going on later."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import CliRunner, Result
from pptx import Presentation
from publishing.samples import code, markdown, write_notebook
from terminals import read_all

from ukjp.cli import cli
from ukjp.errors import ParameterError
from ukjp.processes import Begun, Ended, Event, Said
from ukjp.publishing.batches import run_files
from ukjp.publishing.batches.estimates import Estimates
from ukjp.publishing.batches.journal import Journal, read_journal
from ukjp.publishing.batches.outcomes import Order, Outcome, make_report
from ukjp.publishing.batches.progress import LineWatch, QuietWatch
from ukjp.publishing.batches.run_files import Asked, read_runs, select_sets
from ukjp.publishing.batches.running import Batch, on_this_machine, run_batch
from ukjp.publishing.execution import Execution

IMPORTS = """
import os, time
from datetime import date
from typing import Annotated
from pydantic import Field
"""

DECLARED = """
words: str = "1"  # what to run
colour: str = "red"  # a colour
as_of: date | None = None  # a day
count: Annotated[int, Field(ge=1, le=9)] = 1  # a number
loud: bool = False  # shout
"""


def write_small(path: Path) -> Path:
    return write_notebook(
        path,
        markdown("# Small"),
        code(IMPORTS),
        code(DECLARED, tags=["parameters"]),
        code("print(colour, count)"),
        code("exec(words)"),
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small notebook, which is the current one."""
    write_small(tmp_path / "small.ipynb")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_runs(folder: Path, text: str) -> Path:
    path = folder / "runs.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(path: Path, asked: Asked | None = None) -> list[str]:
    with pytest.raises(ParameterError) as caught:
        read_runs(path, asked)
    return str(caught.value).splitlines()


# --- run files ------------------------------------------------------------------------------------

GOOD = """
[defaults]
notebook = "small.ipynb"
formats = "ipynb"
timeout = 30
parameters = { colour = "blue" }

[[run]]
name = "plain"

[[run]]
name = "{notebook} {colour} {as_of} {loud}"
title = "In {colour}: {count}"
parameters = { loud = true, count = 2 }
matrix = { as_of = [2024-01-31, 2024-06-30], colour = ["green", "grey/blue"] }

[[run]]
formats = ["html", "ipynb", "html"]
[run.matrix]
count = [3, 4]
"""


def test_a_run_file_becomes_sets_in_its_order(folder: Path) -> None:
    sets = read_runs(write_runs(folder, GOOD))
    assert [one.name for one in sets] == [
        "plain",
        "small green 2024-01-31 yes",
        "small grey-blue 2024-01-31 yes",
        "small green 2024-06-30 yes",
        "small grey-blue 2024-06-30 yes",
        "small 3",
        "small 4",
    ]
    plain, _, second, *_, last = sets
    assert plain.parameters == {
        "words": "1", "colour": "blue", "as_of": None, "count": 1, "loud": False,
    }  # fmt: skip
    assert (plain.timeout, plain.formats, plain.title) == (30, ("ipynb",), None)
    assert second.title == "In grey/blue: 2"
    assert second.parameters["as_of"] == "2024-01-31"
    assert last.formats == ("html", "ipynb")
    assert {one.notebook for one in sets} == {folder / "small.ipynb"}


def test_the_command_line_wins_over_the_file(folder: Path) -> None:
    asked = Asked({"words": "2"}, formats=("html",), code="shown", timeout=5)
    for one in read_runs(write_runs(folder, GOOD), asked):
        assert one.parameters["words"] == "2"
        assert (one.formats, one.code, one.timeout) == (("html",), "shown", 5)


def test_every_fault_is_told_at_once_with_line_run_and_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "ukjp.publishing.reports.run_notebook", lambda *_, **__: pytest.fail("a kernel started")
    )
    path = write_runs(
        folder,
        """
[defaults]
notebook = "small.ipynb"
timout = 5
parameters = { colur = "red" }

[[run]]
name = "a {colour} {day}"
parameters = { count = 12, as_of = "soon", api_token = "x" }

[[run]]
name = "b"
notebook = "smal.ipynb"
formats = ["docx"]

[[run]]
name = "c"
formats = ["docx"]
code = "open"

[run.matrix]
colour = []
count = [1, "many"]

[[run]]
name = "same"

[[run]]
name = "SAME"

[[run]]
name = "both"
parameters = { count = 2 }
matrix = { count = [3] }

[[run]]
name = "../up"
""",
    )
    told = faults_of(path)
    expected = [
        ("runs.toml:4: ", "timout: no such key; did you mean 'timeout'?"),
        ("runs.toml:5: ", "colur: no such parameter; did you mean 'colour'?"),
        ("runs.toml:8: run 'a {colour} {day}': ", "name: {day} is no parameter"),
        ("runs.toml:9: run 'a {colour} {day}': ", "count: 12 does not fit"),
        ("runs.toml:9: run 'a {colour} {day}': ", "as_of: 'soon' is no day"),
        ("runs.toml:9: run 'a {colour} {day}': ", "api_token: looks like a secret"),
        ("runs.toml:13: run 'b': ", "smal.ipynb': no such file"),
        ("runs.toml:18: run 'c': ", "formats: 'docx' is none"),
        ("runs.toml:19: run 'c': ", "code: 'open'"),
        ("runs.toml:22: run 'c': ", "colour: is empty"),
        ("runs.toml:23: run 'c': ", "count: 'many' is no whole number"),
        ("runs.toml:29: run 'SAME': ", "'SAME' is the name of another report of run 'same'"),
        ("runs.toml:34: run 'both': ", "count: stands in parameters and in matrix"),
        ("runs.toml:37: run '../up': ", "cannot name a folder"),
    ]
    for where, words in expected:
        found = [line for line in told if words in line]
        assert found, words
        assert found[0].startswith(where), found[0]
    result = CliRunner().invoke(cli, ["report", "--runs", str(path), "--out", "out"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == len(told)
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "holds no [[run]]", id="empty"),
        pytest.param("run = []", "holds no [[run]]", id="no run"),
        pytest.param("run = 3", "run: 3 is no list of tables; write [[run]]", id="a number"),
        pytest.param("[[run]\n", "no TOML", id="no toml"),
        pytest.param("[[run]]\nparameters = 3", "parameters: 3 is no table", id="no table"),
        pytest.param("[[run]]\ntimeout = -1", "timeout: -1", id="no time"),
        pytest.param("[[run]]\ntimeout = true", "timeout: 'true' is no number", id="a switch"),
        pytest.param(
            "[[run]]\nparameters = { donor = 2024-01-31 }",
            "donor: 2024-01-31 is no text; put it in quotes",
            id="a day",
        ),
        pytest.param("[[run]]\nformats = []", "formats: is empty", id="no format"),
        pytest.param("[[run]]\nname = '{'", "name: '{'", id="half a brace"),
        pytest.param("[[run]]\nname = '{donor.x}'", "{donor.x} is no parameter", id="attribute"),
        pytest.param("[[run]]\ntitle = '{dya}'", "title: {dya} is no parameter", id="title"),
        pytest.param("[[run]]\nname = '{as_of}'", "cannot name a folder", id="empty name"),
        pytest.param("[[run]]\n[[run]]", "put what differs into it", id="two alike"),
        pytest.param(
            "[[run]]\nmatrix = {curency = ['USD']}", "did you mean 'currency'", id="no dimension"
        ),
    ],
)
def test_what_is_no_run_file_is_told(folder: Path, text: str, said: str) -> None:
    assert any(said in line for line in faults_of(write_runs(folder, text)))


def test_a_file_that_is_not_there_is_told(folder: Path) -> None:
    assert faults_of(folder / "none.toml") == [
        f"{folder / 'none.toml'}: cannot be read as a run file: No such file or directory"
    ]


def test_a_fault_of_all_runs_is_told_once_and_hides_no_other(folder: Path) -> None:
    """A wrong key of a matrix leaves the values of its other keys to be looked at."""
    path = write_runs(
        folder,
        """
[defaults]
notebook = "small.ipynb"
formats = ["docx"]
[[run]]
name = "a"
matrix = { loudness = [1], colour = ["red", "pink"], count = [99] }
[[run]]
name = "b"
code = "open"
matrix = { count = ["many"] }
""",
    )
    told = faults_of(path)
    assert [line.split(": ")[0] for line in told] == [
        f"runs.toml:{n}" for n in (4, 6, 7, 7, 10, 11)
    ]
    assert "formats: 'docx' is none" in told[0]
    assert told[1].endswith("put what differs into it: {colour} {count}")
    assert "loudness: no such parameter" in told[2]
    assert "count: 99 does not fit" in told[3]
    assert "code: 'open' is none of hidden, folded, shown" in told[4]


def test_what_is_varied_cannot_be_set_beside(folder: Path) -> None:
    told = faults_of(write_runs(folder, GOOD), Asked({"colour": "pink", "sise": "x"}))
    assert any("colour: is varied here; leave -P colour out" in line for line in told)
    assert any("-P sise: no such parameter" in line for line in told)


def test_a_matrix_has_an_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_files, "MOST_SETS", 3)
    assert any(
        "makes 4 reports; 3 are the most" in one for one in faults_of(write_runs(folder, GOOD))
    )


def test_sets_are_chosen_by_name_or_pattern(folder: Path) -> None:
    sets = read_runs(write_runs(folder, GOOD))
    assert select_sets(sets, []) == sets
    assert [one.name for one in select_sets(sets, ["small ?", "plain"])] == [
        "plain", "small 3", "small 4",
    ]  # fmt: skip
    with pytest.raises(ParameterError, match="'plan': no such run; did you mean 'plain'"):
        select_sets(sets, ["plan"])


def test_the_run_file_that_comes_along_is_right(checkout: Path) -> None:
    sets = read_runs(run_files.standard_runs())
    assert len(sets) >= 8
    ours = {path.stem for path in (checkout / "notebooks").glob("*.ipynb")}
    assert {"briefing", "cumulative_aid"} <= {one.notebook.stem for one in sets} <= ours
    found = CliRunner().invoke(cli, ["report", "--runs", "standard", "none such"])
    assert "known are briefing, cumulative_aid" in found.stderr
    assert any(one.parameters["currency"] == "JPY" for one in sets if "currency" in one.parameters)


# --- order, freshness and failures, without kernels -----------------------------------------------


@pytest.fixture
def kernels(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let runs end at once; the list gets the colour of each."""
    ran: list[str] = []

    def run(notebook: Any, values: dict[str, Any], **_: object) -> Execution:
        ran.append(values.get("colour", "red"))
        if values.get("words") == "fail":
            from ukjp.errors import ReportError

            return Execution(notebook.content, ReportError("small: cell [3] (exec) failed: E: no"))
        return Execution({**notebook.content, "metadata": {}}, None)

    monkeypatch.setattr("ukjp.publishing.reports.run_notebook", run)
    return ran


def at_once(work: Any, orders: Any) -> Any:
    """An executor that works in this process."""
    for number, order in enumerate(orders):
        said: list[Event] = []
        yield Begun(number)
        result = work(
            order, lambda words, number=number, said=said: said.append(Said(number, words))
        )
        yield from said
        yield Ended(number, result)


RUNS = """
[defaults]
notebook = "small.ipynb"
formats = ["ipynb"]
[[run]]
name = "{colour}"
matrix = { colour = ["red", "green", "blue"] }
"""


def make(folder: Path, **more: Any) -> dict[str, str]:
    sets = read_runs(folder / "runs.toml")
    outcomes = run_batch(Batch(sets, folder / "out", **more), at_once, QuietWatch())
    return {one.name: one.status for one in outcomes}


def test_what_is_unchanged_is_not_made_again(folder: Path, kernels: list[str]) -> None:
    write_runs(folder, RUNS)
    assert set(make(folder).values()) == {"made"}
    assert set(make(folder).values()) == {"unchanged"}
    assert set(make(folder, force=True).values()) == {"made"}
    assert kernels == ["red", "green", "blue"] * 2


def edit_output(folder: Path) -> None:
    path = folder / "out" / "green" / "green.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("Small", "Mine"), encoding="utf-8")


def edit_notebook(folder: Path) -> None:
    path = folder / "small.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("Small", "New"), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "made", "why"),
    [
        pytest.param(edit_output, {"green"}, "green.ipynb was changed by hand", id="output"),
        pytest.param(
            edit_notebook, {"red", "green", "blue"}, "the notebook changed", id="notebook"
        ),
        pytest.param(
            lambda folder: (folder / "out" / "red" / "red.ipynb").unlink(),
            {"red"}, "red.ipynb is missing", id="missing",
        ),
        pytest.param(
            lambda folder: write_runs(folder, RUNS.replace('"ipynb"', '"html"')),
            {"red", "green", "blue"}, "formats: ipynb → html", id="formats",
        ),
        pytest.param(
            lambda folder: write_runs(folder, RUNS + "parameters = { count = 2 }\n"),
            {"red", "green", "blue"}, "count: 1 → 2", id="parameter",
        ),
    ],
)  # fmt: skip
def test_what_changed_is_made_again_and_says_why(
    folder: Path, kernels: list[str], capsys: pytest.CaptureFixture[str],
    change: Callable[[Path], object], made: set[str], why: str,
) -> None:  # fmt: skip
    write_runs(folder, RUNS)
    make(folder)
    change(folder)
    kernels.clear()
    sets = read_runs(folder / "runs.toml")
    watch = LineWatch(Estimates(sets, folder / "out", 1), verbose=True)
    run_batch(Batch(sets, folder / "out"), at_once, watch)
    assert set(kernels) == made
    assert why in capsys.readouterr().err
    assert set(make(folder).values()) == {"unchanged"}


def test_changed_articles_or_program_make_it_stale(
    folder: Path, kernels: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    declared = 'articles: str = ""\ncolour: str = "red"'
    write_notebook(folder / "small.ipynb", code(declared, tags=["parameters"]))
    (folder / "mine").mkdir()
    (folder / "mine" / "a.txt").write_text("Japan gave much.", encoding="utf-8")
    write_runs(folder, RUNS.replace("[[run]]", 'parameters = { articles = "mine" }\n[[run]]'))
    make(folder)
    assert set(make(folder).values()) == {"unchanged"}
    (folder / "mine" / "b.txt").write_text("Japan gave more.", encoding="utf-8")
    assert set(make(folder).values()) == {"made"}
    monkeypatch.setattr("ukjp.publishing.reports.digest_code", lambda: "other")
    assert set(make(folder).values()) == {"made"}
    assert len(kernels) == 9
    manifest = (folder / "out" / "red" / "manifest.json").read_text(encoding="utf-8")
    assert str(folder) not in manifest


@pytest.mark.usefixtures("kernels")
def test_one_failure_stops_nobody_unless_asked(folder: Path) -> None:
    text = RUNS.replace('colour = ["red", "green", "blue"]', 'words = ["1", "fail", "2"]')
    write_runs(folder, text.replace("{colour}", "w {words}"))
    assert make(folder) == {"w 1": "made", "w fail": "failed", "w 2": "made"}
    assert make(folder, force=True, fail_fast=True) == {
        "w 1": "made", "w fail": "failed", "w 2": "stopped",
    }  # fmt: skip


@pytest.mark.usefixtures("kernels")
def test_a_failure_names_cell_error_and_notebook(folder: Path) -> None:
    write_runs(folder, RUNS.replace("[[run]]", "parameters = { words = 'fail' }\n[[run]]"))
    (one, *_) = read_runs(folder / "runs.toml")
    outcome = make_report(Order(one, folder / "out"), lambda _: None)
    assert (outcome.status, outcome.exit_code) == ("failed", 1)
    assert outcome.error == "small: cell [3] (exec) failed: E: no"
    assert outcome.cell == "cell [3] (exec)"
    assert outcome.kept == folder / "out" / "red.failed.ipynb"


def test_a_journal_survives_a_cut_line_and_resumes(folder: Path, kernels: list[str]) -> None:
    write_runs(folder, RUNS)
    make(folder)
    journal = Journal(folder / "out" / "runs.batch.jsonl")
    journal.begin(["red", "green"], force=True)
    journal.note(Outcome("red", "made", 1.0))
    with journal.path.open("a", encoding="utf-8") as file:
        file.write('{"name": "gre')
    past = read_journal(journal.path)
    assert (past.names, past.force, past.done) == (("red", "green"), True, {"red"})
    kernels.clear()
    assert make(folder, force=past.force, done=past.done) == {
        "red": "unchanged", "green": "made", "blue": "made",
    }  # fmt: skip
    assert kernels == ["green", "blue"]
    with pytest.raises(ParameterError, match="leave --resume out"):
        read_journal(folder / "out" / "other.batch.jsonl")


@pytest.mark.usefixtures("kernels")
def test_time_left_comes_from_what_was_measured(folder: Path) -> None:
    write_runs(folder, RUNS)
    sets = read_runs(folder / "runs.toml")
    estimates = Estimates(sets, folder / "out", 2)
    assert estimates.seconds_left(["red"], {}) is None
    estimates.learn("red", 10.0)
    assert estimates.seconds_left(["green", "blue"], {"red": 4.0}) == pytest.approx(13.0)
    make(folder)
    path = folder / "out" / "red" / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(told | {"timings": {"seconds": 60.0}}), encoding="utf-8")
    assert Estimates(sets, folder / "out", 1).seconds_left(["red"], {}) == pytest.approx(60.0)


# --- the command, with real processes and kernels -------------------------------------------------

MIXED = """
[defaults]
notebook = "small.ipynb"
formats = ["ipynb"]
[[run]]
name = "good"
[[run]]
name = "broken"
parameters = { words = "1/0" }
[[run]]
name = "slow"
timeout = 1.5
parameters = { words = "time.sleep(60)" }
"""


def test_the_summary_for_machines_is_all_there_is_on_stdout(folder: Path) -> None:
    write_runs(folder, MIXED)
    words = ["report", "--runs", "runs.toml", "--jobs", "2", "--out", "out", "--json"]
    result = CliRunner(env={"UKJP_ARTICLES": None}).invoke(cli, words)
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["reports"][0]["error"] is None
    assert told["counts"] == {"made": 1, "unchanged": 0, "failed": 2, "stopped": 0}
    good, broken, slow = told["reports"]
    assert (good["name"], good["status"], good["error"]) == ("good", "made", None)
    assert broken["cell"] == "cell [5] (exec(words))"
    assert "ZeroDivisionError: division by zero" in broken["error"]
    assert Path(broken["failed_notebook"]) == Path("out/broken.failed.ipynb")
    assert (folder / broken["failed_notebook"]).is_file()
    assert "took longer than 2 s" in slow["error"]
    lines = result.stderr.splitlines()
    assert lines[0] == "ukjp: 3 reports to make"
    assert sum(line.startswith("ukjp: [") for line in lines) == 3
    assert names(folder / "out") == [
        "broken.failed.ipynb", "good", "runs.batch.jsonl", "slow.failed.ipynb",
    ]  # fmt: skip
    again = CliRunner().invoke(cli, [*words[:-1], "good", "--quiet"])
    assert (again.exit_code, again.stderr) == (0, "")
    assert again.stdout.splitlines() == ["good: unchanged", "1 unchanged"]
    words = ["report", "small.ipynb", "-P", "words=1/0", "--name", "broken", "--out", "out"]
    single = CliRunner(env={"UKJP_ARTICLES": None}).invoke(cli, [*words, "--json"])
    assert (single.exit_code, len(single.stderr.splitlines())) == (1, 1)
    (one,) = json.loads(single.stdout)["reports"]
    assert one | {"seconds": 0} == broken | {"seconds": 0}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class Killer(QuietWatch):
    """Kills the one worker at the first cell it hears of."""

    def __init__(self) -> None:
        self.before = set(multiprocessing.active_children())
        self.begun: list[str] = []

    def begin(self, name: str) -> None:
        self.begun.append(name)

    def cell(self, name: str, number: int, count: int) -> None:
        if self.begun == [name] and number == count:
            (worker,) = set(multiprocessing.active_children()) - self.before
            worker.kill()


def test_a_killed_worker_costs_its_report_which_is_tried_again(folder: Path) -> None:
    words = "open('pid', 'a').write(f'{os.getpid()} '); time.sleep(1)"
    write_runs(folder, RUNS.replace("[[run]]", f'parameters = {{ words = "{words}" }}\n[[run]]'))
    text = (folder / "runs.toml").read_text(encoding="utf-8")
    write_runs(folder, text.replace('"red", "green", "blue"', '"a", "b"'))
    watch = Killer()
    sets = read_runs(folder / "runs.toml")
    outcomes = run_batch(Batch(sets, folder / "out"), on_this_machine(1), watch)
    assert [(one.status, one.error) for one in outcomes] == [("made", None)] * 2
    assert watch.begun == ["a", "a", "b"]
    wait_until(lambda: not any(map(psutil.pid_exists, kernels_in(folder))))
    assert names(folder / "out") == ["a", "b"]


def kernels_in(folder: Path) -> list[int]:
    path = folder / "pid"
    return [int(word) for word in path.read_text().split()] if path.exists() else []


def wait_until(holds: Callable[[], object], seconds: float = 100) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


WAITING = """
[defaults]
notebook = "small.ipynb"
formats = ["ipynb"]
[[run]]
name = "{colour}"
matrix = { colour = ["red", "green", "blue"] }
[run.parameters]
words = '''
open("pid", "a").write(f"{os.getpid()} ")
if colour != "red" and not os.path.exists("go"): time.sleep(60)
'''
"""


def test_an_interrupted_batch_ends_at_once_and_is_finished_later(folder: Path) -> None:
    write_runs(folder, WAITING)
    words = [sys.executable, "-m", "ukjp.cli", "report", "--runs", "runs.toml", "--out", "out"]
    words += ["--jobs", "2", "--force"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        wait_until(lambda: (folder / "out" / "red").exists() and len(kernels_in(folder)) == 3)
        family = psutil.Process(run.pid).children(recursive=True)
        begun = time.monotonic()
        os.killpg(run.pid, signal.SIGINT)
        told, errors = run.communicate(timeout=30)
    assert time.monotonic() - begun < 10
    assert run.returncode == 130
    assert "Traceback" not in errors
    assert errors.splitlines()[-1] == "ukjp: interrupted; --resume goes on"
    assert "1 made, 2 stopped" in told
    wait_until(lambda: not any(one.is_running() and one.status() != "zombie" for one in family))
    wait_until(lambda: not any(map(psutil.pid_exists, kernels_in(folder))))
    assert names(folder / "out") == ["red", "runs.batch.jsonl"]
    before = (folder / "out" / "red" / "manifest.json").stat().st_mtime_ns
    (folder / "go").touch()
    resumed = CliRunner().invoke(cli, [*words[3:8], "--jobs", "2", "--resume", "--json"])
    assert resumed.exit_code == 0
    assert json.loads(resumed.stdout)["counts"]["made"] == 2
    assert (folder / "out" / "red" / "manifest.json").stat().st_mtime_ns == before
    assert names(folder / "out") == ["blue", "green", "red", "runs.batch.jsonl"]


def test_a_terminal_gets_bars_and_a_table(folder: Path) -> None:
    pty = pytest.importorskip("pty", reason="no terminals of this kind on this system")
    write_runs(folder, MIXED.replace('name = "good"', 'name = "good [red]x"'))
    master, terminal = pty.openpty()
    words = ["report", "--runs", "runs.toml", "--out", "out", "good*", "broken"]
    run = subprocess.Popen(
        [sys.executable, "-m", "ukjp.cli", *words], stdout=terminal, stderr=terminal,
        env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "120"},
    )  # fmt: skip
    os.close(terminal)
    shown = read_all(master)
    assert run.wait(60) == 1
    assert "reports" in shown
    assert "0/2" in shown
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert "good [red]x" in plain
    assert "1 made, 1 failed" in plain
    assert "cell [5] (exec(words)) failed: ZeroDivisionError" in plain


# --- what is stale --------------------------------------------------------------------------------


def check(*words: object) -> Result:
    return CliRunner(env={"UKJP_ARTICLES": None}).invoke(
        cli, ["check", "outputs", *map(str, words)]
    )


@pytest.mark.usefixtures("kernels")
def test_stale_reports_are_named_with_the_reason(folder: Path) -> None:
    write_runs(folder, RUNS)
    make(folder)
    assert (check("out").exit_code, check("out").stdout) == (0, "3 of 3 fresh\n")
    edit_output(folder)
    result = check("out")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "out/green: report, stale: green.ipynb was changed by hand", "2 of 3 fresh",
    ]  # fmt: skip
    edit_notebook(folder)
    states = {
        Path(one["path"]).name: one["why"] for one in json.loads(check("out", "--json").stdout)
    }
    assert states["red"] == ["the notebook changed"]
    assert len(states["green"]) == 2
    assert check("nowhere").exit_code == 2
    (folder / "out" / "red" / "manifest.json").write_text("{", encoding="utf-8")
    assert "out/red: report, unknown: its manifest.json cannot be read" in check("out").stdout
    (folder / "empty").mkdir()
    assert check("empty").exit_code == 2


def edit_title(path: Path) -> None:
    presentation = Presentation(str(path))
    title = presentation.slides[0].shapes.title
    assert title is not None
    title.text_frame.text += ", seen by me"
    presentation.save(str(path))


def test_figures_and_decks_have_records(folder: Path, briefs: Path) -> None:
    (folder / "mine").mkdir()
    for path in briefs.glob("*.txt"):
        (folder / "mine" / path.name).write_bytes(path.read_bytes())
    words = ["cumulative-aid", "--articles", "mine", "--format", "svg", "--out", "made"]
    assert CliRunner().invoke(cli, ["figures", *words]).exit_code == 0
    assert CliRunner().invoke(cli, ["slides", "mine", "--out", "made/deck.pptx"]).exit_code == 0
    assert check("made").stdout == "2 of 2 fresh\n"
    records = "".join(path.read_text(encoding="utf-8") for path in Path("made").glob("*.json"))
    assert str(folder) not in records
    edit_title(Path("made/deck.pptx"))
    assert "made/deck.pptx: deck, edited by hand since it was made; " in check("made").stdout
    assert check("made").exit_code == 1
    update = CliRunner().invoke(cli, ["slides", "mine", "--update", "made/deck.pptx"])
    assert "nothing to replace" in update.output
    assert check("made").stdout == "2 of 2 fresh\n"
    with next(Path("mine").glob("*.txt")).open("a", encoding="utf-8") as file:
        file.write("\nMore.\n")
    told = json.loads(check("made", "--json").stdout)
    assert [(one["kind"], one["state"], one["why"]) for one in told] == [
        ("figure", "stale", ["articles changed"]), ("deck", "stale", ["articles changed"]),
    ]  # fmt: skip
    edit_title(Path("made/deck.pptx"))
    assert "deck, stale: articles changed; edited by hand since" in check("made").stdout
    Path("mine").rename("elsewhere")
    assert "name them with --articles" in check("made").stdout
    spoilt = next(Path("made").glob("cumul*.json"))
    record = spoilt.read_bytes()
    spoilt.write_bytes(record[:50])
    assert "figure, unknown: its record cannot be read" in check("made").stdout
    spoilt.write_bytes(record)
    assert "articles changed" in check("made", "--articles", "elsewhere").stdout
    (folder / "made" / "other.pptx").write_bytes(b"x")
    assert "there is no record" in check("made").stdout
