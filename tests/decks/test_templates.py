"""Somebody's own template: its layouts and colours are used, and what it lacks is named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from figures.samples import five_articles, sample
from pptx import Presentation
from pptx.util import Inches, Pt

from ukjp.cli import cli
from ukjp.drawing.theme import THEMES
from ukjp.errors import DataError, ParameterError
from ukjp.publishing.decks import build_deck, save_deck
from ukjp.publishing.decks.checks import check_deck
from ukjp.publishing.decks.colours import find_theme_of
from ukjp.publishing.decks.house import house_template
from ukjp.publishing.decks.layouts import find_layouts


def four_to_three(path: Path) -> Path:
    """The empty presentation of python-pptx: 4:3, with footers and no place for sources."""
    presentation = Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[0])
    presentation.save(str(path))
    return path


def as_template(path: Path) -> Path:
    """The same as .potx, which differs in the kind it says it is."""
    made = path.with_suffix(".potx")
    with zipfile.ZipFile(four_to_three(path)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            kind = (b"presentation.main+xml", b"template.main+xml")
            target.writestr(name, source.read(name).replace(*kind))
    return made


@pytest.mark.parametrize("make", [four_to_three, as_template])
def test_slides_keep_to_the_template(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    target = save_deck(sample(), tmp_path / "deck.pptx", template=make(tmp_path / "house.pptx"))
    deck = Presentation(str(target))
    assert (deck.slide_width, deck.slide_height) == (Inches(10), Inches(7.5))
    layouts = [slide.slide_layout.name for slide in deck.slides]
    assert layouts[:3] == ["Title Slide", "Title and Content", "Title Only"]
    assert [slide.shapes.title is not None for slide in deck.slides] == [True] * len(layouts)
    assert check_deck(target) == []


def test_figures_on_a_narrow_slide_keep_their_letters(tmp_path: Path) -> None:
    house = four_to_three(tmp_path / "house.pptx")
    target = save_deck(five_articles(), tmp_path / "deck.pptx", template=house, mode="shapes")
    assert check_deck(target) == []


def test_figures_take_the_colours_of_a_dark_template() -> None:
    dark = find_theme_of(house_template(THEMES["dark"]).slide_layouts[2])
    assert dark.ground == THEMES["dark"].ground
    assert dark.level == THEMES["dark"].level
    assert find_theme_of(house_template().slide_layouts[2]).ground == "#ffffff"


def test_native_charts_fit_a_narrow_slide(tmp_path: Path) -> None:
    house = four_to_three(tmp_path / "house.pptx")
    target = save_deck(five_articles(), tmp_path / "deck.pptx", template=house, mode="native")
    slide = Presentation(str(target)).slides[2]
    caption = next(shape for shape in slide.shapes if shape.name == "ukjp aid caption")
    assert caption.height > Pt(40)
    assert sum(shape.has_chart for shape in slide.shapes) == 2
    assert check_deck(target) == []


def test_its_own_slides_are_left_out(tmp_path: Path) -> None:
    plain = Presentation(io.BytesIO(build_deck(sample())))
    own = build_deck(sample(), template=four_to_three(tmp_path / "house.pptx"))
    assert len(Presentation(io.BytesIO(own)).slides) == len(plain.slides)


def test_layouts_are_found_by_what_they_hold_where_names_say_nothing() -> None:
    presentation = house_template()
    for number, layout in enumerate(presentation.slide_layouts):
        layout.name = f"Entwurf {number}"
        layout._element.attrib.pop("type")
    found = find_layouts(presentation, "house.pptx")
    assert [layout.name for layout in found] == ["Entwurf 0", "Entwurf 1", "Entwurf 2"]


def _remove(layout: Any, kind: str) -> None:
    for shape in list(layout.placeholders):
        if shape.placeholder_format.type.name == kind:
            shape._element.getparent().remove(shape._element)


@pytest.mark.parametrize(
    ("keep", "strip", "words"),
    [
        pytest.param([1, 2], None, "no layout 'Title Slide' for the cover slide", id="no cover"),
        pytest.param([0, 1, 2], (0, "SUBTITLE"), "'Title Slide' lacks a placeholder: the cover",
                     id="no subtitle"),
        pytest.param([0, 2], None, "no layout 'Title and Content'", id="no text layout"),
    ],
)  # fmt: skip
def test_what_a_template_lacks_is_named(
    tmp_path: Path, keep: list[int], strip: tuple[int, str] | None, words: str
) -> None:
    presentation = house_template()
    layouts = list(presentation.slide_layouts)
    if strip:
        _remove(layouts[strip[0]], strip[1])
    for number, layout in enumerate(layouts):
        if number not in keep:
            presentation.slide_layouts.remove(layout)
    presentation.save(str(tmp_path / "house.pptx"))
    with pytest.raises(ParameterError, match=words) as caught:
        build_deck(sample(), template=tmp_path / "house.pptx")
    assert "house.pptx" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_template_that_cannot_be_read_leaves_the_old_deck(tmp_path: Path) -> None:
    old = tmp_path / "deck.pptx"
    old.write_bytes(b"the old deck")
    broken = tmp_path / "house.potx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(DataError, match="damaged"):
        save_deck(sample(), old, template=broken)
    assert old.read_bytes() == b"the old deck"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deck.pptx", "house.potx"]


def test_the_command_says_in_one_line_what_is_wrong(briefs: Path, tmp_path: Path) -> None:
    one = next(iter(sorted(briefs.glob("*.txt"))))
    command = ["slides", str(one), "--out", str(tmp_path / "deck.pptx")]
    missing = CliRunner().invoke(cli, [*command, "--template", str(tmp_path / "none.potx")])
    assert missing.exit_code == 2
    assert missing.output.count("\n") == 1
    assert "none.potx" in missing.output
    made = CliRunner().invoke(cli, command)
    assert (made.exit_code, made.output.splitlines()[-1]) == (0, str(tmp_path / "deck.pptx"))
    assert check_deck(tmp_path / "deck.pptx") == []
