"""What a deck shows, says to whom cannot see it, and tells the speaker."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from decks.office import agreement, convert, read_picture, read_words
from figures.samples import Sample, article, event, five_articles, sample
from matplotlib.text import Text
from pptx import Presentation
from pptx.oxml.ns import qn

from ukjp.dataset import build_dataset
from ukjp.drawing import figure_negotiation_timeline
from ukjp.drawing.theme import bare_size
from ukjp.errors import OutputError, ParameterError
from ukjp.publishing.decks import build_deck, save_deck
from ukjp.publishing.decks.building import MODES
from ukjp.publishing.decks.checks import check_deck
from ukjp.publishing.decks.plans import data_hash

NAMES = ["cover", "headlines", "aid", "timeline", "uncertain", "sources"]


def words_of(slide: Any) -> str:
    texts = (shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    return "\n".join(texts).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(params=MODES)
def deck(decks: dict[str, Path], request: pytest.FixtureRequest) -> Any:
    return Presentation(str(decks[request.param]))


@pytest.mark.parametrize("mode", MODES)
def test_a_finished_deck_passes_its_own_check(decks: dict[str, Path], mode: str) -> None:
    assert check_deck(decks[mode]) == []


@pytest.mark.parametrize("mode", ["shapes"])
def test_sixty_happenings_are_told_at_full_size(tmp_path: Path, mode: str) -> None:
    kinds = ["call", "summit", "negotiation_round", "pledge", "other", "meeting"]
    many = [
        event("a", number, kinds[number % 6], f"happening {number} of many",
              str(dt.date(2023, 7, 1) + dt.timedelta(days=7 * number)))
        for number in range(60)
    ]  # fmt: skip
    crowded = sample(articles=[article("a", "2024-09-01")], events=many)
    path = save_deck(crowded, tmp_path / "deck.pptx", mode=mode)
    assert check_deck(path) == []
    said = "\n".join(words_of(slide) for slide in Presentation(str(path)).slides)
    assert "Numbered marks: on the next slide" in said
    figure = figure_negotiation_timeline(crowded, size=bare_size(900, 380))
    assert all(text.get_fontsize() >= 16 for text in figure.findobj(Text) if text.get_text())
    numbers = [item.number for item in figure.key]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.needs("office")
def test_libreoffice_shows_every_slide_of_every_mode(
    soffice: str, decks: dict[str, Path], tmp_path: Path
) -> None:
    pages = dict(zip(decks, convert(soffice, list(decks.values()), tmp_path), strict=True))
    for mode, pdf in pages.items():
        slides = list(Presentation(str(decks[mode])).slides)
        for number, slide in enumerate(slides, start=1):
            words = " ".join(word.text for word in read_words(pdf, number))
            title = " ".join(slide.shapes.title.text_frame.text.split())
            assert title in " ".join(words.split()), (mode, number)
        assert read_words(pdf, len(slides))
    picture = read_picture(pages["picture"], 3)
    for mode in ("native", "shapes"):
        assert agreement(read_picture(pages[mode], 3), picture, (0, 0, 960, 75)) > 0.9
    whole = agreement(read_picture(pages["shapes"], 3), picture, (0, 0, 960, 540))
    assert whole > 0.6


def test_slides_come_in_their_order_with_findings_as_titles(deck: Any) -> None:
    names = [slide._element.cSld.get("name") for slide in deck.slides]
    names = [name.removeprefix("ukjp ") for name in names]
    assert [name for name in names if name not in {"agreements", "timeline key"}] == NAMES
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert "$12.1" in titles[1]
    assert "$12.1" in titles[2]
    assert "250 days" in titles[3]


def test_every_slide_names_its_sources_and_its_day(deck: Any) -> None:
    for slide in deck.slides:
        said = words_of(slide)
        assert "Sources:" in said
        assert "As known on 13 June 2024" in said


def test_no_slide_says_a_sum_that_is_none(deck: Any) -> None:
    for slide in deck.slides:
        said = words_of(slide) + slide.notes_slide.notes_text_frame.text
        for wrong in ("41.1", "16.6", "8.98", "13.08"):
            assert wrong not in said.split("SHA-256")[0]


def test_notes_hold_the_words_the_article_and_the_hash(deck: Any, five: Sample) -> None:
    for slide in deck.slides:
        assert data_hash(five) in slide.notes_slide.notes_text_frame.text
    notes = deck.slides[2].notes_slide.notes_text_frame.text.replace("\N{NO-BREAK SPACE}", " ")
    claim = five.claims[five.claims["amount"] == 12.1e9].iloc[0]
    assert claim["quote"] in notes
    assert claim["article_id"] in notes
    assert f"characters {claim['start']}–{claim['end']}" in notes


def test_figures_say_what_they_show(deck: Any) -> None:
    for number in (2, 3):
        told = [one.get("descr") or "" for one in deck.slides[number]._element.iter(qn("p:cNvPr"))]
        assert any("$12.1" in words or "250 days" in words for words in told)


def test_title_is_read_first_and_source_last(deck: Any) -> None:
    for slide in deck.slides:
        names = [shape.name for shape in slide.shapes if "Slide Number" not in shape.name]
        assert names[0].endswith("title")
        assert names[-1].endswith("source")


def test_what_is_uncertain_stands_with_its_reason(deck: Any) -> None:
    slide = next(s for s in deck.slides if "uncertain" in s._element.cSld.get("name"))
    said = words_of(slide)
    assert "more than $7 billion; that is a lower bound" in said
    assert "gives no day of its own" in said
    assert "not counted" in said


def test_words_come_in_the_typeface_of_the_theme(deck: Any) -> None:
    for slide in deck.slides:
        title = slide.shapes.title._element
        assert not list(title.iter(qn("a:latin")))


@pytest.mark.parametrize("mode", MODES)
def test_the_same_dataset_gives_the_same_bytes(
    decks: dict[str, Path], five: Sample, mode: str
) -> None:
    again = build_deck(five, mode=mode)
    assert again == decks[mode].read_bytes()
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_a_picture_is_svg_with_a_png_of_twice_the_density(decks: dict[str, Path]) -> None:
    with zipfile.ZipFile(decks["picture"]) as archive:
        names = archive.namelist()
        drawings = [archive.read(name) for name in names if name.endswith(".svg")]
        pictures = [name for name in names if name.endswith(".png")]
        slide = archive.read("ppt/slides/slide3.xml")
    assert len(drawings) == len(pictures) >= 2
    assert b"svgBlip" in slide
    assert not any(b"<text" in drawing for drawing in drawings)
    picture = next(s for s in Presentation(str(decks["picture"])).slides[2].shapes
                   if s.name.endswith("figure"))  # fmt: skip
    assert picture.image.size[0] / (picture.width / 914400) == pytest.approx(288, rel=0.03)


def test_a_deck_on_nothing_says_so(tmp_path: Path) -> None:
    target = save_deck(sample(), tmp_path / "empty.pptx")
    said = "\n".join(words_of(slide) for slide in Presentation(str(target)).slides)
    assert "no figure" in said
    assert check_deck(target) == []


def test_many_long_sentences_go_on_on_further_slides(tmp_path: Path) -> None:
    five = five_articles()
    wordy = five.articles.loc[five.articles.index.repeat(6)].reset_index(drop=True)
    wordy["title"] = "A very long headline that says everything twice " * 4
    many = sample(articles=wordy.to_dict("records"))
    target = save_deck(many, tmp_path / "many.pptx")
    titles = [s.shapes.title.text_frame.text for s in Presentation(str(target)).slides]
    assert any(title.endswith(f"(2 of {n})") for title in titles for n in range(2, 40))
    assert check_deck(target) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param({"mode": "vector"}, "mode 'vector' is none of", id="unknown mode"),
        pytest.param({"currency": "XXQ"}, "XXQ", id="unknown currency"),
        pytest.param({"start": "2024-05-01", "end": "2023-05-01"}, "after", id="wrong window"),
    ],
)
def test_a_wrong_wish_is_refused_in_one_line(
    five: Sample, tmp_path: Path, options: dict[str, str], words: str
) -> None:
    target = tmp_path / "old.pptx"
    target.write_bytes(b"what was there")
    with pytest.raises(ParameterError, match=words) as caught:
        save_deck(five, target, **options)
    assert "\n" not in str(caught.value)
    assert target.read_bytes() == b"what was there"


def test_a_deck_is_never_written_elsewhere_or_in_half(five: Sample, tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match=r"ends in \.pptx"):
        save_deck(five, tmp_path / "deck.pdf")
    (tmp_path / "folder.pptx").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        save_deck(five, tmp_path / "folder.pptx")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.pptx"]


def test_an_amount_without_a_rate_is_not_passed_over(tmp_path: Path) -> None:
    words = "Japan will provide Ukraine with ¥30 billion in grants, the ministry said."
    (tmp_path / "undated.txt").write_text(words, encoding="utf-8")
    dataset = build_dataset([tmp_path], donor="Japan", recipient="Ukraine")
    deck = Presentation(io.BytesIO(build_deck(dataset)))
    assert "¥30bn" in words_of(deck.slides[1])
    assert "no figure" not in words_of(deck.slides[1])
    assert "nothing tells when it appeared" in " ".join(words_of(one) for one in deck.slides)
