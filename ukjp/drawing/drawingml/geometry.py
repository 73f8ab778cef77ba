"""Paths as DrawingML geometry, cut to what may be seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Bbox

EMU = 12700
"""English metric units to the point."""


class Page(NamedTuple):
    """Where a figure's points lie on a slide: y turned downwards, moved and scaled."""

    height: float
    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0

    def x(self, x: float) -> float:
        """Return a place across, in points of the slide."""
        return self.left + self.scale * x

    def y(self, y: float) -> float:
        """Return a place down, in points of the slide, for a height above the figure's foot."""
        return self.top + self.scale * (self.height - y)

    def path(self, path: Path) -> Path:
        """Return a path in points of the slide."""
        moved = np.asarray(path.vertices, dtype=float).copy()
        moved[:, 0] = self.left + self.scale * moved[:, 0]
        moved[:, 1] = self.top + self.scale * (self.height - moved[:, 1])
        return Path(moved, path.codes)


def emu(points: float) -> int:
    """Return points in the unit of slides."""
    return round(points * EMU)


def without_gaps(path: Path) -> Path:
    """Return a path without places that are no numbers, a gap where they were."""
    return path if np.isfinite(path.vertices).all() else path.cleaned(remove_nans=True, curves=True)


def drawn_extents(path: Path) -> Bbox | None:
    """Return the box around a path, or None where there is nothing to draw."""
    return path.get_extents() if _segments(path) else None


def _segments(path: Path) -> list[tuple[np.ndarray, int]]:
    return [
        (np.asarray(points, dtype=float), int(code))
        for points, code in path.iter_segments(simplify=False, curves=True)
        if int(code) != Path.STOP
    ]


def within(inner: Bbox, outer: Bbox, slack: float = 0.01) -> bool:
    """Tell whether a box lies in another one."""
    return bool(
        inner.x0 >= outer.x0 - slack
        and inner.y0 >= outer.y0 - slack
        and inner.x1 <= outer.x1 + slack
        and inner.y1 <= outer.y1 + slack
    )


def cut_fill(path: Path, box: Bbox) -> Path:
    """Return the part of an area within a box; its curves become short straight pieces."""
    pieces = [
        Path(polygon, closed=True).clip_to_bbox(box, inside=True)
        for polygon in path.to_polygons(closed_only=True)
        if len(np.asarray(polygon)) > 2
    ]
    return _compound([piece for piece in pieces if len(np.asarray(piece.vertices)) > 2])


def cut_line(path: Path, box: Bbox) -> Path:
    """Return the part of a line within a box."""
    pieces: list[Path] = []
    for polygon in path.to_polygons(closed_only=False):
        pieces += _cut_polyline(np.asarray(polygon, dtype=float), box)
    return _compound(pieces)


def _cut_polyline(points: np.ndarray, box: Bbox) -> list[Path]:
    """Cut a polyline piece by piece (Liang and Barsky), joining what stays connected."""
    runs: list[list[tuple[float, float]]] = []
    for start, end in pairwise(points):
        kept = _cut_segment(start, end, box)
        if kept is None:
            continue
        first, last = kept
        if runs and runs[-1][-1] == first:
            runs[-1].append(last)
        else:
            runs.append([first, last])
    return [Path(run) for run in runs]


def _cut_segment(
    start: np.ndarray, end: np.ndarray, box: Bbox
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    low, high = 0.0, 1.0
    step = end - start
    for axis, (least, most) in enumerate(((box.x0, box.x1), (box.y0, box.y1))):
        if abs(step[axis]) < 1e-12:
            if not least <= start[axis] <= most:
                return None
            continue
        one, two = sorted(((least - start[axis]) / step[axis], (most - start[axis]) / step[axis]))
        low, high = max(low, one), min(high, two)
    if low > high:
        return None
    first, last = start + low * step, start + high * step
    return (float(first[0]), float(first[1])), (float(last[0]), float(last[1]))


def _compound(pieces: Sequence[Path]) -> Path:
    return Path.make_compound_path(*pieces) if pieces else Path(np.empty((0, 2)))


def lies_inside(path: Path, outline: Path, slack: float = 0.6) -> bool:
    """Tell whether a path stays within an outline, but for `slack` points."""
    pieces = [np.asarray(one, dtype=float) for one in path.to_polygons(closed_only=False)]
    # A whole circle comes with a second one of no size around its centre.
    areas = [np.asarray(one, dtype=float) for one in outline.to_polygons(closed_only=True)]
    areas = [area for area in areas if np.ptp(area, axis=0).min() > slack]
    if not pieces or len(areas) != 1:
        return not pieces
    outline = Path(areas[0])
    points = np.concatenate(pieces)
    inwards = outline.get_extents().get_points().mean(axis=0) - points
    far = np.maximum(np.hypot(inwards[:, 0], inwards[:, 1]), 1e-9)[:, None]
    return bool(outline.contains_points(points + inwards * np.minimum(slack / far, 1.0)).all())


def is_rectangle(path: Path) -> Bbox | None:
    """Return the box of a path that is an upright rectangle, None for any other."""
    vertices = np.asarray(path.vertices, dtype=float)
    if len(vertices) not in {4, 5} or (
        path.codes is not None
        and {Path.CURVE3, Path.CURVE4} & {int(code) for code in np.asarray(path.codes)}
    ):
        return None
    box = path.get_extents()
    corners = {(round(float(x), 3), round(float(y), 3)) for x, y in vertices[:4]}
    wanted = {
        (round(float(x), 3), round(float(y), 3)) for x in (box.x0, box.x1) for y in (box.y0, box.y1)
    }
    return box if corners == wanted else None


def geometry_xml(path: Path, box: Bbox, *, filled: bool) -> str:
    """Return a path (in points of the slide, y downwards) as the geometry of a freeform."""
    left, top = box.x0, box.y0
    parts = []
    for points, code in _segments(path):
        if code == Path.CLOSEPOLY:
            parts.append("<a:close/>")
            continue
        places = "".join(
            f'<a:pt x="{emu(x - left)}" y="{emu(y - top)}"/>' for x, y in points.reshape(-1, 2)
        )
        name = _COMMANDS[code]
        parts.append(f"<a:{name}>{places}</a:{name}>")
    fill = "" if filled else ' fill="none"'
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{emu(box.width)}" h="{emu(box.height)}"{fill}>{"".join(parts)}</a:path>'
        "</a:pathLst></a:custGeom>"
    )


_COMMANDS: dict[int, str] = {
    int(Path.MOVETO): "moveTo",
    int(Path.LINETO): "lnTo",
    int(Path.CURVE3): "quadBezTo",
    int(Path.CURVE4): "cubicBezTo",
}
