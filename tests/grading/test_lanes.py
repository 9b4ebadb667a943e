"""Jobs side by side: a bounded number at once, results in order."""

import asyncio
from functools import partial

import pytest

from studytui.grading.lanes import side_by_side


async def test_never_more_at_once_and_in_order() -> None:
    """Five jobs on two lanes: never three at once, both lanes used, and each result in its place."""
    running: list[int] = []
    most = 0

    async def job(number: int) -> int:
        nonlocal most
        running.append(number)
        most = max(most, len(running))
        for _ in range(10 - number):
            await asyncio.sleep(0)
        running.remove(number)
        return number

    assert await side_by_side([partial(job, number) for number in range(5)], 2) == [0, 1, 2, 3, 4]
    assert most == 2


async def test_no_job_gives_nothing() -> None:
    """An empty list of jobs is done at once."""
    nothing: list[partial[asyncio.Future[int]]] = []
    assert await side_by_side(nothing) == []


async def test_a_failure_ends_the_others() -> None:
    """What a job raises comes out, and no job is left running."""
    ended = []

    async def fails() -> None:
        await asyncio.sleep(0)
        raise LookupError

    async def waits() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    with pytest.raises(LookupError):
        await side_by_side([waits, fails])
    assert ended == [True]
