"""The checkpoints of a tailored plan: a week to look back, after every few weeks and at the end."""

from collections.abc import Sequence

from studytui.domain.tailoring import STUDY_DAYS, Block
from studytui.domain.unit import PlanDay, Task, Unit, UnitKind, UnitMode
from studytui.frozen import dataclass, replace

_TITLES = ("Recall without notes", "Mend the weakest point", "Rebuild", "Rebuild another", "Account for it")
_REBUILT = ("Written without looking at the earlier answer", "Accepted, or the failing check explained in a line")
_ACCOUNT = (
    "Every claim points to an accepted exercise, a number or a file",
    "One result is compared with a baseline, with its spread over seeds",
    "One mistake is told with its cause and what would have caught it sooner",
    "The next step is small enough for one hour",
)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a checkpoint lies: its number from 1, its week, what it looks back on, and whether the plan ends here."""

    number: int
    week: int
    since: tuple[Block, ...]
    is_last: bool


def count_in(weeks: int) -> int:
    """How many checkpoints a plan of that many weeks has: one in six, at least one."""
    return max(1, (weeks + 3) // 6)


def unit_of(place: Checkpoint, minutes: int, exercises: Sequence[str]) -> Unit:
    """The week: recall, notes, two exercises rebuilt from an empty file, and an account with a rubric.

    Args:
        place: where it lies.
        minutes: of each hour.
        exercises: what may be rebuilt, best first.
    """
    topics = "; ".join(dict.fromkeys(block.title for block in place.since))
    days = tuple(
        PlanDay(day, title, (replace(task, minutes=minutes),))
        for day, title, task in zip(STUDY_DAYS, _TITLES, _tasks(topics, exercises), strict=True)
    )
    return Unit(
        id=f"checkpoint{place.number}",
        kind=UnitKind.CHECKPOINT,
        title="Final checkpoint" if place.is_last else f"Checkpoint {place.number}",
        weeks=(place.week, place.week),
        checkbox=True,
        deliverable="One page that accounts for these weeks, with evidence",
        details=(f"It looks back on {topics}.",),
        mode=UnitMode.MIXED,
        exercises=tuple(exercises[:2]),
        days=days,
    )


def _tasks(topics: str, exercises: Sequence[str]) -> tuple[Task, ...]:
    first, second = (*exercises[:2], None, None)[:2]
    return (
        Task("recall", f"Write down from memory, for each of these, the idea and one formula or invariant: {topics}."),
        Task("notes", "Go through your notes of these weeks; list the three weakest points and mend one of them."),
        _rebuilt("rebuild-first", first),
        _rebuilt("rebuild-second", second),
        Task(
            "account",
            "Write one page: what you can build now, with a score or measurement for each claim, and what comes next.",
            rubric=_ACCOUNT,
        ),
    )


def _rebuilt(name: str, exercise: str | None) -> Task:
    if exercise is None:
        text = "Rebuild the central piece of these weeks from an empty file, with a test of your own."
        return Task(name, text, rubric=_REBUILT)
    return Task(name, f"Rebuild {exercise} from an empty file and have it graded.", exercise=exercise, rubric=_REBUILT)
