"""Progress: minutes per day, weeks done, scores by track."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content

from studytui.domain.rhythm import Share
from studytui.study import plans, progress
from studytui.study.progress import Stats
from studytui.tui.marks import ACCENT, QUIET, TITLE, cells, plain
from studytui.tui.screens.base import StudyScreen
from studytui.tui.widgets.heatmap import bar, heatmap
from studytui.tui.widgets.lines import BLANK, Line, Lines

WANTED = {Share.BUILDING: 70, Share.READING: 20, Share.NOTES: 10}


class ProgressScreen(StudyScreen):
    """What was done, in numbers."""

    MODE = "progress"

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    def load(self) -> None:
        """Read the figures and paint them."""
        stats, today = progress.stats(self.ctx), self.ctx.today()
        start = plans.required(self.ctx).schedule.start
        self.query_one(Lines).show(
            lambda width: [
                *_head(stats, width),
                BLANK,
                *(Line(row) for row in heatmap(stats.minutes_by_day, start, today, width)),
                BLANK,
                *_shares(stats, width),
                BLANK,
                *_tracks(stats, width),
            ]
        )


def _head(stats: Stats, width: int) -> Iterator[Line]:
    hours, minutes = divmod(stats.minutes, 60)
    yield Line(plain(stats.plan_title, TITLE))
    weeks = f"Week {stats.week}   {stats.weeks_done} of {stats.weeks_total} weeks done"
    yield Line(Content.assemble(bar(stats.weeks_done, stats.weeks_total, min(40, width // 3)), "  ", (weeks, QUIET)))
    yield Line(plain(f"{hours} h {minutes:02d} min studied", QUIET))


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
