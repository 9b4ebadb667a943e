"""The author's API, against a module in this process seen through the same wire as a learner's."""

import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from studytui.checks import (
    CheckFailed,
    LearnerError,
    allocated,
    calls,
    check,
    close,
    equal,
    expect,
    growth,
    operations,
    peak_memory,
    probe,
    raises,
    unchanged,
)
from studytui.grading import modules
from studytui.grading.responder import Responder
from studytui.grading.session import Session, in_process

SOURCE = b"""
import numpy as np

class OwnError(ValueError):
    pass

class Box:
    def __init__(self, items):
        self.items = list(items)
    def __len__(self):
        return len(self.items)
    def __getitem__(self, i):
        return self.items[i]
    def __setitem__(self, i, value):
        self.items[i] = value
    def __iter__(self):
        return iter(self.items)
    def __contains__(self, item):
        return item in self.items
    def __add__(self, other):
        return Box(self.items + list(other))
    def __radd__(self, other):
        return Box(list(other) + self.items)
    def __eq__(self, other):
        return isinstance(other, Box) and self.items == other.items
    def __neg__(self):
        return Box(reversed(self.items))
    def __str__(self):
        return f"Box of {len(self)}"

def count(n):
    for i in range(n):
        yield i

def refuse(why):
    raise OwnError(why)

def not_yet():
    raise NotImplementedError

def sort_in_place(x):
    x.sort()
    return x

def pairs(n):
    total = 0
    for i in range(n):
        for j in range(n):
            total += step(i)
    return total

def step(i):
    return i

def ones(n):
    return float(np.ones(n).sum())

def ranks(n):
    x = np.arange(n)
    return [int((x < each).sum()) for each in x]

def ranked(n):
    order = np.arange(n)
    for round in range(3):
        order = np.argsort(order)
    return order

def nothing():
    return None

def as_given(x):
    return x

def size(box):
    return len(box)

def draw(rng):
    return rng.normal()
"""


@pytest.fixture
def learner() -> Iterator[Any]:
    """The module above, seen as a check sees a learner's."""
    submission = modules.build("submission", SOURCE, "submission.py")
    probes = ModuleType("probes")

    @probe
    def twice(submission: ModuleType, value: Any) -> list[Any]:
        return [submission.as_given(value)] * 2

    probes.twice = twice  # type: ignore[attr-defined]  # a module made by hand
    probes.hidden = len  # type: ignore[attr-defined]  # no probe
    yield Session(in_process(Responder(submission, probes, "submission.py"))).module
    sys.modules.pop("submission", None)


def failure(function: Callable[..., Any], *args: Any, **kwargs: Any) -> str:
    """The message with which a comparison fails."""
    with pytest.raises(CheckFailed) as caught:
        function(*args, **kwargs)
    return "\n".join([caught.value.summary, *caught.value.details])


numbers = hnp.arrays(
    np.float64, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4), elements=st.floats(allow_nan=True)
)


@given(numbers)
def test_everything_is_close_to_itself(array: Any) -> None:
    """An array equals itself, nan and infinities included, as an array and as nested lists."""
    close(array, array)
    equal(array, array)
    close(array.copy(), array)
    if array.size:
        close(array.tolist(), array)


@given(numbers.filter(lambda a: a.size > 0), st.integers(0, 10**6))
def test_nothing_is_close_to_what_differs(array: Any, place: int) -> None:
    """One element changed beyond the tolerance is found, whatever the others are."""
    other = array.copy().reshape(-1)
    index = place % other.size
    other[index] = 1.0 if abs(other[index]) > 1e300 or other[index] == -1 else other[index] * 2 + 1
    other[index] = 1.0 if np.isnan(other[index]) else other[index]
    assert failure(close, other.reshape(array.shape), array)


def test_close_needs_the_same_shape() -> None:
    """Nothing is broadcast: scalars, rows and columns of the right values still have the wrong shape."""
    want = np.ones((2, 3))
    for got in (1.0, np.ones(3), np.ones((2, 1)), np.ones((2, 3, 1)), np.ones((1, 2, 3))):
        assert "shape" in failure(close, got, want)


def test_close_measures_by_both_tolerances() -> None:
    """The bound is atol + rtol * |want|, as documented."""
    close(1.0 + 9e-8, 1.0)
    assert failure(close, 1.0 + 2e-7, 1.0)
    close(1e-9, 0.0, atol=1e-8)
    assert failure(close, 1e-9, 0.0)
    close(np.float32(0.1), 0.1, rtol=1e-5)
    assert "single precision" in failure(close, np.array([0.1], dtype=np.float32), [0.1], rtol=1e-9)


@pytest.mark.parametrize(
    ("got", "want", "words"),
    [
        (None, 1.0, "missing return?"),
        ("1.0", 1.0, "of type str"),
        ({"a": 1}, [1.0], "of type dict"),
        ([[1.0], [1.0, 2.0]], [[1.0], [2.0]], "unequal length"),
        ([1.0, None], [1.0, 2.0], "an element of the result is None"),
        (1j, 1.0, "complex"),
        (float("nan"), 1.0, "got nan"),
        (1.0, float("nan"), "expected nan"),
        ([1.0, 2.0], [1.0, 3.0], "at index 1: expected 3, got 2"),
        ([[1.0, 2.0]], [[1.0, 2.0 + 1e-6]], "at index (0, 1)"),
        (1.0 + 1e-12, 1.0 + 1e-15, "1.000000000001"),
    ],
)
def test_close_says_what_is_wrong(got: Any, want: Any, words: str) -> None:
    """Each way of not being a number, or the right one, is named."""
    assert words in failure(close, got, want, rtol=1e-13 if want == 1.0 + 1e-15 else 1e-7)


def test_close_gives_the_largest_error() -> None:
    """The message counts the elements that differ and gives the largest error, absolute and relative."""
    said = failure(close, np.array([1.0, 2.5, 4.0]), np.array([1.0, 2.0, 2.0]), what="the mean")
    assert said.startswith("the mean is wrong at index 1")
    assert "2 of 3 elements differ; largest error 2 absolute; 1 relative" in said


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (1, 1.0),
        (np.int64(3), 3),
        ((1, [2]), [1, (2,)]),
        ({"a": np.array([1, 2])}, {"a": [1, 2]}),
        (float("nan"), float("nan")),
        ({1, 2}, frozenset({2, 1})),
        (np.array(["a"]), ["a"]),
        (b"x", b"x"),
        (None, None),
    ],
)
def test_equal_looks_at_content(got: Any, want: Any) -> None:
    """Numbers by value, lists and tuples alike, arrays by value and shape."""
    equal(got, want)


@pytest.mark.parametrize(
    ("got", "want", "words"),
    [
        ([1, [2, 3]], [1, [2, 4]], "at [1][1]: expected 4, got 3"),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, "at ['a']['b']"),
        ([1], [1, 2], "expected [1, 2], got [1]"),
        ("1", 1, "expected 1, got '1'"),
        (None, 3, "missing return?"),
        (3, None, "expected None"),
        ({"a": 1}, {"b": 1}, "'b'"),
        (np.zeros((1, 2)), np.zeros(2), "shape (2,)"),
        (np.array([1]), ["1"], "expected ['1']"),
    ],
)
def test_equal_says_where(got: Any, want: Any, words: str) -> None:
    """The path to the first difference is named."""
    assert words in failure(equal, got, want)


def test_expect_shows_values() -> None:
    """A property that does not hold is said in the author's words, with what was asked to be shown."""
    expect(np.bool_(True), "holds")
    assert (
        failure(expect, [], "the list is not empty", length=0) == "this should hold: the list is not empty\nlength = 0"
    )
    assert (
        failure(expect, [], "it is told", message=1, condition=2)
        == "this should hold: it is told\nmessage = 1\ncondition = 2"
    )


def test_raises_takes_classes_and_names(learner: Any) -> None:
    """A subclass counts, by class or by name; the text comes back."""
    assert raises(ValueError, learner.refuse, "why not") == "why not"
    assert raises("OwnError", learner.refuse, "x") == "x"
    assert raises((KeyError, "OwnError"), learner.refuse, "x") == "x"
    assert "OwnError was raised" in failure(raises, KeyError, learner.refuse, "x")
    assert "returned 5" in failure(raises, ValueError, learner.as_given, 5)
    for returned in (None, learner.Box([1])):
        assert failure(raises, ValueError, lambda it=returned: it) == "expected ValueError, but nothing was raised"


def test_starter_does_not_count_as_raising(learner: Any) -> None:
    """NotImplementedError, a RuntimeError by descent, and a missing name are no right answers."""
    for name in ("not_yet", "no_such_name"):
        with pytest.raises(LearnerError):
            raises((RuntimeError, AttributeError), lambda name=name: getattr(learner, name)())
    assert raises(NotImplementedError, learner.not_yet) == ""


def test_unchanged_sees_the_learners_side(learner: Any) -> None:
    """An argument changed in place is noticed, although it travelled as a copy."""
    x = np.array([3.0, 1.0, 2.0])
    assert "argument 1 was modified" in failure(unchanged, learner.sort_in_place, x)
    assert x.tolist() == [3.0, 1.0, 2.0]
    assert unchanged(learner.as_given, x).tolist() == x.tolist()
    assert "argument `x`" in failure(unchanged, learner.sort_in_place, x=[2, 1])
    assert unchanged(sorted, [2, 1]) == [1, 2]


def test_objects_are_used_like_objects(learner: Any) -> None:
    """Calls, attributes, items, len, iteration, operators and passing back all reach the learner's object."""
    box = learner.Box([1, 2, 3])
    assert (len(box), box[0], box[-1], list(box), 2 in box, 9 in box) == (3, 1, 3, [1, 2, 3], True, False)
    box[1] = 7
    assert box.items == [1, 7, 3]
    box.label = "mine"
    assert box.label == "mine"
    assert list(box + (4,)) == [1, 7, 3, 4]  # noqa: RUF005 - the operator is what is tested
    assert list((0,) + box) == [0, 1, 7, 3]  # noqa: RUF005 - likewise
    assert list(-box) == [3, 7, 1]
    assert box == learner.Box([1, 7, 3])
    assert str(box) == "Box of 3"
    assert learner.size(box) == 3
    assert bool(box)
    with pytest.raises(LearnerError, match="no attribute 'nothing_here'"):
        _ = box.nothing_here


def test_generators_are_iterated(learner: Any) -> None:
    """A generator of the learner's is iterated step by step, and compared by what it yields."""
    assert list(learner.count(4)) == [0, 1, 2, 3]
    steps = learner.count(2)
    assert (next(steps), next(steps)) == (0, 1)
    with pytest.raises(StopIteration):
        next(steps)
    assert "generator" in failure(equal, learner.count(2), [0, 1])


def test_generator_travels_by_state(learner: Any) -> None:
    """The learner's draws come from the check's generator without moving it."""
    rng = np.random.default_rng(0)
    first = learner.draw(rng)
    assert first == learner.draw(rng) == rng.normal()


def test_probes_run_beside_the_learner(learner: Any) -> None:
    """A probe is given the learner's module; what is not marked as a probe cannot be called."""
    assert learner.probes.twice([1]) == [[1], [1]]
    with pytest.raises(LearnerError, match="no @probe named 'hidden'"):
        learner.probes.hidden([1])


def test_functions_do_not_cross(learner: Any) -> None:
    """Passing a function to the learner is the author's mistake, and says what to do instead."""
    with pytest.raises(TypeError, match="write a @probe"):
        learner.as_given(len)


def test_cost_is_counted(learner: Any) -> None:
    """Lines, calls, growth and peak memory are exact and repeatable."""
    first, second = operations(learner.pairs, 10), operations(learner.pairs, 10)
    assert first == second
    assert first.result == 450
    assert first.calls == 101
    assert calls("step", learner.pairs, 10) == 100
    exponent = growth(lambda n: operations(learner.pairs, n).lines, (10, 20, 40))
    assert 1.8 < exponent < 2.1
    assert 8e6 <= peak_memory(learner.ones, 10**6) < 9e6
    with pytest.raises(TypeError, match="not a lambda"):
        operations(lambda: 1)


def test_whole_arrays_within_a_loop_are_counted(learner: Any) -> None:
    """What rises and falls again counts every time, in a comprehension too; one array at a time grows in proportion."""
    assert growth(lambda n: allocated(learner.ranks, n), (1000, 4000)) > 1.7
    assert growth(lambda n: allocated(learner.ranked, n), (1000, 4000)) < 1.2


def test_check_needs_title_and_points() -> None:
    """A check without a title, or worth nothing, is refused where it is written."""
    for title, points in (("", 1), ("Fine", 0)):
        with pytest.raises(ValueError, match="title and at least one point"):
            check(title, points=points)
