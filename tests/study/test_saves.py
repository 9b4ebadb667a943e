"""Saves of a file, as editors make them."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from studytui.study.saves import saves, stamp


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that is there when watching begins."""
    path = tmp_path / "solution.py"
    path.write_bytes(b"one")
    return path


async def begun(path: Path) -> tuple[AsyncIterator[bytes], "asyncio.Future[bytes]"]:
    """Watching that has taken its first look, and its next save."""
    watching = saves(path, interval=0.005)
    following = asyncio.ensure_future(anext(watching))
    await asyncio.sleep(0)
    return watching, following


async def test_a_save_in_place_is_told(file: Path) -> None:
    """Bytes written into the file are told once they stand still."""
    watching, following = await begun(file)
    file.write_bytes(b"two, longer")
    assert await asyncio.wait_for(following, 5) == b"two, longer"
    following = asyncio.ensure_future(anext(watching))
    await asyncio.sleep(0)
    file.write_bytes(b"three")
    assert await asyncio.wait_for(following, 5) == b"three"


async def test_a_save_by_rename_is_told(file: Path) -> None:
    """Another file put in its place is told, even where it has the same size and time."""
    _, following = await begun(file)
    other = file.with_name("other")
    other.write_bytes(b"two")
    file.unlink()
    other.rename(file)
    assert await asyncio.wait_for(following, 5) == b"two"


async def test_a_missing_file_is_waited_for(file: Path) -> None:
    """A file that is gone is not told; when it is back it is."""
    _, following = await begun(file)
    file.unlink()
    done, _ = await asyncio.wait({following}, timeout=0.05)
    assert not done
    file.write_bytes(b"back")
    assert await asyncio.wait_for(following, 5) == b"back"


async def test_nothing_is_told_without_a_save(file: Path) -> None:
    """Reading the file, or leaving it alone, is no save."""
    _, following = await begun(file)
    file.read_bytes()
    done, _ = await asyncio.wait({following}, timeout=0.05)
    assert not done
    following.cancel()


def test_no_file_has_no_stamp(tmp_path: Path) -> None:
    """A stamp is None where there is nothing."""
    assert stamp(tmp_path / "nothing") is None
