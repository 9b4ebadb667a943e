"""What a record and its runs come to: what screens, commands and the weekly note show of an experiment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytui.domain.experiment import Experiment, Prediction, Run, RunState, counted, named
from studytui.domain.experiment_summary import Point, bad, counting, curves, metric_names, missing, points
from studytui.domain.judgement import Judgement, judge
from studytui.domain.plotted import PlotRow, Plotted
from studytui.errors import UsageError
from studytui.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class ExperimentView:
    """A record with what its runs come to.

    `prediction` is the one that counts: it stood before the first results. `late` says that the record's own is
    another one, written, changed or taken back when results were in. `judgement` holds the one that counts against the
    results, else the late one; `metric` is the one that is shown and drawn.
    """

    record: Experiment
    prediction: Prediction | None
    late: bool
    runs: tuple[Run, ...]
    points: tuple[Point, ...]
    judgement: Judgement | None
    metric: str
    metrics: tuple[str, ...]
    plotted: Plotted

    @property
    def counting(self) -> tuple[Run, ...]:
        """The runs that count, in order: of those that say the same the newest, and no repetition."""
        return counting(self.runs)

    @property
    def missing(self) -> int:
        """At how many of their grid points and seeds a run is still to come."""
        return missing(self.runs)

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds of the runs that are over."""
        return tuple(sorted({run.seed for run in self.counting if run.over and run.seed is not None}))

    @property
    def commits(self) -> tuple[str, ...]:
        """The commits the runs stood on, in order; one with changes that were not committed ends in `+`."""
        said = (run.commit[:10] + ("+" if run.dirty else "") for run in self.counting if run.over and run.commit)
        return tuple(dict.fromkeys(said))

    @property
    def scripts(self) -> tuple[str, ...]:
        """The files the results come from, in order."""
        return tuple(dict.fromkeys(run.script for run in self.counting if run.over and run.script))

    @property
    def script_versions(self) -> int:
        """How many versions of those files the results come from."""
        return len({(run.script, run.script_sha) for run in self.counting if run.over and run.script_sha})

    @property
    def failed(self) -> int:
        """How many of them ended badly."""
        return bad(self.counting)


def build(
    record: Experiment, versions: Sequence[Experiment], found: tuple[Run, ...], metric: str = ""
) -> ExperimentView:
    """Put together what is known of a record, all versions of it and those runs; `metric` is the one to show.

    Raises:
        UsageError: no run gave that metric.
    """
    newest, counts = record.prediction, counted(versions, found)
    held = counts or newest
    at = points(found)
    metrics = metric_names(run for run in found if run.state is RunState.DONE)
    if metric and metric not in metrics:
        raise UsageError(f"no run gave {metric}; the metrics are {', '.join(metrics) or 'none yet'}")
    wanted = metric or (held.metric if held else "")
    shown = wanted if wanted in metrics else (metrics[0] if metrics else wanted)
    ranged = held is not None and held.metric == shown and held.direction is None
    return ExperimentView(
        record=record,
        prediction=counts,
        late=newest != counts,
        runs=found,
        points=at,
        judgement=judge(held, at) if held else None,
        metric=shown,
        metrics=metrics,
        plotted=Plotted(
            metric=shown,
            rows=tuple(PlotRow(named(one.parameters), one.metrics[shown]) for one in at if shown in one.metrics),
            predicted=(held.low, held.high) if held is not None and ranged else None,
            curves=curves(found, shown),
        ),
    )
