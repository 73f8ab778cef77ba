"""Setting up: the three lists of packages agree, and what is missing is said in one line.

The second half runs scripts/setup.sh and make on made-up machines: a PATH that holds nothing but
everyday tools and interpreters that answer as told and write down what they were asked to do.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from rattler import MatchSpec, Version, VersionSpec

CHECKOUT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
ENVIRONMENT = yaml.safe_load((CHECKOUT / "environment.yml").read_text(encoding="utf-8"))
LOCK = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")

# Where conda-forge calls a package otherwise than the Python Package Index does.
CONDA_NAME = {"jupyter-client": "jupyter_client", "typst": "typst-py"}


def requirements(*lists: list[str]) -> dict[str, Requirement]:
    """Requirements by canonical name."""
    parsed = [Requirement(text) for texts in lists for text in texts]
    return {canonicalize_name(requirement.name): requirement for requirement in parsed}


NEEDED = requirements(PROJECT["project"]["dependencies"])
EVERYTHING = requirements(
    PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"].values(),
    *PROJECT["dependency-groups"].values(),
    PROJECT["build-system"]["requires"],
)
CONDA_SPECS = {
    spec.split()[0]: spec for spec in ENVIRONMENT["dependencies"] if isinstance(spec, str)
}


def locked() -> Iterator[tuple[Requirement, list[str]]]:
    """Each entry of the lock: what is pinned, for which machine, and its hashes."""
    for entry in re.split(r"\n(?=\S)", LOCK.strip()):
        pin, *hashes = re.split(r"\s+--hash=", entry.replace("\\\n", ""))
        yield Requirement(pin.strip()), hashes


def locked_versions(name: str) -> list[str]:
    """The versions of a package in the lock; more than one where Pythons need different ones."""
    return [
        str(next(iter(pin.specifier)).version)
        for pin, _ in locked()
        if canonicalize_name(pin.name) == name
    ]


@pytest.mark.parametrize("name", EVERYTHING)
def test_lock_has_what_pyproject_asks_for(name: str) -> None:
    versions = locked_versions(name)
    assert versions, f"{name} is not in requirements.lock: run `make lock`"
    for version in versions:
        assert EVERYTHING[name].specifier.contains(version), "run `make lock`"


def test_lock_pins_and_hashes_everything_for_every_platform() -> None:
    for pin, hashes in locked():
        (specifier,) = pin.specifier
        assert specifier.operator == "==", f"{pin} is not pinned"
        assert "+" not in specifier.version, f"{pin} is one machine's own build"
        assert pin.url is None
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes)
        # A source archive and a wheel, or a wheel alone.
        assert hashes, f"{pin} has no hash"
    # Compiled packages: three Pythons on Linux and macOS, two processors each, and the source.
    compiled = {pin.name: hashes for pin, hashes in locked() if len(hashes) > 12}
    assert {"contourpy", "kiwisolver", "matplotlib", "numpy", "pandas", "pyarrow"} <= set(compiled)


def test_lock_names_no_address() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^\s*(--(?!hash)|-[a-z]\b)", LOCK, re.MULTILINE)


@pytest.mark.parametrize("name", NEEDED)
def test_conda_environment_has_what_pyproject_asks_for(name: str) -> None:
    spec = MatchSpec(CONDA_SPECS[CONDA_NAME.get(name, name)], strict=True)
    asked = ",".join(sorted(str(part) for part in NEEDED[name].specifier))
    assert VersionSpec(str(spec.version), strict=True) == VersionSpec(asked, strict=True)
    for version in locked_versions(name):
        assert VersionSpec(str(spec.version), strict=True).matches(Version(version))


def test_conda_environment_has_nothing_else() -> None:
    known = {CONDA_NAME.get(name, name) for name in NEEDED} | {"python", "pip"}
    assert set(CONDA_SPECS) == known
    (by_pip,) = (entry["pip"] for entry in ENVIRONMENT["dependencies"] if isinstance(entry, dict))
    assert by_pip == ["--editable ."], "pip brings the checkout alone"
    assert ENVIRONMENT["channels"] == ["conda-forge"]
    for text in CONDA_SPECS.values():
        spec = MatchSpec(text, strict=True)
        assert spec.channel is None, f"{text}: the channel is named once, above"


def test_one_range_of_pythons_everywhere() -> None:
    asked = VersionSpec(PROJECT["project"]["requires-python"], strict=True)
    assert VersionSpec(str(MatchSpec(CONDA_SPECS["python"], strict=True).version)) == asked
    classified = re.findall(r"Python :: (\d\.\d+)", "\n".join(PROJECT["project"]["classifiers"]))
    every = [f"3.{minor}" for minor in range(30)]
    assert classified == [version for version in every if asked.matches(Version(version))]
    script = (CHECKOUT / "scripts" / "setup.sh").read_text(encoding="utf-8")
    assert re.findall(r"python(3\.\d+) ", script) == classified[::-1]
    assert " | ".join(classified) in script
    assert "{}, {} or {}".format(*classified) in script


# --- made-up machines -------------------------------------------------------------------------

TOOLS = ["awk", "cat", "cksum", "dirname", "env", "id", "make", "mkdir", "rm", "sed", "sh", "touch"]

# Answers what setup.sh asks an interpreter; `-m venv DIR` makes a folder with the same interpreter,
# which "installs" a uv. Everything that changes something is written to a log.
INTERPRETER = """#!/bin/sh
case "$*" in
    *version_info*) {version} ;;
    *"import venv"*) exit {venv} ;;
    *"import ensurepip"*) exit {ensurepip} ;;
    *_base_executable*) echo "$0" ;;
    "-m venv"*)
        echo "venv" >>"$UKJP_LOG"
        for folder; do :; done
        mkdir -p "$folder/bin"
        cat "$0" >"$folder/bin/python" && chmod +x "$folder/bin/python"
        ;;
    "-m pip"*)
        echo "pip" >>"$UKJP_LOG"
        printf '%s\\n' '#!/bin/sh' '[ "$1" = --version ] && echo "uv {uv}" && exit' \\
            'echo "uv $*" >>"$UKJP_LOG"' 'exit "${{UV_FAILS:-0}}"' >.venv/bin/uv
        chmod +x .venv/bin/uv
        ;;
    *) exit 3 ;;
esac
"""


class Machine:
    """A copy of the checkout's setup in a folder with a blank in its name; a PATH of its own."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "my checkout"
        self.programs = folder / "bin"
        self.log = folder / "log"
        self.programs.mkdir()
        for tool in [*TOOLS, "chmod"]:
            (self.programs / tool).symlink_to(shutil.which(tool) or f"missing {tool}")
        (self.checkout / "scripts").mkdir(parents=True)
        for name in ("pyproject.toml", "requirements.lock", "Makefile", "scripts/setup.sh"):
            shutil.copy(CHECKOUT / name, self.checkout / name)

    def add_python(
        self, name: str, version: str | None, *, venv: bool = True, ensurepip: bool = True
    ) -> None:
        """Put an interpreter on the PATH; one without a version is there and does not run."""
        (uv,) = locked_versions("uv")
        answer = f"echo {version}" if version else 'echo "no such version" >&2; exit 127'
        text = INTERPRETER.format(
            version=answer, venv=int(not venv), ensurepip=int(not ensurepip), uv=uv
        )
        path = self.programs / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the checkout with nothing of this machine's environment."""
        return subprocess.run(
            command,
            cwd=self.checkout,
            env={"PATH": str(self.programs), "UKJP_LOG": str(self.log), **variables},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def set_up(self, part: str = "run", **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the setup of one part."""
        return self.run("sh", "scripts/setup.sh", part, **variables)

    def done(self) -> list[str]:
        """What was done since the last time one asked, by its first word."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.write_text("", encoding="utf-8")
        return [line.split()[0] for line in lines]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine without any Python."""
    return Machine(tmp_path)


def test_no_python(machine: Machine) -> None:
    result = machine.set_up()
    assert result.returncode == 1
    assert result.stderr == (
        "ukjp: no Python found; ukjp needs Python 3.11, 3.12 or 3.13 "
        "(if it is elsewhere: make … PYTHON=/path/to/python3)\n"
    )


@pytest.mark.parametrize("version", ["2.7", "3.9", "3.10", "3.14"])
def test_python_outside_the_range(machine: Machine, version: str) -> None:
    machine.add_python("python3", version)
    result = machine.set_up()
    assert result.returncode == 1
    assert result.stderr == (
        f"ukjp: python3 is Python {version}; ukjp needs Python 3.11, 3.12 or 3.13\n"
    )
    assert not (machine.checkout / ".venv").exists()


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_python_without_a_module(machine: Machine, module: str) -> None:
    machine.add_python("python3", "3.12", venv=module != "venv", ensurepip=module != "ensurepip")
    result = machine.set_up()
    assert result.returncode == 1
    assert result.stderr == (
        f"ukjp: python3 is Python 3.12 without the module {module} "
        "(Debian, Ubuntu: apt install python3.12-venv)\n"
    )


def test_make_says_it_in_one_line_too(machine: Machine) -> None:
    machine.add_python("python3", "3.10")
    result = machine.run("make", "report")
    ours, *makes_own = result.stderr.splitlines()
    assert ours.startswith("ukjp: python3 is Python 3.10; ")
    assert all(line.startswith("make: *** ") for line in makes_own)
    assert result.stdout == ""


def test_python_that_is_asked_for_is_the_one_that_is_judged(machine: Machine) -> None:
    machine.add_python("python3", "3.12")
    machine.add_python("python3.9", "3.9")
    result = machine.set_up(PYTHON="python3.9")
    assert result.stderr == "ukjp: python3.9 is Python 3.9; ukjp needs Python 3.11, 3.12 or 3.13\n"
    result = machine.set_up(PYTHON="/no/such/python")
    assert result.stderr == (
        "ukjp: PYTHON=/no/such/python does not run; ukjp needs Python 3.11, 3.12 or 3.13\n"
    )
    assert machine.done() == []


def test_first_python_that_can_do_it_is_taken(machine: Machine) -> None:
    machine.add_python("python3.13", None)
    machine.add_python("python3.12", "3.12", ensurepip=False)
    machine.add_python("python3.11", "3.11")
    machine.add_python("python3", "3.14")
    result = machine.set_up()
    assert result.returncode == 0, result.stderr
    assert "with Python 3.11" in result.stderr


def test_missing_module_says_more_than_a_wrong_version(machine: Machine) -> None:
    machine.add_python("python3.12", "3.12", ensurepip=False)
    machine.add_python("python3", "3.9")
    assert "without the module ensurepip" in machine.set_up().stderr


def test_nothing_is_done_twice(machine: Machine) -> None:
    machine.add_python("python3", "3.12")
    assert machine.set_up().returncode == 0
    assert machine.done() == ["venv", "pip", "uv", "uv"]
    again = machine.set_up()
    assert (again.returncode, again.stderr, machine.done()) == (0, "", [])


def test_tests_add_to_what_is_there_and_cover_it(machine: Machine) -> None:
    machine.add_python("python3", "3.12")
    machine.set_up("run")
    machine.done()
    assert machine.set_up("test").returncode == 0
    assert machine.done() == ["uv", "uv"]
    machine.set_up("run")
    assert machine.done() == []


def test_changed_lock_is_installed(machine: Machine) -> None:
    machine.add_python("python3", "3.12")
    machine.set_up()
    machine.done()
    with (machine.checkout / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("# one more\n")
    machine.set_up()
    assert machine.done() == ["uv", "uv"]


def test_setup_that_failed_half_way_is_made_anew(machine: Machine) -> None:
    machine.add_python("python3", "3.12")
    failed = machine.set_up(UV_FAILS="2")
    assert failed.returncode == 1
    assert failed.stderr.splitlines()[-1].startswith("ukjp: the packages could not be installed")
    machine.done()
    assert machine.set_up().returncode == 0
    assert machine.done() == ["venv", "pip", "uv", "uv"]


def test_half_made_environment_is_made_anew(machine: Machine) -> None:
    """As a kill in the middle leaves it, or an upgrade that took the interpreter away."""
    machine.add_python("python3", "3.12")
    (machine.checkout / ".venv" / "bin").mkdir(parents=True)
    (machine.checkout / ".venv" / "bin" / "python").symlink_to("/no/such/python")
    assert machine.set_up().returncode == 0
    assert machine.done() == ["venv", "pip", "uv", "uv"]


def test_moved_checkout_is_set_up_again(machine: Machine) -> None:
    machine.add_python("python3", "3.12")
    machine.set_up()
    machine.done()
    machine.checkout = machine.checkout.rename(machine.checkout.with_name("elsewhere"))
    machine.set_up()
    assert machine.done() == ["venv", "pip", "uv", "uv"]


def test_another_python_makes_another_environment(machine: Machine) -> None:
    machine.add_python("python3", "3.12")
    machine.add_python("python3.11", "3.11")
    machine.set_up(PYTHON="python3")
    machine.done()
    machine.set_up(PYTHON="python3")
    assert machine.done() == []
    assert "with Python 3.11" in machine.set_up(PYTHON="python3.11").stderr
    machine.done()
    machine.set_up()
    assert machine.done() == [], "without PYTHON= what is there is good"


def test_report_hands_the_articles_on(machine: Machine) -> None:
    machine.add_python("python3", "3.12")
    assert machine.set_up().returncode == 0
    ukjp = machine.checkout / ".venv" / "bin" / "ukjp"
    ukjp.write_text('#!/bin/sh\nfor word; do printf "<%s>" "$word"; done\n', encoding="utf-8")
    ukjp.chmod(0o755)
    assert machine.run("make", "-s", "report").stdout == "<report>"
    handed = machine.run("make", "-s", "report", UKJP_ARTICLES="../my articles").stdout
    assert handed == "<report><-P><articles=../my articles>"


def test_help_lists_every_command(machine: Machine) -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    documented = set(re.findall(r"^  make (\S+)", machine.run("make").stdout, re.MULTILINE))
    (phony,) = re.findall(r"^\.PHONY: (.*)", makefile, re.MULTILINE)
    assert documented == {name for name in phony.split() if not name.startswith("setup")}


def test_ci_names_the_parts_and_runs_the_test_command() -> None:
    lines = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert commands[-1] == "exec make test"
    assert re.fullmatch(r"export UKJP_REQUIRE=[a-z,]*\boriginals\b[a-z,]*", commands[0])
    assert len(commands) == 2
    assert os.access(CHECKOUT / ".ci" / "run", os.X_OK)


def test_one_version_everywhere() -> None:
    version = PROJECT["project"]["version"]
    citation = yaml.safe_load((CHECKOUT / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(citation["version"]) == version
    package = (CHECKOUT / "ukjp" / "__init__.py").read_text(encoding="utf-8")
    assert f'__version__ = "{version}"' in package
    changes = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[(Unreleased|{re.escape(version)})\]", changes, re.MULTILINE)


# --- programs besides Python packages -----------------------------------------------------------


@pytest.fixture
def debian(machine: Machine) -> Machine:
    """A machine with apt-get and a suite in which one test needs a browser; the user is root."""
    shutil.copy(CHECKOUT / "scripts/system_packages.sh", machine.checkout / "scripts")
    for tool in ("grep", "tail", "tr"):
        (machine.programs / tool).symlink_to(shutil.which(tool) or f"missing {tool}")
    (machine.checkout / ".venv").mkdir()
    (machine.checkout / "tests").mkdir()
    # In two pieces, or this file itself would seem to need a browser.
    test = "@pytest.mark." + 'needs("browser")\ndef test_page() -> None: ...\n'
    (machine.checkout / "tests" / "test_page.py").write_text(test, encoding="utf-8")
    apt = '#!/bin/sh\necho "$*" >>"$UKJP_LOG"\n${APT_FAILS:+eval "echo E: no >&2; exit 9"}\n'
    (machine.programs / "id").unlink()
    for name, text in (("apt-get", apt), ("id", "#!/bin/sh\necho ${USER_ID:-0}\n")):
        (machine.programs / name).write_text(text, encoding="utf-8")
        (machine.programs / name).chmod(0o755)
    return machine


def test_root_on_debian_gets_what_a_test_needs(debian: Machine) -> None:
    result = debian.run("sh", "scripts/system_packages.sh")
    assert (result.returncode, result.stdout) == (0, "")
    assert debian.log.read_text(encoding="utf-8").splitlines() == [
        "update",
        "install --yes --no-install-recommends chromium fonts-dejavu-core",
    ]


def test_required_part_is_brought_even_before_a_test_needs_it(debian: Machine) -> None:
    debian.run("sh", "scripts/system_packages.sh", UKJP_REQUIRE="originals, office")
    (_, install) = debian.log.read_text(encoding="utf-8").splitlines()
    assert {"chromium", "libreoffice-impress", "poppler-utils"} <= set(install.split())


def test_program_that_is_there_is_not_brought(debian: Machine) -> None:
    shutil.copy(debian.programs / "id", debian.programs / "chromium")
    result = debian.run("sh", "scripts/system_packages.sh")
    assert (result.returncode, result.stderr, debian.done()) == (0, "", [])


def test_others_are_told_in_one_line(debian: Machine) -> None:
    result = debian.run("sh", "scripts/system_packages.sh", USER_ID="1000")
    assert result.returncode == 0
    assert result.stderr == (
        "ukjp: some tests are skipped without these packages: chromium fonts-dejavu-core\n"
    )
    assert debian.done() == []


def test_failing_install_is_told_and_left_to_the_tests(debian: Machine) -> None:
    result = debian.run("sh", "scripts/system_packages.sh", APT_FAILS="yes")
    assert result.returncode == 0
    assert result.stderr.splitlines()[1:] == ["ukjp: apt-get failed: E: no"]
