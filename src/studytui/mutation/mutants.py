"""Mutants of a reference: the same program with one slip in it. Pure text in, text out; nothing is executed.

An author's own reference is parsed here, in the author's own command; what a learner submits never is.
"""

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from studytui.mutation.changes import changes


@dataclass(frozen=True, slots=True)
class Mutant:
    """One slip.

    Attributes:
        inside: the dotted name of the function it lies in; empty at the level of the module.
        number: the line of the reference where it begins, from 1.
        line: the text that changes, its lines joined by blanks.
        becomes: what stands there instead.
        source: the whole program with the slip in it.
    """

    inside: str
    number: int
    line: str
    becomes: str
    source: bytes


def mutants(reference: bytes) -> tuple[Mutant, ...]:
    """Every mutant of a program, in the order of its lines, each different program once.

    Left alone are docstrings, annotations, f-strings and what an exception says: no check may depend on them.

    Raises:
        SyntaxError: the reference is not Python.
    """
    return tuple(_Making(reference).all())


def difference(reference: bytes, mutant: Mutant) -> str:
    """The lines that differ, as a diff without headers."""
    told = difflib.unified_diff(reference.decode().splitlines(), mutant.source.decode().splitlines(), n=0, lineterm="")
    return "\n".join(line for line in list(told)[2:] if not line.startswith("@@"))


class _Making:
    def __init__(self, reference: bytes) -> None:
        self._source = reference
        self._lines = reference.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))
        self._tree = ast.parse(reference)
        self._seen = {ast.dump(self._tree)}

    def all(self) -> Iterator[Mutant]:
        places = sorted(_places(self._tree, ""), key=lambda place: (place.node.lineno, place.node.col_offset))
        for place in places:
            for other in changes(place.node):
                mutant = self._mutant(place, other)
                if mutant is not None:
                    yield mutant

    def _mutant(self, place: "_Place", other: ast.AST) -> Mutant | None:
        """The program with that node replaced; None if it cannot be written, or is a program already had."""
        wanted = place.dump_with(other, self._tree)
        if wanted in self._seen:
            return None
        for text in self._spellings(place.node, other):
            first, last, source = text
            try:
                made = ast.dump(ast.parse(source))
            except (SyntaxError, ValueError):
                continue
            if made == wanted:
                self._seen.add(wanted)
                return self._told(place, first, last, source)
        return None

    def _spellings(self, node: "_Node", other: ast.AST) -> Iterator[tuple[int, int, bytes]]:
        """First and last byte that change, and the program, for each way to write the change in place."""
        begin = self._starts[node.lineno - 1] + node.col_offset
        end = self._starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        if isinstance(node, (ast.If, ast.While)) and isinstance(other, (ast.If, ast.While)):
            node, other = node.test, other.test
            begin = self._starts[node.lineno - 1] + node.col_offset
            end = self._starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        text = ast.unparse(ast.fix_missing_locations(other))
        for spelled in (text, f"({text})"):
            yield begin, end, self._source[:begin] + spelled.encode() + self._source[end:]

    def _told(self, place: "_Place", first: int, last: int, source: bytes) -> Mutant:
        """The mutant, with the whole lines around the change as they were and as they are."""
        begin = max(start for start in self._starts if start <= first)
        end = min(start for start in self._starts if start >= max(last, first + 1))
        number = self._starts.index(begin) + 1
        after = source[begin : end + len(source) - len(self._source)]
        return Mutant(place.inside, number, _joined(self._source[begin:end]), _joined(after), source)


_Node = ast.expr | ast.stmt


@dataclass(frozen=True, slots=True)
class _Place:
    """A node that may change, the function it lies in, and the field of its parent that holds it."""

    node: _Node
    inside: str
    parent: ast.AST
    field: str
    index: int | None

    def dump_with(self, other: ast.AST, tree: ast.Module) -> str:
        """The dump of the tree with another node in this place."""
        self._put(other)
        try:
            return ast.dump(tree)
        finally:
            self._put(self.node)

    def _put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def _places(parent: ast.AST, inside: str) -> Iterator[_Place]:
    for field, value in ast.iter_fields(parent):
        if field in ("annotation", "returns", "decorator_list", "type_comment", "bases"):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(child, ast.AST) or _mute(parent, child):
                continue
            named = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
            within = f"{inside}.{child.name}".lstrip(".") if named else inside  # type: ignore[attr-defined]
            if isinstance(child, (ast.expr, ast.stmt)):
                yield _Place(child, within, parent, field, index)
            yield from _places(child, within)


def _mute(parent: ast.AST, child: ast.AST) -> bool:
    """Whether nothing within may change: docstrings, f-strings, imports, what an exception says, assertions."""
    if isinstance(child, (ast.JoinedStr, ast.Import, ast.ImportFrom)):
        return True
    if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
        return True
    if isinstance(parent, ast.keyword) and parent.arg == "strict":
        return True
    return isinstance(parent, ast.Raise)


def _joined(text: bytes) -> str:
    return " ".join(line.strip() for line in text.decode().splitlines() if line.strip())
