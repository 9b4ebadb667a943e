"""Experiments as the learner keeps them: hypothesis and prediction first, a conclusion last; and what they come to."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from studytui.domain import prediction as lines
from studytui.domain.experiment import Experiment
from studytui.errors import UsageError
from studytui.frozen import replace
from studytui.store import drafts, runs
from studytui.store import experiments as records
from studytui.study.experiment_folder import folder
from studytui.study.experiment_view import ExperimentView, build

if TYPE_CHECKING:
    from studytui.domain.experiment import Outcome, Prediction
    from studytui.study.context import Context

FIELDS = ("hypothesis", "conclusion")
"""What is written in more than one line, and kept as a draft meanwhile."""


def new(
    ctx: Context, title: str, *, hypothesis: str = "", prediction: str = "", script: str = "", about: date | None = None
) -> Experiment:
    """Begin a record, about today by default.

    Raises:
        UsageError: it has no title, or the prediction cannot be read.
    """
    title = " ".join(title.split())
    if not title:
        raise UsageError("an experiment needs a title; say in a few words what is tried")
    when = ctx.moment()
    record = Experiment(
        id=records.new_key(ctx.store, title),
        title=title,
        about=about or when.day,
        at=when.at,
        hypothesis=hypothesis.strip(),
        prediction=_prediction(prediction),
        script=script,
    )
    return records.save(ctx.store, when, record)


def change(
    ctx: Context, experiment: str, *, title: str | None = None, hypothesis: str | None = None, script: str | None = None
) -> Experiment:
    """Change what is given of a record; every version is kept."""
    record = find(ctx, experiment)
    if title is not None and not title.strip():
        raise UsageError("an experiment needs a title; say in a few words what is tried")
    changed = replace(
        record,
        title=" ".join(title.split()) if title is not None else record.title,
        hypothesis=hypothesis.strip() if hypothesis is not None else record.hypothesis,
        script=script if script is not None else record.script,
    )
    if hypothesis is not None:
        drafts.drop(ctx.store, draft_key(record.id, "hypothesis"))
    return records.save(ctx.store, ctx.moment(), changed)


def predict(ctx: Context, experiment: str, line: str) -> ExperimentView:
    """Write down a prediction, or take it back with an empty line; the view says whether it came too late to count.

    Raises:
        UsageError: the line cannot be read.
    """
    record = find(ctx, experiment)
    records.save(ctx.store, ctx.moment(), replace(record, prediction=_prediction(line)))
    return view(ctx, record.id)


def conclude(ctx: Context, experiment: str, text: str, outcome: Outcome | None = None) -> ExperimentView:
    """Say what it showed; the outcome is the one the results suggest unless another is given.

    Raises:
        UsageError: there is nothing to say and no outcome.
    """
    record = find(ctx, experiment)
    judgement = view(ctx, record.id).judgement
    said = outcome or record.outcome or (judgement.outcome if judgement else None)
    text = text.strip() or record.conclusion
    if not text and said is None:
        raise UsageError("there is nothing to conclude; write what it showed")
    records.save(ctx.store, ctx.moment(), replace(record, conclusion=text, outcome=said))
    drafts.drop(ctx.store, draft_key(record.id, "conclusion"))
    return view(ctx, record.id)


def drop(ctx: Context, experiment: str, *, dropped: bool = True) -> Experiment:
    """Take a record out of every list, or bring it back; its rows are kept.

    Raises:
        UsageError: it is running, so that nothing could end it once it is dropped.
    """
    record = find(ctx, experiment, dropped=dropped)
    if dropped and folder(ctx.paths, record.id).running:
        raise UsageError(f"{record.id} is running; cancel it first, as with `studytui experiment cancel {record.id}`")
    return records.save(ctx.store, ctx.moment(), replace(record, dropped=dropped))


def find(ctx: Context, name: str, *, dropped: bool = True) -> Experiment:
    """The record of that key, or of the only key that begins so; the newest one for an empty name.

    Args:
        ctx: the study.
        name: a key, or its beginning.
        dropped: whether dropped records are passed over.

    Raises:
        UsageError: there is none, or there are several.
    """
    exact = records.get(ctx.store, name)
    if exact is not None and exact.dropped is not dropped:
        return exact
    known = []
    for key in records.named(ctx.store, name):
        record = records.get(ctx.store, key)
        if record is not None and record.dropped is not dropped:
            known.append(record)
            if not name:
                break
    if not known:
        what = f"no experiment called {name}" if name else "no experiment yet"
        raise UsageError(
            f"there is {what}; `studytui experiment list` names them, `studytui experiment new` begins one"
        )
    if len(known) > 1:
        raise UsageError(
            f"{name} begins {', '.join(record.id for record in known[:4])}; write more of the one you mean"
        )
    return known[0]


def is_kept(ctx: Context, experiment: str) -> bool:
    """Whether the record is there and not dropped."""
    record = records.get(ctx.store, experiment)
    return record is not None and not record.dropped


def open_records(ctx: Context) -> list[Experiment]:
    """The records without a conclusion, the newest first."""
    found = [record for record in records.between(ctx.store, date.min, date.max) if not record.concluded]
    return sorted(found, key=_newest, reverse=True)


def listed(ctx: Context, first: date = date.min, last: date = date.max) -> tuple[ExperimentView, ...]:
    """Every experiment about those days, the newest first; without curves."""
    found = records.between(ctx.store, first, last)
    of_all = runs.of_experiments(ctx.store, [record.id for record in found])
    said = records.versions_between(ctx.store, first, last)
    views = [build(record, said[record.id], of_all[record.id]) for record in found]
    return tuple(sorted(views, key=lambda one: _newest(one.record), reverse=True))


def between(ctx: Context, first: date, last: date) -> tuple[ExperimentView, ...]:
    """The experiments about those days in their order, with everything that can be said and drawn of them."""
    return tuple(view(ctx, record.id) for record in records.between(ctx.store, first, last))


def view(ctx: Context, experiment: str, metric: str = "") -> ExperimentView:
    """One experiment with its curves; `metric` is the one to show, else the one that was predicted, else the first."""
    record = find(ctx, experiment)
    versions = records.versions(ctx.store, record.id)
    return build(record, versions, runs.of_experiment(ctx.store, record.id, series=True), metric)


def draft_key(experiment: str, field: str) -> str:
    """The key of a draft; no plan's id has a colon, so no entry's draft is mistaken for it."""
    return f"experiment:{experiment}/{field}"


def text_of(ctx: Context, experiment: str, field: str) -> str:
    """What stands in a field of several lines; a draft is newer than what was saved."""
    draft = drafts.get(ctx.store, draft_key(experiment, field))
    record = find(ctx, experiment)
    return draft.text if draft else record.hypothesis if field == "hypothesis" else record.conclusion


def keep_draft(ctx: Context, experiment: str, field: str, text: str) -> None:
    """Keep what has been typed so far; call it within a second of a keypress."""
    drafts.save(ctx.store, ctx.moment(), draft_key(experiment, field), text)


def _newest(record: Experiment) -> tuple[date, datetime]:
    return record.about, record.at


def _prediction(line: str) -> Prediction | None:
    if not line.strip():
        return None
    try:
        return lines.read(line)
    except ValueError as error:
        raise UsageError(str(error)) from None
