"""Figures as files: whole, the same each time, with their words, data and evidence."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest
from figures.samples import A0, A1, Sample, event, sample
from matplotlib.figure import Figure
from PIL import Image

from ukjp.drawing import alt_text, figure_cumulative_aid, figure_negotiation_timeline, save_figure
from ukjp.drawing.frame import FramedFigure
from ukjp.errors import OutputError, ParameterError

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"

DRAW_ALL = """
import hashlib, sys
from pathlib import Path
from figures.conftest import FIGURES
from figures.samples import five_articles
from ukjp.drawing import save_figure
for name, draw in FIGURES.items():
    for path in save_figure(draw(five_articles(), size="column"), Path(sys.argv[1]) / name):
        print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


@pytest.fixture(scope="module")
def saved(aid_slide: FramedFigure, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("figures")
    return {path.suffix[1:]: path for path in save_figure(aid_slide, folder / "aid")}


@pytest.fixture(scope="module")
def svg(saved: dict[str, Path]) -> ET.Element:
    return ET.fromstring(saved["svg"].read_bytes())  # noqa: S314 - our own


def test_three_formats_and_two_side_files(saved: dict[str, Path]) -> None:
    assert set(saved) == {"png", "svg", "pdf", "csv", "txt"}


def test_the_same_input_gives_the_same_bytes_in_any_process_zone_and_language(
    tmp_path: Path,
) -> None:
    settings = [
        {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"},
    ]
    runs = []
    for number, environment in enumerate(settings):
        folder = tmp_path / str(number)
        runs.append(
            subprocess.Popen(
                [sys.executable, "-c", DRAW_ALL, str(folder)],
                env=os.environ | environment | {"PYTHONPATH": os.pathsep.join(sys.path)},
                stdout=subprocess.PIPE,
                text=True,
            )
        )
    outputs = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert outputs[0] == outputs[1]
    assert len(outputs[0].splitlines()) == 15


def test_saving_twice_gives_the_same_bytes(five: Sample, tmp_path: Path) -> None:
    figure = figure_cumulative_aid(five, size="phone")
    digests = []
    for name in ("one", "two"):
        files = save_figure(figure, tmp_path / name)
        digests.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in files])
    assert digests[0] == digests[1]


def test_the_users_own_settings_do_not_matter(five: Sample, tmp_path: Path) -> None:
    (plain,) = save_figure(figure_cumulative_aid(five, size="phone"), tmp_path / "a.png",
                           side_files=False)  # fmt: skip
    theirs = {"font.size": 30, "savefig.bbox": "tight", "axes.facecolor": "red",
              "lines.linewidth": 9, "text.color": "green", "hatch.linewidth": 7}  # fmt: skip
    with mpl.rc_context(theirs):
        (other,) = save_figure(figure_cumulative_aid(five, size="phone"), tmp_path / "b.png",
                               side_files=False)  # fmt: skip
    assert plain.read_bytes() == other.read_bytes()


def test_a_slide_has_1920_by_1080_pixels_and_twice_that_at_scale_2(
    aid_slide: FramedFigure, saved: dict[str, Path], tmp_path: Path
) -> None:
    with Image.open(saved["png"]) as picture:
        assert picture.size == (1920, 1080)
        assert picture.info["Description"] == aid_slide.alt
        assert "Software" not in picture.info
    (large,) = save_figure(aid_slide, tmp_path / "x.png", scale=2, side_files=False)
    with Image.open(large) as picture:
        assert picture.size == (3840, 2160)


def test_an_svg_holds_real_text_and_its_typeface(svg: ET.Element) -> None:
    said = ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]
    assert "more than $12bn" in said
    assert any("12.1 billion" in text.replace("\N{NO-BREAK SPACE}", " ") for text in said)
    style = "".join(element.text or "" for element in svg.iter(f"{SVG}style"))
    assert style.count("@font-face") == 2
    assert "data:font/woff;base64," in style
    families = {text.get("style", "") for text in svg.iter(f"{SVG}text")}
    assert all("sans-serif" in family for family in families)


def test_an_svg_can_do_without_the_typeface(aid_slide: FramedFigure, tmp_path: Path) -> None:
    (path,) = save_figure(aid_slide, tmp_path / "x.svg", embed_fonts=False, side_files=False)
    assert b"@font-face" not in path.read_bytes()


def test_an_svg_has_title_and_description(svg: ET.Element, aid_slide: FramedFigure) -> None:
    assert svg[0].tag == f"{SVG}title"
    assert svg[0].text == aid_slide.alt == alt_text(aid_slide)
    assert svg[1].tag == f"{SVG}desc"
    assert svg[1].text == aid_slide.description


@pytest.mark.parametrize(
    "claim_id",
    [f"{A0}-410", f"{A1}-529", f"{A1}-927", f"{A1}-1258", f"{A0}-1223"],
)
def test_every_mark_in_the_svg_says_what_it_is_and_links_to_its_evidence(
    claim_id: str, svg: ET.Element
) -> None:
    (group,) = [g for g in svg.iter(f"{SVG}g") if g.get("id") == f"mark-{claim_id}"]
    assert claim_id in group.get("data-evidence", "").split()
    assert group[0].tag == f"{SVG}title"
    links = {link.get(XLINK) for link in group.iter(f"{SVG}a")}
    assert links == {f"#claim-{claim_id}"}


def test_ids_in_an_svg_are_unique(svg: ET.Element) -> None:
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_no_file_carries_a_day_of_writing_or_a_path(saved: dict[str, Path]) -> None:
    for name, path in saved.items():
        content = path.read_bytes()
        for secret in (
            str(Path.home()).encode(),
            b"CreationDate",
            b"Matplotlib v",
            b"/site-packages",
        ):
            assert secret not in content, (name, secret)


def test_a_pdf_embeds_its_typeface_and_says_what_it_shows(saved: dict[str, Path]) -> None:
    content = saved["pdf"].read_bytes()
    assert b"SourceSans3" in content
    assert b"/Subtype /Type42" not in content
    assert b"/Title" in content
    assert b"/Subject" in content


def test_the_data_file_leads_from_words_to_claims(saved: dict[str, Path]) -> None:
    with saved["csv"].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 8
    again = next(row for row in rows if row["role"] == "restatement")
    assert "adds nothing" in again["words"]
    assert again["counts_in_total"] == "False"
    assert again["date_latest"] == "2024-06-13"
    assert all(row["claim_ids"] for row in rows)


def test_the_text_file_holds_alt_text_description_and_source(
    saved: dict[str, Path], aid_slide: FramedFigure
) -> None:
    alt, description, source = saved["txt"].read_text(encoding="utf-8").strip().split("\n\n")
    assert (alt, description) == (aid_slide.alt, aid_slide.description)
    assert source.startswith("Sources: ")


def test_a_cell_that_a_spreadsheet_would_run_is_quoted(tmp_path: Path) -> None:
    hostile = sample(events=[event("a", 1, "call", "=cmd|'/C calc'!A0", "2024-01-01")])
    figure = figure_negotiation_timeline(hostile, size="phone")
    path = next(p for p in save_figure(figure, tmp_path / "x", ("svg",)) if p.suffix == ".csv")
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["what"] == "'=cmd|'/C calc'!A0"


def test_hostile_words_do_nothing_in_an_svg(tmp_path: Path) -> None:
    words = "</text><script>alert(1)</script> call"
    hostile = sample(events=[event("a\"'><x", 1, "call", words, "2024-01-01")])
    figure = figure_negotiation_timeline(hostile, size="phone")
    (path,) = save_figure(figure, tmp_path / "x.svg", side_files=False)
    root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own
    assert not list(root.iter(f"{SVG}script"))
    assert all(re.fullmatch(r"[\w.~-]+", e.get("id")) for e in root.iter() if e.get("id"))


def test_a_figure_can_be_a_slide_of_shapes(aid_slide: FramedFigure, tmp_path: Path) -> None:
    from pptx import Presentation

    (path,) = save_figure(aid_slide, tmp_path / "x.pptx", side_files=False)
    (slide,) = Presentation(str(path)).slides
    (group,) = slide.shapes
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == aid_slide.alt
    plain = Figure()
    plain.add_subplot().set_title(r"$\alpha$")
    with pytest.warns(UserWarning, match="is a picture: it is set as mathematics"):
        save_figure(plain, tmp_path / "y.pptx")
    assert (tmp_path / "y.pptx").stat().st_size > 5000


def test_any_other_figure_can_be_saved_too(tmp_path: Path) -> None:
    figure = Figure()
    figure.add_subplot().plot([1, 2], [3, 4])
    files = save_figure(figure, tmp_path / "plain")
    assert [path.suffix for path in files] == [".png", ".svg", ".pdf"]


@pytest.mark.parametrize(
    ("path", "formats", "message"),
    [
        ("x", ("gif",), "format 'gif' is none of png, svg, pdf, pptx"),
        ("x", ("png", "doc"), "'doc'"),
    ],
)
def test_an_unknown_format_is_named(
    path: str, formats: tuple[str, ...], message: str, aid_slide: FramedFigure, tmp_path: Path
) -> None:
    with pytest.raises(ParameterError, match=message):
        save_figure(aid_slide, tmp_path / path, formats)
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_named(aid_slide: FramedFigure, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write the figure"):
        save_figure(aid_slide, blocked / "figure.svg")


def test_an_old_file_survives_a_failure(
    aid_slide: FramedFigure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "figure.svg"
    target.write_text("old", encoding="utf-8")

    def full_disk(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(OutputError, match="No space left"):
        save_figure(aid_slide, target, side_files=False)
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["figure.svg"]
