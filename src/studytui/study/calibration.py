"""Calibration over the year: how often results fell as predicted, against the confidence stated."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studytui.domain.judgement import Calibration, Judged, Place, calibration
from studytui.study import experiments

if TYPE_CHECKING:
    from studytui.study.context import Context
    from studytui.study.experiment_view import ExperimentView

YEAR = timedelta(days=365)


def of_year(ctx: Context) -> Calibration:
    """The predictions of the last 365 days.

    One counts when it was written before the first results, its runs are over or the experiment is concluded, and the
    results allow a judgement.
    """
    today = ctx.today()
    views = [one for one in experiments.listed(ctx, today - YEAR, today) if one.prediction or one.record.prediction]
    judged = [one for one in (judged_of(view) for view in views) if one is not None]
    return calibration(judged, uncounted=len(views) - len(judged))


def judged_of(view: ExperimentView) -> Judged | None:
    """What an experiment adds to the calibration; None while it adds nothing."""
    if view.prediction is None or view.judgement is None or view.judgement.place is Place.OPEN:
        return None
    if view.missing and not view.record.concluded:
        return None
    return Judged(view.judgement.place is Place.IN, view.prediction.confidence)
