"""What runs come to."""

import math
from datetime import UTC, date, datetime, timedelta
from typing import Any

from studytui.domain.experiment import Experiment, Prediction, Run, RunState, Series, counted, named, same_point
from studytui.domain.experiment_summary import counting, curves, differing, metric_names, missing, points
from studytui.frozen import replace

START = datetime(2026, 11, 19, 18, tzinfo=UTC)
DAY = date(2026, 11, 19)


def run(lr: str, seed: int | None, acc: float | None, *, minutes: float = 0, **facts: object) -> Run:
    """A run that is over unless it has no number."""
    state = RunState.PLANNED if acc is None else RunState.DONE
    made = Run(f"{lr}/{seed}/{minutes}", "e", (("lr", lr),), seed, state, START + timedelta(minutes=minutes), DAY)
    changes: dict[str, Any] = {"metrics": {} if acc is None else {"acc": acc}} | facts
    return replace(made, **changes)


def test_points_stand_in_order_with_the_newest_of_each_seed() -> None:
    """Numbers sort as such; the same seed run again counts once; a repetition and a plan change no mean."""
    found = points(
        [
            run("10", 0, 0.5),
            run("9", 1, 0.4),
            run("9", 0, 0.1, minutes=1),
            run("9.0", 0, 0.2, minutes=2),
            run("9", 0, 0.9, minutes=3, rerun_of="x"),
            run("9", 1, None, minutes=4),
            run("9", 2, None, minutes=5),
        ]
    )
    assert [dict(point.parameters)["lr"] for point in found] == ["9.0", "10"]
    nine = found[0]
    assert nine.metrics["acc"].mean == (0.2 + 0.4) / 2
    assert (nine.done, nine.failed, nine.planned) == (2, 0, 1)


def test_runs_without_a_seed_count_each() -> None:
    """Nothing says that two of them are the same."""
    (point,) = points([run("1", None, 0.5), run("1", None, 0.7, minutes=1)])
    assert point.metrics["acc"].count == 2


def test_failed_runs_are_counted_and_not_averaged() -> None:
    """What a run printed before it failed is in no mean."""
    failed = run("1", 1, 0.9, state=RunState.FAILED)
    (point,) = points([run("1", 0, 0.5), failed])
    assert (point.done, point.failed) == (1, 1)
    assert point.metrics["acc"].mean == 0.5
    assert metric_names([failed]) == ("acc",)
    retried = run("1", 1, 0.7, minutes=9)
    assert [one.state for one in counting([failed, retried])] == [RunState.DONE]


def test_what_failed_never_replaces_what_is_done() -> None:
    """A later run of the same grid point and seed that failed or ran out of time leaves the numbers as they were."""
    done = run("1", 0, 0.5)
    for number, state in enumerate((RunState.FAILED, RunState.TIMED_OUT), 1):
        later = run("1", 0, 0.1, minutes=number, state=state)
        assert counting([done, later, run("1", 0, None, minutes=9)]) == (done,)
    again = run("1", 0, 0.7, minutes=3)
    assert counting([done, again]) == (again,)


def test_a_run_is_missing_at_its_grid_point_and_seed() -> None:
    """One that is to be made again or repeated waits at its own place, once however often it is planned."""
    done = [run("1", 0, 0.5), run("1", 1, 0.5)]
    assert missing(done) == 0
    waiting = [run("1", 0, None, minutes=1), run("1", 0, None, minutes=2, rerun_of="1/0/0"), run("1", 2, None)]
    assert missing([*done, *waiting]) == 2


def test_curves_have_mean_and_spread_at_the_same_steps() -> None:
    """Runs kept at other distances are read at those of the coarsest; nan is left out of its step."""
    fine = run("1", 0, 0.0, series={"acc": Series(1, (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0))})
    coarse = run("1", 1, 0.0, series={"acc": Series(2, (0.0, 4.0, math.nan, 12.0))})
    planned = run("2", 0, None, series={"acc": Series(1, (1.0, 1.0, 1.0))})
    (curve,) = curves([fine, coarse, planned], "acc")
    assert curve.label == "lr=1"
    assert [(point.step, point.mean) for point in curve.points] == [(1, 0.0), (3, 3.0), (5, 4.0), (7, 9.0)]
    assert curve.points[2].deviation == 0.0
    assert curves([fine], "loss") == ()


def test_numbers_that_differ() -> None:
    """To the last digit, with what is missing; nan is nan."""
    first = run("1", 0, 0.5, metrics={"a": 0.1, "b": math.nan, "c": 1.0})
    again = run("1", 0, 0.5, metrics={"a": 0.1 + 1e-16, "b": math.nan, "d": 2.0})
    assert differing(first, again) == (("a", 0.1, 0.1 + 1e-16), ("c", 1.0, None), ("d", None, 2.0))
    assert differing(first, first) == ()


def test_a_prediction_counts_that_stood_before_the_first_numbers() -> None:
    """The last one before them; a failed run without numbers shows nothing yet."""
    before, late = Prediction("acc", 0.1, 0.2), Prediction("acc", 0.8, 0.9)
    versions = [
        Experiment("e", "E", DAY, START, 1),
        Experiment("e", "E", DAY, START + timedelta(minutes=1), 2, prediction=before),
        Experiment("e", "E", DAY, START + timedelta(minutes=9), 3, prediction=late),
    ]
    blind = run("1", 1, 0.0, minutes=1, metrics={}, state=RunState.FAILED)
    assert counted(versions, [blind]) == late
    assert counted(versions, [blind, run("1", 0, 0.5, minutes=5)]) == before
    assert counted(versions, [run("1", 0, 0.5, minutes=1)]) is None
    assert counted(versions, [run("1", 0, 0.5, minutes=0.5)]) is None


def test_names_of_points() -> None:
    """Order of names and spelling of numbers make no other point; nan is a word like others."""
    assert same_point((("b", "1e-1"), ("a", "nan"))) == same_point((("a", "nan"), ("b", ".1")))
    assert named((("lr", "0.1"),), 3) == "lr=0.1 seed=3"
    assert named(()) == "-"
