"""After a wrong answer: the simplest input on which it is wrong, and the known mistake it equals."""

import asyncio
import contextlib
from dataclasses import replace

from studytui.domain.exercise import Mistake
from studytui.domain.report import CheckResult, Verdict
from studytui.grading.job import Order
from studytui.grading.run import Run
from studytui.grading.spares import Source

SIMPLIFY_SECONDS = 1.0
MISTAKES_SECONDS = 0.3
_EXPLAINED = frozenset({Verdict.WRONG_ANSWER, Verdict.RUNTIME_ERROR})


async def diagnose(nursery: Source, order: Order, failed: CheckResult, answers: str | None) -> CheckResult:
    """A failed check's result with the clearest message and the name of the mistake that could be found in time.

    Args:
        nursery: where to run.
        order: the run that failed.
        failed: its first failed check.
        answers: the name of everything the learner's code answered during that check, if known.

    Raises:
        ZygoteLostError: the zygote ended meanwhile.
    """
    if failed.verdict not in _EXPLAINED:
        return failed
    mistake = await _equal_mistake(nursery, order, failed.id, answers) if answers else None
    shown = await _simplest(nursery, order, failed)
    return replace(shown, mistake=mistake, elapsed_ms=failed.elapsed_ms)


async def _simplest(nursery: Source, order: Order, failed: CheckResult) -> CheckResult:
    run = Run(nursery, replace(order, only=failed.id, simplify=True))
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(SIMPLIFY_SECONDS):
            await run.go()
    found = run.results.get(failed.id)
    return found if found is not None and found.verdict is failed.verdict else failed


async def _equal_mistake(nursery: Source, order: Order, check: str, answers: str) -> str | None:
    """What the first known mistake does wrong whose answers in that check are the learner's; None if there is none."""
    likely = sorted(order.files.mistakes, key=lambda mistake: mistake.caught_by != check)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(MISTAKES_SECONDS):
            for mistake in likely:
                run = Run(nursery, replace(order, source=mistake.source, only=check))
                await run.go()
                if run.answers.get(check) == answers:
                    return _name(mistake)
    return None


def _name(mistake: Mistake) -> str:
    return mistake.what or mistake.name
