"""Experiments as lines and as JSON."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING

from studytui.domain import prediction as predictions
from studytui.domain.experiment import named
from studytui.domain.experiment_summary import runs_in_order
from studytui.domain.plural import several
from studytui.domain.spread import shown
from studytui.study.experiment_words import drawn, facts, late_sentence, progress_words, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.domain.experiment import Run
    from studytui.domain.judgement import Calibration
    from studytui.domain.spread import Spread
    from studytui.study.experiment_control import Progress
    from studytui.study.experiment_view import ExperimentView

WIDTH = 79
_LABEL = 12
_METRICS_SHOWN = 4


def listing(view: ExperimentView) -> str:
    """An experiment in a line."""
    record = view.record
    said = f", {record.outcome}" if record.outcome else f", {view.judgement.outcome}?" if view.judgement else ""
    total = len(view.counting)
    runs = f"{total - view.missing} of {several(total, 'run')}" if total else "no runs"
    return f"{record.about.isoformat()}  {record.title}  ({record.id}, {runs}{said})"


def page(view: ExperimentView) -> Iterator[str]:
    """An experiment with its plot, its runs and its conclusion."""
    record = view.record
    yield f"{record.title}  ({record.id}, {record.about:%a} {record.about.day} {record.about:%b %Y})"
    yield from _labelled("Hypothesis", record.hypothesis)
    yield from _labelled("Predicted", predictions.written(view.prediction) if view.prediction else "")
    yield from _labelled("Note", late_sentence(view))
    yield from _labelled("Script", record.script)
    yield from _labelled("Runs", _counts(view))
    plot = drawn(view, WIDTH)
    if plot:
        yield from ("", *plot.splitlines())
    if view.runs:
        yield from ("", *table(view))
    judged = view.judgement is not None and any(run.over for run in view.runs)
    if judged or record.concluded:
        yield ""
    if view.judgement and judged:
        yield from _labelled("Result", f"{view.judgement.why}: {view.judgement.outcome}")
    said = f"{record.outcome}. " if record.outcome else ""
    yield from _labelled("Conclusion", f"{said}{record.conclusion}")


def table(view: ExperimentView) -> Iterator[str]:
    """Every run in a line, by grid point and seed."""
    names = list(dict.fromkeys([*([view.metric] if view.metric in view.metrics else []), *view.metrics]))
    shown_names = names[:_METRICS_SHOWN]
    rows = [["run", "grid point", "seed", *shown_names, "seconds", ""]]
    for run in runs_in_order(view.runs):
        numbers = [shown(run.metrics[name]) if name in run.metrics else "" for name in shown_names]
        seconds = f"{run.seconds:.1f}" if run.seconds else ""
        seed = "" if run.seed is None else str(run.seed)
        rows.append([run.id[:6], named(run.parameters), seed, *numbers, seconds, state_of(run, view)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        texts = [f"{cell:<{size}}" for cell, size in zip(row[:2], widths, strict=False)]
        numbers = [f"{cell:>{size}}" for cell, size in zip(row[2:-1], widths[2:], strict=False)]
        yield "  ".join([*texts, *numbers, row[-1]]).rstrip()
    if len(names) > _METRICS_SHOWN:
        yield f"Also {', '.join(names[_METRICS_SHOWN:])}; `--metric NAME` shows one."


def progress_line(progress: Progress) -> str:
    """How far an experiment is, in a line."""
    stopped = not progress.running and progress.missing
    way_out = f"; `studytui experiment resume {progress.experiment}` goes on" if stopped else ""
    return f"{progress.title}  ({progress.experiment}): {progress_words(progress)}{way_out}"


def calibration_lines(found: Calibration) -> Iterator[str]:
    """How often predictions held, against the confidence stated."""
    if not found.count:
        return
    yield f"Predictions: {found.held} of {found.count} results fell as predicted in the last year"
    for band in found.bands:
        yield f"  said {band.first:>2}-{band.last} %, {band.said:.0f} % on average: {band.held} of {band.count} held"


def calibration_shape(found: Calibration) -> dict[str, object]:
    """The same as JSON."""
    return {
        "predictions": found.count,
        "held": found.held,
        "said": found.said,
        "uncounted": found.uncounted,
        "bands": [
            {"first": band.first, "last": band.last, "predictions": band.count, "held": band.held, "said": band.said}
            for band in found.bands
        ],
    }


def progress_shape(progress: Progress) -> dict[str, object]:
    """Progress as JSON."""
    return {
        "id": progress.experiment,
        "title": progress.title,
        "total": progress.total,
        "over": progress.over,
        "failed": progress.failed,
        "running": progress.running,
        "present": progress.present,
        "seconds_left": None if progress.left is None else round(progress.left.total_seconds(), 1),
        "died": progress.died,
    }


def listing_shape(view: ExperimentView) -> dict[str, object]:
    """An experiment without its runs, as JSON."""
    record = view.record
    newest = record.prediction
    return {
        "id": record.id,
        "title": record.title,
        "about": record.about.isoformat(),
        "hypothesis": record.hypothesis,
        "prediction": predictions.written(newest) if newest else None,
        "counts": predictions.written(view.prediction) if view.prediction else None,
        "script": record.script,
        "runs": {"total": len(view.counting), "missing": view.missing, "failed": view.failed},
        "place": view.judgement.place.value if view.judgement else None,
        "judgement": view.judgement.outcome.value if view.judgement else None,
        "outcome": record.outcome.value if record.outcome else None,
        "conclusion": record.conclusion,
    }


def page_shape(view: ExperimentView) -> dict[str, object]:
    """An experiment with everything, as JSON."""
    points = [
        {
            "parameters": dict(point.parameters),
            "done": point.done,
            "failed": point.failed,
            "planned": point.planned,
            "metrics": {name: _spread_shape(one) for name, one in point.metrics.items()},
        }
        for point in view.points
    ]
    why = view.judgement.why if view.judgement else None
    return {**listing_shape(view), "why": why, "points": points, "all_runs": [_run_shape(run) for run in view.runs]}


def number(value: float | None) -> float | str | None:
    """A number as JSON has it; `nan` and the infinities, which it has not, as texts."""
    return value if value is None or math.isfinite(value) else str(value)


def _spread_shape(one: Spread) -> dict[str, object]:
    odd = dict(one.odd)
    return {"mean": number(one.mean), "deviation": number(one.deviation), "n": one.count, "of": one.total, "odd": odd}


def _run_shape(run: Run) -> dict[str, object]:
    return {
        "run": run.id,
        "parameters": dict(run.parameters),
        "seed": run.seed,
        "state": run.state.value,
        "metrics": {name: number(value) for name, value in run.metrics.items()},
        "seconds": run.seconds,
        "exit_code": run.exit_code,
        "note": run.note,
        "commit": run.commit,
        "dirty": run.dirty,
        "script_sha": run.script_sha,
        "command": list(run.command),
        "rerun_of": run.rerun_of or None,
    }


def _counts(view: ExperimentView) -> str:
    if not view.runs:
        return "none yet; `studytui experiment run FILE` starts some"
    total = len(view.counting)
    words = [f"{total - view.missing} of {total} over"]
    words += [f"{view.failed} failed"] if view.failed else []
    return ", ".join([*words, *facts(view)])


def _labelled(label: str, text: str) -> Iterator[str]:
    if not text.strip():
        return
    lines = [row for line in text.splitlines() for row in textwrap.wrap(line, WIDTH - _LABEL) or [""]]
    for number, line in enumerate(lines):
        yield f"{label if not number else '':<{_LABEL}}{line}".rstrip()
