"""The database file: opening it with care, short transactions, and SQLite's errors as sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studytui.errors import DataError
from studytui.store import migrations

if TYPE_CHECKING:
    import sqlite_utils

    from studytui.store.migrations import Step

BUSY_SECONDS = 5.0
OURS = 0x73747475  # "sttu", so that another program's SQLite file is not taken for one of ours

Value = str | int | float | bytes | None


class Database:
    """An open database; every method is one short transaction unless it runs inside `transaction()`."""

    def __init__(self, connection: sqlite3.Connection, path: Path, machine: str) -> None:
        self.path = path
        self.machine = machine
        self._connection = connection

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        with _sentences(self.path):
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Value] = ()) -> sqlite3.Row | None:
        """The first row of a query, if any."""
        with _sentences(self.path):
            found: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
            return found

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement; returns how many rows it changed."""
        with _sentences(self.path):
            return self._connection.execute(sql, values).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A write transaction: all or nothing, and no second window writes in between."""
        with _sentences(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with _sentences(self.path):
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several reads of one moment; other windows write on meanwhile."""
        with _sentences(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    @property
    def version(self) -> int:
        """How many migrations the file has had."""
        with _sentences(self.path):
            return _version(self._connection)

    def fault(self) -> str:
        """What SQLite's own check of the whole file finds wrong; empty when it is sound."""
        found = [str(row[0]) for row in self.rows("PRAGMA quick_check(3)")]
        return "" if found == ["ok"] else "; ".join(found)

    @contextmanager
    def tables(self) -> Iterator[sqlite_utils.Database]:
        """The file as sqlite-utils knows it, for setting up; inside `transaction()` it commits nothing."""
        import sqlite_utils

        with _sentences(self.path):
            yield sqlite_utils.Database(self._connection, recursive_triggers=False, execute_plugins=False)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def connect(
    path: Path,
    *,
    machine: str,
    backups: Path | None = None,
    steps: Sequence[Step] = migrations.STEPS,
) -> Database:
    """Open the database, creating or migrating it where needed; a migration backs up first.

    Args:
        path: the database file.
        machine: the id written into every new row.
        backups: where copies go before a migration; beside the database by default.
        steps: the migrations.

    Raises:
        DataError: the file is from a newer version, is no database of ours, or cannot be read or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError(f"The data folder {path.parent} cannot be made ({error.strerror}); {_WAY_OUT}") from error
    with _sentences(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _prepare(connection, path, backups or path.parent / "backups", steps)
        except BaseException:
            connection.close()
            raise
    return Database(connection, path, machine)


def new_id() -> str:
    """A key that no other machine will ever draw."""
    import uuid

    return str(uuid.uuid4())


def to_text(at: datetime) -> str:
    """UTC ISO text of fixed width, so that texts sort as times do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def later(at: datetime, than: str | None) -> str:
    """That time as text, but after an earlier row's even when the clock was set back: the newest word must win."""
    if than is not None and to_text(at) <= than:
        at = to_time(than) + timedelta(microseconds=1)
    return to_text(at)


def to_time(text: str) -> datetime:
    """The time that `to_text` wrote."""
    return datetime.fromisoformat(text)


_WAY_OUT = "make it writable, or set STUDYTUI_HOME to a folder that is."


def _prepare(connection: sqlite3.Connection, path: Path, backups: Path, steps: Sequence[Step]) -> None:
    connection.row_factory = sqlite3.Row
    version = _version(connection)
    if version != len(steps):
        _upgrade(connection, path, backups, steps)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _upgrade(connection: sqlite3.Connection, path: Path, backups: Path, steps: Sequence[Step]) -> None:
    """Take the missing steps in one transaction; foreign keys are off meanwhile and checked at its end."""
    version, ours, empty = _look(connection)
    if version > len(steps):
        raise DataError(
            f"{path} was written by a newer studytui (database version {version}; this one knows {len(steps)}); "
            "upgrade studytui, or set STUDYTUI_HOME to another folder."
        )
    if not ours and (version or not empty):
        raise DataError(f"{path} belongs to another program; move it away, or set STUDYTUI_HOME to another folder.")
    if 0 < version < len(steps):
        _back_up(connection, backups / f"{path.stem}-v{version}.db")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.run(connection, steps, _version(connection))
        connection.execute(f"PRAGMA application_id = {OURS}")
        _check_references(connection, path)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _look(connection: sqlite3.Connection) -> tuple[int, bool, bool]:
    """Version, whether the file is ours, whether it is empty; as of one moment, since a second window may fill it."""
    connection.execute("BEGIN")
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == OURS
    empty = connection.execute("SELECT 1 FROM sqlite_schema").fetchone() is None
    version = _version(connection)
    connection.execute("COMMIT")
    return version, ours, empty


def _check_references(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise DataError(f"{path} holds rows that point nowhere and was left as it was; restore an earlier copy.")


def _back_up(connection: sqlite3.Connection, wanted: Path) -> None:
    """Copy the whole database beside earlier copies, never over one."""
    try:
        wanted.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError(f"The backup folder {wanted.parent} cannot be made ({error.strerror}); {_WAY_OUT}") from error
    target, number = wanted, 2
    while target.exists():
        target, number = wanted.with_stem(f"{wanted.stem}-{number}"), number + 1
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
    finally:
        copy.close()


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about the file into one sentence with the way out; programming errors pass through."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        sentence = _SENTENCES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if sentence is None:
            raise
        raise DataError(sentence.format(path=path, folder=path.parent)) from error


_SENTENCES = {
    sqlite3.SQLITE_BUSY: "{path} is in use by another program; close that program, or try again in a moment.",
    sqlite3.SQLITE_LOCKED: "{path} is in use by another program; close that program, or try again in a moment.",
    sqlite3.SQLITE_READONLY: "{path} cannot be written; " + _WAY_OUT,
    sqlite3.SQLITE_PERM: "{path} cannot be written; " + _WAY_OUT,
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened or made; " + _WAY_OUT,
    sqlite3.SQLITE_FULL: "The disk is full, so {path} could not be written; free some space and try again.",
    sqlite3.SQLITE_IOERR: "{path} could not be read or written; check the disk, or set STUDYTUI_HOME to another one.",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged; restore the newest copy from {folder}/backups, or move the file away.",
    sqlite3.SQLITE_NOTADB: "{path} is not a database; restore the newest copy from {folder}/backups, or move it away.",
}
