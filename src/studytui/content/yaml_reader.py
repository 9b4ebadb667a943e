"""Strict YAML: a small tree of texts, lists and mappings with their lines, and every trap reported.

Values are kept as they are written; what a text means (a number, a flag) is for the field that wants it. So nothing
is converted behind the author's back, and what other YAML readers would convert silently is a problem here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from studytui.content.sources import MAX_PLAN_BYTES, Problems, read_text, shown

MAX_DEPTH = 24
MAX_NODES = 400_000

_FLAG_WORDS = frozenset({"yes", "no", "on", "off", "y", "n"})
_BARE_EXPONENT = re.compile(r"[-+]?(?:[0-9]+[eE][-+]?[0-9]+|[0-9]*\.[0-9]+[eE][0-9]+|[0-9]+\.[0-9]*[eE][0-9]+)")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Scalar:
    """A text; `plain` when it stands without quotes."""

    line: int
    text: str
    plain: bool


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    items: "list[Node]" = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys with their values; `lines` holds the line of each key."""

    line: int
    entries: "dict[str, Node]" = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def read_yaml(path: Path, problems: Problems, limit: int = MAX_PLAN_BYTES) -> Mapping | None:
    """The mapping that a YAML file holds, or None when it holds none; what is wrong is added to the problems."""
    text = read_text(path, limit, problems)
    return None if text is None else parse_yaml(text, problems)


def parse_yaml(text: str, problems: Problems) -> Mapping | None:
    """The mapping that a YAML text holds, or None when it holds none."""
    for number, written in enumerate(text.split("\n") if "\t" in text else (), start=1):
        if "\t" in written:
            problems.add(number, "there is a tab; write spaces instead")
    tree = _Tree(problems)
    try:
        for event in _events(text):
            if not tree.take(event):
                return None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 1
        problems.add(line, "there is a character that YAML does not allow; delete it, or write an escape in quotes")
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(part for part in (error.context, error.problem) if part)
        problems.add(mark.line + 1 if mark else 0, f"this is not YAML ({what}); check indentation, quotes and colons")
        return None
    if isinstance(tree.root, Mapping):
        return tree.root
    problems.add(tree.root.line if tree.root else 1, "the file must hold `key: value` lines at its top level")
    return None


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


class _Tree:
    """Builds nodes from parser events without recursion, so that depth is a number to compare, not a stack to break."""

    def __init__(self, problems: Problems) -> None:
        self.root: Node | None = None
        self._problems = problems
        self._open: list[Sequence | Mapping] = []
        self._keys: list[tuple[str, int] | None] = []
        self._count = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Add one event; False when reading must stop here."""
        line = _line(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._counted(line) and self._scalar(event, line)
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            node = Mapping(line) if isinstance(event, yaml.MappingStartEvent) else Sequence(line)
            return self._counted(line) and self._start(event, node)
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._problems.add(line, f"`*{shown(event.anchor or '')}` is an alias; write the value out instead")
            self._place(Scalar(line, "", plain=False))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._problems.add(line, "a second document begins here; keep one document in a file")
                return False
        return True

    def _counted(self, line: int) -> bool:
        self._count += 1
        if self._count > MAX_NODES:
            self._problems.add(line, f"there are more than {MAX_NODES} values; split the file")
        return self._count <= MAX_NODES

    def _start(self, event: yaml.CollectionStartEvent, node: Sequence | Mapping) -> bool:
        if len(self._open) >= MAX_DEPTH:
            self._problems.add(node.line, f"values are nested more than {MAX_DEPTH} deep here; flatten them")
            return False
        self._marks(event, node.line)
        self._place(node)
        self._open.append(node)
        self._keys.append(None)
        return True

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> bool:
        self._marks(event, line)
        text, plain = event.value, event.implicit[0] and event.style in (None, "")
        if plain and text.lower() in _FLAG_WORDS:
            self._problems.add(line, f'bare `{text}` may be read as true or false; write "{text}", or true or false')
        elif plain and _BARE_EXPONENT.fullmatch(text):
            self._problems.add(
                line, f"`{shown(text)}` is read as text by YAML; write {shown(_with_point(text))}, or quote it"
            )
        self._place(Scalar(line, text, plain))
        return True

    def _marks(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor is not None:
            self._problems.add(line, f"`&{shown(event.anchor)}` is an anchor; leave it out, and write values out")
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            self._problems.add(line, f"`{shown(tag)}` is a tag; tags are not read here, so leave it out")

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = self._key(node)
            return
        name, line = key
        self._keys[-1] = None
        if name in parent.entries:
            first = parent.lines[name]
            self._problems.add(line, f"the key `{shown(name)}` stands twice, first on line {first}; keep one")
            return
        parent.entries[name] = node
        parent.lines[name] = line

    def _key(self, node: Node) -> tuple[str, int]:
        if not isinstance(node, Scalar):
            self._problems.add(
                node.line, "a key must be a word, not a list or mapping; quote it if it is meant as text"
            )
            return "", node.line
        if node.plain and node.text == "<<":
            self._problems.add(node.line, "`<<` merges are not read here; write the keys out")
        return node.text, node.line


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 0


def _with_point(text: str) -> str:
    """`1e-5` as YAML reads it as a number: `1.0e-5`."""
    mantissa, _, exponent = text.lower().partition("e")
    mantissa = mantissa if "." in mantissa else f"{mantissa}.0"
    return f"{mantissa}e{exponent if exponent[0] in '+-' else '+' + exponent}"
