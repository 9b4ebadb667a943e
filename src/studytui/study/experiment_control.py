"""An experiment's runner seen from outside: started, watched, cancelled; and how far it is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from studytui.domain.experiment import named
from studytui.domain.experiment_summary import bad, counting, missing
from studytui.errors import DataError, UsageError
from studytui.frozen import dataclass
from studytui.lab import processes
from studytui.lab.script import DRAIN, GRACE
from studytui.store import runs
from studytui.study import experiments
from studytui.study.experiment_folder import folder

if TYPE_CHECKING:
    from studytui.domain.experiment import Experiment, Run
    from studytui.paths import Paths
    from studytui.study.context import Context
    from studytui.study.experiment_folder import Present

_START_SECONDS = 30
_LOOK = 0.05
_RUNNER = "studytui.study.experiment_runner"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an experiment is: of the runs that count, those are over that no run is still to replace or repeat.

    `present` names the run a script is at, `left` is how long the rest will take, going by the runs that are over;
    `died` says that a runner was at a run and is no more, `why` what it last had to say.
    """

    experiment: str
    title: str
    total: int
    over: int
    failed: int
    running: bool
    present: str = ""
    since: datetime | None = None
    left: timedelta | None = None
    died: bool = False
    why: str = ""

    @property
    def missing(self) -> int:
        """How many runs are still to be run."""
        return self.total - self.over


def launch(paths: Paths, experiment: str) -> bool:
    """Start the runner of an experiment; False when one is at work already.

    Raises:
        DataError: it cannot be started.
    """
    from studytui.study.experiment_runner import BEGAN, BUSY, paths_text

    place = folder(paths, experiment)
    try:
        place.path.mkdir(parents=True, exist_ok=True)
        paths.workspace.mkdir(parents=True, exist_ok=True)
        with place.log.open("wb") as log:
            done = subprocess.run(  # noqa: S603  # this program itself
                [sys.executable, "-P", "-m", _RUNNER, paths_text(paths), experiment],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=place.path,
                check=False,
                timeout=_START_SECONDS,
            )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DataError(f"the runs cannot be started ({error}); see {place.log}") from error
    if done.returncode not in (BEGAN, BUSY):
        raise DataError(f"the runs cannot be started; see {place.log}")
    return done.returncode == BEGAN


def is_running(paths: Paths, experiment: str) -> bool:
    """Whether its runner is at work."""
    return folder(paths, experiment).running


def cancel(paths: Paths, experiment: str) -> bool:
    """End the runner and the script it is at; False when none is at work. What a dead runner left running ends too."""
    place = folder(paths, experiment)
    present = place.present()
    held = place.running
    if held and present is not None:
        _end(paths, experiment, present)
        present = place.present()
    if present is not None and present.script_pid:
        processes.kill_group(present.script_pid, present.script_born)
    return held


def progress(ctx: Context, experiment: str) -> Progress:
    """How far an experiment is."""
    record = experiments.find(ctx, experiment)
    return progress_of(ctx, record.id, record.title, runs.of_experiment(ctx.store, record.id))


def progress_of(ctx: Context, experiment: str, title: str, found: tuple[Run, ...]) -> Progress:
    """How far it is, from runs that were read already."""
    place = folder(ctx.paths, experiment)
    running = place.running
    present = place.present()
    known = {run.id: run for run in found}
    at = known.get(present.run) if present is not None and running else None
    since = datetime.fromisoformat(present.since) if present is not None and at is not None else None
    waiting = [run for run in found if not run.over]
    counts = counting(found)
    spent = max(ctx.now() - since, timedelta()) if since is not None else timedelta()
    died = bool(waiting) and not running and present is not None and bool(present.run)
    return Progress(
        experiment=experiment,
        title=title,
        total=len(counts),
        over=len(counts) - missing(found),
        failed=bad(counts),
        running=running,
        present=named(at.parameters, at.seed) if at is not None else "",
        since=since,
        left=_left(found, waiting, spent) if running else None,
        died=died,
        why=place.last_words() if died else "",
    )


def at_work(ctx: Context) -> tuple[Progress, ...]:
    """Every experiment of which runs are missing."""
    return tuple(progress(ctx, key) for key in runs.unfinished(ctx.store) if experiments.is_kept(ctx, key))


def meant(ctx: Context, name: str, *, running: bool) -> Experiment:
    """The record of that name; without one the only record that runs, or that misses runs and does not run.

    Args:
        ctx: the study.
        name: a key, its beginning, or nothing.
        running: which of them are looked at first; the others where there is none, and the newest record last.

    Raises:
        UsageError: there is none, or there are several.
    """
    if name:
        return experiments.find(ctx, name)
    working = at_work(ctx)
    found = [one for one in working if one.running is running] or working
    if len(found) > 1:
        names = ", ".join(one.experiment for one in found)
        raise UsageError(f"{names} {'are running' if found[0].running else 'miss runs'}; name the one you mean")
    return experiments.find(ctx, found[0].experiment if found else "")


def _left(found: tuple[Run, ...], waiting: list[Run], spent: timedelta) -> timedelta | None:
    """What the runs still to come will take: each as long as those of its grid point, else as all of them."""
    timed = [run for run in found if run.seconds]
    if not timed or not waiting:
        return None
    usual = sum(run.seconds for run in timed) / len(timed)
    by_point: dict[object, list[float]] = {}
    for run in timed:
        by_point.setdefault(run.parameters, []).append(run.seconds)
    each = [sum(times) / len(times) if (times := by_point.get(run.parameters)) else usual for run in waiting]
    return max(timedelta(seconds=sum(each)) - spent, timedelta())


def _end(paths: Paths, experiment: str, present: Present) -> None:
    """Ask the runner to end, and end it when it does not within the time it needs to end a script."""
    place = folder(paths, experiment)
    if processes.born(present.pid) == present.born:
        with suppress(ProcessLookupError):
            os.kill(present.pid, signal.SIGTERM)
    until = time.monotonic() + GRACE + DRAIN + 2
    while place.running:
        if time.monotonic() > until:
            if processes.born(present.pid) == present.born:
                os.kill(present.pid, signal.SIGKILL)
            return
        time.sleep(_LOOK)
