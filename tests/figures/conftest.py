"""Datasets and drawn figures that several tests look at."""

from __future__ import annotations

import pytest
from figures.samples import Sample, five_articles

from ukjp.drawing import (
    figure_cumulative_aid,
    figure_negotiation_timeline,
    figure_security_agreements,
)
from ukjp.drawing.frame import FramedFigure

FIGURES = {
    "aid": figure_cumulative_aid,
    "timeline": figure_negotiation_timeline,
    "agreements": figure_security_agreements,
}
SIZES = ("slide", "column", "square", "phone")


@pytest.fixture(scope="session")
def five() -> Sample:
    return five_articles()


@pytest.fixture(
    scope="session",
    params=[(name, size) for name in FIGURES for size in SIZES],
    ids="-".join,
)
def drawn(request: pytest.FixtureRequest, five: Sample) -> FramedFigure:
    name, size = request.param
    return FIGURES[name](five, size=size)


@pytest.fixture(scope="session")
def aid_slide(five: Sample) -> FramedFigure:
    return figure_cumulative_aid(five)


@pytest.fixture(scope="session")
def timeline_slide(five: Sample) -> FramedFigure:
    return figure_negotiation_timeline(five)
