"""Cost by counting, on the learner's side: lines run, calls made, tensor operations, memory at its peak.

Counts do not depend on the machine or its load, so that a check on them cannot flake as one on seconds would.
"""

import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType
from typing import Any

Call = Callable[[Any, list[Any], dict[str, Any]], Any]


def measure(
    filename: str, call: Call, what: str, of: str, target: Any, args: list[Any], kwargs: dict[str, Any]
) -> dict[str, Any]:
    """Run `target` and count.

    Args:
        filename: the submission's; lines and calls are counted in its frames only.
        call: how a request calls a callable of the submission's.
        what: `steps`, `calls`, `peak` or `allocated`.
        of: for `calls`, the name of the function to be counted.
        target: the callable.
        args: its positional arguments.
        kwargs: its named arguments.

    Returns:
        `result` and the counts by name.
    """
    if what == "peak":
        return _peak(call, target, args, kwargs)
    if what == "allocated":
        return _allocated(filename, call, target, args, kwargs)
    tensors = _tensor_counter()
    trace = _Trace(filename, of if what == "calls" else None)
    before = sys.gettrace()
    sys.settrace(trace.enter)
    try:
        if tensors is None:
            result = call(target, args, kwargs)
        else:
            with tensors:
                result = call(target, args, kwargs)
    finally:
        sys.settrace(before)
    counts = {"result": result, "lines": trace.lines, "calls": trace.calls}
    return counts | (tensors.counts() if tensors is not None else {"tensor_ops": 0, "elements": 0, "largest": 0})


class _Trace:
    def __init__(self, filename: str, counted: str | None) -> None:
        self._filename = filename
        self._counted = counted
        self.lines = 0
        self.calls = 0

    def enter(self, frame: FrameType, event: str, argument: Any) -> Any:  # the signature sys.settrace asks for
        del argument
        code = frame.f_code
        if event != "call" or code.co_filename != self._filename:
            return None
        name = getattr(code, "co_qualname", code.co_name)
        if self._counted is None or self._counted in (code.co_name, name):
            self.calls += 1
        if self._counted is not None:
            frame.f_trace_lines = False
        return self._line

    def _line(self, frame: FrameType, event: str, argument: Any) -> Any:  # the signature sys.settrace asks for
        del frame, argument
        if event == "line":
            self.lines += 1
        return self._line


def _peak(call: Call, target: Any, args: list[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        result = call(target, args, kwargs)
        _, highest = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return {"result": result, "peak": highest - before}


def _allocated(filename: str, call: Call, target: Any, args: list[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
    rises = _Rises(filename)
    before = sys.gettrace()
    tracemalloc.start()
    sys.settrace(rises.enter)
    try:
        result = call(target, args, kwargs)
        rises.take()
    finally:
        sys.settrace(before)
        tracemalloc.stop()
    return {"result": result, "bytes": rises.total}


class _Rises:
    """By how much memory rose within each line of the submission, summed: what a line gives back counts as well."""

    def __init__(self, filename: str) -> None:
        self._filename = filename
        self._level = 0
        self.total = 0

    def take(self) -> None:
        level, highest = tracemalloc.get_traced_memory()
        self.total += highest - self._level
        self._level = level
        tracemalloc.reset_peak()

    def enter(self, frame: FrameType, event: str, argument: Any) -> Any:  # the signature sys.settrace asks for
        return self._line(frame, event, argument) if frame.f_code.co_filename == self._filename else None

    def _line(self, frame: FrameType, event: str, argument: Any) -> Any:  # the signature sys.settrace asks for
        del frame, event, argument
        self.take()
        return self._line


def _tensor_counter() -> Any:  # a TorchDispatchMode, or None where torch is not loaded
    torch = sys.modules.get("torch")
    if torch is None:
        return None
    from torch.utils._python_dispatch import TorchDispatchMode

    tensor = torch.Tensor

    class Counter(TorchDispatchMode):  # type: ignore[no-untyped-call]  # its base is untyped
        tensor_ops = 0
        elements = 0
        largest = 0

        def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            del types
            out = func(*args, **(kwargs or {}))
            self.tensor_ops += 1
            for item in out if isinstance(out, (tuple, list)) else (out,):
                if isinstance(item, tensor):
                    self.elements += item.numel()
                    self.largest = max(self.largest, item.numel())
            return out

        def counts(self) -> dict[str, int]:
            return {"tensor_ops": self.tensor_ops, "elements": self.elements, "largest": self.largest}

    return Counter()  # type: ignore[no-untyped-call]  # its base is untyped
