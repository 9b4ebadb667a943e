"""What ten years of study cost, beside a database that is a day old.

    python benchmarks/scale.py [ROUNDS]

CPU milliseconds from the start of the process, medians of rounds in which both homes take turns: a busy machine slows
both. Screens are started in a terminal of their own (80x24) and timed until they are legible; commands until they end.
`least` is the ratio of the fastest runs. Both homes follow every plan and hold one hour of the present week; ten years
are as `benchmarks/history.py` makes them, and their growth on disk is told below.
"""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from history import Counts, fill, follow_all, study_hour

from studytui.study.context import open_context

MONDAY = date(2026, 3, 9)
NOW = """
import sys
from datetime import UTC, datetime
from studytui.study import context
context._utc_now = lambda: datetime(2026, 3, 11, 18, 2, tzinfo=UTC)
sys.argv[1:] = {words!r}
from studytui.__main__ import main
main()
"""
LEGIBLE = {"today": (b"Week 1", b"[ ]", b"60:00"), "progress": (b"weeks done",)}
SCREENS = {"first frame of Today": "", "Today, then Progress (key 4)": "4"}
COMMANDS = {
    "today": ["today"],
    "status": ["status"],
    "stats": ["stats"],
    "journal search attention": ["journal", "search", "attention"],
    "export --week 1": ["export", "--week", "1", "--to", "{folder}"],
    "export --data, nothing new": ["export", "--data", "--to", "{folder}"],
    "import --data, nothing new": ["import", "--data", "{folder}"],
}
TIMEOUT = 60.0


def screen(home: Path, keys: str) -> float:
    """CPU milliseconds until the screen that those keys lead to is legible."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(STUDYTUI_HOME=str(home), TERM="xterm-256color")
        os.execv(sys.executable, [sys.executable, "-c", NOW.format(words=[])])  # noqa: S606 - what is measured
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    _read_until(terminal, LEGIBLE["today"])
    if keys:
        os.write(terminal, keys.encode())
        _read_until(terminal, LEGIBLE["progress"])
    os.kill(process, signal.SIGKILL)
    usage = os.wait4(process, 0)[2]
    os.close(terminal)
    return (usage.ru_utime + usage.ru_stime) * 1e3


def command(home: Path, words: Sequence[str]) -> float:
    """CPU milliseconds of a command."""
    given = [word.replace("{folder}", str(home / "out")) for word in words]
    environ = {**os.environ, "STUDYTUI_HOME": str(home)}
    process = subprocess.Popen([sys.executable, "-c", NOW.format(words=given)], env=environ, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(given)} ended with {process.returncode}")
    return (usage.ru_utime + usage.ru_stime) * 1e3


def main() -> None:
    """Fill both homes, let them take turns, print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        empty, full = Path(folder) / "empty", Path(folder) / "full"
        counts = fill(full, MONDAY)
        context = open_context(environ={"STUDYTUI_HOME": str(empty)})
        follow_all(context, MONDAY)
        context.close()
        for home in (empty, full):
            study_hour(home, MONDAY)
        _table(empty, full, rounds)
        _sizes(full, counts)


def _table(empty: Path, full: Path, rounds: int) -> None:
    print(f"{'CPU ms':32}{'a day':>9}{'ten years':>11}{'ratio':>8}{'least':>8}")
    for name, what in [*SCREENS.items(), *COMMANDS.items()]:
        taken: dict[Path, list[float]] = {empty: [], full: []}
        for number in range(rounds + 1):
            for home, times in taken.items():
                spent = screen(home, what) if isinstance(what, str) else command(home, what)
                if number:  # the first round fills caches, and lays the index of the search
                    times.append(spent)
        first, second = (statistics.median(times) for times in taken.values())
        least = min(taken[full]) / min(taken[empty])
        print(f"{name:32}{first:>9.0f}{second:>11.0f}{second / first:>8.2f}{least:>8.2f}", flush=True)


def _sizes(full: Path, counts: Counts) -> None:
    database = (full / "data" / "studytui.db").stat().st_size
    history = sum(path.stat().st_size for path in (full / "out").rglob("*.jsonl"))
    rows = counts.sessions + counts.attempts + counts.entries + counts.ticks + counts.rooms
    print(f"{rows:,} rows: {database / 1e6:.0f} MB of database, {history / 1e6:.0f} MB as text; {counts}")


def _read_until(terminal: int, legible: Sequence[bytes]) -> None:
    written = b""
    while not all(text in written for text in legible):
        if not select.select([terminal], [], [], TIMEOUT)[0]:
            raise SystemExit(f"nothing legible within {TIMEOUT:.0f} s: {written[-200:]!r}")
        written += os.read(terminal, 65536)


if __name__ == "__main__":
    main()
