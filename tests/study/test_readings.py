"""The week's reading list and its recall questions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.study.conftest import week
from tests.study.rich import with_plans

from studytui.domain.plan import Plan
from studytui.domain.reading import ReadingState
from studytui.domain.unit import Phase, Reading, Recall
from studytui.errors import UsageError
from studytui.study import living, plans, readings, recall
from studytui.study.context import Context
from studytui.study.today import tick, today

MONDAY = date(2026, 11, 23)


@pytest.fixture
def asking(ctx: Context) -> Iterator[Context]:
    """A plan of three weeks; the first has two questions, the second and third share four."""
    first = replace(week(1, builds=None), recall=(Recall("What is PCA?", "An SVD"), Recall("Why centre?", "The mean")))
    pairs = tuple(Recall(f"Question {number}", f"Answer {number}") for number in range(4))
    second = replace(week(2, builds=None), weeks=(2, 3), recall=pairs)
    made = with_plans(ctx, Plan("asking", "The asking plan", (Phase("p", "Phase", (first, second)),), 3))
    plans.use(made, "asking", MONDAY)
    yield made
    made.close()


def test_a_reading_is_started_and_finished_with_a_line(asking: Context) -> None:
    """Finishing it ticks its task; a line alone changes no state; what was not given stays."""
    (before,) = readings.of_week(asking, 1)
    assert (before.address, before.title, before.state) == ("W1/read", "Book", ReadingState.OPEN)
    readings.mark(asking, "W1/read", ReadingState.STARTED)
    assert readings.mark(asking, "W1/read", line=" Chapter 3\nis enough ").line == "Chapter 3 is enough"
    done = readings.mark(asking, "W1/read", ReadingState.FINISHED)
    assert (done.finished, done.line) == (True, "Chapter 3 is enough")
    assert today(asking).tasks[0].done


def test_the_tick_is_the_truth(asking: Context) -> None:
    """A task ticked in Today is read; unticked, what was begun stays begun, and put back it is open again."""
    tick(asking, "W1/read", done=True)
    assert readings.of_week(asking, 1)[0].finished
    readings.mark(asking, "W1/read", line="Good")
    tick(asking, "W1/read", done=False)
    assert readings.of_week(asking, 1)[0].state is ReadingState.STARTED
    tick(asking, "W1/read", done=True)
    assert readings.mark(asking, "W1/read", ReadingState.OPEN).state is ReadingState.OPEN
    assert not today(asking).tasks[0].done


def test_readings_of_ones_own_are_on_the_list(asking: Context) -> None:
    """Where they were put; what is no reading is told, and so is a line too long."""
    own = living.add(asking, "Read a blog", reading=Reading("A blog", link="https://example.org/b"))
    assert [view.title for view in readings.of_week(asking, 1)] == ["Book", "A blog"]
    assert readings.mark(asking, own.address, ReadingState.FINISHED).finished
    with pytest.raises(UsageError, match="nothing to read at W1/note"):
        readings.mark(asking, "W1/note", ReadingState.FINISHED)
    with pytest.raises(UsageError, match="one line of at most 500"):
        readings.mark(asking, own.address, line="x" * 501)


def test_two_questions_a_week_come_with_the_plan(asking: Context) -> None:
    """A unit of two weeks shares its questions out; own ones follow, are reworded and let go."""
    assert [view.key for view in recall.of_week(asking, 1)] == ["W1/recall-1", "W1/recall-2"]
    assert [view.question for view in recall.of_week(asking, 2)] == ["Question 0", "Question 1"]
    assert [view.key for view in recall.of_week(asking, 3)] == ["W2/recall-3", "W2/recall-4"]
    own = recall.add(asking, "What is\nwhitening?", "Scaling too", week=2)
    assert recall.change(asking, own.key, answer="Unit variance").answer == "Unit variance"
    assert [view.question for view in recall.of_week(asking, 2) if view.own] == ["What is whitening?"]
    recall.drop(asking, own.key)
    assert len(recall.of_week(asking, 2)) == 2
    for broken, words in (
        (lambda: recall.drop(asking, "W1/recall-1"), "the plan's own question"),
        (lambda: recall.find(asking, own.key), "no recall question own/"),
        (lambda: recall.add(asking, "Why?", " "), "a recall answer has 1 to"),
        (lambda: recall.add(asking, "Why?", "So", week=4), "the weeks of your plan are 1 to 3"),
    ):
        with pytest.raises(UsageError, match=words):
            broken()


def test_what_was_not_recalled_comes_again(asking: Context, clock: list[datetime]) -> None:
    """Not on the same day, nor within its own week's list twice; once recalled it is done."""
    recall.answered(asking, "W1/recall-1", recalled=False)
    recall.answered(asking, "W1/recall-2", recalled=True)
    assert recall.due(asking, 1) == ()
    clock[0] += timedelta(weeks=1)
    assert [view.key for view in recall.due(asking, 2)] == ["W2/recall-1", "W2/recall-2", "W1/recall-1"]
    said = recall.answered(asking, "W1/recall-1", recalled=True)
    assert (said.recalled, said.asked) == (True, MONDAY + timedelta(weeks=1))
    assert recall.again(asking, 2) == ()


def test_monday_says_what_is_not_done(asking: Context) -> None:
    """The reading list and the questions, as far as they are open, and on no other day."""
    lines = today(asking).lines
    assert lines.reading is not None
    assert lines.recall is not None
    assert (lines.reading.done, lines.reading.total, lines.recall.done, lines.recall.total) == (0, 1, 0, 2)
    readings.mark(asking, "W1/read", ReadingState.FINISHED)
    for key in ("W1/recall-1", "W1/recall-2"):
        recall.answered(asking, key, recalled=False)
    assert today(asking).lines == today(asking, MONDAY + timedelta(days=1)).lines
