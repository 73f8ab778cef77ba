"""Colours, sizes and typeface: how a figure looks, apart from what it shows.

The typeface travels with the package and is put in front of any font of the same name that the
machine has, so that a figure looks the same everywhere. Nothing here touches matplotlib's global
settings: `drawing_style` holds for one `with` block only.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import matplotlib as mpl
import seaborn as sns
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties

from ukjp.errors import ParameterError

FONT_FOLDER = Path(__file__).parent / "fonts"
FONT_FAMILY = "Source Sans 3"
FONT_FILES = {
    "regular": FONT_FOLDER / "SourceSans3-Regular.ttf",
    "bold": FONT_FOLDER / "SourceSans3-Bold.ttf",
    "italic": FONT_FOLDER / "SourceSans3-Italic.ttf",
}
FONT_STACK = (FONT_FAMILY, "DejaVu Sans")
"""DejaVu Sans comes with matplotlib and covers what Source Sans 3 does not."""

ASCENT = 0.76
DESCENT = 0.24
LEADING = 1.2
"""Heights of a line in ems: above and below its baseline, and from baseline to baseline."""


class Theme(NamedTuple):
    """Colours as hexadecimal RGB: the ground, the words, and one colour for each thing shown."""

    name: str
    ground: str
    ink: str
    muted: str
    grid: str
    level: str
    increment: str
    receipt: str
    diplomacy: str
    context: str

    @property
    def lanes(self) -> dict[str, str]:
        """Colour of each lane of the timeline."""
        return {
            "negotiation": self.level,
            "aid": self.increment,
            "diplomacy": self.diplomacy,
            "context": self.context,
        }


class Size(NamedTuple):
    """A place a figure goes to: inches, points of its texts, dots an inch of its picture.

    `grows` allows a taller figure when there is more to say; a slide's height is fixed. A `bare`
    figure leaves headline and sources to the page around it, and a key that finds no room at the
    size of its labels as well.
    """

    name: str
    width: float
    height: float
    grows: bool
    margin: float
    headline: float
    subtitle: float
    label: float
    small: float
    axis: float
    source: float
    dpi: int
    bare: bool = False

    @property
    def narrow(self) -> bool:
        """True where lane names and long labels do not fit beside the drawing."""
        return self.width < 5


THEMES: Mapping[str, Theme] = {
    "light": Theme(
        "light", "#ffffff", "#16191d", "#50565f", "#dde1e6",
        level="#0a2447", increment="#c6530e", receipt="#00695c",
        diplomacy="#8b3fb5", context="#82878f",
    ),
    "dark": Theme(
        "dark", "#12171f", "#f3f5f7", "#b4bcc7", "#333b46",
        level="#e2eeff", increment="#d55f24", receipt="#4cc9b5",
        diplomacy="#c489ee", context="#7b848f",
    ),
}  # fmt: skip

SIZES: Mapping[str, Size] = {
    "slide": Size("slide", 40 / 3, 7.5, grows=False, margin=34, headline=30, subtitle=18,
                  label=16.5, small=16, axis=16, source=12, dpi=144),
    "column": Size("column", 6.5, 4.6, grows=True, margin=10, headline=15.5, subtitle=10.5,
                   label=9.5, small=8.8, axis=8.8, source=7.5, dpi=200),
    "square": Size("square", 7.5, 7.5, grows=False, margin=24, headline=22, subtitle=14,
                   label=12.5, small=11.5, axis=11.5, source=9, dpi=144),
    "phone": Size("phone", 3.75, 6.25, grows=True, margin=12, headline=15.5, subtitle=11,
                  label=10, small=9.2, axis=9.2, source=8, dpi=192),
}  # fmt: skip

_INCHES = re.compile(r"(\d{1,3}(?:\.\d{1,4})?) ?[x×] ?(\d{1,3}(?:\.\d{1,4})?)")
_LEAST, _MOST = (6, 4), 56
_BARE = 7.2
"""The margin of a drawing on a slide: as far as words stand in from the edge of their box."""

Choice = TypeVar("Choice")


def find_theme(name: str | Theme) -> Theme:
    """Return the theme of that name. Raises ParameterError for a name there is not."""
    if isinstance(name, Theme):
        return name
    return _choose("theme", name, THEMES)


def find_size(name: str | Size) -> Size:
    """Return the size of that name, or of a slide of that many inches ("10x7.5").

    Raises ParameterError for a name there is not and for a slide too small or large to be one.
    """
    if isinstance(name, Size):
        return name
    measured = _INCHES.fullmatch(name.strip())
    if measured is None:
        return _choose("size", name, SIZES)
    width, height = (float(part) for part in measured.groups())
    if not (_LEAST[0] <= width <= _MOST and _LEAST[1] <= height <= _MOST):
        raise ParameterError(
            f"size {name!r}: a slide is {_LEAST[0]} to {_MOST} inches wide and {_LEAST[1]} to "
            f"{_MOST} high"
        )
    return SIZES["slide"]._replace(width=width, height=height)


def bare_size(width: float, height: float) -> Size:
    """Return the size of a drawing for a place on a slide, in points: letters as on a slide."""
    return SIZES["slide"]._replace(width=width / 72, height=height / 72, margin=_BARE, bare=True)


def _choose(parameter: str, name: str, choices: Mapping[str, Choice]) -> Choice:
    if name in choices:
        return choices[name]
    near = difflib.get_close_matches(str(name), choices, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise ParameterError(f"{parameter} {name!r} is none of {', '.join(choices)}{hint}")


@cache
def register_fonts() -> None:
    """Make the package's typeface known to matplotlib, ahead of a namesake on the machine."""
    manager = font_manager.fontManager
    known = len(manager.ttflist)
    for path in FONT_FILES.values():
        manager.addfont(path)
    # Of two equally good matches matplotlib takes the first in the list.
    manager.ttflist[:] = manager.ttflist[known:] + manager.ttflist[:known]


@cache
def font(size: float, *, bold: bool = False, italic: bool = False) -> FontProperties:
    """Return the typeface at that many points."""
    register_fonts()
    return FontProperties(
        family=list(FONT_STACK),
        size=size,
        weight="bold" if bold else "normal",
        style="italic" if italic else "normal",
    )


@contextmanager
def drawing_style(theme: Theme, size: Size) -> Iterator[None]:
    """Draw in the house style inside a `with` block; matplotlib's own settings stay as they were.

    What is not ours to decide (spines, ticks out, grid below) is seaborn's "ticks" style.
    """
    register_fonts()
    settings: dict[str, Any] = sns.axes_style(
        "ticks",
        {
            "figure.facecolor": theme.ground,
            "axes.facecolor": theme.ground,
            "axes.edgecolor": theme.muted,
            "axes.labelcolor": theme.ink,
            "text.color": theme.ink,
            "xtick.color": theme.muted,
            "ytick.color": theme.muted,
            "grid.color": theme.grid,
            "font.family": list(FONT_STACK),
        },
    )
    settings |= {
        "font.size": size.label,
        "axes.linewidth": size.label / 18,
        "hatch.linewidth": size.label / 12,
        "hatch.color": theme.increment,
        "path.simplify": False,
        "svg.fonttype": "none",
        "text.parse_math": False,
        "text.usetex": False,
        "timezone": "UTC",
    }
    with mpl.rc_context(cast("Any", settings)):
        yield


def blend(colour: str, ground: str, share: float) -> str:
    """Return `colour` laid over `ground` with that share of it, as hexadecimal RGB.

    An opaque tint is used instead of transparency, because slides and PDF viewers differ in how
    they mix colours.
    """
    mixed: Iterable[tuple[float, float, float]] = sns.blend_palette([ground, colour], 101)
    return str(mpl.colors.to_hex(list(mixed)[round(share * 100)]))
