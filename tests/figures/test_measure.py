"""Widths and line breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.textpath import text_to_path

from ukjp.drawing import measure
from ukjp.drawing.theme import font

TEXTS = st.text(st.sampled_from("abc ABC 123 $.,–’éŁЯ\N{NO-BREAK SPACE}"), max_size=60)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "text", ["Talks at an advanced stage", "$12.1bn", "AVAVA Ty", "Зеленський", "△ lower bound"]
)
def test_a_width_is_no_less_than_what_is_drawn(text: str, bold: bool) -> None:
    drawn, _, _ = text_to_path.get_text_width_height_descent(text, font(16, bold=bold), False)
    assert drawn <= measure.text_width(text, 16, bold=bold) <= drawn * 1.08 + 2


@given(TEXTS, st.floats(20, 300))
def test_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    lines = measure.wrap_text(text, width, 10)
    assert all(measure.text_width(line, 10) <= width or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(TEXTS, st.floats(40, 300))
def test_balanced_lines_are_no_more(text: str, width: float) -> None:
    plain, balanced = measure.wrap_text(text, width, 10), measure.balance_text(text, width, 10)
    assert len(balanced) == len(plain)
    assert all(measure.text_width(line, 10) <= width or len(line) == 1 for line in balanced)


@given(TEXTS, st.floats(40, 300), st.integers(1, 3))
def test_shortened_lines_fit_and_say_so(text: str, width: float, most: int) -> None:
    lines = measure.shorten_lines(text, width, most, 10)
    assert len(lines) <= most
    assert all(measure.text_width(line, 10) <= width for line in lines)
    if " ".join(lines).split() != text.split() and len(measure.wrap_text(text, width, 10)) > most:
        assert lines[-1].endswith("…")


def test_a_no_break_space_holds_an_amount_together() -> None:
    lines = measure.wrap_text("more than NOK\N{NO-BREAK SPACE}75bn", 62, 10)
    assert lines == ["more than", "NOK\N{NO-BREAK SPACE}75bn"]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        pytest.param("岸田首相 in Kyiv", "… in Kyiv", id="no glyph"),
        pytest.param("a\x1b[31mb\u202ec\u200bd", "a[31mbcd", id="control characters"),
        pytest.param("one\ntwo\tthree", "one two three", id="line breaks"),
        pytest.param("Ａ１", "A1", id="full width"),
        pytest.param("Łódź Їжак", "Łódź Їжак", id="Latin and Cyrillic"),
    ],
)
def test_only_what_the_typeface_has_is_drawn(text: str, drawn: str) -> None:
    assert measure.drawable_text(text) == drawn
