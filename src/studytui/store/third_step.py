"""The third step: what each weekday leaves behind; readings, recall and reviews, papers, evidence, experiments.

`viewed_at` is when a plan was last used, kept in view or dropped, so that two machines agree on the newest word. Two of
them may each write a version of an entry with the same number, hence that index is not unique.

Rows are only ever added: of those with the same key (`address`, `question`, `item`, `note`, `experiment`, `run`), the
newest holds. `review_standing` alone is derived, from `reviews` and `review_marks`, and may be laid anew at any time.
"""

THIRD = """
ALTER TABLE attempts ADD COLUMN purpose TEXT NOT NULL DEFAULT 'practice';

ALTER TABLE enrolments ADD COLUMN viewed_at TEXT NOT NULL DEFAULT '';
UPDATE enrolments SET viewed_at = MAX(at, used_at, COALESCE(dropped_at, ''));

DROP INDEX entries_versions;
CREATE INDEX entries_versions ON entries (plan, day, field, at);
DROP INDEX attempts_standing;
CREATE INDEX attempts_standing ON attempts (exercise, purpose, verdict, score, max_score);

CREATE TABLE reading_marks (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    plan TEXT NOT NULL,
    address TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    line TEXT NOT NULL DEFAULT '',
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX reading_marks_newest ON reading_marks (plan, address, at);

CREATE TABLE recall_questions (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    key TEXT NOT NULL,
    plan TEXT NOT NULL,
    week INTEGER NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    dropped INTEGER NOT NULL DEFAULT 0,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX recall_questions_of ON recall_questions (plan, week, key, at);

CREATE TABLE recall_answers (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    plan TEXT NOT NULL,
    key TEXT NOT NULL,
    recalled INTEGER NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX recall_answers_of ON recall_answers (plan, key, at);

CREATE TABLE reviews (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    item TEXT NOT NULL,
    proposed INTEGER NOT NULL CHECK (proposed BETWEEN 1 AND 4),
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
    failed INTEGER NOT NULL DEFAULT 0,
    hints INTEGER NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX reviews_of ON reviews (item, at);
CREATE INDEX reviews_by_day ON reviews (day, item);

CREATE TABLE review_marks (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    item TEXT NOT NULL,
    mark TEXT NOT NULL,
    until TEXT,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX review_marks_of ON review_marks (item, at);
CREATE INDEX review_marks_by_day ON review_marks (day, item, mark, at);

CREATE TABLE review_standing (
    item TEXT PRIMARY KEY,
    due TEXT NOT NULL,
    stability REAL NOT NULL,
    difficulty REAL NOT NULL,
    last_day TEXT NOT NULL,
    reviews INTEGER NOT NULL,
    begun_at TEXT,
    snoozed_until TEXT,
    retired INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX review_standing_due ON review_standing (due);

CREATE TABLE paper_notes (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    note TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    link TEXT NOT NULL DEFAULT '',
    claim TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    change_mind TEXT NOT NULL DEFAULT '',
    figure TEXT NOT NULL DEFAULT '',
    questions TEXT NOT NULL DEFAULT '',
    dropped INTEGER NOT NULL DEFAULT 0,
    about TEXT NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX paper_notes_newest ON paper_notes (note, at);
CREATE INDEX paper_notes_by_day ON paper_notes (about);

CREATE TABLE question_answers (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    note TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    closed INTEGER NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX question_answers_of ON question_answers (note, question, at);

CREATE TABLE repositories (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    plan TEXT NOT NULL,
    path TEXT NOT NULL,
    dropped INTEGER NOT NULL DEFAULT 0,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX repositories_of ON repositories (plan, machine, path, at);

CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    plan TEXT NOT NULL,
    week INTEGER NOT NULL,
    address TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    made_at TEXT NOT NULL DEFAULT '',
    dropped INTEGER NOT NULL DEFAULT 0,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_of ON evidence (plan, week, address, value, at);

CREATE TABLE experiments (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    experiment TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    hypothesis TEXT NOT NULL DEFAULT '',
    metric TEXT NOT NULL DEFAULT '',
    predicted_low REAL,
    predicted_high REAL,
    direction TEXT NOT NULL DEFAULT '',
    parameter TEXT NOT NULL DEFAULT '',
    point TEXT NOT NULL DEFAULT '{}',
    confidence REAL,
    script TEXT NOT NULL DEFAULT '',
    conclusion TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    dropped INTEGER NOT NULL DEFAULT 0,
    about TEXT NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX experiments_newest ON experiments (experiment, version, at);
CREATE INDEX experiments_by_day ON experiments (about);

CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    run TEXT NOT NULL,
    experiment TEXT NOT NULL,
    parameters TEXT NOT NULL,
    seed INTEGER,
    script TEXT NOT NULL DEFAULT '',
    script_sha TEXT NOT NULL DEFAULT '',
    commit_id TEXT NOT NULL DEFAULT '',
    dirty INTEGER NOT NULL DEFAULT 0,
    command TEXT NOT NULL DEFAULT '[]',
    timeout REAL,
    memory INTEGER,
    rerun_of TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    exit_code INTEGER,
    metrics TEXT NOT NULL DEFAULT '{}',
    note TEXT NOT NULL DEFAULT '',
    seconds REAL NOT NULL DEFAULT 0,
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    series TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX runs_of ON runs (experiment, run, at);
CREATE INDEX runs_by_key ON runs (run, at);
"""
