"""Figures as shapes: what is where, what it is called, and what had to become a picture."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from unittest import mock

import matplotlib as mpl
import pytest
from decks.gallery import GALLERY
from decks.office import agreement, convert, read_fonts, read_picture, read_words
from figures.samples import Sample
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from matplotlib.text import Text
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn

from ukjp.drawing import figure_cumulative_aid, figure_negotiation_timeline
from ukjp.drawing.drawingml import save_figure_pptx
from ukjp.drawing.export import SETTINGS
from ukjp.errors import OutputError, ParameterError

EMU = 12700


def shapes_in(path: Path) -> list[Any]:
    """All shapes of a file's one slide, those in groups too."""

    def flat(shapes: Any) -> Any:
        for shape in shapes:
            if shape._element.tag == qn("p:grpSp"):
                yield shape
                yield from flat(shape.shapes)
            else:
                yield shape

    (slide,) = Presentation(str(path)).slides
    return list(flat(slide.shapes))


def box_of(shape: Any) -> tuple[float, ...]:
    left, top = shape.left / EMU, shape.top / EMU
    return left, top, left + shape.width / EMU, top + shape.height / EMU


def extents(artist: Any, figure: Figure) -> tuple[float, ...]:
    """An artist's box in points, y downwards, as matplotlib has it."""
    box = artist.get_window_extent(figure._get_renderer())
    scale, height = 72 / figure.dpi, figure.get_size_inches()[1] * 72
    return box.x0 * scale, height - box.y1 * scale, box.x1 * scale, height - box.y0 * scale


def texts_of(figure: Figure) -> list[tuple[str, tuple[float, ...]]]:
    """The plain upright texts that are drawn, with their boxes."""
    drawn: list[Text] = []
    with mpl.rc_context(SETTINGS):
        with mock.patch.object(Text, "draw", lambda self, _: drawn.append(self)):
            figure.draw_without_rendering()
        plain = [
            text
            for text in drawn
            if text.get_text().strip() and text.get_visible() and not text.get_rotation()
        ]
        return [
            (text.get_text(), extents(text, figure))
            for text in plain
            if "$\\" not in text.get_text()
        ]


@pytest.fixture(scope="module")
def figures(five: Sample) -> dict[str, Figure]:
    own = {"aid": figure_cumulative_aid(five), "timeline": figure_negotiation_timeline(five)}
    return own | {name: draw() for name, draw in GALLERY.items()}


@pytest.fixture(scope="module")
def files(figures: dict[str, Figure], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("figures")
    for name, figure in figures.items():
        save_figure_pptx(figure, folder / f"{name}.pptx")
    return {name: folder / f"{name}.pptx" for name in figures}


@pytest.mark.parametrize("name", ["aid", "timeline"])
def test_every_text_is_a_text_box_where_the_figure_has_it(
    figures: dict[str, Figure], files: dict[str, Path], name: str
) -> None:
    boxes: dict[str, list[tuple[float, ...]]] = {}
    for shape in shapes_in(files[name]):
        if shape.has_text_frame and shape.text_frame.text:
            boxes.setdefault(shape.text_frame.text, []).append(box_of(shape))
    texts = texts_of(figures[name])
    assert len(texts) > 15
    for words, (left, top, right, bottom) in texts:
        near = min(boxes[words], key=lambda box: abs(box[0] - left) + abs(box[1] - top))
        assert near[0] == pytest.approx(left, abs=0.5)
        assert near[2] == pytest.approx(right, abs=0.7)
        assert near[1] <= top + 0.5
        assert near[3] >= bottom - 0.5


@pytest.mark.parametrize("name", ["aid", "timeline"])
def test_marks_are_groups_named_after_what_they_show(
    figures: dict[str, Figure], files: dict[str, Path], name: str
) -> None:
    figure = figures[name]
    groups = {shape.name: shape for shape in shapes_in(files[name]) if "grpSp" in
              shape._element.tag}  # fmt: skip
    for mark in figure.marks.values():
        kind, _, identifier = mark.link.lstrip("#").partition("-")
        group = groups[f"{kind} {identifier}"[:80]]
        assert group._element.nvGrpSpPr.cNvPr.get("descr")


def test_areas_and_lines_stand_within_half_a_point(tmp_path: Path) -> None:
    figure = Figure(figsize=(5, 4))
    ax = figure.subplots()
    (bar,) = ax.bar([1], [2], width=0.5)
    (line,) = ax.plot([0, 2], [1, 3], linewidth=3)
    disc = ax.add_patch(Circle((1.5, 1.0), 0.2))
    for name, artist in {"my bar": bar, "my line": line, "my disc": disc}.items():
        artist.set_gid(name)
    save_figure_pptx(figure, tmp_path / "x.pptx")
    groups = {shape.name: box_of(shape) for shape in shapes_in(tmp_path / "x.pptx")}
    figure.draw_without_rendering()
    for name, artist in {"my bar": bar, "my disc": disc}.items():
        assert groups[name] == pytest.approx(extents(artist, figure), abs=0.5)
    # Of a line its middle counts, not how thick it is.
    path = line.get_transform().transform_path(line.get_path()).get_extents()
    scale = 72 / figure.dpi
    wanted = (path.x0 * scale, 288 - path.y1 * scale, path.x1 * scale, 288 - path.y0 * scale)
    assert groups["my line"] == pytest.approx(wanted, abs=0.5)


def test_what_the_axes_cut_off_is_cut_off(tmp_path: Path) -> None:
    figure = Figure(figsize=(5, 4))
    ax = figure.subplots()
    (line,) = ax.plot([0, 10], [0, 10])
    (bar,) = ax.bar([5], [20], width=4)
    line.set_gid("my line")
    bar.set_gid("my bar")
    ax.set(xlim=(2, 6), ylim=(1, 8))
    save_figure_pptx(figure, tmp_path / "x.pptx")
    figure.draw_without_rendering()
    window = extents(ax, figure)
    for shape in shapes_in(tmp_path / "x.pptx"):
        if shape.name in {"my line", "my bar"}:
            box = box_of(shape)
            assert box[0] >= window[0] - 0.5
            assert box[1] >= window[1] - 0.5
            assert box[2] <= window[2] + 0.5
            assert box[3] <= window[3] + 0.5


def test_typeface_dashes_and_opacity_are_the_figures(files: dict[str, Path]) -> None:
    def xml(name: str) -> str:
        (slide,) = Presentation(str(files[name])).slides
        from lxml import etree

        return etree.tostring(slide._element).decode()

    assert 'typeface="Source Sans 3"' in xml("aid")
    assert "custDash" in xml("lines")
    assert '<a:alpha val="60000"/>' in xml("bars")
    assert 'rot="16200000"' in xml("bars")
    assert "r:embed" in xml("picture")


def test_what_becomes_a_picture_is_named_with_its_reason(
    figures: dict[str, Figure], tmp_path: Path
) -> None:
    told = {
        name: {one.what.split()[0] for one in save_figure_pptx(figure, tmp_path / "x.pptx")}
        for name, figure in figures.items()
    }
    assert told.pop("logarithmic") == {"text", "hatching"}
    assert told.pop("mathtext") == {"text"}
    assert set(map(frozenset, told.values())) == {frozenset()}


def test_the_same_figure_gives_the_same_bytes(
    figures: dict[str, Figure], files: dict[str, Path], tmp_path: Path
) -> None:
    density = figures["aid"].dpi
    save_figure_pptx(figures["aid"], tmp_path / "again.pptx")
    assert (tmp_path / "again.pptx").read_bytes() == files["aid"].read_bytes()
    assert figures["aid"].dpi == density


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.pptx").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        save_figure_pptx(Figure(), tmp_path / "x.pptx")
    with pytest.raises(ParameterError, match="1 to 56 inches"):
        save_figure_pptx(Figure(figsize=(80, 5)), tmp_path / "y.pptx")
    assert [path.name for path in tmp_path.iterdir()] == ["x.pptx"]


@pytest.fixture(scope="module")
def printed(
    soffice: str, files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The figures' files as LibreOffice shows them."""
    folder = tmp_path_factory.mktemp("printed")
    return dict(zip(files, convert(soffice, list(files.values()), folder), strict=True))


@pytest.mark.needs("office")
@pytest.mark.parametrize("name", ["aid", "timeline", *GALLERY])
def test_libreoffice_writes_every_text_where_the_figure_has_it(
    figures: dict[str, Figure], printed: dict[str, Path], name: str
) -> None:
    shown = read_words(printed[name])
    for text, (left, top, right, bottom) in texts_of(figures[name]):
        first, *_, last = (text.split() * 2)[: 2 * len(text.split())]
        middle = (top + bottom) / 2
        beside = [w for w in shown if w.top < middle < w.bottom]
        starts = [abs(w.left - left) for w in beside if w.text == first]
        ends = [abs(w.right - right) for w in beside if w.text == last]
        assert min(starts, default=99) <= 1.5, text
        # LibreOffice sets letters to a grid of its own, which adds up over very long lines.
        assert min(ends, default=99) <= max(1.5, 0.003 * (right - left)), text


@pytest.mark.needs("office")
def test_libreoffice_finds_the_typeface(printed: dict[str, Path]) -> None:
    assert read_fonts(printed["aid"]) == {"SourceSans3-Regular", "SourceSans3-Bold"}


@pytest.mark.needs("office")
def test_libreoffice_shows_what_the_figure_shows_box_by_box(
    figures: dict[str, Figure], printed: dict[str, Path]
) -> None:
    worst = {}
    for name, figure in figures.items():
        shown = read_picture(printed[name])
        buffer = io.BytesIO()
        with mpl.rc_context(SETTINGS):
            figure.savefig(buffer, dpi=72, format="png")
        drawn = Image.open(buffer).convert("RGB")
        shown = shown.crop((0, 0, *drawn.size))
        boxes = [(x0 - 3, y0 - 3, x1 + 3, y1 + 3) for _, (x0, y0, x1, y1) in texts_of(figure)]
        worst[name] = min(agreement(shown, drawn, box) for box in boxes)
        # A label that is not there, in an otherwise equal picture, is found out.
        erased = drawn.copy()
        erased.paste(drawn.getpixel((1, 1)), tuple(int(edge) for edge in boxes[0]))
        assert agreement(erased, drawn, boxes[0]) < 0.4, name
        blank = Image.new("RGB", drawn.size, drawn.getpixel((1, 1)))
        assert agreement(blank, drawn, boxes[0]) < 0.1
        assert agreement(shown, drawn, (0, 0, *drawn.size)) > 0.6, name
    assert min(worst.values()) > 0.4, worst


def test_words_the_axes_cut_off_are_not_written_beside_them(tmp_path: Path) -> None:
    figure = Figure(figsize=(6, 4))
    axes = figure.subplots()
    axes.set(xlim=(0, 1), ylim=(0, 1))
    for x, words in ((0.5, "inside"), (1.2, "outside"), (0.98, "over the edge")):
        axes.text(x, 0.5, words, clip_on=True)
    axes.text(1.02, 0.8, "beside")
    pieces = save_figure_pptx(figure, tmp_path / "cut.pptx")
    said = {s.text_frame.text for s in shapes_in(tmp_path / "cut.pptx") if s.has_text_frame}
    assert {"inside", "beside"} <= said
    assert not {"outside", "over the edge"} & said
    assert [(piece.what, piece.why) for piece in pieces] == [("text 'over the edge'", "it is cut")]
