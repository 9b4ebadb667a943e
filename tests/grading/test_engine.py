"""Source to report, through every process: verdicts, points, messages."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from studytui.domain.exercise import ExerciseFiles, Limits
from studytui.domain.report import CheckBegan, CheckDone, GradeEvent, Listed, Report, Verdict
from studytui.grading.engine import Engine

pytestmark = pytest.mark.asyncio(loop_scope="module")

Make = Callable[..., ExerciseFiles]
QUICK = Limits(check_seconds=0.5, total_seconds=20.0)
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


async def test_reference_is_accepted(engine: Engine, softmax: ExerciseFiles) -> None:
    """A right answer earns every point, in the order of the checks."""
    report = await engine.grade(softmax, softmax.reference)
    assert report.verdict is Verdict.ACCEPTED
    assert (report.score, report.max_score) == (4, 4)
    assert [check.id for check in report.checks] == ["example", "rows", "large"]
    assert report.from_scratch
    assert all(check.passed and check.message == "" for check in report.checks)


async def test_wrong_answer_is_explained(engine: Engine, softmax: ExerciseFiles, no_shift: bytes) -> None:
    """A failed check says call, expected, got and error, in at most ten lines, and names the known mistake."""
    report = await engine.grade(softmax, no_shift, seed=3)
    assert report.verdict is Verdict.WRONG_ANSWER
    assert report.score == 2
    failed = report.first_failed
    assert failed is not None
    assert failed.id == "large"
    assert failed.mistake == "This is no_shift."
    assert len(failed.message.splitlines()) <= 10
    for word in ("softmax(", "expected", "got", "nan", "shape (3, 5)"):
        assert word in failed.message


async def test_failing_input_is_made_small(engine: Engine, make: Make) -> None:
    """The message shows the fewest and roundest numbers on which the answer is wrong."""
    files = make(
        "def total(x):\n    return float(x.sum())\n",
        """
        @check("Sum")
        def sums(learner, rng):
            x = rng.normal(size=int(rng.integers(2, 50)))
            close(learner.total(x), reference.total(x), atol=1e-9)
        """,
    )
    report = await engine.grade(files, b"def total(x):\n    return float(abs(x).sum()) + 1\n", seed=1)
    failed = report.first_failed
    assert failed is not None
    assert "(float64, shape (2,))" in failed.message
    plain = await engine.grade(files, b"def total(x):\n    return float(abs(x).sum()) + 1\n", seed=1, diagnose=False)
    assert plain.first_failed is not None
    assert "(float64, shape (2,))" not in plain.first_failed.message


async def test_seed_replays_a_run(engine: Engine, make: Make) -> None:
    """The same seed draws the same inputs; without one each run draws its own."""
    files = make(
        ANY,
        """
        @check("Draw")
        def draw(learner, rng):
            expect(False, "shown", drawn=float(rng.normal()))
        """,
    )
    reports = [await engine.grade(files, ANY.encode(), seed=seed, diagnose=False) for seed in (7, 7, None, None)]
    messages = [report.checks[0].message for report in reports]
    assert messages[0] == messages[1]
    assert len(set(messages)) == 3
    assert reports[0].seed == 7
    assert reports[2].seed != reports[3].seed


async def test_syntax_error_names_the_line(engine: Engine, softmax: ExerciseFiles) -> None:
    """A file that is not Python is a compile error with its line, and no check runs."""
    report = await engine.grade(softmax, b"x = 1\ndef softmax(x) return x\n")
    assert report.verdict is Verdict.COMPILE_ERROR
    assert report.line == 2
    assert "expected ':'" in report.message
    assert report.score == 0
    assert all(check.message.startswith("not run") for check in report.checks)


@pytest.mark.parametrize(
    ("source", "verdict", "words"),
    [
        ("", "runtime_error", ["'softmax' is not defined"]),
        ("def softmax(): return 1", "runtime_error", ["TypeError", "defined as softmax()"]),
        ("def softmax(x):\n    x", "wrong_answer", ["None", "missing return?"]),
        ("async def softmax(x): return x", "runtime_error", ["coroutine", "async def"]),
        ("def softmax(x): yield x", "runtime_error", ["generator", "yield"]),
        ("def softmax(x): return softmax", "runtime_error", ["function"]),
        ("def softmax(x): return 'text'", "wrong_answer", ["str", "expected an array"]),
        ("def softmax(x): return x[:, None] if x.ndim == 1 else x", "wrong_answer", ["shape (3, 1)", "(3,)"]),
        ("def softmax(x): return x * 1j", "wrong_answer", ["complex"]),
        ("def softmax(x): return x.astype(object)", "runtime_error", ["dtype object"]),
        ("def softmax(x): return [[1], [1, 2]]", "wrong_answer", ["unequal length"]),
        ("def softmax(x):\n    return helper(x)\ndef helper(x):\n    return 1 / 0", "runtime_error",
         ["ZeroDivisionError", "line 2 in softmax", "line 4 in helper", "return 1 / 0"]),
        ("raise RuntimeError('at once')", "runtime_error", ["RuntimeError: at once"]),
        ("import no_such_module", "runtime_error", ["No module named 'no_such_module'"]),
        ("def softmax(x):\n    raise NotImplementedError", "runtime_error", ["not written yet"]),
        ("def softmax(x):\n    raise MemoryError", "memory_limit", ["MemoryError"]),
        ("import os\nos._exit(0)", "runtime_error", ["ended its whole process (exit status 0)"]),
        ("import os\ndef softmax(x):\n    os._exit(0)", "runtime_error", ["ended its whole process"]),
        ("import os\ndef softmax(x):\n    os.kill(os.getpid(), 11)", "runtime_error", ["SIGSEGV"]),
        ("import os\ndef softmax(x):\n    os.write(3, b'12345678')", "runtime_error", ["descriptor 3"]),
        ("import os\ndef softmax(x):\n    os.close(3)", "runtime_error", ["descriptor 3"]),
        ("import sys\ndef softmax(x):\n    sys.exit(0)", "runtime_error", ["SystemExit"]),
        ("def softmax(x):\n    return 1 << 10**8", "runtime_error", ["too large to be sent"]),
        ("def softmax(x):\n    a = []\n    a.append(a)\n    return a", "runtime_error", ["contain itself"]),
    ],
)  # fmt: skip
async def test_what_a_colleague_would_say(
    engine: Engine, softmax: ExerciseFiles, source: str, verdict: str, words: list[str]
) -> None:
    """Each way to go wrong has its verdict, and a message that names it."""
    report = await engine.grade(softmax, source.encode(), diagnose=False)
    said = report.message or report.checks[0].message
    assert report.verdict == verdict, said
    assert [word for word in words if word not in said] == []


async def test_learners_line_is_known(engine: Engine, softmax: ExerciseFiles) -> None:
    """A runtime error carries the innermost line of the learner's own file."""
    report = await engine.grade(softmax, b"import numpy as np\ndef softmax(x):\n    return np.dot(x, np.ones(99))\n")
    assert report.checks[0].line == 3


async def test_broken_check_is_nobodys_fault(engine: Engine, make: Make) -> None:
    """A check that fails on the reference too is an internal error which says where."""
    files = make(ANY, "@check('Broken')\ndef broken(learner, rng):\n    learner.f(1).no_such_thing\n")
    report = await engine.grade(files, ANY.encode())
    assert report.verdict is Verdict.INTERNAL_ERROR
    assert "checks.py:6" in report.checks[0].message
    nonsense = await engine.grade(make(ANY, "def ("), ANY.encode())
    assert nonsense.verdict is Verdict.INTERNAL_ERROR
    none = await engine.grade(make(ANY, "x = 1"), ANY.encode())
    assert none.verdict is Verdict.INTERNAL_ERROR
    assert "0 checks" in none.message


async def test_unusable_answer_is_named(engine: Engine, make: Make) -> None:
    """A check that trips over the learner's answer names the answer, not the check."""
    files = make(
        "import numpy as np\ndef f(x):\n    return np.ones(x)\n",
        "@check('Sum')\ndef sums(learner, rng):\n    close(learner.f(3).sum(), 3.0)\n",
    )
    report = await engine.grade(files, b"def f(x):\n    return None\n")
    assert report.verdict is Verdict.WRONG_ANSWER
    assert "f(...) returned None - missing return?" in report.checks[0].message
    assert "shape (3,)" in report.checks[0].message


async def test_events_come_in_order(engine: Engine, softmax: ExerciseFiles) -> None:
    """The checks are announced, then each begins and ends."""
    events: list[GradeEvent] = []
    await engine.grade(softmax, softmax.reference, on_event=events.append)
    assert isinstance(events[0], Listed)
    assert [type(event) for event in events[1:]] == [CheckBegan, CheckDone] * 3
    assert [check.id for check in events[0].checks] == ["example", "rows", "large"]


async def test_runs_may_overlap(engine: Engine, softmax: ExerciseFiles, no_shift: bytes) -> None:
    """Runs side by side do not disturb each other."""
    sources = [softmax.reference, no_shift] * 3
    reports = await asyncio.gather(*(engine.grade(softmax, each, diagnose=False) for each in sources))
    assert [report.accepted for report in reports] == [True, False] * 3


async def test_nothing_leaks_into_the_next_run(engine: Engine, softmax: ExerciseFiles) -> None:
    """What a submission changes in NumPy or builtins is gone in the next run."""
    vandal = b"import builtins\nimport numpy as np\nnp.exp = abs = builtins.len = None\n"
    await engine.grade(softmax, vandal)
    assert (await engine.grade(softmax, softmax.reference)).accepted


async def test_scratch_folder_is_given_and_removed(engine: Engine, make: Make) -> None:
    """An exercise that needs files gets an empty folder to work in, and no file survives."""
    source = "import os\ndef f(x):\n    open('note', 'w').write('x')\n    return os.getcwd()\n"
    checks = "@check('Writes')\ndef writes(learner, rng):\n    expect(False, 'shown', where=learner.f(1))\n"
    report = await engine.grade(make(source, checks, scratch=True), source.encode(), diagnose=False)
    where = report.checks[0].message.split("where = '")[1].split("'")[0]
    assert "studytui-" in where
    assert not Path(where).exists()
