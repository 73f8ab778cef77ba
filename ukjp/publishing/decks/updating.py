"""A deck brought up to date in place: what was made is replaced, what a person did is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ukjp.errors import DataError, OutputError
from ukjp.publishing.decks.building import (
    Section,
    as_sections,
    check_mode,
    remember,
    write_section,
)
from ukjp.publishing.decks.colours import find_look
from ukjp.publishing.decks.facts import Shown
from ukjp.publishing.decks.layouts import Room, find_layouts, room_of
from ukjp.publishing.decks.locks import refuse_open
from ukjp.publishing.decks.merging import Change, find_objects, is_bare, merge_slide
from ukjp.publishing.decks.notes import find_name, own_words
from ukjp.publishing.decks.opening import open_deck
from ukjp.publishing.decks.packing import date_properties, pack_deck
from ukjp.publishing.decks.records import (
    OWN,
    Made,
    Record,
    object_name,
    read_record,
    short_hash,
    split_name,
    write_record,
)
from ukjp.publishing.decks.sections import list_after, unlist
from ukjp.publishing.landing import write_file

if TYPE_CHECKING:
    from ukjp.dataset import Dataset


class Updated(NamedTuple):
    """What an update did, and where the deck as it was before stands (None: nothing was done)."""

    changes: tuple[Change, ...]
    backup: Path | None

    @property
    def kept(self) -> list[Change]:
        """What a person did and the update left."""
        return [change for change in self.changes if change.done == "kept"]


def read_known(path: str | Path) -> tuple[Any, Record]:
    """Return a deck and what it remembers; raise DataError for one that was made elsewhere."""
    refuse_open(Path(path))
    presentation = open_deck(path)
    record = read_record(presentation)
    if record is None:
        raise DataError(
            f"{path}: was not made by ukjp slides, or has lost what it remembered of it; make a "
            "new deck with --out"
        )
    return presentation, record


def update_deck(
    dataset: Dataset | Sequence[Section],
    path: str | Path,
    *,
    mode: str | None = None,
    currency: str = "USD",
    start: str | None = None,
    end: str | None = None,
    show_reference: bool = False,
) -> Updated:
    """Bring a deck up to date with a dataset (options as for `build_deck`), in place.

    Words and figures that were made are replaced where what they show has changed, at the place
    and size they now have. Edited words, added objects and slides, the order of slides and notes
    outside the marked part stay; a deleted object or slide stays deleted. The deck as it was is
    kept beside it. Where nothing is to be replaced, nothing is written.

    Raises DataError for a deck that cannot be read or was made elsewhere, OutputError for one that
    another program has open or that cannot be written; the old deck is then untouched.
    """
    place = Path(path)
    presentation, record = read_known(place)
    place = place.resolve()
    refuse_open(place)
    _check_writable(place)
    mode = mode or record.about.get("mode", "picture")
    check_mode(mode)
    sections = as_sections(dataset, Shown(currency, start, end, show_reference))
    changes = _Update(presentation, record, mode, str(path)).run(sections)
    if not any(change.done != "kept" for change in changes):
        return Updated(tuple(changes), None)
    data = pack_deck(presentation)
    backup = _back_up(place)
    write_file(place, data)
    shutil.copymode(backup, place)
    return Updated(tuple(changes), backup)


def _check_writable(place: Path) -> None:
    for one in (place, place.parent):
        if not os.access(one, os.W_OK):
            raise OutputError(f"{place}: cannot be written: {one.name or one} is read-only")


def _back_up(place: Path) -> Path:
    """Copy a deck to a name beside it that is free."""
    number = 1
    while (backup := place.with_name(f"{place.stem}.backup-{number}{place.suffix}")).exists():
        number += 1
    try:
        write_file(backup, place.read_bytes())
        shutil.copymode(place, backup)
    except OSError as error:
        raise OutputError(f"{backup}: cannot be written ({error.strerror or error})") from error
    return backup


class _Update:
    """Merges new slides into a presentation."""

    def __init__(self, presentation: Any, record: Record, mode: str, path: str) -> None:
        self.presentation, self.record, self.mode, self.path = presentation, record, mode, path
        self.old = match_slides(presentation, record)
        self.changes: list[Change] = []
        self.made: dict[str, Made] = {}

    def run(self, sections: Sequence[Section]) -> list[Change]:
        """Write all sections anew, merge them, and drop what was only written to be merged."""
        layouts = find_layouts(self.presentation, self.path)
        look = find_look(layouts.figure)
        about = {"made by": "ukjp slides", "mode": self.mode}
        order: list[str] = []
        for section in sections:
            writer = write_section(
                self.presentation, layouts, section, self.mode, look, self._kept_rooms()
            )
            for name, slide in writer.slides.items():
                self._merge(name, slide, writer.made, order)
            self.made |= writer.made
            about |= remember(section)
        self._drop_stale(order)
        about |= {k: v for k, v in self.record.about.items() if k not in about and "para" not in k}
        write_record(self.presentation, Record(self.made, about))
        first = sections[0].dataset
        if any(change.done != "kept" for change in self.changes):
            date_properties(self.presentation, first.as_of)
        return self.changes

    def _kept_rooms(self) -> dict[str, Room]:
        rooms = {}
        for name, slide in self.old.items():
            there = find_objects(slide, name, self._before(name))
            for key in (object_name(name, "figure"), object_name(name, "key")):
                if key in there:
                    rooms[key] = room_of(there[key])
        return rooms

    def _before(self, name: str) -> dict[str, Made]:
        return {k: v for k, v in self.record.objects.items() if split_name(k)[0] == name}

    def _merge(self, name: str, new: Any, made: Mapping[str, Made], order: list[str]) -> None:
        own = {k: v for k, v in made.items() if split_name(k)[0] == name}
        old = self.old.get(name)
        if old is not None:
            self.changes += merge_slide(old, new, name, self._before(name), own)
            old._element.cSld.set("name", f"{OWN}{name}")
            self._remove(new)
        elif name in self.record.slides:
            self.changes.append(Change("kept", f"slide {name}", "it was deleted and stays so"))
            self._remove(new)
        else:
            self._move_behind(new, order)
            self.old[name] = new
            self.changes.append(Change("added", f"slide {name}"))
        order.append(name)

    def _move_behind(self, slide: Any, order: Sequence[str]) -> None:
        """Put a new slide behind the one before it in the plan, wherever that is by now."""
        listed = self.presentation.part._element.sldIdLst
        element = next(one for one in listed if int(one.get("id")) == slide.slide_id)
        before = next((self.old[name] for name in reversed(order) if name in self.old), None)
        number = before.slide_id if before is not None else None
        for one in listed:
            if number is not None and int(one.get("id")) == number:
                one.addnext(element)
                break
        list_after(self.presentation, slide.slide_id, number)

    def _drop_stale(self, order: Sequence[str]) -> None:
        """Remove slides that are not made any more, unless a person has put something on them."""
        for name in [one for one in self.record.slides if one not in order and one in self.old]:
            slide, before = self.old[name], self._before(name)
            if is_bare(slide, name, before) and not own_words(slide):
                self._remove(slide)
                self.changes.append(Change("removed", f"slide {name}", "not needed any more"))
            else:
                why = "it would not be there any more, but it was edited"
                self.changes.append(Change("kept", f"slide {name}", why))

    def _remove(self, slide: Any) -> None:
        root = self.presentation.part._element
        for one in list(root.sldIdLst):
            if int(one.get("id")) == slide.slide_id:
                unlist(self.presentation, slide.slide_id)
                self.presentation.part.drop_rel(one.rId)
                root.sldIdLst.remove(one)
                return


def match_slides(presentation: Any, record: Record) -> dict[str, Any]:
    """Return the slides that were made, by their names: the first of each.

    A slide is known by its own name, by those of its objects, by its notes or by its title.
    """
    known = set(record.slides)
    titles = {
        made.shown: split_name(name)[0]
        for name, made in record.objects.items()
        if split_name(name)[1] == "title"
    }
    found: dict[str, Any] = {}
    for slide in presentation.slides:
        names = [str(slide._element.cSld.get("name") or "").removeprefix(OWN)]
        names += [split_name(shape.name)[0] for shape in slide.shapes if OWN in shape.name]
        names.append(find_name(slide))
        if slide.shapes.title is not None:
            names.append(titles.get(short_hash(slide.shapes.title.text_frame.text), ""))
        name = next((one for one in names if one in known), None)
        if name is not None:
            found.setdefault(name, slide)
    return found
