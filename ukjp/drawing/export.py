"""How a figure leaves the program: as PNG, SVG, PDF and slide, with its data and words beside it.

The same figure gives the same bytes, whenever and wherever it is saved: ids are salted with a
fixed word, no file carries a time or the name of a program's version. An SVG keeps its text as
text and carries the letters it needs of its typeface; each mark that rests on a claim or an event
is named after it, says in words what it is, and links to its row in a report's evidence table.
"""

from __future__ import annotations

import io
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from ukjp.drawing.frame import FramedFigure
from ukjp.drawing.svg import finish_svg
from ukjp.drawing.theme import register_fonts
from ukjp.errors import OutputError, ParameterError
from ukjp.tables import format_csv

SETTINGS: dict[str, Any] = {
    "figure.constrained_layout.use": False,
    "path.simplify": False,
    # Outlines with their meaning: cutting TrueType files to size takes five times as long.
    "pdf.fonttype": 3,
    "pdf.use14corefonts": False,
    "savefig.bbox": None,
    "savefig.facecolor": "auto",
    "savefig.transparent": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "ukjp",
    "svg.image_inline": True,
    "text.hinting": "no_hinting",
}
"""What holds while a figure is written, whatever the user's own settings are."""


def alt_text(figure: Figure) -> str:
    """Return a figure's short alt text; empty for a figure that has none."""
    return str(getattr(figure, "alt", ""))


def long_description(figure: Figure) -> str:
    """Return a figure's long alt text: every mark in words; empty for a figure that has none."""
    return str(getattr(figure, "description", ""))


def save_figure(
    figure: Figure,
    path: str | Path,
    formats: Sequence[str] | None = None,
    scale: float = 1.0,
    *,
    side_files: bool = True,
    embed_fonts: bool = True,
) -> list[Path]:
    """Write a figure and return the files written.

    `path` is a stem, to which each format's suffix is added, or a file whose suffix is the one
    format. `formats` are "png", "svg", "pdf" (these three by default) and "pptx", a slide of shapes
    and text boxes that can be edited, with a warning for each piece that had to be a picture;
    `scale` multiplies the PNG's pixels. With `side_files` the figure's data (.csv) and its words
    (.txt) stand beside it, where it has any. Without `embed_fonts` an SVG relies on its page for
    the typeface.

    Each file is whole or not there. Raises ParameterError for an unknown format, OutputError
    where a file cannot be written.

    Shape: a list of paths, one for each file.
    Units: `scale` is a factor of the figure's own size, which is in inches.
    Source: the figure; the files hold no day and no name of this machine.

    >>> import tempfile
    >>> import ukjp
    >>> figure = ukjp.figure_cumulative_aid(ukjp.load())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = ukjp.save_figure(figure, f"{folder}/aid.svg")
    >>> sorted(file.name for file in files)
    ['aid.csv', 'aid.svg', 'aid.txt']
    """
    stem, wanted = _stem_and_formats(Path(path), formats)
    register_fonts()
    files: dict[str, bytes] = {}
    with mpl.rc_context(cast("Any", SETTINGS)):
        for name in wanted:
            files[f".{name}"] = _WRITERS[name](figure, scale, embed_fonts)
    if side_files:
        files |= _side_files(figure)
    written = [stem.with_name(stem.name + suffix) for suffix in files]
    for target, content in zip(written, files.values(), strict=True):
        _write_whole(target, content)
    return written


def _stem_and_formats(path: Path, formats: Sequence[str] | None) -> tuple[Path, Sequence[str]]:
    suffix = path.suffix.removeprefix(".").lower()
    if formats is None and suffix in _WRITERS:
        return path.with_suffix(""), (suffix,)
    wanted = tuple(name.lower().removeprefix(".") for name in formats or _USUAL)
    unknown = [name for name in wanted if name not in _WRITERS]
    if unknown:
        raise ParameterError(f"format {unknown[0]!r} is none of {', '.join(_WRITERS)}")
    return path, tuple(dict.fromkeys(wanted))


def _png(figure: Figure, scale: float, _: bool) -> bytes:
    words = {"Title": _title(figure), "Description": alt_text(figure)}
    return _saved(figure, "png", {"Software": None, **words}, dpi=figure.dpi * scale)


def _pdf(figure: Figure, _: float, __: bool) -> bytes:
    metadata = {
        "Title": _title(figure),
        "Subject": alt_text(figure),
        "Creator": None,
        "Producer": None,
        "CreationDate": None,
        "ModDate": None,
    }
    return _saved(figure, "pdf", metadata)


def _svg(figure: Figure, _: float, embed_fonts: bool) -> bytes:
    raw = _saved(figure, "svg", {"Date": None, "Creator": None, "Format": None, "Type": None})
    marks = figure.marks if isinstance(figure, FramedFigure) else {}
    return finish_svg(
        raw,
        title=alt_text(figure),
        description=long_description(figure),
        marks=marks,
        embed_fonts=embed_fonts,
    )


def _pptx(figure: Figure, _: float, __: bool) -> bytes:
    from ukjp.drawing.drawingml import figure_slide

    content, fallbacks = figure_slide(figure)
    for piece in fallbacks:
        warnings.warn(f"pptx: {piece.what} is a picture: {piece.why}", stacklevel=4)
    return content


_WRITERS: Mapping[str, Callable[[Figure, float, bool], bytes]] = {
    "png": _png,
    "svg": _svg,
    "pdf": _pdf,
    "pptx": _pptx,
}
_USUAL = ("png", "svg", "pdf")


def _saved(
    figure: Figure, name: str, metadata: Mapping[str, str | None], dpi: float | None = None
) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(
        buffer,
        format=name,
        dpi=dpi or figure.dpi,
        facecolor=figure.get_facecolor(),
        metadata=dict(metadata),
    )
    return buffer.getvalue()


def _title(figure: Figure) -> str:
    return str(getattr(figure, "headline", "")).replace("\N{NO-BREAK SPACE}", " ")


def _side_files(figure: Figure) -> dict[str, bytes]:
    if not isinstance(figure, FramedFigure):
        return {}
    words = [alt_text(figure), long_description(figure), figure.source]
    text = "\n\n".join(part for part in words if part) + "\n"
    return {".csv": figure_data(figure.data), ".txt": text.encode()}


def figure_data(data: pd.DataFrame) -> bytes:
    """Return a figure's data as CSV in UTF-8; no text cell in it runs as a formula."""
    return format_csv(data)


def _write_whole(target: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that it is never there in half."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".ukjp-", dir=target.parent) as folder:
            made = Path(folder) / target.name
            made.write_bytes(content)
            made.replace(target)
    except OSError as error:
        raise OutputError(
            f"{target}: cannot write the figure: {error.strerror or error}"
        ) from error
