"""Comparison of what came back with what was expected, and the words for the difference."""

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from studytui.grading.remote import Remote
from studytui.grading.showing import as_numpy, both, is_tensor, show

_KINDS = {"b": "bool", "i": "integer", "u": "integer", "f": "float", "c": "complex", "O": "object", "U": "text"}


class CheckFailed(Exception):  # noqa: N818 - the verdict of a check, raised to end it
    """A check does not hold: one sentence, and the lines that show it.

    `ungradable`: what came back is no value at all, so that there was nothing to judge.
    """

    def __init__(self, summary: str, details: Sequence[str] = (), *, ungradable: bool = False) -> None:
        super().__init__(summary)
        self.ungradable = ungradable
        self.summary = summary
        self.details = tuple(details)


def complain_of(value: Any, wanted: str | Callable[[], str], what: str) -> None:  # any value
    """Name what is not a value at all: None, a coroutine, a generator, an object.

    Raises:
        CheckFailed: it is one of these.
    """
    if value is not None and not isinstance(value, Remote):
        return
    subject = what or "the result"
    wanted = wanted if isinstance(wanted, str) else wanted()
    if value is None:
        raise CheckFailed(f"{subject} is None, expected {wanted} - missing return?")
    hints = {
        "coroutine": "a coroutine - is the function `async def`?",
        "generator": "a generator - `yield` where `return` was meant?",
        "function": "a function - was it meant to be called?",
        "method": "a method - was it meant to be called?",
    }
    kind = object.__getattribute__(value, "_kind")
    raise CheckFailed(f"{subject} is {hints.get(kind, f'of type {kind}')}, expected {wanted}", ungradable=True)


def as_array(value: Any, wanted: str, what: str) -> Any:  # any value; gives a numpy.ndarray
    """The numbers of an array, tensor, number or nested list.

    Raises:
        CheckFailed: it holds none.
    """
    import numpy as np

    complain_of(value, wanted, what)
    subject = what or "the result"
    if is_tensor(value):
        return as_numpy(value)
    if isinstance(value, (str, bytes, dict, set, frozenset)):
        raise CheckFailed(
            f"{subject} is of type {type(value).__name__}, expected {wanted}", [f"got       {show(value)}"]
        )
    try:
        array = np.asarray(_bare(value))
    except (ValueError, TypeError, OverflowError):
        raise CheckFailed(f"{subject} has rows of unequal length, expected {wanted}") from None
    if array.dtype.kind not in "biufc":
        inner = next((item for item in _flat(value) if item is None or isinstance(item, Remote)), 0)
        complain_of(inner, "a number", f"an element of {subject}")
        kind = _KINDS.get(array.dtype.kind, str(array.dtype))
        raise CheckFailed(f"{subject} holds {kind} values, expected {wanted}", [f"got       {show(value)}"])
    return array


def _bare(value: Any) -> Any:  # a number, or nested lists of numbers and tensors
    if isinstance(value, (list, tuple)):
        return [_bare(item) for item in value]
    return as_numpy(value) if is_tensor(value) else value


def _flat(value: Any) -> list[Any]:
    if isinstance(value, (list, tuple)):
        return [leaf for item in value[:1000] for leaf in _flat(item)]
    return [value]


def compare_arrays(got: Any, want: Any, rtol: float, atol: float, what: str) -> None:
    """Hold two arrays of numbers against each other, element by element.

    Raises:
        CheckFailed: kind, shape or values differ.
    """
    import numpy as np

    right = as_array(want, "an array", "the expected value")
    wanted = f"an array of shape {right.shape}" if right.ndim else "a number"
    left = as_array(got, wanted, what)
    subject = what or "the result"
    if left.dtype.kind == "c" and right.dtype.kind != "c":
        raise CheckFailed(f"{subject} is complex, expected real numbers", both(got, want))
    if left.shape != right.shape:
        raise CheckFailed(f"{subject} has shape {left.shape}, expected {right.shape}", both(got, want))
    wide = np.complex128 if right.dtype.kind == "c" else np.float64
    a, b = left.astype(wide), right.astype(wide)
    with np.errstate(all="ignore"):
        apart = np.abs(a - b)
        near = np.isfinite(b) & (apart <= atol + rtol * np.abs(b))
        bad = ~(near | (a == b) | (np.isnan(a) & np.isnan(b)))
    if bad.any():
        raise CheckFailed(*_difference(a, b, apart, bad, subject, both(got, want), left.dtype))


def _difference(
    a: Any, b: Any, apart: Any, bad: Any, subject: str, shown: list[str], dtype: Any
) -> tuple[str, list[str]]:
    """Sentence and lines for two arrays of one shape that differ where `bad` says."""
    import numpy as np

    index = tuple(int(i) for i in np.argwhere(bad)[0])
    at = "" if not index else f" at index {index[0] if len(index) == 1 else index}"
    summary = f"{subject} is wrong{at}: {_two_numbers(b[index], a[index])}"
    details = shown if index else []
    with np.errstate(all="ignore"):
        finite = apart[bad & np.isfinite(apart)]
        relative = (apart / np.abs(b))[bad & np.isfinite(apart) & (b != 0)]
    parts = [f"{int(bad.sum())} of {bad.size} elements differ"] if index else []
    if finite.size:
        parts.append(f"largest error {finite.max():.3g} absolute")
    if relative.size:
        parts.append(f"{relative.max():.3g} relative")
    lost = int((np.isnan(a) & ~np.isnan(b)).sum())
    if lost and index:
        parts.append(f"{lost} nan")
    if parts:
        details.append("; ".join(parts))
    if dtype.itemsize < 8 and dtype.kind == "f":
        details.append(f"the result is {dtype}: single precision may be all that is wrong")
    return summary, details


def _two_numbers(want: Any, got: Any) -> str:  # numbers
    """Both with as many digits as it takes to tell them apart."""
    digits = next((n for n in (10, 17) if f"{want:.{n}g}" != f"{got:.{n}g}"), 17)
    return f"expected {want:.{digits}g}, got {got:.{digits}g}"


def first_difference(got: Any, want: Any, path: str = "") -> tuple[str, Any, Any] | None:  # any values
    """Where two structures first differ: `(path, got there, wanted there)`; None if they do not.

    Numbers are compared by value, lists and tuples alike, arrays by value and shape; nan equals nan.
    """
    if isinstance(got, Remote):
        return path, got, want
    if _arrayish(got) or _arrayish(want):
        return None if _same_arrays(got, want) else (path, got, want)
    if isinstance(want, Mapping) and isinstance(got, Mapping):
        return _differing_keys(got, want, path)
    if isinstance(want, (list, tuple)) and isinstance(got, (list, tuple)):
        for place, (mine, theirs) in enumerate(zip(got, want, strict=False)):
            found = first_difference(mine, theirs, f"{path}[{place}]")
            if found:
                return found
        return None if len(got) == len(want) else (path, got, want)
    if isinstance(want, AbstractSet) and isinstance(got, AbstractSet):
        return None if got == want else (path, got, want)
    if isinstance(want, float) and isinstance(got, float) and math.isnan(want) and math.isnan(got):
        return None
    plain = (bool, int, float, complex)
    if isinstance(got, plain) != isinstance(want, plain):
        return path, got, want
    return None if got == want else (path, got, want)


def _differing_keys(
    got: Mapping[Any, Any], want: Mapping[Any, Any], path: str
) -> tuple[str, Any, Any] | None:  # any keys and values
    if got.keys() != want.keys():
        return path, got, want
    for key in want:
        found = first_difference(got[key], want[key], f"{path}[{key!r}]")
        if found:
            return found
    return None


def _arrayish(value: Any) -> bool:  # any value
    numpy = sys.modules.get("numpy")
    return is_tensor(value) or (numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic)))


def _same_arrays(got: Any, want: Any) -> bool:  # any values, one of them an array
    import numpy as np

    try:
        left, right = (as_numpy(v) if is_tensor(v) else np.asarray(_bare(v)) for v in (got, want))
    except (ValueError, TypeError):
        return False
    if left.shape != right.shape or (left.dtype.kind in "US") != (right.dtype.kind in "US"):
        return False
    if "O" in left.dtype.kind + right.dtype.kind:
        return bool(np.array_equal(left, right))
    numeric = left.dtype.kind in "fc" and right.dtype.kind in "fc"
    return bool(np.array_equal(left, right, equal_nan=numeric))
