"""The notebooks as people meet them: in a real JupyterLab, in a real browser."""

from __future__ import annotations

import json
import os
import re
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

import ukjp

pytestmark = [pytest.mark.needs("browser"), pytest.mark.timeout(240)]

LEVEL = '[data-panel=aid][data-mark="L-000_cbeb73633f10d832-356"]'
AGAIN = '[data-panel=aid][data-mark="L-004_736a7f1d69cb5549-151"]'
LINK = "004_736a7f1d69cb5549-151 restates 001_e771c5d0828bcf05-510"
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
    """A tab of the browser, with the requests that were refused and the errors of its console.

    `usual` are those that an empty JupyterLab has already.
    """

    tab: Any
    refused: list[str]
    errors: list[str]
    usual: set[str]

    def assert_quiet(self) -> None:
        """Nothing was asked of another machine, and the console has no error of ours."""
        assert self.refused == []
        assert set(self.errors) - self.usual == set()


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
def page(lab: Lab, browser: Any) -> Iterator[Page]:
    """A tab with JupyterLab in it, in which no notebook has been opened yet."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    opened = Page(tab, [], [], set())

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
    tab.locator(".jp-LauncherCard").first.wait_for()
    opened.usual.update(opened.errors)
    yield opened
    context.close()


def run_all(page: Page, name: str) -> None:
    """Open a notebook from the file browser, run it, and wait until every cell has a number."""
    tab = page.tab
    tab.locator(f'.jp-DirListing-item:has-text("{name}.ipynb")').dblclick()
    tab.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell").first.wait_for()
    tab.get_by_text(IDLE).wait_for()
    choose(page, "Run", "runmenu:run-all")
    tab.wait_for_function(ALL_NUMBERED)


def choose(page: Page, menu: str, command: str) -> None:
    """Choose an entry of a menu."""
    page.tab.locator(f'.lm-MenuBar-itemLabel:text-is("{menu}")').click()
    page.tab.locator(f'li[data-command="{command}"]').click()


def saved(page: Page, lab: Lab, name: str) -> list[dict[str, Any]]:
    """Save the notebook and return its code cells as they are on disk."""
    path = lab.folder / f"{name}.ipynb"
    page.tab.keyboard.press("Control+s")
    deadline = time.monotonic() + PATIENCE / 1000
    while True:
        # While it is being written, a file is no JSON; before, its cells have no numbers.
        try:
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        except ValueError:
            cells = []
        code: list[dict[str, Any]] = [cell for cell in cells if cell["cell_type"] == "code"]
        if code and all(cell["execution_count"] for cell in code):
            return code
        assert time.monotonic() < deadline, f"{name} was not saved with its results"
        page.tab.wait_for_timeout(50)


def outputs_of(code: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [output for cell in code for output in cell["outputs"]]


def end_kernel(page: Page) -> None:
    choose(page, "File", "filemenu:close-and-cleanup")
    confirm = page.tab.locator(".jp-Dialog .jp-mod-accept")
    if confirm.count():
        confirm.click()


def picture_of(page: Page, name: str) -> None:
    """Keep a picture for people to look at, in the folder that UKJP_PICTURES names."""
    if folder := os.environ.get("UKJP_PICTURES"):
        page.tab.screenshot(path=str(Path(folder) / f"{name}.png"))


# --- every notebook -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_from_the_file_browser(name: str, lab: Lab, page: Page) -> None:
    run_all(page, name)
    code = saved(page, lab, name)
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    outputs = outputs_of(code)
    assert [one for one in outputs if one["output_type"] in {"error", "stream"}] == []
    assert any("image/png" in one.get("data", {}) for one in outputs)
    picture_of(page, name)
    end_kernel(page)
    page.assert_quiet()


# --- the tour -------------------------------------------------------------------------------------


class Tour(NamedTuple):
    """The tour as it ran, with its widget in view."""

    page: Page
    widget: Any


@pytest.fixture(scope="module")
def tour(page: Page) -> Tour:
    run_all(page, "explore")
    widget = page.tab.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .ukjp-explore")
    widget.locator(LEVEL).scroll_into_view_if_needed()
    return Tour(page, widget)


def plain(words: str) -> str:
    return " ".join(words.split())


def headlines(tour: Tour) -> list[str]:
    return [plain(one) for one in tour.widget.locator("[data-headline]").all_text_contents()]


def change_verdict(tour: Tour, verdict: str) -> None:
    """Overrule the link between the two pledges of one amount, as an analyst would."""
    tour.widget.locator(AGAIN).click()
    form = tour.widget.locator(f'details[data-link="{LINK}"]')
    form.locator("summary").click()
    form.locator("select[name=verdict]").select_option(verdict)
    form.locator("textarea[name=reason]").fill("The ministry calls it new money")
    form.get_by_text("Save verdict").click()


def test_the_tour_runs_from_top_to_bottom(lab: Lab, tour: Tour) -> None:
    code = saved(tour.page, lab, "explore")
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    assert [one for one in outputs_of(code) if one["output_type"] in {"error", "stream"}] == []
    said = plain(json.dumps(outputs_of(code), ensure_ascii=False))
    assert "Added up, parts left aside: 41.1 billion dollars" in said
    assert "added 2024-07-02_power_stations.txt: 2 figures" in said
    tour.page.assert_quiet()


def test_pointing_and_clicking_lead_to_the_words(tour: Tour) -> None:
    tour.widget.locator(LEVEL).hover()
    tip = tour.widget.locator(".ukjp-tip")
    assert plain(tip.inner_text()).startswith("More than 12 billion US dollars given or promised")
    tour.widget.locator(LEVEL).click()
    quote = tour.widget.locator(".ukjp-article mark.ukjp-quote")
    quote.wait_for()
    assert quote.inner_text() == "$12 billion"
    box, around = quote.bounding_box(), tour.widget.locator(".ukjp-article").bounding_box()
    assert around["y"] <= box["y"] <= around["y"] + around["height"], "scrolled to it"


def test_filters_hide_marks_and_change_no_sum(tour: Tour) -> None:
    before = headlines(tour)
    tour.widget.locator("[data-filter=kind]").select_option("component")
    assert tour.widget.locator("[data-panel=aid].ukjp-mark").count() == 2
    assert headlines(tour) == before
    tour.widget.locator("[data-tool=clear]").click()
    tour.widget.locator(LEVEL).wait_for()


def test_a_correction_is_written_undone_and_there_after_a_reload(lab: Lab, tour: Tour) -> None:
    tab, before = tour.page.tab, headlines(tour)
    change_verdict(tour, "different")
    again = tour.widget.locator(f"{AGAIN}.ukjp-increment")
    again.wait_for()
    assert headlines(tour) != before
    assert "The ministry calls it new money" in lab.verdicts.read_text()
    tour.widget.locator("[data-tool=undo]").click()
    tour.widget.locator(f"{AGAIN}.ukjp-restatement").wait_for()
    assert headlines(tour) == before
    assert "new money" not in lab.verdicts.read_text()
    tour.widget.locator("[data-tool=redo]").click()
    again.wait_for()
    corrected = headlines(tour)
    picture_of(tour.page, "explore-light")
    saved(tour.page, lab, "explore")
    tab.reload()
    tour.widget.locator(f"{AGAIN}.ukjp-increment").wait_for()
    assert headlines(tour) == corrected
    tour.page.assert_quiet()
    data = ukjp.build(curation=lab.verdicts)
    assert int(data.ledger["counts_in_total"].sum()) == 2


def test_the_widget_follows_the_dark_theme(tour: Tour) -> None:
    tab = tour.page.tab
    ground = "getComputedStyle(document.querySelector('.ukjp-explore')).backgroundColor"
    tour.widget.locator(LEVEL).click()
    light = tab.evaluate(ground)
    choose_theme(tour.page, "JupyterLab Dark")
    tab.wait_for_function(f"{ground} !== '{light}'")
    assert _lightness(light) > 200
    assert _lightness(tab.evaluate(ground)) < 60
    tab.locator("#jupyterlab-splash").wait_for(state="detached")
    picture_of(tour.page, "explore-dark")
    end_kernel(tour.page)
    tour.page.assert_quiet()


def _lightness(colour: str) -> float:
    red, green, blue, *_ = (float(part) for part in re.findall(r"[\d.]+", colour))
    return (red + green + blue) / 3


def choose_theme(page: Page, name: str) -> None:
    page.tab.locator('.lm-MenuBar-itemLabel:text-is("Settings")').click()
    page.tab.locator('.lm-Menu-itemLabel:text-is("Theme")').hover()
    page.tab.locator(f'.lm-Menu-itemLabel:text-is("{name}")').click()


# --- without a kernel -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tour as a report, and the notebook it keeps as nbconvert prints it."""
    from nbconvert import HTMLExporter

    out = tmp_path_factory.mktemp("report")
    made = ukjp.run_report("explore", {"size": "column"}, out, formats=["html", "ipynb"])
    assert made.problems == ()
    printed, _ = HTMLExporter().from_filename(str(made.folder / "explore.ipynb"))
    (made.folder / "printed.html").write_text(printed, encoding="utf-8")
    return made.folder


@pytest.mark.parametrize("file", ["explore.html", "printed.html"])
def test_pointing_and_evidence_work_in_a_page_without_a_kernel(
    file: str, report: Path, visit: Callable[..., Any]
) -> None:
    page = visit()
    page.set_default_timeout(PATIENCE)
    page.goto((report / file).as_uri())
    widget = page.frame_locator("iframe[sandbox]")
    mark = widget.locator(LEVEL)
    mark.hover()
    tip = plain(widget.locator(".ukjp-tip").inner_text())
    assert tip.startswith("More than 12 billion US dollars")
    mark.click()
    assert widget.locator(".ukjp-article mark.ukjp-quote").inner_text() == "$12 billion"
    assert widget.get_by_text("Correct it").count() == 0, "nobody is there to write it"
    if file == "explore.html":
        assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []
        assert page.said == []
        link = page.locator("svg:visible a[*|href^='#claim-']").first
        assert page.locator(link.get_attribute("href") or link.get_attribute("xlink:href")).count()
