"""Forked children for the tests: what a function returned in one, or how it ended."""

import json
import os
from collections.abc import Callable
from typing import Any


def in_child(work: Callable[[], Any]) -> Any:
    """What `work` returns in a forked child, as JSON keeps it; else `{"raised": type}` or `{"status": wait status}`."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reading)
            try:
                told = json.dumps(work())
            except (OSError, MemoryError, ImportError, RuntimeError, ValueError) as error:
                told = json.dumps({"raised": type(error).__name__})
            os.write(writing, told.encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        told_back = stream.read()
    _, status = os.waitpid(pid, 0)
    return json.loads(told_back) if told_back else {"status": status}
