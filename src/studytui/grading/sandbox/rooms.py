"""A private, capped folder for an exercise that needs files: mount(2), mount_namespaces(7), tmpfs(5)."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from studytui.grading.sandbox.libc import mount, unshare

_CLONE_NEWNS = 0x00020000
_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REC, _MS_SLAVE = 2, 4, 8, 1 << 14, 1 << 19

BYTES = 64 * 10**6
"""What the folder may hold in all, where a file system of its own can be mounted; and what one file may hold."""

FILES = 1024
"""How many files and folders it may hold, where a file system of its own can be mounted."""


def enter(room: Path) -> bool:
    """Make `room` the working directory and place of temporary files, on a capped file system of the child's own.

    The mount needs a user namespace around the zygote, or root. It is seen by this process alone and is gone with it.
    Where it cannot be had, the folder is used as it is: RLIMIT_FSIZE still caps each file, and the host removes all.

    Returns:
        Whether the file system is the child's own.
    """
    options = f"size={BYTES},nr_inodes={FILES},mode=700".encode()
    target = os.fsencode(room)
    own = unshare(_CLONE_NEWNS) == 0
    # As root without a user namespace, mounts would otherwise spread back to where everybody sees them.
    own = own and mount(b"none", b"/", b"", _MS_REC | _MS_SLAVE, b"") == 0
    own = own and mount(b"studytui", target, b"tmpfs", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC, options) == 0
    os.chdir(room)
    os.environ["TMPDIR"] = str(room)
    tempfile.tempdir = str(room)
    return own


def do_without() -> None:
    """Stand where nothing can be written, and forget the temporary folder that the zygote may have used."""
    os.chdir("/")
    tempfile.tempdir = None


def remove(room: Path) -> None:
    """Remove a room with everything in it, as far as possible, however deep graded code has nested its folders.

    Folders are emptied by moving their own folders up beside them, so that neither path length nor recursion can
    overflow; symbolic links are removed, never followed.
    """
    with contextlib.suppress(OSError):
        _empty(room)
        room.rmdir()


def _empty(room: Path) -> None:
    top = os.open(room, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    moved = 0
    try:
        while names := os.listdir(top):  # noqa: PTH208 -- by descriptor
            for name in names:
                if not stat.S_ISDIR(os.stat(name, dir_fd=top, follow_symlinks=False).st_mode):
                    os.unlink(name, dir_fd=top)
                    continue
                os.chmod(name, 0o700, dir_fd=top)
                moved = _lift(top, name, moved)
                os.rmdir(name, dir_fd=top)
    finally:
        os.close(top)


def _lift(top: int, name: str, moved: int) -> int:
    """Unlink the files of one folder and move its folders up into `top`; the next free number for a moved name."""
    folder = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=top)
    try:
        for inner in os.listdir(folder):  # noqa: PTH208 -- by descriptor
            if stat.S_ISDIR(os.stat(inner, dir_fd=folder, follow_symlinks=False).st_mode):
                os.chmod(inner, 0o700, dir_fd=folder)
                moved += 1
                os.rename(inner, f".studytui-{moved}", src_dir_fd=folder, dst_dir_fd=top)
            else:
                os.unlink(inner, dir_fd=folder)
    finally:
        os.close(folder)
    return moved
