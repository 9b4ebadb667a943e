"""A save in an outside editor to the verdict on the screen, in the whole app with the real grader.

    python benchmarks/save_to_verdict.py [SAVES] [EXERCISE]

The app runs in a terminal of its own (80x24) with the workbench open. The solution is saved in turn as the reference
and as a program that stops at once, in place and by rename as editors do; the clock runs from the save until the
verdict is written to the terminal.
"""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from datetime import date
from pathlib import Path

from studytui.study import plans, practice
from studytui.study.context import open_context

WRONG = "raise SystemExit({number})\n"
SEEN = {True: "✓ Accepted".encode(), False: "✗ ".encode()}
TIMEOUT = 30.0
BETWEEN = 0.5
STARTING = 3.0


def read_until(terminal: int, text: bytes) -> float:
    """When that text was written."""
    written = b""
    while text not in written:
        if not select.select([terminal], [], [], TIMEOUT)[0]:
            raise SystemExit(f"{text.decode()!r} was not shown within {TIMEOUT:.0f} s")
        written += os.read(terminal, 65536)
    return time.perf_counter()


def drain(terminal: int, seconds: float) -> None:
    """Read what is written in that time."""
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        if select.select([terminal], [], [], left)[0]:
            os.read(terminal, 65536)


def save(file: Path, text: str, *, rename: bool) -> None:
    """Write a file as editors do."""
    if not rename:
        file.write_text(text)
        return
    other = file.with_name(".other")
    other.write_text(text)
    other.replace(file)


def main() -> None:
    """Save again and again and print how long the verdicts took."""
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    exercise = sys.argv[2] if len(sys.argv) > 2 else "la-pca-svd"
    with tempfile.TemporaryDirectory() as folder:
        ctx = open_context(environ={"STUDYTUI_HOME": folder})
        plans.use(ctx, plans.PRESELECTED, date(2026, 3, 9))
        file = practice.solution_path(ctx, exercise)
        reference = ctx.library.reference(ctx.library.exercise(exercise))
        ctx.close()
        process, terminal = pty.fork()
        if process == 0:
            os.environ.update(STUDYTUI_HOME=folder, TERM="xterm-256color")
            os.execv(sys.executable, [sys.executable, "-m", "studytui"])  # noqa: S606 - the very thing that is measured
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        drain(terminal, STARTING)
        for keys in ("2", "/", exercise, "\r", "\r"):
            os.write(terminal, keys.encode())
            drain(terminal, BETWEEN)
        drain(terminal, STARTING)
        taken = []
        for number in range(saves + 2):
            right = number % 2 == 0
            text = f"{reference}\n# {number}\n" if right else WRONG.format(number=number)
            began = time.perf_counter()
            save(file, text, rename=number % 4 > 1)
            taken.append(read_until(terminal, SEEN[right]) - began)
            drain(terminal, BETWEEN)
        os.kill(process, signal.SIGTERM)
        os.close(terminal)
        os.waitpid(process, 0)
    taken = sorted(taken[2:])  # the first ones start the grader
    print(f"{exercise}: {len(taken)} saves")
    print(f"median {statistics.median(taken) * 1e3:.0f} ms   worst {taken[-1] * 1e3:.0f} ms   wanted: under 300 ms")


if __name__ == "__main__":
    main()
