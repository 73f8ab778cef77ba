"""What holds for every figure, at every size and in both themes."""

from __future__ import annotations

import matplotlib as mpl
import pytest
from figures.conftest import FIGURES, SIZES
from figures.inspection import all_words, overlapping_words, words_of, words_outside
from figures.samples import Sample, five_articles, sample
from matplotlib.figure import Figure

from ukjp.drawing.frame import FramedFigure
from ukjp.drawing.theme import SIZES as PLACES
from ukjp.errors import ParameterError


def test_words_never_touch_each_other(drawn: FramedFigure) -> None:
    assert overlapping_words(drawn) == []


def test_nothing_sticks_out(drawn: FramedFigure) -> None:
    assert words_outside(drawn) == []


def test_no_figure_says_a_sum_that_is_none(drawn: FramedFigure) -> None:
    said = all_words(drawn) + drawn.alt + drawn.description + drawn.data.to_csv()
    for wrong in ("41.1", "16.6", "8.98", "13.08", "5.48"):
        assert wrong not in said


def test_alt_text_says_kind_and_finding_within_its_length(drawn: FramedFigure) -> None:
    assert 40 < len(drawn.alt) <= 125
    assert drawn.alt.split(":")[0] in {"Step chart", "Timeline", "Bar chart"}
    assert len(drawn.description) > len(drawn.alt)


def test_no_dollar_sign_turns_words_into_mathematics(drawn: FramedFigure) -> None:
    assert not any(text.get_parse_math() for text in words_of(drawn))


def test_every_figure_names_its_sources_and_its_day(drawn: FramedFigure) -> None:
    said = f"{drawn.subtitle} {drawn.source}".replace("\N{NO-BREAK SPACE}", " ").lower()
    assert "sources: " in said
    assert "as known on 13 june 2024" in said


def test_data_has_a_row_in_words_for_each_mark(drawn: FramedFigure) -> None:
    assert drawn.data.columns[0] == "words"
    assert len(drawn.data) >= len(drawn.marks) > 0
    assert drawn.data["words"].str.len().min() > 10


@pytest.mark.parametrize("name", FIGURES)
def test_letters_on_a_slide_are_large_enough(name: str, five: Sample) -> None:
    figure = FIGURES[name](five, size="slide")
    named = [(text.get_gid() or "", text.get_fontsize()) for text in words_of(figure)]
    assert min(size for gid, size in named if gid.startswith("headline")) >= 24
    assert min(size for _, size in named) >= 8
    beside = [
        text for ax in figure.axes for text in ax.findobj(mpl.text.Text)
        if text.get_text().strip()
    ]  # fmt: skip
    assert min(text.get_fontsize() for text in beside) >= 16
    assert PLACES["slide"].source >= 12


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("size", SIZES)
def test_an_empty_dataset_gives_an_empty_figure_that_says_so(name: str, size: str) -> None:
    figure = FIGURES[name](sample(), size=size)
    assert figure.alt.startswith("Empty")
    assert "to draw" in all_words(figure)
    assert overlapping_words(figure) == []
    assert words_outside(figure) == []


@pytest.mark.parametrize("name", FIGURES)
def test_the_dark_theme_says_the_same(name: str, five: Sample) -> None:
    light, dark = (FIGURES[name](five, size="column", theme=theme) for theme in ("light", "dark"))
    assert all_words(light) == all_words(dark)
    assert light.get_facecolor() != dark.get_facecolor()


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize(
    ("parameter", "value", "hint"),
    [("size", "slides", "did you mean 'slide'"), ("theme", "drak", "did you mean 'dark'")],
)
def test_a_wrong_size_or_theme_is_named(
    name: str, parameter: str, value: str, hint: str, five: Sample
) -> None:
    with pytest.raises(ParameterError, match=hint):
        FIGURES[name](five, **{parameter: value})


@pytest.mark.parametrize("name", FIGURES)
def test_global_settings_stay_as_they_were(name: str, five: Sample) -> None:
    before = dict(mpl.rcParams)
    FIGURES[name](five, size="phone", theme="dark")
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_bare_and_shows_itself_once(name: str, five: Sample) -> None:
    figure = FIGURES[name](five, size="phone")
    assert isinstance(figure, Figure)
    assert figure.get_figure() is figure
    picture, about = figure._repr_png_()
    assert picture.startswith(b"\x89PNG")
    assert about["alt"] == figure.alt


@pytest.mark.parametrize("name", FIGURES)
def test_names_of_any_length_and_script_are_drawn(name: str) -> None:
    long = "European Bank for Reconstruction and Development"
    figure = FIGURES[name](five_articles(donor=long, recipient="Україна 日本"), size="phone")
    assert words_outside(figure) == []
    assert overlapping_words(figure) == []
    assert "日" not in all_words(figure)
