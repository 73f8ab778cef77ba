"""The widget in Chromium: what an analyst does with it, by mouse and by keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ukjp.dataset import Dataset, build_dataset
from ukjp.exploring.explorer import Explorer, explore
from ukjp.reconciling.curation_file import read_curation

pytestmark = pytest.mark.needs("browser")

LEVEL = '[data-panel=aid][data-mark="L-000_cbeb73633f10d832-356"]'
PLEDGE = '[data-panel=aid][data-mark="L-001_e771c5d0828bcf05-510"]'
AGAIN = '[data-panel=aid][data-mark="L-004_736a7f1d69cb5549-151"]'
UNDATED = '[data-panel=aid][data-mark="L-003_8b1f115c4d90c759-1104"]'
IDLE = "!window.asked"


@pytest.fixture(scope="module")
def still_page(data: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The widget as a page of its own."""
    file = tmp_path_factory.mktemp("still") / "explore.html"
    Explorer(data).to_html(file)
    return file


@pytest.fixture
def still(visit: Callable[..., Any], still_page: Path) -> Callable[..., Any]:
    def shown(**options: Any) -> Any:
        page = visit(**options)
        page.goto(still_page.as_uri())
        page.locator(".ukjp-mark").first.wait_for()
        return page

    return shown


def status(page: Any) -> str:
    return str(page.locator(".ukjp-status").inner_text())


def settled(page: Any) -> None:
    page.wait_for_function(IDLE)


def test_pointing_says_the_figure_in_words(still: Callable[..., Any]) -> None:
    page = still()
    page.locator(LEVEL).hover()
    tip = page.locator(".ukjp-tip").inner_text()
    assert re.sub(r"\s", " ", tip) == (
        "More than 12 billion US dollars given or promised so far, said on 3 April 2024"
    )
    page.mouse.move(5, 5)
    assert not page.locator(".ukjp-tip").is_visible()


def test_a_click_shows_the_quote_in_its_article(still: Callable[..., Any], data: Dataset) -> None:
    page = still()
    page.locator(LEVEL).click()
    claim = data.claims.set_index("claim_id").loc["000_cbeb73633f10d832-356"]
    article = page.locator(".ukjp-article")
    assert article.locator("mark").inner_text() == claim["quote"]
    assert article.inner_text().strip() == data.texts[claim["article_id"]].strip()
    box, quote = article.bounding_box(), article.locator("mark").bounding_box()
    assert box["y"] <= quote["y"] <= box["y"] + box["height"] - quote["height"], "scrolled to it"
    said = page.locator(".ukjp-evidence").inner_text()
    for words in ("3 April 2024", "a line that holds the day", "so much “since the fighting”"):
        assert words in said.replace("\xa0", " ")
    assert "replaces earlier totals and is never added" in said
    assert page.asked == [page.url]
    assert page.said == []


def test_a_link_leads_to_the_other_figure_and_says_why(still: Callable[..., Any]) -> None:
    page = still()
    page.locator(AGAIN).click()
    linked = page.locator(".ukjp-linked[data-relation=restates]").first
    assert "the reference table lists both as one money" in linked.inner_text()
    linked.locator("button[data-claim]").click()
    assert "pledged on 6 December 2023" in page.locator("h3").inner_text().replace("\xa0", " ")
    assert page.locator(PLEDGE).get_attribute("aria-current") == "true"


def test_filters_combine_count_and_clear(still: Callable[..., Any], data: Dataset) -> None:
    page = still()
    every = re.match(r"(\d+) figures", status(page))
    assert every
    page.locator("[data-filter=kind]").select_option("component")
    assert page.locator("[data-panel=aid].ukjp-mark").count() == 2
    page.locator("[data-filter=instrument]").select_option("guarantee")
    assert page.locator("[data-panel=aid].ukjp-mark").count() == 1
    gone = int(every[1]) - 1
    assert status(page) == f"1 of {every[1]} figures and happenings shown, {gone} filtered out."
    page.locator("[data-filter=from]").fill("2024-05-01")
    assert status(page).startswith("Nothing fits these filters")
    assert page.locator(".ukjp-none").is_visible()
    page.locator("[data-tool=clear]").click()
    assert status(page) == f"{every[1]} figures and happenings."
    page.locator("[data-filter=donor]").select_option("IMF")
    page.locator(".ukjp-list summary").click()
    shown = (data.claims["donor"] == "IMF").sum()
    assert page.locator(".ukjp-list tbody tr").count() == shown
    assert "page furniture" not in page.locator(".ukjp-charts").inner_text()


@pytest.mark.parametrize(
    ("name", "value", "inside"),
    [
        ("verdict", "counts", {"increment"}),
        ("verdict", "same", {"level", "increment", "component", "restatement", "receipt"}),
        ("article", "003_8b1f115c4d90c759", {"level"}),
        ("donor", "IMF", set()),
        ("to", "2023-12-07", {"increment", "component"}),
    ],
)
def test_each_filter_leaves_what_fits(
    still: Callable[..., Any], name: str, value: str, inside: set[str]
) -> None:
    page = still()
    field = page.locator(f"[data-filter={name}]")
    if name == "to":
        field.fill(value)
    else:
        field.select_option(value)
    shown = page.evaluate(
        "[...document.querySelectorAll('[data-panel=aid].ukjp-mark, [data-panel=receipts].ukjp-mark')]"
        ".map(mark => mark.record.role)"
    )
    assert set(shown) == inside


def test_one_time_axis_for_all_charts(still: Callable[..., Any]) -> None:
    page = still()
    before = page.locator(".ukjp-days").inner_text()
    box = page.locator(".ukjp-timeline-chart").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 60)
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 62)
    page.mouse.wheel(0, -300)
    page.wait_for_function(f"document.querySelector('.ukjp-days').textContent !== {before!r}")
    ticks = (
        "[...document.querySelectorAll('.ukjp-%s-chart .ukjp-time text')].map(t => t.textContent)"
    )
    assert page.evaluate(ticks % "receipts") == page.evaluate(ticks % "timeline")
    page.locator("[data-tool=reset]").click()
    page.wait_for_function(f"document.querySelector('.ukjp-days').textContent === {before!r}")
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 20, steps=4)
    page.mouse.up()
    page.wait_for_function(f"document.querySelector('.ukjp-days').textContent !== {before!r}")
    narrow = page.locator(".ukjp-days").inner_text()
    page.locator(".ukjp-mark[tabindex='0']").focus()
    page.keyboard.press("-")
    page.wait_for_function(f"document.querySelector('.ukjp-days').textContent !== {narrow!r}")
    page.keyboard.press("0")
    page.wait_for_function(f"document.querySelector('.ukjp-days').textContent === {before!r}")


def test_it_is_reached_and_left_by_keyboard(still: Callable[..., Any]) -> None:
    page = still()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.ukjp-mark')"):
            break
    assert page.locator(".ukjp-mark[tabindex='0']").count() == 1
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert page.locator(".ukjp-tip").is_visible()
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    assert page.locator("h3").inner_text() in name
    assert status(page).startswith("Evidence shown")
    page.keyboard.press("Escape")
    assert page.locator("h3").count() == 0
    assert page.evaluate("document.activeElement.matches('.ukjp-mark')")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.panel") == "receipts"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (700, "dark")])
def test_it_fits_and_axe_finds_nothing(
    live: Callable[..., Any], curated: Dataset, width: int, scheme: str
) -> None:
    package = pytest.importorskip("axe_playwright_python")
    page = live(Explorer(curated, who="Ada"), width=width, scheme=scheme)
    page.locator(AGAIN).click()
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ground = page.evaluate(
        "getComputedStyle(document.querySelector('.ukjp-explore')).backgroundColor"
    )
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
    page.evaluate((Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8") + ";0")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate(f"axe.run(document.querySelector('.ukjp-explore'), {{runOnly: {tags}}})")
    told = [
        (one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]
    ]
    assert told == []
