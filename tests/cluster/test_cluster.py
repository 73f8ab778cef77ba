"""Work on a Dask cluster: everything is there at the end, once, though a worker is killed."""

from __future__ import annotations

import hashlib
import json
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from click.testing import CliRunner
from cluster.work import act
from publishing.samples import code, write_notebook

from ukjp.cli import cli
from ukjp.clusters import as_ended_there, connect, map_there
from ukjp.corpus import extract_corpus
from ukjp.errors import ArticleError, ParameterError
from ukjp.processes import Begun, Ended, Said
from ukjp.publishing.batches.cluster import Job, make_there, on_cluster
from ukjp.publishing.batches.journal import Journal
from ukjp.publishing.batches.outcomes import Order
from ukjp.publishing.batches.progress import QuietWatch
from ukjp.publishing.batches.run_files import read_runs
from ukjp.publishing.batches.running import Batch, run_batch
from ukjp.publishing.freshness import digest_code
from ukjp.reading.remote_files import address_of, local_copy

if TYPE_CHECKING:
    from cluster.conftest import Cluster

pytestmark = [pytest.mark.needs("cluster"), pytest.mark.timeout(400)]

RUNS = """
[defaults]
notebook = "small.ipynb"
formats = ["ipynb"]
[[run]]
name = "r{number}"
matrix = { number = [1, 2, 3, 4] }
parameters = { articles = "mine" }
"""

CELL = """
import os, pathlib, time
with open("pids", "a") as file: file.write(f"{os.getpid()} ")
time.sleep(0.5)
print(number, [path.name for path in pathlib.Path(articles).iterdir()])
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a notebook, a run file and articles, which is the current one."""
    declared = 'articles: str = ""\nnumber: int = 0'
    write_notebook(tmp_path / "small.ipynb", code(declared, tags=["parameters"]), code(CELL))
    (tmp_path / "runs.toml").write_text(RUNS, encoding="utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("Japan gave Ukraine $5 million.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def wait_until(holds: Callable[[], object], seconds: float = 100) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


class Killer(QuietWatch):
    """Kills a worker while its second report runs."""

    def __init__(self, cluster: Cluster) -> None:
        self.victim = cluster.workers[0]
        self.family: list[psutil.Process] = []
        self.cells = 0

    def cell(self, name: str, number: int, count: int) -> None:
        del name
        self.cells += number == count
        if self.cells == 3 and not self.family:
            self.family = psutil.Process(self.victim.pid).children(recursive=True)
            self.victim.kill()
            self.victim.wait()


def test_every_report_is_there_once_though_a_worker_is_killed(
    cluster: Cluster, folder: Path
) -> None:
    sets, watch = read_runs("runs.toml"), Killer(cluster)
    journal = Journal(folder / "out" / "runs.batch.jsonl")
    journal.begin([one.name for one in sets], force=False)
    batch = Batch(sets, folder / "out", journal=journal)
    outcomes = run_batch(batch, on_cluster(cluster.address), watch)
    assert watch.victim.wait(10) == -signal.SIGKILL
    assert [one.status for one in outcomes] == ["made"] * 4, [one.error for one in outcomes]
    told = [json.loads(line) for line in journal.path.read_text().splitlines()[1:]]
    assert sorted(one["name"] for one in told) == [f"r{n}" for n in range(1, 5)]
    assert watch.cells >= 4
    assert sorted(p.name for p in (folder / "out").iterdir()) == [
        *(f"r{n}" for n in range(1, 5)), "runs.batch.jsonl",
    ]  # fmt: skip
    for outcome in outcomes:
        manifest = json.loads((folder / "out" / outcome.name / "manifest.json").read_text())
        for name, digest in manifest["outputs"].items():
            data = (folder / "out" / outcome.name / name).read_bytes()
            assert hashlib.sha256(data).hexdigest() == digest
    kernels = [int(word) for word in (folder / "pids").read_text().split()]
    assert len(kernels) >= 4
    wait_until(lambda: not any(map(is_alive, kernels)))
    wait_until(lambda: not any(is_alive(one.pid) for one in watch.family))
    again = run_batch(batch, on_cluster(cluster.address), QuietWatch())
    assert {one.status for one in again} == {"unchanged"}


def test_the_command_makes_reports_on_the_cluster(cluster: Cluster, folder: Path) -> None:
    out = (folder / "shared").as_uri()
    words = ["report", "--runs", "runs.toml", "r1", "r2", "--dask", cluster.address, "--json"]
    result = CliRunner().invoke(cli, [*words, "--out", out])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["counts"]["made"] == 2
    assert told["reports"][0]["files"] == [f"{out}/r1/manifest.json", f"{out}/r1/r1.ipynb"]
    assert sorted(p.name for p in (folder / "shared" / "r2").iterdir()) == [
        "manifest.json", "r2.ipynb",
    ]  # fmt: skip
    again = CliRunner().invoke(cli, [*words, "--out", out])
    assert json.loads(again.stdout)["counts"]["unchanged"] == 2


# --- what a worker cannot see --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        pytest.param("notebook", "notebook 'small.ipynb' is not on the worker", id="notebook"),
        pytest.param("articles", "articles: 'mine' is not on the worker", id="articles"),
        pytest.param("out", "out: 'out' is not on the worker", id="out"),
        pytest.param("code", "another version of ukjp", id="version"),
        pytest.param("memory", "is the memory of one process", id="memory"),
    ],
)
def test_what_a_worker_cannot_see_is_told(folder: Path, lacking: str, said: str) -> None:
    one, *_ = read_runs("runs.toml")
    (folder / "proof").touch()
    if lacking in {"notebook", "articles"}:
        (folder / {"notebook": "small.ipynb", "articles": "mine"}[lacking]).rename("elsewhere")
    proof = folder / ("none" if lacking == "out" else "proof")
    address = "memory://x" if lacking == "memory" else None
    version = "other" if lacking == "code" else digest_code()
    outcome = make_there(Job(Order(one, folder / "out"), str(proof), address, version), print)
    assert outcome.status == "failed"
    assert said in str(outcome.error)
    assert lacking == "code" or "shared folder, or an address" in str(outcome.error)


@pytest.mark.parametrize("words", [["report", "--dask"], ["extract", "mine", "--dask"]])
def test_without_the_extra_it_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = CliRunner().invoke(cli, [*words, "tcp://127.0.0.1:1", "--out", "out"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == (
        "ukjp: --dask: needs the package distributed; pip install 'ukjp[cluster]'"
    )
    assert folder.exists()


def test_an_address_where_nobody_answers_is_one_line(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setattr("ukjp.clusters.SECONDS_TO_ANSWER", 0.5)
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        result = CliRunner().invoke(cli, ["extract", "mine", "--out", "out", "--dask", address])
        assert result.exit_code == 2, result.output
        assert "no scheduler answers there" in result.stderr
    result = CliRunner().invoke(cli, ["extract", "mine", "--out", "out", "--dask", "tls://a:1"])
    assert (result.exit_code, "needs certificates" in result.stderr) == (2, True)
    assert not (folder / "out").exists()


# --- the work itself -----------------------------------------------------------------------------


def test_pieces_end_with_result_or_error(cluster: Cluster) -> None:
    with connect(cluster.address) as client:
        events = list(as_ended_there(client, act, ["a", "fail", "b"]))
    ends = {one.number: one for one in events if isinstance(one, Ended)}
    assert {number: one.result for number, one in ends.items()} == {0: "A", 1: None, 2: "B"}
    assert isinstance(ends[1].error, ArticleError)
    assert Begun(0) in events
    assert Said(0, "doing a") in events


# --- corpora -------------------------------------------------------------------------------------


def write_corpus(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        words = f"Japan will give Ukraine ${number + 1} million for generators, it said."
        (folder / f"n{number:04}.txt").write_text(words, encoding="utf-8")
    return folder


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def test_a_corpus_gives_the_same_bytes_though_a_worker_is_killed(
    cluster: Cluster, tmp_path: Path
) -> None:
    corpus = write_corpus(tmp_path / "corpus", 600)
    extract_corpus(corpus, tmp_path / "one")
    victim = cluster.workers[0]

    def kill(articles: int, _read: int, _total: int) -> None:
        if articles >= 80 and victim.poll() is None:
            victim.kill()
            victim.wait()

    summary = extract_corpus(corpus, tmp_path / "two", dask=cluster.address, tell_progress=kill)
    assert summary.articles == 600
    assert victim.poll() == -signal.SIGKILL
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_the_command_reads_a_corpus_on_the_cluster(cluster: Cluster, folder: Path) -> None:
    words = ["extract", "mine", "--out", "out", "--dask", cluster.address]
    result = CliRunner().invoke(cli, words)
    assert (result.exit_code, result.stdout[:10]) == (0, "1 articles"), result.output
    assert (folder / "out" / "claims.parquet").exists()


def test_articles_a_worker_cannot_see_are_told(cluster: Cluster, tmp_path: Path) -> None:
    from ukjp.corpus import read_files_there
    from ukjp.reading.article_files import ArticleFile

    with (
        connect(cluster.address) as client,
        pytest.raises(
            ArticleError, match=r"a\.txt: is not on the worker; give the workers a shared"
        ),
    ):
        list(map_there(client)(read_files_there, [[ArticleFile("/no/a.txt", "a.txt", 1)]]))
    assert not list(tmp_path.iterdir())


# --- addresses -----------------------------------------------------------------------------------


@pytest.fixture
def memory() -> Any:
    """The file system in this process's memory, empty."""
    import fsspec

    files = fsspec.filesystem("memory")
    files.store.clear()
    yield files
    files.store.clear()


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("s3://bucket/a", "s3://bucket/a"),
        (Path("s3://bucket/a"), "s3://bucket/a"),
        (Path("memory://a/b"), "memory://a/b"),
        (Path("file:///a/b"), "file:///a/b"),
        ("articles", None),
        ("/a/b:c", None),
        ("a:b", None),
    ],
)
def test_addresses_are_told_from_paths(place: Any, address: str | None) -> None:
    assert address_of(place) == address


def test_articles_at_an_address_are_read_by_every_command(memory: Any, tmp_path: Path) -> None:
    memory.pipe_file("/news/a.txt", b"Japan will give Ukraine $5 million, it said on 2 May 2024.")
    memory.pipe_file("/news/deep/b.txt", b"Japan gave Ukraine $7 million on 3 May 2024.")
    built = CliRunner().invoke(cli, ["build", "memory://news", "--out", str(tmp_path / "b")])
    assert built.exit_code == 0, built.output
    extracted = CliRunner().invoke(cli, ["extract", "memory://news", "--out", str(tmp_path / "e")])
    assert extracted.stdout.startswith("2 articles"), extracted.output
    copy = local_copy("memory://news")
    assert local_copy("memory://news") == copy
    memory.pipe_file("/news/a.txt", b"Japan will give Ukraine $50 million, it said.")
    assert local_copy("memory://news") != copy
    with pytest.raises(ArticleError, match="memory://none: no such file or folder"):
        local_copy("memory://none")
    with pytest.raises(ArticleError, match="nope://x"):
        local_copy("nope://x")


def test_reports_land_whole_at_an_address(memory: Any, folder: Path) -> None:
    memory.pipe_file("/news/a.txt", b"Japan will give Ukraine $5 million.")
    words = ["report", "--runs", "runs.toml", "r1", "--out", "memory://made", "--json"]
    text = RUNS.replace('articles = "mine"', 'articles = "memory://news"')
    (folder / "runs.toml").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["counts"]["made"] == 1
    assert sorted(memory.find("/made")) == ["/made/r1/manifest.json", "/made/r1/r1.ipynb"]
    manifest = json.loads(memory.cat_file("/made/r1/manifest.json"))
    assert manifest["parameters"]["articles"] == "news"
    assert "a.txt" in memory.cat_file("/made/r1/r1.ipynb").decode()
    assert json.loads(CliRunner().invoke(cli, words).stdout)["counts"]["unchanged"] == 1


def test_wrong_addresses_are_one_line(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["report", "--runs", "runs.toml", "--out", "nope://x"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nope://x" in result.stderr
    text = RUNS.replace('articles = "mine"', 'articles = "memory://none"')
    (folder / "runs.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError, match=r"r{number}.*memory://none: no such file"):
        read_runs("runs.toml")
