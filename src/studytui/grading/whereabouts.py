"""Where a learner's process stands when its time is over: it is asked by signal and answers among its prints.

Its code could answer falsely, or not at all: what it says is shown to the learner and decides nothing.
"""

import asyncio
import contextlib
import os
import re
from dataclasses import replace

from studytui.grading.endings import Trouble
from studytui.grading.job import Order
from studytui.grading.outcome import WHERE
from studytui.grading.output import Output, plain
from studytui.grading.pairs import Pair

_LOOKS = 20
_LOOK_SECONDS = 0.01
_FRAMES = 3
_WIDTH = 160
_FRAME = re.compile(r'^  File "([^"]*)", line (\d{1,7}) in ([^\n]{1,100})$', re.MULTILINE)
_ANSWER = b"most recent call first"


async def added(trouble: Trouble, pair: Pair, output: Output, order: Order) -> Trouble:
    """The trouble of a check whose time is over, with the learner's own frames if their process tells them.

    Args:
        trouble: that the time is over.
        pair: still alive.
        output: where the learner's prints arrive; nothing more is kept of them.
        order: whose file it is.
    """
    answer = output.divert()
    with contextlib.suppress(OSError):
        os.kill(pair.learner, WHERE)
    before = -1
    for _ in range(_LOOKS):
        await asyncio.sleep(_LOOK_SECONDS)
        if _ANSWER in answer and len(answer) == before:
            break
        before = len(answer)
    return told(trouble, bytes(answer), order)


def told(trouble: Trouble, answer: bytes, order: Order) -> Trouble:
    """The trouble with the frames of `answer` that are the submission's, the innermost last."""
    rows = order.source.decode("utf-8", "replace").splitlines()
    found = [
        (int(line), name)
        for file, line, name in _FRAME.findall(answer.decode("utf-8", "replace"))
        if file == order.filename and 0 < int(line) <= len(rows)
    ][:_FRAMES]
    if not found:
        return trouble
    shown = [plain(f"line {line} in {name}: {rows[line - 1].strip()}"[:_WIDTH]) for line, name in reversed(found)]
    return replace(trouble, message="\n".join([trouble.message, *shown]), line=found[0][0])
