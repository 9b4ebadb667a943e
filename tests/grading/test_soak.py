"""A thousand runs in a row, a tenth of them hostile: nothing is left over."""

import asyncio
import os
from pathlib import Path

import pytest

from studytui.domain.exercise import ExerciseFiles
from studytui.domain.report import Verdict
from studytui.grading.engine import Engine

RUNS = 1000
WARM_UP = 100
HOSTILE = (
    b"import os\nos._exit(0)",
    b"import os\ndef softmax(x):\n    os.kill(os.getpid(), 11)",
    b"import os\ndef softmax(x):\n    os.write(3, b'\\xff' * 999)\n    return x",
    b"import os\ndef softmax(x):\n    os.closerange(0, 99)\n    return x",
    b"def softmax(x):\n    while True:\n        print('y' * 10**5)",
    b"def softmax(x):\n    return bytearray(10**10)",
    b"import os\ndef softmax(x):\n    for _ in range(99):\n        os.fork()\n    return x",
    b"import threading, time\nfor _ in range(9):\n    threading.Thread(target=time.sleep, args=(99,)).start()\n",
    b"def softmax(x):\n    raise BaseException",
    b"def softmax(x):\n    open('/tmp/studytui-left', 'w').write('x')",
)


def children(pid: int) -> set[int]:
    """The children of a process."""
    return {int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()}


def standing(zygote: int) -> tuple[int, int, int]:
    """What may not grow: descriptors of ours and of the zygote, and the zygote's children."""
    own, theirs = (len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in ("self", zygote))
    return own, theirs, len(children(zygote))


def state(pid: int) -> str:
    """What a process does: R runs, S waits."""
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


async def until_quiet(zygote: int) -> None:
    """Wait until the last pair is gone and the next one stands ready, forked and handed over."""
    async with asyncio.timeout(20):
        while len(children(zygote)) != 2 or state(zygote) != "S":
            await asyncio.sleep(0)


def resident_kb(pid: int | str) -> int:
    """Resident memory of a process."""
    rows = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("VmRSS:"))


@pytest.mark.proof
async def test_a_thousand_runs_leave_nothing(softmax: ExerciseFiles) -> None:
    """Processes, descriptors and memory stand after a thousand runs where they stood after a hundred."""
    before = children(os.getpid())
    async with Engine() as engine:
        start, memory, zygote = None, (0, 0), 0
        for number in range(RUNS):
            hostile = number % 10 == 9
            source = HOSTILE[number // 10 % len(HOSTILE)] if hostile else softmax.reference
            report = await engine.grade(softmax, source, diagnose=False)
            assert report.accepted is not hostile, (number, report)
            assert report.verdict is not Verdict.INTERNAL_ERROR, (number, report)
            if number == WARM_UP:
                (zygote,) = children(os.getpid()) - before
                await engine.grade(softmax, softmax.reference)
                await until_quiet(zygote)
                start, memory = standing(zygote), (resident_kb("self"), resident_kb(zygote))
        await engine.grade(softmax, softmax.reference)
        await until_quiet(zygote)
        assert standing(zygote) == start
        assert not Path("/tmp/studytui-left").exists()  # noqa: S108 - where a submission tried to write
        assert children(os.getpid()) - before == {zygote}
        assert resident_kb("self") - memory[0] < 8_000
        assert resident_kb(zygote) - memory[1] < 8_000
    assert children(os.getpid()) == before
