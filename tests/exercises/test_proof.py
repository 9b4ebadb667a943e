"""Every exercise grades what it says, through the real engine, whatever is random."""

from pathlib import Path

import pytest
from tests.exercises.shared import FOLDERS

from studytui.content.exercise_reader import load_exercise, load_files
from studytui.domain.exercise import ExerciseFiles
from studytui.domain.report import Report
from studytui.grading.engine import Engine
from studytui.grading.proof import prove

pytestmark = pytest.mark.asyncio(loop_scope="module")
SEEDS = range(5)


def why(report: Report) -> str:
    """The verdict and what failed, for the message of an assertion."""
    failed = report.first_failed
    return f"{report.verdict}: {report.message or (failed and f'{failed.id}: {failed.message}')}"


async def accepted(engine: Engine, alternative: Path, seed: int) -> str:
    """Empty if an alternative answer is accepted, else why not."""
    folder = next(folder for folder in FOLDERS if folder.name == alternative.parent.name)
    files = load_files(load_exercise(folder))
    report = await engine.grade(files, alternative.read_bytes(), seed=seed, diagnose=False)
    return "" if report.accepted else f"seed {seed}: {why(report)}"


async def test_the_reference_is_accepted_and_the_starter_is_not(engine: Engine, files: ExerciseFiles) -> None:
    """On one seed the reference has every point, and the starter has none."""
    right = await engine.grade(files, files.reference, seed=0, diagnose=False)
    assert right.accepted, why(right)
    assert right.score == right.max_score > 0
    begun = await engine.grade(files, files.starter, seed=0, diagnose=False)
    assert not begun.accepted
    assert begun.score == 0


async def test_another_right_answer_is_accepted(engine: Engine, alternative: Path) -> None:
    """On one seed every right answer in another style is accepted."""
    assert await accepted(engine, alternative, 0) == ""


@pytest.mark.proof
async def test_every_mistake_is_caught_as_named(engine: Engine, files: ExerciseFiles) -> None:
    """On seeds 0 to 4 the reference is accepted, the starter is not, and each mistake fails the check it names."""
    proof = await prove(engine, files, SEEDS)
    assert proof.problems == ()
    assert proof.caught == proof.caught_as_named == proof.mistakes == len(files.mistakes)


@pytest.mark.proof
async def test_the_named_check_is_the_first_to_fail(engine: Engine, files: ExerciseFiles) -> None:
    """The verdict on a mistake is that of the check it names, so that the learner reads the right message first."""
    for mistake in files.mistakes:
        report = await engine.grade(files, mistake.source, seed=0, diagnose=False)
        assert report.first_failed is not None, mistake.name
        assert report.first_failed.id == mistake.caught_by, mistake.name


@pytest.mark.proof
async def test_other_right_answers_are_accepted_on_every_seed(engine: Engine, alternative: Path) -> None:
    """On seeds 0 to 4 every right answer in another style is accepted."""
    assert [said for seed in SEEDS if (said := await accepted(engine, alternative, seed))] == []
