"""Domain values as JSON and back: a frozen value becomes an object of its fields that differ from their defaults."""

import types
from collections.abc import Callable
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from studytui.frozen import defaults, is_value

_T = TypeVar("_T")
_Decoder = Callable[[Any], Any]
_decoders: dict[Any, _Decoder] = {}


def encode(value: object) -> Any:
    """What `json.dumps` takes, from frozen values, tuples, enumerations, paths and plain values."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    kind: Any = type(value)
    if is_value(kind):
        usual = _defaults(kind)
        given = {name: getattr(value, name) for name in usual}
        return {name: encode(item) for name, item in given.items() if item != usual[name]}
    raise TypeError(f"no JSON form for {type(value).__name__}")


def decode(kind: type[_T], data: Any) -> _T:
    """The value of that type which `encode` turned into `data`.

    Raises:
        ValueError, TypeError, KeyError: the data does not fit the type.
    """
    value: _T = _decoder(kind)(data)
    return value


@cache
def _defaults(kind: Any) -> dict[str, Any]:
    """Every field with its default; a field without one has `MISSING`, which nothing equals."""
    return defaults(kind)


def _decoder(kind: Any) -> _Decoder:
    if kind not in _decoders:
        _decoders[kind] = _new_decoder(kind)
    return _decoders[kind]


def _new_decoder(kind: Any) -> _Decoder:
    if is_value(kind):
        return _record(kind)
    origin, parts = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple(parts)
    if origin is types.UnionType:
        inner = _decoder(next(part for part in parts if part is not type(None)))
        return lambda data: None if data is None else inner(data)
    if kind in (str, int, bool):
        return _checked(kind)
    if isinstance(kind, type) and issubclass(kind, (Enum, Path, float)):
        return kind
    raise TypeError(f"no decoder for {kind!r}")


def _record(kind: Any) -> _Decoder:
    decoders = {name: _decoder(kind.__annotations__[name]) for name in defaults(kind)}

    def read(data: Any) -> Any:
        return kind(**{name: decoders[name](item) for name, item in data.items()})

    return read


def _tuple(parts: tuple[Any, ...]) -> _Decoder:
    if len(parts) == 2 and parts[1] is ...:
        item = _decoder(parts[0])
        return lambda data: tuple([item(entry) for entry in data])
    items = [_decoder(part) for part in parts]
    return lambda data: tuple(item(entry) for item, entry in zip(items, data, strict=True))


def _checked(kind: type) -> _Decoder:
    def read(data: Any) -> Any:
        if type(data) is not kind:
            raise ValueError(f"{kind.__name__} expected")
        return data

    return read
