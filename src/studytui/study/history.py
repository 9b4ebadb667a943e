"""Two machines: what was studied here written into the journal's folder, and what another machine wrote taken in."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from studytui.errors import ContentError, DataError, Problem, StudyError, UsageError
from studytui.frozen import dataclass
from studytui.journal import git, repository
from studytui.lab import lock
from studytui.store import history_files, history_form, history_merge
from studytui.store.history_check import BadLineError, Reader
from studytui.study import review_cards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studytui.store.history_files import Line
    from studytui.store.history_form import Record
    from studytui.study.context import Context

MOST_PROBLEMS = 20
_LAID_FROM = ("attempts", "hints", "reveals", "reviews", "review_marks")


@dataclass(frozen=True, slots=True)
class Carried:
    """What an export wrote: the folder, how many rows were new in it, and the files that grew."""

    folder: Path
    rows: int
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a day that two machines wrote without knowing of each other; the newer text shows."""

    plan: str
    day: str
    field: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import took in: new rows by table, and fields written on both machines."""

    folder: Path
    rows: dict[str, int]
    both: tuple[Field, ...] = ()


def export(ctx: Context, to: Path | None = None) -> Carried:
    """Write what the folder does not hold yet, of whichever machine: nothing that is there is written again.

    Raises:
        DataError: the folder cannot be read or written; what was written so far is whole, and the next one goes on.
    """
    folder = history_files.folder_of(to or ctx.paths.journal)
    history_files.check(folder)
    with _alone(ctx):
        there = _keys(ctx, folder)
        with ctx.store.reading():
            new = list(history_form.records(ctx.store, there))
        if new:
            history_files.lay_out(folder)
        by_file: dict[Path, list[tuple[str, int, str]]] = {}
        for at, record in new:
            place = history_files.month_file(folder, ctx.store.machine, at)
            rank = history_form.TABLES.index(str(record["table"]))
            by_file.setdefault(place, []).append((at, rank, history_form.line_of(record)))
        for path in sorted(by_file):
            history_files.add(path, [line for *_, line in sorted(by_file[path])])
    return Carried(folder, len(new), tuple(sorted(by_file)))


def take_in(ctx: Context, place: Path | None = None) -> Taken:
    """Take in what other machines wrote, all of it or nothing; what is known already is passed over.

    Raises:
        UsageError: there is no history in that folder.
        ContentError: lines of it are not whole, or of a newer version; every one is named.
        DataError: it cannot be read, or the database cannot be written.
    """
    folder = history_files.folder_of(place or ctx.paths.journal)
    if not folder.is_dir():
        raise UsageError(
            f"there is no history in {folder.parent}; `studytui export --data` on the other machine writes one"
        )
    history_files.check(folder)
    new = _read(ctx, folder)
    rows: dict[str, int] = {}
    with ctx.store.transaction():
        for line, record in new:
            table = str(record["table"])
            try:
                rows[table] = rows.get(table, 0) + history_merge.take(ctx.store, record)
            except BadLineError as error:
                raise ContentError([Problem(line.where, str(error))]) from error
        if any(map(rows.get, _LAID_FROM)):
            review_cards.rebuild_within(ctx)
        both = tuple(Field(*key) for key in history_merge.written_twice(ctx.store, [record for _, record in new]))
    return Taken(folder, {table: count for table, count in rows.items() if count}, both)


def kept(ctx: Context, to: Path | None = None) -> tuple[Path, ...]:
    """Write the history; every file of it, written now or before.

    Raises as `export` does.
    """
    folder = export(ctx, to).folder
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))


def remotes(folder: Path) -> tuple[str, ...]:
    """The remotes of the git repository that a folder lies in: where a push would carry what stands there."""
    try:
        found = repository.find(folder)
    except StudyError:  # no git, or one that does not trust the folder: nothing will be pushed by it
        return ()
    return tuple(git.read(found.root, "remote").out.split()) if found else ()


def _read(ctx: Context, folder: Path) -> list[tuple[Line, Record]]:
    """The records that are not here yet, each once, in the order in which they can be taken in."""
    reader, known = Reader(ctx.store), history_merge.known(ctx.store)
    found: list[tuple[Line, Record]] = []
    problems: list[Problem] = []
    for line in history_files.lines(folder):
        if history_form.quick_key(line.text) in known:
            continue
        try:
            record = reader.record(line.text)
            if _is_new(record, known):
                reader.check(record)
                found.append((line, record))
        except BadLineError as error:
            problems.append(Problem(line.where, str(error)))
    if len(problems) > MOST_PROBLEMS:
        rest = len(problems) - MOST_PROBLEMS
        problems[MOST_PROBLEMS:] = [Problem(str(folder), f"{rest} more lines like these")]
    if problems:
        raise ContentError(problems)
    return sorted(found, key=lambda pair: history_form.TABLES.index(str(pair[1]["table"])))


def _keys(ctx: Context, folder: Path) -> set[str]:
    """The keys of the records in a folder. A line that is not whole holds none, so that its row is written anew."""
    reader = Reader(ctx.store)
    keys: set[str] = set()
    for line in history_files.lines(folder):
        try:
            keys.add(history_form.quick_key(line.text) or history_form.key_of(reader.record(line.text)))
        except BadLineError:
            continue
    return keys


def _is_new(record: Record, keys: set[str]) -> bool:
    """Whether a record is not among those keys; it is from now on."""
    key = history_form.key_of(record)
    if key in keys:
        return False
    keys.add(key)
    return True


@contextmanager
def _alone(ctx: Context) -> Iterator[None]:
    """Let one window write at a time: of two that add to one file at once, one would win."""
    held = lock.take(ctx.store.path.with_name("history.lock"))
    if held is None:
        raise DataError("another studytui is writing the history; try again in a moment")
    try:
        yield
    finally:
        os.close(held)
