"""Metrics in what a script prints: `{"loss": 0.3}`, `loss=0.3`, `loss: 0.3`. The last value counts, all make the curve.

Numbers may be `nan`, `inf` and `-inf`; they are values like others. `step`, `epoch` and the like say where a line
stands, `seed` which run it is; they are no metrics.
"""

import json
import re

from studytui.domain.experiment import Series

MOST_METRICS = 64
MOST_VALUES = 256
"""Values kept of a metric; where more come, every second one of them goes."""
LONGEST_LINE = 64 * 1024
LONGEST_NAME = 80
PLACES = frozenset({"step", "epoch", "iteration", "iter", "batch", "seed"})

_NUMBER = r"[-+]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?|nan|inf(?:inity)?)"
_PAIR = re.compile(
    rf"(?<![\w./:=@-])(?P<name>[A-Za-z_][\w./@-]*)\s*[=:]\s*(?P<value>{_NUMBER})(?![\w:/]|[.,-]\d)", re.IGNORECASE
)
_NUMBER_ALONE = re.compile(_NUMBER, re.IGNORECASE)


def metrics_in(line: str) -> dict[str, float]:
    """The metrics on a line, by name."""
    text = line.strip()
    if not text or len(text) > LONGEST_LINE:
        return {}
    if text[0] == "{":
        return _of_object(text)
    if "=" not in text and ":" not in text:
        return {}
    return _without_places({found["name"]: float(found["value"]) for found in _PAIR.finditer(text)})


def metrics_of(shape: object) -> dict[str, float]:
    """The numbers at the top of a JSON object; anything else is passed over."""
    if not isinstance(shape, dict):
        return {}
    found = {str(name): _number(value) for name, value in shape.items()}
    return _without_places({name: value for name, value in found.items() if value is not None})


def parsed(text: str) -> object:
    """The JSON value a text writes; None where it writes none, however it is built."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value


class Metrics:
    """Collects the metrics of one run from its lines, in bounded space."""

    def __init__(self) -> None:
        self.last: dict[str, float] = {}
        self.left_out = False
        self._values: dict[str, list[float]] = {}
        self._every: dict[str, int] = {}
        self._seen: dict[str, int] = {}

    def add(self, found: dict[str, float]) -> None:
        """Take what a line said."""
        for name, value in found.items():
            if name not in self.last and len(self.last) >= MOST_METRICS:
                self.left_out = True
                continue
            self.last[name] = value
            values = self._values.setdefault(name, [])
            seen = self._seen.get(name, 0)
            self._seen[name] = seen + 1
            if seen % self._every.setdefault(name, 1) == 0:
                values.append(value)
            if len(values) > MOST_VALUES:
                del values[1::2]
                self._every[name] *= 2

    @property
    def series(self) -> dict[str, Series]:
        """The curve of each metric that was said more than once."""
        return {
            name: Series(self._every[name], tuple(values)) for name, values in self._values.items() if len(values) > 1
        }


def _of_object(text: str) -> dict[str, float]:
    return metrics_of(parsed(text))


def _number(value: object) -> float | None:
    if isinstance(value, str):
        return float(value) if _NUMBER_ALONE.fullmatch(value.strip()) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def _without_places(found: dict[str, float]) -> dict[str, float]:
    return {name: value for name, value in found.items() if name.casefold() not in PLACES and len(name) <= LONGEST_NAME}
