"""What a waiting grader costs, and how long a save takes to its verdict: the last two rows of `grading.py`."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from studytui.domain.exercise import Backend, ExerciseFiles
from studytui.grading.engine import Engine

FACTS = """schema: 1
title: Bench
track: bench
kind: build
difficulty: 1
minutes: 1
backend: {backend}
exports: [softmax]
"""
MISTAKE = '"""Nothing is computed.\n\ncaught by: width_2\n"""\n\n\ndef softmax(x):\n    return x\n'


def offspring(pid: int) -> list[int]:
    """A process's children and theirs."""
    own = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return own + [below for each in own for below in offspring(each)]


def held_mb(pids: list[int]) -> float:
    """MB of memory that only these processes hold, their share of what is shared included (proc(5), Pss)."""
    rows = (row for pid in pids for row in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines())
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) * 1024 / 1e6


def cpu_ms(pids: list[int]) -> float:
    """Milliseconds of processor time these processes have used."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


async def idle(backends: list[str], seconds: float) -> dict[str, tuple[float, float]]:
    """By backend: MB held by its zygote and the pair forked ahead, and milliseconds of processor time while idle."""
    found = {}
    async with Engine() as engine:
        known: set[int] = set()
        for backend in backends:
            await engine.warm(Backend(backend))
            await asyncio.sleep(1.0)  # the pair forked ahead rehearses
            pids = [pid for pid in offspring(os.getpid()) if pid not in known]
            known |= set(pids)
            before = cpu_ms(pids)
            await asyncio.sleep(seconds)
            found[backend] = (held_mb(pids), cpu_ms(pids) - before)
    return found


def saves(files: ExerciseFiles, runs: int) -> list[float]:
    """Milliseconds from a save by rename to the verdict printed by `studytui watch`, for each save."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "bench", "bench")
        (folder / "mistakes").mkdir(parents=True)
        texts = {"prompt.md": b"Bench.\n", "notes.md": b"Bench.\n", "starter.py": MISTAKE.encode()}
        texts |= {"reference.py": files.reference, "checks.py": files.checks, "mistakes/none.py": MISTAKE.encode()}
        texts["exercise.yaml"] = FACTS.format(backend=files.exercise.backend.value).encode()
        for name, data in texts.items():
            (folder / name).write_bytes(data)
        solution, fresh = Path(home, "solution.py"), Path(home, "fresh.py")
        solution.write_bytes(files.reference)
        return _watched([str(folder), str(solution), "--consent"], home, solution, fresh, files.reference, runs)


def _watched(words: list[str], home: str, solution: Path, fresh: Path, source: bytes, runs: int) -> list[float]:
    taken = []
    with subprocess.Popen(
        [sys.executable, "-m", "studytui", "watch", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "STUDYTUI_HOME": home},
        text=True,
    ) as watch:
        try:
            _await_verdict(watch)
            for number in range(runs):
                time.sleep(0.3)
                fresh.write_bytes(source + f"# {number}\n".encode())
                began = time.perf_counter()
                fresh.replace(solution)
                _await_verdict(watch)
                taken.append((time.perf_counter() - began) * 1000)
        finally:
            watch.terminate()
    return taken


def _await_verdict(watch: "subprocess.Popen[str]") -> None:
    for line in watch.stdout or ():
        if " points  seed " in line:
            if not line.startswith("accepted"):
                raise SystemExit(f"the run itself went wrong: {line}")
            return
    raise SystemExit("`studytui watch` ended")
