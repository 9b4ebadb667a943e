"""A database of the second version, with an attempt in it, upgraded."""

from contextlib import closing
from pathlib import Path

from studytui.store import migrations
from studytui.store.database import connect


def test_attempts_of_before_were_practice(path: Path) -> None:
    """An attempt recorded before reviews existed is kept, and counts as practice."""
    at = "2026-11-23T09:00:00.000000+00:00"
    with closing(connect(path, machine="desk", steps=migrations.STEPS[:2])) as db:
        db.run("INSERT INTO sources VALUES ('s', x'00')")
        db.run("INSERT INTO attempts VALUES ('a', 'desk', 'e', '2026-11-23', ?, 1, 'accepted', 3, 3, 1.0, 's')", (at,))
    with closing(connect(path, machine="desk")) as db:
        assert db.version == len(migrations.STEPS)
        (row,) = db.rows("SELECT * FROM attempts")
        assert (row["id"], row["purpose"]) == ("a", "practice")
