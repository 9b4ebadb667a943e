"""A week's experiments as its note tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain.experiment import named
from studytui.domain.plural import several
from studytui.domain.prediction import written
from studytui.domain.week import ExperimentNote
from studytui.journal.plot import plot_text
from studytui.journal.plot_svg import plot_svg
from studytui.study import experiments
from studytui.study.note_files import Picture

if TYPE_CHECKING:
    from pathlib import Path

    from studytui.study.belonging import Belonging
    from studytui.study.context import Context
    from studytui.study.experiment_view import ExperimentView

WIDTH = 76
MOST_LINES = 12


def told(ctx: Context, belonging: Belonging, path: Path) -> tuple[ExperimentNote, ...]:
    """The experiments about the days at hand, each with its picture as text and as a file beside the note at `path`.

    One of which nothing but the title is known yet is left out.
    """
    notes = (_note(view, path) for view in _views(ctx, belonging))
    return tuple(note for note in notes if not note.empty)


def pictures(ctx: Context, belonging: Belonging, path: Path) -> tuple[Picture, ...]:
    """The files of these pictures."""
    drawn = ((view, plot_svg(view.plotted)) for view in _views(ctx, belonging))
    return tuple(Picture(_file(view, path), svg) for view, svg in drawn if svg)


def _views(ctx: Context, belonging: Belonging) -> list[ExperimentView]:
    found = experiments.between(ctx, belonging.first, belonging.last)
    return [view for view in found if belonging.day(view.record.about)]


def _file(view: ExperimentView, path: Path) -> Path:
    """Named by the experiment's id, which stays when its title changes."""
    return path.with_name(f"{path.stem}-{view.record.id}.svg")


def _note(view: ExperimentView, path: Path) -> ExperimentNote:
    record = view.record
    said = view.prediction or record.prediction
    late = " (said when results were in; it does not count)" if said and view.late and not view.prediction else ""
    return ExperimentNote(
        title=record.title,
        hypothesis=record.hypothesis,
        predicted=f"{written(said)}{late}" if said else "",
        got=_got(view),
        outcome=_outcome(view),
        conclusion=record.conclusion,
        plot=(drawn := plot_text(view.plotted, WIDTH)),
        file=_file(view, path).name if drawn else "",
        seeds=view.seeds,
        commits=view.commits,
    )


def _got(view: ExperimentView) -> tuple[str, ...]:
    """The metric at every grid point, mean and spread over the seeds."""
    metric = view.metric
    lines = []
    for point in view.points:
        if metric in point.metrics:
            at = f" at {named(point.parameters)}" if point.parameters else ""
            spread = point.metrics[metric]
            lines.append(f"{metric}{at}: {spread}{f', {spread.warning}' if spread.warning else ''}")
    more = len(lines) - MOST_LINES
    if view.failed:
        lines.append(f"{several(view.failed, 'run')} failed")
    return (*lines[:MOST_LINES], f"and {more} more grid points") if more > 0 else tuple(lines)


def _outcome(view: ExperimentView) -> str:
    """The learner's own word, else what the results make of the prediction."""
    judged = view.judgement
    found = view.record.outcome or (judged.outcome if judged and any(point.done for point in view.points) else None)
    if found is None:
        return ""
    return f"{found}: {judged.why}" if judged and judged.outcome is found else str(found)
