"""The process that runs an experiment: on its own, so that it outlives the app and the terminal.

Started as `python -m studytui.study.experiment_runner PATHS EXPERIMENT`; it lets go of its parent once it holds the
experiment's lock. Killed at any moment it loses no run that was over: each is a row as soon as it is.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from studytui.config import Config
from studytui.domain import grid
from studytui.domain.experiment import RunState
from studytui.errors import DataError, StudyError, UsageError
from studytui.frozen import defaults, replace
from studytui.journal import commits
from studytui.lab import lock, processes, script
from studytui.paths import Paths
from studytui.store import runs
from studytui.study.context import Context
from studytui.study.experiment_folder import Folder, Present, folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studytui.domain.experiment import Run

BEGAN, BUSY = 0, 3
"""Exit codes: a runner is at work, started by this; another one is."""
_PATIENCE, _BETWEEN = 600.0, 2.0


def main(words: Sequence[str]) -> int:
    """Take the lock, become a process of its own, and run what is planned."""
    paths = Paths(**{name: Path(value) for name, value in json.loads(words[0]).items()})
    experiment = words[1]
    held = lock.take(folder(paths, experiment).lock)
    if held is None:
        return BUSY
    ready, told = os.pipe()
    if os.fork():
        os.close(told)
        return BEGAN if os.read(ready, 1) else 1
    os.setsid()
    stop = _told_to_stop()
    place = folder(paths, experiment)
    _leave_nothing_running(place)
    place.write(Present(os.getpid(), processes.born(os.getpid())))
    os.write(told, b".")
    os.close(told)
    os.close(ready)
    try:
        _work_until_done(paths, experiment, held, stop)
    except (StudyError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _work_until_done(paths: Paths, experiment: str, held: int | None, stop: Callable[[], bool]) -> None:
    """Work, and look once more after letting go: a run planned just then found the lock taken and counts on this."""
    ctx = Context(paths, Config(), lambda: datetime.now(UTC))
    while held is not None:
        work(ctx, experiment, stop)
        os.close(held)
        if stop() or runs.next_planned(ctx.store, experiment) is None:
            break
        held = lock.take(folder(paths, experiment).lock)
    ctx.close()


def work(ctx: Context, experiment: str, stop: Callable[[], bool]) -> None:
    """Run what is planned, one after the other, until nothing is left or `stop` says so."""
    place = folder(ctx.paths, experiment)
    while not stop():
        planned = runs.next_planned(ctx.store, experiment)
        if planned is None:
            return
        ended = _carry_out(ctx, place, planned, stop)
        if ended is not None:
            _record(ctx, ended, stop)
    with suppress(DataError):
        place.write(Present(os.getpid(), processes.born(os.getpid())))


def _carry_out(ctx: Context, place: Folder, run: Run, stop: Callable[[], bool]) -> Run | None:
    """Run the script once; None when it was ended before its end, so that it is still to be run."""
    path = Path(run.script)
    commit, dirty = commits.standing(path, ctx.paths.workspace)
    run = replace(run, script_sha=sha_of(path), commit=commit, dirty=dirty)
    order = _order(ctx, place, run)

    def began(pid: int) -> None:
        me = os.getpid()
        now = datetime.now(UTC).isoformat()
        with suppress(DataError):  # a full disk hides the progress; the run goes on
            place.write(Present(me, processes.born(me), run.id, now, pid, processes.born(pid)))

    try:
        ending = script.run(order, stop=stop, began=began)
    except UsageError as error:
        return replace(run, state=RunState.FAILED, note=str(error))
    if ending.stopped:
        return None
    return replace(
        run,
        state=ending.state,
        exit_code=ending.exit_code,
        seconds=ending.seconds,
        metrics=ending.metrics.last,
        series=ending.metrics.series,
        note=ending.note,
    )


def _order(ctx: Context, place: Folder, run: Run) -> script.Order:
    """How the script is called."""
    return script.Order(
        command=run.command,
        cwd=ctx.paths.workspace,
        environment={
            **grid.environment(run.parameters, run.seed),
            "STUDYTUI_RUN": run.id,
            "STUDYTUI_METRICS": str(place.metrics(run.id)),
        },
        output=place.output(run.id),
        metrics_file=place.metrics(run.id),
        timeout=run.timeout,
        memory=run.memory,
    )


def _record(ctx: Context, run: Run, stop: Callable[[], bool]) -> None:
    """Keep what came of a run; a disk that is full or a database in use is waited for, for minutes."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            runs.finish(ctx.store, ctx.moment(), run)
        except DataError:
            if stop() or time.monotonic() > until:
                raise
            time.sleep(_BETWEEN)
        else:
            return


def sha_of(path: Path) -> str:
    """Which version of the script it is; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def paths_text(paths: Paths) -> str:
    """The directories as the first argument of `main`."""
    return json.dumps({name: str(getattr(paths, name)) for name in defaults(Paths)})


def _told_to_stop() -> Callable[[], bool]:
    """Whether somebody asked this process to end; closing the terminal does not ask it."""
    told: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _: told.append(received))
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    return lambda: bool(told)


def _leave_nothing_running(place: Folder) -> None:
    """End what a runner that was killed left behind, so that no run goes on twice."""
    before = place.present()
    if before is not None and before.script_pid:
        processes.kill_group(before.script_pid, before.script_born)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
