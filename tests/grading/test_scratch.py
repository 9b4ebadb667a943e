"""The from-scratch rule: found in the tree, met at run time, and never in the way of libraries."""

import ast
from collections.abc import Callable

import pytest

from studytui.domain.exercise import Backend, ExerciseFiles
from studytui.domain.forbid import parse, permitted
from studytui.domain.report import Verdict
from studytui.grading.engine import Engine
from studytui.grading.scratch import Violation, inspect

Make = Callable[..., ExerciseFiles]
RULES = ("numpy.linalg.svd", "scipy.*", "sorted", "syntax: for, in: f", "collections.Counter")
SWALLOWED = """import numpy as np
def f(x):
    try:
        vars(np.linalg)["svd"](x)
    except BaseException:
        pass
    return 1
"""
ONE = "@check('One')\ndef one(learner, rng):\n    expect(learner.f(np.eye(2)) is not None, 'something comes back')\n"


def line_of_violation(source: str, rules: tuple[str, ...] = RULES, allow: tuple[str, ...] = ()) -> int | None:
    """The line on which the tree breaks a rule; None if it breaks none."""
    try:
        inspect(ast.parse(source), [parse(rule) for rule in rules], allow)
    except Violation as violation:
        return violation.line
    return None


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("import numpy as np\nnp.linalg.svd(1)", 2),
        ("import numpy.linalg as la\nla.svd(1)", 2),
        ("from numpy.linalg import svd as s", 1),
        ("from numpy import linalg\nlinalg.svd(1)", 2),
        ("import numpy\nq = numpy.linalg\nq.svd", 3),
        ("import numpy as np\ngetattr(np.linalg, 'svd')", 2),
        ("import importlib\nimportlib.import_module('scipy')", 2),
        ("x = __import__('scipy')", 1),
        ("import scipy.special", 1),
        ("from scipy import special", 1),
        ("from scipy.special import *", 1),
        ("def g(x):\n    return sorted(x)", 2),
        ("from collections import *\nCounter('a')", 2),
        ("def f(x):\n    for i in x: pass", 2),
        ("def f(x):\n    def g():\n        return [i for i in x]", 3),
        ("def g(x):\n    for i in x: pass", None),
        ("def sorted(x): return x\nsorted(1)", None),
        ("import numpy as np\nnp.linalg.norm(1)\nx = 'scipy'", None),
        ("class A:\n    def svd(self): pass\nA().svd()", None),
    ],
)
def test_tree_is_read_through_aliases(source: str, line: int | None) -> None:
    """Aliases, from-imports, getattr and importlib lead to the name they stand for; other names are let be."""
    assert line_of_violation(source) == line


def test_exceptions_open_the_way_to_them() -> None:
    """What is allowed beneath a forbidden package may be reached through it, and nothing else."""
    rules, allow = ("torch.nn.*",), ("torch.nn.Module",)
    assert line_of_violation("import torch.nn as nn\nclass A(nn.Module): pass", rules, allow) is None
    assert line_of_violation("import torch\ntorch.nn.Linear(1, 1)", rules, allow) == 2
    assert line_of_violation("from torch import nn\nnn.functional.relu(1)", rules, allow) == 2
    assert permitted("torch.nn", allow)
    assert not permitted("torch.nn.Linear", allow)


@pytest.mark.parametrize(
    ("syntax", "source"),
    [
        ("while", "while x: pass"),
        ("comprehension", "[i for i in x]"),
        ("loop", "while x: pass"),
        ("matmul", "a @ b"),
        ("matmul", "a @= b"),
        ("lambda", "lambda: 0"),
        ("try", "try:\n    pass\nfinally:\n    pass"),
        ("global", "def f():\n    global x"),
        ("yield", "def f():\n    yield"),
        ("with", "with x: pass"),
        ("class", "class A: pass"),
        ("async", "async def f(): pass"),
    ],
)
def test_syntax_can_be_forbidden(syntax: str, source: str) -> None:
    """Each named piece of syntax is found where it stands, and a file without it passes."""
    assert line_of_violation(source, (f"syntax: {syntax}",)) is not None
    assert line_of_violation("x = 1 + 2", (f"syntax: {syntax}",)) is None


@pytest.mark.parametrize("text", ["", "numpy..svd", "syntax: goto", "a b", "for in", "numpy.*.svd"])
def test_rules_outside_the_grammar_are_refused(text: str) -> None:
    """A rule that cannot be read is an error, not a rule that never holds."""
    with pytest.raises(ValueError, match=r"rule|syntax"):
        parse(text)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("import numpy as np\ndef f(x):\n    return getattr(np.linalg, 's' + 'vd')(x)", 3),
        (SWALLOWED, 4),
        ("def f(x):\n    return __import__('sci' + 'py')", 2),
        ("import numpy as np\ndef f(x):\n    return list(map(getattr(np.linalg, 'sv' 'd'), [x]))", 3),
    ],
)  # fmt: skip
async def test_stubs_catch_what_the_tree_hides(engine: Engine, make: Make, source: str, line: int) -> None:
    """A name put together at run time refuses to work, even where the refusal is swallowed."""
    report = await engine.grade(make("def f(x):\n    return 1\n", ONE, forbid=RULES), source.encode())
    assert report.verdict is Verdict.NOT_FROM_SCRATCH
    assert not report.from_scratch
    said = report.message or report.checks[0].message
    assert f"line {line}:" in said


HIDDEN = "import numpy as np\nhidden = getattr(np.linalg, 's' + 'vd')\n"


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    "body",
    [
        "exec('np.linalg.svd(x)')",
        "exec('import numpy; numpy.linalg.svd([[1.0]])', {})",
        "eval(compile('hidden(x)', 'numpy/core.py', 'eval'))",
        "hidden._original(x)",
        "vars(hidden)['_original'](x)",
        "__import__('inspect').unwrap(hidden)(x)",
        "t = __import__('threading').Thread(target=hidden, args=(x,)); t.start(); t.join()",
        "__import__('concurrent.futures').futures.ThreadPoolExecutor(1).submit(hidden, x).result()",
        "getattr(__import__('builtins'), 'sor' + 'ted')([1])",
        "__import__('sys').modules['builtins'].sorted([1])",
    ],
)
async def test_handing_a_name_on_is_using_it(engine: Engine, make: Make, body: str) -> None:
    """Neither code made of text, a thread, nor what stands behind a stub is a way round the rule."""
    files = make("def f(x):\n    return x\n", ONE, forbid=("numpy.linalg.svd", "sorted"))
    report = await engine.grade(files, f"{HIDDEN}def f(x):\n    {body}\n    return x\n".encode())
    assert report.verdict is Verdict.NOT_FROM_SCRATCH


@pytest.mark.asyncio(loop_scope="module")
async def test_an_export_may_not_be_the_forbidden_itself(engine: Engine, make: Make) -> None:
    """A check that calls what the submission merely passed on does not make it allowed."""
    files = make("def f(x):\n    return x\n", ONE, forbid=("numpy.linalg.svd",))
    report = await engine.grade(files, b"import numpy as np\nf = vars(vars(np)['lin' + 'alg'])['s' + 'vd']\n")
    assert report.verdict is Verdict.NOT_FROM_SCRATCH
    assert report.checks[0].line is None


@pytest.mark.asyncio(loop_scope="module")
async def test_libraries_keep_working(engine: Engine, make: Make) -> None:
    """What a library does with a forbidden name inside is its own business."""
    files = make("def f(x):\n    return 1\n", ONE, forbid=(*RULES, "isinstance", "numpy.exp"))
    source = b"import numpy as np\ndef f(x):\n    return np.linalg.pinv(x) + np.sinh(x) + np.logaddexp(x, x)\n"
    report = await engine.grade(files, source)
    assert report.accepted
    assert report.from_scratch


@pytest.mark.asyncio(loop_scope="module")
async def test_static_verdict_names_call_and_line(engine: Engine, make: Make) -> None:
    """A forbidden name in the file ends the run before anything runs, naming it and its line."""
    files = make("def f(x):\n    return 1\n", ONE, forbid=RULES)
    report = await engine.grade(files, b"from numpy.linalg import svd\nprint('ran')\n")
    assert report.verdict is Verdict.NOT_FROM_SCRATCH
    assert report.line == 1
    assert "numpy.linalg.svd" in report.message
    assert report.output == ""
    assert report.score == 0


@pytest.mark.asyncio(loop_scope="module")
async def test_layers_of_torch_can_be_forbidden(engine: Engine, make: Make) -> None:
    """With `torch.nn.*` forbidden and Module allowed, a network can be built from tensors and from nothing else."""
    pytest.importorskip("torch")
    own = "import torch\nfrom torch import nn\nclass Net(nn.Module):\n    def forward(self, x):\n        return x + 1\n"
    ready = "    def __init__(self):\n        super().__init__()\n        self.l = getattr(nn, 'Lin' + 'ear')(2, 2)\n"
    checks = (
        "import torch\n@check('One')\ndef one(learner, rng):\n    close(learner.Net()(torch.ones(2)), [2.0, 2.0])\n"
    )
    files = make(own, checks, backend=Backend.TORCH, forbid=("torch.nn.*",), allow=("torch.nn.Module",))
    assert (await engine.grade(files, own.encode())).accepted
    cheating = await engine.grade(files, (own + ready).encode())
    assert cheating.verdict is Verdict.NOT_FROM_SCRATCH
