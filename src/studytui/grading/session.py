"""The checker's side of a conversation: questions to a learner's module, and what became of them."""

import socket
from collections.abc import Callable, Sequence
from typing import Any

from studytui.grading import wire
from studytui.grading.remote import Remote, RemoteModule
from studytui.grading.responder import MODULE, Responder
from studytui.grading.trouble import Described, LearnerError
from studytui.grading.values import Decoder, Encoder
from studytui.grading.wire import Buffer, Frame, Tree, WireError

_KEPT_BYTES = 2**25  # of a check's answers, kept for comparison with known mistakes

_STRAY = "your code wrote to the grader's own channel (descriptor 3)"

Exchange = Callable[[Tree, Sequence[Buffer]], Frame]


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

    def _resolve(self, tag: str, payload: Tree) -> Remote:
        match payload:
            case [int(number), str(kind), str(name)] if tag == "h":
                return Remote(self, number, kind[:100], name[:200])
        raise WireError("a value has the wrong form")
