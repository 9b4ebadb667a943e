"""Sessions, as timestamps."""

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from studytui.domain.moment import Moment
from studytui.domain.rhythm import DayKind
from studytui.domain.session import Interval, Session, SessionState
from studytui.frozen import dataclass
from studytui.store.database import Database, new_id, to_text, to_time

_COLUMNS = (
    "id, plan, kind, day, planned_seconds, at, ended_at, studied_seconds, abandoned, logged, next_line, last_activity"
)


@dataclass(frozen=True, slots=True)
class Studied:
    """Time studied on one day on one kind of work."""

    day: date
    kind: DayKind
    time: timedelta
    sessions: int


def start(db: Database, when: Moment, plan: str, kind: DayKind, planned: timedelta) -> Session:
    """Begin a session, or return the one that is open on this machine: there is one clock, however many windows."""
    with db.transaction():
        running = current(db)
        if running is not None:
            return running
        key = new_id()
        _insert(db, Session(key, plan, kind, when.day, planned, when.at, last_activity=when.at))
    return _known(db, key)


def log(db: Database, session: Session) -> Session:
    """Record a finished session as it is; its id is drawn here."""
    key = new_id()
    with db.transaction():
        _insert(db, session, key)
    return _known(db, key)


def current(db: Database) -> Session | None:
    """The open session of this machine."""
    return _first(db, "machine = ? AND ended_at IS NULL", (db.machine,))


def get(db: Database, key: str) -> Session | None:
    """The session with that id."""
    return _first(db, "id = ?", (key,))


def pause(db: Database, session: Session, at: datetime) -> Session:
    """Stop the clock; a paused or finished session stays as it is."""
    with db.transaction():
        now = _known(db, session.id)
        if now.state is SessionState.RUNNING:
            # With a clock set back, a pause still begins after the one before it.
            begin = max(at, now.started_at, *(pause.end for pause in now.pauses[-1:] if pause.end))
            db.run("INSERT INTO session_pauses VALUES (?, ?, ?, NULL)", (new_id(), session.id, to_text(begin)))
            _touch(db, session.id, at)
    return _known(db, session.id)


def resume(db: Database, session: Session, at: datetime) -> Session:
    """Let the clock go on; a running or finished session stays as it is."""
    with db.transaction():
        if _known(db, session.id).is_open and _end_pause(db, session.id, at):
            _touch(db, session.id, at)
    return _known(db, session.id)


def touch(db: Database, session: Session, at: datetime) -> None:
    """Note that the learner did something."""
    _touch(db, session.id, at)


def finish(db: Database, session: Session, at: datetime, *, next_line: str = "", abandoned: bool = False) -> Session:
    """End a session at that time; one that has ended stays as it is."""
    with db.transaction():
        now = _known(db, session.id)
        if now.is_open:
            end = max(at, now.started_at)
            studied = now.elapsed(end)
            _end_pause(db, session.id, end)
            db.run(
                "UPDATE sessions SET ended_at = ?, studied_seconds = ?, abandoned = ?, next_line = ? WHERE id = ?",
                (to_text(end), round(studied.total_seconds()), int(abandoned), next_line, session.id),
            )
    return _known(db, session.id)


def between(db: Database, first: date, last: date) -> tuple[Session, ...]:
    """Sessions of those days, first and last included, in order; the open one too."""
    where = "day BETWEEN ? AND ? ORDER BY at"
    return _many(db, where, (first.isoformat(), last.isoformat()))


def last_finished(db: Database) -> Session | None:
    """The session that the clock finished last; neither logged nor abandoned ones count."""
    where = "ended_at IS NOT NULL AND abandoned = 0 AND logged = 0 ORDER BY ended_at DESC LIMIT 1"
    return _first(db, where, ())


def studied(db: Database, first: date, last: date) -> tuple[Studied, ...]:
    """Time studied by day and kind, from finished sessions (abandoned ones do not count)."""
    found = db.rows(
        "SELECT day, kind, SUM(studied_seconds) AS seconds, COUNT(*) AS sessions FROM sessions "
        "WHERE day BETWEEN ? AND ? AND studied_seconds IS NOT NULL AND abandoned = 0 GROUP BY day, kind ORDER BY day",
        (first.isoformat(), last.isoformat()),
    )
    return tuple(
        Studied(
            date.fromisoformat(row["day"]), DayKind(row["kind"]), timedelta(seconds=row["seconds"]), row["sessions"]
        )
        for row in found
    )


def ever_by_day(db: Database) -> dict[date, timedelta]:
    """Time studied on each day there was, in order; abandoned sessions do not count."""
    rows = db.rows(f"SELECT day, SUM(studied_seconds) AS seconds {_COUNTED} GROUP BY day ORDER BY day")
    return {date.fromisoformat(row["day"]): timedelta(seconds=row["seconds"]) for row in rows}


def ever_by_kind(db: Database) -> dict[DayKind, timedelta]:
    """Time ever studied on each kind of work, likewise."""
    rows = db.rows(f"SELECT kind, SUM(studied_seconds) AS seconds {_COUNTED} GROUP BY kind")
    return {DayKind(row["kind"]): timedelta(seconds=row["seconds"]) for row in rows}


_COUNTED = "FROM sessions WHERE studied_seconds IS NOT NULL AND abandoned = 0"


def _insert(db: Database, session: Session, key: str | None = None) -> None:
    ended = session.ended_at
    db.run(
        f"INSERT INTO sessions (machine, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608  # a constant
        (
            db.machine,
            key or session.id,
            session.plan,
            session.kind.value,
            session.day.isoformat(),
            round(session.planned.total_seconds()),
            to_text(session.started_at),
            to_text(ended) if ended else None,
            round(session.elapsed(ended).total_seconds()) if ended else None,
            int(session.abandoned),
            int(session.logged),
            session.next_line,
            to_text(session.last_activity) if session.last_activity else None,
        ),
    )


def _touch(db: Database, key: str, at: datetime) -> None:
    text = to_text(at)
    db.run(
        "UPDATE sessions SET last_activity = ? WHERE id = ? AND ended_at IS NULL AND COALESCE(last_activity, '') < ?",
        (text, key, text),
    )


def _end_pause(db: Database, key: str, at: datetime) -> bool:
    """End the open pause, never before it began."""
    ended = db.run(
        "UPDATE session_pauses SET ended_at = MAX(at, ?) WHERE session = ? AND ended_at IS NULL", (to_text(at), key)
    )
    return ended > 0


def _known(db: Database, key: str) -> Session:
    found = get(db, key)
    if found is None:
        raise LookupError(f"no session {key}")
    return found


def _first(db: Database, where: str, values: Sequence[str]) -> Session | None:
    return next(iter(_many(db, where, values)), None)


def _many(db: Database, where: str, values: Sequence[str]) -> tuple[Session, ...]:
    rows = db.rows(f"SELECT {_COLUMNS} FROM sessions WHERE {where}", values)  # noqa: S608  # `where` is this module's own
    if not rows:
        return ()
    pauses: dict[str, list[Interval]] = {row["id"]: [] for row in rows}
    marks = ", ".join("?" * len(pauses))
    for row in db.rows(
        f"SELECT session, at, ended_at FROM session_pauses WHERE session IN ({marks}) ORDER BY at, ended_at IS NULL",  # noqa: S608  # marks only
        tuple(pauses),
    ):
        ended = to_time(row["ended_at"]) if row["ended_at"] else None
        pauses[row["session"]].append(Interval(to_time(row["at"]), ended))
    return tuple(_session(row, tuple(pauses[row["id"]])) for row in rows)


def _session(row: sqlite3.Row, pauses: tuple[Interval, ...]) -> Session:
    return Session(
        id=row["id"],
        plan=row["plan"],
        kind=DayKind(row["kind"]),
        day=date.fromisoformat(row["day"]),
        planned=timedelta(seconds=row["planned_seconds"]),
        started_at=to_time(row["at"]),
        pauses=pauses,
        ended_at=to_time(row["ended_at"]) if row["ended_at"] else None,
        abandoned=bool(row["abandoned"]),
        next_line=row["next_line"],
        last_activity=to_time(row["last_activity"]) if row["last_activity"] else None,
        logged=bool(row["logged"]),
    )
