"""Outcomes as pairs, waits from accumulate with None after the last, a policy that is a named tuple."""

import itertools
from typing import NamedTuple


class RetryPolicy(NamedTuple):
    max_attempts: int
    base_s: float
    factor: float = 2.0
    max_s: float = 60.0
    jitter: str = "full"


def delays(policy, rng):
    steps = itertools.repeat(policy.base_s, policy.max_attempts - 1)
    caps = itertools.accumulate(steps, lambda wait, _: min(wait * policy.factor, policy.max_s))
    for cap in caps:
        cap = min(cap, policy.max_s)
        if policy.jitter == "none":
            yield cap
            continue
        low = cap / 2 if policy.jitter == "equal" else 0
        yield low + (cap - low) * rng.random()


def retry_call(fn, policy, *, retryable, sleep, clock, rng, deadline_s=None):
    begun = clock()
    for wait in itertools.chain(delays(policy, rng), [None]):
        outcome, failure = attempt(fn)
        if failure is None:
            return outcome
        if wait is None or not retryable(failure):
            raise failure
        if getattr(failure, "retry_after", None) is not None:
            wait = failure.retry_after
        if deadline_s is not None and not clock() - begun + wait <= deadline_s:
            raise TimeoutError from failure
        sleep(wait)
    raise AssertionError("the last wait is None")


def attempt(fn):
    try:
        return fn(), None
    except Exception as failure:  # noqa: BLE001 - the outcome carries it
        return None, failure
