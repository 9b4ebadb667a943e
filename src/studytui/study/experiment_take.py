"""Runs that were made elsewhere, taken into an experiment from a CSV or JSON file."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from studytui.domain import taken
from studytui.domain.experiment import Run, RunState
from studytui.domain.experiment_summary import counting
from studytui.errors import ContentError, Problem, UsageError
from studytui.files import read_text
from studytui.frozen import dataclass
from studytui.store import runs
from studytui.study import experiments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studytui.domain.experiment import Experiment
    from studytui.domain.taken import Roles, TakenRun
    from studytui.study.context import Context

MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken: the record, new runs, those that were there already, and columns that were left out.

    `idle` runs count no more or not at all, as a later one has their grid point and seed.
    """

    record: Experiment
    roles: Roles
    new: int
    known: int
    left_out: tuple[str, ...]
    idle: int = 0


def take(
    ctx: Context,
    experiment: str,
    path: Path,
    *,
    metrics: Sequence[str],
    parameters: Sequence[str] = (),
    seed: str = "",
) -> Taken:
    """Take the rows of a file as runs; all of them or none. The same file again adds nothing.

    Raises:
        UsageError: the file is of another kind, or its columns are not those named.
        ContentError: rows cannot be read, each with its line.
        DataError: the file cannot be read.
    """
    record = experiments.find(ctx, experiment)
    table = _table(path)
    try:
        wanted = taken.roles(table.columns, metrics, parameters, seed)
    except ValueError as error:
        if table.problems and not table.rows:
            raise _content_error(path, table.problems) from None
        raise UsageError(f"{path.name}: {error}") from None
    found, problems = taken.taken_runs(table, wanted)
    if problems:
        raise _content_error(path, problems)
    if not found:
        raise UsageError(f"{path} has no row to take")
    made = [_run(ctx, record.id, path.name, row, number) for row, number in _numbered(found)]
    before = _counting(ctx, record.id)
    new = runs.add(ctx.store, ctx.moment(), made)
    idle = before.union(run.id for run in made) - _counting(ctx, record.id)
    used = {*wanted.metrics, *wanted.parameters, wanted.seed}
    left_out = tuple(name for name in table.columns if name not in used)
    return Taken(record, wanted, new, len(made) - new, left_out, len(idle))


def _counting(ctx: Context, experiment: str) -> set[str]:
    return {run.id for run in counting(runs.of_experiment(ctx.store, experiment)) if run.over}


def _table(path: Path) -> taken.Table:
    kind = path.suffix.casefold()
    if kind not in (".csv", ".tsv", ".json", ".jsonl", ".ndjson"):
        raise UsageError(f"{path.name} is neither .csv nor .json; only these can be taken in")
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        raise UsageError(f"{path} is larger than {MOST_BYTES // 1_000_000} MB; take the last value of each run only")
    text = read_text(path)
    if text is None:
        raise UsageError(f"there is no file {path}")
    return taken.read_csv(text) if kind in (".csv", ".tsv") else taken.read_json(text)


def _content_error(path: Path, problems: Sequence[tuple[int, str]]) -> ContentError:
    return ContentError([Problem(f"{path}:{line}", what) for line, what in problems])


def _numbered(found: Sequence[TakenRun]) -> list[tuple[TakenRun, int]]:
    """Each run with how many that read the same stand before it: twins in one file are two runs."""
    seen: dict[str, int] = {}
    numbered = []
    for row in found:
        text = repr((row.parameters, row.seed, sorted(row.metrics.items())))
        seen[text] = seen.get(text, 0) + 1
        numbered.append((row, seen[text]))
    return numbered


def _run(ctx: Context, experiment: str, name: str, row: TakenRun, number: int) -> Run:
    """A run whose key is drawn from what it says, so that it is the same run whenever it is taken."""
    said = repr((experiment, row.parameters, row.seed, sorted(row.metrics.items()), number))
    return Run(
        id=sha256(said.encode()).hexdigest()[:12],
        experiment=experiment,
        parameters=row.parameters,
        seed=row.seed,
        state=RunState.DONE,
        at=ctx.now(),
        day=ctx.today(),
        metrics=row.metrics,
        note=f"taken from {name}",
    )
