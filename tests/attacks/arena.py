"""Grade every hostile submission of a folder and look, after each, whether anything outside was touched.

A program, so that it can be run as another user, from the repository's root:

    python -m tests.attacks.arena FOLDER [--only NAME]

Prints one line of JSON per submission, and a last one about the whole. Places and ports are fixed: one at a time.
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.attacks import lair
from tests.attacks.submissions import Attacks, Submission, read

from studytui.domain.report import Report, SandboxReport, Verdict
from studytui.grading.engine import Engine

_LONGEST = 90.0  # seconds for one run, whatever it does


class Arena:
    """One engine, many attacks."""

    def __init__(self, engine: Engine, attacks: Attacks, listeners: lair.Listeners) -> None:
        self._engine = engine
        self._attacks = attacks
        self._listeners = listeners

    async def grade(self, source: bytes, attack: Submission | None = None) -> Report:
        """One run, bounded in time."""
        files = attack.on(self._attacks.files) if attack else self._attacks.files
        return await asyncio.wait_for(self._engine.grade(files, source), _LONGEST)

    async def face(self, attack: Submission) -> dict[str, Any]:
        """Run one attack, look around, then run a clean submission."""
        before, litter, descriptors = lair.snapshot(), lair.litter(), _descriptors()
        report = await self.grade(attack.source, attack)
        effects = [*self._listeners.reached(), *_betrayed(report)]
        after = lair.snapshot()
        effects += [
            f"changed {name}" for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)
        ]
        effects += [f"left {path}" for path in sorted(lair.litter() - litter)]
        effects += await self._strays()
        clean = await self.grade(self._attacks.clean)
        if clean.verdict is not Verdict.ACCEPTED:
            effects.append(f"the next clean run was {clean.verdict}: {_first_message(clean)}")
        if _descriptors() > descriptors + 3:  # three belong to the pair that is forked ahead
            effects.append("descriptors were left open")
        verdict = str(report.verdict)
        told = {"name": attack.name, "group": attack.group, "verdict": verdict, "allowed": verdict in attack.allowed}
        return {**told, "effects": effects, "message": _first_message(report)[:200], "ms": report.elapsed_ms}

    async def _strays(self) -> list[str]:
        """Processes beside the zygote and the pair it has forked ahead."""
        for _ in range(40):
            found = lair.descendants(os.getpid())
            if list(found.values()).count(os.getpid()) == 1 and len(found) <= 3:
                return []
            await asyncio.sleep(0.05)
        return [f"{len(found)} processes are left"]


def _descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _first_message(report: Report) -> str:
    return next((check.message for check in report.checks if check.message), report.message)


def _betrayed(report: Report) -> list[str]:
    """What the submission printed that it must not know, and control characters that came through."""
    said = report.output + report.message + "".join(check.message for check in report.checks)
    found = [line[:80] for line in said.splitlines() if "LEAK" in line]
    if any(mark in said for mark in ("\x1b", "\x07", "\x9b")):
        found.append("a control character came through")
    return found


async def run(folder: Path, only: str | None) -> None:
    """Every attack of the folder, serially."""
    os.environ["CANARY_API_KEY"] = "not to be seen"
    started = time.monotonic()
    with lair.laid_out(), tempfile.TemporaryDirectory() as room, tempfile.TemporaryDirectory() as own:
        tempfile.tempdir = own
        attacks = read(folder, Path(room))
        listeners = lair.Listeners()
        async with Engine() as engine:
            sandbox = await engine.warm(attacks.files.exercise.backend)
            arena = Arena(engine, attacks, listeners)
            first = await arena.grade(attacks.clean)
            assert first.verdict is Verdict.ACCEPTED, _first_message(first)
            before = _sizes()
            for attack in attacks.submissions:
                if only in (None, attack.name):
                    print(json.dumps(await arena.face(attack)), flush=True)  # noqa: T201 -- its output
            grown = [round(after - size, 1) for size, after in zip(before, _sizes(), strict=True)]
    _summary(sandbox, started, grown)


def _sizes() -> tuple[float, float]:
    """Memory of this process and of the zygote, in MB."""
    mine = os.getpid()
    zygote = next(pid for pid, parent in lair.descendants(mine).items() if parent == mine)
    return lair.resident_mb(mine), lair.resident_mb(zygote)


def _summary(sandbox: SandboxReport, started: float, grown: list[float]) -> None:
    told = {"uid": os.getuid(), "level": str(sandbox.level), "layers": list(sandbox.layers)}
    sizes = {"seconds": round(time.monotonic() - started, 1), "host_grew_mb": grown[0], "zygote_grew_mb": grown[1]}
    print(json.dumps({**told, **sizes}))  # noqa: T201 -- its output


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only")
    chosen = parser.parse_args()
    asyncio.run(run(chosen.folder, chosen.only))
