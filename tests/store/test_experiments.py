"""Records of experiments and their runs."""

import math
from datetime import UTC, date, datetime, timedelta

from studytui.domain.experiment import Direction, Experiment, Outcome, Prediction, Run, RunState, Series
from studytui.domain.moment import Moment
from studytui.frozen import replace
from studytui.store import experiments, runs
from studytui.store.database import Database, connect

START = datetime(2026, 11, 19, 18, tzinfo=UTC)
DAY = START.date()
RECORD = Experiment("lr-1", "Learning rate", DAY, START)
PREDICTION = Prediction("acc", 0.8, None, point=(("lr", "0.1"), ("b", "2")), confidence=80.0)


def moment(minutes: float = 0) -> Moment:
    """So many minutes after the start."""
    return Moment(START + timedelta(minutes=minutes), DAY)


def run(key: str, **changes: object) -> Run:
    """A planned run."""
    made = Run(
        key, RECORD.id, (("z", "0.1"), ("a", "relu")), 3, RunState.PLANNED, START, DAY, command=("python", "a b.py")
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names of fields


def test_every_version_is_kept_and_the_newest_holds(db: Database) -> None:
    """All of a record comes back; the same again adds no version."""
    first = experiments.save(db, moment(), RECORD)
    full = replace(
        first, hypothesis="h", prediction=PREDICTION, script="/x.py", conclusion="c", outcome=Outcome.UNCLEAR
    )
    second = experiments.save(db, moment(1), full)
    assert experiments.save(db, moment(2), full) == second
    assert experiments.get(db, RECORD.id) == second == replace(full, version=2, at=START + timedelta(minutes=1))
    turned = replace(second, prediction=Prediction("acc", direction=Direction.RISES, parameter="lr"))
    experiments.save(db, moment(3), turned)
    found = experiments.versions(db, RECORD.id)
    assert [one.version for one in found] == [1, 2, 3]
    assert found[2].prediction == turned.prediction
    assert experiments.get(db, "other") is None


def test_a_clock_set_back_does_not_decide_what_came_first(db: Database) -> None:
    """A prediction saved after a result is later than it, and a result after a prediction, whatever the clock says."""
    experiments.save(db, moment(), RECORD)
    runs.add(db, moment(5), [run("r")])
    late = experiments.save(db, moment(-60), replace(RECORD, prediction=PREDICTION))
    runs.finish(db, moment(-90), run("r", state=RunState.DONE, metrics={"acc": 1.0}))
    later = experiments.save(db, moment(-120), replace(RECORD, prediction=None))
    (ended,) = runs.of_experiment(db, RECORD.id)
    assert START + timedelta(minutes=5) < late.at < ended.at < later.at


def test_what_was_said_last_holds(db: Database) -> None:
    """Of versions that two machines numbered apart, the newest by its time, not the one counted highest."""
    for minute in range(3):
        experiments.save(db, moment(minute), replace(RECORD, conclusion=f"here {minute}"))
    experiments.save(db, moment(9), replace(RECORD, conclusion="there, last"))
    db.run("UPDATE experiments SET version = 2, machine = 'lap' WHERE version = 4")
    newest = experiments.get(db, RECORD.id)
    assert newest is not None
    assert newest.conclusion == "there, last"
    assert experiments.versions(db, RECORD.id)[-1] == newest
    assert experiments.between(db, DAY, DAY) == (newest,)
    assert experiments.save(db, moment(10), newest) == newest


def test_days_and_dropped_records(db: Database) -> None:
    """Records stand on the day they are about, wherever that was moved; a dropped one stands nowhere."""
    experiments.save(db, moment(), RECORD)
    other = replace(RECORD, id="lr-2", about=DAY + timedelta(days=1))
    experiments.save(db, moment(1), other)
    assert [one.id for one in experiments.between(db, DAY, DAY)] == ["lr-1"]
    assert [one.id for one in experiments.between(db, date.min, date.max)] == ["lr-1", "lr-2"]
    experiments.save(db, moment(2), replace(other, about=DAY - timedelta(days=9)))
    assert experiments.between(db, DAY + timedelta(days=1), DAY + timedelta(days=1)) == ()
    experiments.save(db, moment(3), replace(RECORD, dropped=True))
    assert [one.id for one in experiments.between(db, date.min, date.max)] == ["lr-2"]
    assert experiments.named(db, "lr") == ("lr-2", "lr-1")
    assert experiments.named(db, "%") == ()
    assert experiments.new_key(db, "Learning rate: 0.1 or 0.01?").startswith("learning-rate-0-1-or-0-")


def test_a_run_is_over_once(db: Database, other_window: Database) -> None:
    """Two runners that end the same run leave one result; a run that nobody planned has none."""
    assert runs.add(db, moment(), [run("a"), run("b")]) == 2
    assert runs.add(other_window, moment(), [run("b"), run("c")]) == 1
    done = run(
        "a",
        state=RunState.DONE,
        metrics={"acc": math.inf, "loss": 0.5},
        series={"loss": Series(2, (1.0, -math.inf))},
        seconds=1.5,
        exit_code=0,
        commit="abc",
        dirty=True,
        timeout=9.5,
        memory=10**10,
    )
    assert runs.finish(db, moment(1), done)
    assert not runs.finish(other_window, moment(2), replace(done, metrics={"acc": 0.0}))
    assert not runs.finish(db, moment(2), run("never"))
    (stored,) = runs.named(db, "a")
    assert stored == replace(done, at=stored.at, machine="desk")
    assert stored.parameters == (("z", "0.1"), ("a", "relu"))
    light, *waiting = runs.of_experiment(db, RECORD.id)
    assert light == replace(stored, series={})
    assert [one.id for one in waiting] == ["b", "c"]
    assert runs.of_experiment(db, RECORD.id, series=True)[0] == stored


def test_nan_is_kept(db: Database) -> None:
    """As a value, alone and in a curve."""
    runs.add(db, moment(), [run("a", metrics={"acc": math.nan}, series={"acc": Series(1, (math.nan, 1.0))})])
    (stored,) = runs.of_experiment(db, RECORD.id, series=True)
    assert math.isnan(stored.metrics["acc"])
    assert math.isnan(stored.series["acc"].values[0])


def test_what_is_to_be_run_next(db: Database) -> None:
    """In the order planned, on the machine that planned it, until it is over or no longer wanted."""
    runs.add(db, moment(), [run("b"), run("a"), run("c")])
    elsewhere = connect(db.path, machine="lap")
    found = runs.next_planned(db, RECORD.id)
    assert found is not None
    assert found.id == "b"
    assert runs.next_planned(elsewhere, RECORD.id) is None
    elsewhere.close()
    runs.finish(db, moment(1), run("b", state=RunState.FAILED))
    assert runs.unfinished(db) == (RECORD.id,)
    assert runs.forget(db, moment(2), RECORD.id) == 2
    assert runs.next_planned(db, RECORD.id) is None
    assert runs.unfinished(db) == ()
    assert [one.id for one in runs.of_experiment(db, RECORD.id)] == ["b"]
    assert runs.of_experiments(db, [RECORD.id, "none"]) == {RECORD.id: runs.of_experiment(db, RECORD.id), "none": ()}
    assert not runs.finish(db, moment(3), run("a", state=RunState.DONE))
