"""The widget in Chromium: what an analyst does with it, by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ukjp.dataset import Dataset, build_dataset
from ukjp.errors import DataError, OutputError, ParameterError
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


def test_a_divided_pledge_is_hit_in_its_middle(still: Callable[..., Any]) -> None:
    page = still(width=920)
    page.locator(PLEDGE).click()
    name = page.locator(".ukjp-pane h3").first
    assert name.inner_text().replace("\xa0", " ").startswith("4.5 billion")
    assert page.locator(".ukjp-tip").is_hidden()
    pane, charts = (page.locator(one).bounding_box() for one in (".ukjp-pane", ".ukjp-charts"))
    assert pane["x"] >= charts["x"] + charts["width"]


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


FILTERS = [
    ("verdict", "counts", {"increment"}),
    ("verdict", "same", {"level", "increment", "component", "restatement", "receipt"}),
    ("article", "003_8b1f115c4d90c759", {"level"}),
    ("donor", "IMF", set()),
    ("to", "2023-12-07", {"increment", "component"}),
]
ROLES = """[...document.querySelectorAll('.ukjp-mark:not([data-panel=timeline])')]
    .map(mark => mark.record.role)"""


def test_each_filter_leaves_what_fits(still: Callable[..., Any]) -> None:
    page = still()
    for name, value, inside in FILTERS:
        field = page.locator(f"[data-filter={name}]")
        if name == "to":
            field.fill(value)
        else:
            field.select_option(value)
        assert set(page.evaluate(ROLES)) == inside, (name, value)
        page.locator("[data-tool=clear]").click()


def test_one_time_axis_for_all_charts(still: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    page = still()
    before = page.locator(".ukjp-days").inner_text()
    box = page.locator(".ukjp-timeline-chart").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 60)
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 62)
    page.mouse.wheel(0, -300)
    expect(page.locator(".ukjp-days")).not_to_have_text(before)
    ticks = (
        "[...document.querySelectorAll('.ukjp-%s-chart .ukjp-time text')].map(t => t.textContent)"
    )
    assert page.evaluate(ticks % "receipts") == page.evaluate(ticks % "timeline")
    page.locator("[data-tool=reset]").click()
    expect(page.locator(".ukjp-days")).to_have_text(before)
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 20, steps=4)
    page.mouse.up()
    expect(page.locator(".ukjp-days")).not_to_have_text(before)
    narrow = page.locator(".ukjp-days").inner_text()
    page.locator(".ukjp-mark[tabindex='0']").focus()
    page.keyboard.press("-")
    expect(page.locator(".ukjp-days")).not_to_have_text(narrow)
    page.keyboard.press("0")
    expect(page.locator(".ukjp-days")).to_have_text(before)


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
    for summary in page.locator("summary:visible").all():
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


def written(explorer: Explorer) -> list[tuple[str, str, str]]:
    """What stands in the curation file: field, value and reason of each row."""
    assert explorer.desk.file
    rows, refused = read_curation(explorer.desk.file)
    assert refused == []
    return [(row.field, row.value, row.reason) for row in rows]


def headlines(page: Any) -> list[str]:
    texts = page.locator(".ukjp-numbers button").all_inner_texts()
    return [text.replace("\xa0", " ") for text in texts]


def test_a_verdict_is_changed_undone_and_done_again(
    live: Callable[..., Any], curated: Dataset
) -> None:
    explorer = Explorer(curated, who="Ada")
    seen: list[int] = []
    explorer.observe(lambda change: seen.append(change.new.ledger["counts_in_total"].sum()), "data")
    page = live(explorer)
    page.locator(AGAIN).click()
    link = page.locator(".ukjp-linked[data-relation=restates]").first
    link.locator("summary").click()
    link.locator("select[name=verdict]").select_option("different")
    link.locator("button[type=submit]").click()
    page.locator(".ukjp-refused").wait_for()
    assert "needs a reason" in page.locator(".ukjp-refused").inner_text()
    assert link.locator("select[name=verdict]").input_value() == "different", (
        "nothing typed is lost"
    )
    link.locator("textarea").fill("The ministry confirms new money.")
    link.locator("button[type=submit]").click()
    settled(page)
    assert headlines(page).count("$4.5 billion pledge") == 2
    assert page.locator(f"{AGAIN}.ukjp-increment").count() == 1
    assert "analyst’s: Ada" in page.locator(".ukjp-linked").first.inner_text()
    assert written(explorer) == [("verdict", "different", "The ministry confirms new money.")]
    page.locator(f"{AGAIN}").focus()
    page.keyboard.press("Control+z")
    settled(page)
    assert headlines(page).count("$4.5 billion pledge") == 1
    assert written(explorer) == []
    page.locator("[data-tool=redo]").click()
    settled(page)
    assert len(written(explorer)) == 1
    assert seen == [2, 1, 2]


def test_a_claim_is_corrected_and_wrong_input_refused(
    live: Callable[..., Any], curated: Dataset
) -> None:
    explorer = Explorer(curated, who="Ada")
    page = live(explorer)
    page.locator(UNDATED).click(position={"x": 10, "y": 5})
    page.locator(".ukjp-evidence > .ukjp-correct summary").click()
    form = page.locator("form[data-form]")
    form.locator("[name=as_of]").fill("2024-02-31")
    form.locator("[name=reason]").fill("The outlet’s archive gives the day.")
    form.locator("[type=submit]").click()
    page.locator(".ukjp-refused").wait_for()
    assert "expected a day" in page.locator(".ukjp-refused").inner_text()
    assert form.locator("[name=as_of]").input_value() == "2024-02-31"
    assert form.locator("[name=reason]").input_value().startswith("The outlet")
    assert not explorer.desk.file.exists()  # type: ignore[union-attr]
    form.locator("[name=as_of]").fill("2024-06-10")
    form.locator("[name=instrument]").select_option("grant")
    form.locator("[type=submit]").click()
    settled(page)
    assert {row[:2] for row in written(explorer)} == {
        ("as_of", "2024-06-10"), ("instrument", "grant"),
    }  # fmt: skip
    label = page.locator(UNDATED).get_attribute("aria-label").replace("\xa0", " ")
    assert "said on 10 June 2024" in label
    assert "Ada" in page.locator(".ukjp-corrections").inner_text()
    assert page.evaluate("document.activeElement.tagName") == "H3", "the focus is not lost"
    page.locator(".ukjp-corrections li[data-field=as_of] button").click()
    settled(page)
    assert [row[0] for row in written(explorer)] == ["instrument"]


def test_two_notebooks_merge_and_a_conflict_shows_both_sides(
    live: Callable[..., Any], curated: Dataset
) -> None:
    mine, hers = Explorer(curated, who="Ada"), Explorer(curated, who="Bea")
    page, other = live(mine), live(hers)

    def correct(where: Any, mark: str, field: str, value: str) -> None:
        where.locator(mark).click(position=None if mark == PLEDGE else {"x": 12, "y": 4})
        details = where.locator(".ukjp-evidence > .ukjp-correct")
        if details.get_attribute("open") is None:
            details.locator("summary").click()
        where.locator(f"form[data-form] [name={field}]").fill(value)
        where.locator("form[data-form] [name=reason]").fill("I have looked it up.")
        where.locator("form[data-form] [type=submit]").click()
        where.wait_for_function("!window.asked")

    correct(page, UNDATED, "as_of", "2024-06-01")
    correct(other, PLEDGE, "as_of", "2023-12-07")
    assert len(written(mine)) == 2, "nobody's row is lost"
    label = other.locator(UNDATED).get_attribute("aria-label").replace("\xa0", " ")
    assert "said on 1 June 2024" in label, "Ada's correction came along"
    correct(page, PLEDGE, "as_of", "2023-12-05")
    box = page.locator(".ukjp-conflict")
    assert all(one in box.inner_text() for one in ("2023-12-07", "Bea", "2023-12-05"))
    assert ("as_of", "2023-12-05", "I have looked it up.") not in written(mine)
    box.locator("[data-conflict-choice=mine]").click()
    settled(page)
    assert len(written(mine)) == 3
    label = page.locator(PLEDGE).get_attribute("aria-label").replace("\xa0", " ")
    assert "5 December 2023" in label
    other.locator("[data-tool=refresh]").click()
    settled(other)
    label = other.locator(PLEDGE).get_attribute("aria-label").replace("\xa0", " ")
    assert "5 December 2023" in label


def test_the_queue_is_gone_through_with_one_key(live: Callable[..., Any], curated: Dataset) -> None:
    explorer = Explorer(curated, who="Ada")
    page = live(explorer)
    progress = page.locator("[data-progress]")
    count = int(progress.get_attribute("data-progress").split("/")[1])
    page.locator("[data-tool=next]").click()
    assert "weighed from two articles" in page.locator(".ukjp-item").inner_text()
    for done in range(1, 4):
        page.keyboard.press("y")
        page.wait_for_function(
            f"document.querySelector('[data-progress]').dataset.progress === '{done}/{count}'"
        )
        settled(page)
    assert progress.inner_text() == f"3 of {count} looked at"
    again = live(Explorer(curated, who="Ada"))
    kept = again.locator("[data-progress]").get_attribute("data-progress")
    assert kept == f"3/{count}", "it survives a reload"


ATTACKS = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "</script><script>alert(3)</script><!--",
    "[more](javascript:alert(4)) <a href='javascript:alert(5)'>more</a> ${alert(6)} </textarea>",
)


@pytest.mark.parametrize("kind", ["still", "live"])
def test_an_article_can_run_nothing(
    visit: Callable[..., Any], live: Callable[..., Any], tmp_path: Path, kind: str
) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for number, attack in enumerate(ATTACKS):
        (articles / f"a{number}.md").write_text(
            f"---\ntitle: '{attack.replace(chr(39), '')}'\nurl: javascript:alert(7)\n"
            f"date: 2024-06-0{number + 1}\n---\n\n😀 {attack} Tokyo 😀 said Japan pledged more "
            f"than ${number + 3} billion {attack} in grants to Ukraine on Monday.\n",
            encoding="utf-8",
        )
    explorer = Explorer(build_dataset(articles, curation=[]))
    if kind == "still":
        page = visit()
        page.goto(_saved(explorer, tmp_path).as_uri())
    else:
        page = live(explorer)
    page.locator(".ukjp-list summary").click()
    names = [button.get_attribute("data-claim") for button in page.locator("td ~ td").all()]
    assert names
    for button in page.locator(".ukjp-list tbody button").all():
        button.click()
        quote = page.locator(".ukjp-article mark").inner_text()
        claim = explorer.data.claims.set_index("claim_id").loc[button.get_attribute("data-claim")]
        assert quote == claim["quote"], "offsets count characters, whatever stands before"
    page.locator(".ukjp-mark").first.hover()
    assert page.said == []
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert page.locator("script[src], img, .ukjp-explore script, a[href^=javascript]").count() == 0


def test_a_year_of_a_slip_another_thing_than_a_dataset_and_no_folder_are_refused(
    curated: Dataset, tmp_path: Path
) -> None:
    explorer = Explorer(curated, who="Ada")
    with pytest.raises(DataError, match="1900 to 2100"):
        explorer.desk.correct(curated.claims["claim_id"][0], {"as_of": "9999-01-01"}, "a slip")
    with pytest.raises(ParameterError, match="str, no dataset"):
        explore("articles")  # type: ignore[arg-type]
    with pytest.raises(OutputError, match="cannot be written"):
        explorer.to_html(tmp_path / "none" / "page.html")


def _saved(explorer: Explorer, folder: Path) -> Path:
    explorer.to_html(folder / "page.html")
    return folder / "page.html"


def test_a_frame_without_a_kernel_still_answers(
    visit: Callable[..., Any], data: Dataset, tmp_path: Path
) -> None:
    """What a notebook exported to HTML keeps of the widget."""
    bundle, _ = explore(data)._repr_mimebundle_()
    file = tmp_path / "export.html"
    file.write_text(f"<!DOCTYPE html><title>x</title>{bundle['text/html']}", encoding="utf-8")
    page = visit()
    page.goto(file.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(LEVEL).click()
    assert frame.locator(".ukjp-article mark").inner_text() == "$12 billion"
    assert frame.locator("form").count() == 0, "nothing to correct where nothing can be saved"
