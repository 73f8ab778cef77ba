"""The timeline: lanes, marks and labels, at one to sixty events."""

from __future__ import annotations

import datetime as dt
import itertools
import random

import pytest
from figures.conftest import SIZES
from figures.inspection import all_words, overlapping_words, words_outside
from figures.samples import A2, A3, A4, Sample, article, event, sample
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ukjp.drawing import figure_negotiation_timeline, plot_timeline
from ukjp.drawing.axis import day_number
from ukjp.drawing.canvas import KeyEntry
from ukjp.drawing.frame import FramedFigure
from ukjp.drawing.lane_layout import drawn_rows
from ukjp.drawing.lanes import LaneMark, plan_lane, rooms
from ukjp.drawing.placement import compatible, crosses_box, overlap
from ukjp.drawing.theme import SIZES as PLACES
from ukjp.drawing.wording import MarkWords
from ukjp.reconciling.series import negotiation_timeline

D = dt.date
TYPES = (
    "declaration", "negotiation_round", "negotiation_progress", "signing", "summit",
    "conference", "meeting", "call", "visit", "other",
)  # fmt: skip


def mark(figure: FramedFigure, event_id: str):
    (found,) = [artist for artist in figure.findobj() if artist.get_gid() == f"mark-{event_id}"]
    return found


def random_events(count: int, seed: int, span: int = 400) -> Sample:
    draw = random.Random(seed)  # noqa: S311 - test data
    events = []
    for number in range(count):
        day = D(2023, 6, 1) + dt.timedelta(days=draw.randrange(span))
        kind = draw.choice(TYPES)
        more: dict[str, object] = {"parties": f"Party{number}"}
        if draw.random() < 0.2:
            last = day + dt.timedelta(days=draw.randrange(1, 90))
            more |= {"date": "", "date_basis": "bounded", "date_latest": str(last)}
        if draw.random() < 0.2:
            more["status"] = "planned"
        words = " ".join(["talks"] * draw.randrange(1, 7))
        place = draw.choice(["", "Kyiv", "Tokyo"])
        events.append(event(f"a{number}", number, kind, f"{words} {number}", str(day),
                            place=place, **more))  # fmt: skip
    return sample(articles=[article(f"a{n}", "2024-01-01") for n in range(count)], events=events)


def test_marks_stand_on_their_days(timeline_slide: FramedFigure) -> None:
    first = mark(timeline_slide, f"{A2}-e422")
    signing = mark(timeline_slide, f"{A4}-e289")
    assert first.get_xdata()[0] == pytest.approx(day_number(D(2023, 10, 7)))
    assert signing.get_xdata()[0] == pytest.approx(day_number(D(2024, 6, 13)))


def test_planned_is_hollow_and_done_is_filled(five: Sample) -> None:
    figure = figure_negotiation_timeline(five, size="phone")
    done, planned = mark(figure, f"{A2}-e422"), mark(figure, f"{A3}-e759")
    assert done.get_markerfacecolor() == "#0a2447"
    assert isinstance(planned, Line2D)
    assert planned.get_markerfacecolor() == "#ffffff"


def test_a_day_known_only_within_bounds_is_a_bar(timeline_slide: FramedFigure) -> None:
    bar = mark(timeline_slide, f"{A3}-e461")
    assert isinstance(bar, Rectangle)
    assert bar.get_x() == pytest.approx(day_number(D(2024, 2, 24)))
    assert bar.get_x() + bar.get_width() == pytest.approx(day_number(D(2024, 6, 13)))


def test_lanes_keep_their_order(timeline_slide: FramedFigure) -> None:
    heights = {}
    for text in timeline_slide.axes[0].texts:
        if text.get_text() in {"Negotiation", "Aid", "Diplomacy", "Context"}:
            heights[text.get_text()] = text.get_window_extent().y0
    assert sorted(heights, key=heights.__getitem__) == [
        "Context", "Diplomacy", "Aid", "Negotiation",
    ]  # fmt: skip


def test_250_days_are_computed_and_drawn(timeline_slide: FramedFigure) -> None:
    assert "250 days from first round to signing" in all_words(timeline_slide)
    assert "in 250 days" in timeline_slide.headline
    ends = {day_number(D(2023, 10, 7)), day_number(D(2024, 6, 13))}
    spans = [line for line in timeline_slide.axes[0].lines if set(line.get_xdata()) == ends]
    assert len(spans) == 1


def test_without_a_signing_no_span_is_drawn() -> None:
    data = sample(events=[event("a", 1, "negotiation_round", "first round", "2023-10-07")])
    assert "days from" not in all_words(figure_negotiation_timeline(data))


def test_far_off_context_is_counted_not_drawn(timeline_slide: FramedFigure) -> None:
    assert "Two events outside these days not drawn." in timeline_slide.source
    assert timeline_slide.axes[0].get_xlim()[0] > day_number(D(2023, 1, 1))
    assert "Fukushima nuclear accident" in timeline_slide.data["what"].tolist()


def test_with_a_window_everything_in_it_is_drawn(five: Sample) -> None:
    figure = figure_negotiation_timeline(five, start="2022-01-01", end="2023-12-31")
    assert "not drawn" not in figure.source
    assert figure.axes[0].get_xlim()[0] < day_number(D(2022, 3, 1))


def test_lonely_early_events_do_not_squeeze_the_rest() -> None:
    events = [event("a", n, "call", f"call {n}", f"2024-0{n}-10") for n in range(1, 7)]
    table = negotiation_timeline(
        sample(events=[*events, event("a", 9, "visit", "x", "1994-05-01")])
    )
    rows, hidden = drawn_rows(table, whole=False)
    assert (len(rows), hidden) == (6, 1)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 2, 9, 24, 60])
def test_labels_never_collide_nor_leave_the_figure(count: int, size: str) -> None:
    figure = figure_negotiation_timeline(random_events(count, seed=count), size=size)
    assert overlapping_words(figure) == []
    assert words_outside(figure) == []


@pytest.mark.parametrize("size", ["slide", "phone"])
def test_sixty_events_of_three_days(size: str) -> None:
    figure = figure_negotiation_timeline(random_events(60, seed=5, span=3), size=size)
    assert overlapping_words(figure) == []
    assert words_outside(figure) == []


def test_every_numbered_mark_stands_in_the_key() -> None:
    figure = figure_negotiation_timeline(random_events(40, seed=2))
    words = [text.get_text() for text in figure.texts]
    numbers = [int(word) for word in words if word.isdigit()]
    assert numbers == list(range(1, len(numbers) + 1))
    labelled = [text.get_text() for text in figure.axes[0].texts]
    shown = [word for word in labelled if word.replace("–", "").isdigit()]
    counted = sum(int(word.split("–")[-1]) - int(word.split("–")[0]) + 1 for word in shown)
    assert counted == len(numbers)


@st.composite
def lane_marks(draw: st.DrawFn) -> list[LaneMark]:
    marks = []
    for number in range(draw(st.integers(1, 30))):
        left = draw(st.floats(0, 480))
        width = draw(st.sampled_from([0.0, 0.0, 0.0, 30.0, 150.0]))
        words = MarkWords(" ".join(["word"] * draw(st.integers(1, 8))), "12 Mar 2024",
                          f"sentence {number}")  # fmt: skip
        marks.append(LaneMark(left, min(left + width, 500.0), words, draw(st.floats(0, 100))))
    return marks


@settings(max_examples=25, deadline=None)
@given(lane_marks(), st.integers(0, 5), st.sampled_from(SIZES))
def test_a_lane_holds_what_is_promised(marks: list[LaneMark], room: int, size: str) -> None:
    place = PLACES[size]
    plan = plan_lane(marks, (0, 500), rooms(place)[room], place)
    assert sorted([*plan.worded, *plan.numbers]) == list(range(len(marks)))
    places = [*plan.worded.values(), *(label.place for label in plan.numbered)]
    for one, two in itertools.combinations(places, 2):
        assert not overlap(one.box, two.box)
        assert compatible(one, two)
    for taken in places:
        assert taken.box.left >= 0
        assert taken.box.right <= 500.001
        assert plan.bottom <= taken.box.bottom + 1e-6
        assert taken.box.top <= plan.top + 1e-6
        for other in places:
            assert other is taken or not (taken.leader and crosses_box(taken.leader, other.box))
    order = [marks[index].centre for index in plan.numbers]
    assert order == sorted(order)


def test_a_plot_fits_the_axes_it_is_given(five: Sample) -> None:
    ax = Figure(figsize=(12, 8)).add_subplot()
    key: list[KeyEntry] = []
    assert plot_timeline(negotiation_timeline(five), ax=ax, donor="Japan", key=key) is ax
    assert [entry.number for entry in key] == list(range(1, len(key) + 1))


def test_an_empty_table_can_be_plotted() -> None:
    assert plot_timeline(negotiation_timeline(sample())).get_figure() is not None
