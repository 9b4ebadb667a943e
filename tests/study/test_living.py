"""Living plans: what the learner changes lies over the plan, and nothing planned or done is forgotten."""

from datetime import date, datetime, timedelta

import pytest

from studytui.domain.overlay import Place
from studytui.domain.rhythm import Weekday
from studytui.domain.unit import Reading
from studytui.errors import UsageError
from studytui.store import ticks
from studytui.study import laid, living, plans
from studytui.study.context import Context
from studytui.study.marking import accept_in_view
from studytui.study.today import tick, today

MONDAY = date(2026, 11, 23)


@pytest.fixture
def begun(ctx: Context) -> Context:
    """The small plan, begun this Monday."""
    plans.use(ctx, "small", MONDAY)
    return ctx


def shown(ctx: Context, days: int = 0) -> list[str]:
    """The addresses of a day's tasks, counted from Monday."""
    return [task.address for task in today(ctx, MONDAY + timedelta(days=days)).tasks]


def test_a_task_of_ones_own_joins_todays_hour(begun: Context) -> None:
    """It comes last, has an address like any other, can be ticked, and keeps the day from being done."""
    tick(begun, "W1/read", done=True)
    tick(begun, "W1/note", done=True)
    made = living.add(begun, "Ask  Ann about GAE", minutes=5)
    view = today(begun)
    assert made.address.startswith("W1/own-ask-ann-about-gae-")
    assert (view.tasks[-1].text, view.tasks[-1].own, view.strip[0].done) == ("Ask Ann about GAE", True, False)
    tick(begun, made.address, done=True)
    assert today(begun).strip[0].done


def test_a_reading_is_added_where_one_wants_it(begun: Context) -> None:
    """Title, link and minutes stand with it, in another week too."""
    reading = Reading("A paper", link="https://example.org/paper", minutes=20)
    made = living.add(begun, "Skim it", Place(2, Weekday.TUE), reading=reading, optional=True)
    view = today(begun, MONDAY + timedelta(days=8))
    assert [(task.address, task.reading, task.link, task.optional) for task in view.tasks][-1] == (
        made.address,
        "A paper",
        "https://example.org/paper",
        True,
    )


def test_an_edited_task_keeps_its_ticks_and_what_was_planned(begun: Context) -> None:
    """The new words show, and the plan's are still known; the same words again are no edit."""
    tick(begun, "W1/read", done=True)
    edited = living.edit(begun, "W1/read", text="Read two chapters", minutes=40)
    assert (edited.edited, edited.planned.text if edited.planned else "") == (True, "Read a chapter")
    first = today(begun).tasks[0]
    assert (first.text, first.minutes, first.done, first.edited) == ("Read two chapters", 40, True, True)
    assert first.link == "https://example.org/book"
    assert not living.edit(begun, "W1/read", text="Read a chapter", minutes=20).edited


def test_a_moved_task_leaves_its_day_and_takes_its_tick_along(begun: Context) -> None:
    """Within the week and into another one; moved home again it is where the plan has it."""
    tick(begun, "W1/read", done=True)
    living.move(begun, "W1/read", Place(1, Weekday.TUE))
    assert (shown(begun), shown(begun, 1)) == (["W1/note"], ["W1/skim", "W1/read"])
    living.move(begun, "W1/read", Place(2, Weekday.MON))
    view = today(begun, MONDAY + timedelta(days=7))
    assert (shown(begun, 1), view.tasks[-1].address) == (["W1/skim"], "W1/read")
    assert (view.tasks[-1].done, view.tasks[-1].moved) == (True, True)
    assert not living.move(begun, "W1/read", Place(1, Weekday.MON)).moved
    assert shown(begun) == ["W1/read", "W1/note"]


def test_a_dropped_task_is_no_longer_asked_for(begun: Context) -> None:
    """Its tick stays on record, and it comes back as it was planned."""
    tick(begun, "W1/read", done=True)
    living.edit(begun, "W1/note", text="Note nothing")
    living.drop(begun, "W1/note")
    assert shown(begun) == ["W1/read"]
    assert today(begun).strip[0].done
    living.restore(begun, "W1/note")
    assert [task.text for task in today(begun).tasks] == ["Read a chapter", "Note it"]
    assert ticks.of_plan(begun.store, "small")["W1/read"].done


def test_every_version_is_kept(begun: Context) -> None:
    """Each change is a row of its own; saying the same again adds none."""
    for _ in range(2):
        living.edit(begun, "W1/read", text="Read more")
    living.move(begun, "W1/read", Place(1, Weekday.FRI))
    living.drop(begun, "W1/read")
    versions = laid.history(begun, "small", "W1/read")
    assert [(each.edited is not None, each.place, each.dropped) for each in versions] == [
        (True, None, False),
        (True, Place(1, Weekday.FRI), False),
        (True, Place(1, Weekday.FRI), True),
    ]
    assert all(each.planned is not None and each.planned.text == "Read a chapter" for each in versions)


def test_what_yesterday_left_is_carried_or_dropped(begun: Context, clock: list[datetime]) -> None:
    """Carried it stands in today's hour, dropped it is gone; either way the line is answered."""
    clock[0] += timedelta(days=1)
    left = today(begun).leftover
    assert left is not None
    living.carry(begun, [left.tasks[0].address])
    living.drop(begun, left.tasks[1].address)
    view = today(begun)
    assert (view.leftover, [task.address for task in view.tasks]) == (None, ["W1/skim", "W1/read"])
    clock[0] += timedelta(days=1)
    again = today(begun).leftover
    assert again is not None
    assert [task.address for task in again.tasks] == ["W1/skim", "W1/read"]


def test_what_closes_a_week_follows_the_changes(begun: Context) -> None:
    """A dropped task of the last day is not waited for."""
    friday = living.add(begun, "Publish it", Place(1, Weekday.FRI))
    living.edit(begun, "W1/tell", optional=False)
    tick(begun, "W1/ship", done=True)
    assert not plans.outline(begun)[0].weeks[0].done
    living.drop(begun, "W1/tell")
    tick(begun, "W1/ship", done=False)
    tick(begun, "W1/ship", done=True)
    assert plans.outline(begun)[0].weeks[0].done
    assert living.find(begun, friday.address).home is None


def test_an_accepted_exercise_ticks_where_the_task_stands_now(begun: Context) -> None:
    """One of the learner's own as well, a dropped one not."""
    own = living.add(begun, "Build it again", exercise="softmax")
    living.drop(begun, "W1/build")
    assert accept_in_view(begun, "softmax") == (own.address,)
    living.restore(begun, "W1/build")
    living.move(begun, "W1/build", Place(1, Weekday.TUE))
    assert accept_in_view(begun, "softmax") == ("W1/build",)


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (lambda ctx: living.find(ctx, "W1/nothing"), "no task W1/nothing"),
        (lambda ctx: living.drop(ctx, "W1"), "no task W1"),
        (lambda ctx: living.add(ctx, "   "), "1 to 500 characters"),
        (lambda ctx: living.add(ctx, "x" * 501), "1 to 500 characters"),
        (lambda ctx: living.add(ctx, "x", minutes=0), "between 1 and 600"),
        (lambda ctx: living.add(ctx, "x", exercise="nothing"), "no exercise nothing"),
        (lambda ctx: living.move(ctx, "W1/read", Place(4, Weekday.MON)), "no week 4"),
        (lambda ctx: living.move(ctx, "W1/read", Place(1, Weekday.SAT)), "has no Sat"),
    ],
)
def test_what_does_not_fit_is_refused(begun: Context, deed: object, words: str) -> None:
    """With one sentence, and nothing is stored."""
    assert callable(deed)
    with pytest.raises(UsageError, match=words):
        deed(begun)
    assert laid.changes_of(begun, "small") == {}


def test_a_date_is_a_place(begun: Context) -> None:
    """A study day's own, or on a day of rest the next."""
    assert living.place_on(begun, MONDAY + timedelta(days=8)) == Place(2, Weekday.TUE)
    assert str(living.place_on(begun, MONDAY + timedelta(days=5))) == "W2/mon"
