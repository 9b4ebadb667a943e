"""Simpler draws: a generator whose numbers are rounded and whose sizes are small, to show a failure in little."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Level:
    """How simple: decimals left of every float (None: all), share left of every scalar integer draw."""

    decimals: int | None
    share: float


LEVELS = (
    Level(0, 0.0),
    Level(1, 0.0),
    Level(0, 0.5),
    Level(1, 0.5),
    Level(2, 0.0),
    Level(None, 0.0),
    Level(0, 1.0),
    Level(1, 1.0),
    Level(2, 1.0),
)
"""From the simplest to the nearly untouched; the first on which a check still fails is shown."""

_FREE = (
    "chisquare",
    "exponential",
    "gamma",
    "gumbel",
    "laplace",
    "logistic",
    "lognormal",
    "multivariate_normal",
    "normal",
    "standard_exponential",
    "standard_gamma",
    "standard_normal",
    "standard_t",
)
_BOUNDED = ("beta", "dirichlet", "random", "triangular", "uniform")


class Simpler(np.random.Generator):
    """Draws what the generator under it would, made simple; each value stays within the range it was drawn from."""

    level = LEVELS[-1]

    def integers(self, low: Any, high: Any = None, size: Any = None, *args: Any, **kwargs: Any) -> Any:
        """As drawn; a scalar comes nearer to the lower bound."""
        drawn = super().integers(low, high, size, *args, **kwargs)
        if size is not None or np.ndim(drawn):
            return drawn
        lowest = 0 if high is None else low
        return type(drawn)(int(lowest) + int((int(drawn) - int(lowest)) * self.level.share))


def _simple(name: str, *, bounded: bool) -> Callable[..., Any]:
    original: Callable[..., Any] = getattr(np.random.Generator, name)

    def draw(self: Simpler, *args: Any, **kwargs: Any) -> Any:
        drawn = original(self, *args, **kwargs)
        decimals = self.level.decimals
        if decimals is None:
            return drawn
        if not bounded:
            return np.round(drawn, decimals) + 0.0  # -0 is no simpler than 0
        fine = 10.0 ** max(decimals, 1)
        rounded = np.floor(np.asarray(drawn) * fine) / fine
        lowest = args[0] if name == "uniform" and args else kwargs.get("low", 0.0)
        kept = np.where(rounded < lowest, drawn, rounded)
        return kept if np.ndim(drawn) else float(kept)

    draw.__name__ = name
    return draw


for _name in _FREE:
    setattr(Simpler, _name, _simple(_name, bounded=False))
for _name in _BOUNDED:
    setattr(Simpler, _name, _simple(_name, bounded=True))


def simpler(generator: np.random.Generator, level: Level) -> Simpler:
    """A generator that starts where `generator` stands and draws as simply as `level` says."""
    made = Simpler(generator.bit_generator)
    made.level = level
    return made
