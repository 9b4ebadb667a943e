"""Progress: each plan, minutes per day, planned against done, scores by track."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.rhythm import Share
from studytui.study import calibration, plans, progress, reviews
from studytui.study.progress import Stats
from studytui.tui.later import later
from studytui.tui.marks import ACCENT, QUIET, TITLE, cells, plain
from studytui.tui.screens.base import StudyScreen
from studytui.tui.screens.progress_calibration import calibration_lines
from studytui.tui.screens.progress_reviews import review_rows
from studytui.tui.widgets.heatmap import bar, heatmap
from studytui.tui.widgets.lines import BLANK, Line, Lines

WANTED = {Share.BUILDING: 70, Share.READING: 20, Share.NOTES: 10}


class ProgressScreen(StudyScreen):
    """What was done, in numbers."""

    MODE = "progress"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "reviews", "Reviews", tooltip="Every exercise that may come back for review"),
        Binding("x", "export", "Badge", tooltip="Write badge and boxes into the README of your workspace"),
    ]

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    def load(self) -> None:
        """Read the figures and paint them."""
        stats, today = progress.stats(self.ctx), self.ctx.today()
        start = plans.required(self.ctx).schedule.start
        remembered = reviews.retention(self.ctx)
        at_risk = reviews.at_risk(self.ctx)
        predictions = calibration.of_year(self.ctx)
        self.query_one(Lines).show(
            lambda width: [
                *_plans(stats, width),
                BLANK,
                *(Line(row) for row in heatmap(stats.minutes_by_day, start, today, width)),
                BLANK,
                *_minutes(stats, width),
                BLANK,
                *_shares(stats, width),
                BLANK,
                *_tracks(stats, width),
                *review_rows(remembered, at_risk, width),
                *calibration_lines(predictions, width),
            ]
        )

    async def action_reviews(self) -> None:
        """Every exercise that may come back, in Practice."""
        await self.app.switch_mode("practice")
        self.app.push_screen(later("reviews", "ReviewsScreen")())

    def action_export(self) -> None:
        """Write the badge and the list of boxes of the main plan."""
        from studytui.study import badge

        listed = badge.export_boxes(self.ctx)
        kept = f" Left as you edited it: {', '.join(listed.kept)}." if listed.kept else ""
        self.say(f"{listed.path} and {listed.badge.path.name} {'written' if listed.changed else 'stand'}.{kept}")


def _plans(stats: Stats, width: int) -> Iterator[Line]:
    """Every plan in view, the main one first."""
    for plan in stats.plans:
        share = plan.share
        yield Line(plain(plan.title, TITLE if plan.main else ""))
        weeks = f"{share.percent:>3} %   week {plan.week}   {share.weeks_done} of {share.weeks_total} weeks done"
        yield Line(Content.assemble(bar(share.percent, 100, min(40, width // 3)), "  ", (weeks, QUIET)))


def _minutes(stats: Stats, width: int) -> Iterator[Line]:
    """Planned and done since the first hour; what was done stands first, and nothing is owed."""
    yield Line(plain("Time", TITLE))
    most = max(stats.minutes, stats.planned_minutes)
    room = min(40, width // 3)
    for name, minutes in (("done", stats.minutes), ("planned", stats.planned_minutes)):
        hours, rest = divmod(minutes, 60)
        facts = f"{hours} h {rest:02d} min" + (" studied" if name == "done" else " since the first hour")
        yield Line(Content.assemble(cells(name, 14), bar(minutes, most, room), "  ", (facts, QUIET)))


def _shares(stats: Stats, width: int) -> Iterator[Line]:
    total = sum(stats.minutes_by_share.values())
    yield Line(plain("Where the time went", TITLE))
    if not total:
        yield Line(plain("Nothing yet.", QUIET))
        return
    for share, minutes in stats.minutes_by_share.items():
        percent = round(100 * minutes / total)
        row = bar(percent, 100, min(40, width // 3))
        facts = f"{percent:>3} %   the plan asks for {WANTED[share]} %"
        yield Line(Content.assemble(cells(share.value, 14), row, "  ", (facts, QUIET)))


def _tracks(stats: Stats, width: int) -> Iterator[Line]:
    yield Line(plain("Exercises by track", TITLE))
    room = min(28, width // 3)
    for track in stats.tracks:
        points = f"{track.points}/{track.points_possible} points" if track.points_possible else ""
        facts = f"{track.accepted:>2} of {track.exercises} accepted   {points}"
        name = cells(track.track.replace("-", " "), room)
        row = bar(track.accepted, track.exercises, min(24, width // 4))
        yield Line(Content.assemble((name, ACCENT if track.accepted else ""), row, "  ", (facts, QUIET)))
