"""A new slide merged into the one that was made before and may have been edited since.

What was made and not touched is replaced; what a person wrote, moved, resized, added or deleted
stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from pptx.oxml.ns import qn
from pptx.util import Pt

from ukjp.publishing.decks.notes import merge_notes
from ukjp.publishing.decks.objects import find_properties
from ukjp.publishing.decks.records import OWN, Made, object_name, short_hash, split_name

_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FOOT = {"DATE", "FOOTER", "SLIDE_NUMBER"}


class Change(NamedTuple):
    """What an update did with an object or a slide: "replaced", "added", "removed" or "kept"."""

    done: str
    name: str
    why: str = ""

    def __str__(self) -> str:
        """Say it on one line."""
        reason = f" ({self.why})" if self.why else ""
        return f"{self.done}: {self.name.removeprefix(OWN)}{reason}"


def merge_slide(
    old: Any, new: Any, name: str, before: Mapping[str, Made], made: Mapping[str, Made]
) -> list[Change]:
    """Bring an old slide up to date with a new one; both are named `name`.

    `before` and `made` are the objects of this slide then and now.
    """
    there = find_objects(old, name, before)
    fresh = {shape.name: shape for shape in new.shapes if shape.name in made}
    changes = [
        change
        for key, shape in fresh.items()
        if (change := _merge_object(old, new, there.get(key), shape, before.get(key), made[key]))
    ]
    gone = [key for key in before if key not in made and key in there]
    changes += [_drop(old, there[key], key, before[key]) for key in gone]
    if merge_notes(old, new) == "replaced":
        changes.append(Change("replaced", f"{OWN}{name} notes"))
    return changes


def find_objects(slide: Any, name: str, before: Mapping[str, Made]) -> dict[str, Any]:
    """Return the objects of a slide that were made, by name.

    Placeholders may have lost their names in another program: a title is known by its kind, other
    words by what they say, and at last by where they stand.
    """
    found = {shape.name: shape for shape in slide.shapes if shape.name in before}
    title = object_name(name, "title")
    if title in before and title not in found and slide.shapes.title is not None:
        found[title] = slide.shapes.title
    taken = {id(shape._element) for shape in found.values()}
    nameless = [
        shape
        for shape in slide.placeholders
        if id(shape._element) not in taken
        and shape.placeholder_format.type.name not in _FOOT
        and shape.has_text_frame
        and shape.text_frame.text.strip()
    ]
    wanted = [key for key, one in before.items() if key not in found and one.kind == "text"]
    for key in wanted:
        alike = [s for s in nameless if short_hash(s.text_frame.text) == before[key].shown]
        if alike:
            found[key] = alike[0]
            nameless.remove(alike[0])
    height = slide.part.package.presentation_part.presentation.slide_height
    for shape in nameless:
        low = (shape.top or 0) > height * 0.6
        key = object_name(name, "source" if low else "text")
        if key in wanted:
            found.setdefault(key, shape)
    return found


def _merge_object(
    old: Any, new: Any, there: Any, fresh: Any, before: Made | None, made: Made
) -> Change | None:
    name = fresh.name
    if there is None and before is not None:
        return Change("kept", name, "it was deleted and stays so")
    if there is None:
        _insert(old, _carry(new, old, fresh._element), name)
        return Change("added", name)
    there.name = name
    if before is not None and before.kind == made.kind == "text":
        return _merge_text(there, fresh, before, made)
    if before is not None and before.shown == made.shown:
        _restore_alt(there, fresh)
        return None
    return _replace_drawing(old, new, there, fresh, before)


def _restore_alt(there: Any, fresh: Any) -> None:
    """Give a drawing its alt text again where a program has dropped it."""
    properties = find_properties(there)
    if not (properties.get("descr") or "").strip():
        properties.set("descr", find_properties(fresh).get("descr") or "")


def _merge_text(there: Any, fresh: Any, before: Made, made: Made) -> Change | None:
    """Put new words where the old ones are still those that were made."""
    now = short_hash(there.text_frame.text)
    if now == made.shown:
        return None
    if now != before.shown:
        why = "its words were edited"
        if made.shown != before.shown:
            why += f"; new ones would be “{_short(fresh.text_frame.text)}”"
            return Change("kept", fresh.name, why)
        return None
    sizes = {run.font.size for paragraph in there.text_frame.paragraphs for run in paragraph.runs}
    untouched = sizes <= {None, Pt(float(before.more))} if before.more else sizes == {None}
    look = _first_look(there)
    body = there.text_frame._txBody
    for paragraph in list(body.findall(qn("a:p"))):
        body.remove(paragraph)
    for paragraph in fresh.text_frame.paragraphs:
        body.append(deepcopy(paragraph._p))
    if look is not None:
        _keep_look(there, look, untouched=untouched)
    return Change("replaced", fresh.name)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:79].rstrip()}…"


def _first_look(shape: Any) -> Any:
    runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
    look = runs[0]._r.find(qn("a:rPr")) if runs else None
    return None if look is None else deepcopy(look)


def _keep_look(shape: Any, look: Any, *, untouched: bool) -> None:
    """Set new runs as a person had set the old first one; the size only if it was changed."""
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            made = run._r.find(qn("a:rPr"))
            size = made.get("sz") if made is not None else None
            kept = deepcopy(look)
            if untouched:
                kept.attrib.pop("sz", None)
                if size:
                    kept.set("sz", size)
            if made is not None:
                run._r.remove(made)
            run._r.insert(0, kept)


def _replace_drawing(old: Any, new: Any, there: Any, fresh: Any, before: Made | None) -> Change:
    """Put a new drawing in the place of an old one, where and as large as that one is."""
    place = there.left, there.top, there.width, there.height
    alt = find_properties(there).get("descr") or ""
    # Some programs drop alt texts: an empty one is none that a person wrote.
    edited = before is not None and bool(alt.strip()) and short_hash(alt) != before.more
    was = there._element
    element = _carry(new, old, fresh._element)
    was.addprevious(element)
    drop_element(old, was)
    shape = next(one for one in old.shapes if one._element is element)
    _place(shape, place)
    if edited:
        find_properties(shape).set("descr", alt)
    return Change("replaced", fresh.name, "with its alt text as it was edited" if edited else "")


def _place(shape: Any, place: tuple[int, int, int, int]) -> None:
    """Put a drawing into a box: filling a frame, or as large as its own shape can be there."""
    left, top, width, height = place
    if shape._element.tag == qn("p:graphicFrame"):
        shape.left, shape.top, shape.width, shape.height = place
        return
    scale = min(width / shape.width, height / shape.height)
    if abs(scale - 1) < 0.02:
        scale = 1.0
    shape.left, shape.top = left, top
    shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)


def _drop(old: Any, shape: Any, name: str, before: Made) -> Change:
    """Remove what is not shown any more; words that a person edited stay."""
    if before.kind == "text" and short_hash(shape.text_frame.text) != before.shown:
        return Change("kept", name, "it would not be there any more, but its words were edited")
    drop_element(old, shape._element)
    return Change("removed", name, "there is nothing to show in it any more")


def drop_element(slide: Any, element: Any) -> None:
    """Remove an element from a slide, and the parts that nothing else on it refers to."""
    used = _references(element)
    element.getparent().remove(element)
    still = _references(slide._element)
    for name in used - still:
        slide.part.rels.pop(name)


def _references(element: Any) -> set[str]:
    return {
        str(value)
        for one in element.iter()
        for key, value in one.attrib.items()
        if str(key).startswith(_RELATED) and value
    }


def _carry(new: Any, old: Any, element: Any) -> Any:
    """Return a copy of an element of the new slide for the old one, with the parts it refers to."""
    copy = deepcopy(element)
    for one in copy.iter():
        for key, value in list(one.attrib.items()):
            if str(key).startswith(_RELATED) and value:
                relation = new.part.rels[value]
                one.set(key, old.part.relate_to(relation.target_part, relation.reltype))
    numbers = [int(one.get("id")) for one in old._element.iter(qn("p:cNvPr"))]
    for number, one in enumerate(copy.iter(qn("p:cNvPr")), start=max(numbers, default=1) + 1):
        one.set("id", str(number))
    return copy


def _insert(slide: Any, element: Any, name: str) -> None:
    """Put an element before the source line, which is read last."""
    source = object_name(split_name(name)[0], "source")
    last = next((shape for shape in slide.shapes if shape.name == source), None)
    if last is not None:
        last._element.addprevious(element)
    else:
        tree = slide.shapes._spTree
        rest = tree.find(qn("p:extLst"))
        if rest is not None:
            rest.addprevious(element)
        else:
            tree.append(element)


def is_bare(slide: Any, name: str, before: Mapping[str, Made]) -> bool:
    """Tell whether nothing of a person's stands on a slide: no object and no edited words."""
    there = find_objects(slide, name, before)
    own = {id(shape._element) for shape in there.values()}
    for shape in slide.shapes:
        if id(shape._element) in own:
            continue
        if not (shape.is_placeholder and shape.placeholder_format.type.name in _FOOT):
            return False
    return all(
        before[key].kind != "text" or short_hash(shape.text_frame.text) == before[key].shown
        for key, shape in there.items()
    )
