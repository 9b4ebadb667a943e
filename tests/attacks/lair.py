"""What hostile code would like to read, change or reach, and the means to see whether it did."""

import contextlib
import os
import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path("/tmp/studytui-canary")  # noqa: S108 -- where hostile code looks
TCP, UDP = ("127.0.0.1", 47811), ("127.0.0.1", 47812)
ABSTRACT, PATH = "\0canary_abs", str(FOLDER / "canary.sock")
PUBLIC_PLACES = tuple(
    (place, "*canary*")
    for place in ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 -- where hostile code writes
)


@contextlib.contextmanager
def laid_out() -> Iterator[None]:
    """Lay out what must neither be read nor changed; only the sandbox protects it."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    try:
        (FOLDER / "victim").write_text("untouched")
        (FOLDER / "victim").chmod(0o600)
        (FOLDER / "secret_key").write_text("not to be read")
        (FOLDER / "reference.py").write_text("def softmax(x): ...\n")
        with contextlib.closing(sqlite3.connect(FOLDER / "scores.db")) as base, base:
            base.execute("create table s(score)")
            base.execute("insert into s values (7)")
        for path in FOLDER.iterdir():
            if path.name != "victim":
                path.chmod(0o666)
        FOLDER.chmod(0o777)
        yield
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)


def snapshot() -> dict[str, object]:
    """Everything that can be seen of it, by name: content, attributes, mode, owner, time, links."""
    seen: dict[str, object] = {}
    for path in sorted(FOLDER.iterdir()):
        facts = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        attributes = os.listxattr(path, follow_symlinks=False)
        kept = (facts.st_mode, facts.st_uid, facts.st_gid, facts.st_mtime_ns, facts.st_nlink)
        seen[path.name] = (content, attributes, *kept)
    return seen


def litter() -> set[str]:
    """Files in places that everybody may write to, and in this program's own temporary folder."""
    places = (*PUBLIC_PLACES, (tempfile.gettempdir(), "*"))
    return {str(path) for folder, pattern in places for path in Path(folder).glob(pattern)} - {str(FOLDER)}


class Listeners:
    """Sockets that nobody may reach."""

    def __init__(self) -> None:
        self._sockets: list[tuple[str, socket.socket]] = []
        for name, family, kind, address in (
            ("tcp", socket.AF_INET, socket.SOCK_STREAM, TCP),
            ("udp", socket.AF_INET, socket.SOCK_DGRAM, UDP),
            ("abstract", socket.AF_UNIX, socket.SOCK_STREAM, ABSTRACT),
            ("unix", socket.AF_UNIX, socket.SOCK_STREAM, PATH),
        ):
            one = socket.socket(family, kind)
            if family == socket.AF_INET:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind(address)
            if kind == socket.SOCK_STREAM:
                one.listen(16)
            one.setblocking(False)
            self._sockets.append((name, one))
        Path(PATH).chmod(0o777)

    def reached(self) -> list[str]:
        """Which were reached since the last look."""
        found = []
        for name, one in self._sockets:
            with contextlib.suppress(BlockingIOError):
                if one.type == socket.SOCK_DGRAM:
                    one.recv(100)
                else:
                    one.accept()[0].close()
                found.append(f"reached the {name} listener")
        return found


def descendants(root: int) -> dict[int, int]:
    """All processes below one, however deep: parent by pid."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
    found: dict[int, int] = {}
    wanted = {root}
    while wanted:
        below = {pid: parent for pid, parent in parents.items() if parent in wanted and pid not in found}
        found |= below
        wanted = set(below)
    return found


def resident_mb(pid: int) -> float:
    """Memory that a process holds, in MB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 10**6
