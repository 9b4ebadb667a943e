"""The database file: opened with care, and every fault said in a sentence."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlite_utils

from studytui.errors import DataError
from studytui.store import database, migrations
from studytui.store.database import Database, connect, later, to_text, to_time

FIRST = "CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;"


def add_stars(db: sqlite_utils.Database) -> None:
    """A migration as later versions write them."""
    db.table("notes").add_column("stars", int)


def orphan(db: sqlite_utils.Database) -> None:
    """A migration that leaves a row pointing nowhere."""
    db.execute("CREATE TABLE links (note TEXT NOT NULL REFERENCES notes (id)) STRICT")
    db.execute("INSERT INTO links VALUES ('gone')")


def old_database(path: Path) -> None:
    """A database of version 1 with one note in it."""
    with closing(connect(path, machine="desk", steps=(FIRST,))) as db:
        db.run("INSERT INTO notes VALUES ('a', 'kept')")


def write_both(db: Database, second: str) -> None:
    """One transaction of two writes, of which the second will fail."""
    with db.transaction():
        db.run("INSERT INTO sources VALUES ('first', x'00')")
        db.run(second)


def test_every_table_is_strict_and_every_row_can_be_merged(db: Database) -> None:
    """Tables check their types, and what a machine writes has a text key; only what belongs to a row has no machine."""
    tables = db.rows(
        "SELECT name, strict FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    assert {row["name"] for row in tables} >= {"sessions", "attempts", "entries", "drafts", "ticks", "enrolments"}
    assert all(row["strict"] for row in tables)
    for row in tables:
        columns = {column["name"] for column in db.rows("SELECT name FROM pragma_table_info(?)", (row["name"],))}
        belongs_to_rows = {"session_pauses", "attempt_reports", "sources", "review_standing"}
        assert {"machine", "day", "at"} <= columns or row["name"] in belongs_to_rows


def test_a_fresh_database_is_in_wal_mode_with_foreign_keys(db: Database) -> None:
    """Two windows can read and write at once, and no row points nowhere."""
    (mode,), (keys,) = db.rows("PRAGMA journal_mode")[0], db.rows("PRAGMA foreign_keys")[0]
    assert (mode, keys, db.version) == ("wal", 1, len(migrations.STEPS))
    assert db.fault() == ""


def test_opening_loads_no_third_party_library(path: Path) -> None:
    """Neither creating nor reopening the database imports sqlite-utils or numpy: they would cost the first frame."""
    program = (
        "import sys; from pathlib import Path; from studytui.store.database import connect\n"
        f"for _ in range(2): connect(Path({str(path)!r}), machine='desk').close()\n"
        "print([name for name in ('sqlite_utils', 'numpy', 'uuid') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_eight_windows_that_start_at_once_make_one_database(path: Path) -> None:
    """Whoever comes second finds the tables there."""
    with ThreadPoolExecutor(8) as pool:
        versions = list(pool.map(lambda _: _version_once_opened(path), range(8)))
    assert versions == [len(migrations.STEPS)] * 8


def _version_once_opened(path: Path) -> int:
    with closing(connect(path, machine="desk")) as db:
        return db.version


def test_a_newer_database_is_refused_and_left_alone(path: Path, db: Database) -> None:
    """The sentence names the file, both versions and the way out; the file keeps every byte."""
    db.run("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    with pytest.raises(DataError) as caught:
        connect(path, machine="desk")
    assert all(part in str(caught.value) for part in (str(path), "99", str(len(migrations.STEPS)), "upgrade studytui"))
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(path: Path) -> None:
    """A SQLite file with tables of its own is not ours to fill."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as foreign:
        foreign.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(DataError, match="belongs to another program"):
        connect(path, machine="desk")


def test_a_file_that_is_no_database_says_so(path: Path) -> None:
    """Text in the database's place is named, with the way out."""
    path.parent.mkdir()
    path.write_text("dear diary, this is not a database at all\n" * 50)
    with pytest.raises(DataError, match="is not a database; restore the newest copy"):
        connect(path, machine="desk")


def test_a_damaged_file_says_so(path: Path, db: Database) -> None:
    """Pages overwritten with noise are told as damage, not as a traceback."""
    db.run("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(DataError, match="is damaged; restore the newest copy"):
        connect(path, machine="desk").rows("SELECT * FROM sessions")


def test_a_migration_backs_up_first(path: Path) -> None:
    """The copy holds the old version with its rows; the database has the new column."""
    old_database(path)
    with closing(connect(path, machine="desk", steps=(FIRST, add_stars))) as db:
        assert db.version == 2
        assert tuple(db.rows("SELECT text, stars FROM notes")[0]) == ("kept", None)
    with closing(sqlite3.connect(path.parent / "backups" / "studytui-v1.db")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
        assert copy.execute("SELECT * FROM notes").fetchall() == [("a", "kept")]


def test_a_backup_never_replaces_another(path: Path) -> None:
    """A second migration from the same version writes a second copy."""
    for _ in range(2):
        path.unlink(missing_ok=True)
        old_database(path)
        connect(path, machine="desk", steps=(FIRST, add_stars)).close()
    assert sorted(copy.name for copy in (path.parent / "backups").iterdir()) == ["studytui-v1-2.db", "studytui-v1.db"]


@pytest.mark.parametrize(
    ("step", "error"), [(orphan, DataError), ("CREATE TABLE notes (x);", sqlite3.OperationalError)]
)
def test_a_migration_that_fails_changes_nothing(path: Path, step: "migrations.Step", error: type[Exception]) -> None:
    """After a failed step the database is of the old version and holds what it held."""
    old_database(path)
    with pytest.raises(error):
        connect(path, machine="desk", steps=(FIRST, step))
    with closing(connect(path, machine="desk", steps=(FIRST,))) as db:
        assert [tuple(row) for row in db.rows("SELECT * FROM notes")] == [("a", "kept")]
        assert db.row("SELECT 1 FROM sqlite_schema WHERE name = 'links'") is None


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    """A file where the data folder should be is named, with the way out."""
    (tmp_path / "data").write_text("")
    with pytest.raises(DataError, match="STUDYTUI_HOME"):
        connect(tmp_path / "data" / "studytui.db", machine="desk")


def test_a_folder_in_the_files_place_says_so(path: Path) -> None:
    """A folder called like the database cannot be opened, and the sentence says what to do."""
    path.mkdir(parents=True)
    with pytest.raises(DataError, match="cannot be opened or made; make it writable"):
        connect(path, machine="desk")


def test_a_database_that_cannot_be_written_says_so(path: Path, db: Database) -> None:
    """What SQLite calls readonly becomes a sentence with the way out."""
    db.run("PRAGMA query_only = ON")
    with pytest.raises(DataError, match=f"{path} cannot be written; make it writable"):
        db.run("DELETE FROM drafts")


def test_a_full_disk_says_so_and_keeps_what_was_there(db: Database) -> None:
    """When no page can be added the sentence says so, and the transaction leaves nothing half done."""
    db.run("PRAGMA max_page_count = 1")
    db.run("INSERT INTO sources VALUES ('small', x'00')")
    with pytest.raises(DataError, match="disk is full"):
        write_both(db, "INSERT INTO sources VALUES ('big', zeroblob(10000000))")
    assert [row["sha"] for row in db.rows("SELECT sha FROM sources")] == ["small"]


def test_a_locked_database_says_so(path: Path, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program that holds the file for too long is told of; reading goes on."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.0)
    with closing(connect(path, machine="desk")) as window, db.transaction():
        with pytest.raises(DataError, match="in use by another program"):
            window.run("DELETE FROM drafts")
        assert window.rows("SELECT * FROM drafts") == []


def test_a_transaction_is_all_or_nothing(db: Database) -> None:
    """An error between two writes takes the first one back."""
    with pytest.raises(sqlite3.IntegrityError):
        write_both(db, "INSERT INTO sources VALUES ('first', x'01')")
    assert db.rows("SELECT * FROM sources") == []


def test_a_programming_error_stays_one(db: Database) -> None:
    """Broken SQL and broken constraints are bugs, not sentences for the learner."""
    with pytest.raises(sqlite3.OperationalError):
        db.rows("SELECT nonsense")
    with pytest.raises(sqlite3.IntegrityError):
        db.run("INSERT INTO sources VALUES (NULL, NULL)")


def test_times_as_text_sort_as_times_do() -> None:
    """Whatever zone a time came in, its text is UTC of one width and reads back as the same instant."""
    base = datetime(2026, 11, 23, 9, tzinfo=UTC)
    times = [base, base + timedelta(microseconds=1), base + timedelta(days=40)]
    assert sorted(map(to_text, times)) == [to_text(time) for time in times]
    assert [to_time(to_text(time.astimezone())) for time in times] == times


def test_a_later_word_is_later_even_on_a_clock_set_back() -> None:
    """A row written after another one sorts after it."""
    base = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert later(base - timedelta(hours=1), to_text(base)) > to_text(base)
    assert later(base, None) == to_text(base)
