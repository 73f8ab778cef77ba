"""An update replaces what was made and keeps what a person did, also after LibreOffice saved it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from decks.office import convert
from figures.samples import Sample, five_articles
from pptx import Presentation
from pptx.util import Inches

from ukjp.cli import cli
from ukjp.errors import DataError, OutputError, ParameterError
from ukjp.publishing.decks import Section, build_deck, save_deck, update_deck
from ukjp.publishing.decks.building import MODES
from ukjp.publishing.decks.checks import check_deck
from ukjp.publishing.decks.facts import Shown
from ukjp.publishing.decks.house import house_template


def grown() -> Sample:
    """The five articles with another amount received."""
    facts = five_articles()
    money = ["amount_low", "amount_high", "amount_usd_low", "amount_usd_high"]
    facts.ledger.loc[facts.ledger["ledger_id"] == "L-receipt", money] = 991e6
    facts.claims.loc[facts.claims["amount"] == 984e6, "amount"] = 991e6
    return facts


def edit(path: Path) -> None:
    """Do what people do to a deck: edit, move, resize, delete, add, reorder, write notes."""
    deck = Presentation(str(path))
    cover, headlines, aid, timeline = list(deck.slides)[:4]
    headlines.shapes.title.text_frame.paragraphs[0].runs[0].text = "My own finding"
    drawn = shape_named(aid, "ukjp aid figure", "ukjp aid announced")
    drawn.left, drawn.width = drawn.left + Inches(0.5), drawn.width - Inches(1)
    source = cover.shapes[-1]
    source._element.getparent().remove(source._element)
    notes = timeline.notes_slide.notes_text_frame
    notes.text = f"Say hello first\n{notes.text}\nThen thank them"
    added = deck.slides.add_slide(deck.slide_layouts[2])
    added.shapes.title.text = "A slide of mine"
    order = deck.part._element.sldIdLst
    order.insert(1, order[-1])
    order.insert(2, order[-1])
    deck.core_properties.category = "board"
    deck.save(str(path))


def shape_named(slide: Any, *names: str) -> Any:
    return next(shape for shape in slide.shapes if shape.name in names)


@pytest.fixture(scope="module")
def edited(decks: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A deck in each mode after a person's work on it."""
    folder = tmp_path_factory.mktemp("edited")
    for mode, path in decks.items():
        shutil.copy(path, folder / f"{mode}.pptx")
        edit(folder / f"{mode}.pptx")
    return {mode: folder / f"{mode}.pptx" for mode in decks}


@pytest.fixture(scope="module")
def resaved(
    soffice: str, edited: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The same, saved again by LibreOffice."""
    folder = tmp_path_factory.mktemp("resaved")
    found = convert(soffice, list(edited.values()), folder, kind="pptx")
    return dict(zip(edited, found, strict=True))


def words_of(deck: Any) -> str:
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    return "\n".join(shape.text_frame.text for shape in shapes).replace("\N{NO-BREAK SPACE}", " ")


def check_updated(path: Path, mode: str) -> None:
    before = Presentation(str(path))
    old = path.read_bytes()
    done = update_deck(grown(), path)
    deck = Presentation(str(path))
    assert done.backup is not None
    assert done.backup.read_bytes() == old
    said = words_of(deck)
    assert "991" in said
    assert "$984 million" not in said
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == [slide.shapes.title.text_frame.text for slide in before.slides]
    assert "My own finding" in titles
    assert titles[1:3] == ["A slide of mine", "Sources: five articles"]
    names = ("ukjp aid figure", "ukjp aid announced")
    number = next(n for n, title in enumerate(titles) if title.startswith("Japan’s announced"))
    was, now = (shape_named(one.slides[number], *names) for one in (before, deck))
    place = [(shape.left, shape.top, shape.width) for shape in (was, now)]
    assert place[0] == pytest.approx(place[1], abs=Inches(0.02))
    assert "$12.1" in (now._element.xpath(".//p:cNvPr")[0].get("descr") or "")
    notes = next(s for s in deck.slides if "250 days" in s.shapes.title.text_frame.text)
    lines = notes.notes_slide.notes_text_frame.text.splitlines()
    assert (lines[0], lines[-1]) == ("Say hello first", "Then thank them")
    assert sum("SHA-256" in line for line in lines) == 1
    assert len(deck.slides[0].placeholders) == len(before.slides[0].placeholders)
    assert any("deleted" in change.why for change in done.kept)
    assert deck.core_properties.category == "board"
    kinds = {shape.shape_type for slide in deck.slides for shape in slide.shapes}
    assert {"picture": 13, "native": 3, "shapes": 6}[mode] in {int(k) for k in kinds if k}
    assert update_deck(grown(), path).backup is None
    assert check_deck(path) == []


def test_an_update_keeps_what_a_person_did(edited: dict[str, Path], tmp_path: Path) -> None:
    check_updated(Path(shutil.copy(edited["native"], tmp_path / "deck.pptx")), "native")


@pytest.mark.needs("office")
@pytest.mark.parametrize("mode", MODES)
def test_an_update_knows_a_deck_that_libreoffice_saved(
    resaved: dict[str, Path], tmp_path: Path, mode: str
) -> None:
    check_updated(Path(shutil.copy(resaved[mode], tmp_path / "deck.pptx")), mode)


@pytest.mark.parametrize("mode", ["picture"])
def test_the_same_data_changes_nothing_and_says_so(
    decks: dict[str, Path], five: Sample, tmp_path: Path, mode: str
) -> None:
    path = Path(shutil.copy(decks[mode], tmp_path / "deck.pptx"))
    assert update_deck(five, path) == ((), None)
    assert path.read_bytes() == decks[mode].read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == ["deck.pptx"]


def test_another_mode_replaces_the_figures(
    decks: dict[str, Path], five: Sample, tmp_path: Path
) -> None:
    path = Path(shutil.copy(decks["picture"], tmp_path / "deck.pptx"))
    update_deck(five, path, mode="native")
    slide = Presentation(str(path)).slides[2]
    assert [shape.name for shape in slide.shapes if shape.has_chart] == [
        "ukjp aid announced", "ukjp aid received",
    ]  # fmt: skip
    assert check_deck(path) == []


def test_a_deleted_slide_stays_deleted_and_a_new_one_is_added_in_its_place(
    decks: dict[str, Path], five: Sample, tmp_path: Path
) -> None:
    path = Path(shutil.copy(decks["picture"], tmp_path / "deck.pptx"))
    deck = Presentation(str(path))
    order = deck.part._element.sldIdLst
    deck.part.drop_rel(order[1].rId)
    order.remove(order[1])
    deck.save(str(path))
    many = five.articles.loc[five.articles.index.repeat(8)].reset_index(drop=True)
    done = update_deck(Sample(many, five.claims, five.events, five.links, five.ledger), path)
    names = [str(s._element.cSld.get("name")) for s in Presentation(str(path)).slides]
    assert "ukjp headlines" not in names
    assert names[-2:] == ["ukjp sources 2", "ukjp sources 3"]
    assert "ukjp sources" not in names
    told = [str(change) for change in done.changes]
    assert "kept: slide headlines (it was deleted and stays so)" in told
    assert "removed: slide sources (not needed any more)" in told


def test_sections_are_updated_each_with_its_own(five: Sample, tmp_path: Path) -> None:
    parts = [Section("one", five), Section("two words", five, Shown("JPY"))]
    path = save_deck(parts, tmp_path / "deck.pptx")
    assert update_deck(parts, path).backup is None
    done = update_deck([parts[0], Section("two words", grown(), Shown("JPY"))], path)
    assert done.changes
    assert all(change.name.startswith("ukjp two words") for change in done.changes)
    with pytest.raises(ParameterError, match="name of its own"):
        build_deck([parts[0], parts[0]])


def _foreign(path: Path) -> None:
    house_template().save(str(path))


def _locked(path: Path) -> None:
    path.with_name(f"~${path.name}").write_bytes(b"")


def _locked_by_office(path: Path) -> None:
    path.with_name(f".~lock.{path.name}#").write_bytes(b"")


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        pytest.param(_foreign, DataError, "not made by ukjp slides", id="made elsewhere"),
        pytest.param(_locked, OutputError, "open in another program", id="open in PowerPoint"),
        pytest.param(_locked_by_office, OutputError, "open in another", id="open in LibreOffice"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-900]), DataError, "damaged",
                     id="cut off"),
        pytest.param(lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), DataError,
                     "password", id="password"),
    ],
)  # fmt: skip
def test_what_cannot_be_updated_is_left_as_it_is(
    decks: dict[str, Path], tmp_path: Path, spoil: Callable[[Path], None], error: type, words: str
) -> None:
    path = Path(shutil.copy(decks["picture"], tmp_path / "deck.pptx"))
    spoil(path)
    there = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    with pytest.raises(error, match=words) as caught:
        update_deck(grown(), path)
    assert "\n" not in str(caught.value)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == there


def test_a_folder_that_cannot_be_written_leaves_the_deck(
    decks: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(decks["picture"], tmp_path / "deck.pptx"))

    def read_only(*_: object) -> int:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "write_bytes", read_only)
    with pytest.raises(OutputError, match="Read-only"):
        update_deck(grown(), path)
    assert path.read_bytes() == decks["picture"].read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == ["deck.pptx"]


def test_the_command_remembers_what_the_deck_was_asked_for(briefs: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "deck.pptx")
    made = CliRunner().invoke(
        cli, ["slides", "--out", path, "--currency", "EUR", "--mode", "shapes"]
    )
    assert made.exit_code == 0, made.output
    same = CliRunner().invoke(cli, ["slides", "--update", path])
    assert (same.exit_code, "nothing to replace" in same.output) == (0, True)
    other = CliRunner().invoke(cli, ["slides", "--update", path, "--currency", "JPY"])
    assert "replaced: aid figure" in other.output
    assert "as it was before" in other.output
    wrong = CliRunner().invoke(cli, ["slides", "--update", path, "--out", path])
    assert (wrong.exit_code, wrong.output.count("\n")) == (2, 1)
    del briefs


def test_a_run_names_what_a_section_shows(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    result = CliRunner().invoke(cli, ["slides", "briefing", "briefing in yen", "--out", str(path)])
    assert result.exit_code == 0, result.output
    deck = Presentation(str(path))
    names = [str(s._element.cSld.get("name")) for s in deck.slides]
    assert names.count("ukjp briefing cover") == names.count("ukjp briefing in yen cover") == 1
    sections = [one.get("name") for one in deck.part._element.iter("{*}section")]
    assert sections == ["briefing", "briefing in yen"]
    assert "¥" in words_of(deck)
    unknown = CliRunner().invoke(cli, ["slides", "briefin", "--out", str(path)])
    assert "did you mean 'briefing'" in unknown.output
