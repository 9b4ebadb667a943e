"""The plan on the learner's own calendar: study days, the hour's length, holidays, shifts."""

import re
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.domain.enrolment import Enrolment
from studytui.domain.rhythm import Weekday
from studytui.domain.schedule import Pause
from studytui.errors import UsageError
from studytui.study import calendar, laid, plans, typed
from studytui.tui.marks import ACCENT, HERE, OPEN, QUIET, TITLE, plain
from studytui.tui.screens.base import asking
from studytui.tui.screens.plan_room import ROOM_KEYS, PlanRoom
from studytui.tui.widgets.lines import BLANK, Line, Lines

WEEKS_SHOWN = 6
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class CalendarScreen(PlanRoom):
    """What is set, line by line; enter changes the line under the cursor."""

    ROOM = "Calendar"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "Change", tooltip="Change what the cursor is on"),
        Binding(
            "right_square_bracket", "shift(1)", "Shift", key_display="[ ]", tooltip="A week later; [ a week earlier"
        ),
        Binding("left_square_bracket", "shift(-1)", "A week earlier", show=False),
        Binding("p", "pause", "Pause", tooltip="Let some days not count: a holiday"),
        Binding("x", "unpause", "End pause", tooltip="End the pause that holds, or take the next one away"),
        Binding("i", "file", ".ics file", tooltip="Write the coming hours as a file for your own calendar"),
        *ROOM_KEYS,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._enrolment: Enrolment | None = None
        self._titles: dict[int, str] = {}

    def load(self) -> None:
        """Read the schedule and the titles of the coming weeks, and paint."""
        super().load()
        self._enrolment = plans.followed(self.ctx, self.plan_id)
        schedule = self._enrolment.schedule
        week = schedule.position(self.ctx.today()).week
        coming = range(week, min(week + WEEKS_SHOWN, schedule.weeks_total + 1))
        self._titles = {number: laid.week_of(self.ctx, self.plan_id, number).title for number in coming}
        self.paint()

    @property
    def enrolment(self) -> Enrolment:
        """The plan's place on the calendar, as it was read."""
        if self._enrolment is None:
            raise RuntimeError("the calendar is used before it was read")
        return self._enrolment

    def rows(self, width: int) -> Iterator[Line]:  # noqa: ARG002 - every room's signature
        """What is set, pauses, the coming weeks."""
        enrolment, schedule = self.enrolment, self.enrolment.schedule
        days = " ".join(list(Weekday)[day].short for day in schedule.days_on(max(self.ctx.today(), schedule.start)))
        if schedule.eras and schedule.eras[-1].first > self.ctx.today():
            later = schedule.eras[-1]
            days += f", from {_day(later.first)}: " + " ".join(list(Weekday)[day].short for day in later.study_days)
        yield _setting("start", "Starts", _day(schedule.start))
        yield _setting("days", "Study days", days)
        yield _setting("minutes", "An hour is", f"{enrolment.minutes} minutes")
        coming = sorted(self._pauses(), key=lambda pause: pause.first)
        yield _setting("pause", "Pauses", "none to come" if not coming else _pause(coming[0]))
        for pause in coming[1:]:
            yield Line(plain(" " * 14 + _pause(pause)))
        yield BLANK
        yield from self._coming()

    def _pauses(self) -> list[Pause]:
        if self._enrolment is None:
            return []
        today = self.ctx.today()
        return [pause for pause in self.enrolment.schedule.pauses if pause.last >= today and not pause.moved]

    def _coming(self) -> Iterator[Line]:
        schedule = self.enrolment.schedule
        week = schedule.position(self.ctx.today()).week
        yield Line(plain("Coming weeks", TITLE))
        for number, title in self._titles.items():
            dates = schedule.dates_of(number)
            here = number == week
            sign = (f"{HERE if here else OPEN} W{number:02d}  ", f"bold {ACCENT}" if here else QUIET)
            span = f"{_span(dates[0], dates[-1]):<26}  "
            yield Line(Content.assemble(sign, (span, QUIET), title), hang=35)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A pause can be ended where there is one."""
        if action == "unpause":
            return bool(self._pauses())
        return super().check_action(action, parameters)

    def on_lines_chosen(self, _: Lines.Chosen) -> None:
        """A click on the cursor's line is enter."""
        self.action_change()

    @asking
    async def action_change(self) -> None:
        """Change the line under the cursor."""
        line = self.page.cursor
        if line == "pause":
            await self._ask_pause()
        elif line == "start":
            await self._ask_start()
        elif line == "days":
            await self._ask_days()
        elif line == "minutes":
            text = await self.ask("Minutes:", value=str(self.enrolment.minutes))
            if text:
                calendar.set_days(self.ctx, minutes=_number(text), plan=self.plan_id)
                self._moved()

    async def _ask_start(self) -> None:
        text = await self.ask("First day:", value=self.enrolment.schedule.start.isoformat())
        if text and typed.day(text) != self.enrolment.schedule.start:
            lay = plans.use if self.plan_id == plans.required(self.ctx).plan else plans.also
            lay(self.ctx, self.plan_id, typed.day(text))
            self._moved("The plan is laid anew from that day; ticks and entries stay.")

    async def _ask_days(self) -> None:
        schedule = self.enrolment.schedule
        chosen = schedule.eras[-1].study_days if schedule.eras else schedule.study_days
        text = await self.ask("Study days:", value=" ".join(list(Weekday)[day].value for day in chosen))
        if text:
            calendar.set_days(self.ctx, typed.weekdays(text), plan=self.plan_id)
            self._moved("From the next day on.")

    @asking
    async def action_pause(self) -> None:
        """Let days not count."""
        await self._ask_pause()

    async def _ask_pause(self) -> None:
        text = await self.ask("Pause until:", hint="2027-01-03, or 2026-12-21 to 2027-01-03")
        if not text:
            return
        days = [date.fromisoformat(day) for day in _DATE.findall(text) if typed.day(day)]
        if not 1 <= len(days) <= 2:
            raise UsageError(f"{text!r} is no day; write a pause like 2027-01-03, or 2026-12-21 to 2027-01-03")
        calendar.pause(self.ctx, days[0] if len(days) > 1 else None, days[-1], plan=self.plan_id)
        self._moved("Those days do not count; what follows comes later.")

    def action_unpause(self) -> None:
        """Let today count again, or take the next pause away."""
        calendar.end_pause(self.ctx, self.plan_id)
        self._moved()

    def action_shift(self, weeks: int) -> None:
        """Everything from today on a week later, or earlier."""
        calendar.shift(self.ctx, weeks=weeks, plan=self.plan_id)
        self._moved("A week later." if weeks > 0 else "A week earlier.")

    def action_file(self) -> None:
        """Write the coming four weeks of the main plan as an .ics file."""
        from studytui.study import calendar_file

        written = calendar_file.write_calendar(self.ctx)
        self.say(f"{written.hours} hours, with an alarm before each: {written.path}")

    def _moved(self, sentence: str = "") -> None:
        self.study.place_changed()
        self.study.tick()
        self.refresh_data()
        self.refresh_bindings()
        self.say(sentence)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise UsageError(f"{text!r} is no number of minutes")
    return int(text)


def _setting(key: str, name: str, value: str) -> Line:
    return Line(Content.assemble((f"{name:<14}", QUIET), value), key=key, hang=14)


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _pause(pause: Pause) -> str:
    reason = f"  {pause.reason}" if pause.reason else ""
    return f"{_span(pause.first, pause.last)} {pause.last:%Y}{reason}"


def _span(first: date, last: date) -> str:
    return f"{first:%a} {first.day} {first:%b} to {last:%a} {last.day} {last:%b}"
