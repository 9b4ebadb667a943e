"""A desk and a lap: two machines with a home each, and a week's worth of deeds on them."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.store.history_rows import attempt, dump

from studytui.config import Config
from studytui.content.library import Library
from studytui.paths import find
from studytui.study import clock, notes, plans
from studytui.study.context import Context
from studytui.study.today import tick


def machine(tmp_path: Path, name: str, library: Library, now: list[datetime]) -> Context:
    """The study on a machine of that name."""
    paths = find({"STUDYTUI_HOME": str(tmp_path / name)})
    return Context(paths, Config(), lambda: now[0], library=library, zone=ZoneInfo("Europe/Berlin"))


def study(ctx: Context, now: list[datetime], text: str) -> None:
    """An hour: the plan taken up if need be, the clock with a pause, a graded run, a tick, an entry."""
    if plans.current(ctx) is None:
        plans.use(ctx, "small", now[0].date())
    clock.start(ctx)
    now[0] += timedelta(minutes=20)
    clock.pause(ctx)
    now[0] += timedelta(minutes=5)
    clock.resume(ctx)
    attempt(ctx.store, 0, text.encode())
    tick(ctx, "W1/read", done=True)
    notes.save(ctx, ctx.today(), "notes", text)
    now[0] += timedelta(minutes=20)
    clock.finish(ctx, next_line=text)


def held(ctx: Context) -> object:
    """All that the database holds of what is carried."""
    return dump(ctx.store)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a history, by its name in the folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lines(folder: Path) -> list[dict[str, object]]:
    """Every line of a history."""
    return [json.loads(line) for path in sorted(folder.glob("*/*.jsonl")) for line in path.read_text().splitlines()]
