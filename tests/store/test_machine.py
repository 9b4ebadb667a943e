"""The machine's name: drawn once, whoever asks first."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from studytui.errors import DataError
from studytui.store.machine import machine_id


def test_the_name_is_drawn_once(tmp_path: Path) -> None:
    """Asking again reads the same id, and two folders have different ones."""
    file = tmp_path / "data" / "machine"
    assert machine_id(file) == machine_id(file)
    assert machine_id(tmp_path / "other") != machine_id(file)
    assert [path.name for path in file.parent.iterdir()] == ["machine"]


def test_windows_that_start_at_once_agree(tmp_path: Path) -> None:
    """Eight first launches draw one id."""
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: machine_id(tmp_path / "machine"), range(8)))) == 1


def test_an_empty_file_is_drawn_anew(tmp_path: Path) -> None:
    """A file left empty by a full disk is healed, for good."""
    file = tmp_path / "machine"
    file.write_text("")
    drawn = machine_id(file)
    assert drawn
    assert machine_id(file) == drawn


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    """A file where the data folder should be is one sentence with the way out."""
    (tmp_path / "data").write_text("")
    with pytest.raises(DataError, match="STUDYTUI_HOME"):
        machine_id(tmp_path / "data" / "machine")
