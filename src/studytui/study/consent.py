"""Consent to grade a pack without a STRONG sandbox: given per pack, for the files it had then."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from studytui.errors import DataError
from studytui.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from studytui.domain.report import SandboxLevel
    from studytui.study.context import Context

MEANING = (
    "Consent means: while this pack is graded its code runs as you, and what the sandbox cannot stop on this machine "
    "it can do: read your files, use the network, start programs. Memory and time stay limited. Give it only where you "
    "trust the author or have read the code. It holds for the files as they are now."
)


def refused(what: str, level: SandboxLevel, way: str) -> str:
    """The sentence for a grading that the sandbox is too weak for."""
    return f"the sandbox is only {level.value} here, so {what} may not run unasked; if you trust its author, {way}"


def given(ctx: Context, name: str) -> bool:
    """Whether consent was given for a pack, and its files are still those of that day."""
    return _read(ctx).get(name) == _digest(ctx.paths.packs / name)


def give(ctx: Context, name: str) -> None:
    """Remember consent for a pack as it is now.

    Raises:
        DataError: it cannot be written down.
    """
    _write(ctx, {**_read(ctx), name: _digest(ctx.paths.packs / name)})


def withdraw(ctx: Context, name: str) -> None:
    """Forget the consent given for a pack, if there was any."""
    known = _read(ctx)
    if known.pop(name, None) is not None:
        _write(ctx, known)


def _read(ctx: Context) -> dict[str, str]:
    """The digests consented to, by pack; none where the file is missing or cannot be understood."""
    try:
        found = json.loads(ctx.paths.consents.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    except OSError as error:
        raise DataError(f"{ctx.paths.consents}: cannot be read ({error.strerror}); check its permissions") from error
    return {str(name): str(digest) for name, digest in found.items()} if isinstance(found, dict) else {}


def _write(ctx: Context, known: dict[str, str]) -> None:
    write_atomic(ctx.paths.consents, json.dumps(known, indent=2, sort_keys=True) + "\n")


def _digest(folder: Path) -> str:
    told = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        told.update(f"{path.relative_to(folder)}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        told.update(data)
    return told.hexdigest()
