"""The widget in a browser: as a page of its own, and with a real explorer behind it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ukjp.dataset import Dataset, build_dataset
from ukjp.exploring.assets import read_module, read_style
from ukjp.exploring.explorer import Explorer

SYNCED = ("records", "changes", "texts", "state", "theme")
# A model as anywidget gives it; what it sends goes to the explorer in the test's own process.
MODEL = """
const state = %s, listeners = {};
const tell = (name, ...words) => (listeners[name] || []).slice().forEach((one) => one(...words));
window.model = {
  get: (name) => state[name],
  on: (name, listener) => (listeners[name] = listeners[name] || []).push(listener),
  off: (name, listener) => { listeners[name] = (listeners[name] || []).filter((one) => one !== listener); },
  send: async (message) => {
    window.asked = (window.asked || 0) + 1;
    const answer = await window.kernel(message);
    const changed = Object.keys(answer.state).filter((name) => JSON.stringify(answer.state[name]) !== JSON.stringify(state[name]));
    Object.assign(state, answer.state);
    for (const name of changed) tell(`change:${name}`);
    for (const one of answer.messages) tell("msg:custom", one);
    window.asked -= 1;
  },
};
explorerWidget.render({ model: window.model, el: document.getElementById("place") });
"""  # noqa: E501 - JavaScript


@pytest.fixture(scope="session")
def data(briefs: Path) -> Dataset:
    """The five briefs, as the rules read them."""
    return build_dataset(briefs, curation=[])


@pytest.fixture
def curated(data: Dataset, tmp_path: Path) -> Dataset:
    """The five briefs with a curation file of their own, which is not there yet."""
    return replace(data, curation_file=tmp_path / "data" / "curation.csv")


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a page offline; what it asks for and says is kept in `asked` and `said`."""
    contexts = []

    def opened(width: int = 1280, scheme: str = "light", motion: str = "reduce") -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 1000}, color_scheme=scheme, offline=True,
            reduced_motion=motion,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("dialog", lambda dialog: (page.said.append(dialog.message), dialog.dismiss()))
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def live(visit: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Show an explorer in a page: every message goes to it and comes back, as through a kernel."""

    def shown(explorer: Explorer, **options: Any) -> Any:
        page = visit(**options)
        page.expose_function("kernel", lambda message: answer(explorer, message))
        script = read_module().replace("export default", "const explorerWidget =")
        state = json.dumps({name: getattr(explorer, name) for name in SYNCED})
        script += MODEL % state.replace("<", "\\u003c")
        file = tmp_path / f"live{len(list(tmp_path.glob('live*.html')))}.html"
        file.write_text(
            f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Explore</title>"
            f"<style>{read_style()}</style><body data-jp-theme-light="
            f"{'false' if options.get('scheme') == 'dark' else 'true'}><main id=place></main>"
            f"<script type=module>{script}</script>"
        )
        page.goto(file.as_uri())
        page.locator(".ukjp-mark").first.wait_for()
        return page

    return shown


def answer(explorer: Explorer, message: dict[str, Any]) -> dict[str, Any]:
    """What an explorer makes of a message: its state afterwards and what it says."""
    said: list[Any] = []
    explorer.send = said.append  # type: ignore[method-assign]
    explorer._hear(None, message, [])
    names = ("state", "changes") if message["type"] != "text" else ()
    return {"state": {name: getattr(explorer, name) for name in names}, "messages": said}
