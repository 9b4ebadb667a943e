"""The checker's side of the remote object: what a check sees as `learner`.

Calling it is a message. Values travel by copy; everything else stays with the learner and is seen through a `Remote`.
"""

import socket
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn

from studytui.grading import wire
from studytui.grading.responder import MODULE, Responder
from studytui.grading.trouble import Described
from studytui.grading.values import Decoder, Encoder
from studytui.grading.wire import Buffer, Frame, Tree, WireError

_KEPT_BYTES = 2**25  # of a check's answers, kept for comparison with known mistakes

_STRAY = "your code wrote to the grader's own channel (descriptor 3)"

Exchange = Callable[[Tree, Sequence[Buffer]], Frame]


class LearnerError(Exception):
    """The learner's code raised; `described` says what and where."""

    def __init__(self, described: Described) -> None:
        super().__init__(f"{described.name}: {described.text}")
        self.described = described


class Lost(BaseException):
    """The learner's process is gone, or what it sent is no answer."""


def over_socket(channel: socket.socket) -> Exchange:
    """Requests to a learner in another process."""

    def exchange(tree: Tree, buffers: Sequence[Buffer]) -> Frame:
        try:
            wire.send(channel, tree, buffers)
            return wire.receive(channel)
        except WireError:
            raise Lost(_STRAY) from None
        except (OSError, EOFError):
            raise Lost("") from None

    return exchange


def in_process(responder: Responder) -> Exchange:
    """Requests to a module of this process, with the copies and limits of the wire: for the reference."""

    def exchange(tree: Tree, buffers: Sequence[Buffer]) -> Frame:
        answer, parts = responder.answer(Frame(tree, tuple(map(memoryview, buffers))))
        return Frame(answer, tuple(memoryview(part) for part in parts))

    return exchange


class Session:
    """One conversation with a learner's module.

    `last_call` is the last call a check made, as `(name, args, kwargs)`, `returned` its result; `answers` what came
    back since `begin` (None once they grew too large to keep); `forbidden` a rule that was broken, as `(what, line)`;
    `lost` why no more answers come (empty: the learner's process is gone).
    """

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._number = 0
        self._dropped: list[int] = []
        self.functions: dict[str, Remote] = {}
        self.module = RemoteModule(self, MODULE, "module", "")
        self.begin()

    def begin(self, note: int | None = None) -> None:
        """Forget what the last check asked; `note` is the number of the call whose result to keep in `noted`."""
        self._note_call = note
        self.last_call: tuple[str, tuple[Any, ...], dict[str, Any]] | None = None
        self.calls = 0
        self.returned: Any = None
        self.noted: Any = None
        self.answers: list[Frame] | None = []
        self.forbidden: tuple[str, int] | None = None
        self.lost: str | None = None
        self._kept = 0

    def request(self, operation: str, *values: Any) -> Any:  # any value that crosses
        """Ask, wait, and give the answer.

        Raises:
            LearnerError: the learner's code raised.
            StopIteration: an iterator of the learner's is at its end.
            TypeError: an argument cannot be sent.
            Lost: there is no answer.
        """
        codec = Encoder(self._refer)
        try:
            arguments = codec.encode(list(values))
        except WireError as error:
            raise TypeError(str(error)) from None
        self._number += 1
        dropped, self._dropped = self._dropped, []
        tree: Tree = [self._number, operation, list(dropped), arguments]
        try:
            frame = self._exchange(tree, codec.buffers)
            return self._read(frame)
        except WireError as error:
            self.lost = f"{_STRAY} ({error})"
        except Lost as error:
            self.lost = str(error)
        raise Lost(self.lost)

    def calling(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Remember a call, for messages."""
        self.last_call, self.returned = (name, args, kwargs), None
        self.calls += 1

    def gave(self, result: Any) -> Any:  # any value that crosses
        """Remember what the call gave, and give it."""
        self.returned = result
        if self.calls == self._note_call:
            self.noted = result
        return result

    def drop(self, number: int) -> None:
        """Let the learner's side forget a handle, with the next request."""
        self._dropped.append(number)

    def _read(self, frame: Frame) -> Any:  # any value that crosses
        self._keep(frame)
        match frame.tree:
            case [int(number), broken, "ok", tree] if number == self._number:
                self._note(broken)
                return Decoder(frame, self._resolve).decode(tree)
            case [int(number), broken, "stop"] if number == self._number:
                self._note(broken)
                raise StopIteration
            case [int(number), broken, "raise", told] if number == self._number:
                self._note(broken)
                raise LearnerError(Described.of(told))
        raise WireError("it does not fit the question")

    def _note(self, broken: Tree) -> None:
        if self.forbidden is None and isinstance(broken, list) and len(broken) == 2:
            what, line = broken
            self.forbidden = (str(what)[:300], line if isinstance(line, int) else 0)

    def _keep(self, frame: Frame) -> None:
        self._kept += 200 + sum(part.nbytes for part in frame.buffers)
        if self.answers is not None:
            self.answers.append(frame)
            if self._kept > _KEPT_BYTES:
                self.answers = None

    def unkeep(self) -> None:
        """Forget the last answer: that a function was looked up says nothing of what it does."""
        if self.answers:
            self.answers.pop()

    def _refer(self, value: Any) -> Tree:  # any object a check passes on
        if isinstance(value, Remote) and value._session is self:
            return {"p": value._number}
        if callable(value):
            raise WireError(f"a {type(value).__name__} cannot be passed to the learner: write a @probe for it")
        raise WireError(f"a {type(value).__name__} cannot be passed to the learner")

    def _resolve(self, tag: str, payload: Tree) -> "Remote":
        match payload:
            case [int(number), str(kind), str(name)] if tag == "h":
                return Remote(self, number, kind[:100], name[:200])
        raise WireError("a value has the wrong form")


class Remote:
    """An object of the learner's, seen from a check: calls, attributes, items, len, iteration and operators."""

    __slots__ = ("_kind", "_name", "_number", "_session")

    def __init__(self, session: Session, number: int, kind: str, name: str) -> None:
        object.__setattr__(self, "_session", session)
        object.__setattr__(self, "_number", number)
        object.__setattr__(self, "_kind", kind)
        object.__setattr__(self, "_name", name)

    _session: Session
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

    def __init__(self, session: Session) -> None:
        self._session = session

    def __getattr__(self, name: str) -> Callable[..., Any]:
        session = self._session

        def run(*args: Any, **kwargs: Any) -> Any:  # whatever a probe takes and gives
            session.calling(f"probes.{name}", args, kwargs)
            return session.gave(session.request("probe", name, list(args), kwargs))

        return run
