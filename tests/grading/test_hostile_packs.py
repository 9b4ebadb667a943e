"""Packs whose own files mean harm."""

from collections.abc import Callable

import pytest

from studytui.domain.exercise import ExerciseFiles
from studytui.domain.report import Verdict
from studytui.grading import run
from studytui.grading.engine import Engine

pytestmark = pytest.mark.asyncio(loop_scope="module")

Make = Callable[..., ExerciseFiles]
ANY = "def f(x):\n    return x\n"


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
