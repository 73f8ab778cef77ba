"""The speaker's notes: a marked part that an update replaces, and all else a person's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

_BEGIN = "[ukjp, slide “{name}”: an update replaces this part]"
_END = "[end of this part; what stands outside it is kept]"
_BEGUN = re.compile(r"\[ukjp, slide “(?P<name>.+)”: an update replaces this part\]")


def write_notes(slide: Any, name: str, notes: Sequence[str]) -> None:
    """Fill the notes of a new slide."""
    lines = [_BEGIN.format(name=name), *notes, _END]
    slide.notes_slide.notes_text_frame.text = "\n".join(lines)


def find_name(slide: Any) -> str:
    """Return the name of the slide as its notes have it, or nothing."""
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    found = _BEGUN.search(frame.text) if frame is not None else None
    return found["name"] if found else ""


def own_words(slide: Any) -> str:
    """Return what a person wrote into a slide's notes."""
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    if frame is None:
        return ""
    lines = [paragraph.text for paragraph in frame.paragraphs]
    part = _marked(lines)
    kept = [line for index, line in enumerate(lines) if part is None or index not in part]
    return "\n".join(kept).strip()


def merge_notes(old: Any, new: Any) -> str:
    """Put the new slide's marked part in the place of the old one's.

    Returns "replaced", "same", or "gone" where the old notes have no marked part any more.
    """
    frame = old.notes_slide.notes_text_frame if old.has_notes_slide else None
    paragraphs = list(frame.paragraphs) if frame is not None else []
    part = _marked([one.text for one in paragraphs])
    if part is None:
        return "gone"
    fresh = list(new.notes_slide.notes_text_frame.paragraphs)
    before = [paragraphs[index].text.split() for index in part]
    if before == [one.text.split() for one in fresh]:
        return "same"
    place = paragraphs[part[0]]._p
    for one in fresh:
        place.addprevious(deepcopy(one._p))
    for index in part:
        element = paragraphs[index]._p
        element.getparent().remove(element)
    return "replaced"


def _marked(lines: Sequence[str]) -> range | None:
    first = next((n for n, line in enumerate(lines) if _BEGUN.search(line)), None)
    if first is None:
        return None
    last = next((n for n in range(first, len(lines)) if lines[n].strip() == _END), None)
    return range(first, last + 1) if last is not None else None
