"""The workbench: prompt, code and results of one exercise."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import Mount, Unmount
from textual.widgets import Static, TextArea

from studytui.domain.exercise import ExerciseState
from studytui.domain.plural import several
from studytui.errors import StudyError
from studytui.study import practice
from studytui.study.practice import Solution
from studytui.tui import editors
from studytui.tui.bench import Bench
from studytui.tui.grader import Grader
from studytui.tui.marks import QUIET, TITLE, plain, spread
from studytui.tui.messages import Graded, OutsideEdit
from studytui.tui.screens.base import TALL, WIDE, StudyScreen, asking, telling
from studytui.tui.solution_file import SolutionFile
from studytui.tui.widgets.areas import Area, code_area
from studytui.tui.widgets.markdown import Preview
from studytui.tui.widgets.results import Results

HISTORY = 12


class WorkbenchScreen(StudyScreen):
    """One exercise: what is asked, the learner's code, and what the checks say."""

    MODE = "practice"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i,enter", "code", "Code", tooltip="Write in the code; esc leaves it"),
        Binding("g,ctrl+g", "grade", "Grade", tooltip="Save and run the checks; ctrl+g works while typing too"),
        Binding("tab", "swap", "Prompt/results", tooltip="Swap prompt and results"),
        Binding("h", "hint", "Hint", tooltip="The next hint"),
        Binding("e", "editor", "Editor", tooltip="Open the file in your own editor"),
        Binding("r", "reference", "Reference", tooltip="The reference and the notes, once accepted or given up"),
        Binding("escape", "leave", "Back", tooltip="Leave the code, then the exercise"),
    ]

    def __init__(self, bench: Bench, solution: Solution, *, editor: bool = False) -> None:
        super().__init__()
        self.bench = bench
        self.exercise = bench.exercise
        self._solution = solution
        self._editor_first = editor
        self.file = SolutionFile(self)
        self.grader = Grader(self, bench)
        self._extra = ""

    def body(self) -> ComposeResult:
        """A line about the exercise, then the three panes."""
        yield Static(id="about", markup=False)
        with Container(id="bench", classes="front-prompt"):
            yield Preview(id="prompt")
            yield code_area(id="code")
            yield Results(id="results")

    @telling
    def on_mount(self, _: Mount) -> None:
        """Read prompt and code; the engine warms up while the prompt is read."""
        code = self.query_one("#code", Area)
        self._show_prompt()
        self.file.open(code, self._solution)
        self.call_after_refresh(lambda: code.highlight(self.app.theme))
        self.watch(self.app, "theme", code.highlight, init=False)
        last = self.bench.last_report()
        if last is None:
            self.query_one(Results).show_nothing("Not graded yet. g grades.")
        else:
            self.query_one(Results).show_report(last, history=self._history())
        self.query_one(Preview).focus()
        self.grader.warm(self.ctx.library.exercise(self.exercise).backend)
        if self._editor_first:
            self.action_editor()

    def load(self) -> None:
        """Scores may have changed."""
        self.fit()

    def fit(self) -> None:
        """The line about the exercise, as much of it as there is room for."""
        title, facts = self.bench.title, self.bench.summary()
        width = self.app.size.width - 4
        while len(facts) > 1 and len(title) + len(" · ".join(facts)) + 2 > width:
            del facts[0]
        self.query_one("#about", Static).update(spread(plain(title, TITLE), plain(" · ".join(facts), QUIET), width))

    def accepted(self, *, again: bool) -> None:
        """The code was accepted; `again` where it was before and has not changed."""
        if not again:
            self.say("Accepted. r shows the reference and the notes.")

    def _show_prompt(self) -> None:
        exercise = self.ctx.library.exercise(self.exercise)
        text = self.ctx.library.prompt(exercise).lstrip()
        if text.startswith("# "):
            text = text.partition("\n")[2].lstrip()  # the title stands above all three panes
        hints = (f"**Hint {hint.number} of {hint.total}.** {hint.text}" for hint in self.bench.hints())
        parts = filter(None, (self.bench.lead, text.rstrip(), *hints))
        self.query_one(Preview).show_text("\n\n".join([*parts, self._extra]))

    def _history(self) -> str:
        attempts = self.bench.attempts()
        if not attempts:
            return ""
        scores = " ".join(str(attempt.score) for attempt in attempts[-HISTORY:])
        earlier = "… " if len(attempts) > HISTORY else ""
        count = several(len(attempts), "attempt")
        return f"{count}: {earlier}{scores} of {attempts[-1].max_score}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter goes into the code only from outside it."""
        if action == "code":
            return not self.query_one("#code", Area).has_focus
        return super().check_action(action, parameters)

    # panes

    @property
    def one_pane(self) -> bool:
        """Whether the terminal has room for one pane at a time only."""
        width, height = self.app.size
        return width < WIDE and height < TALL

    def front(self, pane: str) -> None:
        """Bring `prompt`, `code` or `results` to the front, with the keys."""
        bench = self.query_one("#bench")
        for name in ("prompt", "code", "results"):
            bench.set_class(name == pane, f"front-{name}")
        self.query_one(f"#{pane}").focus()

    def action_swap(self) -> None:
        """Prompt or results."""
        self.front("prompt" if self.query_one("#bench").has_class("front-results") else "results")

    def action_code(self) -> None:
        """Write."""
        self.front("code")

    def action_leave(self) -> None:
        """From the code to the prompt or the results, from there back to the list once the file has it all."""
        saved = self.file.flush()
        if self.query_one("#code", Area).has_focus:
            self.front("results" if self.grader.report is not None else "prompt")
        elif saved:
            self.dismiss()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Typing is saved within a second."""
        message.stop()
        self.file.typed()

    # grading

    def action_grade(self) -> None:
        """Save and grade."""
        self.study.touched(working=True)
        self.file.flush()
        self.front_results()
        self.grader.grade(self.file.source)

    def front_results(self) -> None:
        """Show the results; on a small terminal they take the prompt's place, beside the code they just appear."""
        if self.one_pane or not self.query_one("#code", Area).has_focus:
            self.front("results")

    @telling
    def on_graded(self, message: Graded) -> None:
        """A run is over."""
        note = "unchanged" if message.unchanged else ""
        self.query_one(Results).show_report(message.report, history=self._history(), note=note)
        self.refresh_data()
        if message.lost:
            self.say(message.lost)
        elif message.report.accepted:
            self.accepted(again=message.unchanged)

    @telling
    def on_outside_edit(self, message: OutsideEdit) -> None:
        """The file was saved by another program: take it and grade at once; typed text that differs is asked about."""
        message.stop()
        if self.file.dirty:
            self.ask_which()
            return
        self.file.reload()
        self.study.touched(working=True)
        self.front_results()
        self.grader.grade(self.file.source)

    @asking
    async def ask_which(self) -> None:
        """Which of two versions stays; without an answer what was typed does."""
        key = await self.choose("Edited outside", {"t": "take that version", "k": "keep what stands here"})
        if key == "t":
            self.file.reload()
            self.grader.grade(self.file.source)
        else:
            self.file.overwrite()
            self.say(f"The other version was put into {self.ctx.paths.kept}.")

    # help on the way

    def action_hint(self) -> None:
        """One hint more."""
        if self.bench.next_hint() is None:
            self.say("No more hints.")
            return
        self._show_prompt()
        self.front("prompt")
        self.query_one(Preview).scroll_end(animate=False)

    @asking
    async def action_reference(self) -> None:
        """Reference and notes; before acceptance only on giving up, which is recorded."""
        standing = practice.standing(self.ctx, self.exercise)
        opened = standing.state is ExerciseState.ACCEPTED or standing.gave_up
        if not opened and await self.choose("Not accepted yet; giving up is recorded", {"y": "show it"}) is None:
            return
        self.show_reference(give_up=not opened)

    def show_reference(self, *, give_up: bool = False) -> None:
        """Reference and notes below the prompt."""
        reference = practice.reference(self.ctx, self.exercise, give_up=give_up)
        notes = practice.notes(self.ctx, self.exercise)
        self._extra = f"## Reference\n\n```python\n{reference.rstrip()}\n```\n\n## Notes\n\n{notes}"
        self._show_prompt()
        self.front("prompt")

    def action_editor(self) -> None:
        """The learner's editor: beside this in tmux, else in this terminal until it is closed."""
        self.file.flush()
        path: Path = self.file.path
        try:
            self.say(editors.open_editor(self.app, self.ctx, path))
        except StudyError as error:
            self.say(str(error))

    def on_unmount(self, _: Unmount) -> None:
        """Leave nothing unsaved and no run behind."""
        if unsaved := self.file.close():
            self.study.tell_of(unsaved)
        self.grader.stop()
