"""What the workbench shows of an exercise and does with it: its practice, or its review."""

from typing import TYPE_CHECKING

from studytui.domain.exercise import ExerciseState
from studytui.domain.review import MINUTES
from studytui.study import grading, practice, reviews

if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.domain.attempt import Attempt
    from studytui.domain.exercise import Exercise
    from studytui.domain.report import GradeEvent, Report
    from studytui.study.context import Context
    from studytui.study.engine import Engine
    from studytui.study.grading import Outcome
    from studytui.study.practice import HintView


class Bench:
    """The practice of an exercise."""

    def __init__(self, ctx: "Context", exercise: str) -> None:
        self.ctx = ctx
        self.exercise = exercise

    @property
    def facts(self) -> "Exercise":
        """What is known of the exercise."""
        return self.ctx.library.exercise(self.exercise)

    @property
    def title(self) -> str:
        """What stands above the panes."""
        return self.facts.title

    @property
    def lead(self) -> str:
        """What is said before the prompt."""
        return ""

    def summary(self) -> list[str]:
        """What stands beside the title, the least important first."""
        standing = practice.standing(self.ctx, self.exercise)
        parts = [self.facts.backend.value, f"{self.facts.minutes} min"]
        if standing.state is not ExerciseState.NEW:
            parts.append(f"{standing.state.value} {standing.best}/{standing.max_score}")
        return parts

    def last_report(self) -> "Report | None":
        """What the newest run said."""
        return practice.last_report(self.ctx, self.exercise)

    def attempts(self) -> "tuple[Attempt, ...]":
        """The runs so far, oldest first."""
        return practice.history(self.ctx, self.exercise)

    def hints(self) -> "tuple[HintView, ...]":
        """The hints shown so far."""
        return practice.hints_seen(self.ctx, self.exercise)

    def next_hint(self) -> "HintView | None":
        """One hint more."""
        return practice.hint(self.ctx, self.exercise)

    async def grade(self, engine: "Engine", source: bytes, on_event: "Callable[[GradeEvent], None]") -> "Outcome":
        """One run, unless the source is that of the last one."""
        return await grading.grade(
            self.ctx, engine, self.exercise, source=source, on_event=on_event, skip_unchanged=True
        )


class ReviewBench(Bench):
    """The review of an exercise: nothing done on it touches its practice."""

    @property
    def title(self) -> str:
        """What stands above the panes."""
        return f"Review: {self.facts.title}"

    @property
    def lead(self) -> str:
        """What to do in ten minutes."""
        core = " and ".join(f"`{name}`" for name in self.facts.core)
        return (
            f"**Ten minutes.** Rebuild the core from memory: {core}, where `NotImplementedError` is raised. "
            "The rest is given. Your score stays as it is."
        )

    def summary(self) -> list[str]:
        """What a review may take."""
        return [f"{MINUTES} min"]

    def last_report(self) -> "Report | None":
        """What the newest run of this review said."""
        return reviews.last_report(self.ctx, self.exercise)

    def attempts(self) -> "tuple[Attempt, ...]":
        """The runs of this review."""
        return reviews.history(self.ctx, self.exercise)

    def hints(self) -> "tuple[HintView, ...]":
        """The hints shown in this review."""
        return reviews.hints_seen(self.ctx, self.exercise)

    def next_hint(self) -> "HintView | None":
        """One hint more; it lowers the rating."""
        return reviews.hint(self.ctx, self.exercise)

    async def grade(self, engine: "Engine", source: bytes, on_event: "Callable[[GradeEvent], None]") -> "Outcome":
        """One run of the review."""
        return await reviews.grade(
            self.ctx, engine, self.exercise, source=source, on_event=on_event, skip_unchanged=True
        )
