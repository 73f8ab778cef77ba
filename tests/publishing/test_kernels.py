"""Forked kernels: what they show is what new ones show, and none outlives whoever asked for it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from publishing.samples import code, markdown, write_notebook

from ukjp.errors import ReportError
from ukjp.publishing.execution import Execution, run_notebook
from ukjp.publishing.kernels import kernel_environment
from ukjp.publishing.notebooks import read_notebook
from ukjp.publishing.warm import births, can_fork
from ukjp.publishing.warm.nursery import OWN_VARIABLES, Request

pytestmark = pytest.mark.skipif(not can_fork(), reason="processes are not forked here")

STATE = """
import gc, locale, logging, multiprocessing, os, random, signal, sys, threading, warnings
shell, old_mask = get_ipython(), os.umask(0)
os.umask(old_mask)
{
    "search": sys.path, "argv": [os.path.basename(sys.argv[0]), len(sys.argv)],
    "python": [sys.executable, str(sys.flags), sys.getrecursionlimit(), hasattr(sys, "ps1")],
    "folder": os.getcwd(), "mask": old_mask, "locale": locale.setlocale(locale.LC_ALL),
    "variables": sorted(one for one in os.environ.items() if one[0] not in OWN),
    "signals": {s.name: str(signal.getsignal(s)).split(" at ")[0] for s in signal.Signals},
    "blocked": sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
    "collector": [gc.isenabled(), gc.get_threshold()], "filters": len(warnings.filters),
    "logging": [logging.root.level, logging.root.handlers],
    "names": sorted(n for n in globals() if not n.startswith("_i")),
    "session": os.getpgrp() == os.getsid(0) == os.getpid(),
    "streams": [sys.stdout.encoding, sys.__stdout__.errors, type(sys.stdin).__name__],
    "threads": sorted({type(t).__name__ for t in threading.enumerate()} - {"ParentPollerUnix"}),
    "files": [f for f in map(os.path.realpath, os.listdir("/proc/self/fd")) if f.endswith("tf")],
    "shell": [sorted(shell.extension_manager.loaded), shell.history_manager.hist_file],
    "process": [multiprocessing.current_process().name, multiprocessing.parent_process()],
}
""".replace("OWN", repr(set(OWN_VARIABLES)))

CELLS = [
    STATE,
    """
    import subprocess
    print("one"); print("two", file=sys.stderr); print("three", flush=True)
    _ = subprocess.run(["echo", "four"])
    """,
    """
    import pandas as pd, numpy as np
    days = pd.to_datetime(["2022-02-24", None])
    frame = pd.DataFrame({"a": [1, 2.5], "b": ["x", None], "c": days})
    frame
    """,
    "np.geterr(), np.get_printoptions(), pd.get_option('display.width')",
    """
    from matplotlib.figure import Figure
    bare = Figure(); bare.subplots().plot([1, 2]); bare  # words: no pyplot has been used yet
    """,
    """
    import matplotlib, matplotlib.pyplot as plt
    dict(matplotlib.rcParams), matplotlib.is_interactive(), plt.get_fignums()
    """,
    "plt.plot([3, 1, 2]); print('drawn'); plt.figure(figsize=(2, 1)); plt.bar([1, 2], [2, 1])",
    "bare  # a picture now",
    "import seaborn as sns; sns.lineplot(x=[1, 2], y=[2, 1]); plt.title('a $x^2$'); plt.show()",
    """
    from IPython.display import HTML, clear_output, display
    print("gone"); clear_output(); display(HTML("<b>1</b>"))
    handle = display("first", display_id="d"); handle.update("second")
    """,
    "warnings.warn('careful'); logging.getLogger('x').warning('said')",
    "%history -n",
    "In[2][:20], sorted(Out), shell.kernel.comm_manager.targets.keys()",
    """
    def deep(n):
        return 1 / n if n == 0 else deep(n - 1)
    deep(2)
    """,
]


def outputs_of(path: Path) -> list[Any]:
    """Each cell's number and outputs, pictures as the hash of their bytes."""
    shown = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", ()):
            for kind, value in output.get("data", {}).items():
                if kind.startswith("image/"):
                    digest = hashlib.sha256(base64.b64decode(value)).hexdigest()
                    output["data"][kind] = digest
        if cell["cell_type"] == "code":
            words = json.dumps(cell["outputs"], sort_keys=True)
            shown.append((cell["execution_count"], re.sub(r"ipykernel_\d+", "ipykernel", words)))
    return shown


@pytest.fixture(scope="module")
def execute(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str | None], list[Any]]:
    """Run the cells above by an engine of papermill's; all but the last must succeed."""
    import papermill

    folder = tmp_path_factory.mktemp("kernels")
    cells = (code(textwrap.dedent(text).strip()) for text in CELLS)
    notebook = write_notebook(folder / "all.ipynb", markdown("# All"), *cells)

    def run(engine: str | None) -> list[Any]:
        made = folder / f"{engine}.ipynb"
        with pytest.raises(papermill.PapermillExecutionError, match="division by zero"):
            papermill.execute_notebook(
                notebook, made, engine_name=engine, kernel_name="python3", cwd=folder,
                progress_bar=False,
            )  # fmt: skip
        return outputs_of(made)

    return run


@pytest.fixture(scope="module")
def stock(execute: Callable[[str | None], list[Any]]) -> list[Any]:
    return execute(None)


@pytest.mark.timeout(300)
def test_forked_kernels_show_what_new_ones_show(
    execute: Callable[[str | None], list[Any]], stock: list[Any]
) -> None:
    assert sum("image/png" in shown for _, shown in stock) == 3
    assert "image/png" not in stock[4][1]
    for _ in range(2):  # the second is born after the rehearsal
        forked = execute("ukjp")
        assert births._OWN._process is not None
        for number, (new, old) in enumerate(zip(forked, stock, strict=True), 1):
            if number > 1:
                assert new == old, number
                continue
            # Libraries add their warnings' filters when they are imported.
            lines = [
                re.sub(r"'filters': \d+", "", words).split("\\n") for words in (new[1], old[1])
            ]
            assert lines[0] == lines[1]


def test_papermills_own_import_does_not_load_what_the_engine_needs() -> None:
    words = "import sys, ukjp.publishing.warm.engine as e; print(len(sys.modules), *sys.modules)"
    said = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    loaded = set(said.stdout.split())
    assert not loaded & {"papermill", "pandas", "matplotlib", "nbformat", "jupyter_client", "zmq"}


def test_papermills_command_line_finds_the_engine(tmp_path: Path) -> None:
    import papermill
    from papermill.engines import papermill_engines
    from papermill.iorw import load_notebook_node

    from ukjp.publishing.warm.engine import WarmEngine

    papermill_engines.register_entry_points()
    assert papermill_engines.get_engine("ukjp") is WarmEngine
    notebook = write_notebook(tmp_path / "r.ipynb", code("1"), kernelspec={"name": "ir"})
    assert load_notebook_node(str(notebook))["cells"]
    # Another language's kernel is not taken for Python's.
    with pytest.raises(Exception, match="ir"):
        papermill.execute_notebook(notebook, None, engine_name="ukjp", progress_bar=False)


# --- fresh state ------------------------------------------------------------------------------


def run_cell(folder: Path, words: str, timeout: float = 60) -> Execution:
    folder.mkdir(exist_ok=True)
    return run_notebook(
        read_notebook(write_notebook(folder / "one.ipynb", code(words))), {}, timeout=timeout
    )


def printed(run: Execution) -> str:
    assert run.failure is None, run.failure
    return "".join(one["text"] for one in run.content["cells"][0]["outputs"])


def test_nothing_of_one_notebook_reaches_the_next(tmp_path: Path) -> None:
    look = """
import os, random, sys, builtins, numpy as np, matplotlib, uuid
print(os.environ.get("LEFT"), getattr(builtins, "left", None), matplotlib.rcParams["font.size"])
print(os.getppid(), random.random(), np.random.rand(), np.random.default_rng().random())
os.environ["LEFT"] = "1"; builtins.left = 1; matplotlib.rcParams["font.size"] = 99
os.chdir("/"); sys.path.insert(0, "/left"); random.seed(1); np.random.seed(1)
"""
    first, second = (printed(run_cell(tmp_path, look)).split() for _ in range(2))
    assert first[:4] == second[:4] == ["None", "None", "10.0", first[3]]  # forked by one parent
    assert not set(first[4:]) & set(second[4:])


@pytest.mark.parametrize("hiding", ["seaborn.py", "matplotlibrc"])
def test_a_folder_that_would_change_imports_gets_a_new_kernel(tmp_path: Path, hiding: str) -> None:
    (tmp_path / hiding).write_text("font.size: 31\n" if hiding == "matplotlibrc" else "HERE = 31\n")
    words = {
        "seaborn.py": "import seaborn; print(seaborn.HERE)",
        "matplotlibrc": "import matplotlib; print(int(matplotlib.rcParams['font.size']))",
    }
    assert printed(run_cell(tmp_path, words[hiding])) == "31\n"


def test_variables_that_imports_may_read_get_a_new_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MPLBACKEND", "svg")
    words = "import matplotlib; print(matplotlib.get_backend())"
    assert printed(run_cell(tmp_path, words)) == "svg\n"


# --- no kernel is left behind -----------------------------------------------------------------

WITH_A_CHILD = "import subprocess; subprocess.Popen(['sleep', '600'])\n"
# The interpreter's lock is never let go of.
BUSY = "import re; re.match('(a+)+$', 'a' * 64 + 'b')"
OWNER = """
import sys
from ukjp.publishing.warm import imports, preload
imports.FOR_REPORTS = imports.FOR_KERNELS = ()
from ukjp.publishing.warm.nursery import open_files
from ukjp.publishing.kernels import papermill
preload.CHANNEL = preload._leave_nursery(open_files())
from ukjp.publishing.execution import run_notebook
from ukjp.publishing.notebooks import read_notebook
run_notebook(read_notebook(sys.argv[1]), {})
"""


def write_hanging(folder: Path, words: str) -> Path:
    """A notebook that tells its process and then never ends."""
    told = f"import os; open({str(folder / 'pid')!r}, 'w').write(str(os.getpid()) + ' ')\n"
    return write_notebook(folder / "hanging.ipynb", code(told + words))


def await_kernel(folder: Path) -> psutil.Process:
    return psutil.Process(int(wait_for(lambda: read_told(folder))))


def read_told(folder: Path) -> str:
    told = folder / "pid"
    return told.read_text() if told.exists() and told.read_text().endswith(" ") else ""


def wait_for(found: Callable[[], Any], seconds: float = 60) -> Any:
    end = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)
    return value


def assert_gone(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=10)
    left = [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]
    assert not left, left


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[Callable[[str], list[psutil.Process]]]:
    """A program that runs a hanging notebook: itself, its nursery, the kernel and its children."""
    started: list[psutil.Process] = []

    def start(words: str) -> list[psutil.Process]:
        notebook = write_hanging(tmp_path, words)
        program = psutil.Popen([sys.executable, "-c", OWNER, str(notebook)])
        started.append(program)
        kernel = await_kernel(tmp_path)
        nursery = kernel.parent()
        assert nursery is not None
        assert nursery.ppid() == program.pid  # the kernel is a forked one
        wait_for(lambda: "subprocess" not in words or kernel.children())
        started.extend([nursery, kernel, *kernel.children()])
        return list(started)

    yield start
    for one in started:
        if one.is_running():
            one.kill()
    for one in started:
        one.wait(10) if isinstance(one, psutil.Popen) else None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        pytest.param(WITH_A_CHILD + BUSY, signal.SIGKILL, id="killed"),
        pytest.param("import time; time.sleep(600)", signal.SIGINT, id="interrupted"),
    ],
)
def test_a_kernel_ends_with_its_owner(
    owner: Callable[[str], list[psutil.Process]], words: str, number: signal.Signals
) -> None:
    family = owner(words)
    family[0].send_signal(number)
    assert_gone(family)


def test_a_kernel_ends_with_its_owner_when_the_parent_was_killed_before(
    owner: Callable[[str], list[psutil.Process]],
) -> None:
    program, nursery, *kernels = owner(BUSY)
    nursery.kill()
    time.sleep(0.5)
    assert all(one.is_running() for one in kernels)  # the run goes on without it
    program.kill()
    assert_gone([program, nursery, *kernels])


def test_a_hanging_kernel_is_killed_in_time(tmp_path: Path) -> None:
    notebook = write_hanging(tmp_path, BUSY)
    run = run_notebook(read_notebook(notebook), {}, timeout=1)
    assert isinstance(run.failure, ReportError)
    assert "took longer than 1 s" in str(run.failure)
    assert not psutil.pid_exists(int(read_told(tmp_path)))


def test_a_kernel_that_dies_is_a_failure_and_the_next_one_lives(tmp_path: Path) -> None:
    for end in ("os._exit(3)", "os.kill(os.getpid(), 9)"):
        run = run_cell(tmp_path, f"import os; {end}")
        assert isinstance(run.failure, ReportError)
        assert "ended its kernel" in str(run.failure)
    assert printed(run_cell(tmp_path, "print(1)")) == "1\n"


def test_one_parent_serves_many_at_once(tmp_path: Path) -> None:
    run_cell(tmp_path, "1")
    before = births._OWN._process
    assert before is not None
    asked = Request(sys.executable, [], str(tmp_path), {**os.environ, "IPYTHONDIR": str(tmp_path)})
    for _ in range(2):
        kernels = [births.fork_kernel(asked, 1, 2) for _ in range(4)]
        for number, kernel in enumerate(kernels):
            assert kernel is not None
            kernel.close() if number % 2 else kernel.kill()
        assert [kernel.wait(10) for kernel in kernels[::2] if kernel] == [-9, -9]
    wait_for(lambda: not psutil.Process(before.pid).children(), 10)
    assert births._OWN._process is before


def test_a_killed_parent_is_replaced(tmp_path: Path) -> None:
    run_cell(tmp_path, "1")
    before = births._OWN._process
    assert before is not None
    os.kill(before.pid, signal.SIGKILL)
    before.wait(10)
    assert printed(run_cell(tmp_path, "print(2)")) == "2\n"
    assert births._OWN._process is not before


def test_where_processes_cannot_be_forked_kernels_are_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(births, "can_fork", lambda: False)
    assert printed(run_cell(tmp_path, "import sys; print('pandas' in sys.modules)")) == "False\n"


def test_a_kernel_finds_the_verdicts_that_are_named_from_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kernel's folder is the notebook's; what a person names counts from her own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UKJP_CURATION", "my-curation.csv")
    environment = kernel_environment(tmp_path / "runtime")
    assert environment["UKJP_CURATION"] == str(tmp_path / "my-curation.csv")
