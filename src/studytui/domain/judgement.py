"""A prediction held against the results, and how often predictions hold over the year."""

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum

from studytui.domain.experiment import Direction, Outcome, Prediction, named, number, same_point
from studytui.domain.experiment_summary import Point
from studytui.domain.spread import Spread, shown
from studytui.frozen import dataclass


class Place(StrEnum):
    """Where the result lies: in the range that was predicted, below or above it, against it, or it cannot be said."""

    IN = "in"
    BELOW = "below"
    ABOVE = "above"
    AGAINST = "against"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Where the result lies, what that makes of the prediction, and why, in a sentence without its full stop."""

    place: Place
    outcome: Outcome
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A prediction that counts, and whether it held."""

    held: bool
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """Predictions of about the same confidence: how many, how many held, and what was said on average, in percent."""

    first: int
    last: int
    count: int
    held: int
    said: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How often results fell as predicted, against the stated confidence.

    `uncounted` are experiments whose prediction does not count or cannot be judged yet.
    """

    count: int
    held: int
    bands: tuple[Band, ...] = ()
    uncounted: int = 0

    @property
    def stated(self) -> int:
        """How many predictions had a confidence."""
        return sum(band.count for band in self.bands)

    @property
    def said(self) -> float | None:
        """The mean confidence stated, in percent."""
        return sum(band.said * band.count for band in self.bands) / self.stated if self.stated else None


BANDS = ((0, 49), (50, 69), (70, 84), (85, 100))
"""Confidence in percent, first and last of each band."""


def judge(prediction: Prediction, points: Sequence[Point]) -> Judgement:
    """Hold the prediction against the results so far."""
    if prediction.point:
        meant = same_point(prediction.point)
        points = [point for point in points if set(meant) <= set(same_point(point.parameters))]
    where = f" at {named(prediction.point)}" if prediction.point else ""
    known = [(point, point.metrics[prediction.metric]) for point in points if prediction.metric in point.metrics]
    if not known:
        return Judgement(Place.OPEN, Outcome.UNCLEAR, f"no run gave {prediction.metric}{where} yet")
    odd = next((spread.warning for _, spread in known if spread.odd), "")
    if odd:
        return Judgement(Place.OPEN, Outcome.UNCLEAR, f"{odd}, so {prediction.metric} cannot be judged")
    if prediction.direction:
        return _along(prediction, known)
    if len(known) == 1:
        return _within(prediction, known[0][1])
    return _everywhere(prediction, known)


def calibration(judged: Iterable[Judged], uncounted: int = 0) -> Calibration:
    """How often they held, by band of confidence; bands without a prediction are left out."""
    listed = list(judged)
    bands = []
    for first, last in BANDS:
        those = [
            one
            for one in listed
            if one.confidence is not None and first <= min(math.floor(one.confidence), 100) <= last
        ]
        if those:
            said = math.fsum(one.confidence or 0.0 for one in those) / len(those)
            bands.append(Band(first, last, len(those), sum(one.held for one in those), said))
    return Calibration(len(listed), sum(one.held for one in listed), tuple(bands), uncounted)


def _place(prediction: Prediction, value: float) -> Place:
    if prediction.low is not None and value < prediction.low:
        return Place.BELOW
    if prediction.high is not None and value > prediction.high:
        return Place.ABOVE
    return Place.IN


def _within(prediction: Prediction, result: Spread) -> Judgement:
    mean = result.mean or 0.0
    place = _place(prediction, mean)
    ends = [end for end in (prediction.low, prediction.high) if end is not None]
    said = (
        f"{prediction.metric} is {result}, {place} what was predicted"
        if place is not Place.IN
        else (f"{prediction.metric} is {result}, as predicted")
    )
    if result.count > 1 and any(abs(mean - end) < result.error for end in ends):
        return Judgement(place, Outcome.UNCLEAR, f"{said}, but closer to the edge than its standard error")
    return Judgement(place, Outcome.CONFIRMED if place is Place.IN else Outcome.REFUTED, said)


def _everywhere(prediction: Prediction, known: Sequence[tuple[Point, Spread]]) -> Judgement:
    """A range without a grid point is about all of them: one that is clearly outside refutes it."""
    each = [_within(prediction, spread) for _, spread in known]
    places = {one.place for one in each}
    outside = {one.place for one in each if one.outcome is Outcome.REFUTED}
    if len(places) > 1:
        inside = sum(one.place is Place.IN for one in each)
        why = f"{prediction.metric} is as predicted at {inside} of {len(each)} grid points"
        if not outside:
            return Judgement(Place.OPEN, Outcome.UNCLEAR, f"{why}, and close to the edge at the rest")
        return Judgement(outside.pop() if len(outside) == 1 else Place.AGAINST, Outcome.REFUTED, why)
    place = places.pop()
    how = "as predicted" if place is Place.IN else f"{place} what was predicted"
    why = f"{prediction.metric} is {how} at all {len(each)} grid points"
    if outside:
        return Judgement(place, Outcome.REFUTED, why)
    if any(one.outcome is Outcome.UNCLEAR for one in each):
        return Judgement(place, Outcome.UNCLEAR, f"{why}, but close to the edge at some")
    return Judgement(place, Outcome.CONFIRMED, why)


def _along(prediction: Prediction, known: Sequence[tuple[Point, Spread]]) -> Judgement:
    """A direction holds from the least value of the parameter to the greatest, over all that else varies."""
    ends: dict[float, list[Spread]] = {}
    for point, result in known:
        value = number(dict(point.parameters).get(prediction.parameter, ""))
        if value is not None:
            ends.setdefault(value, []).append(result)
    if len(ends) < 2:
        why = f"{prediction.parameter} took fewer than two values, so no direction shows"
        return Judgement(Place.OPEN, Outcome.UNCLEAR, why)
    (low, low_error), (high, high_error) = _mean(ends[min(ends)]), _mean(ends[max(ends)])
    grew = high - low
    why = f"{prediction.metric} went from {shown(low)} to {shown(high)} as {prediction.parameter} grew"
    held = grew > 0 if prediction.direction is Direction.RISES else grew < 0
    place = Place.IN if held else Place.AGAINST
    if abs(grew) < math.hypot(low_error, high_error):
        return Judgement(place, Outcome.UNCLEAR, f"{why}, less than its standard error")
    return Judgement(place, Outcome.CONFIRMED if held else Outcome.REFUTED, why)


def _mean(results: Sequence[Spread]) -> tuple[float, float]:
    """Mean of means, and its standard error."""
    means = [result.mean or 0.0 for result in results]
    return math.fsum(means) / len(means), math.sqrt(math.fsum(result.error**2 for result in results)) / len(results)
