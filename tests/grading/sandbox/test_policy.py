"""What a confined child can and cannot do: it is forked, confined, and tries."""

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.grading.sandbox.children import in_child

from studytui.grading.sandbox import Budget, Policy, Prepared, confine, landlock, prepare, rlimits, seccomp

MB = 10**6


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    """The policy that every child here is confined by."""
    return prepare(Policy())


def confined(prepared: Prepared, work: Callable[[], Any], **options: Any) -> Any:
    """What `work` comes to in a confined child."""
    mine, room = os.getpid(), options.pop("room", None)
    own = prepare(prepared.policy)  # confining closes the ruleset: each child here gets one of its own

    def child() -> Any:
        confine(own, Budget(**{"memory_bytes": 64 * MB, "cpu_seconds": 5, **options}), parent=mine, room=room)
        return work()

    told = in_child(child)
    if own.ruleset is not None:
        os.close(own.ruleset)
    return told


def test_names_its_layers(prepared: Prepared) -> None:
    """Confining says which layers the kernel took; those that this machine has are among them."""
    mine = os.getpid()
    layers = in_child(lambda: confine(prepared, Budget(64 * MB, 5), parent=mine))
    assert {"process", "rlimits"} <= set(layers)
    assert ("landlock" in layers) == (landlock.abi() > 0)
    assert ("seccomp" in layers) == (seccomp.prepare() is not None)


def test_work_goes_on(prepared: Prepared) -> None:
    """A confined child can import libraries, start threads, allocate within its budget and make stream pairs."""

    def work() -> dict[str, Any]:
        import colorsys

        seen: list[int] = []
        thread = threading.Thread(target=lambda: seen.append(len(bytearray(30 * MB))))
        thread.start()
        thread.join()
        one, other = socket.socketpair()
        one.sendall(b"hello")
        return {"hue": colorsys.rgb_to_hsv(0, 0, 0), "threads": seen, "said": other.recv(5).decode()}

    assert confined(prepared, work) == {"hue": [0.0, 0.0, 0], "threads": [30 * MB], "said": "hello"}


def test_memory_is_bounded(prepared: Prepared) -> None:
    """More than the budget is a MemoryError."""
    assert confined(prepared, lambda: len(bytearray(100 * MB))) == {"raised": "MemoryError"}


def test_processor_time_is_bounded(prepared: Prepared) -> None:
    """A child that only computes is killed when its seconds are used up."""

    def spin() -> None:
        while True:
            pass

    assert confined(prepared, spin, cpu_seconds=1) == {"status": 9}


@pytest.mark.parametrize("place", ["/etc/passwd", "/proc/self/environ", __file__])
def test_files_are_closed(prepared: Prepared, place: str) -> None:
    """Nothing but the libraries can be read."""
    assert confined(prepared, lambda: len(Path(place).read_bytes())) == {"raised": "PermissionError"}


def test_nothing_can_be_written(prepared: Prepared, tmp_path: Path) -> None:
    """Without a room there is no place to write."""
    assert confined(prepared, lambda: (tmp_path / "new").write_text("x")) == {"raised": "PermissionError"}
    assert list(tmp_path.iterdir()) == []


def test_room_can_be_written(prepared: Prepared, tmp_path: Path) -> None:
    """With a room, files can be made there, in folders, up to the cap per file, and nowhere else."""
    room = tmp_path / "room"
    room.mkdir()

    def work() -> dict[str, Any]:
        Path("folder").mkdir()
        Path("folder/file").write_text("kept")
        Path("folder/file").rename("moved")
        try:
            Path("large").write_bytes(bytes(2 * MB))
        except OSError as error:
            refused = type(error).__name__
        try:
            (tmp_path / "outside").write_text("x")
        except OSError as error:
            return {"read": Path("moved").read_text(), "large": refused, "outside": type(error).__name__}
        return {}

    told = confined(prepared, work, room=room, file_bytes=MB)
    assert told == {"read": "kept", "large": "OSError", "outside": "PermissionError"}


def test_layers_can_be_left_out(tmp_path: Path) -> None:
    """A layer named in `without` is neither prepared nor applied."""
    bare = prepare(Policy(without=frozenset({"landlock", "seccomp", "rlimits"})))
    (tmp_path / "file").write_text("readable")
    assert bare.ruleset is None
    assert bare.filter is None
    assert confined(bare, (tmp_path / "file").read_text) == "readable"


def test_without_proc_limits_are_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where /proc cannot be read, limits start from a generous guess instead of failing."""

    def missing(*_: object) -> int:
        raise FileNotFoundError

    monkeypatch.setattr("studytui.grading.sandbox.rlimits.os.open", missing)
    assert in_child(lambda: rlimits.limit(Budget(64 * MB, 5))) is True
    assert in_child(lambda: (rlimits.limit(Budget(64 * MB, 5)), len(bytearray(4 * 10**9)))) == {"raised": "MemoryError"}


def test_orphans_end_at_once(prepared: Prepared) -> None:
    """A child whose parent is not the expected one ends before it does anything."""
    assert in_child(lambda: confine(prepared, Budget(64 * MB, 5), parent=1)) == {"status": 256}
