"""The hours of a tailored plan: borrowed, copied or cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.tailoring_blocks import block

from studytui.domain.tailor_hours import stretches_of, weeks_needed
from studytui.domain.tailoring import STUDY_DAYS


def test_hours_of_the_same_length_are_borrowed() -> None:
    """A unit is linked, units that share a week are copied."""
    one, two = block("p:W1", weeks=2), block("p:W3", linked=False)
    borrowed, copied = stretches_of((one, two), 60)
    assert (borrowed.borrowed, borrowed.weeks, borrowed.days) == ("p:W1", 2, ())
    assert (copied.borrowed, copied.days) == (None, two.days)


def test_copied_hours_have_ids_of_their_own() -> None:
    """Tasks of the same id from two units of a week are told apart."""
    made = block("p:W1", linked=False)
    clash = made.days[0].tasks[0]
    from studytui.frozen import replace

    days = (made.days[0], replace(made.days[1], tasks=(clash,)), *made.days[2:])
    (copied,) = stretches_of((replace(made, days=days),), 60)
    assert [task.id for task in copied.days[1].tasks] == ["do-mon-0-2"]


def test_short_hours_cut_tasks_and_keep_the_rhythm() -> None:
    """Forty minutes become thirty and ten; a Monday's task stays on Mondays; the rubric comes with the last part."""
    first, second = stretches_of((block("p:W1"),), 30)
    assert [day.day for day in first.days] == list(STUDY_DAYS)
    assert [(task.text, task.minutes, task.rubric) for task in first.days[0].tasks] == [("Do mon.", 30, ())]
    assert [(task.text, task.minutes, task.rubric) for task in second.days[0].tasks] == [
        ("Go on: Do mon.", 10, ("Done",)),
        ("Note mon.", 20, ()),
        ("More.", None, ()),
    ]


def test_what_is_left_of_the_last_hour_is_for_catching_up() -> None:
    """Hours that are not filled to the end get a task of their own."""
    *_, last = stretches_of((block("p:W1"),), 45)
    assert [task.minutes for task in last.days[0].tasks] == [15, None, 30]
    assert "Catch up" in last.days[0].title


@given(
    st.lists(st.tuples(st.integers(1, 3), st.sampled_from([30, 60, 90])), min_size=1, max_size=4),
    st.integers(15, 240),
)
def test_no_minute_is_lost_or_found(parts: list[tuple[int, int]], minutes: int) -> None:
    """Whatever the lengths: every hour adds up, no task id comes twice in a week, all tasks are there, in order."""
    blocks = [block(f"p:W{n}", weeks=weeks, minutes=length) for n, (weeks, length) in enumerate(parts)]
    found = stretches_of(blocks, minutes)
    assert sum(stretch.weeks for stretch in found) == weeks_needed(blocks, minutes)
    for stretch in found:
        if stretch.borrowed is None:
            for week in range(stretch.weeks):
                days = [day for day in stretch.days if day.week == week]
                assert [sum(task.minutes or 0 for task in day.tasks) for day in days] == [minutes] * 5
            ids = [task.id for day in stretch.days for task in day.tasks]
            assert len(ids) == len(set(ids))
    if any(stretch.borrowed for stretch in found):
        return
    texts = [task.text for stretch in found for task in stretch.days[0].tasks if task.text == "Do mon."]
    assert len(texts) == sum(weeks for weeks, _ in parts)


@pytest.mark.parametrize(("minutes", "weeks"), [(60, 3), (45, 4), (90, 2), (15, 12)])
def test_weeks_needed(minutes: int, weeks: int) -> None:
    """Three hours on each weekday take so many weeks."""
    assert weeks_needed([block("p:W1"), block("p:W2", weeks=2)], minutes) == weeks
