"""A prediction as one line: `acc 0.8..0.9 at lr=0.1 80%`, `loss < 0.3`, `acc rises with depth 70%`."""

import math
import re

from studytui.domain.experiment import Direction, Parameters, Prediction, number
from studytui.frozen import replace

EXAMPLES = "`acc 0.8..0.9 80%`, `loss < 0.3`, `acc > 0.9 at lr=0.1`, `acc rises with depth 70%`"
_METRIC = re.compile(r"[A-Za-z_][\w./@-]*")
_CONFIDENCE = re.compile(r"\s*(?P<percent>\d+(?:\.\d+)?)\s*%\s*$")
_PAIR = re.compile(r"^(?P<name>[A-Za-z_][\w.-]*)=(?P<value>\S+)$")


def read(text: str) -> Prediction:
    """The prediction that a line makes.

    Raises:
        ValueError: one sentence on what does not fit, for the learner.
    """
    rest, confidence = _confidence(" ".join(text.split()))
    rest, point = _point(rest)
    found = _METRIC.match(rest)
    if not found:
        raise ValueError(f"a prediction begins with the name of a metric, as in {EXAMPLES}")
    claim = rest[found.end() :].strip()
    made = _direction(found[0], claim) or _range(found[0], claim)
    if made.direction and point:
        raise ValueError("a prediction of a direction is about the whole grid; leave out what follows `at`")
    return replace(made, point=point, confidence=confidence)


def written(prediction: Prediction) -> str:
    """The line that makes this prediction."""
    low, high = prediction.low, prediction.high
    if prediction.direction:
        claim = f"{prediction.direction} with {prediction.parameter}"
    elif high is None:
        claim = f"> {low:g}"
    elif low is None:
        claim = f"< {high:g}"
    else:
        claim = f"{low:g}..{high:g}"
    words = [prediction.metric, claim]
    if prediction.point:
        words.append("at " + " ".join(f"{name}={value}" for name, value in prediction.point))
    if prediction.confidence is not None:
        words.append(f"{prediction.confidence:g}%")
    return " ".join(words)


def _confidence(text: str) -> tuple[str, float | None]:
    found = _CONFIDENCE.search(text)
    if not found:
        return text, None
    percent = float(found["percent"])
    if not 0 < percent <= 100:
        raise ValueError(f"a confidence lies above 0 and up to 100 percent, not at {found['percent']}")
    return text[: found.start()], percent


def _point(text: str) -> tuple[str, Parameters]:
    claim, at, rest = text.partition(" at ")
    if not at:
        return text, ()
    pairs = [_PAIR.match(word) for word in rest.replace(",", " ").split()]
    if not pairs or not all(pairs):
        raise ValueError(f"after `at` come a grid point's parameters, as in `at lr=0.1 depth=3`, not {rest!r}")
    return claim, tuple((pair["name"], pair["value"]) for pair in pairs if pair)


def _direction(metric: str, claim: str) -> Prediction | None:
    words = claim.split()
    if not words or words[0] not in tuple(Direction):
        return None
    if len(words) != 3 or words[1] != "with":
        raise ValueError("a direction is predicted over one parameter of the grid, as in `acc rises with depth`")
    return Prediction(metric, direction=Direction(words[0]), parameter=words[2])


def _range(metric: str, claim: str) -> Prediction:
    if claim[:1] in "<>" and claim:
        bound = _bound(claim[1:].removeprefix("="))
        return Prediction(metric, low=bound) if claim[0] == ">" else Prediction(metric, high=bound)
    first, dots, last = claim.partition("..")
    if not dots or not (first.strip() or last.strip()):
        raise ValueError(f"say what {metric} will be: a range, a bound or a direction, as in {EXAMPLES}")
    low = _bound(first) if first.strip() else None
    high = _bound(last) if last.strip() else None
    if low is not None and high is not None and low > high:
        raise ValueError(f"the range {claim} ends before it begins; write the smaller number first")
    return Prediction(metric, low=low, high=high)


def _bound(text: str) -> float:
    found = number(text.strip())
    if found is None or not math.isfinite(found):
        raise ValueError(f"{text.strip() or 'nothing'!r} is no number to predict; write one as in {EXAMPLES}")
    return found
