"""A thousand runs in a row, a tenth of them hostile: nothing may add up."""

import asyncio
import os
import tempfile
from pathlib import Path

import pytest
from tests.attacks import lair
from tests.attacks.submissions import read

from studytui.domain.report import Verdict
from studytui.grading.engine import Engine

RUNS = 1000
HOSTILE = (
    b"import os\nos._exit(0)\n",
    b"import os\nos.kill(os.getpid(), 9)\n",
    b"import os\nos.closerange(0, 100)\n",
    b"import os\nos.fork()\n",
    b"import os\nos.write(3, b'\\xff' * 4096)\n",
    b"import ctypes\nctypes.string_at(0)\n",
    b"import threading, time\nthreading.Thread(target=time.sleep, args=(1000,)).start()\n",
    b"kept = [bytearray(1 << 26) for _ in range(100)]\n",
    b"import os\nwhile True: os.write(1, b'x' * 65536)\n",
    b"raise SystemExit(0)\n",
)

pytestmark = pytest.mark.proof


def standing() -> tuple[int, int, float, float]:
    """Processes below this one, its descriptors, and the memory of this program and of its zygote in MB."""
    mine = os.getpid()
    below = lair.descendants(mine)
    zygote = next(pid for pid, parent in below.items() if parent == mine)
    descriptors = len(list(Path("/proc/self/fd").iterdir()))
    return len(below), descriptors, lair.resident_mb(mine), lair.resident_mb(zygote)


async def settled() -> tuple[int, int, float, float]:
    """The same, once the pair ahead has been forked."""
    await asyncio.sleep(0.5)
    return standing()


async def test_a_thousand_runs_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a thousand runs there are as many processes, descriptors and files as before, and no more memory held."""
    attacks = read(Path(__file__).with_name("hostile"), tmp_path)
    own = tmp_path / "temporary"
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    async with Engine() as engine:
        for _ in range(20):
            assert (await engine.grade(attacks.files, attacks.clean)).verdict is Verdict.ACCEPTED
        before = await settled()
        for number in range(RUNS):
            hostile = number % 10 == 0
            source = HOSTILE[number // 10 % len(HOSTILE)] if hostile else attacks.clean
            report = await engine.grade(attacks.files, source)
            assert (report.verdict is Verdict.ACCEPTED) != hostile, (number, report)
        after = await settled()
    assert after[:2] == before[:2]
    assert after[2] - before[2] < 10
    assert after[3] - before[3] < 10
    assert list(own.iterdir()) == []
    assert lair.descendants(os.getpid()) == {}
