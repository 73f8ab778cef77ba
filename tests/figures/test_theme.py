"""Colours that stay apart, letters that travel with the package."""

from __future__ import annotations

import itertools

import matplotlib as mpl
import pytest
from coloraide import Color
from matplotlib import font_manager

from ukjp.drawing.theme import (
    FONT_FILES,
    FONT_FOLDER,
    SIZES,
    THEMES,
    Theme,
    blend,
    drawing_style,
    font,
)

MARKS = ("level", "increment", "receipt", "diplomacy", "context")
NEIGHBOURS = [("level", "increment"), ("level", "context")]
"""Marks that touch in a drawing: pledges below the line of totals, grey figures beside it."""


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("mark", MARKS)
def test_marks_stand_out_from_the_ground(theme: Theme, mark: str) -> None:
    assert Color(getattr(theme, mark)).contrast(Color(theme.ground)) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize(("one", "two"), NEIGHBOURS)
def test_neighbours_differ_in_lightness(theme: Theme, one: str, two: str) -> None:
    assert Color(getattr(theme, one)).contrast(Color(getattr(theme, two))) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("words", ["ink", "muted", "level", "increment", "receipt", "diplomacy"])
def test_words_are_readable(theme: Theme, words: str) -> None:
    assert Color(getattr(theme, words)).contrast(Color(theme.ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("sight", ["normal", "protan", "deutan", "tritan"])
def test_marks_stay_apart_for_every_eye(theme: Theme, sight: str) -> None:
    seen = {
        mark: Color(getattr(theme, mark)) if sight == "normal"
        else Color(getattr(theme, mark)).filter(sight).clip("srgb")
        for mark in MARKS
    }  # fmt: skip
    for one, two in itertools.combinations(MARKS, 2):
        assert seen[one].delta_e(seen[two], method="2000") >= 10, (one, two)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_grid_stays_behind(theme: Theme) -> None:
    assert Color(theme.grid).contrast(Color(theme.ground)) < 2


def test_the_typeface_is_our_own_file() -> None:
    for name, weight in (("regular", False), ("bold", True)):
        assert font_manager.findfont(font(12, bold=weight)) == str(FONT_FILES[name])


def test_the_typeface_is_light_and_licensed() -> None:
    assert sum(path.stat().st_size for path in FONT_FOLDER.iterdir()) < 1_500_000
    assert "SIL OPEN FONT LICENSE" in (FONT_FOLDER / "OFL.txt").read_text(encoding="utf-8")


def test_figures_are_tabular() -> None:
    for path in FONT_FILES.values():
        face = mpl.ft2font.FT2Font(str(path))
        flags = mpl.ft2font.LoadFlags.NO_SCALE
        widths = {face.load_char(ord(digit), flags=flags).horiAdvance for digit in "0123456789"}
        assert max(widths) - min(widths) <= face.units_per_EM / 500


def test_the_style_holds_for_its_block_only() -> None:
    before = dict(mpl.rcParams)
    with drawing_style(THEMES["dark"], SIZES["slide"]):
        assert mpl.rcParams["axes.facecolor"] == THEMES["dark"].ground
    assert dict(mpl.rcParams) == before


def test_a_tint_lies_between_colour_and_ground() -> None:
    assert blend("#000000", "#ffffff", 0) == "#ffffff"
    assert blend("#000000", "#ffffff", 1) == "#000000"
    assert blend("#000000", "#ffffff", 0.25) == "#bfbfbf"
