"""The page that says how good the graders are: per exercise what became of its mutants; written by `verify --mutate`.

An exercise whose row is up to date, which its fingerprint tells, and that has no survivor, is not run again.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from studytui.errors import DataError
from studytui.files import write_atomic
from studytui.frozen import dataclass
from studytui.mutation.changes import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from studytui.domain.exercise import ExerciseFiles
    from studytui.study.mutation import Mutation

_ROW = re.compile(r"\| ([a-z0-9-]+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| `([0-9a-f]{10})` \|")
_SURVIVOR = re.compile(r"^([a-z0-9-]+), line \d+, in `[^`]*`:\n\n```diff\n.*?\n```$", re.MULTILINE | re.DOTALL)
_HEAD = """\
# How good the graders are

A grader is as good as the wrong answers that it catches. Here every reference is made wrong in every way that is one
slip away (`src/studytui/mutation/changes.py`: operators, constants, comparisons, negated conditions, dropped terms,
swapped arguments, axis and other keywords, bounds of slices and ranges, removed statements), and each of these mutants
is graded as a submission on the seeds 0 to 4 until a check catches it.

This page is written by a command, which runs what changed since:

    studytui verify --mutate --report docs/grader-quality.md

- **killed**: a check failed. **slow**: of these, ended by a limit on time (ten times what the reference takes, at least
  2 s). **late**: of these, accepted on seed 0 and caught on a later one.
- **equivalent**: marked in the exercise's `equivalent.yaml` with a reason, and shown to answer as the reference does in
  1,000 calls on inputs drawn by the checks. At most a tenth of an exercise's mutants.
- **survivors**: accepted on every seed. Each is a check still to be written, or a mark.

| exercise | mutants | killed | slow | late | equivalent | survivors | state |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise's figures, and the fingerprint of the files they hold for."""

    exercise: str
    mutants: int
    killed: int
    slow: int
    late: int
    equivalent: int
    survivors: int
    fingerprint: str


def row_of(files: ExerciseFiles, found: Mutation) -> Row:
    """The figures of a run."""
    counts = found.mutants, found.killed, found.by_limit, len(found.late), len(found.equivalent), len(found.survivors)
    return Row(found.exercise, *counts, fingerprint(files))


def fingerprint(files: ExerciseFiles) -> str:
    """A short name for everything that the figures depend on."""
    told = hashlib.sha256(f"{RULES} {files.exercise.limits} {files.equivalents}".encode())
    for part in (files.reference, files.checks, files.probes or b""):
        told.update(hashlib.sha256(part).digest())
    return told.hexdigest()[:10]


def read_rows(path: Path) -> dict[str, Row]:
    """The rows of a page written before, by exercise; none where there is no page.

    Raises:
        DataError: it cannot be read.
    """
    found = {}
    for match in map(_ROW.fullmatch, _text(path).splitlines()):
        if match is not None:
            mutants, killed, slow, late, equivalent, survivors = map(int, match.groups()[1:7])
            found[match[1]] = Row(match[1], mutants, killed, slow, late, equivalent, survivors, match[8])
    return found


def write_page(
    path: Path,
    rows: Iterable[Row],
    everything: Mapping[str, ExerciseFiles],
    found: Mapping[str, Mutation],
) -> None:
    """Write the page: a row per exercise and their sum, survivors with their diff, marks with their reason.

    Args:
        path: the page; survivors that it lists of exercises not run now are kept.
        rows: every row.
        everything: the exercises there are.
        found: what was run now.
    """
    rows = sorted(rows, key=lambda row: row.exercise)
    lines = [_line(row) for row in rows]
    sums = [sum(getattr(row, name) for row in rows) for name in Row.__match_args__[1:7]]
    lines.append("| " + " | ".join(["**all**", *map(str, sums), ""]).rstrip() + " |")
    listed = {row.exercise for row in rows if row.survivors}
    kept = [match for match in _SURVIVOR.finditer(_text(path)) if match[1] in listed and match[1] not in found]
    survivors = [(match[1], match[0]) for match in kept] + [
        (name, f"{name}, line {each.number}, in `{each.inside or 'the module'}`:\n\n```diff\n{each.diff}\n```")
        for name in listed & set(found)
        for each in found[name].survivors
    ]
    if survivors:
        lines += ["\n## Survivors", *(f"\n{told}" for _, told in sorted(survivors, key=lambda pair: pair[0]))]
    marks = [
        f"- {row.exercise}, `{mark.inside}`: `{mark.line}` as `{mark.becomes}`. {' '.join(mark.reason.split())}"
        for row in rows
        if row.exercise in everything and row.equivalent
        for mark in everything[row.exercise].equivalents
    ]
    if marks:
        lines += ["\n## Marked equivalent\n", *marks]
    write_atomic(path, _HEAD + "\n".join(lines) + "\n")


def _line(row: Row) -> str:
    counts = (row.mutants, row.killed, row.slow, row.late, row.equivalent, row.survivors)
    return f"| {row.exercise} | {' | '.join(map(str, counts))} | `{row.fingerprint}` |"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error}); name another file after --report") from error
