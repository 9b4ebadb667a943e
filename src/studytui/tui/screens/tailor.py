"""A plan to measure: what is wanted, then the plan with its reasons, then saved or not."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.plural import several
from studytui.domain.tailoring import Reason, Tailored
from studytui.errors import UsageError
from studytui.study import tailoring
from studytui.tui.marks import ACCENT, QUIET, TITLE, box, plain, spread
from studytui.tui.screens.base import StudyScreen, asking
from studytui.tui.screens.plan_skills import LEVELS
from studytui.tui.widgets.heatmap import bar
from studytui.tui.widgets.lines import BLANK, Line, Lines


class TailorScreen(StudyScreen):
    """The form; `p` makes the plan and shows it, enter there saves it."""

    MODE = "plan"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", "Choose", tooltip="Choose the track, or take that back"),
        Binding("enter", "change", "Change", tooltip="Change the line; on a track: how well you know it"),
        Binding("enter", "save", "Save", tooltip="Save the plan that is shown among your own"),
        Binding("p", "preview", "Show the plan", tooltip="Make the plan and show it with its reasons"),
        Binding("escape", "leave", "Back", tooltip="Back to the form, then to the plans"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.weeks, self.minutes = 12, 60
        self.units: tuple[str, ...] = ()
        self.tracks: list[str] = []
        self.levels: dict[str, int] = {}
        self.made: Tailored | None = None
        self._areas: dict[str, str] = {}
        self._single: dict[str, str] = {}

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    def load(self) -> None:
        """What can be asked for; levels are those rated last."""
        found = tailoring.offer(self.ctx)
        self._areas = {name: " ".join(tracks) for name, tracks in found.areas}
        self._single = {
            track.id: several(track.exercises, "exercise") for track in found.tracks if track.id not in self._areas
        }
        self.levels = {track.id: track.level for track in found.tracks if track.level is not None} | self.levels
        self.paint()

    def paint(self, cursor: str | None = None) -> None:
        """The form, or the plan that was made."""
        made = self.made
        self.query_one(Lines).show(
            lambda width: list(_plan(made, width) if made is not None else self._form(width)), cursor=cursor
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The form is filled in, the plan saved."""
        if action in {"choose", "change", "preview"}:
            return self.made is None
        if action == "save":
            return self.made is not None
        return super().check_action(action, parameters)

    def _form(self, width: int) -> Iterator[Line]:
        yield Line(plain("A plan to measure", TITLE))
        yield Line(plain("Choose with space what it is about; p shows the plan and saves nothing.", QUIET))
        yield BLANK
        yield Line(Content.assemble(("Weeks    ", QUIET), str(self.weeks)), key="weeks")
        yield Line(Content.assemble(("Minutes  ", QUIET), f"{self.minutes} a day"), key="minutes")
        units = ", ".join(self.units) or "none besides; enter adds some of a plan's weeks"
        yield Line(Content.assemble(("Units    ", QUIET), (units, "" if self.units else QUIET)), key="units", hang=9)
        for heading, known in (("Areas", self._areas), ("Tracks", self._single)):
            yield BLANK
            yield Line(spread(plain(heading, TITLE), plain("what you know of it", QUIET), width))
            for name, detail in known.items():
                yield self._choice(name, detail)

    def _choice(self, name: str, detail: str) -> Line:
        level = self.levels.get(name)
        shown = "" if level is None else f"  {level} of 5"
        right = Content.assemble(bar(level or 0, 5, 10), (f"{shown:<8}", QUIET))
        text = Content.assemble((f"{box(name in self.tracks)} ", QUIET), name.replace("-", " "))
        more = (plain(detail, QUIET),) if f"track:{name}" == self.query_one(Lines).cursor else ()
        return Line(text, key=f"track:{name}", hang=4, more=more, right=right)

    def on_lines_moved(self, _: Lines.Moved) -> None:
        """What the area holds shows under the cursor."""
        if self.made is None:
            self.paint()

    def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        if self.made is None:
            self.action_change()

    def action_choose(self) -> None:
        """Choose the track under the cursor, or take that back."""
        kind, _, name = self.query_one(Lines).cursor.partition(":")
        if kind == "track":
            self.tracks = [each for each in self.tracks if each != name] + [name] * (name not in self.tracks)
            self.paint()

    @asking
    async def action_change(self) -> None:
        """Ask for what stands on the line under the cursor."""
        kind, _, name = self.query_one(Lines).cursor.partition(":")
        if kind == "track":
            level = await self.choose("You know it", LEVELS)
            if level is not None:
                self.levels[name] = int(level)
                self.tracks += [name] * (name not in self.tracks)
        elif kind == "weeks":
            self.weeks = _number(await self.ask("Weeks:", value=str(self.weeks)), self.weeks)
        elif kind == "minutes":
            self.minutes = _number(await self.ask("Minutes a day:", value=str(self.minutes)), self.minutes)
        elif kind == "units":
            text = await self.ask("Units:", value=" ".join(self.units), hint="plan:W21-W24, plan:W7 or plan:phase")
            self.units = self.units if text is None else tuple(text.replace(",", " ").split())
        self.paint()

    def action_preview(self) -> None:
        """Make the plan and show it."""
        if not self.tracks and not self.units:
            self.say("Choose a track with space first, or name units.")
            return
        wanted = tailoring.wish(
            self.ctx,
            weeks=self.weeks,
            minutes=self.minutes,
            tracks=self.tracks,
            units=self.units,
            levels={name: level for name, level in self.levels.items() if name in self.tracks},
        )
        self.made = tailoring.make(self.ctx, wanted)
        self.paint()
        self.query_one(Lines).scroll_home(animate=False)

    @asking
    async def action_save(self) -> None:
        """Save the plan; one of that name is replaced only when that is wanted."""
        if self.made is None:
            return
        name = self.made.plan.id
        known = (self.ctx.paths.user_plans / f"{name}.yaml").is_file()
        if known and await self.choose(f"There is a plan {name}", {"y": "replace it"}) is None:
            return
        tailoring.save(self.ctx, self.made, replace=known)
        self.dismiss()
        self.app.call_later(self._told, name)

    def _told(self, name: str) -> None:
        screen = self.app.screen
        if isinstance(screen, StudyScreen):
            screen.refresh_data()
            screen.say(f"Saved as {name}; enter on it follows it, and its file is yours to edit.")

    def action_leave(self) -> None:
        """Back to the form, or out of it."""
        if self.made is None:
            self.dismiss()
        else:
            self.made = None
            self.paint()


def _number(text: str | None, before: int) -> int:
    if text is None:
        return before
    if not text.isdecimal():
        raise UsageError(f"{text!r} is no whole number")
    return int(text)


def _plan(made: Tailored, width: int) -> Iterator[Line]:
    plan = made.plan
    yield Line(spread(plain(plan.title, TITLE), plain(plan.id, QUIET), width))
    counts = ((plan.weeks_total, "week"), (len(made.taken), "unit"), (len(plan.phases), "checkpoint"))
    yield Line(plain(", ".join(several(count, noun) for count, noun in counts), QUIET))
    yield BLANK
    lines = [(reason.weeks or (0, 0), reason) for reason in made.taken]
    for phase in plan.phases:
        last = phase.units[-1]
        lines.append((last.weeks or (0, 0), Reason(last.id, last.title, "; ".join(last.details), last.weeks)))
    for (first, end), reason in sorted(lines, key=lambda line: line[0]):
        span = f"W{first:02d}" if first == end else f"W{first:02d}-{end:02d}"
        text = Content.assemble((f"{span:<8}", ACCENT), reason.title)
        yield Line(text, key=f"in:{reason.address}", hang=8, more=(plain(reason.why, QUIET),))
    if made.left_out:
        yield BLANK
        yield Line(plain("Left out", TITLE))
        for reason in made.left_out:
            yield Line(plain(reason.title), key=f"out:{reason.address}", hang=8, more=(plain(reason.why, QUIET),))
