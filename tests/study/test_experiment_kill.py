"""A runner killed at any moment loses no run that was over, and none is run twice into the record."""

import os
import random
import select
import signal
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from studytui.domain.experiment import RunState
from studytui.store import runs
from studytui.study import experiment_control, experiment_runs
from studytui.study.context import Context
from studytui.study.experiment_folder import folder

SCRIPT = "#!/bin/sh\nsleep 0.0$(($2 % 4))\necho acc=$2\n"


def over(ctx: Context, experiment: str) -> dict[str, float]:
    """The runs that are over, with their number."""
    found = runs.of_experiment(ctx.store, experiment)
    return {run.id: run.metrics["acc"] for run in found if run.state is RunState.DONE}


def start(ctx: Context, experiment: str, windows_at_once: int) -> None:
    """Start the runner from some windows at once: one of them does."""
    began: list[bool] = []
    windows = [
        threading.Thread(target=lambda: began.append(experiment_control.launch(ctx.paths, experiment)))
        for _ in range(windows_at_once)
    ]
    for window in windows:
        window.start()
    for window in windows:
        window.join(60)
    assert True in began


def run_and_kill(ctx: Context, folder_of_script: Path, seeds: int, moments: Iterable[float], windows: int) -> None:
    """Kill the runner after those times, then let the last one finish, and look at every row there is."""
    path = folder_of_script / "train"
    path.write_text(SCRIPT, encoding="utf-8")
    path.chmod(0o755)
    ctx.paths.workspace.mkdir(parents=True)
    experiment = experiment_runs.plan(ctx, path, seeds=str(seeds)).record.id
    before: dict[str, float] = {}
    for seconds in moments:
        start(ctx, experiment, windows)
        select.select([], [], [], seconds)
        present = folder(ctx.paths, experiment).present()
        if present is not None and experiment_control.is_running(ctx.paths, experiment):
            os.kill(present.pid, signal.SIGKILL)
        while experiment_control.is_running(ctx.paths, experiment):
            select.select([], [], [], 0.005)
        found = over(ctx, experiment)
        assert before.items() <= found.items()
        before = found
    start(ctx, experiment, windows)
    while experiment_control.is_running(ctx.paths, experiment):
        select.select([], [], [], 0.02)
    assert sorted(over(ctx, experiment).values()) == list(range(seeds))
    ended = ctx.store.rows("SELECT run, COUNT(*) AS rows FROM runs WHERE state != 'planned' GROUP BY run")
    assert [row["rows"] for row in ended] == [1] * seeds
    assert ctx.store.fault() == ""


def test_runs_survive_a_kill(ctx: Context, tmp_path: Path) -> None:
    """One kill in the middle."""
    run_and_kill(ctx, tmp_path, 6, (0.03,), 1)


@pytest.mark.proof
def test_runs_survive_many_kills(ctx: Context, tmp_path: Path) -> None:
    """Twenty kills at random moments, two windows at a time, one experiment of a hundred runs."""
    draw = random.Random(20261119)  # noqa: S311  # moments, not secrets
    run_and_kill(ctx, tmp_path, 100, [draw.random() * 0.3 for _ in range(20)], 2)
