"""Runs in part: one check alone, up to the first failure, and what a submission answers."""

from collections.abc import Callable

import pytest

from studytui.domain.exercise import ExerciseFiles
from studytui.domain.report import Verdict
from studytui.grading.engine import Engine
from studytui.grading.proof import prove

pytestmark = pytest.mark.asyncio(loop_scope="module")

Make = Callable[..., ExerciseFiles]

CHECKS = """
@check("First")
def first(learner, rng):
    equal(learner.f(1), 1)

@check("Second")
def second(learner, rng):
    x = int(rng.integers(10**6))
    equal(learner.f(x), reference.f(x))

@check("Third")
def third(learner, rng):
    equal(learner.f(3), 3)
"""
RIGHT = "def f(x):\n    return x\n"
WRONG = "def f(x):\n    return x if x == 1 else -x\n"


async def test_one_check_alone(engine: Engine, make: Make) -> None:
    """The report holds that check and its points, and the verdict is its verdict."""
    files = make(RIGHT, CHECKS)
    passed = await engine.grade(files, WRONG.encode(), seed=0, only="first")
    assert [check.id for check in passed.checks] == ["first"]
    assert passed.verdict is Verdict.ACCEPTED
    failed = await engine.grade(files, WRONG.encode(), seed=0, only="third", diagnose=False)
    assert [(check.id, check.passed) for check in failed.checks] == [("third", False)]
    nothing = await engine.grade(files, RIGHT.encode(), seed=0, only="fourth")
    assert nothing.verdict is Verdict.INTERNAL_ERROR


async def test_up_to_the_first_failure(engine: Engine, make: Make) -> None:
    """No check after the first that fails is run; a right answer runs them all."""
    files = make(RIGHT, CHECKS)
    wrong = await engine.grade(files, WRONG.encode(), seed=0, until_failure=True, diagnose=False)
    assert [(check.id, check.passed) for check in wrong.checks] == [("first", True), ("second", False)]
    right = await engine.grade(files, RIGHT.encode(), seed=0, until_failure=True)
    assert len(right.checks) == 3
    assert right.accepted


async def test_answers_are_named_and_counted(engine: Engine, make: Make) -> None:
    """Checks that pass tell what was answered: the same name for the same answers, another for another seed's."""
    files = make(RIGHT, CHECKS)
    once, again = [await engine.answers(files, RIGHT.encode(), seed=0) for _ in range(2)]
    assert once == again
    assert {check: told.calls for check, told in once.items()} == {"first": 1, "second": 1, "third": 1}
    other = await engine.answers(files, RIGHT.encode(), seed=1)
    assert other["first"] == once["first"]
    assert other["second"] != once["second"]
    assert set(await engine.answers(files, WRONG.encode(), seed=0)) == {"first"}


async def test_a_mistake_caught_on_some_seeds_only_is_a_problem(engine: Engine, make: Make) -> None:
    """The check it names must fail it on every seed; whether another check does decides if it is accepted."""
    checks = (
        CHECKS
        + """
@check("Now and then")
def lucky(learner, rng):
    equal(learner.f(-int(rng.integers(2))), 0)
"""
    )
    right = ("right", "lucky", "def f(x):\n    return max(x, 0) if x > -1 else 0\n")
    seldom = ("seldom", "second", "def f(x):\n    return x + (x % 2 == 1 and x > 3)\n")
    files = make(RIGHT.replace("return x", "return max(x, 0)"), checks, mistakes=(right, seldom))
    proof = await prove(engine, files, range(4))
    told = {problem.where.rsplit("/", 1)[1]: problem.what for problem in proof.problems if "mistakes" in problem.where}
    assert "accepted" in told["right.py"]
    assert "seldom.py" in told
    assert proof.caught_as_named == 0
