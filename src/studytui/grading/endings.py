"""What a run, or one check of it, came to when it did not pass, in the program's words."""

import signal
from dataclasses import dataclass

from studytui.domain.report import Verdict
from studytui.grading.outcome import Outcome
from studytui.grading.pairs import Ended

VERDICTS = {
    Outcome.PASSED: Verdict.ACCEPTED,
    Outcome.FAILED: Verdict.WRONG_ANSWER,
    Outcome.RAISED: Verdict.RUNTIME_ERROR,
    Outcome.MEMORY: Verdict.MEMORY_LIMIT,
    Outcome.FORBIDDEN: Verdict.NOT_FROM_SCRATCH,
    Outcome.INTERNAL: Verdict.INTERNAL_ERROR,
}

CHANNEL_BROKEN = 70
"""The exit status of a child whose channel fails."""

STOPS = frozenset(
    {Verdict.COMPILE_ERROR, Verdict.NOT_FROM_SCRATCH, Verdict.RUNTIME_ERROR, Verdict.MEMORY_LIMIT},
)
"""The verdicts with which loading a submission can end a run."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a check, or a run, did not pass."""

    verdict: Verdict
    message: str
    line: int | None = None


class Stopped(Exception):  # noqa: N818 - it ends the run, and is its outcome
    """The run as a whole cannot go on."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.message)
        self.trouble = trouble


class PairLost(Exception):  # noqa: N818 - an outcome of a check, handled at once
    """A pair of children is of no more use; `trouble` is None where only their wait statuses can tell why."""

    def __init__(self, trouble: Trouble | None, reason: str = "") -> None:
        super().__init__(reason)
        self.trouble = trouble
        self.reason = reason


def garbage() -> Trouble:
    """The checker sent nonsense."""
    return Trouble(Verdict.INTERNAL_ERROR, "the exercise's checks sent something that is no report")


def checker_gone() -> Trouble:
    """The checker's process ended; it would have reported the end of the learner's, so this is its own doing."""
    return Trouble(Verdict.INTERNAL_ERROR, "the exercise's checks ended their own process")


def not_run(stopped: Trouble | None) -> Trouble:
    """A check that was never begun."""
    if stopped is None:
        return Trouble(Verdict.TIME_LIMIT, "not run")
    first = stopped.message.partition("\n")[0]
    return Trouble(stopped.verdict, f"not run: {first}", stopped.line)


def death(ended: Ended, reason: str) -> Trouble:
    """What the learner's process died of, by its wait status (waitpid(2)), unless `reason` says more."""
    status = ended.learner
    if reason:
        return Trouble(Verdict.RUNTIME_ERROR, reason)
    if not ended.learner_by_itself or status >> 8 == CHANNEL_BROKEN:
        return Trouble(Verdict.RUNTIME_ERROR, "your code closed or replaced the grader's own channel (descriptor 3)")
    number = status & 0x7F
    if number == 0:
        return Trouble(Verdict.RUNTIME_ERROR, f"your code ended its whole process (exit status {status >> 8})")
    if number == signal.SIGXCPU:
        return Trouble(Verdict.TIME_LIMIT, "the processor time of the run is used up")
    if number == signal.SIGKILL:
        return Trouble(Verdict.RUNTIME_ERROR, "your code's process was killed (SIGKILL)")
    known = {each.value: each.name for each in signal.Signals}
    return Trouble(Verdict.RUNTIME_ERROR, f"your code's process crashed ({known.get(number, f'signal {number}')})")
