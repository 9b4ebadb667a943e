"""Killed while it exports or commits, alone or with its git: nothing is lost, nothing doubled, one sentence after."""

import os
import random
import select
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest
from tests.journal.repositories import apart, committed, git, repository

from studytui.study import lesson, plans
from studytui.study.context import open_context

EXPORT = (sys.executable, "-m", "studytui", "export", "--week", "1", "--commit")
NOTE = "Week_01.md"


def start() -> subprocess.Popen[bytes]:
    """Begin to export and commit."""
    return subprocess.Popen(EXPORT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def said() -> tuple[int, str]:
    """Export and commit to the end; exit code and what it complained of."""
    done = subprocess.run(EXPORT, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stderr


def kill_after(seconds: float) -> bool:
    """Kill the program at that moment, its git not; whether it was still at it."""
    program = start()
    select.select([], [], [], seconds)
    program.send_signal(signal.SIGKILL)
    return program.wait(30) == -signal.SIGKILL


def kill_in_hook(journal: Path) -> None:
    """Kill the program and its git in the midst of the commit."""
    fifo, hook = journal / ".git" / "here", journal / ".git" / "hooks" / "pre-commit"
    os.mkfifo(fifo)
    hook.write_text(f"#!/bin/sh\necho $PPID > {fifo}\nexec sleep 60\n", encoding="utf-8")
    hook.chmod(0o755)
    reading = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    program = start()
    assert select.select([reading], [], [], 60)[0]
    program.send_signal(signal.SIGKILL)
    os.killpg(int(os.read(reading, 100)), signal.SIGKILL)
    assert program.wait(30) == -signal.SIGKILL
    os.close(reading)
    hook.unlink()
    fifo.unlink()


def check_after(journal: Path, number: int, locks: int) -> None:
    """The files are whole, a lock that was left is told, and the next run ends in one commit of the note alone."""
    note = (journal / NOTE).read_text(encoding="utf-8")
    assert f"Lesson {number}." in note or f"Lesson {number - 1}." in note
    assert note.endswith("-->\n")
    git(journal, "fsck", "--no-dangling")
    found = [lock for lock in journal.glob(".git/**/*.lock") if not lock.name.startswith("next-index")]  # in no way
    assert len(found) >= locks
    for lock in found:
        code, sentence = said()
        assert (code, str(lock) in sentence, sentence.count("\n")) == (2, True, 1)
        lock.unlink()
    assert said() == (0, "")
    assert f"Lesson {number}." in git(journal, "show", f"HEAD:{NOTE}")
    assert git(journal, "show", ":mine.md") == f"staged {number}"
    assert (journal / "mine.md").read_text(encoding="utf-8") == f"changed {number}"
    assert git(journal, "show", "HEAD:mine.md") == "first"
    assert git(journal, "rev-list", "--count", "HEAD").strip() == str(number + 2)


@pytest.mark.proof
def test_a_killed_commit_loses_and_doubles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times at a random moment, four times with its git in the midst of the commit, which leaves git's lock."""
    apart(monkeypatch, tmp_path / "nobody")
    home = tmp_path / "home"
    monkeypatch.setenv("STUDYTUI_HOME", str(home))
    journal = repository(home / "workspace" / "journal")
    ctx = open_context()
    plans.use(ctx, "week-by-week", plans.default_start(ctx))
    committed(journal, "mine.md", "first")
    lesson.save(ctx, 1, "Lesson 0.")
    assert said() == (0, "")
    began = monotonic()
    assert said() == (0, "")
    whole = monotonic() - began
    draw = random.Random(20261127)  # noqa: S311  # moments, not secrets
    kills = 0
    for number in range(1, 9):
        lesson.save(ctx, 1, f"Lesson {number}.")
        (journal / "mine.md").write_text(f"staged {number}", encoding="utf-8")
        git(journal, "add", "mine.md")
        (journal / "mine.md").write_text(f"changed {number}", encoding="utf-8")
        if number % 2:
            kills += kill_after(whole * (0.4 + 0.7 * draw.random()))
        else:
            kill_in_hook(journal)
        check_after(journal, number, locks=(number + 1) % 2)
    ctx.close()
    assert kills >= 1
