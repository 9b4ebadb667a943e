"""Nodes to values: each field is asked for by name and type, and what is left over is an unknown key."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from studytui.content.nearest import suggestion
from studytui.content.sources import Problems, shown
from studytui.content.yaml_reader import Mapping, Node, Scalar, Sequence

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,9})")
_NUMBER = re.compile(r"-?[0-9]{1,10}(?:\.[0-9]{1,10})?(?:[eE][-+][0-9]{1,3})?")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_E = TypeVar("_E", bound=StrEnum)


class Fields:
    """The fields of one mapping; `name` is what problems call it, such as `unit W3`."""

    def __init__(self, node: Node, problems: Problems, name: str) -> None:
        self.problems = problems
        self.name = name
        self.line = node.line
        self._asked: set[str] = set()
        self._node = node if isinstance(node, Mapping) else Mapping(node.line)
        if not isinstance(node, Mapping):
            self.problems.add(node.line, f"{name} must be written as `key: value` lines")

    def keys(self) -> tuple[str, ...]:
        """The keys in their order, for mappings whose keys are names."""
        return tuple(self._node.entries)

    def __contains__(self, key: str) -> bool:
        return self._get(key) is not None

    def line_of(self, key: str) -> int:
        """The line of a key, or of the mapping where the key is left out."""
        return self._node.lines.get(key, self.line)

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A text, never empty when given."""
        node = self._get(key)
        if node is None:
            if required:
                self.problems.add(self.line, f"{self.name} lacks `{key}`; add it")
            return default
        return self._as_text(node, f"`{key}` of {self.name}")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self._as_text(item, f"`{key}` of {self.name}") for item in self._list(key))

    def whole(self, key: str, default: int, *, low: int, high: int, required: bool = False) -> int:
        """A whole number from `low` to `high`."""
        found = self.maybe_whole(key, low=low, high=high)
        if found is None and required and key not in self._node.entries:
            self.problems.add(self.line, f"{self.name} lacks `{key}`; add a whole number from {low} to {high}")
        return default if found is None else found

    def maybe_whole(self, key: str, *, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`, or None where it is left out or written as `null`."""
        node = self._get(key)
        if node is None or (isinstance(node, Scalar) and node.plain and node.text in _NULLS - {""}):
            return None
        return self._as_whole(node, f"`{key}` of {self.name}", low, high)

    def number(self, key: str, default: float, *, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        node = self._get(key)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.plain and _NUMBER.fullmatch(node.text) and low <= float(node.text) <= high:
            return float(node.text)
        self.problems.add(node.line, f"`{key}` of {self.name} must be a number from {low:g} to {high:g}")
        return default

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false, written so."""
        node = self._get(key)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.plain and node.text in ("true", "false"):
            return node.text == "true"
        self.problems.add(node.line, f"`{key}` of {self.name} must be true or false")
        return default

    def choice(self, key: str, kinds: type[_E], default: _E, *, required: bool = False) -> _E:
        """One of an enumeration's words."""
        word = self.word(key, tuple(kinds), default, required=required)
        return kinds(word)

    def word(self, key: str, words: Iterable[str], default: str, *, required: bool = False) -> str:
        """One of the words given."""
        text = self.text(key, default, required=required)
        allowed = tuple(words)
        if text in allowed:
            return text
        if key in self._node.entries and text:
            near = suggestion(text, allowed)
            self.problems.add(
                self.line_of(key),
                f"`{key}` of {self.name} is `{shown(text)}`, but must be one of {', '.join(allowed)}{near}",
            )
        return default

    def span(self, key: str) -> tuple[int, int] | None:
        """A pair `[first, last]` of whole numbers, first not after last."""
        node = self._get(key)
        if node is None:
            return None
        what = f"`{key}` of {self.name}"
        if isinstance(node, Sequence) and len(node.items) == 2:
            pair = [self._as_whole(item, what, 1, 10**9) for item in node.items]
            if pair[0] is not None and pair[1] is not None and pair[0] <= pair[1]:
                return pair[0], pair[1]
            if None in pair:
                return None
        self.problems.add(node.line, f"{what} must be [first, last], such as [3, 3] or [49, 51]")
        return None

    def section(self, key: str, name: str | None = None) -> "Fields | None":
        """The mapping under a key."""
        node = self._get(key)
        return None if node is None else Fields(node, self.problems, name or f"`{key}`")

    def sections(self, key: str, name: str) -> "list[Fields]":
        """The mappings of a list, called `name 1`, `name 2` and so on until they tell their ids."""
        return [Fields(item, self.problems, f"{name} {n}") for n, item in enumerate(self._list(key), start=1)]

    def nodes(self, key: str) -> "list[Node]":
        """The raw items of a list, for fields that may be written in more than one way."""
        return self._list(key)

    def item(self, node: "Node", what: str) -> str:
        """The text that a raw item holds."""
        return self._as_text(node, what)

    def close(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self._node.entries:
            if key not in self._asked:
                near = suggestion(key, self._asked) or f"; known are {', '.join(sorted(self._asked))}"
                self.problems.add(self._node.lines[key], f"{self.name} has an unknown key `{shown(key)}`{near}")

    def _get(self, key: str) -> "Node | None":
        self._asked.add(key)
        return self._node.entries.get(key)

    def _list(self, key: str) -> "list[Node]":
        node = self._get(key)
        if node is None:
            return []
        if isinstance(node, Sequence):
            return node.items
        self.problems.add(node.line, f"`{key}` of {self.name} must be a list; write each item after a `- `")
        return []

    def _as_text(self, node: Node, what: str) -> str:
        if not isinstance(node, Scalar):
            self.problems.add(
                node.line, f"{what} must be one text, not a list or mapping; put quotes around a text with `: `"
            )
            return ""
        if (node.plain and node.text in _NULLS) or not node.text.strip():
            self.problems.add(node.line, f"{what} is empty; write it, or leave the key out")
            return ""
        return node.text.strip("\n")

    def _as_whole(self, node: Node, what: str, low: int, high: int) -> int | None:
        if isinstance(node, Scalar) and node.plain and _WHOLE.fullmatch(node.text) and low <= int(node.text) <= high:
            return int(node.text)
        self.problems.add(node.line, f"{what} must be a whole number from {low} to {high}")
        return None
