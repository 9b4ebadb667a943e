"""Run a command as an ordinary user, started by root: `python -m tests.attacks.ordinary_user HOLD COMMAND...`.

The interpreter and the repository may lie where only root can go, such as /root. So the command runs in a mount
namespace of its own, in which such a closed folder is hidden by an empty one that holds, at the same paths, nothing but
what the command needs. Outside nothing changes. HOLD is an empty folder to keep the hidden ones in.
"""

import os
import sys
from pathlib import Path

from studytui.grading.sandbox.libc import mount, unshare

NOBODY = 65534
_CLONE_NEWNS = 0x00020000
_BIND, _RECURSIVE, _PRIVATE = 4096, 16384, 1 << 18


def _closed(path: Path) -> Path | None:
    """The outermost folder on the way to `path` that others may not pass."""
    return next((folder for folder in reversed(path.parents) if not folder.stat().st_mode & 0o001), None)


def _do(result: int, what: str) -> None:
    if result < 0:
        raise SystemExit(f"{what}: {os.strerror(-result)}")


def _bind(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    _do(mount(os.fsencode(source), os.fsencode(target), b"", _BIND | _RECURSIVE, b""), f"bind {source} to {target}")


def open_up(needed: list[Path], hold: Path) -> None:
    """Make `needed` folders reachable for everybody, in a mount namespace of this process's own."""
    behind: dict[Path, list[Path]] = {}
    for path in needed:
        wall = _closed(path)
        if wall is not None:
            behind.setdefault(wall, []).append(path)
    if not behind:
        return
    _do(unshare(_CLONE_NEWNS), "a mount namespace")
    _do(mount(b"none", b"/", b"", _RECURSIVE | _PRIVATE, b""), "keeping mounts private")
    for number, (wall, paths) in enumerate(behind.items()):
        kept = hold / str(number)
        _bind(wall, kept)
        _do(mount(b"none", os.fsencode(wall), b"tmpfs", 0, b"mode=755"), f"hiding {wall}")
        for path in paths:
            _bind(kept / path.relative_to(wall), path)


def main(hold: Path, command: list[str]) -> None:
    """Open the way, become nobody, run the command."""
    root = Path(__file__).resolve().parents[2]
    here = Path.cwd()
    open_up([Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve(), root], hold)
    os.chdir(here)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    environment = {"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}
    os.execve(command[0], command, environment)  # noqa: S606 -- the caller's own command


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
