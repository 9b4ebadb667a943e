"""Ten years of study in a home of one's own, for measuring: `python benchmarks/history.py HOME`.

2,600 sessions with a pause each, 20,800 attempts with sources and reports, 5,200 entries; 520 weeks with a paper,
readings, recall, reviews, commits and an experiment of ten runs each; every plan followed in turn and ticked, but for
the first week of the main one, which begins this week. Equal days give equal rows.
"""

import random
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from history_rooms import fill_week

from studytui.domain.enrolment import monday_for
from studytui.domain.exercise import Exercise
from studytui.domain.moment import Moment
from studytui.domain.report import CheckResult, Report, SandboxLevel, SandboxReport, Verdict
from studytui.domain.rhythm import DayKind
from studytui.store import attempts, entries, sessions, ticks
from studytui.store.database import Database
from studytui.study import plans, review_cards
from studytui.study.context import Context, open_context

YEARS = 10
STUDY_DAYS = 260
ATTEMPTS_A_DAY = 8
FIELDS = ("notes", "next")
HOUR = timedelta(minutes=60)
KINDS = tuple(DayKind)
SANDBOX = SandboxReport(SandboxLevel.STRONG, ("rlimits", "landlock", "seccomp"))


@dataclass(frozen=True)
class Counts:
    """How many rows of each kind were written."""

    sessions: int
    attempts: int
    entries: int
    ticks: int
    rooms: int


def fill(home: Path, begin: date) -> Counts:
    """Write ten years of study that end before `begin`, a Monday, on which the main plan starts anew."""
    draw = random.Random(0)  # noqa: S311 - rows to measure with, no secret
    first = begin - timedelta(weeks=YEARS * 52)
    days = [first + timedelta(days=7 * (n // 5) + n % 5) for n in range(YEARS * STUDY_DAYS)]
    ctx = open_context(environ={"STUDYTUI_HOME": str(home)}, now=lambda: _at(begin).at)
    try:
        ctx.store.run("PRAGMA synchronous = OFF")  # a home to measure in needs to survive no power cut
        others = follow_all(ctx, begin)
        exercises = ctx.library.exercises()
        names, rooms = [exercise.id for exercise in exercises], 0
        for number, day in enumerate(days):
            plan = [*others, plans.PRESELECTED][number // STUDY_DAYS % (len(others) + 1)]
            _study(ctx.store, draw, plan, day, exercises)
            if day.weekday() == 0:
                rooms += fill_week(ctx.store, draw, plan, day, number // 5 % 52 + 1, names)
        review_cards.rebuild(ctx)
        ticked = sum(_tick(ctx, plan, begin) for plan in (*others, plans.PRESELECTED))
    finally:
        ctx.close()
    return Counts(len(days), len(days) * ATTEMPTS_A_DAY, len(days) * len(FIELDS), ticked, rooms)


def follow_all(ctx: Context, begin: date) -> list[str]:
    """Keep every plan in view, the preselected one as the main one from that Monday on; the others."""
    others = [card.id for card in plans.available(ctx) if card.id != plans.PRESELECTED]
    for plan in others:
        plans.use(ctx, plan)
    plans.use(ctx, plans.PRESELECTED, begin)
    return others


def study_hour(home: Path, day: date) -> None:
    """One hour of the main plan on a day, in a home where it is followed."""
    ctx = open_context(environ={"STUDYTUI_HOME": str(home)}, now=lambda: _at(day).at)
    try:
        _study(ctx.store, random.Random(1), plans.PRESELECTED, day, ctx.library.exercises())  # noqa: S311 - likewise
    finally:
        ctx.close()


def _at(day: date, after: timedelta = timedelta()) -> Moment:
    return Moment(datetime.combine(day, time(7), UTC) + after, day)


def _study(db: Database, draw: random.Random, plan: str, day: date, exercises: tuple[Exercise, ...]) -> None:
    """One hour: the clock with a pause, attempts at the exercises in turn, entries."""
    session = sessions.start(db, _at(day), plan, KINDS[day.weekday()], HOUR)
    sessions.pause(db, session, _at(day, HOUR / 2).at)
    sessions.resume(db, session, _at(day, HOUR / 2 + timedelta(minutes=5)).at)
    for number in range(ATTEMPTS_A_DAY):
        exercise = exercises[draw.randrange(len(exercises))]
        source = f"# {day} {number}\n".encode() + b"def answer(x):\n    return x + 1\n" * 60
        report = _report(exercise.id, draw.random() < 0.3, draw.randrange(2**31))
        attempts.add(db, _at(day, timedelta(minutes=6 * number)), source, report)
    for field in FIELDS:
        entries.save(db, _at(day, HOUR), plan, day, field, f"What {field} says of {day}. " * 20)
    sessions.finish(db, session, _at(day, HOUR + timedelta(minutes=5)).at, next_line=f"Next after {day}")


def _report(exercise: str, accepted: bool, seed: int) -> Report:
    verdict = Verdict.ACCEPTED if accepted else Verdict.WRONG_ANSWER
    checks = tuple(
        CheckResult(
            f"check_{n}", f"Property {n} holds", 1, 1, passed=True, message="", verdict=Verdict.ACCEPTED, mistake=None,
            elapsed_ms=1.5,
        )
        for n in range(7)
    )  # fmt: skip
    message = "" if accepted else "learner.answer(x) gave shape (3,), wanted (4, 3)\n" * 6
    last = CheckResult("check_7", "The last one", int(accepted), 1, accepted, message, verdict, None, 2.5)
    return Report(exercise, verdict, 7 + accepted, 8, seed, 13.0, True, SANDBOX, (*checks, last), "")


def _tick(ctx: Context, plan_id: str, begin: date) -> int:
    """Tick, untick and tick again every task and unit of a plan, but not the first week of the main one."""
    units = [unit for _, unit in ctx.library.plan(plan_id).units()]
    if plan_id == plans.PRESELECTED:
        units = [unit for unit in units if unit.weeks is None or unit.weeks[0] > 1]
    names = [unit.id for unit in units]
    names += [f"{unit.id}/{task.id}" for unit in units for hour in unit.days for task in hour.tasks]
    before = _at(begin - timedelta(days=3))
    for name in names:
        for done in (True, False, True):
            ticks.set_done(ctx.store, before, plan_id, name, ticks.TickSource.HAND, done=done)
    return 3 * len(names)


def main() -> None:
    """Fill the folder that is named."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    print(fill(Path(sys.argv[1]), monday_for(datetime.now(UTC).date())))


if __name__ == "__main__":
    main()
