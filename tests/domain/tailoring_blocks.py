"""Blocks and lessons for the tests of tailoring."""

from studytui.domain.tailoring import STUDY_DAYS, Block, Catalogue, Lesson
from studytui.domain.unit import PlanDay, Task


def block(
    address: str, *exercises: str, place: float = 0.0, weeks: int = 1, minutes: int = 60, **more: object
) -> Block:
    """A block whose hours each have two tasks, the Wednesday's one for its first exercise."""
    days = tuple(
        PlanDay(
            day,
            f"Hour of {day.value}",
            (
                Task(f"do-{day.value}-{week}", f"Do {day.value}.", minutes - 20, rubric=("Done",)),
                Task(f"note-{day.value}-{week}", f"Note {day.value}.", 20),
                Task(f"more-{day.value}-{week}", "More.", optional=True),
            ),
            week,
        )
        for week in range(weeks)
        for day in STUDY_DAYS
    )
    hours = frozenset(f"{address}/{day.value}" for day in STUDY_DAYS)
    made = Block((address,), f"About {address}", weeks, minutes, place, days, exercises, exercises, hours)
    for name, value in more.items():
        made = _changed(made, name, value)
    return made


def _changed(made: Block, name: str, value: object) -> Block:
    from studytui.frozen import replace

    return replace(made, **{name: value})  # type: ignore[arg-type]  # tests name fields by hand


def catalogue(*lessons: Lesson, **level: int) -> Catalogue:
    """A catalogue of those lessons."""
    return Catalogue(
        {lesson.id: lesson for lesson in lessons}, {name.replace("_", "-"): n for name, n in level.items()}
    )
