"""The proof: canary children that try what must not work, once per layer and once under all of them."""

import contextlib
import os
import select
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from studytui.domain.report import SandboxLevel, SandboxReport
from studytui.grading.sandbox import canary, process
from studytui.grading.sandbox.policy import LAYERS, Prepared, confine
from studytui.grading.sandbox.rlimits import Budget

_BUDGET = Budget(canary.BUDGET_BYTES, cpu_seconds=5)
_PATIENCE = 15.0  # seconds for all canaries: they need milliseconds, but a busy machine must not look like a weak one
_ORPHAN = 4.0  # seconds that an orphan lives if it is not killed; it is given half of that

PROVED_BY = {
    "rlimits": {"memory", "shared memory"},
    "capabilities": {"privilege"},
    "landlock": {"read", "list", "write"},
    "seccomp": {"fork", "exec", "change", "udp", "unix"},
}
"""What must be stopped by a layer on its own for that layer to count."""

FILES = {"read", "list", "write", "change"}
NETWORK = {"tcp", "udp", "unix", "abstract"}
PROCESSES = {"fork", "exec", "signal"}


def trial(prepared: Prepared, isolated: tuple[str, ...] = ()) -> SandboxReport:
    """Find out, by trying, which layers hold on this machine and what they come to.

    Run it in the zygote before numpy or torch is imported: the canaries are forked from it, and forks of a small
    process are cheap.

    Args:
        prepared: what the children will be confined with.
        isolated: what `isolate` returned.

    Returns:
        STRONG if files, network and processes were all out of reach and memory was bounded; LIMITED if the content of
        files, or the network, or processes were; else RESOURCE-ONLY. The layers are those that stopped, by
        themselves, what they are there for.
    """
    wanted = [name for name in PROVED_BY if name not in prepared.policy.without]
    with _bait() as bait:
        runs = {name: _start(_only(prepared, name), bait) for name in wanted}
        runs["all"] = _start(prepared, bait)
        deadline = time.monotonic() + _PATIENCE
        stopped = {name: _collect(*run, deadline) for name, run in runs.items()}
    layers = [name for name in wanted if PROVED_BY[name] <= stopped[name]]
    if "process" not in prepared.policy.without and _dies_with_parent():
        layers.insert(0, "process")
    return SandboxReport(_level(stopped["all"]), (*layers, *isolated))


def _level(stopped: set[str]) -> SandboxLevel:
    if stopped >= FILES | NETWORK | PROCESSES | PROVED_BY["rlimits"]:
        return SandboxLevel.STRONG
    some = any(stopped >= group for group in (PROVED_BY["landlock"], NETWORK, PROCESSES))
    return SandboxLevel.LIMITED if some else SandboxLevel.RESOURCE_ONLY


def _only(prepared: Prepared, layer: str) -> Prepared:
    """The same with one layer alone; NO_NEW_PRIVS stays, since Landlock and seccomp need it."""
    others = frozenset(LAYERS) - {layer, "process"}
    return replace(prepared, policy=replace(prepared.policy, without=prepared.policy.without | others))


def _start(prepared: Prepared, bait: canary.Bait) -> tuple[int, int]:
    """Fork a canary; its pid, and the descriptor on which it names each attempt that was stopped."""
    reading, writing = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    try:
        attempts = canary.attempts(bait)
        confine(prepared, _BUDGET, parent=parent)
        for name, stopped in attempts.items():
            if stopped():
                os.write(writing, f"{name}\n".encode())
    finally:
        os._exit(0)


def _collect(pid: int, reading: int, deadline: float) -> set[str]:
    """The attempts that a canary reports as stopped; one that hangs or dies reports no more, and so proves no more."""
    text = b""
    while select.select([reading], [], [], max(0.0, deadline - time.monotonic()))[0]:
        chunk = os.read(reading, 4096)
        if not chunk:
            break
        text += chunk
    os.close(reading)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return set(text.decode().splitlines())


@contextlib.contextmanager
def _bait() -> Iterator[canary.Bait]:
    """Lay a file in a folder open to all, and listen on every kind of socket that this machine has."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="studytui-trial-")))
        folder.chmod(0o777)
        bait = canary.Bait(
            folder,
            tcp=_listen(stack, socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)) or ("127.0.0.1", 9),
            udp=_listen(stack, socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)) or ("127.0.0.1", 9),
            abstract=f"\0studytui-trial-{os.getpid()}",
        )
        bait.file.write_bytes(b"bait")
        _listen(stack, socket.AF_UNIX, socket.SOCK_STREAM, bait.socket)
        _listen(stack, socket.AF_UNIX, socket.SOCK_STREAM, bait.abstract)
        yield bait


def _listen(
    stack: contextlib.ExitStack, family: int, kind: int, address: tuple[str, int] | str
) -> tuple[str, int] | None:
    """Listen until the stack closes; the address given by the system, or None where it cannot be had."""
    one = stack.enter_context(socket.socket(family, kind))
    try:
        one.bind(address)
        if kind == socket.SOCK_STREAM:
            one.listen(8)
    except OSError:
        return None
    return one.getsockname() if family == socket.AF_INET else None


def _dies_with_parent() -> bool:
    """Whether a child that follows its parent is killed when that ends: its end of a pipe closes."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            middle = os.getpid()
            ready, told = os.pipe()
            if os.fork() == 0:
                process.follow(middle)
                os.write(writing, os.getpid().to_bytes(4, "little"))
                os.write(told, b"x")
                select.select([], [], [], _ORPHAN)
            else:
                os.read(ready, 1)
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(pid, 0)
    orphan = int.from_bytes(os.read(reading, 4), "little")
    closed = bool(select.select([reading], [], [], _ORPHAN / 2)[0])
    os.close(reading)
    if orphan and closed:
        with contextlib.suppress(ChildProcessError):  # it is ours to reap if we are its subreaper
            os.waitpid(orphan, 0)
    return closed and orphan > 0
