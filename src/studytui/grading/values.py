"""Python values as trees and buffers, and back.

What crosses by value: None, bool, int, float, complex, str, bytes, list, tuple, set, frozenset, dict, NumPy arrays and
scalars of the listed kinds, dense tensors (without their graph) and random generators (by state). Anything else is a
handle, made and resolved by the two callables a codec is given.
"""

import re
from array import array
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from studytui.grading import foreign
from studytui.grading.wire import WIDE, Buffer, Frame, Tree, WireError

Value: TypeAlias = Any  # a value may be anything at all; that is what a codec is for

INT_BITS = 2**20
"""The largest integer sent, in bits; beyond it Python's own conversions take seconds."""

_SAFE = 2**53
_PACKED = 16  # homogeneous lists of numbers from this length travel as one buffer
_RECORD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,60}")


class Record(tuple[Value, ...]):  # noqa: SLOT001 - the fields are kept in its dictionary
    """A named tuple that came from the other process: a tuple whose fields can also be read by name."""

    _fields: tuple[str, ...]

    def __getattr__(self, name: str) -> Value:
        fields = self.__dict__.get("_fields", ())
        if name in fields:
            return self[fields.index(name)]
        raise AttributeError(name)


class Encoder:
    """Turns values into a tree, collecting buffers on the way.

    Args:
        handle: what to do with a value that does not cross: gives the tree of a handle, or raises WireError.
    """

    def __init__(self, handle: Callable[[Value], Tree]) -> None:
        self.buffers: list[Buffer] = []
        self._handle = handle
        self._nodes = 0

    def encode(self, value: Value, depth: int = 0) -> Tree:
        """The tree of `value`.

        Raises:
            WireError: it is too large, nested too deeply, or of a kind that is not sent.
        """
        self._nodes += 1
        if self._nodes > WIDE.nodes:
            raise WireError(f"a value of more than {WIDE.nodes:,} parts is too large to be sent")
        if depth > WIDE.depth // 2 - 4:
            raise WireError("a value is nested too deeply (does it contain itself?)")
        if value is None or type(value) in (bool, str):
            return value  # type: ignore[no-any-return]  # just tested
        if type(value) is int:
            return self._integer(value)
        if type(value) is float:
            return value
        outside = foreign.encode(value, self)
        if outside is not None:
            return outside
        return self._builtin(value, depth)

    def buffer(self, data: Buffer) -> int:
        """Keep `data`; gives its index.

        Raises:
            WireError: the value has grown too large.
        """
        if len(self.buffers) >= WIDE.buffers or memoryview(data).nbytes > WIDE.body:
            raise WireError(f"a value of {memoryview(data).nbytes:,} bytes is too large to be sent")
        self.buffers.append(data)
        return len(self.buffers) - 1

    def _integer(self, value: int) -> Tree:
        if -_SAFE < value < _SAFE:
            return value
        if value.bit_length() > INT_BITS:
            raise WireError(f"an integer of {value.bit_length():,} bits is too large to be sent")
        return {"i": hex(value)}

    def _builtin(self, value: Value, depth: int) -> Tree:
        if isinstance(value, (bool, int, float, str)) and not isinstance(value, type):
            return self.encode(_plain(value), depth)
        if isinstance(value, complex):
            return {"c": [value.real, value.imag]}
        if isinstance(value, (bytes, bytearray)):
            return {"b": self.buffer(bytes(value))}
        if isinstance(value, tuple):
            return self._tuple(value, depth)
        if isinstance(value, list):
            return self._list(value, depth)
        if isinstance(value, (set, frozenset)):
            tag = "s" if isinstance(value, set) else "z"
            return {tag: self._all(value, depth)}
        if isinstance(value, dict):
            return {"d": [[self.encode(k, depth + 2), self.encode(v, depth + 2)] for k, v in dict.items(value)]}
        return self._handle(value)

    def _tuple(self, value: tuple[Value, ...], depth: int) -> Tree:
        fields = getattr(type(value), "_fields", None)
        if type(value) is not tuple and isinstance(fields, tuple):
            return {"N": [list(fields), self._all(value, depth)]}
        return {"t": self._all(value, depth)}

    def _list(self, value: list[Value], depth: int) -> Tree:
        if len(value) >= _PACKED:
            kinds = set(map(type, value))
            if kinds == {float}:
                return {"F": self.buffer(array("d", value).tobytes())}
            if kinds == {int} and max(value) < _SAFE and min(value) > -_SAFE:
                return {"I": self.buffer(array("q", value).tobytes())}
        return self._all(value, depth)

    def _all(self, values: Iterable[Value], depth: int) -> list[Tree]:
        return [self.encode(item, depth + 1) for item in values]


def _plain(value: Value) -> Value:
    """The built-in value under a subclass of bool, int, float or str (an IntEnum, say)."""
    if isinstance(value, str):
        return str.__str__(value)
    return int.__int__(value) if isinstance(value, int) else float.__float__(value)


class Decoder:
    """Turns a frame's tree back into values.

    Args:
        frame: the frame whose buffers the tree points into.
        resolve: gives the value behind the tree of a handle, or raises WireError.
    """

    def __init__(self, frame: Frame, resolve: Callable[[str, Tree], Value]) -> None:
        self._buffers = frame.buffers
        self._resolve = resolve

    def decode(self, tree: Tree) -> Value:
        """The value of `tree`.

        Raises:
            WireError: it is malformed.
        """
        if isinstance(tree, list):
            return [self.decode(item) for item in tree]
        if not isinstance(tree, dict):
            return tree
        if len(tree) != 1:
            raise WireError("a value has the wrong form")
        ((tag, payload),) = tree.items()
        try:
            return self._tagged(tag, payload)
        except (TypeError, ValueError, KeyError, IndexError, OverflowError, AttributeError, RuntimeError) as error:
            raise WireError(f"a value has the wrong form: {error}") from None

    def data(self, index: Tree) -> memoryview:
        """The buffer of that index.

        Raises:
            WireError: there is none.
        """
        if type(index) is not int or not 0 <= index < len(self._buffers):
            raise WireError("a value points to a buffer that is not there")
        return self._buffers[index]

    def _tagged(self, tag: str, payload: Any) -> Value:  # payload is a tree; every use below checks its form
        match tag:
            case "t":
                return tuple(self.decode(list(payload)))
            case "d":
                return {self.decode(key): self.decode(value) for key, value in payload}
            case "i":
                return int(payload[: INT_BITS // 4 + 4], 16)
            case "c":
                return complex(*payload)
            case "b":
                return bytes(self.data(payload))
            case "s":
                return set(self.decode(list(payload)))
            case "z":
                return frozenset(self.decode(list(payload)))
            case "F":
                return list(array("d", bytes(self.data(payload))))
            case "I":
                return list(array("q", bytes(self.data(payload))))
            case "N":
                return self._record(*payload)
        if tag in foreign.TAGS:
            return foreign.decode(tag, payload, self)
        return self._resolve(tag, payload)

    def _record(self, fields: list[str], items: list[Tree]) -> Record:
        if len(fields) != len(items) or not all(_RECORD.fullmatch(name) for name in fields):
            raise WireError("a named tuple has the wrong form")
        record = Record(self.decode(items))
        record._fields = tuple(fields)
        return record
