"""Journal: an entry per day with the plan's fields, saved while you type; the first of its rooms."""

from contextlib import suppress
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import ScreenSuspend
from textual.widgets import Static, TextArea

from studytui.domain.plan import JournalField
from studytui.errors import StudyError
from studytui.study import export, notes, plans
from studytui.tui.marks import ACCENT, DONE, HERE, OPEN, QUIET, TITLE
from studytui.tui.screens.base import telling
from studytui.tui.screens.journal_room import JOURNAL_KEYS, ROOMS
from studytui.tui.screens.rooms import Room
from studytui.tui.soon import Soon
from studytui.tui.widgets.areas import Area, labelled_areas
from studytui.tui.widgets.markdown import Preview


class JournalScreen(Room):
    """The day's entry; `p` shows the week as it will be exported."""

    MODE = "journal"
    ROOM = "Entries"
    ROOMS = ROOMS
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i,enter", "write", "Write", tooltip="Write in the field; esc leaves it"),
        Binding("j,down", "field(1)", "Next field", show=False),
        Binding("k,up", "field(-1)", "Field before", show=False),
        Binding(
            "left_square_bracket,left", "day(-1)", "Day", key_display="[ ]", tooltip="The study day before or after"
        ),
        Binding("right_square_bracket,right", "day(1)", "Day after", show=False),
        Binding("t", "today", "Today", show=False, tooltip="Back to today's entry"),
        Binding("p", "preview", "Week note", tooltip="The week's Markdown as it will be exported"),
        Binding("x", "export", "Export", tooltip="Write the week's Markdown into your journal"),
        Binding("escape", "leave", "Done", tooltip="Out of the field, or of the week note"),
        *JOURNAL_KEYS,
    ]

    def __init__(self) -> None:
        super().__init__()
        self.on = date.min
        self._at = 0
        self._fields: tuple[JournalField, ...] = ()
        self._soon = Soon(self, self.keep)
        self._unsaved: dict[tuple[date, str], str] = {}
        self._texts: dict[str, str] = {}
        self._number = 0
        self._written: dict[date, bool] = {}

    def body(self) -> ComposeResult:
        """The week at a glance, the fields, and the preview in their place."""
        yield Static(id="rooms", markup=False)
        yield Static(id="week", markup=False)
        with VerticalScroll(id="entry", can_focus=False):
            with suppress(StudyError):  # `load` says what is wrong, and asks again
                self._fields = notes.fields(self.ctx)
            yield from labelled_areas(self._fields)
        yield Preview(id="note")

    async def _lay_fields(self, fields: tuple[JournalField, ...]) -> None:
        """Another plan asks for other fields."""
        entry = self.query_one("#entry")
        if fields == self._fields:
            return
        self._at, self._fields = 0, ()
        await entry.remove_children()
        await entry.mount_all(labelled_areas(fields))
        self._fields = fields
        self.refresh_data()

    def load(self) -> None:
        """Show the day; text that is being typed stays."""
        if self.on == date.min:
            self.on = self.ctx.today()
        if self._fields != (fields := notes.fields(self.ctx)):
            self.call_later(self._lay_fields, fields)
            return
        typed = {field: text for (on, field), text in self._unsaved.items() if on == self.on}
        self._texts, self._number = {**notes.day(self.ctx, self.on), **typed}, self._week()
        week = notes.week(self.ctx, self._number)
        self._written = {on: any(text.strip() for text in texts.values()) for on, texts in week.items()}
        for field in self._fields:
            area = self.query_one(f"#field-{field.id}", Area)
            text = self._texts.get(field.id, "")
            if not area.has_focus and area.text != text:
                area.take(text)
        self.fit()

    def fit(self) -> None:
        """The week's line, and the marked field, from what was read."""
        width = self.app.size.width - 4
        self.query_one("#rooms", Static).update(self.strip("", width))
        if not self._written:
            return
        days: list[Content] = []
        for on, written in self._written.items():
            sign = HERE if on == self.on else (DONE if written else OPEN)
            style = f"bold {ACCENT}" if on == self.on else (QUIET if written else "")
            days.append(Content.styled(f"{sign} {on:%a} {on.day}", style))
        title = Content.assemble((f"Week {self._number}", TITLE), f"  {self.on:%A} {self.on.day} {self.on:%B}")
        strip = Content("  ").join(days)
        gap = max(2, width - title.cell_length - strip.cell_length)
        self.query_one("#week", Static).update(Content.assemble(title, " " * gap, strip))
        for index, field in enumerate(self._fields):
            here = index == self._at
            label = Content.styled(f"{HERE if here else ' '} {field.label}", f"bold {ACCENT}" if here else TITLE)
            self.query_one(f"#label-{field.id}", Static).update(label)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While writing there is only the way out; the preview has no fields, nor has a plan that cannot be read."""
        writing = isinstance(self.focused, Area)
        if action in {"write", "field"}:
            return bool(self._fields) and not writing and not self.previewing
        if action == "leave":
            return writing or self.previewing
        if action == "room" and writing:
            return False
        return super().check_action(action, parameters)

    # writing

    def _areas(self) -> list[Area]:
        return list(self.query(Area))

    def on_area_entered(self, message: Area.Entered) -> None:
        """The field in use is the marked one."""
        self._at = self._areas().index(message.area)
        self.fit()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Keep what was typed within a second, however long the typing goes on."""
        field = (message.text_area.id or "").removeprefix("field-")
        text = message.text_area.text
        if self._texts.get(field, "") == text:
            return
        self._texts[field] = self._unsaved[self.on, field] = text
        self._soon.start()

    def keep(self) -> None:
        """Save the drafts."""
        self._soon.stop()
        try:
            for (on, field), text in self._unsaved.items():
                notes.save_draft(self.ctx, on, field, text)
        except StudyError as error:
            self.say(str(error))
            return
        self._unsaved.clear()

    def settle(self) -> None:
        """Make entries of the day's drafts."""
        self.keep()
        if self.on == date.min or not self.is_mounted:
            return
        notes.settle(self.ctx, self.on)

    @telling
    def on_screen_suspend(self, _: ScreenSuspend) -> None:
        """Another mode comes to the front."""
        self.settle()

    def on_unmount(self) -> None:
        """The app closes."""
        self.keep()

    # keys

    @property
    def previewing(self) -> bool:
        """Whether the week note stands in front."""
        return self.has_class("-note")

    def action_write(self) -> None:
        """Put the cursor into the marked field."""
        if not self.previewing:
            self._areas()[self._at].focus()

    def action_field(self, step: int) -> None:
        """Mark another field."""
        areas = self._areas()
        self._at = max(0, min(self._at + step, len(areas) - 1))
        areas[self._at].scroll_visible(animate=False)
        self.fit()

    def action_leave(self) -> None:
        """Out of the field, or out of the preview."""
        if self.previewing:
            self.remove_class("-note")
            self.refresh_bindings()
        self.set_focus(None)
        self.settle()
        self.load()

    def action_day(self, step: int) -> None:
        """Go to the study day before or after."""
        schedule = plans.required(self.ctx).schedule
        on = self.on + timedelta(days=step)
        for _ in range(60):
            if schedule.is_study_day(on) or on == self.ctx.today():
                break
            on += timedelta(days=step)
        else:
            return
        if on > self.ctx.today() + timedelta(days=7) or on < schedule.start - timedelta(days=7):
            return
        self.show_day(on)

    def action_today(self) -> None:
        """Back to today."""
        self.show_day(self.ctx.today())

    def show_day(self, on: date) -> None:
        """Show the entry of another day."""
        self.settle()
        self.set_focus(None)
        self.on = on
        self.load()

    def action_preview(self) -> None:
        """The week's note, or back to the entry."""
        self.settle()
        if self.previewing:
            self.action_leave()
            return
        self.query_one(Preview).show_text(export.preview(self.ctx, self._week()))
        self.add_class("-note")
        self.query_one(Preview).focus()
        self.refresh_bindings()

    def action_export(self) -> None:
        """Write the week's note."""
        self.settle()
        done = export.export_week(self.ctx, self._week())
        kept = f"; kept as you edited it: {', '.join(done.kept)}" if done.kept else ""
        self.say(f"{'Wrote' if done.changed else 'Nothing new in'} {done.path}{kept}")
        self.fit()

    def _week(self) -> int:
        return plans.required(self.ctx).schedule.position(self.on).week
