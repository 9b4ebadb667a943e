"""What went wrong in the learner's code, in words and lines of their own file."""

import contextlib
import inspect
import linecache
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from studytui.grading.wire import Tree, WireError

_FRAMES = 6
_TEXT = 600


class Trouble(Exception):  # noqa: N818 - it is told, as text, to the checker; nothing handles it as an error
    """An error of the grader's own that the learner should read as it stands."""

    @classmethod
    def unsendable(cls, why: str) -> "Trouble":
        """The learner's code returned something that cannot be sent."""
        return cls(f"the result cannot be graded: {why}")


@dataclass(frozen=True, slots=True)
class Described:
    """An exception of the learner's, as it crosses to the checker.

    `kinds` are the names of its class and base classes; `trace` the learner's own frames, outermost first;
    `line` the innermost of them; `sort` is `memory`, `missing`, `own` (a Trouble) or empty.
    """

    name: str
    text: str
    kinds: tuple[str, ...]
    trace: tuple[str, ...]
    line: int | None
    sort: str

    def tree(self) -> Tree:
        """As it stands on the wire."""
        return [self.name, self.text, list(self.kinds), list(self.trace), self.line, self.sort]

    @classmethod
    def of(cls, tree: Tree) -> "Described":
        """Read back from the wire.

        Raises:
            WireError: it has the wrong form.
        """
        match tree:
            case [str(name), str(text), list(kinds), list(trace), int() | None as line, str(sort)]:
                return cls(
                    name[:100],
                    text[:_TEXT],
                    tuple(str(kind)[:100] for kind in kinds[:50]),
                    tuple(str(row)[:300] for row in trace[: 2 * _FRAMES]),
                    line,
                    sort,
                )
        raise WireError("an exception has the wrong form")


class LearnerError(Exception):
    """The learner's code raised; `described` says what and where."""

    def __init__(self, described: Described) -> None:
        super().__init__(f"{described.name}: {described.text}")
        self.described = described


def describe(error: BaseException, filename: str) -> Described:
    """Tell an exception by name, text and the learner's own frames.

    Args:
        error: what was raised.
        filename: the name under which the submission was compiled.
    """
    rows, line = _own_frames(error.__traceback__, filename)
    return Described(
        name=type(error).__name__[:100],
        text=_text(error) + _hint(error),
        kinds=tuple(kind.__name__[:100] for kind in type(error).__mro__[:50]),
        trace=tuple(rows),
        line=line,
        sort=_sort(error),
    )


def _text(error: BaseException) -> str:
    try:
        return str(error)[:_TEXT]
    except BaseException:  # noqa: BLE001 - the text of an exception is the submission's own code
        return "<unprintable>"


def _sort(error: BaseException) -> str:
    if isinstance(error, MemoryError) or (isinstance(error, RuntimeError) and "can't allocate memory" in _text(error)):
        return "memory"
    if isinstance(error, (Trouble, WireError)):
        return "own"
    return "missing" if type(error).__name__ == "MissingNameError" else ""


def _hint(error: BaseException) -> str:
    if isinstance(error, OSError) and _passed_through(error.__traceback__, ("socket.py", "urllib", "http/client.py")):
        return " - the network is off in exercises"
    if isinstance(error, PermissionError):
        return " - files, processes and the network are out of reach in exercises"
    return ""


def _passed_through(trace: TracebackType | None, places: tuple[str, ...]) -> bool:
    for _ in range(200):
        if trace is None:
            return False
        if any(place in trace.tb_frame.f_code.co_filename for place in places):
            return True
        trace = trace.tb_next
    return False


def _own_frames(trace: TracebackType | None, filename: str) -> tuple[list[str], int | None]:
    rows: list[str] = []
    line: int | None = None
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == filename:
            line = trace.tb_lineno
            if len(rows) >= 2 * _FRAMES:
                del rows[_FRAMES]
            where = "" if code.co_name == "<module>" else f" in {code.co_qualname}"
            rows.append(f"line {line}{where}: {linecache.getline(filename, line).strip()}"[:200])
        trace = trace.tb_next
    return rows, line


def signature(target: Any, name: str) -> str:  # any callable of the submission's
    """`name(signature)` as the learner wrote it; empty when Python cannot tell."""
    with contextlib.suppress(TypeError, ValueError):
        return f"{name}{inspect.signature(target)}"[:200]
    return ""
