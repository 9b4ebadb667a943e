"""The author's API: all that an exercise's `checks.py` and `probes.py` import from studytui.

A check is a function that is given the learner's module and a random generator, and fails by raising. It reads like a
test, and its name is its id::

    import numpy as np
    import reference
    from studytui.checks import check, close

    @check("Each row sums to one", points=1)
    def rows_sum_to_one(learner, rng):
        x = rng.normal(size=(int(rng.integers(2, 6)), 8))
        close(learner.softmax(x).sum(axis=-1), np.ones(len(x)))

    @check("No overflow for large scores", points=3, seconds=2)
    def stable(learner, rng):
        x = rng.normal(size=(4, 8)) * 1e4
        close(learner.softmax(x), reference.softmax(x), rtol=1e-6)

`checks.py` and `reference.py` run in one process, the learner's file (and `probes.py`) in another, which knows no
answer. `learner` is a remote object: `learner.f(x)` is a message and its answer. Classes work the same way:
`model = learner.PCA(2); model.fit(x); model.components_`. Objects of the learner's can be called, indexed, iterated,
measured with `len`, combined with operators, have attributes read and set, and be passed back to the learner. What
crosses by value, as a copy: None, bool, int, float, complex, str, bytes, list, tuple, set, dict, arrays and tensors
(tensors without their graph), dtypes, and random generators (by state: the learner's draws do not move yours). A
function of yours cannot be passed: write a probe.

`rng` is a `numpy.random.Generator` whose seed follows from the run's seed and the check's id; in an exercise whose
backend is torch, make a tensor with `torch.from_numpy(rng.normal(...))`. Take every random number from it, sizes as
well (`n = int(rng.integers(2, 9))`): a check that fails is run again with a simpler `rng`, and what the learner is
shown is the simplest input on which theirs is wrong and the reference right. Leave at least six standard errors
between a right answer and the tolerance.

What a check leads to: `close`, `equal`, `expect`, `raises` and `unchanged` fail it as a wrong answer, None for a value
too; an object that is no value where one was wanted (a coroutine, a generator, an instance of the learner's) is a
runtime error that names it, as is whatever the learner's code raises.

Anything that a check's body raises by itself (adding None to an array, say) is run again against the reference: if that
passes, the learner's answer is to blame and named; if not, the check is broken and nobody loses points unfairly.

A probe is for what must run beside the learner's code: training loops of a hundred calls or more, gradients, `async`
code, callables handed to the learner. It knows no answers and returns plain values, which the check judges::

    # probes.py
    from studytui.checks import probe

    @probe
    def losses(submission, x, y, steps):
        model = submission.Net(x.shape[1])
        return [float(model.step(x, y)) for _ in range(steps)]

    # checks.py
    falling = learner.probes.losses(x, y, 50)

Cost is graded by counting, never by the clock: `calls`, `operations`, `allocated`, `peak_memory` and `growth`.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from studytui.grading.compare import CheckFailed, compare_arrays, complain_of, first_difference
from studytui.grading.counted import Operations, allocated, calls, growth, operations, peak_memory
from studytui.grading.remote import Remote
from studytui.grading.session import Session
from studytui.grading.showing import both, show
from studytui.grading.trouble import LearnerError

__all__ = [
    "CheckFailed",
    "CheckSpec",
    "LearnerError",
    "Operations",
    "allocated",
    "calls",
    "check",
    "close",
    "equal",
    "expect",
    "growth",
    "operations",
    "peak_memory",
    "probe",
    "raises",
    "unchanged",
]

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """What `check` says of the function it decorates; limits of None are the exercise's."""

    title: str
    points: int
    seconds: float | None
    memory_mb: int | None


def check(
    title: str, *, points: int = 1, seconds: float | None = None, memory_mb: int | None = None
) -> Callable[[Function], Function]:
    """Make a function `(learner, rng)` a check; its name is the check's id.

    Args:
        title: what holds when it passes, as the learner reads it: "Rows sum to one".
        points: what it is worth, at least 1.
        seconds: wall clock it may take, learner's and checker's work together; default the exercise's `check_seconds`.
        memory_mb: MB (10**6 bytes) by which the learner's process may grow during this check, measured from outside;
            leave 30 MB for libraries. Default the exercise's `memory_mb`.
    """
    if not title or not isinstance(points, int) or points < 1:
        raise ValueError("a check needs a title and at least one point")

    def mark(function: Function) -> Function:
        function.check_spec = CheckSpec(title, points, seconds, memory_mb)  # type: ignore[attr-defined]  # the mark
        return function

    return mark


def probe(function: Function) -> Function:
    """Let checks call a function of `probes.py`: `learner.probes.name(...)` runs `name(submission, ...)`.

    `submission` is the learner's module itself (the reference, when a check is replayed against it). Arguments and
    result cross by value; the probe may import neither `reference` nor `checks`.
    """
    function.is_probe = True  # type: ignore[attr-defined]  # the mark
    return function


def close(got: Any, want: Any, *, rtol: float = 1e-7, atol: float = 0.0, what: str = "") -> None:
    """The numbers of `got` are those of `want`: `|got - want| <= atol + rtol * |want|`, element by element.

    Shapes must be equal, nothing is broadcast. nan equals only nan. Arrays, tensors, numbers and nested lists will do
    on both sides; a complex result for a real expectation will not. For float32 work say `rtol=1e-5` or so.

    Args:
        got: the learner's.
        want: the right one.
        rtol: relative tolerance.
        atol: absolute tolerance; give one where the right value may be zero.
        what: the subject of the message: "the gradient of w"; default "the result".
    """
    compare_arrays(got, want, rtol, atol, what)


def equal(got: Any, want: Any, *, what: str = "") -> None:
    """`got` is `want`, structure by structure.

    Numbers are compared by value (1, 1.0 and np.int64(1) are equal), lists and tuples alike, sets and dicts by content,
    arrays by value and shape.
    """
    if want is not None:
        complain_of(got, lambda: show(want), what)
    found = first_difference(got, want)
    if found is None:
        return
    path, mine, theirs = found
    details = both(got, want) if path else []
    at = f" at {path}" if path else ""
    raise CheckFailed(f"{what or 'the result'} is wrong{at}: expected {show(theirs)}, got {show(mine)}", details)


def expect(condition: object, message: str, /, **shown: Any) -> None:
    """A property holds; `message` says what should: "the loss falls in every step".

    Args:
        condition: taken as true or false.
        message: the sentence shown when it is false.
        shown: values to show beneath it, by any name, `condition` and `message` included.
    """
    if not condition:
        raise CheckFailed(f"this should hold: {message}", [f"{name} = {show(value)}" for name, value in shown.items()])


def raises(
    error: type[BaseException] | str | tuple[type[BaseException] | str, ...],
    fn: Callable[..., Any],
    *args: Any,
    **kwargs: Any,
) -> str:
    """Calling `fn` raises `error`, or a subclass of it; gives the exception's text.

    Args:
        error: a class, the name of one (for exceptions of the learner's own), or several.
        fn: usually a function of the learner's.
        args: its arguments.
        kwargs: its named arguments.
    """
    several = error if isinstance(error, tuple) else (error,)
    names = [kind if isinstance(kind, str) else kind.__name__ for kind in several]
    wanted = " or ".join(names)
    try:
        result = fn(*args, **kwargs)
    except LearnerError as caught:
        told = caught.described
        unwritten = told.name == "NotImplementedError" and told.name not in names
        if told.sort or unwritten:
            raise
        if not set(names) & set(told.kinds):
            raise CheckFailed(f"expected {wanted}, but {told.name} was raised: {told.text}", told.trace[-2:]) from None
        return told.text
    returned = "" if result is None or isinstance(result, Remote) else f"; the call returned {show(result)}"
    raise CheckFailed(f"expected {wanted}, but nothing was raised{returned}")


def unchanged(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call `fn`; fail if it modified an argument in place. Gives the result."""
    if isinstance(fn, Remote):
        session: Session = object.__getattribute__(fn, "_session")
        session.calling(object.__getattribute__(fn, "_name"), args, kwargs)
        result, after, named = session.request("call_and_show", fn, list(args), kwargs)
    else:
        after, named = copy.deepcopy(list(args)), copy.deepcopy(kwargs)
        result = fn(*after, **named)
    before = dict(enumerate(args, start=1)) | kwargs
    for place, value in (dict(enumerate(after, start=1)) | named).items():
        if _by_value(value) and first_difference(value, before[place]) is not None:
            name = f"argument {place}" if isinstance(place, int) else f"argument `{place}`"
            lines = [f"before    {show(before[place])}", f"after     {show(value)}"]
            raise CheckFailed(f"{name} was modified in place", lines)
    return result


def _by_value(value: Any) -> bool:  # any value
    return not isinstance(value, Remote) and not any(
        hasattr(value, name) for name in ("bit_generator", "set_state", "setstate")
    )
