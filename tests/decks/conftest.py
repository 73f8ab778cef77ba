"""Decks on the five articles' facts, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from figures.samples import Sample, five_articles

from ukjp.publishing.decks import build_deck
from ukjp.publishing.decks.building import MODES


@pytest.fixture(scope="session")
def five() -> Sample:
    return five_articles()


@pytest.fixture(scope="session")
def decks(five: Sample, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A deck in each mode."""
    folder = tmp_path_factory.mktemp("decks")
    for mode in MODES:
        (folder / f"{mode}.pptx").write_bytes(build_deck(five, mode=mode))
    return {mode: folder / f"{mode}.pptx" for mode in MODES}
