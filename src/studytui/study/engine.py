"""The grader as the screens get it: they know this layer and none below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studytui.grading.engine import Engine

__all__ = ["Engine", "open_engine"]


def open_engine() -> Engine:
    """A grader, not yet started; entering it as a context starts nothing but what is asked for."""
    from studytui.grading.engine import Engine

    return Engine()
