"""One run: found by its key, what it printed, run again and held against itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studytui.domain.experiment import Run, RunState
from studytui.domain.experiment_summary import differing, same
from studytui.errors import UsageError
from studytui.frozen import dataclass, replace
from studytui.grading.output import plain
from studytui.store import runs
from studytui.study.experiment_folder import folder

if TYPE_CHECKING:
    from studytui.study.context import Context

OUTPUT_SHOWN = 64 * 1024


@dataclass(frozen=True, slots=True)
class Comparison:
    """A repeated run beside the one it repeats; `differing` are metrics with their two values, None where missing."""

    first: Run
    again: Run
    differing: tuple[tuple[str, float | None, float | None], ...]

    @property
    def over(self) -> bool:
        """Whether the repetition is over."""
        return self.again.over

    @property
    def same(self) -> bool:
        """Whether it ended the same way with the same numbers, to the last digit."""
        return same(self.first, self.again)

    @property
    def script_changed(self) -> bool:
        """Whether the script is another one since; one that could not be read is not."""
        return bool(self.again.script_sha) and self.first.script_sha != self.again.script_sha


def find(ctx: Context, name: str) -> Run:
    """The run of that key, or of the only key that begins so.

    Raises:
        UsageError: there is none, or there are several.
    """
    found = runs.named(ctx.store, name) if name else ()
    if not found:
        raise UsageError(f"there is no run {name or 'without a name'}; `studytui experiment show` names them")
    if len(found) > 1 and not any(run.id == name for run in found):
        raise UsageError(f"{name} begins {len(found)} runs; write more of the one you mean")
    return next((run for run in found if run.id == name), found[0])


def rerun(ctx: Context, name: str) -> Run:
    """Plan to run a run's command again; `launch` starts it, and `compare` tells of it once it is over.

    Raises:
        UsageError: it came from elsewhere, is not over, or its script is gone.
    """
    first = find(ctx, name)
    first = find(ctx, first.rerun_of) if first.rerun_of else first
    if not first.command:
        raise UsageError(f"the numbers of {first.id} were taken in from elsewhere; only what ran here can run again")
    if not first.over:
        raise UsageError(f"{first.id} is not over; `studytui experiment status` says how far it is")
    if not Path(first.script).is_file():
        raise UsageError(f"the script {first.script} is gone; put it back to repeat {first.id}")
    again = replace(once_more(first), rerun_of=first.id)
    runs.add(ctx.store, ctx.moment(), [again])
    return again


def compare(ctx: Context, again: str) -> Comparison:
    """A repeated run beside the first one."""
    second = find(ctx, again)
    first = find(ctx, second.rerun_of)
    return Comparison(first, second, differing(first, second))


def output(ctx: Context, name: str) -> str:
    """What a run printed, its beginning and its end, safe to show; empty where nothing is kept on this machine."""
    run = find(ctx, name)
    try:
        printed = folder(ctx.paths, run.experiment).output(run.id).read_bytes()
    except OSError:
        return ""
    text = plain(printed.decode("utf-8", "replace"))
    if len(text) > OUTPUT_SHOWN:
        half = OUTPUT_SHOWN // 2
        text = f"{text[:half]}\n...\n{text[-half:]}"
    return text


def once_more(run: Run) -> Run:
    """The same run, to be run again under a key of its own."""
    return replace(
        run, id=runs.new_key(), state=RunState.PLANNED, exit_code=None, metrics={}, series={}, note="", seconds=0.0
    )
