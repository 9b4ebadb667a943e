"""The learner's side of the remote object: holds the submission's objects and does what the checker asks of them."""

import builtins
import inspect
import operator
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

from studytui.grading import cost
from studytui.grading.trouble import Trouble, describe, signature
from studytui.grading.values import Decoder, Encoder
from studytui.grading.wire import Buffer, Frame, Tree, WireError

MODULE = 0
"""The id under which the submission itself is held."""

OPERATORS = frozenset(
    (
        *("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lshift"),
        *("rshift", "and_", "or_", "xor", "neg", "pos", "abs", "invert", "eq"),
        *("ne", "lt", "le", "gt", "ge", "contains", "getitem", "setitem", "delitem"),
    )
)
_ASKED = frozenset(["len", "bool", "str", "repr", "int", "float", "iter", "round", "sorted", "hash"])


class MissingNameError(AttributeError):
    """The submission does not define a name that a check asks for."""


class Responder:
    """Answers requests about one submission.

    Args:
        submission: the learner's module (or, in a replay, the reference).
        probes: the pack's probes, if it has any.
        filename: the name under which the submission was compiled; tracebacks keep only its frames.
        forbidden: gives the from-scratch rules broken so far, as `(what, line)`.
    """

    def __init__(
        self,
        submission: ModuleType,
        probes: ModuleType | None,
        filename: str,
        forbidden: Callable[[], tuple[str, int] | None] = lambda: None,
    ) -> None:
        self._held: dict[int, Any] = {MODULE: submission}
        self._next = MODULE + 1
        self._probes = probes
        self._filename = filename
        self._forbidden = forbidden

    def answer(self, frame: Frame) -> tuple[Tree, list[Buffer]]:
        """The answer to one request, `[number, operation, handles let go, arguments]`; never raises."""
        number = frame.tree[0] if isinstance(frame.tree, list) and frame.tree else None
        codec = Encoder(self._hold)
        try:
            said = self._perform(frame, codec)
        except StopIteration:
            said = ["stop"]
        except BaseException as error:  # noqa: BLE001 - whatever a submission raises is told to the checker
            codec.buffers.clear()
            said = ["raise", describe(error, self._filename).tree()]
        broken = self._forbidden()
        return [number, list(broken) if broken else None, *said], codec.buffers

    def _perform(self, frame: Frame, codec: Encoder) -> list[Tree]:
        if not (isinstance(frame.tree, list) and len(frame.tree) == 4):
            raise WireError("a request has the wrong form")
        _, operation, dropped, arguments = frame.tree
        for number in dropped if isinstance(dropped, list) else ():
            if number != MODULE:
                self._held.pop(number, None)  # type: ignore[arg-type]  # an unknown key is no key
        values = Decoder(frame, self._resolve).decode(arguments)
        result = self._operate(str(operation), values)
        try:
            return ["ok", codec.encode(result)]
        except WireError as error:
            raise Trouble.unsendable(str(error)) from None

    def _operate(self, operation: str, values: list[Any]) -> Any:  # any object of the submission's
        match operation:
            case "get":
                return self._get(*values)
            case "set":
                return setattr(*values)
            case "del":
                return delattr(*values)
            case "call":
                return self._call(*values)
            case "call_and_show":
                return [self._call(*values), *values[1:]]
            case "probe":
                return self._probe(*values)
            case "next":
                return next(values[0])
            case "cost":
                return cost.measure(self._filename, self._call, *values)
            case "same":
                return values[0] is values[1]
        if operation in OPERATORS:
            return getattr(operator, operation)(*values)
        if operation in _ASKED:
            return getattr(builtins, operation)(*values)
        raise WireError(f"there is no operation {operation!r}")

    def _get(self, target: Any, name: str) -> Any:  # any object of the submission's
        if target is self._held[MODULE] and not hasattr(target, name):
            raise MissingNameError(f"'{name}' is not defined")
        return getattr(target, name)

    def _call(self, target: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:  # any callable of the submission's
        try:
            return target(*args, **kwargs)
        except TypeError as error:
            deeper = error.__traceback__.tb_next if error.__traceback__ else None
            defined = signature(target, name_of(target))
            if deeper is None and defined:
                raise TypeError(f"{error}; it is defined as {defined}") from None
            raise

    def _probe(self, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:  # what a probe returns
        found = getattr(self._probes, name, None)
        if not getattr(found, "is_probe", False):
            raise WireError(f"probes.py has no @probe named {name!r}")
        return found(self._held[MODULE], *args, **kwargs)  # type: ignore[misc]  # a probe is callable

    def _resolve(self, tag: str, payload: Tree) -> Any:  # any object of the submission's
        if tag == "p" and isinstance(payload, int) and payload in self._held:
            return self._held[payload]
        raise WireError("a request names an object that is not held")

    def _hold(self, value: Any) -> Tree:  # any object of the submission's
        number, self._next = self._next, self._next + 1
        self._held[number] = value
        return {"h": [number, kind(value), name_of(value)]}


def kind(value: Any) -> str:  # any object
    """What an object is, in words for a message: `coroutine`, `array of dtype object`, a class's name."""
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.ndarray):
        return f"array of dtype {value.dtype}"
    if numpy is not None and isinstance(value, numpy.generic):
        return f"number of dtype {value.dtype}"
    return str(type(value).__name__)[:100]


def name_of(value: Any) -> str:  # any object
    """The qualified name of a function, class or method; empty for anything else."""
    if inspect.isroutine(value) or inspect.isclass(value):
        return str(getattr(value, "__qualname__", ""))[:200]
    return ""
