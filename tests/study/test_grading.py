"""Grading as a use case: what is recorded, what is not, and what acceptance ticks."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from studytui.domain.exercise import ExerciseFiles
from studytui.domain.report import CheckBegan, GradeEvent, Report, SandboxLevel, SandboxReport, Verdict
from studytui.errors import DataError, UsageError
from studytui.files import SOURCE_BYTES
from studytui.grading.engine import Engine
from studytui.store import attempts
from studytui.study import plans, practice
from studytui.study.context import Context
from studytui.study.grading import Outcome, grade
from studytui.study.today import tick, today

MONDAY = date(2026, 11, 23)
SANDBOX = SandboxReport(SandboxLevel.STRONG)


@dataclass
class Scripted:
    """An engine that gives the verdict it was told to give, and remembers what it was asked."""

    verdict: Verdict = Verdict.ACCEPTED
    asked: list[tuple[str, bytes, int | None, str]] = field(default_factory=list)

    async def grade(
        self,
        files: ExerciseFiles,
        source: bytes,
        *,
        seed: int | None = None,
        filename: str = "submission.py",
        on_event: Callable[[GradeEvent], None] | None = None,
        diagnose: bool = True,
    ) -> Report:
        """One run."""
        assert diagnose
        self.asked.append((files.exercise.id, source, seed, filename))
        if on_event is not None:
            on_event(CheckBegan("rows", 1.0))
        score = 4 if self.verdict is Verdict.ACCEPTED else 1
        return Report(files.exercise.id, self.verdict, score, 4, seed or 99, 2.0, True, SANDBOX, (), "")


@pytest.fixture
def engine() -> Scripted:
    """An engine that accepts."""
    return Scripted()


def run(
    ctx: Context, engine: Scripted, ref: str = "softmax", source: bytes | None = b"x", **options: object
) -> Outcome:
    """Grade a source."""
    return asyncio.run(grade(ctx, cast("Engine", engine), ref, source=source, **options))  # type: ignore[arg-type]  # passed on


def done(ctx: Context, on: date) -> list[str]:
    """Addresses of the tasks of a day that are ticked."""
    return [task.address for task in today(ctx, on).tasks if task.done]


def test_a_run_that_cannot_be_recorded_still_gives_its_verdict(
    ctx: Context, engine: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a database that refuses to be written, the report stands and the outcome says why nothing was kept."""

    def refuse(*_: object) -> None:
        raise DataError("the disk is full")

    monkeypatch.setattr(attempts, "add", refuse)
    outcome = run(ctx, engine)
    assert (outcome.report.verdict, outcome.attempt) == (Verdict.ACCEPTED, None)
    assert outcome.lost == "This run was not recorded: the disk is full"


def test_a_run_is_remembered_as_an_attempt(ctx: Context, engine: Scripted) -> None:
    """With its source and report; events are passed on."""
    events: list[GradeEvent] = []
    outcome = run(ctx, engine, on_event=events.append)
    assert events == [CheckBegan("rows", 1.0)]
    assert outcome.attempt is not None
    assert practice.history(ctx, "softmax") == (outcome.attempt,)
    detail = practice.detail(ctx, outcome.attempt)
    assert (detail.source, detail.report) == ("x", outcome.report)


def test_the_learners_own_file_is_graded_when_none_is_named(ctx: Context, engine: Scripted, tmp_path: Path) -> None:
    """Else the file that is named; its name is the one in messages."""
    practice.solution_path(ctx, "softmax").write_text("own\n")
    other = tmp_path / "other.py"
    other.write_text("other\n")
    run(ctx, engine, source=None)
    run(ctx, engine, source=None, path=other)
    assert [(source, name) for _, source, _, name in engine.asked] == [
        (b"own\n", "softmax.py"),
        (b"other\n", "other.py"),
    ]


def test_a_file_that_is_not_there_is_refused(ctx: Context, engine: Scripted, tmp_path: Path) -> None:
    """Before anything is made or graded."""
    for path in (None, tmp_path / "missing.py", tmp_path):
        with pytest.raises(UsageError, match="there is no file"):
            run(ctx, engine, source=None, path=path)
    assert engine.asked == []
    assert not ctx.paths.solutions.exists()


def test_a_file_without_end_is_cut_off(ctx: Context, engine: Scripted) -> None:
    """A device is read no further than any source may go, so it ends as one that is too long."""
    run(ctx, engine, source=None, path=Path("/dev/zero"))
    assert [len(source) for _, source, _, _ in engine.asked] == [SOURCE_BYTES]


@pytest.mark.parametrize("verdict", [Verdict.COMPILE_ERROR, Verdict.INTERNAL_ERROR])
def test_what_is_not_the_learners_try_is_no_attempt(ctx: Context, engine: Scripted, verdict: Verdict) -> None:
    """A slip of the keyboard and a fault of the author leave no trace."""
    engine.verdict = verdict
    assert run(ctx, engine).attempt is None
    assert practice.history(ctx, "softmax") == ()


def test_unchanged_source_is_not_graded_again(ctx: Context, engine: Scripted) -> None:
    """The newest attempt's report is returned; a new text, a seed, or not asking for it grades again."""
    first = run(ctx, engine, skip_unchanged=True)
    again = run(ctx, engine, skip_unchanged=True)
    assert (again.report, again.attempt, again.unchanged) == (first.report, first.attempt, True)
    assert not run(ctx, engine, skip_unchanged=True, seed=3).unchanged
    assert not run(ctx, engine).unchanged
    assert not run(ctx, engine, source=b"y", skip_unchanged=True).unchanged
    assert not run(ctx, engine, source=b"x", skip_unchanged=True).unchanged
    assert len(engine.asked) == 5


def test_a_busy_machine_gets_another_chance(ctx: Context, engine: Scripted) -> None:
    """Source that ran out of time is graded again though it is unchanged."""
    engine.verdict = Verdict.TIME_LIMIT
    run(ctx, engine, skip_unchanged=True)
    engine.verdict = Verdict.ACCEPTED
    assert run(ctx, engine, skip_unchanged=True).report.accepted


def test_a_run_can_go_unrecorded(ctx: Context, engine: Scripted) -> None:
    """With record off nothing is remembered and nothing ticked."""
    plans.use(ctx, "small", MONDAY)
    assert run(ctx, engine, record=False) == Outcome(engine_report(), None)
    assert practice.history(ctx, "softmax") == ()
    assert done(ctx, MONDAY + timedelta(days=2)) == []


def engine_report() -> Report:
    """What an accepting engine reports."""
    return Report("softmax", Verdict.ACCEPTED, 4, 4, 99, 2.0, True, SANDBOX, (), "")


def test_a_strangers_copy_leaves_no_trace(ctx: Context, engine: Scripted, tmp_path: Path) -> None:
    """An exercise folder from elsewhere with a known name is graded, but earns nothing."""
    plans.use(ctx, "small", MONDAY)
    outcome = run(ctx, engine, str(tmp_path / "elsewhere" / "softmax"))
    assert outcome.report.accepted
    assert (outcome.attempt, outcome.ticked) == (None, ())
    assert practice.history(ctx, "softmax") == ()


@pytest.mark.parametrize("seed", [-1, 2**63])
def test_a_seed_that_no_run_could_have_is_refused(ctx: Context, engine: Scripted, seed: int) -> None:
    """Seeds are whole numbers of 63 bits."""
    with pytest.raises(UsageError, match="a seed is a whole number"):
        run(ctx, engine, seed=seed)


def test_acceptance_ticks_its_tasks_once(ctx: Context, engine: Scripted) -> None:
    """The task of the current week is ticked, a later week's same exercise is not: it is to be built anew then."""
    plans.use(ctx, "small", MONDAY)
    assert run(ctx, engine).ticked == ("W1/build",)
    assert done(ctx, MONDAY + timedelta(days=2)) == ["W1/build"]
    assert done(ctx, MONDAY + timedelta(days=16)) == []
    assert run(ctx, engine, source=b"y").ticked == ()


def test_a_wrong_answer_ticks_nothing(ctx: Context, engine: Scripted) -> None:
    """It is an attempt all the same."""
    plans.use(ctx, "small", MONDAY)
    engine.verdict = Verdict.WRONG_ANSWER
    outcome = run(ctx, engine)
    assert outcome.attempt is not None
    assert outcome.ticked == ()
    assert done(ctx, MONDAY + timedelta(days=2)) == []


def test_what_the_hand_unticked_stays_so(ctx: Context, engine: Scripted) -> None:
    """Being accepted a second time does not tick it again."""
    plans.use(ctx, "small", MONDAY)
    run(ctx, engine)
    tick(ctx, "W1/build", done=False)
    assert run(ctx, engine, source=b"y").ticked == ()
    assert done(ctx, MONDAY + timedelta(days=2)) == []


def test_what_the_hand_ticked_is_not_ticked_again(ctx: Context, engine: Scripted) -> None:
    """The learner's tick stands alone."""
    plans.use(ctx, "small", MONDAY)
    tick(ctx, "W1/build", done=True)
    assert run(ctx, engine).ticked == ()
    assert len(ctx.store.rows("SELECT * FROM ticks")) == 1


def test_later_weeks_ask_for_it_anew(ctx: Context, engine: Scripted, clock: list[datetime]) -> None:
    """Once the third week has come, accepting the exercise again ticks its task there."""
    plans.use(ctx, "small", MONDAY)
    run(ctx, engine)
    clock[0] += timedelta(days=14)
    assert run(ctx, engine, source=b"y").ticked == ("W3/build",)


def test_working_ahead_ticks_the_next_to_come(ctx: Context, engine: Scripted) -> None:
    """An exercise of next week, accepted today, is done."""
    plans.use(ctx, "small", MONDAY)
    assert run(ctx, engine, "k-means").ticked == ("W2/build",)
    assert done(ctx, MONDAY + timedelta(days=9)) == ["W2/build"]


def test_without_a_plan_nothing_is_ticked(ctx: Context, engine: Scripted) -> None:
    """The attempt is remembered all the same."""
    outcome = run(ctx, engine)
    assert outcome.attempt is not None
    assert outcome.ticked == ()
