"""The notebooks as people meet them: in a real JupyterLab, in a real browser."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psutil
import pytest

pytestmark = [pytest.mark.needs("browser"), pytest.mark.timeout(240)]

NOTEBOOKS = ("briefing", "cumulative_aid", "negotiation_timeline")
HOST = "127.0.0.1"
PATIENCE = 90_000
"""Milliseconds: a machine may have other work; what is waited for is always a sign on the page."""

IDLE = "Python 3 (ipykernel) | Idle"
ALL_NUMBERED = r"""() => {
  const panel = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden)');
  const prompts = [...panel.querySelectorAll('.jp-CodeCell .jp-InputArea-prompt')];
  const busy = prompts.filter(one => !/^\[\d+\]:/.test(one.textContent));
  return prompts.length > 3 && busy.length === 0;
}"""


class Lab(NamedTuple):
    """A running JupyterLab: its address, its token, its folder, and its process."""

    url: str
    token: str
    folder: Path
    verdicts: Path
    server: psutil.Process


class Page(NamedTuple):
    """A tab of the browser, with the requests that were refused and the errors of its console."""

    tab: Any
    refused: list[str]
    errors: list[str]


# --- a Lab of our own -----------------------------------------------------------------------------


@contextmanager
def running_lab(home: Path, notebooks: Path) -> Iterator[Lab]:
    folder, settings, runtime = home / "work", home / "settings", home / "runtime"
    for one in (folder, settings, runtime):
        one.mkdir()
    for path in notebooks.glob("*.ipynb"):
        shutil.copy(path, folder)
    news = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}
    (settings / "overrides.json").write_text(json.dumps(news))
    token, verdicts = secrets.token_hex(16), home / "curation.csv"
    words = [
        sys.executable, "-m", "jupyter", "lab", "--no-browser", f"--ip={HOST}",
        "--ServerApp.port=0", f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={folder}", f"--LabApp.app_settings_dir={settings}",
        *(["--allow-root"] if os.geteuid() == 0 else []),
    ]  # fmt: skip
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")},
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(runtime),
        "IPYTHONDIR": str(home / "ipython"),
        "UKJP_CURATION": str(verdicts),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            words, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        process = psutil.Process(server.pid)
        try:
            url = _wait_until_up(runtime, token, server, home / "log")
            yield Lab(url, token, folder, verdicts, process)
        finally:
            kernels = process.children(recursive=True) if process.is_running() else []
            server.terminate()
            try:
                server.wait(20)
            finally:
                _gone, left = psutil.wait_procs(kernels, timeout=10)
                for one in left:
                    one.kill()
                if server.poll() is None:
                    server.kill()
    assert left == [], "kernels outlived their server"


def _wait_until_up(runtime: Path, token: str, server: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline and server.poll() is None:
        for path in runtime.glob("jpserver-*.json"):
            try:
                url = str(json.loads(path.read_text())["url"])
                urllib.request.urlopen(f"{url}api/status?token={token}", timeout=5).close()  # noqa: S310 - loopback
            except (OSError, ValueError):
                continue
            return url
        time.sleep(0.05)
    raise AssertionError(f"JupyterLab did not start: {log.read_text()[-2000:]}")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Iterator[Lab]:
    home = tmp_path_factory.mktemp("lab")
    with running_lab(home, checkout / "notebooks") as running:
        yield running


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync"]
        running = playwright.chromium.launch(executable_path=chromium, args=options)
        yield running
        running.close()


@pytest.fixture(scope="module")
def page(lab: Lab, browser: Any) -> Iterator[Page]:
    """A tab with JupyterLab in it, in which no notebook has been opened yet."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    opened = Page(tab, [], [])

    def only_loopback(route: Any) -> None:
        address = route.request.url
        if address.startswith((lab.url, "data:", "blob:")):
            route.continue_()
        else:
            opened.refused.append(address)
            route.abort()

    def note(message: Any) -> None:
        if message.type == "error":
            opened.errors.append(message.text)

    context.route("**/*", only_loopback)
    tab.on("console", note)
    tab.on("pageerror", lambda error: opened.errors.append(str(error)))
    tab.goto(f"{lab.url}lab?token={lab.token}")
    tab.locator(".jp-DirListing-item").first.wait_for()
    yield opened
    context.close()


@pytest.fixture(scope="module")
def usual_errors(page: Page) -> frozenset[str]:
    """What the console of an empty JupyterLab says already."""
    page.tab.locator(".jp-LauncherCard").first.wait_for()
    return frozenset(page.errors)


def run_all(page: Page, name: str) -> None:
    """Open a notebook from the file browser, run it, and wait until every cell has a number."""
    tab = page.tab
    tab.locator(f'.jp-DirListing-item:has-text("{name}.ipynb")').dblclick()
    tab.locator(f".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell").first.wait_for()
    tab.get_by_text(IDLE).wait_for()
    choose(page, "Run", "runmenu:run-all")
    tab.wait_for_function(ALL_NUMBERED)


def choose(page: Page, menu: str, command: str) -> None:
    """Choose an entry of a menu."""
    page.tab.locator(f'.lm-MenuBar-itemLabel:text-is("{menu}")').click()
    page.tab.locator(f'li[data-command="{command}"]').click()


def saved(page: Page, lab: Lab, name: str) -> dict[str, Any]:
    """Save the notebook and return it as it is on disk."""
    path = lab.folder / f"{name}.ipynb"
    before = path.stat().st_mtime_ns
    page.tab.keyboard.press("Control+s")
    deadline = time.monotonic() + 20
    while path.stat().st_mtime_ns == before and time.monotonic() < deadline:
        page.tab.wait_for_timeout(50)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def close_and_shut_down(page: Page) -> None:
    choose(page, "File", "filemenu:close-and-cleanup")
    confirm = page.tab.locator(".jp-Dialog .jp-mod-accept")
    if confirm.count():
        confirm.click()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_from_the_file_browser(
    name: str, lab: Lab, page: Page, usual_errors: frozenset[str]
) -> None:
    t = time.perf_counter()
    run_all(page, name)
    print(name, time.perf_counter() - t)
    assert page.tab.locator(".jp-OutputArea-output img, .jp-OutputArea-output svg").count() > 0
    content = saved(page, lab, name)
    print(name, time.perf_counter() - t)
    code = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell["outputs"]]
    assert [one for one in outputs if one["output_type"] in {"error", "stream"}] == []
    assert set(page.errors) - usual_errors == set()
    assert page.refused == []
    page.tab.screenshot(path=f"/tmp/F/{name}.png")
    close_and_shut_down(page)
    print(name, time.perf_counter() - t)
