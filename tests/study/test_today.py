"""Today: the right hour, what is done of it, and no debt anywhere."""

import sqlite3
from datetime import UTC, date, datetime, timedelta

import pytest

from studytui.domain.attempt import Attempt
from studytui.domain.exercise import ExerciseState
from studytui.domain.moment import Moment
from studytui.domain.report import Report, SandboxLevel, SandboxReport, Verdict
from studytui.domain.review import Card, Mark, Rating
from studytui.domain.rhythm import DayKind, Weekday
from studytui.domain.schedule import Standing
from studytui.errors import UsageError
from studytui.store import attempts, reviews, ticks
from studytui.study import clock as session_clock
from studytui.study import plans
from studytui.study.context import Context
from studytui.study.today import tick, today

MONDAY = date(2026, 11, 23)
SATURDAY = MONDAY + timedelta(days=5)


def graded(ctx: Context, score: int, verdict: Verdict = Verdict.WRONG_ANSWER) -> Attempt:
    """An attempt at softmax, just recorded."""
    report = Report("softmax", verdict, score, 4, 1, 1.0, True, SandboxReport(SandboxLevel.STRONG), (), "")
    return attempts.add(ctx.store, ctx.moment(), b"", report)


def test_without_a_plan_it_says_how_to_choose_one(ctx: Context) -> None:
    """The sentence names the command."""
    with pytest.raises(UsageError, match="studytui plan use"):
        today(ctx)


def test_monday_shows_its_hour(ctx: Context) -> None:
    """Week, day, tasks with their addresses and links, and no session yet."""
    plans.use(ctx, "small", MONDAY)
    view = today(ctx)
    assert (view.plan_title, view.week, view.week_title, view.phase) == (
        "The small plan",
        1,
        "Week of softmax",
        "First phase",
    )
    assert view.deliverable == "A note 1"
    assert view.standing is Standing.STUDY
    assert view.day is not None
    assert (view.day.weekday, view.day.kind, view.day.title) == (Weekday.MON, DayKind.THEORY, "Read")
    first, second = view.tasks
    assert (first.address, first.text, first.minutes, first.done) == ("W1/read", "Read a chapter", 20, False)
    assert (first.link, first.free) == ("https://example.org/book", "https://example.org/free")
    assert (second.address, second.link) == ("W1/note", "")
    assert (view.session, view.next_line, view.next_day) == (None, "", None)


def test_the_strip_tells_what_each_day_is_for_and_whether_it_is_done(ctx: Context) -> None:
    """A day is done when every task but the optional ones is ticked."""
    plans.use(ctx, "small", MONDAY)
    tick(ctx, "W1/read", done=True)
    tick(ctx, "W1/vary", done=True)
    strip = today(ctx).strip
    assert [card.title for card in strip] == ["Read", "Skim", "Build", "Vary", "Ship"]
    assert [card.done for card in strip] == [False, False, False, True, False]
    assert [card.current for card in strip] == [True, False, False, False, False]
    tick(ctx, "W1/note", done=True)
    assert today(ctx).strip[0].done


def test_another_date_shows_its_own_hour(ctx: Context) -> None:
    """Wednesday of week two builds the other exercise."""
    plans.use(ctx, "small", MONDAY)
    view = today(ctx, MONDAY + timedelta(days=9))
    assert (view.week, [task.exercise for task in view.tasks]) == (2, ["k-means"])
    assert [card.id for card in view.exercises] == ["k-means"]


def test_a_weekend_shows_rest_and_what_comes(ctx: Context) -> None:
    """On Saturday nothing is asked; the next hour is next week's Monday."""
    plans.use(ctx, "small", MONDAY)
    view = today(ctx, SATURDAY)
    assert (view.standing, view.day, view.tasks) == (Standing.REST, None, ())
    assert view.next_day is not None
    assert (view.next_day.date, view.week) == (MONDAY + timedelta(days=7), 2)
    assert not any(card.current for card in view.strip)


def test_before_the_start_and_after_the_end(ctx: Context) -> None:
    """A plan that has not begun shows its first hour as coming, one that is over shows no hour."""
    plans.use(ctx, "small", MONDAY)
    before, after = today(ctx, MONDAY - timedelta(days=3)), today(ctx, MONDAY + timedelta(days=70))
    assert before.next_day is not None
    assert (before.standing, before.next_day.date) == (Standing.BEFORE, MONDAY)
    assert (after.standing, after.day, after.next_day, after.week) == (Standing.AFTER, None, None, 3)


def test_launching_midweek_shows_no_debt(ctx: Context, clock: list[datetime]) -> None:
    """Begun on a Thursday, the days before are neither done nor missed: today's hour is Thursday's."""
    clock[0] += timedelta(days=3)
    plans.use(ctx, "small")
    view = today(ctx)
    assert [task.address for task in view.tasks] == ["W1/vary", "W1/extra"]
    assert not any("missed" in name or "debt" in name or "overdue" in name for name in view.__match_args__)


def test_exercises_of_the_week_show_how_they_stand(ctx: Context) -> None:
    """What the week names and is not shipped yet is left out; the best score stands with its maximum."""
    plans.use(ctx, "small", MONDAY)
    graded(ctx, 3)
    graded(ctx, 1)
    (card,) = today(ctx).exercises
    assert (card.id, card.state, card.best, card.max_score, card.attempts) == (
        "softmax",
        ExerciseState.TRIED,
        3,
        4,
        2,
    )


def test_minutes_of_a_day_are_those_of_all_its_sessions(ctx: Context, clock: list[datetime]) -> None:
    """Two sessions and study done elsewhere add up in the strip."""
    plans.use(ctx, "small", MONDAY)
    for _ in range(2):
        session_clock.start(ctx)
        clock[0] += timedelta(minutes=25)
        session_clock.finish(ctx)
    session_clock.log(ctx, 10, None, MONDAY)
    assert [card.minutes_done for card in today(ctx).strip] == [60, 0, 0, 0, 0]


def test_the_day_is_the_learners_not_greenwichs(ctx: Context, clock: list[datetime]) -> None:
    """At half past midnight in Berlin it is Tuesday, though UTC still says Monday."""
    plans.use(ctx, "small", MONDAY)
    clock[0] = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    view = today(ctx)
    assert view.date == MONDAY + timedelta(days=1)
    tick(ctx, "W1/skim", done=True)
    assert ticks.of_plan(ctx.store, "small")["W1/skim"].day == MONDAY + timedelta(days=1)


def test_a_second_window_sees_the_same_day(ctx: Context, second_window: Context) -> None:
    """What one window ticks and starts, the other shows."""
    plans.use(ctx, "small", MONDAY)
    tick(second_window, "W1/read", done=True)
    started = session_clock.start(second_window)
    view = today(ctx)
    assert view.tasks[0].done
    assert view.session == started


def test_ten_years_ask_no_more_than_a_day(ctx: Context) -> None:
    """Today asks as many questions of a full database as of an empty one, and none that reads a whole table."""
    plans.use(ctx, "small", MONDAY)
    empty = _asked(ctx)
    _fill(ctx)
    full = _asked(ctx)
    assert len(empty) <= len(full) < 17
    for sql in full:
        steps = [row["detail"] for row in ctx.store.rows(f"EXPLAIN QUERY PLAN {sql}")]
        scans = {step for step in steps if step.startswith("SCAN") and "subquery" not in step} - {"SCAN CONSTANT ROW"}
        if "FROM enrolments" not in sql and "FROM review_standing" not in sql:  # a row a plan, a row an exercise
            assert not scans, sql


def _asked(ctx: Context) -> list[str]:
    """The questions that Today asks of the database, with their values filled in."""
    asked: list[str] = []
    connection: sqlite3.Connection = ctx.store._connection  # only the driver can tell
    connection.set_trace_callback(asked.append)
    today(ctx)
    connection.set_trace_callback(None)
    return asked


def _fill(ctx: Context) -> None:
    """A year's worth of rows: enough for the planner to care which index it takes."""
    ended = ctx.now() - timedelta(days=400)
    for number in range(400):
        at = ended + timedelta(days=number)
        when = Moment(at, at.date())
        session_clock.log(ctx, 10, DayKind.CODE, at.date())
        ticks.set_done(ctx.store, when, "small", f"W1/{number}", ticks.TickSource.HAND, done=True)
        report = Report(
            f"e{number % 7}", Verdict.ACCEPTED, 4, 4, 1, 1.0, True, SandboxReport(SandboxLevel.STRONG), (), ""
        )
        attempts.add(ctx.store, when, b"", report)
        reviews.add(
            ctx.store, when, f"exercise:e{number % 7}", Rating.GOOD, Rating.GOOD, failed=0, hints=0, seconds=60.0
        )
        reviews.mark(ctx.store, when, f"exercise:e{number % 7}", Mark.BEGUN)
    cards = [Card(f"exercise:{name}", ended.date(), 3.0, ended.date()) for name in ("softmax", "k-means", "e1", "e2")]
    reviews.lay(ctx.store, [(card, 5.0) for card in cards])
    ctx.store.run("ANALYZE")
