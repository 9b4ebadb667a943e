"""Where an experiment's runs leave their traces on this machine: the runner's lock, what it does, what was printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from studytui.files import write_atomic
from studytui.frozen import dataclass
from studytui.lab import lock

if TYPE_CHECKING:
    from pathlib import Path

    from studytui.paths import Paths


@dataclass(frozen=True, slots=True)
class Present:
    """What a runner does: its own process, and the run it is at with the process of the script, if it is at one."""

    pid: int
    born: str
    run: str = ""
    since: str = ""
    script_pid: int = 0
    script_born: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of one experiment."""

    path: Path

    @property
    def lock(self) -> Path:
        """Held by the runner while it lives."""
        return self.path / "lock"

    @property
    def running(self) -> bool:
        """Whether its runner is at work."""
        return lock.is_held(self.lock)

    @property
    def log(self) -> Path:
        """What the runner itself had to say."""
        return self.path / "runner.log"

    def output(self, run: str) -> Path:
        """What a run printed, its beginning and its end."""
        return self.path / f"{run}.log"

    def metrics(self, run: str) -> Path:
        """The file a script may write its metrics into."""
        return self.path / f"{run}.metrics"

    def write(self, present: Present) -> None:
        """Say what the runner does.

        Raises:
            DataError: the folder cannot be written.
        """
        shape = {name: getattr(present, name) for name in ("pid", "born", "run", "since", "script_pid", "script_born")}
        write_atomic(self.path / "now.json", json.dumps(shape))

    def present(self) -> Present | None:
        """What the last runner said that it does; None if there was none."""
        try:
            shape = json.loads((self.path / "now.json").read_text(encoding="utf-8"))
            return Present(**shape)
        except (OSError, ValueError, TypeError):
            return None

    def last_words(self) -> str:
        """The last line that the last runner wrote of itself; usually none."""
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        except OSError:
            return ""
        return lines[-1] if lines else ""


def folder(paths: Paths, experiment: str) -> Folder:
    """The folder of an experiment; nothing is made by asking."""
    return Folder(paths.state_dir / "experiments" / experiment)
