"""What tests share: where things lie, and what a machine must have for which test.

A test that cannot run everywhere says what it needs: by the mark `needs` with a part's name, or
by a fixture that stands for the part, as `originals` does. Where the part is missing the test is
skipped and says why. UKJP_REQUIRE names the parts that may not be missing, separated by commas: a
test that needs one of them fails instead of being skipped, for whatever reason.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

CHECKOUT = Path(__file__).resolve().parent.parent

# Machines are slow at times: a law is not false because one example took long.
settings.register_profile("ukjp", deadline=None)
# The same examples in every run of CI: what fails there can be repeated.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "ukjp")


def _originals_folder() -> Path:
    named = os.environ.get("UKJP_ORIGINALS")
    return Path(named) if named else CHECKOUT.parent / "shared" / "articles"


def _first_program(*candidates: str) -> str | None:
    return next(filter(None, map(shutil.which, candidates)), None)


def _chromium() -> str | None:
    return _first_program(
        "chromium",
        "chromium-browser",
        "google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    )


def _soffice() -> str | None:
    return _first_program("soffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")


def _without_originals() -> str | None:
    folder = _originals_folder()
    if any(folder.glob("*.txt")):
        return None
    return f"no articles in {folder} (UKJP_ORIGINALS names another folder)"


def _without_browser() -> str | None:
    if importlib.util.find_spec("playwright") is None:
        return "the package playwright is not installed"
    return None if _chromium() else "no Chromium on the PATH (Debian: apt install chromium)"


def _without_office() -> str | None:
    if _soffice() is None:
        return "no LibreOffice on the PATH (Debian: apt install libreoffice-impress)"
    if shutil.which("pdftotext") is None or shutil.which("pdftoppm") is None:
        return "no poppler on the PATH (Debian: apt install poppler-utils)"
    return None


def _without_cluster() -> str | None:
    missing = [name for name in ("dask", "distributed") if not importlib.util.find_spec(name)]
    return f"not installed: {', '.join(missing)} (pip install ukjp[cluster])" if missing else None


# Each says why its part is missing, or None where it is there.
PARTS: dict[str, Callable[[], str | None]] = {
    "originals": _without_originals,
    "browser": _without_browser,
    "office": _without_office,
    "cluster": _without_cluster,
}
# Who asks for one of these needs its part, marked or not.
PART_OF_FIXTURE = {"originals": "originals", "shared": "originals"}
REQUIRED = pytest.StashKey[frozenset[str]]()


def _check_known(parts: set[str], where: str) -> None:
    unknown = sorted(parts - PARTS.keys())
    if unknown:
        raise pytest.UsageError(
            f"{where}: unknown part {', '.join(unknown)}; known are {', '.join(PARTS)}"
        )


def _parts_needed(item: pytest.Item) -> set[str]:
    marked = {part for mark in item.iter_markers("needs") for part in mark.args}
    fixtures = set(getattr(item, "fixturenames", ()))
    return marked | {part for name, part in PART_OF_FIXTURE.items() if name in fixtures}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*parts): parts of the machine it cannot do without")
    named = {part.strip() for part in os.environ.get("UKJP_REQUIRE", "").split(",")} - {""}
    _check_known(named, "UKJP_REQUIRE")
    config.stash[REQUIRED] = frozenset(named)


# Begun first, or one process would be left with them at the end.
LONG_FILES = (
    "test_wheel.py",
    "test_docs.py",
    "test_batches.py",
    "test_crashes.py",
    "test_leaks.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        _check_known(_parts_needed(item), item.nodeid)
    long = {item.path for item in items if _parts_needed(item)}
    items.sort(key=lambda item: item.path not in long and item.path.name not in LONG_FILES)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for part in sorted(_parts_needed(item)):
        reason = PARTS[part]()
        if reason is not None:
            pytest.skip(f"needs {part}: {reason}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    required = _parts_needed(item) & item.config.stash[REQUIRED]
    if required and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        named = ", ".join(sorted(required))
        report.longrepr = f"UKJP_REQUIRE names {named}, so this may not be skipped: {reason}"
    return report


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of the repository."""
    return CHECKOUT


@pytest.fixture(scope="session")
def briefs(checkout: Path) -> Path:
    """The folder of the five briefs."""
    return checkout / "data" / "articles"


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder of the articles as published."""
    return _originals_folder()


@pytest.fixture(scope="session")
def shared(originals: Path) -> Path:
    """The folder that holds the originals with their labels and tools."""
    return originals.resolve().parent


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of an installed Chromium, for tests that are marked: the mark also installs it."""
    program = _chromium()
    assert program, 'mark the test with needs("browser")'
    return program


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    """A running Chromium. Of a module, not of the session: its loop would be in others' way."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync"]
        running = playwright.chromium.launch(executable_path=chromium, args=options)
        yield running
        running.close()


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of LibreOffice, for tests that are marked: the mark also installs it."""
    program = _soffice()
    assert program, 'mark the test with needs("office")'
    return program
