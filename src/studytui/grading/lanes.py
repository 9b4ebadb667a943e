"""Runs side by side: as many as the machine has processors for, never more."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
IN_FLIGHT = 2
"""Runs at once. One run alternates between its two children, so two runs keep two processors busy."""


async def side_by_side(jobs: Iterable[Callable[[], Awaitable[T]]], most: int = IN_FLIGHT) -> list[T]:
    """What the jobs give, in their order, at most `most` of them running at once.

    Raises:
        Exception: what the first job to fail raised; the others are cancelled.
    """
    waiting = list(enumerate(jobs))[::-1]
    done: dict[int, T] = {}

    async def lane() -> None:
        while waiting:
            number, job = waiting.pop()
            done[number] = await job()

    lanes = [asyncio.create_task(lane()) for _ in range(min(most, len(waiting)))]
    try:
        await asyncio.gather(*lanes)
    finally:
        for task in lanes:
            task.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)
    return [done[number] for number in sorted(done)]
