"""Nothing leaves the machine that tells of it: every kind of output is searched, unpacked.

One process makes them all, for a person with a telling name, in telling folders, with secrets in
the environment; each output is then unpacked and searched for all of these.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from publishing.samples import code, markdown, write_notebook
from publishing.unpacking import unpack

SECRETS = {
    "GITHUB_TOKEN": "ghp_" + "x7Qm" * 9,
    "AWS_SECRET_ACCESS_KEY": "wJalr/K7MDENG+" + "bPx" * 6,
    "DATABASE_PASSWORD": "correct-horse-battery",
    "UKJP_API_KEY": "k3y-" + "0123abcd" * 3,
}
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
PERSON = "o.kovalenko-telltale"
HOST = "telltale-host-42"
MAKE = """
import sys
from ukjp.cli import cli

def run(*words):
    try:
        cli(list(words), prog_name="ukjp", standalone_mode=False)
        ended = 0
    except SystemExit as end:
        ended = end.code or 0
    print("ended", words[0], ended, file=sys.stderr)

articles, curated = sys.argv[1:3]
out = "telltale-out/"
run("report", "-P", "articles=" + articles, "--out", out + "reports",
    "--formats", "ipynb,html,pdf,figures", "--code", "folded")
run("report", curated, "--out", out + "reports")
for mode in ("picture", "native", "shapes"):
    run("slides", articles, "--mode", mode, "--out", out + mode + ".pptx")
run("figures", "cumulative_aid", "--articles", articles, "--out", out + "figures")
run("export", articles, "--out", out + "export")
"""
FAILING = """
import os, warnings
print(os.getcwd(), os.environ["GITHUB_TOKEN"], os.environ["HOME"], dict(os.environ))
warnings.warn("no file " + os.path.expanduser("~/notes.txt"))
raise ValueError(os.environ["DATABASE_PASSWORD"] + " is wrong in " + os.path.abspath("x"))
"""


class Made(NamedTuple):
    """What was made, what was said, and every word that may stand in none of it."""

    files: tuple[Path, ...]
    said: str
    telling: tuple[str, ...]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, briefs: Path) -> Made:
    base = tmp_path_factory.mktemp("telltale-base")
    home, scratch, work = base / PERSON, base / "telltale-scratch", base / "telltale-work"
    for folder in (home, scratch, work):
        folder.mkdir()
    articles = base / "telltale-project" / "articles"
    articles.mkdir(parents=True)
    for brief in sorted(briefs.glob("*.txt"))[:2]:
        shutil.copy(brief, articles)
    failing = write_notebook(work / "failing.ipynb", markdown("# Fails"), code(FAILING))
    told = {"HOME": str(home), "USER": PERSON, "LOGNAME": PERSON, "USERNAME": PERSON,
            "TMPDIR": str(scratch), "HOSTNAME": HOST}  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(
        [sys.executable, "-c", MAKE, str(articles), str(failing)],
        cwd=work, env=kept | told | SECRETS, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    files = tuple(path for path in sorted((work / "telltale-out").rglob("*")) if path.is_file())
    words = (PERSON, HOST, str(base), "telltale", sys.prefix, *SECRETS.values())
    return Made(files, done.stderr, words)


def test_every_kind_of_output_was_made(made: Made) -> None:
    names = {path.name for path in made.files}
    assert {"briefing.ipynb", "briefing.html", "briefing.pdf", "manifest.json",
            "failing.failed.ipynb", "picture.pptx", "native.pptx", "shapes.pptx", "tables.xlsx",
            "claims.csv", "claims.parquet", "claims.jsonl"} <= names, made.said  # fmt: skip
    assert {".png", ".svg", ".pdf"} <= {path.suffix for path in made.files}


def test_no_output_tells_of_the_machine(made: Made) -> None:
    found = []
    for path in made.files:
        for name, data in unpack(path):
            for word in made.telling:
                forms = {word, json.dumps(word)[1:-1], word.replace("/", "%2F")}
                encoded = {form.encode(code) for form in forms for code in ENCODINGS}
                found += [(name, word) for form in encoded if form in data]
    assert found == []


def test_the_search_finds_what_is_packed(tmp_path: Path) -> None:
    """The test of the test: a word in a stream, an archive or a table is seen."""
    import zipfile
    import zlib

    import pandas as pd

    word = b"telltale word"
    pdf = b"%PDF-1.7\n1 0 obj<<>>stream\n" + zlib.compress(word) + b"\nendstream"
    (tmp_path / "a.pdf").write_bytes(pdf)
    with zipfile.ZipFile(tmp_path / "a.pptx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.pdf", pdf)
    pd.DataFrame({"a": [word.decode()]}).to_parquet(tmp_path / "a.parquet")
    for path in tmp_path.iterdir():
        assert any(word in data for _, data in unpack(path)), path.name
