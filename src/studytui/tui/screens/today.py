"""Today: the week, the day's tasks and the clock, as plain lines."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from studytui.study import plans, today
from studytui.study.today import TaskView, TodayView
from studytui.tui.links import open_link
from studytui.tui.screens.day_keys import DayKeys
from studytui.tui.screens.review_keys import REVIEW_KEYS, ReviewKeys
from studytui.tui.screens.task_keys import TASK_KEYS, TaskKeys
from studytui.tui.screens.three_lines import OPENING, ThreeLines
from studytui.tui.screens.today_page import page
from studytui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from studytui.domain.paper import OpenQuestion


class TodayScreen(ThreeLines, DayKeys, ReviewKeys, TaskKeys):
    """The first screen."""

    MODE = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "resume", "Resume", tooltip="After days away: go on where you were; the calendar moves"),
        Binding("s", "skip", "Skip to today", tooltip="After days away: let them go and stay with the calendar"),
        Binding("enter", "begin", "Start", tooltip="Start the clock and open what the cursor is on"),
        Binding("enter", "open", "Open", tooltip="Open what the cursor is on"),
        Binding("space", "tick", "Tick", tooltip="Tick the task, or take the tick back"),
        Binding("space", "tell", "Who ticks it", show=False, tooltip="Why this line is not ticked by hand"),
        Binding("e", "editor", "Editor", tooltip="Open the exercise in your own editor"),
        Binding("o", "link", "Link", tooltip="Open the task's link; over ssh it is copied"),
        Binding("c", "carry", "Carry", show=False, tooltip="Carry to today what the study day before left open"),
        Binding("l", "let_go", "Let go", show=False, tooltip="Drop what the study day before left open"),
        *REVIEW_KEYS,
        *TASK_KEYS,
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
        if self.view.opening is not None and not self.view.opening.done:
            due = OPENING
        self.paint(due if first else None)
        self.refresh_bindings()

    def paint(self, cursor: str | None = None) -> None:
        """Lay the page again."""
        view, lines = self.view, self.query_one(Lines)
        if view is not None:
            lines.show(lambda width: list(page(view, lines.cursor, width, self.writing)), cursor=cursor)

    def on_lines_moved(self, _: Lines.Moved) -> None:
        """The task under the cursor says more."""
        self.paint()
        self.refresh_bindings()

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
        """Enter starts the clock, and once that runs only opens; other keys act where their line stands."""
        if action in {"begin", "open"}:
            return (self.study.session is None) == (action == "begin")
        if action in {"tick", "tell"}:
            return self._ticked_by_hand() == (action == "tick")
        if action == "link":
            return (task := self.current_task()) is not None and bool(task.link)
        if action == "undo" and (self.rested or self.settled):
            return True
        if action in {"resume", "skip"}:
            return self.view is not None and self.view.gap is not None
        if action in {"carry", "let_go"}:
            return self.view is not None and self.view.leftover is not None
        return super().check_action(action, parameters)

    async def action_begin(self) -> None:
        """Start the clock and open."""
        if not self.query_one(Lines).cursor.startswith("plan:"):
            self.study.begin()
        await self.action_open()

    async def action_open(self) -> None:
        """An exercise opens; a task to read or write stays in view."""
        exercise, task = self.current_exercise(), self.current_task()
        cursor = self.query_one(Lines).cursor
        if cursor == OPENING:
            self.write(self.view.opening if self.view else None)
        elif cursor.startswith("plan:"):
            self.study.shown_plan = cursor.removeprefix("plan:")
            await self.study.run_action("app.mode('plan')")
        elif review := self.current_review():
            await self.study.open_exercise(review, review=True)
        elif await self.open_day_line(cursor):
            return
        elif exercise is not None:
            await self.study.open_exercise(exercise)
        elif task is not None and task.exercise:
            self.say("That exercise is not in the catalogue yet; a file of your own will do.")
        elif task is not None and task.link:
            self.say("o opens the reading, space ticks the task, 3 is where notes go.")

    async def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        await self.study.run_action("begin" if self.study.session is None else "open", self)

    def action_tick(self) -> None:
        """Tick the task under the cursor; a check-in or review is skipped."""
        task = self.current_task()
        if self.query_one(Lines).cursor == OPENING:
            self.skip_opening(self.view.opening if self.view else None)
        elif question := self.current_question():
            self.close_question(question)
            return
        elif task is not None:
            today.tick(self.ctx, task.address, not task.done)
        self.refresh_data()

    def _ticked_by_hand(self) -> bool:
        at_opening = self.query_one(Lines).cursor == OPENING
        return at_opening or self.current_task() is not None or self.current_question() is not None

    def action_tell(self) -> None:
        """Say who ticks what is graded; space would else pause the clock."""
        self.say("What is graded is ticked by its grade; the tasks above are ticked here.")

    async def action_editor(self) -> None:
        """Open the exercise in the learner's editor, with prompt and results beside it where there is room."""
        review = self.current_review()
        exercise = review or self.current_exercise()
        if exercise is None:
            self.say("No exercise stands on this line.")
            return
        if self.study.session is None:
            self.study.begin()
        await self.study.open_exercise(exercise, editor=True, review=bool(review))

    def action_link(self) -> None:
        """Open or copy the task's link."""
        task = self.current_task()
        self.say(open_link(self.app, task.link if task else ""))

    def remember(self, addresses: Iterable[str]) -> None:
        """What is moved or dropped now is what u takes back."""
        self.rested, self.settled = "", None
        super().remember(addresses)

    def settle(self, question: "OpenQuestion", text: str, sentence: str) -> None:
        """What is answered or closed now is what u takes back."""
        self.rested = ""
        super().settle(question, text, sentence)

    def action_undo(self) -> None:
        """Take back what was put to rest, answered, or else moved or dropped last."""
        if self.rested:
            ReviewKeys.action_undo(self)
        elif self.settled is not None:
            self.reopen(self.settled)
        else:
            TaskKeys.action_undo(self)

    # after days away, and after a day that left something open

    def action_resume(self) -> None:
        """The calendar moves: today is the day after the last one here."""
        from studytui.study import calendar

        calendar.resume(self.ctx)
        self._answered("The calendar has moved; the plan goes on where you were.")

    def action_skip(self) -> None:
        """The days away are let go."""
        from studytui.study import calendar

        calendar.skip(self.ctx)
        self._answered("The plan stays with the calendar.")

    def _answered(self, sentence: str) -> None:
        self.study.place_changed()
        self.study.tick()
        self.view = None
        self.refresh_data()
        self.say(sentence)

    def action_carry(self) -> None:
        """What was left open comes to today."""
        if self.view is not None and self.view.leftover is not None:
            self.carry([task.address for task in self.view.leftover.tasks])

    def action_let_go(self) -> None:
        """What was left open is dropped."""
        if self.view is not None and self.view.leftover is not None:
            self.drop([task.address for task in self.view.leftover.tasks])
