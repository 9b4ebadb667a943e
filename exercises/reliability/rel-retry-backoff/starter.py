import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class RetryPolicy:
    """How often, and how long to wait in between; all times in seconds."""

    max_attempts: int
    base_s: float
    factor: float = 2.0
    max_s: float = 60.0
    jitter: Literal["none", "full", "equal"] = "full"


def delays(policy: RetryPolicy, rng: random.Random) -> Iterator[float]:
    """The max_attempts - 1 waits of a policy, in seconds."""
    raise NotImplementedError


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
    """Call fn until it returns, at most max_attempts times; returns what it returns.

    Raises the last error itself, or TimeoutError from it when the next wait would end after the deadline.
    """
    raise NotImplementedError
