"""An experiment: hypothesis and prediction first, then seeded runs, then a conclusion."""

import math
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from studytui.frozen import dataclass, field

Parameters = tuple[tuple[str, str], ...]
"""Names and values of a grid point, in the order of the grid; values as they are written on the command line."""


class RunState(StrEnum):
    """What became of a run; a planned one is still missing, a dropped one never ran and is no longer wanted."""

    PLANNED = "planned"
    DONE = "done"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    DROPPED = "dropped"


class Direction(StrEnum):
    """Where the metric goes as the parameter grows."""

    RISES = "rises"
    FALLS = "falls"


class Outcome(StrEnum):
    """What the results make of the prediction."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Prediction:
    """What is expected of a metric: a range (an open end is None), or a direction as `parameter` grows.

    `point` names the grid point it is about, all of them if it is empty; `confidence` is in percent.
    """

    metric: str
    low: float | None = None
    high: float | None = None
    direction: Direction | None = None
    parameter: str = ""
    point: Parameters = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Experiment:
    """The newest version of a record; `about` is the day it belongs to, `outcome` the learner's own word."""

    id: str
    title: str
    about: date
    at: datetime
    version: int = 1
    hypothesis: str = ""
    prediction: Prediction | None = None
    script: str = ""
    conclusion: str = ""
    outcome: Outcome | None = None
    dropped: bool = False

    @property
    def concluded(self) -> bool:
        """Whether the learner has said what it showed."""
        return bool(self.conclusion or self.outcome)


@dataclass(frozen=True, slots=True)
class Series:
    """A metric over a run, every `every`-th of the values it printed, from the first on."""

    every: int
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a script with one seed at one grid point: how it was called, and what came of it.

    `metrics` holds the last value of each, `series` (read only where a curve is drawn) the values on the way; a run
    that repeats another one names it in `rerun_of` and counts in no mean. `timeout` is in seconds, `memory` in bytes.
    """

    id: str
    experiment: str
    parameters: Parameters
    seed: int | None
    state: RunState
    at: datetime
    day: date
    machine: str = ""
    script: str = ""
    script_sha: str = ""
    commit: str = ""
    dirty: bool = False
    command: tuple[str, ...] = ()
    timeout: float | None = None
    memory: int | None = None
    rerun_of: str = ""
    exit_code: int | None = None
    metrics: dict[str, float] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    note: str = ""
    seconds: float = 0.0

    @property
    def over(self) -> bool:
        """Whether it ran to some end."""
        return self.state is not RunState.PLANNED


def named(parameters: Parameters, seed: int | None = None) -> str:
    """`lr=0.1 depth=3 seed=2`, or `-` where there is nothing to name."""
    words = [f"{name}={value}" for name, value in parameters]
    words += [] if seed is None else [f"seed={seed}"]
    return " ".join(words) or "-"


def number(text: str) -> float | None:
    """The number a text writes, None if it writes none."""
    try:
        return float(text)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def same_point(parameters: Parameters) -> tuple[tuple[str, float | str], ...]:
    """The grid point whatever the order of its names and the way its numbers are written: 0.1, .1 and 1e-1 are one."""
    return tuple(sorted((name, _comparable(value)) for name, value in parameters))


def _comparable(value: str) -> float | str:
    found = number(value)
    return value if found is None or not math.isfinite(found) else found


def first_result(runs: Iterable[Run]) -> datetime | None:
    """When the first run's numbers were in."""
    return min((run.at for run in runs if run.over and run.metrics), default=None)


def counted(versions: Iterable[Experiment], runs: Iterable[Run]) -> Prediction | None:
    """The prediction that counts: the last one written before the first run's numbers were in.

    Args:
        versions: every version of the record, oldest first.
        runs: its runs.
    """
    seen = first_result(runs)
    standing = None
    for version in versions:
        if seen is None or version.at < seen:
            standing = version.prediction
    return standing
