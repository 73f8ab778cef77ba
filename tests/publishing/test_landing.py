"""A report's folder is there whole, old or new, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ukjp.errors import OutputError
from ukjp.publishing.landing import landing_folder, read_manifest, write_file, write_manifest


def land(out: Path, **files: str) -> None:
    with landing_folder(out, "r") as folder:
        for name, text in files.items():
            (folder / name).write_text(text)
        write_manifest(folder, {})


def land_half(out: Path, error: Exception) -> None:
    with landing_folder(out, "r") as folder:
        (folder / "page").write_text("half")
        raise error


def contents(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()
    }


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_is_made_and_replaced(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    land(out, page="old", gone="old")
    land(out, page="new")
    assert names(out) == ["r"]
    assert contents(out / "r")["page"] == "new"
    assert "gone" not in contents(out / "r")
    assert set(read_manifest(out / "r")["outputs"]) == {"page"}  # type: ignore[index]


def test_after_an_error_everything_is_as_before(tmp_path: Path) -> None:
    land(tmp_path, page="old")
    before = contents(tmp_path)
    with pytest.raises(ZeroDivisionError):
        land_half(tmp_path, ZeroDivisionError())
    assert contents(tmp_path) == before
    assert names(tmp_path) == ["r"]


def test_folders_made_for_nothing_are_taken_away(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), landing_folder(tmp_path / "a" / "b", "r"):
        raise ZeroDivisionError
    assert names(tmp_path) == []


def test_what_a_person_put_there_stays(tmp_path: Path) -> None:
    land(tmp_path, page="old")
    (tmp_path / "r" / "notes").mkdir()
    (tmp_path / "r" / "notes" / "mine.txt").write_text("keep me")
    land(tmp_path, page="new")
    assert contents(tmp_path / "r")["notes/mine.txt"] == "keep me"
    assert contents(tmp_path / "r")["page"] == "new"


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_is_no_report_is_never_replaced(tmp_path: Path, kind: str) -> None:
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "thesis.txt").write_text("years of work")
    if kind == "folder":
        (tmp_path / "else").rename(tmp_path / "r")
    elif kind == "file":
        (tmp_path / "r").write_text("years of work")
    else:
        (tmp_path / "r").symlink_to(tmp_path / "else")
    before = contents(tmp_path)
    with pytest.raises(OutputError, match="--out"), landing_folder(tmp_path, "r"):
        pytest.fail("the block must not run")
    assert contents(tmp_path) == before


def test_an_empty_folder_may_be_taken(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    land(tmp_path, page="new")
    assert contents(tmp_path / "r")["page"] == "new"


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written") as caught:
        land(tmp_path / place, page="x")
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


def test_a_full_disk_leaves_the_old_report(tmp_path: Path) -> None:
    land(tmp_path, page="old")
    before = contents(tmp_path)
    with pytest.raises(OutputError, match="No space left"):
        land_half(tmp_path, OSError(28, "No space left on device"))
    assert contents(tmp_path) == before
    assert names(tmp_path) == ["r"]


KILLED = """
import sys, time
from pathlib import Path
from ukjp.publishing import landing
step = {step}
original = Path.rename
def rename(self, target):
    if step == "before": print("ready", flush=True); time.sleep(60)
    made = original(self, target)
    if step == "between": print("ready", flush=True); time.sleep(60)
    return made
Path.rename = rename
with landing.landing_folder(Path(sys.argv[1]), "r") as folder:
    (folder / "page").write_text("new")
    landing.write_manifest(folder, dict())
    if step == "during": print("ready", flush=True); time.sleep(60)
"""


@pytest.mark.parametrize("step", ["during", "before", "between"])
def test_a_killed_run_leaves_no_half_and_the_next_one_tidies_up(tmp_path: Path, step: str) -> None:
    out = tmp_path / "out"
    land(out, page="old")
    program = KILLED.replace("{step}", repr(step))
    with subprocess.Popen(
        [sys.executable, "-c", program, str(out)], stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        run.send_signal(signal.SIGKILL)
    visible = [name for name in names(out) if not name.startswith(".")]
    assert visible == ([] if step == "between" else ["r"])
    if visible:
        assert contents(out / "r")["page"] == "old"
    with pytest.raises(ZeroDivisionError), landing_folder(out, "r"):
        raise ZeroDivisionError
    assert names(out) == ["r"], "the old report is back, the rest is gone"
    assert contents(out / "r")["page"] == "old"


def test_another_runs_folder_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        working = tmp_path / f".r.{other.pid}-abc.new"
        working.mkdir()
        land(tmp_path, page="new")
        assert working.is_dir()
        other.kill()


def test_a_single_file_is_replaced_whole(tmp_path: Path) -> None:
    write_file(tmp_path / "a", "one")
    write_file(tmp_path / "a", b"two")
    assert contents(tmp_path) == {"a": "two"}
    with pytest.raises(OutputError, match="cannot be written"):
        write_file(tmp_path / "none" / "a", "x")


def test_the_folder_is_readable_like_any_other(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        land(tmp_path, page="x")
    finally:
        os.umask(old)
    assert (tmp_path / "r").stat().st_mode & 0o777 == 0o755
