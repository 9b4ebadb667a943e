"""What a run may use, and what using more of it costs: the check that does it, and that alone."""

from collections.abc import Callable

import pytest

from studytui.domain.exercise import ExerciseFiles, Limits
from studytui.domain.report import Report, Verdict
from studytui.grading.engine import Engine

pytestmark = pytest.mark.asyncio(loop_scope="module")

Make = Callable[..., ExerciseFiles]
QUICK = Limits(check_seconds=2.0, total_seconds=60.0)
"""Short enough to wait for, and long enough for a right answer on a busy machine."""
ANY = "def f(x):\n    return x\n"
TWO = """
@check("first")
def first(learner, rng):
    equal(learner.f(1), 1)

@check("second")
def second(learner, rng):
    equal(learner.f(2), 2)
"""


def verdicts(report: Report) -> list[str]:
    """The verdict of every check."""
    return [str(check.verdict) for check in report.checks]


async def test_hang_costs_its_check_only(engine: Engine, make: Make) -> None:
    """A check that hangs is killed at its limit, and the next one runs in fresh processes."""
    files = make(ANY, TWO, limits=QUICK)
    hang = b"def f(x):\n    while x == 1:\n        pass\n    return x\n"
    report = await engine.grade(files, hang)
    assert verdicts(report) == ["time_limit", "accepted"]
    assert report.verdict is Verdict.TIME_LIMIT
    assert report.score == 1
    assert "2 s" in report.checks[0].message


async def test_crash_costs_its_check_only(engine: Engine, make: Make) -> None:
    """A check that kills the learner's process fails, and the next one runs in fresh processes."""
    files = make(ANY, TWO)
    crash = b"import os\ndef f(x):\n    if x == 1:\n        os.kill(os.getpid(), 9)\n    return x\n"
    report = await engine.grade(files, crash)
    assert verdicts(report) == ["runtime_error", "accepted"]
    assert "SIGKILL" in report.checks[0].message


async def test_total_time_is_capped(engine: Engine, make: Make) -> None:
    """A run that would hang in every check ends at the total limit; what is left is not run."""
    files = make(ANY, TWO, limits=Limits(check_seconds=0.5, total_seconds=0.6))
    report = await engine.grade(files, b"def f(x):\n    while True:\n        pass\n")
    assert verdicts(report) == ["time_limit", "time_limit"]
    assert report.elapsed_ms < 5_000


async def test_load_is_timed(engine: Engine, make: Make) -> None:
    """A file that never finishes loading ends the run."""
    report = await engine.grade(make(ANY, TWO, limits=QUICK), b"while True:\n    pass\n")
    assert report.verdict is Verdict.TIME_LIMIT
    assert "did not load" in report.message


async def test_output_is_shown_capped_and_plain(engine: Engine, make: Make) -> None:
    """Prints come back without escape sequences; too many of them end the check."""
    files = make(ANY, TWO, limits=Limits(check_seconds=5.0, total_seconds=20.0, output_kb=64))
    said = await engine.grade(files, b"def f(x):\n    print('hi \\x1b[31mred\\x1b]0;t\\x07', x)\n    return x\n")
    assert said.accepted
    assert said.output == "hi red 1\nhi red 2\n"
    flood = await engine.grade(files, b"def f(x):\n    while x == 1:\n        print('y' * 999)\n    return x\n")
    assert verdicts(flood) == ["output_limit", "accepted"]
    assert "64 KB" in flood.checks[0].message
    assert len(flood.output) <= 17_000


async def test_memory_is_limited(engine: Engine, make: Make) -> None:
    """More memory than the exercise allows is a memory limit, met inside the learner's process."""
    files = make(ANY, TWO, limits=Limits(check_seconds=10.0, total_seconds=20.0, memory_mb=100))
    report = await engine.grade(files, b"def f(x):\n    return len(bytearray(2 * 10**8)) and x\n")
    assert report.verdict is Verdict.MEMORY_LIMIT


async def test_memory_of_one_check_is_measured(engine: Engine, make: Make) -> None:
    """A check's own bound is measured from outside, from where the check began."""
    files = make(
        ANY,
        """
        @check("Little memory", memory_mb=60)
        def little(learner, rng):
            equal(learner.f(1), 1)

        @check("Anything goes")
        def much(learner, rng):
            equal(learner.f(2), 2)
        """,
    )
    hungry = b"def f(x):\n    return len(b'x' * 10**8) and x\n"
    report = await engine.grade(files, hungry)
    assert verdicts(report) == ["memory_limit", "accepted"]
    assert "60 MB are allowed" in report.checks[0].message
    lean = await engine.grade(files, b"kept = b'x' * 10**8\ndef f(x):\n    return x\n")
    assert lean.accepted
