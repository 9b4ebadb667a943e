"""Mean and spread of a metric over seeds, in which no nan and no infinity goes unsaid."""

import math
from collections.abc import Iterable

from studytui.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """Of `count` finite values; `odd` tells of the others, as (`nan`, 2), out of `total`.

    `deviation` is the standard deviation of a sample (n - 1), None below two values; `mean` None without any.
    """

    count: int
    total: int
    mean: float | None = None
    deviation: float | None = None
    odd: tuple[tuple[str, int], ...] = ()

    @property
    def error(self) -> float:
        """The standard error of the mean; 0 where one value says nothing of it."""
        return self.deviation / math.sqrt(self.count) if self.deviation is not None else 0.0

    @property
    def warning(self) -> str:
        """`2 of 5 runs gave nan`; empty where every value is a number."""
        if not self.odd:
            return ""
        first, *others = self.odd
        said = [f"{first[1]} of {self.total} runs gave {first[0]}", *(f"{count} gave {name}" for name, count in others)]
        return " and ".join(said)

    def __str__(self) -> str:
        """`0.912 ± 0.013 (n=5)`."""
        if self.mean is None:
            return self.odd[0][0] if self.odd else "-"
        if self.deviation is None:
            return f"{shown(self.mean)} (n={self.count})"
        mean, deviation = rounded(self.mean, self.deviation)
        return f"{mean} ± {deviation} (n={self.count})"


def spread(values: Iterable[float]) -> Spread:
    """What the values come to."""
    listed = list(values)
    finite = [value for value in listed if math.isfinite(value)]
    names = [shown(value) for value in listed if not math.isfinite(value)]
    odd = tuple((name, names.count(name)) for name in ("nan", "inf", "-inf") if name in names)
    if not finite:
        return Spread(0, len(listed), odd=odd)
    scale = max(abs(value) for value in finite) or 1.0  # sums of huge numbers would else overflow
    parts = [value / scale for value in finite]
    mean = math.fsum(parts) / len(parts)
    deviation = None
    if len(parts) > 1:
        deviation = scale * math.sqrt(math.fsum((part - mean) ** 2 for part in parts) / (len(parts) - 1))
    return Spread(len(finite), len(listed), scale * mean, deviation, odd)


def shown(value: float) -> str:
    """A number in at most five significant digits; `nan`, `inf` and `-inf` as such."""
    return f"{value:.5g}" if math.isfinite(value) else str(value)


def rounded(mean: float, deviation: float) -> tuple[str, str]:
    """Mean and deviation to the second digit of the deviation, as far as four to eight digits of the mean show it."""
    if not deviation or not math.isfinite(deviation):
        return shown(mean), shown(deviation)
    places = 1 - int(f"{deviation:.1e}".partition("e")[2])
    if not 0 <= places <= 7 or abs(mean) >= 1e7:
        return shown(mean), f"{deviation:.2g}"
    return f"{mean:.{places}f}", f"{deviation:.{places}f}"
