"""Today: the week, the day's tasks and the clock, as plain lines."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.exercise import ExerciseState
from studytui.domain.schedule import Standing
from studytui.study import plans, today
from studytui.study.cards import ExerciseCard
from studytui.study.today import DayCard, TaskView, TodayView
from studytui.tui.links import open_link
from studytui.tui.marks import ACCENT, DONE, OPEN, QUIET, TITLE, box, cells, mark, plain, spread
from studytui.tui.screens.base import StudyScreen
from studytui.tui.widgets.lines import BLANK, Line, Lines

ROOMY = 90
REST = {
    Standing.BEFORE: "The plan starts on {date}. Nothing is due before; whatever you do now counts.",
    Standing.REST: "A day without study. The next hour is {date}.",
    Standing.PAUSED: "The plan is paused. The next hour is {date}.",
    Standing.AFTER: "The plan is done. Everything in it stays open to you.",
}


class TodayScreen(StudyScreen):
    """The first screen."""

    MODE = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Start", tooltip="Start the clock and open what the cursor is on"),
        Binding("enter", "open", "Open", tooltip="Open what the cursor is on"),
        Binding("space", "tick", "Tick", tooltip="Tick the task, or take the tick back"),
        Binding("e", "editor", "Editor", tooltip="Open the exercise in your own editor"),
        Binding("o", "link", "Link", tooltip="Open the task's link; over ssh it is copied"),
    ]

    view: TodayView | None = None

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines()

    def load(self) -> None:
        """Read the day and paint it."""
        if plans.current(self.ctx) is None:
            return
        first = self.view is None
        self.view = today.today(self.ctx)
        due = next((f"task:{task.address}" for task in self.view.tasks if not task.done), None)
        self._paint(due if first else None)

    def _paint(self, cursor: str | None = None) -> None:
        view, lines = self.view, self.query_one(Lines)
        if view is not None:
            lines.show(lambda width: list(_page(view, lines.cursor, width)), cursor=cursor)

    def on_lines_moved(self, _: Lines.Moved) -> None:
        """The task under the cursor says more."""
        self._paint()

    def current_task(self) -> TaskView | None:
        """The task under the cursor."""
        address = self.query_one(Lines).cursor.removeprefix("task:")
        return next((task for task in self.view.tasks if task.address == address), None) if self.view else None

    def current_exercise(self) -> str | None:
        """The exercise under the cursor, its own line's or its task's."""
        cursor = self.query_one(Lines).cursor
        if cursor.startswith("exercise:"):
            return cursor.removeprefix("exercise:")
        task = self.current_task()
        known = {card.id for card in self.ctx.library.exercises()}
        return task.exercise if task and task.exercise in known else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter starts the clock, and once that runs only opens."""
        if action in {"begin", "open"}:
            return (self.study.session is None) == (action == "begin")
        return super().check_action(action, parameters)

    async def action_begin(self) -> None:
        """Start the clock and open."""
        self.study.begin()
        await self.action_open()

    async def action_open(self) -> None:
        """An exercise opens; a task to read or write stays in view."""
        exercise, task = self.current_exercise(), self.current_task()
        if exercise is not None:
            await self.study.open_exercise(exercise)
        elif task is not None and task.exercise:
            self.say("That exercise is not in the catalogue yet; a file of your own will do.")
        elif task is not None and task.link:
            self.say("o opens the reading, space ticks the task, 3 is where notes go.")

    async def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        await self.study.run_action("begin" if self.study.session is None else "open", self)

    def action_tick(self) -> None:
        """Tick the task under the cursor."""
        task = self.current_task()
        if task is None:
            self.say("An exercise is ticked by its grade; the tasks above are ticked here.")
            return
        today.tick(self.ctx, task.address, not task.done)
        self.refresh_data()

    async def action_editor(self) -> None:
        """Open the exercise in the learner's editor, with prompt and results beside it where there is room."""
        exercise = self.current_exercise()
        if exercise is None:
            self.say("No exercise stands on this line.")
            return
        if self.study.session is None:
            self.study.begin()
        await self.study.open_exercise(exercise, editor=True)

    def action_link(self) -> None:
        """Open or copy the task's link."""
        task = self.current_task()
        self.say(open_link(self.app, task.link if task else ""))


def _page(view: TodayView, cursor: str, width: int) -> Iterator[Line]:
    week = f"Week {view.week}" + (f" · {view.week_title}" if view.week_title else "")
    yield Line(spread(plain(week, TITLE), plain(view.phase, QUIET), width))
    yield BLANK
    yield Line(_strip(view.strip, width))
    yield BLANK
    if view.standing is not Standing.STUDY:
        yield Line(plain(_rest(view)))
        yield BLANK
    if view.next_line:
        yield Line(Content.assemble(("Next  ", ACCENT), view.next_line), hang=6)
        yield BLANK
    hour = view.day or view.next_day
    if hour is not None:
        yield Line(Content.assemble((hour.label, TITLE), f"  {hour.title}" if hour.title else ""), hang=2)
    for task in view.tasks:
        yield _task_line(task, here=f"task:{task.address}" == cursor)
    if view.exercises:
        yield BLANK
        yield Line(plain("Exercises this week", TITLE))
        for card in view.exercises:
            yield replace(exercise_line(card, width), key=f"exercise:{card.id}")
    if view.reviews_due:
        yield BLANK
        yield Line(plain("Due again", TITLE))
        for name in view.reviews_due:
            yield Line(Content.assemble((f"{OPEN} ", QUIET), name), key=f"exercise:{name}", hang=2)
    if view.deliverable:
        yield BLANK
        yield Line(Content.assemble(("The week ships  ", QUIET), view.deliverable), hang=16)


def _strip(strip: tuple[DayCard, ...], width: int) -> Content:
    """Monday to Friday; where the labels do not fit on one line, the kinds stand instead of them."""
    row = Content("")
    for labels in ([card.label for card in strip], [card.kind.value for card in strip], [""] * len(strip)):
        row = Content("  ").join(_day(card, label) for card, label in zip(strip, labels, strict=True))
        if row.cell_length <= width:
            break
    return row


def _rest(view: TodayView) -> str:
    date = view.next_day.date if view.next_day else view.date
    return REST[view.standing].format(date=f"{date:%A} {date.day} {date:%B}")


def _day(card: DayCard, label: str) -> Content:
    style = f"bold {ACCENT}" if card.current else (QUIET if card.done else "")
    return Content.styled(f"{mark(card.done, card.current)} {card.weekday.short} {label}".rstrip(), style)


def _task_line(task: TaskView, here: bool) -> Line:
    """A task; what to read stands under it, and under the cursor also when it is well done."""
    text = Content.assemble((f"{box(task.done)} ", QUIET), (task.text, QUIET if task.done else ""))
    if task.optional:
        text = Content.assemble(text, ("  optional", QUIET))
    more: tuple[Content, ...] = ()
    if task.reading and not task.done:
        more = (plain(f"{task.reading}{'  ↗' if task.link else ''}", QUIET),)
    if here and not task.done:
        more += tuple(plain(f"{OPEN} {item}", QUIET) for item in task.rubric)
    minutes = plain(f"{task.minutes} min" if task.minutes else "", QUIET)
    return Line(text, key=f"task:{task.address}", hang=4, more=more, right=minutes)


def exercise_line(card: ExerciseCard, width: int) -> Line:
    """One exercise: mark, title, and what is known of it at the right."""
    sign = {ExerciseState.ACCEPTED: DONE, ExerciseState.TRIED: "◦", ExerciseState.NEW: OPEN}[card.state]
    score = f" {card.best}/{card.max_score}" if card.best is not None else ""
    facts = f"{card.minutes:>3} min  {card.state.value + score:>14}"
    if width >= ROOMY:
        facts = f"{cells(card.backend.value, 8)}{facts}"
    text = Content.assemble((f"{sign} ", ACCENT if card.state is ExerciseState.ACCEPTED else QUIET), card.title)
    return Line(text, key=card.id, hang=2, right=plain(facts, QUIET))
