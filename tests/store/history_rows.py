"""Rows of every table that is carried, as machines write them, and all that a database holds of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial

from studytui.domain.moment import Moment
from studytui.domain.report import Report, SandboxLevel, SandboxReport, Verdict
from studytui.domain.rhythm import DayKind
from studytui.domain.schedule import Jump, Pause, Schedule
from studytui.frozen import replace
from studytui.store import attempts, enrolments, entries, hints, history_form, sessions, ticks
from studytui.store.database import Database, new_id, to_text

MONDAY = date(2026, 11, 23)
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
SCHEDULE = Schedule(MONDAY, 52)
PLANS = ("one", "two")
WORDS: dict[str, object] = {
    **dict.fromkeys(("day", "about"), "2026-11-23"),
    **dict.fromkeys(("parameters", "metrics", "series", "point"), '{"lr": 0.1}'),
    "until": None,
    "proposed": 2,
    "rating": 3,
    "direction": "rises",
    "outcome": "",
    "mark": "snoozed",
    "source": "hand",
    "command": "[]",
}
KINDS = {"task_changes": "kept", "reading_marks": "started", "evidence": "pr", "runs": "done"}
LOG = tuple(table for table in history_form.TABLES if table not in ("enrolments", "sources", "sessions", "attempts"))


def moment(minutes: float = 0) -> Moment:
    """That many minutes after nine on a Monday."""
    at = NINE + timedelta(minutes=minutes)
    return Moment(at, at.date())


def row(db: Database, table: str, minutes: float = 0, **given: object) -> str:
    """Add a row to a table that is only added to; every text says its column. Its id."""
    key = new_id()
    values: dict[str, object] = {"id": key, "machine": db.machine, "at": to_text(moment(minutes).at)}
    words = {"kind": KINDS.get(table), "state": KINDS.get(table), **WORDS}
    for column in history_form.columns(db, table):
        usual: dict[str, object] = {"TEXT": column.name, "INTEGER": 1, "REAL": 0.5}
        values.setdefault(column.name, words.get(column.name, usual[column.kind]))
    values |= given
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    db.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))  # type: ignore[arg-type]  # noqa: S608  # columns
    return key


def report(exercise: str, seed: int = 1) -> Report:
    """A short report."""
    sandbox = SandboxReport(SandboxLevel.STRONG, ("rlimits",))
    return Report(exercise, Verdict.ACCEPTED, 1, 1, seed, 3.0, True, sandbox, (), "")


def session(db: Database, minutes: float, *, finish: bool = True) -> None:
    """A session with a pause, or one that goes on."""
    held = sessions.start(db, moment(minutes), "one", DayKind.CODE, timedelta(minutes=60))
    sessions.pause(db, held, moment(minutes + 1).at)
    sessions.resume(db, held, moment(minutes + 2).at)
    if finish:
        sessions.finish(db, held, moment(minutes + 3).at, next_line="next")


def attempt(db: Database, minutes: float, source: bytes = b"def f(): ...\n") -> None:
    """A graded run."""
    attempts.add(db, moment(minutes), source, report("softmax"))


def entry(db: Database, minutes: float, text: str) -> None:
    """A version of Monday's notes."""
    entries.save(db, moment(minutes), "one", MONDAY, "notes", text)


def follow(db: Database, minutes: float, plan: str) -> None:
    """Take a plan up as the main one."""
    _follow(db, minutes, plan, use=True)


def dump(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """All that the carried tables hold but open sessions, in an order of its own."""
    found = {}
    for table in (*history_form.TABLES, *history_form.NESTED):
        rows = [tuple(row) for row in db.rows(f"SELECT * FROM {table}")]  # noqa: S608  # constants
        found[table] = sorted(rows, key=repr)
    running = {row["id"] for row in db.rows("SELECT id FROM sessions WHERE ended_at IS NULL")}
    for table in ("sessions", "session_pauses"):
        found[table] = [row for row in found[table] if not running & set(row)]
    return found


def shown(db: Database) -> object:
    """What the learner sees of what is mutable: plans as they lie, entries, ticks."""
    return (
        enrolments.in_view(db),
        [entries.get(db, plan, MONDAY, "notes") for plan in PLANS],
        [entries.versions(db, plan, MONDAY, "notes") for plan in PLANS],
        [hints.seen(db, plan) for plan in PLANS],
    )


def _ticked(db: Database, plan: str) -> bool:
    tick = ticks.of(db, plan, ("W1/read",)).get("W1/read")
    return tick is not None and tick.done


def _known(db: Database, plan: str) -> bool:
    return enrolments.of_plan(db, plan) is not None


def _follow(db: Database, minutes: float, plan: str, *, use: bool) -> None:
    start = MONDAY + timedelta(days=7 * (int(minutes) % 3))
    enrolments.add(db, moment(minutes), plan, replace(SCHEDULE, start=start), 60, use=use)


def _lay(db: Database, minutes: float, plan: str) -> None:
    if _known(db, plan):
        jump = Jump(MONDAY + timedelta(days=int(minutes) % 5), 5)
        enrolments.lay(db, moment(minutes), plan, replace(SCHEDULE, jumps=(jump,)), 30 + int(minutes) % 30)


def _pause(db: Database, minutes: float, plan: str) -> None:
    if _known(db, plan):
        first = MONDAY + timedelta(days=int(minutes) % 5)
        enrolments.pause(db, moment(minutes), plan, Pause(first, first, "dentist"))


def _skip(db: Database, minutes: float, plan: str) -> None:
    if _known(db, plan):
        enrolments.skip(db, moment(minutes), plan)


def _loose(table: str, db: Database, minutes: float, _plan: str) -> None:
    if table not in ("hints", "reveals"):  # which say a thing once
        row(db, table, minutes)


DEEDS: dict[str, Callable[[Database, float, str], object]] = {
    "session": lambda db, minutes, _: session(db, minutes),
    "open": lambda db, minutes, _: session(db, minutes, finish=False),
    "attempt": lambda db, minutes, plan: attempt(db, minutes, plan.encode()),
    "binary": lambda db, minutes, plan: attempt(db, minutes, b"\xff\x00" + plan.encode()),
    "entry": lambda db, minutes, plan: entry(db, minutes, f"{plan} {minutes} of {db.machine}"),
    "tick": lambda db, minutes, plan: ticks.set_done(
        db, moment(minutes), plan, "W1/read", ticks.TickSource.HAND, done=not _ticked(db, plan)
    ),
    "hint": lambda db, minutes, plan: hints.add(db, moment(minutes), plan, 1),
    "reveal": lambda db, minutes, plan: hints.give_up(db, moment(minutes), plan),
    "use": lambda db, minutes, plan: _follow(db, minutes, plan, use=True),
    "also": lambda db, minutes, plan: _follow(db, minutes, plan, use=False),
    "drop": lambda db, minutes, plan: enrolments.drop(db, moment(minutes), plan),
    "lay": _lay,
    "pause": _pause,
    "skip": _skip,
    **{f"row of {table}": partial(_loose, table) for table in LOG},
}
