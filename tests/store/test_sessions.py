"""Sessions in the database: one clock, kept as timestamps."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studytui.domain.moment import Moment
from studytui.domain.rhythm import DayKind
from studytui.domain.session import Session, SessionState
from studytui.store import sessions
from studytui.store.database import Database, connect
from studytui.store.sessions import Studied

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def moment(minutes: float = 0) -> Moment:
    """That many minutes after START."""
    at = START + timedelta(minutes=minutes)
    return Moment(at, at.date())


def begun(db: Database, minutes: float = 0) -> Session:
    """An hour of code, begun then."""
    return sessions.start(db, moment(minutes), "plan", DayKind.CODE, HOUR)


def test_a_second_window_shows_the_same_clock(db: Database, other_window: Database) -> None:
    """Starting where a clock is on returns it, whatever was asked for."""
    first = begun(db)
    second = sessions.start(other_window, moment(5), "other", DayKind.THEORY, HOUR / 2)
    assert second == first == sessions.current(other_window)


def test_many_windows_start_one_session(path: Path, db: Database) -> None:
    """Eight starts at the same moment make one session."""
    with ThreadPoolExecutor(8) as pool:
        started = set(pool.map(lambda _: _started(path), range(8)))
    assert len(started) == 1
    assert len(db.rows("SELECT * FROM sessions")) == 1


def _started(path: Path) -> str:
    with closing(connect(path, machine="desk")) as db:
        return begun(db).id


def test_each_machine_has_its_own_clock(path: Path, db: Database) -> None:
    """A session that is open on the laptop does not keep the desktop from starting one."""
    with closing(connect(path, machine="laptop")) as laptop:
        assert begun(laptop).id != begun(db).id


def test_pausing_and_resuming_keep_the_time(db: Database, other_window: Database) -> None:
    """A pause is kept as two times; pausing twice, in two windows, is one pause."""
    session = begun(db)
    sessions.pause(db, session, moment(10).at)
    paused = sessions.pause(other_window, session, moment(12).at)
    assert paused.state is SessionState.PAUSED
    assert paused.elapsed(moment(30).at) == timedelta(minutes=10)
    sessions.resume(db, session, moment(30).at)
    running = sessions.resume(other_window, session, moment(31).at)
    assert running.state is SessionState.RUNNING
    assert running.elapsed(moment(40).at) == timedelta(minutes=20)


def test_finishing_twice_keeps_the_first_end(db: Database, other_window: Database) -> None:
    """The second window's finish changes neither end nor line."""
    session = begun(db)
    first = sessions.finish(db, session, moment(50).at, next_line="read page 3")
    assert sessions.finish(other_window, session, moment(55).at, next_line="other") == first
    assert (first.ended_at, first.next_line) == (moment(50).at, "read page 3")
    assert sessions.current(db) is None


def test_a_session_can_end_in_the_past(db: Database) -> None:
    """Ended at the planned end, a pause begun later does not count."""
    session = begun(db)
    sessions.pause(db, session, moment(70).at)
    ended = sessions.finish(db, session, moment(60).at)
    assert ended.elapsed(moment(500).at) == HOUR
    assert sessions.studied(db, START.date(), START.date())[0].time == HOUR


def test_activity_only_moves_forward(db: Database) -> None:
    """A touch from a clock set back, or after the end, is ignored."""
    session = begun(db)
    for minutes in (5, 3):
        sessions.touch(db, session, moment(minutes).at)
    sessions.finish(db, session, moment(9).at)
    sessions.touch(db, session, moment(20).at)
    found = sessions.get(db, session.id)
    assert found is not None
    assert found.last_activity == moment(5).at


def test_studied_time_sums_finished_sessions_by_day_and_kind(db: Database) -> None:
    """Several sessions a day add up, logged ones too; abandoned and open ones do not count."""
    sessions.finish(db, begun(db), moment(25).at)
    sessions.finish(db, begun(db, 100), moment(140).at)
    sessions.finish(db, begun(db, 200), moment(260).at, abandoned=True)
    done = replace(begun(db, 300), kind=DayKind.PAPERS, day=date(2026, 11, 20), ended_at=moment(340).at, logged=True)
    sessions.log(db, done)
    assert sessions.studied(db, date(2026, 11, 1), date(2026, 11, 30)) == (
        Studied(date(2026, 11, 20), DayKind.PAPERS, timedelta(minutes=40), 1),
        Studied(START.date(), DayKind.CODE, timedelta(minutes=65), 2),
    )
    assert len(sessions.between(db, START.date(), START.date())) == 4


def test_the_last_finished_session_is_the_clocks(db: Database) -> None:
    """Neither a logged nor an abandoned session after it counts as the last one."""
    assert sessions.last_finished(db) is None
    sessions.finish(db, begun(db), moment(25).at, next_line="go on with chapter 2")
    sessions.finish(db, begun(db, 30), moment(31).at, abandoned=True)
    sessions.log(db, replace(begun(db, 60), ended_at=moment(90).at, logged=True))
    last = sessions.last_finished(db)
    assert last is not None
    assert last.next_line == "go on with chapter 2"


def test_an_unknown_session_is_a_bug(db: Database) -> None:
    """Acting on a session that was never stored is no error of the learner's."""
    session = begun(db)
    db.run("DELETE FROM sessions")
    with pytest.raises(LookupError):
        sessions.pause(db, session, moment(1).at)
    assert sessions.get(db, session.id) is None


STEPS = st.lists(
    st.tuples(st.sampled_from(["start", "pause", "resume", "touch", "finish", "abandon"]), st.integers(-90, 90)),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
@example(steps=[("start", 0), ("pause", 1), ("resume", 0), ("pause", -1)])
def test_whatever_is_pressed_on_whatever_clock_the_session_holds(steps: list[tuple[str, int]]) -> None:
    """Any keys on a clock that jumps forth and back leave one open session at most, and time within its bounds.

    What a second window reads is what the first wrote, and the sum stored at the end is what the timestamps say.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / "studytui.db"
        with closing(connect(file, machine="desk")) as db, closing(connect(file, machine="desk")) as other:
            minutes = 0
            for action, passed in steps:
                minutes += passed
                _act(db, action, minutes)
                assert sessions.current(other) == sessions.current(db)
            _check_all(other)


def _act(db: Database, action: str, minutes: int) -> None:
    session, at = sessions.current(db), moment(minutes).at
    if action == "start":
        begun(db, minutes)
    elif session is not None and action == "pause":
        assert sessions.pause(db, session, at).state is SessionState.PAUSED
    elif session is not None and action == "resume":
        assert sessions.resume(db, session, at).state is SessionState.RUNNING
    elif session is not None and action == "touch":
        sessions.touch(db, session, at)
    elif session is not None:
        sessions.finish(db, session, at, abandoned=action == "abandon")


def _check_all(db: Database) -> None:
    far = date(1999, 1, 1), date(2100, 1, 1)
    found = sessions.between(db, *far)
    assert sum(session.is_open for session in found) <= 1
    counted = timedelta()
    for session in found:
        if session.ended_at is not None:
            assert timedelta() <= session.elapsed(session.ended_at) <= session.ended_at - session.started_at
            assert all(pause.end is not None and pause.end >= pause.start for pause in session.pauses)
            counted += timedelta() if session.abandoned else session.elapsed(session.ended_at)
    assert sum((day.time for day in sessions.studied(db, *far)), timedelta()) == counted
