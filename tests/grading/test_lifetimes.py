"""How long the helper processes live: as long as they are wanted, and never longer than the program."""

import asyncio
import contextlib
import os
import select
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from studytui.domain.exercise import Backend, ExerciseFiles, Limits
from studytui.domain.report import CheckBegan, GradeEvent, Report, Verdict
from studytui.errors import MissingError, StudyError
from studytui.grading import nursery, pairs
from studytui.grading import zygote as zygote_module
from studytui.grading.engine import Engine

pytestmark = pytest.mark.asyncio(loop_scope="module")

Make = Callable[..., ExerciseFiles]
A_LONG_TIME = 120.0
"""Seconds after which a test that waits for something has failed."""
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


async def ended(pids: set[int]) -> None:
    """Wait until all those processes have ended, reaped or not; the kernel tells, so that nothing has to look."""
    handles = []
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            handles.append(os.pidfd_open(pid))
    try:
        for handle in handles:
            assert await asyncio.to_thread(select.select, [handle], [], [], A_LONG_TIME) == ([handle], [], [])
    finally:
        for handle in handles:
            os.close(handle)


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
    files = make(ANY, TWO, limits=Limits(check_seconds=30.0, total_seconds=60.0))
    before = children(os.getpid())
    async with Engine() as engine:
        await engine.warm(Backend.NUMPY)
        (zygote,) = children(os.getpid()) - before
        killed = asyncio.Event()

        def told(event: GradeEvent) -> None:
            if isinstance(event, CheckBegan) and not killed.is_set():
                killed.set()
                os.kill(zygote, signal.SIGKILL)

        report = await engine.grade(files, b"def f(x):\n    while True:\n        pass\n", on_event=told)
        assert report.verdict is Verdict.INTERNAL_ERROR
        assert "helper process" in report.message
        assert (await engine.grade(files, ANY.encode())).accepted
    assert children(os.getpid()) == before


async def test_unused_zygote_goes_away(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A helper process that nobody uses ends by itself, and the next run starts another."""
    monkeypatch.setattr(nursery, "IDLE_SECONDS", 0.05)
    before = children(os.getpid())
    async with Engine() as engine:
        await engine.warm(Backend.NUMPY)
        (zygote,) = children(os.getpid()) - before
        await ended({zygote})
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
    await ended(helpers)


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
