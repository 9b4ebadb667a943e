"""A counted loop that keeps the last error, and waits from a closed formula in logarithms."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class RetryPolicy:
    max_attempts: int
    base_s: float
    factor: float = 2.0
    max_s: float = 60.0
    jitter: str = "full"


def cap(policy, n):
    if policy.base_s == 0:
        return 0.0
    if math.log(policy.base_s) + n * math.log(policy.factor) >= math.log(policy.max_s):
        return policy.max_s
    return policy.base_s * policy.factor**n


def drawn(policy, n, rng):
    top = cap(policy, n)
    shares = {"none": (1, 0), "full": (0, 1), "equal": (0.5, 0.5)}[policy.jitter]
    return top * (shares[0] + shares[1] * rng.random())


def delays(policy, rng):
    return [drawn(policy, n, rng) for n in range(policy.max_attempts - 1)]


def retry_call(fn, policy, *, retryable, sleep, clock, rng, deadline_s=None):
    end = clock() + (math.inf if deadline_s is None else deadline_s)
    for n in range(policy.max_attempts):
        try:
            return fn()
        except Exception as error:
            last = n == policy.max_attempts - 1
            if last or not retryable(error):
                raise
            hint = getattr(error, "retry_after", None)
            pause = drawn(policy, n, rng) if hint is None else hint
            if clock() + pause > end:
                raise TimeoutError("deadline") from error
            if pause > 0:
                sleep(pause)
    raise AssertionError("unreachable")
