from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.rhythm import DayKind
from studytui.domain.session import Interval, Session, SessionState, clock_text
from studytui.frozen import replace

START = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def session(*pauses: Interval, ended_at: datetime | None = None) -> Session:
    """An hour begun at START."""
    return Session("s", "plan", DayKind.CODE, date(2026, 11, 16), HOUR, START, pauses, ended_at)


def after(minutes: float) -> datetime:
    """That many minutes after START."""
    return START + timedelta(minutes=minutes)


def test_a_pause_stops_the_clock() -> None:
    """Time in a pause, over or still lasting, does not count."""
    paused = session(Interval(after(10), after(15)), Interval(after(20)))
    assert paused.state is SessionState.PAUSED
    assert paused.elapsed(after(50)) == timedelta(minutes=15)
    assert paused.remaining(after(50)) == timedelta(minutes=45)


def test_the_clock_counts_on_into_overtime() -> None:
    """After the planned time what remains is negative, and the planned end lies behind."""
    assert session().remaining(after(63)) == timedelta(minutes=-3)
    assert session().in_overtime(after(63))
    assert session().planned_end(after(63)) == after(60)


def test_only_pauses_before_the_planned_end_move_it() -> None:
    """A break within the hour puts its end off, one in overtime does not, and ending the session changes nothing."""
    pauses = (Interval(after(10), after(15)), Interval(after(70), after(80)))
    assert session(*pauses).planned_end(after(90)) == after(65)
    assert session(*pauses, ended_at=after(90)).planned_end(after(95)) == after(65)
    assert session(Interval(after(10))).planned_end(after(30)) == after(80)


def test_a_forgotten_clock_ends_where_its_study_did() -> None:
    """Three hours after the planned end with nobody there, the session should have ended at that end."""
    assert session().left_on(after(239), same_day=True) is None
    assert session().left_on(after(240), same_day=True) == after(60)


def test_late_work_moves_where_a_forgotten_clock_ends() -> None:
    """Activity in overtime counts: the session should have ended there."""
    late = replace(session(), last_activity=after(95))
    assert late.left_on(after(270), same_day=True) is None
    assert late.left_on(after(275), same_day=False) == after(95)


def test_a_paused_clock_waits_until_its_day_is_over() -> None:
    """A pause may last all day; the next day the session should have ended when it began."""
    paused = session(Interval(after(20)))
    assert paused.left_on(after(700), same_day=True) is None
    assert paused.left_on(after(1300), same_day=False) == after(20)


def test_an_ended_clock_is_not_forgotten() -> None:
    """Nothing is to be ended twice."""
    assert session(ended_at=after(60)).left_on(after(9000), same_day=False) is None


def test_an_ended_session_stands_still() -> None:
    """Once ended, neither elapsed time nor state changes."""
    ended = session(ended_at=after(42))
    assert ended.state is SessionState.FINISHED
    assert ended.elapsed(after(42)) == ended.elapsed(after(4200)) == timedelta(minutes=42)


def test_a_clock_set_back_never_shows_negative_time() -> None:
    """With a clock set back before the start, nothing has been studied yet."""
    assert session(Interval(after(10))).elapsed(after(-120)) == timedelta()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(3600, "60:00"), (3599.2, "60:00"), (0, "00:00"), (-0.5, "+00:00"), (-200, "+03:20"), (4500, "75:00")],
)
def test_clock_text(seconds: float, text: str) -> None:
    """Time left is rounded up to the second, overtime down, with a plus sign."""
    assert clock_text(timedelta(seconds=seconds)) == text


@given(st.lists(st.floats(0, 300), max_size=12), st.floats(0, 400), st.floats(0, 400))
def test_elapsed_is_bounded_and_never_falls(marks: list[float], first: float, second: float) -> None:
    """Whatever the pauses, elapsed time lies between zero and wall time and never falls as time goes on."""
    marks = sorted(marks)
    pauses = [Interval(after(begin), after(end)) for begin, end in zip(marks[::2], marks[1::2], strict=False)]
    if len(marks) % 2:
        pauses.append(Interval(after(marks[-1])))
    hour = session(*pauses)
    early, late = sorted((first, second))
    assert timedelta() <= hour.elapsed(after(early)) <= hour.elapsed(after(late)) <= timedelta(minutes=late)
