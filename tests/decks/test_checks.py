"""Faults put into a finished deck are found and named; what is no deck is refused in one line."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pptx import Presentation
from pptx.util import Emu, Inches, Pt

from ukjp.cli import cli
from ukjp.errors import DataError
from ukjp.publishing.decks.checks import check_deck


def figure_of(slide: Any) -> Any:
    return next(shape for shape in slide.shapes if shape.name.endswith(" figure"))


def move_off(slide: Any) -> None:
    figure_of(slide).left = Emu(Inches(3))


def move_up(slide: Any) -> None:
    figure_of(slide).top = Emu(Inches(0.3))


def silence(slide: Any) -> None:
    del figure_of(slide)._element.nvPicPr.cNvPr.attrib["descr"]


def shrink_title(slide: Any) -> None:
    slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(20)


def empty_title(slide: Any) -> None:
    slide.shapes.title.text_frame.text = " "


def add_small_words(slide: Any) -> None:
    box = slide.shapes.add_textbox(0, 0, Inches(0.2), Inches(0.2))
    box.name = "aside"
    box.text_frame.text = "small"
    box.text_frame.paragraphs[0].runs[0].font.size = Pt(9)


def add_silent_drawing(slide: Any) -> None:
    slide.shapes.add_shape(1, 0, 0, Inches(0.2), Inches(0.2)).name = "blot"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        pytest.param(move_off, "sticks out .* over the right edge", id="off the slide"),
        pytest.param(move_up, "overlaps 'ukjp aid title'", id="overlapping"),
        pytest.param(silence, "aid figure: has no alt text", id="no alt text"),
        pytest.param(shrink_title, "a title of 20 points; at least 24", id="small title"),
        pytest.param(empty_title, "slide 3: has no title", id="empty title"),
        pytest.param(add_small_words, "aside: words of 9 points; at least 16", id="small words"),
        pytest.param(add_silent_drawing, "blot: has no alt text", id="silent drawing"),
    ],
)
def test_a_fault_is_found_and_named(
    decks: dict[str, Path], tmp_path: Path, spoil: Callable[[Any], None], words: str
) -> None:
    presentation = Presentation(str(decks["picture"]))
    spoil(presentation.slides[2])
    target = tmp_path / "spoilt.pptx"
    presentation.save(str(target))
    findings = check_deck(target)
    assert {finding.slide for finding in findings} == {3}

    assert any(re.search(words, str(finding)) for finding in findings)


def _zip(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "no PowerPoint file, or a damaged one", id="empty"),
        pytest.param(b"hello", "no PowerPoint file, or a damaged one", id="text"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "asks for a password", id="password"),
        pytest.param(_zip(ppt__vbaProject=b"", **{"ppt__vbaProject.bin": b"x"}), "macros",
                     id="macros"),
        pytest.param(_zip(word=b"x"), "is no PowerPoint file", id="another kind of file"),
        pytest.param(_zip(**{"ppt__presentation.xml": b"<", "[Content_Types].xml": b"<"}),
                     "is damaged", id="damaged within"),
    ],
)  # fmt: skip
def test_what_is_no_deck_is_refused_in_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    target = tmp_path / "file.pptx"
    target.write_bytes(content)
    with pytest.raises(DataError, match=words) as caught:
        check_deck(target)
    assert "\n" not in str(caught.value)
    assert str(target) in str(caught.value)


def test_a_cut_off_deck_is_refused(decks: dict[str, Path], tmp_path: Path) -> None:
    target = tmp_path / "cut.pptx"
    target.write_bytes(decks["picture"].read_bytes()[:-2000])
    with pytest.raises(DataError, match="damaged"):
        check_deck(target)


def test_a_lock_file_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="lock of an open deck"):
        check_deck(tmp_path / "~$deck.pptx")
    with pytest.raises(DataError, match="No such file"):
        check_deck(tmp_path / "none.pptx")


def test_the_command_tells_by_its_exit_code(decks: dict[str, Path], tmp_path: Path) -> None:
    runner = CliRunner()
    fine = runner.invoke(cli, ["check", "deck", str(decks["picture"])])
    assert (fine.exit_code, fine.output) == (0, f"{decks['picture']}: nothing found\n")
    presentation = Presentation(str(decks["picture"]))
    move_off(presentation.slides[2])
    presentation.save(str(tmp_path / "bad.pptx"))
    assert runner.invoke(cli, ["check", "deck", str(tmp_path / "bad.pptx")]).exit_code == 1
    missing = runner.invoke(cli, ["check", "deck", str(tmp_path / "none.pptx")])
    assert missing.exit_code == 2
    assert missing.output.count("\n") == 1
