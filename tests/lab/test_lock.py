"""The lock that dies with its holder, and processes that are told apart from their successors."""

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from studytui.errors import DataError
from studytui.lab import lock, processes

HOLDER = """
import sys
from pathlib import Path
from studytui.lab import lock
lock.take(Path(sys.argv[1]))
print(1, flush=True)
input()
"""


def test_a_lock_is_held_by_one_and_dies_with_it(tmp_path: Path) -> None:
    """Also against a holder that is killed; a file that is merely there holds nothing."""
    path = tmp_path / "deep" / "lock"
    assert not lock.is_held(path)
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"1\n"
        assert lock.is_held(path)
        assert lock.take(path) is None
        holder.kill()
    assert path.exists()
    assert not lock.is_held(path)
    mine = lock.take(path)
    assert mine is not None
    assert lock.is_held(path)
    os.close(mine)
    assert not lock.is_held(path)


def test_those_who_ask_do_not_see_each_other(tmp_path: Path) -> None:
    """A lock that another one is just asking for is not held."""
    path = tmp_path / "lock"
    path.touch()
    with path.open() as asking:
        fcntl.flock(asking, fcntl.LOCK_SH)
        assert not lock.is_held(path)
    with path.open() as holding:
        fcntl.flock(holding, fcntl.LOCK_EX)
        assert lock.is_held(path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A sentence that names the file."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be made"):
        lock.take(tmp_path / "file" / "lock")


def test_only_the_process_that_was_meant_is_killed() -> None:
    """A number with another beginning is left alone; with its own the whole group goes."""
    child = subprocess.Popen(["/bin/sleep", "1000"], process_group=0)
    began = processes.born(child.pid)
    assert began
    processes.kill_group(child.pid, f"{began}0")
    processes.kill_group(child.pid, "")
    assert processes.born(child.pid) == began
    processes.kill_group(child.pid, began)
    assert child.wait(10) == -signal.SIGKILL
    assert processes.born(child.pid) == ""
    processes.kill_group(child.pid, began)
