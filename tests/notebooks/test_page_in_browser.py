"""The briefing's page in a real browser: no request, no sideways scrolling, links by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.needs("browser")


OUTSIDE = """() => [...document.querySelectorAll('svg')]
  .filter(svg => svg.checkVisibility())
  .flatMap(svg => {
    const edge = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text')].filter(text => {
      const box = text.getBoundingClientRect();
      return box.left < edge.left - 1 || box.right > edge.right + 1;
    }).map(text => text.textContent);
  })"""


@pytest.fixture
def visit(browser: Any, briefing_page: Path) -> Iterator[Any]:
    contexts = []

    def opened(width: int = 1280, scheme: str = "light") -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True
        )
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(briefing_page.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800, 1280])
def test_it_fits_and_loads_nothing(visit: Any, width: int, scheme: str) -> None:
    page = visit(width, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []
    assert page.said == []
    assert page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
    drawings = "[...document.querySelectorAll('svg')].filter(s => s.checkVisibility())"
    shown = page.evaluate(f"{drawings}.length")
    assert shown == 2, "each figure once, for wide or for narrow screens"


def test_words_of_figures_stay_inside_them(visit: Any) -> None:
    """The embedded typeface is used: labels keep the places they were given."""
    for width in (360, 1280):
        page = visit(width)
        outside = page.evaluate(OUTSIDE)
        assert outside == []


def test_a_mark_is_followed_to_its_row_by_keyboard(visit: Any) -> None:
    page = visit()
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('svg') !== null"):
            break
    target = page.evaluate("document.activeElement.getAttribute('href')")
    assert page.evaluate("document.activeElement.getAttribute('aria-label').length") > 5
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == target
    row = page.evaluate("document.querySelector(':target').tagName")
    assert row == "TR"
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 900


def test_the_first_stop_skips_to_the_report(visit: Any) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing(visit: Any, width: int, scheme: str) -> None:
    package = pytest.importorskip("axe_playwright_python")
    page = visit(width, scheme)
    page.evaluate((Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8") + ";0")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    result = page.evaluate(f"axe.run(document, {{runOnly: {tags}}})")
    found = [
        (one["id"], [node["html"][:120] for node in one["nodes"]]) for one in result["violations"]
    ]
    assert found == []


def test_it_prints_on_paper_with_light_colours(visit: Any) -> None:
    page = visit(1280, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(22, 25, 29)"
    assert page.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
