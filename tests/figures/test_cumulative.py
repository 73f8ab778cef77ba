"""The aid chart, asked from its artists."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pytest
from figures.inspection import all_words, overlapping_words, words_of, words_outside
from figures.samples import A0, A1, A3, Sample, article, claim, entry, five_articles, sample
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ukjp.drawing import figure_cumulative_aid, plot_cumulative_aid, plot_receipts
from ukjp.drawing.axis import day_number
from ukjp.drawing.cumulative import level_steps
from ukjp.drawing.frame import FramedFigure
from ukjp.reconciling.series import cumulative_aid

D = dt.date


def marked(figure: FramedFigure, claim_id: str) -> list:
    return [artist for artist in figure.findobj() if (artist.get_gid() or "").startswith(
        f"mark-{claim_id}")]  # fmt: skip


def total_lines(ax: Axes, colour: str = "#0a2447") -> list[Line2D]:
    return [line for line in ax.lines if line.get_color() == colour and line.get_zorder() == 3]


def test_totals_are_steps_at_the_day_they_are_stated(aid_slide: FramedFigure) -> None:
    main = aid_slide.axes[0]
    flat = [tuple(line.get_ydata()) for line in total_lines(main)
            if line.get_ydata()[0] == line.get_ydata()[1]]  # fmt: skip
    assert flat[:2] == [(7e9, 7e9), (12e9, 12e9)]
    rising = [line for line in total_lines(main) if line.get_ydata()[0] != line.get_ydata()[1]]
    assert [tuple(line.get_ydata()) for line in rising] == [(7e9, 12e9)]
    assert set(rising[0].get_xdata()) == {day_number(D(2024, 4, 3))}


def test_no_growth_is_drawn_between_12_and_12_1(five: Sample) -> None:
    later = dataclasses.replace(five, as_of=D(2024, 8, 1))
    for line in total_lines(figure_cumulative_aid(later).axes[0]):
        assert set(line.get_ydata()) != {12e9, 12.1e9}


def test_nothing_is_drawn_above_the_announced_total(aid_slide: FramedFigure) -> None:
    main = aid_slide.axes[0]
    highest = max(max(line.get_ydata()) for line in main.lines)
    tops = [
        p.get_y() + p.get_height() for p in main.patches if (p.get_gid() or "").startswith("mark")
    ]
    assert highest <= 12.1e9
    assert max(tops) < 12.6e9


@pytest.mark.parametrize(
    ("claim_id", "marker", "hollow"),
    [
        pytest.param(f"{A0}-410", "^", True, id="more than 12"),
        pytest.param(f"{A1}-1742", "^", True, id="more than 7"),
    ],
)
def test_a_lower_bound_is_an_open_triangle_that_points_up(
    claim_id: str, marker: str, hollow: bool, aid_slide: FramedFigure
) -> None:
    (mark,) = marked(aid_slide, claim_id)
    assert mark.get_marker() == marker
    assert (mark.get_markerfacecolor() == "#ffffff") is hollow


def test_an_undated_total_is_a_bar_from_first_to_last_possible_day(
    aid_slide: FramedFigure,
) -> None:
    (bar,) = marked(aid_slide, f"{A3}-1216")
    assert isinstance(bar, Rectangle)
    assert bar.get_x() == day_number(D(2024, 2, 24))
    assert bar.get_x() + bar.get_width() == day_number(D(2024, 6, 13))
    assert bar.get_y() + bar.get_height() / 2 == pytest.approx(12.1e9)


def test_the_pledge_stands_once_with_its_parts_inside(aid_slide: FramedFigure) -> None:
    (whole,) = marked(aid_slide, f"{A1}-529")
    (grant,) = marked(aid_slide, f"{A1}-927")
    (guarantee,) = marked(aid_slide, f"{A1}-1258")
    assert (whole.get_y(), whole.get_height()) == (0, 4.5e9)
    assert (grant.get_y(), grant.get_height()) == (0, 1e9)
    assert (guarantee.get_y(), guarantee.get_height()) == (1e9, 3.5e9)
    assert guarantee.get_hatch()
    assert not grant.get_hatch()
    assert whole.get_x() == grant.get_x() == guarantee.get_x()


def test_a_pledge_named_again_points_back_and_adds_nothing(aid_slide: FramedFigure) -> None:
    main = aid_slide.axes[0]
    (link,) = [line for line in main.lines if line.get_gid() == "link-L-again"]
    assert tuple(link.get_ydata()) == (4.5e9, 4.5e9)
    assert link.get_xdata()[1] == day_number(D(2024, 6, 13))
    assert link.get_xdata()[0] < day_number(D(2023, 12, 20))
    bars = [patch for patch in main.patches if patch.get_height() == 4.5e9]
    assert len(bars) == 1


def test_money_received_has_its_own_panel_on_the_same_days(aid_slide: FramedFigure) -> None:
    main, received = aid_slide.axes
    assert main.get_xlim() == received.get_xlim()
    (bar,) = marked(aid_slide, f"{A0}-1223")
    assert bar.axes is received
    assert (bar.get_y(), bar.get_height()) == (0, 984e6)


def test_both_panels_begin_at_zero_and_share_a_scale(aid_slide: FramedFigure) -> None:
    heights = [ax.get_ylim()[1] / ax.get_window_extent().height for ax in aid_slide.axes]
    assert [ax.get_ylim()[0] for ax in aid_slide.axes] == [0, 0]
    assert heights[0] == pytest.approx(heights[1])


def test_small_receipts_get_a_larger_scale_that_is_named() -> None:
    data = five_articles()
    small = data.ledger.assign(
        amount_low=[5e6 if kind == "disbursement" else low for kind, low in
                    zip(data.ledger["kind"], data.ledger["amount_low"], strict=True)]
    )  # fmt: skip
    figure = figure_cumulative_aid(dataclasses.replace(data, ledger=small))
    assert "on a larger scale" in all_words(figure)


@pytest.mark.parametrize(
    "words",
    ["more than $12bn", "more than $7bn", "$12.1bn", "$4.5bn pledged", "$3.5bn guarantees",
     "$1bn humanitarian aid", "$4.5bn named again", "$984m"],
)  # fmt: skip
def test_every_mark_is_labelled_beside_it(words: str, aid_slide: FramedFigure) -> None:
    assert words in [text.get_text() for text in words_of(aid_slide)]


def test_there_is_no_legend(aid_slide: FramedFigure) -> None:
    assert all(ax.get_legend() is None for ax in aid_slide.axes)


def test_marks_know_their_evidence(aid_slide: FramedFigure) -> None:
    assert len(aid_slide.marks) == 8
    mark = aid_slide.marks[f"mark-{A1}-529"]
    assert mark.evidence == (f"{A1}-529",)
    assert mark.link == f"#claim-{A1}-529"
    assert "pledged" in mark.words


def test_yen_are_told_in_trillions(five: Sample) -> None:
    figure = figure_cumulative_aid(five, currency="JPY", size="column")
    assert "¥1.84\N{NO-BREAK SPACE}trillion" in figure.headline
    assert "European Central Bank" in figure.subtitle
    assert "$12.1bn stated between" in all_words(figure).replace("\N{NO-BREAK SPACE}", " ")


def test_a_window_opens_with_the_total_that_held(five: Sample) -> None:
    figure = figure_cumulative_aid(five, start="2024-01-15", size="square")
    first = total_lines(figure.axes[0])[0]
    assert first.get_xdata()[0] == figure.axes[0].get_xlim()[0]
    assert first.get_ydata()[0] == 7e9
    assert "more than $7bn" in all_words(figure)


def test_reference_figures_are_grey_and_named_as_not_from_the_articles(five: Sample) -> None:
    figure = figure_cumulative_aid(five, show_reference=True, size="column")
    assert "not\N{NO-BREAK SPACE}from the\N{NO-BREAK SPACE}articles" in figure.subtitle
    assert "Kiel" in figure.source
    assert len(figure.marks) == 8
    assert overlapping_words(figure) == []


@pytest.mark.parametrize(
    ("stated", "steps"),
    [
        pytest.param([(1, 7, "at_least", "a"), (5, 12, "at_least", "b")],
                     [(1, 5, 7, False), (5, 9, 12, True)], id="growth"),
        pytest.param([(1, 12, "at_least", "a"), (5, 12.1, "exact", "a")],
                     [(1, 5, 12, False), (5, 9, 12.1, False)], id="one total, no step"),
        pytest.param([(1, 12.1, "exact", "a"), (5, 10, "at_least", "b")],
                     [(1, 9, 12.1, False)], id="a looser figure lowers nothing"),
        pytest.param([(1, 20, "up_to", "a"), (5, 10, "exact", "b")],
                     [(5, 9, 10, False)], id="an upper bound is no total"),
        pytest.param([], [], id="nothing"),
    ],
)  # fmt: skip
def test_steps(stated: list[tuple], steps: list[tuple]) -> None:
    rows = [(day, {"value": value, "qualifier": qualifier, "same_total": group})
            for day, value, qualifier, group in stated]  # fmt: skip
    assert [tuple(step) for step in level_steps(rows, 9)] == steps


def test_plots_keep_the_axes_they_are_given(five: Sample) -> None:
    table = cumulative_aid(five)
    figure = Figure(figsize=(10, 8))
    upper, lower = figure.subplots(2, 1)
    upper.set_xlim(day_number(D(2023, 11, 1)), day_number(D(2024, 8, 1)))
    assert plot_cumulative_aid(table, ax=upper) is upper
    assert plot_receipts(table, ax=lower) is lower
    assert upper.get_xlim() == (day_number(D(2023, 11, 1)), day_number(D(2024, 8, 1)))
    assert plot_cumulative_aid(table).get_figure() is not None


def random_ledger(count: int, seed: int, largest: int = 12) -> Sample:
    """A ledger of every kind, qualifier, instrument and relation, with days in two years."""
    draw = random.Random(seed)  # noqa: S311 - test data
    rows, claims, articles = [], [], []
    for number in range(count):
        name = f"article{number:02d}"
        day = D(2022, 6, 1) + dt.timedelta(days=draw.randrange(700))
        amount = round(draw.uniform(1, 10), 1) * 10 ** draw.randrange(5, largest)
        kind = draw.choice(["cumulative_total", "commitment", "disbursement", "component"])
        qualifier = draw.choice(["exact", "at_least", "about", "up_to", "nearly", "range"])
        pledges = [row["ledger_id"] for row in rows if row["kind"] == "commitment"]
        more: dict[str, object] = {}
        if kind == "component" and rows:
            more["part_of"] = draw.choice(rows)["ledger_id"]
        if kind == "commitment" and pledges and draw.random() < 0.3:
            more["restates"] = draw.choice(pledges)
        last = day + dt.timedelta(days=draw.choice([0, 0, 40]))
        low = amount / 2 if qualifier == "range" else amount
        articles.append(article(name, str(day)))
        claims.append(claim(name, 5, amount, kind, qualifier=qualifier))
        rows.append(
            entry(f"L{number:02d}", kind, low, str(day), f"{name}-5", date_latest=str(last),
                  amount_high=None if qualifier == "at_least" else amount, qualifier=qualifier,
                  amount_usd_low=low, instrument=draw.choice(["grant", "guarantee", None]),
                  currency=draw.choice(["USD", "USD", "EUR", "UAH"]),
                  counts_in_total=kind == "commitment" and "restates" not in more, **more)
        )  # fmt: skip
    return sample(articles=articles, claims=claims, ledger=rows, as_of=D(2024, 9, 1))


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.integers(1, 25), st.integers(0, 10**6), st.sampled_from(["slide", "column", "phone"]))
def test_any_ledger_gives_a_readable_figure(count: int, seed: int, size: str) -> None:
    figure = figure_cumulative_aid(random_ledger(count, seed), size=size)
    assert words_outside(figure) == []
    assert overlapping_words(figure) == []


def test_sixty_rows_find_room_on_a_slide() -> None:
    figure = figure_cumulative_aid(random_ledger(60, 1))
    assert words_outside(figure) == []
    assert overlapping_words(figure) == []


@pytest.mark.parametrize("largest", [5, 9, 15])
def test_any_size_of_money(largest: int) -> None:
    figure = figure_cumulative_aid(random_ledger(6, 4, largest + 1), size="column")
    assert overlapping_words(figure) == []


def test_a_single_row_of_one_day() -> None:
    data = sample(ledger=[entry("L", "commitment", 1e6, "2024-01-10", "a-1",
                                counts_in_total=True)], as_of=D(2024, 1, 10))  # fmt: skip
    figure = figure_cumulative_aid(data, size="phone")
    assert "$1m pledged" in all_words(figure)


def test_a_row_without_a_day_is_no_reason_to_fail() -> None:
    data = sample(ledger=[entry("L", "commitment", 1e6, None, "a-1", counts_in_total=True)])
    figure = figure_cumulative_aid(data)
    assert "to draw" in all_words(figure)
    assert len(figure.data) == 1
