"""What an experiment's runs come to: mean and spread over seeds at each grid point, and the curves on the way."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from studytui.domain.experiment import Parameters, Run, RunState, named, same_point
from studytui.domain.plotted import Curve, CurvePoint
from studytui.domain.spread import Spread, spread
from studytui.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A grid point: the runs that count there, and each metric over them; `failed` counts runs that ended badly."""

    parameters: Parameters
    metrics: dict[str, Spread]
    done: int
    failed: int = 0
    planned: int = 0


def counting(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs that count: of those with the same grid point and seed the newest that is done; reruns count nowhere.

    Where none is done one that failed counts, and a planned one where none is over.
    """
    newest: dict[object, Run] = {}
    for run in sorted((run for run in runs if not run.rerun_of), key=lambda run: run.at):
        key = _place(run)
        standing = newest.get(key)
        if standing is None or _rank(run) >= _rank(standing):
            newest[key] = run
    order = {run.id: number for number, run in enumerate(runs_in_order(newest.values()))}
    return tuple(sorted(newest.values(), key=lambda run: order[run.id]))


def runs_in_order(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs by grid point, numbers among the values by size, then by seed."""

    def place(run: Run) -> tuple[Any, ...]:
        values = tuple((isinstance(value, str), name, value) for name, value in same_point(run.parameters))
        return (values, run.seed is None, run.seed or 0, run.at)

    return tuple(sorted(runs, key=place))


def points(runs: Iterable[Run]) -> tuple[Point, ...]:
    """Every grid point with the runs that count, in order."""
    grouped: dict[object, list[Run]] = {}
    for run in counting(runs):
        grouped.setdefault(same_point(run.parameters), []).append(run)
    return tuple(_point(those) for those in grouped.values())


def metric_names(runs: Iterable[Run]) -> tuple[str, ...]:
    """Every metric that some run gave, in the order in which they were said."""
    return tuple(dict.fromkeys(name for run in runs for name in run.metrics))


def missing(runs: Iterable[Run]) -> int:
    """At how many grid points and seeds a run is still to come, be it the first or one more."""
    return len({_place(run) for run in runs if not run.over})


def bad(runs: Iterable[Run]) -> int:
    """How many of the runs ended badly."""
    return sum(run.state in (RunState.FAILED, RunState.TIMED_OUT) for run in runs)


def same(first: Run, again: Run) -> bool:
    """Whether a repetition is over and ended the same way with the same numbers, to the last digit."""
    return again.over and again.state is first.state and not differing(first, again)


def differing(first: Run, again: Run) -> tuple[tuple[str, float | None, float | None], ...]:
    """The metrics in which a repeated run is not what the first was, with both values; None where one is missing."""
    names = dict.fromkeys([*first.metrics, *again.metrics])
    pairs = ((name, first.metrics.get(name), again.metrics.get(name)) for name in names)
    return tuple(pair for pair in pairs if not _same(pair[1], pair[2]))


def curves(runs: Iterable[Run], metric: str) -> tuple[Curve, ...]:
    """The metric on its way at each grid point, mean and spread over the seeds."""
    listed = list(runs)
    if not any(run.series for run in listed):
        return ()
    grouped: dict[object, list[Run]] = {}
    for run in counting(listed):
        if run.state is RunState.DONE:
            grouped.setdefault(same_point(run.parameters), []).append(run)
    found = []
    for those in grouped.values():
        series = [run.series[metric] for run in those if metric in run.series]
        if not series:
            continue
        every = max(one.every for one in series)
        length = max(1 + (len(one.values) - 1) * one.every // every for one in series)
        steps = []
        for step in range(length):
            at = [step * every // one.every for one in series]
            values = spread(one.values[place] for one, place in zip(series, at, strict=True) if place < len(one.values))
            if values.mean is not None:
                steps.append(CurvePoint(step * every + 1, values.mean, values.deviation or 0.0))
        if len(steps) > 2:
            found.append(Curve(named(those[0].parameters), tuple(steps)))
    return tuple(found)


def _place(run: Run) -> object:
    """Runs of the same place stand for one another; without a seed nothing says so."""
    return run.id if run.seed is None else (same_point(run.parameters), run.seed)


def _rank(run: Run) -> int:
    return 2 if run.state is RunState.DONE else int(run.over)


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return one == other or (math.isnan(one) and math.isnan(other))


def _point(runs: Sequence[Run]) -> Point:
    done = [run for run in runs if run.state is RunState.DONE]
    names = metric_names(done)
    metrics = {name: spread(run.metrics[name] for run in done if name in run.metrics) for name in names}
    planned = missing(runs)
    return Point(runs[0].parameters, metrics, len(done), len(runs) - len(done) - planned, planned)
