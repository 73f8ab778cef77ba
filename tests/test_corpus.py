"""Big corpora: the same rows as `build`, whole files or none, in any number of processes."""

from __future__ import annotations

import gzip
import hashlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from terminals import read_all

from ukjp import corpus
from ukjp.cli import cli
from ukjp.corpus import Summary, extract_batch, extract_corpus
from ukjp.dataset import build_dataset
from ukjp.errors import ArticleError, OutputError, ParameterError
from ukjp.processes import WorkerError
from ukjp.reading.articles import Article, Problem
from ukjp.reading.claims import Scope
from ukjp.tables import check_table, write_tables

TABLES = ("articles", "claims", "events")
FILES = [f"{name}.parquet" for name in TABLES]


def _sentence(number: int) -> str:
    return (
        f"Japan will give Ukraine ${number + 1} million for generators, the ministry said on "
        f"{1 + number % 28} May 2024. In its words, aid number {number} is on its way."
    )


def _write_lines(path: Path, count: int) -> Path:
    records = [{"id": f"n{number:05}", "text": _sentence(number)} for number in range(count)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def _digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


# --- what is written ----------------------------------------------------------------------------


def test_the_rows_are_those_of_build(briefs: Path, tmp_path: Path) -> None:
    summary = extract_corpus(briefs, tmp_path / "corpus")
    write_tables(build_dataset(briefs), tmp_path / "build")
    for name in TABLES:
        ours, theirs = (tmp_path / f / f"{name}.parquet" for f in ("corpus", "build"))
        pd.testing.assert_frame_equal(pd.read_parquet(ours), pd.read_parquet(theirs))
        assert pq.read_schema(ours).equals(pq.read_schema(theirs))
        check_table(name, pd.read_parquet(ours))
    assert summary.articles == 5
    assert summary.files == tuple(tmp_path / "corpus" / file for file in FILES)
    assert (summary.lost, summary.passed) == (0, 0)


def test_donor_and_recipient_are_parameters(briefs: Path, tmp_path: Path) -> None:
    extract_corpus(briefs, tmp_path, donor="IMF", recipient="ukraine")
    claims = pd.read_parquet(tmp_path / "claims.parquet")
    assert claims["claim_id"].is_unique
    assert not claims.loc[claims["donor"] == "Japan", "in_scope"].any()


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_bytes_do_not_depend_on_the_number_of_processes(tmp_path: Path, jobs: int) -> None:
    _write_lines(tmp_path / "a.jsonl", 300)
    for number in range(60):
        (tmp_path / f"f{number:02}.txt").write_text(_sentence(1000 + number), encoding="utf-8")
    extract_corpus(tmp_path, tmp_path / "one")
    extract_corpus(tmp_path, tmp_path / "more", jobs=jobs)
    assert _digests(tmp_path / "one") == _digests(tmp_path / "more")
    assert set(_digests(tmp_path / "one")) == set(FILES)


def test_row_groups_are_written_as_they_fill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "_ROWS_OF_A_GROUP", 100)
    extract_corpus(_write_lines(tmp_path / "a.jsonl", 350), tmp_path / "out")
    file = pq.ParquetFile(tmp_path / "out" / "articles.parquet")
    assert file.metadata.num_rows == 350
    assert file.num_row_groups >= 3
    identifiers = file.read(["article_id"]).column(0).to_pylist()
    assert identifiers == [f"n{number:05}" for number in range(350)]


def test_an_older_extract_is_replaced_and_other_files_stay(briefs: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    (tmp_path / "claims.parquet").write_bytes(b"old")
    extract_corpus(briefs, tmp_path)
    assert len(pd.read_parquet(tmp_path / "claims.parquet")) > 5
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*FILES, "notes.md"])


# --- problems -----------------------------------------------------------------------------------


def test_problems_are_told_and_the_rest_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_sentence(1), encoding="utf-8")
    (tmp_path / "b.txt").write_text(_sentence(1), encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"\xff\x00")
    told: list[Problem] = []
    summary = extract_corpus(tmp_path, tmp_path / "out", tell_problem=told.append)
    assert [problem.path for problem in told] == ["b.txt", "c.txt"]
    assert summary[:5] == (1, summary.claims, summary.events, 1, 1)


def test_progress_is_told(tmp_path: Path) -> None:
    path = _write_lines(tmp_path / "a.jsonl", 100)
    told: list[tuple[int, int, int]] = []
    extract_corpus(path, tmp_path / "out", tell_progress=lambda *words: told.append(words))
    assert [articles for articles, _, _ in told] == [40, 80, 100]
    assert told[-1][1:] == (path.stat().st_size, path.stat().st_size)


def test_a_fault_in_reading_costs_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    real = corpus.extract_article

    def faulty(article: Article, scope: Scope) -> object:
        if article.article_id == "b":
            raise ZeroDivisionError("no luck")
        return real(article, scope)

    monkeypatch.setattr(corpus, "extract_article", faulty)
    made = [Article(n, f"{n}.txt", "0", "utf-8", _sentence(3)) for n in "abc"]
    batch = extract_batch(made, Scope())
    assert batch.columns["articles"][0] == ["a", "c"]
    [problem] = batch.problems
    assert (problem.path, problem.fatal) == ("b.txt", True)
    assert "ZeroDivisionError: no luck" in problem.message


def _left_in(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.rglob("*"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_readable_writes_nothing(tmp_path: Path, jobs: int) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"")
    with pytest.raises(ArticleError, match="no article could be read"):
        extract_corpus(tmp_path / "in", tmp_path / "out" / "deep", jobs=jobs)
    assert _left_in(tmp_path) == ["a.txt", "in"]


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        ({"donor": "Japn"}, ParameterError, "did you mean 'Japan'"),
        ({"donor": "Ukraine"}, ParameterError, "two different actors"),
        ({"articles": "gone"}, ArticleError, "no such file or folder"),
        ({"out": "in.txt"}, OutputError, "a file stands in the way"),
        ({"out": "in.txt/deep/er"}, OutputError, "a file stands in the way"),
        ({"out": "/proc/nothing/here"}, OutputError, "cannot write the tables"),
    ],
    ids=["donor", "same", "articles", "out-file", "out-below-file", "out-closed"],
)
def test_what_cannot_be_is_refused_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: dict[str, str],
    error: type[Exception],
    words: str,
) -> None:
    if asked.get("out", "").startswith("/proc") and not Path("/proc").is_dir():
        pytest.skip("no /proc on this system")
    monkeypatch.chdir(tmp_path)
    Path("in.txt").write_text(_sentence(1), encoding="utf-8")
    with pytest.raises(error, match=words) as caught:
        extract_corpus(**({"articles": "in.txt", "out": "out"} | asked))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    assert _left_in(tmp_path) == ["in.txt"]


def test_the_tables_of_build_are_not_mixed_with_others(briefs: Path, tmp_path: Path) -> None:
    write_tables(build_dataset(briefs), tmp_path)
    before = _digests(tmp_path)
    with pytest.raises(OutputError, match="name a folder of its own"):
        extract_corpus(briefs, tmp_path)
    assert _digests(tmp_path) == before


def test_a_full_disk_leaves_what_was_there(briefs: Path, tmp_path: Path) -> None:
    extract_corpus(briefs, tmp_path / "out")
    before = _digests(tmp_path / "out")
    path = _write_lines(tmp_path / "a.jsonl", 400)
    limit = 20_000
    code = (
        "import resource, signal, sys\n"
        "from ukjp.cli import cli\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "cli(sys.argv[1:])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "extract", str(path), "--out", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "cannot write the tables" in done.stderr
    assert _digests(tmp_path / "out") == before


# --- interruptions ------------------------------------------------------------------------------


def test_a_worker_that_dies_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    def kill_one(*_: int) -> None:
        multiprocessing.active_children()[0].kill()

    path = _write_lines(tmp_path / "a.jsonl", 2000)
    with pytest.raises(WorkerError, match="nothing was written"):
        extract_corpus(path, tmp_path / "out", jobs=2, tell_progress=kill_one)
    assert _left_in(tmp_path) == ["a.jsonl"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_leaves_nothing(tmp_path: Path, number: signal.Signals, jobs: str) -> None:
    path = _write_lines(tmp_path / "a.jsonl", 20_000)
    words = ["extract", str(path), "--out", str(tmp_path / "out"), "--jobs", jobs]
    work = subprocess.Popen(
        [sys.executable, "-m", "ukjp.cli", *words],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    limit = time.monotonic() + 60
    while not list(tmp_path.glob(".ukjp-*/*")):
        assert time.monotonic() < limit, "nothing was begun"
        assert work.poll() is None
        time.sleep(0.05)
    os.killpg(work.pid, number)
    _, errors = work.communicate(timeout=60)
    assert work.returncode == 1
    assert "Traceback" not in errors
    assert _left_in(tmp_path) == ["a.jsonl"]


# --- the command --------------------------------------------------------------------------------


def _run(*words: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["extract", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_the_command_says_what_it_wrote(briefs: Path, tmp_path: Path) -> None:
    code, out, err = _run(briefs, "--out", tmp_path / "out", "--jobs", 2)
    assert code == 0
    assert out.startswith("5 articles, ")
    assert str(tmp_path / "out") in out
    assert err == ""


def test_the_command_names_what_was_not_read_and_exits_1(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_sentence(1), encoding="utf-8")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": 5}\n'))
    code, out, err = _run(tmp_path, "--out", tmp_path / "out")
    assert code == 1
    assert "1 not read" in out
    assert err.startswith("ukjp: b.jsonl.gz:1: no text in this record")
    assert err.count("\n") == 1
    assert (tmp_path / "out" / "claims.parquet").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["gone"], "gone: no such file or folder"),
        (["."], "no articles in this folder"),
        (["--donor", "Nowhere", "."], "donor 'Nowhere' is not a known actor"),
    ],
)
def test_wrong_requests_are_one_line_and_exit_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = _run(*words, "--out", "out")
    assert (code, out) == (2, "")
    assert err.startswith("ukjp: ")
    assert said in err
    assert err.count("\n") == 1
    assert _left_in(tmp_path) == []


def test_a_log_gets_plain_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ukjp import corpus_commands

    monkeypatch.setattr(corpus_commands, "_SECONDS_BETWEEN_LINES", 0.0)
    _, _, err = _run(_write_lines(tmp_path / "a.jsonl", 100), "--out", tmp_path / "out")
    lines = err.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("ukjp: 40 articles, 40%")
    assert "\x1b" not in err


def test_a_terminal_gets_a_bar_and_harmless_names(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="no terminals of this kind on this system")
    (tmp_path / "a.txt").write_text(_sentence(1), encoding="utf-8")
    (tmp_path / "b\x1b]0;owned\x07[bold].txt").write_bytes(b"")
    master, terminal = pty.openpty()
    work = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "ukjp.cli",
            "extract",
            str(tmp_path),
            "--out",
            str(tmp_path / "out"),
        ],
        stderr=terminal,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"},
    )
    os.close(terminal)
    shown = read_all(master)
    assert work.wait(60) == 1
    assert "1 articles" in shown
    assert "\x1b]0;owned" not in shown
    assert "[bold].txt: the file is empty" in shown


def test_the_summary_counts_rows(briefs: Path, tmp_path: Path) -> None:
    summary = extract_corpus(briefs, tmp_path)
    assert isinstance(summary, Summary)
    for name in TABLES:
        assert (
            getattr(summary, name) == pq.ParquetFile(tmp_path / f"{name}.parquet").metadata.num_rows
        )
