"""Killed at any moment, or read while another window writes: an export leaves whole files, an import all or nothing."""

import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.store.history_rows import attempt, entry
from tests.study.history_homes import files, held, lines, machine, study

from studytui.content.library import Library
from studytui.study import history
from studytui.study.context import Context

ACT = """
import sys
from pathlib import Path
from studytui.study import history
from studytui.study.context import open_context
ctx = open_context()
print("ready", flush=True)
getattr(history, sys.argv[1])(ctx, Path(sys.argv[2]))
print("done", flush=True)
"""
STUDY = """
import itertools, select
from datetime import date
from studytui.domain.rhythm import DayKind
from studytui.store import entries
from studytui.study import clock
from studytui.study.context import open_context
ctx = open_context()
for number in itertools.count():
    entries.save(ctx.store, ctx.moment(), "small", date(2026, 11, 23), "notes", "word " * 40 + str(number))
    clock.log(ctx, 5, DayKind.CODE, ctx.today())
    print(number, flush=True)
    select.select([], [], [], 0.02)
"""


def started(ctx: Context, code: str, *words: str) -> "subprocess.Popen[bytes]":
    """A program at work in that home."""
    ctx.close()
    environ = {**os.environ, "STUDYTUI_HOME": str(ctx.paths.data_dir.parent)}
    program = subprocess.Popen([sys.executable, "-c", code, *words], stdout=subprocess.PIPE, env=environ)
    assert program.stdout is not None
    assert program.stdout.readline()
    return program


def killed(ctx: Context, act: str, folder: Path, seconds: float) -> bool:
    """Let a program export or import, and kill it after that time; whether it had ended by then."""
    program = started(ctx, ACT, act, str(folder))
    assert program.stdout is not None
    select.select([], [], [], seconds)
    program.send_signal(signal.SIGKILL)
    said = program.stdout.read()
    program.wait(30)
    program.stdout.close()
    return b"done" in said


@pytest.fixture
def desk(tmp_path: Path, library: Library, clock: list[datetime]) -> Iterator[Context]:
    """A year and a half of study, some of it long."""
    ctx = machine(tmp_path, "desk", library, clock)
    for number in range(18):
        study(ctx, clock, f"month {number}")
        for more in range(12):
            minutes = (clock[0] - datetime(2026, 11, 23, 9, tzinfo=clock[0].tzinfo)) / timedelta(minutes=1) + more
            attempt(ctx.store, minutes, f"# {number} {more}\n".encode() * 400)
            entry(ctx.store, minutes, f"{number} {more} " * 300)
        clock[0] += timedelta(days=30)
    yield ctx
    ctx.close()


@pytest.mark.proof
def test_an_export_killed_at_any_moment_leaves_whole_files(
    desk: Context, tmp_path: Path, library: Library, clock: list[datetime]
) -> None:
    """What stands there after each kill can be taken in at once; the next export ends the work, nothing twice."""
    draw = random.Random(6)  # noqa: S311  # moments, not secrets
    lap = machine(tmp_path, "lap", library, clock)
    ended = 0
    for number in range(12):
        folder = tmp_path / f"shared-{number % 4}"
        ended += killed(desk, "export", folder, draw.random() * 0.25)
        if (folder / "history").is_dir():
            history.take_in(lap, folder)
    assert ended < 12
    for number in range(4):
        history.export(desk, tmp_path / f"shared-{number}")
        found = lines(tmp_path / f"shared-{number}" / "history")
        keys = [(line["table"], line.get("id") or line["sha"]) for line in found if line["table"] != "enrolments"]
        assert len(keys) == len(set(keys)) == 18 * 40 + 1
        assert history.export(desk, tmp_path / f"shared-{number}").rows == 0
    history.take_in(lap, tmp_path / "shared-0")
    assert held(lap) == held(desk)
    lap.close()


@pytest.mark.proof
def test_an_import_killed_at_any_moment_takes_in_all_or_nothing(
    desk: Context, tmp_path: Path, library: Library, clock: list[datetime]
) -> None:
    """After each kill the database holds what it held before, or everything."""
    draw = random.Random(7)  # noqa: S311  # moments, not secrets
    history.export(desk, tmp_path / "shared")
    whole, cut = held(desk), 0
    for number in range(8):
        lap = machine(tmp_path, f"lap-{number}", library, clock)
        nothing = held(lap)
        done = killed(lap, "take_in", tmp_path / "shared", draw.random() * 0.3)
        after = held(lap)
        cut += after == nothing
        assert after == whole or (after == nothing and not done)
        assert lap.store.fault() == ""
        history.take_in(lap, tmp_path / "shared")
        assert held(lap) == whole
        lap.close()
    assert cut


@pytest.mark.proof
def test_exports_and_imports_beside_a_window_that_writes(
    desk: Context, tmp_path: Path, library: Library, clock: list[datetime]
) -> None:
    """Ten rounds while another window saves all the time: files only grow, and what one export wrote can be read."""
    shared = tmp_path / "shared"
    lap = machine(tmp_path, "lap", library, clock)
    history.export(desk, shared)
    writer = started(desk, STUDY)
    assert writer.stdout is not None
    for _ in range(10):
        before = files(shared / "history")
        history.export(desk, shared)
        after = files(shared / "history")
        assert all(after[name].startswith(content) for name, content in before.items())
        history.take_in(lap, shared)
        said = writer.stdout.readline()
    writer.send_signal(signal.SIGKILL)
    said += writer.stdout.read()
    last = int(said[: said.rindex(b"\n")].splitlines()[-1])
    assert writer.wait(30) == -signal.SIGKILL
    writer.stdout.close()
    history.export(desk, shared)
    history.take_in(lap, shared)
    assert held(lap) == held(desk)
    texts = [str(line["text"]) for line in lines(shared / "history") if line["table"] == "entries"]
    assert any(text.endswith(f" {last}") for text in texts)
    lap.close()
