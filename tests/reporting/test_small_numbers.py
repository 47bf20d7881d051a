"""Small numbers are hidden, and so is what they could be worked out from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reporting.small_numbers import Hidden, Part, SafePart, hide_small_numbers, is_total_safe

SMALL, OTHER = Hidden.SMALL, Hidden.PROTECTS_ANOTHER


def reasons(*numbers: int) -> list[Hidden | None]:
    return [safe.hidden for safe in hide_small_numbers([Part(str(i), n) for i, n in enumerate(numbers)])]


def test_five_is_shown_and_four_is_not() -> None:
    assert reasons(5, 6, 7) == [None, None, None]
    assert reasons(4, 6, 7) == [SMALL, OTHER, None]


def test_a_nought_is_shown_and_hides_nobody() -> None:
    assert reasons(0, 9, 20) == [None, None, None]
    assert reasons(3, 0, 20, 30) == [SMALL, None, OTHER, None]


def test_two_small_ones_that_make_five_need_no_third() -> None:
    assert reasons(2, 3, 20, 30) == [SMALL, SMALL, None, None]


def test_two_small_ones_that_make_four_do() -> None:
    """The total less what is shown says that they are 4 together."""
    assert reasons(1, 3, 20, 30) == [SMALL, SMALL, OTHER, None]


def test_where_nothing_is_left_to_hide_behind_every_part_goes() -> None:
    assert reasons(3, 0, 0) == [SMALL, OTHER, OTHER]


def test_a_percentage_is_hidden_by_its_numerator_its_denominator_or_the_rest() -> None:
    def of(number: int, out_of: int) -> Hidden | None:
        others = [Part("B", 30, 60), Part("C", 31, 62)]
        return hide_small_numbers([Part("A", number, out_of), *others])[0].hidden

    assert of(4, 20) is SMALL
    assert of(16, 20) is SMALL  # 4 are without
    assert of(0, 3) is SMALL
    assert of(5, 10) is None
    assert of(0, 10) is None


def test_the_hidden_percentages_are_safe_together_in_numerator_and_in_the_rest() -> None:
    parts = [Part("A", 2, 10), Part("B", 0, 12), Part("C", 10, 20), Part("D", 40, 80)]
    assert [safe.hidden for safe in hide_small_numbers(parts)] == [SMALL, OTHER, OTHER, None]


def test_a_small_total_may_not_be_shown() -> None:
    assert not is_total_safe(Part("All", 4))
    assert not is_total_safe(Part("All", 57, 60))
    assert is_total_safe(Part("All", 5))


def test_the_order_is_kept_and_hidden_parts_carry_no_number() -> None:
    shown = hide_small_numbers([Part("A", 2), Part("B", 9)])
    assert [safe.name for safe in shown] == ["A", "B"]
    assert all(isinstance(safe, SafePart) and safe.part is None for safe in shown)


@given(st.lists(st.integers(min_value=0, max_value=40), min_size=1, max_size=8))
def test_no_hidden_part_can_be_worked_out_and_no_small_one_is_shown(numbers: list[int]) -> None:
    parts = [Part(str(place), number) for place, number in enumerate(numbers)]
    safe = hide_small_numbers(parts)
    assert all(s.part is None or not 0 < s.part.number < 5 for s in safe)
    hidden = [n for n, s in zip(numbers, safe, strict=True) if s.hidden]
    everything = all(s.hidden for s in safe)
    assert not hidden or everything or (len([n for n in hidden if n]) >= 2 and sum(hidden) >= 5)
