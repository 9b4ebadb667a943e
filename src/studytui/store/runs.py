"""Runs of experiments: planned, then over; the newest row of a run holds, and none is over twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from studytui.domain.experiment import Run, RunState, Series
from studytui.domain.moment import Moment
from studytui.frozen import replace
from studytui.store.database import Database, Value, later, new_id, to_time

_COLUMNS = (
    "id, machine, run, experiment, parameters, seed, script, script_sha, commit_id, dirty, command, timeout, memory,"
    " rerun_of, state, exit_code, metrics, note, seconds, day, at"
)
_NAMED = {"nan": float("nan"), "inf": float("inf"), "-inf": float("-inf")}


def new_key() -> str:
    """The key of a run, short enough to be named by its first letters."""
    return new_id().replace("-", "")[:12]


def add(db: Database, when: Moment, runs: Iterable[Run]) -> int:
    """Add runs, planned or from elsewhere; one whose key is there already is left out. Says how many were new."""
    with db.transaction():
        new = [run for run in runs if not db.row("SELECT 1 FROM runs WHERE run = ?", (run.id,))]
        newest: dict[str, str | None] = {}
        for run in new:
            if run.experiment not in newest:
                newest[run.experiment] = _newest(db, run.experiment)
            newest[run.experiment] = _insert(db, when, run, newest[run.experiment])
    return len(new)


def finish(db: Database, when: Moment, run: Run) -> bool:
    """Record how a planned run ended; False, and no row, when it is over already or is no longer wanted."""
    with db.transaction():
        found = db.row("SELECT state, at FROM runs WHERE run = ? ORDER BY at DESC LIMIT 1", (run.id,))
        if found is None or found["state"] != RunState.PLANNED:
            return False
        _insert(db, when, run, _newest(db, run.experiment))
        return True


def forget(db: Database, when: Moment, experiment: str) -> int:
    """Drop the runs that are missing; says how many there were."""
    with db.transaction():
        missing = [run for run in of_experiment(db, experiment) if not run.over]
        newest = _newest(db, experiment)
        for run in missing:
            newest = _insert(db, when, replace(run, state=RunState.DROPPED), newest)
    return len(missing)


def of_experiment(db: Database, experiment: str, *, series: bool = False) -> tuple[Run, ...]:
    """The newest row of each of its runs, in the order in which they were planned; with their curves if wanted."""
    columns = f"{_COLUMNS}, series" if series else _COLUMNS
    rows = db.rows(f"SELECT {columns} FROM runs WHERE experiment = ? ORDER BY at", (experiment,))  # noqa: S608  # a constant
    return _wanted({row["run"]: row for row in rows})  # a later row takes the place of the first one


def of_experiments(db: Database, experiments: Sequence[str]) -> dict[str, tuple[Run, ...]]:
    """The same of several experiments at once, without their curves."""
    found: dict[str, dict[str, sqlite3.Row]] = {name: {} for name in experiments}
    for start in range(0, len(experiments), 500):
        some = experiments[start : start + 500]
        marks = ", ".join("?" * len(some))
        for row in db.rows(f"SELECT {_COLUMNS} FROM runs WHERE experiment IN ({marks}) ORDER BY at", some):  # noqa: S608  # marks only
            found[row["experiment"]][row["run"]] = row
    return {name: _wanted(runs) for name, runs in found.items()}


def next_planned(db: Database, experiment: str) -> Run | None:
    """The run that this machine planned first and that is not over."""
    row = db.row(
        f"SELECT {_COLUMNS} FROM runs AS one WHERE experiment = ? AND machine = ? AND state = ? AND NOT EXISTS"  # noqa: S608  # a constant
        " (SELECT 1 FROM runs WHERE run = one.run AND at > one.at) ORDER BY at LIMIT 1",
        (experiment, db.machine, RunState.PLANNED.value),
    )
    return _run(row) if row else None


def unfinished(db: Database) -> tuple[str, ...]:
    """The experiments of which runs are missing."""
    rows = db.rows(
        "SELECT DISTINCT experiment FROM runs AS one WHERE state = ? AND NOT EXISTS"
        " (SELECT 1 FROM runs WHERE run = one.run AND at > one.at) ORDER BY experiment",
        (RunState.PLANNED.value,),
    )
    return tuple(row["experiment"] for row in rows)


def named(db: Database, begin: str) -> tuple[Run, ...]:
    """The newest row of every run whose key begins so."""
    rows = db.rows(
        f"SELECT {_COLUMNS}, series FROM runs WHERE run >= ? AND run < ? ORDER BY at",  # noqa: S608  # a constant
        (begin, begin + "\U0010ffff"),
    )
    return _wanted({row["run"]: row for row in rows})


def _wanted(newest: Mapping[str, sqlite3.Row]) -> tuple[Run, ...]:
    return tuple(_run(row) for row in newest.values() if row["state"] != RunState.DROPPED)


def _newest(db: Database, experiment: str) -> str | None:
    row = db.row(
        "SELECT MAX(at) AS at FROM (SELECT at FROM experiments WHERE experiment = ?"
        " UNION ALL SELECT at FROM runs WHERE experiment = ?)",
        (experiment, experiment),
    )
    newest: str | None = row["at"] if row else None
    return newest


def _insert(db: Database, when: Moment, run: Run, newest: str | None) -> str:
    at = later(when.at, newest)
    values: tuple[Value, ...] = (
        *(new_id(), db.machine, run.id, run.experiment, json.dumps(dict(run.parameters), ensure_ascii=False), run.seed),
        *(run.script, run.script_sha, run.commit, int(run.dirty), json.dumps(run.command, ensure_ascii=False)),
        *(run.timeout, run.memory, run.rerun_of, run.state.value, run.exit_code, _numbers(run.metrics), run.note),
        *(run.seconds, when.day.isoformat(), at),
    )
    series = {name: [one.every, [_plain(value) for value in one.values]] for name, one in run.series.items()}
    marks = ", ".join("?" * (len(values) + 1))
    db.run(
        f"INSERT INTO runs ({_COLUMNS}, series) VALUES ({marks})",  # noqa: S608  # marks only
        (*values, json.dumps(series, ensure_ascii=False, allow_nan=False)),
    )
    return at


def _plain(value: float) -> float | str:
    """A number as JSON has it; what JSON has no number for as a text."""
    return value if abs(value) < float("inf") else str(value)


def _numbers(metrics: Mapping[str, float]) -> str:
    shape = {name: _plain(value) for name, value in metrics.items()}
    return json.dumps(shape, ensure_ascii=False, allow_nan=False)


def _number(value: float | str) -> float:
    return _NAMED[value] if isinstance(value, str) else float(value)


def _run(row: sqlite3.Row) -> Run:
    curves = json.loads(row["series"]) if "series" in row.keys() else {}  # noqa: SIM118  # a row is searched by value
    return Run(
        id=row["run"],
        experiment=row["experiment"],
        parameters=tuple(json.loads(row["parameters"]).items()),
        seed=row["seed"],
        state=RunState(row["state"]),
        at=to_time(row["at"]),
        day=date.fromisoformat(row["day"]),
        machine=row["machine"],
        script=row["script"],
        script_sha=row["script_sha"],
        commit=row["commit_id"],
        dirty=bool(row["dirty"]),
        command=tuple(json.loads(row["command"])),
        timeout=row["timeout"],
        memory=row["memory"],
        rerun_of=row["rerun_of"],
        exit_code=row["exit_code"],
        metrics={name: _number(value) for name, value in json.loads(row["metrics"]).items()},
        series={
            name: Series(every, tuple(_number(value) for value in values)) for name, (every, values) in curves.items()
        },
        note=row["note"],
        seconds=row["seconds"],
    )
