"""What a plan holds beside its phases: goals, stack, reading, rules, interview, timeline, automation, source."""

from studytui.domain.rhythm import Weekday
from studytui.domain.unit import Named
from studytui.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A super-group of phases, such as Phase I and Phase II of the weekly ML plan."""

    id: str
    title: str
    timeframe: str = ""
    focus: str = ""
    goal: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A project or portfolio goal, with a box of its own, and with a target count where it asks for several."""

    id: str
    title: str
    detail: str = ""
    optional: bool = False
    done: bool = False
    link: str = ""
    target_min: int | None = None
    target_max: int | None = None


@dataclass(frozen=True, slots=True)
class StackGroup:
    """A group of the core stack; `when` is `now` or `later`."""

    group: str
    items: tuple[str, ...]
    optional_items: tuple[str, ...] = ()
    when: str = "now"


@dataclass(frozen=True, slots=True)
class ReadingArea:
    """Reading of one area, to be spread over the year."""

    area: str
    items: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class WorkRules:
    """How the plan asks its learner to work."""

    building: int = 70
    reading: int = 20
    notes: int = 10
    every_week: tuple[str, ...] = ()
    artefact_kinds: tuple[str, ...] = ()
    per_topic: tuple[Named, ...] = ()
    motto: str = ""
    pace_note: str = ""


@dataclass(frozen=True, slots=True)
class Interview:
    """An area of interview preparation, with a target count where the plan has one."""

    id: str
    title: str
    topics: tuple[str, ...]
    target_min: int | None = None
    target_max: int | None = None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A row of the plan's suggested sequence by months."""

    months: str
    phases: tuple[str, ...]
    extra: str = ""
    weeks: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Automation:
    """What the plan automates elsewhere, and what does the same here, without a server."""

    badge: str = ""
    badge_runs: tuple[str, ...] = ()
    checkin_day: Weekday = Weekday.MON
    checkin_timezone: str = ""
    checkin_adjustable: bool = True
    checkin_asks: tuple[str, ...] = ()
    email: str = ""
    email_optional: bool = True
    email_needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The document a plan was made from, and the facts corrected against it."""

    seed: str
    sha256: str = ""
    corrections: tuple[str, ...] = ()
