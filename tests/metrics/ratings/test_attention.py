"""What comes first: the order of the questions, and that nothing outweighs an earlier one."""

from __future__ import annotations

from metrics.ratings.attention import AttentionSignals, attention, in_order

STUCK = AttentionSignals(is_off_target=True, is_unlikely_to_recover=True)
TURNED = AttentionSignals(has_concern_signal=True)
LATE = AttentionSignals(overdue_count=1)
MISSED = AttentionSignals(is_off_target=True)
DOUBTED = AttentionSignals(has_doubtful_data=True)
SILENT = AttentionSignals(has_no_commentary=True)


def test_the_order_is_the_order_of_the_questions() -> None:
    kpis = {"f": STUCK, "e": MISSED, "d": TURNED, "c": LATE, "b": DOUBTED, "a": SILENT}
    assert [name for name, _ in in_order(reversed(kpis.items()))] == ["f", "e", "d", "c", "b", "a"]


def test_no_number_of_later_answers_outweighs_an_earlier_one() -> None:
    everything_else = AttentionSignals(
        has_concern_signal=True, overdue_count=500, has_doubtful_data=True, has_no_commentary=True
    )
    assert [name for name, _ in in_order([("rest", everything_else), ("stuck", STUCK)])] == ["stuck", "rest"]


def test_more_overdue_comes_first_and_the_rest_by_name() -> None:
    two, nine = AttentionSignals(overdue_count=2), AttentionSignals(overdue_count=9)
    assert [name for name, _ in in_order([("b", two), ("a", two), ("c", nine)])] == ["c", "a", "b"]


def test_a_later_question_decides_between_equals() -> None:
    both = AttentionSignals(has_concern_signal=True, has_no_commentary=True)
    assert [name for name, _ in in_order([("one", TURNED), ("two", both)])] == ["two", "one"]


def test_reasons_are_words_in_the_same_order() -> None:
    signals = AttentionSignals(
        is_off_target=True,
        is_unlikely_to_recover=True,
        has_concern_signal=True,
        overdue_count=3,
        has_doubtful_data=True,
        could_be_rated_otherwise=True,
        has_no_commentary=True,
    )
    assert attention(signals).reasons == (
        "off target and unlikely to recover by the target date",
        "getting worse by more than chance",
        "3 open and overdue",
        "the figure is in doubt",
        "doubtful records could change its rating",
        "no commentary yet",
    )
    assert attention(MISSED).reasons == ("off target",)


def test_what_misses_its_target_comes_before_what_is_overdue_in_a_measure_that_meets_it() -> None:
    # Education plans at 81 % of 98, before a measure at 100 % with one thing overdue.
    assert [name for name, _ in in_order([("met, one late", LATE), ("missed", MISSED)])] == [
        "missed",
        "met, one late",
    ]


def test_what_is_on_target_and_unlikely_to_recover_is_not_stuck() -> None:
    assert attention(AttentionSignals(is_unlikely_to_recover=True)).reasons == ()


def test_a_kpi_without_a_reason_is_left_out() -> None:
    assert not attention(AttentionSignals()).is_needed
    assert in_order([("quiet", AttentionSignals())]) == []


def test_overdue_work_says_where_most_of_it_is() -> None:
    signals = AttentionSignals(overdue_count=67, overdue_where="65 of them in Assessment West")
    assert attention(signals).reasons == ("67 open and overdue, 65 of them in Assessment West",)
    assert attention(AttentionSignals(overdue_where="nowhere")).reasons == ()
