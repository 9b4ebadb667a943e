"""Is everything in order on this machine? Found out by trying, never by guessing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from typing import TYPE_CHECKING

from studytui.domain.exercise import Backend
from studytui.domain.report import SandboxLevel, SandboxReport
from studytui.errors import Problem, StudyError
from studytui.frozen import dataclass
from studytui.study import editor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from studytui.grading.engine import Engine
    from studytui.paths import Paths
    from studytui.study.context import Context


@dataclass(frozen=True, slots=True)
class Health:
    """What `doctor` found; a problem names its place and the way out, and nothing else is wrong."""

    sandbox: SandboxReport
    database: dict[str, object]
    torch: dict[str, object]
    editor: dict[str, object]
    terminal: dict[str, object]
    paths: dict[str, Path]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing keeps the learner from studying."""
        return not self.problems


async def examine(ctx: Context, engine: Engine, environ: Mapping[str, str] | None = None) -> Health:
    """Try the sandbox, the database, PyTorch, the editor, the terminal and the folders."""
    environ = os.environ if environ is None else environ
    problems: list[Problem] = []
    sandbox = await _sandbox(engine, problems)
    problems.extend(
        Problem("plan", f"{path} cannot be read; `studytui verify {path}` says why")
        for path in ctx.library.unreadable_plans()
    )
    return Health(
        sandbox,
        _database(ctx, problems),
        _torch(),
        _editor(ctx, environ, problems),
        _terminal(environ),
        _folders(ctx.paths, problems),
        tuple(problems),
    )


def places(paths: Paths) -> dict[str, Path]:
    """Where everything is kept, by the name that people use for it."""
    return {
        "config": paths.config_file,
        "database": paths.database,
        "backups": paths.backups,
        "plans": paths.user_plans,
        "packs": paths.packs,
        "state": paths.state_dir,
        "cache": paths.cache_dir,
        "workspace": paths.workspace,
        "solutions": paths.solutions,
        "journal": paths.journal,
    }


async def _sandbox(engine: Engine, problems: list[Problem]) -> SandboxReport:
    try:
        report = await engine.warm(Backend.NUMPY)
    except StudyError as error:
        problems.append(Problem("grading", str(error)))
        return SandboxReport(SandboxLevel.RESOURCE_ONLY)
    if report.level is not SandboxLevel.STRONG:
        held = ", ".join(report.layers) or "none"
        problems.append(
            Problem(
                "sandbox",
                f"only {report.level.value} here (layers that held: {held}); grade your own code and the built-in "
                "exercises, but somebody else's pack only where you trust its author; Linux 6.12 or newer gives STRONG",
            )
        )
    return report


def _database(ctx: Context, problems: list[Problem]) -> dict[str, object]:
    path = ctx.paths.database
    facts: dict[str, object] = {"path": str(path), "ok": True, "sqlite": sqlite3.sqlite_version}
    try:
        facts["version"] = ctx.store.version
        fault = ctx.store.fault()
    except StudyError as error:
        fault = str(error)
    if fault:
        facts["ok"] = False
        problems.append(Problem("database", fault))
    facts["bytes"] = path.stat().st_size if path.is_file() else 0
    return facts


def _torch() -> dict[str, object]:
    """Whether the grader's Python can import it; not importing it keeps this command quick."""
    from importlib import metadata, util

    if util.find_spec("torch") is None:
        return {"installed": False, "version": None, "way": "studytui setup torch"}
    return {"installed": True, "version": metadata.version("torch"), "way": ""}


def _editor(ctx: Context, environ: Mapping[str, str], problems: list[Problem]) -> dict[str, object]:
    wanted = editor.name(ctx, environ)
    try:
        editor.command(ctx, ctx.paths.solutions, environ)
    except StudyError as error:
        if wanted:
            problems.append(Problem("editor", str(error)))
        return {"command": wanted or None, "found": False}
    return {"command": wanted, "found": True}


def _terminal(environ: Mapping[str, str]) -> dict[str, object]:
    size = shutil.get_terminal_size()
    return {
        "tty": all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)),
        "columns": size.columns,
        "rows": size.lines,
        "term": environ.get("TERM", ""),
        "tmux": bool(environ.get("TMUX")),
        "encoding": (getattr(sys.stdout, "encoding", None) or "").lower(),
    }


def _folders(paths: Paths, problems: list[Problem]) -> dict[str, Path]:
    for folder in (paths.config_dir, paths.data_dir, paths.state_dir, paths.cache_dir, paths.workspace):
        there = next(parent for parent in (folder, *folder.parents) if parent.exists())
        if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
            problems.append(
                Problem(str(folder), "cannot be written; make it writable, or set STUDYTUI_HOME to a folder that is")
            )
    return places(paths)
