"""`studytui experiment`: the record, before the runs and after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli import experiment_text
from studytui.cli.experiment_runs import cancel, output, rerun, resume, run, status, take
from studytui.cli.opened import opened
from studytui.cli.options import date_option, json_option
from studytui.cli.output import say, say_json
from studytui.domain import prediction as predictions
from studytui.domain.experiment import Outcome
from studytui.errors import UsageError
from studytui.study import experiments
from studytui.study.experiment_words import late_sentence

if TYPE_CHECKING:
    from datetime import date

    from studytui.study.experiment_view import ExperimentView

_NEGATIVE = {"ignore_unknown_options": True}  # `reward -1..0` is no option
_of = click.option("--experiment", "experiment", default="", metavar="ID", help="Another one than the newest.")


@click.group("experiment", no_args_is_help=False)
def experiment_command() -> None:
    """Thursday's records: hypothesis and prediction first, seeded runs, a conclusion."""


for _command in (run, status, cancel, resume, rerun, output, take):
    experiment_command.add_command(_command)


@experiment_command.command("new")
@click.argument("title", nargs=-1, required=True)
@click.option("--hypothesis", default="", metavar="TEXT", help="What you think, and why.")
@click.option("--predict", "prediction", default="", metavar="LINE", help="As for `predict`.")
@date_option
def new(title: tuple[str, ...], hypothesis: str, prediction: str, on: date | None) -> int:
    """Begin a record before anything runs."""
    with opened() as ctx:
        made = experiments.new(ctx, " ".join(title), hypothesis=hypothesis, prediction=prediction, about=on)
    say(f"Begun: {made.id}")
    if made.prediction:
        say(f"Predicted: {predictions.written(made.prediction)}")
    return 0


@experiment_command.command("edit")
@click.argument("experiment", metavar="[ID]", default="")
@click.option("--title", metavar="TEXT")
@click.option("--hypothesis", metavar="TEXT")
def edit(experiment: str, title: str | None, hypothesis: str | None) -> int:
    """Change title or hypothesis; every version is kept."""
    if title is None and hypothesis is None:
        raise UsageError("there is nothing to change; give --title or --hypothesis")
    with opened() as ctx:
        made = experiments.change(ctx, experiment, title=title, hypothesis=hypothesis)
    say(f"Saved: {made.id}")
    return 0


@experiment_command.command("predict", context_settings=_NEGATIVE)
@click.argument("line", nargs=-1)
@_of
@click.option("--none", "without", is_flag=True, help="Leave the prediction out.")
def predict(line: tuple[str, ...], experiment: str, without: bool) -> int:
    """Write down what you expect, before the run.

    A metric with a range, a bound or a direction, and how sure you are: `acc 0.8..0.9 80%`, `acc 0.8.. at lr=0.1`,
    `loss ..0.3`, `acc rises with depth 70%`. An empty line takes back what was said; put a line with < or > in quotes.
    """
    if bool(line) is without:
        examples = f"{predictions.EXAMPLES} (in quotes where it has < or >)"
        raise UsageError(f"say what you expect, as in {examples}, or leave it out with --none")
    with opened() as ctx:
        before = experiments.find(ctx, experiment).prediction
        view = experiments.predict(ctx, experiment, " ".join(line))
    if newest := view.record.prediction:
        say(f"Predicted: {predictions.written(newest)}")
    elif before:
        say(f"Taken back: {predictions.written(before)}")
    else:
        say("Left out: it does not count for calibration.")
    if late := late_sentence(view):
        say(late)
    return 0


@experiment_command.command("conclude")
@click.argument("text", nargs=-1)
@_of
@click.option("--outcome", type=click.Choice([one.value for one in Outcome]), help="Else what the results suggest.")
def conclude(text: tuple[str, ...], experiment: str, outcome: str | None) -> int:
    """Write down what it showed."""
    with opened() as ctx:
        view = experiments.conclude(ctx, experiment, " ".join(text), Outcome(outcome) if outcome else None)
    _say_result(view)
    return 0


@experiment_command.command("list")
@json_option
def list_all(as_json: bool) -> int:
    """Print every experiment, the newest first."""
    with opened() as ctx:
        views = experiments.listed(ctx)
    if as_json:
        say_json({"experiments": [experiment_text.listing_shape(view) for view in views]})
        return 0
    for view in views:
        say(experiment_text.listing(view))
    if not views:
        say("No experiment yet; `studytui experiment new TITLE` begins one.")
    return 0


@experiment_command.command("show")
@click.argument("experiment", metavar="[ID]", default="")
@click.option("--metric", default="", metavar="NAME", help="Another metric than the one that was predicted.")
@json_option
def show(experiment: str, metric: str, as_json: bool) -> int:
    """Print one: prediction, plot, runs, conclusion."""
    with opened() as ctx:
        view = experiments.view(ctx, experiment, metric)
    if as_json:
        say_json(experiment_text.page_shape(view))
        return 0
    for line in experiment_text.page(view):
        say(line)
    return 0


@experiment_command.command("drop")
@click.argument("experiment", metavar="ID")
@click.option("--undo", is_flag=True, help="Bring it back.")
def drop(experiment: str, undo: bool) -> int:
    """Take a record out of every list; nothing is deleted."""
    with opened() as ctx:
        record = experiments.drop(ctx, experiment, dropped=not undo)
    if undo:
        say(f"Back: {record.title}")
    else:
        say(f"Dropped: {record.title}; `studytui experiment drop {record.id} --undo` brings it back.")
    return 0


def _say_result(view: ExperimentView) -> None:
    if view.judgement:
        say(f"Result: {view.judgement.why}: {view.judgement.outcome}")
    if view.record.outcome:
        say(f"Concluded: {view.record.outcome}")
    if late := late_sentence(view):
        say(late)
