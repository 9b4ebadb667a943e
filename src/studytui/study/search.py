"""Search everything: entries, lessons, papers, readings, recall questions, experiments, and the learner's code.

What was written is found through the index of `store.search`. Solutions are read where they lie, since a file is newer
than any attempt at it: some 200 files take a few milliseconds, and there is no second truth to keep.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from studytui.frozen import dataclass
from studytui.store import search
from studytui.study import notes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from studytui.store.search import Match
    from studytui.study.context import Context

LIMIT = 50
LARGEST_FILE = 256 * 1024
LONGEST_SNIPPET = 90


class FoundKind(StrEnum):
    """What was found."""

    ENTRY = "entry"
    LESSON = "lesson"
    PAPER = "paper"
    CODE = "code"
    READING = "reading"
    RECALL = "recall"
    EXPERIMENT = "experiment"


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that was found; `parts` is the snippet, each part with whether it is what was searched for.

    `key` is what opens it: a field's id, a paper's or experiment's id, an address, an exercise's id; `plan` and `day`
    belong to it.
    """

    kind: FoundKind
    key: str
    plan: str
    day: date
    where: str
    parts: tuple[tuple[str, bool], ...]

    @property
    def snippet(self) -> str:
        """The snippet with what was searched for in brackets."""
        return "".join(f"[{text}]" if found else text for text, found in self.parts)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, the newest first; `more` says that there is more than this."""

    hits: tuple[Hit, ...]
    more: bool = False


def find(ctx: Context, text: str, kinds: Collection[FoundKind] = (), limit: int = LIMIT) -> Findings:
    """Everything in which all words of the text stand, of those kinds if any are named. No text is refused."""
    hits: list[Hit] = []
    stored = sorted(kind.value for kind in kinds if kind is not FoundKind.CODE)
    if stored or not kinds:
        labels = {field.id: field.label for field in notes.fields(ctx)}
        hits += [_hit(match, labels) for match in search.find(ctx.store, text, stored, limit + 1)]
    if FoundKind.CODE in kinds or not kinds:
        hits += islice(_in_code(ctx, text), limit + 1)
    hits.sort(key=lambda hit: hit.day, reverse=True)
    return Findings(tuple(hits[:limit]), len(hits) > limit)


def rebuild(ctx: Context) -> None:
    """Lay the index anew."""
    search.rebuild(ctx.store)


def _hit(match: Match, labels: dict[str, str]) -> Hit:
    kind, plan, key, where = FoundKind(match.kind), "", match.key, match.title
    if kind in (FoundKind.ENTRY, FoundKind.LESSON):
        plan, _, key = match.key.rsplit("/", 2)
        where = labels.get(key, key.capitalize())
    elif kind in (FoundKind.READING, FoundKind.RECALL):
        plan, _, key = match.key.partition(":")
    return Hit(kind, key, plan, match.day, where, _parts(match.snippet))


def _parts(snippet: str) -> tuple[tuple[str, bool], ...]:
    pieces = re.split(f"{search.OPENS}([^{search.CLOSES}]*){search.CLOSES}", snippet)
    return tuple((piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece)


def _in_code(ctx: Context, text: str) -> Iterator[Hit]:
    """Solution files in which all words stand, the one changed last first."""
    words = text.casefold().split()[: search.MOST_WORDS]
    for changed, path in _files(ctx.paths.solutions) if words else ():
        try:
            source = path.read_text(encoding="utf-8", errors="replace")
        except OSError:  # gone meanwhile, or not ours to read: nothing to find there
            continue
        low = source.casefold()
        if all(word in low for word in words):
            yield _code_hit(ctx, path, source, low, words, changed)


def _files(folder: Path) -> list[tuple[float, Path]]:
    """When each solution file was changed, the last one first."""
    found = []
    for path in folder.glob("*/*.py"):
        with suppress(OSError):
            facts = path.stat()
            if facts.st_size <= LARGEST_FILE:
                found.append((facts.st_mtime, path))
    return sorted(found, reverse=True)


def _code_hit(ctx: Context, path: Path, source: str, low: str, words: list[str], changed: float) -> Hit:
    """The line that holds most of the words."""
    lines = low.split("\n")
    at = max(range(len(lines)), key=lambda number: (sum(word in lines[number] for word in words), -number))
    day = ctx.local(datetime.fromtimestamp(changed, UTC)).date()
    where = f"{path.parent.name}/{path.name}:{at + 1}"
    line = source.split("\n")[at].strip()
    return Hit(FoundKind.CODE, path.stem.replace("_", "-"), "", day, where, _marked(line, words))


def _marked(line: str, words: list[str]) -> tuple[tuple[str, bool], ...]:
    """A line with the words in it marked, cut around the first of them where it is long."""
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    first = pattern.search(line)
    start = max(0, first.start() - LONGEST_SNIPPET // 3) if first and len(line) > LONGEST_SNIPPET else 0
    shown = ("…" if start else "") + line[start : start + LONGEST_SNIPPET]
    shown += "…" if start + LONGEST_SNIPPET < len(line) else ""
    pieces, last = [], 0
    for match in pattern.finditer(shown):
        pieces += [(shown[last : match.start()], False), (match[0], True)]
        last = match.end()
    return tuple((piece, found) for piece, found in (*pieces, (shown[last:], False)) if piece)
