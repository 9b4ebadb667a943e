"""What `verify` says of an exercise."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from studytui.domain.exercise import ExerciseFiles
from studytui.grading.engine import Engine
from studytui.grading.proof import prove

pytestmark = pytest.mark.asyncio(loop_scope="module")

Make = Callable[..., ExerciseFiles]


async def test_sound_exercise_holds(engine: Engine, softmax: ExerciseFiles) -> None:
    """A sound exercise: reference accepted, starter not, every mistake caught by the check it names."""
    proof = await prove(engine, softmax, (0, 1))
    assert proof.problems == ()
    assert proof.holds
    assert (proof.checks, proof.mistakes, proof.caught, proof.caught_as_named) == (3, 1, 1, 1)


async def test_every_fault_is_named(engine: Engine, softmax: ExerciseFiles) -> None:
    """A wrong reference, a starter that passes, mistakes that pass or are caught elsewhere: each is one problem."""
    (no_shift,) = softmax.mistakes
    elsewhere = replace(no_shift, name="elsewhere", caught_by="rows")
    nowhere = replace(no_shift, name="nowhere", caught_by="no_such_check")
    right = replace(no_shift, name="right", source=softmax.reference)
    faulty = replace(softmax, starter=softmax.reference, mistakes=(elsewhere, nowhere, right))
    proof = await prove(engine, faulty, (0,))
    assert (proof.mistakes, proof.caught, proof.caught_as_named) == (3, 2, 0)
    said = {problem.where.rsplit("/", 1)[1]: problem.what for problem in proof.problems}
    assert "starter is accepted" in said["starter.py"]
    assert "passes `rows`" in said["elsewhere.py"]
    assert "`no_such_check`" in said["nowhere.py"]
    assert "is accepted" in said["right.py"]
    wrong = await prove(engine, replace(softmax, reference=no_shift.source), (0,))
    assert not wrong.holds
