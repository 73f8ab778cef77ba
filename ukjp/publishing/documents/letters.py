"""Which letters the fonts of a document have, and what stands for those they lack.

A PDF may show no letter that its fonts have not: PDF/UA-1 forbids it. Running text is set in the
typeface of the package, other scripts in DejaVu Sans, which comes with matplotlib. Fonts of the
machine are not asked, or the same report would differ from one to the next.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ukjp.publishing.fonts import FONT_FOLDER
from ukjp.publishing.markup import clean_text

MISSING = "\u25af"  # WHITE VERTICAL RECTANGLE
_FAMILIES = (
    ("SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf", "SourceSans3-Italic.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"),
)
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200e\u200f\u2028\u2029"
    r"\u2060-\u2064\ufe00-\ufe0f\U000e0000-\U000e0fff]"
)
_NAMES = frozenset({"is", "to", "anchor", "url", "lang"})
_WHOLE = frozenset({"svg", "alt"})
_BREAK = "\u200b"
_JOINING = f"{_BREAK}\u200c\u200d"
_LONGEST_WORD = 30
"""Characters from which on a word may be broken, in text and titles."""
_BREAKS = re.compile(r"[\t\v\f\r\x85]")


def font_folders() -> list[Path]:
    """Return the folders whose fonts a document is set in."""
    import matplotlib as mpl

    return [FONT_FOLDER, Path(mpl.get_data_path()) / "fonts" / "ttf"]


@cache
def _letters() -> frozenset[str]:
    """Return the characters that every weight of one of the typefaces has."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    found: set[str] = {*"\n\r\t", *_JOINING}
    for folder, names in zip(font_folders(), _FAMILIES, strict=True):
        weights = []
        for name in names:
            with TTFont(folder / name, lazy=True) as typeface:
                weights.append(set(typeface.getBestCmap()))
        found |= set(map(chr, set.intersection(*weights)))
    return frozenset(found)


def breakable(text: str, longest: int) -> str:
    """Let words that no line may hold break: behind their punctuation, else anywhere."""
    return re.sub(rf"[^\s{_BREAK}]{{{longest},}}", _broken, text)


def _broken(match: re.Match[str]) -> str:
    return _BREAK.join(re.findall(r"[^/_.,;:?&=+-]{1,12}[/_.,;:?&=+-]{0,4}|.{1,4}", match[0]))


class Letters:
    """Makes texts such that they can be set, and remembers which letters could not."""

    def __init__(self) -> None:
        self.missing: set[str] = set()

    def text(self, text: str) -> str:
        """Return the text with breakable words, and a box for each letter that no font has."""
        text = _BREAKS.sub(" ", text).replace(" …", "\u00a0…")
        return self.letters(breakable(text, _LONGEST_WORD))

    def letters(self, text: str) -> str:
        """Return the text with a box for each letter that no font has, else as it is."""
        text = _UNSEEN.sub("", text)
        lacking = set(text) - _letters()
        if not lacking:
            return text
        self.missing |= lacking
        return text.translate({ord(letter): MISSING for letter in lacking})

    def tree(self, value: Any) -> Any:
        """Return the same data with every text in it made so; names of fields stay."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {key: self._field(key, item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.tree(item) for item in value]
        return value

    def _field(self, name: str, value: Any) -> Any:
        if name in _NAMES:
            return clean_text(value)
        return self.letters(value) if name in _WHOLE else self.tree(value)
