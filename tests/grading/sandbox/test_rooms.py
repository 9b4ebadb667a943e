"""Rooms for exercises that need files."""

import os
from pathlib import Path
from typing import Any

from tests.grading.sandbox.children import in_child

from studytui.grading.sandbox import isolate, rooms


def test_remove_takes_any_depth(tmp_path: Path) -> None:
    """A room is removed however deep its folders nest, with odd names and closed modes, and links are not followed."""
    room, outside = tmp_path / "room", tmp_path / "outside"
    room.mkdir()
    outside.mkdir()
    (outside / "kept").touch()
    (room / "link").symlink_to(outside)
    (room / "file\n\x1b").touch()
    deep = os.open(room, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("d", dir_fd=deep)
        below = os.open("d", os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = below
    os.close(deep)
    (room / "closed" / "inner").mkdir(parents=True)
    (room / "closed").chmod(0)
    rooms.remove(room)
    assert not room.exists()
    assert (outside / "kept").exists()


def test_remove_of_nothing(tmp_path: Path) -> None:
    """A room that is gone already is no error."""
    rooms.remove(tmp_path / "never")
    assert list(tmp_path.iterdir()) == []


def test_room_is_a_capped_file_system_of_its_own(tmp_path: Path) -> None:
    """What a child writes there is capped in all, and never reaches the folder on disk."""
    room = tmp_path / "room"
    room.mkdir()

    def work() -> dict[str, Any]:
        isolated = isolate()
        own = rooms.enter(room)
        Path("file").write_bytes(b"x" * 1000)
        written = 0
        try:
            for number in range(100):
                Path(f"large{number}").write_bytes(bytes(10**6))
                written += 10**6
        except OSError:
            pass
        return {"isolated": bool(isolated), "own": own, "written": written, "here": str(Path.cwd())}

    told = in_child(work)
    assert told["here"] == str(room)
    if told["own"]:
        assert list(room.iterdir()) == []
        assert told["written"] <= rooms.BYTES
    else:
        assert not told["isolated"]
        assert (room / "file").exists()
