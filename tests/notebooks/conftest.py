"""The briefing on the briefs, run once for all tests that look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ukjp.publishing.reports import Report, run_report


@pytest.fixture(scope="session")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report that `ukjp report` gives."""
    return run_report("briefing", {}, tmp_path_factory.mktemp("briefing") / "out")


@pytest.fixture(scope="session")
def briefing_page(briefing: Report) -> Path:
    """Its page."""
    return briefing.folder / "briefing.html"
