"""The briefing on the briefs, run once for all tests that look at it, in whichever process."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from ukjp.publishing.reports import Report, run_report


@pytest.fixture(scope="session")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report that `ukjp report` gives."""
    base = tmp_path_factory.getbasetemp()
    # The workers of one run share the folder above their own.
    out = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "briefing"
    out.mkdir(exist_ok=True)
    with (out / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = out / "briefing"
        if not folder.exists():
            return run_report("briefing", {}, out)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return Report("briefing", folder, tuple(files), ())


@pytest.fixture(scope="session")
def briefing_page(briefing: Report) -> Path:
    """Its page."""
    return briefing.folder / "briefing.html"
