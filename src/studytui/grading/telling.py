"""Messages of a check to the learner: what a good colleague would say, in at most ten lines."""

import traceback
from typing import Any

from studytui.grading.compare import CheckFailed
from studytui.grading.remote import Remote
from studytui.grading.session import Session
from studytui.grading.showing import show
from studytui.grading.trouble import LearnerError

_LINES = 10
_WIDTH = 240
_CALL = 120  # characters for the arguments of a call, shared by them
_NARROWEST = 30


def lines(*rows: str) -> str:
    """Those rows that say something, as one text of at most ten lines."""
    said = [row[:_WIDTH] for row in rows if row]
    return "\n".join(said[:_LINES])


def call_of(session: Session) -> str:
    """The last call a check made, as the learner would write it."""
    if session.last_call is None:
        return ""
    name, args, kwargs = session.last_call
    room = max(_NARROWEST, _CALL // max(1, len(args) + len(kwargs)))
    given = [show(arg, room) for arg in args] + [f"{key}={show(value, room)}" for key, value in kwargs.items()]
    return f"{name}({', '.join(given)})"


def _called(session: Session) -> str:
    call = call_of(session)
    return f"call      {call}" if call else ""


def failed(failure: CheckFailed, session: Session) -> str:
    """The check does not hold."""
    return lines(failure.summary, _called(session), *failure.details)


def raised(error: LearnerError, session: Session) -> str:
    """The learner's code raised."""
    told = error.described
    if told.sort in ("own", "missing"):
        return lines(told.text, *(told.trace[-2:]))
    if told.name == "NotImplementedError":
        name = told.trace[-1].partition(" in ")[2].partition(":")[0] if told.trace else "this"
        return lines(f"{name} is not written yet (NotImplementedError{': ' + told.text if told.text else ''})")
    said = f"{told.name}: {told.text}" if told.text else told.name
    first, *rest = said.splitlines()
    return lines(first, *rest[:2], _called(session), *told.trace[-6:])


def unusable(error: BaseException, session: Session, reference: Session) -> str:
    """The check could not use what the learner's code returned, though it can use what the reference returns."""
    name = session.last_call[0] if session.last_call else "your code"
    wanted = _returned(reference.noted)
    return lines(
        f"{name}(...) returned {_returned(session.returned)}",
        _called(session),
        f"expected  {wanted}" if reference.noted is not None else "",
        f"which led to {type(error).__name__}: {error}",
    )


def _returned(value: Any) -> str:  # any value
    if value is None:
        return "None - missing return?"
    if isinstance(value, Remote):
        kind = object.__getattribute__(value, "_kind")
        hints = {"coroutine": " - is the function `async def`?", "generator": " - `yield` where `return` was meant?"}
        return f"a {kind}{hints.get(kind, '')}"
    return show(value)


def broken(error: BaseException) -> str:
    """The check fails on the reference too: the author's mistake."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith("/")]
    places = [f"{frame.filename}:{frame.lineno}: {frame.line}" for frame in own[-3:]]
    if isinstance(error, CheckFailed):
        return lines("the check does not hold for the reference either", error.summary, *error.details, *places)
    return lines(f"the check is broken: {type(error).__name__}: {error}", *places)
