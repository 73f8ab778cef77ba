"""The wheel works without the checkout: built, installed in an empty environment, run elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

# One worker builds and installs; another would do it all again.
pytestmark = [pytest.mark.xdist_group("wheel"), pytest.mark.timeout(300)]

TABLES = ("articles", "claims", "events", "links", "ledger")


def run(*command: str | Path, cwd: Path, home: Path | None = None) -> str:
    """Run a command that must succeed, and return what it prints."""
    variables = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "JUPYTER", "UKJP", "VIRTUAL_ENV", "MPL", "PYTEST"))
    }
    if home is not None:
        variables["HOME"] = str(home)
    result = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    words = " ".join(map(str, command))
    assert result.returncode == 0, f"{words}:\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source archive, as for a release."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, checkout, cwd=out)
    (built,) = out.glob("*.whl")
    return built


class Installation:
    """An environment that holds the wheel and what it asks for, at the lock's versions."""

    def __init__(self, folder: Path, wheel: Path, lock: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.work = folder / "work"
        self.home.mkdir()
        self.work.mkdir()
        uv = Path(sys.executable).with_name("uv")
        self.programs = folder / "env" / "bin"
        run(uv, "venv", "--quiet", "--python", sys.executable, folder / "env", cwd=folder)
        install = [uv, "pip", "install", "--quiet", "--python", self.programs / "python"]
        install += ["--constraint", lock, wheel]
        try:
            # What the tests run with was installed from uv's own store a moment ago.
            run(*install, "--offline", cwd=folder)
        except AssertionError:
            run(*install, cwd=folder)

    def run(self, program: str, *words: str | Path) -> str:
        """Run a program of the environment in an empty folder, as somebody with an empty home."""
        return run(self.programs / program, *words, cwd=self.work, home=self.home)

    def package_files(self) -> set[Path]:
        """The files of the installed package, without Python's own cache."""
        (package,) = self.folder.glob("env/lib/python*/site-packages/ukjp")
        return {path for path in package.rglob("*") if "__pycache__" not in path.parts}


@pytest.fixture(scope="module")
def installation(
    wheel: Path, checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> Installation:
    return Installation(tmp_path_factory.mktemp("installed"), wheel, checkout / "requirements.lock")


def test_wheel_carries_what_the_package_reads(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("data/articles", "data/reference", "notebooks"):
        files = [path for path in (checkout / folder).iterdir() if path.is_file()]
        assert files
        for path in files:
            assert f"ukjp/_resources/{folder}/{path.name}" in names
    for path in (checkout / "ukjp" / "exploring" / "static").iterdir():
        assert f"ukjp/exploring/static/{path.name}" in names
    fonts = {name for name in names if name.endswith((".ttf", ".otf"))}
    assert fonts
    folders = {str(Path(font).parent) for font in fonts}
    for folder in folders:
        beside = {name.lower() for name in names if str(Path(name).parent) == folder}
        assert any("licen" in name or "ofl" in name for name in beside), f"{folder}: no licence"
    information = "-".join(wheel.name.split("-")[:2]) + ".dist-info"
    assert {name.split("/")[0] for name in names} == {"ukjp", information}
    assert {"LICENSE", "LICENSE-DATA"} <= {Path(name).name for name in names}


def test_package_comes_from_the_wheel_alone(installation: Installation, checkout: Path) -> None:
    printed = installation.run("python", "-c", "import sys, ukjp; print(ukjp.__file__, sys.path)")
    assert printed.startswith(str(installation.folder))
    assert str(checkout) not in printed


def test_load_gives_the_tables(installation: Installation) -> None:
    code = f"import ukjp; data = ukjp.load(); print(*[len(getattr(data, t)) for t in {TABLES}])"
    articles, claims, events, _links, ledger = map(
        int, installation.run("python", "-c", code).split()
    )
    assert articles == 5
    assert min(claims, events, ledger) > 0


def test_build_writes_the_tables(installation: Installation) -> None:
    installation.run("ukjp", "build", "--out", "tables")
    written = {path.name for path in (installation.work / "tables").iterdir()}
    for table in TABLES:
        assert {f"{table}.csv", f"{table}.parquet"} <= written
    assert "datapackage.json" in written


def test_report_has_its_page_and_figures(installation: Installation) -> None:
    before = installation.package_files()
    installation.run("ukjp", "report", "--out", "report")
    suffixes = {path.suffix for path in (installation.work / "report").rglob("*")}
    assert {".html", ".ipynb", ".pdf", ".png", ".svg"} <= suffixes
    assert installation.package_files() == before, "a run writes nothing into the package"
