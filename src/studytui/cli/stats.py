"""`studytui stats`: how far you have come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studytui.cli.experiment_text import calibration_lines, calibration_shape
from studytui.cli.opened import opened
from studytui.cli.options import json_option
from studytui.cli.output import say, say_json
from studytui.cli.review_text import remembered_lines, remembered_shape
from studytui.study import calibration, reviews
from studytui.study.progress import stats

if TYPE_CHECKING:
    from studytui.study.progress import PlanStats, Stats, TrackStats


@click.command("stats")
@json_option
def stats_command(as_json: bool) -> int:
    """Print minutes, weeks, scores, and what is remembered."""
    with opened() as ctx:
        found = stats(ctx)
        predictions = calibration.of_year(ctx)
        remembered = reviews.retention(ctx), reviews.at_risk(ctx)
    if as_json:
        say_json({**_shape(found), **remembered_shape(*remembered), "calibration": calibration_shape(predictions)})
        return 0
    for line in (*_lines(found), *remembered_lines(*remembered), *calibration_lines(predictions)):
        say(line)
    return 0


def _shape(found: Stats) -> dict[str, object]:
    return {
        "plan": found.plan_id,
        "week": found.week,
        "weeks": {"done": found.weeks_done, "total": found.weeks_total},
        "boxes": {"done": found.boxes_done, "total": found.boxes_total},
        "minutes": {
            "total": found.minutes,
            "planned": found.planned_minutes,
            "by_day": {day.isoformat(): minutes for day, minutes in sorted(found.minutes_by_day.items())},
            "by_kind": {kind.value: minutes for kind, minutes in found.minutes_by_kind.items()},
            "by_share": {share.value: minutes for share, minutes in found.minutes_by_share.items()},
        },
        "tracks": [_track_shape(track) for track in found.tracks],
        "plans": [_plan_shape(item) for item in found.plans],
    }


def _plan_shape(item: PlanStats) -> dict[str, object]:
    return {
        "plan": item.plan_id,
        "main": item.main,
        "week": item.week,
        "weeks": {"done": item.share.weeks_done, "total": item.share.weeks_total},
        "boxes": {"done": item.share.boxes_done, "total": item.share.boxes_total},
    }


def _track_shape(track: TrackStats) -> dict[str, object]:
    return {
        "track": track.track,
        "exercises": track.exercises,
        "tried": track.tried,
        "accepted": track.accepted,
        "points": track.points,
        "points_possible": track.points_possible,
    }


def _lines(found: Stats) -> list[str]:
    shares = ", ".join(f"{share.value} {minutes}" for share, minutes in found.minutes_by_share.items())
    lines = [
        found.plan_title,
        f"Week {found.week} of {found.weeks_total}, {found.weeks_done} done",
        f"{found.boxes_done} of {found.boxes_total} boxes ticked",
        f"{found.minutes} minutes studied ({shares})",
    ]
    for item in found.plans[1:]:
        share = item.share
        lines.append(f"Also {item.title}: week {item.week} of {share.weeks_total}, {share.percent} % done")
    width = max((len(track.track) for track in found.tracks), default=0)
    for track in found.tracks:
        points = f", {track.points}/{track.points_possible} points" if track.tried else ""
        lines.append(f"  {track.track:<{width}}  {track.accepted} of {track.exercises} accepted{points}")
    return lines
