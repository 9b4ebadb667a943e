"""Killed at any moment, the program loses at most what was not yet handed to the store."""

import random
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from tests.study.killing import write_until_killed

from studytui.study import notes
from studytui.study.clock import status
from studytui.study.context import open_context

DAY = date(2026, 11, 23)
WRITER = """
import itertools, sys
from datetime import date
from studytui.study import clock, notes
from studytui.study.context import open_context
ctx = open_context()
clock.start(ctx)
for number in itertools.count(int(sys.argv[1])):
    notes.save_draft(ctx, date(2026, 11, 23), "notes", "word " * (number % 50) + str(number))
    if number % 7 == 0:
        notes.save(ctx, date(2026, 11, 23), "goals", str(number))
    clock.toggle(ctx)
    print(number, flush=True)
"""


def check_whole(home: Path, said: int) -> None:
    """Nothing that was said to be saved is missing, the clock is still on, and the file is sound."""
    ctx = open_context(environ={"STUDYTUI_HOME": str(home)})
    written = notes.day(ctx, DAY)
    assert int(written["notes"].split()[-1]) in {said, said + 1}
    assert int(written["goals"]) in {said // 7 * 7, said + 1}
    assert status(ctx) is not None
    assert ctx.store.fault() == ""
    ctx.close()


def kill_again_and_again(home: Path, moments: Iterable[float]) -> None:
    """Each program goes on where the last one said it was."""
    said = -1
    for seconds in moments:
        said = write_until_killed(WRITER, home, said + 1, seconds)
        check_whole(home, said)


def test_what_was_saved_survives_a_kill(tmp_path: Path) -> None:
    """Three kills in a row at odd moments lose no draft, no entry and no clock."""
    kill_again_and_again(tmp_path, (0.0, 0.05, 0.02))


@pytest.mark.proof
def test_what_was_saved_survives_many_kills(tmp_path: Path) -> None:
    """Forty kills at random moments of up to a fifth of a second, one database."""
    draw = random.Random(20261123)  # noqa: S311  # moments, not secrets
    kill_again_and_again(tmp_path, [draw.random() / 5 for _ in range(40)])
