"""What every file of the repository keeps to, whoever wrote it.

Each check is a plain function from text to what is wrong with it, so that the checks can be tried
on bad examples first.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
MODULES = sorted((CHECKOUT / "ukjp").rglob("*.py"))
NOTEBOOKS = sorted((CHECKOUT / "notebooks").glob("*.ipynb"))

CODE_LINES_IN_A_NOTEBOOK = 40
LINES_IN_A_MODULE = 400
WORDS_IN_A_ROW = 12

# In two pieces, so that this file does not hold what it forbids.
REGISTRIES = re.compile(
    "|".join(
        rf"\b{host}[.]{top}\b"
        for host, top in [
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("anaconda", "org"),
            ("npmjs", "(?:org|com)"),
            ("unpkg", "com"),
            ("jsdelivr", "net"),
            ("debian", "org"),
            ("crates", "io"),
        ]
    )
)
# A person's or a machine's own folders; `someone` and `you` are nobody's.
OWN_FOLDERS = re.compile(
    r"(?<![\w.])/(?:home|Users)/(?!someone\b|you\b)[\w.]+"
    r"|(?<![\w./])/(?:root|work|workspace|builds)/[\w.]+"
    r"|\b[A-Z]:\\Users\\(?!someone\b|you\b)[\w.]+"
)
VAGUE = re.compile(r"^_*(?:get|process|handle)_|^_*(?:utils?|helpers?|manager)$|(?:Utils|Manager)$")


def repository_files() -> list[Path]:
    """Every file that is, or is about to be, part of the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:  # an unpacked source archive
        built = {".venv", "reports", "build", "dist", "__pycache__"}
        paths = [path for path in CHECKOUT.rglob("*") if not built & set(path.parts)]
        return sorted(path for path in paths if path.is_file())
    paths = [CHECKOUT / name for name in listed.stdout.split("\0") if name]
    return sorted(path for path in paths if path.is_file())


@cache
def repository_texts() -> dict[str, str]:
    """The text of every file that is one, by its path in the repository."""
    texts = {}
    for path in repository_files():
        data = path.read_bytes()
        if b"\0" not in data:
            texts[str(path.relative_to(CHECKOUT))] = data.decode("utf-8", errors="replace")
    return texts


# --- what may stand in no file ----------------------------------------------------------------


def word_runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """All runs of that many words, lower case, blind to punctuation and to JSON's escapes."""
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
    plain = re.sub(r"\\[nrt]", " ", plain)
    words = re.findall(r"\w+", plain.lower())
    for start in range(len(words) - length + 1):
        yield tuple(words[start : start + length])


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://" + "pypi" + ".org/simple",
        "see files." + "pythonhosted" + ".org/packages/x.whl",
        "https://registry." + "npmjs" + ".org/axe-core",
        "<script src='https://cdn." + "jsdelivr" + ".net/npm/vega'>",
    ],
)
def test_registries_are_recognised(line: str) -> None:
    assert REGISTRIES.search(line)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('"path": "/home/' + 'maria/articles"', True),
        ("File /Users/" + "kenji/ukjp/cli.py", True),
        ("/ro" + "ot/.cache/uv", True),
        ("file:///wo" + "rk/main/data", False),
        ("cd /wo" + "rk/main", True),
        ("/home/someone/articles", False),
        ("/usr/bin/env sh, /dev/null, /tmp/x, ../work/y, and/or/work", False),
    ],
)
def test_own_folders_are_recognised(line: str, found: bool) -> None:
    assert bool(OWN_FOLDERS.search(line)) == found


def test_word_runs_see_through_punctuation_and_escapes() -> None:
    written = "One “two” three,\nfour — five's"
    (stored,) = set(word_runs(json.dumps(written), 6))
    assert stored == ("one", "two", "three", "four", "five", "s")
    assert set(word_runs(written, 6)) == {stored}


@pytest.mark.parametrize("pattern", [REGISTRIES, OWN_FOLDERS], ids=["registry", "own folder"])
def test_no_file_names(pattern: re.Pattern[str]) -> None:
    found = [
        f"{name}: {match[0]}"
        for name, text in repository_texts().items()
        for match in pattern.finditer(text)
    ]
    assert found == []


def test_no_file_repeats_an_original(originals: Path) -> None:
    """The originals are other people's: not twelve words in a row of them stand here."""
    runs = {
        run
        for path in originals.glob("*.txt")
        for run in word_runs(path.read_text(encoding="utf-8", errors="replace"), WORDS_IN_A_ROW)
    }
    assert runs
    repeated = {
        f"{name}: {' '.join(run)}"
        for name, text in repository_texts().items()
        for run in word_runs(text, WORDS_IN_A_ROW)
        if run in runs
    }
    assert sorted(repeated) == []


# --- modules ----------------------------------------------------------------------------------


def module_names() -> list[str]:
    return [str(path.relative_to(CHECKOUT)) for path in MODULES]


@pytest.mark.parametrize("name", module_names())
def test_module_says_what_it_is_for_and_stays_short(name: str) -> None:
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), f"{name} has no docstring"
    lines = text.count("\n")
    assert lines <= LINES_IN_A_MODULE, f"{name} has {lines} lines: split it"


@pytest.mark.parametrize("name", module_names())
def test_names_say_what_is_done(name: str) -> None:
    tree = ast.parse((CHECKOUT / name).read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    # What a class with a base is called by others is the base's choice.
    inherited = {
        id(method)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.bases
        for method in node.body
    }
    nodes = [
        node for node in ast.walk(tree) if isinstance(node, kinds) and id(node) not in inherited
    ]
    words = [*Path(name).with_suffix("").parts, *(node.name for node in nodes)]
    assert [word for word in words if VAGUE.search(word)] == []


def constants(tree: ast.Module) -> Iterator[str]:
    """Strings and larger numbers a module computes with: no docstrings, no comments, no weights."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str):
            yield node.value
        elif isinstance(node.value, int | float) and node.value >= 100:
            yield f"{node.value:.10g}"


def telling_figures() -> set[str]:
    """Amounts of the briefs in millions and billions, if they are too odd to occur by chance."""
    rows = (CHECKOUT / "tests" / "gold" / "briefs.jsonl").read_text(encoding="utf-8").splitlines()
    amounts = {claim["amount"] for row in rows for claim in json.loads(row)["money"]}
    written = {f"{amount / unit:.10g}" for amount in amounts for unit in (1, 1e6, 1e9)}
    return {text for text in written if "." in text or len(text.strip("0")) >= 3}


@pytest.mark.parametrize(
    "name", [name for name in module_names() if re.match(r"ukjp/(reading|reconciling)/", name)]
)
def test_no_rule_is_made_for_one_article(name: str) -> None:
    """Neither an article's name nor its odd figures stand where the deciding is done."""
    words = set()
    for constant in constants(ast.parse((CHECKOUT / name).read_text(encoding="utf-8"))):
        words |= set(re.findall(r"\d+(?:\.\d+)?|\w{10,}", constant))
    stems = {path.stem for path in (CHECKOUT / "data" / "articles").glob("*.txt")}
    assert words & (telling_figures() | stems) == set()


# --- notebooks --------------------------------------------------------------------------------


def test_notebooks_are_there() -> None:
    assert {"briefing", "cumulative_aid", "negotiation_timeline"} <= {nb.stem for nb in NOTEBOOKS}


def code_cells(notebook: Path) -> list[dict[str, object]]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def python_of(cell: dict[str, object]) -> str:
    """A cell's Python, without the lines that speak to IPython."""
    source = cell["source"]
    text = "".join(source) if isinstance(source, list) else str(source)
    return "\n".join(line for line in text.splitlines() if not re.match(r"\s*[%!?]", line))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_stored_without_results(notebook: Path) -> None:
    for cell in code_cells(notebook):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_stays_thin(notebook: Path) -> None:
    cells = [python_of(cell) for cell in code_cells(notebook)]
    lines = [line for cell in cells for line in cell.splitlines()]
    code = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    assert len(code) <= CODE_LINES_IN_A_NOTEBOOK
    heavy = (
        ast.FunctionDef,
        ast.AsyncFunctionDef,
        ast.ClassDef,
        ast.Lambda,
        ast.For,
        ast.AsyncFor,
        ast.While,
    )
    nodes = [node for cell in cells for node in ast.walk(ast.parse(cell))]
    assert [ast.unparse(node) for node in nodes if isinstance(node, heavy)] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_imports_once_and_takes_parameters_once(notebook: Path) -> None:
    cells = code_cells(notebook)
    tagged = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]  # type: ignore[attr-defined]
    assert len(tagged) == 1
    body = ast.parse(python_of(tagged[0])).body
    assert body, "the parameters cell is empty"
    assert all(isinstance(statement, ast.AnnAssign) for statement in body), "annotate each one"
    importing = [
        cell
        for cell in cells
        if any(
            isinstance(node, ast.Import | ast.ImportFrom)
            for node in ast.walk(ast.parse(python_of(cell)))
        )
    ]
    assert len(importing) == 1
