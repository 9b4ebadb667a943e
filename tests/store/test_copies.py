"""Copies of the database."""

from pathlib import Path

import pytest

from studytui.errors import DataError
from studytui.store import copies
from studytui.store.database import Database, connect

COUNT = "SELECT count(*) FROM hints"
ADD = "INSERT INTO hints (id, machine, exercise, number, day, at) VALUES (?, 'desk', 'x', ?, '2026-01-01', 't')"


def count(path: Path) -> int:
    """How many hints a database file holds."""
    database = connect(path, machine="desk")
    try:
        row = database.row(COUNT)
        assert row is not None
        return int(row[0])
    finally:
        database.close()


def test_an_open_database_is_copied_whole(db: Database, path: Path, tmp_path: Path) -> None:
    """What was written a moment ago, and lies in the log still, is in the copy."""
    db.run(ADD, ("a", 1))
    copies.copy(path, tmp_path / "deep" / "copy.db")
    db.run(ADD, ("b", 2))
    assert count(tmp_path / "deep" / "copy.db") == 1


def test_an_open_window_sees_what_was_restored(db: Database, path: Path, tmp_path: Path) -> None:
    """Restoring under an open window works, and that window reads the restored rows at once."""
    copies.copy(path, tmp_path / "copy.db")
    db.run(ADD, ("a", 1))
    assert copies.restore(tmp_path / "copy.db", path, keep=tmp_path / "kept.db")
    row = db.row(COUNT)
    assert row is not None
    assert row[0] == 0
    assert count(tmp_path / "kept.db") == 1


def test_restoring_where_nothing_is(db: Database, path: Path, tmp_path: Path) -> None:
    """On a new machine there is nothing to keep, and the database is made from the copy."""
    db.run(ADD, ("a", 1))
    copies.copy(path, tmp_path / "copy.db")
    new = tmp_path / "new" / "studytui.db"
    assert not copies.restore(tmp_path / "copy.db", new, keep=tmp_path / "kept.db")
    assert count(new) == 1


def test_a_newer_copy_is_refused(db: Database, path: Path, tmp_path: Path) -> None:
    """A copy written by a newer version changes nothing here."""
    db.run("PRAGMA user_version = 999")
    copies.copy(path, tmp_path / "newer.db")
    with pytest.raises(DataError, match="newer studytui"):
        copies.restore(tmp_path / "newer.db", tmp_path / "here.db", keep=tmp_path / "kept.db")
    assert not (tmp_path / "here.db").exists()


def test_a_copy_never_replaces_a_file(db: Database, path: Path, tmp_path: Path) -> None:
    """A file that is there stays as it is."""
    assert not db.fault()
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(DataError, match="exists already"):
        copies.copy(path, tmp_path / "mine")
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine"


def test_a_damaged_database_is_named_not_the_place_for_its_copy(tmp_path: Path) -> None:
    """Nothing is left where the copy was to be."""
    path = tmp_path / "studytui.db"
    path.write_bytes(b"junk " * 1000)
    with pytest.raises(DataError, match=r"studytui\.db is damaged"):
        copies.copy(path, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
