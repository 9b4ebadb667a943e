"""The session's keys, the same in every mode: start, pause, finish."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from studytui.domain.plural import several
from studytui.domain.session import Session, SessionState, clock_text, whole_minutes
from studytui.errors import StudyError
from studytui.study import clock, plans
from studytui.tui.screens.base import StudyScreen
from studytui.tui.widgets.clock_header import ClockHeader, clock_line

if TYPE_CHECKING:
    from studytui.study.context import Context

MINUTES = {"6": 60, "3": 30, "1": 15}
TOUCH_EVERY = timedelta(seconds=20)


class ClockKeys(App[int]):
    """The part of the app that owns the clock on screen; what it shows is asked of the study layer each second."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause", "Pause", show=False, tooltip="Pause the clock, or go on"),
        Binding("f", "finish", "Finish", tooltip="Finish the session, with one line for the next"),
        Binding("s", "start", "Start", show=False, tooltip="Start a session of 60, 30 or 15 minutes"),
    ]

    ctx: "Context"
    session: Session | None = None
    shown_plan = ""
    place = ""
    weeks_total = 0
    minutes = 0

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._rung: str | None = None
        self._touched: datetime | None = None
        self._looked = False
        self._day: date | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Finishing is offered while there is a clock."""
        if action == "finish":
            return self.session is not None
        return super().check_action(action, parameters)

    def tick(self) -> None:
        """Ask for the session and paint the clock; a session that ends while watched gives one toast."""
        if not self.screen_stack:
            return  # the app is closing, and its last second comes late
        try:
            if self.ctx.today() != self._day:
                self._new_day()
            before, self.session = self.session, clock.status(self.ctx)
        except StudyError as error:
            self.say(str(error))
            return
        now = self.ctx.now()
        for header in self.screen.query(ClockHeader):
            header.clock, header.place = clock_line(self.session, now, self.minutes), self.place
        if (before is None) != (self.session is None):
            self.screen.refresh_bindings()
        over = self.session is not None and self.session.in_overtime(now)
        if over and self.session is not None and self._rung != self.session.id:
            self._rung = self.session.id
            if self._looked:
                self._ring(self.session)
        self._looked = True

    def _new_day(self) -> None:
        first = self._day is None
        self.place_changed()
        if forgotten := clock.settle(self.ctx):
            self.call_later(self.say, clock.settled_text(self.ctx, forgotten))
        if not first and isinstance(self.screen, StudyScreen):
            self.screen.refresh_data()

    def place_changed(self) -> None:
        """Another plan, or another day: the header says where this is."""
        enrolment = plans.current(self.ctx)
        today = self.ctx.today()
        self.weeks_total = enrolment.schedule.weeks_total if enrolment else 0
        self.minutes = enrolment.minutes if enrolment else 0
        self.place = f"W{enrolment.schedule.position(today).week:02d} {today:%a}" if enrolment else ""
        self._day = today

    def _ring(self, session: Session) -> None:
        minutes = int(session.planned.total_seconds() // 60)
        self.notify(f"{minutes} minutes are done. The clock counts on; f finishes.", timeout=12, markup=False)
        if self.ctx.config.bell:
            self.bell()

    def touched(self, *, working: bool) -> None:
        """Remember that the learner was here, at most every twenty seconds.

        In overtime only work counts (typing, grading): the key that ends a forgotten session is no sign of study.
        """
        now = self.ctx.now()
        if self.session is None or (self.session.in_overtime(now) and not working):
            return
        if self._touched is None or now - self._touched >= TOUCH_EVERY:
            self._touched = now
            try:
                clock.touch(self.ctx)
            except StudyError as error:
                self.say(str(error))

    def say(self, sentence: str) -> None:
        """Show one sentence in the footer of the screen in front."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, StudyScreen):
                screen.say(sentence)
                return

    def begin(self, minutes: int | None = None) -> None:
        """Start the clock if none runs; the line left for this time is shown first."""
        clock.settle(self.ctx)
        before = clock.status(self.ctx)
        if before is not None:
            if before.state is SessionState.PAUSED:
                clock.resume(self.ctx)
                self.tick()
            return
        left = clock.last_next_line(self.ctx)
        clock.start(self.ctx, minutes=minutes)
        self.tick()
        self.say(f"Next: {left}" if left else "The clock runs.")

    def action_pause(self) -> None:
        """Pause, or go on."""
        if self.session is None:
            self.say("No clock runs; enter on Today starts one.")
            return
        session = clock.toggle(self.ctx)
        self.tick()
        self.say("Paused." if session.state is SessionState.PAUSED else "The clock runs.")

    def action_start(self) -> None:
        """Choose how long the session is."""
        screen = self.screen
        if not isinstance(screen, StudyScreen):
            return
        if self.session is not None:
            self.say("The clock runs already; f finishes.")
            return
        self.run_worker(self._start(screen), group="ask", exclusive=True)

    async def _start(self, screen: StudyScreen) -> None:
        key = await screen.choose("Start", {key: f"{minutes} minutes" for key, minutes in MINUTES.items()})
        if key is not None:
            try:
                self.begin(MINUTES[key])
            except StudyError as error:
                self.say(str(error))
            screen.refresh_data()

    def action_finish(self) -> None:
        """Finish: in overtime without activity ask when it ended, then for one optional line."""
        screen = self.screen
        if not isinstance(screen, StudyScreen):
            return
        self.run_worker(self._finish(screen), group="ask", exclusive=True)

    async def _finish(self, screen: StudyScreen) -> None:
        try:
            choices = clock.finish_choices(self.ctx)
            at: datetime | None = None
            if len(choices) > 1:
                keys = {str(number): choice for number, choice in enumerate(choices, start=1)}
                key = await screen.choose("It ended", {key: choice.label for key, choice in keys.items()})
                if key is None:
                    return
                at = keys[key].at
            name = f"next {self.session.id}" if self.session else ""
            hint = "the first thing to do next time; enter finishes, esc goes on"
            line = await screen.ask("Next:", hint=hint, keep=name)
            if line is None:
                return
            done = clock.finish(self.ctx, next_line=line, at=at)
            screen.answered(name)
            self.tick()
            screen.refresh_data()
            self.say(f"Finished: {several(whole_minutes(done.elapsed(self.ctx.now())), 'minute')}.")
        except StudyError as error:
            self.say(str(error))

    def parting(self) -> str:
        """What is said on the terminal after quitting, empty without a clock."""
        session = clock.status(self.ctx)
        if session is None:
            return ""
        text = clock_text(session.remaining(self.ctx.now()))
        state = "is paused at" if session.state is SessionState.PAUSED else "is still running:"
        return f"The clock {state} {text}. `studytui` takes you back to it; `studytui finish` ends it."
