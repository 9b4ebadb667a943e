"""The session as the learner meets it: one clock, honest ends, nothing counted that was not studied."""

from datetime import UTC, date, datetime, timedelta

import pytest

from studytui.content.library import Library
from studytui.domain.rhythm import DayKind
from studytui.domain.session import SessionState
from studytui.errors import UsageError
from studytui.study import clock as session_clock
from studytui.study import plans
from studytui.study.context import Context

MONDAY = date(2026, 11, 23)


@pytest.fixture
def enrolled(ctx: Context) -> Context:
    """The study, with the small plan begun on Monday."""
    plans.use(ctx, "small", MONDAY)
    return ctx


def pass_minutes(clock: list[datetime], minutes: float) -> None:
    """Let time go by."""
    clock[0] += timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("days", "kind"), [(0, DayKind.THEORY), (2, DayKind.CODE), (4, DayKind.DELIVERABLE), (5, DayKind.THEORY)]
)
def test_a_session_is_of_the_days_kind(enrolled: Context, clock: list[datetime], days: int, kind: DayKind) -> None:
    """What the day is for; on Saturday, what comes next."""
    clock[0] += timedelta(days=days)
    session = session_clock.start(enrolled)
    assert (session.kind, session.plan, session.planned) == (kind, "small", timedelta(hours=1))


def test_without_a_plan_the_clock_runs_too(ctx: Context) -> None:
    """The hour is the configured one, and of code."""
    session = session_clock.start(ctx)
    assert (session.plan, session.kind, session.planned) == ("", DayKind.CODE, timedelta(minutes=60))


def test_a_plan_that_is_gone_keeps_nobody_from_studying(enrolled: Context) -> None:
    """The clock starts, of the plan it belongs to, when the plan's file cannot be read."""
    bare = Context(enrolled.paths, enrolled.config, enrolled.now, library=Library([], [], enrolled.paths.cache_dir))
    session = session_clock.start(bare)
    assert (session.plan, session.kind) == ("small", DayKind.CODE)
    bare.close()


def test_length_and_kind_can_be_chosen(enrolled: Context) -> None:
    """A short session of papers on a Monday is the learner's to decide."""
    session = session_clock.start(enrolled, 15, DayKind.PAPERS)
    assert (session.planned, session.kind) == (timedelta(minutes=15), DayKind.PAPERS)


def test_starting_twice_is_starting_once(enrolled: Context, second_window: Context, clock: list[datetime]) -> None:
    """A second start, from any window, returns the session whose clock is on."""
    first = session_clock.start(enrolled)
    pass_minutes(clock, 5)
    assert session_clock.start(second_window, 15) == first
    assert session_clock.status(second_window) == first


def test_toggle_pauses_and_resumes(enrolled: Context, clock: list[datetime]) -> None:
    """Twenty minutes with ten of pause leave fifty."""
    session_clock.start(enrolled)
    pass_minutes(clock, 5)
    assert session_clock.toggle(enrolled).state is SessionState.PAUSED
    pass_minutes(clock, 10)
    assert session_clock.toggle(enrolled).state is SessionState.RUNNING
    pass_minutes(clock, 5)
    session = session_clock.status(enrolled)
    assert session is not None
    assert session.remaining(clock[0]) == timedelta(minutes=50)


def test_the_clock_survives_a_crash_and_a_night(enrolled: Context, clock: list[datetime]) -> None:
    """A program that is gone leaves its session; the next one finds it, with the time it has run, on its own day."""
    started = session_clock.start(enrolled)
    enrolled.close()
    clock[0] += timedelta(hours=20)
    session = session_clock.status(enrolled)
    assert session == started
    assert session is not None
    assert (session.elapsed(clock[0]), session.day) == (timedelta(hours=20), MONDAY)


def test_the_next_line_is_shown_at_the_next_start(enrolled: Context, clock: list[datetime]) -> None:
    """It is one line, whatever was pasted; a session that leaves none leaves nothing to show."""
    assert session_clock.last_next_line(enrolled) == ""
    for line, shown in (("read  the\nproof ", "read the proof"), ("", "")):
        session_clock.start(enrolled)
        pass_minutes(clock, 30)
        session_clock.finish(enrolled, line)
        assert session_clock.last_next_line(enrolled) == shown


def test_within_the_hour_there_is_one_way_to_end(enrolled: Context, clock: list[datetime]) -> None:
    """Now; and in overtime too, while the learner is at work."""
    session_clock.start(enrolled)
    pass_minutes(clock, 30)
    assert [choice.label for choice in session_clock.finish_choices(enrolled)] == ["now"]
    pass_minutes(clock, 32)
    session_clock.touch(enrolled)
    pass_minutes(clock, 1)
    assert [choice.at for choice in session_clock.finish_choices(enrolled)] == [clock[0]]


def test_a_forgotten_clock_ends_where_the_study_did(enrolled: Context, clock: list[datetime]) -> None:
    """With nothing since the planned end, that end is offered first, the last activity next, now last."""
    started = session_clock.start(enrolled).started_at
    pass_minutes(clock, 40)
    session_clock.touch(enrolled)
    pass_minutes(clock, 500)
    choices = session_clock.finish_choices(enrolled)
    assert [choice.at - started for choice in choices] == [timedelta(minutes=m) for m in (60, 40, 540)]
    done = session_clock.finish(enrolled, at=choices[1].at)
    assert done.elapsed(clock[0]) == timedelta(minutes=40)


def test_a_clock_left_on_overnight_is_settled_by_the_next_start(enrolled: Context, clock: list[datetime]) -> None:
    """The next day's start ends it at its planned end, says so, and begins a session of its own."""
    session_clock.start(enrolled)
    pass_minutes(clock, 23 * 60)
    forgotten = session_clock.settle(enrolled)
    assert forgotten is not None
    assert (
        session_clock.settled_text(enrolled, forgotten) == "The clock of Mon 23 Nov was left on; it counts 60 minutes."
    )
    begun = session_clock.start(enrolled)
    assert (begun.day, begun.state) == (MONDAY + timedelta(days=1), SessionState.RUNNING)
    assert session_clock.settle(enrolled) is None


def test_a_session_never_touched_offers_no_last_activity(enrolled: Context, clock: list[datetime]) -> None:
    """Its start is not an end."""
    session_clock.start(enrolled)
    pass_minutes(clock, 100)
    labels = [choice.label for choice in session_clock.finish_choices(enrolled)]
    assert labels == ["at the planned end", "now"]


def test_an_end_outside_the_session_is_refused(enrolled: Context, clock: list[datetime]) -> None:
    """Neither before its start nor in the future."""
    started = session_clock.start(enrolled).started_at
    pass_minutes(clock, 10)
    for at in (started - timedelta(seconds=1), clock[0] + timedelta(seconds=1)):
        with pytest.raises(UsageError, match="between the session's start and now"):
            session_clock.finish(enrolled, at=at)
    assert session_clock.finish(enrolled, at=started).elapsed(clock[0]) == timedelta()


def test_a_clock_set_back_can_still_be_finished(enrolled: Context, clock: list[datetime]) -> None:
    """The session then has no length, and is over."""
    session_clock.start(enrolled)
    pass_minutes(clock, -120)
    done = session_clock.finish(enrolled)
    assert (done.state, done.elapsed(clock[0])) == (SessionState.FINISHED, timedelta())


def test_an_abandoned_session_leaves_no_time_and_no_line(enrolled: Context, clock: list[datetime]) -> None:
    """It is kept as abandoned, and what the one before left to do next still stands."""
    session_clock.start(enrolled)
    session_clock.finish(enrolled, "go on")
    session_clock.start(enrolled)
    pass_minutes(clock, 50)
    assert session_clock.abandon(enrolled).state is SessionState.ABANDONED
    assert session_clock.last_next_line(enrolled) == "go on"


@pytest.mark.parametrize("act", [session_clock.pause, session_clock.resume, session_clock.toggle, session_clock.finish])
def test_without_a_clock_there_is_nothing_to_act_on(enrolled: Context, act: object) -> None:
    """The sentence says how to start one."""
    assert callable(act)
    with pytest.raises(UsageError, match="studytui start"):
        act(enrolled)


def test_touching_without_a_clock_is_nothing(enrolled: Context) -> None:
    """A keypress before the hour begins changes nothing."""
    session_clock.touch(enrolled)
    assert session_clock.status(enrolled) is None


def test_activity_is_written_now_and_then(enrolled: Context, clock: list[datetime]) -> None:
    """A hundred keypresses in one second are one write."""
    session_clock.start(enrolled)
    pass_minutes(clock, 1)
    before = _writes(enrolled)
    for _ in range(100):
        clock[0] += timedelta(milliseconds=10)
        session_clock.touch(enrolled)
    assert _writes(enrolled) - before == 1


def _writes(ctx: Context) -> int:
    row = ctx.store.row("SELECT total_changes() AS changes")
    assert row is not None
    return int(row["changes"])


def test_study_done_elsewhere_is_logged(enrolled: Context, clock: list[datetime]) -> None:
    """It is a finished session of that day and of the day's kind, and leaves a running clock alone."""
    running = session_clock.start(enrolled)
    clock[0] += timedelta(days=2)
    logged = session_clock.log(enrolled, 40, None, MONDAY + timedelta(days=1))
    assert (logged.logged, logged.day, logged.kind) == (True, MONDAY + timedelta(days=1), DayKind.PAPERS)
    assert logged.elapsed(clock[0]) == timedelta(minutes=40)
    assert session_clock.status(enrolled) == running


def test_what_is_logged_lies_on_its_day(enrolled: Context, clock: list[datetime]) -> None:
    """Start and end of an earlier day's study are that day's, where the learner is; today's ends now."""
    clock[0] = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)  # half past midnight on Thursday in Berlin
    earlier = session_clock.log(enrolled, 90, DayKind.CODE, MONDAY)
    assert enrolled.local(earlier.started_at).date() == MONDAY
    assert session_clock.log(enrolled, 20, DayKind.CODE, MONDAY + timedelta(days=3)).ended_at == clock[0]


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_minutes_that_fit_no_day_are_refused(enrolled: Context, minutes: int) -> None:
    """Neither logged nor started."""
    with pytest.raises(UsageError, match="between 1 and 1440"):
        session_clock.log(enrolled, minutes, None, MONDAY)
    with pytest.raises(UsageError, match="between 1 and 1440"):
        session_clock.start(enrolled, minutes)


def test_tomorrow_cannot_be_logged(enrolled: Context) -> None:
    """Study is logged once it is done."""
    with pytest.raises(UsageError, match="has not come yet"):
        session_clock.log(enrolled, 30, None, MONDAY + timedelta(days=1))
