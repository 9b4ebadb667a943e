"""Names for what a learner's code answered: the same for answers equal to six digits."""

from typing import Any

import numpy as np

from studytui.grading.transcript import digest
from studytui.grading.values import Encoder
from studytui.grading.wire import Frame, Tree


def answers(*values: Any) -> list[Frame]:
    """The frames in which those values come back."""
    frames = []
    for number, value in enumerate(values):
        codec = Encoder(handle)
        tree: Tree = [number, None, "ok", codec.encode(value)]
        frames.append(Frame(tree, tuple(map(memoryview, codec.buffers))))
    return frames


def handle(value: object) -> Tree:
    """An object that does not cross, under a number that changes from run to run."""
    return {"h": [id(value) % 1000, type(value).__name__, ""]}


def test_rounding_errors_do_not_matter() -> None:
    """Answers that differ in the last digits have one name, in arrays, lists and scalars."""
    x = np.random.default_rng(0).normal(size=100)
    assert digest(answers(x)) == digest(answers(x * (1 + 1e-14)))
    assert digest(answers(x.tolist())) == digest(answers((x + 1e-15).tolist()))
    assert digest(answers(0.1 + 0.2)) == digest(answers(0.3))
    assert digest(answers(np.float64(1 / 3))) == digest(answers(np.float64(1 / 3 + 1e-16)))


def test_differences_matter() -> None:
    """Answers that differ in value, shape, kind, number or place of nan have different names."""
    x = np.arange(6.0)
    others: list[list[Any]] = [
        [x + 1e-3],
        [x.reshape(2, 3)],
        [x.astype(int)],
        [x, x],
        [np.where(x == 2, np.nan, x)],
        [x.tolist()],
        [None],
        ["text"],
        [3],
    ]
    names = [digest(answers(x)), *(digest(answers(*other)) for other in others)]
    assert len(set(names)) == len(names)


def test_exceptions_count_by_kind() -> None:
    """An exception is named by its kind, not by its text; objects by theirs, not by their number."""
    raised = [Frame([1, None, "raise", [kind, text, [], [], 3, ""]]) for kind, text in
              (("ValueError", "a"), ("ValueError", "b"), ("KeyError", "a"))]  # fmt: skip
    first, second, third = (digest([frame]) for frame in raised)
    assert first == second != third
    assert digest(answers(object())) == digest(answers(object())) != digest(answers(len))


def test_what_was_not_kept_has_no_name() -> None:
    """Answers too large to keep are never taken for equal."""
    assert digest(None) is None
