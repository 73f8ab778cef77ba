"""A figure as an exhibit: its files, its words, and its colours on a light and on a dark page."""

from __future__ import annotations

import base64
import re
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ukjp.publishing.exhibits import Picture

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NARROW = "phone"
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")


def build_picture(name: str, draw: Callable[..., Figure], *, size: str) -> Picture:
    """Return the figure that `draw(size=…)` makes, at this size and at a phone's."""
    from ukjp.drawing.export import save_figure

    wide = draw(size=size)
    with tempfile.TemporaryDirectory(prefix="ukjp-") as folder:
        stem = Path(folder)
        save_figure(wide, stem / "wide", formats=("png", "svg", "pdf"), side_files=False)
        svg = (stem / "wide.svg").read_text(encoding="utf-8")
        narrow = ""
        if size != NARROW:
            small = draw(size=NARROW)
            save_figure(
                small, stem / "narrow", formats=("svg",), side_files=False, embed_fonts=False
            )
            narrow = (stem / "narrow.svg").read_text(encoding="utf-8")
        return Picture(
            name=name,
            alt=_said(wide, "alt") or f"Figure: {name.replace('_', ' ')}",
            description=_said(wide, "description"),
            svg=svg,
            narrow=narrow,
            png=_base64(stem / "wide.png"),
            pdf=_base64(stem / "wide.pdf"),
            inset=_inset(size),
            colours=find_colours(svg + narrow),
        )


def _said(figure: Any, name: str) -> str:
    return str(getattr(figure, name, "") or "")


def _inset(size: str) -> float:
    """Return the share of a figure's width that is margin, on each side."""
    from ukjp.drawing.theme import find_size

    place = find_size(size)
    return round(place.margin / (place.width * 72), 4)


def _base64(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode("ascii")


def find_colours(svg: str) -> dict[str, tuple[str, str]]:
    """Return for each colour of a drawing the one it stands for on a light and a dark page.

    Colours that are none of the theme's, nor a tint of one, are left as they are.
    """
    known = _theme_colours()
    return {
        colour: known[colour] for colour in sorted(set(_COLOUR.findall(svg))) if colour in known
    }


@cache
def _theme_colours() -> dict[str, tuple[str, str]]:
    """Return the colours of both themes with their counterparts; plain ones win over tints."""
    import seaborn as sns
    from matplotlib.colors import to_hex

    from ukjp.drawing.theme import THEMES

    light, dark = THEMES["light"], THEMES["dark"]
    roles = [role for role in light._fields if str(getattr(light, role)).startswith("#")]
    pairs = [(getattr(light, role), getattr(dark, role)) for role in roles]
    for one, other in list(pairs):
        tints = zip(
            sns.blend_palette([light.ground, one], 101),
            sns.blend_palette([dark.ground, other], 101),
            strict=True,
        )
        pairs += [(to_hex(first), to_hex(second)) for first, second in tints]
    found: dict[str, tuple[str, str]] = {}
    for pair in pairs:
        found.setdefault(pair[0], pair)
        found.setdefault(pair[1], pair)
    return found
