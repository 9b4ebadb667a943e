"""Experiments: every version of a record is kept, the newest one holds."""

from __future__ import annotations

import json
import sqlite3
from datetime import date

from studytui.domain.experiment import Direction, Experiment, Outcome, Prediction
from studytui.domain.moment import Moment
from studytui.domain.slug import slug
from studytui.frozen import replace
from studytui.store.database import Database, later, new_id, to_time


def new_key(db: Database, title: str) -> str:
    """A short name that no other record has, begun with the title's own words: `learning-rate-3f2a9c`."""
    begin = slug(title, longest=24)
    while True:
        key = f"{begin}-{new_id()[:6]}"
        if not db.row("SELECT 1 FROM experiments WHERE experiment = ?", (key,)):
            return key


def save(db: Database, when: Moment, record: Experiment) -> Experiment:
    """Add a version, unless the newest one reads the same; later than anything said of the experiment so far.

    Whether a prediction stood before the results is read off these times, so a clock set back must not decide it.
    """
    with db.transaction():
        newest = get(db, record.id)
        if newest is not None and replace(record, at=newest.at, version=newest.version) == newest:
            return newest
        row = db.row(
            "SELECT MAX(at) AS at FROM (SELECT at FROM experiments WHERE experiment = ?"
            " UNION ALL SELECT at FROM runs WHERE experiment = ?)",
            (record.id, record.id),
        )
        at = later(when.at, row["at"] if row else None)
        made = replace(record, at=to_time(at), version=newest.version + 1 if newest else 1)
        db.run(
            "INSERT INTO experiments (id, machine, experiment, version, title, hypothesis, metric, predicted_low,"
            " predicted_high, direction, parameter, point, confidence, script, conclusion, outcome, dropped, about,"
            " day, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(new_id(), db.machine, made.id, made.version, made.title, made.hypothesis),
                *_predicted(made.prediction),
                *(made.script, made.conclusion, made.outcome or "", int(made.dropped)),
                *(made.about.isoformat(), when.day.isoformat(), at),
            ),
        )
        return made


def get(db: Database, experiment: str) -> Experiment | None:
    """The newest version of a record."""
    row = db.row("SELECT * FROM experiments WHERE experiment = ? ORDER BY at DESC, id DESC LIMIT 1", (experiment,))
    return _record(row) if row else None


def versions(db: Database, experiment: str) -> tuple[Experiment, ...]:
    """Every version of a record, oldest first."""
    rows = db.rows("SELECT * FROM experiments WHERE experiment = ? ORDER BY at, id", (experiment,))
    return tuple(_record(row) for row in rows)


def versions_between(db: Database, first: date, last: date) -> dict[str, tuple[Experiment, ...]]:
    """Every version, oldest first, of the records that were ever about those days."""
    found: dict[str, tuple[Experiment, ...]] = {}
    for row in db.rows(
        "SELECT * FROM experiments WHERE experiment IN (SELECT experiment FROM experiments WHERE about BETWEEN ? AND ?)"
        " ORDER BY at, id",
        (first.isoformat(), last.isoformat()),
    ):
        found[row["experiment"]] = (*found.get(row["experiment"], ()), _record(row))
    return found


def between(db: Database, first: date, last: date) -> tuple[Experiment, ...]:
    """The newest version of every record about those days, first and last included; none that was dropped."""
    newest = (said[-1] for said in versions_between(db, first, last).values())
    kept = (record for record in newest if not record.dropped and first <= record.about <= last)
    return tuple(sorted(kept, key=lambda record: (record.about, record.id)))


def named(db: Database, begin: str) -> tuple[str, ...]:
    """Keys that begin so, the newest record first; dropped ones too."""
    rows = db.rows(
        "SELECT experiment FROM experiments WHERE substr(experiment, 1, ?) = ?"
        " GROUP BY experiment ORDER BY MIN(at) DESC, experiment",
        (len(begin), begin),
    )
    return tuple(row["experiment"] for row in rows)


def _predicted(prediction: Prediction | None) -> tuple[str | float | None, ...]:
    if prediction is None:
        return "", None, None, "", "", "{}", None
    return (
        *(prediction.metric, prediction.low, prediction.high, prediction.direction or "", prediction.parameter),
        *(json.dumps(dict(prediction.point), ensure_ascii=False), prediction.confidence),
    )


def _record(row: sqlite3.Row) -> Experiment:
    prediction = None
    if row["metric"]:
        prediction = Prediction(
            metric=row["metric"],
            low=row["predicted_low"],
            high=row["predicted_high"],
            direction=Direction(row["direction"]) if row["direction"] else None,
            parameter=row["parameter"],
            point=tuple(json.loads(row["point"]).items()),
            confidence=row["confidence"],
        )
    return Experiment(
        id=row["experiment"],
        title=row["title"],
        about=date.fromisoformat(row["about"]),
        at=to_time(row["at"]),
        version=row["version"],
        hypothesis=row["hypothesis"],
        prediction=prediction,
        script=row["script"],
        conclusion=row["conclusion"],
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        dropped=bool(row["dropped"]),
    )
