"""The files of a new exercise: whole in form, so that `verify` names only what is still to be written."""

from __future__ import annotations

from studytui.domain.exercise import Backend, ExerciseKind

_FACTS = """\
schema: 1
title: {title}
track: {track}
kind: {kind}
difficulty: 2
minutes: 40
backend: {backend}
exports: [{name}]
core: [{name}]
forbid: []
prerequisites: []
serves: []
hints:
  - A nudge towards the idea.
  - The step that is usually missed.
  - Nearly the answer.
"""

_PROMPT = """\
# {title}

What to build and why, in two or three sentences.

```python
def {name}(x):
    ...
```

- `x`: what it is, its shape and units.
- Returns: what, and its shape.

The formula, one worked example with numbers, and the edge cases that are graded.
"""

_STARTER = '''\
{imports}def {name}(x):
    """What it returns, with shapes and units."""
    raise NotImplementedError
'''

_REFERENCE = """\
{imports}def {name}(x):
    # core: begin
    raise NotImplementedError("write the reference; between these marks stands what a review asks for")
    # core: end
"""

_CHECKS = """\
{imports}import reference
from studytui.checks import check, close


@check("What holds, said as a property", points=1)
def {name}_equals_the_reference(learner, rng):
    x = {draw}
    close(learner.{name}(x), reference.{name}(x))
"""

_MISTAKE = '''\
"""Says in one line what is wrong with this solution.

caught by: {name}_equals_the_reference
"""
{imports}def {name}(x):
    return x
'''

_NOTES = """\
Why it works, what to look at next, and the source (paper or book, with the chapter).
"""

_IMPORTS = {
    Backend.PYTHON: "",
    Backend.NUMPY: "import numpy as np\n",
    Backend.TORCH: "import torch\n",
}
_DRAWS = {
    Backend.PYTHON: "[float(value) for value in rng.normal(size=int(rng.integers(2, 9)))]",
    Backend.NUMPY: "rng.normal(size=int(rng.integers(2, 9)))",
    Backend.TORCH: "torch.from_numpy(rng.normal(size=int(rng.integers(2, 9))))",
}


def files(exercise: str, track: str, backend: Backend, kind: ExerciseKind) -> dict[str, str]:
    """Every file of the folder by its name."""
    name = exercise.replace("-", "_")
    name = name if name.isidentifier() else f"solve_{name}"
    words = {
        "name": name,
        "title": exercise.replace("-", " ").capitalize(),
        "track": track,
        "kind": kind.value,
        "backend": backend.value,
        "draw": _DRAWS[backend],
    }
    apart = _IMPORTS[backend] and f"{_IMPORTS[backend]}\n\n"
    # Checks always may use numpy; only what they draw with is imported, so that a linter stays quiet.
    drawn_with = _IMPORTS[backend] if backend is Backend.TORCH else ""
    return {
        "exercise.yaml": _FACTS.format(**words),
        "prompt.md": _PROMPT.format(**words),
        "starter.py": _STARTER.format(imports=apart, **words),
        "reference.py": _REFERENCE.format(imports=apart, **words),
        "checks.py": _CHECKS.format(imports=drawn_with, **words),
        "mistakes/first_guess.py": _MISTAKE.format(imports=f"\n{apart or chr(10)}", **words),
        "notes.md": _NOTES,
    }
