"""The runs of an experiment: planned over a grid and seeds, gone on with, or forgotten."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from studytui.domain import grid
from studytui.domain.experiment import Run, RunState, same_point
from studytui.domain.experiment_summary import counting
from studytui.errors import UsageError
from studytui.frozen import dataclass
from studytui.paths import expanded
from studytui.store import runs
from studytui.study import experiments
from studytui.study.experiment_control import is_running
from studytui.study.experiment_reruns import once_more

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.domain.experiment import Experiment, Parameters
    from studytui.study.context import Context


@dataclass(frozen=True, slots=True)
class Limits:
    """Off unless set: seconds, and bytes of memory."""

    timeout: float | None = None
    memory: int | None = None


NO_LIMITS = Limits()
_BEGIN = 256


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be run: the record, whether it is new, how many runs are new, and how many waited already."""

    record: Experiment
    is_new: bool
    new: int
    waiting: int = 0


def plan(
    ctx: Context,
    script: Path,
    *,
    axes: Sequence[str] = (),
    seeds: str = "3",
    extra: Sequence[str] = (),
    experiment: str | None = None,
    limits: Limits = NO_LIMITS,
    python: str = "",
) -> Planned:
    """Plan a run for every grid point and seed; `launch` starts them. Runs that wait already are not planned twice.

    Args:
        ctx: the study.
        script: the learner's own; `.py` runs with their interpreter, anything else must be executable.
        axes: lines of the grid, as `lr=0.1,0.01`.
        seeds: how many, or which.
        extra: words put behind each run's parameters.
        experiment: which record; without it the open one of this script, or a new one.
        limits: time and memory of each run.
        python: the interpreter, if not the usual one.

    Raises:
        UsageError: the script, grid or seeds do not fit.
    """
    points, numbers = _laid_out(axes, seeds)
    path = expanded(script).absolute()
    begin = _begin(ctx, path, python)
    record, is_new = _record(ctx, path, experiment)
    wanted = [
        _planned(ctx, record.id, point, seed, path, (*begin, *grid.arguments(point, seed), *extra), limits)
        for point in points
        for seed in numbers
    ]
    waiting = {
        (same_point(run.parameters), run.seed, run.command)
        for run in runs.of_experiment(ctx.store, record.id)
        if not run.over
    }
    new = [run for run in wanted if (same_point(run.parameters), run.seed, run.command) not in waiting]
    runs.add(ctx.store, ctx.moment(), new)
    return Planned(record, is_new, len(new), len(wanted) - len(new))


def missing(ctx: Context, experiment: str, *, failed: bool = False) -> int:
    """How many runs `launch` would go on with; those that failed are planned once more if wanted.

    Raises:
        UsageError: none is missing, they were planned on another machine, or the runner is at work.
    """
    record = experiments.find(ctx, experiment)
    found = runs.of_experiment(ctx.store, record.id)
    if failed:
        waiting = {run.command for run in found if not run.over}
        bad = [run for run in counting(found) if run.state in (RunState.FAILED, RunState.TIMED_OUT)]
        again = [once_more(run) for run in bad if run.command and run.command not in waiting]
        runs.add(ctx.store, ctx.moment(), again)
        found = runs.of_experiment(ctx.store, record.id)
    count = sum(not run.over for run in found)
    if not count:
        raise UsageError(f"no run of {record.id} is missing; `studytui experiment show {record.id}` shows them")
    if runs.next_planned(ctx.store, record.id) is None:
        raise UsageError(f"the missing runs of {record.id} were planned on another machine; resume them there")
    if is_running(ctx.paths, record.id) and not failed:
        raise UsageError(f"{record.id} is running; `studytui experiment status` says how far it is")
    return count


def forget(ctx: Context, experiment: str) -> int:
    """No longer want the runs that are missing; says how many there were. Those that are over stay."""
    record = experiments.find(ctx, experiment)
    return runs.forget(ctx.store, ctx.moment(), record.id)


def _laid_out(axes: Sequence[str], seeds: str) -> tuple[tuple[Parameters, ...], tuple[int, ...]]:
    """The grid's points and the seeds."""
    try:
        points, numbers = grid.points(grid.axis(text) for text in axes), grid.seeds(seeds)
    except ValueError as error:
        raise UsageError(str(error)) from None
    if len(points) * len(numbers) > grid.MOST_RUNS:
        raise UsageError(f"{len(points)} grid points with {len(numbers)} seeds are more than {grid.MOST_RUNS} runs")
    return points, numbers


def _begin(ctx: Context, path: Path, python: str) -> tuple[str, ...]:
    """The words before the parameters."""
    if not path.is_file():
        raise UsageError(f"{path} is no file; name the script that is to run")
    if path.suffix == ".py":
        return python or _interpreter(ctx), str(path)
    if not os.access(path, os.X_OK):
        raise UsageError(f"{path} is neither a .py file nor executable; `chmod +x` makes it so")
    if not _starts(path):
        raise UsageError(f"{path} does not say what runs it; begin it with a line such as #!/bin/sh")
    return (str(path),)


def _starts(path: Path) -> bool:
    """Whether the system may know how to start it: a text must name its interpreter, a program holds zeros."""
    try:
        with path.open("rb") as file:
            begin = file.read(_BEGIN)
    except OSError:  # a program that may be run and not read
        return True
    return begin.startswith(b"#!") or b"\0" in begin


def _interpreter(ctx: Context) -> str:
    """The learner's own: that of the workspace's .venv, of the environment they are in, else the program's."""
    homes = [str(ctx.paths.workspace / ".venv"), os.environ.get("VIRTUAL_ENV", ""), os.environ.get("CONDA_PREFIX", "")]
    found = (Path(home) / "bin" / "python" for home in homes if home)
    return str(next((path for path in found if path.exists()), sys.executable))


def _record(ctx: Context, path: Path, experiment: str | None) -> tuple[Experiment, bool]:
    if experiment is not None:
        record = experiments.find(ctx, experiment)
        return (experiments.change(ctx, record.id, script=str(path)) if not record.script else record), False
    for record in experiments.open_records(ctx):
        if record.script == str(path):
            return record, False
        if not record.script and record.about == ctx.today() and not runs.of_experiment(ctx.store, record.id):
            return experiments.change(ctx, record.id, script=str(path)), False
    return experiments.new(ctx, path.stem.replace("_", " "), script=str(path)), True


def _planned(
    ctx: Context,
    experiment: str,
    point: Parameters,
    seed: int,
    path: Path,
    command: tuple[str, ...],
    limits: Limits,
) -> Run:
    return Run(
        id=runs.new_key(),
        experiment=experiment,
        parameters=point,
        seed=seed,
        state=RunState.PLANNED,
        at=ctx.now(),
        day=ctx.today(),
        script=str(path),
        command=command,
        timeout=limits.timeout,
        memory=limits.memory,
    )
