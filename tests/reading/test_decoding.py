"""Bytes become text: UTF-8 as it stands, other encodings detected, nothing lost in silence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjp.errors import ArticleError
from ukjp.reading.decoding import decode_bytes

ENGLISH = "The minister said that £3bn – about €3.5bn – will go to Ukraine’s people."
RUSSIAN = "Президент поблагодарил Японию за помощь в 4,5 млрд долларов и за поддержку."
UKRAINIAN = "Президент подякував Японії за допомогу обсягом 4,5 млрд доларів і за підтримку."
JAPANESE = "日本はウクライナに四十五億ドルを供与すると首相が述べた。"
CZECH = "Premiér poděkoval Japonsku za pomoc ve výši čtyř miliard; říká se, že přijde příští týden."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(ENGLISH, "cp1252", id="english-press-signs"),
        pytest.param("It cost £3bn.", "latin-1", id="one-sign-alone"),
        pytest.param("The loan is worth ¥473 billion", "cp1252", id="yen-alone"),
        pytest.param("It is the aid that Støre said Norway gives.", "latin-1", id="one-accent"),
        pytest.param(ENGLISH + " A long article in plain words. " * 9000, "cp1252", id="late-sign"),
        pytest.param("A long article in plain words. " * 9000 + ENGLISH, "cp1252", id="at-the-end"),
        pytest.param(RUSSIAN, "cp1251", id="russian-windows"),
        pytest.param(RUSSIAN, "koi8-r", id="russian-koi8"),
        pytest.param(UKRAINIAN, "cp1251", id="ukrainian-windows"),
        pytest.param(JAPANESE, "shift_jis", id="japanese-shift-jis"),
        pytest.param(JAPANESE * 3000, "shift_jis", id="japanese-long-line"),
        pytest.param(JAPANESE, "euc-jp", id="japanese-euc"),
        pytest.param("한국은 우크라이나에 3억 달러를 지원한다고 밝혔다", "euc-kr", id="korean"),
        pytest.param("中国外交部发言人表示，乌克兰问题应当和平解决。", "gb18030", id="chinese"),
        pytest.param(CZECH, "cp1250", id="czech-windows"),
        pytest.param(
            "Selenskyj dankte Japan für 4,5 Milliarden Dollar und würdigte die Hilfe.",
            "latin-1",
            id="german",
        ),
    ],
)
def test_other_encodings_are_detected_and_named(text: str, encoding: str) -> None:
    read, named = decode_bytes(text.encode(encoding))
    assert read == text
    assert "replaced" not in named
    assert text.encode(named) == text.encode(encoding)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeffJapan gave £3bn.\r\nIt said so.\r\n", id="mark-and-crlf"),
        pytest.param("a\x00b", id="nul-in-utf8"),
        pytest.param("\x1b[31mred\x07", id="control-characters"),
        pytest.param("\u05e7\u05d9\u05d1\u05dc\u05d4 4 \u05de\u200f", id="right-to-left"),
    ],
)
def test_valid_utf8_stays_as_it_is(text: str) -> None:
    assert decode_bytes(text.encode()) == (text, "utf-8")


@given(st.text(min_size=1).filter(lambda text: text.lstrip("\ufeff").strip()))
def test_offsets_are_those_of_the_bytes_decoded(text: str) -> None:
    assert decode_bytes(text.encode("utf-8", "ignore") or b"x")[0] == (
        text.encode("utf-8", "ignore").decode() or "x"
    )


@given(st.binary(min_size=1))
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    try:
        text, encoding = decode_bytes(data)
    except ArticleError as error:
        refusal = str(error)
    else:
        assert text
        assert encoding
        return
    empty = "empty" in refusal
    assert empty or b"\0" in data
    assert "\n" not in refusal


@pytest.mark.parametrize(
    "data",
    [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\n", "\u00a0\u2003".encode()],
    ids=["nothing", "blanks", "mark-alone", "mark-and-line", "wide-blanks"],
)
def test_an_empty_file_says_so(data: bytes) -> None:
    with pytest.raises(ArticleError, match="empty; expected an article's text"):
        decode_bytes(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "expected text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00", "expected text"),
        ("It is written so.".encode("utf-16"), "looks like UTF-16: save it as UTF-8"),
    ],
    ids=["png", "pdf", "utf-16"],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(ArticleError, match=words):
        decode_bytes(data)


def test_damaged_utf8_stays_utf8_and_says_what_was_lost() -> None:
    whole = "Japan’s aid — £3bn — is for Ukraine’s people, “all of it”".encode()
    text, encoding = decode_bytes(whole[:-2])
    assert text.startswith("Japan’s aid — £3bn — is")
    assert encoding == "utf-8 (1 replaced)"


def test_what_a_page_declares_is_tried_first() -> None:
    page = '<html><head><meta charset="windows-1251"></head>Да</html>'
    assert decode_bytes(page.encode("cp1251")) == (page, "cp1251")


def test_a_false_declaration_is_not_followed() -> None:
    page = '<html><head><meta charset="shift_jis"></head>' + RUSSIAN
    data = page.encode("cp1251")
    assert decode_bytes(data)[0].endswith(RUSSIAN)
