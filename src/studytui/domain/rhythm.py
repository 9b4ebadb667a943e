"""The rhythm: what each day of a study week is for."""

from enum import StrEnum

from studytui.frozen import dataclass


class DayKind(StrEnum):
    """What an hour is spent on; sessions and the days of a plan are of a kind."""

    THEORY = "theory"
    PAPERS = "papers"
    CODE = "code"
    EXPERIMENT = "experiment"
    DELIVERABLE = "deliverable"


class Weekday(StrEnum):
    """Days as plans name them, Monday first."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @property
    def number(self) -> int:
        """0 for Monday to 6 for Sunday, as `datetime.date.weekday` counts."""
        return list(Weekday).index(self)

    @property
    def short(self) -> str:
        """`Mon` to `Sun`."""
        return self.value.capitalize()


class Share(StrEnum):
    """The three shares that the working rules divide time into: 70 % building, 20 % reading, 10 % notes."""

    BUILDING = "building"
    READING = "reading"
    NOTES = "notes"


SHARE_OF_KIND = {
    DayKind.THEORY: Share.READING,
    DayKind.PAPERS: Share.READING,
    DayKind.CODE: Share.BUILDING,
    DayKind.EXPERIMENT: Share.BUILDING,
    DayKind.DELIVERABLE: Share.NOTES,
}


@dataclass(frozen=True, slots=True)
class RhythmDay:
    """One day of the rhythm: its kind and what the learner calls it."""

    day: Weekday
    kind: DayKind
    label: str
    minutes: int = 60


DEFAULT_RHYTHM = (
    RhythmDay(Weekday.MON, DayKind.THEORY, "Theory"),
    RhythmDay(Weekday.TUE, DayKind.PAPERS, "Papers"),
    RhythmDay(Weekday.WED, DayKind.CODE, "Code from scratch"),
    RhythmDay(Weekday.THU, DayKind.EXPERIMENT, "Experiment"),
    RhythmDay(Weekday.FRI, DayKind.DELIVERABLE, "Deliverable"),
)
