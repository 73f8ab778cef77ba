"""The command line: what it writes, what it says when something is wrong, how it starts."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ukjp.cli import cli

TABLES = ("articles", "claims", "events", "links", "ledger")


def _run(*words: object) -> Result:
    result = CliRunner().invoke(cli, list(map(str, words)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- build --------------------------------------------------------------------------------------


def test_build_writes_every_table_twice_with_its_description(briefs: Path, tmp_path: Path) -> None:
    result = _run("build", briefs, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stderr == ""
    expected = [f"{name}.{end}" for name in TABLES for end in ("csv", "parquet")]
    assert set(_left_in(tmp_path / "out")) >= {*expected, "datapackage.json"}
    assert f"files in {tmp_path / 'out'}" in result.stdout


def test_build_reads_the_briefs_when_nothing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UKJP_ARTICLES", raising=False)
    assert _run("build", "--out", tmp_path).exit_code == 0
    assert len(_rows(tmp_path / "articles.csv")) == 5


def test_build_reads_what_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "sixth.txt").write_text("Japan gave Ukraine $3 million.", encoding="utf-8")
    monkeypatch.setenv("UKJP_ARTICLES", str(tmp_path / "in"))
    assert _run("build", "--out", tmp_path / "out").exit_code == 0
    assert [row["article_id"] for row in _rows(tmp_path / "out" / "articles.csv")] == ["sixth"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty; expected an article's text"),
        ("image.txt", b"\x89PNG\r\n\x00\xff", "the bytes are no text"),
        ("page.html", b"<html></html>", "no article text found"),
        ("set.jsonl", b"{broken\n", "no JSON on this line"),
        ("set.jsonl.gz", b"no gzip", "cannot be read"),
    ],
)
def test_one_bad_article_is_named_and_the_rest_is_built(
    briefs: Path, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    shutil.copytree(briefs, tmp_path / "in")
    (tmp_path / "in" / name).write_bytes(data)
    result = _run("build", tmp_path / "in", "--out", tmp_path / "out")
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith(f"ukjp: {name}")
    assert words in line
    assert len(_rows(tmp_path / "out" / "articles.csv")) == 5


def test_an_article_twice_is_said_and_counted_once(briefs: Path, tmp_path: Path) -> None:
    shutil.copytree(briefs, tmp_path / "in")
    first = min((tmp_path / "in").iterdir())
    shutil.copy(first, first.with_name("zz_again.txt"))
    result = _run("build", tmp_path / "in", "--out", tmp_path / "twice")
    assert result.exit_code == 0
    assert result.stderr == (
        f"ukjp: zz_again.txt: same content as {first.name}: not counted twice\n"
    )
    _run("build", briefs, "--out", tmp_path / "once")
    for name in TABLES:
        once, twice = (tmp_path / folder / f"{name}.csv" for folder in ("once", "twice"))
        assert once.read_bytes() == twice.read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["gone"], "gone: no such file or folder", id="no-such-folder"),
        pytest.param(["empty"], "empty: no articles in this folder; expected", id="empty-folder"),
        pytest.param(["a.txt", "empty"], "empty: no articles", id="one-of-two-empty"),
        pytest.param(["void.txt"], "void.txt: the file is empty", id="empty-file"),
        pytest.param(["bytes.txt"], "bytes.txt: the bytes are no text", id="no-text"),
        pytest.param(["a.txt", "--donor", "Japn"], "did you mean 'Japan'", id="unknown-donor"),
        pytest.param(["a.txt", "--recipient", "Moon"], "recipient 'Moon'", id="unknown-recipient"),
        pytest.param(["a.txt", "--donor", "Kyiv"], "two different actors", id="donor-is-recipient"),
        pytest.param(["a.txt", "--as-of", "May"], "YYYY-MM-DD", id="ill-typed-day"),
        pytest.param(["a.txt", "--as-of", "2024-02-30"], "YYYY-MM-DD", id="no-such-day"),
        pytest.param(["a.txt", "--out", "a.txt"], "a.txt: cannot write", id="out-is-a-file"),
        pytest.param(["a.txt", "--out", "a.txt/x"], "cannot write", id="out-below-a-file"),
    ],
)
def test_a_wrong_request_is_one_line_with_exit_code_2_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Japan gave Ukraine $3 million.", encoding="utf-8")
    Path("void.txt").write_bytes(b"")
    Path("bytes.txt").write_bytes(b"\xff\x00")
    Path("empty").mkdir()
    before = _left_in(tmp_path)
    result = _run("build", *words, *([] if "--out" in words else ["--out", "out"]))
    assert result.exit_code == 2
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    assert line.startswith("ukjp: ")
    assert said in line
    assert _left_in(tmp_path) == before


def test_an_option_that_does_not_exist_is_refused() -> None:
    result = _run("build", "--doner", "Japan")
    assert result.exit_code == 2
    assert "--donor" in result.stderr


def test_a_closed_folder_is_refused_and_what_was_there_stays(
    briefs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run("build", briefs, "--out", tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    import tempfile

    def refused(*_: object, **__: object) -> str:  # root may write anywhere
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkdtemp", refused)
    result = _run("build", briefs, "--donor", "Norway", "--out", tmp_path)
    assert result.exit_code == 2
    assert "Permission denied" in result.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_terminal_escapes_in_names_do_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Japan gave Ukraine $3 million.", encoding="utf-8")
    (tmp_path / "b\x1b]0;owned\x07.txt").write_bytes(b"")
    result = _run("build", tmp_path, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr + result.stdout


def test_the_same_articles_give_the_same_bytes_in_any_zone_and_locale(
    briefs: Path, tmp_path: Path
) -> None:
    for name, zone, locale in (("one", "Asia/Tokyo", "C"), ("two", "America/Lima", "tr_TR.UTF-8")):
        subprocess.run(
            [sys.executable, "-m", "ukjp.cli", "build", str(briefs), "--out", str(tmp_path / name)],
            env=os.environ
            | {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": str(len(name + zone))},
            check=True,
            capture_output=True,
        )
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


# --- starting -----------------------------------------------------------------------------------


def test_every_command_has_its_line_in_the_help() -> None:
    result = _run("--help")
    assert result.exit_code == 0
    for name in ("build", "extract", "report", "params"):
        assert f"\n  {name} " in result.stdout


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from ukjp.cli import cli\n"
        "cli(['build', '--help'], standalone_mode=False)\n"
        "heavy = 'pandas numpy pyarrow matplotlib papermill nbformat trafilatura'.split()\n"
        "print(sorted(set(heavy) & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_importing_the_package_takes_no_time() -> None:
    code = "import time; t = time.process_time(); import ukjp; print(time.process_time() - t)"
    times = []
    for _ in range(3):
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        times.append(float(done.stdout))
        assert time.monotonic() - begun < 30
    assert min(times) < 0.3
