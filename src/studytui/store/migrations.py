"""The tables, step by step: a database of version n has had the first n steps.

Every row can be merged with another machine's: its key is a UUID, `machine` says where it was written, `at` is UTC and
`day` the learner's local day then. What the learner did or wrote is only ever added to; the newest row wins.

A step in SQL runs on the standard library alone, so that creating a database costs nothing; a step that is a function
gets a sqlite-utils database, which can rebuild tables in ways that SQL's ALTER TABLE cannot.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from studytui.store.second_step import SECOND
from studytui.store.third_step import THIRD

if TYPE_CHECKING:
    import sqlite_utils

    Step = str | Callable[[sqlite_utils.Database], None]

_FIRST = """
CREATE TABLE enrolments (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    plan TEXT NOT NULL UNIQUE,
    start TEXT NOT NULL,
    study_days TEXT NOT NULL,
    slots INTEGER NOT NULL,
    weeks_total INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    used_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE schedule_pauses (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    plan TEXT NOT NULL REFERENCES enrolments (plan) ON DELETE CASCADE,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    reason TEXT NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    removed_at TEXT
) STRICT;
CREATE INDEX schedule_pauses_of ON schedule_pauses (plan);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    plan TEXT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    planned_seconds INTEGER NOT NULL CHECK (planned_seconds > 0),
    at TEXT NOT NULL,
    ended_at TEXT,
    studied_seconds INTEGER,
    abandoned INTEGER NOT NULL DEFAULT 0,
    logged INTEGER NOT NULL DEFAULT 0,
    next_line TEXT NOT NULL DEFAULT '',
    last_activity TEXT,
    CHECK ((ended_at IS NULL) = (studied_seconds IS NULL))
) STRICT;
CREATE UNIQUE INDEX sessions_one_open ON sessions (machine) WHERE ended_at IS NULL;
CREATE INDEX sessions_by_day ON sessions (day, kind, studied_seconds, abandoned);
CREATE INDEX sessions_finished ON sessions (ended_at) WHERE ended_at IS NOT NULL AND abandoned = 0 AND logged = 0;

CREATE TABLE session_pauses (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    ended_at TEXT
) STRICT;
CREATE INDEX session_pauses_of ON session_pauses (session, at);
CREATE UNIQUE INDEX session_pauses_one_open ON session_pauses (session) WHERE ended_at IS NULL;

CREATE TABLE sources (
    sha TEXT PRIMARY KEY,
    source BLOB NOT NULL
) STRICT;

CREATE TABLE attempts (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    exercise TEXT NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    seed INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    score INTEGER NOT NULL,
    max_score INTEGER NOT NULL,
    elapsed_ms REAL NOT NULL,
    source_sha TEXT NOT NULL REFERENCES sources (sha)
) STRICT;
CREATE INDEX attempts_standing ON attempts (exercise, verdict, score, max_score);
CREATE INDEX attempts_history ON attempts (exercise, at);
CREATE INDEX attempts_by_day ON attempts (day);

CREATE TABLE attempt_reports (
    attempt TEXT PRIMARY KEY REFERENCES attempts (id) ON DELETE CASCADE,
    report TEXT NOT NULL
) STRICT;

CREATE TABLE hints (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    exercise TEXT NOT NULL,
    number INTEGER NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX hints_once ON hints (exercise, number, machine);

CREATE TABLE reveals (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    exercise TEXT NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX reveals_once ON reveals (exercise, machine);

CREATE TABLE entries (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    plan TEXT NOT NULL,
    day TEXT NOT NULL,
    field TEXT NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX entries_versions ON entries (plan, day, field, version, machine);

CREATE TABLE drafts (
    key TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    text TEXT NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE ticks (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    plan TEXT NOT NULL,
    address TEXT NOT NULL,
    done INTEGER NOT NULL,
    source TEXT NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX ticks_newest ON ticks (plan, address, at, done, source);
CREATE INDEX ticks_by_day ON ticks (day);
"""

STEPS: tuple[Step, ...] = (_FIRST, SECOND, THIRD)


def run(connection: sqlite3.Connection, steps: Sequence[Step], done: int) -> None:
    """Take the steps that a database of version `done` lacks; the caller holds the transaction."""
    for number, step in enumerate(steps[done:], done + 1):
        if isinstance(step, str):
            for statement in _statements(step):
                connection.execute(statement)
        else:
            import sqlite_utils

            step(sqlite_utils.Database(connection))
        connection.execute(f"PRAGMA user_version = {number}")


def _statements(script: str) -> list[str]:
    """The statements of a script one by one: `executescript` would commit the transaction it runs in."""
    statements: list[str] = []
    current = ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return statements
