"""A main plan and others in view: what is done in one counts in the others, and nothing of any is lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from tests.study.rich import borrower, with_plans

from studytui.domain.attempt import Attempt
from studytui.domain.report import Report, SandboxLevel, SandboxReport, Verdict
from studytui.errors import UsageError
from studytui.store import attempts
from studytui.study import notes, plans, progress
from studytui.study.context import Context
from studytui.study.export import export_week
from studytui.study.marking import accept_in_view
from studytui.study.today import tick, today

MONDAY = date(2026, 11, 23)


def accepted(ctx: Context) -> Attempt:
    """An accepted run of softmax, just recorded."""
    report = Report("softmax", Verdict.ACCEPTED, 4, 4, 1, 1.0, True, SandboxReport(SandboxLevel.STRONG), (), "")
    return attempts.add(ctx.store, ctx.moment(), b"", report)


@pytest.fixture
def both(ctx: Context) -> Iterator[Context]:
    """The small plan, followed since Monday, and one that borrows its second week beside it."""
    made = with_plans(ctx, ctx.library.plan("small"), borrower())
    plans.use(made, "small", MONDAY)
    plans.also(made, "borrower", MONDAY)
    yield made
    made.close()


def done(ctx: Context, plan: str, on: date = MONDAY) -> dict[str, bool]:
    """The tasks of a plan's day and whether they are done."""
    return {task.address: task.done for task in today(ctx, on, plan).tasks}


def test_plans_are_kept_in_view(both: Context) -> None:
    """The list says which is the main one and which stand beside it; Today has a line for each of those."""
    assert [(card.id, card.current, card.in_view) for card in plans.available(both)] == [
        ("small", True, True),
        ("borrower", False, True),
    ]
    (line,) = today(both).also
    assert (line.plan_id, line.week, line.weekday.value) == ("borrower", 1, "mon")
    plans.drop(both, "borrower")
    assert (today(both).also, [item.plan for item in plans.in_view(both)]) == ((), ["small"])


def test_what_cannot_be_kept_or_dropped_says_so(both: Context) -> None:
    """The main plan is in view already and stays; a plan that is not in view cannot leave it."""
    with pytest.raises(UsageError, match="your main plan already"):
        plans.also(both, "small")
    with pytest.raises(UsageError, match="use` another one first"):
        plans.drop(both, "small")
    plans.drop(both, "borrower")
    with pytest.raises(UsageError, match="not in view"):
        plans.drop(both, "borrower")


def test_the_first_plan_kept_in_view_is_the_main_one(ctx: Context) -> None:
    """There is always one to show."""
    plans.also(ctx, "other")
    assert plans.required(ctx).plan == "other"


def test_a_borrowed_hour_done_here_is_done_where_it_was_written(both: Context) -> None:
    """And the other way round; undone in either it is undone in both."""
    tick(both, "B1/read", done=True, plan_id="borrower")
    assert done(both, "small", MONDAY + timedelta(days=7)) == {"W2/read": True, "W2/note": False}
    tick(both, "W2/note", done=True)
    assert done(both, "borrower") == {"B1/read": True, "B1/note": True}
    tick(both, "W2/read", done=False)
    assert done(both, "borrower")["B1/read"] is False


def test_an_hour_of_its_own_is_its_own(both: Context) -> None:
    """Tasks of the same name in an hour that is not borrowed have nothing to do with each other."""
    tick(both, "B1/ship", done=True, plan_id="borrower")
    assert done(both, "small", MONDAY + timedelta(days=11))["W2/ship"] is False


def test_a_borrowed_week_counts_in_both(both: Context) -> None:
    """Its box, and with it the percentage of each plan; optional weeks do not weigh."""
    plans.tick_week(both, "B1", done=True, plan_id="borrower")
    shares = {item.plan_id: item.share for item in progress.per_plan(both)}
    assert (shares["borrower"].percent, shares["small"].boxes_done, shares["small"].boxes_total) == (100, 1, 2)
    assert [line.done for line in plans.outline(both)[0].weeks] == [False, True]
    assert progress.stats(both).plans == progress.per_plan(both)


def test_an_accepted_exercise_counts_in_every_plan_in_view(both: Context) -> None:
    """The main plan's tasks are told, the others' are ticked in silence."""
    accepted(both)
    assert accept_in_view(both, "softmax") == ("W1/build",)
    assert accept_in_view(both, "k-means") == ("W2/build",)
    assert done(both, "borrower", MONDAY + timedelta(days=2)) == {"B1/build": True}


def test_exercises_accepted_before_count_in_a_plan_taken_up_later(ctx: Context) -> None:
    """Its first task of that exercise is ticked, the one of a later week is still to come."""
    accepted(ctx)
    plans.use(ctx, "small", MONDAY)
    assert done(ctx, "small", MONDAY + timedelta(days=2)) == {"W1/build": True}
    assert done(ctx, "small", MONDAY + timedelta(days=16)) == {"W3/build": False}


def test_switching_loses_nothing(both: Context, clock: list[datetime]) -> None:
    """Back in the first plan its calendar, ticks and entries are as they were."""
    tick(both, "W1/read", done=True)
    notes.save(both, MONDAY, "notes", "Mine")
    first = plans.required(both)
    plans.use(both, "borrower")
    assert notes.day(both, MONDAY)["notes"] == ""
    clock[0] += timedelta(days=1)
    assert plans.use(both, "small") == first
    assert (done(both, "small")["W1/read"], notes.day(both, MONDAY)["notes"]) == (True, "Mine")


def test_notes_of_two_plans_never_meet(both: Context, tmp_path: Path) -> None:
    """The second plan writes into a folder of its own, also when it is the main one, and also elsewhere."""
    notes.save(both, MONDAY, "notes", "Of the first")
    first = export_week(both, 1).path
    plans.use(both, "borrower")
    notes.save(both, MONDAY, "notes", "Of the second")
    second = export_week(both, 1).path
    assert (first, second) == (
        both.paths.journal / "Week_01.md",
        both.paths.journal / "borrower" / "Week_01.md",
    )
    assert "Of the first" in first.read_text(encoding="utf-8")
    assert export_week(both, 1, to=tmp_path / "out").path == tmp_path / "out" / "borrower" / "Week_01.md"


def test_a_borrowed_last_day_closes_the_week_where_it_was_written(ctx: Context) -> None:
    """Friday's task done in one plan marks the other's week, though only that hour is borrowed."""
    whole = borrower()
    unit = whole.phases[0].units[0]
    friday = replace(ctx.library.plan("small").phases[0].units[1].days[4], same_as="small:W2/fri")
    only = replace(whole, phases=(replace(whole.phases[0], units=(replace(unit, same_as=None, days=(friday,)),)),))
    made = with_plans(ctx, ctx.library.plan("small"), only)
    plans.use(made, "borrower", MONDAY)
    tick(made, "B1/ship", done=True)
    plans.use(made, "small", MONDAY)
    assert [line.done for line in plans.outline(made)[0].weeks] == [False, True]
    made.close()


def test_a_plan_beside_the_main_one_that_is_gone_takes_nothing_down(both: Context) -> None:
    """Today, progress and grading go on without it."""
    alone = with_plans(both, both.library.plan("small"))
    assert today(alone).also == ()
    assert [item.plan_id for item in progress.per_plan(alone)] == ["small"]
    assert accept_in_view(alone, "softmax") == ("W1/build",)
    alone.close()
