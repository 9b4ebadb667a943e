"""Paths, backup and restore."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Home


def test_paths_json_has_its_shape(home: Home) -> None:
    """Every place by its name, without anything being created."""
    shape = json.loads(home.say("paths", "--json"))
    assert list(shape) == ["schema", "paths"]
    assert shape["paths"]["journal"] == str(home.root / "workspace" / "journal")
    assert f"solutions  {home.root / 'workspace' / 'solutions'}" in home.say("paths")
    assert not (home.root / "workspace").exists()


def test_a_backup_brings_everything_back(studying: Home) -> None:
    """What was written after the backup is gone after restoring it, and is itself kept."""
    studying.say("journal", "add", "Before.")
    copy = studying.root / "copy.db"
    assert studying.say("backup", "--to", str(copy)) == f"Copied to {copy}\n"
    studying.say("journal", "add", "After.")
    assert "--yes" in studying.sentence("restore", str(copy), code=2)
    told = studying.say("restore", str(copy), "--yes")
    assert "After." not in studying.say("journal", "show")
    assert "Before." in studying.say("journal", "show")
    kept = told.splitlines()[0].removeprefix("What was there is kept in ")
    studying.say("restore", kept, "--yes")
    assert "After." in studying.say("journal", "show")


def test_backups_get_a_place_of_their_own(studying: Home) -> None:
    """Without --to each backup is a new file among the backups."""
    first, second = studying.say("backup"), studying.say("backup")
    assert first != second
    assert first.startswith(f"Copied to {studying.root / 'data' / 'backups' / 'studytui-'}")


def test_a_damaged_database_is_replaced_and_kept(studying: Home) -> None:
    """Restoring works where it is needed most, and the damaged file is put aside as it was."""
    copy = studying.root / "copy.db"
    studying.say("backup", "--to", str(copy))
    database = studying.root / "data" / "studytui.db"
    database.write_bytes(b"damaged" * 1000)
    assert "restore" in studying.sentence("status", code=4)
    told = studying.say("restore", str(copy), "--yes").splitlines()[0]
    assert studying.say("status", "--short") == "W01 Wed\n"
    with open(told.removeprefix("What was there is kept in "), "rb") as kept:  # noqa: PTH123 - a printed path
        assert kept.read(7) == b"damaged"


def test_what_is_no_backup_is_refused(studying: Home) -> None:
    """Another file, another program's database and a missing file change nothing."""
    other = studying.root / "other.db"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE things (name TEXT)")
    database.close()
    text = studying.root / "text.db"
    text.write_text("hello", encoding="utf-8")
    for file in (other, text, studying.root / "missing.db"):
        assert str(file) in studying.sentence("restore", str(file), "--yes", code=4)
    assert studying.say("status", "--short") == "W01 Wed\n"


def test_nothing_to_back_up(home: Home) -> None:
    """Before the first use there is no database, and a copy never replaces a file."""
    assert "no database" in home.sentence("backup", code=4)
    home.say("plan", "use", "small")
    there = home.root / "there.db"
    there.write_text("mine", encoding="utf-8")
    assert "exists already" in home.sentence("backup", "--to", str(there), code=4)
    assert there.read_text(encoding="utf-8") == "mine"
