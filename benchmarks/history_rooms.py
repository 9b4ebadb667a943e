"""What ten years leave behind besides sessions: papers, readings, recall, reviews, experiments, evidence."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from studytui.domain.evidence import Evidence, EvidenceKind
from studytui.domain.experiment import Experiment, Outcome, Prediction, Run, RunState, Series
from studytui.domain.moment import Moment
from studytui.domain.paper import PaperNote
from studytui.domain.reading import ReadingState
from studytui.domain.review import Rating, item_of
from studytui.store import evidence, experiments, papers, readings, recall, reviews, runs
from studytui.store.database import Database, new_id

READINGS, RECALLED, REVIEWED, SEEDS, POINTS, COMMITS = 2, 2, 2, 5, ("0.1", "0.01"), 3


def fill_week(db: Database, draw: random.Random, plan: str, monday: date, week: int, exercises: Sequence[str]) -> int:
    """What the five rooms hold of one week; how many rows that is."""
    before = _size(db)
    _monday(db, draw, plan, monday, week, exercises)
    _tuesday(db, monday + timedelta(days=1), week)
    _wednesday(db, plan, monday + timedelta(days=2), week)
    _thursday(db, draw, monday + timedelta(days=3), week)
    return _size(db) - before


def _at(day: date, minutes: int = 0) -> Moment:
    return Moment(datetime.combine(day, time(8), UTC) + timedelta(minutes=minutes), day)


def _size(db: Database) -> int:
    row = db.row("SELECT total_changes() AS made")
    return int(row["made"]) if row else 0


def _monday(db: Database, draw: random.Random, plan: str, day: date, week: int, exercises: Sequence[str]) -> None:
    """Readings begun and finished, questions recalled, cores rebuilt."""
    for number in range(READINGS):
        address = f"W{week}/read-{number}"
        readings.mark(db, _at(day, number), plan, address, ReadingState.STARTED, "")
        readings.mark(
            db, _at(day, 30 + number), plan, address, ReadingState.FINISHED, f"It gave {address} a meaning. " * 4
        )
    for number in range(RECALLED):
        recall.answer(db, _at(day, 40 + number), plan, f"W{week}/{number}", recalled=draw.random() < 0.8)
    for number in range(REVIEWED):
        item = item_of(exercises[draw.randrange(len(exercises))])
        rating = draw.choice((Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.EASY))
        reviews.add(db, _at(day, 50 + number), item, rating, rating, failed=1, hints=0, seconds=420.0)


def _tuesday(db: Database, day: date, week: int) -> None:
    """A paper note in two versions, with one question answered and one open."""
    text = f"The paper of week {week} says so, on the evidence of its tables. " * 6
    note = PaperNote(
        new_id(), day, f"Paper {week}: attention to what matters", f"https://example.org/{week}", text, text, text,
        text, f"Does it scale to {week}?\nWho labelled it?",
    )  # fmt: skip
    saved = papers.save(db, _at(day), note)
    papers.save(db, _at(day, 30), replace(saved, claim=text + "Or so it seems."))
    papers.answer(db, _at(day, 40), note.id, "Who labelled it?", "Three annotators.", closed=True)


def _wednesday(db: Database, plan: str, day: date, week: int) -> None:
    """Commits of a project."""
    for number in range(COMMITS):
        made = _at(day, number).at
        piece = Evidence(EvidenceKind.COMMIT, f"project@{week:04x}{number}", f"Step {number} of week {week}", day, made)
        evidence.add(db, _at(day, 50), plan, week, piece)


def _thursday(db: Database, draw: random.Random, day: date, week: int) -> None:
    """An experiment predicted, run with five seeds at two points, concluded."""
    record = Experiment(
        experiments.new_key(db, f"Week {week}"), f"Week {week}", day, _at(day).at, hypothesis="It helps. " * 9
    )
    record = experiments.save(db, _at(day), replace(record, prediction=Prediction("loss", 0.2, 0.4, confidence=80.0)))
    planned = [
        Run(runs.new_key(), record.id, (("lr", point),), seed, RunState.PLANNED, _at(day).at, day, script="train.py")
        for point in POINTS
        for seed in range(SEEDS)
    ]
    runs.add(db, _at(day, 5), planned)
    for run in planned:
        values = tuple(draw.random() for _ in range(50))
        done = replace(
            run, state=RunState.DONE, metrics={"loss": values[-1]}, series={"loss": Series(2, values)}, seconds=9.0
        )
        runs.finish(db, _at(day, 20), done)
    experiments.save(db, _at(day, 40), replace(record, conclusion="It did. " * 20, outcome=Outcome.CONFIRMED))
