"""Exercises made in memory for the grader's tests."""

import textwrap
from pathlib import Path

from studytui.domain.exercise import Backend, Exercise, ExerciseFiles, ExerciseKind, Limits, Mistake

SOFTMAX_REFERENCE = """
import numpy as np

def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
"""

SOFTMAX_CHECKS = """
import numpy as np
import reference
from studytui.checks import check, close

@check("A vector of three", points=1)
def example(learner, rng):
    x = np.array([1.0, 2.0, 3.0])
    close(learner.softmax(x), reference.softmax(x), rtol=1e-6)

@check("Rows of a matrix", points=1)
def rows(learner, rng):
    x = rng.normal(size=(4, 8))
    close(learner.softmax(x), reference.softmax(x), rtol=1e-6)

@check("Large scores do not overflow", points=2)
def large(learner, rng):
    x = rng.normal(size=(3, 5)) * 1e4
    close(learner.softmax(x), reference.softmax(x), rtol=1e-6)
"""

NO_SHIFT = """
import numpy as np

def softmax(x):
    e = np.exp(x)
    return e / e.sum(axis=-1, keepdims=True)
"""


def exercise(
    reference: str,
    checks: str,
    *,
    probes: str | None = None,
    starter: str = "",
    mistakes: tuple[tuple[str, str, str], ...] = (),
    backend: Backend = Backend.NUMPY,
    forbid: tuple[str, ...] = (),
    allow: tuple[str, ...] = (),
    limits: Limits | None = None,
    scratch: bool = False,
) -> ExerciseFiles:
    """An exercise of those sources; `mistakes` are `(name, caught by, source)`."""
    facts = Exercise(
        id="under-test",
        title="Under test",
        track="tests",
        folder=Path("/nowhere"),
        kind=ExerciseKind.BUILD,
        difficulty=1,
        minutes=10,
        backend=backend,
        exports=(),
        forbid=forbid,
        allow=allow,
        limits=limits or Limits(check_seconds=5.0, total_seconds=20.0),
        scratch=scratch,
    )
    known = tuple(Mistake(name, f"{name} is wrong", check, source(text)) for name, check, text in mistakes)
    return ExerciseFiles(
        exercise=facts,
        prompt="",
        notes="",
        starter=source(starter),
        reference=source(reference),
        checks=source(checks),
        probes=None if probes is None else source(probes),
        mistakes=known,
    )


def softmax(**changes: object) -> ExerciseFiles:
    """Softmax over the last axis, three checks, four points, one known mistake."""
    return exercise(
        SOFTMAX_REFERENCE,
        SOFTMAX_CHECKS,
        starter="def softmax(x):\n    raise NotImplementedError\n",
        mistakes=(("no_shift", "large", NO_SHIFT),),
        **changes,  # type: ignore[arg-type]  # passed on by name
    )


def source(text: str) -> bytes:
    """A source file as bytes."""
    return textwrap.dedent(text).lstrip("\n").encode()
