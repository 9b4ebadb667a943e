"""How long `status`, `today` and `stats` take beside an empty Python.

    python benchmarks/commands.py [--history]

The figure to reach is 8 times `python -c pass`, for `status` and `today`. A home of its own is used, with the 52-week
plan and a running clock, and with `--history` ten years of study.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from history import fill

from studytui.domain.enrolment import monday_for

RUNS = 30
FIGURE = 8.0
STUDYTUI = [sys.executable, "-m", "studytui"]
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "status": [*STUDYTUI, "status"],
    "status --short": [*STUDYTUI, "status", "--short"],
    "today": [*STUDYTUI, "today"],
    "today --json": [*STUDYTUI, "today", "--json"],
    "stats": [*STUDYTUI, "stats"],
}


def main() -> None:
    """Measure all commands in turn, round after round, and print a table."""
    with tempfile.TemporaryDirectory() as home:
        environ = {**os.environ, "STUDYTUI_HOME": home, "PYTHONPYCACHEPREFIX": str(Path(home) / "bytecode")}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        if "--history" in sys.argv:
            fill(Path(home), monday_for(datetime.now(UTC).date()))
        for words in (["plan", "use", "plan52-agentic-recsys"], ["start"], ["today"]):
            subprocess.run([*STUDYTUI, *words], env=environ, check=True, stdout=subprocess.DEVNULL)
        times: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for _ in range(RUNS):
            for name, command in COMMANDS.items():
                started = time.perf_counter()
                subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL)
                times[name].append((time.perf_counter() - started) * 1000)
    floor = statistics.median(times["python -c pass"])
    print(f"{'command':<16}{'median ms':>10}{'ratio':>7}{'figure':>8}")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:<16}{median:>10.1f}{median / floor:>7.1f}{'' if name == 'stats' else FIGURE:>8}")


if __name__ == "__main__":
    main()
