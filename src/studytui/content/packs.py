"""Packs: folders of exercises, each exercise in `<track>/<id>/`."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from studytui.content.compiled import Stamp

FACTS = "exercise.yaml"
BUILTIN = "builtin"


def pack_roots(builtin: Path, packs: Path) -> list[tuple[str, Path]]:
    """The built-in pack first, then each folder among the learner's packs, by name; none passes for the first."""
    others = sorted(path for path in packs.iterdir() if path.is_dir()) if packs.is_dir() else []
    return [
        (BUILTIN, builtin),
        *((path.name, path) for path in others if not path.name.startswith(".") and path.name != BUILTIN),
    ]


def exercise_folders(root: Path) -> Iterator[tuple[Path, Stamp]]:
    """Every folder of a pack with an `exercise.yaml`, in the order of track and id, and that file's stamp."""
    for track in _folders(root):
        for folder in _folders(track):
            try:
                found = os.stat(os.path.join(folder, FACTS))  # noqa: PTH116, PTH118  # hundreds of these per start
            except OSError:
                continue
            yield Path(folder), (found.st_mtime_ns, found.st_ctime_ns, found.st_size)


def is_there(roots: Sequence[tuple[str, Path]], exercise_id: str) -> bool:
    """Whether any pack has a folder of that name with facts in it; no folder but those of the tracks is looked into."""
    return any(
        os.path.exists(f"{track}/{exercise_id}/{FACTS}")  # noqa: PTH110  # likewise
        for _, root in roots
        for track in _folders(root)
    )


def pack_of(folder: Path, roots: Sequence[tuple[str, Path]]) -> str | None:
    """The pack that holds a folder, or None."""
    resolved = folder.resolve()
    return next((name for name, root in roots if resolved.is_relative_to(root.resolve())), None)


def _folders(path: str | Path) -> list[str]:
    try:
        with os.scandir(path) as entries:
            return sorted(entry.path for entry in entries if entry.is_dir() and entry.name[0] not in "._")
    except OSError:
        return []
