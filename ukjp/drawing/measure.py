"""How wide words are and where lines break, in points, without a renderer.

Widths are taken from the typeface's own unhinted outlines: they do not depend on the resolution,
so that a label that fits on a slide fits in its PDF too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font, LoadFlags

from ukjp.drawing.theme import ASCENT, DESCENT, FONT_STACK, LEADING, register_fonts

ELLIPSIS = "…"
_BREAKS = re.compile(r"[ \t\n]+")
"""Where a line may break: not at a no-break space, which holds an amount or a day together."""


class Line(NamedTuple):
    """One line of text in one style; `tone` is "ink", "muted" or "accent".

    `tail` follows on the same line, muted and never bold, in `tail_size`.
    """

    text: str
    size: float
    bold: bool = False
    tone: str = "ink"
    tail: str = ""
    tail_size: float = 0.0

    @property
    def head_width(self) -> float:
        """Width in points up to where the tail begins."""
        space = self.size * 0.3 if self.tail else 0
        return text_width(self.text, self.size, bold=self.bold) + space

    @property
    def width(self) -> float:
        """Width in points of text and tail."""
        return self.head_width + text_width(self.tail, self.tail_size or self.size)


class Block(NamedTuple):
    """Lines under each other, set flush to one side."""

    lines: tuple[Line, ...]

    @property
    def width(self) -> float:
        """Width in points of the longest line."""
        return max((line.width for line in self.lines), default=0)

    @property
    def height(self) -> float:
        """Height in points from the top of the first line to the foot of the last."""
        if not self.lines:
            return 0
        rest = sum(line.size * LEADING for line in self.lines[1:])
        return self.lines[0].size * ASCENT + rest + self.lines[-1].size * DESCENT

    def baselines(self) -> list[float]:
        """Return how far below the block's top each line's baseline lies, in points."""
        depths: list[float] = []
        for line in self.lines:
            depths.append(depths[-1] + line.size * LEADING if depths else line.size * ASCENT)
        return depths


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line of text in points."""
    ems = _width_in_ems(text, bold)
    # Slack for renderers that round each letter to whole pixels.
    return ems * size * 1.01 + 0.6 if ems else 0.0


@lru_cache(maxsize=16384)
def drawable_text(text: str) -> str:
    """Return text that the typeface can draw: no control characters, no letters without a glyph.

    Letters without a glyph (Chinese and Japanese ones, for instance) are written in a compatible
    form where there is one, and as an ellipsis where there is none.
    """
    kept = "".join(
        " " if letter in "\t\r\n" else letter
        for letter in unicodedata.normalize("NFC", text)
        if letter in "\t\r\n" or unicodedata.category(letter)[0] != "C"
    )
    drawn = "".join(_drawn(letter) for letter in kept)
    return re.sub(f"{ELLIPSIS}( ?{ELLIPSIS})+", ELLIPSIS, drawn)


def _drawn(letter: str) -> str:
    if _has_glyph(letter):
        return letter
    plain = unicodedata.normalize("NFKC", letter)
    return plain if all(_has_glyph(part) for part in plain) else ELLIPSIS


@lru_cache(maxsize=4096)
def _has_glyph(letter: str) -> bool:
    return any(_face(path).get_char_index(ord(letter)) for path in _font_paths(bold=False))


@lru_cache(maxsize=65536)
def _width_in_ems(text: str, bold: bool) -> float:
    return sum(_advance(letter, bold) for letter in text)


@lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool) -> float:
    """Return how far a letter moves the pen, in ems, from the first font that has it."""
    faces = [_face(path) for path in _font_paths(bold)]
    face = next((one for one in faces if one.get_char_index(ord(letter))), None)
    if face is None:
        return 1.0
    glyph = face.load_char(ord(letter), flags=LoadFlags.NO_SCALE)
    # Unscaled advances come in the font's own units.
    return float(glyph.horiAdvance) / float(face.units_per_EM)


@lru_cache(maxsize=2)
def _font_paths(bold: bool) -> tuple[str, ...]:
    register_fonts()
    weight = "bold" if bold else "normal"
    return tuple(str(findfont(FontProperties(family=[name], weight=weight))) for name in FONT_STACK)


@lru_cache(maxsize=8)
def _face(path: str) -> FT2Font:
    return FT2Font(path)


def split_words(text: str) -> list[str]:
    """Return the words between which a line may break."""
    return [word for word in _BREAKS.split(text) if word]


def widest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in points below which a word of the text would have to be broken."""
    return max((text_width(word, size, bold=bold) for word in split_words(text)), default=0.0)


def wrap_text(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break text between words into lines no wider than `width` points.

    A single word that is too wide is broken where it must be, so that no line ever sticks out.
    """
    lines: list[str] = []
    for word in split_words(text):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold=bold) <= width:
            lines[-1] = joined
        else:
            lines += _break_word(word, width, size, bold=bold)
    return lines or [""]


def _break_word(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    if text_width(word, size, bold=bold) <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def balance_text(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Wrap like `wrap_text`, with lines of about equal length and no lonely last word."""
    lines = wrap_text(text, width, size, bold=bold)
    low, high = width / 3, width
    while len(lines) > 1 and high - low > 1:
        middle = (low + high) / 2
        if len(wrap_text(text, middle, size, bold=bold)) > len(lines):
            low = middle
        else:
            high = middle
    return wrap_text(text, high, size, bold=bold)


def shorten_text(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return the text, or as many of its first words as fit with an ellipsis behind them."""
    if text_width(text, size, bold=bold) <= width:
        return text
    words = split_words(text)
    while len(words) > 1:
        words.pop()
        shorter = " ".join(words).rstrip(" ,;:–—-") + ELLIPSIS
        if text_width(shorter, size, bold=bold) <= width:
            return shorter
    head = words[0] if words else ""
    while head and text_width(head + ELLIPSIS, size, bold=bold) > width:
        head = head[:-1]
    return head + ELLIPSIS


def shorten_lines(
    text: str, width: float, most: int, size: float, *, bold: bool = False
) -> list[str]:
    """Wrap into at most that many lines; the last one ends in an ellipsis if words are left."""
    lines = wrap_text(text, width, size, bold=bold)
    if len(lines) <= most:
        return balance_text(text, width, size, bold=bold)
    rest = " ".join(lines[most - 1 :])
    return [*lines[: most - 1], shorten_text(rest, width, size, bold=bold)]
