"""Words on a chart: no two overlap at any width, the important ones stay, and figures stay in sight."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.labels import (
    AIR,
    WIDTHS,
    Box,
    Label,
    Place,
    Placed,
    box_of,
    placed_labels,
    rows_needed,
    text_width,
)

HEIGHT = 360.0


def boxes(found: list[Placed], width: float) -> list[Box]:
    return [box_of(placed.words, placed.place, width, HEIGHT) for placed in found]


def at(across: float, up: float, words: str = "90.5%", rank: int = 1, *more: Place) -> Label:
    return Label(words, (Place(across, up), *more), rank)


def test_a_box_by_hand() -> None:
    # 5 letters x 0.52 x 16 = 41.6 wide; 16 x 1.2 = 19.2 high; 2 pixels of air on each side
    box = box_of("90.5%", Place(0.5, 0.25, "center", "bottom"), 400.0, 200.0)
    assert (box.left, box.right) == pytest.approx((200 - 22.8, 200 + 22.8))
    assert (box.bottom, box.top) == pytest.approx((48.0, 71.2))
    begins = box_of("90.5%", Place(0.5, 0.25, "left", "top", up_pixels=-10.0), 400.0, 200.0)
    assert (begins.left, begins.right) == pytest.approx((198.0, 243.6))
    assert begins.top == pytest.approx(50 - 10 + AIR)
    ends = box_of("90.5%", Place(0.5, 0.25, "right", "middle"), 400.0, 200.0)
    assert (ends.right, (ends.bottom + ends.top) / 2) == pytest.approx((202.0, 50.0))


def test_boxes_that_only_touch_do_not_overlap() -> None:
    box = Box(0, 10, 0, 10)
    assert not box.overlaps(Box(10, 20, 0, 10))
    assert box.overlaps(Box(9.9, 20, 9.9, 20))
    assert not box.overlaps(Box(0, 10, 10, 20))


def test_of_two_that_cannot_both_stay_the_more_important_one_stays() -> None:
    found = placed_labels([at(0.5, 0.5, "floor 82", 5), at(0.5, 0.5, "96.9%", 1)], HEIGHT)
    assert [placed.label.words for placed in found] == ["96.9%"]


def test_a_label_goes_to_its_next_place_where_the_first_is_taken() -> None:
    below = Place(0.5, 0.5, "center", "top", up_pixels=-6.0)
    found = placed_labels([at(0.5, 0.5), at(0.5, 0.5, "target 90", 2, below)], HEIGHT)
    assert [placed.place for placed in found] == [Place(0.5, 0.5), below]


def test_what_fits_on_a_desk_and_not_on_a_telephone_does_not_overlap_on_a_telephone() -> None:
    # 0.1 of 1,220 pixels is 122: room enough; of 265 pixels 26.5: none
    labels = [at(0.4, 0.5, "target 85"), at(0.5, 0.5, "target 90", 2)]
    assert len(placed_labels(labels, HEIGHT, widths=(1220.0,))) == 2
    assert len(placed_labels(labels, HEIGHT)) == 1


def test_where_the_words_find_no_place_the_shorter_ones_do() -> None:
    place = (Place(0.5, 0.5),)
    long = Label("66.2% (year to date, February 2024)", place, 1, shorter="66.2%")
    assert [placed.words for placed in placed_labels([long], HEIGHT)] == ["66.2%"]
    assert [placed.words for placed in placed_labels([long], HEIGHT, widths=(1220.0,))] == [long.words]


def test_nothing_stands_outside_the_plot() -> None:
    assert placed_labels([at(0.0, 0.5)], HEIGHT) == []
    inside = Place(0.0, 0.5, "left", right=3.0)
    assert placed_labels([Label("90.5%", (Place(0.0, 0.5), inside), 1)], HEIGHT)[0].place == inside
    assert placed_labels([at(0.5, 0.99)], HEIGHT) == []


def test_a_label_covers_as_few_marks_as_it_can() -> None:
    marks = [(0.5, 0.55)]  # 18 pixels above its point: under a text that stands on it
    below = Place(0.5, 0.5, "center", "top", up_pixels=-6.0)
    (placed,) = placed_labels([at(0.5, 0.5, "90.5%", 1, below)], HEIGHT, marks)
    assert placed.place == below


@given(
    st.lists(
        st.tuples(
            st.floats(0.0, 1.0),
            st.floats(0.0, 1.0),
            st.sampled_from(["96.9%", "target 95", "limits start afresh"]),
            st.integers(0, 5),
        ),
        max_size=14,
    ),
    st.floats(265.0, 1220.0),
)
def test_no_two_labels_ever_overlap_at_any_width(
    wanted: list[tuple[float, float, str, int]], width: float
) -> None:
    labels = [
        Label(
            words,
            (
                Place(across, up, "center", "bottom", up_pixels=8.0),
                Place(across, up, "center", "top", up_pixels=-8.0),
                Place(across, up, "right", "bottom"),
                Place(across, up, "left", "bottom"),
            ),
            rank,
        )
        for across, up, words, rank in wanted
    ]
    found = placed_labels(labels, HEIGHT)
    for at_width in (*WIDTHS, width):
        for one, other in combinations(boxes(found, at_width), 2):
            assert not one.overlaps(other)


def test_marks_over_the_plot_take_as_many_rows_as_they_need() -> None:
    assert rows_needed([("A", 0.1), ("B", 0.9)]) == [0, 0]
    assert rows_needed([("A", 0.5), ("B", 0.52), ("C", 0.51)]) == [0, 1, 2]
    # on a telephone 0.1 of the width is 26 pixels, and two letters take 16 each
    assert rows_needed([("A", 0.5), ("B", 0.6)]) == [0, 0]
    assert rows_needed([("outlook", 0.5), ("B", 0.6)]) == [0, 1]
    assert rows_needed([]) == []


def test_a_longer_text_is_wider() -> None:
    assert text_width("target 95") == pytest.approx(9 * 0.52 * 16)
