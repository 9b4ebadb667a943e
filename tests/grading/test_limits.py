"""What a run may use, and what using more of it costs: the check that does it, and that alone."""

from collections.abc import Callable

import pytest

from studytui.domain.exercise import ExerciseFiles, Limits
from studytui.domain.report import Report, Verdict
from studytui.grading.endings import Trouble
from studytui.grading.engine import Engine
from studytui.grading.job import Order
from studytui.grading.whereabouts import told

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


@pytest.mark.asyncio(loop_scope="module")
async def test_hang_costs_its_check_only(engine: Engine, make: Make) -> None:
    """A check that hangs is killed at its limit, and the next one runs in fresh processes."""
    files = make(ANY, TWO, limits=QUICK)
    hang = b"def f(x):\n    while x == 1:\n        pass\n    return x\n"
    report = await engine.grade(files, hang)
    assert verdicts(report) == ["time_limit", "accepted"]
    assert report.verdict is Verdict.TIME_LIMIT
    assert report.score == 1
    assert "2 s" in report.checks[0].message


@pytest.mark.asyncio(loop_scope="module")
async def test_crash_costs_its_check_only(engine: Engine, make: Make) -> None:
    """A check that kills the learner's process fails, and the next one runs in fresh processes."""
    files = make(ANY, TWO)
    crash = b"import os\ndef f(x):\n    if x == 1:\n        os.kill(os.getpid(), 9)\n    return x\n"
    report = await engine.grade(files, crash)
    assert verdicts(report) == ["runtime_error", "accepted"]
    assert "SIGKILL" in report.checks[0].message


@pytest.mark.asyncio(loop_scope="module")
async def test_total_time_is_capped(engine: Engine, make: Make) -> None:
    """A run that would hang in every check ends at the total limit; what is left is not run."""
    files = make(ANY, TWO, limits=Limits(check_seconds=0.5, total_seconds=0.6))
    report = await engine.grade(files, b"def f(x):\n    while True:\n        pass\n")
    assert verdicts(report) == ["time_limit", "time_limit"]
    assert report.elapsed_ms < 5_000


@pytest.mark.asyncio(loop_scope="module")
async def test_load_is_timed(engine: Engine, make: Make) -> None:
    """A file that never finishes loading ends the run."""
    report = await engine.grade(make(ANY, TWO, limits=QUICK), b"while True:\n    pass\n")
    assert report.verdict is Verdict.TIME_LIMIT
    assert "did not load" in report.message


@pytest.mark.asyncio(loop_scope="module")
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


@pytest.mark.asyncio(loop_scope="module")
async def test_memory_is_limited(engine: Engine, make: Make) -> None:
    """More memory than the exercise allows is a memory limit, met inside the learner's process."""
    files = make(ANY, TWO, limits=Limits(check_seconds=10.0, total_seconds=20.0, memory_mb=100))
    report = await engine.grade(files, b"def f(x):\n    return len(bytearray(2 * 10**8)) and x\n")
    assert report.verdict is Verdict.MEMORY_LIMIT


@pytest.mark.asyncio(loop_scope="module")
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


@pytest.mark.asyncio(loop_scope="module")
async def test_time_limit_shows_where_the_code_stands(engine: Engine, make: Make) -> None:
    """A check whose time is over names the line, by the learner's own frames; the prints stay the learner's alone."""
    source = b"def wait(x):\n    while True:\n        pass\n\ndef f(x):\n    print('begun')\n    return wait(x)\n"
    files = make(ANY, "@check('only')\ndef only(learner, rng):\n    equal(learner.f(1), 1)\n", limits=QUICK)
    (check,) = (report := await engine.grade(files, source)).checks
    assert check.verdict is Verdict.TIME_LIMIT
    first, outer, inner = check.message.splitlines()
    assert first == "no answer within 2 s"
    assert outer == "line 7 in f: return wait(x)"
    assert inner in ("line 2 in wait: while True:", "line 3 in wait: pass")
    assert check.line in (2, 3)
    assert report.output == "begun\n"


@pytest.mark.asyncio(loop_scope="module")
async def test_loading_that_never_ends_shows_its_line(engine: Engine, make: Make) -> None:
    """The same holds for code outside functions, and for a process that waits rather than works."""
    report = await engine.grade(make(ANY, TWO, limits=QUICK), b"import time\ntime.sleep(600)\n")
    assert report.message.splitlines()[1:] == ["line 2 in <module>: time.sleep(600)"]
    assert report.line == 2


@pytest.mark.parametrize(
    "answer",
    [
        "import signal; signal.signal(signal.SIGUSR1, signal.SIG_IGN)",
        "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])",
        "import faulthandler; faulthandler.unregister(10)",
        "import os, signal; signal.signal(signal.SIGUSR1, lambda *_: os._exit(0))",
        "import os, signal; signal.signal(signal.SIGUSR1, lambda *_: os.write(1, b'most recent call first' * 99999))",
    ],
)
@pytest.mark.asyncio(loop_scope="module")
async def test_a_process_that_does_not_tell_is_late_all_the_same(engine: Engine, make: Make, answer: str) -> None:
    """Code that ignores, blocks or answers the question with nonsense changes neither the verdict nor the next run."""
    files = make(ANY, "@check('only')\ndef only(learner, rng):\n    equal(learner.f(1), 1)\n", limits=QUICK)
    report = await engine.grade(files, f"{answer}\ndef f(x):\n    while True: pass\n".encode())
    assert verdicts(report) == ["time_limit"]
    assert report.output == ""
    assert (await engine.grade(files, ANY.encode())).accepted


def test_only_lines_of_the_file_are_shown(make: Make) -> None:
    """What a process says of other files, or of lines that its own lacks, is left out."""
    order = Order(make(ANY, TWO), b"one\ntwo\n", 0, "mine.py")
    answer = b'Current thread 0x1 (most recent call first):\n  File "mine.py", line 2 in f\n'
    answer += b'  File "mine.py", line 99 in g\n  File "/lib/x.py", line 1 in h\n  File "mine.py", line 1 in <module>\n'
    late = Trouble(Verdict.TIME_LIMIT, "late")
    assert told(late, answer, order) == Trouble(
        Verdict.TIME_LIMIT, "late\nline 1 in <module>: one\nline 2 in f: two", 2
    )
    assert told(late, b"\xff nonsense", order) == late
