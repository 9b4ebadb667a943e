"""What is said of experiments, the same on screen and in the shell."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studytui.domain import prediction as predictions
from studytui.domain.experiment import RunState
from studytui.domain.experiment_summary import same
from studytui.domain.plural import several
from studytui.journal.plot import plot_text

if TYPE_CHECKING:
    from studytui.domain.experiment import Run
    from studytui.study.experiment_control import Progress
    from studytui.study.experiment_view import ExperimentView

_STATES = {RunState.TIMED_OUT: "timed out"}
_SEEDS = 10


def drawn(view: ExperimentView, width: int) -> str:
    """The plot in lines of that width; empty where there is nothing to draw."""
    return plot_text(view.plotted, width)


def late_sentence(view: ExperimentView) -> str:
    """What is to be said of a prediction that came after the first results; empty where none did."""
    newest = view.record.prediction
    if not view.late:
        return ""
    if view.prediction is None and newest is not None:
        written = predictions.written(newest)
        return f"{written} was predicted after the first results were in; it does not count for calibration."
    if newest is None:
        return "It was taken back after the first results were in, and counts."
    return f"Changed to {predictions.written(newest)} after the first results were in; what stood before them counts."


def state_of(run: Run, view: ExperimentView) -> str:
    """What became of a run, where there is more to say than its numbers do."""
    if run.rerun_of and run.over:
        first = next((one for one in view.runs if one.id == run.rerun_of), None)
        said = "the same" if first is not None and same(first, run) else "other"
        return f"repeats {run.rerun_of[:6]}: {said} numbers"
    if run.rerun_of:
        return f"repeats {run.rerun_of[:6]}: planned"
    if run.state is RunState.DONE:
        return run.note
    return f"{_STATES.get(run.state, run.state)}{f' ({run.note})' if run.note else ''}"


def facts(view: ExperimentView) -> list[str]:
    """What the runs that count stand on: their seeds, commits, and scripts where it is more than one."""
    seeds, files = view.seeds, view.scripts
    words = [f"seeds {' '.join(map(str, seeds))}"] if 0 < len(seeds) <= _SEEDS else []
    words += [several(len(seeds), "seed")] if len(seeds) > _SEEDS else []
    words += [f"commit {' '.join(view.commits)}"] if view.commits else []
    words += [f"{len(files)} scripts: {' '.join(Path(path).name for path in files)}"] if len(files) > 1 else []
    more = view.script_versions > max(1, len(files))
    words += [f"{view.script_versions} versions of the script{'s' if len(files) > 1 else ''}"] if more else []
    return words


def progress_words(progress: Progress) -> str:
    """How far it is, and what goes on: `3 of 10 runs over, now lr=0.1 seed=2, about 4 min left`."""
    parts = [f"{progress.over} of {several(progress.total, 'run')} over"]
    if progress.failed:
        parts.append(f"{progress.failed} failed")
    if progress.present:
        parts.append(f"now {progress.present}")
    if progress.left is not None:
        parts.append(f"about {duration(progress.left)} left")
    if not progress.running and progress.missing:
        why = f" ({progress.why})" if progress.why else ""
        parts.append(f"its runner ended before its time{why}" if progress.died else "not running")
    return ", ".join(parts)


def duration(time: timedelta) -> str:
    """`40 s`, `12 min`, `3 h 05 min`."""
    whole = round(time / timedelta(seconds=1))
    if whole < 100:
        return f"{whole} s"
    minutes = round(whole / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60:02d} min"
