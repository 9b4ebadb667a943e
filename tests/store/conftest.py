"""A real database in a temporary folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studytui.store.database import Database, connect


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / "data" / "studytui.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """The database of one window."""
    database = connect(path, machine="desk")
    yield database
    database.close()


@pytest.fixture
def other_window(path: Path, db: Database) -> Iterator[Database]:
    """The same database, opened by a second window on the same machine."""
    database = connect(path, machine=db.machine)
    yield database
    database.close()
