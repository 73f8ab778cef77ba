"""Decks as LibreOffice shows them: as PDF, as pictures, and as words with their boxes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from lxml import etree
from PIL import Image, ImageFilter

from ukjp.drawing.theme import FONT_FOLDER

_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include>/etc/fonts/fonts.conf</include>{folders}<cachedir>{cache}</cachedir></fontconfig>"""


class Word(NamedTuple):
    """A word on a page and its box in points, y downwards."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def convert(soffice: str, files: Sequence[Path], folder: Path, kind: str = "pdf") -> list[Path]:
    """Turn decks into PDF files, or save them again, with the package's typeface at hand."""
    import matplotlib as mpl

    fonts = folder / "fonts.conf"
    places = (FONT_FOLDER, Path(mpl.get_data_path()) / "fonts" / "ttf")
    names = "".join(f"<dir>{place}</dir>" for place in places)
    fonts.write_text(_FONTS.format(folders=names, cache=folder / "cache"))
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
               "--convert-to", kind, "--outdir", str(folder), *map(str, files)]  # fmt: skip
    environment = os.environ | {"FONTCONFIG_FILE": str(fonts), "HOME": str(folder)}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=environment)
    return [folder / f"{path.stem}.{kind}" for path in files]


def read_words(pdf: Path, page: int = 1) -> list[Word]:
    """Return the words of a page."""
    pages = ["-f", str(page), "-l", str(page)]
    command = ["pdftotext", *pages, "-bbox", str(pdf), "-"]
    found = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
    tree = etree.fromstring(found, etree.XMLParser(recover=True))
    return [
        Word(one.text or "", *(float(one.get(edge)) for edge in ("xMin", "yMin", "xMax", "yMax")))
        for one in tree.iter("{*}word")
    ]


def read_fonts(pdf: Path) -> set[str]:
    """Return the typefaces of a PDF, without the mark of a subset."""
    found = subprocess.run(["pdffonts", str(pdf)], check=True, capture_output=True, timeout=60)
    return {line.split()[0].split("+")[-1] for line in found.stdout.decode().splitlines()[2:]}


def read_picture(pdf: Path, page: int = 1, density: int = 72) -> Image.Image:
    """Return a page as a picture."""
    stem = pdf.with_name(f"{pdf.stem}-{page}-{density}")
    pages = ["-f", str(page), "-l", str(page), "-singlefile"]
    command = ["pdftoppm", "-r", str(density), *pages, "-png", str(pdf), str(stem)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return Image.open(f"{stem}.png").convert("RGB")


def agreement(one: Image.Image, other: Image.Image, box: Sequence[float]) -> float:
    """Return how alike two pictures are within a box: 1 alike, 0 if what is in one is not there.

    What counts is the ink, the difference to the ground, blurred a little.
    """
    edges = tuple(int(edge) for edge in box)
    pieces = [
        np.asarray(picture.filter(ImageFilter.GaussianBlur(2)).crop(edges), dtype=float)
        for picture in (one, other)
    ]
    ground = np.median(np.concatenate([piece.reshape(-1, 3) for piece in pieces]), axis=0)
    ink = max(np.abs(piece - ground).mean() for piece in pieces)
    return 1.0 - float(np.abs(pieces[0] - pieces[1]).mean()) / ink if ink > 0.5 else 1.0
