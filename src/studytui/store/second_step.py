"""The second step: the learner's own calendar, living plans, several plans in view, choices, skills and counters."""

SECOND = """
ALTER TABLE enrolments ADD COLUMN folder TEXT NOT NULL DEFAULT '';
ALTER TABLE enrolments ADD COLUMN dropped_at TEXT;
UPDATE enrolments SET folder = plan WHERE used_at < (SELECT MAX(used_at) FROM enrolments);

CREATE TABLE schedule_changes (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    plan TEXT NOT NULL REFERENCES enrolments (plan) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    value TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    removed_at TEXT
) STRICT;
CREATE INDEX schedule_changes_of ON schedule_changes (plan, first);
INSERT INTO schedule_changes
    SELECT id, machine, plan, 'pause', first, last, '', reason, day, at, removed_at FROM schedule_pauses;
DROP TABLE schedule_pauses;

CREATE TABLE task_changes (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    plan TEXT NOT NULL,
    address TEXT NOT NULL,
    kind TEXT NOT NULL,
    week INTEGER,
    weekday TEXT NOT NULL DEFAULT '',
    planned TEXT NOT NULL,
    task TEXT NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX task_changes_newest ON task_changes (plan, address, at);
CREATE INDEX task_changes_week ON task_changes (plan, week, address);

CREATE TABLE choices (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    plan TEXT NOT NULL,
    option TEXT NOT NULL,
    chosen INTEGER NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX choices_newest ON choices (plan, option, at, chosen);

CREATE TABLE skill_levels (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    plan TEXT NOT NULL,
    skill TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 5),
    note TEXT NOT NULL DEFAULT '',
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX skill_levels_of ON skill_levels (plan, skill, at);

CREATE TABLE counts (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    plan TEXT NOT NULL,
    counter TEXT NOT NULL,
    amount INTEGER NOT NULL,
    target_min INTEGER,
    target_max INTEGER,
    note TEXT NOT NULL DEFAULT '',
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX counts_of ON counts (plan, counter, at);
"""
