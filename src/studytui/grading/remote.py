"""What a check sees as `learner`: an object in another process.

Calling it is a message. Values travel by copy; everything else stays with the learner and is seen through a `Remote`.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

from studytui.grading.trouble import LearnerError

if TYPE_CHECKING:
    from studytui.grading.session import Session


class Remote:
    """An object of the learner's, seen from a check: calls, attributes, items, len, iteration and operators."""

    __slots__ = ("_kind", "_name", "_number", "_session")

    def __init__(self, session: "Session", number: int, kind: str, name: str) -> None:
        object.__setattr__(self, "_session", session)
        object.__setattr__(self, "_number", number)
        object.__setattr__(self, "_kind", kind)
        object.__setattr__(self, "_name", name)

    _session: "Session"
    _number: int
    _kind: str
    _name: str

    def __getattr__(self, name: str) -> Any:  # whatever the learner's object holds
        if name.startswith("__") and name.endswith("__") and name not in ("__name__", "__doc__"):
            raise AttributeError(name)
        return self._session.request("get", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._session.request("set", self, name, value)

    def __delattr__(self, name: str) -> None:
        self._session.request("del", self, name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # whatever the learner's callable takes and gives
        """Call the learner's object."""
        self._session.calling(self._name or self._kind, args, kwargs)
        return self._session.gave(self._session.request("call", self, list(args), kwargs))

    def __del__(self) -> None:
        self._session.drop(self._number)

    def __repr__(self) -> str:
        return f"<the learner's {self._name or self._kind}>"

    def __str__(self) -> str:
        return str(self._session.request("str", self))

    def __len__(self) -> int:
        try:
            return int(self._session.request("len", self))
        except LearnerError as error:
            if error.described.name == "TypeError":
                raise TypeError(error.described.text) from None  # what list() expects of an object without length
            raise

    def __bool__(self) -> bool:
        return bool(self._session.request("bool", self))

    def __int__(self) -> int:
        return int(self._session.request("int", self))

    def __float__(self) -> float:
        return float(self._session.request("float", self))

    def __hash__(self) -> int:
        return hash((id(self._session), self._number))

    def __iter__(self) -> Iterator[Any]:
        iterator = self._session.request("iter", self)
        if not isinstance(iterator, Remote):
            yield from iterator
            return
        while True:
            try:
                item = self._session.request("next", iterator)
            except StopIteration:
                return
            yield item

    def __next__(self) -> Any:  # whatever the learner's iterator yields
        return self._session.request("next", self)

    def __contains__(self, item: Any) -> bool:
        return bool(self._session.request("contains", self, item))

    def __reduce__(self) -> NoReturn:
        raise TypeError("an object of the learner's cannot be copied")


def _operator(name: str, *, reflected: bool = False) -> Callable[..., Any]:
    def apply(self: Remote, *others: Any) -> Any:  # an operator takes and gives anything
        values = (*others, self) if reflected else (self, *others)
        return self._session.request(name, *values)

    return apply


for _name in ("getitem", "setitem", "delitem", "neg", "pos", "abs", "invert", "eq", "ne", "lt", "le", "gt", "ge"):
    setattr(Remote, f"__{_name}__", _operator(_name))
for _name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lshift", "rshift", "and_", "or_"):
    _bare = _name.rstrip("_")
    setattr(Remote, f"__{_bare}__", _operator(_name))
    setattr(Remote, f"__r{_bare}__", _operator(_name, reflected=True))


class RemoteModule(Remote):
    """The learner's module itself, with the pack's probes beside it."""

    __slots__ = ()

    @property
    def probes(self) -> "Probes":
        """The pack's probes, run beside the learner's code."""
        return Probes(self._session)

    def __getattr__(self, name: str) -> Any:  # whatever the learner's module holds
        known = self._session.functions.get(name)
        if known is not None:
            return known
        found = Remote.__getattr__(self, name)
        if isinstance(found, Remote) and found._kind in ("function", "type"):
            self._session.functions[name] = found
            self._session.unkeep()
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        self._session.functions.clear()
        Remote.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        self._session.functions.clear()
        Remote.__delattr__(self, name)

    def __del__(self) -> None:
        """The module outlives every check."""


class Probes:
    """`learner.probes.name(...)` runs the probe of that name beside the learner's code."""

    def __init__(self, session: "Session") -> None:
        self._session = session

    def __getattr__(self, name: str) -> Callable[..., Any]:
        session = self._session

        def run(*args: Any, **kwargs: Any) -> Any:  # whatever a probe takes and gives
            session.calling(f"probes.{name}", args, kwargs)
            return session.gave(session.request("probe", name, list(args), kwargs))

        return run
