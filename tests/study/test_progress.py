"""The figures of progress: what was studied, and nothing that was not."""

from datetime import date, datetime, timedelta

import pytest

from studytui.domain.report import Report, SandboxLevel, SandboxReport, Verdict
from studytui.domain.rhythm import DayKind, Share
from studytui.errors import UsageError
from studytui.store import attempts
from studytui.study import clock as session_clock
from studytui.study import plans, progress
from studytui.study.context import Context

MONDAY = date(2026, 11, 23)


def test_minutes_are_counted_by_day_kind_and_share(ctx: Context, clock: list[datetime]) -> None:
    """Logged and timed minutes add up; an abandoned session counts for nothing."""
    plans.use(ctx, "small", MONDAY)
    session_clock.log(ctx, 40, DayKind.PAPERS, MONDAY)
    session_clock.start(ctx, 30, DayKind.CODE)
    clock[0] += timedelta(minutes=25)
    session_clock.finish(ctx)
    session_clock.start(ctx)
    clock[0] += timedelta(minutes=10)
    session_clock.abandon(ctx)
    found = progress.stats(ctx)
    assert found.minutes == 65
    assert found.minutes_by_day == {MONDAY: 65}
    assert found.minutes_by_share == {Share.BUILDING: 25, Share.READING: 40, Share.NOTES: 0}


def test_days_before_the_first_hour_were_never_planned(ctx: Context, clock: list[datetime]) -> None:
    """Someone who begins on Wednesday is asked for Wednesday's hour, not for Monday's and Tuesday's."""
    plans.use(ctx, "small", MONDAY)
    clock[0] += timedelta(days=2)
    assert progress.stats(ctx).planned_minutes == 60
    session_clock.log(ctx, 10, None, MONDAY + timedelta(days=2))
    clock[0] += timedelta(days=1)
    assert progress.stats(ctx).planned_minutes == 120


def test_weeks_and_scores(ctx: Context) -> None:
    """A ticked week is done; a track counts what was tried and accepted, and the points of the best runs."""
    plans.use(ctx, "small", MONDAY)
    plans.tick_week(ctx, "W2", done=True)
    for verdict, score in ((Verdict.ACCEPTED, 4), (Verdict.WRONG_ANSWER, 2)):
        sandbox = SandboxReport(SandboxLevel.STRONG)
        report = Report("softmax", verdict, score, 4, 1, 1.0, True, sandbox, (), "")
        attempts.add(ctx.store, ctx.moment(), verdict.value.encode(), report)
    found = progress.stats(ctx)
    (track,) = found.tracks
    assert (found.weeks_total, found.boxes_done) == (3, 1)
    assert (track.track, track.exercises, track.tried, track.accepted) == ("basics", 2, 1, 1)
    assert (track.points, track.points_possible) == (4, 4)


def test_without_a_plan_there_are_no_figures(ctx: Context) -> None:
    """The sentence says how to choose one."""
    with pytest.raises(UsageError, match="plan use"):
        progress.stats(ctx)
