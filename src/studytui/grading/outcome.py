"""What the checker reports of a check, and the sign by which a learner's process is asked where it stands."""

import signal
from enum import StrEnum

WHERE = signal.SIGUSR1
"""On this signal a learner's process prints its stack, whatever its code is doing."""


class Outcome(StrEnum):
    """What the checker reports of a check."""

    PASSED = "passed"
    FAILED = "failed"
    RAISED = "raised"
    MEMORY = "memory"
    FORBIDDEN = "forbidden"
    LOST = "lost"
    INTERNAL = "internal"
