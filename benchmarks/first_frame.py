"""First useful frame of Today beside a bare Textual app, in one run.

    python benchmarks/first_frame.py [ROUNDS] [--history] [--week]

Each app is started in a terminal of its own (80x24); the clock runs from the start of the process until week, tasks and
clock are legible. They take turns, so that a busy machine slows all of them, and each is held against the bare app of
its own round: the ratio is the median of those, `least` that of the fastest runs. CPU seconds stand beside the wall's.
With `--history` ten years of study stand in the database; with `--week` each day's page is measured, not Wednesday's
alone.
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

from history import fill

from studytui.study import plans
from studytui.study.context import open_context

BARE = """
from textual.app import App
from textual.widgets import Footer, Header, Static

class Bare(App):
    def compose(self):
        yield Header()
        yield Static("legible")
        yield Footer()

Bare().run()
"""
OURS = """
from datetime import UTC, datetime
from studytui.study.context import open_context
from studytui.tui.app import run

run(open_context(now=lambda: datetime(2026, 3, {day}, 18, 2, tzinfo=UTC)))
"""
TIMEOUT = 30.0
MONDAY = date(2026, 3, 9)
DAYS = {"Monday": 9, "Tuesday": 10, "Wednesday": 11, "Thursday": 12, "Friday": 13}


def first_frame(code: str, legible: tuple[bytes, ...], home: Path) -> tuple[float, float]:
    """Seconds on the wall and of CPU until every one of those texts was written to the terminal."""
    began = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(STUDYTUI_HOME=str(home), TERM="xterm-256color")
        os.execv(sys.executable, [sys.executable, "-c", code])  # noqa: S606 - the very thing that is measured
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    written = b""
    while not all(text in written for text in legible):
        if not select.select([terminal], [], [], TIMEOUT)[0]:
            raise SystemExit(f"nothing legible within {TIMEOUT:.0f} s: {written[-200:]!r}")
        written += os.read(terminal, 65536)
    wall = time.perf_counter() - began
    os.kill(process, signal.SIGKILL)
    usage = os.wait4(process, 0)[2]
    os.close(terminal)
    return wall, usage.ru_utime + usage.ru_stime


def main() -> None:
    """Alternate the two and print medians and their ratio."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    rounds = numbers[0] if numbers else 15
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if "--history" in sys.argv:
            fill(home, MONDAY)
        else:
            context = open_context(environ={"STUDYTUI_HOME": folder})
            plans.use(context, plans.PRESELECTED, MONDAY)
            context.close()
        apps = {"bare": (BARE, (b"legible", b"palette"))}
        for name, day in DAYS.items():
            if "--week" in sys.argv or name == "Wednesday":
                apps[name] = (OURS.format(day=day), (b"Week 1", b"[ ]", b"60:00"))
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in apps}
        for number in range(rounds + 1):
            for name, (code, legible) in apps.items():
                seconds = first_frame(code, legible, home)
                if number:  # the first round fills the caches
                    times[name].append(seconds)
    print(f"{'':10}{'wall ms':>9}{'ratio':>7}{'least':>7}{'CPU ms':>9}{'ratio':>7}{'least':>7}   wanted: at most 1.35")
    for name, taken in times.items():
        print(f"{name:10}" + "".join(_figures(times["bare"], taken, at) for at in (0, 1)))


def _figures(bare: list[tuple[float, float]], taken: list[tuple[float, float]], at: int) -> str:
    """The median, the median of the ratios of each round, and the ratio of the fastest."""
    median = statistics.median(pair[at] for pair in taken) * 1e3
    ratio = statistics.median(ours[at] / theirs[at] for theirs, ours in zip(bare, taken, strict=True))
    least = min(pair[at] for pair in taken) / min(pair[at] for pair in bare)
    return f"{median:>9.0f}{ratio:>7.2f}{least:>7.2f}"


if __name__ == "__main__":
    main()
