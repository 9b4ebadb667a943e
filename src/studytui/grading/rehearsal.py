"""A tiny exercise graded in the zygote itself, so that no child has to run anything for the first time."""

import sys

from studytui.checks import close
from studytui.grading import child, modules
from studytui.grading.checker import Checker
from studytui.grading.responder import Responder
from studytui.grading.session import Session, in_process
from studytui.grading.wire import Frame, pack

_FILES = {
    "submission": b"def double(x):\n    return x * 2\n",
    "reference": b"def double(x):\n    return x * 2\n",
    "checks": b"""
from studytui.checks import check, close, equal
import reference

@check("right")
def right(learner, rng):
    x = rng.normal(size=(int(rng.integers(2, 4)), 3))
    close(learner.double(x), reference.double(x))
    equal(learner.double([1.0] * 20), reference.double([1.0] * 20))

@check("wrong")
def wrong(learner, rng):
    close(learner.double(rng.uniform(size=3)), [1.0, 2.0, 3.0])
""",
}


def rehearse() -> None:
    """Run every part of a check once and leave no module of it behind."""
    names = ["reference", "checks"]
    frame = Frame({"files": list(names), "seed": 0}, tuple(memoryview(_FILES[name]) for name in names))
    module = modules.build("submission", _FILES["submission"], "submission.py")
    checker = Checker(child.Job(frame), Session(in_process(Responder(module, None, "submission.py"))))
    child.seed_everything(0)
    for command in (["list"], ["check", "right"], ["check", "wrong"]):
        pack(checker.obey(list(command)))
    torch = sys.modules.get("torch")
    if torch is not None:
        close(torch.ones(2, 3) @ torch.ones(3, 1), torch.full((2, 1), 3.0))
    for name in _FILES:
        sys.modules.pop(name, None)
    modules.forget_lines()
