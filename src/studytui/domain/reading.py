"""How far the learner is with something to read."""

from enum import StrEnum


class ReadingState(StrEnum):
    """Not begun, begun, or read."""

    OPEN = "open"
    STARTED = "started"
    FINISHED = "finished"
