"""The grader on machines that lack layers: it grades, and says what it does not enforce."""

import os

import pytest
from tests.attacks.lair import descendants
from tests.grading.conftest import SOFTMAX, SOFTMAX_CHECKS, Make

from studytui.domain.exercise import Backend
from studytui.domain.report import SandboxLevel, Verdict
from studytui.grading.engine import Engine

ALL = frozenset({"process", "rlimits", "capabilities", "landlock", "seccomp", "namespaces"})
LEAVES_PROCESSES = (
    SOFTMAX
    + """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setsid()
        time.sleep(1000)
    time.sleep(1000)
"""
)


@pytest.mark.parametrize(
    "without", [{"landlock"}, {"seccomp"}, {"namespaces"}, ALL], ids=lambda names: "+".join(sorted(names))
)
async def test_grades_without(without: set[str], make: Make) -> None:
    """Verdicts are the same without a layer, and the report does not name it."""
    files = make(SOFTMAX, SOFTMAX_CHECKS)
    async with Engine(without=frozenset(without)) as engine:
        right = await engine.grade(files, SOFTMAX.encode())
        wrong = await engine.grade(files, b"def softmax(x): return x\n")
    assert right.verdict is Verdict.ACCEPTED
    assert wrong.verdict is Verdict.WRONG_ANSWER
    assert not without & set(right.sandbox.layers)
    assert (right.sandbox.level is SandboxLevel.STRONG) <= (without == {"namespaces"})


async def test_without_the_filter_nothing_is_left(make: Make) -> None:
    """Processes that a submission could start, and detach, where no filter forbids it are found and killed."""
    files = make(SOFTMAX, SOFTMAX_CHECKS)
    async with Engine(without=frozenset({"seccomp"})) as engine:
        await engine.warm(Backend.NUMPY)
        before = set(descendants(os.getpid()))
        await engine.grade(files, LEAVES_PROCESSES.encode())
        clean = await engine.grade(files, SOFTMAX.encode())
        zygote = min(before)
        below = descendants(zygote)
    assert clean.verdict is Verdict.ACCEPTED
    assert len(below) <= 2
    assert set(below.values()) <= {zygote}
