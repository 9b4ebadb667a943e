"""A verdict on every save, as a program of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Home


@contextmanager
def watching(home: Home, path: Path) -> Iterator[subprocess.Popen[str]]:
    """`studytui watch` on that file."""
    words = [sys.executable, "-m", "studytui", "watch", str(home.exercise), str(path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=60) == 130


def verdict(process: subprocess.Popen[str]) -> str:
    """The next verdict it prints."""
    assert process.stdout is not None
    return next(line.split()[0] for line in process.stdout if " points  seed " in line)


def test_every_save_is_graded(home: Home) -> None:
    """The file as it stands, a save in place and a save by rename each get their verdict."""
    path = home.solution(home.wrong)
    with watching(home, path) as process:
        assert verdict(process) == "wrong_answer"
        path.write_text(home.right, encoding="utf-8")
        assert verdict(process) == "accepted"
        renamed = path.with_name("renamed")
        renamed.write_text("raise SystemExit(0)\n", encoding="utf-8")
        renamed.replace(path)
        assert verdict(process) == "runtime_error"


def test_a_save_cancels_the_run_in_flight(home: Home) -> None:
    """A solution that never ends is given up as soon as a better one is saved."""
    path = home.solution("def twice(x):\n    while True: pass\n")
    with watching(home, path) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("---")
        assert process.stdout.readline() == "2 checks, 3 points\n"
        path.write_text(home.right, encoding="utf-8")
        assert verdict(process) == "accepted"


def test_a_file_that_is_not_there(home: Home) -> None:
    """Watching nothing is refused with the way out."""
    assert "leave FILE out" in home.sentence("watch", "py-twice", "/nope.py", code=2)
