"""Runs over a grid and seeds: planned, run by a process of their own, cancelled, gone on with, repeated."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from studytui.domain.experiment import RunState
from studytui.errors import DataError, UsageError
from studytui.frozen import replace
from studytui.lab import lock, processes
from studytui.store import runs
from studytui.study import (
    experiment_control,
    experiment_reruns,
    experiment_runner,
    experiment_runs,
    experiments,
)
from studytui.study.context import Context
from studytui.study.experiment_folder import Present, folder
from studytui.study.experiment_runs import Limits, Planned
from studytui.study.experiment_words import facts

NEVER = lambda: False  # noqa: E731  # one word for "nobody wants it to end"
ADD = '#!/bin/sh\necho "acc=$2$4"\n'
WAIT = "#!/bin/sh\nexec sleep 1000\n"


@pytest.fixture
def script(tmp_path: Path) -> Callable[..., Path]:
    """Writes an executable script."""

    def make(text: str, name: str = "add") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return path

    return make


@pytest.fixture(autouse=True)
def workspace(ctx: Context) -> None:
    """The folder in which scripts run."""
    ctx.paths.workspace.mkdir(parents=True)


def planned(ctx: Context, path: Path, *axes: str, seeds: str = "2", **changes: object) -> Planned:
    """Runs of that script, planned."""
    return experiment_runs.plan(ctx, path, axes=axes, seeds=seeds, **changes)  # type: ignore[arg-type]  # by name


def until(holds: Callable[[], bool]) -> None:
    """Wait for another process; fails when what was waited for never comes."""
    for _ in range(1000):
        if holds():
            return
        select.select([], [], [], 0.01)
    raise AssertionError("what was waited for never came")


def test_every_point_and_seed_runs_once(ctx: Context, script: Callable[[str], Path]) -> None:
    """Runs keep what reproduces them, and their numbers; planning the same again while it waits adds nothing."""
    path = script(ADD)
    first = planned(ctx, path, "a=1,2")
    assert (first.is_new, first.new, first.waiting, first.record.script) == (True, 4, 0, str(path))
    again = planned(ctx, path, "a=1,2,3")
    assert (again.record.id, again.is_new, again.new, again.waiting) == (first.record.id, False, 2, 4)
    experiment_runner.work(ctx, first.record.id, NEVER)
    view = experiments.view(ctx, first.record.id)
    assert sorted(run.metrics["acc"] for run in view.runs) == [10.0, 11.0, 20.0, 21.0, 30.0, 31.0]
    run = view.runs[0]
    assert run.command == (str(path), "--a", "1", "--seed", "0")
    assert run.script_sha == experiment_runner.sha_of(path)
    assert (run.state, run.exit_code) == (RunState.DONE, 0)
    assert experiment_reruns.output(ctx, run.id) == "acc=10\n"
    progress = experiment_control.progress(ctx, first.record.id)
    assert (progress.total, progress.over, progress.running, progress.died) == (6, 6, False, False)
    assert experiment_control.at_work(ctx) == ()
    with pytest.raises(UsageError, match="no run of"):
        experiment_runs.missing(ctx, first.record.id)


def test_which_record_a_script_belongs_to(ctx: Context, script: Callable[[str], Path]) -> None:
    """An open one of today without a script takes it, a concluded one no longer; a named one always."""
    record = experiments.new(ctx, "Adds", prediction="acc 0..9")
    path = script(ADD)
    assert planned(ctx, path).record.id == record.id
    experiments.conclude(ctx, record.id, "It adds.")
    other = planned(ctx, path)
    assert other.is_new
    assert other.record.title == "add"
    assert planned(ctx, path, experiment=record.id).record.id == record.id


def test_python_files_run_with_the_learners_interpreter(
    ctx: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of the workspace's .venv, of the environment they are in, this one else, unless another is named."""
    path = tmp_path / "train.py"
    path.write_text("", encoding="utf-8")
    for name in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        monkeypatch.delenv(name, raising=False)

    def used(**changes: str) -> str:
        record = planned(ctx, path, seeds="1", **changes).record
        command = next(run.command for run in runs.of_experiment(ctx.store, record.id))
        runs.forget(ctx.store, ctx.moment(), record.id)
        return command[0]

    assert used() == sys.executable
    assert used(python="/usr/bin/pypy") == "/usr/bin/pypy"
    for home in (tmp_path / "active", ctx.paths.workspace / ".venv"):
        (home / "bin").mkdir(parents=True)
        (home / "bin" / "python").write_text("", encoding="utf-8")
        monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "active"))
        assert used() == str(home / "bin" / "python")


def test_what_cannot_run_is_told(ctx: Context, tmp_path: Path, script: Callable[[str], Path]) -> None:
    """A missing file, one that is no program, a grid or seeds that are none, and too many runs."""
    with pytest.raises(UsageError, match="is no file"):
        planned(ctx, tmp_path / "none.py")
    (tmp_path / "text").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="chmod"):
        planned(ctx, tmp_path / "text")
    for text in ("", "echo acc=1\n", "\ufeff#!/bin/sh\necho acc=1\n"):
        with pytest.raises(UsageError, match="begin it with a line such as #!/bin/sh"):
            planned(ctx, script(text))
    path = script(ADD)
    for axes, seeds, said in ((["lr"], "2", "lr=0.1,0.01"), ([], "two", "no seeds"), (["a=1,2"], "9999", "more than")):
        with pytest.raises(UsageError, match=said):
            planned(ctx, path, *axes, seeds=seeds)
    assert experiments.listed(ctx) == ()


def test_failed_runs_keep_what_they_said_and_can_be_retried(ctx: Context, script: Callable[[str], Path]) -> None:
    """Failure, time, a script that is gone: each in a word; the retry takes their place and no other's."""
    path = script('#!/bin/sh\n[ "$2" = 1 ] && exec sleep 9\necho acc=$2; [ "$2" = 0 ]\n')
    record = planned(ctx, path, seeds="3", limits=Limits(timeout=0.1)).record
    experiment_runner.work(ctx, record.id, NEVER)
    view = experiments.view(ctx, record.id)
    assert [(run.state, run.note) for run in view.runs] == [
        (RunState.DONE, ""),
        (RunState.TIMED_OUT, "ran out of time"),
        (RunState.FAILED, "exit code 1"),
    ]
    assert (view.failed, view.points[0].metrics["acc"].count) == (2, 1)
    script(ADD.replace("$2$4", "$2"))
    assert experiment_runs.missing(ctx, record.id, failed=True) == 2
    path.unlink()
    experiment_runner.work(ctx, record.id, NEVER)
    assert {run.note.partition(" ")[2] for run in experiments.view(ctx, record.id).runs[-2:]} >= {
        "cannot be started (No such file or directory); is the file executable and there?"
    }
    script(ADD.replace("$2$4", "$2"))
    assert experiment_runs.missing(ctx, record.id, failed=True) == 2
    experiment_runner.work(ctx, record.id, NEVER)
    assert experiments.view(ctx, record.id).failed == 0
    assert facts(experiments.view(ctx, record.id)) == ["seeds 0 1 2", "2 versions of the script"]


def test_another_script_in_the_record_is_named(ctx: Context, script: Callable[..., Path]) -> None:
    """Two files are two scripts; one that fails takes no number of the other's away."""
    record = planned(ctx, script(ADD), seeds="2").record
    planned(ctx, script("#!/bin/sh\nexit 1\n", "boom"), seeds="2", experiment=record.id)
    experiment_runner.work(ctx, record.id, NEVER)
    view = experiments.view(ctx, record.id)
    assert (view.failed, view.points[0].metrics["acc"].count) == (0, 2)
    assert facts(view) == ["seeds 0 1"]
    planned(ctx, script(ADD, "other"), seeds="1", experiment=record.id)
    experiment_runner.work(ctx, record.id, NEVER)
    assert facts(experiments.view(ctx, record.id)) == ["seeds 0 1", "2 scripts: other add"]


def test_a_run_that_is_asked_to_end_is_run_again(ctx: Context, script: Callable[[str], Path]) -> None:
    """It is still missing; what is not wanted any more is not."""
    record = planned(ctx, script(WAIT)).record
    looks = iter([False, True])
    experiment_runner.work(ctx, record.id, lambda: next(looks, True))
    progress = experiment_control.progress(ctx, record.id)
    assert (progress.missing, progress.over, progress.died) == (2, 0, False)
    assert experiment_runs.missing(ctx, record.id) == 2
    ctx.store.run("UPDATE runs SET machine = 'lap'")
    with pytest.raises(UsageError, match="planned on another machine"):
        experiment_runs.missing(ctx, record.id)
    assert experiment_runs.forget(ctx, record.id) == 2
    assert experiments.view(ctx, record.id).runs == ()


def test_which_record_is_meant_where_none_is_named(
    ctx: Context, clock: list[datetime], script: Callable[..., Path]
) -> None:
    """The one that runs or misses runs and not the newest; several are named, and without any it is the newest."""

    def meant(*, running: bool) -> str:
        return experiment_control.meant(ctx, "", running=running).id

    def waiting(name: str) -> str:
        clock[0] += timedelta(minutes=1)
        return planned(ctx, script(WAIT, name)).record.id

    first = waiting("first")
    clock[0] += timedelta(minutes=1)
    newest = experiments.new(ctx, "Newest").id
    assert (meant(running=True), meant(running=False)) == (first, first)
    experiments.change(ctx, newest, script="elsewhere")
    second = waiting("second")
    with pytest.raises(UsageError, match=f"{first}, {second} miss runs"):
        meant(running=False)
    held = lock.take(folder(ctx.paths, first).lock)
    assert held is not None
    assert (meant(running=True), meant(running=False)) == (first, second)
    other = lock.take(folder(ctx.paths, second).lock)
    assert other is not None
    with pytest.raises(UsageError, match="are running; name the one"):
        meant(running=True)
    os.close(held)
    os.close(other)
    assert experiment_control.meant(ctx, "new", running=True).id == newest
    for key in (first, second):
        experiment_runs.forget(ctx, key)
    assert meant(running=True) == experiments.find(ctx, "").id


def test_a_runner_outlives_its_starter_and_is_cancelled(ctx: Context, script: Callable[[str], Path]) -> None:
    """It leads a session of its own; a second one leaves; cancelling ends it and its script; both are told."""
    record = planned(ctx, script(WAIT)).record
    assert experiment_control.launch(ctx.paths, record.id)
    assert not experiment_control.launch(ctx.paths, record.id)
    place = folder(ctx.paths, record.id)
    until(lambda: bool((present := place.present()) and present.script_pid))
    present = place.present()
    assert present is not None
    assert os.getsid(present.pid) == present.pid != os.getsid(0)
    progress = experiment_control.progress(ctx, record.id)
    assert progress.running
    assert progress.present == "seed=0"
    with pytest.raises(UsageError, match="is running"):
        experiment_runs.missing(ctx, record.id)
    assert experiment_control.cancel(ctx.paths, record.id)
    assert not experiment_control.is_running(ctx.paths, record.id)
    until(lambda: processes.born(present.pid) == processes.born(present.script_pid) == "")
    assert experiment_control.progress(ctx, record.id).missing == 2
    assert not experiment_control.cancel(ctx.paths, record.id)


def test_a_dead_runner_is_recognised(ctx: Context, script: Callable[[str], Path]) -> None:
    """Killed, it holds nothing: the rest goes on with a new one, and nothing it left goes on beside it."""
    path = script('#!/bin/sh\n[ -e go ] || sleep 1000\necho "acc=$2"\n')
    record = planned(ctx, path).record
    experiment_control.launch(ctx.paths, record.id)
    place = folder(ctx.paths, record.id)
    until(lambda: bool((present := place.present()) and present.script_pid))
    present = place.present()
    assert present is not None
    os.kill(present.pid, signal.SIGKILL)
    until(lambda: not experiment_control.is_running(ctx.paths, record.id))
    assert experiment_control.progress(ctx, record.id).died
    (ctx.paths.workspace / "go").touch()
    assert experiment_control.launch(ctx.paths, record.id)
    until(lambda: not experiment_control.is_running(ctx.paths, record.id))
    assert processes.born(present.script_pid) == ""
    assert [run.metrics for run in experiments.view(ctx, record.id).runs] == [{"acc": 0.0}, {"acc": 1.0}]


def test_time_left_goes_by_what_is_over(ctx: Context, clock: list[datetime], script: Callable[[str], Path]) -> None:
    """A run takes as long as those of its grid point, else as all; less what the present one has had."""
    record = planned(ctx, script(ADD), "a=1,2,3", seeds="2").record
    found = runs.of_experiment(ctx.store, record.id)
    place = folder(ctx.paths, record.id)
    held = lock.take(place.lock)
    assert held is not None
    assert experiment_control.progress(ctx, record.id).left is None
    for run, seconds in zip(found[:3], (10.0, 30.0, 80.0), strict=True):
        runs.finish(ctx.store, ctx.moment(), replace(run, state=RunState.DONE, seconds=seconds))
    began = (clock[0] - timedelta(seconds=15)).isoformat()
    place.write(Present(1, "x", found[3].id, began))
    progress = experiment_control.progress(ctx, record.id)
    assert (progress.running, progress.over, progress.present) == (True, 3, "a=2 seed=1")
    assert progress.left == timedelta(seconds=80 + 40 + 40 - 15)
    os.close(held)
    assert experiment_control.progress(ctx, record.id).left is None


def test_a_number_that_means_another_process_is_left_alone(ctx: Context, script: Callable[[str], Path]) -> None:
    """What a dead runner wrote down may name a process of somebody else's by now."""
    record = planned(ctx, script(WAIT)).record
    with subprocess.Popen(["/bin/sleep", "1000"], process_group=0) as stranger:
        folder(ctx.paths, record.id).write(Present(stranger.pid, "x", "r", "", stranger.pid, "x"))
        assert not experiment_control.cancel(ctx.paths, record.id)
        assert stranger.poll() is None
        stranger.kill()


def test_a_repeated_run_is_held_against_the_first(ctx: Context, script: Callable[[str], Path]) -> None:
    """The same numbers, or which ones are others; it counts in no mean, and a script that is gone is called gone."""
    path = script(ADD)
    record = planned(ctx, path, seeds="1").record
    with pytest.raises(UsageError, match="is not over"):
        experiment_reruns.rerun(ctx, runs.of_experiment(ctx.store, record.id)[0].id)
    experiment_runner.work(ctx, record.id, NEVER)
    (first,) = experiments.view(ctx, record.id).runs
    for text, same in ((ADD.replace("$2$4", "5"), False), (ADD, True)):
        again = experiment_reruns.rerun(ctx, first.id[:6])
        assert not experiment_reruns.compare(ctx, again.id).over
        script(text)
        experiment_runner.work(ctx, record.id, NEVER)
        compared = experiment_reruns.compare(ctx, again.id)
        assert (compared.same, compared.script_changed) == (same, not same)
    again = experiment_reruns.rerun(ctx, first.id)
    path.unlink()
    with pytest.raises(UsageError, match="is gone; put it back"):
        experiment_reruns.rerun(ctx, first.id)
    experiment_runner.work(ctx, record.id, NEVER)
    assert not experiment_reruns.compare(ctx, again.id).script_changed
    view = experiments.view(ctx, record.id)
    assert view.points[0].metrics["acc"].count == 1
    assert len(view.runs) == 4
    with pytest.raises(UsageError, match="no run"):
        experiment_reruns.find(ctx, "zzz")


def test_a_database_in_use_is_waited_for(
    ctx: Context, second_window: Context, script: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A result is kept as soon as that can be; only a runner that is told to end gives up, with a sentence."""
    monkeypatch.setattr(experiment_runner, "_BETWEEN", 0.01)
    record = planned(ctx, script(ADD), seeds="1").record
    tries = []
    finish = runs.finish

    def fails_twice(*words: object) -> bool:
        tries.append(words)
        if len(tries) < 3:
            raise DataError("The disk is full")
        return finish(*words)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(runs, "finish", fails_twice)
    experiment_runner.work(ctx, record.id, NEVER)
    assert len(tries) == 3
    assert experiments.view(second_window, record.id).missing == 0
    planned(ctx, script(ADD), "b=1", seeds="1", experiment=record.id)
    tries.clear()
    with pytest.raises(DataError):
        experiment_runner.work(ctx, record.id, lambda: bool(tries))
    assert experiments.view(second_window, record.id).missing == 1
