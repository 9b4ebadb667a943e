import asyncio

from studytui.checks import probe


class FlakyError(Exception):
    """Worth another attempt; retry_after in seconds, if the other side said so."""

    def __init__(self, retry_after):
        super().__init__("flaky")
        self.retry_after = retry_after


class PlainError(Exception):
    """Worth another attempt, without any attribute."""


class BusyError(Exception):
    """Worth another attempt, in as many seconds as its class says."""

    retry_after = 3.0


class AbortError(BaseException):
    """No Exception, and of nobody's list."""


class FatalError(Exception):
    """No attempt will help."""

    retry_after = 1.0


KINDS = {
    "plain": PlainError,
    "busy": BusyError,
    "fatal": FatalError,
    "AbortError": AbortError,
    "TimeoutError": TimeoutError,
    "RuntimeError": RuntimeError,
    "AssertionError": AssertionError,
    "KeyboardInterrupt": KeyboardInterrupt,
    "SystemExit": SystemExit,
    "CancelledError": asyncio.CancelledError,
}


def make(entry):
    """The exception that a script's entry stands for: ["flaky", seconds], ["caused"] or [kind]."""
    if entry[0] == "flaky":
        return FlakyError(entry[1])
    if entry[0] == "caused":
        error = PlainError()
        error.__cause__ = OSError("beneath it")
        return error
    return KINDS[entry[0]]()


@probe
def waits(submission, policy, generator):
    """All delays of a policy."""
    return list(submission.delays(submission.RetryPolicy(**policy), generator))


@probe
def play(submission, policy, script, generator, took=0.0, deadline=None):
    """Run retry_call on a function that answers as scripted (the last entry again and again), with a clock of its own.

    ["ok", value] returns; anything else raises. Each attempt takes `took` seconds. Gives the number of calls, the
    seconds slept, and what came of it; errors are told by the number of the attempt that raised them.
    """
    now = [1000.0]
    raised, slept = [], []

    def scripted():
        entry = script[min(len(raised), len(script) - 1)]
        now[0] += took
        if entry[0] == "ok":
            return entry[1]
        raised.append(make(entry))
        raise raised[-1]

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    told = {"returned": None, "error": None, "attempt": None, "cause": None, "from_fn": None}
    try:
        told["returned"] = submission.retry_call(
            scripted,
            submission.RetryPolicy(**policy),
            retryable=lambda error: not isinstance(error, FatalError),
            sleep=sleep,
            clock=lambda: now[0],
            rng=generator,
            deadline_s=deadline,
        )
    except BaseException as error:
        if isinstance(error, NotImplementedError):
            raise
        told |= {"error": type(error).__name__, "attempt": number(error, raised)}
        told |= {"cause": number(error.__cause__, raised), "from_fn": "scripted" in frames(error)}
    return {"calls": len(raised) + (told["error"] is None), "slept": slept} | told


def number(error, raised):
    """Which attempt raised this very object, from 1; None if none did."""
    return next((n for n, each in enumerate(raised, start=1) if each is error), None)


def frames(error):
    """The functions that an error's traceback passes through."""
    trace, names = error.__traceback__, []
    while trace is not None:
        names.append(trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    return names
