"""The commands: what they print, where, and with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from publishing.samples import code, write_notebook

from ukjp.cli import cli
from ukjp.publishing import commands, reports
from ukjp.publishing.exhibits import Problem
from ukjp.publishing.reports import Report


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the command asks `run_report` for, and what that gives back."""
    record: dict[str, Any] = {"problems": ()}

    def run(notebook: Path, parameters: dict[str, object], out: Path, **more: Any) -> Report:
        record.update(notebook=notebook, parameters=parameters, out=out, **more)
        return Report("r", out / "r", (out / "r" / "r.html",), record["problems"])

    monkeypatch.setattr(reports, "run_report", run)
    monkeypatch.setattr(reports, "find_report", lambda *_, **__: (None, ["not made yet"]))
    return record


def invoke(*words: str, **variables: str) -> Result:
    return CliRunner(env={"UKJP_ARTICLES": None, **variables}).invoke(cli, ["report", *words])


def test_the_briefing_is_what_one_gets_without_a_word(called: dict[str, Any]) -> None:
    result = invoke()
    assert result.exit_code == 0
    assert called["notebook"].name == "briefing.ipynb"
    assert called["parameters"] == {}
    assert result.stdout.splitlines() == [str(called["out"] / "r" / "r.html")]
    assert result.stderr == ""


def test_options_reach_the_report(called: dict[str, Any], tmp_path: Path) -> None:
    words = "cumulative_aid -P currency=JPY -P start=2024-01-01 --name yen --code folded"
    assert invoke(*words.split(), "--formats", "html, ipynb", "--out", str(tmp_path)).exit_code == 0
    assert called["notebook"].name == "cumulative_aid.ipynb"
    assert called["parameters"] == {"currency": "JPY", "start": "2024-01-01"}
    assert called["out"] == tmp_path
    assert (called["name"], called["code"]) == ("yen", "folded")
    assert called["formats"] == ["html", "ipynb"]


def test_articles_come_from_the_option_the_parameter_or_the_environment(
    called: dict[str, Any], tmp_path: Path
) -> None:
    invoke("--articles", "a")
    assert called["parameters"] == {"articles": "a"}
    invoke(UKJP_ARTICLES="b")
    assert called["parameters"] == {"articles": "b"}
    invoke("-P", "articles=c", UKJP_ARTICLES="b")
    assert called["parameters"] == {"articles": "c"}
    none = write_notebook(tmp_path / "none.ipynb", code("1"))
    invoke(str(none), UKJP_ARTICLES="b")
    assert called["parameters"] == {}, "a notebook without articles is not given any"


def test_an_unread_article_is_told_and_the_exit_code_is_one(called: dict[str, Any]) -> None:
    called["problems"] = (Problem(path="a.txt", message="the file is empty"),)
    result = invoke()
    assert result.exit_code == 1
    assert result.stderr == "ukjp: a.txt: the file is empty\n"
    assert result.stdout.endswith("r.html\n")


def test_what_is_unchanged_is_said_and_made_anew_by_force(
    called: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = Report("r", tmp_path / "r", (tmp_path / "r" / "r.html",), called["problems"])
    monkeypatch.setattr(reports, "find_report", lambda *_, **__: (there, []))
    result = invoke()
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'r' / 'r.html'}\n")
    assert result.stderr == "ukjp: r: unchanged since it was made; --force makes it anew\n"
    assert "notebook" not in called
    assert json.loads(invoke("--json").stdout)["counts"]["unchanged"] == 1
    assert invoke("--force").exit_code == 0
    assert called["notebook"].name == "briefing.ipynb"


def test_a_remark_changes_no_exit_code(called: dict[str, Any]) -> None:
    called["problems"] = (Problem(path="a.txt", message="not known yet", fatal=False),)
    result = invoke()
    assert (result.exit_code, result.stderr) == (0, "ukjp: a.txt: not known yet\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["breifing"], "did you mean 'briefing'?", id="notebook"),
        pytest.param(["-P", "donr=Japan"], "did you mean 'donor'?", id="parameter"),
        pytest.param(["-P", "donor"], "write name=value", id="assignment"),
        pytest.param(["-P", "as_of=today"], "write it like 2024-06-13", id="day"),
        pytest.param(["--articles", "nowhere"], "no such file or folder", id="articles"),
        pytest.param(["--formats", "docx"], "'docx' is none", id="format"),
        pytest.param(["--code", "open"], "'open' is none", id="code"),
        pytest.param(["--out", "/dev/null/x"], "cannot be written", id="out"),
        pytest.param(["--resume"], "--resume needs the run file", id="resume"),
        pytest.param(["--jobs", "2", "--name", "x"], "names a single report", id="name"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reports, "run_notebook", lambda *_, **__: pytest.fail("a kernel started"))
    result = invoke(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("ukjp: ")
    assert said in line
    assert list(tmp_path.iterdir()) == []


def test_reports_go_to_the_checkout_or_to_the_folder_one_is_in(
    tmp_path: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout / "notebooks")
    assert commands.default_out() == checkout / "reports"
    monkeypatch.chdir(tmp_path)
    assert commands.default_out() == Path("reports")


def test_parameters_are_listed_with_their_meaning() -> None:
    result = CliRunner().invoke(cli, ["params", "cumulative_aid"])
    assert result.exit_code == 0
    assert "donor: str = Japan\n    who gives\n" in result.stdout
    assert "as_of: date | None\n" in result.stdout


def test_the_schema_is_json() -> None:
    result = CliRunner().invoke(cli, ["params", "--schema"])
    assert json.loads(result.stdout)["properties"]["show_reference"]["type"] == "boolean"


def test_a_misspelt_parameter_is_answered_without_heavy_imports() -> None:
    heavy = "{'pandas', 'matplotlib', 'nbformat', 'papermill', 'IPython'}"
    program = (
        "import sys; from click.testing import CliRunner; from ukjp.cli import cli\n"
        "print(CliRunner().invoke(cli, ['report', '-P', 'donr=x']).exit_code)\n"
        f"print(*(set(sys.modules) & {heavy}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "2\n\n"
