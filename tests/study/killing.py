"""A program that writes until it is killed."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path


def write_until_killed(program: str, home: Path, first: int, seconds: float) -> int:
    """Let a program write, counting from `first`; kill it; the last number of which it said that it was kept."""
    environ = {**os.environ, "STUDYTUI_HOME": str(home)}
    writer = subprocess.Popen([sys.executable, "-c", program, str(first)], stdout=subprocess.PIPE, env=environ)
    assert writer.stdout is not None
    said = writer.stdout.readline()
    select.select([], [], [], seconds)
    writer.send_signal(signal.SIGKILL)
    said += writer.stdout.read()
    assert writer.wait(30) == -signal.SIGKILL
    return int(said.rpartition(b"\n")[0].splitlines()[-1])
