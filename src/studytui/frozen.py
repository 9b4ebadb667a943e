"""What `dataclass(frozen=True, slots=True)` makes, made ten times faster.

Some ninety values are defined on the way to the first line of output. The standard library writes and compiles six
methods for each and imports `inspect` to do so: 60 ms, four times what starting Python takes. Here one method is
compiled and the others are shared. To type checkers these are dataclasses; `dataclasses.fields`, `asdict` and `replace`
take them as such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:

    def dataclass(**options: bool) -> Any:
        """Make a class of frozen values with slots; any other kind is left to the standard library."""
        if options != {"frozen": True, "slots": True}:
            import dataclasses

            return dataclasses.dataclass(**options)
        return _value_class

    def field(*, default_factory: Any) -> Any:
        """A field whose default is made anew for each value."""
        return _Made(default_factory)

    def replace(value: Any, /, **changes: Any) -> Any:
        """The value with some of its fields changed."""
        return type(value)(**{name: getattr(value, name) for name in value.__match_args__} | changes)


__all__ = ["MISSING", "dataclass", "defaults", "field", "is_value", "replace"]

MISSING: Any = object()
"""Stands for the default of a field that has none; nothing equals it."""


def is_value(kind: object) -> bool:
    """Whether that is a class made here."""
    return isinstance(kind, type) and "_field_defaults" in kind.__dict__


def defaults(kind: Any) -> dict[str, Any]:
    """Every field of a class made here, with its default or `MISSING`."""
    found = {name: kind._field_defaults.get(name, MISSING) for name in kind.__match_args__}
    return {name: default.make() if type(default) is _Made else default for name, default in found.items()}


class _Made:
    """A default that is made when it is needed."""

    __slots__ = ("make",)

    def __init__(self, make: Any) -> None:
        self.make = make


def _value_class(cls: type) -> type:
    if cls.__bases__ != (object,):
        raise TypeError(f"{cls.__name__}: a frozen value inherits from nothing")
    names = tuple(cls.__annotations__)
    members = {name: member for name, member in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
    default = {name: members.pop(name) for name in names if name in members}
    members |= {
        "__slots__": names,
        "__match_args__": names,
        "__dataclass_fields__": _StandardFields(),
        "_field_defaults": default,
        "__init__": _init(names, default, followed="__post_init__" in members),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__eq__": _equal,
        "__hash__": _hash,
        "__repr__": _repr,
        "__reduce__": _reduce,
    }
    return type(cls.__name__, (), members)


def _init(names: tuple[str, ...], default: dict[str, Any], *, followed: bool) -> Any:
    """The one method that is compiled, so that arguments are checked as for any function."""
    words = ", ".join(f"{name}=default[{name!r}]" if name in default else name for name in names)
    lines = [f"store(self, {name!r}, {_given(name, default)})" for name in names]
    lines += ["self.__post_init__()"] if followed else []
    space: dict[str, Any] = {"default": default, "store": object.__setattr__}
    exec(f"def __init__(self, {words}):\n " + "\n ".join(lines or ["pass"]), space)  # noqa: S102 - field names only
    return space["__init__"]


def _given(name: str, default: dict[str, Any]) -> str:
    made = type(default.get(name)) is _Made
    return f"default[{name!r}].make() if {name} is default[{name!r}] else {name}" if made else name


def _values(value: Any) -> tuple[Any, ...]:
    return tuple([getattr(value, name) for name in value.__match_args__])


def _refuse(self: Any, name: str, *_: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change {name!r} of a {type(self).__name__}")


def _equal(self: Any, other: object) -> Any:
    return _values(self) == _values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _repr(self: Any) -> str:
    fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({fields})"


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    return type(self), _values(self)


class _StandardFields:
    """The fields as the standard library knows them, made when it first asks."""

    def __get__(self, value: object, kind: Any) -> dict[str, Any]:
        import dataclasses

        made: Any = dataclasses.make_dataclass(
            kind.__name__, [(name, kind.__annotations__[name], _standard(kind, name)) for name in kind.__match_args__]
        )
        kind.__dataclass_fields__ = made.__dataclass_fields__
        fields: dict[str, Any] = made.__dataclass_fields__
        return fields


def _standard(kind: Any, name: str) -> Any:
    import dataclasses

    default = kind._field_defaults.get(name, dataclasses.MISSING)
    return (
        dataclasses.field(default_factory=default.make)
        if type(default) is _Made
        else dataclasses.field(default=default)
    )
