"""The page: well-formed, accessible, self-contained, harmless, the same bytes each time."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest
from coloraide import Color
from lxml import html
from publishing.samples import ATTACKS, code, content, displayed, markdown, shown
from publishing.soundness import assert_sound

from ukjp.errors import ReportError
from ukjp.publishing.contents import Contents, read_contents
from ukjp.publishing.exhibits import (
    MIME,
    Picture,
    Problem,
    Problems,
    Prose,
    Table,
    Title,
    cell,
    line,
    row,
    words,
)
from ukjp.publishing.pages import build_page

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 100 50"><defs><clipPath id="c"><rect width="9" height="9"/></clipPath></defs>'
    '<a xlink:href="#claim-a-1"><path clip-path="url(#c)" style="fill: #0a2447" d="M0 0L9 9"/></a>'
    '<text style="fill: #16191d">words</text></svg>'
)
PIXEL = base64.b64encode(b"\x89PNG not really").decode()


def picture(name: str = "aid", **more: Any) -> Picture:
    colours = {"#0a2447": ("#0a2447", "#e2eeff"), "#16191d": ("#16191d", "#f3f5f7")}
    options: dict[str, Any] = {
        "name": name, "alt": "Step chart: more than $12 billion.", "description": "Every mark.",
        "svg": SVG, "narrow": SVG, "png": PIXEL, "pdf": PIXEL, "colours": colours,
    }  # fmt: skip
    return Picture(**(options | more))


def table(**more: Any) -> Table:
    options: dict[str, Any] = {
        "name": "claims", "caption": "Every figure", "columns": ("Figure", "Words"),
        "rows": (
            row("$12 billion", line(words("$12 bn", "mark")), anchor="claim-a-1", label="Evidence"),
            row("$1 billion", "words", anchor="claim-a-2"),
        ),
        "empty": "None.",
    }  # fmt: skip
    return Table(**(options | more))


HEADLINE = Prose(
    name="headline",
    role="headline",
    paragraphs=(
        line("It reached ", words("$12 billion", "strong"), ". ",
             words("[1]", "source", "#claim-a-1"), words("[2]", "source", "#claim-gone")),
    ),
)  # fmt: skip


def executed(*exhibits: Any) -> dict[str, Any]:
    return content(
        markdown("# Briefing\n\nAn introduction with <b>raw</b> words."),
        code("import ukjp"),
        code("show", outputs=[shown(Title(text="Japan’s support", subtitle="As known"))]),
        code("show", outputs=[shown(HEADLINE)]),
        markdown("## The chart\n\nProse.\n\n#### Too deep"),
        code("show", outputs=[shown(picture())]),
        markdown("## The evidence"),
        code("show", outputs=[shown(table())]),
        *(code("show", outputs=[shown(one)]) for one in exhibits),
    )


def page(made: dict[str, Any] | None = None, mode: Any = "hidden", **parameters: Any) -> str:
    contents: Contents = read_contents(made or executed(), "briefing", mode)
    return build_page(
        contents,
        parameters={"donor": "Japan"} | parameters,
        folded=mode == "folded",
        made_with="ukjp",
    )


def test_page_is_well_formed_and_accessible() -> None:
    root = assert_sound(page())
    assert root.findtext(".//h1") == "Japan’s support"
    assert root.find(".//main") is not None
    assert root.find(".//header") is not None
    assert root.find(".//footer") is not None
    assert root.xpath("//nav/@aria-label") == ["Contents"]
    assert root.xpath("//body/*[1]/@href") == ["#main"], "a skip link comes first"
    for found in root.findall(".//table"):
        assert found.findtext("caption")
        assert {th.get("scope") for th in found.findall(".//th")} == {"col", "row"}


def test_every_figure_has_its_words() -> None:
    root = assert_sound(page())
    drawings = root.xpath("//*[local-name()='svg']")
    assert len(drawings) == 2, "one for wide and one for narrow screens"
    for drawing in drawings:
        assert drawing.get("aria-label") == "Step chart: more than $12 billion."
        assert root.get_element_by_id(drawing.get("aria-describedby")).text == "Every mark."


def test_marks_and_sentences_lead_to_their_rows() -> None:
    root = assert_sound(page())
    links = root.xpath("//a[@href='#claim-a-1']")
    assert len(links) == 3
    assert root.get_element_by_id("claim-a-1").tag == "tr"
    (numbered,) = (link for link in links if link.text == "[1]")
    assert numbered.get("aria-label") == "[1] Evidence"
    assert root.xpath("//span[@class='source']/text()") == ["[2]"], "a row that is not there"


def test_code_is_hidden_folded_or_shown() -> None:
    assert "import ukjp" not in page()
    folded = assert_sound(page(mode="folded"))
    assert folded.xpath("//details[@class='code']//code/text()")[0] == "import ukjp"
    shown_code = assert_sound(page(mode="shown"))
    assert shown_code.xpath("//section/pre/code/text()")[0] == "import ukjp"


def test_the_same_notebook_gives_the_same_bytes() -> None:
    assert page() == page()


def test_shown_twice_means_no_id_twice() -> None:
    assert_sound(page(executed(table(), picture(), picture())))


def test_a_page_stays_small() -> None:
    assert len(page().encode()) < 100_000


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_words_of_an_article_do_nothing(attack: str) -> None:
    hostile = table(
        name="left_out",
        caption=attack,
        columns=(attack, "b"),
        rows=(
            row(attack, cell(line(words(attack, "quote", lang="uk")), line(words(attack, "mark"))),
                anchor="row", label=attack),
            row(line(words(attack, "", "javascript:alert(1)")), line(words("x", "", f"https://e.org/{attack}"))),
        ),
        note=attack,
    )  # fmt: skip
    made = executed(
        hostile,
        Prose(name="n", paragraphs=(line(attack, words("x", "source", "#row")),)),
        Problems(problems=(Problem(path=attack, message=attack),)),
        picture("other", alt=attack, description=attack),
    )
    made["cells"] += [
        markdown(f"## {attack}\n\n{attack}"),
        code(attack, outputs=[displayed(text__plain=attack)]),
        code(attack, outputs=[displayed(text__html=f"<p>{attack}</p>")]),
        code(attack, outputs=[displayed(text__markdown=attack)]),
        code(attack, outputs=[{"output_type": "stream", "name": "stdout", "text": attack}]),
        code(attack, outputs=[displayed(image__png=PIXEL, text__plain=attack)]),
    ]
    text = page(made, mode="shown", donor=attack)
    assert_sound(text)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "49" not in html.document_fromstring(text).findtext(".//h1")


def test_a_title_escapes() -> None:
    made = content(code("", outputs=[shown(Title(text="<b>1 & 2", subtitle="</title><script>"))]))
    root = assert_sound(page(made))
    assert root.findtext(".//h1") == "<b>1 & 2"
    assert root.findtext(".//title") == "<b>1 & 2 – </title><script>"


def test_a_notebook_of_others_is_shown_as_well() -> None:
    made = content(
        markdown("# Mine\n\n## One"),
        code(
            "df",
            outputs=[displayed(text__html="<table><thead><tr><th>a</th></tr></thead></table>")],
        ),
        code("plt", outputs=[displayed(image__png=PIXEL, text__plain="<Figure size 1x1>")]),
        code("svg", outputs=[displayed(image__svg_plus_xml=SVG)]),
        code("w", outputs=[displayed(**{"application__vnd.jupyter.widget-view_plus_json": {}})]),
        code("p", outputs=[{"output_type": "stream", "name": "stdout", "text": ["a\n", "b"]}]),
        code("e", outputs=[{"output_type": "stream", "name": "stderr", "text": "a warning"}]),
    )
    text = page(made)
    root = assert_sound(text)
    assert root.findtext(".//h1") == "Mine"
    assert root.xpath("//img/@alt") == ["Figure without a description"]
    assert "An interactive part stands here" in text
    assert root.xpath("//pre/text()")[-1] == "a\nb"
    assert "a warning" not in text
    assert "a warning" in page(made, mode="shown")


def test_a_notebook_without_a_heading_is_named_after_its_file() -> None:
    root = assert_sound(page(content(code("1", outputs=[displayed(text__plain="1")]))))
    assert root.findtext(".//h1") == "Briefing"


def test_an_empty_table_says_so() -> None:
    root = assert_sound(page(executed(table(name="links", rows=()))))
    assert root.xpath("//p[@class='empty']/text()") == ["None."]


def test_an_exhibit_that_cannot_be_read_is_told() -> None:
    broken = displayed(text__plain="x")
    broken["data"][MIME] = {"exhibit": "figure", "name": "x"}
    with pytest.raises(ReportError, match="cannot be read"):
        page(content(code("x", outputs=[broken])))


def test_a_figures_colours_cannot_carry_style() -> None:
    hostile = shown(picture())
    hostile["data"][MIME]["colours"] = {"#0a2447": ["red;}*{background:url(//e.org)", "#000000"]}
    with pytest.raises(ReportError, match="cannot be read"):
        page(content(code("x", outputs=[hostile])))


def variables(style: str, *, dark: bool) -> dict[str, str]:
    roots = re.findall(r":root\s*\{([^}]*)\}", style)
    pairs = [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block)) for block in roots]
    grounds = [block for block in pairs if "ground" in block]
    assert len(grounds) == 2
    return grounds[dark]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("ink", "ground", 7), ("muted", "ground", 4.5), ("link", "ground", 4.5),
        ("muted", "sheet", 4.5), ("ink", "sheet", 7), ("link", "sheet", 4.5),
        ("mark-ink", "mark", 4.5), ("warning", "sheet", 3), ("link", "mark", 3),
    ],
)  # fmt: skip
def test_colours_stand_out(dark: bool, front: str, back: str, least: float) -> None:
    style = html.document_fromstring(page()).findtext(".//style")
    found = variables(style, dark=dark)
    assert Color(found[front]).contrast(found[back], method="wcag21") >= least
