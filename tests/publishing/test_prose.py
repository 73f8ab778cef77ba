"""Markdown and foreign HTML become plain markup, whatever stands in them."""

from __future__ import annotations

import pytest
from lxml import html
from publishing.samples import ATTACKS

from ukjp.publishing.prose import read_passages, reduce_html

RUNNING = ("script", "iframe", "object", "embed", "form", "style", "link", "meta", "base")


def rendered(text: str) -> str:
    return "".join(passage.html for passage in read_passages(text))


def assert_harmless(markup: str) -> None:
    root = html.fromstring(f"<div>{markup}</div>")
    for element in root.iter():
        assert element.tag not in RUNNING
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            if name in {"href", "src"}:
                assert value.startswith(("http://", "https://", "mailto:", "#", "data:image/"))
    assert not root.xpath("//img[not(starts-with(@src, 'data:image/'))]")


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS)
def test_markdown_runs_and_loads_nothing(text: str) -> None:
    assert_harmless(rendered(text))


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS)
def test_foreign_html_runs_and_loads_nothing(text: str) -> None:
    assert_harmless(reduce_html(f"<table><tr><td>{text}</td></tr></table>"))


def test_markdown_reads_as_markdown() -> None:
    markup = rendered("A **bold** word, a [link](https://example.org), `code`.\n\n- one\n- two")
    assert "<strong>bold</strong>" in markup
    assert '<a href="https://example.org">link</a>' in markup
    assert markup.count("<li>") == 2


def test_raw_html_stays_readable_text() -> None:
    assert "&lt;b&gt;x&lt;/b&gt;" in rendered("<b>x</b>")


def test_headings_are_cut_out_with_their_level_and_plain_words() -> None:
    passages = read_passages("# One *two* `three`\n\ntext\n\n### Deeper\nmore\nlines")
    assert [(p.heading.level, p.heading.text) for p in passages if p.heading] == [
        (1, "One two three"), (3, "Deeper"),
    ]  # fmt: skip
    assert [p.html for p in passages if not p.heading] == ["<p>text</p>\n", "<p>more\nlines</p>\n"]


def test_a_picture_keeps_its_words_when_it_is_not_fetched() -> None:
    assert rendered("![the chart](chart.png)") == "<p>the chart</p>\n"
    own = rendered("![the chart](data:image/png;base64,AAAA)")
    assert 'alt="the chart"' in own


def test_a_foreign_table_keeps_its_cells_and_gets_scopes() -> None:
    frame = (
        '<style scoped>.x{}</style><table border="1" class="dataframe">'
        '<thead><tr style="x"><th></th>'
        "<th>a</th></tr></thead><tbody><tr><th>0</th><td>1 &lt; 2</td></tr></tbody></table>"
    )
    markup = reduce_html(frame)
    assert "style" not in markup
    assert markup.count('<th scope="col">') == 2
    assert '<th scope="row">0</th>' in markup
    assert "1 &lt; 2" in markup
