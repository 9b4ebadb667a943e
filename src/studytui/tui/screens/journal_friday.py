"""Friday: checklist, review, lesson, what the week is assessed by with its evidence, and the note that it makes."""

import asyncio
from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import ScreenResume

from studytui.domain.checklist import Mark
from studytui.domain.evidence import Evidence
from studytui.domain.weekly import Opening
from studytui.errors import StudyError
from studytui.study import assessing, enrolled, evidence, export, friday, publish
from studytui.study.friday import FridayView
from studytui.tui.links import open_link
from studytui.tui.screens.base import asking
from studytui.tui.screens.friday_page import page
from studytui.tui.screens.journal_room import JOURNAL_KEYS, LEAVE, JournalRoom
from studytui.tui.screens.lesson_area import LessonArea
from studytui.tui.screens.three_lines import OPENING, ThreeLines
from studytui.tui.widgets.lines import Line, Lines
from studytui.tui.widgets.markdown import Preview

LINK, WORDS = "evidence link", "evidence words"
"""What the lines of a new piece of evidence are kept under."""


class FridayScreen(JournalRoom, ThreeLines, LessonArea):
    """One page; the lesson is written, and the note read, in its place."""

    ROOM = "Friday"
    AUTO_FOCUS = "#friday"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Open", tooltip="Write the review or the lesson, name evidence, open a link"),
        Binding("space", "tick", "Tick", tooltip="Say by hand that it is reached, or that it is not"),
        Binding("l", "lesson", "Lesson", tooltip="Write what the week taught; esc keeps it"),
        Binding("plus,equals_sign", "add", "Evidence", key_display="+", tooltip="Add a link to a pull request or demo"),
        Binding("x", "export", "Export", tooltip="Write the week's Markdown into your journal"),
        Binding("c", "commit", "Commit", tooltip="Export, and commit the note's files alone to the journal's git"),
        Binding("p", "preview", "Week note", tooltip="The week's Markdown as it will be exported"),
        Binding("minus", "drop", "Drop", show=False, tooltip="Drop a piece of evidence"),
        Binding("left_square_bracket", "week(-1)", "Week", key_display="[ ]", tooltip="The week before or after"),
        Binding("right_square_bracket", "week(1)", "Week after", show=False),
        *JOURNAL_KEYS,
        LEAVE,
    ]

    def __init__(self, week: int = 0) -> None:
        super().__init__()
        self.week = week
        self._view: FridayView | None = None

    def body(self) -> ComposeResult:
        """The page, and what takes its place."""
        yield Lines(id="friday")
        yield Preview(id="note")
        yield from self.lesson_area()

    @property
    def page(self) -> Lines:
        """The page, not the note in its place."""
        return self.query_one("#friday", Lines)

    def load(self) -> None:
        """Read the week and paint it."""
        self.week = self.week or export.present_week(self.ctx)
        self._view = friday.view(self.ctx, self.week)
        self.paint()
        self.refresh_bindings()

    @property
    def beside(self) -> str:
        """Which week this is."""
        return f"Week {self.week}"

    def rows(self, width: int) -> Iterator[Line]:
        """The page below the strip."""
        if self._view is not None:
            yield from page(self._view, self.page.cursor, width, self.writing)

    def on_lines_moved(self, message: Lines.Moved) -> None:
        """The line under the cursor says more than the others."""
        self.paint()
        super().on_lines_moved(message)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on the line; in the note and the lesson there is only the way out."""
        if not self.is_mounted:
            return True
        if self.writing_lesson:
            return action == "leave"
        if self.has_class("-note"):
            return action in {"leave", "preview", "export", "commit"}
        kind = self.page.cursor.partition(":")[0]
        allowed = {"tick": kind in {"mark", "assess"}, "drop": kind == "evidence", "choose": kind != "mark"}
        return allowed[action] if action in allowed else super().check_action(action, parameters)

    # what others committed meanwhile

    def on_screen_resume(self, _: ScreenResume) -> None:
        """Look into the linked repositories, beside everything else."""
        self.run_worker(self._collect(), group="collect", exclusive=True)

    async def _collect(self) -> None:
        week = self.week or export.present_week(self.ctx)
        try:
            enrolment = enrolled.required(self.ctx)
            roots = evidence.linked(self.ctx)
            if not roots:
                return
            log = await asyncio.to_thread(evidence.read_log, roots, evidence.since(self.ctx, enrolment, week))
            evidence.keep(self.ctx, enrolment, week, log.commits)
        except StudyError as error:
            self.say(str(error))
            return
        self.refresh_data()
        if log.troubles:
            self.say(log.troubles[0])

    # the lines

    def _evidence_at_cursor(self) -> Evidence | None:
        found = self._view.evidence if self._view else ()
        return next((one for one in found if self.page.cursor == f"evidence:{one.value}"), None)

    def action_tick(self) -> None:
        """Tick the mark or the item under the cursor, or take that back."""
        kind, _, name = self.page.cursor.partition(":")
        if self._view is None:
            return
        if kind == "mark":
            item = next(item for item in self._view.items if item.mark == name)
            friday.tick(self.ctx, self.week, Mark(name), done=not item.done)
        elif kind == "assess":
            done = next(one.done for one in self._view.assess if one.address == name)
            assessing.tick(self.ctx, self.week, name, done=not done)
        self.refresh_data()

    async def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        await self.study.run_action("choose", self)

    def action_choose(self) -> None:
        """Write, name evidence, or open."""
        kind = self.page.cursor.partition(":")[0]
        if kind == OPENING and self._view is not None:
            self.write_lines(Opening.REVIEW, self._view.review.date)
        elif kind == "lesson":
            self.action_lesson()
        elif kind == "assess":
            self._stand_for()
        elif kind == "note":
            self.action_preview()
        elif found := self._evidence_at_cursor():
            self.say(open_link(self.app, found.link))

    @asking
    async def _stand_for(self) -> None:
        """Name what stands for the item under the cursor: a number of the list, a commit, or a link."""
        address = self.page.cursor.partition(":")[2]
        name = f"evidence {address}"
        answer = await self.ask("Evidence", hint="a number of the list, a commit, or a link", keep=name)
        if not answer or self._view is None:
            return
        listed = self._view.evidence
        if answer.isdecimal() and 1 <= int(answer) <= len(listed):
            evidence.stand_for(self.ctx, self.week, listed[int(answer) - 1], address)
        elif "://" in answer:
            evidence.add_link(self.ctx, self.week, answer, item=address)
        else:
            evidence.stand_for(self.ctx, self.week, evidence.find(self.ctx, self.week, answer), address)
        assessing.tick(self.ctx, self.week, address, done=True)
        self.answered(name)
        self.refresh_data()

    @asking
    async def action_add(self) -> None:
        """Ask for a link and a few words."""
        link = await self.ask("Link", hint="https://... of a pull request, a demo, a post", keep=LINK)
        text = await self.ask("What it is", hint="in a few words", keep=WORDS) if link else None
        if link and text is not None:
            evidence.add_link(self.ctx, self.week, link, text)
            self.answered(LINK)
            self.answered(WORDS)
            self.refresh_data()

    @asking
    async def action_drop(self) -> None:
        """Drop the evidence under the cursor, after asking."""
        found = self._evidence_at_cursor()
        if found is not None and await self.choose("Drop this evidence?", {"y": "drop it"}) == "y":
            evidence.drop(self.ctx, self.week, found.value)
            self.refresh_data()

    def action_week(self, step: int) -> None:
        """Another week."""
        last = self.ctx.library.plan_header(enrolled.required(self.ctx).plan).weeks_total
        self.week = max(1, min(self.week + step, last))
        self.load()
        self.on_screen_resume(ScreenResume())

    # the note

    def action_leave(self) -> None:
        """Out of the lesson or the note, else back to the entries."""
        if self.writing_lesson:
            self.settle_lesson()
            self.refresh_data()
        elif self.has_class("-note"):
            self.action_preview()
        else:
            super().action_leave()

    def action_preview(self) -> None:
        """The week's note, or back to the page."""
        shown = self.has_class("-note")
        self.set_class(not shown, "-note")
        if shown:
            self.page.focus()
        else:
            self.query_one(Preview).show_text(export.preview(self.ctx, self.week))
            self.query_one(Preview).focus()
        self.refresh_bindings()

    def action_export(self) -> None:
        """Write the week's note."""
        done = export.export_week(self.ctx, self.week)
        kept = f"; kept as you edited it: {', '.join(done.kept)}" if done.kept else ""
        self.refresh_data()
        self.say(f"{'Wrote' if done.changed else 'Nothing new in'} {done.path}{kept}")

    @asking
    async def action_commit(self) -> None:
        """Export the note and commit its files; where there is no repository yet, ask before one is made."""
        if publish.keeper(self.ctx) is None:
            folder = publish.folder(self.ctx)
            if await self.choose(f"{folder.name} is in no git repository", {"y": "make one there"}) != "y":
                return
            publish.initialise(self.ctx)
        note = export.export_week(self.ctx, self.week)
        done = await asyncio.to_thread(publish.carry_out, publish.order(self.ctx, [note]))
        self.refresh_data()
        self.say(f"{done.told}; {done.trouble}" if done.trouble else done.told)
