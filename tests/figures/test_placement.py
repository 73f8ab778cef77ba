"""Laws of placing labels, over generated boxes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ukjp.drawing.placement import (
    Box,
    Label,
    Leader,
    Place,
    compatible,
    crosses_box,
    inside,
    leaders_cross,
    overlap,
    place_labels,
    spread_rows,
)

BOUNDS = Box(0, 0, 400, 200)


@st.composite
def labels(draw: st.DrawFn) -> list[Label]:
    count = draw(st.integers(1, 25))
    made = []
    for number in range(count):
        x = draw(st.integers(0, 400))
        width, height = draw(st.integers(5, 120)), draw(st.integers(5, 40))
        places = []
        for row in range(draw(st.integers(1, 5))):
            left, bottom = x - draw(st.integers(0, 120)), 20 + row * 30
            box = Box(left, bottom, left + width, bottom + height)
            places.append(Place(box, Leader(x, 10, min(max(x, left), left + width), bottom)))
        made.append(Label(number, places, draw(st.integers(0, 3))))
    return made


@settings(max_examples=60, deadline=None)
@given(labels(), st.floats(0, 8))
def test_chosen_places_are_free_of_each_other_and_inside(
    wanted: list[Label], spacing: float
) -> None:
    chosen = place_labels(wanted, BOUNDS, spacing=spacing)
    for place in chosen.values():
        assert inside(place.box, BOUNDS)
    for one, two in itertools.combinations(chosen.values(), 2):
        assert not overlap(one.box, two.box, spacing)
        assert compatible(one, two, spacing)


@settings(max_examples=40, deadline=None)
@given(labels(), st.lists(st.tuples(st.integers(0, 380), st.integers(0, 180)), max_size=6))
def test_obstacles_are_respected(wanted: list[Label], corners: list[tuple[int, int]]) -> None:
    blocked = [Box(x, y, x + 20, y + 20) for x, y in corners]
    for place in place_labels(wanted, BOUNDS, blocked).values():
        assert not any(overlap(place.box, box) for box in blocked)
        assert not any(place.leader and crosses_box(place.leader, box) for box in blocked)


@settings(max_examples=30, deadline=None)
@given(labels())
def test_every_choice_is_one_that_was_offered_and_the_same_each_time(wanted: list[Label]) -> None:
    chosen = place_labels(wanted, BOUNDS)
    offered = {label.key: label.places for label in wanted}
    assert all(place in offered[key] for key, place in chosen.items())
    assert chosen == place_labels(wanted, BOUNDS)


def test_a_lone_label_gets_its_best_place() -> None:
    places = [Place(Box(10, 10, 50, 20)), Place(Box(10, 40, 50, 50))]
    assert place_labels([Label("a", places)], BOUNDS)["a"] == places[0]


def test_what_matters_more_is_placed_first() -> None:
    place = Place(Box(10, 10, 50, 20))
    chosen = place_labels([Label("a", [place]), Label("b", [place], priority=1)], BOUNDS)
    assert list(chosen) == ["b"]


def test_a_label_moves_over_for_one_that_has_no_other_place() -> None:
    near, far = Place(Box(10, 10, 50, 20)), Place(Box(10, 40, 50, 50))
    chosen = place_labels([Label("a", [near, far], 1), Label("b", [near])], BOUNDS)
    assert chosen == {"a": far, "b": near}


@pytest.mark.parametrize(
    ("leader", "crossed"),
    [
        pytest.param(Leader(0, 15, 100, 15), True, id="straight through"),
        pytest.param(Leader(0, 10, 100, 10), False, id="along the lower edge"),
        pytest.param(Leader(0, 0, 15, 15), True, id="ends inside"),
        pytest.param(Leader(0, 0, 10, 10), False, id="ends at the corner"),
        pytest.param(Leader(0, 30, 30, 0), True, id="slanting through the middle"),
        pytest.param(Leader(0, 60, 60, 0), False, id="slanting past it"),
    ],
)
def test_a_line_through_a_box(leader: Leader, crossed: bool) -> None:
    assert crosses_box(leader, Box(10, 10, 20, 20)) is crossed


@pytest.mark.parametrize(
    ("second", "crossed"),
    [
        pytest.param(Leader(5, -5, 5, 5), True, id="a cross"),
        pytest.param(Leader(5, 0, 15, 0), True, id="along each other"),
        pytest.param(Leader(10, 0, 10, 9), True, id="at an end"),
        pytest.param(Leader(0, 1, 10, 1), False, id="beside each other"),
        pytest.param(Leader(11, -5, 11, 5), False, id="behind the end"),
    ],
)
def test_two_lines_crossing(second: Leader, crossed: bool) -> None:
    assert leaders_cross(Leader(0, 0, 10, 0), second) is crossed
    assert leaders_cross(second, Leader(0, 0, 10, 0)) is crossed


@given(st.lists(st.floats(0, 100), max_size=30), st.floats(1, 20), st.integers(1, 4))
def test_marks_that_share_a_row_keep_their_distance_while_rows_last(
    positions: list[float], spacing: float, rows: int
) -> None:
    result = spread_rows(positions, spacing, rows)
    assert all(0 <= row < rows for row in result)
    if len(positions) <= rows:
        for row in range(rows):
            own = sorted(x for x, r in zip(positions, result, strict=True) if r == row)
            assert all(b - a >= spacing for a, b in itertools.pairwise(own))
