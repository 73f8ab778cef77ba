"""The file of verdicts: nothing lost, nothing half-written, broken rows named and kept."""

from __future__ import annotations

import multiprocessing
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjp.errors import DataError, OutputError
from ukjp.reconciling import curation_file
from ukjp.reconciling.curation import Curation
from ukjp.reconciling.curation_file import (
    COLUMNS,
    lock_file,
    read_curation,
    update_curation,
    write_curation,
)

HEADER = ",".join(COLUMNS)
ROW = Curation(
    "a-1",
    "",
    "",
    "kind",
    "other",
    "a price, said so",
    "Hanako",
    "2024-07-01",
    "a",
    "$1",
    "for ",
    " a",
)


def test_the_file_of_the_project_holds_no_verdicts_yet(checkout: Path) -> None:
    assert read_curation(checkout / "data" / "curation.csv") == ([], [])


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


@given(reason=texts, who=texts.filter(str.strip), quote=texts, prefix=texts)
def test_rows_come_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, reason: str, who: str, quote: str, prefix: str
) -> None:
    path = tmp_path_factory.mktemp("curation") / "c.csv"
    rows = [ROW, ROW._replace(reason=reason, who=who, quote=quote, prefix=prefix)]
    write_curation(path, rows)
    assert read_curation(path) == (rows, [])
    assert [p.name for p in path.parent.iterdir()] == ["c.csv"]


def test_a_broken_row_is_refused_with_its_line_and_the_rest_kept(tmp_path: Path) -> None:
    path = tmp_path / "curation.csv"
    write_curation(path, [ROW])
    good = path.read_text(encoding="utf-8").splitlines()[1]
    path.write_text(
        "\n".join([HEADER, good, "a-2,,,kind,gift", good.replace("other", "gift"), "", good])
        + "\n",
        encoding="utf-8",
    )
    rows, problems = read_curation(path)
    assert rows == [ROW, ROW]
    assert [p.path for p in problems] == ["curation.csv:3", "curation.csv:4"]
    assert "5 cells; expected 16" in problems[0].message
    assert "kind = 'gift'" in problems[1].message
    assert all(p.fatal for p in problems)


def test_broken_rows_stay_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "curation.csv"
    path.write_text(f"{HEADER}\nhalf,a,row\n", encoding="utf-8")
    update_curation(path, add=[ROW])
    assert "half,a,row" in path.read_text(encoding="utf-8")
    rows, problems = read_curation(path)
    assert rows == [ROW]
    assert len(problems) == 1


def test_a_second_thought_replaces_the_first_but_nobody_elses(tmp_path: Path) -> None:
    path = tmp_path / "curation.csv"
    hers, his = ROW, ROW._replace(who="Taro", value="component")
    update_curation(path, add=[hers])
    update_curation(path, add=[his])
    again = hers._replace(value="commitment")
    assert update_curation(path, add=[again]) == [his, again]
    assert update_curation(path, remove=[again]) == [his]
    assert read_curation(path)[0] == [his]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "no UTF-8 text"),
        (b"claim,verdict\n", "the header is"),
        (None, "cannot be read: No such file"),
    ],
)
def test_no_curation_file(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "c.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match=words):
        read_curation(path)


def test_a_bad_row_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    write_curation(path, [ROW])
    with pytest.raises(DataError, match="expected"):
        write_curation(path, [ROW, ROW._replace(value="gift")])
    assert read_curation(path) == ([ROW], [])


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.csv"
    write_curation(path, [ROW])
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(curation_file.os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        update_curation(path, add=[ROW._replace(claim_id="b-2")])
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["c.csv"]


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_curation(tmp_path / "nowhere" / "c.csv", [ROW])


def test_a_holder_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    with lock_file(path):
        waiting = threading.Thread(target=update_curation, args=(path, [ROW]))
        waiting.start()
        waiting.join(0.1)
        assert waiting.is_alive()
        assert not path.exists()
    waiting.join(5)
    assert read_curation(path) == ([ROW], [])


def test_a_holder_that_never_ends_is_named(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    taken = pytest.raises(OutputError, match="another program")
    with lock_file(path), taken, lock_file(path, wait=0.05):
        pass


def _add_rows(path: Path, name: str) -> None:
    for number in range(10):
        update_curation(path, add=[ROW._replace(claim_id=f"{name}-{number}")])


def test_two_programs_lose_nothing_of_each_other(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    context = multiprocessing.get_context("spawn")
    programs = [context.Process(target=_add_rows, args=(path, name)) for name in "ab"]
    for program in programs:
        program.start()
    for program in programs:
        program.join(60)
    assert [program.exitcode for program in programs] == [0, 0]
    rows, problems = read_curation(path)
    assert {row.claim_id for row in rows} == {f"{name}-{n}" for name in "ab" for n in range(10)}
    assert problems == []
    assert [p.name for p in tmp_path.iterdir()] == ["c.csv"]
