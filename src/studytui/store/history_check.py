"""Lines of a history, read strictly: a record that the database would not hold whole is named, never bent to fit."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from typing import TYPE_CHECKING

from studytui.domain.attempt import Purpose
from studytui.domain.evidence import EvidenceKind
from studytui.domain.experiment import Direction, Outcome, RunState
from studytui.domain.reading import ReadingState
from studytui.domain.report import Verdict
from studytui.domain.report_json import report_from_json
from studytui.domain.review import Mark
from studytui.domain.rhythm import DayKind
from studytui.store import history_form
from studytui.store.database import to_text, to_time
from studytui.store.schedule_changes import ChangeKind, days_of
from studytui.store.task_changes import ChangeKind as TaskChangeKind
from studytui.store.ticks import TickSource

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from studytui.store.database import Database
    from studytui.store.history_form import Column, Record

    Rule = Callable[[object], bool]

NEWER = "a newer studytui wrote it; upgrade this one, then import again"

_MARKER = re.compile(r"(<{7}|\|{7}|={7}|>{7})( |$)")
_PYTHON: dict[str, tuple[type, ...]] = {"TEXT": (str,), "INTEGER": (int,), "REAL": (int, float)}
_WORDS = {"TEXT": "a text", "INTEGER": "a whole number", "REAL": "a number"}
_INT64 = 2**63


class BadLineError(ValueError):
    """What is wrong with a line, in words that follow `FILE:LINE: `."""


class Reader:
    """Reads lines for one database, whose columns it knows."""

    def __init__(self, db: Database) -> None:
        names = (*history_form.TABLES, *history_form.NESTED)
        self._columns = {name: {column.name: column for column in history_form.columns(db, name)} for name in names}

    def record(self, line: str) -> Record:
        """The record on a line, its shape not looked at yet beyond its key.

        Raises:
            BadLineError: it is no record, or of a kind unknown here.
        """
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            if _MARKER.match(line):
                raise BadLineError("git left a conflict here; keep the lines of both sides, delete this one") from None
            raise BadLineError("not a line that studytui wrote; restore the file with git") from None
        if not isinstance(record, dict) or not isinstance(record.get("table"), str):
            raise BadLineError("not a line that studytui wrote; restore the file with git")
        if record["table"] not in history_form.TABLES:
            raise BadLineError(f"rows of the kind {record['table']!r} are not known here: {NEWER}")
        if not isinstance(record.get("sha" if record["table"] == "sources" else "id"), str):
            raise BadLineError(f"a row of {record['table']} without its id; restore the file with git")
        return record

    def check(self, record: Record) -> None:
        """Make sure that the database can hold the record, and the program read it afterwards.

        Raises:
            BadLineError: it cannot.
        """
        table = str(record["table"])
        if table == "sources":
            source_of(record)
            return
        self._row(table, history_form.own(record))
        if table == "sessions" and (record.get("ended_at") is None or record.get("studied_seconds") is None):
            raise BadLineError("a session that has not ended; restore the file with git")
        for name, (nested, given) in _WITHIN.get(table, {}).items():
            inner = record.get(name)
            if not isinstance(inner, list) or not all(isinstance(item, dict) for item in inner):
                raise BadLineError(f"{name} of {table} must be a list of rows; restore the file with git")
            for item in inner:
                self._row(nested, item, given)
        if table == "attempts":
            _report(record.get("report"))

    def _row(self, table: str, row: Record, given: str = "") -> None:
        known = self._columns[table]
        for name in row:
            if name not in known:
                raise BadLineError(f"the field {name!r} of {table} is not known here: {NEWER}")
        for column in known.values():
            if column.required and column.name not in row and column.name != given:
                raise BadLineError(f"{column.name} of {table} is missing; restore the file with git")
        for name, value in row.items():
            _value(table, known[name], value)


def source_of(record: Record) -> bytes:
    """The source that a record holds.

    Raises:
        BadLineError: it is not what its hash says.
    """
    from base64 import b64decode

    text, coded = record.get("text"), record.get("base64")
    source = b""
    try:
        if isinstance(text, str):
            source = text.encode()
        elif isinstance(coded, str):
            source = b64decode(coded, validate=True)
    except ValueError:
        source = b""
    if hashlib.sha256(source).hexdigest() != record["sha"]:
        raise BadLineError("a source that is not what its hash says; restore the file with git")
    return source


def _value(table: str, column: Column, value: object) -> None:
    what = f"{column.name} of {table}"
    if value is None:
        if not column.nullable:
            raise BadLineError(f"{what} is missing; restore the file with git")
        return
    if not isinstance(value, _PYTHON[column.kind]) or isinstance(value, bool):
        raise BadLineError(f"{what} must be {_WORDS[column.kind]}; restore the file with git")
    if isinstance(value, int) and not -_INT64 <= value < _INT64:
        raise BadLineError(f"{what} is larger than a number here can be; restore the file with git")
    rule = _RULES.get((table, column.name)) or _RULES.get(("", column.name))
    try:
        if isinstance(value, str):
            value.encode()
        fits = rule is None or rule(value)
    except (ValueError, RecursionError):
        fits = False
    if not fits:
        raise BadLineError(f"{what} cannot be {str(value)[:40]!r}; restore the file with git")


def _report(value: object) -> None:
    try:
        report_from_json(json.loads(str(value)))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise BadLineError("report of attempts is not whole; restore the file with git") from None


def _is_time(value: object) -> bool:
    return to_text(to_time(str(value))) == value


def _is_day(value: object) -> bool:
    return date.fromisoformat(str(value)).isoformat() == value


def _is_json(kind: type) -> Rule:
    return lambda value: isinstance(json.loads(str(value)), kind)


def _one_of(words: type[StrEnum], *, or_none: bool = False) -> Rule:
    known = {*words, *([""] if or_none else [])}
    return lambda value: value in known


_WITHIN = {
    "sessions": {"pauses": ("session_pauses", "session")},
    "enrolments": {"changes": ("schedule_changes", "plan")},
}
_TIMES = ("at", "ended_at", "changed_at", "viewed_at", "removed_at", "dropped_at", "last_activity")
_DAYS = ("day", "about", "start", "first", "last", "until")
_OBJECTS = ("parameters", "metrics", "series", "point")
_RULES: dict[tuple[str, str], Rule] = {
    **{("", name): _is_time for name in _TIMES},
    **{("", name): _is_day for name in _DAYS},
    **{("", name): _is_json(dict) for name in _OBJECTS},
    ("enrolments", "used_at"): lambda value: value == "" or _is_time(value),
    ("enrolments", "study_days"): lambda value: all(0 <= day <= 6 for day in days_of(str(value))),
    ("schedule_changes", "kind"): _one_of(ChangeKind),
    ("sessions", "kind"): _one_of(DayKind),
    ("attempts", "verdict"): _one_of(Verdict),
    ("attempts", "purpose"): _one_of(Purpose),
    ("ticks", "source"): _one_of(TickSource),
    ("task_changes", "kind"): _one_of(TaskChangeKind),
    ("reading_marks", "state"): _one_of(ReadingState),
    ("review_marks", "mark"): lambda value: value in {mark.word for mark in Mark},
    ("evidence", "kind"): _one_of(EvidenceKind),
    ("experiments", "direction"): _one_of(Direction, or_none=True),
    ("experiments", "outcome"): _one_of(Outcome, or_none=True),
    ("runs", "state"): _one_of(RunState),
    ("runs", "command"): _is_json(list),
}
