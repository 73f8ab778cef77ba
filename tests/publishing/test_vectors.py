"""A drawing in the page: own ids, working links, both grounds, and nothing that runs or loads."""

from __future__ import annotations

import pytest
from lxml import etree, html

from ukjp.errors import ReportError
from ukjp.publishing.vectors import build_inline_svg

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 9 9" width="9pt" height="9pt">'
)


def inline(body: str, **more: object) -> str:
    options: dict[str, object] = {"prefix": "p", "name": "Alt", "colours": {}, "links": {}} | more
    return build_inline_svg(f"<?xml version='1.0'?>{HEAD}{body}</svg>", **options)  # type: ignore[arg-type]


def test_ids_and_what_refers_to_them_get_the_prefix() -> None:
    svg = inline(
        '<defs><clipPath id="c"><path d="M0 0"/></clipPath><path id="m" d="M0 0"/></defs>'
        '<g clip-path="url(#c)" style="fill: url(#c)"><use xlink:href="#m"/></g>'
    )
    assert 'id="p-c"' in svg
    assert 'clip-path="url(#p-c)"' in svg
    assert "fill: url(#p-c)" in svg
    assert 'href="#p-m"' in svg


def test_a_mark_leads_to_its_row_and_says_so() -> None:
    svg = inline(
        '<a xlink:href="#claim-1"><path d="M0 0"/></a><a xlink:href="#claim-1"><text>x</text></a>',
        links={"claim-1": "Evidence for $5bn"},
    )
    first, second = html.fromstring(svg).iter("a")
    assert first.get("href") == "#claim-1"
    assert first.get("aria-label") == "Evidence for $5bn"
    assert first.get("tabindex") is None
    assert second.get("tabindex") == "-1"


@pytest.mark.parametrize(
    "target", ["#gone", "https://example.org/", "javascript:alert(1)", "data:text/html,x", ""]
)
def test_a_link_to_anything_else_is_none(target: str) -> None:
    svg = inline(f'<a xlink:href="{target}" href="{target}" target="_top"><text>x</text></a>')
    assert "<a" not in svg
    assert "href" not in svg
    assert ">x<" in svg


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<script>alert(1)</script>", id="script"),
        pytest.param('<path onclick="alert(1)" onLoad="x()" d="M0 0"/>', id="handlers"),
        pytest.param("<foreignObject><body>x</body></foreignObject>", id="foreign object"),
        pytest.param(
            '<image xlink:href="https://example.org/x.png"/>', id="a picture from elsewhere"
        ),
        pytest.param('<use href="https://example.org/x.svg#a"/>', id="a part from elsewhere"),
        pytest.param('<path style="fill:url(https://example.org/x)" d="M0 0"/>', id="a fill"),
        pytest.param("<style>@import 'https://example.org/x.css';</style>", id="an import"),
        pytest.param(
            '<a xlink:href="#a"><set attributeName="href" to="javascript:1"/></a>', id="set"
        ),
        pytest.param("<metadata>made on host by user</metadata>", id="metadata"),
    ],
)
def test_nothing_runs_or_loads(body: str) -> None:
    svg = inline(body + "<text>kept</text>").lower()
    for word in (
        "script",
        "onclick",
        "onload",
        "foreign",
        "example.org",
        "@import",
        "user",
        "<set",
    ):
        assert word not in svg
    assert "kept" in svg


def test_an_entity_is_not_expanded() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    text = f"{bomb}{HEAD}<text>&a;&f;</text></svg>"
    svg = build_inline_svg(text, prefix="p", name="n", colours={}, links={})
    assert "root:" not in svg
    assert "aaaa" not in svg


def test_a_known_colour_follows_the_ground_and_others_stay() -> None:
    svg = inline(
        '<path style="fill: #0a2447; stroke: #123456" d="M0 0"/><path fill="#0a2447" d="M0 0"/>',
        colours={"#0a2447": ("#0a2447", "#e2eeff")},
    )
    assert svg.count("var(--c0a2447,#0a2447)") == 2
    assert "stroke: #123456" in svg


def test_the_element_stands_in_html_as_it_is() -> None:
    svg = inline("<text>a &amp; b &lt;</text>", name='A "quoted" <alt>')
    assert "xmlns" not in svg
    assert "ns0" not in svg
    element = html.fromstring(svg)
    assert element.get("aria-label") == 'A "quoted" <alt>'
    assert element.get("role") == "graphics-document"
    assert element.get("width") is None


@pytest.mark.parametrize("text", ["", "<svg", "<html/>", "plain"])
def test_what_is_no_drawing_is_told(text: str) -> None:
    with pytest.raises(ReportError, match="SVG cannot be read"):
        build_inline_svg(text, prefix="p", name="n", colours={}, links={})


def test_what_a_file_of_its_own_needs_is_taken_off() -> None:
    font = "@font-face{font-family:'A';src:url(data:font/woff;base64,AAAA) format('woff')}"
    svg = inline(
        f"<title>Alt</title><desc>Long</desc><style>{font}.a{{stroke-width:1}}</style>"
        "<g><title>a mark in words</title><path d='M0 0'/></g>"
    )
    assert "font-face" not in svg
    assert ".a{stroke-width:1}" in svg
    assert "Long" not in svg
    assert "<title>a mark in words</title>" in svg, "shown when one hovers over the mark"


def test_a_marks_own_words_name_its_link() -> None:
    svg = inline(
        '<a xlink:href="#claim-1" aria-label="$5bn pledged"><path d="M0 0"/></a>',
        links={"claim-1": "Evidence"},
    )
    assert 'aria-label="$5bn pledged"' in svg


def test_text_behind_a_dropped_element_is_kept() -> None:
    svg = inline("<text>one<metadata/>two<script/>three</text>")
    assert etree.fromstring(svg).find("text").text == "onetwothree"
