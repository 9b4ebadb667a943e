"""Hostile submissions, read from either of two kinds of folder.

One file each: `index.yaml` (rows of name, group, allowed), NAME.py beside it, and `exercise/<id>/`. Or one file per
group: `<group>.yaml` (rows of name, allowed, source), and `_exercise.yaml` with the exercise's files by name and
`clean.py`, a right answer that goes before each source, unless the row says `alone: true`. `repeat` and `times` append
a text that often; `pack` replaces files of the exercise itself: then it is the pack that is hostile; `room` has the
exercise give files a private folder.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from studytui.content.exercise_reader import load_exercise, load_files
from studytui.domain.exercise import ExerciseFiles
from studytui.frozen import replace

SOFTMAX = b"""import numpy as np


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
"""


@dataclass(frozen=True)
class Submission:
    """One attack, and the verdicts that may come back."""

    name: str
    group: str
    allowed: tuple[str, ...]
    source: bytes
    pack: tuple[tuple[str, bytes], ...] = ()
    room: bool = False

    def on(self, files: ExerciseFiles) -> ExerciseFiles:
        """The exercise that it is graded on."""
        own = dict(self.pack)
        checks, reference = own.get("checks", files.checks), own.get("reference", files.reference)
        facts = replace(files.exercise, scratch=self.room)
        return replace(
            files, exercise=facts, checks=checks, reference=reference, probes=own.get("probes", files.probes)
        )


@dataclass(frozen=True)
class Attacks:
    """Attacks on one exercise, and a right answer to it."""

    files: ExerciseFiles
    clean: bytes
    submissions: tuple[Submission, ...]


def read(folder: Path, room: Path) -> Attacks:
    """All attacks of a folder; `room` is an empty one in which an exercise can be laid out."""
    if (folder / "index.yaml").exists():
        exercise = next(path for path in sorted((folder / "exercise").iterdir()) if path.is_dir())
        return Attacks(load_files(load_exercise(exercise)), SOFTMAX, tuple(_indexed(folder)))
    parts: dict[str, str] = yaml.safe_load((folder / "_exercise.yaml").read_text(encoding="utf-8"))
    clean = parts.pop("clean.py").encode()
    exercise = room / "windowed-sum"
    for name, text in parts.items():
        path = exercise / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Attacks(load_files(load_exercise(exercise)), clean, tuple(_grouped(folder, clean)))


def _indexed(folder: Path) -> Iterator[Submission]:
    for row in yaml.safe_load((folder / "index.yaml").read_text(encoding="utf-8")):
        source = (folder / f"{row['name']}.py").read_bytes()
        yield Submission(row["name"], row["group"], tuple(row["allowed"]), source)


def _grouped(folder: Path, clean: bytes) -> Iterator[Submission]:
    for path in sorted(folder.glob("[a-z]*.yaml")):
        rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
        for row in rows:
            before = b"" if row.get("alone") else clean + b"\n\n"
            source = row.get("source", "") + row.get("repeat", "") * row.get("times", 0)
            pack = tuple((name, text.encode()) for name, text in row.get("pack", {}).items())
            yield Submission(
                row["name"], path.stem, tuple(row["allowed"]), before + source.encode(), pack, "room" in row
            )
