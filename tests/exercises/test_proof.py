"""Every exercise grades what it says, through the real engine, whatever is random."""

from functools import partial
from pathlib import Path

import pytest
from tests.exercises.shared import FOLDERS

from studytui.content.exercise_reader import load_exercise, load_files
from studytui.domain.exercise import ExerciseFiles, ExerciseKind
from studytui.domain.report import Report
from studytui.grading.engine import Engine
from studytui.grading.lanes import side_by_side
from studytui.grading.proof import prove

pytestmark = pytest.mark.asyncio(loop_scope="module")
SEEDS = range(5)


def why(report: Report) -> str:
    """The verdict and what failed, for the message of an assertion."""
    failed = report.first_failed
    return f"{report.verdict}: {report.message or (failed and f'{failed.id}: {failed.message}')}"


async def refused(engine: Engine, alternative: Path) -> list[str]:
    """Why an alternative answer is not accepted, for each of the seeds on which it is not."""
    folder = next(folder for folder in FOLDERS if folder.name == alternative.parent.name)
    files = load_files(load_exercise(folder))
    grade = partial(engine.grade, files, alternative.read_bytes(), diagnose=False)
    reports = await side_by_side(partial(grade, seed=seed) for seed in SEEDS)
    return [f"seed {report.seed}: {why(report)}" for report in reports if not report.accepted]


async def test_the_reference_is_accepted_and_the_starter_is_not(engine: Engine, files: ExerciseFiles) -> None:
    """On one seed the reference has every point, and the starter has none; a program to fix may have some."""
    right = await engine.grade(files, files.reference, seed=0, diagnose=False)
    assert right.accepted, why(right)
    assert right.score == right.max_score > 0
    begun = await engine.grade(files, files.starter, seed=0, diagnose=False)
    assert not begun.accepted
    assert begun.score == 0 or files.exercise.kind is ExerciseKind.FIX


@pytest.mark.proof
async def test_every_mistake_is_caught_as_named(engine: Engine, files: ExerciseFiles) -> None:
    """On seeds 0 to 4 the reference is accepted, the starter is not, and each mistake fails the check it names.

    That check is the first to fail, so that the learner reads the right message first.
    """
    proof = await prove(engine, files, SEEDS)
    assert proof.problems == ()
    assert proof.caught == proof.caught_as_named == proof.mistakes == len(files.mistakes)
    assert {catch.mistake: catch.failed[0] for catch in proof.catches} == {
        mistake.name: mistake.caught_by for mistake in files.mistakes
    }


@pytest.mark.proof
async def test_another_right_answer_is_accepted_on_every_seed(engine: Engine, alternative: Path) -> None:
    """On seeds 0 to 4 every right answer in another style is accepted."""
    assert await refused(engine, alternative) == []
