"""What is to be run: grid points and seeds, and the command line of each run."""

import json
import re
from collections.abc import Iterable, Sequence
from itertools import product

from studytui.domain.experiment import Parameters

MOST_RUNS = 10_000
_NAME = re.compile(r"[A-Za-z_][\w.-]*")


def axis(text: str) -> tuple[str, tuple[str, ...]]:
    """A parameter and its values from `lr=0.1,0.01`.

    Raises:
        ValueError: one sentence on what does not fit, for the learner.
    """
    name, equals, values = text.partition("=")
    name = name.strip().lstrip("-")
    found = tuple(dict.fromkeys(value.strip() for value in values.split(",")))
    if not equals or not _NAME.fullmatch(name) or not all(found):
        raise ValueError(f"{text!r} is no line of a grid; write it like lr=0.1,0.01")
    if name == "seed":
        raise ValueError("seeds are no line of a grid; say --seeds 5 or --seeds 3,7")
    return name, found


def points(axes: Iterable[tuple[str, Sequence[str]]]) -> tuple[Parameters, ...]:
    """Every combination of the values, the last parameter changing fastest; one empty point without any.

    Raises:
        ValueError: a parameter stands there twice.
    """
    listed = list(axes)
    names = [name for name, _ in listed]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ValueError(f"the grid has {twice} twice; give all its values at once: {twice}=...,...")
    return tuple(tuple(zip(names, values, strict=True)) for values in product(*(values for _, values in listed)))


def seeds(text: str) -> tuple[int, ...]:
    """The seeds 0 to 4 from `5`, those that are named from `3,7`.

    Raises:
        ValueError: one sentence on what does not fit, for the learner.
    """
    words = [word.strip() for word in text.removesuffix(",").split(",")]
    if not all(re.fullmatch(r"\d{1,18}", word) for word in words):
        raise ValueError(f"{text!r} are no seeds; say how many (5), or which (3,7)")
    if "," not in text:
        count = int(words[0])
        if not 1 <= count <= MOST_RUNS:
            raise ValueError(f"the number of seeds lies between 1 and {MOST_RUNS}; a single one is named as 7,")
        return tuple(range(count))
    return tuple(dict.fromkeys(int(word) for word in words))


def arguments(parameters: Parameters, seed: int | None) -> tuple[str, ...]:
    """`--lr 0.1 --seed 3`."""
    words = [word for name, value in parameters for word in (f"--{name}", value)]
    return tuple(words) if seed is None else (*words, "--seed", str(seed))


def environment(parameters: Parameters, seed: int | None) -> dict[str, str]:
    """The same as environment variables: STUDYTUI_PARAMS is a JSON object in which numbers are numbers."""
    shape = {name: _as_json(value) for name, value in parameters}
    found = {"STUDYTUI_PARAMS": json.dumps(shape)}
    return found if seed is None else {**found, "STUDYTUI_SEED": str(seed)}


def _as_json(value: str) -> object:
    if value in ("true", "false"):
        return value == "true"
    try:
        shape: object = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return shape if isinstance(shape, int | float) and shape == shape and abs(shape) != float("inf") else value
