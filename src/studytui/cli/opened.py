"""The learner's data, opened for one command."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.study.context import Context


@contextmanager
def opened() -> Iterator[Context]:
    """The study context of this machine, closed when the command ends."""
    from studytui.study.context import open_context

    ctx = open_context()
    try:
        yield ctx
    finally:
        ctx.close()
