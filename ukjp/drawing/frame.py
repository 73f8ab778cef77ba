"""The frame of a figure: headline, subtitle and source line, and the room they leave.

Everything is laid out in points from the figure's lower left corner, so that a figure is the same
at every resolution. `FramedFigure` is a bare matplotlib figure (pyplot does not know it, and a
notebook shows it once) that also carries what it says: alt text, data, and words for each mark.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from ukjp.drawing.formats import evidence_anchor
from ukjp.drawing.measure import balance_text, drawable_text, text_width, wrap_text
from ukjp.drawing.placement import Box
from ukjp.drawing.theme import ASCENT, LEADING, Size, Theme, font

POINTS = 72.0
"""Points to the inch."""

_SMALLEST_HEADLINE = 0.8
"""A headline too long for its lines is set at no less than this share of its size."""


class Mark(NamedTuple):
    """A mark's words, the claims or events behind it, and the link to the first one's evidence."""

    words: str
    evidence: tuple[str, ...]
    link: str


class KeyItem(NamedTuple):
    """A mark that is only numbered in a drawing: its group, its number and its words."""

    group: str
    number: int
    words: str


class FramedFigure(Figure):
    """A figure with its alt text, its data and the evidence of its marks.

    `key` holds the words of numbered marks where the figure itself has no room for them.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = "figure"
        self.headline = ""
        self.subtitle = ""
        self.source = ""
        self.alt = ""
        self.description = ""
        self.data = pd.DataFrame()
        self.marks: dict[str, Mark] = {}
        self.key: tuple[KeyItem, ...] = ()

    def add_mark(self, artist: Artist, words: str, evidence: Sequence[str], kind: str) -> None:
        """Name an artist after its evidence (`kind` is "claim" or "event") and link it there."""
        if not evidence:
            return
        base = evidence_anchor(evidence[0], "mark")
        gid, count = base, 1
        while gid in self.marks:
            count += 1
            gid = f"{base}.{count}"
        link = f"#{evidence_anchor(evidence[0], kind)}"
        self.marks[gid] = Mark(words, tuple(evidence), link)
        artist.set_gid(gid)
        artist.set_url(link)

    def _repr_png_(self) -> tuple[bytes, dict[str, str]]:
        """Show as a picture in a notebook where matplotlib's inline backend does not do it."""
        picture = io.BytesIO()
        self.savefig(picture, format="png", metadata={"Software": None})
        return picture.getvalue(), {"alt": self.alt}


class Piece(NamedTuple):
    """Words of a subtitle that stay together, behind the symbol they explain, if any.

    Symbols are "dot", "ring", "pill" (a bar with round ends) and "bar".
    """

    text: str
    symbol: str = ""


class FramePlan(NamedTuple):
    """Where headline, subtitle and source line break, and how much height they take, in points."""

    size: Size
    headline: tuple[str, ...]
    headline_size: float
    subtitle: tuple[tuple[Piece, ...], ...]
    source: tuple[str, ...]
    header: float
    footer: float

    @property
    def width(self) -> float:
        """Width of the figure in points."""
        return self.size.width * POINTS

    def content(self, height: float) -> Box:
        """Return the room between header and footer of a figure that many points high."""
        margin = self.size.margin
        return Box(margin, margin + self.footer, self.width - margin, height - margin - self.header)

    def height_for(self, content: float) -> float:
        """Return the figure's height in points with that much room, if its size may grow."""
        natural = self.size.height * POINTS
        if not self.size.grows:
            return natural
        return content + self.header + self.footer + 2 * self.size.margin


def plan_frame(
    size: Size, headline: str, subtitle: str | Sequence[Piece], source: str
) -> FramePlan:
    """Break the texts of a frame into lines that fit its width."""
    headline, source = drawable_text(headline), drawable_text(source)
    width = size.width * POINTS - 2 * size.margin
    lines, points = _fit_headline(headline, width, size)
    below = _subtitle_lines(subtitle, width, size)
    foot = [line for part in source.split("\n") if part
            for line in wrap_text(part, width, size.source)]  # fmt: skip
    header = len(below) * size.subtitle * LEADING
    header += size.subtitle * (0.9 if below else 0.6)
    footer = 0.0
    if not size.bare:
        header += len(lines) * points * LEADING
        footer = len(foot) * size.source * LEADING + (size.source if foot else 0)
    return FramePlan(size, tuple(lines), points, tuple(below), tuple(foot), header, footer)


def _fit_headline(headline: str, width: float, size: Size) -> tuple[list[str], float]:
    """Return the headline's lines and points: on one line if it nearly fits, else on few."""
    smallest = size.headline * _SMALLEST_HEADLINE
    fitting = smallest * width / text_width(headline, smallest, bold=True)
    if smallest <= fitting and not size.narrow:
        return [headline], min(fitting, size.headline)
    most = 3 if size.narrow else 2
    points = size.headline
    while len(wrap_text(headline, width, points, bold=True)) > most and points > smallest:
        points -= 0.5
    return balance_text(headline, width, points, bold=True), points


def _subtitle_lines(
    subtitle: str | Sequence[Piece], width: float, size: Size
) -> list[tuple[Piece, ...]]:
    if not isinstance(subtitle, str):
        return _flow_pieces(subtitle, width, size)
    broken = wrap_text(drawable_text(subtitle), width, size.subtitle) if subtitle else []
    return [(Piece(line),) for line in broken]


def _symbol_width(symbol: str, size: Size) -> float:
    return size.subtitle * {"": 0.0, "dot": 0.95, "ring": 0.95}.get(symbol, 1.9)


def _piece_width(piece: Piece, size: Size) -> float:
    return _symbol_width(piece.symbol, size) + text_width(piece.text, size.subtitle)


def _flow_pieces(pieces: Sequence[Piece], width: float, size: Size) -> list[tuple[Piece, ...]]:
    """Set pieces one after the other, on a new line where they do not fit."""
    lines: list[list[Piece]] = []
    used = width
    for piece in pieces:
        wide = _piece_width(piece, size)
        if used + wide > width or not lines:
            lines.append([])
            used = 0.0
        lines[-1].append(piece)
        used += wide + size.subtitle
    return [tuple(line) for line in lines]


def draw_frame(plan: FramePlan, theme: Theme, height: float, name: str) -> FramedFigure:
    """Return a figure of that many points' height with its headline, subtitle and source line."""
    size = plan.size
    figure = FramedFigure(
        figsize=(size.width, height / POINTS), dpi=size.dpi, facecolor=theme.ground
    )
    figure.name = name
    top = height - size.margin
    for number, line in enumerate(() if size.bare else plan.headline, start=1):
        draw_line(figure, size.margin, top - plan.headline_size * ASCENT, line,
                  plan.headline_size, theme.ink, bold=True, gid=f"headline{number}")  # fmt: skip
        top -= plan.headline_size * LEADING
    for number, pieces in enumerate(plan.subtitle, start=1):
        _draw_pieces(figure, pieces, top - size.subtitle * ASCENT, size, theme, number)
        top -= size.subtitle * LEADING
    bottom = size.margin + (len(plan.source) - 1) * size.source * LEADING + size.source * 0.24
    for index, line in enumerate(() if size.bare else plan.source):
        draw_line(figure, size.margin, bottom - index * size.source * LEADING, line,
                  size.source, theme.muted, gid=f"source{index + 1}")  # fmt: skip
    figure.headline = " ".join(plan.headline)
    figure.subtitle = " ".join(
        f"{piece.symbol}: {piece.text}" if piece.symbol else piece.text
        for line in plan.subtitle
        for piece in line
    )
    figure.source = " ".join(plan.source)
    return figure


def _draw_pieces(
    figure: FramedFigure, pieces: Sequence[Piece], y: float, size: Size, theme: Theme, number: int
) -> None:
    x = size.margin
    for index, piece in enumerate(pieces, start=1):
        _draw_symbol(figure, piece.symbol, x, y + size.subtitle * 0.27, size, theme)
        start = x + _symbol_width(piece.symbol, size)
        draw_line(figure, start, y, piece.text, size.subtitle, theme.muted,
                  gid=f"subtitle{number}-{index}")  # fmt: skip
        x += _piece_width(piece, size) + size.subtitle


def _draw_symbol(
    figure: FramedFigure, symbol: str, x: float, y: float, size: Size, theme: Theme
) -> None:
    points, rim = size.subtitle * 0.62, size.subtitle / 11
    across = [x + points / 2, x + points * (0.5 if symbol in {"dot", "ring"} else 2.0)]
    style: dict[str, Any] = {"transform": points_transform(figure), "color": theme.muted}
    if symbol in {"dot", "ring"}:
        face = theme.muted if symbol == "dot" else theme.ground
        style |= {"marker": "o", "markersize": points - rim, "markerfacecolor": face,
                  "markeredgewidth": rim, "linestyle": "none"}  # fmt: skip
        figure.add_artist(Line2D(across[:1], [y], **style))
    elif symbol == "pill":
        style |= {"linewidth": points * 0.9, "solid_capstyle": "round"}
        figure.add_artist(Line2D(across, [y, y], **style))
    elif symbol == "bar":
        style |= {"facecolor": theme.grid, "edgecolor": theme.muted, "linewidth": rim * 0.8}
        del style["color"]
        figure.add_artist(Rectangle((x, y - points * 0.38), points * 2.4, points * 0.76, **style))


def points_transform(figure: Figure) -> Transform:
    """Return the transform from points, counted from the lower left corner, to the display."""
    return Affine2D().scale(1 / POINTS) + figure.dpi_scale_trans


def draw_line(
    figure: Figure,
    x: float,
    y: float,
    text: str,
    points: float,
    colour: str,
    *,
    bold: bool = False,
    align: str = "left",
    gid: str | None = None,
) -> Text:
    """Write one line with its baseline at (x, y) in points."""
    artist = figure.text(
        x, y, text, fontproperties=font(points, bold=bold), color=colour, ha=align,
        va="baseline", transform=points_transform(figure), parse_math=False,
    )  # fmt: skip
    if gid:
        artist.set_gid(gid)
    return artist


def axes_box(figure: Figure, box: Box) -> tuple[float, float, float, float]:
    """Return a box in points as the figure fractions that `add_axes` wants."""
    width, height = (float(inches) * POINTS for inches in figure.get_size_inches())
    return box.left / width, box.bottom / height, box.width / width, box.height / height
