"""The runs of `studytui experiment`: run, status, cancel, resume, rerun, output, take."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from studytui.cli import experiment_text, failure
from studytui.cli.experiment_options import memory, seconds
from studytui.cli.opened import opened
from studytui.cli.options import FILE, json_option
from studytui.cli.output import complain, say, say_json
from studytui.domain.experiment import named
from studytui.domain.experiment_summary import bad
from studytui.domain.plural import several
from studytui.domain.spread import shown
from studytui.study import experiment_control, experiment_reruns, experiment_runs, experiment_take, experiments
from studytui.study.experiment_words import progress_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studytui.study.context import Context

_LOOK = 0.2
_TELL_EVERY = 5.0


@click.command("run")
@click.argument("file", type=FILE)
@click.argument("extra", nargs=-1, type=click.UNPROCESSED)
@click.option("--seeds", default="3", show_default=True, metavar="N", help="How many seeds (0 to N-1), or which: 3,7.")
@click.option("--grid", "axes", multiple=True, metavar="P=V,V", help="Values of a parameter; once for each parameter.")
@click.option("--experiment", metavar="ID", help="The record; else the open one of this script, or a new one.")
@click.option(
    "--timeout", callback=seconds, metavar="T", help="End a run after that time: 90, 10m, 2h. Off if left out."
)
@click.option("--memory", callback=memory, metavar="M", help="Data a run may hold: 500M, 2G. Off if left out.")
@click.option("--python", default="", metavar="PATH", help="The interpreter, if not your usual one.")
@click.option("--wait", is_flag=True, help="Stay until all runs are over; ctrl+c leaves them running.")
def run(
    file: Path,
    extra: tuple[str, ...],
    seeds: str,
    axes: tuple[str, ...],
    experiment: str | None,
    timeout: float | None,
    memory: int | None,
    python: str,
    wait: bool,
) -> int:
    """Run FILE for every grid point and seed, in the background.

    It is called with `--lr 0.1 --seed 3` and whatever stands behind `--`; STUDYTUI_PARAMS (JSON) and STUDYTUI_SEED
    say the same. Metrics are read from what it prints: `loss=0.3`, `loss: 0.3`, or a JSON object a line.
    """
    limits = experiment_runs.Limits(timeout, memory)
    with opened() as ctx:
        planned = experiment_runs.plan(
            ctx, file, axes=axes, seeds=seeds, extra=extra, experiment=experiment, limits=limits, python=python
        )
        record = planned.record
        ids = _waiting(ctx, record.id)
        experiment_control.launch(ctx.paths, record.id)
        waiting = f", {planned.waiting} waited already" if planned.waiting else ""
        say(f"Started {several(planned.new, 'run')}{waiting}: {record.title} ({record.id})")
        if planned.is_new:
            say("A new record; a prediction counts if it is written before the first result: `experiment predict`.")
        if wait:
            return _wait(ctx, record.id, ids)
    say("They go on when this terminal is closed; `studytui experiment status` says how far they are.")
    return 0


@click.command("status")
@click.argument("experiment", metavar="[ID]", default="")
@json_option
def status(experiment: str, as_json: bool) -> int:
    """Print how far the runs are, those of one or all."""
    with opened() as ctx:
        found = [experiment_control.progress(ctx, experiment)] if experiment else experiment_control.at_work(ctx)
    if as_json:
        say_json({"experiments": [experiment_text.progress_shape(one) for one in found]})
        return 0
    for one in found:
        say(experiment_text.progress_line(one))
    if not found:
        say("No run is missing.")
    return 0


@click.command("cancel")
@click.argument("experiment", metavar="[ID]", default="")
@click.option("--forget", is_flag=True, help="And do not want the missing runs any more.")
def cancel(experiment: str, forget: bool) -> int:
    """End the runs; those that are over stay."""
    with opened() as ctx:
        record = experiment_control.meant(ctx, experiment, running=True)
        ended = experiment_control.cancel(ctx.paths, record.id)
        if forget:
            experiment_runs.forget(ctx, record.id)
        progress = experiment_control.progress(ctx, record.id)
    say("Cancelled." if ended else f"{record.id} is not running.")
    say(experiment_text.progress_line(progress))
    return 0


@click.command("resume")
@click.argument("experiment", metavar="[ID]", default="")
@click.option("--failed", is_flag=True, help="Those that failed or ran out of time, too.")
@click.option("--wait", is_flag=True, help="Stay until all runs are over; ctrl+c leaves them running.")
def resume(experiment: str, failed: bool, wait: bool) -> int:
    """Go on with the runs that are missing."""
    with opened() as ctx:
        record = experiment_control.meant(ctx, experiment, running=False)
        count = experiment_runs.missing(ctx, record.id, failed=failed)
        ids = _waiting(ctx, record.id)
        experiment_control.launch(ctx.paths, record.id)
        say(f"Going on with {several(count, 'run')}: {record.title} ({record.id})")
        return _wait(ctx, record.id, ids) if wait else 0


@click.command("rerun")
@click.argument("run_id", metavar="RUN")
@click.option("--no-wait", is_flag=True, help="Do not stay; `show` tells of it later.")
def rerun(run_id: str, no_wait: bool) -> int:
    """Repeat a run and compare its numbers.

    Ends with 0 when they are the same to the last digit, with 1 when they are not.
    """
    with opened() as ctx:
        again = experiment_reruns.rerun(ctx, run_id)
        experiment_control.launch(ctx.paths, again.experiment)
        say(f"Repeating {again.rerun_of} ({named(again.parameters, again.seed)}) as {again.id}")
        if no_wait:
            return 0
        _wait_for(ctx, again.experiment, lambda: experiment_reruns.find(ctx, again.id).over)
        compared = experiment_reruns.compare(ctx, again.id)
    if not compared.over:
        complain(f"It was ended before its end; `studytui experiment resume {again.experiment}` goes on.")
        return failure.FELL_SHORT
    if compared.script_changed:
        say("The script was changed since the first run.")
    if compared.same:
        say(
            f"The same numbers: {', '.join(f'{name}={shown(value)}' for name, value in compared.again.metrics.items())}"
        )
        return failure.OK
    if compared.again.state is not compared.first.state:
        say(f"It ended otherwise: {compared.first.state}, now {compared.again.state} {compared.again.note}".rstrip())
    for name, was, now in compared.differing:
        say(f"{name} was {'missing' if was is None else repr(was)}, now {'missing' if now is None else repr(now)}")
    return failure.FELL_SHORT


@click.command("output")
@click.argument("run_id", metavar="RUN")
def output(run_id: str) -> int:
    """Print what a run printed, beginning and end."""
    with opened() as ctx:
        text = experiment_reruns.output(ctx, run_id)
    say(text.rstrip("\n") if text else "Nothing is kept of it on this machine.")
    return 0


@click.command("take")
@click.argument("file", type=FILE)
@click.option("--metrics", default="", metavar="A,B", help="Which columns are metrics.")
@click.option("--parameters", default="", metavar="A,B", help="Which columns are parameters of the grid.")
@click.option("--seed", default="", metavar="C", help="Which column is the seed; `seed` if there is one.")
@click.option("--experiment", default="", metavar="ID", help="Another one than the newest.")
def take(file: Path, metrics: str, parameters: str, seed: str, experiment: str) -> int:
    """Take runs made elsewhere, from CSV or JSON.

    All rows or none; the same file again adds nothing.
    """
    with opened() as ctx:
        done = experiment_take.take(
            ctx, experiment, file, metrics=_names(metrics), parameters=_names(parameters), seed=seed
        )
    roles = done.roles
    known = f", {done.known} were there already" if done.known else ""
    say(f"Took {several(done.new, 'run')}{known}: {done.record.title} ({done.record.id})")
    said = [f"metrics {', '.join(roles.metrics)}", f"parameters {', '.join(roles.parameters) or 'none'}"]
    said += [f"seed {roles.seed}" if roles.seed else "no seed"]
    said += [f"left out {', '.join(done.left_out)}"] if done.left_out else []
    say("; ".join(said))
    if done.idle:
        say(f"Of the same grid point and seed the last one counts: {several(done.idle, 'run')} left out of every mean.")
        say("If they are not the same, take them into a new record, and name what sets them apart with --parameters.")
    return 0


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _waiting(ctx: Context, experiment: str) -> frozenset[str]:
    return frozenset(run.id for run in experiments.view(ctx, experiment).runs if not run.over)


def _wait(ctx: Context, experiment: str, ids: frozenset[str]) -> int:
    """Tell of progress until all is over, then how it ended."""
    try:
        _wait_for(ctx, experiment, lambda: experiment_control.progress(ctx, experiment).missing == 0)
    except KeyboardInterrupt:
        complain("The runs go on; `studytui experiment cancel` ends them.")
        raise
    progress = experiment_control.progress(ctx, experiment)
    say(experiment_text.progress_line(progress))
    view = experiments.view(ctx, experiment)
    failed = [run for run in view.runs if run.id in ids and bad([run])]
    if idle := len(failed) - len({run.id for run in failed} & {run.id for run in view.counting}):
        say(f"{several(idle, 'run')} failed where another was done, which still counts.")
    return failure.FELL_SHORT if progress.missing or failed else failure.OK


def _wait_for(ctx: Context, experiment: str, over: Callable[[], bool]) -> None:
    """Look until it is over or the runner is gone; a line of progress goes to standard error now and then."""
    told, said_at = "", time.monotonic()
    while not over():
        if not experiment_control.is_running(ctx.paths, experiment):
            return
        now = time.monotonic()
        line = progress_words(experiment_control.progress(ctx, experiment))
        if line != told and now - said_at >= _TELL_EVERY:
            complain(line)
            told, said_at = line, now
        time.sleep(_LOOK)
