"""What of a saved page is the article: by example."""

from __future__ import annotations

import pytest

from ukjp.reading.cleaning import body_spans, clean_body, find_title

LEAD = (
    "Japan will provide Ukraine with generators and transformers before the winter, the foreign"
    " ministry said on Monday."
)
MORE = (
    "The equipment goes to hospitals and water works in six regions that lost power after the"
    " strikes, a spokesman told reporters in Tokyo."
)


def roles(*lines: str) -> list[str]:
    return [block.role for block in clean_body("\n\n".join(lines))]


BUTTONS = (
    "Skip to content", "Subscribe", "Sign in", "Share this article", "Facebook Twitter WhatsApp",
    "We use cookies to improve your experience", "Accept all cookies", "Advertisement",
    "All rights reserved. No reprint without consent", "Copy link", "3 min read",
    "Tags: Japan, aid", "Follow us on Telegram", "Enter your email address", "Load more",
    "12 comments", "Back to top", "Get our weekly newsletter in your inbox", "Privacy policy",
    "Listen to this article",
)  # fmt: skip


@pytest.mark.parametrize("line", BUTTONS)
def test_buttons_and_notices_are_furniture(line: str) -> None:
    assert roles("Japan equips Ukraine", LEAD, line, MORE)[2] == "furniture"


PROSE = [
    pytest.param("Share prices fell in Tokyo after the announcement, which came late on Monday.",
                 id="share prices"),
    pytest.param("Subscribers to the bond were told that Ukraine would pay on time.",
                 id="subscribers"),
    pytest.param("Related costs are borne by Japan, the ministry added.", id="related costs"),
    pytest.param("Home to a million people, Kharkiv gets a third of the machines.", id="home to"),
    pytest.param("Search teams from Japan trained deminers in Cambodia.", id="search teams"),
]  # fmt: skip


@pytest.mark.parametrize("line", PROSE)
def test_prose_that_begins_like_a_button_is_body(line: str) -> None:
    assert roles("Japan equips Ukraine", LEAD, line, MORE)[2] == "body"


FEEDS = ("Latest news", "Most read", "You may also like", "Read also", "Recommended for you",
         "More from Politics", "Comments (4)", "Related articles")  # fmt: skip


@pytest.mark.parametrize("heading", FEEDS)
def test_what_follows_a_feed_heading_is_other_stories(heading: str) -> None:
    story = "IMF clears $1.1 billion for Ukraine"
    assert roles("Japan equips Ukraine", LEAD, MORE, heading, story)[3:] == ["furniture"] * 2


CAPTIONS = [
    pytest.param("A generator in Kharkiv. Photo: Kyodo", id="photo credit"),
    pytest.param("Prime Minister Kishida in Kyiv, 21 March 2023 (Getty Images)", id="agency"),
    pytest.param("Image: Office of the President of Ukraine", id="image"),
]


@pytest.mark.parametrize("line", CAPTIONS)
def test_captions(line: str) -> None:
    assert roles("Japan equips Ukraine", line, LEAD, MORE)[1] == "caption"


BYLINES = ("By Hanako Sato", "Published 18 June 2024, 09:30", "June 18, 2024", "2024-06-18")


@pytest.mark.parametrize("line", BYLINES)
def test_bylines_and_day_lines(line: str) -> None:
    assert roles("Japan equips Ukraine", line, LEAD, MORE)[1] == "meta"


FOREIGN = [
    pytest.param("Bu haberin tüm hakları saklıdır ve izinsiz kullanılamaz, kaynak gösterilmelidir.",
                 id="Turkish"),
    pytest.param("Alle Rechte vorbehalten, die Weitergabe ist ohne Zustimmung nicht gestattet.",
                 id="German"),
    pytest.param("Коментарі, що порушують правила сайту, будуть видалені без попередження.",
                 id="Ukrainian"),
]  # fmt: skip


@pytest.mark.parametrize("line", FOREIGN)
def test_lines_in_another_language_are_furniture(line: str) -> None:
    assert roles("Japan equips Ukraine", LEAD, MORE, line)[3] == "furniture"


def test_the_headline_is_found_and_found_again() -> None:
    text = f"Menu\n\nJapan equips Ukraine\n\n{LEAD}\n\nJapan equips Ukraine\n\n{MORE}\n"
    blocks = clean_body(text)
    assert find_title(text, blocks) == "Japan equips Ukraine"
    assert [b.role for b in blocks] == ["furniture", "title", "body", "title", "body"]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Japan equips Ukraine\n\nJapan will provide Ukraine with generators worth\n"
        "$4 million before the winter, and with transformers for\n"
        "six regions.\n\n" + MORE
    )
    assert [b.role for b in clean_body(text)] == ["title", "body", "body"]


def test_front_matter_is_meta() -> None:
    text = f"---\ntitle: Japan equips Ukraine\ndate: 2024-06-18\n---\n\n{LEAD}\n"
    blocks = clean_body(text)
    assert {b.role for b in blocks if b.end < text.index(LEAD)} == {"meta"}
    assert blocks[-1].role == "body"


def test_nothing_is_lost() -> None:
    text = f"Menu\r\n\r\nJapan equips Ukraine\n\n{LEAD}\n\nLatest news\n\nPorts report a record\n"
    blocks = clean_body(text)
    kept = "".join(text[b.start : b.end] for b in blocks)
    assert "".join(kept.split()) == "".join(text.split())
    assert body_spans(blocks) == [(b.start, b.end) for b in blocks if b.role != "furniture"]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", " \t\r\n"])
def test_nothing_in_nothing(text: str) -> None:
    assert clean_body(text) == []
