"""Whole copies of the database: made while it is in use, checked, and brought back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from studytui.errors import DataError
from studytui.store import database, migrations

_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def copy(source: Path, target: Path) -> None:
    """Copy the database to a new file, with everything written so far, even while a window has it open.

    Raises:
        DataError: there is no database yet, the target exists, or it cannot be written.
    """
    if not source.is_file():
        raise DataError(f"there is no database at {source} yet, so there is nothing to copy")
    if target.exists():
        raise DataError(f"{target} exists already and is left as it is; name another file")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy_pages(source, target)
    except (OSError, sqlite3.Error) as error:
        target.unlink(missing_ok=True)
        if getattr(error, "sqlite_errorcode", None) in _DAMAGED:  # not every error of it has a code
            raise DataError(f"{source} is damaged ({error}); `studytui doctor` says what can be done") from error
        raise DataError(f"{target} cannot be written ({error}); choose another place with --to") from error


def restore(copied: Path, path: Path, *, keep: Path) -> bool:
    """Put a copy in the database's place; what was there, even if damaged, is kept under `keep`.

    Returns:
        Whether there was something to keep.

    Raises:
        DataError: the copy is missing, damaged, of a newer version or no database of ours; nothing is changed then.
    """
    check(copied)
    kept = path.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if kept:
            _keep(path, keep)
        _copy_pages(copied, path)
    except (OSError, sqlite3.Error) as error:
        raise DataError(f"{path} cannot be written ({error}); close other windows and try again") from error
    return kept


def check(path: Path) -> None:
    """Make sure that the file is a whole database of ours that this version can read.

    Raises:
        DataError: it is not, and why.
    """
    if not path.is_file():
        raise DataError(f"there is no file {path}; `studytui backup` says where it writes copies")
    try:
        with closing(_open(path)) as connection:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == database.OURS
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            sound = connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    except sqlite3.Error as error:
        raise DataError(f"{path} is not a readable database ({error}); choose another copy") from error
    if not ours:
        raise DataError(f"{path} is not a copy of a studytui database; choose another file")
    if version > len(migrations.STEPS):
        raise DataError(f"{path} was written by a newer studytui (database version {version}); upgrade first")
    if not sound:
        raise DataError(f"{path} is damaged; choose another copy")


def _keep(path: Path, keep: Path) -> None:
    """Copy what is there; a file that SQLite cannot read is moved aside whole, with its log."""
    keep.parent.mkdir(parents=True, exist_ok=True)
    try:
        _copy_pages(path, keep)
    except sqlite3.DatabaseError:
        keep.unlink(missing_ok=True)
        path.replace(keep)
        for suffix in ("-wal", "-shm"):
            log = path.with_name(path.name + suffix)
            if log.exists():
                log.replace(keep.with_name(keep.name + suffix))


def _copy_pages(source: Path, target: Path) -> None:
    with closing(_open(source)) as connection, closing(sqlite3.connect(target, timeout=5.0)) as copied:
        connection.backup(copied)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5.0)
