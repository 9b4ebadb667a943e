"""Source to report, through every process: verdicts, points, messages."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from studytui.domain.exercise import Backend, ExerciseFiles, Limits
from studytui.domain.report import CheckBegan, CheckDone, GradeEvent, Listed, Report, Verdict
from studytui.errors import MissingError, StudyError
from studytui.grading import nursery, pairs, run
from studytui.grading import zygote as zygote_module
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


def children(pid: int) -> set[int]:
    """The children of a process, the dead but unreaped included."""
    return {int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()}


def alive(pids: set[int]) -> set[int]:
    """Those processes that still exist."""
    return {pid for pid in pids if Path(f"/proc/{pid}").exists()}


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


async def test_hang_costs_its_check_only(engine: Engine, make: Make) -> None:
    """A check that hangs is killed at its limit, and the next one runs in fresh processes."""
    files = make(ANY, TWO, limits=QUICK)
    hang = b"def f(x):\n    while x == 1:\n        pass\n    return x\n"
    report = await engine.grade(files, hang)
    assert verdicts(report) == ["time_limit", "accepted"]
    assert report.verdict is Verdict.TIME_LIMIT
    assert report.score == 1
    assert "0.5 s" in report.checks[0].message


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


async def test_cancelling_leaves_no_process(make: Make) -> None:
    """A cancelled run takes its processes with it; the engine goes on."""
    files = make(ANY, TWO, limits=Limits(check_seconds=30.0, total_seconds=60.0))
    before = children(os.getpid())
    async with Engine() as engine:
        await engine.grade(files, ANY.encode())
        begun = asyncio.Event()

        def told(event: GradeEvent) -> None:
            if isinstance(event, CheckBegan):
                begun.set()

        run = asyncio.create_task(engine.grade(files, b"def f(x):\n    while True:\n        pass\n", on_event=told))
        await begun.wait()
        (zygote,) = children(os.getpid()) - before
        busy = children(zygote)
        assert len(busy) == 2
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run
        assert alive(busy) == set()
        assert (await engine.grade(files, ANY.encode())).accepted
    assert children(os.getpid()) == before


async def test_zygote_may_die(make: Make) -> None:
    """When the helper process dies the run is an internal error, and the next one starts a new helper."""
    files = make(ANY, TWO)
    before = children(os.getpid())
    async with Engine() as engine:
        await engine.warm(Backend.NUMPY)
        (zygote,) = children(os.getpid()) - before
        killed = asyncio.Event()

        def told(event: GradeEvent) -> None:
            if isinstance(event, CheckBegan) and not killed.is_set():
                killed.set()
                os.kill(zygote, signal.SIGKILL)

        report = await engine.grade(files, ANY.encode(), on_event=told)
        assert report.verdict is Verdict.INTERNAL_ERROR
        assert "helper process" in report.message
        assert (await engine.grade(files, ANY.encode())).accepted
    assert children(os.getpid()) == before


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


async def test_unused_zygote_goes_away(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A helper process that nobody uses ends by itself, and the next run starts another."""
    monkeypatch.setattr(nursery, "IDLE_SECONDS", 0.05)
    before = children(os.getpid())
    async with Engine() as engine:
        await engine.warm(Backend.NUMPY)
        (zygote,) = children(os.getpid()) - before
        async with asyncio.timeout(20):
            while (Path(f"/proc/{zygote}/stat").read_text().rsplit(")", 1)[1].split()[0]) != "Z":
                await asyncio.sleep(0)
        monkeypatch.setattr(nursery, "IDLE_SECONDS", 60.0)
        assert (await engine.grade(make(ANY, TWO), ANY.encode())).accepted


async def test_without_forking_the_verdicts_are_the_same(make: Make) -> None:
    """Where forking is unsafe, processes started ahead one by one come to the same verdicts, and end."""
    files = make(ANY, TWO, limits=Limits(check_seconds=5.0, total_seconds=30.0))
    before = children(os.getpid())
    async with Engine(forking=False) as engine:
        assert (await engine.grade(files, ANY.encode())).accepted
        crash = b"import os\ndef f(x):\n    if x == 1:\n        os.kill(os.getpid(), 11)\n    return x + 1\n"
        report = await engine.grade(files, crash, diagnose=False)
        assert verdicts(report) == ["runtime_error", "wrong_answer"]
        assert "SIGSEGV" in report.checks[0].message
    assert children(os.getpid()) == before


@pytest.mark.parametrize(
    "checks",
    [
        "import os\nos.write(4, b'\\xff' * 999)\n@check('x')\ndef x(learner, rng):\n    pass\n",
        "import os\n@check('x')\ndef x(learner, rng):\n    os.write(4, b'\\xff' * 10**6)\n",
        "import os\n@check('x')\ndef x(learner, rng):\n    os._exit(0)\n",
        "import sys\nsys.exit(0)\n",
        "@check('x')\ndef x(learner, rng):\n    raise BaseException('from the pack')\n",
        "@check('x' * 10**6)\ndef x(learner, rng):\n    pass\n",
    ],
    ids=["garbage while loading", "garbage in a check", "exit", "SystemExit", "BaseException", "endless title"],
)
async def test_hostile_pack_is_never_a_pass(engine: Engine, make: Make, checks: str) -> None:
    """Checks that write garbage, exit or raise anything do the program no harm and pass nobody."""
    report = await engine.grade(make(ANY, checks), ANY.encode())
    assert report.verdict in (Verdict.INTERNAL_ERROR, Verdict.RUNTIME_ERROR)
    assert report.score == 0
    assert len(report.message) < 3000


async def test_hanging_pack_is_cut_off(engine: Engine, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Checks that never finish loading are the pack's fault, and end."""
    monkeypatch.setattr(run, "PACK_SECONDS", 0.5)
    report = await engine.grade(make(ANY, "while True:\n    pass\n"), ANY.encode())
    assert report.verdict is Verdict.INTERNAL_ERROR
    assert "did not load" in report.message


async def test_helpers_die_with_the_program(tmp_path: Path) -> None:
    """When the program is killed in the middle of a run, its helper processes and their children die too."""
    script = tmp_path / "program.py"
    script.write_text(
        f"import asyncio, sys\nsys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from conftest import make\nfrom studytui.grading.engine import Engine\n"
        "checks = '@check(\"x\")\\ndef x(learner, rng):\\n    learner.f(1)\\n'\n"
        "source = b'def f(x):\\n    while True:\\n        pass\\n'\n"
        "async def main():\n    async with Engine() as engine:\n"
        "        await engine.grade(make('', checks), source, on_event=lambda event: print('event', flush=True))\n"
        "asyncio.run(main())\n"
    )
    program = await asyncio.create_subprocess_exec(sys.executable, str(script), stdout=asyncio.subprocess.PIPE)
    assert program.stdout is not None
    await program.stdout.readline()
    await program.stdout.readline()
    (zygote,) = children(program.pid)
    helpers = {zygote} | children(zygote)
    assert len(helpers) >= 3
    program.kill()
    await program.wait()
    async with asyncio.timeout(20):
        while running(helpers):
            await asyncio.sleep(0)


def running(pids: set[int]) -> set[int]:
    """Those processes that still run; a zombie that its new parent has not yet reaped does not."""
    found = set()
    for pid in alive(pids):
        with contextlib.suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX":
                found.add(pid)
    return found


async def test_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A zygote whose library is not installed says which one; anything else missing is an error of ours."""
    monkeypatch.setitem(sys.modules, "torch", None)
    assert zygote_module.import_libraries("torch") == "torch"
    assert zygote_module.import_libraries("numpy") is None


async def test_missing_torch_says_the_way_out(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without PyTorch an exercise that needs it ends with a sentence that says how to get it."""
    hidden = "import sys; sys.modules['torch'] = None; from studytui.grading import zygote; "
    monkeypatch.setattr(pairs, "PROLOGUE", hidden)
    async with Engine() as engine:
        with pytest.raises(MissingError, match="studytui setup torch"):
            await engine.grade(make(ANY, TWO, backend=Backend.TORCH), ANY.encode())


async def test_closing_does_not_wait_for_imports() -> None:
    """An engine that is closed while a helper process starts ends that process at once."""
    before = children(os.getpid())
    async with Engine() as engine:
        starting = asyncio.create_task(engine.warm(Backend.TORCH))
        await asyncio.sleep(0)
        (zygote,) = children(os.getpid()) - before
    assert not alive({zygote})
    with pytest.raises(StudyError):
        await starting


async def test_starts_do_not_pile_up(make: Make) -> None:
    """Runs that begin together share one helper process."""
    before = children(os.getpid())
    async with Engine() as engine:
        await asyncio.gather(*(engine.grade(make(ANY, TWO), ANY.encode()) for _ in range(3)))
        assert len(children(os.getpid()) - before) == 1
