"""A TimeoutError that fn raises is taken for the end of the deadline.

caught by: any_kind
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class RetryPolicy:
    max_attempts: int
    base_s: float
    factor: float = 2.0
    max_s: float = 60.0
    jitter: Literal["none", "full", "equal"] = "full"


def delays(policy: RetryPolicy, rng: random.Random) -> Iterator[float]:
    raw = policy.base_s
    for _ in range(policy.max_attempts - 1):
        cap = min(policy.max_s, raw)
        if policy.jitter == "full":
            yield rng.uniform(0.0, cap)
        elif policy.jitter == "equal":
            yield rng.uniform(cap / 2, cap)
        else:
            yield cap
        # A product overflows to inf, where factor ** n would raise.
        raw *= policy.factor


def retry_call(
    fn: Callable[[], T],
    policy: RetryPolicy,
    *,
    retryable: Callable[[BaseException], bool],
    sleep: Callable[[float], None],
    clock: Callable[[], float],
    rng: random.Random,
    deadline_s: float | None = None,
) -> T:
    started = clock()
    waits = delays(policy, rng)
    while True:
        try:
            return fn()
        except TimeoutError:
            raise
        except Exception as error:
            if not retryable(error):
                raise
            wait = next(waits, None)
            if wait is None:
                raise
            hint = getattr(error, "retry_after", None)
            if hint is not None:
                wait = hint
            if deadline_s is not None and clock() + wait > started + deadline_s:
                raise TimeoutError(f"the next attempt would start after the deadline of {deadline_s} s") from error
        sleep(wait)
