"""Help: every key, read off the screens' own bindings."""

import importlib
from collections.abc import Iterator
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from studytui.tui.marks import ACCENT, QUIET, TITLE, cells, plain
from studytui.tui.screens.base import StudyScreen
from studytui.tui.widgets.lines import BLANK, Line, Lines
from studytui.tui.widgets.status_line import key_name

SCREENS = {
    "Today": ("today", "TodayScreen"),
    "Practice": ("practice", "PracticeScreen"),
    "Workbench": ("workbench", "WorkbenchScreen"),
    "Practice, reviews": ("reviews", "ReviewsScreen"),
    "Journal": ("journal", "JournalScreen"),
    "Journal, reading": ("journal_reading", "ReadingScreen"),
    "Journal, papers": ("journal_papers", "PapersScreen"),
    "Journal, a paper note": ("paper_note", "PaperNoteScreen"),
    "Journal, experiments": ("experiments", "ExperimentsScreen"),
    "Journal, an experiment": ("experiment", "ExperimentScreen"),
    "Journal, Friday": ("journal_friday", "FridayScreen"),
    "Journal, search": ("search", "SearchScreen"),
    "Progress": ("progress", "ProgressScreen"),
    "Plan": ("plan", "PlanScreen"),
    "Plan, goals": ("plan_goals", "GoalsScreen"),
    "Plan, skills": ("plan_skills", "SkillsScreen"),
    "Plan, calendar": ("plan_calendar", "CalendarScreen"),
    "Plan, plans": ("plan_list", "PlansScreen"),
    "Plan, about a plan": ("plan_about", "AboutScreen"),
    "Plan, a plan to measure": ("tailor", "TailorScreen"),
}


class HelpScreen(StudyScreen):
    """The keys of the screen one came from first, then everywhere, then the other screens."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,q", "app.pop_screen", "Back")]

    def __init__(self, origin: StudyScreen | None) -> None:
        super().__init__()
        self._origin = type(origin)

    def body(self) -> ComposeResult:
        """One page of lines."""
        yield Lines(widest=90)

    def load(self) -> None:
        """Collect the keys."""
        self.query_one(Lines).show(lambda _: list(self._page()))

    def _page(self) -> Iterator[Line]:
        from studytui.tui.clock_keys import ClockKeys
        from studytui.tui.note_keys import NoteKeys

        rooms: list[tuple[str, Any]] = [(name, _screen(*where)) for name, where in SCREENS.items()]
        rooms.sort(key=lambda room: not issubclass(self._origin, room[1]))
        here, others = (rooms[:1], rooms[1:]) if issubclass(self._origin, rooms[0][1]) else ([], rooms)
        for name, screen in [*here, ("Everywhere", ClockKeys), *others]:
            yield Line(plain(name, TITLE))
            yield from _keys(screen.BINDINGS)
            if screen is ClockKeys:
                yield from _keys([*NoteKeys.BINDINGS, *type(self.app).BINDINGS])
                yield _key("j k", "Move; so do the arrows and the page keys")
                yield _key("ctrl+p", "Find any action by name")
                yield _key("esc", "Out of a field, a search or a screen")
            yield BLANK
        yield Line(plain("Single keys act outside text fields. The clock runs on when you quit.", QUIET))


def _screen(module: str, name: str) -> Any:
    return getattr(importlib.import_module(f"studytui.tui.screens.{module}"), name)


def _keys(bindings: list[BindingType]) -> Iterator[Line]:
    grouped: dict[str, tuple[list[str], str]] = {}
    for binding in Binding.make_bindings(bindings):
        if binding.description and not binding.system:
            keys, _ = grouped.setdefault(binding.action, ([], binding.tooltip or binding.description))
            keys.append(key_name(binding.key))
    told: set[str] = set()
    for action, (keys, what) in grouped.items():
        if told.issuperset(keys):
            continue  # a key with two names, such as enter before and after the clock runs
        told.update(keys)
        if action.startswith("mode("):
            if action == "mode('today')":
                yield _key("1 to 5", "Today, Practice, Journal, Progress, Plan")
            continue
        yield _key(" ".join(keys), what)


def _key(keys: str, what: str) -> Line:
    return Line(Content.assemble((cells(keys, 12), f"bold {ACCENT}"), what), hang=12)
