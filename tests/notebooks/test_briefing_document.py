"""The briefing as a PDF: what the page says, for paper, with every quote and a link to it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pandas as pd
import pytest

from ukjp.publishing.contents import Contents, read_contents
from ukjp.publishing.documents import build_document
from ukjp.publishing.reports import Report

pytestmark = pytest.mark.needs("office")


@pytest.fixture(scope="module")
def contents(briefing: Report) -> Contents:
    text = (briefing.folder / "briefing.ipynb").read_text(encoding="utf-8")
    return read_contents(json.loads(text), "briefing")


@pytest.fixture(scope="module")
def pdf(contents: Contents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("document") / "briefing.pdf"
    path.write_bytes(build_document(contents, parameters={"donor": "Japan"}, made_with="ukjp"))
    return path


def asked(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True, text=True, errors="replace")
    return done.stdout


def test_it_says_what_the_page_says(contents: Contents, pdf: Path, checkout: Path) -> None:
    text = asked("pdftotext", str(pdf), "-")
    said = re.sub(r"\s+", "", text.replace("\u200b", ""))
    claims = pd.read_csv(checkout / "data" / "tables" / "claims.csv")
    for quote in claims["quote"]:
        assert re.sub(r"\s+", "", quote) in said
    for block in contents.blocks:
        if block.heading:
            assert re.sub(r"\s+", "", block.text) in said
    for picture in contents.pictures:
        assert re.sub(r"\s+", "", picture.description) in said


def test_figures_are_vectors_with_words_and_links(contents: Contents, pdf: Path) -> None:
    images = asked("pdfimages", "-list", str(pdf)).splitlines()[2:]
    assert images == [], "no picture of dots"
    tree = asked("pdfinfo", "-struct-text", str(pdf))
    assert tree.count("Figure") >= len(contents.pictures)
    assert "more than $12bn" in tree, "a figure's own labels are text"
    rows = {row.anchor for table in contents.tables for row in table.rows}
    marks = {mark for one in contents.pictures for mark in re.findall(r'href="#([^"]+)"', one.svg)}
    assert len(marks & rows) > 10
    assert pdf.read_bytes().count(b"/Link") > len(marks & rows)


def test_every_page_names_source_and_day(pdf: Path) -> None:
    pages = asked("pdftotext", "-layout", str(pdf), "-").split("\f")[:-1]
    assert 4 < len(pages) < 12
    for page in pages:
        assert re.search(r"Source: five articles, as known on 15\s+June\s+2024", page)
