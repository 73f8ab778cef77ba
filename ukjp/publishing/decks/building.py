"""From a dataset to a deck: the template's layouts filled with what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ukjp.drawing.theme import Theme, find_theme
from ukjp.errors import OutputError, ParameterError
from ukjp.publishing.decks.colours import find_look
from ukjp.publishing.decks.facts import Shown, Stage
from ukjp.publishing.decks.house import house_template
from ukjp.publishing.decks.layouts import Layouts, find_layouts
from ukjp.publishing.decks.locks import refuse_open
from ukjp.publishing.decks.opening import open_deck, remove_slides
from ukjp.publishing.decks.packing import pack_deck, set_properties
from ukjp.publishing.decks.plans import deck_title, plan_slides
from ukjp.publishing.decks.records import Record, format_parameters, write_record
from ukjp.publishing.decks.sections import write_sections
from ukjp.publishing.decks.writing import Manner, SlideWriter
from ukjp.publishing.landing import write_file

if TYPE_CHECKING:
    from ukjp.dataset import Dataset

MODES = ("picture", "native", "shapes")
IDENTIFIER = "ukjp deck"


class Section(NamedTuple):
    """A part of a deck: its name (empty where it is the only one), what it is on, what it shows.

    `asked` is what the deck shall remember of it besides.
    """

    name: str
    dataset: Dataset
    shown: Shown = Shown()
    asked: Mapping[str, Any] = {}


def build_deck(
    dataset: Dataset | Sequence[Section],
    *,
    template: str | Path | None = None,
    mode: str = "picture",
    theme: str | None = None,
    currency: str = "USD",
    start: str | None = None,
    end: str | None = None,
    show_reference: bool = False,
) -> bytes:
    """Return a deck on a dataset as the bytes of a PowerPoint file.

    Slides: cover, headline numbers, aid announced and received, timeline, agreements (where there
    are any), what is uncertain and why, sources. Given sections instead, the deck has all of that
    for each, and what follows `theme` stands in them. `mode` "picture" shows figures as SVG with a
    PNG for readers that show none; "native" draws aid as PowerPoint's own charts, whose sheets hold
    the ledger's numbers; "shapes" draws every figure as shapes and text boxes.

    `template` is a .pptx or .potx file whose layouts, colours and typefaces are used, without the
    slides that are in it; without one `theme` is "light" or "dark". The same dataset gives the same
    bytes. Raises ParameterError for an unknown mode, theme, currency or day and for a template that
    lacks a layout or a placeholder, DataError for one that cannot be read.
    """
    check_mode(mode)
    presentation, layouts, look = _start_from(template, theme)
    sections = as_sections(dataset, Shown(currency, start, end, show_reference))
    about = {"made by": "ukjp slides", "mode": mode}
    made = Record({}, about)
    slides: dict[str, list[Any]] = {}
    for section in sections:
        writer = write_section(presentation, layouts, section, mode, look)
        made.objects.update(writer.made)
        about |= remember(section)
        slides[section.name] = list(writer.slides.values())
    write_sections(presentation, slides)
    write_record(presentation, made)
    first = sections[0].dataset
    set_properties(presentation, deck_title(first), first.as_of, IDENTIFIER)
    return pack_deck(presentation)


def check_mode(mode: str) -> None:
    """Raise ParameterError for a mode there is not."""
    if mode not in MODES:
        raise ParameterError(f"mode {mode!r} is none of {', '.join(MODES)}")


def as_sections(dataset: Dataset | Sequence[Section], shown: Shown) -> list[Section]:
    """Return the sections of a deck; raise ParameterError where two bear one name."""
    if not isinstance(dataset, Sequence):
        return [Section("", dataset, shown)]
    sections = list(dataset)
    names = [section.name for section in sections]
    if not sections or len(set(names)) < len(names):
        raise ParameterError("a deck needs sections, each with a name of its own")
    return sections


def remember(section: Section) -> dict[str, str]:
    """Return what a deck remembers of a section: what it was asked for."""
    dataset = section.dataset
    asked = {"donor": dataset.donor, "recipient": dataset.recipient, **section.shown._asdict()}
    return {f"parameters {section.name}".strip(): format_parameters(asked | dict(section.asked))}


def _start_from(template: str | Path | None, theme: str | None) -> tuple[Any, Layouts, Theme]:
    """Return an empty presentation with the layouts and the colours to use."""
    if template is None:
        look = find_theme(theme or "light")
        presentation = house_template(look)
        return presentation, find_layouts(presentation, "the template"), look
    if theme is not None:
        raise ParameterError(f"theme {theme!r}: {template} has colours of its own; leave theme out")
    presentation = open_deck(template)
    remove_slides(presentation)
    layouts = find_layouts(presentation, str(template))
    return presentation, layouts, find_look(layouts.figure)


def write_section(
    presentation: Any,
    layouts: Layouts,
    section: Section,
    mode: str,
    look: Theme,
    kept: Mapping[str, Any] | None = None,
) -> SlideWriter:
    """Add the slides of a section to a presentation; return who wrote them."""
    dataset, shown = section.dataset, section.shown
    manner = Manner(mode, look, shown.currency, dataset.as_of)
    writer = SlideWriter(presentation, layouts, manner, section.name, kept)
    charted = frozenset({"aid"} if mode == "native" else ())
    for plan in plan_slides(dataset, shown, Stage(look, writer.room, charted, *writer.placed)):
        writer.add(plan)
    return writer


def save_deck(dataset: Dataset | Sequence[Section], path: str | Path, **options: Any) -> Path:
    """Build a deck (`options` as for `build_deck`) and write it whole, or leave all as it was.

    Raises OutputError where it cannot be written or another program has it open.
    """
    target = Path(path)
    if target.suffix.lower() != ".pptx":
        raise ParameterError(f"{target}: a deck's name ends in .pptx")
    if target.is_dir():
        raise OutputError(f"{target}: is a folder; name a file that ends in .pptx")
    refuse_open(target)
    data = build_deck(dataset, **options)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror})") from error
    write_file(target, data)
    return target
