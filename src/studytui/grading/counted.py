"""Cost by counting, as a check asks for it; `cost.py` is the other side, where the counting is done."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from studytui.grading.remote import Remote
from studytui.grading.session import Session


@dataclass(frozen=True, slots=True)
class Operations:
    """What a call cost, counted.

    `lines`: lines of the learner's own file that ran (a comprehension's loop counts each round). `calls`: calls of
    functions in their file. `tensor_ops`: PyTorch operators dispatched, those of backward too; `elements`: elements of
    all their results; `largest`: elements of the largest one, so that `largest < n * n` proves that no n x n matrix was
    built. `result` is what the call returned.
    """

    lines: int
    calls: int
    tensor_ops: int
    elements: int
    largest: int
    result: Any


def operations(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Operations:
    """Call a function of the learner's and count its work; same input, same count, whatever the machine's load."""
    counts = _cost("steps", "", fn, args, kwargs)
    return Operations(**{name: counts[name] for name in Operations.__dataclass_fields__})


def calls(of: str, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> int:
    """How often the learner's function `of` is called while `fn` runs.

    Args:
        of: the name of a function or method in the learner's file: "distance", "KMeans.assign".
        fn: the function of the learner's to run.
        args: its arguments.
        kwargs: its named arguments.
    """
    return int(_cost("calls", of, fn, args, kwargs)["calls"])


def peak_memory(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> int:
    """The most bytes that Python objects and NumPy arrays took at any moment while `fn` ran, beyond those before.

    Exact and repeatable. Tensors are not counted: use `operations(...).largest`, or `@check(memory_mb=...)`.
    """
    return int(_cost("peak", "", fn, args, kwargs)["peak"])


def allocated(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> int:
    """Bytes that Python objects and NumPy arrays took while `fn` ran, summed over every line of the learner's that ran.

    Unlike the peak it counts an array again whenever it is made again, so that work on whole arrays within a loop
    shows: n thresholds, each compared with n scores, grow with exponent 2, sorting with 1. A round of Python costs
    some hundred bytes; choose sizes at which arrays matter more.
    """
    return int(_cost("allocated", "", fn, args, kwargs)["bytes"])


def growth(cost: Callable[[int], float], sizes: Sequence[int]) -> float:
    """The exponent p of `cost(n) ~ n**p`, fitted over `sizes` (at least two): 1 linear, 2 quadratic.

    n log n looks like 1.1 to 1.3. Example::

        p = growth(lambda n: operations(learner.dedupe, make(n)).lines, (100, 200, 400))
        expect(p < 1.5, "the work grows in proportion to the input", exponent=p)
    """
    points = [(math.log(n), math.log(max(cost(n), 1.0))) for n in sizes]
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


def _cost(what: str, of: str, fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    if not isinstance(fn, Remote):
        raise TypeError("cost is counted for functions of the learner's: pass learner.f itself, not a lambda")
    session: Session = object.__getattribute__(fn, "_session")
    session.calling(object.__getattribute__(fn, "_name"), args, kwargs)
    return session.request("cost", what, of, fn, list(args), kwargs)
