"""What the checker reports of a check."""

from enum import StrEnum


class Outcome(StrEnum):
    """What the checker reports of a check."""

    PASSED = "passed"
    FAILED = "failed"
    RAISED = "raised"
    MEMORY = "memory"
    FORBIDDEN = "forbidden"
    LOST = "lost"
    INTERNAL = "internal"
