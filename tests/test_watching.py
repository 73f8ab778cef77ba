"""A folder that is followed: the same tables as built anew, only what changed is read."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

import ukjp
from ukjp import remembering
from ukjp.cli import cli
from ukjp.errors import ArticleError, OutputError, UkjpError
from ukjp.reading import articles as reading_articles
from ukjp.schema import TABLES
from ukjp.watching.corpus import MOST_LINES, LiveCorpus, Update
from ukjp.watching.following import await_quiet, follow


def article(number: int, amount: str = "$30 million") -> str:
    return (
        f"Tokyo helps again\n\nJuly {number}, 2024\n\nJapan pledged Ukraine {amount} in grants for "
        f"hospital number {number}, the foreign ministry said.\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for number in range(1, 4):
        (made / f"a{number}.txt").write_text(article(number, f"${number * 10} million"))
    return made


def assert_as_built(live: LiveCorpus) -> None:
    """The dataset of a followed folder is the one that is built of it."""
    built = ukjp.build(live.folder, donor=live.data.donor)
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(live.data, table.name), getattr(built, table.name))
    assert live.data.problems == built.problems
    assert live.data.texts == built.texts
    assert live.data.as_of == built.as_of


# --- looking again --------------------------------------------------------------------------------


def test_after_every_kind_of_change_it_is_what_would_be_built(folder: Path) -> None:
    live = ukjp.LiveCorpus(folder)
    inner = folder / "inner"

    def lines(*numbers: int) -> str:
        return "".join(json.dumps({"id": f"l{n}", "text": article(n)}) + "\n" for n in numbers)

    steps: list[tuple[Callable[[], Any], str]] = [
        (lambda: (folder / "b.txt").write_text(article(9)), "added b.txt: 1 figure"),
        (lambda: (folder / "b.txt").write_text(article(9, "$7 billion")), "changed b.txt: 1"),
        (lambda: (folder / "b.txt").rename(folder / "c.md"), "renamed b.txt to c.md"),
        ((folder / "a2.txt").unlink, "removed a2.txt"),
        (lambda: (folder / "empty.txt").write_text(""), "not read: empty.txt: the file is empty"),
        (lambda: (folder / "empty.txt").write_text(article(11)), "added empty.txt: 1 figure"),
        (lambda: (folder / "twin.txt").write_text(article(1, "$10 million")), "same content as a1"),
        (inner.mkdir, "nothing has changed"),
        (lambda: (inner / "a1.txt").write_text(article(20)), "added inner/a1.txt: 1 figure"),
        (lambda: (folder / "l.jsonl").write_text(lines(21)), "added l.jsonl:1: 1 figure"),
        (lambda: (folder / "l.jsonl").write_text(lines(21, 22)), "added l.jsonl:2: 1 figure"),
        (lambda: (folder / "bad.txt").write_bytes(bytes(range(256)) * 9), "not read: bad.txt"),
        ((folder / "bad.txt").unlink, "nothing has changed"),
    ]  # fmt: skip
    for number, (change, told) in enumerate(steps):
        change()
        update = live.update()
        assert told in str(update)
        assert bool(update) == (told != "nothing has changed")
        if number % 4 == 3:
            assert_as_built(live)
    assert_as_built(live)
    assert not live.update()


def test_what_it_did_to_the_figures_is_told(folder: Path) -> None:
    live = ukjp.LiveCorpus(folder)
    (folder / "total.txt").write_text(
        "Sum so far\n\nJuly 30, 2024\n\nJapan has provided more than $9 billion in aid to Ukraine "
        "since the invasion, the ministry said.\n"
    )
    update = live.update()
    assert update.articles == ("added total.txt: 1 figure, no happenings",)
    assert "announced total: none stated → more than $9bn (2024-07-30)" in update.consequences
    (folder / "a3.txt").unlink()
    assert "distinct pledges: $60m in 3 → $30m in 2" in live.update().consequences


def test_of_many_changes_the_first_are_told_and_the_others_counted(folder: Path) -> None:
    live = ukjp.LiveCorpus(folder)
    for number in range(MOST_LINES + 6):
        (folder / f"n{number:02}.txt").write_text(article(number % 28 + 1, f"${number}00 million"))
    lines = str(live.update()).splitlines()
    assert lines[MOST_LINES] == "and 6 more"
    assert len(lines) <= 3 * MOST_LINES


def test_words_of_an_article_do_nothing_to_a_terminal(folder: Path) -> None:
    live = ukjp.LiveCorpus(folder)
    (folder / "a\x1b]0;title\x07b.txt").write_text(article(8, "$5 million") + "\x1b[2J")
    assert "\x1b" not in str(live.update())


def test_only_the_new_article_is_opened_and_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = ukjp.LiveCorpus(folder)
    assert live.last_read_anew == 3
    opened: list[bytes] = []
    decode = reading_articles.decode_bytes
    monkeypatch.setattr(
        reading_articles, "decode_bytes", lambda data: opened.append(data) or decode(data)
    )
    (folder / "new.txt").write_text(article(12))
    assert live.update().read_anew == 1
    assert opened == [article(12).encode()]


def test_an_empty_folder_waits_for_its_first_article(tmp_path: Path) -> None:
    live = ukjp.LiveCorpus(tmp_path, donor="Norway")
    assert len(live.data.articles) == 0
    (tmp_path / "a.txt").write_text(article(1).replace("Japan", "Norway"))
    assert "added a.txt" in str(live.update())
    assert_as_built(live)


def test_a_folder_that_goes_is_said(folder: Path) -> None:
    live = ukjp.LiveCorpus(folder)
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(ArticleError, match="no such folder"):
        live.update()


def test_a_fault_in_reading_costs_one_article(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = remembering.extract_article

    def failing(one: Any, scope: Any) -> Any:
        if one.path == "a2.txt":
            raise ZeroDivisionError("by zero")
        return extract(one, scope)

    monkeypatch.setattr(remembering, "extract_article", failing)
    live = ukjp.LiveCorpus(folder)
    assert len(live.data.articles) == 2
    (problem,) = live.data.problems
    assert problem.path == "a2.txt"
    assert "ZeroDivisionError" in problem.message
    monkeypatch.undo()
    (folder / "a4.txt").write_text(article(4))
    live.update()
    assert len(live.data.articles) == 4


# --- the memory -----------------------------------------------------------------------------------


def test_a_later_program_finds_what_was_read(folder: Path, tmp_path: Path) -> None:
    memory = tmp_path / "memory"
    assert ukjp.LiveCorpus(folder, memory=memory).last_read_anew == 3
    (folder / "new.txt").write_text(article(12))
    again = ukjp.LiveCorpus(folder, memory=memory)
    assert again.last_read_anew == 1
    assert_as_built(again)
    assert ukjp.LiveCorpus(folder, memory=memory, donor="Norway").last_read_anew == 4


def test_building_uses_the_memory_too(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ukjp.build(folder, memory=tmp_path / "memory")
    monkeypatch.setattr(remembering, "extract_article", None)
    monkeypatch.setenv("UKJP_MEMORY", str(tmp_path / "memory"))
    again = ukjp.build(folder)
    assert again.problems == []
    pd.testing.assert_frame_equal(first.claims, again.claims)


def test_other_rules_read_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = tmp_path / "memory"
    ukjp.build(folder, memory=memory)
    size = _records_in(memory)
    monkeypatch.setattr(remembering, "rules_digest", lambda: b"others")
    assert ukjp.LiveCorpus(folder, memory=memory).last_read_anew == 3
    assert _records_in(memory) == size == 3, "what nobody finds any more is forgotten"


def _records_in(memory: Path) -> int:
    with sqlite3.connect(memory) as database:
        return int(database.execute("SELECT count(*) FROM extractions").fetchone()[0])


@pytest.mark.parametrize("content", [b"a,b\n1,2\n" * 99, b"SQLite format 3\0" + b"\0" * 200])
def test_what_is_no_memory_is_left_alone(folder: Path, tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "accounts"
    other.write_bytes(content)
    with pytest.raises(OutputError, match="accounts: cannot be used as a memory"):
        ukjp.build(folder, memory=other)
    assert other.read_bytes() == content


def test_verdicts_of_all_programs_are_named_in_one_place(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdicts = tmp_path / "mine.csv"
    monkeypatch.setenv("UKJP_CURATION", str(verdicts))
    assert ukjp.build(folder).curation_file == verdicts
    verdicts.write_text("no,header,of,ours\n")
    with pytest.raises(UkjpError, match=r"mine\.csv:1: the header"):
        ukjp.build(folder)


# --- following ------------------------------------------------------------------------------------


class Following:
    """`follow` in a thread, as a program would use it."""

    def __init__(self, live: LiveCorpus, *, poll: bool) -> None:
        self.live = live
        self.said: list[Update | UkjpError] = []
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run, kwargs={"poll": poll})
        self.thread.start()

    def _run(self, *, poll: bool) -> None:
        for said in follow(self.live, poll=poll, stop=self.stop):
            self.said.append(said)

    def wait_for(self, count: int) -> None:
        deadline = time.monotonic() + 30
        while len(self.said) < count:
            assert time.monotonic() < deadline, self.said
            time.sleep(0.02)

    def end(self) -> None:
        self.stop.set()
        self.thread.join(timeout=20)
        assert not self.thread.is_alive()


@pytest.fixture(params=[False, True], ids=["told by the system", "polling"])
def following(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Iterator[Following]:
    verdicts = tmp_path / "curation.csv"
    verdicts.write_text(",".join(ukjp_columns()) + "\n")
    running = Following(ukjp.LiveCorpus(folder, curation=verdicts), poll=request.param)
    yield running
    running.end()


def ukjp_columns() -> tuple[str, ...]:
    from ukjp.reconciling.curation_file import COLUMNS

    return COLUMNS


def test_changes_are_followed_and_a_fault_that_passes_ends_nothing(
    following: Following, tmp_path: Path
) -> None:
    verdicts = tmp_path / "curation.csv"
    (following.live.folder / "new.txt").write_text(article(12))
    following.wait_for(1)
    assert "added new.txt" in str(following.said[0])
    verdicts.write_text("no,header,of,ours\n")
    following.wait_for(2)
    assert isinstance(following.said[1], UkjpError)
    assert "the header is" in str(following.said[1])
    verdicts.write_text(",".join(ukjp_columns()) + "\n")
    (following.live.folder / "new.txt").unlink()
    while "removed new.txt" not in str(following.said[-1]):
        following.wait_for(len(following.said) + 1)


def test_a_file_is_waited_for_until_it_is_whole(folder: Path) -> None:
    live = ukjp.LiveCorpus(folder)
    text = article(12) + "Filling. " * 400

    def write_slowly() -> None:
        with (folder / "slow.txt").open("w") as file:
            for place in range(0, len(text), 400):
                file.write(text[place : place + 400])
                file.flush()
                time.sleep(0.1)

    writer = threading.Thread(target=write_slowly)
    writer.start()
    time.sleep(0.1)
    await_quiet(live)
    update = live.update()
    writer.join()
    assert update.articles == ("added slow.txt: 1 figure, no happenings",)
    assert not live.update(), "it was read once, whole"


# --- the command ----------------------------------------------------------------------------------


def test_the_command_follows_and_ends_cleanly(folder: Path, tmp_path: Path) -> None:
    out, log = tmp_path / "tables", tmp_path / "log"
    words = ["watch", str(folder), "--out", str(out), "--donor", "Japan"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with log.open("w") as said:
        program = subprocess.Popen(
            [sys.executable, "-m", "ukjp.cli", *words],
            cwd=tmp_path, stdout=said, stderr=subprocess.STDOUT, env=environment,
        )  # fmt: skip
        try:
            _wait_for_words(log, "tables written in")
            assert len(pd.read_csv(out / "ledger.csv")) == 3
            (folder / "new.txt").write_text(article(12, "$99 million"))
            _wait_for_words(log, "1 article read, 4 in all")
            _wait_for_words(log, "tables written in", 2)
            assert len(pd.read_csv(out / "ledger.csv")) == 4
        finally:
            program.send_signal(signal.SIGINT)
            code = program.wait(timeout=20)
    told = log.read_text()
    assert code == 0, told
    assert "added new.txt: 1 figure, no happenings" in told
    assert "new: $99m (commitment, 2024-07-12), counted" in told
    assert told.splitlines()[-1] == "ukjp: stopped watching"
    assert "Traceback" not in told
    extras = {path.name for path in out.iterdir()} - {path.name for path in out.glob("*.*")}
    assert extras | {path.name for path in out.glob(".*")} == {".ukjp-memory.sqlite"}


def _wait_for_words(log: Path, words: str, times: int = 1) -> None:
    deadline = time.monotonic() + 40
    while log.read_text().count(words) < times:
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param("nowhere", "nowhere: no such folder", id="no folder"),
        pytest.param("articles/a1.txt", "a1.txt: no such folder", id="a file"),
        pytest.param("articles --out articles/tables", "--out: articles/tables lies", id="inside"),
        pytest.param("articles --report breifing", "did you mean 'briefing'", id="notebook"),
        pytest.param("articles --donor Atlantis", "Atlantis", id="donor"),
        pytest.param(
            "articles --report briefing --report-out articles/r", "--report-out: ", id="report"
        ),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_wrong_request_is_one_line(
    words: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["watch", *words.split()])
    assert result.exit_code == 2, result.output
    (line,) = result.stderr.splitlines()
    assert said in line
