"""Exercises made in memory, and one engine for all the grader's tests."""

import textwrap
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from studytui.domain.exercise import Backend, Exercise, ExerciseFiles, ExerciseKind, Limits, Mistake
from studytui.grading import diagnosis
from studytui.grading.engine import Engine

Make = Callable[..., ExerciseFiles]

SOFTMAX = """
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
    x = rng.normal(size=(int(rng.integers(2, 9)), 3))
    close(learner.softmax(x), reference.softmax(x), rtol=1e-6)

@check("Large scores do not overflow", points=2)
def large(learner, rng):
    x = rng.normal(size=(3, 5)) * 1e4
    close(learner.softmax(x), reference.softmax(x), rtol=1e-6)
"""

NO_SHIFT = """
import numpy as np

def softmax(x):
    with np.errstate(all="ignore"):
        e = np.exp(x)
        return e / e.sum(axis=-1, keepdims=True)
"""


def text(source: str) -> str:
    """A source as it stands in a file."""
    return textwrap.dedent(source).lstrip("\n")


def make(
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
    """An exercise of those sources; `mistakes` are `(name, caught by, source)`; checks need no imports."""
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
        limits=limits or Limits(check_seconds=10.0, total_seconds=60.0),
        scratch=scratch,
    )
    known = tuple(
        Mistake(name=name, what=f"This is {name}.", caught_by=check, source=text(source).encode())
        for name, check, source in mistakes
    )
    usual = "import numpy as np\nimport reference\nfrom studytui.checks import *\n"
    return ExerciseFiles(
        exercise=facts,
        prompt="",
        notes="",
        starter=text(starter).encode(),
        reference=text(reference).encode(),
        checks=(usual + text(checks)).encode(),
        probes=None if probes is None else ("from studytui.checks import probe\n" + text(probes)).encode(),
        mistakes=known,
    )


@pytest.fixture(scope="session", name="make")
def make_fixture() -> Make:
    """Makes an exercise from sources."""
    return make


@pytest.fixture(scope="session")
def softmax() -> ExerciseFiles:
    """Softmax over the last axis: three checks, four points, one known mistake."""
    starter = "def softmax(x):\n    raise NotImplementedError\n"
    return make(SOFTMAX, SOFTMAX_CHECKS, starter=starter, mistakes=(("no_shift", "large", NO_SHIFT),))


@pytest.fixture(scope="session")
def no_shift() -> bytes:
    """A softmax that overflows."""
    return text(NO_SHIFT).encode()


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a diagnosis take its time, so that no test depends on how busy the machine is."""
    monkeypatch.setattr(diagnosis, "SIMPLIFY_SECONDS", 30.0)
    monkeypatch.setattr(diagnosis, "MISTAKES_SECONDS", 30.0)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine() -> AsyncIterator[Engine]:
    """An engine whose helper processes serve all tests of a module."""
    async with Engine() as shared:
        yield shared
