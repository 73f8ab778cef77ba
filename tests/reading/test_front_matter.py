"""Fields at the head of a Markdown file are read; a mere rule of dashes is no front matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjp.reading.cleaning import clean_body
from ukjp.reading.front_matter import find_front_matter, read_front_matter


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        pytest.param(
            "---\ntitle: Aid\ndate: 2024-05-01\n---\nBody.",
            {"title": "Aid", "date": "2024-05-01"},
            id="plain",
        ),
        pytest.param(
            '\ufeff---\r\nTitle: "Aid: more"\r\n---\r\n', {"title": "Aid: more"}, id="mark-crlf"
        ),
        pytest.param(
            "---\ntitle: Kyiv: more aid\ndate: '2024-05-01'\n---\n",
            {"title": "Kyiv: more aid", "date": "2024-05-01"},
            id="headline-with-colon",
        ),
        pytest.param(
            "---\ndate: 2024-13-45\nurl: no\n---\n",
            {"date": "2024-13-45", "url": "no"},
            id="as-written",
        ),
        pytest.param("---\ntags: [a, b]\ntitle: Aid\n...\n", {"title": "Aid"}, id="lists-left-out"),
        pytest.param("---\nA rule of dashes, then prose.\n---\nMore.", {}, id="rule-of-dashes"),
        pytest.param("---\ntitle: never closed\n", {}, id="never-closed"),
        pytest.param("Title: no dashes\n\nBody.", {}, id="no-dashes"),
        pytest.param("---\ntitle: *anchor\n---\n", {"title": "*anchor"}, id="no-yaml"),
        pytest.param(
            "---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\ntitle: Aid\n---\n",
            {"title": "Aid"},
            id="nested-aliases",
        ),
        pytest.param("---\n" + "[" * 3000 + "\ntitle: Aid\n---\n", {"title": "Aid"}, id="deep"),
    ],
)
def test_fields_are_read_as_written(text: str, fields: dict[str, str]) -> None:
    assert read_front_matter(text) == fields


def test_the_block_is_no_body_and_offsets_stay_true() -> None:
    fields = "---\ntitle: Japan gives $4 billion\ndate: 2024-05-01\n---\n"
    text = fields + "\nHeadline\n\nJapan gave $5bn.\n"
    blocks = clean_body(text)
    assert [(text[b.start : b.end], b.role) for b in blocks] == [
        ("---", "meta"),
        ("title: Japan gives $4 billion", "meta"),
        ("date: 2024-05-01", "meta"),
        ("---", "meta"),
        ("Headline", "title"),
        ("Japan gave $5bn.", "body"),
    ]


@given(st.text(alphabet="-.:\n\r ab\ufeff", max_size=60))
def test_whatever_begins_with_dashes_is_read_without_an_error(text: str) -> None:
    start, end = find_front_matter("---\n" + text)
    assert 0 <= start <= end <= len(text) + 4
    assert isinstance(read_front_matter("---\n" + text), dict)
