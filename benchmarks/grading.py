"""How long a verdict takes, from source to report: `python benchmarks/grading.py [--runs N] [--backend numpy|torch]`.

An engine that is warm, an exercise with eight checks, a fresh seed and 50 ms before every run, as when somebody saves.
Beside it, in the same run: importing the library cold, pytest on the same eight checks, the floor (fork, exit, wait in
a process with the library loaded), the engine without each layer of its sandbox, a save until `studytui watch` prints
the verdict, and what the helper processes hold and use while nobody grades. Figures to reach: a verdict in at most a
sixth of numpy's cold import, a twenty-fifth of torch's; 300 ms from save to verdict.
"""

import argparse
import asyncio
import contextlib
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from idle_and_saves import idle, saves

from studytui.domain.exercise import Backend, Exercise, ExerciseFiles, ExerciseKind
from studytui.domain.report import Verdict
from studytui.grading.engine import Engine

PAUSE = 0.05
FIGURES = {"numpy": 1 / 6, "torch": 1 / 25}
LEFT_OUT = ("rlimits", "capabilities", "landlock", "seccomp", "namespaces", "process")

SOURCES = {
    "numpy": """import numpy as np

def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
""",
    "torch": """import torch

def softmax(x):
    e = torch.exp(x - x.max(dim=-1, keepdim=True).values)
    return e / e.sum(dim=-1, keepdim=True)
""",
}
DRAWS = {"numpy": "{draw}", "torch": "torch.from_numpy({draw})"}
CHECK = """
@check("Rows of width {width}")
def width_{width}(learner, rng):
    x = {draw}
    close(learner.softmax(x), reference.softmax(x), rtol=1e-9)
"""
TEST = """
def test_width_{width}():
    rng = np.random.default_rng({width})
    x = {draw}
    np.testing.assert_allclose(submission.softmax(x), reference.softmax(x), rtol=1e-9)
"""
FLOOR = """
import {library}, gc, os, statistics, time
gc.disable(); gc.freeze()
taken = []
for _ in range(60):
    began = time.perf_counter()
    if os.fork() == 0: os._exit(0)
    os.wait()
    taken.append((time.perf_counter() - began) * 1000)
print(statistics.median(taken))
"""


def eight(template: str, backend: str) -> str:
    """Eight checks or tests of the same draws."""
    draws = {width: DRAWS[backend].format(draw=f"rng.normal(size=(16, {width}))") for width in range(2, 10)}
    return "".join(template.format(width=width, draw=draw) for width, draw in draws.items())


def exercise(backend: str) -> ExerciseFiles:
    """An exercise with eight checks, made in memory."""
    imports = f"import numpy as np\nimport reference\nimport {backend}\nfrom studytui.checks import check, close\n"
    facts = Exercise("bench", "Bench", "bench", Path(), ExerciseKind.BUILD, 1, 1, Backend(backend), ("softmax",))
    checks = (imports + eight(CHECK, backend)).encode()
    source = SOURCES[backend].encode()
    return ExerciseFiles(facts, "", "", source, source, checks, None, ())


async def verdicts(backend: str, runs: int) -> dict[str, list[float]]:
    """Milliseconds from source to report, for each run of each engine; engines take turns, so load falls on all."""
    variants = {"every layer on": frozenset[str]()} | {f"without {layer}": frozenset({layer}) for layer in LEFT_OUT}
    variants["without any layer"] = frozenset(LEFT_OUT)
    files, taken = exercise(backend), {name: list[float]() for name in variants}
    async with contextlib.AsyncExitStack() as stack:
        engines = {name: await stack.enter_async_context(Engine(without=left)) for name, left in variants.items()}
        for engine in engines.values():
            await engine.warm(Backend(backend))
        for number in range(runs + 3):
            for name, engine in engines.items():
                await asyncio.sleep(PAUSE)
                source = SOURCES[backend].encode() + f"# {number}\n".encode()
                began = time.perf_counter()
                report = await engine.grade(files, source)
                taken[name].append((time.perf_counter() - began) * 1000)
                if report.verdict is not Verdict.ACCEPTED or len(report.checks) != 8:
                    raise SystemExit(f"the run itself went wrong: {report}")
    return {name: each[3:] for name, each in taken.items()}


def commands(command: list[str], runs: int) -> list[float]:
    """Milliseconds of a command, started cold."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def with_pytest(backend: str) -> list[float]:
    """Milliseconds of pytest on the same eight checks."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("reference", "submission"):
            Path(folder, f"{name}.py").write_text(SOURCES[backend])
        head = f"import numpy as np\nimport {backend}\nimport reference\nimport submission\n"
        Path(folder, "test_it.py").write_text(head + eight(TEST, backend))
        return commands(
            [sys.executable, "-m", "pytest", "-q", "--rootdir", folder, "-p", "no:cacheprovider", folder], 5
        )


def floor(backend: str) -> list[float]:
    """Milliseconds of fork, exit and wait in a process that has the library loaded."""
    script = FLOOR.format(library=backend)
    ended = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return [float(ended.stdout)]


def table(backend: str, runs: int) -> None:
    """Measure and print everything about one backend; the cold import before and after the rest."""
    importing = [sys.executable, "-c", f"import {backend}"]
    cold = commands(importing, 5)
    rows = {"pytest on the same eight checks": with_pytest(backend), "floor: fork, exit, wait": floor(backend)}
    rows |= {f"verdict, {name}": taken for name, taken in asyncio.run(verdicts(backend, runs)).items()}
    rows["save to verdict printed, watch"] = saves(exercise(backend), max(5, runs // 8))
    cold += commands(importing, 5)
    rows = {f'cold: python -c "import {backend}"': cold, **rows}
    print(f"\n{backend:<36}{'median ms':>10}{'p99 ms':>9}{'of cold':>9}")
    for name, taken in rows.items():
        taken.sort()
        median = statistics.median(taken)
        share = median / statistics.median(cold)
        print(f"{name:<36}{median:>10.1f}{taken[int(len(taken) * 0.99)]:>9.1f}{share:>9.3f}")
    print(f"{'figure to reach':<36}{'':>19}{FIGURES[backend]:>9.3f}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="How long a verdict takes.")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--backend", choices=sorted(FIGURES), action="append")
    chosen = parser.parse_args()
    wanted = chosen.backend or sorted(FIGURES)
    for each in wanted:
        table(each, chosen.runs)
    print(f"\n{'helper processes while nobody grades':<36}{'MB held':>10}{'CPU ms in 10 s':>18}")
    for name, (held, used) in asyncio.run(idle(wanted, 10.0)).items():
        print(f"{name + ': zygote and the pair ahead':<36}{held:>10.0f}{used:>18.0f}")
